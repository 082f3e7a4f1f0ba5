package picture

import (
	"bytes"
	"runtime"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// patterned fills a picture so that every pixel differs from its neighbours.
func patterned(size geom.Size, alpha func(x, y int) uint8) *Picture {
	pix := make([]uint8, 4*size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			i := 4 * (y*size.Width + x)
			pix[i], pix[i+1], pix[i+2], pix[i+3] = uint8(x*7+y*3), uint8(x*5^y*11), uint8(x*y), alpha(x, y)
		}
	}
	return New("pattern", size, pix)
}

func solid(int, int) uint8 { return 255 }

// mean returns channel c of the box average that level n must hold at (x, y),
// by the definition: the mean of up to four pixels of the level above, the
// last column and row repeated.
func mean(p *Picture, x, y, c int) int {
	sum := 0
	for _, dy := range []int{0, 1} {
		for _, dx := range []int{0, 1} {
			u, v := min(2*x+dx, p.Size().Width-1), min(2*y+dy, p.Size().Height-1)
			sum += int(p.Pix()[4*(v*p.Size().Width+u)+c])
		}
	}
	return (sum + 2) / 4
}

func TestEachLevelIsTheBoxMeanOfTheOneAbove(t *testing.T) {
	for _, size := range []geom.Size{{Width: 129, Height: 65}, {Width: 128, Height: 66}, {Width: 65, Height: 1}, {Width: 1, Height: 131}, {Width: 131, Height: 2}, {Width: 66, Height: 3}} {
		y := NewPyramid(patterned(size, solid))
		for n := 1; n < y.Levels(); n++ {
			up, level := y.Level(n-1), y.Level(n)
			for v := range level.Size().Height {
				for u := range level.Size().Width {
					for c := range 4 {
						if got, want := int(level.Pix()[4*(v*level.Size().Width+u)+c]), mean(up, u, v, c); got != want {
							t.Fatalf("%v, level %d, (%d, %d), channel %d: %d, want %d", size, n, u, v, c, got, want)
						}
					}
				}
			}
		}
	}
}

func TestWhatATransparentPixelHidesDoesNotBleed(t *testing.T) {
	y := NewPyramid(patterned(geom.Size{Width: 128, Height: 128}, func(x, y int) uint8 { return uint8(255 * (x & 1)) }))
	up, half := y.Level(0), y.Level(1)
	for v := range 64 {
		for u := range 64 {
			a, b := up.Pix()[4*(2*v*128+2*u+1)], up.Pix()[4*((2*v+1)*128+2*u+1)]
			got := half.Pix()[4*(v*64+u):]
			if want := (int(a) + int(b) + 1) / 2; int(got[0]) != want || got[3] != 128 {
				t.Fatalf("(%d, %d): %v, want red %d, alpha 128", u, v, got[:4], want)
			}
		}
	}
}

func TestLevelForKeepsOnePixelForEachOutputPixel(t *testing.T) {
	y := NewPyramid(patterned(geom.Size{Width: 1000, Height: 700}, solid))
	for scale, want := range map[float64]int{3: 0, 1: 0, .51: 0, .5: 1, .3: 1, .25: 2, 1e-6: y.Levels() - 1} {
		if got := y.LevelFor(scale); got != want {
			t.Errorf("scale %v: level %d, want %d", scale, got, want)
		}
	}
	if y.Level(-1) != y.Level(0) || y.Level(99) != y.Level(y.Levels()-1) {
		t.Error("levels beyond the ends are not taken to the nearest end")
	}
}

func TestReducedIsTheLevelOfAPyramid(t *testing.T) {
	p := patterned(geom.Size{Width: 801, Height: 300}, solid)
	y := NewPyramid(p)
	for _, scale := range []float64{2, 1, 0.51, 0.5, 0.3, 0.2, 0.001} {
		if got, want := Reduced(p, scale), y.Level(y.LevelFor(scale)); got.Size() != want.Size() || !bytes.Equal(got.Pix(), want.Pix()) {
			t.Errorf("scale %v: got %v, want %v", scale, got.Size(), want.Size())
		}
	}
}

func TestPyramidIsTheSameOnAnyNumberOfCores(t *testing.T) {
	p := patterned(geom.Size{Width: 777, Height: 555}, solid)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := NewPyramid(p)
	runtime.GOMAXPROCS(4)
	many := NewPyramid(p)
	for n := range one.Levels() {
		if !bytes.Equal(one.Level(n).Pix(), many.Level(n).Pix()) {
			t.Errorf("level %d differs", n)
		}
	}
}

func BenchmarkNewPyramid24MP(b *testing.B) {
	p := patterned(geom.Size{Width: 6000, Height: 4000}, solid)
	b.SetBytes(4 * p.Size().Pixels())
	for b.Loop() {
		NewPyramid(p)
	}
}
