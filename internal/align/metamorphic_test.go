package align

import (
	"context"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// Metamorphic properties: what must hold between two results where neither is
// known beforehand.

// captioned returns a drawing, cropped, under a caption of the given seed.
func captioned(d drawing, pictureFromScene geom.Map, size geom.Size, from, height int, seed uint64) *picture.Picture {
	luma := d.plane(pictureFromScene, size)
	caption(luma, size, 0, from, size.Width, height, seed)
	return toPicture("captioned", luma, size, nil)
}

// TestSwappedPicturesMirrorTheFinding takes pairs of every kind of verdict.
func TestSwappedPicturesMirrorTheFinding(t *testing.T) {
	candidate := plain.render(geom.Identity(), whole, nil)
	small := geom.Size{Width: 320, Height: 260}
	crop := geom.Translation(-150, -100)
	lean := geom.Map{1, 0.03, -60, -0.02, 0.95, -40, 3e-4, -2e-4, 1}
	harbour := picture.FromImage("harbour", drawnScene(synth.Harbour, 4, geom.Size{Width: 640, Height: 480}))
	for _, c := range []struct {
		name  string
		a, b  *picture.Picture
		exact float64 // claim pixels that there and back may move a corner; 0 where nothing is placed
	}{
		{"crop", plain.render(crop, small, nil), candidate, 0.1},
		{"mirrored", plain.render(geom.Mirroring(320).After(crop), small, nil), candidate, 0.1},
		{"inverted", plain.render(crop, small, negative), candidate, 0.1},
		{"mirrored and inverted", plain.render(geom.Mirroring(320).After(crop), small, negative), candidate, 0.1},
		{"half size", plain.render(geom.Scaling(0.5, 0.5), small, gamma), candidate, 0.1},
		{"turned and reduced", plain.render(geom.Translation(30, -40).After(geom.Rotation(-0.2)).After(geom.Scaling(0.7, 0.7)), small, nil), candidate, 0.1},
		{"seen from the side", plain.render(lean, geom.Size{Width: 420, Height: 320}, nil), candidate, 0.2},
		{"same caption", captioned(newDrawing(640, 480, 21), geom.Identity(), whole, 360, 110, 9), captioned(newDrawing(640, 480, 22), geom.Identity(), whole, 360, 110, 9), 0},
		{"other pictures", newDrawing(640, 480, 2).render(geom.Identity(), whole, nil), candidate, 0},
		{"other kinds", harbour, candidate, 0},
		{"flat", toPicture("flat", make([]float64, whole.Pixels()), whole, nil), candidate, 0},
	} {
		there, back := find(t, c.a, c.b), find(t, c.b, c.a)
		if there.Verdict != back.Verdict {
			t.Errorf("%s: %v, swapped %v", c.name, there.Verdict, back.Verdict)
			continue
		}
		if there.Mirrored != back.Mirrored || there.ToneInverted != back.ToneInverted {
			t.Errorf("%s: mirrored %v, inverted %v; swapped %v, %v", c.name, there.Mirrored, there.ToneInverted, back.Mirrored, back.ToneInverted)
		}
		if c.exact == 0 {
			if there.Verdict.Accepted() {
				t.Errorf("%s: %v", c.name, there.Verdict)
			}
			continue
		}
		if there.Verdict != Match {
			t.Errorf("%s: %v", c.name, there.Verdict)
			continue
		}
		if e := worstCorner(back.CandidateFromClaimed.After(there.CandidateFromClaimed), geom.Identity(), c.a.Size()); e > c.exact {
			t.Errorf("%s: there and back moves a corner by %.3f px", c.name, e)
		}
		if math.Abs(there.ClaimCovered-back.CandidateCovered) > 0.01 || math.Abs(there.CandidateCovered-back.ClaimCovered) > 0.01 {
			t.Errorf("%s: covers %.3f and %.3f, swapped %.3f and %.3f", c.name, there.ClaimCovered, there.CandidateCovered, back.ClaimCovered, back.CandidateCovered)
		}
	}
}

func TestNoMonotoneToneCurveMovesThePlacement(t *testing.T) {
	candidate := plain.render(geom.Identity(), whole, nil)
	size := geom.Size{Width: 360, Height: 300}
	crop := geom.Translation(-120, -80)
	clean := find(t, plain.render(crop, size, nil), candidate)
	for name, tone := range map[string]func(float64) float64{
		"darker":         func(v float64) float64 { return 255 * math.Pow(v/255, 2.2) },
		"lighter":        func(v float64) float64 { return 255 * math.Pow(v/255, 0.5) },
		"flatter":        func(v float64) float64 { return 70 + 0.4*v },
		"harder":         func(v float64) float64 { return 255 / (1 + math.Exp(-(v-120)/28)) },
		"clipped":        func(v float64) float64 { return 1.5*v - 50 },
		"darker, turned": func(v float64) float64 { return 255 - 255*math.Pow(v/255, 1.6) },
	} {
		got := find(t, plain.render(crop, size, tone), candidate)
		if got.Verdict != Match {
			t.Errorf("%s: %v", name, got.Verdict)
			continue
		}
		if e := worstCorner(got.CandidateFromClaimed, clean.CandidateFromClaimed, size); e > 0.05 {
			t.Errorf("%s: moved a corner by %.3f px", name, e)
		}
	}
}

// TestTextNeverStrengthensTheFinding lays more and more text on the claim, on
// both pictures, and on pictures with nothing in common.
func TestTextNeverStrengthensTheFinding(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	candidate := plain.render(geom.Identity(), whole, nil)
	other := newDrawing(640, 480, 33)
	clean := find(t, plain.render(geom.Translation(-5, -3), whole, nil), candidate)
	for _, height := range []int{44, 110, 176, 242} {
		from := whole.Height - height
		claim := captioned(plain, geom.Translation(-5, -3), whole, from, height, 4)
		if got := find(t, claim, candidate); got.Verdict != Match || got.Log10NFA < clean.Log10NFA {
			t.Errorf("%d rows of text: %v, log10 NFA %.1f of %.1f", height, got.Verdict, got.Log10NFA, clean.Log10NFA)
		}
		if got := find(t, claim, captioned(plain, geom.Identity(), whole, from, height, 5)); got.HasNFA && got.Log10NFA < clean.Log10NFA {
			t.Errorf("%d rows of other text on both make log10 NFA %.1f of %.1f", height, got.Log10NFA, clean.Log10NFA)
		}
		for _, seed := range []uint64{4, 5} { // the same text, and another
			unrelated := captioned(other, geom.Identity(), whole, from, height, seed)
			if got := find(t, claim, unrelated); got.Verdict.Accepted() {
				t.Errorf("%d rows of text, seeds 4 and %d, on unrelated pictures: %v, log10 NFA %.1f", height, seed, got.Verdict, got.Log10NFA)
			}
		}
	}
}

// TestEarlierComparisonsLeaveNoTrace holds that a pair's strength depends on
// that pair alone, so that adding a file changes no other verdict.
func TestEarlierComparisonsLeaveNoTrace(t *testing.T) {
	size := geom.Size{Width: 300, Height: 240}
	claim := NewSubject(plain.render(geom.Translation(-200, -100), size, gamma))
	candidate := NewSubject(plain.render(geom.Identity(), whole, nil))
	other := NewSubject(newDrawing(640, 480, 8).render(geom.Identity(), whole, nil))
	between := func(a, b *Subject) Alignment {
		found, err := Find(context.Background(), a, b, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	alone := between(claim, candidate)
	between(claim, other)
	between(other, candidate)
	again := between(claim, candidate)
	if alone.Log10NFA != again.Log10NFA || alone.CandidateFromClaimed != again.CandidateFromClaimed {
		t.Errorf("log10 NFA %v and %v, %v and %v", alone.Log10NFA, again.Log10NFA, alone.CandidateFromClaimed, again.CandidateFromClaimed)
	}
}
