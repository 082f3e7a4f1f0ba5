package compare

import (
	"image/color"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// shore is a grey scene of a bright, nearly even sky over a dark, textured ground.
func shore(size geom.Size) func(x, y float64) color.NRGBA {
	ground := textured(size)
	horizon := .45 * float64(size.Height)
	return func(x, y float64) color.NRGBA {
		c := ground(x, y)
		luma := .299*float64(c.R) + .587*float64(c.G) + .114*float64(c.B)
		if y < horizon {
			return grey(190 + 30*y/horizon + .04*(luma-120))
		}
		return grey(.65 * luma)
	}
}

// covered lays a box of one grey over a scene.
func covered(at func(x, y float64) color.NRGBA, box geom.Rect, level float64) func(x, y float64) color.NRGBA {
	return func(x, y float64) color.NRGBA {
		if box.Contains(geom.Point{X: x, Y: y}) {
			return grey(level)
		}
		return at(x, y)
	}
}

func TestACoverOverMostOfWhatIsBrightOrDarkTurnsNoTone(t *testing.T) {
	scene := shore(textureSize)
	w, h := float64(textureSize.Width), float64(textureSize.Height)
	candidate := drawn("a", textureSize, scene)
	for _, c := range []struct {
		name     string
		box      geom.Rect
		level    float64
		curve    func(v float64) float64
		inverted bool
	}{
		{"black over two thirds of the sky", geom.Rect{MaxX: w, MaxY: .3 * h}, 16, func(v float64) float64 { return v }, false},
		{"black over the left of the sky", geom.Rect{MaxX: .7 * w, MaxY: .44 * h}, 0, func(v float64) float64 { return .8 * v }, false},
		{"white over two thirds of the ground", geom.Rect{MinY: .63 * h, MaxX: w, MaxY: h}, 250, func(v float64) float64 { return v }, false},
		{"grey over two thirds of the ground", geom.Rect{MinX: .2 * w, MinY: .5 * h, MaxX: w, MaxY: .96 * h}, 128, func(v float64) float64 { return 255 * math.Pow(v/255, 1.6) }, false},
		{"black over two thirds of the sky, inverted", geom.Rect{MaxX: w, MaxY: .3 * h}, 16, func(v float64) float64 { return 250 - .9*v }, true},
	} {
		claimed := recompressed(t, drawn("b", textureSize, covered(through(scene, c.curve), c.box, c.level)), 40)
		m := difference(t, Pair{Claimed: claimed, Candidate: candidate, Placed: true, CandidateFromClaimed: geom.Identity(), ToneInverted: c.inverted})
		inside := shareAbove(m, DefaultShowFrom, c.box.Contains)
		wide := geom.Rect{MinX: c.box.MinX - 16, MinY: c.box.MinY - 16, MaxX: c.box.MaxX + 16, MaxY: c.box.MaxY + 16}
		outside := shareAbove(m, DefaultShowFrom, func(p geom.Point) bool { return !wide.Contains(p) })
		if inside < .85 || outside > 1e-3 {
			t.Errorf("%s: %.1f %% of the cover lights up and %.2f %% of the rest", c.name, 100*inside, 100*outside)
		}
		for _, v := range []float64{50, 70, 90, 195, 205, 215} {
			if got, want := float64(m.Tone.Curve[int(v)]), c.curve(v); math.Abs(got-want) > 4 {
				t.Errorf("%s: %.0f became %.1f, want %.1f", c.name, v, got, want)
			}
		}
	}
}

func TestSteepAndCutOffCurvesAreFollowed(t *testing.T) {
	scene := through(textured(textureSize), func(v float64) float64 { return (v - 40) * 1.4 })
	candidate := drawn("a", textureSize, scene)
	for name, curve := range map[string]func(v float64) float64{
		"three times the contrast": func(v float64) float64 { return min(max(3*(v-90), 0), 255) },
		"square root":              func(v float64) float64 { return 255 * math.Sqrt(max(0, v)/255) },
		"a quarter of it":          func(v float64) float64 { return 100 + v/4 },
	} {
		m := difference(t, Pair{Claimed: drawn("b", textureSize, through(scene, curve)), Candidate: candidate, Placed: true, CandidateFromClaimed: geom.Identity()})
		for v := 60; v < 200; v += 10 {
			if got, want := float64(m.Tone.Curve[v]), curve(float64(v)); math.Abs(got-want) > 4 {
				t.Errorf("%s: %d became %.1f, want %.1f", name, v, got, want)
			}
		}
		if share := shareAbove(m, DefaultShowFrom, everywhere); share > 1e-3 {
			t.Errorf("%s: %.2f %% lights up", name, 100*share)
		}
	}
}
