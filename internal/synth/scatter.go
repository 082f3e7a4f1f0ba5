package synth

import (
	"math"
	"sort"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// stand collects what stands on the ground and draws it back to front.
type stand struct {
	camera  camera
	terrain *terrain
	noise   tile
	haze    haze
	shadows []mark
	things  []thing
}

// thing is all marks of one upright object, with the distance it stands at.
type thing struct {
	distance float64
	marks    []mark
}

func (s *stand) put(at vec, marks ...mark) {
	s.things = append(s.things, thing{s.camera.place().sub(at).length(), marks})
}

// draw lays everything on the plane: shadows first, then things by distance.
func (s *stand) draw(p *plane) {
	sort.SliceStable(s.things, func(i, j int) bool { return s.things[i].distance > s.things[j].distance })
	all := s.shadows
	for _, t := range s.things {
		all = append(all, t.marks...)
	}
	rows.Each(p.h, func(_, y0, y1 int) {
		for i := range all {
			if all[i].top < y1 && all[i].bottom > y0 {
				all[i].draw(p, y0, y1)
			}
		}
	})
}

// sight reports whether a point lies in the picture, with room to spare.
func (s *stand) sight(at geom.Point, room float64) bool {
	return at.X > -room && at.X < 2*s.camera.cx+room && at.Y > -room && at.Y < 2*s.camera.cy+room
}

// bushes sows the scrub where the ground lets it grow: warm leaves over cold shade.
func (s *stand) bushes(seed uint64, perHectare float64) {
	d := newDice(seed, 31)
	t := s.terrain
	width, depth := float64(t.w)*cell, float64(t.h)*cell
	for range int(width * depth / 10000 * perHectare) {
		x, y := t.minX+d.unit()*width, t.minY+d.unit()*depth
		chance, size, warm, turn := d.unit(), d.unit(), d.unit(), d.next()
		at, scale := s.camera.project(t.on(x, y))
		if !s.sight(at, 30) {
			continue
		}
		var q layer
		t.at(float32(x), float32(y), &q)
		if float32(chance) > q.scrub || abs32(q.road) < 7.5 || q.track < 2.6 || q.stream < 2.4 {
			continue
		}
		s.bush(vec{x, y, t.heightAt(x, y)}, scale, 0.25+1.05*size*size*size, float32(warm), turn)
	}
}

// bush puts one bush of that radius in metres: a low dome of tufts.
func (s *stand) bush(at vec, scale, radius float64, warm float32, turn uint64) {
	d := dice{turn}
	foot, _ := s.camera.project(at)
	r := radius * scale
	s.shade(foot, r, 1.3, 0.5, &d)
	n := min(9, 2+int(r/2.2))
	marks := make([]mark, 0, n)
	for i := range n {
		k := (float64(i) + 0.5) / float64(n)
		a, out := d.between(0, 2*math.Pi), radius*0.75*math.Sqrt(1-k)
		p := vec{out * math.Cos(a), out * math.Sin(a), radius * (0.2 + 0.75*k)}
		marks = append(marks, s.tuft(&d, at, p, radius, r*d.between(0.4, 0.62), 0.30+0.13*warm))
	}
	s.put(at, marks...)
}

// tree puts a tree: a trunk, and a crown of tufts around its middle.
func (s *stand) tree(d *dice, x, y, size float64) {
	at := s.terrain.on(x, y)
	foot, scale := s.camera.project(at)
	if !s.sight(foot, 150) {
		return
	}
	r := size * scale
	s.shade(geom.Point{X: foot.X + 1.0*r, Y: foot.Y + 0.1*r}, r*0.85, 1.25, 0.55, d)
	top, _ := s.camera.project(at.add(vec{0, 0, size}))
	half := max(0.5, 0.06*r)
	marks := []mark{polygonMark([]geom.Point{
		{X: foot.X - half, Y: foot.Y}, {X: foot.X + half, Y: foot.Y}, {X: top.X + half*0.6, Y: top.Y}, {X: top.X - half*0.6, Y: top.Y},
	}, 1, solid(s.air(at, 0.34)))}
	const tufts = 30
	for i := range tufts {
		// Evenly over the upper part of a ball, from below upward.
		k := -0.55 + 1.5*(float64(i)+0.5)/tufts
		a := d.between(0, 2*math.Pi)
		ring := math.Sqrt(max(0, 1-k*k)) * d.between(0.55, 1)
		p := vec{ring * math.Cos(a), ring * math.Sin(a), k}.times(0.78 * size)
		c := at.add(vec{0, 0, 1.35 * size})
		marks = append(marks, s.tuft(d, c, p, size, r*d.between(0.20, 0.34), 0.36))
	}
	s.put(at, marks...)
}

// air returns a temperature as it looks through the haze from that place.
func (s *stand) air(at vec, value float32) float32 {
	return value + (s.haze.value-value)*s.haze.share(s.camera.place().sub(at).length())
}

// tuft is one clump of leaves, out metres from the crown's middle: warmer where
// it faces the evening, colder below.
func (s *stand) tuft(d *dice, middle, out vec, size, r float64, warm float32) mark {
	c, _ := s.camera.project(middle.add(out))
	lit := float32((-0.55*out.x - 0.25*out.y + 0.8*out.z) / size)
	value := warm + 0.17*lit + float32(d.between(-0.03, 0.03))
	return puff{
		at: c, rx: r, ry: 0.85 * r, value: s.air(middle, value), lit: 0.05, strength: 0.96, edge: 0.35,
		ragged: 0.42, shape: newOctave(d, max(2.6, r*0.75)), mottle: 0.035,
	}.mark(s.noise)
}

// shade lays the soft shadow of a crown, r pixels in radius, beside its foot.
func (s *stand) shade(foot geom.Point, r, long float64, strength float32, d *dice) {
	s.shadows = append(s.shadows, puff{
		at: geom.Point{X: foot.X + 0.7*r, Y: foot.Y + 0.12*r}, rx: long * r, ry: 0.52 * r,
		value: 0.06, strength: strength, edge: 0.75, ragged: 0.3, shape: newOctave(d, max(4, 0.8*r)),
	}.mark(s.noise))
}

// vehicle puts a vehicle with its shadow on the road at length s of the path,
// off metres to the right of the middle, and returns its box in pixels.
func (s *stand) vehicle(road path, along, off float64, m model, warm float32, twist float64) (geom.Rect, bool) {
	x, y, dx, dy := road.at(along)
	x, y = x+off*dy, y-off*dx
	sin, cos := math.Sincos(twist)
	dx, dy = dx*cos-dy*sin, dx*sin+dy*cos
	b := body{place: s.terrain.on(x, y), dx: dx, dy: dy}
	if foot, _ := s.camera.project(b.place); !s.sight(foot, 120) {
		return geom.Rect{}, false
	}
	m.build(&b, warm)
	l, w := m.length/2, m.width/2
	s.shadows = append(s.shadows,
		b.shadow(s.camera, vec{-l, -w, 0}, vec{l, w, m.height}, 0.62),
		b.shadow(s.camera, vec{-l * 0.9, -w, 0}, vec{l * 0.9, w, 0.3}, 0.55))
	marks, box := b.marks(s.camera, s.haze)
	s.put(b.place, marks...)
	return box, true
}

// dust raises a trail behind a vehicle at that length of the path; the wind
// carries it off to the right.
func (s *stand) dust(d *dice, road path, along, off, amount float64) {
	const puffs = 22
	for i := range puffs {
		k := (float64(i) + d.unit()) / puffs
		x, y, dx, dy := road.at(along - 0.8 - 17*k)
		side := off + d.between(-0.7, 0.7)*(1+2*k) + 5.5*k*k
		at := s.terrain.on(x+side*dy, y-side*dx)
		r := (0.8 + 2.6*k) * d.between(0.75, 1.3)
		c, scale := s.camera.project(at.add(vec{0, 0, 0.55 * r}))
		if !s.sight(c, 150) {
			continue
		}
		s.put(at, puff{
			at: c, rx: 1.5 * r * scale, ry: 0.8 * r * scale, value: 0.52, strength: float32(amount * 0.34 * (1 - 0.8*k)),
			edge: 1, ragged: 0.9, shape: newOctave(d, r*scale*0.8), mottle: 0.03,
		}.mark(s.noise))
	}
}

// house puts a flat-roofed house of that size, turned by radians.
func (s *stand) house(d *dice, x, y, length, width, height, turn float64) {
	sin, cos := math.Sincos(turn)
	b := body{place: s.terrain.on(x, y), dx: cos, dy: sin}
	foot, _ := s.camera.project(b.place)
	if !s.sight(foot, 300) {
		return
	}
	l, w := length/2, width/2
	wall := float32(d.between(0.36, 0.46))
	b.box(vec{-l, -w, -1}, vec{l, w, height}, wall, 0, 0, 0)
	// The roof lies lower than its parapet.
	b.plate(wall-0.24, 2, vec{0, 0, 1}, vec{-l + 0.3, -w + 0.3, height}, vec{l - 0.3, -w + 0.3, height}, vec{l - 0.3, w - 0.3, height}, vec{-l + 0.3, w - 0.3, height})
	for _, side := range [2]float64{-1, 1} {
		for k := -l + 1.2; k < l-1; k += 2.4 {
			if d.unit() < 0.25 {
				continue
			}
			warm := float32(d.between(0.18, 0.3))
			if d.unit() < 0.3 {
				warm = float32(d.between(0.7, 0.95))
			}
			o := side * 0.02
			b.plate(warm, 2, vec{0, side, 0}, vec{k, side*w + o, 1}, vec{k + 0.9, side*w + o, 1}, vec{k + 0.9, side*w + o, 2.1}, vec{k, side*w + o, 2.1})
		}
		o := side * 0.02
		b.plate(0.24, 2, vec{side, 0, 0}, vec{side*l + o, -0.5, 0}, vec{side*l + o, 0.5, 0}, vec{side*l + o, 0.5, 2.1}, vec{side*l + o, -0.5, 2.1})
	}
	for range 2 {
		px, py := d.between(-l+1, l-1), d.between(-w+1, w-1)
		e := d.between(0.3, 0.6)
		b.box(vec{px - e, py - e, height}, vec{px + e, py + e, height + d.between(0.5, 1.1)}, float32(d.between(0.5, 0.8)), 0, 0, 0)
	}
	s.shadows = append(s.shadows, b.shadow(s.camera, vec{-l, -w, 0}, vec{l, w, height}, 0.6))
	marks, _ := b.marks(s.camera, s.haze)
	s.put(b.place, marks...)
}

// wall puts a wall between two places; its crown follows the ground.
func (s *stand) wall(x0, y0, x1, y1, height float64) {
	length := math.Hypot(x1-x0, y1-y0)
	n := max(1, int(length/2.5))
	dx, dy := (x1-x0)/length, (y1-y0)/length
	for i := range n {
		l := length / float64(n)
		k := float64(i) * l
		from, to := s.terrain.on(x0+k*dx, y0+k*dy), s.terrain.on(x0+(k+l)*dx, y0+(k+l)*dy)
		b := body{place: from, dx: dx, dy: dy}
		if foot, _ := s.camera.project(b.place); !s.sight(foot, 200) {
			continue
		}
		rise, t := to.z-from.z, 0.22
		b.box(vec{0, -t, -1}, vec{l, t, 0}, 0.36, 0, 0, 0)
		b.plate(0.38, 0, vec{0, 1, 0}, vec{0, t, -1}, vec{l, t, rise - 1}, vec{l, t, rise + height}, vec{0, t, height})
		b.plate(0.38, 0, vec{0, -1, 0}, vec{0, -t, -1}, vec{l, -t, rise - 1}, vec{l, -t, rise + height}, vec{0, -t, height})
		b.plate(0.27, 1, vec{0, 0, 1}, vec{0, -t, height}, vec{l, -t, rise + height}, vec{l, t, rise + height}, vec{0, t, height})
		s.shadows = append(s.shadows, b.shadow(s.camera, vec{0, -t, 0}, vec{l, t, height}, 0.4))
		marks, _ := b.marks(s.camera, s.haze)
		s.put(b.place, marks...)
	}
}

// bridge puts a parapet on either side of the road where it crosses the stream.
func (s *stand) bridge(road, stream path) {
	at, nearest := 0, math.Inf(1)
	for i := range road.x {
		for j := range stream.x {
			if q := math.Hypot(road.x[i]-stream.x[j], road.y[i]-stream.y[j]); q < nearest {
				at, nearest = i, q
			}
		}
	}
	if nearest > 1 {
		return
	}
	const half, pieces = 7.0, 8
	for _, side := range [2]float64{-4.3, 4.3} {
		for k := range pieces {
			l := 2 * half / pieces
			along := float64(at)*road.step - half + float64(k)*l
			x, y, dx, dy := road.at(along)
			b := body{place: s.terrain.on(x+side*dy, y-side*dx), dx: dx, dy: dy}
			b.box(vec{0, -0.2, -0.05}, vec{l + 0.05, 0.2, 0.75}, 0.47, 0, 0, 0)
			if k%2 == 0 {
				b.box(vec{-0.15, -0.28, -0.05}, vec{0.25, 0.28, 0.95}, 0.52, 0, 0, 0)
			}
			// What carries the deck, seen from outside alone.
			out := math.Copysign(0.2, side)
			b.plate(0.36, 0, vec{0, out, 0}, vec{0, out, -1.6}, vec{l + 0.05, out, -1.6}, vec{l + 0.05, out, 0}, vec{0, out, 0})
			marks, _ := b.marks(s.camera, s.haze)
			s.put(b.place, marks...)
		}
	}
}

// poles puts a line of poles with two wires beside the road, every so many metres.
func (s *stand) poles(road path, off, every float64) {
	const high = 7.5
	var last [2]vec
	for along := 3.0; along < road.length(); along += every {
		x, y, dx, dy := road.at(along)
		foot := s.terrain.on(x+off*dy, y-off*dx)
		at, scale := s.camera.project(foot)
		top, _ := s.camera.project(foot.add(vec{0, 0, high}))
		half := max(0.55, 0.11*scale)
		ends := [2]vec{foot.add(vec{0.9 * dy, -0.9 * dx, high - 0.5}), foot.add(vec{-0.9 * dy, 0.9 * dx, high - 0.5})}
		if s.sight(at, 400) {
			marks := []mark{polygonMark([]geom.Point{
				{X: at.X - half, Y: at.Y}, {X: at.X + half, Y: at.Y}, {X: top.X + half*0.7, Y: top.Y}, {X: top.X - half*0.7, Y: top.Y},
			}, 1, solid(s.air(foot, 0.44))), s.line(ends[0], ends[1], 1.1*half, 0.44, 1)}
			if along > 3 {
				for i := range ends {
					marks = append(marks, s.wire(last[i], ends[i])...)
				}
			}
			s.put(foot, marks...)
		}
		last = ends
	}
}

// wire hangs between two places in short straight pieces.
func (s *stand) wire(from, to vec) []mark {
	const pieces, sag = 10, 0.7
	marks := make([]mark, 0, pieces)
	point := func(i int) vec {
		k := float64(i) / pieces
		p := from.along(to.sub(from), k)
		p.z -= 4 * sag * k * (1 - k)
		return p
	}
	for i := range pieces {
		marks = append(marks, s.line(point(i), point(i+1), 0.5, 0.42, 0.55))
	}
	return marks
}

// line draws a straight bar between two places of the world, half its width in pixels.
func (s *stand) line(from, to vec, half float64, value, cover float32) mark {
	a, _ := s.camera.project(from)
	b, _ := s.camera.project(to)
	d := b.Sub(a)
	n := geom.Point{X: -d.Y, Y: d.X}.Times(half / max(d.Length(), 1e-9))
	value = s.air(from, value)
	return polygonMark([]geom.Point{a.Add(n), b.Add(n), b.Sub(n), a.Sub(n)}, 1, func(float64, float64) (float32, float32) { return value, cover })
}

// hedge plants bushes in a row along a path.
func (s *stand) hedge(d *dice, p path) {
	for along := 0.0; along < p.length(); along += d.between(0.7, 1.5) {
		x, y, dx, dy := p.at(along)
		off := d.between(-0.5, 0.5)
		at := s.terrain.on(x+off*dy, y-off*dx)
		foot, scale := s.camera.project(at)
		if size, turn := d.between(0.5, 1.1), d.next(); s.sight(foot, 40) {
			s.bush(at, scale, size, 0.3, turn)
		}
	}
}
