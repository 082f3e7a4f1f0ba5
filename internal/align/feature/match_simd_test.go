//go:build goexperiment.simd && amd64

package feature

import (
	"math/rand/v2"
	"simd/archsimd"
	"testing"
)

func TestVectorsGiveTheDistanceThatEntriesDo(t *testing.T) {
	if !archsimd.X86.AVX2() {
		t.Skip("this processor has no AVX2")
	}
	r := rand.New(rand.NewPCG(3, 4))
	random := func(below int) (d Descriptor) {
		for i := range d {
			d[i] = uint8(r.IntN(below))
		}
		return d
	}
	all := []Descriptor{{}, {0: 255}, {127: 255}}
	var white Descriptor
	for i := range white {
		white[i] = 255
	}
	all = append(all, white)
	for range 50 {
		all = append(all, random(128), random(256))
	}
	for i := range all {
		for j := range all {
			if got, want := distance(&all[i], &all[j]), distanceByEntry(&all[i], &all[j]); got != want {
				t.Fatalf("distance of %v and %v is %d, want %d", all[i], all[j], got, want)
			}
		}
	}
}
