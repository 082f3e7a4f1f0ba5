package exhibit

import (
	"bytes"
	"context"
	"encoding/base64"
	"html"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	"github.com/gen2brain/webp"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// faceAt is where the claim shows a face, and besideFace a detail whose
// enlargement shows it too.
var (
	faceAt     = geom.Rect{MinX: 150, MinY: 120, MaxX: 210, MaxY: 180}
	besideFace = geom.Point{X: 220, Y: 150}
)

// faced paints a face in a colour that no scene has.
func faced(p *picture.Pyramid, r geom.Rect) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, p.Size().Width, p.Size().Height))
	draw.Draw(img, img.Rect, p.Level(0).Image(), image.Point{}, draw.Src)
	at := image.Rect(int(r.MinX), int(r.MinY), int(r.MaxX), int(r.MaxY))
	draw.Draw(img, at, image.NewUniform(color.NRGBA{0xFF, 0x00, 0xF0, 255}), image.Point{}, draw.Src)
	return picture.NewPyramid(picture.FromImage(p.Level(0).Key()+" face", img))
}

// exhibitOfFaces writes the exhibit of a case both of whose pictures show the
// face, which is redacted on the picture of the given set, or on none.
func exhibitOfFaces(t *testing.T, lies geom.Map, set casefile.Side) []byte {
	t.Helper()
	onCandidate := lies.ApplyQuad(faceAt.Quad())
	pictures := map[casefile.ID]*picture.Pyramid{
		"claim": faced(scene(480, 400, lies), faceAt),
		"found": faced(scene(900, 600, geom.Identity()), inner(onCandidate)),
	}
	c := casefile.Case{Title: "Faces"}
	for _, e := range []casefile.Evidence{{ID: "claim", Role: casefile.Claimed}, {ID: "found", Role: casefile.Candidate}} {
		e.Name, e.SHA256, e.Pixels = string(e.ID)+".jpg", strings.Repeat(string(e.ID[0]), 64), pictures[e.ID].Size()
		c = c.With(e)
	}
	c = c.WithMark(casefile.Mark{
		ID: "detail", Claimed: "claim", Candidate: "found", Kind: casefile.DetailMark, Set: casefile.OnClaimed, SidePx: 120,
		OnClaimed: []geom.Point{besideFace}, OnCandidate: []geom.Point{lies.Apply(besideFace)}, Twin: casefile.ByAlignment,
	})
	q := faceAt.Quad()
	cover := casefile.Mark{ID: "cover", Claimed: "claim", Candidate: "found", Kind: casefile.RedactionMark, Set: set, Hidden: true}
	switch set { // on one picture alone: the alignment has to carry it to the other
	case casefile.OnClaimed:
		cover.OnClaimed = q[:]
		c = c.WithMark(cover)
	case casefile.OnCandidate:
		cover.OnCandidate = onCandidate[:]
		c = c.WithMark(cover)
	}
	a := align.Alignment{
		Verdict: align.Match, Status: align.Aligned, Model: align.Similarity, CandidateFromClaimed: lies,
		Matches: 512, CornerErrorPx: 0.3, HasNFA: true, Log10NFA: -118,
	}
	a.ClaimCovered, a.CandidateCovered = lies.Shares(pictures["claim"].Size(), pictures["found"].Size())
	brief, err := report.BriefOf(context.Background(), report.Input{
		Case: c, Comparisons: []casefile.Comparison{{Claimed: "claim", Candidate: "found", Alignment: a}},
		Picture:  func(id casefile.ID) (*picture.Pyramid, error) { return pictures[id], nil },
		Language: words.English, Edition: report.Publication,
	})
	if err != nil {
		t.Fatal(err)
	}
	return written(t, inputOf(brief))
}

// inner is an upright rectangle within a turned square.
func inner(q geom.Quad) geom.Rect {
	b := q.Bounds()
	c, half := b.Centre(), b.Width()/4
	return geom.Rect{MinX: c.X - half, MinY: c.Y - half, MaxX: c.X + half, MaxY: c.Y + half}
}

// facesIn returns for each picture of an exhibit how many pixels of it have nearly the face's colour.
func facesIn(t *testing.T, page []byte) (pixels []int) {
	t.Helper()
	for _, source := range data.FindAll(page, -1) {
		_, text, _ := strings.Cut(html.UnescapeString(string(source)), ",")
		raw, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		img, err := webp.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		n, b := 0, img.Bounds()
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				// Red and blue far above green, which no pixel of the scene has.
				if red, green, blue, _ := img.At(x, y).RGBA(); min(red, blue)>>8 > 60 && min(red, blue) > 4*green {
					n++
				}
			}
		}
		pixels = append(pixels, n)
	}
	return pixels
}

func TestRedactedPixelsAreInNoPictureOfTheExhibit(t *testing.T) {
	for _, c := range []struct {
		name     string
		lies     geom.Map
		pictures int // the layers of the stage, and both halves of the detail
	}{{"shifted", shift, 3 + 2}, {"turned", turned, 4 + 2}} {
		bare := exhibitOfFaces(t, c.lies, "")
		if raw := bytes.Count(bare, []byte("data:image")); raw != c.pictures {
			t.Errorf("%s: %d pictures, want %d", c.name, raw, c.pictures)
		}
		found := facesIn(t, bare)
		for i, n := range found {
			if n < 200 {
				t.Errorf("%s: picture %d shows %d pixels of the face: the hunt finds too little", c.name, i, n)
			}
		}
		for _, set := range []casefile.Side{casefile.OnClaimed, casefile.OnCandidate} {
			page := exhibitOfFaces(t, c.lies, set)
			covered := facesIn(t, page)
			if len(covered) != len(found) || len(found) != c.pictures {
				t.Errorf("%s, redacted on the %s: %d pictures of %d were hunted through", c.name, set, len(covered), c.pictures)
			}
			for i, n := range covered {
				if n != 0 {
					t.Errorf("%s, redacted on the %s: picture %d shows %d pixels of the face", c.name, set, i, n)
				}
			}
			if said := words.English.Say("exhibit.redacted"); !strings.Contains(html.UnescapeString(string(page)), said) {
				t.Errorf("%s, redacted on the %s: %q is not said", c.name, set, said)
			}
		}
	}
}
