package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/figure"
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
	if line := e.timeline(moments, of); line != nil {
		sec.body = append(sec.body, line)
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

// dated returns the dates that have a place on a timeline, with their numbers in
// the table; none where all are one moment.
func (e *edition) dated(moments []casefile.Moment, of [][]string) (out []figure.Dated) {
	several := false
	for i, m := range moments {
		if !m.Dated {
			continue
		}
		p := pieceOf(m)
		d := figure.Dated{Number: i + 1, From: p.from, To: p.to, Colour: figure.Grey}
		d.Says = e.l.Say("figures.timeline.label", "what", chronology.Happening(e.l, m.Kind), "of", strings.Join(of[i], ", "))
		for _, p := range e.pairs {
			if p.best != nil && m.Of == p.best.evidence.ID {
				d.Colour = figure.Source
			}
			if m.Of == p.claim.evidence.ID {
				d.Colour = figure.Claim
			}
		}
		several = several || len(out) > 0 && (d.From != out[0].From || d.To != out[0].To)
		out = append(out, d)
	}
	if !several {
		return nil
	}
	return out
}

// hasTimeline reports whether the report has a timeline.
func (e *edition) hasTimeline() bool { return len(e.dated(e.moments())) > 0 }

// timelineNumber is the number of its figure: of several claims it stands behind all of them.
func (e *edition) timelineNumber() int {
	if !e.several() {
		return e.number(numberTimeline)
	}
	last := e.of(e.pairs[len(e.pairs)-1])
	return last.before + last.figuresMade() + 1
}

// timeline draws the dates on an axis, with its caption; nil where they are fewer
// than two.
func (e *edition) timeline(moments []casefile.Moment, of [][]string) flow {
	dates := e.dated(moments, of)
	if len(dates) == 0 {
		return nil
	}
	d, made := figure.Timeline(e.s.t, e.l, dates, whole)
	caption := e.l.Say("record.axis")
	if made.Broken {
		caption += " " + e.l.Say("record.axis.broken")
	}
	if made.Enlarged {
		caption += " " + e.l.Say("figures.timeline.enlarged")
	}
	says := e.s.caption(e.timelineNumber(), caption)
	words := e.s.text(min(150, whole), 0, says...)
	told := d.Figured(says, "timeline").Parts
	d.Place(words.drawing, 0, d.Height+toCaption)
	d.Height += toCaption + words.drawing.Height
	d.Parts = told
	return block{drawing: d, wide: true, after: baseline, anchor: "timeline"}
}

// altTimeline says the first of the dates, and how many there are.
func (e *edition) altTimeline() string {
	moments, of := e.moments()
	dates := e.dated(moments, of)
	var says []string
	for _, d := range dates[:min(mostAltDates, len(dates))] {
		says = append(says, e.l.Say("figures.alt.timeline.date", "n", strconv.Itoa(d.Number), "date", chronology.Say(e.l, moments[d.Number-1].Date), "says", d.Says))
	}
	broken := ""
	if _, made := figure.Timeline(e.s.t, e.l, dates, whole); made.Broken {
		broken = e.l.Say("record.axis.broken")
	}
	return e.altText("figures.alt.timeline", "n", e.l.Count(int64(len(dates))), "dates", strings.Join(says, "; "), "broken", broken)
}

const mostAltDates = 6
