package compare

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// large is a pair of 24 megapixels, made once: value noise of several scales.
var large = sync.OnceValue(func() Pair {
	size := geom.Size{Width: 6000, Height: 4000}
	r := rand.New(rand.NewPCG(1, 2))
	pix := make([]uint8, 4*size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			i := 4 * (y*size.Width + x)
			wave := 60 * math.Sin(float64(x)/90) * math.Cos(float64(y)/70)
			v := uint8(120 + wave + float64(r.IntN(24)))
			pix[i], pix[i+1], pix[i+2], pix[i+3] = v, v/2+60, 255-v, 255
		}
	}
	y := picture.NewPyramid(picture.New("large", size, pix))
	return Pair{Claimed: y, Candidate: y, Placed: true, CandidateFromClaimed: turned(size)}
})

// turned is a slight turn and scale about the middle: no sample falls on a pixel.
func turned(size geom.Size) geom.Map {
	c := size.Rect().Centre()
	return geom.Translation(c.X, c.Y).After(geom.Rotation(0.02)).After(geom.Scaling(0.97, 0.97)).After(geom.Translation(-c.X, -c.Y))
}

func BenchmarkRender24MP(b *testing.B) {
	pair := large()
	m, err := Difference(context.Background(), pair)
	if err != nil {
		b.Fatal(err)
	}
	pair.Map = m
	perspective := pair
	perspective.CandidateFromClaimed = geom.Map{1, 0, 0, 0, 1, 0, 1e-5, 2e-5, 1}.After(pair.CandidateFromClaimed)
	for _, out := range []geom.Size{{Width: 720, Height: 650}, {Width: 1272, Height: 930}} {
		fit := Fit(pair.Claimed.Size(), out, 0)
		for name, stageFromClaimed := range map[string]geom.Map{
			"fit":    fit,
			"actual": FitRegion(geom.Rect{MinX: 2000, MinY: 1000, MaxX: 2000 + float64(out.Width), MaxY: 1000 + float64(out.Height)}, out, 0),
			"x0.6":   {.6, 0, -900, 0, .6, -700, 0, 0, 1},
		} {
			for _, c := range []struct {
				name string
				pair Pair
				view View
			}{
				{"claimed", pair, View{Mode: Claimed}},
				{"candidate", pair, View{Mode: Candidate}},
				{"sidebyside", pair, View{Mode: SideBySide}},
				{"overlay", pair, View{Mode: Overlay, Opacity: .5}},
				{"overlay-fine", pair, View{Mode: Overlay, Opacity: .5, Fine: true}},
				{"overlay-perspective", perspective, View{Mode: Overlay, Opacity: .5}},
				{"swipe", pair, View{Mode: Swipe, SwipeAt: .5}},
				{"difference", pair, View{Mode: DifferenceMode}},
				{"proportional", pair, View{Mode: DifferenceMode, Kind: Proportional}},
				{"plain", pair, View{Mode: DifferenceMode, Kind: Plain}},
				{"outside", pair, View{Mode: OutsideMode}},
			} {
				c.view.StageFromClaimed, c.view.StageFromCandidate = stageFromClaimed, stageFromClaimed
				b.Run(fmt.Sprintf("%dx%d/%s/%s", out.Width, out.Height, name, c.name), func(b *testing.B) {
					for b.Loop() {
						if _, err := Render(context.Background(), c.pair, c.view, out); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}

func BenchmarkDifference24MP(b *testing.B) {
	pair := large()
	for b.Loop() {
		if _, err := Difference(context.Background(), pair); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPreview24MP(b *testing.B) {
	pair := large()
	for b.Loop() {
		if _, err := Preview(context.Background(), pair); err != nil {
			b.Fatal(err)
		}
	}
}
