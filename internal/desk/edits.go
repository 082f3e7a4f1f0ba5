package desk

import (
	"context"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/work"
)

// editing is what is known of the edits of the shown pair, and what is being made.
type editing struct {
	slot  work.Slot
	of    pairing // whose edits are known or being made
	edits *lab.Edits

	replaySlot work.Slot
	replayOf   pairing
	replay     *picture.Pyramid
}

// NeedEdits has the recipe of the shown pair measured, once; Snapshot.Edits
// holds it when it is there. A pair without an accepted alignment has none.
func (d *Desk) NeedEdits() {
	pair := d.pairing()
	claim, ok := d.claim()
	candidate, a := d.shown()
	if !ok || !HasEdits(a) || pair == d.editing.of || d.hides() {
		return
	}
	d.editing.of, d.editing.edits = pair, nil
	l := d.lab
	work.Run(d.ctx, &d.editing.slot, d.post, func(ctx context.Context) (lab.Edits, error) {
		return l.Edits(ctx, casework.FileOf(claim), casework.FileOf(candidate), a, claim.Encoding)
	}, func(e lab.Edits, err error) {
		if err != nil {
			d.addProblem(Problem{ID: candidate.ID, Path: candidate.Path, Err: err})
		} else {
			d.editing.edits = &e
		}
		d.publish()
	})
}

// HasEdits reports whether an alignment may be told as a recipe.
func HasEdits(a align.Alignment) bool {
	return a.Placed() && (a.Verdict.Accepted() || a.Status == align.ByHand)
}

// NeedReplay has the recipe of the shown pair done to its candidate, once its
// edits are known; Snapshot.Replay says when the picture is there, and Replayed
// frames show it.
func (d *Desk) NeedReplay() {
	d.NeedEdits()
	pair := d.pairing()
	claim, ok := d.claim()
	candidate, a := d.shown()
	edits := d.editing.edits
	if !ok || edits == nil || pair != d.editing.of || pair == d.editing.replayOf {
		return
	}
	d.editing.replayOf, d.editing.replay = pair, nil
	l := d.lab
	work.Run(d.ctx, &d.editing.replaySlot, d.post, func(ctx context.Context) (*picture.Pyramid, error) {
		return l.Replay(ctx, casework.FileOf(claim), casework.FileOf(candidate), a, edits.Recipe)
	}, func(y *picture.Pyramid, err error) {
		if err != nil {
			d.addProblem(Problem{ID: candidate.ID, Path: candidate.Path, Err: err})
		}
		d.editing.replay = y
		d.publish()
	})
}

// ForgetReplay lets go of the replayed picture, when nobody looks at it any more.
func (d *Desk) ForgetReplay() {
	if d.editing.replayOf != (pairing{}) {
		d.dropReplay()
		d.publish()
	}
}

func (d *Desk) dropReplay() {
	d.editing.replaySlot.Cancel()
	d.editing.replayOf, d.editing.replay = pairing{}, nil
}

// resetEdits drops what belongs to a pair that nobody looks at any more.
func (d *Desk) resetEdits() {
	d.editing.slot.Cancel()
	d.editing.of, d.editing.edits = pairing{}, nil
	d.dropReplay()
}
