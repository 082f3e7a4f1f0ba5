package align

import (
	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// plane is a smoothed luma plane without its slow lighting: what lamps, screens
// and vignettes do to a picture must not pull at its edges.
type plane struct{ picture.Gray }

// lightingPx is the radius of the box, run twice, whose mean counts as lighting.
const lightingPx = 12

// smoothed blurs a plane and takes its lighting off.
func smoothed(g *picture.Gray, sigma float64) *plane {
	w, h := g.Size.Width, g.Size.Height
	out := &plane{picture.Gray{Size: g.Size, ScaleX: g.ScaleX, ScaleY: g.ScaleY}}
	out.Pix = feature.Blur(g.Pix, w, h, sigma)
	mean := boxed(out.Pix, w, h, lightingPx)
	across, down := boxed(ones(w), w, 1, lightingPx), boxed(ones(h), 1, h, lightingPx)
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			row, sums := out.Pix[y*w:(y+1)*w], mean[y*w:(y+1)*w]
			for x := range row {
				row[x] -= sums[x] / float32(across[x]*down[y])
			}
		}
	})
	return out
}

func ones(n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

// slope returns the value at a point of the plane and its change by x and by
// y, by linear interpolation; ok is false within two pixels of the edge.
func (p *plane) slope(x, y float64) (v, gx, gy float64, ok bool) {
	x, y = x-0.5, y-0.5
	w, h := p.Size.Width, p.Size.Height
	if !(x >= 1 && y >= 1 && x < float64(w-3) && y < float64(h-3)) {
		return 0, 0, 0, false
	}
	xi, yi := int(x), int(y)
	fx, fy := x-float64(xi), y-float64(yi)
	i := (yi-1)*w + xi - 1
	a, b, c, d := p.Pix[i:i+4], p.Pix[i+w:i+w+4], p.Pix[i+2*w:i+2*w+4], p.Pix[i+3*w:i+3*w+4]
	// The two middle rows at x, x−1 and x+1, and the outer rows at x.
	across := func(r []float32, k int) float64 {
		return float64(r[k]) + float64(fx*float64(r[k+1]-r[k]))
	}
	b1, c1 := across(b, 1), across(c, 1)
	v = b1 + float64(fy*(c1-b1))
	bx, cx := across(b, 2)-across(b, 0), across(c, 2)-across(c, 0)
	gx = (bx + float64(fy*(cx-bx))) / 2
	upper, lower := c1-across(a, 1), across(d, 1)-b1
	gy = (upper + float64(fy*(lower-upper))) / 2
	return v, gx, gy, true
}

// steepest returns the pixel with the largest gradient in a block.
func (p *plane) steepest(x0, y0, x1, y1 int) (s sample, ok bool) {
	w, h := p.Size.Width, p.Size.Height
	x0, y0, x1, y1 = max(x0, 1), max(y0, 1), min(x1, w-1), min(y1, h-1)
	best := float32(leastGradient * leastGradient * 4)
	for y := y0; y < y1; y++ {
		for i := y*w + x0; i < y*w+x1; i++ {
			gx, gy := p.Pix[i+1]-p.Pix[i-1], p.Pix[i+w]-p.Pix[i-w]
			if g := float32(gx*gx) + float32(gy*gy); g > best {
				best, ok = g, true
				s = sample{float64(i-y*w) + 0.5, float64(y) + 0.5, float64(p.Pix[i])}
			}
		}
	}
	return s, ok
}

// leastGradient is the slope in grey levels a pixel below which a pixel says nothing about its place.
const leastGradient = 0.7
