//go:build !(goexperiment.simd && amd64)

package feature

func (k kernel) down(even, odd, a, b, c, d, e []uint64) { k.downWords(even, odd, a, b, c, d, e) }

func (k kernel) along(out, even, odd []uint64) { k.alongWords(out, even, odd) }

func (k kernel) alongWide(out, even, odd []uint64) { k.alongWideWords(out, even, odd) }
