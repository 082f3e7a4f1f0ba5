package report

import (
	"strconv"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// sheet is the pile of pages being filled, from top to bottom.
type sheet struct {
	t *figure.Typesetter
	l words.Language

	pages     []figure.Drawing
	y         float64 // where the next block begins on the last page
	bookmarks []pdf.Bookmark
	anchors   map[string]pdf.Place

	sections  int
	head      string  // of the section that is being filled
	railUntil float64 // how far down the rail is taken on the last page
}

func newSheet(l words.Language) *sheet {
	return &sheet{t: figure.NewTypesetter(), l: l, anchors: map[string]pdf.Place{}}
}

// page returns the page that is being filled.
func (s *sheet) page() *figure.Drawing { return &s.pages[len(s.pages)-1] }

func (s *sheet) newPage() {
	s.pages = append(s.pages, figure.Drawing{Width: pageWidth, Height: pageHeight})
	s.y, s.railUntil = top, top
}

func (s *sheet) here(y float64) pdf.Place { return pdf.Place{Page: len(s.pages) - 1, Y: y} }

// anchor names this place, so that links lead to it.
func (s *sheet) anchor(name string) { s.anchors[name] = s.here(max(0, s.y-baseline)) }

// flow is something that fills a column from top to bottom.
type flow interface {
	// height returns how much it takes where nothing breaks.
	height() float64
	// least returns how much of it must fit on a page where it begins.
	least() float64
	// put places it at the sheet's y, breaking pages where it must, and moves y below it.
	put(s *sheet)
}

// block is a flow that never breaks: a paragraph, or a figure with its caption.
type block struct {
	drawing figure.Drawing
	wide    bool    // from the left margin on, below the rail
	after   float64 // air below
	anchor  string
}

func (b block) height() float64 { return b.drawing.Height + b.after }
func (b block) least() float64  { return b.drawing.Height }

func (b block) put(s *sheet) {
	x := bodyLeft
	if b.wide {
		x = left
		s.y = max(s.y, s.railUntil)
	}
	if s.y+b.drawing.Height > bottom && s.y > top {
		s.newPage()
	}
	if b.anchor != "" {
		s.anchor(b.anchor)
	}
	s.page().Place(b.drawing, x, s.y)
	s.y += b.height()
}

// text returns a paragraph as a block.
func (s *sheet) text(width, after float64, spans ...figure.Span) block {
	p := s.t.Paragraph(width, spans...)
	d := figure.Drawing{Width: width, Height: p.Height()}
	p.Draw(&d, 0, 0, width, figure.Left)
	return block{drawing: d, after: after}
}

// section is a head in the rail with its body beside it.
type section struct {
	key   string // for the anchor: "strength"
	head  string
	notes []string // paragraphs in the rail
	body  []flow
}

// Insets of a section: below its rule, and the body's text a little lower.
const (
	railInset = 1.6
	bodyInset = 2.7
)

// add begins a section on this page if it has room for it, else on the next.
func (s *sheet) add(sec section) {
	s.sections++
	s.head = sec.head
	rail := s.rail(sec)
	total, first := bodyInset, rail.Height
	for i, f := range sec.body {
		total += f.height()
		if i == 0 {
			first = max(first, bodyInset+f.least())
		}
	}
	total = max(total, rail.Height)
	if s.y > top {
		s.y += betweenSections
		s.y = top + baseline*float64(int((s.y-top)/baseline+0.999))
		space := bottom - s.y
		if total > space && space < (bottom-top)/3 || first > space {
			s.newPage()
		}
	}
	s.anchor(sec.key)
	s.bookmarks = append(s.bookmarks, pdf.Bookmark{Title: strconv.Itoa(s.sections) + "  " + sec.head, Place: s.here(s.y - baseline)})
	s.page().Place(rail, left, s.y)
	s.railUntil = s.y + rail.Height + baseline
	if _, opens := opening(sec.body).(*table); !opens {
		s.page().Add(figure.Rule(bodyLeft, s.y, bodyWidth, heavyRule, figure.Ink))
		s.y += bodyInset
	}
	page := len(s.pages)
	for _, f := range sec.body {
		f.put(s)
	}
	if len(s.pages) == page {
		s.y = max(s.y, s.railUntil-baseline)
	}
}

func opening(body []flow) flow {
	if len(body) == 0 {
		return nil
	}
	return body[0]
}

// rail draws number, head and notes of a section under its rule.
func (s *sheet) rail(sec section) figure.Drawing {
	d := figure.Drawing{Width: railWidth}
	d.Add(figure.Rule(0, 0, railWidth, heavyRule, figure.Ink))
	y := railInset
	for i, p := range append([]figure.Paragraph{
		s.t.Paragraph(railWidth, span(strconv.Itoa(s.sections), numberStyle)),
		s.t.Paragraph(railWidth, span(sec.head, headStyle)),
	}, s.notes(sec.notes)...) {
		if i > 1 {
			y += 1.8
		}
		p.Draw(&d, 0, y, railWidth, figure.Left)
		y += p.Height()
	}
	d.Height = y
	return d
}

func (s *sheet) notes(texts []string) []figure.Paragraph {
	var out []figure.Paragraph
	for _, text := range texts {
		if text != "" {
			out = append(out, s.t.Paragraph(noteWidth, span(text, noteStyle)))
		}
	}
	return out
}

// figureBlock sets a drawing with its caption and a legend as one block.
func (s *sheet) figureBlock(d figure.Drawing, wide bool, anchor string, caption ...figure.Span) block {
	width := bodyWidth
	if wide {
		width = whole
	}
	out := figure.Drawing{Width: width}
	out.Place(d, 0, 0)
	p := s.t.Paragraph(min(150, width), caption...)
	p.Draw(&out, 0, d.Height+1.5, width, figure.Left)
	out.Height = d.Height + 1.5 + p.Height()
	return block{drawing: out, wide: wide, after: baseline, anchor: anchor}
}

// caption begins with the figure's number and ends with the word that every figure carries.
func (s *sheet) caption(n int, sentence, parameters string) []figure.Span {
	spans := []figure.Span{
		span(s.l.Say("report.figure", "n", strconv.Itoa(n))+" ", captionStyle.In(figure.SansSemiBold)),
		span(sentence+" ", captionStyle),
		span(s.l.Say("report.demonstrative"), captionStyle.In(figure.SansItalic).Coloured(figure.Grey)),
	}
	if parameters != "" {
		spans = append(spans, span(" "+parameters, captionStyle.Coloured(figure.Grey)))
	}
	return spans
}

// list draws points with a dash before each, in a column of that width.
func (s *sheet) list(width float64, points []string) figure.Drawing {
	const indent = 3.4
	d := figure.Drawing{Width: width}
	for _, point := range points {
		s.t.Paragraph(indent, span("–", listStyle)).Draw(&d, 0, d.Height, indent, figure.Left)
		p := s.t.Paragraph(width-indent, span(point, listStyle))
		p.Draw(&d, indent, d.Height, width-indent, figure.Left)
		d.Height += p.Height() + 0.9
	}
	return d
}

// heads puts the running head and the page's number on every page.
func (s *sheet) heads(leftText, rightText string) {
	for i := range s.pages {
		d := &s.pages[i]
		right := s.t.Paragraph(whole/2, span(rightText, runningStyle))
		right.Draw(d, left, 11.2, whole, figure.Right)
		text := s.t.Fit(leftText, runningStyle, whole-right.Width()-8, false)
		s.t.Paragraph(whole, span(text, runningStyle)).Draw(d, left, 11.2, whole, figure.Left)
		d.Add(figure.Rule(left, 16.5, whole, thinRule, figure.HeadLine))
		number := strconv.Itoa(i+1) + " / " + strconv.Itoa(len(s.pages))
		style := runningStyle.In(figure.SansSemiBold).Coloured(figure.Ink)
		s.t.Paragraph(whole, span(number, style)).Draw(d, left, 280, whole, figure.Right)
	}
}

// link makes a rectangle of the last page lead to a named place.
func (s *sheet) link(box geom.Rect, anchor string) {
	s.page().Add(figure.Link{Box: box, Anchor: anchor})
}
