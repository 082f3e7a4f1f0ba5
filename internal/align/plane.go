package align

import (
	"math"

	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// plane is the part of a smoothed luma plane that both pictures show. Places on
// it are those of the whole plane.
type plane struct {
	picture.Gray
	left, top int          // of the whole plane
	part      []geom.Point // what both pictures show, convex, plane pixels
}

// aroundPx is what is kept around the part for the slopes at its rim and for a map that moves.
const aroundPx = 8

// smoothed cuts a part, given in pixels of the picture, out of a plane and blurs it.
func smoothed(g *picture.Gray, sigma float64, part []geom.Point) *plane {
	out := &plane{Gray: picture.Gray{ScaleX: g.ScaleX, ScaleY: g.ScaleY}, part: make([]geom.Point, len(part))}
	for i, p := range part {
		out.part[i] = geom.Point{X: p.X * g.ScaleX, Y: p.Y * g.ScaleY}
	}
	box, around := boundsOf(out.part), aroundPx+3*sigma
	out.left, out.top = max(0, int(box.MinX-around)), max(0, int(box.MinY-around))
	w, h := min(g.Size.Width, int(box.MaxX+around)+1)-out.left, min(g.Size.Height, int(box.MaxY+around)+1)-out.top
	if w < 1 || h < 1 {
		return out
	}
	out.Size = geom.Size{Width: w, Height: h}
	cut := make([]float32, w*h)
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			from := (y+out.top)*g.Size.Width + out.left
			copy(cut[y*w:(y+1)*w], g.Pix[from:from+w])
		}
	})
	out.Pix = feature.Blur(cut, w, h, sigma)
	return out
}

// lightingPx is the radius of the box, run twice, whose mean counts as lighting.
const lightingPx = 12

// flatten takes the slow lighting off: what lamps, screens and vignettes do to
// a picture must not pull at its edges. The lighting is that of the part alone:
// beyond it one picture goes on and the other doesn't, and their means would
// differ the same way all along the rim.
func (p *plane) flatten() {
	w, h := p.Size.Width, p.Size.Height
	within, weight := make([]float32, w*h), make([]float32, w*h)
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			x0, x1 := across(p.part, float64(y+p.top)+0.5)
			for i := max(0, int(math.Ceil(x0-0.5))-p.left); i < min(w, int(math.Ceil(x1-0.5))-p.left); i++ {
				within[y*w+i], weight[y*w+i] = p.Pix[y*w+i], 1
			}
		}
	})
	sum, n := boxed(within, w, h, lightingPx), boxed(weight, w, h, lightingPx)
	rows.Each(h, func(_, y0, y1 int) {
		for i := y0 * w; i < y1*w; i++ {
			if n[i] > 0.5 {
				p.Pix[i] -= sum[i] / n[i]
			}
		}
	})
}

// across returns where a level line enters and leaves a convex polygon; nothing where it misses.
func across(polygon []geom.Point, y float64) (x0, x1 float64) {
	x0, x1 = math.Inf(1), math.Inf(-1)
	for i, p := range polygon {
		q := polygon[(i+1)%len(polygon)]
		if (p.Y <= y) == (q.Y <= y) {
			continue
		}
		x := p.X + float64((q.X-p.X)*(y-p.Y)/(q.Y-p.Y))
		x0, x1 = min(x0, x), max(x1, x)
	}
	if x0 > x1 {
		return 0, 0
	}
	return x0, x1
}

// slope returns the value at a point of the plane and its change by x and by
// y, by linear interpolation; ok is false within two pixels of the part's edge.
func (p *plane) slope(x, y float64) (v, gx, gy float64, ok bool) {
	x, y = x-0.5-float64(p.left), y-0.5-float64(p.top)
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
	x0, y0, x1, y1 = max(x0-p.left, 1), max(y0-p.top, 1), min(x1-p.left, w-1), min(y1-p.top, h-1)
	best := float32(leastGradient * leastGradient * 4)
	for y := y0; y < y1; y++ {
		for i := y*w + x0; i < y*w+x1; i++ {
			gx, gy := p.Pix[i+1]-p.Pix[i-1], p.Pix[i+w]-p.Pix[i-w]
			if g := float32(gx*gx) + float32(gy*gy); g > best {
				best, ok = g, true
				s = sample{x: float64(i-y*w+p.left) + 0.5, y: float64(y+p.top) + 0.5, value: float64(p.Pix[i]), at: i}
			}
		}
	}
	return s, ok
}

// leastGradient is the slope in grey levels a pixel below which a pixel says nothing about its place.
const leastGradient = 0.7
