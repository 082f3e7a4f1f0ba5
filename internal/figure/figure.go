// Package figure owns device-free drawing: pictures, paths and text placed in
// millimetres, and the figures that are made of them. Its main type is
// Drawing. It promises that whatever prints a Drawing (a PDF page first) gets
// the same marks in the same places, and that all pixels in it come from
// package compare, so that screen and paper can't disagree.
//
// The space of a Drawing: millimetres, the origin at the top left, y down.
package figure

import (
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// Renderer prints the items of a Drawing, in their order.
type Renderer interface {
	Shape(Shape)
	Text(Text)
	Picture(Picture)
	Link(Link)
}

// Drawing is a rectangle of paper with items on it. The zero value is empty.
type Drawing struct {
	Width, Height float64 // millimetres
	Items         []Item
	Parts         []Part // what it says, in reading order; nothing that is drawn depends on it
}

// Item is one of Shape, Text, Picture and Link.
type Item interface {
	// Draw hands the item to the renderer.
	Draw(Renderer)
	// Bounds returns the rectangle that the item covers, in millimetres.
	Bounds() geom.Rect
	moved(by geom.Point) Item
}

// Add puts items on top.
func (d *Drawing) Add(items ...Item) { d.Items = append(d.Items, items...) }

// Place puts a copy of another drawing on top, its origin at (x, y), and says
// what that says.
func (d *Drawing) Place(other Drawing, x, y float64) {
	d.Parts = append(d.Parts, other.Parts...)
	d.Items = slices.Grow(d.Items, len(other.Items))
	for _, item := range other.Items {
		d.Items = append(d.Items, item.moved(geom.Point{X: x, Y: y}))
	}
}

// Render hands every item to the renderer.
func (d *Drawing) Render(r Renderer) {
	for _, item := range d.Items {
		item.Draw(r)
	}
}

// Colour is an opaque sRGB colour.
type Colour struct{ R, G, B uint8 }

// The colours of what is published. None of them judges: the claim is slate,
// the source is blue.
var (
	Ink      = Colour{0x14, 0x18, 0x1C}
	Grey     = Colour{0x5A, 0x62, 0x6B}
	Hairline = Colour{0xC9, 0xCE, 0xD4}
	HeadLine = Colour{0xAE, 0xB5, 0xBC}
	Wash     = Colour{0xF3, 0xF5, 0xF7}
	Claim    = Colour{0x41, 0x4A, 0x53}
	Source   = Colour{0x0B, 0x5A, 0x86}
	White    = Colour{0xFF, 0xFF, 0xFF}
)

// Shape is a set of paths with one paint. A path is a polygon of straight
// sides and cubic curves.
type Shape struct {
	Paths  []Path
	Fill   *Colour
	Stroke *Colour
	Line   float64   // width of the stroke, millimetres
	Dash   []float64 // lengths of dash and gap, millimetres; empty draws a whole line
	Alpha  float64   // opacity, 0 to 1; the zero value counts as 1
}

// Path is a row of points. Curved marks the points that are control points of
// a cubic curve: always two of them before its end point.
type Path struct {
	Points []geom.Point
	Curved []bool // empty: all straight
	Closed bool
}

// Draw implements Item.
func (s Shape) Draw(r Renderer) { r.Shape(s) }

// Bounds implements Item; half the line's width is counted in.
func (s Shape) Bounds() geom.Rect {
	var all []geom.Point
	for _, p := range s.Paths {
		all = append(all, p.Points...)
	}
	return grow(bounds(all), s.Line/2)
}

func (s Shape) moved(by geom.Point) Item {
	paths := slices.Clone(s.Paths)
	for i := range paths {
		paths[i].Points = slices.Clone(paths[i].Points)
		for j := range paths[i].Points {
			paths[i].Points[j] = paths[i].Points[j].Add(by)
		}
	}
	s.Paths = paths
	return s
}

// Text is a run of characters of one face on one line.
type Text struct {
	X, Y   float64 // where the baseline begins, millimetres
	Face   Face
	Own    *Typeface // in place of the face; nil is none
	Pt     float64
	Colour Colour
	String string
	Width  float64 // millimetres, as measured
	Hidden bool    // not painted, but found by a search: what stands there is drawn as outlines
}

// Draw implements Item.
func (t Text) Draw(r Renderer) { r.Text(t) }

// Bounds implements Item, from the top of a capital with its accent to the descender.
func (t Text) Bounds() geom.Rect {
	em := t.Pt * MillimetresPerPoint
	return geom.Rect{MinX: t.X, MinY: t.Y - 0.95*em, MaxX: t.X + t.Width, MaxY: t.Y + 0.25*em}
}

func (t Text) moved(by geom.Point) Item {
	t.X, t.Y = t.X+by.X, t.Y+by.Y
	return t
}

// Picture is a picture in its place: encoded, or as pixels that a renderer of
// pixels takes as they are. With both, the pixels count.
type Picture struct {
	Box     geom.Rect
	Encoded Encoded
	Pixels  *image.RGBA // read only; nil: see Encoded
}

// Stored returns the picture as it goes into a file: as it was encoded, or its
// pixels as a JPEG of that quality with whole colours, or as a PNG where some are
// transparent. The error is that of the PNG writer.
func (p Picture) Stored(quality int) (Encoded, error) {
	if p.Pixels == nil {
		return p.Encoded, nil
	}
	if p.Pixels.Opaque() {
		return encode(p.Pixels, quality), nil
	}
	return encodePNG(p.Pixels)
}

// Draw implements Item.
func (p Picture) Draw(r Renderer) { r.Picture(p) }

// Bounds implements Item.
func (p Picture) Bounds() geom.Rect { return p.Box }

func (p Picture) moved(by geom.Point) Item {
	p.Box = shift(p.Box, by)
	return p
}

// Link makes a rectangle lead somewhere.
type Link struct {
	Box     geom.Rect
	Address string // an address of the web, or
	Anchor  string // the name of a place in the same document
}

// Draw implements Item.
func (l Link) Draw(r Renderer) { r.Link(l) }

// Bounds implements Item.
func (l Link) Bounds() geom.Rect { return l.Box }

func (l Link) moved(by geom.Point) Item {
	l.Box = shift(l.Box, by)
	return l
}

// Rectangle returns the closed path of a rectangle.
func Rectangle(r geom.Rect) Path { return Polygon(r.Quad()) }

// Polygon returns the closed path of a quadrangle.
func Polygon(q geom.Quad) Path { return Path{Points: q[:], Closed: true} }

// Filled returns a rectangle filled with a colour.
func Filled(r geom.Rect, c Colour) Shape { return Shape{Paths: []Path{Rectangle(r)}, Fill: &c} }

// Rule returns a level line from (x, y), its width in points.
func Rule(x, y, length, pt float64, c Colour) Shape {
	return Shape{
		Paths:  []Path{{Points: []geom.Point{{X: x, Y: y}, {X: x + length, Y: y}}}},
		Stroke: &c, Line: pt * MillimetresPerPoint,
	}
}

func bounds(points []geom.Point) geom.Rect {
	if len(points) == 0 {
		return geom.Rect{}
	}
	r := geom.Rect{MinX: points[0].X, MinY: points[0].Y, MaxX: points[0].X, MaxY: points[0].Y}
	for _, p := range points[1:] {
		r.MinX, r.MaxX = min(r.MinX, p.X), max(r.MaxX, p.X)
		r.MinY, r.MaxY = min(r.MinY, p.Y), max(r.MaxY, p.Y)
	}
	return r
}

func grow(r geom.Rect, by float64) geom.Rect {
	return geom.Rect{MinX: r.MinX - by, MinY: r.MinY - by, MaxX: r.MaxX + by, MaxY: r.MaxY + by}
}

func shift(r geom.Rect, by geom.Point) geom.Rect {
	return geom.Rect{MinX: r.MinX + by.X, MinY: r.MinY + by.Y, MaxX: r.MaxX + by.X, MaxY: r.MaxY + by.Y}
}
