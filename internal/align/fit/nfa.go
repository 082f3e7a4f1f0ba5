package fit

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/motbilde/motbilde/internal/geom"
)

const (
	reachBPx = 24.0 // an error beyond this in B is no agreement
	reachAPx = 48.0 // nor one beyond this in A

	// variants and models are what the search tried, for which the number of
	// false alarms pays.
	variants = 4.0
	models   = 3.0
)

// measure chooses the inliers of a transformation: the number k of smallest
// errors that makes the number of false alarms smallest (Moisan and Stival
// 2004), with the symmetric error of both pictures. The uniform chance model
// serves here; strength adds the density of keypoints.
func (s Scene) measure(m geom.Map, freedom int) (Result, bool) {
	inverse, ok := m.Inverse()
	if !ok || m.CrossesHorizon(s.A.size.Quad()) {
		return Result{}, false
	}
	areaA, areaB := float64(s.A.size.Pixels()), float64(s.B.size.Pixels())
	var near []agreement
	for i, p := range s.Pairs {
		eB := m.Apply(p.A).Distance(p.B)
		if !(eB <= reachBPx) {
			continue
		}
		eA := inverse.Apply(p.B).Distance(p.A)
		if !(eA <= reachAPx) {
			continue
		}
		chance := max(discShare(eB, areaB), discShare(eA, areaA))
		if chance < 1 {
			near = append(near, agreement{i, chance, eB, eA})
		}
	}
	k, log10 := fewest(near, len(s.Pairs), freedom)
	if k < minInliers {
		return Result{}, false
	}
	r := Result{BFromA: m.Normalised(), DegreesOfFreedom: freedom, choice: log10}
	for _, g := range near[:k] {
		r.Inliers = append(r.Inliers, g.pair)
		r.TolerancePx = max(r.TolerancePx, g.errorB)
		if scale := m.AreaScale(s.Pairs[g.pair].A); !(scale > minScale*minScale && scale < maxScale*maxScale) {
			return Result{}, false
		}
	}
	return r, true
}

// agreement is one pair's error under a transformation, with the chance of one so small.
type agreement struct {
	pair           int
	chance         float64
	errorB, errorA float64
}

// discShare is the chance that a point thrown anywhere in an area falls within
// e of a given one; the quarter stands for the pixel's own size.
func discShare(e, area float64) float64 { return math.Pi * (float64(e*e) + 0.25) / area }

// fewest sorts by chance and returns how many of the best to take, with the
// smallest log10 of the number of false alarms.
func fewest(near []agreement, pairs, freedom int) (k int, log10 float64) {
	slices.SortFunc(near, func(a, b agreement) int {
		return cmp.Or(cmp.Compare(a.chance, b.chance), cmp.Compare(a.pair, b.pair))
	})
	sample := freedom / 2
	if pairs <= sample {
		return 0, 0
	}
	log10 = math.Inf(1)
	tests := math.Log10(float64(pairs-sample)) + math.Log10(variants*models)
	for n := sample + 1; n <= len(near); n++ {
		v := tests + log10Choose(pairs, n) + log10Choose(n, sample) + float64(float64(n-sample)*math.Log10(near[n-1].chance))
		if v < log10 {
			k, log10 = n, v
		}
	}
	return k, log10
}

func log10Choose(n, k int) float64 {
	return (logFactorial(n) - logFactorial(k) - logFactorial(n-k)) / math.Ln10
}

func logFactorial(n int) float64 {
	if n >= 0 && n < tabled {
		return logFactorials()[n]
	}
	v, _ := math.Lgamma(float64(n) + 1)
	return v
}

// tabled is more than the matches that keypoints within the program's caps give.
const tabled = 8192

var logFactorials = sync.OnceValue(func() []float64 {
	out := make([]float64, tabled)
	for n := range out {
		out[n], _ = math.Lgamma(float64(n) + 1)
	}
	return out
})

// strength returns log10 of the number of false alarms with the keypoints'
// density in the chance model: where keypoints crowd, one close by is no
// surprise (Rabin, Delon and Gousseau 2009). The uniform model alone calls
// half of all unrelated pairs of photographs alike.
func (s Scene) strength(r Result) float64 {
	inverse, ok := r.BFromA.Inverse()
	if !ok {
		return 0
	}
	areaA, areaB := float64(s.A.size.Pixels()), float64(s.B.size.Pixels())
	near := make([]agreement, len(r.Inliers))
	for n, i := range r.Inliers {
		p := s.Pairs[i]
		there, back := r.BFromA.Apply(p.A), inverse.Apply(p.B)
		eB, eA := there.Distance(p.B), back.Distance(p.A)
		chance := max(discShare(eB, areaB), discShare(eA, areaA), s.B.crowding(there, eB), s.A.crowding(back, eA))
		near[n] = agreement{pair: i, chance: min(1, chance)}
	}
	_, log10 := fewest(near, len(s.Pairs), r.DegreesOfFreedom)
	return log10
}
