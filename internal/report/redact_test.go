package report

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/draw"
	"io"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// face is a colour that nothing else in a report has.
var face = color.NRGBA{0xFF, 0x00, 0xF0, 255}

// painted returns a picture with a rectangle of it in the face's colour.
func painted(p *picture.Pyramid, r geom.Rect) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, p.Size().Width, p.Size().Height))
	draw.Draw(img, img.Rect, p.Level(0).Image(), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(int(r.MinX), int(r.MinY), int(r.MaxX), int(r.MaxY)), image.NewUniform(face), image.Point{}, draw.Src)
	return picture.NewPyramid(picture.FromImage(p.Level(0).Key()+" face", img))
}

// faced is a match whose pictures both show a face, with a redaction that was
// set on the claim, a capture that shows it too, and the files attached.
func faced(redacted bool) *trial {
	t := matched()
	claim, _ := t.Case.Claim()
	candidate := t.Case.Candidates()[0]
	lies := t.Comparisons[0].Alignment.CandidateFromClaimed
	at := geom.Rect{MinX: 60, MinY: 50, MaxX: 100, MaxY: 90}
	t.pictures[claim.ID] = painted(t.pictures[claim.ID], at)
	t.pictures[candidate.ID] = painted(t.pictures[candidate.ID], lies.ApplyQuad(at.Quad()).Bounds())
	other := t.file(casefile.Candidate, "third.jpg", t.pictures[candidate.ID])
	t.compared(claim.ID, other, t.Comparisons[0].Alignment)
	t.file(casefile.Context, "same bytes.jpg", t.pictures[claim.ID])
	same := &t.Case.Evidence[len(t.Case.Evidence)-1]
	same.SHA256 = claim.SHA256
	t.Original = func(e casefile.Evidence) func() (io.ReadCloser, error) {
		return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(e.Name + string(e.ID))), nil }
	}
	for i := range t.Case.Evidence {
		e := &t.Case.Evidence[i]
		if e.ID != same.ID {
			e.SHA256, e.Bytes = digest(e.Name+string(e.ID)), int64(len(e.Name+string(e.ID)))
		}
	}
	t.Case.Evidence[len(t.Case.Evidence)-1].SHA256 = t.Case.Evidence[0].SHA256
	t.Case.Evidence[len(t.Case.Evidence)-1].Bytes = t.Case.Evidence[0].Bytes
	if redacted {
		q := at.Quad()
		t.Case = t.Case.WithMark(casefile.Mark{
			ID: "m1", Claimed: claim.ID, Candidate: candidate.ID, Kind: casefile.RedactionMark,
			Set: casefile.OnClaimed, OnClaimed: q[:], Hidden: true, // hidden or not, and on one picture alone
		})
	}
	// A detail right beside it, enlarged, shows what lies around.
	p := geom.Point{X: 105, Y: 70}
	t.Case = t.Case.WithMark(casefile.Mark{
		ID: "m2", Claimed: claim.ID, Candidate: candidate.ID, Kind: casefile.DetailMark, Set: casefile.OnClaimed,
		OnClaimed: []geom.Point{p}, OnCandidate: []geom.Point{lies.Apply(p)}, Twin: casefile.ByAlignment, SidePx: 60,
	})
	return t
}

// hunted counts the pixels of all pictures in a PDF that have nearly the face's colour.
func hunted(t *testing.T, pdf []byte) (pictures, pixels int) {
	t.Helper()
	all, err := api.ExtractImagesRaw(bytes.NewReader(pdf), nil, model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for _, page := range all {
		for number, p := range page {
			if seen[number] {
				continue
			}
			seen[number] = true
			pictures++
			pixels += faceIn(t, p)
		}
	}
	return pictures, pixels
}

// faceIn counts the pixels of a picture that have nearly the face's colour.
func faceIn(t *testing.T, r io.Reader) (pixels int) {
	t.Helper()
	img, _, err := image.Decode(r)
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, blue, _ := img.At(x, y).RGBA()
			// Magenta through every warp, overlay, light and JPEG: red and blue far above
			// green. The scene has no pixel of which they are four times as much.
			if least := min(r, blue) >> 8; least > 60 && least > 4*(g>>8) {
				pixels++
			}
		}
	}
	return pixels
}

// huntedHTML is hunted of a page of HTML.
func huntedHTML(t *testing.T, page string) (pictures, pixels int) {
	t.Helper()
	for _, source := range heavy.FindAllString(page, -1) {
		if !strings.HasPrefix(source, "data:image/") {
			continue
		}
		_, text, _ := strings.Cut(source, ",")
		raw, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		pictures++
		pixels += faceIn(t, bytes.NewReader(raw))
	}
	return pictures, pixels
}

func TestRedactedPixelsAreInNoPictureOfTheReportAndNoAttachment(t *testing.T) {
	bare := pdfOf(t, faced(false).Input)
	if n, found := hunted(t, bare); n < 8 || found < 2000 {
		t.Fatalf("%d pictures hold %d pixels of the face: the hunt finds too little", n, found)
	}
	covered := faced(true)
	file := pdfOf(t, covered.Input)
	if n, found := hunted(t, file); n < 8 || found != 0 {
		t.Errorf("%d pictures hold %d pixels of the redacted face", n, found)
	}
	doc := composed(t, covered.Input)
	if n, found := huntedHTML(t, pageOf(t, covered.Input, doc)); n < 8 || found != 0 {
		t.Errorf("the HTML: %d pictures hold %d pixels of the redacted face", n, found)
	}
	for _, a := range doc.Attachments {
		if strings.HasSuffix(a.Name, ".jpg") {
			t.Errorf("%s is attached", a.Name)
		}
	}
	mustSay(t, said(doc.Pages...), "Left out, as something on them is redacted: the files of A, B, C and D.", "Redacted in 1 place.")
	open := faced(false).Input
	without := composed(t, open)
	if n, found := huntedHTML(t, pageOf(t, open, without)); n < 8 || found < 2000 {
		t.Errorf("the HTML: %d pictures hold %d pixels of the face: the hunt finds too little", n, found)
	}
	if len(without.Attachments) < len(doc.Attachments)+3 {
		t.Errorf("%d attachments without a redaction, %d with one", len(without.Attachments), len(doc.Attachments))
	}
}
