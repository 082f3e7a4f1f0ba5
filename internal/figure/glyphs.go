package figure

import (
	"fmt"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/motbilde/motbilde/internal/geom"
)

// Outline returns a run of text as the outlines of its glyphs, for renderers
// that know no fonts: each glyph stands where its measured predecessors end, so
// that what is painted is as wide as what was measured. Hidden text has no
// outlines, and a character that the face lacks takes no room.
func (t *Typesetter) Outline(text Text) Shape {
	colour := text.Colour
	shape := Shape{Fill: &colour}
	if text.Hidden {
		return shape
	}
	var f *measuredFace
	if text.Own != nil {
		f = t.typeface(text.Own)
	} else {
		f = t.face(text.Face)
	}
	em := text.Pt * MillimetresPerPoint
	unit := em / (float64(f.upem) / 64)
	x := text.X
	for _, r := range text.String {
		ems := f.advance(&t.buf, r)
		if ems < 0 {
			continue
		}
		for _, p := range f.outline(&t.buf, r) {
			points := make([]geom.Point, len(p.Points))
			for i, at := range p.Points {
				points[i] = geom.Point{X: x + float64(at.X*unit), Y: text.Y + float64(at.Y*unit)}
			}
			shape.Paths = append(shape.Paths, Path{Points: points, Curved: p.Curved, Closed: true})
		}
		x += float64(ems * em)
	}
	return shape
}

// outline returns a glyph in units of the font, y down; a blank has no paths.
func (m *measuredFace) outline(buf *sfnt.Buffer, r rune) []Path {
	if known, ok := m.outlines[r]; ok {
		return known
	}
	glyph, err := m.font.GlyphIndex(buf, r)
	var segments sfnt.Segments
	if err == nil { // at a size of one em in units nothing is rounded
		segments, err = m.font.LoadGlyph(buf, glyph, m.upem, nil)
	}
	if err != nil {
		panic(fmt.Sprintf("figure: reading the outline of %q: %v", r, err)) // bundled; a test reads all of them
	}
	out := glyphPaths(segments)
	m.outlines[r] = out
	return out
}

func glyphPaths(segments sfnt.Segments) []Path {
	var out []Path
	at := func(p fixed.Point26_6) geom.Point { return geom.Point{X: toFloat(p.X), Y: toFloat(p.Y)} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			out = append(out, Path{Points: []geom.Point{at(s.Args[0])}, Curved: []bool{false}, Closed: true})
			continue
		}
		p := &out[len(out)-1]
		switch s.Op {
		case sfnt.SegmentOpLineTo:
			p.line(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			p.quadratic(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			p.cubic(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	return out
}

func (p *Path) line(to geom.Point) {
	p.Points, p.Curved = append(p.Points, to), append(p.Curved, false)
}

// quadratic adds a quadratic curve, raised to a cubic one.
func (p *Path) quadratic(control, to geom.Point) {
	from := p.Points[len(p.Points)-1]
	p.cubic(from.Add(control.Sub(from).Times(2.0/3)), to.Add(control.Sub(to).Times(2.0/3)), to)
}

func (p *Path) cubic(first, second, to geom.Point) {
	p.Points, p.Curved = append(p.Points, first, second, to), append(p.Curved, true, true, false)
}
