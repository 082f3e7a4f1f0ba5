package synth

import "math"

// path is a smooth line over the ground, sampled every step metres: the middle
// of a road, a track or a stream.
type path struct {
	x, y []float64
	step float64
}

const pathStep = 0.5

// newPath runs a Catmull–Rom curve through the points (x, y, x, y, …) and
// samples it evenly by length. The first and the last point only steer.
func newPath(points ...float64) path {
	p := path{step: pathStep}
	n := len(points) / 2
	var lastX, lastY, left float64
	for i := 1; i+2 < n; i++ {
		c := points[2*(i-1):]
		for k := range 400 {
			t := float64(k) / 400
			x, y := catmull(c[0], c[2], c[4], c[6], t), catmull(c[1], c[3], c[5], c[7], t)
			if len(p.x) == 0 {
				p.x, p.y = append(p.x, x), append(p.y, y)
				lastX, lastY = x, y
				continue
			}
			left += math.Hypot(x-lastX, y-lastY)
			lastX, lastY = x, y
			if left >= p.step {
				left -= p.step
				p.x, p.y = append(p.x, x), append(p.y, y)
			}
		}
	}
	return p
}

func catmull(a, b, c, d, t float64) float64 {
	return b + t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
}

func (p path) length() float64 { return float64(len(p.x)-1) * p.step }

// at returns the point at that length from the start and the unit direction there.
func (p path) at(s float64) (x, y, dx, dy float64) {
	k := min(max(s/p.step, 0), float64(len(p.x)-2)-1e-9)
	i := int(k)
	f := k - float64(i)
	x, y = p.x[i]+f*(p.x[i+1]-p.x[i]), p.y[i]+f*(p.y[i+1]-p.y[i])
	a, b := max(i-2, 0), min(i+3, len(p.x)-1)
	dx, dy = p.x[b]-p.x[a], p.y[b]-p.y[a]
	l := math.Hypot(dx, dy)
	return x, y, dx / l, dy / l
}
