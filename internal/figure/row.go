package figure

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// replayDPI and replayQuality are those of a small picture in a row of three.
const (
	replayDPI     = 200
	replayQuality = 85
)

// Replayed returns a picture for a row of three; where it has no pixels the paper shows.
func Replayed(ctx context.Context, p *picture.Picture, width, height float64, f Fineness) (Encoded, error) {
	y := picture.NewPyramid(p)
	return shoot(ctx, compare.Pair{Claimed: y}, compare.View{Mode: compare.Claimed}, dots(y.Size(), width, height, f.dpi(replayDPI)), f.quality(replayQuality))
}

// Row draws panels of one shape side by side, each with its bar: as wide as
// they can be, at most as high as told.
func Row(t *Typesetter, panels []Panel, width, height float64) Drawing {
	n := float64(len(panels))
	w, h := Within(panels[0].Size, (width-gutter*(n-1))/n, height)
	d := Drawing{Width: n*w + gutter*(n-1), Height: BarHeight + h}
	for i, p := range panels {
		d.Place(Single(t, p, w, h), float64(i)*(w+gutter), 0)
	}
	return d
}

// Axis names what lies along the sides of a ToneCurve.
type Axis struct{ Across, Up string }

// ToneCurve draws how luma becomes luma, between the levels that were measured:
// a square with that side in millimetres and its axes, dotted where nothing changes.
func ToneCurve(t *Typesetter, levels *[256]float64, from, to int, axis Axis, side float64) Drawing {
	const left, over, under, tick = 7.5, 4.4, 8.0, 0.9
	d := Drawing{Width: left + side + 2.2, Height: over + side + under}
	box := geom.Rect{MinX: left, MinY: over, MaxX: left + side, MaxY: over + side}
	at := func(x, y float64) geom.Point {
		return geom.Point{X: box.MinX + x/255*side, Y: box.MaxY - y/255*side}
	}
	line := func(c Colour, pt float64, dash []float64, points ...geom.Point) {
		d.Add(Shape{Paths: []Path{{Points: points}}, Stroke: &c, Line: pt * MillimetresPerPoint, Dash: dash})
	}
	for _, v := range []float64{0, 64, 128, 192, 255} {
		if v > 0 && v < 255 {
			line(Hairline, 0.25, nil, at(v, 0), at(v, 255))
			line(Hairline, 0.25, nil, at(0, v), at(255, v))
		}
	}
	d.Add(Shape{Paths: []Path{Rectangle(box)}, Stroke: &HeadLine, Line: 0.5 * MillimetresPerPoint})
	line(Grey, 0.5, []float64{0.5, 0.7}, at(0, 0), at(255, 255))
	var curve []geom.Point
	for x := from; x <= to; x++ {
		curve = append(curve, at(float64(x), levels[x]))
	}
	if len(curve) > 1 {
		line(Source, 1.1, nil, curve...)
	}
	say := func(text string, x, y float64, align Align, width float64) {
		t.Paragraph(math.Inf(1), Span{Text: text, Style: legendText}).Draw(&d, x, y, width, align)
	}
	for _, v := range []float64{0, 255} {
		number := "0"
		if v > 0 {
			number = "255"
		}
		p := at(v, v)
		line(Ink, 0.35, nil, geom.Point{X: p.X, Y: box.MaxY}, geom.Point{X: p.X, Y: box.MaxY + tick})
		line(Ink, 0.35, nil, geom.Point{X: box.MinX - tick, Y: p.Y}, geom.Point{X: box.MinX, Y: p.Y})
		w := t.WidthOf(number, legendText)
		say(number, p.X-w/2, box.MaxY+tick, Left, 0)
		say(number, 0, min(p.Y-legendText.Leading/2, box.MaxY-legendText.Leading+0.4), Right, left-tick-0.6)
	}
	name := t.WidthOf(axis.Across, legendText)
	say(axis.Across, box.MaxX-name, box.MaxY+tick+3.4, Left, 0)
	say(axis.Up, box.MinX, 0.3, Left, 0)
	return d
}
