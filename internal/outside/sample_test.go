package outside_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// game is a picture under a game's controls, with its notice.
var game = sync.OnceValue(func() synth.Scene {
	return synth.Draw(7, synth.Convoy, geom.Size{Width: 1920, Height: 1080})
})

func pyramid(t testing.TB, jpg []byte) *picture.Pyramid {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(jpg))
	if err != nil {
		t.Fatal(err)
	}
	return picture.NewPyramid(picture.FromImage("", img))
}

// residue looks for what the edges of a copy cut.
func residue(t testing.TB, source *image.RGBA, claim synth.Copy) []outside.Residue {
	t.Helper()
	found, err := outside.FindResidue(t.Context(), outside.Pair{
		Claimed:              pyramid(t, synth.EncodeJPEG(claim.Image, 40)),
		Candidate:            pyramid(t, synth.EncodeJPEG(source, 90)),
		CandidateFromClaimed: claim.SourceFromCopy,
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func within(inner, outer geom.Rect, by float64) bool {
	return inner.MinX >= outer.MinX-by && inner.MinY >= outer.MinY-by && inner.MaxX <= outer.MaxX+by && inner.MaxY <= outer.MaxY+by
}

func region(t testing.TB, regions []synth.Region, name string) geom.Rect {
	t.Helper()
	for _, r := range regions {
		if r.Name == name {
			return r.Box
		}
	}
	t.Fatalf("no %s", name)
	return geom.Rect{}
}

func TestTheSampleCasesScrapOfTheNoticeIsPointedOut(t *testing.T) {
	files := synth.Sample().Files()
	pair := outside.Pair{Claimed: pyramid(t, files[0].Data)}
	var notice geom.Rect
	for _, f := range files[1:] {
		if f.Truth.Source {
			pair.Candidate, pair.CandidateFromClaimed = pyramid(t, f.Data), f.Truth.CandidateFromClaimed
			notice = region(t, f.Truth.Overlay, synth.RegionNotice)
		}
	}
	found, err := outside.FindResidue(t.Context(), pair)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 {
		t.Fatalf("found %+v, want the notice alone", found)
	}
	scrap := region(t, files[0].Truth.Overlay, synth.RegionNotice)
	r := found[0]
	if r.Kind != outside.Lettering || r.Edge != outside.Top || !within(r.Claimed, scrap, 2) || !within(r.Candidate, notice, 2) {
		t.Errorf("found %+v, want the scrap %v of %v at the top", r, scrap, notice)
	}
	if r.Claimed.Width() < scrap.Width()*0.9 || r.Candidate.Width() < 250 || r.Agrees < 0.9 {
		t.Errorf("found too little: %+v, scrap %v", r, scrap)
	}
}

func TestCutLetteringIsPointedOutAtItsEdgeHoweverTheClaimWasTurned(t *testing.T) {
	scene := game()
	crop := synth.Crop(image.Rect(660, 114, 1580, 804))
	square := synth.Crop(image.Rect(890, 114, 1580, 804))
	for _, test := range []struct {
		name   string
		attack []synth.Attack
		edge   outside.Side
	}{
		{"mirrored", []synth.Attack{crop, synth.Mirror()}, outside.Top},
		{"turned right", []synth.Attack{square, synth.Rotate(90)}, outside.Right},
		{"half turn", []synth.Attack{crop, synth.Rotate(180)}, outside.Bottom},
		{"turned left", []synth.Attack{square, synth.Rotate(-90)}, outside.Left},
		{"cut upright", []synth.Attack{synth.Crop(image.Rect(660, 20, 1640, 804))}, outside.Right},
		{"grey and small", []synth.Attack{crop, synth.Grey(), synth.Rescale(geom.Size{Width: 560, Height: 420})}, outside.Top},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := residue(t, scene.Image, synth.Spread(scene.Image, test.attack...))
			if len(found) == 0 || found[0].Kind != outside.Lettering || found[0].Edge != test.edge {
				t.Errorf("found %+v, want lettering at the %v", found, test.edge)
			}
		})
	}
}

func TestAScrapThatIsNotVisibleOnTheClaimIsNone(t *testing.T) {
	scene := game()
	claim := synth.Spread(scene.Image, synth.Crop(image.Rect(660, 114, 1580, 804)))
	pair := func(change func(q []uint8)) outside.Pair {
		img := image.NewRGBA(claim.Image.Rect)
		copy(img.Pix, claim.Image.Pix)
		for i := 0; i < len(img.Pix); i += 4 {
			change(img.Pix[i : i+4])
		}
		return outside.Pair{
			Claimed: picture.NewPyramid(picture.FromImage("", img)), Candidate: picture.NewPyramid(picture.FromImage("", scene.Image)),
			CandidateFromClaimed: claim.SourceFromCopy,
		}
	}
	look := func(p outside.Pair) int {
		found, err := outside.FindResidue(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return len(found)
	}
	negative := pair(func(q []uint8) { q[0], q[1], q[2] = 255-q[0], 255-q[1], 255-q[2] })
	if look(negative) != 0 {
		t.Error("a negative that nobody told of agrees")
	}
	negative.ToneInverted = true
	if look(negative) != 1 {
		t.Error("the scrap of a negative is not pointed out")
	}
	// A claim whose upper edge was painted over.
	covered := pair(func(q []uint8) { q[0], q[1], q[2] = 90, 90, 90 })
	if look(covered) != 0 {
		t.Error("a scrap is pointed out that the claim does not show")
	}
}

func TestTheCutButtonIsPointedOut(t *testing.T) {
	scene := game()
	fire := region(t, scene.Overlay, synth.RegionFire)
	// Left of its letters, so that only the button itself is cut.
	right := int(fire.Centre().X) - 60
	found := residue(t, scene.Image, synth.Spread(scene.Image, synth.Crop(image.Rect(300, 200, right, 1000))))
	for _, r := range found {
		if r.Kind == outside.Graphic && r.Edge == outside.Right && within(r.Candidate, fire, 4) {
			return
		}
	}
	t.Errorf("found %+v, want the button at the right", found)
}

func TestNothingOfDrawnSceneryIsPointedOut(t *testing.T) {
	next := uint64(5)
	dice := func(n int) int {
		next = next*6364136223846793005 + 1442695040888963407
		return int(next>>33) % n
	}
	for _, kind := range []synth.Kind{synth.Road, synth.Harbour} {
		for seed := range uint64(2) {
			scene := synth.Draw(20+seed, kind, geom.Size{Width: 1280, Height: 720})
			for range 8 {
				w, h := 400+dice(600), 250+dice(350)
				x, y := dice(1280-w), dice(720-h)
				found := residue(t, scene.Image, synth.Spread(scene.Image, synth.Crop(image.Rect(x, y, x+w, y+h))))
				if len(found) > 0 {
					t.Errorf("%v of scene %d: %+v", image.Rect(x, y, x+w, y+h), seed, found)
				}
			}
		}
	}
}

func BenchmarkResidueOf24Megapixels(b *testing.B) {
	scene := game()
	large := synth.Spread(scene.Image, synth.Rescale(geom.Size{Width: 6528, Height: 3672})).Image
	claim := synth.Spread(large, synth.Crop(image.Rect(2244, 388, 5372, 2734)))
	pair := outside.Pair{
		Claimed: pyramid(b, synth.EncodeJPEG(claim.Image, 85)), Candidate: pyramid(b, synth.EncodeJPEG(large, 85)),
		CandidateFromClaimed: claim.SourceFromCopy,
	}
	for b.Loop() {
		if _, err := outside.FindResidue(b.Context(), pair); err != nil {
			b.Fatal(err)
		}
	}
}
