//go:build goexperiment.simd && amd64

package feature

import "simd/archsimd"

// entriesAtOnce is the number of a descriptor's entries in a vector.
const entriesAtOnce = 16

func distance(a, b *Descriptor) int {
	if !archsimd.X86.AVX2() {
		return distanceByEntry(a, b)
	}
	return distanceByVectors(a, b)
}

// distanceByVectors is distanceByEntry with 16 entries at once; see lanes_simd.go.
func distanceByVectors(a, b *Descriptor) int {
	var sums archsimd.Int32x8
	for i := 0; i < len(a); i += entriesAtOnce {
		d := wide(a, i).Sub(wide(b, i))
		sums = sums.Add(d.DotProductPairs(d))
	}
	four := sums.GetLo().Add(sums.GetHi())
	two := four.AddPairs(four)
	sum := int(two.AddPairs(two).GetElem(0))
	archsimd.ClearAVXUpperBits()
	return sum
}

// wide returns 16 entries, each in 16 bits.
func wide(d *Descriptor, i int) archsimd.Int16x16 {
	return archsimd.LoadUint8x16Slice(d[i : i+entriesAtOnce]).ExtendToUint16().AsInt16x16()
}
