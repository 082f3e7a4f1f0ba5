package align

import (
	"math"

	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
)

// bendLeaves returns the share of the inliers' mean squared residual that is left
// where the claim may also bulge around a centre of its own, as a curved screen
// and a lens make it: p + k·|p−c|²·(p−c), besides another homography. It is 1
// where the inliers are too few to tell.
func bendLeaves(inliers []Inlier, from geom.Map) float64 {
	back, ok := from.Inverse()
	if !ok || len(inliers) < leastBending {
		return 1
	}
	var middle geom.Point
	for _, in := range inliers {
		middle = middle.Add(in.Claimed.Times(1 / float64(len(inliers))))
	}
	far := 0.0
	for _, in := range inliers {
		far = max(far, in.Claimed.Distance(middle))
	}
	if !(far > 0) {
		return 1
	}
	design := func(p geom.Point) (x, y [fit.MaxUnknowns]float64) {
		u, v := p.X, p.Y
		uu, uv, vv := float64(u*u), float64(u*v), float64(v*v)
		x = [fit.MaxUnknowns]float64{u, v, 1, 0, 0, 0, uu, uv, u * (uu + vv), 3*uu + vv, 2 * uv}
		y = [fit.MaxUnknowns]float64{0, 0, 0, u, v, 1, uv, vv, v * (uu + vv), 2 * uv, uu + 3*vv}
		return x, y
	}
	var n fit.Normal
	type residual struct{ at, off geom.Point }
	all := make([]residual, len(inliers))
	for i, in := range inliers {
		r := residual{in.Claimed.Sub(middle).Times(1 / far), back.Apply(in.Candidate).Sub(in.Claimed)}
		all[i] = r
		x, y := design(r.at)
		n.Add(x[:], r.off.X, 1)
		n.Add(y[:], r.off.Y, 1)
	}
	k, ok := n.Solve(fit.MaxUnknowns, 1e-9)
	if !ok {
		return 1
	}
	var before, after float64
	for _, r := range all {
		x, y := design(r.at)
		dx, dy := r.off.X, r.off.Y
		before += float64(dx*dx) + float64(dy*dy)
		for i, v := range k {
			dx -= float64(v * x[i])
			dy -= float64(v * y[i])
		}
		after += float64(dx*dx) + float64(dy*dy)
	}
	if !(before > 0) || math.IsNaN(after) {
		return 1
	}
	return after / before
}

// leastBending is the number of inliers that leave four equations for each unknown.
const leastBending = 24
