package align

import (
	"math"

	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
)

// within95 carries the root of a variance summed over both axes to the radius
// that holds 95 % of a round normal distribution: √(−2 ln 0.05) over √2.
const within95 = 1.7308

// UncertaintyPx returns the 95 % error, in candidate pixels, with which the
// alignment carries a point of the claim. It grows away from the middle of the
// inliers as the covariance of their fit does, and at the worst corner of the
// overlap it is CornerErrorPx; where that was not estimated, the inliers'
// residuals set the scale. It is 0 where nothing can be told: no placement, or
// one by hand without an estimate. Sizes are those of the full pictures.
func (a Alignment) UncertaintyPx(p geom.Point, claimed, candidate geom.Size) float64 {
	if !a.Placed() || a.Status == ByHand && a.CornerErrorPx == 0 {
		return 0
	}
	spread, ok := a.spread()
	if !ok {
		return a.CornerErrorPx
	}
	here, ok := spread(p)
	if !ok {
		return a.CornerErrorPx
	}
	if a.CornerErrorPx == 0 {
		return max(floorPx, within95*a.ResidualPx/math.Sqrt2*here)
	}
	worst := 0.0
	for _, corner := range a.CandidateFromClaimed.Overlap(claimed, candidate) {
		if v, ok := spread(corner); ok {
			worst = max(worst, v)
		}
	}
	if worst == 0 {
		return a.CornerErrorPx
	}
	return max(floorPx, a.CornerErrorPx*here/worst)
}

// spread returns, as a function of a point of the claim, the root of the
// variance that a least-squares fit to the inliers has there, summed over both
// axes, for inliers of unit variance in each. ok is false where they determine
// no fit with something left over.
func (a Alignment) spread() (at func(geom.Point) (float64, bool), ok bool) {
	freedom := a.Model.DegreesOfFreedom()
	if freedom == 0 || 2*len(a.Inliers) <= freedom {
		return nil, false
	}
	var middle geom.Point
	var farthest float64
	for _, in := range a.Inliers {
		middle = middle.Add(in.Claimed.Times(1 / float64(len(a.Inliers))))
	}
	for _, in := range a.Inliers {
		farthest = max(farthest, in.Claimed.Distance(middle))
	}
	if !(farthest > 0) {
		return nil, false
	}
	origin := a.CandidateFromClaimed.Apply(middle)
	scale := a.CandidateFromClaimed.LengthScale(middle) * farthest // candidate pixels in one of the frame's units
	design := func(p geom.Point) (x, y [fit.MaxUnknowns]float64) {
		q := p.Sub(middle).Times(1 / farthest)
		switch freedom {
		case 4:
			x[0], x[1], x[2] = q.X, -q.Y, 1
			y[0], y[1], y[3] = q.Y, q.X, 1
		default:
			x[0], x[1], x[2] = q.X, q.Y, 1
			y[3], y[4], y[5] = q.X, q.Y, 1
		}
		if freedom == 8 {
			to := a.CandidateFromClaimed.Apply(p).Sub(origin).Times(1 / scale)
			x[6], x[7] = -float64(q.X*to.X), -float64(q.Y*to.X)
			y[6], y[7] = -float64(q.X*to.Y), -float64(q.Y*to.Y)
		}
		return x, y
	}
	var n fit.Normal
	for _, in := range a.Inliers {
		x, y := design(in.Claimed)
		n.Add(x[:freedom], 0, 1)
		n.Add(y[:freedom], 0, 1)
	}
	return func(p geom.Point) (float64, bool) {
		x, y := design(p)
		vx, okX := n.Variance(x, freedom)
		vy, okY := n.Variance(y, freedom)
		v := vx + vy
		return math.Sqrt(v), okX && okY && v >= 0 && !math.IsInf(v, 0)
	}, true
}
