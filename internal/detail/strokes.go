package detail

import (
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// Lettering that both pictures carry, a game's figures or a station's name,
// agrees as well as the picture does, and says nothing of it. It is drawn with
// strokes that stand out from both sides and have one level all over, which
// twigs, wires and folds seldom have.
const (
	strokeHalf  = 28 // pixels to either side that are looked at, in the scale that is measured in
	strokeSide  = 2*strokeHalf + 1
	strokeReach = 4  // pixels from the middle of a stroke to what it stands out from
	standsOut   = 40 // grey levels by which it does
	oneLevel    = 16 // grey levels within which strokes are of one level
	// lettered is the share of pixels on strokes of one level from which a place
	// counts as lettering. On lettering laid on drawn scenes the median was
	// 0.06, beside it 0.01; on photographs 0.02, and in 9 of 10 places under 0.04.
	lettered = 0.035
	// leastLine is how long a level or upright stroke of one level is in both
	// pictures from which it is taken for a line of an interface. Some frames of
	// windows are taken for one, too: others are there to be proposed.
	leastLine = 14
	// onLine is the stretch of levels within such a line, and standsOff by how
	// much it stands out: less than letters, since it may be thin and faint.
	onLine    = 24
	standsOff = 30
)

// lettering reports whether what lies around a point of the claim looks
// lettered on one of the pictures.
func (f fine) lettering(at geom.Point) bool {
	claimedFromFine := geom.Translation(at.X, at.Y).After(geom.Scaling(1/f.k, 1/f.k)).After(geom.Translation(-strokeHalf-0.5, -strokeHalf-0.5))
	a := f.claimed.read(claimedFromFine)
	b := f.candidate.read(f.p.Alignment.CandidateFromClaimed.After(claimedFromFine))
	return strokes(a) >= lettered || strokes(b) >= lettered || min(longestLine(a), longestLine(b)) >= leastLine
}

// longestLine returns the length of the longest level or upright stroke of one level in a square.
func longestLine(p []float32) int {
	longest := 0
	for _, step := range [2]struct{ along, across int }{{1, strokeSide}, {strokeSide, 1}} {
		for line := strokeReach; line < strokeSide-strokeReach; line++ {
			for _, sign := range [2]float32{1, -1} {
				run := 0
				var low, high float32
				for k := range strokeSide {
					i := line*step.across + k*step.along
					v := sign * p[i]
					if v-max(sign*p[i-strokeReach*step.across], sign*p[i+strokeReach*step.across]) < standsOff {
						run = 0
						continue
					}
					if run == 0 {
						low, high = v, v
					}
					low, high = min(low, v), max(high, v)
					if run++; high-low > onLine {
						run, low, high = 1, v, v
					}
					longest = max(longest, run)
				}
			}
		}
	}
	return longest
}

// read reads a square of the plane, as strokes looks at it.
func (p plane) read(pictureFromSquare geom.Map) []float32 {
	m := geom.Scaling(p.scale, p.scale).After(pictureFromSquare)
	out := make([]float32, strokeSide*strokeSide)
	for y := range strokeSide {
		for x := range strokeSide {
			q := m.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			out[y*strokeSide+x] = at(p.gray, q.X, q.Y)
		}
	}
	return out
}

// strokes returns the share of a square's pixels that lie on strokes of one
// level, brighter or darker than what is around them.
func strokes(p []float32) float64 {
	across := [...]int{strokeReach, strokeReach * strokeSide, 3*strokeSide + 3, 3*strokeSide - 3}
	best, looked := 0, (strokeSide-2*strokeReach)*(strokeSide-2*strokeReach)
	for _, sign := range [2]float32{1, -1} {
		var levels []float32
		for y := strokeReach; y < strokeSide-strokeReach; y++ {
			for x := strokeReach; x < strokeSide-strokeReach; x++ {
				i := y*strokeSide + x
				v := sign * p[i]
				for _, d := range across {
					if v-max(sign*p[i+d], sign*p[i-d]) >= standsOut {
						levels = append(levels, v)
						break
					}
				}
			}
		}
		slices.Sort(levels)
		first := 0
		for i, v := range levels {
			for v-levels[first] > oneLevel {
				first++
			}
			best = max(best, i-first+1)
		}
	}
	return float64(best) / float64(looked)
}
