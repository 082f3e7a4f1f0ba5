package desk

import (
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

// The selection: one candidate is looked at, and with it others may be picked,
// so that what a person does next is done to all of them. Neither is an edit.

// selectOnly selects a candidate, and picks no other.
func (d *Desk) selectOnly(id casefile.ID) {
	if d.selected != id {
		d.selected = id
		d.resetFrames()
	}
	d.picked, d.anchor = nil, id
}

// Pick adds a row to those that are picked, or takes it out; the last one stays.
func (d *Desk) Pick(id casefile.ID) {
	picked := d.pickedRows()
	if i := slices.Index(picked, id); i >= 0 {
		if len(picked) == 1 {
			return
		}
		picked = slices.Delete(picked, i, i+1)
		if d.selected == id {
			id = picked[min(i, len(picked)-1)]
		} else {
			id = d.selected
		}
	} else if picked = append(picked, id); !slices.Contains(d.order, id) {
		return
	}
	d.selectOnly(id)
	d.picked, d.chosen = picked, true
	d.publish()
}

// PickTo picks the rows from the one that was selected by itself to this one.
func (d *Desk) PickTo(id casefile.ID) {
	rows := d.listed()
	at := func(id casefile.ID) int {
		return slices.IndexFunc(rows, func(r Listed) bool { return r.ID == id })
	}
	from, to := at(d.anchor), at(id)
	if from < 0 {
		from = at(d.selected)
	}
	if from < 0 || to < 0 {
		return
	}
	anchor := rows[from].ID
	var picked []casefile.ID
	for _, r := range rows[min(from, to) : max(from, to)+1] {
		picked = append(picked, r.ID)
	}
	d.selectOnly(id)
	d.picked, d.anchor, d.chosen = picked, anchor, true
	d.publish()
}

// PickNext extends what is picked by one row, down the list or up.
func (d *Desk) PickNext(by int) {
	rows := d.listed()
	i := slices.IndexFunc(rows, func(r Listed) bool { return r.ID == d.selected })
	if to := i + by; i >= 0 && to >= 0 && to < len(rows) {
		d.PickTo(rows[to].ID)
	}
}

// PickAll picks every row of the list.
func (d *Desk) PickAll() {
	d.picked = nil
	for _, r := range d.listed() {
		d.picked = append(d.picked, r.ID)
	}
	d.publish()
}

// pickedRows returns the picked rows in the order of the list, the selected one
// among them.
func (d *Desk) pickedRows() []casefile.ID { return d.pickedOf(d.listed()) }

func (d *Desk) pickedOf(rows []Listed) (picked []casefile.ID) {
	for _, r := range rows {
		if r.ID == d.selected || slices.Contains(d.picked, r.ID) && slices.Contains(d.picked, d.selected) {
			picked = append(picked, r.ID)
		}
	}
	return picked
}

// Acted returns what is meant by the picked rows, in the order of the list: a
// folded group is all of its candidates.
func (d *Desk) Acted() (all []casefile.ID) {
	picked, rows := d.pickedRows(), d.listed()
	for _, group := range d.groups() {
		for i, id := range group {
			row := slices.IndexFunc(rows, func(r Listed) bool { return r.ID == id })
			if i > 0 && row < 0 { // folded: it goes with its first
				id = group[0]
			}
			if slices.Contains(picked, id) {
				all = append(all, group[i])
			}
		}
	}
	if len(all) == 0 && d.selected != "" {
		all = append(all, d.selected) // it is looked at, though the filter doesn't list it
	}
	return all
}

// ActedOn returns what is meant by a command on one row: all that is picked
// where it is among it, else that row.
func (d *Desk) ActedOn(id casefile.ID) []casefile.ID {
	if slices.Contains(d.Acted(), id) {
		return d.Acted()
	}
	return []casefile.ID{id}
}
