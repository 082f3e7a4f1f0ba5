package feature

import (
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// level is one smoothed plane of the scale space.
type level struct {
	width, height int
	pix           []float32
}

func (l level) row(y int) []float32 { return l.pix[y*l.width : (y+1)*l.width] }

// gaussian returns the taps of a Gaussian from its centre outwards, cut at
// three standard deviations and adding up to 1 when mirrored.
func gaussian(sigma float64) []float32 {
	radius := max(1, int(math.Ceil(3*sigma)))
	taps := make([]float64, radius+1)
	sum := 0.0
	for i := range taps {
		taps[i] = math.Exp(-float64(i*i) / float64(2*sigma*sigma))
		sum += taps[i]
		if i > 0 {
			sum += taps[i]
		}
	}
	out := make([]float32, radius+1)
	for i, t := range taps {
		out[i] = float32(t / sum)
	}
	return out
}

// Blur returns a plane smoothed by a Gaussian; a sigma below a third of a
// pixel changes nothing.
func Blur(pix []float32, width, height int, sigma float64) []float32 {
	to := level{width, height, make([]float32, width*height)}
	if sigma < 1.0/3 {
		copy(to.pix, pix)
	} else {
		blur(to, level{width, height, pix}, gaussian(sigma))
	}
	return to.pix
}

// blur smooths from into to, of the same size, by the symmetric taps. Edges
// repeat their mirror image. Each row is first summed down its column of
// source rows, which the cache holds, then along itself, both by symmetric
// pairs: half of the multiplications, and no intermediate plane.
func blur(to, from level, taps []float32) {
	r := len(taps) - 1
	w, h := from.width, from.height
	rows.Each(h, func(_, y0, y1 int) {
		padded := make([]float32, w+2*r)
		above, below := make([][]float32, r+1), make([][]float32, r+1)
		for y := y0; y < y1; y++ {
			for i := range r + 1 {
				above[i], below[i] = from.row(mirrored(y-i, h)), from.row(mirrored(y+i, h))
			}
			middle := padded[r : r+w]
			symmetric(middle, above, below, taps)
			for i := 1; i <= r; i++ {
				padded[r-i] = middle[mirrored(-i, w)]
				padded[r+w-1+i] = middle[mirrored(w-1+i, w)]
			}
			for i := range r + 1 {
				above[i], below[i] = padded[r-i:r-i+w], padded[r+i:r+i+w]
			}
			symmetric(to.row(y), above, below, taps)
		}
	})
}

// mirrored brings an index back into 0..n-1 by reflection at the outer edges
// of the first and last pixel.
func mirrored(i, n int) int {
	for i < 0 || i >= n {
		if i < 0 {
			i = -1 - i
		} else {
			i = 2*n - 1 - i
		}
	}
	return i
}

// symmetric writes taps[0]·a[0] + Σ taps[i]·(a[i] + b[i]) to out. Up to four
// pairs are summed in one pass; all slices are cut to one length so that the
// compiler drops the bounds checks.
func symmetric(out []float32, a, b [][]float32, taps []float32) {
	n := len(out)
	c, k := a[0][:n], taps[0]
	i := 1
	if len(taps) >= 5 {
		a1, b1, a2, b2 := a[1][:n], b[1][:n], a[2][:n], b[2][:n]
		a3, b3, a4, b4 := a[3][:n], b[3][:n], a[4][:n], b[4][:n]
		k1, k2, k3, k4 := taps[1], taps[2], taps[3], taps[4]
		for x := range out {
			out[x] = float32(k*c[x]) + float32(k1*(a1[x]+b1[x])) + float32(k2*(a2[x]+b2[x])) +
				(float32(k3*(a3[x]+b3[x])) + float32(k4*(a4[x]+b4[x])))
		}
		i = 5
	} else {
		for x := range out {
			out[x] = float32(k * c[x])
		}
	}
	for ; i+3 < len(taps); i += 4 {
		a1, b1, a2, b2 := a[i][:n], b[i][:n], a[i+1][:n], b[i+1][:n]
		a3, b3, a4, b4 := a[i+2][:n], b[i+2][:n], a[i+3][:n], b[i+3][:n]
		k1, k2, k3, k4 := taps[i], taps[i+1], taps[i+2], taps[i+3]
		for x := range out {
			out[x] += float32(k1*(a1[x]+b1[x])) + float32(k2*(a2[x]+b2[x])) +
				(float32(k3*(a3[x]+b3[x])) + float32(k4*(a4[x]+b4[x])))
		}
	}
	for ; i+1 < len(taps); i += 2 {
		a1, b1, a2, b2 := a[i][:n], b[i][:n], a[i+1][:n], b[i+1][:n]
		k1, k2 := taps[i], taps[i+1]
		for x := range out {
			out[x] += float32(k1*(a1[x]+b1[x])) + float32(k2*(a2[x]+b2[x]))
		}
	}
	for ; i < len(taps); i++ {
		a1, b1, k1 := a[i][:n], b[i][:n], taps[i]
		for x := range out {
			out[x] += float32(k1 * (a1[x] + b1[x]))
		}
	}
}
