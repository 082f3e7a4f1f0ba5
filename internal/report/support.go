package report

import (
	"math"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// supportFigure is the pair with the support of its alignment on it; nil where
// there is none to show, or no pixels to show it on.
func (e *edition) supportFigure() flow {
	f, s := &e.figures, e.s
	if !e.showsSupport() {
		return nil
	}
	key, other := "report.caption.support.over", e.l.Say("report.caption.found")
	if e.best.verdict() == align.Partial {
		other = e.l.Say("report.caption.candidate")
	}
	if f.layout.SideBySide {
		key, other = "report.caption.support.side", words.Capital(other)
	}
	claim, found := e.claimPanel(f.layout.SideBySide, e.itemLabel(e.claim)), e.foundPanel(f.layout, e.itemLabel(*e.best))
	n := e.number(numberSupport)
	return s.plate(e.at(anchorSupport), true, f.layout.First.Height(), smallestPair, s.caption(n, e.l.Say(key, "other", other)), func(width, height float64) figure.Drawing {
		layout := figure.Arrange(e.facts.claim, e.facts.found, width, f.layout.Limit(height))
		d := figure.Supported(s.t, layout, claim, found, e.facts.support, e.best.comparison.Alignment.CandidateFromClaimed)
		legend := figure.SupportLegend(s.t, e.l, width, e.facts.support)
		d.Place(legend, 0, d.Height+1.8)
		d.Width, d.Height = max(d.Width, legend.Width), d.Height+1.8+legend.Height
		return d
	}).narrowing(e.facts.claim, e.facts.found)
}

// showsSupport reports whether there is support to show, and pixels to show it on.
func (e *edition) showsSupport() bool {
	return e.facts.support != nil && e.figures.claim != nil && e.figures.found != nil
}

const anchorSupport = "support" // the figure with the support

// supportNote says how the areas were found, for the rail.
func (e *edition) supportNote() string {
	cells := e.best.comparison.Alignment.Support
	if e.facts.support == nil || len(cells) == 0 || !e.facts.support.HasAreas() {
		return ""
	}
	side := int64(math.Round(cells[0].Box.Width()))
	return e.l.Say("report.support.note", "side", e.l.Pixels(int(side), int(side)), "n", e.l.Count(int64(len(cells))), "version", align.Version)
}

// supportSentences say where and how much agrees, and what of the rest can be
// told: what changed, how much contradicts, and how much gives no support
// either way.
func (e *edition) supportSentences() []string {
	s := e.facts.support
	if !s.HasAreas() {
		return nil
	}
	out := []string{s.Agreement(e.l) + "."}
	if s.Share(support.Changed) > 0 {
		out = append(out, e.change())
	}
	if s.Share(support.Contradicts) > 0 {
		out = append(out, e.l.Say("report.support.contradicts", "share", s.ShareOf(e.l, support.Contradicts), "where", s.Where(e.l, support.Contradicts)))
	}
	const least = 0.005 // of the claim, to be told
	outside := max(0, 1-e.best.comparison.Alignment.ClaimCovered)
	if outside >= least {
		out = append(out, e.l.Say("report.support.outside", "share", e.l.Percent(outside, 0)))
	}
	if rest := 1 - s.Told() - outside; rest >= least {
		out = append(out, e.l.Say("report.support.untold", "share", e.l.Percent(rest, 0)))
	}
	return out
}

// change says where content changed between two exposures.
func (e *edition) change() string {
	s := e.facts.support
	return e.l.Say("report.support.changed", "share", s.ShareOf(e.l, support.Changed), "where", s.Where(e.l, support.Changed))
}
