package byhand

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
)

var claimSize = geom.Size{Width: 900, Height: 600}

// truths are maps of each model.
var truths = map[align.Model]geom.Map{
	align.Similarity: geom.Translation(300, 40).After(geom.Rotation(0.3)).After(geom.Scaling(1.7, 1.7)),
	align.Affine:     {1.2, 0.15, 90, -0.3, 0.8, 310, 0, 0, 1},
	align.Homography: {1.1, 0.2, 40, -0.15, 0.9, 120, 2.4e-4, -1.8e-4, 1},
}

// drawPoints returns points of the claim with their twins, off by so many pixels.
func drawPoints(truth geom.Map, n int, noise float64, seed uint64) []Point {
	r := rand.New(rand.NewPCG(seed, 3))
	out := make([]Point, n)
	for i := range out {
		cell := [9]int{0, 2, 6, 8, 4, 1, 5, 7, 3}[i%9] // of a grid of 3 × 3, so that few lie in a line by chance
		p := geom.Point{X: (float64(cell%3) + 0.2 + 0.6*r.Float64()) * 300, Y: (float64(cell/3) + 0.2 + 0.6*r.Float64()) * 200}
		q := truth.Apply(p)
		out[i] = Point{Claimed: p, Candidate: geom.Point{X: q.X + noise*r.NormFloat64(), Y: q.Y + noise*r.NormFloat64()}}
	}
	return out
}

func worst(a, b geom.Map) float64 {
	far := 0.0
	there := b.ApplyQuad(claimSize.Quad())
	for i, c := range a.ApplyQuad(claimSize.Quad()) {
		far = max(far, c.Distance(there[i]))
	}
	return far
}

func TestAsFewPointsAsAModelTakesPlaceItExactly(t *testing.T) {
	for model, truth := range truths {
		for seed := range uint64(20) {
			p := Points{Pairs: drawPoints(truth, Need(model), 0, seed), Model: model}
			got := Place(p, claimSize)
			if got.Reason != Placed || !got.Exact || worst(got.CandidateFromClaimed, truth) > 1e-5 {
				t.Errorf("%v: reason %q, exact %v, corners off by %g", model, got.Reason, got.Exact, worst(got.CandidateFromClaimed, truth))
			}
		}
	}
}

func TestMorePointsTellHowWellTheyAgree(t *testing.T) {
	for model, truth := range truths {
		p := Points{Pairs: drawPoints(truth, 9, 0.3, 5), Model: model}
		p.Pairs[4].Candidate.X += 9
		got := Place(p, claimSize)
		if got.Reason != Placed || got.Exact || got.WorstFirst()[0] != 4 {
			t.Fatalf("%v: reason %q, exact %v, residuals %.2f", model, got.Reason, got.Exact, got.Residuals)
		}
		p.Pairs = append(p.Pairs[:4], p.Pairs[5:]...)
		if got = Place(p, claimSize); got.ResidualPx > 0.5 || worst(got.CandidateFromClaimed, truth) > 2 {
			t.Errorf("%v: residual %.2f px, corners off by %.2f", model, got.ResidualPx, worst(got.CandidateFromClaimed, truth))
		}
		for i := range got.Residuals {
			// The least squares: moving the map by a little anywhere makes them no smaller.
			moved := geom.Translation(0.01*float64(i%3-1), 0.01*float64(i/3-1)).After(got.CandidateFromClaimed)
			if got.Under(moved, p.Pairs).ResidualPx < got.ResidualPx-1e-9 {
				t.Errorf("%v: a shifted map has smaller residuals", model)
			}
		}
	}
}

func TestTheModelFollowsFromTheNumberOfPoints(t *testing.T) {
	for n, want := range []align.Model{0, 0, align.Similarity, align.Affine, align.Homography, align.Homography} {
		p := Points{Pairs: drawPoints(truths[align.Similarity], n, 0, 1)}
		if got := Place(p, claimSize); got.Model != want || (got.Reason == TooFew) != (want == 0) {
			t.Errorf("%d points: %v, %q", n, got.Model, got.Reason)
		}
	}
	p := Points{Pairs: drawPoints(truths[align.Similarity], 3, 0, 1), Model: align.Homography}
	if got := Place(p, claimSize); got.Reason != TooFew {
		t.Errorf("a homography of three points: %q", got.Reason)
	}
}

func TestTwoPointsAreMirroredWhereAPersonSaysSo(t *testing.T) {
	truth := truths[align.Similarity].After(geom.Mirroring(900))
	for _, n := range []int{2, 3, 6} {
		p := Points{Pairs: drawPoints(truth, n, 0, 2), Model: align.Similarity, Mirrored: n == 2}
		got := Place(p, claimSize)
		if got.Reason != Placed || worst(got.CandidateFromClaimed, truth) > 1e-5 {
			t.Errorf("%d points: %q, corners off by %g", n, got.Reason, worst(got.CandidateFromClaimed, truth))
		}
	}
}

func TestPointsThatDontDetermineAPlacementAreToldInAWord(t *testing.T) {
	at := func(xy ...float64) []geom.Point {
		var out []geom.Point
		for i := 0; i < len(xy); i += 2 {
			out = append(out, geom.Point{X: xy[i], Y: xy[i+1]})
		}
		return out
	}
	for name, c := range map[string]struct {
		claimed, candidate []geom.Point
		model              align.Model
		want               Reason
	}{
		"one place":                      {at(10, 10, 10.2, 10), at(50, 50, 90, 90), 0, Together},
		"one place on the candidate":     {at(10, 10, 300, 10), at(50, 50, 50, 50.5), 0, Together},
		"three in a line":                {at(0, 0, 100, 100, 200, 201), at(0, 0, 90, 10, 10, 90), 0, InLine},
		"in a line over there":           {at(0, 0, 90, 10, 10, 90), at(0, 0, 100, 100, 200, 200), 0, InLine},
		"four, three of them in a line":  {at(0, 0, 300, 0, 600, 1, 300, 300), at(0, 0, 300, 0, 600, 50, 300, 300), 0, InLine},
		"four, two of them in one place": {at(0, 0, 300, 0, 300, 300, 300, 301), at(0, 0, 300, 0, 300, 300, 20, 301), 0, InLine},
		"folded":                         {at(0, 0, 900, 0, 900, 600, 0, 600), at(0, 0, 900, 0, 0, 600, 900, 600), 0, Folded},
		"shrunk to nothing":              {at(0, 0, 900, 0), at(0, 0, 0.5, 0.5), 0, Together},
		"no number":                      {at(0, 0, 900, 0), at(0, 0, math.NaN(), 0), 0, Together},
		"in a line, but a similarity":    {at(0, 0, 100, 100, 200, 200), at(0, 0, 100, 100, 200, 200), align.Similarity, Placed},
	} {
		p := Points{Model: c.model}
		for i := range c.claimed {
			p.Pairs = append(p.Pairs, Point{Claimed: c.claimed[i], Candidate: c.candidate[i]})
		}
		if got := Place(p, claimSize); got.Reason != c.want {
			t.Errorf("%s: %q, wanted %q", name, got.Reason, c.want)
		}
	}
}

func FuzzAnyPointsArePlacedWholeOrRefused(f *testing.F) {
	f.Add(0.0, 0.0, 900.0, 0.0, 0.0, 600.0, 900.0, 600.0, 1.0, 0.1, uint8(4))
	f.Add(0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 1.0, 0.0, uint8(3))
	f.Add(5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, math.Inf(1), math.NaN(), uint8(2))
	f.Add(1e300, -1e300, 1e-300, 0.0, 7.0, 7.0, 7.0, 8.0, 1e200, 3.0, uint8(4))
	f.Fuzz(func(t *testing.T, ax, ay, bx, by, cx, cy, dx, dy, scale, shear float64, n uint8) {
		from := []geom.Point{{X: ax, Y: ay}, {X: bx, Y: by}, {X: cx, Y: cy}, {X: dx, Y: dy}}
		var p Points
		for i := range int(n % 9) {
			q := from[i%4]
			p.Pairs = append(p.Pairs, Point{Claimed: q, Candidate: geom.Point{X: scale*q.X + shear*q.Y, Y: scale*q.Y - float64(i)}})
		}
		for m := align.ModelUnset; m <= align.Homography; m++ {
			p.Model = m
			got := Place(p, claimSize)
			if got.Reason != Placed {
				continue
			}
			if len(got.Residuals) != len(p.Pairs) || math.IsNaN(got.ResidualPx) {
				t.Fatalf("%v: residuals %v", m, got.Residuals)
			}
			if !got.CandidateFromClaimed.Valid() || got.CandidateFromClaimed.CrossesHorizon(claimSize.Quad()) {
				t.Fatalf("%v: the map %v", m, got.CandidateFromClaimed)
			}
			if got.Exact && got.ResidualPx > 1e-3*claimSize.Diagonal() {
				t.Fatalf("%v: exact, and %g px off", m, got.ResidualPx)
			}
		}
	})
}
