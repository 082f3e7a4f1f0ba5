package scenery

import "math"

// route is a line over the ground, sampled every half metre.
type route struct{ p []vec }

const routeStep = 0.5

// newRoute runs a Catmull–Rom curve through the places; the first and the last only steer.
func newRoute(through ...vec) (r route) {
	var last vec
	for i := 1; i+2 < len(through); i++ {
		a, b, c, d := through[i-1], through[i], through[i+1], through[i+2]
		const pieces = 2000
		for k := range pieces {
			t := float64(k) / pieces
			curve := func(a, b, c, d float64) float64 {
				return b + t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
			}
			q := vec{X: curve(a.X, b.X, c.X, d.X), Y: curve(a.Y, b.Y, c.Y, d.Y), Z: curve(a.Z, b.Z, c.Z, d.Z)}
			if len(r.p) == 0 || math.Hypot(q.X-last.X, q.Y-last.Y) >= routeStep {
				r.p, last = append(r.p, q), q
			}
		}
	}
	return r
}

func (r route) length() float64 { return float64(len(r.p)-1) * routeStep }

// at returns the place at that length and the direction there.
func (r route) at(along float64) (p, on vec) {
	k := min(max(along/routeStep, 0), float64(len(r.p)-2)-1e-9)
	i := int(k)
	a, b := r.p[max(i-2, 0)], r.p[min(i+3, len(r.p)-1)]
	return r.p[i].Along(r.p[i+1].Sub(r.p[i]), k-float64(i)), b.Sub(a).Unit()
}

// near is a grid that knows for each place the distance to a route and its height there.
type near struct {
	minX, minY, cell float64
	w, h             int
	away, z          []float32
}

// nearGrid works out the distances within reach of a route.
func nearGrid(r route, minX, minY, cell float64, w, h int, reach float64) *near {
	g := &near{minX, minY, cell, w, h, make([]float32, w*h), make([]float32, w*h)}
	for i := range g.away {
		g.away[i] = 1e4
	}
	n := int(reach / cell)
	for _, p := range r.p {
		cx, cy := int((p.X-minX)/cell), int((p.Y-minY)/cell)
		for y := max(0, cy-n); y <= min(h-1, cy+n); y++ {
			for x := max(0, cx-n); x <= min(w-1, cx+n); x++ {
				d := float32(math.Hypot(minX+float64(x)*cell-p.X, minY+float64(y)*cell-p.Y))
				if i := y*w + x; d < g.away[i] {
					g.away[i], g.z[i] = d, float32(p.Z)
				}
			}
		}
	}
	return g
}

// at returns the distance to the route at a place, and the route's height.
func (g *near) at(x, y float64) (away, z float64) {
	x, y = (x-g.minX)/g.cell, (y-g.minY)/g.cell
	if !(x >= 0 && y >= 0 && x < float64(g.w-1) && y < float64(g.h-1)) {
		return 1e4, 0
	}
	ix, iy := int(x), int(y)
	fx, fy := x-float64(ix), y-float64(iy)
	i := iy*g.w + ix
	mix := func(v []float32) float64 {
		return (float64(v[i])*(1-fx)+float64(v[i+1])*fx)*(1-fy) + (float64(v[i+g.w])*(1-fx)+float64(v[i+g.w+1])*fx)*fy
	}
	return mix(g.away), mix(g.z)
}
