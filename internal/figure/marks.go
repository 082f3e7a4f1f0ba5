package figure

import (
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
)

// Mark is a mark that was drawn on a pair, as it lies on the two panels of a figure.
type Mark struct {
	casefile.Mark
	Number        int          // 0 is none
	First, Second []geom.Point // on the panels, in their pixels; none where it isn't on one
}

var labelText = Style{Face: SansSemiBold, Pt: 8, Leading: 3.6, Colour: White}

// lineShare is the usual width of a mark's line, a share of the shorter side of
// the smaller picture.
const lineShare = 0.0068

// Marks draws marks over the pictures of a pair: the same shapes as on the
// screen. Sizes are those of the panels' pictures. A redaction is none of them:
// it is in the pixels.
func Marks(t *Typesetter, l Layout, first, second geom.Size, marks []Mark) (items []Item) {
	line := lineShare * min(shortSide(l.First), shortSide(l.Second))
	for i, panel := range []struct {
		box  geom.Rect
		size geom.Size
	}{{l.First, first}, {l.Second, second}} {
		for _, m := range marks {
			points := m.First
			if i == 1 {
				points = m.Second
			}
			if len(points) > 0 && m.Kind != casefile.RedactionMark {
				items = append(items, mark(t, m, points, panel.box, onPaper(panel.box, panel.size), line)...)
			}
		}
	}
	return items
}

func mark(t *Typesetter, m Mark, points []geom.Point, box geom.Rect, onBox geom.Map, line float64) (items []Item) {
	placed := make([]geom.Point, len(points))
	for i, p := range points {
		placed[i] = onBox.Apply(p)
	}
	scale := markup.Scale{Line: line * markup.WidthOf(m.Mark) / markup.UsualWidth, Badge: badgeRadius}
	shape := markup.Of(m.Kind, placed, scale)
	c := markup.ColourOf(m.Mark)
	ink := Colour{c.R, c.G, c.B}
	var drawn Shape
	for _, l := range shape.Lines {
		for _, piece := range l.Clipped(grow(box, -markup.HaloWidth*scale.Line/2)) {
			drawn.Paths = append(drawn.Paths, Path{Points: piece.Points, Closed: piece.Closed})
		}
	}
	if len(drawn.Paths) > 0 {
		for _, pass := range []struct {
			width  float64
			colour Colour
		}{{markup.HaloWidth, White}, {markup.EdgeWidth, Ink}, {1, ink}} {
			stroke := drawn
			stroke.Stroke, stroke.Line = &pass.colour, pass.width*scale.Line
			items = append(items, stroke)
		}
	}
	if shape.Badged && m.Number > 0 && (len(drawn.Paths) > 0 || box.Contains(shape.Badge)) {
		at := kept(shape.Badge, grow(box, -badgeRadius-0.3))
		items = append(items,
			Shape{Paths: []Path{circle(at, badgeRadius+0.25)}, Fill: &Ink},
			Shape{Paths: []Path{circle(at, badgeRadius-0.2)}, Fill: &Ink, Stroke: &ink, Line: 0.45})
		p := t.Paragraph(math.Inf(1), Span{Text: strconv.Itoa(m.Number), Style: badgeText})
		d := Drawing{}
		p.Draw(&d, at.X-p.Width()/2, at.Y-badgeText.Leading/2, 0, Left)
		items = append(items, d.Items...)
	}
	if shape.Worded && m.Text != "" && box.Contains(shape.Words) {
		items = append(items, label(t, m.Text, shape.Words, box, ink, scale.Line)...)
	}
	return items
}

// label draws words on a dark ground with an edge in the mark's colour.
func label(t *Typesetter, text string, at geom.Point, box geom.Rect, ink Colour, line float64) []Item {
	const padX, padY = 1.4, 0.7
	p := t.Paragraph(math.Inf(1), Span{Text: t.Fit(text, labelText, max(4, box.Width()-2*padX-2), false), Style: labelText})
	half := geom.Point{X: p.Width()/2 + padX, Y: p.Height()/2 + padY}
	inner := grow(box, -line)
	at.X = min(max(at.X, inner.MinX+half.X), max(inner.MinX+half.X, inner.MaxX-half.X))
	at.Y = min(max(at.Y, inner.MinY+half.Y), max(inner.MinY+half.Y, inner.MaxY-half.Y))
	ground := geom.Rect{MinX: at.X - half.X, MinY: at.Y - half.Y, MaxX: at.X + half.X, MaxY: at.Y + half.Y}
	d := Drawing{}
	d.Add(Shape{Paths: []Path{Rectangle(ground)}, Fill: &Ink, Stroke: &White, Line: markup.HaloWidth * line},
		Shape{Paths: []Path{Rectangle(ground)}, Fill: &Ink, Stroke: &ink, Line: line})
	p.Draw(&d, ground.MinX, ground.MinY+padY, ground.Width(), Centre)
	return d.Items
}
