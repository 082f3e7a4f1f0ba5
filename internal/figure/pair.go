package figure

import (
	"math"
	"strings"

	"github.com/motbilde/motbilde/internal/geom"
)

// BarHeight is the height of the bar over a picture, millimetres.
const BarHeight = 6

// Panel is a picture of a figure with the bar over it.
type Panel struct {
	Picture Encoded
	Size    geom.Size // of the whole picture, in its own pixels
	Bar     Colour
	Tag     string // on a white chip: "(L) CLAIMED"
	Label   string // after the chip: date and place
	// Outline is drawn dashed over the picture, in its pixels; nil draws none.
	Outline *geom.Quad
}

// Layout says where the two pictures of a pair stand.
type Layout struct {
	SideBySide    bool
	First, Second geom.Rect // the pictures without their bars, millimetres
	Width, Height float64   // of the whole figure with its bars
}

// Limit returns the maxHeight that gives Arrange's pictures a height: of two
// that stand over and under it holds both.
func (l Layout) Limit(height float64) float64 {
	if l.SideBySide {
		return height
	}
	return 2*height + BarHeight + gutter
}

// The limits of pictures in a pair, millimetres.
const (
	gutter  = 2
	lowest  = 45  // side by side, below this the pictures go over and under
	tallest = 110 // of each picture
)

// Arrange places two pictures of these sizes in a width: equal height side by
// side, at most tallest, or over and under where they would become too low.
// High pictures stay side by side and leave some of the width free: beside
// each other they can be compared, over each other they fill a page.
// maxHeight limits the height of the pictures further; 0 does not. It never
// changes how they stand.
func Arrange(first, second geom.Size, width, maxHeight float64) Layout {
	most := float64(tallest)
	if maxHeight > 0 {
		most = min(most, maxHeight)
	}
	a1, a2 := aspect(first), aspect(second)
	if h := (width - gutter) / (a1 + a2); h >= lowest {
		h = min(h, most)
		return Layout{
			SideBySide: true,
			First:      geom.Rect{MinX: 0, MinY: BarHeight, MaxX: h * a1, MaxY: BarHeight + h},
			Second:     geom.Rect{MinX: h*a1 + gutter, MinY: BarHeight, MaxX: h*(a1+a2) + gutter, MaxY: BarHeight + h},
			Width:      h*(a1+a2) + gutter, Height: BarHeight + h,
		}
	}
	if maxHeight > 0 { // both share what there is
		most = min(tallest, max(10, (maxHeight-BarHeight-gutter)/2))
	}
	w1, h1 := within(a1, width, most)
	w2, h2 := within(a2, width, most)
	lower := BarHeight + h1 + gutter + BarHeight
	return Layout{
		First:  geom.Rect{MinX: 0, MinY: BarHeight, MaxX: w1, MaxY: BarHeight + h1},
		Second: geom.Rect{MinX: 0, MinY: lower, MaxX: w2, MaxY: lower + h2},
		Width:  max(w1, w2), Height: lower + h2,
	}
}

// Within returns the width and height of a picture fitted into a box.
func Within(size geom.Size, width, height float64) (w, h float64) {
	return within(aspect(size), width, height)
}

func within(a, width, height float64) (w, h float64) {
	w = min(width, height*a)
	return w, w / a
}

// aspect is width over height, kept within what a page can show.
func aspect(s geom.Size) float64 {
	if s.Empty() {
		return 1
	}
	return min(40, max(1.0/40, float64(s.Width)/float64(s.Height)))
}

// Pair draws two panels as they were arranged.
func Pair(t *Typesetter, l Layout, first, second Panel) Drawing {
	d := Drawing{Width: l.Width, Height: l.Height}
	short := min(shortSide(l.First), shortSide(l.Second))
	for i, panel := range []Panel{first, second} {
		box := l.First
		if i == 1 {
			box = l.Second
		}
		barWidth := box.Width()
		if !l.SideBySide {
			barWidth = l.Width // a narrow picture still has room for its label
		}
		d.Add(frame(box), Picture{Box: box, Encoded: panel.Picture})
		d.Place(bar(t, panel, barWidth), box.MinX, box.MinY-BarHeight)
		if panel.Outline != nil {
			d.Add(outline(*panel.Outline, panel.Size, box, 0.0068*short)...)
		}
	}
	return d
}

// Single draws one panel of that width; without a tag it has no bar.
func Single(t *Typesetter, panel Panel, width, height float64) Drawing {
	d := Drawing{Width: width, Height: height}
	box := geom.Rect{MaxX: width, MaxY: height}
	if panel.Tag != "" {
		box.MinY, box.MaxY, d.Height = BarHeight, BarHeight+height, BarHeight+height
	}
	d.Add(frame(box), Picture{Box: box, Encoded: panel.Picture})
	if panel.Tag != "" {
		d.Place(bar(t, panel, width), 0, 0)
	}
	return d
}

func shortSide(r geom.Rect) float64 { return min(r.Width(), r.Height()) }

// frame is a hairline round a picture, drawn under it so that it hides no
// pixel: a white sky must not run into the page.
func frame(box geom.Rect) Shape {
	line := HeadLine
	return Shape{Paths: []Path{Rectangle(box)}, Stroke: &line, Line: 0.5 * MillimetresPerPoint}
}

var (
	chipStyle  = Style{Face: SansSemiBold, Pt: 7, Leading: 3.4, Colour: Ink}
	labelStyle = Style{Face: Sans, Pt: 8.5, Leading: BarHeight, Colour: White}
)

// bar draws the bar over a picture: the chip, then the label, cut to fit.
func bar(t *Typesetter, panel Panel, width float64) Drawing {
	const inset, pad, chipHeight = 2, 1, 3.8
	d := Drawing{Width: width, Height: BarHeight}
	d.Add(Filled(geom.Rect{MaxX: width, MaxY: BarHeight}, panel.Bar))
	room := width - 2*inset
	tag := t.Paragraph(math.Inf(1), Span{Text: t.Fit(panel.Tag, chipStyle, room-2*pad, false), Style: chipStyle})
	chip := tag.Width() + 2*pad
	top := (BarHeight - chipHeight) / 2.0
	d.Add(Filled(geom.Rect{MinX: inset, MinY: top, MaxX: inset + chip, MaxY: top + chipHeight}, White))
	tag.Draw(&d, inset+pad, top+(chipHeight-chipStyle.Leading)/2, 0, Left)
	if span, fits := onBar(t, panel.Label, room-chip-1.6); fits {
		t.Paragraph(math.Inf(1), span).Draw(&d, inset+chip+1.6, 0, 0, Left)
	}
	return d
}

// onBar sets what stands on a bar at the largest size that fits, else cut at a
// word, a file's name in its middle; fits is false where not even a word does.
func onBar(t *Typesetter, text string, width float64) (s Span, fits bool) {
	text = Clean(text)
	st := labelStyle
	for ; st.Pt > labelLeast && t.WidthOf(text, st) > width; st.Pt -= 0.5 {
	}
	if name := !strings.Contains(text, " "); name { // it says much at its end
		return Span{Text: t.Fit(text, st, width, true), Style: st}, text != "" && width > 8
	}
	first, _, _ := strings.Cut(text, " ")
	return Span{Text: t.Fit(text, st, width, false), Style: st}, t.WidthOf(strings.TrimRight(first, ",;:")+"…", st) <= width
}

// labelLeast is the smallest size on a bar, in points.
const labelLeast = 7

// outline draws a quadrangle of picture pixels over the picture's box, what
// lies outside the picture cut off: ink under a white dashed line.
func outline(quad geom.Quad, size geom.Size, box geom.Rect, line float64) []Item {
	sx, sy := box.Width()/float64(size.Width), box.Height()/float64(size.Height)
	inner := grow(box, -line) // so that an outline along the edge stays whole
	corners := make([]geom.Point, 0, 4)
	for _, p := range quad {
		q := geom.Point{X: box.MinX + p.X*sx, Y: box.MinY + p.Y*sy}
		if math.IsNaN(q.X) || math.IsNaN(q.Y) || math.IsInf(q.X, 0) || math.IsInf(q.Y, 0) {
			return nil
		}
		corners = append(corners, q)
	}
	if corners = geom.Clip(corners, inner); len(corners) < 3 {
		return nil
	}
	path := []Path{{Points: corners, Closed: true}}
	dark, light := Ink, White
	return []Item{
		Shape{Paths: path, Stroke: &dark, Line: 2.2 * line, Alpha: 0.75},
		Shape{Paths: path, Stroke: &light, Line: line, Dash: []float64{4 * line, 2.4 * line}},
	}
}
