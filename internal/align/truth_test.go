package align

import (
	"fmt"
	"image"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// Truth in pixels, from pictures that package synth draws.

var sceneKinds = [...]struct {
	name string
	kind synth.Kind
}{{"convoy", synth.Convoy}, {"road", synth.Road}, {"compound", synth.Compound}, {"harbour", synth.Harbour}}

func drawnScene(kind synth.Kind, seed uint64, size geom.Size) *image.RGBA {
	return synth.Draw(seed, kind, size).Image
}

func TestCopiesOfDrawnScenesArePlacedWhereTheyWereTaken(t *testing.T) {
	size := geom.Size{Width: 800, Height: 600}
	part := image.Rect(120, 100, 664, 508)
	spreads := []struct {
		name     string
		attacks  []synth.Attack
		mirrored bool
		within   float64 // claim pixels
	}{
		{"cropped, grey, recompressed", []synth.Attack{synth.Crop(part), synth.Grey(), synth.JPEG(40)}, false, 0.2},
		{"mirrored and reduced", []synth.Attack{synth.Crop(part), synth.Mirror(), synth.Rescale(geom.Size{Width: 400, Height: 300})}, true, 0.1},
		{"turned", []synth.Attack{synth.Rotate(11), synth.Crop(part), synth.JPEG(70)}, false, 0.1},
		{"stretched", []synth.Attack{synth.Crop(part), synth.Rescale(geom.Size{Width: 500, Height: 300})}, false, 0.1},
		{"enlarged", []synth.Attack{synth.Crop(image.Rect(240, 200, 560, 440)), synth.Rescale(geom.Size{Width: 900, Height: 675}), synth.JPEG(50)}, false, 0.3},
		{"under a caption", []synth.Attack{synth.Crop(part), synth.Caption("SEEN TODAY AT THE RIVER", 0.22), synth.JPEG(50)}, false, 0.2},
		{"everything", []synth.Attack{synth.Rotate(-4), synth.Crop(part), synth.Mirror(), synth.Grey(), synth.Caption("LIVE", 0.15), synth.Rescale(geom.Size{Width: 420, Height: 315}), synth.JPEG(35)}, true, 0.4},
	}
	for i, scene := range sceneKinds {
		source := drawnScene(scene.kind, uint64(60+i), size)
		candidate := picture.FromImage(scene.name, source)
		for _, s := range spreads {
			t.Run(scene.name+", "+s.name, func(t *testing.T) {
				claim := synth.Spread(source, s.attacks...)
				got := find(t, picture.FromImage(s.name, claim.Image), candidate)
				if got.Verdict != Match || got.Mirrored != s.mirrored || got.ToneInverted {
					t.Fatalf("verdict %v, log10 NFA %.1f, mirrored %v, inverted %v", got.Verdict, got.Log10NFA, got.Mirrored, got.ToneInverted)
				}
				bounds := claim.Image.Bounds()
				claimSize := geom.Size{Width: bounds.Dx(), Height: bounds.Dy()}
				within := s.within * max(1, claim.SourceFromCopy.LengthScale(claimSize.Rect().Centre()))
				if e := worstCorner(got.CandidateFromClaimed, claim.SourceFromCopy, claimSize); e > within {
					t.Errorf("corners off by %.3f px, allowed %.3f (told: %.3f)", e, within, got.CornerErrorPx)
				}
			})
		}
	}
}

func TestScenesThatShareNoGroundAreNoMatch(t *testing.T) {
	size := geom.Size{Width: 800, Height: 600}
	var scenes []*picture.Picture
	for i, scene := range sceneKinds {
		scenes = append(scenes, picture.FromImage(scene.name, drawnScene(scene.kind, uint64(80+i), size)))
	}
	for i, a := range scenes {
		for j, b := range scenes {
			if i == j {
				continue
			}
			if got := find(t, a, b); got.Verdict.Accepted() {
				t.Errorf("%s and %s: %v, log10 NFA %.1f", sceneKinds[i].name, sceneKinds[j].name, got.Verdict, got.Log10NFA)
			}
		}
	}
}

// symmetry is one of the eight ways to lay a picture on itself or its mirror
// image; no pixel changes, so that the truth has no error.
type symmetry struct {
	quarters int // clockwise
	mirrored bool
}

// moved returns the picture and the map back to it.
func (s symmetry) moved(p *picture.Picture) (*picture.Picture, geom.Map) {
	size, sourceFromMoved := p.Size(), geom.Identity()
	for range s.quarters {
		// A picture turned clockwise has its left edge where the lower one was.
		sourceFromMoved = sourceFromMoved.After(geom.Map{0, 1, 0, -1, 0, float64(size.Height), 0, 0, 1})
		size = geom.Size{Width: size.Height, Height: size.Width}
	}
	if s.mirrored {
		sourceFromMoved = sourceFromMoved.After(geom.Mirroring(float64(size.Width)))
	}
	pix := make([]uint8, 0, 4*size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			q := sourceFromMoved.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			i := 4 * (int(q.Y)*p.Size().Width + int(q.X))
			pix = append(pix, p.Pix()[i:i+4]...)
		}
	}
	return picture.New(fmt.Sprint(s), size, pix), sourceFromMoved
}

func TestEverySymmetryOfAPictureIsPlacedExactly(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	scene := picture.FromImage("scene", drawnScene(synth.Road, 31, geom.Size{Width: 700, Height: 500}))
	for quarters := range 4 {
		for _, mirrored := range []bool{false, true} {
			s := symmetry{quarters, mirrored}
			for _, inverted := range []bool{false, true} {
				claim, truth := s.moved(scene)
				if inverted {
					claim = inTone(claim, negative)
				}
				got := find(t, claim, scene)
				if s == (symmetry{}) && !inverted {
					if got.Verdict != Identical {
						t.Errorf("the picture itself is %v", got.Verdict)
					}
					continue
				}
				if got.Verdict != Match || got.Mirrored != mirrored || got.ToneInverted != inverted {
					t.Errorf("%+v, inverted %v: %v, mirrored %v, inverted %v", s, inverted, got.Verdict, got.Mirrored, got.ToneInverted)
					continue
				}
				if e := worstCorner(got.CandidateFromClaimed, truth, claim.Size()); e > 0.03 {
					t.Errorf("%+v, inverted %v: corners off by %.3f px", s, inverted, e)
				}
			}
		}
	}
}

// inTone returns the picture with each channel under a tone curve.
func inTone(p *picture.Picture, tone func(float64) float64) *picture.Picture {
	pix := append([]uint8(nil), p.Pix()...)
	for i := range pix {
		if i%4 != 3 {
			pix[i] = uint8(math.Round(max(0, min(255, tone(float64(pix[i]))))))
		}
	}
	return picture.New(p.Key()+", toned", p.Size(), pix)
}
