package compare

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// blurs are the standard deviations, in pixels of the plane, that are tried to
// bring a sharper candidate down to the claim's sharpness.
var blurs = [...]float64{0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6}

// sharpnessMatched returns both planes with the sharper one blurred to the
// other's sharpness: by the blur that leaves least between them, as long as it
// gains more than smoothing the noise does.
func (m *Map) sharpnessMatched(claimed, candidate []float32) (claim, found []float32) {
	at := m.cost(claimed, candidate)
	softened, cost := m.softened(candidate, claimed, at)
	if cost < at {
		return claimed, softened
	}
	// The claim may be the sharper one: made so by a filter, or the candidate is a soft copy.
	softened, _ = m.softened(claimed, candidate, at)
	return softened, candidate
}

// softened returns a plane with the blur that brings it nearest to another one,
// and the distance then.
func (m *Map) softened(plane, to []float32, least float64) ([]float32, float64) {
	best := plane
	for _, sigma := range blurs {
		blurred := gaussian(plane, m.Size, sigma)
		cost := m.cost(to, blurred)
		if cost > worthABlur*least {
			break
		}
		best, least = blurred, cost
	}
	return best, least
}

// worthABlur is the part of the distance that must be left at most: less gain
// than that is noise being smoothed.
const worthABlur = 0.98

// cost returns the mean distance of two planes in grey levels, each pixel's
// clipped so that changed parts hardly count.
func (m *Map) cost(a, b []float32) float64 {
	const most = 16
	w := m.Size.Width
	sums := make([]float64, rows.Bands(m.Size.Height))
	rows.Each(m.Size.Height, func(band, y0, y1 int) {
		for i := w * y0; i < w*y1; i++ {
			if m.Mask[i] == Told {
				sums[band] += min(most, math.Abs(float64(a[i]-b[i])))
			}
		}
	})
	var sum float64
	for _, s := range sums {
		sum += s
	}
	return sum / float64(len(a))
}

// gaussian blurs a plane, repeating its edges.
func gaussian(plane []float32, size geom.Size, sigma float64) []float32 {
	radius := int(math.Ceil(3 * sigma))
	kernel := make([]float32, radius+1)
	var sum float32
	for i := range kernel {
		kernel[i] = float32(math.Exp(-float64(i*i) / (2 * sigma * sigma)))
		sum += kernel[i]
		if i > 0 {
			sum += kernel[i]
		}
	}
	for i := range kernel {
		kernel[i] /= sum
	}
	w, h := size.Width, size.Height
	out := make([]float32, len(plane))
	rows.Each(h, func(_, y0, y1 int) {
		padded := make([]float32, w+2*radius)
		middle := padded[radius : radius+w]
		for y := y0; y < y1; y++ {
			for x, v := range plane[w*y : w*(y+1)] {
				middle[x] = float32(kernel[0] * v)
			}
			for i := 1; i <= radius; i++ {
				k, above, below := kernel[i], plane[w*max(y-i, 0):], plane[w*min(y+i, h-1):]
				for x := range middle {
					middle[x] += float32(k * (above[x] + below[x]))
				}
			}
			for i := range radius {
				padded[i], padded[radius+w+i] = middle[0], middle[w-1]
			}
			row := out[w*y : w*(y+1)]
			for x := range row {
				row[x] = float32(kernel[0] * middle[x])
			}
			for i := 1; i <= radius; i++ {
				k, before, after := kernel[i], padded[radius-i:], padded[radius+i:]
				for x := range row {
					row[x] += float32(k * (before[x] + after[x]))
				}
			}
		}
	})
	return out
}
