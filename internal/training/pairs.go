package training

import (
	"cmp"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// WantedPairs is how many different details are to be paired: with four, a
// placement can be worked out from them.
const WantedPairs = 4

// A pair is right where the true map carries its point on the claim next to its
// point on the candidate. The distance is measured against the picture: the
// claim's diagonal as it lies on the candidate. Within a hundredth it is full,
// at three hundredths nothing. Where the claim is a small part of a large
// candidate, three thousandths of that one's diagonal are allowed: what the
// hand does on the whole picture.
const (
	fullMiss     = 0.01
	mostMiss     = 0.03
	missOnWhole  = 0.003
	apart        = 0.05 // of the claim's diagonal; pairs nearer to one another are the same detail
	wrongPair    = 0.5  // what a wrong pair takes away, in pairs
	mostPairs    = 100  // that are looked at
	beyondMargin = 0.01 // of the claim's diagonal, by which a point may lie outside of the part
)

// markPairs marks details that were paired.
func markPairs(e Exercise, k Key, a Answer) verdict {
	applies := slices.ContainsFunc(k.Placements, func(p Placement) bool { return p.CandidateFromClaimed.Valid() })
	switch {
	case !applies:
		return needless(len(a.Pairs) > 0, PairsNeedless)
	case len(a.Pairs) == 0:
		return verdict{0, true, []Remark{{Kind: PairsMissing}}}
	}
	type scored struct {
		at    geom.Point
		share float64
	}
	var good []scored
	wrong := 0
	for _, p := range a.Pairs[:min(len(a.Pairs), mostPairs)] {
		if share := pairShare(e, k, p); share > 0 {
			good = append(good, scored{p.Claimed, share})
		} else {
			wrong++
		}
	}
	slices.SortStableFunc(good, func(a, b scored) int { return cmp.Compare(b.share, a.share) })
	sum, near := 0.0, 0
	var kept []geom.Point
	for _, g := range good {
		if slices.ContainsFunc(kept, func(o geom.Point) bool { return o.Distance(g.at) < apart*e.Claim.Size.Diagonal() }) {
			near++
			continue
		}
		kept = append(kept, g.at)
		if len(kept) <= WantedPairs {
			sum += g.share
		}
	}
	v := verdict{share: min(max((sum-wrongPair*float64(wrong))/WantedPairs, 0), 1), applies: true}
	v.remarks = append(v.remarks, Remark{Kind: PairsRight, Count: len(good), Of: len(good) + wrong})
	if near > 0 {
		v.remarks = append(v.remarks, Remark{Kind: PairsNear, Count: near})
	}
	if len(kept) < WantedPairs {
		v.remarks = append(v.remarks, Remark{Kind: PairsFew, Count: len(kept), Of: WantedPairs})
	}
	return v
}

// pairShare returns what one pair is worth, 0 to 1.
func pairShare(e Exercise, k Key, p Pair) float64 {
	on, is := k.On(p.On)
	candidate, known := e.Candidate(p.On)
	if !is || !known || !usable(p.Claimed, p.Candidate) || !on.CandidateFromClaimed.Valid() {
		return 0
	}
	size := e.Claim.Size
	part := hull(on.Part(size))
	if !holds(part, p.Claimed, beyondMargin*size.Diagonal()) {
		return 0
	}
	truth := on.CandidateFromClaimed.Apply(p.Claimed)
	unit := max(size.Diagonal()*on.CandidateFromClaimed.LengthScale(p.Claimed), missOnWhole/fullMiss*candidate.Size.Diagonal())
	miss := truth.Distance(p.Candidate) / unit
	if !(miss < mostMiss) { // NaN too
		return 0
	}
	return min(1, (mostMiss-miss)/(mostMiss-fullMiss))
}

// holds reports whether a convex polygon holds the point, or nearly.
func holds(polygon []geom.Point, p geom.Point, margin float64) bool {
	for i, from := range polygon {
		to := polygon[(i+1)%len(polygon)]
		if turn(from, to, p) < 0 && p.DistanceToSegment(from, to) > margin {
			return false
		}
	}
	return len(polygon) > 2
}
