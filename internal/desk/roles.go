package desk

import (
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

// question asks once two of the pictures dropped together can be read; with
// one alone there is nothing to ask.
func (d *Desk) question() *Question {
	if d.dismissed || len(d.undecided) == 0 {
		return nil
	}
	var options []Item
	readable := 0
	for _, id := range d.undecided {
		e, _ := d.file.Find(id)
		if d.entries[id].state == Failed {
			continue
		}
		if d.entries[id].state != Reading {
			readable++
		}
		options = append(options, d.item(e))
	}
	if readable < 2 {
		return nil
	}
	return &Question{Options: options}
}

// decideAlone makes the only readable picture of a drop the claim, when all of
// the drop has been read and no other could be.
func (d *Desk) decideAlone() {
	var readable []casefile.ID
	for _, id := range d.undecided {
		switch d.entries[id].state {
		case Reading:
			return
		case Failed:
		default:
			readable = append(readable, id)
		}
	}
	switch {
	case len(d.undecided) == 0 || len(readable) > 1:
	case len(readable) == 1:
		d.setClaim(readable[0])
	default:
		d.undecided = nil
	}
}

// AnswerClaim answers Snapshot.Question: that picture is being spread.
func (d *Desk) AnswerClaim(id casefile.ID) { d.SetClaim(id) }

// DismissQuestion closes the question without an answer: all stay candidates.
func (d *Desk) DismissQuestion() {
	d.undecided, d.dismissed = nil, true
	d.publish()
}

// SetClaim makes that evidence the claimed picture; what was the claim becomes a candidate.
func (d *Desk) SetClaim(id casefile.ID) {
	if _, ok := d.file.Find(id); !ok {
		return
	}
	d.setClaim(id)
	d.pump()
	d.publish()
}

func (d *Desk) setClaim(id casefile.ID) {
	d.undecided = nil
	if claim, has := d.file.Claim(); has && claim.ID == id {
		return
	}
	d.file = d.file.WithClaim(id)
	if d.selected == id {
		d.selected, d.chosen = "", false
	}
	d.newRound()
}

// Swap makes the selected candidate the claim and the claim the selected candidate.
func (d *Desk) Swap() {
	claim, has := d.file.Claim()
	if !has || d.selected == "" {
		return
	}
	d.setClaim(d.selected)
	d.selected, d.chosen = claim.ID, true
	d.resetFrames()
	d.pump()
	d.publish()
}

// Remove takes evidence out of the case; its file stays where it is.
func (d *Desk) Remove(id casefile.ID) {
	e, ok := d.file.Find(id)
	if !ok {
		return
	}
	next := d.neighbour(id)
	d.forget(id)
	if d.selected == id {
		d.selected = next
		d.resetFrames()
	}
	if e.Role == casefile.Claimed {
		d.newRound()
	}
	d.decideAlone()
	d.pump()
	d.publish()
}

// forget drops evidence with all that the desk knows of it.
func (d *Desk) forget(id casefile.ID) {
	d.entries[id].takeBack()
	delete(d.entries, id)
	d.file = d.file.Without(id)
	gone := func(other casefile.ID) bool { return other == id }
	d.undecided = slices.DeleteFunc(d.undecided, gone)
	d.order = slices.DeleteFunc(d.order, gone)
}

// SetSource keeps what a person knows about where a file comes from.
func (d *Desk) SetSource(id casefile.ID, s casefile.Source) {
	d.file = d.file.WithSource(id, s)
	d.publish()
}

// SetNote keeps a person's note on a file.
func (d *Desk) SetNote(id casefile.ID, note string) {
	if e, ok := d.file.Find(id); ok {
		e.Source.Note = note
		d.SetSource(id, e.Source)
	}
}

// SetTitle names the case.
func (d *Desk) SetTitle(title string) {
	d.file.Title = title
	d.publish()
}
