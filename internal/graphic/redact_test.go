package graphic

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// faceAt is a face on the claim; a detail lies beside it.
var (
	faceAt     = geom.Rect{MinX: 150, MinY: 120, MaxX: 210, MaxY: 180}
	besideFace = geom.Point{X: 225, Y: 150}
)

// faced paints a face in a colour that no scene has.
func faced(p *picture.Pyramid, r geom.Rect) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, p.Size().Width, p.Size().Height))
	draw.Draw(img, img.Rect, p.Level(0).Image(), image.Point{}, draw.Src)
	at := image.Rect(int(r.MinX), int(r.MinY), int(r.MaxX), int(r.MaxY))
	draw.Draw(img, at, image.NewUniform(color.NRGBA{0xFF, 0x00, 0xF0, 255}), image.Point{}, draw.Src)
	return picture.NewPyramid(picture.FromImage(p.Level(0).Key()+" face", img))
}

// contentOfFaces is what a case gives both of whose pictures show the face, which
// is redacted on the picture of the given side, or on none.
func contentOfFaces(t *testing.T, lies geom.Map, set casefile.Side) Content {
	t.Helper()
	onCandidate := lies.ApplyQuad(faceAt.Quad())
	inner := onCandidate.Bounds().Grown(-onCandidate.Bounds().Width() / 4)
	pictures := map[casefile.ID]*picture.Pyramid{
		"claim": faced(scene(480, 400, lies), faceAt),
		"found": faced(scene(900, 600, geom.Identity()), inner),
	}
	c := casefile.Case{Title: "Faces"}
	for i, e := range []casefile.Evidence{{ID: "claim", Role: casefile.Claimed}, {ID: "found", Role: casefile.Candidate}} {
		e.Name, e.SHA256, e.Pixels = string(e.ID)+".jpg", strings.Repeat(string(e.ID[0]), 64), pictures[e.ID].Size()
		e.Source.Date = casefile.Date([]string{"2026-04-12", "2015-01-02"}[i])
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
	content, err := ContentOf(context.Background(), report.Input{
		Case: c, Comparisons: []casefile.Comparison{{Claimed: "claim", Candidate: "found", Alignment: a}},
		Picture:  func(id casefile.ID) (*picture.Pyramid, error) { return pictures[id], nil },
		Language: words.English, Edition: report.Publication,
	})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// facesIn counts in every picture of a drawing the pixels that have nearly the face's colour.
func facesIn(d figure.Drawing) (all []int) {
	for _, item := range d.Items {
		p, ok := item.(figure.Picture)
		if !ok {
			continue
		}
		n := 0
		for i := 0; i+3 < len(p.Pixels.Pix); i += 4 {
			// Red and blue far above green, which no pixel of the scene has.
			if red, green, blue := int(p.Pixels.Pix[i]), int(p.Pixels.Pix[i+1]), int(p.Pixels.Pix[i+2]); min(red, blue) > 60 && min(red, blue) > 4*green {
				n++
			}
		}
		all = append(all, n)
	}
	return all
}

// graphicsOf composes every graphic that a content gives.
func graphicsOf(t *testing.T, c Content) map[string]Composition {
	t.Helper()
	all := map[string]Composition{}
	for _, k := range Kinds {
		for _, a := range []Arrangement{"", Above, Inset} {
			for _, part := range []bool{false, true} {
				if k != PairKind && (a != "" || part) {
					continue
				}
				s := Default(k, "square", words.English)
				s.Arrangement, s.ClaimsPartOnly = a, part
				out, err := Compose(context.Background(), c, Draft(c, s), Kit{})
				if errors.Is(err, ErrNothing) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				name := string(k) + string(a)
				if part {
					name += " part"
				}
				all[name] = out
			}
		}
	}
	return all
}

func TestRedactedPixelsAreInNoGraphic(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form paints little")
	}
	lies := geom.Translation(300, 60).After(geom.Rotation(0.2))
	bare := graphicsOf(t, contentOfFaces(t, lies, ""))
	if want := 2 + len(Kinds) + 3; len(bare) < want-1 {
		t.Errorf("%d graphics were hunted through, want about %d: %v", len(bare), want, slices.Sorted(maps.Keys(bare)))
	}
	shown := 0
	for name, c := range bare {
		for i, n := range facesIn(c.Drawing) {
			if n > 100 {
				shown++
			} else if i < 2 && !strings.HasPrefix(name, "difference") && !strings.HasPrefix(name, "outside") {
				t.Errorf("%s: picture %d shows %d pixels of the face: the hunt finds too little", name, i, n)
			}
		}
	}
	if shown < 15 {
		t.Errorf("the face shows in %d pictures: the hunt finds too little", shown)
	}
	for _, set := range []casefile.Side{casefile.OnClaimed, casefile.OnCandidate} {
		c := contentOfFaces(t, lies, set)
		if len(c.Brief.Claim.Covered) != 1 || c.Brief.Claim.Covered[0].Intersect(faceAt).Empty() {
			t.Errorf("redacted on the %s: told as %v", set, c.Brief.Claim.Covered)
		}
		all := graphicsOf(t, c)
		if len(all) != len(bare) {
			t.Errorf("redacted on the %s: %d graphics of %d", set, len(all), len(bare))
		}
		for name, c := range all {
			for i, n := range facesIn(c.Drawing) {
				if n != 0 {
					t.Errorf("%s, redacted on the %s: picture %d shows %d pixels of the face", name, set, i, n)
				}
			}
		}
	}
}
