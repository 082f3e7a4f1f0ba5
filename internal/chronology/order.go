package chronology

import (
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// Order says in one sentence what the dates settle about a claim and the copies
// that were found of it. Copies are candidates that match: a candidate that
// doesn't is no copy, however old it is.
func Order(l words.Language, claim casefile.Evidence, copies []casefile.Evidence) string {
	event, told := claim.EventDate()
	_, by, dated := casefile.EarliestFound(copies)
	switch {
	case len(copies) == 0:
		return l.Say("chronology.no-copy")
	case !told:
		return l.Say("chronology.no-event")
	case !dated:
		return l.Say("chronology.no-date")
	case by.Before(event):
		return l.Say("chronology.before", "date", Latest(l, by), "event", Say(l, event))
	}
	return l.Say("chronology.unsettled")
}

// Conflicts says of each kind of date that is given several times whether the
// dates conflict, and which one counts. It says nothing where all agree.
func Conflicts(l words.Language, e casefile.Evidence) []string {
	var out []string
	for _, what := range casefile.Whats {
		dates, counts := datesOf(e, what)
		if !conflict(dates) {
			continue
		}
		n := numeral(l, len(dates))
		name := l.Say("chronology.what." + string(what))
		switch {
		case counts != "":
			out = append(out, l.Say("chronology.conflict-resolved", "n", n, "what", name, "date", Say(l, counts)))
		case what == casefile.Happened:
			out = append(out, l.Say("chronology.conflict-event", "n", n, "what", name, "date", Say(l, dates[0])))
		default:
			out = append(out, l.Say("chronology.conflict", "n", n, "what", name, "date", Latest(l, latest(dates))))
		}
	}
	return out
}

// datesOf returns the dates of one kind that can be read, and the one that a
// person marked.
func datesOf(e casefile.Evidence, what casefile.What) (dates []casefile.Date, counts casefile.Date) {
	add := func(d casefile.Date) bool {
		_, ok := d.Span()
		if ok {
			dates = append(dates, d)
		}
		return ok
	}
	if what == casefile.Posted {
		add(e.Source.Date)
	}
	for _, d := range e.Source.Dates {
		if d.What == what && add(casefile.Date(d.Value)) && d.Resolved {
			counts = casefile.Date(d.Value)
		}
	}
	return dates, counts
}

// conflict reports whether two of the dates can't be the same moment.
func conflict(dates []casefile.Date) bool {
	return slices.ContainsFunc(dates, func(a casefile.Date) bool {
		return slices.ContainsFunc(dates, func(b casefile.Date) bool {
			s, _ := a.Span()
			t, _ := b.Span()
			return !s.To.IsZero() && !t.From.IsZero() && !s.To.After(t.From)
		})
	})
}

// latest returns the date that ends last; one without an end says nothing of it.
func latest(dates []casefile.Date) casefile.Date {
	return slices.MaxFunc(dates, func(a, b casefile.Date) int {
		s, _ := a.Span()
		t, _ := b.Span()
		return s.To.Compare(t.To) // no end is the zero time, the earliest of all
	})
}

func numeral(l words.Language, n int) string {
	if n == 2 {
		return l.Say("chronology.two")
	}
	return l.Count(int64(n))
}

// Happening says what a moment of the timeline tells: "posted", "archived".
func Happening(l words.Language, k casefile.MomentKind) string {
	if k == "" { // nobody has said what the date is the date of
		k = "dated"
	}
	return l.Say("chronology.moment." + string(k))
}
