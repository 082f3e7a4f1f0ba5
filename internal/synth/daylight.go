package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// daylight is the light of a built scene: a sun or a moon with its shadows, the
// sky's light from all sides, lamps, and the air between.
type daylight struct {
	toSun   vec // unit
	sun     light
	zenith  light   // light of the sky from above
	around  light   // from the sides
	ground  light   // thrown back from below
	air     light   // what distance fades to
	clear   float64 // metres until two thirds are lost; 0 is no haze
	glow    light   // what the air adds towards the sun
	lamps   []glowing
	sky     func(dir vec) light // seen where nothing stands; dir is a unit vector
	shadows reachOf             // where the sun's shadows are worked out
}

// glowing is a lamp without shadows; its light falls off with the square of the
// distance, as from a body of that radius.
type glowing struct {
	at     vec
	colour light
	radius float64
	aim    vec     // unit; zero shines to all sides
	narrow float64 // cosine of half the angle of its cone
}

// reachOf is a round of the world.
type reachOf struct {
	middle vec
	radius float64
}

// shade is the sun's view of the scene.
type shade struct {
	u, v, w vec // w is towards the sun
	middle  vec
	scale   float64 // texels per metre
	radius  float64
	side    int // texels
	seen    *sights
}

func (l *daylight) shade(facets []facet, side int) *shade {
	if l.sun == (light{}) || l.shadows.radius == 0 {
		return nil
	}
	s := &shade{w: l.toSun, middle: l.shadows.middle, radius: l.shadows.radius, side: side}
	s.u = vec{0, 0, 1}.cross(s.w).unit()
	s.v = s.w.cross(s.u)
	s.scale = float64(side) / (2 * s.radius)
	last := float64(side)
	shards := make([]shard, 0, len(facets))
	for i := range facets {
		var x, y, n [3]float64
		for k, p := range facets[i].p {
			x[k], y[k], n[k] = s.place(p)
		}
		if min(x[0], x[1], x[2]) > last || max(x[0], x[1], x[2]) < 0 || min(y[0], y[1], y[2]) > last || max(y[0], y[1], y[2]) < 0 {
			continue
		}
		if k, ok := shardOf(i, x, y, n); ok {
			shards = append(shards, k)
		}
	}
	s.seen = scan(side, side, shards)
	return s
}

// place returns the texel of a point and its height towards the sun, from 1 on.
func (s *shade) place(p vec) (x, y, near float64) {
	d := p.sub(s.middle)
	middle := float64(s.side) / 2
	return middle + s.scale*d.dot(s.u), middle + s.scale*d.dot(s.v), 10 + d.dot(s.w)/s.radius
}

// reached returns the share of the sun that reaches a point, 0 to 1: five looks
// around it, turned for each pixel, which gives the shadow its soft edge.
func (s *shade) reached(p, out vec, turn float32) float32 {
	if s == nil {
		return 1
	}
	p = p.along(out, 1.6/s.scale)
	x, y, n := s.place(p)
	limit := float32(n + 1.2/s.scale/s.radius)
	sin, cos := math.Sincos(float64(turn) * 1.3)
	lit := float32(0)
	for _, k := range [5][2]float64{{0, 0}, {1.1, 0.3}, {-0.3, 1.1}, {-1.1, -0.3}, {0.3, -1.1}} {
		tx, ty := int(x+k[0]*cos-k[1]*sin), int(y+k[0]*sin+k[1]*cos)
		if tx < 0 || ty < 0 || tx >= s.side || ty >= s.side || s.seen.near[ty*s.side+tx] <= limit {
			lit += 0.2
		}
	}
	return lit
}

// corners are how much of the sky's light the corners of a scene lose, at half
// the picture's size (McGuire et al. 2011, "Alchemy ambient obscurance").
type corners struct {
	w, h int
	v    []float32
}

// corners looks around every second pixel, within reach metres.
func (e eye) corners(s *sights, facets []facet, reach float64) *corners {
	c := &corners{w: (e.w + 3) / 4, h: (e.h + 3) / 4}
	raw := make([]float32, c.w*c.h)
	c.v = make([]float32, c.w*c.h)
	const looks = 9
	rows.Each(c.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range c.w {
				i := y*c.w + x
				raw[i] = 1
				px, py := min(4*x+2, e.w-1), min(4*y+2, e.h-1)
				near := s.near[py*e.w+px]
				if near == 0 {
					continue
				}
				depth := 1 / float64(near)
				at := e.at.along(e.ray(float64(px)+0.5, float64(py)+0.5), depth)
				out := facing(facets[s.id[py*e.w+px]].n[0], e.at.sub(at))
				span := min(e.focal*reach/depth, float64(e.h)/5)
				if span < 2 {
					continue
				}
				start, _ := pixelNoise(77, x&3, y&3)
				var sum float64
				for k := range looks {
					sin, cos := math.Sincos(float64(start)*3 + 2.4*float64(k))
					r := span * (float64(k) + 0.6) / looks
					qx, qy := px+int(r*cos), py+int(r*sin)
					if qx < 0 || qy < 0 || qx >= e.w || qy >= e.h || s.near[qy*e.w+qx] == 0 {
						continue
					}
					d := e.at.along(e.ray(float64(qx)+0.5, float64(qy)+0.5), 1/float64(s.near[qy*e.w+qx])).sub(at)
					q := d.dot(d)
					if q < 4*reach*reach {
						sum += max(0, d.dot(out)-0.002*depth-0.02*reach) / (q + 0.01*reach*reach) * reach
					}
				}
				raw[i] = float32(max(0, 1-0.9*sum/looks))
			}
		}
	})
	rows.Each(c.h, func(_, y0, y1 int) { // the noise has a period of four
		for y := y0; y < y1; y++ {
			for x := range c.w {
				var sum, n float32
				own := s.near[min(4*y+2, e.h-1)*e.w+min(4*x+2, e.w-1)]
				for dy := -2; dy < 2; dy++ {
					for dx := -2; dx < 2; dx++ {
						qx, qy := min(max(x+dx, 0), c.w-1), min(max(y+dy, 0), c.h-1)
						other := s.near[min(4*qy+2, e.h-1)*e.w+min(4*qx+2, e.w-1)]
						if abs32(other-own) < 0.06*own {
							sum, n = sum+raw[qy*c.w+qx], n+1
						}
					}
				}
				c.v[y*c.w+x] = 1
				if n > 0 {
					c.v[y*c.w+x] = sum / n
				}
			}
		}
	})
	return c
}

// facing turns a normal to the side that is looked at.
func facing(n, towards vec) vec {
	if n.dot(towards) < 0 {
		return n.times(-1)
	}
	return n
}

// falls returns the light that falls on a surface: open is the share of the sky
// that it sees, reached that of the sun.
func (l *daylight) falls(at, out vec, thin bool, open, reached float32) (sum light) {
	up := float32(out.z)
	for i := range sum {
		if up >= 0 {
			sum[i] = lerp(l.around[i], l.zenith[i], up) * open
		} else {
			sum[i] = lerp(l.around[i], l.ground[i], -up) * open
		}
		sum[i] += 0.25 * l.ground[i] * open
	}
	k := float32(out.dot(l.toSun))
	if thin {
		k = 0.55*max(k, 0) + 0.25
	}
	if k > 0 {
		for i := range sum {
			sum[i] += l.sun[i] * k * reached
		}
	}
	for i := range l.lamps {
		l.lamps[i].falls(at, out, thin, &sum)
	}
	return sum
}

func (g *glowing) falls(at, out vec, thin bool, sum *light) {
	d := g.at.sub(at)
	q := d.dot(d)
	k := d.dot(out) / math.Sqrt(q+1e-9)
	if thin {
		k = 0.5*max(k, 0) + 0.3
	}
	if k <= 0 {
		return
	}
	if g.aim != (vec{}) {
		cone := -d.dot(g.aim) / math.Sqrt(q+1e-9)
		k *= smooth64(g.narrow, g.narrow+0.6*(1-g.narrow), cone)
	}
	k *= g.radius * g.radius / (q + g.radius*g.radius)
	for i := range sum {
		sum[i] += g.colour[i] * float32(k)
	}
}

// hazed fades light that comes from afar.
func (l *daylight) hazed(c light, dir vec, away float64) light {
	if l.clear == 0 {
		return c
	}
	k := float32(1 - math.Exp(-away/l.clear))
	towards := float32(max(0, dir.dot(l.toSun)))
	towards *= towards * towards
	for i := range c {
		c[i] = lerp(c[i], l.air[i]+l.glow[i]*towards, k)
	}
	return c
}
