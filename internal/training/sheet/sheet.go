// Package sheet owns what a trainer prints: task sheets, mark-up sheets, answer
// sheets and certificates, as pages of a PDF. Its main type is Printing. It
// promises that the same exercises give the same bytes, and that nothing of a
// key stands on any sheet but the answer sheet.
package sheet

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// Paper is what is printed on; empty is A4.
type Paper string

// The papers.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// size returns width and height in millimetres.
func (p Paper) size() (width, height float64) {
	if p == Letter {
		return 215.9, 279.4
	}
	return 210, 297
}

// Printing is what all sheets of one occasion share.
type Printing struct {
	Language words.Language
	Paper    Paper
	Title    string    // of the pack, over each page
	Program  string    // with its version
	Made     time.Time // stands in the file as its date
	// Picture returns the picture of an item; nil for a video, which is shown by a still of it.
	Picture func(ctx context.Context, item training.Item) (*picture.Pyramid, error)
}

// Lettered returns the candidates in the order in which sheets letter them, A
// first: shuffled by the exercise's name alone, so that task sheet and answer
// sheet agree whenever they are printed.
func Lettered(e training.Exercise) []training.Item { return e.Shuffled(e.Candidates, 0) }

// letter names the candidate at a place: A to Z, then A1 and so on.
func letter(n int) string {
	name := string(rune('A' + n%26))
	if n >= 26 {
		name += fmt.Sprint(n / 26)
	}
	return name
}

// letterOf returns the letter of a candidate by its ID.
func letterOf(e training.Exercise, id string) string {
	for n, c := range Lettered(e) {
		if c.ID == id {
			return letter(n)
		}
	}
	return ""
}

// Lengths of a page, millimetres.
const (
	margin = 18.0
	top    = 24.0
	gap    = 4.5 // between lines, and the unit of every distance
	ruled  = 8.0 // between lines to write on
)

// The styles. Everything is read at arm's length, some of it on a wall.
var (
	runningStyle = figure.Style{Face: figure.Sans, Pt: 7.5, Leading: 3.4, Colour: figure.Grey}
	titleStyle   = figure.Style{Face: figure.SerifSemiBold, Pt: 20, Leading: 9, Colour: figure.Ink}
	leadStyle    = figure.Style{Face: figure.Serif, Pt: 11.5, Leading: 5.6, Colour: figure.Ink}
	textStyle    = figure.Style{Face: figure.Serif, Pt: 9.5, Leading: 4.5, Colour: figure.Ink}
	headStyle    = figure.Style{Face: figure.SansSemiBold, Pt: 9.5, Leading: 4.5, Colour: figure.Ink}
	noteStyle    = figure.Style{Face: figure.Sans, Pt: 8, Leading: 3.6, Colour: figure.Grey}
	letterStyle  = figure.Style{Face: figure.SansSemiBold, Pt: 10, Leading: 4.5, Colour: figure.Ink}
)

// pages is a pile of pages that is being filled from top to bottom.
type pages struct {
	Printing
	ctx    context.Context
	t      *figure.Typesetter
	all    []figure.Drawing
	y      float64
	bottom float64
	width  float64 // between the margins
	marks  []pdf.Bookmark
	bare   bool // neither title nor page number stand on the pages
}

func (p Printing) begin(ctx context.Context) *pages {
	width, height := p.Paper.size()
	return &pages{Printing: p, ctx: ctx, t: figure.NewTypesetter(), width: width - 2*margin, bottom: height - 22}
}

// next begins a page.
func (p *pages) next() {
	width, height := p.Paper.size()
	p.all = append(p.all, figure.Drawing{Width: width, Height: height})
	p.y = top
	if p.Title != "" && !p.bare {
		line := p.t.Fit(p.Title, runningStyle, 0.7*p.width, false) // which sheet it is stands at the other end
		p.t.Paragraph(p.width, span(line, runningStyle)).Draw(p.page(), margin, 12, p.width, figure.Left)
	}
}

func (p *pages) page() *figure.Drawing { return &p.all[len(p.all)-1] }

// fits begins a page where that much doesn't fit on this one.
func (p *pages) fits(height float64) {
	if p.y+height > p.bottom && p.y > top {
		p.next()
	}
}

// text writes a paragraph over the whole width, and breaks pages within it.
func (p *pages) text(s string, style figure.Style, after float64) {
	if strings.TrimSpace(s) == "" {
		return
	}
	para := p.t.Paragraph(p.width, span(s, style))
	p.fits(min(para.Height(), 3*para.Leading))
	for i := range para.Lines {
		p.fits(para.Leading)
		one := para
		one.Lines, one.Spans = para.Lines[i:i+1], nil
		one.Draw(p.page(), margin, p.y, p.width, figure.Left)
		p.y += para.Leading
	}
	p.y += after
}

// headed writes a text under a head; nothing where there is no text.
func (p *pages) headed(key, s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	p.fits(4 * gap)
	p.text(p.Language.Say(key), headStyle, 0)
	p.text(s, textStyle, gap)
}

// open begins an exercise on a page of its own.
func (p *pages) open(number int, e training.Exercise) {
	p.next()
	l := p.Language
	title := fmt.Sprintf("%d  %s", number, e.Title.In(l))
	p.marks = append(p.marks, pdf.Bookmark{Title: title, Place: pdf.Place{Page: len(p.all) - 1, Y: p.y}})
	p.text(title, titleStyle, 1)
	p.text(l.Say("training.sheet.about", "level", fmt.Sprint(e.Level), "minutes", fmt.Sprint(e.Minutes)), noteStyle, 3)
}

// placed is a picture in its box.
type placed struct {
	box  geom.Rect
	size geom.Size
}

// put draws an item into a box that it shares the shape of, with a line around
// it, and returns where it lies. Of a video a still is shown, or its frame's outline.
func (p *pages) put(e training.Exercise, item training.Item, x, y, width, height float64) (placed, error) {
	shown := item
	for _, s := range e.Stills {
		if item.Video && s.FrameOf == item.ID {
			shown = s
			break
		}
	}
	w, h := figure.Within(item.Size, width, height)
	box := geom.Rect{MinX: x, MinY: y, MaxX: x + w, MaxY: y + h}
	line := figure.Hairline
	edge := figure.Shape{Paths: []figure.Path{figure.Rectangle(box)}, Stroke: &line, Line: 0.15}
	var pic *picture.Pyramid
	if !shown.Video {
		var err error
		if pic, err = p.Picture(p.ctx, shown); err != nil {
			return placed{}, fmt.Errorf("printing %q: %w", shown.Name, err)
		}
	}
	if pic == nil {
		p.page().Add(figure.Filled(box, figure.Wash), edge)
		p.t.Paragraph(w, span(p.Language.Say("training.sheet.video"), noteStyle)).Draw(p.page(), x, y+h/2-2, w, figure.Centre)
		return placed{box, item.Size}, nil
	}
	encoded, err := figure.Whole(p.ctx, pic, w, h, figure.ForScreen)
	if err != nil {
		return placed{}, fmt.Errorf("printing %q: %w", shown.Name, err)
	}
	p.page().Add(figure.Picture{Box: box, Encoded: encoded}, edge)
	return placed{box, item.Size}, nil
}

// label writes a candidate's letter, or what the claim is called, above a place.
func (p *pages) label(s string, x, y, width float64) {
	p.t.Paragraph(width, span(s, letterStyle)).Draw(p.page(), x, y, width, figure.Left)
}

// box draws a box to tick, with its text beside it, and returns the height taken.
func (p *pages) tick(s string, x, y, width float64) float64 {
	const side = 3.6
	ink := figure.Ink
	at := geom.Rect{MinX: x, MinY: y + 0.5, MaxX: x + side, MaxY: y + 0.5 + side}
	p.page().Add(figure.Shape{Paths: []figure.Path{figure.Rectangle(at)}, Stroke: &ink, Line: 0.25})
	para := p.t.Paragraph(width-side-2, span(s, textStyle))
	para.Draw(p.page(), x+side+2, y, width-side-2, figure.Left)
	return para.Height()
}

// rules draws lines to write on, to the foot of the page or as many as are given.
func (p *pages) rules(most int) {
	for n := 0; n < most && p.y+ruled <= p.bottom; n++ {
		p.y += ruled
		p.page().Add(figure.Rule(margin, p.y, p.width, 0.4, figure.HeadLine))
	}
}

// write prints the pages, numbered.
func (p *pages) write(w io.Writer, subject string) error {
	_, height := p.Paper.size()
	for i := range p.all {
		if p.bare {
			break
		}
		foot := p.Language.Say("training.sheet.foot", "program", p.Program, "page", fmt.Sprint(i+1), "of", fmt.Sprint(len(p.all)))
		p.t.Paragraph(p.width, span(foot, runningStyle)).Draw(&p.all[i], margin, height-13, p.width, figure.Left)
		p.t.Paragraph(p.width, span(subject, runningStyle)).Draw(&p.all[i], margin, 12, p.width, figure.Right)
	}
	title := subject
	if p.Title != "" {
		title = p.Title + " – " + subject
	}
	return pdf.Write(w, pdf.Document{Title: title, Subject: subject, Producer: p.Program, Made: p.Made, Pages: p.all, Bookmarks: p.marks})
}

func span(text string, s figure.Style) figure.Span { return figure.Span{Text: text, Style: s} }
