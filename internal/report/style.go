package report

import "github.com/motbilde/motbilde/internal/figure"

// The page, in millimetres: 12 columns of 11 with gutters of 4, as they lie on
// A4. On another paper the same columns lie elsewhere, and fewer or more lines
// stand below each other.
const (
	left            = 17.0
	whole           = 176.0 // 12 columns
	railWidth       = 41.0  // 3 columns
	noteWidth       = 38.0
	bodyLeft        = left + 45
	bodyWidth       = 131.0 // 9 columns
	textWidth       = 120.0
	top             = 27.0
	baseline        = 4.5
	betweenSections = 2 * baseline
)

// Paper is the kind of sheet that a report is laid out for; empty is A4.
type Paper string

// The papers.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// form is where things lie on a paper, millimetres.
type form struct {
	width, height float64
	aside         float64 // how much further right than on A4 the columns begin
	bottom        float64 // of the block: 54 lines on A4, 49 on Letter
	foot          float64 // of the page's number
}

func (p Paper) form() form {
	if p == Letter {
		return form{width: 215.9, height: 279.4, aside: 2.95, bottom: 247.5, foot: 262.5}
	}
	return form{width: 210, height: 297, bottom: 270, foot: 280}
}

// columns returns the width of n columns with the gutters between them.
func columns(n int) float64 { return 15*float64(n) - 4 }

// Type, as size in points and leading in millimetres. Nothing is under 7 pt.
var (
	titleStyle   = figure.Style{Face: figure.SerifSemiBold, Pt: 24, Leading: 10.125, Colour: figure.Ink}
	groupStyle   = figure.Style{Face: figure.SerifSemiBold, Pt: 18, Leading: 9, Colour: figure.Ink} // the title of one claim among several
	leadStyle    = figure.Style{Face: figure.Serif, Pt: 12.5, Leading: 6, Colour: figure.Ink}
	textStyle    = figure.Style{Face: figure.Serif, Pt: 9.25, Leading: 4.5, Colour: figure.Ink}
	listStyle    = figure.Style{Face: figure.Sans, Pt: 8.5, Leading: 4.05, Colour: figure.Ink}
	listHead     = figure.Style{Face: figure.SansSemiBold, Pt: 9.25, Leading: 4.5, Colour: figure.Ink}
	cellStyle    = figure.Style{Face: figure.Sans, Pt: 8, Leading: 3.6, Colour: figure.Ink}
	cellHead     = figure.Style{Face: figure.SansSemiBold, Pt: 7.5, Leading: 3.375, Colour: figure.Ink}
	noteStyle    = figure.Style{Face: figure.Sans, Pt: 7.5, Leading: 3.375, Colour: figure.Grey}
	captionStyle = figure.Style{Face: figure.Sans, Pt: 7.5, Leading: 3.375, Colour: figure.Ink}
	hashStyle    = figure.Style{Face: figure.Mono, Pt: 7, Leading: 3.375, Colour: figure.Ink}
	commandStyle = figure.Style{Face: figure.Mono, Pt: 7, Leading: 3.9, Colour: figure.Ink}
	numberStyle  = figure.Style{Face: figure.SansSemiBold, Pt: 8, Leading: 4.5, Colour: figure.Source}
	headStyle    = figure.Style{Face: figure.SerifSemiBold, Pt: 11, Leading: 4.95, Colour: figure.Ink}
	runningStyle = figure.Style{Face: figure.Sans, Pt: 7, Leading: 3.375, Colour: figure.Grey}
)

// Widths of rules, in points.
const (
	heavyRule = 0.75
	thinRule  = 0.25
)

// span is a piece of text in a style.
func span(text string, s figure.Style) figure.Span { return figure.Span{Text: text, Style: s} }
