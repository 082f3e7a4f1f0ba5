package casefile

import (
	"cmp"
	"slices"
	"time"
)

// MomentKind says what happened at a moment of the timeline.
type MomentKind string

// What can stand on the timeline beside the events of What.
const (
	Collected  MomentKind = "collected"
	ArchivedAt MomentKind = "archived"
	Deleted    MomentKind = "deleted"
	Said       MomentKind = "said"
	Online     MomentKind = "online"
	Gone       MomentKind = "gone"
)

// Moment is a date of a case: an item's, or a post's.
type Moment struct {
	Of   ID // the item or the post
	Kind MomentKind
	Date Date
	By   string // who says so; empty where nobody is named
	Span Span   // meaningless where Dated is false
	// Dated is false for a date in words, which has no place on the timeline.
	Dated bool
}

// Timeline returns every date of the case, in the order of time; what begins at
// the same moment stands in the order of the case, and dates in words last.
func (c Case) Timeline() []Moment {
	var out []Moment
	add := func(of ID, kind MomentKind, d Date, by string) {
		if d == "" {
			return
		}
		m := Moment{Of: of, Kind: kind, Date: d, By: by}
		m.Span, m.Dated = d.Span()
		out = append(out, m)
	}
	for _, e := range c.Evidence {
		s := e.Source
		for _, d := range s.Dates {
			add(e.ID, MomentKind(d.What), Date(d.Value), d.By)
		}
		add(e.ID, MomentKind(Posted), s.Date, cmp.Or(s.Account, s.Publisher))
		for _, a := range s.Archived {
			add(e.ID, ArchivedAt, a.Date, "")
		}
		for _, said := range s.Statements {
			add(e.ID, Said, said.When, said.Who)
		}
		add(e.ID, Deleted, s.DeletedSince, "")
		add(e.ID, Collected, s.Collected, s.Collector)
	}
	for _, p := range c.Posts {
		for _, seen := range p.SeenOnline {
			add(p.ID, Online, seen.When, seen.Who)
		}
		for _, seen := range p.SeenGone {
			add(p.ID, Gone, seen.When, seen.Who)
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int {
		switch {
		case a.Dated != b.Dated:
			if a.Dated {
				return -1
			}
			return 1
		case !a.Dated:
			return 0
		}
		return a.Span.begin().Compare(b.Span.begin())
	})
	return out
}

// begin is where a span stands on the timeline: one without a zone as if it
// were in UTC, an open one where it ends.
func (s Span) begin() time.Time {
	switch {
	case s.From.IsZero() && s.Zone:
		return s.To
	case s.From.IsZero():
		return s.To.Add(-westmost)
	case s.Zone:
		return s.From
	}
	return s.From.Add(eastmost)
}

// NotLaterThan returns the date by which the item certainly was there, as far
// as its dates go: where several are given, the latest, until a person has
// resolved which one counts. ok is false where none can be read.
func (e Evidence) NotLaterThan() (_ Date, ok bool) {
	var latest Date
	var end time.Time
	for _, d := range e.existed() {
		span, read := Date(d.Value).Span()
		if !read || span.To.IsZero() {
			continue
		}
		if d.Resolved {
			return Date(d.Value), true
		}
		if !ok || span.To.After(end) {
			latest, end, ok = Date(d.Value), span.To, true
		}
	}
	return latest, ok
}

// existed are the dates on which there was such a picture: an event's is not one of them.
func (e Evidence) existed() []Attributed {
	all := []Attributed{{What: Posted, Value: string(e.Source.Date)}}
	for _, d := range e.Source.Dates {
		if d.What != Happened {
			all = append(all, d)
		}
	}
	return all
}

// EventDate returns when that happened which the item is said to show: the one
// a person resolved, else the first given.
func (e Evidence) EventDate() (_ Date, ok bool) {
	for _, d := range e.Source.Dates {
		if d.What == Happened && d.Resolved {
			return Date(d.Value), true
		}
	}
	for _, d := range e.Source.Dates {
		if d.What == Happened {
			return Date(d.Value), true
		}
	}
	return "", false
}

// EarliestFound returns the candidate that was there first, by the dates that
// are known of the given ones; ok is false where none has a date.
func EarliestFound(candidates []Evidence) (earliest Evidence, by Date, ok bool) {
	var end time.Time
	for _, e := range candidates {
		d, has := e.NotLaterThan()
		if !has {
			continue
		}
		if span, _ := d.Span(); !ok || span.To.Before(end) {
			earliest, by, end, ok = e, d, span.To, true
		}
	}
	return earliest, by, ok
}
