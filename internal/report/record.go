package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// none is the line of a part in which nothing was recorded.
func (e *edition) none() block {
	return e.s.text(textWidth, 0, span(e.l.Say("report.source.none"), textStyle.Coloured(figure.Grey)))
}

// written returns what a person wrote, with its paragraphs.
func written(s string) string { return strings.TrimSpace(figure.Clean(s)) }

// letterOf returns the letter of an item; empty where it is not in the case.
func (e *edition) letterOf(id casefile.ID) string {
	if i := slices.IndexFunc(e.items, func(it item) bool { return it.evidence.ID == id }); i >= 0 {
		return e.items[i].letter
	}
	return ""
}

// letters returns the letters of items.
func (e *edition) letters(ids []casefile.ID) (out []string) {
	for _, id := range ids {
		if l := e.letterOf(id); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// aboutOne says which of several claims the report is about; nothing where there is one.
func (e *edition) aboutOne() string {
	var others []string
	if e.several() {
		return ""
	}
	for _, c := range e.in.Case.Claims() {
		if c.ID != e.claim.evidence.ID {
			others = append(others, e.letterOf(c.ID))
		}
	}
	if len(others) == 0 {
		return ""
	}
	return e.l.Say("record.about", "item", e.claim.letter, "claims", e.l.Plural("report.claims", len(others)+1), "others", e.l.List(others))
}

// question says what is asked, and the pair of propositions that is weighed.
func (e *edition) question() section {
	s, c := e.s, e.in.Case
	sec := section{key: "question", head: e.l.Say("record.question"), notes: []string{e.aboutOne()}}
	if asked := written(c.Question); asked != "" {
		sec.body = append(sec.body, s.prose(textWidth, 3, span(asked, leadStyle)))
	} else {
		sec.body = append(sec.body, s.text(textWidth, 3, span(e.l.Say("record.question.none"), textStyle.Coloured(figure.Grey))))
	}
	columns := []column{{width: 9}, {head: e.l.Say("record.proposition")}}
	own := c.Propositions != [2]string{}
	if !own {
		columns = append(columns, column{head: e.l.Say("record.speaks-for"), width: 48})
	}
	var rows [][]cell
	for i, p := range c.Propositions {
		n := strconv.Itoa(i + 1)
		if p = written(p); p == "" {
			p = e.l.Say("record.proposition." + n)
		}
		row := []cell{bold("P" + n), text(p)}
		if !own {
			row = append(row, text(e.l.Say("record.speaks-for."+n)))
		}
		rows = append(rows, row)
	}
	sec.body = append(sec.body, s.table(0, columns, rows))
	if !own {
		sec.notes = append(sec.notes, e.l.Say("record.propositions.field"))
	}
	return sec
}

// posts says what accounts published, in their words; ok is false where no post is recorded.
func (e *edition) posts() (_ section, ok bool) {
	var rows [][]cell
	for i, p := range e.in.Case.Posts {
		rows = append(rows, []cell{bold(strconv.Itoa(i + 1)), {spans: e.postSpans(p)}, {spans: e.postTexts(p)}})
	}
	if len(rows) == 0 {
		return section{}, false
	}
	return section{
		key: "posts", head: e.l.Say("record.posts"), under: true, notes: []string{e.l.Say("record.posts.note")},
		body: []flow{e.s.table(0, []column{
			{head: e.l.Say("report.column.number"), width: 6}, {head: e.l.Say("record.post"), width: 46}, {head: e.l.Say("record.text")},
		}, rows)},
	}, true
}

func (e *edition) postSpans(p casefile.Post) []figure.Span {
	f := e.fields()
	f.add("book.account", p.Account)
	f.add("book.platform", p.Platform)
	f.link("book.address", p.Address)
	f.add("record.post.pictures", strings.Join(e.letters(p.Pictures), ", "))
	f.add("record.post.captures", strings.Join(e.letters(p.Captures), ", "))
	for _, sighting := range []struct {
		key  string
		seen []casefile.Seen
	}{{"book.online", p.SeenOnline}, {"book.gone", p.SeenGone}} {
		for _, seen := range sighting.seen {
			f.add(sighting.key, e.l.Say("record.seen", "when", chronology.Say(e.l, seen.When), "who", e.plain(seen.Who)))
		}
	}
	if i := slices.IndexFunc(e.in.Case.Posts, func(o casefile.Post) bool { return o.ID == p.ReplacedBy }); i >= 0 && p.ReplacedBy != "" {
		f.add("book.replaced-by", strconv.Itoa(i+1))
	}
	return f.orNone()
}

func (e *edition) postTexts(p casefile.Post) []figure.Span {
	f := e.fields()
	for _, t := range p.Texts {
		f.block(e.plain(t.Language), t.Text)
		f.block(e.l.Say("book.translation"), t.Translation)
	}
	return f.orNone()
}

// statements lists what was said about the items, which may conflict; ok is
// false where nothing is recorded.
func (e *edition) statements() (_ section, ok bool) {
	var all []casefile.Statement // one about several items only once
	var of [][]string
	for _, it := range e.items {
		for _, said := range it.evidence.Source.Statements {
			i := slices.Index(all, said)
			if i < 0 {
				i, all, of = len(all), append(all, said), append(of, nil)
			}
			of[i] = append(of[i], it.letter)
		}
	}
	rows := make([][]cell, len(all))
	for i, said := range all {
		where := e.fields()
		where.link("", said.Where)
		rows[i] = []cell{
			bold(strings.Join(of[i], ", ")), text(chronology.Say(e.l, said.When)), text(e.plain(said.Who)), text(written(said.What)), {spans: where.spans},
		}
	}
	if len(rows) == 0 {
		return section{}, false
	}
	return section{
		key: "statements", head: e.l.Say("book.statements"), under: true, notes: []string{e.l.Say("record.statements.note")},
		body: []flow{e.s.table(0, []column{
			{head: e.l.Say("report.column.item"), width: 15},
			{head: e.l.Say("book.statement.when"), width: 22},
			{head: e.l.Say("book.statement.who"), width: 24},
			{head: e.l.Say("book.statement.what")},
			{head: e.l.Say("record.where"), width: 26},
		}, rows)},
	}, true
}

// context sets what is known of the claim beside what is known of the found picture.
func (e *edition) context() section {
	s := e.s
	sec := section{key: "context", head: e.l.Say("record.context"), notes: []string{e.l.Say("record.context.note")}}
	found, foundHead := casefile.Pillars{}, e.l.Say("record.context.none")
	if e.best != nil {
		found, foundHead = e.best.evidence.Pillars, e.l.Say("record.context.found", "item", e.best.letter)
	}
	claimed := e.claim.evidence.Pillars
	if claimed == (casefile.Pillars{}) && found == (casefile.Pillars{}) {
		sec.body = []flow{e.none()}
		return sec
	}
	var rows [][]cell
	names := []string{"provenance", "source", "date", "location", "motivation"}
	foundAll := found.All()
	for i, c := range claimed.All() {
		f := foundAll[i]
		rows = append(rows, []cell{
			{spans: []figure.Span{
				span(e.l.Say("book.pillar."+names[i])+"\n", cellStyle.In(figure.SansSemiBold)),
				span(e.l.Say("book.pillar."+names[i]+".asks"), noteStyle),
			}},
			text(written(c.Note)), e.known(c.Known), text(written(f.Note)), e.known(f.Known),
		})
	}
	sec.body = []flow{
		s.text(textWidth, baseline, span(e.l.Say("record.context.text"), textStyle)),
		s.wideTable(0, []column{
			{head: e.l.Say("record.pillar"), width: 32},
			{head: e.l.Say("record.context.claimed", "item", e.claim.letter)},
			{width: 16},
			{head: foundHead},
			{width: 16},
		}, rows),
	}
	return sec
}

// known draws how much is known: a full, a half or an open circle, always with its word.
func (e *edition) known(k casefile.Known) cell {
	if k == casefile.NotAsked {
		return text("–")
	}
	const r, line = 1.0, 0.22
	d := figure.Drawing{Width: 16, Height: 2.6}
	ink := figure.Ink
	y := 1.2
	d.Add(figure.Shape{Paths: []figure.Path{disc(r, y, r, false)}, Stroke: &ink, Line: line})
	switch k {
	case casefile.Established:
		d.Add(figure.Shape{Paths: []figure.Path{disc(r, y, r, false)}, Fill: &ink})
	case casefile.Partly:
		d.Add(figure.Shape{Paths: []figure.Path{disc(r, y, r, true)}, Fill: &ink})
	}
	word := e.s.t.Paragraph(13, span(strings.ToLower(e.l.Say("book.pillar.known."+string(k))), cellStyle))
	word.Draw(&d, 2*r+1, -0.6, 13, figure.Left)
	return cell{drawing: &d}
}

// disc is a circle, or its left half, of four or two curves.
func disc(x, y, r float64, half bool) figure.Path {
	const k = 0.5522847 // of a quarter circle as one curve
	at := func(dx, dy float64) (p geom.Point) { p.X, p.Y = x+dx*r, y+dy*r; return p }
	p := figure.Path{Closed: true}
	add := func(curved bool, points ...geom.Point) {
		for _, q := range points {
			p.Points, p.Curved = append(p.Points, q), append(p.Curved, curved)
		}
	}
	add(false, at(0, -1))
	arc := func(a, b, to geom.Point) {
		add(true, a, b)
		add(false, to)
	}
	if !half {
		arc(at(k, -1), at(1, -k), at(1, 0))
		arc(at(1, k), at(k, 1), at(0, 1))
	} else {
		add(false, at(0, 1))
	}
	arc(at(-k, 1), at(-1, k), at(-1, 0))
	arc(at(-1, -k), at(-k, -1), at(0, -1))
	return p
}
