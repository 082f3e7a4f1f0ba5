package desk

import (
	"context"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/work"
)

// countedPair is what histograms depend on: how the two lie, and of a video which frame.
type countedPair struct {
	pair   pairing
	placed bool
	lies   geom.Map
	stamp  int64
}

// NeedHistograms has the levels of the shown pair counted, once;
// Snapshot.Histograms holds them when they are there.
func (d *Desk) NeedHistograms() {
	claim, ok := d.claim()
	candidate, a := d.shown()
	now := countedPair{pair: d.pairing(), placed: a.Placed(), lies: a.CandidateFromClaimed}
	if candidate.Frame != nil {
		now.stamp = candidate.Frame.Stamp
	}
	if d.hides() || !ok || candidate.ID == "" || now == d.counting || d.entries[claim.ID].state != Ready {
		return
	}
	if d.counting.pair != now.pair {
		d.counted = nil
	}
	d.counting = now
	l := d.lab
	work.Run(d.ctx, &d.histograms, d.post, func(ctx context.Context) (*compare.Histograms, error) {
		p, err := pairOf(ctx, l, claim, candidate, a)
		if err != nil {
			return nil, err
		}
		return compare.HistogramsOf(ctx, p)
	}, func(h *compare.Histograms, err error) {
		if err != nil {
			d.addProblem(Problem{ID: candidate.ID, Path: candidate.Path, Err: err})
		}
		d.counted = h
		d.publish()
	})
}
