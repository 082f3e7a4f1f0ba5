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
	tried, a, b := m.strips(claimed, candidate)
	at := tried.cost(a, b)
	if sigma := tried.softer(b, a, at); sigma > 0 {
		return claimed, Blurred(candidate, m.Size, sigma)
	}
	// The claim may be the sharper one: made so by a filter, or the candidate is a soft copy.
	if sigma := tried.softer(a, b, at); sigma > 0 {
		return Blurred(claimed, m.Size, sigma), candidate
	}
	return claimed, candidate
}

// bendsTone is the blur from which it bends the tone curve, in plane pixels.
const bendsTone = 0.8

// softerCandidate returns the blur that brings the candidate to the claim's sharpness; 0 for none.
func (d *measuring) softerCandidate() float64 {
	tried, a, b := d.strips(d.claimed, d.predicted)
	return tried.softer(b, a, tried.cost(a, b))
}

// softenedPixels returns packed pixels after a blur of each channel.
func (d *measuring) softenedPixels(pixels []uint32, sigma float64) []uint32 {
	out := make([]uint32, len(pixels))
	plane := make([]float32, len(pixels))
	for c := range 3 {
		for i, q := range pixels {
			plane[i] = float32(q >> (8 * c) & 0xFF)
		}
		soft := Blurred(plane, d.Size, sigma)
		for i, v := range soft {
			out[i] |= uint32(v+0.5) << (8 * c)
		}
	}
	for i, q := range pixels {
		out[i] |= q & 0xFF000000
	}
	return out
}

// softer returns the blur that brings a plane nearest to another one; 0 for none.
func (m *Map) softer(plane, to []float32, least float64) (sigma float64) {
	for _, s := range blurs {
		cost := m.cost(to, Blurred(plane, m.Size, s))
		if cost > worthABlur*least {
			break
		}
		sigma, least = s, cost
	}
	// Then nearer, by a third and by a seventh of the step between two that are tried.
	for _, nearer := range [...]float64{1.12, 1.05} {
		for _, s := range [2]float64{sigma / nearer, sigma * nearer} {
			if s == 0 {
				return 0
			}
			if cost := m.cost(to, Blurred(plane, m.Size, s)); cost < least {
				sigma, least = s, cost
				break
			}
		}
	}
	return sigma
}

const (
	// Of planes above stripPixels strips of stripRows rows are tried, of which
	// the outer stripRim rows only serve the blur.
	stripPixels = 800_000
	stripRows   = 96
	stripRim    = 20 // 3 × the widest blur that is tried
)

// strips returns the planes themselves, or where they are large as many evenly
// spaced strips of them as make stripPixels.
func (m *Map) strips(claimed, candidate []float32) (tried *Map, a, b []float32) {
	w, h := m.Size.Width, m.Size.Height
	n := stripPixels / (stripRows * w)
	if n < 1 || n*stripRows >= h {
		return m, claimed, candidate
	}
	tried = &Map{Size: geom.Size{Width: w, Height: n * stripRows}, Mask: make([]Known, 0, n*stripRows*w)}
	a, b = make([]float32, 0, n*stripRows*w), make([]float32, 0, n*stripRows*w)
	for k := range n {
		from := (h - stripRows) * k / max(1, n-1) * w
		to := from + stripRows*w
		a, b = append(a, claimed[from:to]...), append(b, candidate[from:to]...)
		tried.Mask = append(tried.Mask, m.Mask[from:to]...)
		strip := tried.Mask[len(tried.Mask)-stripRows*w:]
		for i := range stripRim * w {
			strip[i], strip[len(strip)-1-i] = Outside, Outside
		}
	}
	return tried, a, b
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
