package report

import (
	"strconv"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// sheet is the pile of pages being filled, from top to bottom.
type sheet struct {
	t *figure.Typesetter
	l words.Language
	form

	pages     []figure.Drawing
	y         float64 // where the next block begins on the last page
	bookmarks []pdf.Bookmark
	anchors   map[string]pdf.Place

	sections  int
	level     int       // of the bookmarks
	of        string    // of what the pages are; empty of all that the report is about
	about     []string  // of each page, what it is of
	head      string    // of the section that is being filled; empty between sections
	railUntil float64   // how far down the rail is taken on the last page
	manner    manner    // how sections are laid on pages
	ends      []float64 // where each page but the last ends
}

func newSheet(l words.Language) *sheet {
	return &sheet{t: figure.NewTypesetter(), l: l, form: A4.form(), anchors: map[string]pdf.Place{}, manner: manners[0]}
}

// page returns the page that is being filled.
func (s *sheet) page() *figure.Drawing { return &s.pages[len(s.pages)-1] }

func (s *sheet) newPage() {
	if len(s.pages) > 0 {
		s.ends = append(s.ends, s.y)
	}
	s.pages = append(s.pages, figure.Drawing{Width: s.width, Height: s.height})
	s.about = append(s.about, s.of)
	s.y, s.railUntil = top, top
	if s.head != "" {
		p := s.t.Paragraph(noteWidth, span(s.l.Say("report.continued", "head", s.head), noteStyle))
		s.page().Quiet(func(d *figure.Drawing) { p.Draw(d, left, top+above, noteWidth, figure.Left) })
		s.railUntil = top + above + p.Height() + 2
	}
}

func (s *sheet) here(y float64) pdf.Place { return pdf.Place{Page: len(s.pages) - 1, Y: y} }

// anchor names this place, so that links lead to it.
func (s *sheet) anchor(name string) {
	s.anchors[name] = s.here(max(0, s.y-baseline))
	s.page().Parts = append(s.page().Parts, figure.Part{Anchor: name})
}

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
	words   bool    // text alone
	after   float64 // air below
	anchor  string
}

func (b block) height() float64 { return b.drawing.Height + b.after }
func (b block) least() float64  { return b.drawing.Height }

func (b block) put(s *sheet) {
	x := bodyLeft
	if b.wide {
		x = left
		s.belowRail()
	}
	if s.y+b.drawing.Height > s.bottom+tiny && s.y > top {
		s.newPage()
		if b.wide {
			s.belowRail()
		}
	}
	if b.anchor != "" {
		s.anchor(b.anchor)
	}
	s.page().Place(b.drawing, x, s.y)
	s.y += b.height()
}

// belowRail goes on below what stands in the rail, on a continued page too.
func (s *sheet) belowRail() { s.y = max(s.y, s.railUntil) }

// headed is a line that stays with what it speaks of.
type headed struct {
	line block
	of   flow
}

func (h headed) height() float64 { return h.line.height() + h.of.height() }
func (h headed) least() float64  { return h.line.height() + h.of.least() }

func (h headed) put(s *sheet) {
	if s.y+h.least() > s.bottom && s.y > top {
		s.newPage()
	}
	h.line.put(s)
	h.of.put(s)
}

// text returns a paragraph as a block.
func (s *sheet) text(width, after float64, spans ...figure.Span) block {
	p := s.t.Paragraph(width, spans...)
	d := figure.Drawing{Width: width, Height: p.Height()}
	p.Draw(&d, 0, 0, width, figure.Left)
	return block{drawing: d, words: true, after: after}
}

// section is a head in the rail with its body beside it.
type section struct {
	key   string // for the anchor: "strength"
	head  string
	under bool     // belongs under the section before: it has no number
	notes []string // paragraphs in the rail
	body  []flow
	whole bool // stands on one page where it takes no more than most of one
}

// Insets of a section: below its rule, and the body's text a little lower.
const (
	railInset = 1.6
	bodyInset = 2.7
)

// mostWhole is the share of a page that a section may take to be kept on one.
const mostWhole = 0.6

// add begins a section on this page if it has room for it, else on the next.
func (s *sheet) add(sec section) {
	if !sec.under {
		s.sections++
	}
	s.head = ""
	rail := s.rail(sec)
	total := bodyInset
	for _, f := range sec.body {
		total += f.height()
	}
	total = max(total, rail.Height)
	first := opening(sec.body, rail.Height)
	if s.y > top {
		y := s.y + betweenSections
		y = top + baseline*float64(int((y-top)/baseline+0.999))
		space := s.bottom - y
		together := sec.whole && total <= mostWhole*(s.bottom-top)
		if total > space && (together || space < s.manner.least*(s.bottom-top)) || first > space {
			s.newPage()
		} else {
			s.y = y
		}
	}
	s.head = sec.head
	s.anchor(sec.key)
	s.bookmarks = append(s.bookmarks, pdf.Bookmark{Title: s.numbered(sec), Place: s.here(s.y - baseline), Level: s.level})
	s.page().Place(rail, left, s.y)
	s.railUntil = s.y + rail.Height + baseline
	if _, opens := sec.body[0].(*table); !opens {
		s.page().Add(figure.Rule(bodyLeft, s.y, bodyWidth, heavyRule, figure.Ink))
		s.y += bodyInset
	}
	page := len(s.pages)
	s.fill(sec.body)
	if len(s.pages) == page {
		s.y = max(s.y, s.railUntil-baseline)
	}
}

// numbered is a section's head with its number, for the bookmarks.
func (s *sheet) numbered(sec section) string {
	if sec.under {
		return sec.head
	}
	return strconv.Itoa(s.sections) + "  " + sec.head
}

// opening returns how much of a section must fit on the page where it begins:
// its first part, and where that is only a sentence, the beginning of what the
// sentence speaks of. A wide figure stands below the rail.
func opening(body []flow, rail float64) float64 {
	const sentence = 45
	need := bodyInset + body[0].least()
	if len(body) > 1 && body[0].height() < sentence {
		need = bodyInset + body[0].height()
		p, isPlate := body[1].(plate)
		t, isTable := body[1].(*table)
		b, isBlock := body[1].(block)
		below := max(need, rail+baseline)
		switch {
		case isPlate && p.narrows:
			need = min(below+p.drawing(whole, p.smallest).Height, need+p.drawing(bodyWidth, p.smallest).Height)
		case isPlate && p.wide || isTable && t.wide || isBlock && b.wide:
			need = below + body[1].least()
		default:
			need += body[1].least()
		}
	}
	return max(need, rail)
}

// rail draws number, head and notes of a section under its rule.
func (s *sheet) rail(sec section) figure.Drawing {
	d := figure.Drawing{Width: railWidth}
	d.Add(figure.Rule(0, 0, railWidth, heavyRule, figure.Ink))
	y := railInset
	heads := []figure.Paragraph{s.t.Paragraph(railWidth, span(sec.head, headStyle))}
	if !sec.under {
		heads = append([]figure.Paragraph{s.t.Paragraph(railWidth, span(strconv.Itoa(s.sections), numberStyle))}, heads...)
	}
	for i, p := range append(heads, s.notes(sec.notes)...) {
		if i >= len(heads) {
			y += 1.8
		}
		p.Draw(&d, 0, y, railWidth, figure.Left)
		y += p.Height()
	}
	d.Height = y
	d.Parts = []figure.Part{{Other: opens{section: sec, number: s.sections}}}
	return d
}

// group begins what is said of one claim among several, for what shows the
// report otherwise than on paper.
type group struct{ key, name string }

// opens is the head of a section with its notes, for what shows the report
// otherwise than on paper.
type opens struct {
	section
	number int
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

// caption begins with the figure's number and ends with the word that every figure carries.
func (s *sheet) caption(n int, sentence string) []figure.Span {
	return []figure.Span{
		span(s.l.Say("report.figure", "n", strconv.Itoa(n))+" ", captionStyle.In(figure.SansSemiBold)),
		span(sentence+" ", captionStyle),
		span(s.l.Say("report.demonstrative"), captionStyle.In(figure.SansItalic).Coloured(figure.Grey)),
	}
}

// point is one of a list; its text may lead to a place in the report.
type point struct{ text, anchor string }

// points makes points that lead nowhere.
func points(texts ...string) []point {
	var out []point
	for _, t := range texts {
		out = append(out, point{text: t})
	}
	return out
}

// list draws points with a dash before each, in a column of that width.
func (s *sheet) list(width float64, points []point) figure.Drawing {
	const indent = 3.4
	d := figure.Drawing{Width: width}
	for _, point := range points {
		p := s.t.Paragraph(width-indent, figure.Span{Text: point.text, Style: listStyle, Anchor: point.anchor})
		d.Quiet(func(d *figure.Drawing) {
			s.t.Paragraph(indent, span("–", listStyle)).Draw(d, 0, d.Height, indent, figure.Left)
			p.Draw(d, indent, d.Height, width-indent, figure.Left)
		})
		d.Parts = append(d.Parts, figure.Part{Spans: p.Spans, Point: true})
		d.Height += p.Height() + 0.9
	}
	return d
}

// trim lays the columns where they belong on the paper.
func (s *sheet) trim() {
	if s.aside == 0 {
		return
	}
	for i, page := range s.pages {
		s.pages[i] = figure.Drawing{Width: page.Width, Height: page.Height}
		s.pages[i].Place(page, s.aside, 0)
	}
}

// heads puts the running head and the page's number on every page.
func (s *sheet) heads(leftText, rightText string) {
	for i := range s.pages {
		d := &s.pages[i]
		told := d.Parts
		right := s.t.Paragraph(whole/2, span(rightText, runningStyle))
		right.Draw(d, left, 11.2, whole, figure.Right)
		text := leftText
		if s.about[i] != "" {
			text += " · " + s.about[i]
		}
		text = s.t.Fit(text, runningStyle, whole-right.Width()-8, false)
		s.t.Paragraph(whole-right.Width()-8, span(text, runningStyle)).Draw(d, left, 11.2, whole, figure.Left) // from the right on stands only in its own width
		d.Add(figure.Rule(left, 16.5, whole, thinRule, figure.HeadLine))
		number := strconv.Itoa(i+1) + " / " + strconv.Itoa(len(s.pages))
		style := runningStyle.In(figure.SansSemiBold).Coloured(figure.Ink)
		s.t.Paragraph(whole, span(number, style)).Draw(d, left, s.foot, whole, figure.Right)
		d.Parts = told // a page's head is no part of what the report says
	}
}
