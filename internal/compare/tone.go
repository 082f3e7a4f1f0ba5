package compare

import "math"

// Tone says how the candidate's luma becomes the claim's: one monotone curve
// for the whole picture, so that greying, gamma, a change of contrast or an
// inversion is no difference, while nothing local is explained away.
type Tone struct {
	Curve    [256]float32 // the claim's luma for each luma of the candidate
	Inverted bool         // the curve falls
	// clippedLow and clippedHigh are the ranges of the candidate's luma that the
	// claim shows as one and the same black or white.
	clippedLow, clippedHigh clippedRange
}

// clippedRange is a range of candidate luma that became one level of the claim; empty where first > last.
type clippedRange struct {
	first, last int
	level       float32
}

const (
	// Tone counts as cut off where at least clippedSpan levels of the candidate
	// came out as one level of the claim (± clippedFlat), and that level lies
	// within clippedEnd of black or white.
	clippedSpan = 24
	clippedFlat = 1.5
	clippedEnd  = 24
)

// interpolate draws the curve through the knots, level before the first and after the last.
func (t *Tone) interpolate(knots []knot) {
	k := 0
	for x := range t.Curve {
		for k < len(knots)-1 && knots[k+1].x < float64(x) {
			k++
		}
		a, b := knots[k], knots[min(k+1, len(knots)-1)]
		f := 0.0
		if b.x > a.x {
			f = min(max((float64(x)-a.x)/(b.x-a.x), 0), 1)
		}
		t.Curve[x] = float32(min(max(a.y+float64(f*(b.y-a.y)), 0), 255))
	}
}

// findClipped looks for the stretch at either end of the curve, between the
// candidate's least and greatest luma, where it does not rise.
func (t *Tone) findClipped(least, greatest int) {
	atEnd := func(first, step int) clippedRange {
		end := t.Curve[first]
		if end > clippedEnd && end < 255-clippedEnd {
			return clippedRange{first: 1}
		}
		x := first
		for x+step >= least && x+step <= greatest && math.Abs(float64(t.Curve[x+step]-end)) <= clippedFlat {
			x += step
		}
		if (x-first)*step < clippedSpan {
			return clippedRange{first: 1}
		}
		return clippedRange{first: min(x, first), last: max(x, first), level: end}
	}
	t.clippedLow, t.clippedHigh = atEnd(least, 1), atEnd(greatest, -1)
}

// clipped reports whether a change between the two would not be seen because
// tone was cut off: the candidate lies in the cut range and the claim shows the cut level.
func (t *Tone) clipped(claimed, candidate float32) bool {
	const near = 4 // grey levels of noise that a cut level still has
	for _, c := range [2]clippedRange{t.clippedLow, t.clippedHigh} {
		if x := int(candidate); x >= c.first && x <= c.last && math.Abs(float64(claimed-c.level)) <= near {
			return true
		}
	}
	return false
}

// apply returns the claim's luma for a candidate's.
func (t *Tone) apply(candidate float32) float32 {
	x := min(max(candidate, 0), 255)
	i := min(254, int(x))
	f := x - float32(i)
	return t.Curve[i] + float32(f*(t.Curve[i+1]-t.Curve[i]))
}
