package report

import (
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/support"
)

// alignedPair shows the claim beside the candidate warped onto it, or says why not.
func (e *edition) alignedPair() section {
	sec := section{key: "pair", head: e.l.Say("report.pair")}
	s, f := e.s, &e.figures
	if f.warped == nil {
		reason := e.l.Say("report.pair.no-alignment")
		switch {
		case e.figuresWithheld():
			reason = e.l.Say("record.figures-withheld")
		case f.claim == nil || f.found == nil:
			reason = e.l.Say("report.pair.no-pixels")
		case e.best.verdict() == align.Partial:
			reason = e.l.Say("report.pair.partial")
		case e.best.verdict() == align.Uncertain:
			reason = e.l.Say("report.pair.uncertain")
		}
		plate := e.supportFigure()
		if e.best.verdict() != align.Partial || plate == nil {
			sec.body = append([]flow{s.text(textWidth, 0, span(reason, textStyle))}, e.markFlows()...)
			return sec
		}
		sec.notes = []string{e.supportNote()}
		which := strings.Join(append([]string{reason}, e.supportSentences()...), " ")
		sec.body = append([]flow{s.text(textWidth, baseline, span(which, textStyle)), plate}, e.markFlows()...)
		return sec
	}
	sec.notes = []string{e.transformation(), e.l.Say("report.pair.resampling")}
	if h := e.best.comparison.Hand; h != nil {
		sec.notes = append(sec.notes, e.handPoints(*h))
	}
	sentence := e.l.Say("report.pair.text", "item", e.best.letter)
	claim := e.claimPanel(f.aligned.SideBySide, e.itemLabel(e.claim))
	tag := "report.bar.found"
	if e.best.comparison.Hand != nil {
		tag = "report.bar.candidate"
	}
	found := figure.Panel{
		Picture: *f.warped, Size: e.facts.claim, Bar: figure.Source,
		Tag:   e.tag(tag, f.aligned.SideBySide, "report.right"),
		Label: e.l.Say("report.bar.aligned", "item", e.best.letter),
	}
	key := "report.caption.aligned.over"
	if f.aligned.SideBySide {
		key = "report.caption.aligned.side"
	}
	sec.body = []flow{
		s.text(textWidth, baseline, span(sentence, textStyle)),
		s.plate(e.at("figure-2"), true, f.aligned.First.Height(), smallestPair, s.caption(e.number(numberAligned), e.l.Say(key)), func(width, height float64) figure.Drawing {
			layout := figure.Arrange(e.facts.claim, e.facts.claim, width, f.aligned.Limit(height))
			d := figure.Detailed(s.t, layout, claim, found, e.spots())
			d.Add(figure.Marks(s.t, layout, e.facts.claim, e.facts.claim, e.marksInClaim())...)
			return d
		}).narrowing(e.facts.claim, e.facts.claim),
	}
	if f.swiped[0] != nil {
		sec.body = append(sec.body, e.swipePlate())
	}
	sec.body = append(sec.body, e.markFlows()...)
	sec.body = append(sec.body, e.detailFlows()...)
	return sec
}

// itemLabel names an item on a bar: "Item A, 480 × 403 px".
func (e *edition) itemLabel(it item) string {
	return e.l.Say("report.bar.item", "item", it.letter, "pixels", e.l.Pixels(it.evidence.Pixels.Width, it.evidence.Pixels.Height))
}

// transformation describes the model in the rail.
func (e *edition) transformation() string {
	a := e.best.comparison.Alignment
	mirrored := e.l.Say("report.model.upright")
	if a.Mirrored {
		mirrored = e.l.Say("report.model.mirrored")
	}
	corner := ""
	if a.CornerErrorPx > 0 {
		corner = e.px(a.CornerErrorPx)
	}
	model := ""
	if a.Model != align.ModelUnset {
		model = e.l.Say("report.model."+a.Model.String(), "degrees", strconv.Itoa(a.Model.DegreesOfFreedom()))
	}
	origin := e.facts.quad[0]
	return strings.TrimSpace(model + " " + e.l.Say("report.model.numbers",
		"scale", e.l.Number(e.facts.scale, 3), "rotation", e.l.Degrees(e.facts.rotation, 1),
		"x", e.l.Number(origin.X, 1), "y", e.l.Px(origin.Y, 1), "mirrored", mirrored, "corner", corner))
}

// Heights of the views' pictures, millimetres: no more than the first, and to
// the next page rather than less than the last.
const (
	tallestView  = 96
	smallestView = 66
	smallestPair = 66
	viewGap      = 2

	anchorDifference = "difference" // the figure with the difference
)

// views shows overlay and difference with their parameters. Upright pictures
// stand side by side, others over each other.
func (e *edition) views() section {
	s, f := e.s, &e.figures
	sec := section{
		key: "views", head: e.l.Say("report.views"),
		notes: []string{e.l.Say("report.views.overlay.note")},
	}
	size := e.facts.claim
	single := func(p *figure.Encoded) func(width, height float64) figure.Drawing {
		return func(width, height float64) figure.Drawing {
			w, h := figure.Within(size, width, height)
			return figure.Single(s.t, figure.Panel{Picture: *p, Size: size}, w, h)
		}
	}
	overlay := s.caption(e.number(numberOverlay), e.l.Say("report.caption.overlay"))
	_, natural := figure.Within(size, bodyWidth, tallestView)
	if f.difference == nil {
		sec.body = []flow{
			s.plate(e.at("figure-3"), false, natural, smallestView, overlay, single(f.overlay)),
			s.text(textWidth, 0, span(e.l.Say("report.differs.unmeasured"), textStyle)),
		}
		return sec
	}
	sec.notes = append(sec.notes, e.l.Say("report.views.difference.note", "version", compare.Version))
	difference := s.caption(e.number(numberDifference), e.l.Say("report.caption.difference"))
	legend := figure.DifferenceLegend(s.t, e.l, bodyWidth, f.cantTell)
	under := func(d figure.Drawing) figure.Drawing {
		d.Place(legend, 0, d.Height+1.8)
		d.Height += 1.8 + legend.Height
		return d
	}
	if size.Height > size.Width {
		half := (bodyWidth - viewGap) / 2.0
		_, natural = figure.Within(size, half, tallestView)
		sec.body = append(sec.body, s.plate(e.at(anchorDifference), false, natural, smallestView, append(append(overlay, span("\n", captionStyle)), difference...),
			func(width, height float64) figure.Drawing {
				w, h := figure.Within(size, half, height)
				d := figure.Drawing{Width: width, Height: h}
				d.Place(figure.Single(s.t, figure.Panel{Picture: *f.overlay, Size: size}, w, h), 0, 0)
				d.Place(figure.Numbered(s.t, figure.Panel{Picture: *f.difference, Size: size}, e.regionBoxes(), w, h), w+viewGap, 0)
				return under(d)
			}))
	} else {
		sec.body = append(sec.body,
			s.plate(e.at("figure-3"), false, natural, smallestView, overlay, single(f.overlay)),
			s.plate(e.at(anchorDifference), false, natural, smallestView, difference, func(width, height float64) figure.Drawing {
				w, h := figure.Within(size, width, height)
				return under(figure.Numbered(s.t, figure.Panel{Picture: *f.difference, Size: size}, e.regionBoxes(), w, h))
			}))
	}
	sec.body = append(sec.body, s.text(textWidth, baseline, span(strings.Join(e.differenceInWords(), " "), textStyle)))
	sec.body = append(sec.body, e.disagreeFlows()...)
	sec.body = append(sec.body, e.regionTable()...)
	return sec
}

// strength says how good the agreement is: in words first, then as a table.
func (e *edition) strength() section {
	s, a, m := e.s, e.best.comparison.Alignment, e.facts.measured
	sentences := e.strengthOf()
	lead, rest := "", sentences
	if len(sentences) > 0 {
		lead, rest = sentences[0], sentences[1:]
	}
	sec := section{
		key: "strength", head: e.l.Say("report.strength"),
		notes: []string{e.l.Say("report.strength.method", "version", align.Version), e.l.Say("report.strength.same")},
	}
	if e.best.comparison.Hand != nil {
		sec.notes = nil // the program's method placed nothing here
	}
	if e.figuresWithheld() {
		lead, rest = e.l.Say("record.figures-withheld"), sentences
	}
	sec.body = append(sec.body, s.text(textWidth+6, 3, span(lead, leadStyle)))
	if e.facts.placed && len(a.Inliers) > 0 {
		rest = append(rest, e.l.Say("report.strength.points",
			"matches", e.l.Count(int64(a.Matches)), "inliers", e.l.Count(int64(len(a.Inliers))), "residual", e.px(a.ResidualPx)))
	}
	if held, squares := e.facts.support.Reach(); squares > 0 {
		rest = append(rest, e.l.Say("report.strength.reach", "held", e.l.Count(int64(held)), "all", e.l.Count(int64(squares))))
	}
	if a.HasNFA && m.Band() > 0 {
		rest = append(rest, e.l.Say("report.strength.nfa"))
	}
	if len(rest) > 0 {
		sec.body = append(sec.body, s.text(textWidth, baseline, span(strings.Join(rest, " "), textStyle)))
	}
	if rows := e.measures(); len(rows) > 0 {
		sec.body = append(sec.body, s.table(baseline, []column{
			{head: e.l.Say("report.column.measure"), width: 48},
			{head: e.l.Say("report.column.value"), width: 20, align: figure.Right},
			{width: 1}, // numbers at the right and words at the left need more air
			{head: e.l.Say("report.column.read")},
		}, rows))
	}
	if plate := e.supportFigure(); plate != nil && e.best.verdict() != align.Partial {
		sec.notes = append(sec.notes, e.supportNote())
		if says := e.supportSentences(); len(says) > 0 {
			sec.body = append(sec.body, s.text(textWidth, baseline, span(strings.Join(says, " "), textStyle)))
		}
		sec.body = append(sec.body, plate)
	}
	return sec
}

// px writes a length that is never rounded to nothing.
func (e *edition) px(v float64) string {
	if v > 0 && v < 0.005 {
		return e.l.Say("report.under", "value", e.l.Px(0.01, 2))
	}
	return e.l.Px(v, 2)
}

// measures returns the rows of the table of measures: only what was measured.
func (e *edition) measures() [][]cell {
	a := e.best.comparison.Alignment
	var rows [][]cell
	add := func(key, value string) {
		rows = append(rows, []cell{bold(e.l.Say("report.measure." + key)), text(value), {}, text(e.l.Say("report.read." + key))})
	}
	if a.HasNFA && a.Verdict != align.Partial {
		add("nfa", e.l.NFA(a.Log10NFA))
	}
	if a.Matches > 0 {
		add("points", e.l.Count(int64(a.Matches))+" / "+e.l.Count(int64(len(a.Inliers))))
	}
	if held, squares := e.facts.support.Reach(); squares > 0 {
		add("reach", e.l.Count(int64(held))+" / "+e.l.Count(int64(squares)))
	}
	if s := e.facts.support; s.HasAreas() {
		add("agrees", s.ShareOf(e.l, support.Agrees))
		if s.Share(support.Changed) > 0 {
			add("changed", s.ShareOf(e.l, support.Changed))
		}
		add("contradicts", s.ShareOf(e.l, support.Contradicts))
	}
	if !e.facts.placed {
		return rows
	}
	if len(a.Inliers) > 0 {
		add("residual", e.px(a.ResidualPx))
	}
	if a.CornerErrorPx > 0 {
		add("corner", e.px(a.CornerErrorPx))
	}
	if len(a.Support) > 0 {
		add("support", e.l.Percent(a.SupportAgrees, 0))
	}
	add("claim", e.l.Percent(a.ClaimCovered, 1))
	add("found", e.l.Percent(a.CandidateCovered, 1))
	if a.Model != align.ModelUnset {
		add("freedom", strconv.Itoa(a.Model.DegreesOfFreedom()))
	}
	return rows
}

// limits sets differences beside limits, and says what none of it shows.
func (e *edition) limits() section {
	s := e.s
	half := (bodyWidth - 4) / 2.0
	d := figure.Drawing{Width: bodyWidth}
	for i, column := range []struct {
		key    string
		points []point
	}{{"report.limits.seen", e.differences(false)}, {"report.limits.limits", e.limitations()}} {
		x := (half + 4) * float64(i)
		s.t.Paragraph(half, span(e.l.Say(column.key), listHead)).Draw(&d, x, 0, half, figure.Left)
		list := s.list(half, column.points)
		d.Place(list, x, 5.6)
		d.Height = max(d.Height, 5.6+list.Height)
	}
	note := ""
	if others := e.looked - 1; others > 0 {
		note = e.l.Say("report.limits.note", "others", e.l.Plural("report.others.count", others))
	}
	return section{
		key: "limits", head: e.l.Say("report.limits"), notes: []string{note},
		body: []flow{
			block{drawing: d, after: 3.6},
			s.text(bodyWidth, 0.9, span(e.l.Say("report.not-shown"), listHead)),
			s.text(textWidth, 0, span(e.notShown(), textStyle)),
		},
	}
}

// limitations says what this comparison can't see.
func (e *edition) limitations() []point {
	out := []string{e.l.Say("report.limit.method")}
	if e.facts.placed {
		out = append(out, e.l.Say("report.limit.compression"), e.l.Say("report.limit.edges"))
	}
	if e.facts.difference && e.facts.told < 0.9995 && e.facts.told > 0 {
		out = append(out, e.l.Say("report.limit.unknown", "share", e.l.Percent(1-e.facts.told, 1)))
	}
	if e.facts.placed && e.best.verdict() == align.Match {
		out = append(out, e.l.Say("report.limit.exposure"))
	}
	if e.facts.placed {
		out = append(out, e.l.Say("report.limit.extended"))
	}
	return points(out...)
}

func (e *edition) notShown() string {
	out := e.l.Say("report.not-shown.text")
	if date := e.noLater(*e.best); date != "" {
		out += " " + e.l.Say("report.not-shown.earliest", "date", date)
	}
	return out
}
