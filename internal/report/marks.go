package report

import (
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/marks"
)

// drawnMarks returns the marks that a person drew on the pair and that are to be
// seen, with their numbers; details and redactions are none of them.
func (e *edition) drawnMarks() (all []figure.Mark) {
	if e.best == nil || e.best.comparison == nil {
		return nil
	}
	for _, m := range e.in.Case.MarksOf(e.claim.evidence.ID, e.best.evidence.ID) {
		if m.Kind != casefile.DetailMark && m.Kind != casefile.RedactionMark && !m.Hidden && m.OfFrame(e.best.comparison.Frame) {
			all = append(all, figure.Mark{Mark: m, Number: e.in.Case.NumberOf(m.ID), First: m.OnClaimed, Second: m.OnCandidate})
		}
	}
	return all
}

// marksInClaim returns them with the candidate's points carried into the claim's
// pixels, where the candidate is shown aligned.
func (e *edition) marksInClaim() []figure.Mark {
	all := e.drawnMarks()
	back, ok := e.best.comparison.Alignment.CandidateFromClaimed.Inverse()
	if !ok {
		return nil
	}
	for i := range all {
		points := make([]geom.Point, len(all[i].Second))
		for k, p := range all[i].Second {
			points[k] = back.Apply(p)
		}
		all[i].Second = points
	}
	return all
}

// markFlows is the legend of the marks in words, and what is said of redactions;
// nothing where there are none.
func (e *edition) markFlows() (flows []flow) {
	s := e.s
	var legend []figure.Span
	carried := false
	for _, m := range e.drawnMarks() {
		if m.Kind == casefile.LabelMark && m.Note == "" {
			continue // it says itself what it says
		}
		if len(legend) > 0 {
			legend = append(legend, span("\n", textStyle))
		}
		legend = append(legend, span(marks.Called(e.l, m.Mark, m.Number), textStyle.In(figure.SansSemiBold)))
		says := m.Text
		if m.Twin == casefile.NoTwin {
			says += " (" + e.l.Say("mark.report.only", "side", e.l.Say("detail.side."+string(m.Set))) + ")"
		}
		if m.Note != "" {
			says += ". " + m.Note
		}
		if says = strings.TrimSpace(says); says != "" {
			legend = append(legend, span("  "+says, textStyle))
		}
		carried = carried || m.Twin == casefile.ByAlignment
	}
	if len(legend) > 0 {
		sentence := e.l.Say("mark.report.legend")
		if carried {
			sentence += " " + e.l.Say("mark.report.carried")
		}
		flows = append(flows, s.text(textWidth, baseline/2, span(sentence, textStyle)), s.prose(textWidth, baseline, legend...))
	}
	if says := e.redactions(); says != "" {
		flows = append(flows, s.text(textWidth, baseline, span(says, textStyle)))
	}
	return flows
}

// redactions says how many places of the pair are covered, and that nothing was
// measured there; empty where none is.
func (e *edition) redactions() string {
	seen := map[casefile.ID]bool{}
	blurred := false
	for _, it := range []item{e.claim, *e.best} {
		for _, a := range e.areas[it.evidence.ID] {
			seen[a.Mark] = true
			blurred = blurred || a.Blur
		}
	}
	if len(seen) == 0 {
		return ""
	}
	says := e.l.Plural("mark.report.covered", len(seen))
	if blurred {
		says += " " + e.l.Say("mark.report.blurred")
	}
	return says
}

// marksCaption says in a caption how many marks are drawn; nothing where none is.
func (e *edition) marksCaption() string {
	if n := len(e.drawnMarks()); n > 0 {
		return " " + e.l.Say("mark.report.caption", "n", strconv.Itoa(n))
	}
	return ""
}
