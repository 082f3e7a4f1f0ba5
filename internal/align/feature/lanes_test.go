package feature

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// longestRow has, in words, room for every remainder many times over.
const longestRow = 70

// rowsOfEachKind returns rows at random, black, white, and of nothing but the
// two: what a kernel makes of them spans its whole range.
func rowsOfEachKind(r *rand.Rand, n int) [][5][]uint64 {
	kinds := []func() uint64{
		func() uint64 { return r.Uint64N(greatest + 1) },
		func() uint64 { return 0 },
		func() uint64 { return greatest },
		func() uint64 { return greatest * r.Uint64N(2) },
	}
	var all [][5][]uint64
	for _, value := range kinds {
		var five [5][]uint64
		for i := range five {
			five[i] = make([]uint64, n)
			for j := range five[i] {
				five[i][j] = value() | value()<<16 | value()<<32 | value()<<48
			}
		}
		all = append(all, five)
	}
	return all
}

func TestWeightsWrittenOutSmoothAsAnyDo(t *testing.T) {
	kernels := slices.Concat(append(steps[:], firstSteps, doubledSteps)...)
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= longestRow; n++ {
		for _, five := range rowsOfEachKind(r, n) {
			for _, k := range kernels {
				even, odd := marked(n+2), marked(n+2)
				wantEven, wantOdd := marked(n+2), marked(n+2)
				k.downWords(even[1:n+1], odd[1:n+1], five[0], five[1], five[2], five[3], five[4])
				k.downAny(wantEven[1:n+1], wantOdd[1:n+1], five[0], five[1], five[2], five[3], five[4])
				if !slices.Equal(even, wantEven) || !slices.Equal(odd, wantOdd) {
					t.Fatalf("%d words down by %+v differ:\n%x %x, want\n%x %x", n, k, even, odd, wantEven, wantOdd)
				}
				reflect(even, odd, max(perWord, perWord*n-r.IntN(perWord)))
				out, want := marked(n+1), marked(n+1)
				k.alongWords(out[:n], even, odd)
				k.alongAny(want[:n], even, odd)
				if !slices.Equal(out, want) {
					t.Fatalf("%d words along by %+v differ:\n%x, want\n%x", n, k, out, want)
				}
				k.alongWideWords(out[:n], even, odd)
				k.alongWideAny(want[:n], even, odd)
				if !slices.Equal(out, want) {
					t.Fatalf("%d words along by every second of %+v differ:\n%x, want\n%x", n, k, out, want)
				}
			}
		}
	}
}

// TestExtremaAreThoseOfEachPixelsNeighbours holds the search by words against
// one that looks at each pixel's 26 neighbours.
func TestExtremaAreThoseOfEachPixelsNeighbours(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, width := range []int{11, 12, 13, 14, 15, 31, 64, 97} {
		o := octave{width: width, height: 40}
		for l := range o.planes {
			o.planes[l] = newLevel(o.width, o.height, make([]uint64, wordsOf(o.width, o.height)))
			for y := range o.height {
				for x := range o.width {
					// Few values, so that neighbours are often equal, and sometimes the extremes.
					v := uint64(4000 + 150*r.IntN(8))
					if r.IntN(50) == 0 {
						v = greatest * r.Uint64N(2)
					}
					word, shift := place(x)
					o.planes[l].row(y)[word] |= v << shift
				}
			}
		}
		var want []blob
		for y := borderPx; y < o.height-borderPx; y++ {
			for l := 1; l <= layers; l++ {
				for x := borderPx; x < o.width-borderPx; x++ {
					if !isExtremumByPixel(o, l, x, y) {
						continue
					}
					if b, ok := o.refine(o.around(l, x, y), l, x, y); ok {
						b.octave = 2
						want = append(want, b)
					}
				}
			}
		}
		if got := o.scan(2, borderPx, o.height-borderPx); !slices.Equal(got, want) {
			t.Errorf("width %d: %d blobs, want %d", width, len(got), len(want))
		}
		if width == 97 && len(want) < 5 {
			t.Errorf("only %d blobs to compare", len(want))
		}
	}
}

func isExtremumByPixel(o octave, l, x, y int) bool {
	pixel := func(l, x, y int) int32 {
		word, shift := place(x)
		return int32(o.planes[l].row(y)[word] >> shift & lane)
	}
	at := func(l, x, y int) int32 { return pixel(l+1, x, y) - pixel(l, x, y) }
	v := at(l, x, y)
	sign := int32(1)
	if v < 0 {
		sign = -1
	}
	if sign*v <= weakest || sign*(v-at(l, x-1, y)) <= 0 {
		return false
	}
	for dl := l - 1; dl <= l+1; dl++ {
		for dy := y - 1; dy <= y+1; dy++ {
			for dx := x - 1; dx <= x+1; dx++ {
				if sign*(v-at(dl, dx, dy)) < 0 {
					return false
				}
			}
		}
	}
	return true
}

// marked returns words that show whether they were written.
func marked(n int) []uint64 { return slices.Repeat([]uint64{0xdead << 32}, n) }
