package outside_test

import (
	"image"
	"image/draw"
	_ "image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// devPictures holds photographs, some under drawn graphics; they lie beside the
// project and are no part of it.
const devPictures = "../../../shared/dev-set/pictures"

func devImage(t *testing.T, name string) *image.RGBA {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// cropped makes a claim of a part of a picture, given in shares of its sides:
// grey, reduced and saved at a low quality, as the sample case's is.
func cropped(t *testing.T, source *image.RGBA, part [4]float64, scale float64) outside.Pair {
	t.Helper()
	w, h := float64(source.Rect.Dx()), float64(source.Rect.Dy())
	crop := image.Rect(int(part[0]*w), int(part[1]*h), int(part[2]*w), int(part[3]*h))
	claim := synth.Spread(source, synth.Crop(crop), synth.Grey(),
		synth.Rescale(geom.Size{Width: max(64, int(float64(crop.Dx())*scale)), Height: max(64, int(float64(crop.Dy())*scale))}))
	return outside.Pair{
		Claimed:              pyramid(t, synth.EncodeJPEG(claim.Image, 40)),
		Candidate:            picture.NewPyramid(picture.FromImage("", source)),
		CandidateFromClaimed: claim.SourceFromCopy,
	}
}

// thorough asks for all pictures and crops, as make soak does: a few of them take
// as long as the rest of the package's tests.
var thorough = os.Getenv("MOTBILDE_RESIDUE") != ""

// Crops of pictures under graphics, by the kind of graphics: which cut a line of
// lettering, and which cut none.
var (
	cutting = map[string][][4]float64{
		"tvgfx": {{0, 0, .5, 1}, {.5, 0, 1, 1}, {.3, .1, .9, 1}, {.05, .1, .95, .795}, {.02, .08, .98, .7}},
		"hud":   {{.25, 0, 1, 1}, {0, 0, .38, 1}, {0, .035, 1, .9}},
		"meme":  {{0, 0, .5, 1}, {.5, 0, 1, 1}, {.1, .055, .9, .9}},
		"phone": {{.3, 0, 1, 1}, {0, 0, .6, 1}},
	}
	sparing = map[string][][4]float64{
		"tvgfx": {{.1, .16, .9, .72}, {0, .2, .6, .7}},
		"hud":   {{.1, .1, .9, .88}, {.3, .2, .7, .85}},
		"meme":  {{.1, .2, .9, .8}, {.3, .3, .7, .7}},
		"phone": {},
	}
)

func TestWhatIsCutIsPointedOutOnPhotographsUnderGraphics(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures many pictures")
	}
	names, _ := filepath.Glob(filepath.Join(devPictures, "candidates", "*.*"))
	if len(names) == 0 {
		t.Skip("the pictures to measure on are not beside the project")
	}
	cut, found, spared, wrong := 0, 0, 0, 0
	for i, name := range names {
		if !thorough && i%3 > 0 {
			continue
		}
		for kind := range cutting {
			if !strings.Contains(filepath.Base(name), "template_"+kind) && !strings.Contains(filepath.Base(name), "both_"+kind) {
				continue
			}
			source := devImage(t, name)
			for _, part := range cutting[kind] {
				r, err := outside.FindResidue(t.Context(), cropped(t, source, part, 0.7))
				if err != nil {
					t.Fatal(err)
				}
				cut++
				if len(r) > 0 {
					found++
				} else {
					t.Logf("missed: %s %v", filepath.Base(name), part)
				}
			}
			for _, part := range sparing[kind] {
				r, err := outside.FindResidue(t.Context(), cropped(t, source, part, 0.7))
				if err != nil {
					t.Fatal(err)
				}
				spared++
				if len(r) > 0 {
					wrong++
					t.Logf("wrong: %s %v: %+v", filepath.Base(name), part, r)
				}
			}
		}
	}
	t.Logf("of %d crops that cut lettering %d are pointed out; of %d that cut none, %d", cut, found, spared, wrong)
	// Two of the pictures hold lettering of their own, on a stone and on a house.
	if 10*found < 8*cut || wrong > 2 {
		t.Error("too few, or too many")
	}
}

// lettered are the photographs that hold lettering of their own: on a jersey, a
// stone, an apron, a banner, and on pictures of screens.
var lettered = []string{"cid_1428647", "clic_268445", "clic_2a760b", "clic_bb7344", "clic_c9510e", "clic_ebfd57", "clic_2397c7"}

func TestSceneryIsNotPointedOutOnPhotographs(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures many pictures")
	}
	names, _ := filepath.Glob(filepath.Join(devPictures, "originals", "*.jp*g"))
	if len(names) == 0 {
		t.Skip("the pictures to measure on are not beside the project")
	}
	next := uint64(1)
	dice := func() float64 { // a linear congruence (Knuth): the same crops each time
		next = next*6364136223846793005 + 1442695040888963407
		return float64(next>>40) / (1 << 24)
	}
	each := 1
	if thorough {
		each = 6
	}
	crops, reported, wrong := 0, 0, 0
	var slowest time.Duration
	for _, name := range names {
		source := devImage(t, name)
		for range each {
			w, h := 0.25+0.6*dice(), 0.25+0.6*dice()
			x, y := dice()*(1-w), dice()*(1-h)
			part := [4]float64{x, y, x + w, y + h}
			pair := cropped(t, source, part, 0.4+0.6*dice())
			pair.Candidate.Level(0).Pix()
			start := time.Now()
			r, err := outside.FindResidue(t.Context(), pair)
			if err != nil {
				t.Fatal(err)
			}
			slowest = max(slowest, time.Since(start))
			crops++
			if len(r) > 0 {
				reported++
				if !slices.Contains(lettered, strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))) {
					wrong++
				}
				for _, k := range r {
					t.Logf("%s %.2f: %d %v %d signs %.0f agrees %.2f", filepath.Base(name), part, k.Kind, k.Edge, k.Signs, k.Candidate, k.Agrees)
				}
			}
		}
	}
	t.Logf("of %d crops of %d photographs %d are pointed out, %d of them not of lettering; the slowest took %v", crops, len(names), reported, wrong, slowest)
	if 100*wrong > 2*crops {
		t.Error("scenery is pointed out")
	}
}
