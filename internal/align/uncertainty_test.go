package align

import (
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestUncertaintyGrowsAwayFromTheInliers(t *testing.T) {
	size := geom.Size{Width: 400, Height: 300}
	for _, model := range []Model{Similarity, Affine, Homography} {
		a := Alignment{Status: Aligned, Model: model, CandidateFromClaimed: geom.Translation(50, 40).After(geom.Scaling(2, 2)), CornerErrorPx: 0.8, ResidualPx: 1}
		if model == Homography {
			a.CandidateFromClaimed[6] = 2e-4
		}
		there := geom.Size{Width: 1000, Height: 800}
		if got := a.UncertaintyPx(geom.Point{X: 10, Y: 10}, size, there); got != 0.8 {
			t.Errorf("%s: without inliers %v, want that of the corner", model, got)
		}
		for i := range 60 { // all in the left half
			p := geom.Point{X: 20 + float64(i*37%160), Y: 20 + float64(i*53%260)}
			a.Inliers = append(a.Inliers, Inlier{Claimed: p, Candidate: a.CandidateFromClaimed.Apply(p), ResidualPx: 1})
		}
		near, far := a.UncertaintyPx(geom.Point{X: 100, Y: 150}, size, there), a.UncertaintyPx(geom.Point{X: 390, Y: 10}, size, there)
		worst := 0.0
		for _, c := range a.CandidateFromClaimed.Overlap(size, there) {
			worst = max(worst, a.UncertaintyPx(c, size, there))
		}
		if !(near < far/2) || !(near >= floorPx) || math.Abs(worst-0.8) > 1e-9 {
			t.Errorf("%s: %.3f among the inliers, %.3f far from them, %.3f at the worst corner", model, near, far, worst)
		}
		a.CornerErrorPx = 0
		if bare := a.UncertaintyPx(geom.Point{X: 100, Y: 150}, size, there); !(bare > 0.05 && bare < 1) {
			t.Errorf("%s: %.3f of the inliers alone", model, bare)
		}
		a.Status = ByHand
		if got := a.UncertaintyPx(geom.Point{X: 100, Y: 150}, size, there); got != 0 {
			t.Errorf("%s: by hand %.3f, want none", model, got)
		}
		a.Status = NoOverlap
		if got := a.UncertaintyPx(geom.Point{}, size, there); got != 0 {
			t.Errorf("%s: %.3f of no placement", model, got)
		}
	}
}

// What is told holds: of points all over the overlap of spoiled copies, at least
// nine in ten lie within what is told for them, and what is told is less than for a corner.
func TestUncertaintyHoldsAllOverTheOverlap(t *testing.T) {
	if testing.Short() {
		t.Skip("aligns many pairs")
	}
	within, points := 0, 0
	var told, corner float64
	for n := range uint64(6) {
		s := newRehearsal(n)
		for _, how := range spoilings {
			got, truth, claimSize, ok := s.placed(t, how)
			if !ok {
				continue
			}
			inside := s.size.Rect()
			for y := 0.1; y < 1; y += 0.2 {
				for x := 0.1; x < 1; x += 0.2 {
					p := geom.Point{X: x * float64(claimSize.Width), Y: y * float64(claimSize.Height)}
					if !inside.Contains(truth.Apply(p)) {
						continue
					}
					u := got.UncertaintyPx(p, claimSize, s.size)
					if got.CandidateFromClaimed.Apply(p).Distance(truth.Apply(p)) <= u {
						within++
					}
					points++
					told += u
					corner += got.CornerErrorPx
				}
			}
		}
	}
	share := float64(within) / float64(points)
	t.Logf("%.1f %% of %d points within; told %.3f px on average, %.3f px at the corners", 100*share, points, told/float64(points), corner/float64(points))
	if share < 0.9 || points < 500 || !(told < 0.9*corner) {
		t.Errorf("%.1f %% of %d points lie within what was told (%.3f against %.3f px)", 100*share, points, told/float64(points), corner/float64(points))
	}
}
