package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report/pdf"
)

// painted paints items on a drawing of w × h units, one pixel each.
func painted(t *testing.T, w, h float64, items ...figure.Item) *image.RGBA {
	t.Helper()
	img, err := Paint(figure.Drawing{Width: w, Height: h, Items: items}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// area is the sum of the opacity of all pixels.
func area(img *image.RGBA) float64 {
	var sum float64
	for i := 3; i < len(img.Pix); i += 4 {
		sum += float64(img.Pix[i])
	}
	return sum / 255
}

func circle(x, y, r float64) figure.Path {
	const k = 0.5522847498 // of a cubic curve for a quarter of a circle
	at := func(dx, dy float64) geom.Point { return geom.Point{X: x + r*dx, Y: y + r*dy} }
	return figure.Path{
		Points: []geom.Point{
			at(1, 0), at(1, k), at(k, 1), at(0, 1), at(-k, 1), at(-1, k), at(-1, 0),
			at(-1, -k), at(-k, -1), at(0, -1), at(k, -1), at(1, -k), at(1, 0),
		},
		Curved: []bool{false, true, true, false, true, true, false, true, true, false, true, true, false},
		Closed: true,
	}
}

func TestEdgesCoverPixelsByTheirShare(t *testing.T) {
	img := painted(t, 8, 4, figure.Filled(geom.Rect{MinX: 1, MinY: 1, MaxX: 4.5, MaxY: 3}, figure.Claim))
	for x, want := range []uint8{0, 255, 255, 255, 128, 0, 0, 0} {
		if got := img.RGBAAt(x, 2).A; int(got)-int(want) > 1 || int(want)-int(got) > 1 {
			t.Errorf("column %d has opacity %d, want %d", x, got, want)
		}
	}
	if c := img.RGBAAt(2, 2); c != (color.RGBA{0x41, 0x4A, 0x53, 255}) {
		t.Errorf("inside the colour is %v", c)
	}
}

func TestStrokesCoverTheirArea(t *testing.T) {
	ink := figure.Ink
	stroke := func(line float64, dash []float64, paths ...figure.Path) figure.Shape {
		return figure.Shape{Paths: paths, Stroke: &ink, Line: line, Dash: dash}
	}
	points := func(closed bool, at ...float64) figure.Path {
		p := figure.Path{Closed: closed}
		for i := 0; i < len(at); i += 2 {
			p.Points = append(p.Points, geom.Point{X: at[i], Y: at[i+1]})
		}
		return p
	}
	for name, c := range map[string]struct {
		shape figure.Shape
		want  float64
	}{
		"a line":                      {stroke(3, nil, points(false, 10, 10.3, 50, 10.3)), 120},
		"a slanted line":              {stroke(2, nil, points(false, 10, 10, 40, 50)), 100},
		"a square with its corners":   {stroke(4, nil, figure.Rectangle(geom.Rect{MinX: 20, MinY: 20, MaxX: 60, MaxY: 60})), 44*44 - 36*36},
		"a circle":                    {stroke(3, nil, circle(50.2, 49.7, 30)), 2 * math.Pi * 30 * 3},
		"a thick small circle":        {stroke(6, nil, circle(50, 50, 4)), math.Pi * (7*7 - 1)},
		"an open corner":              {stroke(4, nil, points(false, 20, 20, 60, 20, 60, 60)), 40*4 + 40*4},
		"dashes":                      {stroke(2, []float64{4, 4}, points(false, 10, 10, 90, 10)), 80},
		"dashes round a corner":       {stroke(2, []float64{30, 10}, points(false, 10, 10, 30, 10, 30, 50)), 2*30 + 2*20},
		"a corner too sharp to mitre": {stroke(2, nil, points(false, 10, 50, 90, 50, 10, 50.5)), 2*80 + 0.25*80}, // the two parts lie over each other
	} {
		t.Run(name, func(t *testing.T) {
			if got := area(painted(t, 100, 100, c.shape)); math.Abs(got-c.want) > 0.005*c.want+0.5 {
				t.Errorf("it covers %.2f pixels, want %.2f", got, c.want)
			}
		})
	}
}

func TestCountersOfLettersStayOpen(t *testing.T) {
	outer, inner := circle(50, 50, 40), circle(50, 50, 20)
	slices.Reverse(inner.Points) // as in a font: the inner contour runs the other way
	ink := figure.Ink
	got := area(painted(t, 100, 100, figure.Shape{Paths: []figure.Path{outer, inner}, Fill: &ink}))
	if want := math.Pi * (40*40 - 20*20); math.Abs(got-want) > 0.003*want {
		t.Errorf("the ring covers %.1f pixels, want %.1f", got, want)
	}
}

func TestWhatLiesFarOutsideIsCutOff(t *testing.T) {
	ink := figure.Ink
	far := figure.Shape{Fill: &ink, Paths: []figure.Path{{
		Points: []geom.Point{{X: -1e12, Y: 20}, {X: 1e12, Y: 20}, {X: 1e12, Y: 1e12}, {X: -1e12, Y: 1e12}}, Closed: true,
	}}}
	if got := area(painted(t, 50, 50, far)); math.Abs(got-50*30) > 1 {
		t.Errorf("half a plane covers %v pixels of 50 × 50, want 1500", got)
	}
	slanted := figure.Shape{Fill: &ink, Paths: []figure.Path{{
		Points: []geom.Point{{X: -1000, Y: -1000}, {X: 1000, Y: 1000}, {X: -1000, Y: 1000}}, Closed: true,
	}}}
	if got := area(painted(t, 50, 50, slanted)); math.Abs(got-1250) > 2 {
		t.Errorf("the half below the diagonal covers %v pixels, want 1250", got)
	}
}

func TestTextStandsWhereItWasMeasured(t *testing.T) {
	setter := figure.NewTypesetter()
	style := figure.Style{Face: figure.SansSemiBold, Pt: 40, Leading: 20, Colour: figure.Ink}
	const text = "AVATAR Ære, Жук"
	whole := figure.Drawing{Width: 200, Height: 30}
	setter.Paragraph(math.Inf(1), figure.Span{Text: text, Style: style}).Draw(&whole, 2.3, 4, 0, figure.Left)
	one := figure.Drawing{Width: 200, Height: 30}
	x := 2.3
	for _, r := range text {
		setter.Paragraph(math.Inf(1), figure.Span{Text: string(r), Style: style}).Draw(&one, x, 4, 0, figure.Left)
		x += setter.WidthOf(string(r), style)
	}
	a, err := Paint(whole, 4)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Paint(one, 4)
	if err != nil {
		t.Fatal(err)
	}
	if area(a) < 1000 {
		t.Fatalf("the text covers only %v pixels", area(a))
	}
	if off := difference(a, b); off.mean > 0.05 {
		t.Errorf("set letter by letter it differs by %v grey levels", off.mean)
	}
	if end := boundsOf([][]geom.Point{{{X: x * 4}}}).Min.X; a.RGBAAt(end+3, 50).A != 0 {
		t.Error("the text is painted beyond its measured end")
	}
}

func TestLinksAndHiddenTextLeaveNoTrace(t *testing.T) {
	img := painted(t, 60, 20,
		figure.Text{X: 2, Y: 15, Face: figure.Serif, Pt: 20, String: "hidden", Hidden: true},
		figure.Link{Box: geom.Rect{MaxX: 60, MaxY: 20}, Address: "https://example.org"})
	if got := area(img); got != 0 {
		t.Errorf("they cover %v pixels", got)
	}
}

func TestPicturesOfTheirOwnSizeAreCopied(t *testing.T) {
	pixels := noise(40, 30)
	const perUnit = 1200 / 317.5 // pixels a millimetre: no whole number
	box := geom.Rect{MinX: 7 / perUnit, MinY: 5 / perUnit, MaxX: 47 / perUnit, MaxY: 35 / perUnit}
	img, err := Paint(figure.Drawing{Width: 60 / perUnit, Height: 50 / perUnit, Items: []figure.Item{figure.Picture{Box: box, Pixels: pixels}}}, perUnit)
	if err != nil {
		t.Fatal(err)
	}
	got := image.NewRGBA(pixels.Rect)
	draw.Draw(got, got.Rect, img, image.Pt(7, 5), draw.Src)
	if !bytes.Equal(got.Pix, pixels.Pix) {
		t.Error("pixels changed on their way")
	}
}

func TestResampledPicturesKeepTheirLightOnAnyNumberOfCores(t *testing.T) {
	pixels := noise(300, 200)
	d := figure.Drawing{Width: 100, Height: 100, Items: []figure.Item{figure.Picture{Box: geom.Rect{MinX: 3.3, MinY: 4, MaxX: 93.6, MaxY: 64.2}, Pixels: pixels}}}
	paint := func(cores int) *image.RGBA {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		img, err := Paint(d, 1)
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	one, two := paint(1), paint(2)
	if !bytes.Equal(one.Pix, two.Pix) {
		t.Error("one core and two differ")
	}
	if got, want := mean(one, image.Rect(5, 5, 90, 60)), mean(pixels, pixels.Rect); math.Abs(got-want) > 1 {
		t.Errorf("the mean is %v, was %v", got, want)
	}
}

func TestNoPlaceAndNoSizeAreErrors(t *testing.T) {
	ink := figure.Ink
	nowhere := figure.Shape{Fill: &ink, Paths: []figure.Path{{Points: []geom.Point{{X: math.NaN()}, {X: 1}, {Y: 1}}}}}
	for name, d := range map[string]figure.Drawing{
		"an empty drawing":       {},
		"an endless drawing":     {Width: math.Inf(1), Height: 3},
		"a path without a place": {Width: 5, Height: 5, Items: []figure.Item{nowhere}},
		"a picture that is none": {Width: 5, Height: 5, Items: []figure.Item{figure.Picture{Box: geom.Rect{MaxX: 1, MaxY: 1}, Encoded: figure.Encoded{Format: "jpg"}}}},
		"a picture without room": {Width: 5, Height: 5, Items: []figure.Item{figure.Picture{Pixels: noise(2, 2)}}},
	} {
		if _, err := Paint(d, 1); err == nil {
			t.Errorf("%s is painted", name)
		}
	}
}

// sample is a drawing with everything in it.
func sample() figure.Drawing {
	setter := figure.NewTypesetter()
	d := figure.Drawing{Width: 145, Height: 80}
	d.Add(figure.Filled(geom.Rect{MaxX: 145, MaxY: 80}, figure.White))
	l := figure.Arrange(geom.Size{Width: 300, Height: 200}, geom.Size{Width: 200, Height: 200}, 135, 0)
	outline := geom.Rect{MinX: 20, MinY: 30, MaxX: 150, MaxY: 180}.Quad()
	smooth := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for y := range 200 {
		for x := range 300 {
			smooth.SetRGBA(x, y, color.RGBA{uint8(x * 255 / 300), uint8(y), uint8(128 + 100*math.Sin(float64(x+y)/20)), 255})
		}
	}
	first, err := figure.Picture{Pixels: smooth}.Stored(95)
	if err != nil {
		panic(err)
	}
	d.Place(figure.Pair(setter, l,
		figure.Panel{Picture: first, Size: geom.Size{Width: 300, Height: 200}, Bar: figure.Claim, Tag: "(L) CLAIMED", Label: "2 Aug 2025"},
		figure.Panel{Picture: first, Size: geom.Size{Width: 200, Height: 200}, Bar: figure.Source, Tag: "(R) FOUND", Label: "1999", Outline: &outline}), 5, 4)
	style := figure.Style{Face: figure.Serif, Pt: 11, Leading: 5, Colour: figure.Ink}
	setter.Paragraph(110, figure.Span{Text: "Bildet er forenlig med et utsnitt av Жук ≥ 10³⁰.", Style: style},
		figure.Span{Text: " Halvfet.", Style: style.In(figure.SerifSemiBold)}).Draw(&d, 5, 62, 110, figure.Left)
	setter.Paragraph(110, figure.Span{Text: "ضربة 2025 في المدينة", Style: style}).Draw(&d, 5, 68, 110, figure.Left)
	return d
}

// TestPixelsAgreeWithThePDF holds the painter against a reader of PDFs that
// somebody else wrote.
func TestPixelsAgreeWithThePDF(t *testing.T) {
	pdftoppm, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not here to paint the PDF")
	}
	d := sample()
	got, err := Paint(d, 127/25.4)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	var file bytes.Buffer
	if err := pdf.Write(&file, pdf.Document{Title: "t", Made: time.Unix(0, 0), Pages: []figure.Drawing{d}}); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "page.pdf")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(pdftoppm, "-r", "127", "-singlefile", "-png", name, filepath.Join(folder, "page")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(folder, "page.png"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewRGBA(got.Rect)
	draw.Draw(want, want.Rect, page, image.Point{}, draw.Src)
	off := difference(got, want)
	t.Logf("the PDF's pixels differ by %.2f grey levels in the mean, %.2f %% of them by more than 64", off.mean, 100*off.large)
	// Measured: see the log. Readers grow thin strokes and hint letters in ways of their own.
	if off.mean > 2 || off.large > 0.012 {
		t.Error("that is more than a reader's own ways explain")
	}
}

func BenchmarkPaintSample1450x800(b *testing.B) {
	d := sample()
	for b.Loop() {
		if _, err := Paint(d, 10); err != nil {
			b.Fatal(err)
		}
	}
}

type apart struct{ mean, large float64 }

func difference(a, b *image.RGBA) apart {
	var out apart
	for i := range a.Pix {
		d := math.Abs(float64(a.Pix[i]) - float64(b.Pix[i]))
		out.mean += d
		if d > 64 {
			out.large++
		}
	}
	n := float64(len(a.Pix))
	return apart{out.mean / n, out.large / n}
}

func mean(img *image.RGBA, within image.Rectangle) float64 {
	var sum float64
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			sum += float64(img.RGBAAt(x, y).G)
		}
	}
	return sum / float64(within.Dx()*within.Dy())
}

// noise is a picture of which no pixel is like its neighbour.
func noise(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	state := uint32(1)
	for i := range img.Pix {
		state = state*1664525 + 1013904223
		img.Pix[i] = uint8(state >> 24)
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}
