package graphic

import (
	"math"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// The stamp, in p where nothing else is said.
const (
	stampText    = 11.5
	stampLeast   = 7
	stampBorder  = 1.3
	stampPadX    = 4
	stampPadY    = 2.2
	stampDegrees = -8
	stampWidest  = 0.7 // of the claim's width
	stampWhite   = 0.9
)

// stampRed is the one red that graphics have, and only where a desk asks for it.
var stampRed = figure.Colour{R: 0xB3, G: 0x26, B: 0x1E}

// drawStamp lays the desk's words over the claim, where a person put them: kept
// within the picture, and left out where they would cover a mark, its leader, or
// a place that a person marked or redacted.
func (b *sheet) drawStamp(l pairLayout) {
	s := b.s.Stamp
	if s == nil || oneLine(s.Text) == "" {
		return
	}
	text := oneLine(s.Text)
	px := stampText * b.p
	sin, cos := math.Sincos(math.Abs(stampDegrees) * math.Pi / 180)
	var letters []figure.Path
	var width, height, turnedWide, turnedHigh float64
	for ; ; px -= step {
		if px < stampLeast*b.p {
			b.note(false, "graphic.note.stamp.long")
			return
		}
		letters, width = b.t.Outlined(text, style(figure.SansSemiBold, stampRed, px, 1))
		width += 2 * stampPadX * b.p
		height = 0.72*px + 2*stampPadY*b.p
		turnedWide, turnedHigh = width*cos+height*sin, width*sin+height*cos
		if turnedWide <= stampWidest*l.claim.Width() && turnedHigh <= l.claim.Height() {
			break
		}
	}
	at := geom.Point{X: l.claim.MinX + s.At.X*l.claim.Width(), Y: l.claim.MinY + s.At.Y*l.claim.Height()}
	at = kept(at, geom.Rect{MinX: l.claim.MinX + turnedWide/2, MinY: l.claim.MinY + turnedHigh/2, MaxX: l.claim.MaxX - turnedWide/2, MaxY: l.claim.MaxY - turnedHigh/2})
	onto := geom.Translation(at.X, at.Y).After(geom.Rotation(stampDegrees * math.Pi / 180))
	box := geom.Rect{MinX: -width / 2, MinY: -height / 2, MaxX: width / 2, MaxY: height / 2}
	quad := onto.ApplyQuad(box.Quad())
	if b.meetsMarks(l, onto.ApplyQuad(box.Grown(stampBorder*b.p/2).Quad())) {
		b.note(false, "graphic.note.stamp.covers")
		return
	}
	ground := []figure.Path{figure.Polygon(quad)}
	b.d.Add(
		figure.Shape{Paths: ground, Fill: &figure.White, Alpha: stampWhite},
		figure.Shape{Paths: ground, Stroke: &stampRed, Line: stampBorder * b.p})
	base := onto.After(geom.Translation(-width/2+stampPadX*b.p, 0.36*px))
	shape := figure.Shape{Fill: &stampRed}
	for _, p := range letters {
		shape.Paths = append(shape.Paths, p.Mapped(base))
	}
	b.d.Add(shape)
}

// meetsMarks reports whether a quadrangle on the claim meets a mark, its leader, a
// place that is redacted, or one that a person drew a line round.
func (b *sheet) meetsMarks(l pairLayout, quad geom.Quad) bool {
	for _, m := range b.marked {
		if near(quad, m.centre[0], m.centre[0], reach*m.radius[0]+haloWidth/2*m.line) ||
			near(quad, m.badge[0], m.badge[0], m.extent()) || near(quad, m.centre[0], m.badge[0], haloWidth/2*m.line) {
			return true
		}
	}
	claim, _ := b.sizes()
	on := onBox(l.claim, claim)
	var places [][]geom.Point
	for _, r := range b.c.Brief.Claim.Covered {
		q := on.ApplyQuad(r.Quad())
		places = append(places, q[:])
	}
	for _, m := range b.c.Brief.Marks {
		points := make([]geom.Point, len(m.First))
		for i, p := range m.First {
			points[i] = on.Apply(p)
		}
		if m.Kind == casefile.CircleMark && len(points) == 2 {
			if near(quad, points[0], points[0], points[0].Distance(points[1])) {
				return true
			}
			continue
		}
		places = append(places, points)
	}
	for _, points := range places {
		if len(points) > 2 && geom.Area(within(points, quad)) > 0 {
			return true
		}
		for i, p := range points {
			if near(quad, p, points[(i+1)%len(points)], 2*b.p) {
				return true
			}
		}
	}
	return false
}

// near reports whether a segment comes as close to a quadrangle as that, or into it.
func near(q geom.Quad, from, to geom.Point, distance float64) bool {
	n := max(1, int(math.Ceil(from.Distance(to)/2)))
	for i := range n + 1 {
		p := from.Add(to.Sub(from).Times(float64(i) / float64(n)))
		inside := true
		for k := range q {
			if p.DistanceToSegment(q[k], q[(k+1)%4]) <= distance {
				return true
			}
			inside = inside && beyond(q, k)(p) >= 0
		}
		if inside {
			return true
		}
	}
	return false
}

// beyond returns how far a point lies on the inner side of a quadrangle's kth side.
func beyond(q geom.Quad, k int) func(geom.Point) float64 {
	a, c := q[k], q[(k+1)%4]
	way := c.Sub(a)
	return func(p geom.Point) float64 {
		v := p.Sub(a)
		return way.X*v.Y - way.Y*v.X
	}
}

// within returns the part of a polygon that lies in a quadrangle whose corners
// go clockwise.
func within(polygon []geom.Point, q geom.Quad) []geom.Point {
	for k := range q {
		polygon = geom.ClipTo(polygon, beyond(q, k))
	}
	return polygon
}
