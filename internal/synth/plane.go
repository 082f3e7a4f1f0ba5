package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// plane is a grid of temperatures, 0 cold to 1 hot, that the lens will develop.
// Values above 1 glow.
type plane struct {
	w, h int
	v    []float32
}

func newPlane(size geom.Size) *plane {
	return &plane{size.Width, size.Height, make([]float32, size.Pixels())}
}

// mark is something that lies on the plane: it draws its part of the rows
// y0 ≤ y < y1. Bands draw all marks in the same order, each within its own
// rows, so that the picture is the same on any number of cores.
type mark struct {
	top, bottom int // rows that it may touch
	draw        func(p *plane, y0, y1 int)
}

// paint is what a mark lays on a pixel: a temperature and how much of it covers.
type paint func(x, y float64) (value, cover float32)

// solid is a paint of one temperature.
func solid(value float32) paint {
	return func(float64, float64) (float32, float32) { return value, 1 }
}

// polygonMark fills a convex polygon of either winding. Its edge is softened
// over soft pixels: 1 is plain smoothing, more is a shadow's edge.
func polygonMark(points []geom.Point, soft float64, fill paint) mark {
	box := bounds(points)
	edges := edgesOf(points)
	x0, x1 := box.MinX-soft, box.MaxX+soft
	m := mark{top: int(math.Floor(box.MinY - soft)), bottom: int(math.Ceil(box.MaxY+soft)) + 1}
	m.draw = func(p *plane, y0, y1 int) {
		left, right := max(0, int(x0)), min(p.w, int(math.Ceil(x1))+1)
		for y := max(y0, m.top); y < min(y1, m.bottom); y++ {
			row := p.v[y*p.w : (y+1)*p.w]
			for x := left; x < right; x++ {
				px, py := float64(x)+0.5, float64(y)+0.5
				depth := math.Inf(1)
				for _, e := range edges {
					depth = min(depth, e.a*px+e.b*py+e.c)
				}
				cover := float32(depth/soft + 0.5)
				if cover <= 0 {
					continue
				}
				value, alpha := fill(px, py)
				row[x] += (value - row[x]) * min(cover, 1) * alpha
			}
		}
	}
	return m
}

// edge is a line in normal form: a·x + b·y + c is the distance to its inside, in pixels.
type edge struct{ a, b, c float64 }

func edgesOf(points []geom.Point) []edge {
	var twice float64
	for i, p := range points {
		q := points[(i+1)%len(points)]
		twice += p.X*q.Y - p.Y*q.X
	}
	sign := 1.0
	if twice < 0 {
		sign = -1
	}
	edges := make([]edge, 0, len(points))
	for i, p := range points {
		q := points[(i+1)%len(points)]
		dx, dy := q.X-p.X, q.Y-p.Y
		l := math.Hypot(dx, dy)
		if l < 1e-9 {
			continue
		}
		a, b := -sign*dy/l, sign*dx/l
		edges = append(edges, edge{a, b, -(a*p.X + b*p.Y)})
	}
	return edges
}

func bounds(points []geom.Point) geom.Rect {
	r := geom.Rect{MinX: math.Inf(1), MinY: math.Inf(1), MaxX: math.Inf(-1), MaxY: math.Inf(-1)}
	for _, p := range points {
		r.MinX, r.MaxX = min(r.MinX, p.X), max(r.MaxX, p.X)
		r.MinY, r.MaxY = min(r.MinY, p.Y), max(r.MaxY, p.Y)
	}
	return r
}

// puff is a soft round cloud with a ragged body: dust, a tuft of leaves, a
// shadow. At the middle it covers with the given strength; edge 0 is a crisp
// rim, 1 fades from the middle outward.
type puff struct {
	at       geom.Point
	rx, ry   float64 // pixels
	value    float32 // temperature
	lit      float32 // how much warmer the upper rim is than the lower one
	strength float32
	edge     float32
	ragged   float32 // share of the radius by which the rim wanders
	shape    octave  // in pixels
	mottle   float32
}

func (u puff) mark(t tile) mark {
	reach := 1 + float64(u.ragged)
	m := mark{top: int(u.at.Y - u.ry*reach), bottom: int(u.at.Y+u.ry*reach) + 2}
	left, right := int(u.at.X-u.rx*reach), int(u.at.X+u.rx*reach)+2
	rim := max(u.edge, float32(1/max(1, min(u.rx, u.ry))))
	m.draw = func(p *plane, y0, y1 int) {
		x0, x1 := max(0, left), min(p.w, right)
		for y := max(y0, m.top); y < min(y1, m.bottom); y++ {
			row := p.v[y*p.w : (y+1)*p.w]
			dy := float32((float64(y) + 0.5 - u.at.Y) / u.ry)
			for x := x0; x < x1; x++ {
				dx := float32((float64(x) + 0.5 - u.at.X) / u.rx)
				q := dx*dx + dy*dy
				if q > (1+u.ragged)*(1+u.ragged) {
					continue
				}
				n := u.shape.at(t, float32(x), float32(y))
				r := float32(math.Sqrt(float64(q))) + u.ragged*0.5*n
				cover := smooth(1, 1-rim, r) * u.strength
				if cover <= 0 {
					continue
				}
				value := u.value - u.lit*(dy+0.4*dx) + u.mottle*n
				row[x] += (value - row[x]) * cover
			}
		}
	}
	return m
}
