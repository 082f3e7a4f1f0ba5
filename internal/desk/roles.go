package desk

import (
	"slices"
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/media"
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
		if d.entries[id].state == Failed || casework.IsVideo(e) {
			continue
		}
		if d.entries[id].state == Ready {
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
		e, _ := d.file.Find(id)
		switch state := d.entries[id].state; {
		case state == Reading:
			return
		case state == Failed || casework.IsVideo(e):
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

// AnswerAllClaims answers Snapshot.Question: each of the pictures is being
// spread, as those of one post are. The first is looked at.
func (d *Desk) AnswerAllClaims() {
	q := d.question()
	if q == nil || d.keepsPictures() {
		return
	}
	d.undecided = nil
	first := q.Options[0].Evidence.ID
	d.edit(Named{Key: "edit.all-claims", Fields: []string{"n", strconv.Itoa(len(q.Options))}}, func(c casefile.Case) casefile.Case {
		for _, o := range q.Options {
			c = withRole(c, o.Evidence.ID, casefile.Claimed)
		}
		return c
	})
	d.deselect(first)
	d.refresh()
}

// DismissQuestion closes the question without an answer: all stay candidates.
func (d *Desk) DismissQuestion() {
	d.undecided, d.dismissed = nil, true
	d.publish()
}

// claim returns the claim that is looked at, if there is one.
func (d *Desk) claim() (casefile.Evidence, bool) {
	if d.current == "" {
		return d.file.Claim()
	}
	if e, ok := d.file.Find(d.current); ok && e.Role == casefile.Claimed {
		return e, true
	}
	for i := range d.file.Evidence { // it is asked for each candidate: nothing is copied
		if e := &d.file.Evidence[i]; e.Role == casefile.Claimed && e.Parent == d.current {
			return *e, true // the picture in it took its place
		}
	}
	return d.file.Claim()
}

// withClaim returns the case with that evidence in the place of the claim that
// is looked at, which becomes a candidate. Other claims stay what they are.
func (d *Desk) withClaim(c casefile.Case, id casefile.ID) casefile.Case {
	before, _ := d.claim()
	c.Evidence = slices.Clone(c.Evidence)
	for i, e := range c.Evidence {
		switch e.ID {
		case id:
			c.Evidence[i].Role = casefile.Claimed
		case before.ID:
			c.Evidence[i].Role = casefile.Candidate
		}
	}
	return c
}

// SetClaim makes that evidence the claimed picture; what was the claim becomes a
// candidate. A video is no picture; a frame of it is.
func (d *Desk) SetClaim(id casefile.ID) {
	e, ok := d.file.Find(id)
	if !ok || d.keepsPictures() || d.refusedAsClaim(e) {
		return
	}
	d.undecided = nil
	if claim, has := d.claim(); has && claim.ID == id {
		d.publish()
		return
	}
	if d.edit(Named{Key: "edit.set-claim", Fields: []string{"name", e.Name}}, func(c casefile.Case) casefile.Case { return d.withClaim(c, id) }) {
		d.deselect(id)
	}
	d.refresh()
}

// refusedAsClaim reports whether evidence can't be a claim, and says why.
func (d *Desk) refusedAsClaim(e casefile.Evidence) bool {
	if !casework.IsVideo(e) {
		return false
	}
	d.addProblem(Problem{ID: e.ID, Path: e.Path, Err: &media.Error{Kind: media.Video, Path: e.Path, Detail: e.MediaType}})
	d.publish()
	return true
}

// setClaim makes evidence the claim without anybody having asked for it: it is
// told in the log, and undone with the drop that it came by.
func (d *Desk) setClaim(id casefile.ID) {
	d.undecided = nil
	before := d.file
	d.file = d.withClaim(d.file, id)
	line := casefile.LogLine{Event: casefile.Edited, Parameters: told(changesOf(before, d.file))}
	line.Parameters["edit"] = "edit.only-claim"
	d.note(line)
	d.deselect(id)
	d.newRound()
}

// deselect takes the selection from what is the claim now.
func (d *Desk) deselect(id casefile.ID) {
	d.current = id
	if d.selected == id {
		d.selected, d.chosen = "", false
	}
}

// AddClaim makes a candidate another claimed picture; the claims that are there
// stay what they are, and every candidate is compared with each.
func (d *Desk) AddClaim(id casefile.ID) {
	e, ok := d.file.Find(id)
	if !ok || e.Role == casefile.Claimed || d.keepsPictures() || d.refusedAsClaim(e) {
		return
	}
	if _, has := d.claim(); !has {
		d.SetClaim(id)
		return
	}
	d.edit(Named{Key: "edit.other-claim", Fields: []string{"name", e.Name}}, func(c casefile.Case) casefile.Case {
		return withRole(c, id, casefile.Claimed)
	})
	d.deselect(id)
	d.refresh()
}

// Unclaim makes one of several claimed pictures a candidate.
func (d *Desk) Unclaim(id casefile.ID) {
	e, ok := d.file.Find(id)
	if !ok || e.Role != casefile.Claimed || len(d.file.Claims()) < 2 || d.keepsPictures() {
		return
	}
	d.Edit(Named{Key: "edit.no-claim", Fields: []string{"name", e.Name}}, func(c casefile.Case) casefile.Case {
		return withRole(c, id, casefile.Candidate)
	})
}

func withRole(c casefile.Case, id casefile.ID, role casefile.Role) casefile.Case {
	e, _ := c.Find(id)
	e.Role = role
	return c.With(e)
}

// SelectClaim brings the list to another of the claimed pictures. It is no edit.
func (d *Desk) SelectClaim(id casefile.ID) {
	if e, ok := d.file.Find(id); !ok || e.Role != casefile.Claimed || d.round == id {
		return
	}
	delete(d.choices, d.round)
	if d.chosen {
		d.choices[d.round] = d.selected
	}
	d.current, d.chosen = id, false // each claim shows its own best, or what was chosen of it
	d.newRound()
	d.choose(d.choices[id])
	d.pump()
	d.publish()
}

// StepClaim goes on to the next claimed picture, or back, and stops at the ends.
func (d *Desk) StepClaim(by int) {
	claims := d.file.Claims()
	claim, has := d.claim()
	if !has {
		return
	}
	i := slices.IndexFunc(claims, func(e casefile.Evidence) bool { return e.ID == claim.ID })
	d.SelectClaim(claims[max(0, min(len(claims)-1, i+by))].ID)
}

// Swap makes the selected candidate the claim and the claim the selected candidate.
func (d *Desk) Swap() {
	claim, has := d.claim()
	if !has || d.selected == "" || d.keepsPictures() {
		return
	}
	next := d.selected
	if e, _ := d.file.Find(next); d.refusedAsClaim(e) {
		return
	}
	if !d.edit(Named{Key: "edit.swap"}, func(c casefile.Case) casefile.Case { return d.withClaim(c, next) }) {
		return
	}
	d.current, d.selected, d.chosen = next, claim.ID, true
	d.resetFrames()
	d.refresh()
}

// forget drops evidence that never came to be part of the case: a file that is
// there twice. The drop that brought it goes on without it.
func (d *Desk) forget(id casefile.ID) {
	d.entries[id].takeBack()
	delete(d.entries, id)
	delete(d.known, id)
	d.file = d.file.Without(id)
	gone := func(other casefile.ID) bool { return other == id }
	d.undecided = slices.DeleteFunc(d.undecided, gone)
	d.order = slices.DeleteFunc(d.order, gone)
	delete(d.looked, id)
	d.changed()
}

// SetSource keeps what a person knows about where a file comes from.
func (d *Desk) SetSource(id casefile.ID, s casefile.Source) {
	e, _ := d.file.Find(id)
	d.Edit(Named{Key: "edit.source", Fields: []string{"name", e.Name}}, func(c casefile.Case) casefile.Case { return c.WithSource(id, s) })
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
	d.Edit(Named{Key: "edit.title"}, func(c casefile.Case) casefile.Case {
		c.Title = title
		return c
	})
}
