package desk

import (
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/media"
)

// What a person does to items of the list, one or several at once: each is one
// edit, however many it is about.

// named names an edit after the one item that it is about, or their number.
func (d *Desk) named(key string, ids []casefile.ID) Named {
	if len(ids) == 1 {
		e, _ := d.file.Find(ids[0])
		return Named{Key: key, Fields: []string{"name", e.Called()}}
	}
	return Named{Key: key + "-several", Fields: []string{"n", strconv.Itoa(len(ids))}}
}

// editItems changes those items by one edit.
func (d *Desk) editItems(key string, ids []casefile.ID, change func(casefile.Evidence) casefile.Evidence) {
	d.Edit(d.named(key, ids), func(c casefile.Case) casefile.Case {
		c.Evidence = slices.Clone(c.Evidence)
		for i, e := range c.Evidence {
			if slices.Contains(ids, e.ID) {
				c.Evidence[i] = change(e)
			}
		}
		return c
	})
}

// SetStatus says how far a person has come with those items; where all of them
// have that status already, it is taken back.
func (d *Desk) SetStatus(ids []casefile.ID, s casefile.Status) {
	all := !slices.ContainsFunc(ids, func(id casefile.ID) bool {
		e, _ := d.file.Find(id)
		return e.Status != s
	})
	if all {
		s = casefile.StatusUnset
	}
	d.editItems("edit.item-status", ids, func(e casefile.Evidence) casefile.Evidence {
		e.Status = s
		return e
	})
}

// Rename keeps what a person calls an item, beside its file's name. The file's
// name, or nothing, takes it back.
func (d *Desk) Rename(id casefile.ID, label string) {
	e, ok := d.file.Find(id)
	if !ok {
		return
	}
	if label = strings.TrimSpace(media.CleanText(label)); label == e.Name {
		label = ""
	}
	d.editItems("edit.rename", []casefile.ID{id}, func(e casefile.Evidence) casefile.Evidence {
		e.Label = label
		return e
	})
}

// Withhold says whether those items must not be named in what is published.
func (d *Desk) Withhold(ids []casefile.ID, on bool) {
	key := "edit.withhold"
	if !on {
		key = "edit.withhold-not"
	}
	d.editItems(key, ids, func(e casefile.Evidence) casefile.Evidence {
		if e.Withheld.On != on {
			e.Withheld = e.Withheld.Switched(on)
		}
		return e
	})
}

// RemoveAll takes evidence out of the case; the files stay where they are. The
// row below takes the selection.
func (d *Desk) RemoveAll(ids []casefile.ID) {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id casefile.ID) bool {
		_, there := d.file.Find(id)
		return !there
	})
	given := slices.ContainsFunc(ids, func(id casefile.ID) bool { return d.lesson != nil && d.lesson.ItemOf(id) != "" })
	if len(ids) == 0 || given && d.keepsPictures() {
		return
	}
	next := d.neighbour(ids)
	if !d.edit(d.named("edit.remove", ids), func(c casefile.Case) casefile.Case {
		for _, id := range ids {
			c = withoutItem(c, id)
		}
		return c
	}) {
		return
	}
	if slices.Contains(ids, d.selected) {
		chosen := d.chosen
		d.selectOnly(next)
		d.resetFrames()
		d.chosen = chosen && next != ""
	}
	d.refresh()
}

// Remove takes one item out of the case.
func (d *Desk) Remove(id casefile.ID) { d.RemoveAll([]casefile.ID{id}) }

// Again reads files anew that could not be read.
func (d *Desk) Again(ids []casefile.ID) {
	var paths []string
	for _, id := range ids {
		if e, ok := d.file.Find(id); ok && e.Path != "" && d.entries[id].state == Failed && e.Role == casefile.Candidate {
			paths = append(paths, e.Path)
		}
	}
	d.Add(paths, CandidatesWell)
}

// MoveBefore lays items before another one of the list, or at its end where that
// is empty. From then on the list stands as it was laid by hand.
func (d *Desk) MoveBefore(ids []casefile.ID, before casefile.ID) {
	var moved, order []casefile.ID
	for _, id := range d.order {
		if slices.Contains(ids, id) {
			moved = append(moved, id)
		} else {
			order = append(order, id)
		}
	}
	if len(moved) == 0 {
		return
	}
	at := slices.Index(order, before)
	if at < 0 {
		if slices.Contains(moved, before) {
			return // on itself
		}
		at = len(order)
	}
	order = slices.Insert(order, at, moved...)
	d.sort = ByHand
	if slices.Equal(order, d.order) {
		d.lay()
		d.publish()
		return
	}
	d.edit(d.named("edit.move", moved), func(c casefile.Case) casefile.Case {
		c.Order = order
		return c
	})
	d.lay()
	d.publish()
}

// Move lays the picked rows one row further down the list, or up.
func (d *Desk) Move(by int) {
	ids, groups := d.Acted(), d.groups()
	within := func(group []casefile.ID) bool {
		return slices.ContainsFunc(group, func(id casefile.ID) bool { return slices.Contains(ids, id) })
	}
	first := slices.IndexFunc(groups, within)
	if first < 0 {
		return
	}
	last := first
	for i, g := range groups {
		if within(g) {
			last = i
		}
	}
	switch {
	case by < 0 && first > 0:
		d.MoveBefore(ids, groups[first-1][0])
	case by > 0 && last+2 < len(groups):
		d.MoveBefore(ids, groups[last+2][0])
	case by > 0 && last+1 < len(groups):
		d.MoveBefore(ids, "")
	}
}
