package graphic

import (
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// sign is how a matching detail is marked: a shape and a colour that follow from
// its place in the list, and its number in the case.
type sign struct {
	place  int // from 0
	number int
	name   string // as a person typed it; empty where nobody did
	at     [2]geom.Point
}

// signs are those of the details that are marked, in the pictures' own pixels as
// they are shown.
func (b *sheet) signs() (out []sign) {
	details := b.c.Brief.Details
	for i, d := range details[:min(len(details), mostMarks)] {
		s := sign{place: i, number: d.Number, name: oneLine(d.Mark.Text), at: [2]geom.Point{d.Mark.OnClaimed[0], d.Mark.OnCandidate[0]}}
		if b.s.ClaimsPartOnly {
			back, ok := b.c.Brief.Pair.CandidateFromClaimed.Inverse()
			if !ok {
				continue
			}
			s.at[1] = back.Apply(s.at[1])
		}
		out = append(out, s)
	}
	return out
}

// signColours are Okabe and Ito's (2008); the digit on each has 4.9:1 and better.
var signColours = [mostMarks]figure.Colour{
	{R: 0xE6, G: 0x9F, B: 0x00},
	{R: 0x56, G: 0xB4, B: 0xE9},
	{R: 0x00, G: 0x9E, B: 0x73},
	{R: 0xF0, G: 0xE4, B: 0x42},
	{R: 0x00, G: 0x72, B: 0xB2},
	{R: 0xD5, G: 0x5E, B: 0x00},
}

var digitInk = figure.Colour{R: 0x11, G: 0x11, B: 0x11}

func (s sign) colour() figure.Colour { return signColours[s.place%mostMarks] }

func (s sign) digit() figure.Colour {
	if s.place%mostMarks == 4 {
		return figure.White
	}
	return digitInk
}

// shape is the path of the sign's shape: those of equal radius have equal area.
func (s sign) shape(at geom.Point, r float64) figure.Path {
	regular := func(corners int, r, turn float64) figure.Path {
		p := figure.Path{Closed: true}
		for i := range corners {
			sin, cos := math.Sincos(turn + 2*math.Pi*float64(i)/float64(corners))
			p.Points = append(p.Points, at.Add(geom.Point{X: sin, Y: -cos}.Times(r)))
		}
		return p
	}
	switch s.place % mostMarks {
	case 1:
		return figure.Rectangle(geom.Rect{MinX: at.X, MinY: at.Y, MaxX: at.X, MaxY: at.Y}.Grown(0.9 * r))
	case 2:
		return figure.Path{Closed: true, Points: []geom.Point{
			at.Add(geom.Point{Y: -1.35 * r}), at.Add(geom.Point{X: 1.3 * r, Y: 0.85 * r}), at.Add(geom.Point{X: -1.3 * r, Y: 0.85 * r}),
		}}
	case 3:
		return regular(4, 1.27*r, 0)
	case 4:
		return regular(5, 1.13*r, 0)
	case 5:
		return regular(6, 1.1*r, 0)
	}
	return figure.Circle(at, r)
}

// reach is how far a shape goes from its middle at most, in radii.
const reach = 1.35

// The widths of the strokes of a mark, in its lines: a white halo, an ink edge, the colour.
const (
	haloWidth = 2.4
	edgeWidth = 1.5
)

// hollow draws a line three times, so that it stands off any ground.
func hollow(path figure.Path, c figure.Colour, line float64) (items []figure.Item) {
	for _, pass := range []struct {
		width  float64
		colour figure.Colour
	}{{haloWidth, figure.White}, {edgeWidth, figure.Ink}, {1, c}} {
		items = append(items, figure.Shape{Paths: []figure.Path{path}, Stroke: &pass.colour, Line: pass.width * line})
	}
	return items
}

// badge draws a sign's badge: the filled shape with its number.
func (b *sheet) badge(s sign, at geom.Point, r, line float64) []figure.Item {
	path, colour := s.shape(at, r), s.colour()
	items := []figure.Item{
		figure.Shape{Paths: []figure.Path{path}, Stroke: &figure.White, Line: haloWidth * line},
		figure.Shape{Paths: []figure.Path{path}, Stroke: &figure.Ink, Line: edgeWidth * line},
		figure.Shape{Paths: []figure.Path{path}, Fill: &colour},
	}
	px := 1.36 * r
	text := strconv.Itoa(s.number)
	if len(text) > 1 {
		px *= 1.7 / float64(len(text)+1)
	}
	const capital = 0.714 // of an em: the height of the faces' digits
	middle := at
	if s.place%mostMarks == 2 {
		middle.Y += 0.2 * r
	}
	p := b.t.Paragraph(math.Inf(1), figure.Span{Text: text, Style: style(figure.SansSemiBold, s.digit(), px, 1)})
	d := figure.Drawing{}
	p.Draw(&d, middle.X-p.Width()/2, middle.Y+capital/2*px-p.Baseline(), 0, figure.Left)
	return append(items, d.Items...)
}
