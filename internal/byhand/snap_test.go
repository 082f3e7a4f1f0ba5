package byhand

import (
	"context"
	"image"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

var drawn = [...]synth.Kind{synth.Convoy, synth.Road, synth.Compound, synth.Harbour}

func pyramidOf(img image.Image) *picture.Pyramid {
	return picture.NewPyramid(picture.FromImage("drawn", img))
}

// negative returns the picture with its tones turned.
func negative(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	for i, v := range img.Pix {
		out.Pix[i] = v
		if i%4 != 3 {
			out.Pix[i] = 255 - v
		}
	}
	return out
}

// outcome counts what a search came to.
type outcome struct {
	snapped, plain, unlike, several, wrong int
	errors                                 []float64
}

func (o *outcome) add(s Snap, truth geom.Point, unit float64) {
	switch s.Found {
	case Plain:
		o.plain++
	case Unlike:
		o.unlike++
	case Several:
		o.several++
	case Snapped:
		o.snapped++
		e := s.At.Distance(truth) / unit
		if e > 2 {
			o.wrong++
			return
		}
		o.errors = append(o.errors, e)
	}
}

func (o *outcome) quantile(q float64) float64 {
	if len(o.errors) == 0 {
		return math.NaN()
	}
	slices.Sort(o.errors)
	return o.errors[int(q*float64(len(o.errors)-1))]
}

func TestTwinsSnapToWhereTheyWereTakenFrom(t *testing.T) {
	size := geom.Size{Width: 800, Height: 600}
	part := image.Rect(120, 100, 664, 508)
	spreads := []struct {
		name    string
		attacks []synth.Attack
		turn    bool // as a negative
	}{
		{"cropped, grey, recompressed", []synth.Attack{synth.Crop(part), synth.Grey(), synth.JPEG(40)}, false},
		{"mirrored and reduced", []synth.Attack{synth.Crop(part), synth.Mirror(), synth.Rescale(geom.Size{Width: 400, Height: 300})}, false},
		{"turned", []synth.Attack{synth.Rotate(11), synth.Crop(part), synth.JPEG(70)}, false},
		{"enlarged", []synth.Attack{synth.Crop(image.Rect(240, 200, 560, 440)), synth.Rescale(geom.Size{Width: 900, Height: 675}), synth.JPEG(50)}, false},
		{"negative", []synth.Attack{synth.Crop(part), synth.JPEG(70)}, true},
	}
	for _, sure := range []bool{true, false} {
		for _, spread := range spreads {
			var all outcome
			tries := 6
			if !sure {
				tries = 3
			}
			for k, kind := range drawn {
				source := synth.Draw(uint64(60+k), kind, size).Image
				claim := synth.Spread(source, spread.attacks...)
				image := claim.Image
				if spread.turn {
					image = negative(image)
				}
				from, to := pyramidOf(image), pyramidOf(source)
				r := rand.New(rand.NewPCG(uint64(k), 7))
				for range tries {
					s := from.Size()
					at := geom.Point{X: float64(s.Width) * (0.1 + 0.8*r.Float64()), Y: float64(s.Height) * (0.1 + 0.8*r.Float64())}
					truth := claim.SourceFromCopy.Apply(at)
					if !source.Rect.Inset(20).Overlaps(imageAt(truth)) {
						continue
					}
					reach := 20.0
					near := truth.Add(geom.Point{X: reach * 0.7 * (2*r.Float64() - 1), Y: reach * 0.7 * (2*r.Float64() - 1)})
					guess := claim.SourceFromCopy
					if !sure {
						guess = shown(claim.SourceFromCopy, at)
					}
					got, err := Sought{From: from, To: to, At: at, Near: near, ReachPx: reach, Guess: guess, Sure: sure}.Find(context.Background())
					if err != nil {
						t.Fatal(err)
					}
					all.add(got, truth, max(1, claim.SourceFromCopy.LengthScale(at)))
					if got.Found == Snapped && got.Inverted != spread.turn {
						t.Errorf("%s: inverted %v", spread.name, got.Inverted)
					}
				}
			}
			tries = all.snapped + all.plain + all.unlike + all.several
			if all.wrong > 1 || all.snapped < tries/2 || all.quantile(0.5) > 0.2 || all.quantile(0.9) > 0.5 {
				t.Errorf("sure %v, %s: too few, too far or wrong", sure, spread.name)
			}
			t.Logf("sure %v, %s: snapped %d (wrong %d), plain %d, unlike %d, several %d; error median %.3f, 90 %% %.3f",
				sure, spread.name, all.snapped, all.wrong, all.plain, all.unlike, all.several, all.quantile(0.5), all.quantile(0.9))
		}
	}
}

func imageAt(p geom.Point) image.Rectangle {
	return image.Rect(int(p.X), int(p.Y), int(p.X)+1, int(p.Y)+1)
}

// shown is how the pictures are shown to a person before there are two points:
// mirrored where they are, and neither turned nor at the right scale.
func shown(m geom.Map, at geom.Point) geom.Map {
	if m.Mirrored(at) {
		return geom.Mirroring(0)
	}
	return geom.Identity()
}

func TestNothingSnapsToAnUnrelatedPicture(t *testing.T) {
	size := geom.Size{Width: 800, Height: 600}
	for _, sure := range []bool{true, false} {
		var all outcome
		tries := 0
		for k, kind := range drawn {
			from := pyramidOf(synth.Draw(uint64(60+k), kind, size).Image)
			for j, other := range drawn {
				if j == k {
					continue
				}
				to := pyramidOf(synth.Draw(uint64(160+j), other, size).Image)
				r := rand.New(rand.NewPCG(uint64(k), uint64(j)))
				for range 2 {
					at := geom.Point{X: 80 + 640*r.Float64(), Y: 60 + 480*r.Float64()}
					near := geom.Point{X: 80 + 640*r.Float64(), Y: 60 + 480*r.Float64()}
					got, err := Sought{From: from, To: to, At: at, Near: near, ReachPx: 20, Guess: geom.Identity(), Sure: sure}.Find(context.Background())
					if err != nil {
						t.Fatal(err)
					}
					tries++
					all.add(got, geom.Point{X: -1e6}, 1)
				}
			}
		}
		if all.snapped > tries/20 {
			t.Errorf("sure %v: %d of %d snapped to another picture", sure, all.snapped, tries)
		}
		t.Logf("sure %v: %d of %d snapped; plain %d, unlike %d, several %d", sure, all.snapped, tries, all.plain, all.unlike, all.several)
	}
}
