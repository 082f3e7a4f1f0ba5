package figure

import (
	"math"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/geom"
)

// Scaled returns a drawing with everything in it so many times as large.
func (d Drawing) Scaled(by float64) Drawing {
	out := Drawing{Width: d.Width * by, Height: d.Height * by}
	for _, item := range d.Items {
		switch i := item.(type) {
		case Shape:
			i.Paths = slices.Clone(i.Paths)
			for k := range i.Paths {
				i.Paths[k].Points = slices.Clone(i.Paths[k].Points)
				for n, p := range i.Paths[k].Points {
					i.Paths[k].Points[n] = p.Times(by)
				}
			}
			i.Line *= by
			i.Dash = slices.Clone(i.Dash)
			for k := range i.Dash {
				i.Dash[k] *= by
			}
			item = i
		case Text:
			i.X, i.Y, i.Pt, i.Width = i.X*by, i.Y*by, i.Pt*by, i.Width*by
			item = i
		case Picture:
			i.Box = scaled(i.Box, by)
			item = i
		case Link:
			i.Box = scaled(i.Box, by)
			item = i
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func scaled(r geom.Rect, by float64) geom.Rect {
	return geom.Rect{MinX: r.MinX * by, MinY: r.MinY * by, MaxX: r.MaxX * by, MaxY: r.MaxY * by}
}

// Mapped returns the path with its points carried by an affine map.
func (p Path) Mapped(m geom.Map) Path {
	p.Points = slices.Clone(p.Points)
	for i := range p.Points {
		p.Points[i] = m.Apply(p.Points[i])
	}
	return p
}

// Outlined returns a text on one line as the outlines of its letters, from the
// left end of its baseline, for where it doesn't lie level; and its width.
func (t *Typesetter) Outlined(text string, s Style) (letters []Path, width float64) {
	spans := []Span{{Text: Clean(text), Style: s}}
	lines := t.shape
	if !rightToLeft(spans) && strings.ContainsFunc(spans[0].Text, t.borrows) { // the shaper knows the bundled faces alone
		lines = func(width float64, spans []Span) []Line { return t.Paragraph(width, spans...).Lines }
	}
	for _, line := range lines(math.Inf(1), spans) {
		for _, item := range line.Items {
			switch item := item.(type) {
			case Shape:
				letters = append(letters, item.Paths...)
			case Text:
				letters = append(letters, t.Outline(item).Paths...)
			}
		}
		width = max(width, line.Width)
	}
	return letters, width
}

// Circle returns the path of a circle.
func Circle(at geom.Point, radius float64) Path { return circle(at, radius) }

// Outline draws a quadrangle of a picture's pixels over the picture in its box,
// with a line of that width: true corners, what lies outside the picture cut off.
func Outline(quad geom.Quad, size geom.Size, box geom.Rect, line float64) []Item {
	return outline(quad, size, box, line)
}
