package recipe_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
)

// devPictures holds photographs with claims made from them and the truth about
// them; it lies beside the project and is no part of it.
const devPictures = "../../../shared/dev-set/pictures"

// devPair is one line of its manifest: pixel centres lie at whole numbers there.
type devPair struct {
	Claim, Candidate, Label, Kind, Orig string
	H                                   [3][3]float64
	Mirrored                            bool
	Mask                                string // what was covered or edited
	Params                              []any
}

// did returns the number behind a word in what was done, the last one first.
func (p devPair) did(word string) (number float64, done bool) {
	for i := len(p.Params) - 1; i >= 0; i-- {
		text, _ := p.Params[i].(string)
		if text == word || strings.HasPrefix(text, word+" ") {
			_, _ = fmt.Sscanf(strings.TrimPrefix(strings.TrimPrefix(text, word), " "), "%g", &number) // no number is 0
			return number, true
		}
	}
	return 0, false
}

func (p devPair) has(word string) bool { _, done := p.did(word); return done }

// count is what came back of one kind of step.
type count struct{ done, told, near, notDone, wrong int }

// see notes a step that was done or not, told or not, and told near the truth.
func (c *count) see(done, told, near bool) {
	switch {
	case done:
		c.done++
		if told {
			c.told++
			if near {
				c.near++
			}
		}
	default:
		c.notDone++
		if told {
			c.wrong++
		}
	}
}

// everyPair, set in the environment, has all pairs measured and not the first of each kind.
const everyPair = "MOTBILDE_STEPS"

func TestStepsOfPhotographsComeBack(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures many pictures")
	}
	text, err := os.ReadFile(filepath.Join(devPictures, "manifest.json"))
	if err != nil {
		t.Skip("the pictures to measure on are not beside the project")
	}
	var manifest struct{ Pairs []devPair }
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	l, counts := lab.New(), map[string]*count{}
	kinds := []string{"mirror", "turn", "crop", "scale", "perspective", "grey", "invert", "tone", "blur", "place", "lay over", "jpeg"}
	for _, name := range kinds {
		counts[name] = &count{}
	}
	pairs, nearer, most := 0, 0, 0.0
	seen := map[string]bool{}
	for _, p := range manifest.Pairs {
		if p.Label != "match" || seen[p.Kind] && os.Getenv(everyPair) == "" {
			continue
		}
		seen[p.Kind] = true
		claim := casework.Import(t.Context(), l, filepath.Join(devPictures, p.Claim), casefile.Claimed)
		candidate := casework.Import(t.Context(), l, filepath.Join(devPictures, p.Candidate), casefile.Candidate)
		a, err := l.Alignment(t.Context(), casework.FileOf(claim), casework.FileOf(candidate))
		if err != nil {
			t.Fatal(err)
		}
		if !a.Placed() || !a.Verdict.Accepted() {
			continue
		}
		pair, err := l.Pair(t.Context(), casework.FileOf(claim), casework.FileOf(candidate), a)
		if err != nil {
			t.Fatal(err)
		}
		pair.Map, err = compare.Difference(t.Context(), pair)
		if err != nil {
			t.Fatal(err)
		}
		r, err := recipe.Measure(t.Context(), recipe.InputOf(pair, a, claim.Encoding))
		if err != nil {
			t.Fatal(err)
		}
		pairs++
		off := p.tell(r, counts, claim, candidate)
		replay, err := r.Replay(t.Context(), pair)
		if err != nil {
			t.Fatal(err)
		}
		if m := replay.Remains; m.After <= m.Before {
			nearer++
		} else {
			most = max(most, m.After-m.Before)
		}
		if off > 0 {
			t.Logf("%s %v: %+v", p.Claim, p.Params, r.Steps)
		}
	}
	t.Logf("%d pairs; the replay lies no farther from the claim than the aligned candidate in %d, and in the others by at most %.2f levels farther", pairs, nearer, most)
	for _, name := range kinds {
		c := counts[name]
		t.Logf("%-12s done %3d, told %3d, near the truth %3d; not done %3d, told all the same %d", name, c.done, c.told, c.near, c.notDone, c.wrong)
		if c.near < c.done*9/10 || c.wrong > c.notDone/20 {
			t.Errorf("%s: %+v", name, *c)
		}
	}
}

// tell compares the recipe with what was done to the picture, and returns how
// many of its steps are not so.
func (p devPair) tell(r *recipe.Recipe, counts map[string]*count, claim, candidate casefile.Evidence) (off int) {
	h := geom.Translation(.5, .5).After(geom.Map{
		p.H[0][0], p.H[0][1], p.H[0][2], p.H[1][0], p.H[1][1], p.H[1][2], p.H[2][0], p.H[2][1], p.H[2][2],
	}).After(geom.Translation(-.5, -.5))
	centre := claim.Pixels.Rect().Centre()
	see := func(name string, done, told, near bool) {
		was := *counts[name]
		counts[name].see(done, told, near)
		if c := counts[name]; c.wrong > was.wrong || done && c.near == was.near {
			off++
		}
	}
	screen, own := p.has("screen photo"), strings.HasPrefix(p.Kind, "real_")
	_, mirrored := recipe.Find[recipe.Mirror](r)
	see("mirror", p.Mirrored, mirrored, true)

	degrees := -h.RotationDegrees(centre)
	if p.Mirrored {
		degrees = -degrees
	}
	turn, turned := recipe.Find[recipe.Turn](r)
	if math.Abs(degrees) < 0.1 || math.Abs(degrees) > 0.5 { // between them either is right
		see("turn", math.Abs(degrees) > 0.5, turned, math.Abs(math.Remainder(turn.Degrees-degrees, 360)) < 0.3)
	}
	crop, cropped := recipe.Find[recipe.Crop](r)
	_, share := h.Shares(claim.Pixels, candidate.Pixels)
	if share < 0.985 || share > 0.995 {
		see("crop", share < 0.985, cropped, math.Abs(crop.Share-share) < 0.01)
	}
	scale, scaled := recipe.Find[recipe.Scale](r)
	if factor := 1 / h.LengthScale(centre); math.Abs(factor-1) > 0.01 || math.Abs(factor-1) < 0.002 {
		see("scale", math.Abs(factor-1) > 0.01 || p.has("stretch"), scaled, math.Abs(math.Sqrt(scale.X*scale.Y)/factor-1) < 0.01)
	}
	_, tilted := recipe.Find[recipe.Perspective](r)
	see("perspective", screen, tilted, true)
	if p.Orig != "sk_camera.jpg" { // which is grey itself
		_, grey := recipe.Find[recipe.Grey](r)
		see("grey", p.has("grey"), grey, true)
	}
	_, inverted := recipe.Find[recipe.Invert](r)
	see("invert", p.has("invert"), inverted, true)
	if _, toned := recipe.Find[recipe.Tone](r); !screen && !own { // screens shine as they like, and of the real ones nothing is known
		see("tone", p.has("gamma") || p.has("filter"), toned, true)
	}
	blur, blurred := recipe.Find[recipe.Blur](r)
	if sigma, done := p.did("blur"); !screen && !own {
		see("blur", done, blurred, math.Abs(blur.SigmaPx/sigma-1) < 0.15)
	}
	place, placed := recipe.Find[recipe.Place](r)
	if filled, _ := h.Shares(claim.Pixels, candidate.Pixels); (filled < 0.95 || filled > 0.995) && !p.has("rotate") {
		see("place", filled < 0.95, placed, math.Abs(place.Share-filled) < 0.01)
	}
	// Of a picture set into a larger one the rest is around it or over it.
	if _, laid := recipe.Find[recipe.LayOver](r); !own && !screen && !placed && !strings.HasPrefix(p.Kind, "both_") {
		see("lay over", p.Mask != "", laid, true)
	}
	// The claims with graphics on both pictures were saved once more than it says there.
	if text, _ := p.Params[len(p.Params)-1].(string); strings.HasPrefix(text, "jpg q") && !strings.HasPrefix(p.Kind, "both_") && claim.Encoding.Format == provenance.FormatJPEG {
		see("jpeg", true, r.Saved.Standard, fmt.Sprintf("jpg q%d", r.Saved.Quality) == text)
	}
	return off
}
