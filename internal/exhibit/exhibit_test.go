package exhibit

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/browser"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// hostile is what somebody may have typed, or named a file.
const hostile = `<img src=x onerror="window.hurt=1"></script><script>window.hurt=1</script> "'&amp;`

// scene draws a picture of which every place has its own look; carry places it.
func scene(w, h int, carry geom.Map) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			p := carry.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			v := 128 + 60*math.Sin(p.X*p.X/9000) + 60*math.Cos(p.Y*p.Y/7000)
			img.SetNRGBA(x, y, color.NRGBA{uint8(v), uint8(v / 2), uint8(255 - v), 255})
		}
	}
	return picture.NewPyramid(picture.FromImage(fmt.Sprint(w, h, carry), img))
}

// briefOf is a pair of which the claim lies by a map on a candidate of 900 × 600.
func briefOf(candidateFromClaimed geom.Map, at ...geom.Point) report.Brief {
	b := report.Brief{
		Title: "Strike in Varda " + hostile, Lead: "The claim is consistent with a crop. " + hostile,
		Matches: []string{"All of it."}, Differs: []string{hostile}, Alone: []string{"Who made it."}, Strength: []string{"Strong words are not used."},
		Wording: "صورة من لعبة " + hostile, By: "A. Person",
		Claim: report.Shown{Label: hostile, Account: "@varda_mod", When: "on 9 Nov 2017", SHA256: strings.Repeat("ab", 32), Credit: hostile},
		Found: report.Shown{Label: "Sjøfartsbladet", Account: "Sjøfartsbladet", When: "in 2015", SHA256: strings.Repeat("cd", 32)},
		Pair: compare.Pair{
			Claimed: scene(480, 400, candidateFromClaimed), Candidate: scene(900, 600, geom.Identity()),
			CandidateFromClaimed: candidateFromClaimed, Placed: true,
		},
		Cropped: true, ShownShare: 0.4,
	}
	for i, p := range at {
		m := casefile.Mark{OnClaimed: []geom.Point{p}, OnCandidate: []geom.Point{candidateFromClaimed.Apply(p)}}
		b.Details = append(b.Details, report.Detail{Number: i + 1, Mark: m, Name: fmt.Sprintf("Window %d %s", i+1, hostile)})
	}
	return b
}

var (
	shift  = geom.Translation(250, 90)
	turned = geom.Translation(300, 60).After(geom.Rotation(0.2))
	spots  = []geom.Point{{X: 60, Y: 70}, {X: 240, Y: 200}, {X: 400, Y: 90}, {X: 100, Y: 320}, {X: 300, Y: 330}, {X: 430, Y: 360}}
)

func inputOf(b report.Brief) Input {
	return Input{Brief: b, Language: words.English, File: `case "1".html`, Version: "0.2.0", Report: Issued{Number: 2, Name: "case.pdf", SHA256: strings.Repeat("ef", 32)}}
}

func written(t *testing.T, in Input) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(context.Background(), &out, in); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// pages are those that tests have opened, drawn once.
var pages = map[string][]byte{}

func opened(t *testing.T, in Input) *browser.Page {
	t.Helper()
	key := fmt.Sprint(in.Brief.Pair.CandidateFromClaimed, len(in.Brief.Details), in.Language.Code(), in.Covered)
	if pages[key] == nil {
		pages[key] = written(t, in)
	}
	return browser.Written(t, pages[key])
}

var data = regexp.MustCompile(`data:image/(?:jpeg|webp);base64,[A-Za-z0-9+/=&#;]+`)

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	one, other := written(t, inputOf(briefOf(turned, spots...))), written(t, inputOf(briefOf(turned, spots...)))
	if !bytes.Equal(one, other) {
		t.Fatal("two exhibits of one input differ")
	}
}

func TestCodeAndTextStayBelowTheirBudget(t *testing.T) {
	for _, m := range []geom.Map{shift, turned} {
		b := briefOf(m, spots...)
		for i := range b.Details {
			b.Details[i].Name = "A small white window" // what was typed is no code
		}
		page := written(t, inputOf(b))
		own := data.ReplaceAll(page, nil)
		if len(own) > 40_000 {
			t.Errorf("%d bytes of code and text, more than 40 kB", len(own))
		}
		if pictures := len(page) - len(own); pictures > weight || pictures < 20_000 {
			t.Errorf("the pictures have %d bytes", pictures)
		}
	}
}

func TestNothingPointsOutOfTheFile(t *testing.T) {
	b := briefOf(turned, spots...)
	page := string(data.ReplaceAll(written(t, inputOf(b)), nil))
	for _, wrong := range []string{"http:", "https:", "//", "@import", "url(", "fetch", "XMLHttp", "innerHTML", "eval("} {
		if at := strings.Index(page, wrong); at >= 0 {
			t.Errorf("the page holds %q: %.60q", wrong, page[max(0, at-20):])
		}
	}
	if strings.Count(page, "<script") != 1 || strings.Count(page, "<style") != 1 {
		t.Error("there is more than one block of script or style")
	}
}

// Where the pictures weigh too much, they become smaller until they don't.
func TestHeavyPicturesAreMadeSmaller(t *testing.T) {
	noise := func(key string, w, h int) *picture.Pyramid {
		img, state := image.NewNRGBA(image.Rect(0, 0, w, h)), uint32(1)
		for i := range img.Pix {
			state = state*1664525 + 1013904223
			img.Pix[i] = uint8(state>>24) | uint8(255*(i%4/3))
		}
		return picture.NewPyramid(picture.FromImage(key, img))
	}
	b := briefOf(geom.Scaling(1.5, 1.5))
	b.Pair.Claimed, b.Pair.Candidate = noise("claim", 1000, 700), noise("found", 1500, 1050)
	page := written(t, inputOf(b))
	if len(page) > weight+40_000 {
		t.Errorf("the exhibit has %d bytes", len(page))
	}
	if !bytes.Contains(page, []byte(`<figure class="layer claim">`)) {
		t.Error("the claim is missing")
	}
}

// A picture is named by what a person wrote of it, as text, or by nothing but who published it.
func TestPicturesAreNamedByAPersonsDescription(t *testing.T) {
	b := briefOf(shift)
	bare := altsOf(words.English, b)
	if want := "The claimed picture, posted by @varda_mod, on 9 Nov 2017."; !strings.HasPrefix(bare.claim, want) {
		t.Errorf("without a description it is %q", bare.claim)
	}
	b.Claim.Description, b.Found.Description = "a bridge in snow", "the same bridge "+hostile
	said := altsOf(words.English, b)
	if want := "The claimed picture: a bridge in snow, posted by"; !strings.HasPrefix(said.claim, want) {
		t.Errorf("it is %q", said.claim)
	}
	if page := written(t, inputOf(b)); !bytes.Contains(page, []byte("The found picture: the same bridge &lt;img")) {
		t.Error("the description is not the found picture's alt text")
	}
}
