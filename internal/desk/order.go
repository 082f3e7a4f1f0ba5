package desk

import (
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
)

// settle brings the list into order, best first, unless the hand is on it; then
// only what is new comes at its end. Without a choice of the person the best
// candidate is selected.
func (d *Desk) settle() {
	candidates := d.file.Candidates()
	if d.held {
		known := map[casefile.ID]bool{}
		for _, id := range d.order {
			known[id] = true
		}
		isCandidate := map[casefile.ID]bool{}
		for _, e := range candidates {
			isCandidate[e.ID] = true
			if !known[e.ID] {
				d.order = append(d.order, e.ID)
			}
		}
		d.order = slices.DeleteFunc(d.order, func(id casefile.ID) bool { return !isCandidate[id] })
	} else {
		d.order = d.order[:0:0]
		for _, c := range d.ranked(candidates) {
			d.order = append(d.order, c.Candidate)
		}
	}
	d.reselect()
}

// ranked returns the comparisons of the candidates, best first; those not
// compared yet stand between, in the order received.
func (d *Desk) ranked(candidates []casefile.Evidence) []casefile.Comparison {
	comparisons := make([]casefile.Comparison, len(candidates))
	for i, e := range candidates {
		comparisons[i] = d.comparison(e)
		comparisons[i].Candidate = e.ID
	}
	return casework.Rank(comparisons)
}

// reselect keeps the selection on a candidate: the person's choice, else the
// best that was found.
func (d *Desk) reselect() {
	if d.chosen && slices.Contains(d.order, d.selected) {
		return
	}
	before := d.selected
	d.chosen = false
	switch {
	case len(d.order) == 0:
		d.selected = ""
	case !d.held || !slices.Contains(d.order, d.selected):
		d.selected = d.order[0]
	}
	if d.selected != before {
		d.resetFrames()
	}
}

// Hold keeps the order of the list while the hand is on it.
func (d *Desk) Hold(held bool) {
	if d.held == held {
		return
	}
	d.held = held
	if !held {
		d.settle()
		d.publish()
	}
}

// Copies returns the candidates that match each claim, as far as they have been
// compared, in the order received.
func (d *Desk) Copies() map[casefile.ID][]casefile.ID {
	copies := map[casefile.ID][]casefile.ID{}
	for _, claim := range d.file.Claims() {
		for _, e := range d.file.Candidates() {
			if d.results[pairing{claim.ID, e.ID}].Alignment.Verdict.Accepted() {
				copies[claim.ID] = append(copies[claim.ID], e.ID)
			}
		}
	}
	return copies
}

// Select shows that candidate against the claim.
func (d *Desk) Select(id casefile.ID) {
	if !slices.Contains(d.order, id) {
		return
	}
	if d.selected != id {
		d.selected = id
		d.resetFrames()
	}
	d.chosen = true
	d.publish()
}

// SelectNext and SelectPrevious move the selection along the list and stop at its ends.
func (d *Desk) SelectNext() { d.step(1) }

// SelectPrevious moves the selection up the list.
func (d *Desk) SelectPrevious() { d.step(-1) }

func (d *Desk) step(by int) {
	if len(d.order) == 0 {
		return
	}
	i := slices.Index(d.order, d.selected)
	d.Select(d.order[max(0, min(len(d.order)-1, i+by))])
}

// neighbour returns the candidate that takes the selection when this one goes.
func (d *Desk) neighbour(id casefile.ID) casefile.ID {
	i := slices.Index(d.order, id)
	switch {
	case i < 0 || len(d.order) == 1:
		return ""
	case i+1 < len(d.order):
		return d.order[i+1]
	default:
		return d.order[i-1]
	}
}
