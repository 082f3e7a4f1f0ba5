package align

import (
	"context"
	"image"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// offHand moves a map as a hand misses: the corners by up to so many candidate pixels.
func offHand(m geom.Map, size geom.Size, px float64) geom.Map {
	reach := size.Diagonal() / 2 * m.LengthScale(size.Rect().Centre())
	return geom.Translation(0.5*px, -0.3*px).After(about(m.Apply(size.Rect().Centre()), 0.4*px/reach)).After(m).Normalised()
}

// about turns by radians about a point.
func about(p geom.Point, radians float64) geom.Map {
	return geom.Translation(p.X, p.Y).After(geom.Rotation(radians)).After(geom.Translation(-p.X, -p.Y))
}

func TestAPlacementByHandIsRefinedToAFractionOfAPixel(t *testing.T) {
	size := geom.Size{Width: 800, Height: 600}
	part := image.Rect(120, 100, 664, 508)
	for i, scene := range sceneKinds {
		source := drawnScene(scene.kind, uint64(60+i), size)
		candidate := NewSubject(picture.FromImage(scene.name, source))
		for _, spread := range []struct {
			name    string
			model   Model
			attacks []synth.Attack
		}{
			{"grey and recompressed", Similarity, []synth.Attack{synth.Crop(part), synth.Grey(), synth.JPEG(50)}},
			{"mirrored, reduced", Similarity, []synth.Attack{synth.Crop(part), synth.Mirror(), synth.Rescale(geom.Size{Width: 400, Height: 300})}},
			{"stretched", Affine, []synth.Attack{synth.Crop(part), synth.Rescale(geom.Size{Width: 500, Height: 300})}},
		} {
			claim := synth.Spread(source, spread.attacks...)
			b := claim.Image.Bounds()
			claimed := geom.Size{Width: b.Dx(), Height: b.Dy()}
			for _, off := range []float64{1, 4, 8} {
				begin := offHand(claim.SourceFromCopy, claimed, off)
				got, ok, err := Touch(context.Background(), NewSubject(picture.FromImage("claim", claim.Image)), candidate, begin, spread.model)
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					t.Errorf("%s, %s, %.0f px off: refused", scene.name, spread.name, off)
					continue
				}
				e := worstCorner(got.CandidateFromClaimed, claim.SourceFromCopy, claimed)
				if within := 0.3 * max(1, claim.SourceFromCopy.LengthScale(claimed.Rect().Centre())); e > within || got.ToneInverted {
					t.Errorf("%s, %s, %.0f px off: corners off by %.3f px after", scene.name, spread.name, off, e)
				}
				if was := worstCorner(begin, claim.SourceFromCopy, claimed); math.Abs(got.MovedPx-was) > e+0.1 || got.After < got.Before {
					t.Errorf("%s, %s: told to have moved %.2f px, and had to by %.2f; %.2f agreed, then %.2f", scene.name, spread.name, got.MovedPx, was, got.Before, got.After)
				}
			}
		}
	}
}

func TestNothingIsRefinedOnAnotherPicture(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	size := geom.Size{Width: 800, Height: 600}
	for i, a := range sceneKinds {
		claimed := NewSubject(picture.FromImage(a.name, drawnScene(a.kind, uint64(60+i), size)))
		for j, b := range sceneKinds {
			if i == j {
				continue
			}
			candidate := NewSubject(picture.FromImage(b.name, drawnScene(b.kind, uint64(90+j), size)))
			for _, m := range []geom.Map{geom.Identity(), geom.Translation(120, 30)} {
				if got, ok, err := Touch(context.Background(), claimed, candidate, m, Similarity); ok || err != nil {
					t.Errorf("%s on %s: refined by %.1f px, %.2f of the cells agree (%v)", a.name, b.name, got.MovedPx, got.After, err)
				}
			}
		}
	}
}

func TestANegativeIsToldUnderAPlacementByHand(t *testing.T) {
	size := geom.Size{Width: 640, Height: 480}
	source := drawnScene(synth.Compound, 61, size)
	turned := image.NewRGBA(source.Rect)
	for i, v := range source.Pix {
		turned.Pix[i] = v
		if i%4 != 3 {
			turned.Pix[i] = 255 - v
		}
	}
	a, b := NewSubject(picture.FromImage("a", source)), NewSubject(picture.FromImage("b", turned))
	for _, c := range []struct {
		candidate *Subject
		want      bool
	}{{a, false}, {b, true}} {
		got, err := Inverted(context.Background(), a, c.candidate, geom.Identity())
		if err != nil || got != c.want {
			t.Errorf("inverted %v, wanted %v (%v)", got, c.want, err)
		}
		touched, ok, err := Touch(context.Background(), a, c.candidate, geom.Translation(3, -2), Similarity)
		if err != nil || !ok || touched.ToneInverted != c.want || worstCorner(touched.CandidateFromClaimed, geom.Identity(), size) > 0.2 {
			t.Errorf("refined %v, inverted %v, wanted %v; %v (%v)", ok, touched.ToneInverted, c.want, touched.CandidateFromClaimed, err)
		}
	}
}
