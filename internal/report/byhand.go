package report

import (
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
)

// byHand is the summary of a pair that a person aligned: how, and what the
// program found by itself. It calls nothing a match.
func (e *edition) byHand(h casefile.HandAlignment, found string) string {
	p := h.Placement()
	return e.l.Say("hand.report.lead", "claim", e.name(e.claim), "found", found, "points", e.l.Plural("hand.points", len(h.Points.Pairs)),
		"model", e.l.Say("hand.model."+p.Model.String())) + " " +
		e.l.Say("hand.report.program", "finding", e.l.Finding(e.best.comparison.Automatic.Verdict.String()))
}

// handPoints tells the residual of each control point, the worst first.
func (e *edition) handPoints(h casefile.HandAlignment) string {
	p := h.Placement()
	if p.Exact {
		return e.l.Say("hand.report.exact", "points", e.l.Plural("hand.points", len(h.Points.Pairs)))
	}
	var each []string
	for _, i := range p.WorstFirst() {
		name := strconv.Itoa(i + 1)
		if called := e.short(h.Points.Pairs[i].Name); called != "" {
			name += " (" + called + ")"
		}
		each = append(each, name+": "+e.l.Px(p.Residuals[i], 1))
	}
	key := "hand.report.residuals"
	if h.Refined {
		key += ".refined"
	}
	return e.l.Say(key, "residual", e.l.Px(p.ResidualPx, 1), "each", e.l.List(each), "method", h.Method)
}

// strengthOf is the strength statement; of an alignment by hand it says that a
// person made it, and not the reader.
func (e *edition) strengthOf() []string {
	if e.best.comparison.Hand != nil {
		return []string{e.l.Say("hand.report.strength"), e.l.Say("finding.strength.order")}
	}
	return e.l.Strength(e.facts.measured)
}
