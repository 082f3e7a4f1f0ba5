package desk

import (
	"context"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/work"
)

// NeedResidue has lettering and graphics looked for that the claim's edges cut
// of the shown candidate, once; Snapshot.Residue holds what was found.
func (d *Desk) NeedResidue() {
	pair := d.pairing()
	claim, ok := d.claim()
	candidate, a := d.shown()
	if !ok || !a.Placed() || pair == d.residuing || d.hides() {
		return
	}
	d.residuing, d.cut = pair, nil
	l := d.lab
	work.Run(d.ctx, &d.residue, d.post, func(ctx context.Context) (*outside.Found, error) {
		return l.Residue(ctx, casework.FileOf(claim), casework.FileOf(candidate), a)
	}, func(found *outside.Found, err error) {
		if err != nil {
			d.addProblem(Problem{ID: candidate.ID, Path: candidate.Path, Err: err})
		}
		d.cut = found
		d.publish()
	})
}
