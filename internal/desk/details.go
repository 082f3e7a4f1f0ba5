package desk

import (
	"context"
	"reflect"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/detail"
	"github.com/motbilde/motbilde/internal/geom"
)

// CanPropose reports whether details can be proposed on the shown pair.
func (d *Desk) CanPropose() bool {
	_, a := d.shown()
	return d.CanMark() && a.Placed() && !d.hides()
}

// ProposeDetails has matching details of the shown pair proposed: a person asks
// for it, as the program doesn't know what they show. They take the place of
// those proposed before that nobody has touched, and are others where there
// are. What a person set, moved or named stays, and new ones keep away from it.
func (d *Desk) ProposeDetails() {
	if !d.CanPropose() {
		return
	}
	pair := d.pairing()
	claim, _ := d.claim()
	candidate, a := d.shown()
	options := detail.Options{Most: detail.Most}
	for _, m := range d.shownMarks() {
		switch {
		case m.Kind != casefile.DetailMark || len(m.OnClaimed) == 0:
		case untouched(m.Mark):
			options.Not = append(options.Not, m.OnClaimed[0])
		default:
			options.Kept = append(options.Kept, m.OnClaimed[0])
		}
	}
	l := d.lab
	d.proposing = pair
	start(d, d.ctx, func(ctx context.Context) ([]detail.Detail, error) {
		return l.Details(ctx, casework.FileOf(claim), casework.FileOf(candidate), a, options)
	}, func(found []detail.Detail, err error) {
		d.proposing = pairing{}
		now, is := d.shown()
		switch {
		case err != nil:
			d.addProblem(Problem{ID: candidate.ID, Path: candidate.Path, Err: err})
			d.publish()
		case pair != d.pairing() || !reflect.DeepEqual(now.Frame, candidate.Frame) || is.CandidateFromClaimed != a.CandidateFromClaimed:
			d.publish() // another pair is looked at by now
		default:
			d.proposed(found, a)
		}
	})
	d.publish()
}

// untouched reports whether a mark is as the program proposed it.
func untouched(m casefile.Mark) bool { return m.Proposed && m.Text == "" && m.Note == "" }

// proposed makes the edit that brings proposed details into the case.
func (d *Desk) proposed(found []detail.Detail, a align.Alignment) {
	if len(found) == 0 {
		d.notice = Notice{Key: "mark.none-proposed"}
		d.publish()
		return
	}
	next := d.file
	for _, m := range d.shownMarks() {
		if m.Kind == casefile.DetailMark && untouched(m.Mark) {
			next = next.WithoutMarks(m.ID)
		}
	}
	pair := d.pairing()
	candidate, _ := d.shown()
	for _, f := range found {
		m := casefile.Mark{
			ID: d.newMarkID(), Claimed: pair.claim, Candidate: pair.candidate, Kind: casefile.DetailMark, Proposed: true,
			Set: casefile.OnClaimed, OnClaimed: []geom.Point{f.Claimed}, SidePx: f.SidePx, Measured: casework.Remeasured(f.Measured),
		}
		if at := candidate.Frame; at != nil && candidate.Parent == "" {
			m.Frame = &casefile.FrameMoment{Index: at.Index, Time: at.Time}
		}
		next = next.WithMark(d.twinned(m, a))
	}
	d.Edit(Named{Key: "mark.edit.propose"}, func(casefile.Case) casefile.Case { return next })
}

// spot is where a detail lies on a pair.
type spot struct {
	pairing
	claimed, candidate geom.Point
}

// spotOf returns where a detail lies; ok is false of anything that isn't looked
// for again, or was already.
func spotOf(m casefile.Mark) (at spot, ok bool) {
	if m.Kind != casefile.DetailMark || m.Twin != casefile.ByAlignment || m.Measured != nil {
		return at, false
	}
	return spot{pairing{m.Claimed, m.Candidate}, m.OnClaimed[0], m.OnCandidate[0]}, true
}

// measureDetails has the details of the shown pair looked for again that were not
// yet, whatever brought them where they lie. What comes of it is no edit.
func (d *Desk) measureDetails() {
	claim, has := d.claim()
	candidate, a := d.shown()
	if !has || !a.Placed() || d.entries[claim.ID].state != Ready || d.hides() {
		return
	}
	d.file = d.measuredAgain(d.file)
	l := d.lab
	for _, m := range d.shownMarks() {
		at, untried := spotOf(m.Mark)
		if _, known := d.spots[at]; !untried || known {
			continue
		}
		d.spots[at] = nil
		start(d, d.ctx, func(ctx context.Context) (detail.Measured, error) {
			return l.MeasureDetail(ctx, casework.FileOf(claim), casework.FileOf(candidate), a, at.claimed)
		}, func(found detail.Measured, err error) {
			if err != nil {
				delete(d.spots, at) // the file's problem is in the list
				return
			}
			if d.spots[at] = casework.Remeasured(found); d.spots[at] != nil {
				d.file = d.measuredAgain(d.file)
				d.changed()
				d.publish()
			}
		})
	}
}

// measuredAgain returns a case whose details have what came of looking for them
// again where they lie.
func (d *Desk) measuredAgain(c casefile.Case) casefile.Case {
	c.Marks = slices.Clone(c.Marks)
	for i, m := range c.Marks {
		if at, untried := spotOf(m); untried {
			c.Marks[i].Measured = d.spots[at]
		}
	}
	return c
}
