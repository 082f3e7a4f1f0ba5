package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// dates shows every date of the case on an axis and in a table; ok is false
// where there is none.
func (e *edition) dates() (_ section, ok bool) {
	s := e.s
	moments, of := e.moments()
	if len(moments) == 0 {
		return section{}, false
	}
	sec := section{key: "dates", head: e.l.Say("record.dates"), under: true, notes: []string{e.l.Say("record.dates.note")}}
	if says := e.datesInWords(); len(says) > 0 {
		sec.body = append(sec.body, s.text(textWidth, baseline, span(strings.Join(says, " "), textStyle)))
	}
	if axis, broken := e.axis(moments); axis.Height > 0 {
		caption := e.l.Say("record.axis")
		if broken {
			caption += " " + e.l.Say("record.axis.broken")
		}
		p := s.t.Paragraph(bodyWidth, span(caption, captionStyle))
		told := axis.Figured(p.Spans, "").Parts
		p.Draw(&axis, 0, axis.Height+toCaption, bodyWidth, figure.Left)
		axis.Height += toCaption + p.Height()
		axis.Parts = told
		sec.body = append(sec.body, block{drawing: axis, after: baseline})
	}
	var rows [][]cell
	for i, m := range moments {
		number := strconv.Itoa(i + 1)
		if !m.Dated {
			number = "–"
		}
		rows = append(rows, []cell{
			text(number), bold(chronology.Say(e.l, m.Date)), text(chronology.Happening(e.l, m.Kind)), text(strings.Join(of[i], ", ")), text(e.plain(m.By)),
		})
	}
	sec.body = append(sec.body, s.table(0, []column{
		{head: e.l.Say("report.column.number"), width: 7, align: figure.Right},
		{head: e.l.Say("book.dates.value"), width: 38},
		{head: e.l.Say("report.column.what")},
		{head: e.l.Say("record.of"), width: 18},
		{head: e.l.Say("book.by"), width: 30},
	}, rows))
	return sec, true
}

// moments returns the dates of the case, one that several items share only
// once, and what each is about.
func (e *edition) moments() (moments []casefile.Moment, of [][]string) {
	for _, m := range e.in.Case.Timeline() {
		i := slices.IndexFunc(moments, func(o casefile.Moment) bool { return o.Kind == m.Kind && o.Date == m.Date && o.By == m.By })
		if i < 0 {
			i, moments, of = len(moments), append(moments, m), append(of, nil)
		}
		of[i] = append(of[i], e.momentOf(m))
	}
	return moments, of
}

// datesInWords says what the dates settle, and which of them conflict.
func (e *edition) datesInWords() (says []string) {
	for _, p := range e.pairs {
		claim := p.claim.evidence
		var copies []casefile.Evidence
		for _, it := range p.ranked {
			if it.verdict().Accepted() {
				copies = append(copies, it.evidence)
			}
		}
		_, _, dated := casefile.EarliestFound(copies)
		if _, told := claim.EventDate(); !told || !dated {
			continue
		}
		order := chronology.Order(e.l, claim, copies)
		if e.several() {
			order = e.l.Say("record.of-item", "item", p.claim.letter, "says", order)
		}
		says = append(says, order)
	}
	for _, it := range e.items {
		for _, conflict := range chronology.Conflicts(e.l, it.evidence) {
			says = append(says, e.l.Say("record.of-item", "item", it.letter, "says", conflict))
		}
	}
	return says
}

// momentOf names the item or the post that a date is about.
func (e *edition) momentOf(m casefile.Moment) string {
	if l := e.letterOf(m.Of); l != "" {
		return l
	}
	n := slices.IndexFunc(e.in.Case.Posts, func(p casefile.Post) bool { return p.ID == m.Of }) + 1
	return e.l.Say("book.post.numbered", "n", strconv.Itoa(n))
}

// piece is a stretch of time on the axis.
type piece struct{ from, to time.Time }

// pieceOf returns where a date lies; an open side is as long as nothing.
func pieceOf(m casefile.Moment) piece {
	p := piece{m.Span.From, m.Span.To}
	if !m.Span.Zone && !p.from.IsZero() { // as if in UTC: a day is drawn as a day
		p.from = p.from.Add(14 * time.Hour)
	}
	if !m.Span.Zone && !p.to.IsZero() {
		p.to = p.to.Add(-12 * time.Hour)
	}
	if p.from.IsZero() {
		p.from = p.to
	}
	if p.to.IsZero() {
		p.to = p.from
	}
	return p
}

// The axis, millimetres.
const (
	axisInset = 4.0 // at both ends
	axisBreak = 9.0
	axisLevel = 4.2 // from one row of numbers to the next
	axisApart = 4.6 // between the numbers of one row
	bandLeast = 2.2 // shorter stretches are drawn as ticks
	mostLevel = 12  // rows of numbers: the table has all of them
)

// axis draws the dates that can be read, numbered as in the table: bands for
// stretches of time, ticks for what is exact. Where a gap takes more than half
// of the time, the axis is broken there.
func (e *edition) axis(moments []casefile.Moment) (d figure.Drawing, broken bool) {
	var pieces []piece
	for _, m := range moments {
		if m.Dated {
			pieces = append(pieces, pieceOf(m))
		}
	}
	if len(pieces) < 2 {
		return d, false
	}
	place, at, broken := scaled(pieces)
	if place == nil {
		return d, false
	}
	type mark struct {
		from, to float64
		level    int
		n        int
		colour   figure.Colour
	}
	var marks []mark
	var ends []float64 // of the numbers, by row
	n := 0
	for i, m := range moments {
		if !m.Dated {
			continue
		}
		k := mark{from: place(pieces[n].from), to: place(pieces[n].to), n: i + 1, colour: figure.Grey}
		n++
		for _, p := range e.pairs {
			if p.best != nil && m.Of == p.best.evidence.ID {
				k.colour = figure.Source
			}
			if m.Of == p.claim.evidence.ID {
				k.colour = figure.Claim
			}
		}
		x := (k.from + k.to) / 2
		for k.level < len(ends) && x < ends[k.level]+axisApart {
			k.level++
		}
		if k.level == len(ends) {
			ends = append(ends, 0)
		}
		ends[k.level] = x
		marks = append(marks, k)
	}
	if len(ends) > mostLevel {
		return d, false
	}
	d.Width = bodyWidth
	y := axisLevel*float64(len(ends)) + 2.5
	for _, k := range marks {
		x := (k.from + k.to) / 2
		top := y - 2.2 - axisLevel*float64(k.level)
		if k.to-k.from >= bandLeast {
			d.Add(band(k.from, k.to, y, k.colour))
		} else {
			d.Add(line(x, y-1.8, x, y+1.8, 0.35, k.colour))
		}
		if k.level == 0 { // the others stand above it
			d.Add(line(x, y-1.8, x, top, 0.1, figure.HeadLine))
		}
		p := e.s.t.Paragraph(axisApart, span(strconv.Itoa(k.n), captionStyle.In(figure.SansSemiBold).Coloured(k.colour)))
		p.Draw(&d, x-p.Width()/2, top-3.2, axisApart, figure.Left)
	}
	ink := 0.35 * 25.4 / 72
	if broken {
		d.Add(line(0, y, at, y, ink, figure.Ink), line(at+axisBreak, y, bodyWidth, y, ink, figure.Ink))
		for _, x := range []float64{at, at + axisBreak} {
			d.Add(line(x-0.9, y+1.6, x+0.9, y-1.6, ink, figure.Ink))
		}
	} else {
		d.Add(line(0, y, bodyWidth, y, ink, figure.Ink))
	}
	first, last := pieces[0], pieces[0]
	for _, p := range pieces {
		if p.from.Before(first.from) {
			first = p
		}
		if p.to.After(last.to) {
			last = p
		}
	}
	e.s.t.Paragraph(bodyWidth, span(e.l.Date(first.from), captionStyle.Coloured(figure.Grey))).Draw(&d, 0, y+2.4, bodyWidth, figure.Left)
	e.s.t.Paragraph(bodyWidth, span(e.l.Date(last.to.Add(-1)), captionStyle.Coloured(figure.Grey))).Draw(&d, 0, y+2.4, bodyWidth, figure.Right)
	d.Height = y + 2.4 + captionStyle.Leading
	return d, broken
}

// scaled returns where on the axis a moment lies, and, where the axis is broken,
// where the break begins; nil where all is one moment.
func scaled(pieces []piece) (place func(time.Time) float64, at float64, broken bool) {
	sorted := slices.Clone(pieces)
	slices.SortFunc(sorted, func(a, b piece) int { return a.from.Compare(b.from) })
	first, last := sorted[0].from, sorted[0].to
	gap := piece{}
	for _, p := range sorted[1:] {
		if d := p.from.Sub(last); d > gap.to.Sub(gap.from) {
			gap = piece{last, p.from}
		}
		if p.to.After(last) {
			last = p.to
		}
	}
	width, whole := bodyWidth-2*axisInset, last.Sub(first)
	if whole <= 0 {
		return nil, 0, false
	}
	if gap.to.Sub(gap.from) <= whole/2 {
		return func(t time.Time) float64 { return axisInset + width*float64(t.Sub(first))/float64(whole) }, 0, false
	}
	before, after := gap.from.Sub(first), last.Sub(gap.to)
	share := 0.5
	if before+after > 0 {
		share = min(max(float64(before)/float64(before+after), 0.25), 0.75)
	}
	const margin = 5 // between the break and what is next to it
	ink := width - axisBreak - 2*margin
	at = axisInset + ink*share + margin
	within := func(t, from time.Time, d time.Duration, w float64) float64 {
		if d <= 0 {
			return w / 2
		}
		return w * float64(t.Sub(from)) / float64(d)
	}
	return func(t time.Time) float64 {
		if t.After(gap.from) {
			return at + axisBreak + margin + within(t, gap.to, after, ink*(1-share))
		}
		return axisInset + within(t, first, before, ink*share)
	}, at, true
}

// line draws a stroke of so many millimetres.
func line(x0, y0, x1, y1, width float64, c figure.Colour) figure.Shape {
	return figure.Shape{Paths: []figure.Path{{Points: []geom.Point{{X: x0, Y: y0}, {X: x1, Y: y1}}}}, Stroke: &c, Line: width}
}

// band draws the stretch within which a date lies.
func band(from, to, y float64, c figure.Colour) figure.Shape {
	return figure.Shape{Paths: []figure.Path{figure.Rectangle(geom.Rect{MinX: from, MinY: y - 1.2, MaxX: to, MaxY: y + 1.2})}, Fill: &c, Alpha: 0.35}
}
