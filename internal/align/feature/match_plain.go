//go:build !(goexperiment.simd && amd64)

package feature

func distance(a, b *Descriptor) int { return distanceByEntry(a, b) }
