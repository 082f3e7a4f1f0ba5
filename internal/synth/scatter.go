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
	unit    float64 // pixels of a 1080-line picture to a pixel of this one
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

// bush puts one bush of that radius in metres.
func (s *stand) bush(at vec, scale, radius float64, warm float32, turn uint64) {
	d := dice{turn}
	foot, _ := s.camera.project(at)
	r := radius * scale
	veil := s.haze.share(s.camera.place().sub(at).length())
	fade := func(v float32) float32 { return v + (s.haze.value-v)*veil }
	shape := newOctave(&d, max(3, r*0.9))
	s.shadows = append(s.shadows, puff{
		at: geom.Point{X: foot.X + 0.75*r, Y: foot.Y + 0.10*r}, rx: 1.35 * r, ry: 0.62 * r,
		value: fade(0.17), strength: 0.62, edge: 0.7, ragged: 0.25, shape: shape,
	}.mark(s.noise))
	crown := puff{
		at: geom.Point{X: foot.X, Y: foot.Y - 0.45*r}, rx: r, ry: 0.8 * r,
		value: fade(0.40 + 0.13*warm), lit: 0.10, strength: 0.95, edge: 0.3, ragged: 0.5, shape: shape, mottle: 0.035,
	}
	s.put(at, crown.mark(s.noise))
}

// tree puts a tree: a trunk, and a crown of several rounds over each other.
func (s *stand) tree(d *dice, x, y, size float64) {
	at := s.terrain.on(x, y)
	foot, scale := s.camera.project(at)
	if !s.sight(foot, 150) {
		return
	}
	veil := s.haze.share(s.camera.place().sub(at).length())
	fade := func(v float32) float32 { return v + (s.haze.value-v)*veil }
	r := size * scale
	shape := newOctave(d, max(4, 0.5*r))
	s.shadows = append(s.shadows, puff{
		at: geom.Point{X: foot.X + 1.5*r, Y: foot.Y + 0.3*r}, rx: 1.75 * r, ry: 0.75 * r,
		value: fade(0.12), strength: 0.68, edge: 0.5, ragged: 0.4, shape: shape,
	}.mark(s.noise))
	var marks []mark
	lift := func(h float64) geom.Point { p, _ := s.camera.project(at.add(vec{0, 0, h})); return p }
	base, top := lift(0), lift(size*1.1)
	half := max(0.6, 0.09*r)
	marks = append(marks, polygonMark([]geom.Point{
		{X: base.X - half, Y: base.Y}, {X: base.X + half, Y: base.Y}, {X: top.X + half*0.7, Y: top.Y}, {X: top.X - half*0.7, Y: top.Y},
	}, 1, solid(fade(0.52))))
	const rounds = 9
	for i := range rounds {
		k := float64(i) / (rounds - 1)
		a := d.between(0, 2*math.Pi)
		out := (1 - 0.75*k) * size * 0.6
		p := at.add(vec{out * math.Cos(a), out * math.Sin(a) * 0.8, size * (0.75 + 1.0*k)})
		c, _ := s.camera.project(p)
		rr := r * d.between(0.38, 0.55)
		warm := float32(0.33 + 0.17*k - 0.05*math.Cos(a)*-1)
		marks = append(marks, puff{
			at: c, rx: rr, ry: 0.9 * rr, value: fade(warm), lit: 0.09, strength: 0.97, edge: 0.28,
			ragged: 0.55, shape: newOctave(d, max(3.5, 0.36*r)), mottle: 0.045,
		}.mark(s.noise))
	}
	s.put(at, marks...)
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

// dust raises a trail behind a vehicle at that length of the path.
func (s *stand) dust(d *dice, road path, along, off, amount float64) {
	const puffs = 13
	for i := range puffs {
		k := (float64(i) + d.unit()) / puffs
		back := 1.5 + 15*k
		x, y, dx, dy := road.at(along - back)
		side := off + d.between(-0.6, 0.6)*(1+2*k) + 1.6*k
		at := s.terrain.on(x+side*dy, y-side*dx)
		r := (0.7 + 2.1*k) * d.between(0.8, 1.25)
		c, scale := s.camera.project(at.add(vec{0, 0, 0.5 * r}))
		if !s.sight(c, 150) {
			continue
		}
		u := puff{
			at: c, rx: 1.5 * r * scale, ry: 0.75 * r * scale, value: 0.47, strength: float32(amount * 0.20 * (1 - 0.75*k)),
			edge: 1, ragged: 0.8, shape: newOctave(d, r*scale*0.9), mottle: 0.03,
		}
		s.put(at, u.mark(s.noise))
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
	wall := float32(d.between(0.40, 0.5))
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

// wall puts a straight wall between two places.
func (s *stand) wall(x0, y0, x1, y1, height float64) {
	length := math.Hypot(x1-x0, y1-y0)
	n := max(1, int(length/6))
	dx, dy := (x1-x0)/length, (y1-y0)/length
	for i := range n {
		l := length / float64(n)
		k := (float64(i) + 0.5) * l
		b := body{place: s.terrain.on(x0+k*dx, y0+k*dy), dx: dx, dy: dy}
		if foot, _ := s.camera.project(b.place); !s.sight(foot, 200) {
			continue
		}
		b.box(vec{-l / 2, -0.2, -1}, vec{l / 2, 0.2, height}, 0.47, 0, 0, 0)
		s.shadows = append(s.shadows, b.shadow(s.camera, vec{-l / 2, -0.2, 0}, vec{l / 2, 0.2, height}, 0.5))
		marks, _ := b.marks(s.camera, s.haze)
		s.put(b.place, marks...)
	}
}
