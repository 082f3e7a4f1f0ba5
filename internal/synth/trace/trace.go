// Package trace draws solids, land and water in the light of a sun, a sky and
// lamps, as linear light, by following rays (Whitted 1980). Its main type is
// World. It promises that a world gives the same pixels on any number of cores,
// and that it tells of every thing exactly which pixels show it.
//
// The world lies in metres: x to the right, y away, z up. A picture is made in
// three steps: one ray for each pixel; the light of the sky, which is noisy,
// smoothed along surfaces; four more rays where an edge crosses a pixel.
package trace

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Hit is a place on a surface; a Paint fills in what it is like there.
type Hit struct {
	At     Vec // in the world
	Local  Vec // metres from the solid's middle along its own axes; of the ground, At
	Face   Vec // the outward direction in the solid's frame, to tell a box's sides; of the ground, up
	Half   Vec // half sizes of the solid, metres
	AxisX  Vec // directions of the solid's axes, to bend the normal by
	AxisY  Vec
	AxisZ  Vec
	Normal Vec     // the paint may tilt it
	Ray    Vec     // direction of the ray
	Away   float64 // metres along the ray

	Albedo Colour  // share of light given back
	Mirror float32 // share of what comes from the mirrored direction
	Glow   Colour  // light of its own
	Soft   float32 // 0…1 share of light that goes through from behind: leaves, cloth
}

// Paint says what a surface is like.
type Paint func(h *Hit)

// Plain is a paint of one colour.
func Plain(c Colour) Paint { return func(h *Hit) { h.Albedo = c } }

// Sun is a light far away.
type Sun struct {
	To     Vec // direction towards it
	Light  Colour
	Spread float64 // radius of its disc, radians: how soft shadows are
}

// Lamp is a light close by.
type Lamp struct {
	At    Vec
	Light Colour // at one metre
	Reach float64
}

// Haze is the air between.
type Haze struct {
	Light  Colour
	Metres float64 // until two thirds of the contrast are lost
	Top    float64 // metres of height over which it thins to a third; 0 is the same everywhere
}

// Puff is a ball of smoke, spray or dust.
type Puff struct {
	At     Vec
	Radius float64
	Thick  float64 // how much of the light it takes away through the middle: optical depth
	Light  Colour  // what it looks like from its lit side
	Dark   Colour  // from the other
	Grain  int     // chooses its shape
	Column int     // 0 to 63: which rising column it belongs to; rays look for columns first
}

// World is everything that is drawn.
type World struct {
	Ground *Ground
	Sun    Sun
	Sky    func(d Vec) Colour // what is seen where nothing is
	Above  Colour             // the sky's light on what faces up
	Below  Colour             // what the ground throws up
	Reach  float64            // metres within which things keep the sky's light off each other
	Lamps  []Lamp
	Haze   Haze
	Puffs  []Puff

	columns []column
	solids  []Solid
	nodes   []node
	seed    uint64
}

// Put adds solids that belong to a thing; 0 is nothing in particular.
func (w *World) Put(thing int32, s ...Solid) {
	for i := range s {
		s[i].Thing = thing
	}
	w.solids = append(w.solids, s...)
}

// Settle puts the puffs in order, the nearest to the eye first.
func (w *World) Settle(eye Vec) {
	slices.SortStableFunc(w.Puffs, func(a, b Puff) int {
		return cmp.Compare(a.At.Sub(eye).Length(), b.At.Sub(eye).Length())
	})
	w.columns = w.columns[:0]
	for _, p := range w.Puffs {
		for p.Column >= len(w.columns) {
			w.columns = append(w.columns, column{radius: -1})
		}
		w.columns[p.Column].hold(p.At, 1.25*p.Radius)
	}
}

// column is a ball around all puffs of a column.
type column struct {
	at     Vec
	radius float64 // negative while there is none
}

// hold grows the ball to hold another one.
func (c *column) hold(at Vec, radius float64) {
	to := at.Sub(c.at)
	away := to.Length()
	switch {
	case c.radius < 0 || away+c.radius <= radius:
		c.at, c.radius = at, radius
	case away+radius > c.radius:
		grown := (c.radius + away + radius) / 2
		c.at, c.radius = c.at.Along(to, (grown-c.radius)/away), grown
	}
}

// crossed returns which columns a ray meets within a distance, a bit each.
func (w *World) crossed(o, d Vec, away float64) (bits uint64) {
	for i := range w.columns {
		c := &w.columns[i]
		q := c.at.Sub(o)
		t := q.Dot(d)
		if t > -c.radius && t-c.radius < away && q.Dot(q)-t*t < c.radius*c.radius {
			bits |= 1 << i
		}
	}
	return bits
}

// Solids returns how many solids there are.
func (w *World) Solids() int { return len(w.solids) }

// Camera is where a picture is taken from.
type Camera struct {
	Eye   Vec
	Yaw   float64 // radians to the right of y
	Pitch float64 // radians upward
	Focal float64 // heights of the picture
	Roll  float64 // radians clockwise
}

// axes returns the directions to the right, up and forward.
func (c Camera) axes() (right, up, on Vec) {
	sy, cy := math.Sincos(c.Yaw)
	sp, cp := math.Sincos(c.Pitch)
	on = Vec{sy * cp, cy * cp, sp}
	right, up = Vec{cy, -sy, 0}, Vec{-sy * sp, -cy * sp, cp}
	sr, cr := math.Sincos(c.Roll)
	return right.Times(cr).Along(up, -sr), up.Times(cr).Along(right, sr), on
}

// Project returns where a place is seen, in pixels, and whether it lies ahead.
func (c Camera) Project(p Vec, size geom.Size) (geom.Point, bool) {
	right, up, on := c.axes()
	q := p.Sub(c.Eye)
	z := q.Dot(on)
	if z < 0.05 {
		return geom.Point{}, false
	}
	f := c.Focal * float64(size.Height) / z
	return geom.Point{X: float64(size.Width)/2 + f*q.Dot(right), Y: float64(size.Height)/2 - f*q.Dot(up)}, true
}

// Plate is a picture in linear light, with the thing that each pixel shows.
type Plate struct {
	Size   geom.Size
	Light  []Colour
	Things []int32
}

// sample is what one ray brings back. The sky's light is kept apart, because
// how much of it arrives is known only roughly until it is smoothed.
type sample struct {
	light, sky Colour
	open       float32
	away       float32
	normal     [3]float32
	thing      int32
}

// Draw draws the world. The seed chooses where soft light is sampled.
func (w *World) Draw(c Camera, size geom.Size, seed uint64) *Plate {
	w.plant()
	w.seed = seed
	right, up, on := c.axes()
	scale := 1 / (c.Focal * float64(size.Height))
	ray := func(x, y float64) Vec {
		return on.Along(right, (x-float64(size.Width)/2)*scale).Along(up, (float64(size.Height)/2-y)*scale).Unit()
	}
	first := make([]sample, size.Pixels())
	each(size.Height, func(y int) {
		for x := range size.Width {
			first[y*size.Width+x] = w.look(c.Eye, ray(float64(x)+0.5, float64(y)+0.5), mix(seed^uint64(y)<<32^uint64(x)), 0, (x+y)&1 == 0)
		}
	})
	open := smoothed(first, size)
	p := &Plate{Size: size, Light: make([]Colour, len(first)), Things: make([]int32, len(first))}
	each(size.Height, func(y int) {
		for x := range size.Width {
			i := y*size.Width + x
			s := &first[i]
			p.Things[i] = s.thing
			if !edge(first, size, x, y) {
				p.Light[i] = s.light.Add(s.sky.Times(open[i]))
				continue
			}
			var sum Colour
			for k, at := range [4][2]float64{{0.375, 0.125}, {0.875, 0.375}, {0.125, 0.625}, {0.625, 0.875}} {
				q := w.look(c.Eye, ray(float64(x)+at[0], float64(y)+at[1]), mix(seed^uint64(y)<<32^uint64(x)^uint64(k+1)<<56), 0, false)
				light := q.light.Add(q.sky.Times(open[like(first, size, x, y, &q)]))
				// What is far brighter than the film can take would fray the edge.
				for j := range light {
					light[j] = min(light[j], 4)
				}
				sum = sum.Add(light)
			}
			p.Light[i] = sum.Times(0.25)
		}
	})
	return p
}

// edge reports whether a pixel looks unlike one beside it.
func edge(s []sample, size geom.Size, x, y int) bool {
	a := &s[y*size.Width+x]
	for _, k := range [4][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
		u, v := x+k[0], y+k[1]
		if u < 0 || v < 0 || u >= size.Width || v >= size.Height {
			continue
		}
		b := &s[v*size.Width+u]
		if unlike(a, b) > 0.3 {
			return true
		}
		l, m := a.light.luma()+0.8*a.sky.luma(), b.light.luma()+0.8*b.sky.luma()
		if d := l - m; d > 0.22*(l+m)+0.01 || -d > 0.22*(l+m)+0.01 {
			return true
		}
	}
	return false
}

// unlike is 0 for two samples of one smooth surface.
func unlike(a, b *sample) float32 {
	d := a.away - b.away
	if d < 0 {
		d = -d
	}
	n := 1 - (a.normal[0]*b.normal[0] + a.normal[1]*b.normal[1] + a.normal[2]*b.normal[2])
	k := 12*d/(1+min(a.away, b.away)) + 1.5*n
	if a.thing != b.thing {
		k++
	}
	return k
}

// like returns the neighbour whose surface a sample lies on.
func like(s []sample, size geom.Size, x, y int, q *sample) int {
	best, at := float32(math.Inf(1)), y*size.Width+x
	for v := max(0, y-1); v <= min(size.Height-1, y+1); v++ {
		for u := max(0, x-1); u <= min(size.Width-1, x+1); u++ {
			if k := unlike(&s[v*size.Width+u], q); k < best {
				best, at = k, v*size.Width+u
			}
		}
	}
	return at
}

// smoothed averages the sky's share over neighbours on the same surface.
func smoothed(s []sample, size geom.Size) []float32 {
	out := make([]float32, len(s))
	const reach = 4
	each(size.Height, func(y int) {
		for x := range size.Width {
			a := &s[y*size.Width+x]
			var sum, weight float32
			for v := max(0, y-reach); v <= min(size.Height-1, y+reach); v++ {
				// Every second pixel has looked at the sky.
				from := max(0, x-reach)
				for u := from + (from+v)&1; u <= min(size.Width-1, x+reach); u += 2 {
					b := &s[v*size.Width+u]
					k := 1 - 4*unlike(a, b)
					if k > 0 {
						sum += k * b.open
						weight += k
					}
				}
			}
			out[y*size.Width+x] = 0.8 // a speck that has no neighbour
			if weight > 0 {
				out[y*size.Width+x] = sum / weight
			}
		}
	})
	return out
}

// each works on rows in parallel.
func each(height int, row func(y int)) {
	const band = 8
	rows.Tasks((height+band-1)/band, func(i int) {
		for y := i * band; y < min(height, (i+1)*band); y++ {
			row(y)
		}
	})
}
