package inspector

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

// Heights of the charts and the width of what a line of figures is, in pixels
// at a text size of 100 %.
const (
	lumaHigh, channelHigh = 96, 48
	toneHigh              = 168
	tonesKey              = 84
)

// toneItems shows how light and colour are spread in both pictures, and which
// curve leads from the candidate's luma to the claim's, as it was measured.
func toneItems(l words.Language, v Value) []look.Item {
	if !v.Tones {
		return nil
	}
	quiet := func(words string) look.Item {
		return look.Item{Object: look.NewText(words, look.Quiet, look.InQuiet), Above: look.Gap4}
	}
	h := v.Histograms
	if h == nil {
		return []look.Item{quiet(l.Say("view.tones.counting"))}
	}
	items := []look.Item{{Object: newKeyOfTwo(l), Above: look.Gap4}}
	for _, c := range []struct {
		name               string
		claimed, candidate *[256]int
		high               float32
	}{
		{"luma", &h.Claimed.Luma, &h.Candidate.Luma, lumaHigh},
		{"red", &h.Claimed.R, &h.Candidate.R, channelHigh},
		{"green", &h.Claimed.G, &h.Candidate.G, channelHigh},
		{"blue", &h.Claimed.B, &h.Candidate.B, channelHigh},
	} {
		items = append(items,
			look.Item{Object: look.NewText(l.Say("view.tones."+c.name), look.Quiet, look.InSecond), Above: look.Gap8},
			look.Item{Object: newChart(c.high, spread{c.claimed, c.candidate}.draw), Above: look.Gap4})
	}
	items = append(items, look.Item{Object: newScale(), Above: 2})
	a, b := compare.Summarise(h.Claimed.Luma), compare.Summarise(h.Candidate.Luma)
	two := func(key, claimed, candidate string) look.Item {
		return look.Item{Object: look.NewFact(l.Say("view.tones."+key), l.Say("view.tones.two", "claim", claimed, "candidate", candidate), tonesKey), Above: look.Gap4}
	}
	share := func(v float64) string { return l.Percent(v, 1) }
	items = append(items,
		two("mean", l.Number(a.Mean, 0), l.Number(b.Mean, 0)),
		two("median", strconv.Itoa(a.Median), strconv.Itoa(b.Median)),
		two("black", share(a.Black), share(b.Black)),
		two("white", share(a.White), share(b.White)))
	counted := "view.tones.whole"
	if h.Overlap {
		counted = "view.tones.overlap"
	}
	items = append(items, quiet(l.Say(counted, "n", l.Count(int64(h.Pixels)))))
	return append(items, curveItems(l, v)...)
}

// curveItems shows the tone curve of the difference; it is there once the difference is.
func curveItems(l words.Language, v Value) []look.Item {
	quiet := func(words string) look.Item {
		return look.Item{Object: look.NewText(words, look.Quiet, look.InQuiet), Above: look.Gap4}
	}
	m := v.Difference
	heading := look.Item{Object: look.NewText(l.Say("view.tones.curve"), look.Quiet, look.InSecond), Above: look.Gap12}
	switch {
	case !v.Alignment.Placed():
		return []look.Item{heading, quiet(l.Say("view.tones.no-curve"))}
	case m == nil || m.Preview:
		return []look.Item{heading, quiet(l.Say("stage.measuring"))}
	}
	how := "view.tones.rises"
	if m.Tone.Inverted {
		how = "view.tones.falls"
	}
	at := func(luma int) string { return l.Number(float64(m.Tone.Curve[luma]), 0) }
	items := []look.Item{
		heading,
		{Object: newChart(toneHigh, bent{&m.Tone}.draw), Above: look.Gap4},
		{Object: newScale(), Above: 2},
		quiet(l.Say("view.tones.axes")),
		quiet(l.Say(how, "black", at(0), "grey", at(128), "white", at(255))),
	}
	if m.Light.Used {
		items = append(items, quiet(l.Say("view.tones.light")))
	}
	return items
}

// keyOfTwo says which colour is which picture.
type keyOfTwo struct {
	widget.BaseWidget
	signs [2]*look.Swatch
	names [2]*look.Text
}

func newKeyOfTwo(l words.Language) *keyOfTwo {
	k := &keyOfTwo{}
	for i, ink := range []look.Ink{look.InClaimed, look.InCandidate} {
		k.signs[i] = look.NewSwatch(ink)
		k.names[i] = look.NewLine(l.Say([]string{"stage.claimed", "stage.candidate"}[i]), look.Quiet, look.InText, look.Whole)
	}
	k.ExtendBaseWidget(k)
	return k
}

// HeightAt returns the height at a width.
func (k *keyOfTwo) HeightAt(float32) float32 { return look.Px(look.Quiet.Line) }

// CreateRenderer is part of Fyne's widget.
func (k *keyOfTwo) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: k, Parts: []fyne.CanvasObject{k.signs[0], k.names[0], k.signs[1], k.names[1]},
		Least: func() fyne.Size { return fyne.NewSize(0, k.HeightAt(0)) },
		Place: func(size fyne.Size) {
			x, side := float32(0), look.Px(10)
			for i := range k.signs {
				look.Put(k.signs[i], x, (size.Height-side)/2, side, side)
				x += side + look.Px(6)
				look.Put(k.names[i], x, 0, k.names[i].Width()+1, size.Height)
				x += k.names[i].Width() + look.Px(look.Gap16)
			}
		},
	})
}

// scale writes 0, 128 and 255 under a chart.
type scale struct {
	widget.BaseWidget
	marks [3]*look.Text
}

func newScale() *scale {
	s := &scale{}
	for i, n := range []string{"0", "128", "255"} {
		s.marks[i] = look.NewLine(n, look.Quiet, look.InQuiet, look.Whole)
	}
	s.ExtendBaseWidget(s)
	return s
}

// HeightAt returns the height at a width.
func (s *scale) HeightAt(float32) float32 { return look.Px(look.Quiet.Line) }

// CreateRenderer is part of Fyne's widget.
func (s *scale) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: s, Parts: []fyne.CanvasObject{s.marks[0], s.marks[1], s.marks[2]},
		Least: func() fyne.Size { return fyne.NewSize(0, s.HeightAt(0)) },
		Place: func(size fyne.Size) {
			for i, at := range []float32{0, size.Width * 128 / 255, size.Width} {
				w := s.marks[i].Width()
				look.Put(s.marks[i], min(max(at-w/2, 0), size.Width-w-1), 0, w+1, size.Height)
			}
		},
	})
}

// chart is a drawing in device pixels, as wide as there is room.
type chart struct {
	widget.BaseWidget
	high   float32
	draw   func(on *image.NRGBA, t look.Theme)
	raster *canvas.Raster
	image  *image.NRGBA
	drawn  look.Theme
}

func newChart(high float32, draw func(*image.NRGBA, look.Theme)) *chart {
	c := &chart{high: high, draw: draw, image: image.NewNRGBA(image.Rect(0, 0, 1, 1))}
	c.raster = canvas.NewRaster(func(width, height int) image.Image {
		defer look.Watched("chart")()
		size, now := image.Pt(max(1, width), max(1, height)), *look.Now()
		if size != c.image.Rect.Size() || now != c.drawn {
			c.image, c.drawn = image.NewNRGBA(image.Rectangle{Max: size}), now
			draw(c.image, now)
		}
		return c.image
	})
	c.ExtendBaseWidget(c)
	return c
}

// HeightAt returns the height at a width.
func (c *chart) HeightAt(float32) float32 { return look.Px(c.high) }

// CreateRenderer is part of Fyne's widget.
func (c *chart) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c, Parts: []fyne.CanvasObject{c.raster},
		Least: func() fyne.Size { return fyne.NewSize(0, c.HeightAt(0)) },
		Place: func(size fyne.Size) { c.raster.Resize(size) },
		Paint: c.raster.Refresh,
	})
}

// paper fills a chart with its ground and a line at each quarter.
func paper(on *image.NRGBA, t look.Theme) {
	w, h := on.Rect.Dx(), on.Rect.Dy()
	for y := range h {
		for x := range w {
			c := t.Stage
			for q := 1; q < 4; q++ {
				if x == q*w/4 {
					c = t.Line
				}
			}
			if x == 0 || y == 0 || x == w-1 || y == h-1 {
				c = t.Line
			}
			on.SetNRGBA(x, y, c)
		}
	}
}

// lay blends a colour over a pixel.
func lay(on *image.NRGBA, x, y int, c color.NRGBA, share float64) {
	if share > 0 && (image.Point{X: x, Y: y}).In(on.Rect) {
		on.SetNRGBA(x, y, blend(on.NRGBAAt(x, y), c, float32(min(share, 1))))
	}
}

// trace draws a curve over the columns, thick pixels wide, from its value at each
// column's left to that at its right, so that steep parts have no gaps.
func trace(on *image.NRGBA, at func(x float64) float64, c color.NRGBA, thick float64) {
	for x := range on.Rect.Dx() {
		a, b := at(float64(x)), at(float64(x)+1)
		top, bottom := min(a, b)-thick/2, max(a, b)+thick/2
		for y := max(0, int(top)-1); y <= min(on.Rect.Dy()-1, int(bottom)+1); y++ {
			lay(on, x, y, c, min(float64(y)+1, bottom)-max(float64(y), top))
		}
	}
}

// spread is a histogram of both pictures.
type spread struct{ claimed, candidate *[256]int }

// share returns how the pixels are spread, as parts of all, and the greatest of
// them away from the ends: pure black and white would flatten all else.
func share(counts *[256]int) (parts [256]float64, most float64) {
	n := 0
	for _, c := range counts {
		n += c
	}
	for v, c := range counts {
		parts[v] = float64(c) / float64(max(1, n))
		if v > 0 && v < 255 {
			most = max(most, parts[v])
		}
	}
	return parts, most
}

// draw draws the claim's as an area and the candidate's as a line, to one scale.
func (s spread) draw(on *image.NRGBA, t look.Theme) {
	paper(on, t)
	claimed, most := share(s.claimed)
	candidate, other := share(s.candidate)
	if most = max(most, other); most == 0 {
		most = 1
	}
	w, h := float64(on.Rect.Dx()), float64(on.Rect.Dy())
	level := func(parts *[256]float64, x float64) float64 {
		v := min(max(x/w*256-0.5, 0), 255)
		i := min(254, int(v))
		p := parts[i] + (parts[i+1]-parts[i])*(v-float64(i))
		return h - 1.5 - min(p/most, 1)*(h-5)
	}
	for x := range on.Rect.Dx() {
		top := level(&claimed, float64(x)+0.5)
		for y := max(0, int(top)); y < on.Rect.Dy()-1; y++ {
			lay(on, x, y, t.Claimed, 0.4*min(1, float64(y)+1-top))
		}
	}
	thick := max(1, h/70)
	if t.ShapeEdge.A > 0 { // orange on light needs an edge
		trace(on, func(x float64) float64 { return level(&claimed, x) }, t.ShapeEdge, thick+1)
	}
	trace(on, func(x float64) float64 { return level(&claimed, x) }, t.Claimed, thick)
	trace(on, func(x float64) float64 { return level(&candidate, x) }, t.Candidate, thick)
}

// bent is the tone curve with the doubt about it.
type bent struct{ tone *compare.Tone }

// draw draws the curve over its doubt, and the straight line by which nothing would change.
func (b bent) draw(on *image.NRGBA, t look.Theme) {
	paper(on, t)
	w, h := float64(on.Rect.Dx()), float64(on.Rect.Dy())
	for q := 1; q < 4; q++ {
		for x := range on.Rect.Dx() {
			lay(on, x, q*on.Rect.Dy()/4, t.Line, 1)
		}
	}
	row := func(v float64) float64 { return (h - 1) - min(max(v, 0), 255)/255*(h-1) }
	luma := func(x float64) (int, float64) {
		v := min(max(x/w*255, 0), 255)
		i := min(254, int(v))
		return i, v - float64(i)
	}
	at := func(x float64) float64 {
		i, f := luma(x)
		return float64(b.tone.Curve[i]) + float64(b.tone.Curve[i+1]-b.tone.Curve[i])*f
	}
	for x := range on.Rect.Dx() {
		v := float64(x) + 0.5
		i, _ := luma(v)
		top, bottom := row(at(v)+b.tone.Doubt(i)), row(at(v)-b.tone.Doubt(i))
		for y := int(top); y <= int(bottom) && y < on.Rect.Dy(); y++ {
			lay(on, x, y, t.Quiet, 0.3)
		}
		if x/4%2 == 0 {
			lay(on, x, int(math.Round(row(v/w*255))), t.Quiet, 1)
		}
	}
	trace(on, func(x float64) float64 { return row(at(x)) }, t.Text, max(1.5, h/100))
}
