package compare

import "math"

// Smallest says how small a change would have been found: what is smaller or
// fainter may have gone unnoticed.
type Smallest struct {
	// Side is the side in claim pixels of the smallest square that would have
	// been found if it were lighter or darker by an eighth of the scale (32
	// levels), in a place of usual noise; 0 where no size would have been.
	Side int
	// Levels is the least change of luma, in grey levels of the claim, that
	// would have been found over a square of twice that side.
	Levels float64
	// BusySide and BusyLevels are the same for the busiest tenth of the claim:
	// edges, texture, foliage.
	BusySide   int
	BusyLevels float64
}

const (
	smallestStep = 32 // levels
	mostSide     = 512
)

// findSmallest works the figures out from the noise and the thresholds.
func (d *measuring) findSmallest() {
	s := &d.Smallest
	s.Side, s.Levels = d.smallestAt(d.noiseAt(0.5))
	s.BusySide, s.BusyLevels = d.smallestAt(d.noiseAt(0.9))
}

// smallestAt returns side and levels for a noise in levels.
func (d *measuring) smallestAt(noise float64) (side int, levels float64) {
	scale := math.Sqrt(float64(d.Size.Pixels()) * d.PlaneFromClaimed.AreaScale(d.Size.Rect().Centre()) / math.Max(1, float64(d.Size.Pixels())))
	for side = 4; side <= mostSide; side += 4 {
		if d.leastLevels(float64(side)*scale, noise) <= smallestStep {
			return side, d.leastLevels(2*float64(side)*scale, noise)
		}
	}
	return 0, d.leastLevels(mostSide*scale, noise)
}

// leastLevels returns the change of luma that a square of that side in plane
// pixels must have to be found: the residual is blind for half a pixel along
// its edge, and the window takes the mean of what it holds.
func (d *measuring) leastLevels(side, noise float64) float64 {
	inner := side - 1
	if inner <= 0 {
		return math.Inf(1)
	}
	told := d.toldWindows()
	least := math.Inf(1)
	for k, s := range scales {
		window := float64(2*s.radius + 1)
		z := s.from + (mostNFA-testsOf(k, told)-s.at)/s.perUnit
		least = min(least, noise*max(z, s.from)*window/min(inner, window))
	}
	return least
}
