package recipe

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// sigmas are the standard deviations that are tried, pixels of the plane.
var sigmas = [...]float64{0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8}

const (
	// What is told at least. Scaling and compression soften by about half a
	// pixel; what a blur takes away must be a good part of what is left.
	leastSigma = 0.75
	leastGain  = 0.2
	// mostApart bounds what one pixel gives to the distance, so that changed
	// parts hardly count.
	mostApart = 16
)

// measureBlur looks for the blur that brings the candidate nearest to the
// claim. A tone curve that was measured against the sharp candidate is too
// level by what the blur itself takes away; where taking that out brings the
// two nearer, it is taken out of the recipe's curve.
func (r *Recipe) measureBlur(ctx context.Context, p *planes) (Blur, bool) {
	claimed, sharp := p.lumas(p.claimed), p.lumas(p.candidate)
	sigma, without, with := p.nearest(ctx, claimed, sharp, r.Curve)
	if told := sigma >= leastSigma && with <= (1-leastGain)*without; !told || ctx.Err() != nil {
		return Blur{}, false
	}
	freed := r.Curve.without(p, sharp, blurredPlane(sharp, p.size.Width, p.size.Height, sigma))
	if s, _, freedWith := p.nearest(ctx, claimed, sharp, freed); freedWith < with {
		sigma, r.Curve = s, freed
	}
	return Blur{sigma / p.scale}, true
}

// nearest returns the blur that leaves the least distance, between those that
// are tried by the parabola through three, and the distance without and with it.
func (p *planes) nearest(ctx context.Context, claimed, candidate []float32, c Curve) (sigma, without, with float64) {
	toned := make([]float32, len(candidate))
	for i, v := range candidate {
		toned[i] = c.at(v)
	}
	without = p.apart(claimed, toned)
	left := []float64{without}
	best := 0
	for k, s := range sigmas {
		if ctx.Err() != nil {
			return 0, without, without
		}
		left = append(left, p.apart(claimed, blurredPlane(toned, p.size.Width, p.size.Height, s)))
		if left[k+1] < left[best] {
			best = k + 1
		}
		if k+1 >= best+2 {
			break
		}
	}
	if best == 0 {
		return 0, without, without
	}
	sigma = sigmas[best-1]
	if best >= 2 && best+1 < len(left) {
		before, at, after := left[best-1], left[best], left[best+1]
		if bend := before - 2*at + after; bend > 0 {
			sigma *= math.Pow(math.Sqrt2, min(max((before-after)/(2*bend), -0.5), 0.5))
		}
	}
	return sigma, without, left[best]
}

// apart returns the mean distance of two planes in grey levels.
func (p *planes) apart(a, b []float32) float64 {
	w := p.size.Width
	sums := make([]float64, rows.Bands(p.size.Height))
	rows.Each(p.size.Height, func(band, y0, y1 int) {
		for i := w * y0; i < w*y1; i++ {
			if p.both[i] {
				sums[band] += min(mostApart, math.Abs(float64(a[i]-b[i])))
			}
		}
	})
	var sum float64
	for _, s := range sums {
		sum += s
	}
	return sum / float64(max(1, p.told))
}

// at returns the claim's luma for one of the candidate's.
func (c *Curve) at(luma float32) float32 {
	x := min(max(float64(luma), 0), 255)
	i := min(254, int(x))
	return float32(c.Levels[i] + float64((x-float64(i))*(c.Levels[i+1]-c.Levels[i])))
}
