package picture

import (
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func drawn(size geom.Size, colour func(x, y int) [4]uint8) *Picture {
	pix := make([]uint8, 0, 4*size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			c := colour(x, y)
			pix = append(pix, c[:]...)
		}
	}
	return New("drawn", size, pix)
}

func TestGrayOfOnePixelIsItsRec601Luma(t *testing.T) {
	p := drawn(geom.Size{Width: 1, Height: 1}, func(int, int) [4]uint8 { return [4]uint8{200, 100, 50, 255} })
	want := 0.299*200 + 0.587*100 + 0.114*50
	if got := float64(p.Gray(0).Pix[0]); math.Abs(got-want) > 0.01 {
		t.Errorf("luma %v, want %v", got, want)
	}
}

func TestReducedGrayIsTheMeanOverEachFootprint(t *testing.T) {
	size := geom.Size{Width: 97, Height: 61}
	p := drawn(size, func(x, _ int) [4]uint8 { return [4]uint8{uint8(2 * x), uint8(2 * x), uint8(2 * x), 255} })
	g := p.Gray(1000)
	if g.Size.Pixels() > 1050 {
		t.Fatalf("%v has more than the pixels asked for", g.Size)
	}
	step := float64(size.Width) / float64(g.Size.Width)
	for y := range g.Size.Height {
		for x := range g.Size.Width {
			from, to := float64(x)*step, float64(x+1)*step
			var want float64
			for i := range size.Width {
				want += 2 * float64(i) * max(0, min(to, float64(i+1))-max(from, float64(i))) / step
			}
			if got := float64(g.Pix[y*g.Size.Width+x]); math.Abs(got-want) > 0.01 {
				t.Fatalf("(%d, %d): %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestTransparentPixelsAreFlatMidGrey(t *testing.T) {
	size := geom.Size{Width: 16, Height: 16}
	p := drawn(size, func(x, y int) [4]uint8 { return [4]uint8{uint8(16 * x), uint8(16 * y), 9, 0} })
	for _, limit := range []int{0, 50} {
		for i, v := range p.Gray(limit).Pix {
			if math.Abs(float64(v)-127.5) > 0.01 {
				t.Fatalf("limit %d, pixel %d: %v", limit, i, v)
			}
		}
	}
}

func BenchmarkGrayReduced12MP(b *testing.B) {
	size := geom.Size{Width: 4000, Height: 3000}
	p := drawn(size, func(x, y int) [4]uint8 { return [4]uint8{uint8(x), uint8(y), uint8(x ^ y), 255} })
	b.ResetTimer()
	for range b.N {
		p.Gray(1_000_000)
	}
}

func BenchmarkGrayFull1MP(b *testing.B) {
	size := geom.Size{Width: 1250, Height: 800}
	p := drawn(size, func(x, y int) [4]uint8 { return [4]uint8{uint8(x), uint8(y), uint8(x ^ y), 255} })
	b.ResetTimer()
	for range b.N {
		p.Gray(0)
	}
}
