package book

import (
	"fmt"
	"slices"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
)

// buildTimeline makes the page of all dates: what they settle, drawn, and in words.
func (f *form) buildTimeline() {
	c := f.view.value.Case
	f.remake(func(c casefile.Case) string {
		names := ""
		for _, m := range c.Timeline() {
			names += nameOf(f.l, c, m.Of) + string(role(f.l, itemOf(c, m.Of)))
		}
		return fmt.Sprint(c.Timeline(), names, len(c.Claims()))
	})
	moments := c.Timeline()
	f.heading("book.timeline.order")
	if len(c.Claims()) == 0 {
		f.remark(f.l.Say("book.timeline.no-claim"))
	}
	for _, claim := range c.Claims() {
		f.said(func(now casefile.Case) string {
			sentence := chronology.Order(f.l, itemOf(now, claim.ID), f.copies(now))
			if len(now.Claims()) > 1 {
				return claim.Name + ": " + sentence
			}
			return sentence
		})
	}
	f.remark(f.l.Say("book.timeline.no-direction"))

	f.heading("book.timeline.dates")
	if len(moments) == 0 {
		f.items = append(f.items, look.Item{Object: look.NewText(f.l.Say("book.timeline.empty"), look.Body, look.InText), Above: look.Gap8})
		return
	}
	if lanes := f.lanes(moments); len(lanes) > 0 {
		f.items = append(f.items, look.Item{Object: newAxis(f.l, lanes), Above: look.Gap16})
		f.remark(f.l.Say("book.timeline.legend"))
	}
	for _, m := range moments {
		what := f.l.Say("book.timeline.moment", "name", nameOf(f.l, c, m.Of), "role", f.roleOf(m.Of), "what", chronology.Happening(f.l, m.Kind), "by", m.By)
		f.items = append(f.items, look.Item{Object: look.NewFact(chronology.Say(f.l, m.Date), what, laneName), Above: look.Gap8})
	}
}

func itemOf(c casefile.Case, id casefile.ID) casefile.Evidence {
	e, _ := c.Find(id)
	return e
}

// roleOf names what a moment's object is to the case.
func (f *form) roleOf(id casefile.ID) string {
	if e, ok := f.view.value.Case.Find(id); ok {
		return role(f.l, e)
	}
	return f.l.Say("book.role.post")
}

// copies are the candidates that match.
func (f *form) copies(c casefile.Case) []casefile.Evidence {
	var out []casefile.Evidence
	for _, e := range c.Candidates() {
		if slices.Contains(f.view.value.Copies, e.ID) {
			out = append(out, e)
		}
	}
	return out
}

// lanes puts the dated moments of each item and post on a line of its own, in
// the order of what came first on them.
func (f *form) lanes(moments []casefile.Moment) []lane {
	c := f.view.value.Case
	var lanes []lane
	for _, m := range moments {
		if !m.Dated {
			continue
		}
		i := slices.IndexFunc(lanes, func(l lane) bool { return l.of == m.Of })
		if i < 0 {
			e, isItem := c.Find(m.Of)
			l := lane{of: m.Of, name: nameOf(f.l, c, m.Of), shape: otherShape}
			switch {
			case isItem && e.Role == casefile.Claimed:
				l.shape = claimedShape
			case isItem && e.Role == casefile.Candidate:
				l.shape = candidateShape
			}
			lanes, i = append(lanes, l), len(lanes)
		}
		lanes[i].spans = append(lanes[i].spans, mark{Span: m.Span, event: m.Kind == casefile.MomentKind(casefile.Happened)})
	}
	return lanes
}
