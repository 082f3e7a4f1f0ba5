package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report/pdf"
)

// several reports whether the report is on more than one claim. Then its first
// page is a table of them, each has a group of sections with a summary of its
// own, and what they share stands once behind them.
func (e *edition) several() bool { return len(e.pairs) > 1 }

// at names a place of the pair that is spoken of, so that links lead to it: in
// a report on several claims each has a place of that name.
func (e *edition) at(name string) string {
	if !e.grouped {
		return name
	}
	return e.claim.letter + "-" + name
}

// addSeveral fills the pages of a report on several claims.
func (e *edition) addSeveral() {
	s := e.s
	s.newPage()
	s.anchor("summary")
	e.opening(e.l.Say("report.kicker")+" · "+e.editionName(), e.titleLines(e.title(), e.in.Case.Title == "", titleStyle), e.overviewLead())
	e.overview().put(s)
	e.overviewFacts().put(s)
	e.add([]section{e.question()})
	for _, p := range e.pairs {
		view := e.of(p)
		s.head, s.of = "", e.l.Say("several.running", "item", p.claim.letter, "name", view.plainName(p.claim))
		s.newPage()
		s.bookmarks = append(s.bookmarks, pdf.Bookmark{Title: s.of, Place: s.here(0)})
		s.level = 1
		s.page().Parts = append(s.page().Parts, figure.Part{Other: group{key: view.at("summary"), name: s.of}})
		view.summary()
		s.newPage()
		view.add(append(append([]section{view.context()}, view.comparison()...), view.conclusion()))
		s.level = 0
	}
	s.head, s.of = "", ""
	s.newPage()
	common := append([]section{e.itemsReceived()}, those(e.posts, e.dates, e.statements)...)
	e.add(append(common, e.record(), e.reproduce(), e.log(), e.verify()))
}

// overviewLead says for which claims what was found, the strongest finding first.
func (e *edition) overviewLead() string {
	by := map[string][]string{}
	var findings, unfinished, unexamined []string
	for _, p := range e.pairs {
		if p.best == nil {
			unexamined = append(unexamined, p.claim.letter)
			continue
		}
		f := p.facts.measured.Finding
		if f == align.NoMatch.String() && e.of(p).left() > 0 {
			unfinished = append(unfinished, p.claim.letter)
			continue
		}
		if by[f] == nil {
			findings = append(findings, f)
		}
		by[f] = append(by[f], p.claim.letter)
	}
	order := []string{align.Identical.String(), align.Match.String(), byHand, align.Partial.String(), align.Uncertain.String(), align.NoMatch.String()}
	slices.SortFunc(findings, func(a, b string) int { return cmp.Compare(slices.Index(order, a), slices.Index(order, b)) })
	says := []string{e.l.Say("several.lead", "claims", e.l.Plural("several.claims", len(e.pairs)), "candidates", e.l.Plural("report.candidates", e.looked))}
	for _, f := range findings {
		says = append(says, e.l.Say("several.found", "finding", e.l.Finding(f), "items", e.l.List(by[f])))
	}
	if len(unfinished) > 0 {
		says = append(says, e.l.Say("several.found", "finding", e.l.Say("several.unfinished"), "items", e.l.List(unfinished)))
	}
	if len(unexamined) > 0 {
		says = append(says, e.l.Say("several.found", "finding", e.l.Say("several.unexamined"), "items", e.l.List(unexamined)))
	}
	return strings.Join(says, " ")
}

// overview is the table of the claims: what each may come from, what the program
// found, and what a person concludes.
func (e *edition) overview() *table {
	var rows [][]cell
	for _, p := range e.pairs {
		view := e.of(p)
		link := figure.Span{Text: p.claim.letter, Style: cellStyle.In(figure.SansSemiBold).Coloured(figure.Source), Anchor: view.at("summary")}
		row := []cell{{spans: []figure.Span{link}}, view.smallPicture(p.claim), view.nameCell("", p.claim, view.postedLabel())}
		if p.best != nil && p.best.verdict() != align.NoMatch {
			row = append(row, view.foundPicture(), view.nameCell(p.best.letter+"  ", *p.best, view.sourceLabel()))
		} else {
			row = append(row, text("–"), cell{})
		}
		rows = append(rows, append(row, view.findingCell(), view.personCell()))
	}
	return e.s.wideTable(baseline, []column{
		{width: 5},
		{head: e.l.Say("several.claim"), width: overviewPicture},
		{width: 28},
		{head: e.l.Say("several.candidate"), width: overviewPicture},
		{width: 28},
		{head: e.l.Say("several.program"), width: 29},
		{head: e.l.Say("several.person")},
	}, rows)
}

// The pictures of the overview, millimetres.
const (
	overviewPicture = 20
	overviewHeight  = 18
)

// smallPicture is an item's thumbnail as the overview shows it.
func (e *edition) smallPicture(it item) cell {
	i := slices.IndexFunc(e.items, func(o item) bool { return o.evidence.ID == it.evidence.ID })
	return e.pictureCell(e.items[i], overviewPicture, overviewHeight)
}

// foundPicture is the claim's best candidate as the overview shows it: of a video
// the frame that was found for this claim, which the table of items may not show.
func (e *edition) foundPicture() cell {
	if e.figures.found == nil || e.best.withheld {
		return e.smallPicture(*e.best)
	}
	w, h := figure.Within(e.facts.found, overviewPicture, overviewHeight)
	d := figure.Drawing{Width: w, Height: h}
	d.Add(figure.Picture{Box: geom.Rect{MaxX: w, MaxY: h}, Encoded: *e.figures.found})
	return cell{drawing: &d}
}

// nameCell names an item, and below it who published it and when, where that is known.
func (e *edition) nameCell(letter string, it item, label string) cell {
	if it.withheld {
		return text(letter + e.l.Say("record.withheld"))
	}
	name := e.plainName(it)
	spans := []figure.Span{span(letter+e.cut(name, nameLimit), cellStyle.In(figure.SansSemiBold))}
	if label != name {
		spans = append(spans, span("\n"+e.short(label), cellStyle))
	}
	if it.comparison != nil && it.comparison.Frame != nil {
		spans = append(spans, span("\n"+e.l.Say("case-video.row.at", "time", e.l.Clock(it.comparison.Frame.Time, 3)), cellStyle))
	}
	return cell{spans: spans}
}

// findingCell is what the program found for the claim, and what it did not look at.
func (e *edition) findingCell() cell {
	head, under := e.l.Say("several.unexamined"), ""
	switch {
	case e.best != nil:
		head, under = e.l.Finding(e.facts.measured.Finding), e.l.ThirdLine(e.facts.measured)
	case e.claim.evidence.Problem != nil:
		under = e.reason(e.claim.evidence)
	case e.looked == 0:
		under = e.l.Say("several.no-candidate")
	default:
		under = e.comparedInWords()
	}
	spans := []figure.Span{span(head, cellStyle.In(figure.SansSemiBold))}
	if under != "" {
		spans = append(spans, span("\n"+under, cellStyle))
	}
	if e.best != nil && e.compared < e.looked {
		spans = append(spans, span("\n"+e.comparedInWords(), cellStyle.Coloured(figure.Grey)))
	}
	return cell{spans: spans}
}

// personCell is what a person concludes of the claim, or how far they have come.
func (e *edition) personCell() cell {
	finding, _ := e.in.Case.Finding(e.claim.evidence.ID)
	var spans []figure.Span
	add := func(text string, style figure.Style) {
		if text == "" {
			return
		}
		if len(spans) > 0 {
			text = "\n" + text
		}
		spans = append(spans, span(text, style))
	}
	var ratings []string
	for _, r := range finding.Ratings {
		ratings = append(ratings, e.l.Say("book.rating."+string(r)))
	}
	add(strings.Join(ratings, "; "), cellStyle.In(figure.SansSemiBold))
	if len(ratings) == 0 {
		add(e.short(finding.Wording), cellStyle)
	}
	if len(spans) == 0 {
		add(e.l.Say("report.source.none"), cellStyle.Coloured(figure.Grey))
	}
	add(e.short(finding.By), cellStyle.Coloured(figure.Grey))
	if status := e.claim.evidence.Status; status != "" {
		add(e.l.Say("several.status", "status", e.l.Say("book.case.status."+string(status))), cellStyle.Coloured(figure.Grey))
	}
	return cell{spans: spans}
}

// overviewFacts sets what holds of all claims beside the facts of the report.
func (e *edition) overviewFacts() flow {
	const wide = 8
	d := figure.Drawing{Width: whole}
	width := columns(wide)
	d.Add(figure.Rule(0, 0, width, thinRule*2, figure.Ink))
	says := e.s.t.Paragraph(width-4, span(strings.Join([]string{
		e.l.Say("several.read"), e.l.Say("report.others.no-match"),
	}, " ")+"\n", textStyle), span(e.l.Say("report.finding.person"), noteStyle))
	says.Draw(&d, 0, 2, width, figure.Left)
	table := e.factsTable(columns(12-wide), e.reportFacts())
	d.Place(table, 15*wide, 0)
	d.Height = max(2+says.Height(), table.Height)
	return block{drawing: d, wide: true}
}

// record tells what holds of the case as a whole.
func (e *edition) record() section {
	return section{
		key: "record", head: e.l.Say("several.record"), under: true,
		body: []flow{e.s.recordTable(e.l, e.caseRows())},
	}
}

// comparedInWords says how many candidates were compared with the claim, and
// how many were not, and why.
func (e *edition) comparedInWords() string {
	left := e.left()
	count := func(key string, n int) string {
		if n == 0 {
			return ""
		}
		return e.l.Plural(key, n)
	}
	return e.l.Say("several.compared", "compared", e.l.Plural("report.candidates", e.compared),
		"unread", count("several.unread", e.looked-e.compared-left), "left", count("several.left", left))
}

// left counts the candidates that the claim was not compared with yet.
func (e *edition) left() (n int) {
	for _, it := range e.candidates() {
		if it.verdict() == align.VerdictUnset {
			n++
		}
	}
	return n
}

// unfinished names the candidates that the claim was not compared with, where it
// was compared with others; nothing where it was compared with all.
func (e *edition) unfinished() string {
	var unread, left []string
	for _, it := range e.candidates() {
		switch it.verdict() {
		case align.Unreadable:
			unread = append(unread, it.letter)
		case align.VerdictUnset:
			left = append(left, it.letter)
		}
	}
	if e.best == nil || len(unread)+len(left) == 0 {
		return ""
	}
	var says []string
	if len(left) > 0 {
		says = append(says, e.l.Say("several.not-compared", "items", e.fewer(left)))
	}
	if len(unread) > 0 {
		says = append(says, e.l.Say("several.not-read", "items", e.fewer(unread)))
	}
	return strings.Join(says, " ")
}

// fewer lists letters, of many only their number.
func (e *edition) fewer(letters []string) string {
	const most = 8
	if n := len(letters); n > most {
		return e.l.Plural("report.candidates", n)
	}
	return e.l.List(letters)
}
