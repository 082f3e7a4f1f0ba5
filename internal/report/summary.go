package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Limits of the summary page: when all does not fit, the picture shrinks to
// the first, then the points are cut to the second, never the type.
const (
	leastPairHeight = 60.0
	mostPoints      = 3
	fewPoints       = 2
)

// summary fills the first page, and only it.
func (e *edition) summary() {
	s := e.s
	s.anchor(e.at("summary"))
	kicker, title, drafted, style := e.l.Say("report.kicker")+" · "+e.editionName(), e.title(), e.in.Case.Title == "", titleStyle
	if e.grouped {
		n := slices.Index(e.pairs, e.pair) + 1
		kicker = e.l.Say("several.kicker", "item", e.claim.letter, "n", strconv.Itoa(n), "all", strconv.Itoa(len(e.pairs)))
		title, drafted, style = e.draftTitle(nameLimit), true, groupStyle
	}
	var says []string
	for _, sentence := range []string{e.lead(), e.aboutOne(), e.unfinished()} {
		if sentence != "" {
			says = append(says, sentence)
		}
	}
	e.opening(kicker, e.titleLines(title, drafted, style), strings.Join(says, " "))

	low := e.strengthAndFacts()
	for _, most := range []int{mostPoints, fewPoints} {
		columns := e.pointColumns(most)
		captions := e.summaryCaption()
		space := s.bottom - s.y - columns.Height - low.Height - captions.Height() - 1.5 - 6.5 - 6
		if space < leastPairHeight+figure.BarHeight && most > fewPoints {
			continue
		}
		figureTop := s.y
		drawn := e.summaryFigure(max(30, space))
		air := min(5, max(0, (s.bottom-figureTop-drawn.Height-columns.Height-low.Height-12.5)/3))
		s.y = figureTop + air
		for _, part := range []struct {
			drawing figure.Drawing
			after   float64
		}{{drawn, 6.5 + air}, {columns, 6 + air}, {low, 0}} {
			s.page().Place(part.drawing, left, min(s.y, s.bottom-part.drawing.Height))
			s.y += part.drawing.Height + part.after
		}
		return
	}
}

// opening puts what stands above all else on the page: the kind of report, its
// title, and in a few sentences what was found.
func (e *edition) opening(kicker string, title figure.Paragraph, says string) {
	s := e.s
	style := figure.Style{Face: figure.SansSemiBold, Pt: 8, Leading: 4.5, Colour: figure.Source}
	s.text(whole, 0, span(kicker, style)).at(s, left)
	title.Draw(s.page(), left, s.y, whole, figure.Left)
	s.y += title.Height() + 3.6
	lead := s.t.Balanced(textWidth+38, span(says, leadStyle))
	lead.Draw(s.page(), left, s.y, whole, figure.Left)
	s.y += lead.Height() + 5
}

// at puts a block at a left edge of its own.
func (b block) at(s *sheet, x float64) {
	s.page().Place(b.drawing, x, s.y)
	s.y += b.height()
}

// titleLines sets a title on at most two lines of nearly equal length; in one
// that was drafted the names are cut before the title is.
func (e *edition) titleLines(title string, drafted bool, style figure.Style) figure.Paragraph {
	p := e.s.t.Balanced(whole-16, span(title, style))
	for limit := nameLimit - 2; drafted && len(p.Lines) > 2 && limit >= 12; limit -= 2 {
		title = e.draftTitle(limit)
		p = e.s.t.Balanced(whole-16, span(title, style))
	}
	for len(p.Lines) > 2 {
		letters := []rune(strings.TrimSuffix(title, "…"))
		title = strings.TrimRight(string(letters[:len(letters)-max(1, len(letters)/20)]), " ,;:") + "…"
		p = e.s.t.Balanced(whole-16, span(title, style))
	}
	return p
}

// summaryFigure draws the pair, or the claim alone, with its caption in the
// space there is; nothing where there are no pixels.
func (e *edition) summaryFigure(space float64) figure.Drawing {
	s, f := e.s, &e.figures
	var d figure.Drawing
	switch {
	case f.claim == nil:
		return d
	case f.found == nil || e.best.verdict() == align.NoMatch:
		size := f.claim.Size
		if e.best != nil {
			size = e.facts.claim
		}
		w, h := figure.Within(size, columns(8), min(90, space-figure.BarHeight))
		panel := e.claimPanel(false, e.postedLabel())
		d = figure.Single(s.t, panel, w, h)
	default:
		layout := figure.Arrange(e.facts.claim, e.facts.found, whole, min(95, space-figure.BarHeight))
		d = e.pairFigure(layout, e.postedLabel(), e.sourceLabel())
	}
	p := e.summaryCaption()
	told := d.Figured(p.Spans, e.at("figure-1")).Parts
	p.Draw(&d, 0, d.Height+1.5, 150, figure.Left)
	d.Height += 1.5 + p.Height()
	d.Parts = told
	return d
}

func (e *edition) summaryCaption() figure.Paragraph {
	if e.figures.claim == nil {
		return figure.Paragraph{}
	}
	return e.s.t.Paragraph(150, e.s.caption(e.number(numberPair), e.pairCaption())...)
}

// pairCaption says what stands where; (L) and (R) only of pictures side by side.
func (e *edition) pairCaption() string {
	f := &e.figures
	if f.found == nil || e.best.verdict() == align.NoMatch {
		return e.l.Say("report.caption.claim", "item", e.claim.letter) + e.credits(e.claim)
	}
	other := e.l.Say("report.caption.found")
	if v := e.best.verdict(); v == align.Partial || v == align.Uncertain {
		other = e.l.Say("report.caption.candidate")
	}
	sentence := e.l.Say("report.caption.over", "claim", e.claim.letter, "other", other, "found", e.best.letter)
	if f.layout.SideBySide {
		sentence = e.l.Say("report.caption.side", "claim", e.claim.letter, "other", words.Capital(other), "found", e.best.letter)
	}
	if found := e.foundFrame(*e.best); found != "" {
		sentence += " " + found
	}
	if e.facts.placed {
		sentence += " " + e.l.Say("report.caption.outline")
	}
	return sentence + e.marksCaption() + e.credits(e.claim, *e.best)
}

// credits names those whom a person gave credit.
func (e *edition) credits(items ...item) string {
	var out string
	for _, it := range items {
		if credit := e.short(it.evidence.Source.Credit); credit != "" {
			out += " " + e.l.Say("report.caption.credit", "item", it.letter, "credit", credit)
		}
	}
	return out
}

// pairFigure draws claim and found picture in a layout.
func (e *edition) pairFigure(layout figure.Layout, claimLabel, foundLabel string) figure.Drawing {
	found := e.foundPanel(layout, foundLabel)
	if e.facts.placed {
		quad := e.facts.quad
		found.Outline = &quad
	}
	d := figure.Pair(e.s.t, layout, e.claimPanel(layout.SideBySide, claimLabel), found)
	d.Add(figure.Marks(e.s.t, layout, e.facts.claim, e.facts.found, e.drawnMarks())...)
	return d
}

func (e *edition) foundPanel(layout figure.Layout, label string) figure.Panel {
	tag := "report.bar.found"
	if v := e.best.verdict(); v == align.Partial || v == align.Uncertain {
		tag = "report.bar.candidate"
	}
	return figure.Panel{
		Picture: *e.figures.found, Size: e.facts.found, Bar: figure.Source,
		Tag: e.tag(tag, layout.SideBySide, "report.right"), Label: label,
	}
}

func (e *edition) claimPanel(sideBySide bool, label string) figure.Panel {
	size := e.figures.claim.Size
	if !e.facts.claim.Empty() {
		size = e.facts.claim
	}
	return figure.Panel{
		Picture: *e.figures.claim, Size: size, Bar: figure.Claim,
		Tag: e.tag("report.bar.claimed", sideBySide, "report.left"), Label: label,
	}
}

// tag returns the word on a bar's chip, with (L) or (R) before it.
func (e *edition) tag(key string, sideBySide bool, sideKey string) string {
	if !sideBySide {
		return e.l.Say(key)
	}
	return e.l.Say(sideKey) + " " + e.l.Say(key)
}

// postedLabel says on the claim's bar when and by whom it was posted.
func (e *edition) postedLabel() string {
	source := e.claim.evidence.Source
	date := e.day(source.Date)
	if date != "" {
		date = e.l.Say("report.bar.posted", "date", date)
	}
	return e.label(date, source.Publisher, e.claim)
}

// sourceLabel says on the found picture's bar who published it, and when.
func (e *edition) sourceLabel() string {
	source := e.best.evidence.Source
	return e.label(source.Publisher, e.day(source.Date), *e.best)
}

func (e *edition) label(first, second string, it item) string {
	var parts []string
	for _, part := range []string{e.plain(first), e.plain(second)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return e.plainName(it)
	}
	return strings.Join(parts, ", ")
}

// pointColumns draws the three columns, each of at most so many points.
func (e *edition) pointColumns(most int) figure.Drawing {
	matches, differs, unknown := e.points()
	d := figure.Drawing{Width: whole}
	for i, column := range []struct {
		key    string
		points []point
	}{{"report.matches", matches}, {"report.differs", differs}, {"report.unknown", unknown}} {
		x, width := 60*float64(i), columns(4)
		d.Add(figure.Rule(x, 0, width, heavyRule, figure.Ink))
		e.s.t.Paragraph(width, span(e.l.Say(column.key), listHead)).Draw(&d, x, 2, width, figure.Left)
		list := e.s.list(width, column.points[:min(most, len(column.points))])
		d.Place(list, x, 7.4)
		d.Height = max(d.Height, 7.4+list.Height)
	}
	return d
}

// strengthAndFacts draws the lowest part: the strength in words beside the facts.
func (e *edition) strengthAndFacts() figure.Drawing {
	const wide = 8
	d := figure.Drawing{Width: whole}
	width := columns(wide)
	d.Add(figure.Rule(0, 0, width, thinRule*2, figure.Ink))
	y := 2.0
	put := func(p figure.Paragraph, after float64) {
		p.Draw(&d, 0, y, width, figure.Left)
		y += p.Height() + after
	}
	if e.best != nil {
		put(e.s.t.Paragraph(width, span(e.l.Say("report.strength"), listHead)), 0.7)
		strength := strings.Join(e.strengthOf(), " ")
		if e.figuresWithheld() {
			strength = e.l.Say("record.figures-withheld") + " " + strength
		}
		put(e.s.t.Paragraph(width-4, span(strength, textStyle)), 3.2)
		put(e.s.t.Paragraph(width, span(e.l.Say("report.finding"), listHead)), 0.3)
		finding := e.l.Finding(e.facts.measured.Finding)
		if third := e.l.ThirdLine(e.facts.measured); third != "" {
			finding += " · " + third
		}
		put(e.s.t.Paragraph(width, span(finding, listStyle)), 0.3)
		put(e.concludedLine(width), 0.3)
	} else {
		put(e.s.t.Paragraph(width, span(e.l.Say("report.finding"), listHead)), 0.3)
		put(e.s.t.Paragraph(width, span(e.l.Say("report.finding.none"), listStyle)), 0.3)
	}
	put(e.s.t.Paragraph(width-4, span(e.l.Say("report.finding.person"), noteStyle)), 0)
	facts := e.reportFacts()
	if e.grouped {
		facts = e.pairFacts()
	}
	table := e.factsTable(columns(12-wide), facts)
	d.Place(table, 15*wide, 0)
	d.Height = max(y, table.Height)
	return d
}

// concludedLine gives the values that a person chose, or says that none did.
func (e *edition) concludedLine(width float64) figure.Paragraph {
	finding, _ := e.in.Case.Finding(e.claim.evidence.ID)
	var ratings []string
	for _, r := range finding.Ratings {
		ratings = append(ratings, e.l.Say("book.rating."+string(r)))
	}
	if len(ratings) == 0 {
		return figure.Paragraph{}
	}
	return e.s.t.Paragraph(width, span(e.l.Say("record.concluded", "ratings", strings.Join(ratings, "; "), "by", e.short(finding.By)), listStyle))
}

// reportFacts are the names and values of the report as a whole, and those of
// its pair where there is only one.
func (e *edition) reportFacts() [][2]string {
	compared, second, placed := e.comparedInWords(), e.secondReader(), e.placedBy()
	if e.several() {
		compared, second, placed = "", e.in.Case.SecondReader.Name, strings.TrimPrefix(e.methods()["find"]+" "+align.Version, " ")
	}
	return [][2]string{
		{"report.fact.made", e.l.DateTime(e.in.Made)},
		{"report.fact.program", "Motbilde " + e.in.Version},
		{"report.fact.method", placed},
		{"report.fact.items", e.itemsInWords()},
		{"report.fact.compared", compared},
		{"report.fact.authors", e.short(strings.Join(e.in.Case.Authors, ", "))},
		{"book.second-reader", e.short(second)},
		{"report.fact.log", e.logInWords()},
		{"report.fact.replaces", e.replaced()},
		{"report.fact.manifest", e.manifest.short()},
	}
}

// pairFacts are the names and values of one pair among several.
func (e *edition) pairFacts() [][2]string {
	finding, _ := e.in.Case.Finding(e.claim.evidence.ID)
	return [][2]string{
		{"report.fact.method", e.placedBy()},
		{"report.fact.compared", e.comparedInWords()},
		{"report.fact.authors", e.short(finding.By)},
		{"book.second-reader", e.short(e.secondReader())},
		{"report.fact.manifest", e.manifest.short()},
	}
}

// factsTable draws names and values, those that there are.
func (e *edition) factsTable(width float64, facts [][2]string) figure.Drawing {
	const nameWidth = 19
	d := figure.Drawing{Width: width}
	d.Add(figure.Rule(0, 0, width, thinRule*2, figure.Ink))
	var said pairs
	y := 0.9
	for _, row := range facts {
		if row[1] == "" {
			continue
		}

		name := e.s.t.Paragraph(nameWidth, span(e.l.Say(row[0]), noteStyle))
		value := e.s.t.Paragraph(width-nameWidth-1, span(row[1], cellStyle))
		name.Draw(&d, 0, y+0.19, nameWidth, figure.Left)
		value.Draw(&d, nameWidth+1, y, width-nameWidth-1, figure.Left)
		if row[0] == "report.fact.manifest" {
			d.Add(figure.Link{Box: geom.Rect{MinX: nameWidth, MinY: y, MaxX: width, MaxY: y + value.Height()}, Anchor: "manifest"})
		}
		y += max(name.Height(), value.Height()) + 0.85
		d.Add(figure.Rule(0, y, width, thinRule, figure.Hairline))
		y += 0.85
		said = append(said, [2]string{e.l.Say(row[0]), row[1]})
	}
	d.Height = y
	d.Parts = []figure.Part{{Other: said}}
	return d
}

// pairs are names with their values, for what shows the report otherwise than on paper.
type pairs [][2]string

// itemsInWords says how many files the case holds, by role.
func (e *edition) itemsInWords() string {
	return e.l.Say("report.items.count", "claims", e.l.Plural("report.claims", len(e.in.Case.Claims())),
		"candidates", e.l.Plural("report.candidates", e.looked), "others", e.othersInWords())
}

// othersInWords counts the items that are neither claim nor candidate; nothing where there is none.
func (e *edition) othersInWords() string {
	if n := len(e.in.Case.Evidence) - len(e.in.Case.Claims()) - e.looked; n > 0 {
		return e.l.Plural("report.context", n)
	}
	return ""
}

// secondReader names who read the finding, or the case, again.
func (e *edition) secondReader() string {
	finding, _ := e.in.Case.Finding(e.claim.evidence.ID)
	return cmp.Or(finding.SecondReader.Name, e.in.Case.SecondReader.Name)
}

// logInWords counts the lines of the log and begins its digest.
func (e *edition) logInWords() string {
	n := e.in.Log.Count()
	if n == 0 {
		return ""
	}
	head := e.in.Log.Head()
	return e.l.Plural("record.log.lines", n) + ", " + head[:4] + "\u00a0" + head[4:8]
}

// replaced names the report that this one replaces.
func (e *edition) replaced() string {
	if e.in.Replaces == 0 {
		return ""
	}
	return e.l.Say("record.report.replaced", "n", strconv.Itoa(e.in.Replaces))
}
