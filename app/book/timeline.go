package book

import (
	"fmt"
	"slices"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
)

// mostLanes is how many items and posts are drawn: those with the earliest dates.
const mostLanes = 40

// buildTimeline makes the page of all dates: what they settle, drawn, and in words.
func (f *form) buildTimeline() {
	c := f.view.value.Case
	// A case is a value: while it holds the same lists, it has the same dates.
	f.remake(func(now casefile.Case) string {
		return fmt.Sprint(same(now.Evidence, c.Evidence), same(now.Posts, c.Posts))
	})
	moments := c.Timeline()
	f.heading("book.timeline.order")
	if len(c.Claims()) == 0 {
		f.remark(f.l.Say("book.timeline.no-claim"))
	}
	for _, claim := range c.Claims() {
		f.said(func(now casefile.Case) string {
			sentence := chronology.Order(f.l, itemOf(now, claim.ID), f.copies(now, claim.ID))
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
		if left := len(lanes) - mostLanes; left > 0 {
			lanes = lanes[:mostLanes]
			f.remark(f.l.Plural("book.timeline.undrawn", left))
		}
		f.items = append(f.items, look.Item{Object: newAxis(f.l, lanes), Above: look.Gap16})
		f.remark(f.l.Say("book.timeline.legend"))
	}
	shown := moments
	if len(shown) > mostLines && !f.view.whole["timeline"] {
		shown = shown[:mostLines]
	}
	for _, m := range shown {
		what := f.l.Say("book.timeline.moment", "name", nameOf(f.l, c, m.Of), "role", f.roleOf(m.Of), "what", chronology.Happening(f.l, m.Kind), "by", m.By)
		f.items = append(f.items, look.Item{Object: newTold(chronology.Say(f.l, m.Date), what), Above: look.Gap8})
	}
	f.more("timeline", "book.timeline.more", len(moments)-len(shown))
}

func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
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

// copies are the candidates that match a claim.
func (f *form) copies(c casefile.Case, claim casefile.ID) []casefile.Evidence {
	var out []casefile.Evidence
	for _, e := range c.Candidates() {
		if slices.Contains(f.view.value.Copies[claim], e.ID) {
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
