package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/browser"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// sample is a drawing with everything in it.
func sample() figure.Drawing {
	setter := figure.NewTypesetter()
	d := figure.Drawing{Width: 90, Height: 50}
	d.Add(figure.Filled(geom.Rect{MaxX: 90, MaxY: 50}, figure.Ink))
	smooth, clear := image.NewRGBA(image.Rect(0, 0, 120, 80)), image.NewRGBA(image.Rect(0, 0, 40, 40))
	for y := range 80 {
		for x := range 120 {
			smooth.SetRGBA(x, y, color.RGBA{uint8(2 * x), uint8(3 * y), 120, 255})
			if x < 40 && y < 40 {
				clear.SetRGBA(x, y, color.RGBA{0, uint8(6 * x / 2), 0, uint8(6 * x)})
			}
		}
	}
	white, blue := figure.White, figure.Source
	d.Add(
		figure.Picture{Box: geom.Rect{MinX: 5, MinY: 5, MaxX: 45, MaxY: 5 + 80.0/3}, Pixels: smooth},
		figure.Picture{Box: geom.Rect{MinX: 50, MinY: 5, MaxX: 63, MaxY: 18}, Pixels: clear},
		figure.Shape{Paths: []figure.Path{figure.Rectangle(geom.Rect{MinX: 10, MinY: 10, MaxX: 40, MaxY: 28})}, Stroke: &white, Line: 0.7, Dash: []float64{2.8, 1.7}, Alpha: 0.75},
		figure.Shape{Paths: []figure.Path{{Points: []geom.Point{{X: 70, Y: 5}, {X: 85, Y: 5}, {X: 85, Y: 25}, {X: 70, Y: 25}}, Curved: []bool{false, true, true, false}, Closed: true}}, Fill: &blue, Stroke: &white, Line: 1},
	)
	style := figure.Style{Face: figure.SansSemiBold, Pt: 10, Leading: 5, Colour: figure.White}
	setter.Paragraph(80, figure.Span{Text: "Påstand <b>&\" Жук 10³⁰", Style: style}).Draw(&d, 5, 35, 80, figure.Left)
	setter.Paragraph(80, figure.Span{Text: "ضربة 2025", Style: style}).Draw(&d, 5, 42, 80, figure.Left)
	d.Add(figure.Link{Box: geom.Rect{MaxX: 9, MaxY: 9}, Address: "https://example.org"})
	return d
}

var hostile = figure.About{
	Title: `Pair <script>alert(1)</script> "quoted"`, Description: "First & second.\x00 Ære, ضربة", Credit: "© <NTB> & others", Language: `en" onload="x`,
}

func written(t *testing.T, d figure.Drawing, scale float64, about figure.About) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, d, scale, about); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFileStandsAloneAndHoldsItsWords(t *testing.T) {
	file := written(t, sample(), 10, hostile)
	decoder := xml.NewDecoder(bytes.NewReader(file))
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "metadata": true, "RDF": true, "Description": true, "rights": true, "Alt": true, "li": true, "path": true, "image": true}
	text := map[string]string{}
	var element string
	var labels []string
	pictures := 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("it is no XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = token.Name.Local
			if !allowed[element] {
				t.Errorf("it holds an element %q", element)
			}
			for _, a := range token.Attr {
				switch {
				case strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "style":
					t.Errorf("%s has an attribute %s", element, a.Name.Local)
				case a.Name.Local == "href" && !strings.HasPrefix(a.Value, "data:image/"):
					t.Errorf("%s leads to %q", element, a.Value)
				case a.Name.Local == "href":
					pictures++
				case a.Name.Local == "aria-label":
					labels = append(labels, a.Value)
				}
			}
		case xml.CharData:
			text[element] += strings.TrimSpace(string(token))
		case xml.ProcInst, xml.Directive:
			t.Errorf("it holds %T", token)
		}
	}
	if text["title"] != hostile.Title || text["li"] != hostile.Credit || text["desc"] != "First & second.\uFFFD Ære, ضربة" {
		t.Errorf("it says %q", text)
	}
	if got := strings.Join(labels, " "); !strings.Contains(got, `Påstand <b>&" Жук 10³⁰`) {
		t.Errorf("its words are %q", got)
	}
	if pictures != 2 {
		t.Errorf("it holds %d pictures, want 2", pictures)
	}
}

func TestSameDrawingGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, sample(), 7, hostile), written(t, sample(), 7, hostile)) {
		t.Error("it does not")
	}
}

func TestNoPlaceAndNoSizeAreErrors(t *testing.T) {
	ink := figure.Ink
	for name, d := range map[string]figure.Drawing{
		"an empty drawing":       {},
		"a path without a place": {Width: 5, Height: 5, Items: []figure.Item{figure.Shape{Fill: &ink, Paths: []figure.Path{{Points: []geom.Point{{X: math.Inf(1)}, {X: 1}, {Y: 1}}}}}}},
		"a picture that is none": {Width: 5, Height: 5, Items: []figure.Item{figure.Picture{Box: geom.Rect{MaxX: 1, MaxY: 1}}}},
	} {
		if err := Write(io.Discard, d, 1, figure.About{}); err == nil {
			t.Errorf("%s is written", name)
		}
	}
}

// TestBrowserPaintsWhatTheRasterPaints holds the file against a painter that
// somebody else wrote.
func TestBrowserPaintsWhatTheRasterPaints(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	const scale = 8
	want, err := raster.Paint(sample(), scale)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "drawing.svg")
	if err := os.WriteFile(path, written(t, sample(), scale, figure.About{Title: "A drawing"}), 0o600); err != nil {
		t.Fatal(err)
	}
	b := browser.Open(t, path)
	b.Sized(720, 400)
	painted, err := png.Decode(bytes.NewReader(b.Painted(false)))
	if err != nil {
		t.Fatal(err)
	}
	got := image.NewRGBA(want.Rect)
	draw.Draw(got, got.Rect, painted, image.Point{}, draw.Src)
	var sum float64
	large := 0
	for i := range got.Pix {
		off := math.Abs(float64(got.Pix[i]) - float64(want.Pix[i]))
		sum += off
		if off > 64 {
			large++
		}
	}
	n := float64(len(got.Pix))
	t.Logf("they differ by %.2f grey levels in the mean, %.3f %% of them by more than 64", sum/n, 100*float64(large)/n)
	if sum/n > 2 || float64(large)/n > 0.005 {
		t.Error("that is more than two ways of smoothing edges explain")
	}
}
