package draft

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/pack"
)

// drawn holds the scenes that were drawn; nobody writes into them.
var drawn = map[uint64]*image.RGBA{}

func scene(seed uint64) *image.RGBA {
	if drawn[seed] == nil {
		drawn[seed] = synth.Draw(seed, synth.Compound, geom.Size{Width: 320, Height: 240}).Image
	}
	return drawn[seed]
}

// saved writes a scene as a file.
func saved(t *testing.T, seed uint64) Material {
	t.Helper()
	path := filepath.Join(t.TempDir(), "my secret source.jpg")
	if err := os.WriteFile(path, synth.EncodeJPEG(scene(seed), 95), 0o666); err != nil {
		t.Fatal(err)
	}
	return Material{Path: path, Credit: "Ida Myhre", Licence: "CC BY 4.0"}
}

func rect(x, y, w, h float64) geom.Rect { return geom.Rect{MinX: x, MinY: y, MaxX: x + w, MaxY: y + h} }

func nearRect(a, b geom.Rect) bool {
	return math.Abs(a.MinX-b.MinX) < 1.5 && math.Abs(a.MinY-b.MinY) < 1.5 && math.Abs(a.MaxX-b.MaxX) < 1.5 && math.Abs(a.MaxY-b.MaxY) < 1.5
}

// The truth is held against the pixels: where the map says that a pixel of the
// claim comes from, the source shows the same, but in the boxes named.
func TestTheTruthOfEditsHoldsInThePixels(t *testing.T) {
	source := scene(3)
	for name, edits := range map[string][]Edit{
		"nothing":         nil,
		"crop and mirror": {{Kind: Crop, Region: rect(40, 30, 200, 150)}, {Kind: Mirror}},
		"mirror and crop": {{Kind: Mirror}, {Kind: Crop, Region: rect(40, 30, 200, 150)}},
		"taken out":       {{Kind: Remove, Region: rect(100, 80, 50, 40)}},
		"pasted":          {{Kind: Mirror}, {Kind: Paste, Region: rect(20, 160, 40, 30), To: geom.Point{X: 200, Y: 60}}, {Kind: Crop, Region: rect(100, 20, 200, 200)}},
		"laid over":       {{Kind: Overlay, Region: rect(10, 10, 60, 30), Picture: scene(9)}, {Kind: Crop, Region: rect(0, 0, 250, 200)}},
		"captioned":       {{Kind: Caption, Text: "LIVE"}},
		"of another":      {{Kind: Crop, Region: rect(20, 20, 250, 200)}, {Kind: Paste, Region: rect(100, 100, 60, 40), To: geom.Point{X: 150, Y: 90}, Picture: scene(9)}},
	} {
		c, err := Apply(source, edits)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		differ, outside := 0, 0
		for y := range c.Image.Rect.Dy() {
			for x := range c.Image.Rect.Dx() {
				p := geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}
				s := c.SourceFromClaimed.Apply(p)
				if c.Image.RGBAAt(x, y) == source.RGBAAt(int(s.X), int(s.Y)) {
					continue
				}
				differ++
				held := false
				for _, d := range c.Differences {
					held = held || d.Contains(p)
				}
				if !held {
					outside++
				}
			}
		}
		if outside > 0 || (differ > 0) != (len(c.Differences) > 0) {
			t.Errorf("%s: %d pixels differ, %d of them outside of %v", name, differ, outside, c.Differences)
		}
	}
}

func TestPlacesAreOfTheSourceWhateverWasDoneBefore(t *testing.T) {
	region := rect(60, 80, 100, 80)
	first, err := Apply(scene(3), []Edit{{Kind: Crop, Region: region}, {Kind: Mirror}, {Kind: Scale, Amount: 2}})
	if err != nil {
		t.Fatal(err)
	}
	last, err := Apply(scene(3), []Edit{{Kind: Scale, Amount: 2}, {Kind: Mirror}, {Kind: Crop, Region: region}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []Claimed{first, last} {
		quad := c.SourceFromClaimed.ApplyQuad(sizeOf(c.Image).Quad())
		if !nearRect(quad.Bounds(), region) || !c.SourceFromClaimed.Mirrored(geom.Point{}) {
			t.Errorf("the claim lies at %v", quad)
		}
	}
}

func TestAPlayerAroundThePictureIsNotPartOfThePlace(t *testing.T) {
	c, err := Apply(scene(3), []Edit{{Kind: Crop, Region: rect(40, 30, 240, 180)}, {Kind: Player, Text: "0:04 / 0:09"}, {Kind: Mirror}, {Kind: Caption, Text: "LIVE"}})
	if err != nil {
		t.Fatal(err)
	}
	if quad := c.SourceFromClaimed.ApplyQuad(c.Within); !nearRect(quad.Bounds(), rect(40, 30, 240, 180)) || len(c.Differences) != 1 {
		t.Errorf("the picture lies at %v of the source; differences %v", quad.Bounds(), c.Differences)
	}
	if c, err = Apply(scene(3), []Edit{{Kind: Player}, {Kind: Crop, Region: rect(60, 60, 100, 100)}}); err != nil || c.Within != (geom.Quad{}) {
		t.Errorf("cut to the picture alone, the place is %v, %v", c.Within, err)
	}
	if _, err = Apply(scene(3), []Edit{{Kind: Player}, {Kind: Crop, Region: rect(0, 242, 300, 60)}}); !errors.As(err, new(*Error)) {
		t.Errorf("cut to the player alone: %v", err)
	}
}

func TestSharedGraphicsLieAtOnePlaceOfBothPictures(t *testing.T) {
	graphic := filepath.Join(t.TempDir(), "logo.jpg")
	if err := os.WriteFile(graphic, synth.EncodeJPEG(scene(9), 95), 0o666); err != nil {
		t.Fatal(err)
	}
	like := filepath.Join(t.TempDir(), "like.jpg") // of another form
	if err := os.WriteFile(like, synth.EncodeJPEG(synth.Spread(scene(4), synth.Crop(image.Rect(0, 0, 200, 200))).Image, 95), 0o666); err != nil {
		t.Fatal(err)
	}
	d := Draft{
		ID: "air", Source: saved(t, 3), Like: Material{Path: like}, Decoys: []Material{saved(t, 5)}, Choice: training.GraphicsOnly,
		Edits: []Edit{{Kind: Crop, Region: rect(0, 100, 320, 140)}, {Kind: Overlay, Region: rect(20, 180, 120, 40), File: graphic, Credit: "Kanal Null", Licence: "CC0"}, {Kind: Caption, Text: "LIVE", Amount: 0.05}},
	}
	lesson, err := d.Make(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := lesson.Key.Placements[0]
	if quad := p.Outline(lesson.Exercise.Claim.Size); !nearRect(quad.Bounds(), rect(20, 180, 120, 40)) || lesson.Key.Family != training.SharedGraphic {
		t.Errorf("what is shared lies at %v", quad.Bounds())
	}
	if c := lesson.Exercise.Claim; c.Credit != "Ida Myhre; Kanal Null" || c.Licence != "CC BY 4.0; CC0" {
		t.Errorf("the claim is credited to %q, %q", c.Credit, c.Licence)
	}
	see := func(item training.Item) image.Image {
		for _, f := range lesson.Files {
			if f.Name == item.Name {
				in, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				img, err := jpeg.Decode(in)
				if err != nil {
					t.Fatal(err)
				}
				return img
			}
		}
		t.Fatal("no file")
		return nil
	}
	laid, _ := lesson.Exercise.Candidate(p.Candidate)
	claim, other := see(lesson.Exercise.Claim), see(laid)
	apart := 0.0
	for y := 190; y < 210; y++ {
		for x := 30; x < 130; x++ {
			r, _, _, _ := claim.At(x, y-100).RGBA()
			s, _, _, _ := other.At(x, y).RGBA()
			apart += math.Abs(float64(r)-float64(s)) / 257 / 2000
		}
	}
	if apart > 4 || laid.Size != (geom.Size{Width: 320, Height: 240}) {
		t.Errorf("the graphics are %v grey levels apart on %v", apart, laid.Size)
	}
	d.Edits = d.Edits[:1]
	if _, err := d.Make(t.Context(), Options{}); !errors.As(err, new(*Error)) {
		t.Errorf("another size, and nothing shared: %v", err)
	}
}

func TestEditsThatCantBeAreRefusedByNumber(t *testing.T) {
	for name, c := range map[string]struct {
		edit Edit
		kind Kind
	}{
		"beside the picture": {Edit{Kind: Crop, Region: rect(900, 900, 50, 50)}, NoRegion},
		"no place":           {Edit{Kind: Remove}, NoRegion},
		"no numbers":         {Edit{Kind: Crop, Region: geom.Rect{MinX: math.NaN(), MaxX: 5, MaxY: 5}}, NoRegion},
		"all of it":          {Edit{Kind: Remove, Region: rect(0, 0, 320, 240)}, NoRegion},
		"pasted nowhere":     {Edit{Kind: Paste, Region: rect(0, 0, 50, 50), To: geom.Point{X: 5000}}, NoRegion},
		"tiny":               {Edit{Kind: Crop, Region: rect(0, 0, 20, 20)}, BadSize},
		"huge":               {Edit{Kind: Scale, Amount: 9}, BadAmount},
		"quality 0.5":        {Edit{Kind: Compress, Amount: 0.5}, BadAmount},
		"nothing laid over":  {Edit{Kind: Overlay, Region: rect(0, 0, 50, 50)}, NoPicture},
		"pasted of no file":  {Edit{Kind: Paste, Region: rect(0, 0, 50, 50), File: "gone.png"}, NoPicture},
		"covered whole":      {Edit{Kind: Strew, Text: "agency", Amount: 2}, BadAmount},
		"over twice":         {Edit{Kind: Player, Amount: 1.5}, BadAmount},
		"unknown":            {Edit{Kind: "deepen"}, UnknownEdit},
	} {
		_, err := Apply(scene(3), []Edit{{Kind: Mirror}, c.edit})
		if e := new(Error); !errors.As(err, &e) || e.Kind != c.kind || e.Edit != 2 {
			t.Errorf("%s: %v, want %v of edit 2", name, err, c.kind)
		}
	}
}

func TestADraftBecomesAnExerciseThatGivesNothingAway(t *testing.T) {
	d := Draft{
		ID: "harbour", Source: saved(t, 3), Decoys: []Material{saved(t, 4), saved(t, 5)}, EyesFirst: true,
		Edits: []Edit{{Kind: Crop, Region: rect(40, 30, 200, 150)}, {Kind: Mirror}, {Kind: Remove, Region: rect(100, 80, 40, 30)}},
		Hints: []training.Hint{{Text: training.Both("Look", "Se"), Cost: 5}}, Asked: []training.Asked{training.AskChoice, training.AskWording},
	}
	lesson, err := d.Make(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.Make(t.Context(), Options{})
	if err != nil || !reflect.DeepEqual(lesson.Exercise, again.Exercise) || !reflect.DeepEqual(lesson.Key, again.Key) {
		t.Errorf("the same draft makes another exercise: %v", err)
	}
	k := lesson.Key
	if k.Choice != training.ThisOne || k.Family != training.Edited || len(k.Placements) != 1 || len(k.Differences) != 1 || len(k.Checklist) == 0 || k.Explanation.Empty() {
		t.Errorf("%+v", k)
	}
	var out bytes.Buffer
	if err := pack.Write(t.Context(), &out, pack.Pack{Lessons: []training.Lesson{lesson}}); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(out.Bytes(), []byte("secret source")) {
		t.Error("the name of the source stands in the pack")
	}
	f, err := pack.Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	e := f.Exercises()[0]
	source, _ := e.Candidate(k.Placements[0].Candidate)
	data, err := f.Bytes(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil || img.Bounds().Dx() != 320 || source.Credit != "Ida Myhre" {
		t.Errorf("the candidate that is right: %v, %+v", err, source)
	}
	if m := training.Mark(e, k, training.Answer{Choice: training.ThisOne, Candidates: []string{source.ID}}); !m.Right {
		t.Errorf("%+v", m)
	}
}

func TestOtherChoicesLayOtherCandidates(t *testing.T) {
	d := Draft{ID: "x", Source: saved(t, 3), Decoys: []Material{saved(t, 4)}, Choice: training.None}
	lesson, err := d.Make(t.Context(), Options{})
	if err != nil || len(lesson.Exercise.Candidates) != 1 || len(lesson.Key.Placements) != 0 || lesson.Key.Family != training.NoneOfThem {
		t.Errorf("%v, %+v", err, lesson.Key)
	}
	d.Choice, d.Like, d.Moved = training.AnotherMoment, saved(t, 3), []geom.Rect{rect(10, 10, 40, 40)}
	lesson, err = d.Make(t.Context(), Options{})
	if err != nil || len(lesson.Key.Placements) != 1 || len(lesson.Key.Differences) != 1 {
		t.Errorf("%v, %+v", err, lesson.Key)
	}
	d.Choice, d.Decoys = training.None, nil
	if _, err = d.Make(t.Context(), Options{}); !errors.As(err, new(*Error)) {
		t.Errorf("no candidates: %v", err)
	}
}

func TestAFrameOfAVideoKeepsItsMoment(t *testing.T) {
	tools, err := video.Locate("")
	if err != nil || testing.Short() {
		t.Skip("there is no ffmpeg here, or the short form leaves it out")
	}
	path := filepath.Join(t.TempDir(), "film.mp4")
	still, moved := scene(3), scene(4)
	frame := func(n int) *image.RGBA { // a second of one scene, a second of another, at 10 a second
		if n < 10 {
			return still
		}
		return moved
	}
	if err := video.Encode(t.Context(), tools, path, geom.Size{Width: 320, Height: 240}, 10, 20, "", frame); err != nil {
		t.Fatal(err)
	}
	d := Draft{ID: "film", Source: Material{Path: path, At: 1500 * time.Millisecond}, Decoys: []Material{saved(t, 5)}, Edits: []Edit{{Kind: Crop, Region: rect(40, 30, 200, 150)}}}
	lesson, err := d.Make(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	k := lesson.Key
	if k.From != time.Second || k.To < 1800*time.Millisecond || k.Family != training.OfVideo {
		t.Errorf("the frames that can't be told apart are %v to %v, %v", k.From, k.To, k.Family)
	}
	right := 0
	for _, s := range lesson.Exercise.Stills {
		if s.At >= k.From && s.At <= k.To {
			right++
		}
	}
	frame2, err := Load(t.Context(), Options{}, Material{Path: path, At: 1500 * time.Millisecond})
	if err != nil || frame2.Frame(1550*time.Millisecond, 0) != 1500*time.Millisecond || frame2.Frame(1500*time.Millisecond, 1) != 1600*time.Millisecond || frame2.Frame(1600*time.Millisecond, -2) != 1400*time.Millisecond || frame2.Frame(time.Second, 90) != 1900*time.Millisecond || frame2.Length() < 1900*time.Millisecond {
		t.Errorf("the frames around lie at %v, %v", frame2.times, err)
	}
	if n := len(lesson.Exercise.Stills); n < 8 || right == 0 || right == n {
		t.Errorf("%d of %d stills are right", right, n)
	}
	if err := pack.Write(t.Context(), io.Discard, pack.Pack{Lessons: []training.Lesson{lesson}}); err != nil {
		t.Error(err)
	}
}

// BenchmarkRemove takes 400 × 300 pixels out of a photograph of 12 million.
func BenchmarkRemove(b *testing.B) {
	source := synth.Spread(scene(3), synth.Rescale(geom.Size{Width: 4000, Height: 3000})).Image
	for b.Loop() {
		if _, err := Apply(source, []Edit{{Kind: Remove, Region: rect(1500, 1000, 400, 300)}}); err != nil {
			b.Fatal(err)
		}
	}
}
