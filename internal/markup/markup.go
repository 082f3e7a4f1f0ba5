// Package markup owns what marks look like: which lines, discs and words a
// mark is made of, and in which colours. Its main type is Shape. It promises
// that the stage, which draws it in pixels, and the figures, which draw it in
// millimetres, draw the same: neither decides where anything lies.
package markup

import (
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// Shape is what a mark is made of on one picture, in the units of whatever
// draws it; y runs down.
type Shape struct {
	Lines  []Line
	Badge  geom.Point // the middle of the disc with the number, where it is Badged
	Badged bool
	Words  geom.Point // the middle of the label's words, where it is Worded
	Worded bool
	Solid  bool // what lies within the line is not to be seen
}

// Line is a row of points.
type Line struct {
	Points []geom.Point
	Closed bool
}

// Scale says how large everything is that doesn't follow the mark's points.
type Scale struct {
	Line  float64 // width of the coloured core of a line
	Badge float64 // radius of the disc with the number
}

// Every line is drawn three times, so that it stands off any ground: a white
// halo, an ink edge, and the colour. Widths are times that of the core.
const (
	HaloWidth = 2.4
	EdgeWidth = 1.5
)

// The colours of halo and edge.
var (
	Halo = color.NRGBA{0xFF, 0xFF, 0xFF, 255}
	Edge = color.NRGBA{0x14, 0x18, 0x1C, 255}
)

// UsualWidth is the width of a line for which none was chosen, in points of the window.
const UsualWidth = 2

// Widths are those that can be chosen, in points of the window.
var Widths = []float64{1, UsualWidth, 3, 5}

// WidthOf returns the width of a mark's line, in points of the window.
func WidthOf(m casefile.Mark) float64 {
	if m.Width > 0 {
		return m.Width
	}
	return UsualWidth
}

// colours are those of Okabe and Ito (2008), which most colour-blind people can tell apart.
var colours = map[casefile.MarkColour]color.NRGBA{
	"orange": {0xE6, 0x9F, 0x00, 255}, "sky-blue": {0x56, 0xB4, 0xE9, 255}, "bluish-green": {0x00, 0x9E, 0x73, 255},
	"yellow": {0xF0, 0xE4, 0x42, 255}, "blue": {0x00, 0x72, 0xB2, 255}, "vermillion": {0xD5, 0x5E, 0x00, 255},
	"reddish-purple": {0xCC, 0x79, 0xA7, 255}, "black": {0x00, 0x00, 0x00, 255}, "white": {0xFF, 0xFF, 0xFF, 255},
}

// ColourOf returns a mark's colour: white where none was chosen, and of a
// redaction ink.
func ColourOf(m casefile.Mark) color.NRGBA {
	if c, ok := colours[m.Colour]; ok {
		return c
	}
	if m.Kind == casefile.RedactionMark {
		return Edge
	}
	return Halo
}

// round is how many corners stand for a circle.
const round = 96

// Of returns the shape of a mark whose points lie there.
func Of(kind casefile.MarkKind, points []geom.Point, s Scale) Shape {
	if !kind.Takes(len(points)) {
		return Shape{}
	}
	shape := Shape{Badged: kind.Numbered()}
	away := s.Badge + 0.5*HaloWidth*s.Line // from a line to the middle of the number
	switch kind {
	case casefile.NumberMark, casefile.DetailMark:
		shape.Badge = points[0]
	case casefile.LabelMark:
		shape.Words, shape.Worded = points[0], true
	case casefile.CircleMark:
		radius := points[0].Distance(points[1])
		line := Line{Closed: true}
		for i := range round {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / round)
			line.Points = append(line.Points, points[0].Add(geom.Point{X: cos, Y: sin}.Times(radius)))
		}
		shape.Lines = []Line{line}
		shape.Badge = points[0].Add(geom.Point{X: -math.Sqrt2 / 2, Y: -math.Sqrt2 / 2}.Times(radius + away))
	case casefile.BoxMark, casefile.RedactionMark:
		shape.Lines = []Line{{Points: points, Closed: true}}
		shape.Solid = kind == casefile.RedactionMark
		first, middle := highest(points), middle(points)
		shape.Badge = first.Add(unit(first.Sub(middle)).Times(away))
	case casefile.ArrowMark:
		tail, tip := points[0], points[1]
		back := unit(tail.Sub(tip))
		shape.Lines = []Line{{Points: points}}
		head := min(7*s.Line, 0.6*tail.Distance(tip))
		var wings []geom.Point
		for _, turn := range []float64{0.5, -0.5} {
			sin, cos := math.Sincos(turn)
			wings = append(wings, tip.Add(geom.Point{X: back.X*cos - back.Y*sin, Y: back.X*sin + back.Y*cos}.Times(head)))
		}
		shape.Lines = append(shape.Lines, Line{Points: []geom.Point{wings[0], tip, wings[1]}})
		shape.Badge = tail.Add(back.Times(away))
	case casefile.FreeMark:
		shape.Lines = []Line{{Points: points}}
		shape.Badge = points[0].Add(unit(points[0].Sub(middle(points))).Times(away))
	}
	return shape
}

// unit returns a vector's direction; up and left of one without.
func unit(v geom.Point) geom.Point {
	if l := v.Length(); l > 1e-9 {
		return v.Times(1 / l)
	}
	return geom.Point{X: -math.Sqrt2 / 2, Y: -math.Sqrt2 / 2}
}

// highest returns the corner that lies farthest up and left.
func highest(points []geom.Point) geom.Point {
	best := points[0]
	for _, p := range points[1:] {
		if p.X+p.Y < best.X+best.Y {
			best = p
		}
	}
	return best
}

func middle(points []geom.Point) geom.Point { return Bounds(points).Centre() }

// Bounds returns the rectangle about points; empty about none.
func Bounds(points []geom.Point) geom.Rect {
	if len(points) == 0 {
		return geom.Rect{}
	}
	r := geom.Rect{MinX: points[0].X, MinY: points[0].Y, MaxX: points[0].X, MaxY: points[0].Y}
	for _, p := range points {
		r.MinX, r.MaxX = min(r.MinX, p.X), max(r.MaxX, p.X)
		r.MinY, r.MaxY = min(r.MinY, p.Y), max(r.MaxY, p.Y)
	}
	return r
}

// Distance returns how far a point lies from what can be taken hold of: the
// lines, the number's disc, a label's middle, and all that is solid. Infinite
// of a shape without anything.
func (s Shape) Distance(p geom.Point, scale Scale) float64 {
	nearest := math.Inf(1)
	for _, l := range s.Lines {
		n := len(l.Points)
		for i := range n {
			if i+1 == n && !l.Closed {
				break
			}
			nearest = min(nearest, p.DistanceToSegment(l.Points[i], l.Points[(i+1)%n]))
		}
		if s.Solid && inside(p, l.Points) {
			return 0
		}
	}
	if s.Badged {
		nearest = min(nearest, max(0, p.Distance(s.Badge)-scale.Badge))
	}
	if s.Worded {
		nearest = min(nearest, p.Distance(s.Words))
	}
	return nearest
}

func inside(p geom.Point, points []geom.Point) bool {
	in := false
	for i, q := range points {
		r := points[(i+1)%len(points)]
		if (q.Y > p.Y) != (r.Y > p.Y) && p.X < (r.X-q.X)*(p.Y-q.Y)/(r.Y-q.Y)+q.X {
			in = !in
		}
	}
	return in
}

// Clipped returns what of a line lies within a rectangle, in as many lines as that takes.
func (l Line) Clipped(to geom.Rect) (out []Line) {
	points := l.Points
	if l.Closed && len(points) > 0 {
		points = append(points[:len(points):len(points)], points[0])
	}
	whole := true
	var now []geom.Point
	end := func() {
		if len(now) > 1 {
			out = append(out, Line{Points: now})
		}
		now = nil
	}
	for i := 1; i < len(points); i++ {
		from, till, ok := clipped(points[i-1], points[i], to)
		if !ok {
			whole = false
			end()
			continue
		}
		if len(now) == 0 || now[len(now)-1] != from {
			end()
			now = []geom.Point{from}
		}
		now = append(now, till)
		if from != points[i-1] || till != points[i] {
			whole = false
		}
		if till != points[i] {
			end()
		}
	}
	if whole {
		return []Line{l}
	}
	end()
	return out
}

// clipped returns the part of a segment within a rectangle (Liang and Barsky, 1984).
func clipped(a, b geom.Point, r geom.Rect) (from, to geom.Point, ok bool) {
	t0, t1 := 0., 1.
	d := b.Sub(a)
	for _, side := range [4][2]float64{{-d.X, a.X - r.MinX}, {d.X, r.MaxX - a.X}, {-d.Y, a.Y - r.MinY}, {d.Y, r.MaxY - a.Y}} {
		p, q := side[0], side[1]
		switch {
		case p == 0 && q < 0:
			return a, b, false
		case p < 0:
			t0 = max(t0, q/p)
		case p > 0:
			t1 = min(t1, q/p)
		}
	}
	if t0 > t1 {
		return a, b, false
	}
	from, to = a, b
	if t0 > 0 {
		from = a.Add(d.Times(t0))
	}
	if t1 < 1 {
		to = a.Add(d.Times(t1))
	}
	return from, to, true
}
