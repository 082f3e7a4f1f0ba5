package compare

import (
	"image/color"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestSwipeCutsAtAnyAngle(t *testing.T) {
	p := flatPair(color.NRGBA{200, 100, 0, 255}, color.NRGBA{0, 100, 200, 255})
	out := geom.Size{Width: 40, Height: 40}
	for turn := -180.0; turn <= 360; turn += 15 {
		for _, at := range []float64{0, .3, .5, .8, 1} {
			v := View{Mode: Swipe, SwipeAt: at, SwipeTurn: turn}
			img, cut := rendered(t, p, v, out), SwipeCut(v, p.Claimed.Size(), out)
			sin, cos := math.Sincos(turn * math.Pi / 180)
			for y := range 40 {
				for x := range 40 {
					c := geom.Point{X: float64(x) + .5, Y: float64(y) + .5}
					off := cos*c.X + sin*c.Y - cut.At
					if claimed := img.RGBAAt(x, y).R == 200; math.Abs(off) > 1e-6 && claimed != (off < 0) {
						t.Fatalf("turn %v, at %v: (%d, %d) shows the claim: %v, %.2f beyond the line", turn, at, x, y, claimed, off)
					}
				}
			}
		}
	}
}

func TestRedCyanIsGreyWhereBothAreTheSame(t *testing.T) {
	out := geom.Size{Width: 40, Height: 40}
	v := View{Mode: Overlay, Style: RedCyan, Opacity: .5}
	c := rendered(t, flatPair(color.NRGBA{120, 120, 120, 255}, color.NRGBA{120, 120, 120, 255}), v, out).RGBAAt(20, 20)
	if c != (color.RGBA{120, 120, 120, 255}) {
		t.Errorf("the same came out as %v", c)
	}
	p := flatPair(color.NRGBA{200, 200, 200, 255}, color.NRGBA{55, 55, 55, 255})
	if c := rendered(t, p, v, out).RGBAAt(20, 20); c != (color.RGBA{200, 55, 55, 255}) {
		t.Errorf("a brighter claim came out as %v", c)
	}
	p.ToneInverted = true
	if c := rendered(t, p, v, out).RGBAAt(20, 20); c != (color.RGBA{200, 200, 200, 255}) {
		t.Errorf("a negative came out as %v", c)
	}
}

// ramp is a soft edge along a slanted line, from dark to light or the other way.
func ramp(x, y, turn, at float64, light, dark uint8) color.NRGBA {
	sin, cos := math.Sincos(turn)
	s := 1 / (1 + math.Exp(-2.2*(cos*x+sin*y-at)))
	g := uint8(math.Round(float64(dark) + s*(float64(light)-float64(dark))))
	return color.NRGBA{g, g, g, 255}
}

func TestEdgesLieWhereTheyAreOfANegativeTooAndAtEveryZoom(t *testing.T) {
	size := geom.Size{Width: 200, Height: 150}
	const turn, at = 0.3, 101.37
	p := Pair{
		Claimed:   drawn("light", size, func(x, y float64) color.NRGBA { return ramp(x, y, turn, at, 210, 40) }),
		Candidate: drawn("negative", size, func(x, y float64) color.NRGBA { return ramp(x, y, turn, at, 60, 190) }),
		Placed:    true, CandidateFromClaimed: geom.Identity(), ToneInverted: true,
	}
	sin, cos := math.Sincos(turn)
	for _, zoom := range []float64{1, 1.7, 4} {
		stageFromClaimed := geom.Translation(-60*(zoom-1), -40*(zoom-1)).After(geom.Scaling(zoom, zoom))
		claimedFromStage, _ := stageFromClaimed.Inverse()
		img := rendered(t, p, View{Mode: Overlay, Style: Edges, Opacity: .5, StageFromClaimed: stageFromClaimed, Fine: true}, size)
		for _, ink := range []struct {
			name    string
			channel func(c color.RGBA) float64
		}{
			{"claim", func(c color.RGBA) float64 { return float64(c.R) }},
			{"candidate", func(c color.RGBA) float64 { return float64(c.B) }},
		} {
			off, weight, widest := 0.0, 0.0, 0.0
			for y := 30; y < 120; y++ {
				for x := 20; x < 180; x++ {
					v := ink.channel(img.RGBAAt(x, y)) - 70 // above the dimmed claim
					q := claimedFromStage.Apply(geom.Point{X: float64(x) + .5, Y: float64(y) + .5})
					d := (cos*q.X + sin*q.Y - at) * zoom
					if v > 0 {
						off, weight = off+v*d, weight+v
						widest = max(widest, math.Abs(d))
					}
				}
			}
			if weight == 0 || math.Abs(off/weight) > 0.2 || widest > 2 {
				t.Errorf("%s at %v: weight %.0f, the line lies %.2f stage pixels off, its farthest pixel %.2f", ink.name, zoom, weight, off/weight, widest)
			}
		}
	}
}

func TestFlatPicturesHaveNoEdges(t *testing.T) {
	img := rendered(t, flatPair(color.NRGBA{200, 200, 200, 255}, color.NRGBA{90, 90, 90, 255}), View{Mode: Overlay, Style: Edges, Opacity: .5}, geom.Size{Width: 40, Height: 40})
	for y := range 40 {
		for x := range 40 {
			if c := img.RGBAAt(x, y); c.R != c.B {
				t.Fatalf("(%d, %d) is %v: the picture's own border is no edge", x, y, c)
			}
		}
	}
}

func TestALoupeShowsPixelsAsSquares(t *testing.T) {
	size := geom.Size{Width: 20, Height: 20}
	of := drawn("checks", size, func(x, y float64) color.NRGBA { return grey(float64((int(x)+int(y))%2) * 255) })
	p := Pair{Claimed: of, Candidate: of, Placed: true, CandidateFromClaimed: geom.Identity()}
	for _, mode := range []Mode{Claimed, Candidate} {
		img := rendered(t, p, View{Mode: mode, StageFromClaimed: geom.Scaling(8, 8), Nearest: true, Fine: true}, geom.Size{Width: 160, Height: 160})
		for y := range 160 {
			for x := range 160 {
				if c := img.RGBAAt(x, y); c.R != uint8((x/8+y/8)%2*255) {
					t.Fatalf("mode %d at (%d, %d): %v", mode, x, y, c)
				}
			}
		}
	}
}

func TestTheSafeViewIsGreyAndDimInEveryMode(t *testing.T) {
	p := aPair()
	p.Map = difference(t, p)
	for _, v := range allModes() {
		v.Safe = true
		img := rendered(t, p, v, geom.Size{Width: 201, Height: 150})
		for y := range 150 {
			for x := range 201 {
				if c := img.RGBAAt(x, y); c.R != c.G || c.G != c.B || c.R > safeLight {
					t.Fatalf("%+v at (%d, %d): %v", v, x, y, c)
				}
			}
		}
	}
}
