package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

var made = time.Date(2026, 11, 22, 18, 55, 0, 0, time.UTC)

func page(items ...figure.Item) figure.Drawing {
	return figure.Drawing{Width: 210, Height: 297, Items: items}
}

func written(t *testing.T, d Document) []byte {
	t.Helper()
	d.Made = made
	var out bytes.Buffer
	if err := Write(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func encoded(t *testing.T, c color.Color, w, h int) figure.Encoded {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		img.Set(i%w, i/w, c)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return figure.Encoded{Data: out.Bytes(), Format: "jpg", Size: geom.Size{Width: w, Height: h}}
}

func TestPicturesOfOneWidthComeInTheOrderOfThePages(t *testing.T) {
	var items []figure.Item
	for i := range 12 {
		box := geom.Rect{MinX: 10, MinY: 10 * float64(i), MaxX: 20, MaxY: 10*float64(i) + 8}
		items = append(items, figure.Picture{Box: box, Encoded: encoded(t, color.Gray{uint8(20 * i)}, 40, 30)})
	}
	first := written(t, Document{Pages: []figure.Drawing{page(items...)}})
	for range 4 {
		if !bytes.Equal(first, written(t, Document{Pages: []figure.Drawing{page(items...)}})) {
			t.Fatal("the same pictures gave other bytes")
		}
	}
	if n := len(regexp.MustCompile(`/Width 40\n`).FindAll(first, -1)); n != 12 {
		t.Errorf("%d pictures say that they are 40 px wide, want 12", n)
	}
}

func TestAPictureInTwoPlacesIsStoredOnce(t *testing.T) {
	e := encoded(t, color.White, 40, 30)
	got := written(t, Document{Pages: []figure.Drawing{
		page(figure.Picture{Box: geom.Rect{MaxX: 10, MaxY: 8}, Encoded: e}),
		page(figure.Picture{Box: geom.Rect{MaxX: 20, MaxY: 16}, Encoded: e}),
	}})
	if n := bytes.Count(got, []byte("/Subtype /Image")); n != 1 {
		t.Errorf("the picture is stored %d times", n)
	}
}

func TestCharactersThatThePrinterCantTakeNeverEndTheDocument(t *testing.T) {
	text := figure.Text{X: 10, Y: 20, Face: figure.Sans, Pt: 10, String: "😀 Ж \u202e"}
	got := written(t, Document{
		Title: "Tittel 😀", Subject: "\x00\x01", Pages: []figure.Drawing{page(text)},
		Bookmarks:   []Bookmark{{Title: "1  Ærlig 😀", Place: Place{Page: 0, Y: 20}}},
		Attachments: []Attachment{{Name: "манифест 😀.json", Data: []byte("{}")}},
	})
	if !bytes.HasPrefix(got, []byte("%PDF-")) {
		t.Error("no PDF came out")
	}
}

func TestLinksLeadToAddressesAndToPlacesThatExist(t *testing.T) {
	box := geom.Rect{MinX: 10, MinY: 10, MaxX: 30, MaxY: 14}
	got := string(written(t, Document{
		Pages: []figure.Drawing{page(
			figure.Link{Box: box, Address: "https://example.org/"},
			figure.Link{Box: box, Anchor: "there"}, figure.Link{Box: box, Anchor: "nowhere"},
		), page()},
		Anchors: map[string]Place{"there": {Page: 1, Y: 50}},
	}))
	if n := strings.Count(got, "/Subtype /Link"); n != 2 {
		t.Errorf("the page has %d links, want 2", n)
	}
	if !strings.Contains(got, "https://example.org/") {
		t.Error("the address is missing")
	}
}

func TestADocumentWithoutPagesIsRefused(t *testing.T) {
	if err := Write(&bytes.Buffer{}, Document{}); err == nil {
		t.Error("no error for a document without pages")
	}
}

func TestShapesAndTextPassAnIndependentCheck(t *testing.T) {
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not here: the file was not checked by another program")
	}
	red := figure.Colour{R: 200}
	quad := geom.Quad{{X: 20, Y: 20}, {X: 60, Y: 25}, {X: 58, Y: 70}, {X: 18, Y: 60}}
	curve := figure.Path{
		Points: []geom.Point{{X: 10, Y: 10}, {X: 20, Y: 0}, {X: 30, Y: 20}, {X: 40, Y: 10}},
		Curved: []bool{false, true, true, false}, Closed: true,
	}
	got := written(t, Document{Pages: []figure.Drawing{page(
		figure.Shape{Paths: []figure.Path{figure.Polygon(quad)}, Stroke: &red, Line: 0.5, Dash: []float64{2, 1}, Alpha: 0.75},
		figure.Shape{Paths: []figure.Path{curve}, Fill: &red, Stroke: &red, Line: 0.1},
		figure.Shape{Paths: []figure.Path{{}}, Fill: &red}, figure.Shape{},
		figure.Text{X: 10, Y: 90, Face: figure.Arabic, Pt: 9, String: "ب", Hidden: true},
		figure.Text{X: 10, Y: 99, Face: figure.Math, Pt: 9, String: "≥"},
	)}})
	path := filepath.Join(t.TempDir(), "shapes.pdf")
	if err := os.WriteFile(path, got, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, said)
	}
}
