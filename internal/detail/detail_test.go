package detail

import (
	"fmt"
	"image"
	"math"
	"reflect"
	"runtime"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// spread is a pair with its truth.
type spread struct {
	Pair
	truth geom.Map // candidate pixels from claim pixels
}

// pairOf spoils a drawn scene, and aligns the outcome with it.
func pairOf(t testing.TB, kind synth.Kind, seed uint64, size geom.Size, attacks ...synth.Attack) spread {
	t.Helper()
	scene := synth.Draw(seed, kind, size)
	copied := synth.Spread(scene.Image, attacks...)
	return spread{aligned(t, copied.Image, scene.Image), copied.SourceFromCopy}
}

var sceneSize = geom.Size{Width: 1280, Height: 800}

// attacks are what is done to a picture before it is spread.
var attacks = map[string][]synth.Attack{
	"as it is":            {},
	"cropped":             {synth.Crop(image.Rect(180, 90, 1020, 640))},
	"small and grey":      {synth.Crop(image.Rect(180, 90, 1020, 640)), synth.Grey(), synth.Rescale(geom.Size{Width: 480, Height: 314}), synth.JPEG(50)},
	"mirrored":            {synth.Mirror(), synth.JPEG(70)},
	"turned":              {synth.Rotate(7), synth.JPEG(80)},
	"captioned":           {synth.Crop(image.Rect(100, 60, 1200, 760)), synth.Caption("MORGEN VED HAVNEN", 0.18), synth.JPEG(75)},
	"enlarged, captioned": {synth.Crop(image.Rect(400, 200, 1000, 600)), synth.Rescale(geom.Size{Width: 1200, Height: 800}), synth.Caption("SE HER", 0.15)},
}

func proposed(t testing.TB, p Pair) []Detail {
	t.Helper()
	found, err := Propose(t.Context(), p, Options{Most: Most})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestDetailsLieOnTheSamePlaceOfBothPictures(t *testing.T) {
	for name, how := range attacks {
		for kind, seed := range map[synth.Kind]uint64{synth.Compound: 5, synth.Harbour: 6} {
			t.Run(fmt.Sprint(name, " ", kind), func(t *testing.T) {
				p := pairOf(t, kind, seed, sceneSize, how...)
				if !p.Alignment.Verdict.Accepted() {
					t.Skipf("the pair is %v", p.Alignment.Verdict)
				}
				found := proposed(t, p.Pair)
				if len(found) < 4 {
					t.Errorf("%d details", len(found))
				}
				for i, d := range found {
					real := p.truth.Apply(d.Claimed)
					if off := d.Candidate.Distance(real); off > max(0.5, 1.5*d.UncertaintyPx) {
						t.Errorf("detail %d is off by %.2f px, told ± %.2f", i+1, off, d.UncertaintyPx)
					}
					if m := d.Measured; m.Found {
						scale := p.truth.LengthScale(d.Claimed)
						if off := m.At.Distance(real); off > 0.75*max(1, scale) {
							t.Errorf("detail %d was found again %.2f px from its place (%.2f from where the alignment carries it; scale %.2f)", i+1, off, m.ResidualPx, scale)
						}
					} else if m.Tried {
						t.Logf("detail %d at %v was not found again: %+v", i+1, d.Claimed, m)
					}
				}
			})
		}
	}
}

// square is what of the claim is shown of a detail.
func square(d Detail) geom.Rect {
	half := d.SidePx / 2
	return geom.Rect{MinX: d.Claimed.X - half, MinY: d.Claimed.Y - half, MaxX: d.Claimed.X + half, MaxY: d.Claimed.Y + half}
}

func TestNoDetailLiesOnLettering(t *testing.T) {
	// A caption that was pasted on the claim.
	for seed := range uint64(4) {
		const share = 0.18
		p := pairOf(t, synth.Kind(seed%4), 20+seed, sceneSize, synth.Crop(image.Rect(100, 60, 1200, 760)), synth.Caption("MORGEN VED HAVNEN", share), synth.JPEG(75))
		size := p.Claimed.Size()
		caption := geom.Rect{MinY: float64(size.Height) * (1 - share), MaxX: float64(size.Width), MaxY: float64(size.Height)}
		found := proposed(t, p.Pair)
		if len(found) < 3 {
			t.Errorf("scene %d: %d details", seed, len(found))
		}
		for _, d := range found {
			if common := square(d).Intersect(caption); !common.Empty() && common.Height() > 0.2*d.SidePx {
				t.Errorf("scene %d: a detail at %v, shown over %.0f px, lies on the caption", seed, d.Claimed, d.SidePx)
			}
		}
	}
	// Of figures that both pictures carry, next to none.
	on, all := 0, 0
	at := []image.Point{{200, 150}, {700, 300}, {300, 600}, {800, 100}, {600, 480}}
	for _, kind := range []synth.Kind{synth.Road, synth.Harbour} {
		scene := titled(synth.Draw(3, kind, sceneSize).Image, at...)
		for _, how := range []string{"as it is", "cropped"} {
			c := synth.Spread(scene, attacks[how]...)
			p := aligned(t, c.Image, scene)
			found := proposed(t, p)
			if len(found) < 5 {
				t.Errorf("kind %d, %s: %d details", kind, how, len(found))
			}
			for _, d := range found {
				all++
				for _, a := range at {
					if image.Pt(int(d.Candidate.X), int(d.Candidate.Y)).In(image.Rect(a.X+30, a.Y+8, a.X+270, a.Y+52)) {
						on++
					}
				}
			}
		}
	}
	if on*10 > all {
		t.Errorf("%d of %d details lie on figures", on, all)
	}
}

// titled lays light lettering, 300 × 60 pixels, on a picture at some places.
func titled(img *image.RGBA, at ...image.Point) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	copy(out.Pix, img.Pix)
	text := synth.Spread(image.NewRGBA(image.Rect(0, 0, 300, 60)), synth.Caption("ALT 4210 FT", 0.9)).Image
	for _, p := range at {
		for y := range text.Rect.Dy() {
			for x := range text.Rect.Dx() {
				cover := int(text.RGBAAt(x, y).R)
				under := out.Pix[out.PixOffset(p.X+x, p.Y+y):]
				for c, ink := range [3]int{206, 255, 232} {
					under[c] = uint8((int(under[c])*(255-cover) + ink*cover) / 255)
				}
			}
		}
	}
	return out
}

// aligned is a pair of two pictures as the program places them.
func aligned(t testing.TB, claimed, candidate *image.RGBA) Pair {
	t.Helper()
	a, b := picture.FromImage("claimed", claimed), picture.FromImage("candidate", candidate)
	found, err := align.Find(t.Context(), align.NewSubject(a), align.NewSubject(b), align.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Pair{Claimed: picture.NewPyramid(a), Candidate: picture.NewPyramid(b), Alignment: found}
}

func TestDetailsAreSpreadOverTheOverlap(t *testing.T) {
	for _, kind := range []synth.Kind{synth.Convoy, synth.Road, synth.Compound, synth.Harbour} {
		p := pairOf(t, kind, 40, sceneSize, attacks["cropped"]...)
		found := proposed(t, p.Pair)
		if len(found) < 5 {
			t.Errorf("kind %d: %d details", kind, len(found))
		}
		extent := math.Sqrt(float64(p.Claimed.Size().Pixels()))
		quarters := map[[2]bool]bool{}
		for i, d := range found {
			quarters[[2]bool{d.Claimed.X < float64(p.Claimed.Size().Width)/2, d.Claimed.Y < float64(p.Claimed.Size().Height)/2}] = true
			for _, o := range found[:i] {
				if apart := d.Claimed.Distance(o.Claimed); apart < 0.14*extent {
					t.Errorf("kind %d: two details are %.0f px apart", kind, apart)
				}
			}
		}
		if kind != synth.Harbour && len(quarters) < 3 { // half of that is black water
			t.Errorf("kind %d: the details lie in %d quarters of the claim", kind, len(quarters))
		}
	}
}

func TestNoDetailIsProposedWhereThePicturesDiffer(t *testing.T) {
	p := pairOf(t, synth.Road, 50, sceneSize, attacks["cropped"]...)
	left := float64(p.Claimed.Size().Width) / 2
	p.Changed = func(q geom.Point) bool { return q.X < left }
	found := proposed(t, p.Pair)
	if len(found) == 0 {
		t.Error("nothing is proposed on the half that agrees")
	}
	for _, d := range found {
		if square(d).MinX < left-1 {
			t.Errorf("a detail at %v shows what changed", d.Claimed)
		}
	}
	// Another scene under the same placement agrees nowhere.
	other := pairOf(t, synth.Harbour, 51, sceneSize)
	p.Candidate, p.Changed = other.Candidate, nil
	if found := proposed(t, p.Pair); len(found) != 0 {
		t.Errorf("%d details of two scenes that share nothing: %+v", len(found), found)
	}
	p.Alignment = align.Alignment{}
	if found := proposed(t, p.Pair); found != nil {
		t.Errorf("%d details without a placement", len(found))
	}
}

// The measurement says where the detail lies, whatever the alignment says.
func TestMeasurementDoesNotFollowAWrongAlignment(t *testing.T) {
	p := pairOf(t, synth.Compound, 60, sceneSize, attacks["small and grey"]...)
	found := proposed(t, p.Pair)
	wrong := p.Pair
	shift := geom.Point{X: 9, Y: -6}
	wrong.Alignment.CandidateFromClaimed = geom.Translation(shift.X, shift.Y).After(p.Alignment.CandidateFromClaimed)
	again := 0
	for _, d := range found {
		m := Measure(wrong, d.Claimed)
		if !m.Found || !d.Measured.Found {
			continue
		}
		again++
		if off := m.At.Distance(p.truth.Apply(d.Claimed)); off > 1.5 {
			t.Errorf("the detail at %v was found %.2f px from its place", d.Claimed, off)
		}
		if math.Abs(m.ResidualPx-shift.Length()) > 1.5 || d.Measured.ResidualPx > 1.5 {
			t.Errorf("an alignment that is %.1f px off leaves a residual of %.2f px; the right one %.2f", shift.Length(), m.ResidualPx, d.Measured.ResidualPx)
		}
		if !(m.RadiusPx > shift.Length()) {
			t.Errorf("looked within %.1f px", m.RadiusPx)
		}
	}
	if again < 3 {
		t.Errorf("%d of %d details were found again", again, len(found))
	}
	// On another scene nothing is found.
	wrong.Candidate = pairOf(t, synth.Harbour, 61, sceneSize).Candidate
	for _, d := range found {
		if m := Measure(wrong, d.Claimed); m.Found {
			t.Errorf("the detail at %v was found on a scene that shares nothing: %+v", d.Claimed, m)
		}
	}
}

func TestDetailsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	p := pairOf(t, synth.Convoy, 70, sceneSize, attacks["turned"]...)
	with := func(cores int) []Detail {
		before := runtime.GOMAXPROCS(cores)
		defer runtime.GOMAXPROCS(before)
		return proposed(t, p.Pair)
	}
	if one, four := with(1), with(4); !reflect.DeepEqual(one, four) || len(one) == 0 {
		t.Errorf("one core %+v\nfour %+v", one, four)
	}
}

func TestOtherDetailsAreProposedBesideThoseKept(t *testing.T) {
	p := pairOf(t, synth.Compound, 90, sceneSize, attacks["cropped"]...)
	first := proposed(t, p.Pair)
	o := Options{Most: Most, Kept: []geom.Point{first[0].Claimed}}
	for _, d := range first[1:] {
		o.Not = append(o.Not, d.Claimed)
	}
	again, err := Propose(t.Context(), p.Pair, o)
	if err != nil || len(again) == 0 || len(again) > Most-1 {
		t.Fatalf("%d more (%v)", len(again), err)
	}
	for _, d := range again {
		for i, before := range first {
			if apart := d.Claimed.Distance(before.Claimed); apart < 20 || i == 0 && apart < 100 {
				t.Errorf("%v is proposed again, %.0f px from detail %d", d.Claimed, apart, i+1)
			}
		}
	}
}

func TestNegativeIsCompared(t *testing.T) {
	scene := synth.Draw(80, synth.Road, sceneSize).Image
	negative := image.NewRGBA(scene.Rect)
	for i, v := range scene.Pix {
		if negative.Pix[i] = 255 - v; i%4 == 3 {
			negative.Pix[i] = v
		}
	}
	p := Pair{
		Claimed: picture.NewPyramid(picture.FromImage("n", negative)), Candidate: picture.NewPyramid(picture.FromImage("p", scene)),
		Alignment: align.Alignment{Status: align.Aligned, Model: align.Similarity, CandidateFromClaimed: geom.Identity(), ToneInverted: true},
	}
	found := proposed(t, p)
	if len(found) < 5 {
		t.Fatalf("%d details", len(found))
	}
	for _, d := range found {
		if d.Agreement < 0.99 || d.Measured.Tried && d.Measured.ResidualPx > 0.1 {
			t.Errorf("%+v", d)
		}
	}
}
