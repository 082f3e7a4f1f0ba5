package lab

import (
	"context"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/detail"
	"github.com/motbilde/motbilde/internal/geom"
)

// Details proposes matching details of a placed pair, on nothing that differs.
func (l *Lab) Details(ctx context.Context, claimed, candidate File, a align.Alignment, o detail.Options) (found []detail.Detail, err error) {
	pair, err := l.detailPair(ctx, claimed, candidate, a)
	if err != nil || !a.Placed() {
		return nil, err
	}
	m, err := l.Difference(ctx, claimed, candidate, a)
	if err != nil {
		return nil, err
	}
	pair.Changed = m.Differs
	err = l.aligning.Do(ctx, pair.Claimed.Size().Pixels()+pair.Candidate.Size().Pixels(), func() error {
		found, err = detail.Propose(ctx, pair, o)
		return err
	})
	return found, err
}

// MeasureDetail looks for what a point of the claim shows on the candidate by its pixels alone.
func (l *Lab) MeasureDetail(ctx context.Context, claimed, candidate File, a align.Alignment, at geom.Point) (detail.Measured, error) {
	pair, err := l.detailPair(ctx, claimed, candidate, a)
	if err != nil {
		return detail.Measured{}, err
	}
	return detail.Measure(pair, at), nil
}

func (l *Lab) detailPair(ctx context.Context, claimed, candidate File, a align.Alignment) (detail.Pair, error) {
	pair, err := l.Pair(ctx, claimed, candidate, a)
	return detail.Pair{Claimed: pair.Claimed, Candidate: pair.Candidate, Alignment: a}, err
}
