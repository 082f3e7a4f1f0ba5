package figure

import (
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

var (
	legendHead = Style{Face: SansSemiBold, Pt: 7.5, Leading: 3.375, Colour: Ink}
	legendText = Style{Face: Sans, Pt: 7.5, Leading: 3.375, Colour: Ink}
)

// DifferenceLegend says what the colours of Difference mean. What can't be
// compared is hatched, and the legend says so even where there is none.
func DifferenceLegend(t *Typesetter, l words.Language, width float64, cantTell bool) Drawing {
	const stripTop, stripHeight, tick, swatchGap = 4.2, 3.4, 0.9, 1.4
	legend := compare.LegendOf(differenceView)
	strip := min(50, width*0.4)
	d := Drawing{Width: width, Height: stripTop + 2*stripHeight + swatchGap + 0.2}
	t.Paragraph(width, Span{Text: l.Say("report.difference.unit"), Style: legendHead}).Draw(&d, 0, 0, width, Left)
	step := strip / compare.HeatSteps
	for i := range compare.HeatSteps {
		c := compare.HeatColour(i)
		x := float64(i) * step
		d.Add(Filled(geom.Rect{MinX: x, MinY: stripTop, MaxX: x + step, MaxY: stripTop + stripHeight}, Colour{c.R, c.G, c.B}))
	}
	for i, v := range legend.Ticks {
		x := strip * (v - legend.From) / (legend.To - legend.From)
		d.Add(Shape{
			Paths:  []Path{{Points: []geom.Point{{X: x, Y: stripTop + stripHeight}, {X: x, Y: stripTop + stripHeight + tick}}}},
			Stroke: &Ink, Line: 0.35 * MillimetresPerPoint,
		})
		text := l.Number(v, 0)
		if v >= legend.To {
			text = "≥\u00a0" + text
		}
		w := t.WidthOf(text, legendText)
		left := x - w/2
		switch i {
		case 0:
			left = max(0, left)
		case len(legend.Ticks) - 1:
			left = min(left, strip-w)
		}
		t.Paragraph(math.Inf(1), Span{Text: text, Style: legendText}).Draw(&d, left, stripTop+stripHeight+tick, 0, Left)
	}

	left := strip + 10.0
	dimmed := Colour{0x3C, 0x3C, 0x3C}
	swatch := func(y float64, hatched bool, text string) {
		box := geom.Rect{MinX: left, MinY: y, MaxX: left + 5, MaxY: y + stripHeight}
		d.Add(Filled(box, dimmed))
		if hatched {
			d.Add(hatching(box))
		}
		t.Paragraph(width-left-7, Span{Text: text, Style: legendText}).Draw(&d, left+7, y+(stripHeight-legendText.Leading)/2, 0, Left)
	}
	swatch(stripTop, false, l.Say("report.difference.none"))
	cant := l.Say("report.difference.cant")
	if !cantTell {
		cant = l.Say("report.difference.cant.none")
	}
	swatch(stripTop+stripHeight+swatchGap, true, cant)
	return d
}

// hatching draws lines at 45° over a box, 1.2 mm apart along the row, as the
// pixels of Difference have them.
func hatching(box geom.Rect) Shape {
	light := Colour{0xC0, 0xC0, 0xC0}
	s := Shape{Stroke: &light, Line: 0.2}
	h := box.Height()
	for x := box.MinX - h + 0.6; x < box.MaxX; x += 1.2 {
		from, to := geom.Point{X: x, Y: box.MaxY}, geom.Point{X: x + h, Y: box.MinY}
		if from.X < box.MinX {
			from = geom.Point{X: box.MinX, Y: box.MaxY - (box.MinX - x)}
		}
		if to.X > box.MaxX {
			to = geom.Point{X: box.MaxX, Y: box.MinY + (to.X - box.MaxX)}
		}
		if from.X < to.X {
			s.Paths = append(s.Paths, Path{Points: []geom.Point{from, to}})
		}
	}
	return s
}
