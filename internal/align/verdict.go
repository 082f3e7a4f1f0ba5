package align

import (
	"context"

	"github.com/motbilde/motbilde/internal/geom"
)

// support is the count of cells that speak for and against a placement.
type support struct {
	away, awayAgree int // cells without an inlier near them
	near, nearAgree int // cells with one
	flat            int
}

func (s support) share() float64 {
	if s.away == 0 {
		return 0
	}
	return float64(s.awayAgree) / float64(s.away)
}

// judge compares the pictures under the placement and gives its verdict.
func (p *placement) judge(ctx context.Context, claimed, candidate *Subject) error {
	ta, err := claimed.gray(ctx)
	if err != nil {
		return err
	}
	tb, err := candidate.gray(ctx)
	if err != nil {
		return err
	}
	points := make([]geom.Point, len(p.inliers))
	for i, in := range p.inliers {
		points[i] = in.Claimed
	}
	p.laid = lay(ta, tb, p.from, p.variant.Inverted, points, claimed.picture.Size(), candidate.picture.Size())
	var s support
	for _, c := range p.laid.cells {
		switch {
		case c.flat:
			s.flat++
		case c.nearby:
			s.near++
			if c.zncc > agreeing {
				s.nearAgree++
			}
		default:
			s.away++
			if c.zncc > agreeing {
				s.awayAgree++
			}
		}
	}
	p.support = s
	all := s.away + s.near
	switch {
	case p.result.Log10NFA > uncertainLog10NFA:
		p.verdict = NoMatch
	case p.result.Log10NFA > matchLog10NFA:
		p.verdict = Uncertain
	case s.away >= 8 && s.share() >= 0.35:
		p.verdict = Match
	case s.away < 8 && all > 0 && float64(s.nearAgree+s.awayAgree) >= 0.5*float64(all):
		p.verdict = Match
	default:
		p.verdict = Partial
	}
	return ctx.Err()
}
