package compare

import "math"

// Tone says how the candidate's luma becomes the claim's: one monotone curve
// for the whole picture, so that greying, gamma, a change of contrast or an
// inversion is no difference, while nothing local is explained away.
type Tone struct {
	Curve    [256]float32 // the claim's luma for each luma of the candidate
	Inverted bool         // the curve falls
	// Channels holds a curve for each of R, G and B where both pictures have
	// colour and the claim's follows from the candidate's channel by channel;
	// nil where only luma was compared.
	Channels *[3]Tone
	doubt    [256]float32 // how far Curve may stray, in grey levels
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

// interpolate draws the curve through the knots, and beyond the first and the
// last on by the slope that it has near them: nothing says what becomes of a
// luma that hardly occurs, and so the doubt grows with the distance.
func (t *Tone) interpolate(knots []knot) {
	first, last := knots[0], knots[len(knots)-1]
	low, high := slope(knots, 1), slope(knots, -1)
	k := 0
	for x := range t.Curve {
		v := float64(x)
		for k < len(knots)-1 && knots[k+1].x < v {
			k++
		}
		a, b := knots[k], knots[min(k+1, len(knots)-1)]
		y, doubt := a.y, 0.0
		switch {
		case v < first.x:
			y, doubt = first.y-float64(low*(first.x-v)), doubtOutside*(first.x-v)
		case v > last.x:
			y, doubt = last.y+float64(high*(v-last.x)), doubtOutside*(v-last.x)
		case b.x > a.x:
			y = a.y + float64((v-a.x)/(b.x-a.x)*(b.y-a.y))
			// Between knots that lie far apart the curve may bend.
			doubt = doubtBetween * max(0, min(v-a.x, b.x-v)-binWidth)
		}
		t.Curve[x] = float32(min(max(y, 0), 255))
		t.doubt[x] = float32(min(doubt+standardError(a, b, v), 255))
	}
}

const (
	// What the curve may stray by for each level that a luma lies away from one that says something.
	doubtOutside = 0.5
	doubtBetween = 0.25
	// slopeReach is how far into the curve its slope at an end is measured, in levels.
	slopeReach = 32
	// pixelsTogether is how many neighbouring pixels err as one, by the blocks of JPEG.
	pixelsTogether = 16
)

// standardError returns how far the curve may stray near two knots for want of pixels, in levels.
func standardError(a, b knot, v float64) float64 {
	k := a
	if math.Abs(b.x-v) < math.Abs(a.x-v) {
		k = b
	}
	return k.spread / math.Sqrt(max(1, float64(k.count)/pixelsTogether))
}

// slope returns the curve's rise for each level at its first end (step 1) or its last (−1).
func slope(knots []knot, step int) float64 {
	i := 0
	if step < 0 {
		i = len(knots) - 1
	}
	end := knots[i]
	for j := i + step; j >= 0 && j < len(knots); j += step {
		if d := math.Abs(knots[j].x - end.x); d >= slopeReach || j == 0 || j == len(knots)-1 {
			if d > 0 {
				return min(max((knots[j].y-end.y)/(knots[j].x-end.x), -steepestEnd), steepestEnd)
			}
		}
	}
	return 0
}

const steepestEnd = 2

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
