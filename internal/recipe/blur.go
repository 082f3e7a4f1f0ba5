package recipe

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/rows"
)

// sigmas are the standard deviations that are tried, pixels of the plane.
var sigmas = [...]float64{0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8}

const (
	// What is told at least. Scaling softens by about half a pixel; what a blur
	// takes away must be a good part of what is left.
	leastSigma = 0.75
	leastGain  = 0.2
	// freedGain is what taking a blur out of the tone curve must gain at least.
	freedGain = 0.01
	// mostApart bounds what one pixel gives to the distance, so that changed
	// parts hardly count.
	mostApart = 16
)

// measureBlur looks for the blur that brings the candidate nearest to the
// claim. A tone curve that was measured against the sharp candidate is too
// level by what a blur itself takes away, also one too slight to be told, such
// as compression is; where taking that out brings the two nearer, it is taken
// out of the recipe's curve. What the copy's own compression softens is no blur.
func (r *Recipe) measureBlur(ctx context.Context, p *planes) (Blur, bool) {
	claimed, sharp := p.lumas(p.claimed), p.lumas(p.candidate)
	measured := r.Curve
	compresses := r.Saved.Format == provenance.FormatJPEG && r.Saved.Quality > 0 && p.scale == 1
	left := []float64{p.apart(claimed, measured.of(sharp))}
	best, curves := 0, []Curve{measured}
	if compresses {
		softened := p.compressed(sharp, r.Saved.Quality)
		freed := measured.without(p, sharp, softened)
		left[0] = p.apart(claimed, measured.of(softened))
		if a := p.apart(claimed, freed.of(softened)); a < (1-freedGain)*left[0] {
			left[0], curves[0] = a, freed
		}
	}
	for k, s := range sigmas {
		if ctx.Err() != nil {
			return Blur{}, false
		}
		blurred := compare.Blurred(sharp, p.size, s)
		curve, apart := measured, p.apart(claimed, measured.of(blurred))
		freed := measured.without(p, sharp, blurred)
		if a := p.apart(claimed, freed.of(blurred)); a < (1-freedGain)*apart {
			curve, apart = freed, a
		}
		left, curves = append(left, apart), append(curves, curve)
		if apart < left[best] {
			best = k + 1
		}
		if k+1 >= best+2 {
			break
		}
	}
	r.Curve = curves[best]
	if best == 0 {
		return Blur{}, false
	}
	sigma := between(left, best)
	without, with := left[0], left[best]
	if q := r.Saved.Quality; compresses {
		without = p.apart(claimed, p.compressed(r.Curve.of(sharp), q))
		with = p.apart(claimed, p.compressed(r.Curve.of(compare.Blurred(sharp, p.size, sigma)), q))
	}
	return Blur{sigma / p.scale}, sigma >= leastSigma && with <= (1-leastGain)*without
}

// between returns the sigma of the least distance, between those that were
// tried by the parabola through three; left[0] is without a blur.
func between(left []float64, best int) float64 {
	sigma := sigmas[best-1]
	if best >= 2 && best+1 < len(left) {
		before, at, after := left[best-1], left[best], left[best+1]
		if bend := before - 2*at + after; bend > 0 {
			sigma *= math.Pow(math.Sqrt2, min(max((before-after)/(2*bend), -0.5), 0.5))
		}
	}
	return sigma
}

// compressed returns a plane as a grey JPEG of that quality gives it back; one
// that can't be stored comes back as it is.
func (p *planes) compressed(plane []float32, quality int) []float32 {
	grey := image.NewGray(image.Rect(0, 0, p.size.Width, p.size.Height))
	for i, v := range plane {
		grey.Pix[i] = uint8(min(max(v+0.5, 0), 255))
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, grey, &jpeg.Options{Quality: quality}); err != nil {
		return plane
	}
	back, err := jpeg.Decode(&file)
	stored, ok := back.(*image.Gray)
	if err != nil || !ok {
		return plane
	}
	out := make([]float32, len(plane))
	for i := range out {
		out[i] = float32(stored.Pix[i/p.size.Width*stored.Stride+i%p.size.Width])
	}
	return out
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

// of returns the claim's luma for a plane of the candidate's.
func (c *Curve) of(plane []float32) []float32 {
	out := make([]float32, len(plane))
	rows.Tasks((len(plane)+curvePart-1)/curvePart, func(k int) {
		for i := k * curvePart; i < min(len(plane), (k+1)*curvePart); i++ {
			x := min(max(float64(plane[i]), 0), 255)
			n := min(254, int(x))
			out[i] = float32(c.Levels[n] + float64((x-float64(n))*(c.Levels[n+1]-c.Levels[n])))
		}
	})
	return out
}

// curvePart is how many pixels go through a curve at a time.
const curvePart = 1 << 16
