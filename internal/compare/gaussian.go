package compare

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Blurred returns a plane of rows convolved with a Gaussian of that standard
// deviation in pixels, its edges repeated.
// Up to exactUpTo the kernel is the Gaussian's own; beyond, three extended
// boxes stand for it, whose cost does not grow with sigma (Gwosdek and others, 2011).
func Blurred(plane []float32, size geom.Size, sigma float64) []float32 {
	w, h := size.Width, size.Height
	const exactUpTo = 2
	if sigma <= exactUpTo {
		return along(plane, w, h, gaussianKernel(sigma))
	}
	// Each box has a third of the variance: weight 1 up to radius, end at one further.
	third := sigma * sigma / 3
	radius := int(0.5*math.Sqrt(12*third+1) - 0.5)
	r := float64(radius)
	end := (2*r + 1) * (r*(r+1) - 3*third) / (6 * (third - (r+1)*(r+1)))
	for range 3 {
		plane = boxed(plane, w, h, radius, float32(end))
	}
	return plane
}

// gaussianKernel returns the weights from the centre outwards.
func gaussianKernel(sigma float64) []float32 {
	kernel := make([]float32, int(math.Ceil(3*sigma))+1)
	var sum float32
	for i := range kernel {
		kernel[i] = float32(math.Exp(-float64(i*i) / (2 * sigma * sigma)))
		if sum += kernel[i]; i > 0 {
			sum += kernel[i]
		}
	}
	for i := range kernel {
		kernel[i] /= sum
	}
	return kernel
}

// along convolves down and then across.
func along(plane []float32, w, h int, kernel []float32) []float32 {
	out := make([]float32, len(plane))
	radius := len(kernel) - 1
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
			repeatEnds(padded, radius)
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

func repeatEnds(padded []float32, radius int) {
	last := len(padded) - 1
	for i := range radius {
		padded[i], padded[last-i] = padded[radius], padded[last-radius]
	}
}

// boxed convolves down and then across with a box: weight 1 up to radius, end one further.
func boxed(plane []float32, w, h, radius int, end float32) []float32 {
	out := make([]float32, len(plane))
	scale := 1 / (float32(2*radius+1) + 2*end)
	scale *= scale
	line := func(y int) []float32 { y = min(max(y, 0), h-1); return plane[w*y : w*(y+1)] }
	rows.Each(h, func(_, y0, y1 int) {
		sums := make([]float32, w)
		for y := y0 - radius; y < y0+radius; y++ {
			for x, v := range line(y) {
				sums[x] += v
			}
		}
		pad := radius + 1
		padded := make([]float32, w+2*pad)
		for y := y0; y < y1; y++ {
			entering, leaving, above, below := line(y+radius), line(y-radius), line(y-radius-1), line(y+radius+1)
			middle := padded[pad : pad+w]
			for x := range middle {
				sums[x] += entering[x]
				middle[x] = sums[x] + float32(end*(above[x]+below[x]))
				sums[x] -= leaving[x]
			}
			repeatEnds(padded, pad)
			var sum float32
			for i := 1; i < 2*radius+1; i++ {
				sum += padded[i]
			}
			row := out[w*y : w*(y+1)]
			for x := range row {
				sum += padded[x+2*radius+1]
				row[x] = scale * (sum + float32(end*(padded[x]+padded[x+2*radius+2])))
				sum -= padded[x+1]
			}
		}
	})
	return out
}
