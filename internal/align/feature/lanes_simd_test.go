//go:build goexperiment.simd && amd64

package feature

import (
	"math/rand/v2"
	"simd/archsimd"
	"slices"
	"testing"
)

func TestVectorsSmoothAsWordsDo(t *testing.T) {
	if !archsimd.X86.AVX2() {
		t.Skip("this processor has no AVX2")
	}
	kernels := slices.Concat(append(steps[:], firstSteps, doubledSteps)...)
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= longestRow; n++ {
		for _, five := range rowsOfEachKind(r, n) {
			for _, k := range kernels {
				even, odd := marked(n+2), marked(n+2)
				wantEven, wantOdd := marked(n+2), marked(n+2)
				k.down(even[1:n+1], odd[1:n+1], five[0], five[1], five[2], five[3], five[4])
				k.downWords(wantEven[1:n+1], wantOdd[1:n+1], five[0], five[1], five[2], five[3], five[4])
				if !slices.Equal(even, wantEven) || !slices.Equal(odd, wantOdd) {
					t.Fatalf("%d words down by %+v differ:\n%x %x, want\n%x %x", n, k, even, odd, wantEven, wantOdd)
				}
				reflect(even, odd, max(perWord, perWord*n-r.IntN(perWord)))
				out, want := marked(n+1), marked(n+1)
				k.along(out[:n], even, odd)
				k.alongWords(want[:n], even, odd)
				if !slices.Equal(out, want) {
					t.Fatalf("%d words along by %+v differ:\n%x, want\n%x", n, k, out, want)
				}
				k.alongWide(out[:n], even, odd)
				k.alongWideWords(want[:n], even, odd)
				if !slices.Equal(out, want) {
					t.Fatalf("%d words along by every second of %+v differ:\n%x, want\n%x", n, k, out, want)
				}
			}
		}
	}
}
