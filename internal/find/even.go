package find

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// Evening brings out what is faint: each place of a picture is held against
// the mean around it and divided by the deviation there, so that the grain of
// asphalt weighs as much as the car on it. Keypoints then stand all over a
// picture that has next to none. It is done to both pictures of a pair, and
// alters no place.

const (
	evenedPixels = 600_000  // of the evened picture: finer detail is mostly noise
	evenedRadius = 1.0 / 90 // of the box for the mean, of the longer side …
	evenedFloor  = 0.7      // grey levels of deviation that count as none
	evenedLevels = 25.0     // deviation that they are brought to
)

// evened returns the luma of a picture with its contrast made even, as a
// picture of at most evenedPixels, and its pixels to a pixel of the given one.
func evened(g *picture.Gray) *picture.Picture {
	w, h := g.Size.Width, g.Size.Height
	radius := max(3, int(math.Round(evenedRadius*float64(max(w, h)))))
	mean := blurred(g.Pix, w, h, radius)
	square := make([]float32, len(g.Pix))
	for i, v := range g.Pix {
		d := v - mean[i]
		mean[i] = d
		square[i] = float32(d * d)
	}
	deviation := blurred(square, w, h, 2*radius)
	pix := make([]uint8, 4*len(g.Pix))
	for i, d := range mean {
		s := max(evenedFloor, math.Sqrt(float64(deviation[i])))
		v := uint8(max(0, min(255, 128.5+evenedLevels*float64(d)/s)))
		pix[4*i], pix[4*i+1], pix[4*i+2], pix[4*i+3] = v, v, v, 255
	}
	return picture.New("", g.Size, pix)
}

// blurred averages over a square of that radius, twice. Beyond the edges there
// is nothing, and the mean is over what there is.
func blurred(p []float32, w, h, radius int) []float32 {
	out := append([]float32(nil), p...)
	for range 2 {
		out = boxMean(out, w, h, radius)
	}
	return out
}

func boxMean(p []float32, w, h, radius int) []float32 {
	across, out := make([]float32, len(p)), make([]float32, len(p))
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			line, to := p[y*w:(y+1)*w], across[y*w:(y+1)*w]
			var sum float32
			for x := range min(radius, w) {
				sum += line[x]
			}
			for x := range to {
				if x+radius < w {
					sum += line[x+radius]
				}
				if x > radius {
					sum -= line[x-radius-1]
				}
				to[x] = sum / float32(min(w-1, x+radius)-max(0, x-radius)+1)
			}
		}
	})
	rows.Each(w, func(_, x0, x1 int) {
		sum := make([]float32, x1-x0)
		for y := -radius; y < h; y++ {
			if y+radius < h {
				for i, v := range across[(y+radius)*w+x0 : (y+radius)*w+x1] {
					sum[i] += v
				}
			}
			if y > radius {
				for i, v := range across[(y-radius-1)*w+x0 : (y-radius-1)*w+x1] {
					sum[i] -= v
				}
			}
			if y >= 0 {
				n := float32(min(h-1, y+radius) - max(0, y-radius) + 1)
				for i, v := range sum {
					out[y*w+x0+i] = v / n
				}
			}
		}
	})
	return out
}

// grayOf wraps raw luma as a plane of a frame that is upright and has full pixels.
func grayOf(size geom.Size, pix []byte, full geom.Size) *picture.Gray {
	g := &picture.Gray{
		Size: size, Pix: make([]float32, len(pix)),
		ScaleX: float64(size.Width) / float64(full.Width), ScaleY: float64(size.Height) / float64(full.Height),
	}
	for i, v := range pix {
		g.Pix[i] = float32(v)
	}
	return g
}
