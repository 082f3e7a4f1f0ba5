package report

import (
	"math"

	"github.com/motbilde/motbilde/internal/figure"
)

// prose is what a person wrote, of any length: it breaks over pages between
// lines, and leaves no line of it alone at the foot or the head of a page.
type prose struct {
	text  figure.Paragraph
	width float64
	after float64
}

// Lines of prose that stand together: at a break, and where it begins.
const (
	fewestLines  = 2
	openingLines = 4
)

// prose lays out what a person wrote.
func (s *sheet) prose(width, after float64, spans ...figure.Span) prose {
	return prose{text: s.t.Paragraph(width, spans...), width: width, after: after}
}

func (p prose) height() float64 { return p.text.Height() + p.after }

func (p prose) least() float64 {
	n := len(p.text.Lines)
	if n > openingLines+fewestLines-1 {
		n = openingLines
	}
	return float64(n) * p.text.Leading
}

func (p prose) put(s *sheet) {
	if s.y > top && s.y+p.least() > s.bottom {
		s.newPage()
	}
	for lines := p.text.Lines; len(lines) > 0; {
		n := len(lines)
		if room := int(math.Floor((s.bottom-s.y)/p.text.Leading + 0.01)); room < n {
			n = max(min(room, n-fewestLines), 1)
		}
		piece := p.text
		piece.Lines = lines[:n]
		draw := func(d *figure.Drawing) { piece.Draw(d, bodyLeft, s.y, p.width, figure.Left) }
		if len(lines) == len(p.text.Lines) {
			draw(s.page())
		} else {
			s.page().Quiet(draw) // all of it has been said
		}
		s.y += piece.Height()
		if lines = lines[n:]; len(lines) > 0 {
			s.newPage()
		}
	}
	s.y += p.after
}
