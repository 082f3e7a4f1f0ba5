package desk

import (
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
)

// settle brings the list into order unless the hand is on it; then only what is
// new comes at its end. Without a choice of the person the first candidate is
// selected.
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
		var ranked []casefile.ID
		for _, c := range d.ranked(candidates) {
			ranked = append(ranked, c.Candidate)
		}
		d.order = d.sorted(ranked)
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
		if rows := d.listed(); len(rows) > 0 {
			d.selected = rows[0].ID
		}
	}
	if d.selected != before {
		d.picked, d.anchor = nil, d.selected
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
	d.selectOnly(id)
	d.chosen = true
	d.measureDetails()
	d.publish()
}

// SelectNext and SelectPrevious move the selection along the list and stop at its ends.
func (d *Desk) SelectNext() { d.step(1) }

// SelectPrevious moves the selection up the list.
func (d *Desk) SelectPrevious() { d.step(-1) }

func (d *Desk) step(by int) {
	rows := d.listed()
	if len(rows) == 0 {
		return
	}
	i := slices.IndexFunc(rows, func(r Listed) bool { return r.ID == d.selected })
	if i < 0 && by > 0 {
		by = 1
	}
	d.Select(rows[max(0, min(len(rows)-1, i+by))].ID)
}

// neighbour returns the candidate that takes the selection when these go: the
// row below the last of them, or else the one above the first.
func (d *Desk) neighbour(gone []casefile.ID) (next casefile.ID) {
	passed := false
	for _, r := range d.listed() {
		switch {
		case slices.Contains(gone, r.ID):
			passed = true
		case passed:
			return r.ID
		default:
			next = r.ID
		}
	}
	if !passed {
		return ""
	}
	return next
}
