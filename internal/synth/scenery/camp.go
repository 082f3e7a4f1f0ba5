package scenery

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// camp is rows of tents and trucks in the desert, late in the day.
func (s *stage) camp() {
	d := s.dice(1)
	plane := int(s.seed % 97)
	s.camera = trace.Camera{Eye: vec{X: d.Between(-6, 6), Y: -14, Z: d.Between(8.5, 11)}, Yaw: d.Between(-0.1, 0.1), Pitch: -0.13, Focal: 1.15}
	s.film.Exposure, s.film.Contrast, s.film.Tint = 0.86, 0.8, colour{1.03, 1, 0.95}
	side := [2]float64{-1, 1}[d.Below(2)]
	s.Sun = trace.Sun{To: vec{X: side * 0.86, Y: 0.30, Z: d.Between(0.30, 0.40)}.Unit(), Light: colour{2.7, 2.05, 1.35}, Spread: 0.01}
	s.Sky = func(v vec) colour {
		z := float32(max(v.Z, 0))
		dust := float32(0.5 + 0.5*v.Unit().Dot(s.Sun.To))
		c := colour{0.92, 0.78, 0.58}.To(colour{0.46, 0.56, 0.68}, min(1, z*3.4)).To(colour{0.24, 0.36, 0.58}, z)
		return c.Add(colour{0.5, 0.36, 0.18}.Times(dust * dust * dust * (1 - z) * 0.6))
	}
	s.Above, s.Below, s.Reach = colour{0.40, 0.46, 0.56}, colour{0.44, 0.34, 0.22}, 9
	s.Haze = trace.Haze{Light: colour{0.86, 0.72, 0.54}, Metres: 900, Top: 90}
	s.Ground = trace.NewGround(-260, -20, 0.8, 650, 600, func(x, y float64) float64 {
		flat := trace.Smooth(62, 120, math.Hypot(x*0.8, y-38))
		dune := 1 - math.Abs(trace.Rough(x*0.011+0.3*math.Sin(y*0.01), y*0.016, plane, 4, 0.45))
		return flat*(15*(dune-0.35)+0.0002*y*y) + 0.10*trace.Rough(x*0.14, y*0.14, plane+4, 4, 0.55)
	}, s.sand(plane))
	s.tents(d)
	s.stores(d, plane)
	s.lorries()
	for i := range 12 {
		e := s.dice(uint64(100 + i))
		at := vec{X: e.Between(-12, 12), Y: e.Between(2, 46)}
		yaw := e.Between(0.1, math.Pi-0.1)
		at = at.Add(turned(vec{X: 5.5 * float64(s.moment)}, yaw))
		at.Z = s.Ground.Height(at.X, at.Y)
		c := dressed(e)
		c.coat = c.coat.To(rgb(178, 164, 136), 0.6)
		s.person(s.thing(fmt.Sprintf("person %d", i+1)), e, at, yaw, c, stance{stride: 0.5})
	}
}

// crossing is how far away the lane lies that crosses the camp.
func (s *stage) crossing() float64 { return s.dice(2).Between(20, 29) }

// sand paints ripples that the wind has made, tracks, and stones.
func (s *stage) sand(plane int) paint {
	cross := s.crossing()
	return func(h *hit) {
		x, y := h.At.X, h.At.Y
		n := trace.Rough(x*0.1, y*0.1, plane, 4, 0.6)
		fine := trace.Noise(x*14, y*14, plane+3) * fade(h, 0.08)
		h.Albedo = rgb(206, 172, 128).Times(float32(1 + 0.09*n + 0.08*fine))
		bend := 2.2 * trace.Rough(x*0.12, y*0.12, plane+5, 3, 0.5)
		wave := math.Cos((x*0.9+y*0.5)*math.Pi/0.34 + bend*4)
		calm := trace.Smooth(-0.6, 0.5, n+0.3)
		k := 0.26 * fade(h, 0.16) * calm
		// Where trucks drive and people walk the ripples are gone.
		lane := trace.Smooth(2.6, 1.9, math.Abs(math.Abs(x)-1.4-0.5*math.Sin(y*0.08)))
		lane = max(lane, trace.Smooth(3, 2, math.Abs(y-cross)))
		rut := math.Sin(x*9) * lane
		k *= 1 - 0.85*lane
		tilt(h, vec{X: k*wave + 0.14*rut*fade(h, 0.3), Y: 0.55 * k * wave})
		h.Albedo = h.Albedo.Times(float32(1 - 0.13*lane))
		bumpy(h, 0.35, 0.22, plane+7)
		if pebble := trace.Hash(int(math.Floor(x*5)), int(math.Floor(y*5)), plane); pebble < 0.012 && h.Away < 60 && math.Hypot(x*5-math.Floor(x*5)-0.5, y*5-math.Floor(y*5)-0.5) < 0.12+12*pebble {
			h.Albedo = h.Albedo.Times(0.7)
		}
	}
}

// tents puts rows on both sides of a lane.
func (s *stage) tents(d *dice) {
	dyes := [...]colour{rgb(206, 198, 176), rgb(188, 176, 146), rgb(158, 148, 116), rgb(214, 208, 194)}
	base := dyes[d.Below(len(dyes))]
	lane, pitch, deep, cross := d.Between(7.4, 9.6), d.Between(7.6, 9.4), d.Between(8, 10), s.crossing()
	for _, side := range [2]float64{-1, 1} {
		for row := range 3 {
			for y := d.Between(2, 6); y < 62; y += deep {
				if math.Abs(y-cross) < 4.6 || d.Chance(0.1) {
					continue
				}
				at := vec{X: side * (lane + pitch*float64(row) + d.Between(-0.4, 0.4)), Y: y + d.Between(-0.4, 0.4)}
				at.Z = s.Ground.Height(at.X, at.Y)
				s.tent(d, at, d.Between(-0.05, 0.05), base.Times(float32(d.Between(0.85, 1.1))), side)
			}
		}
	}
}

// tent puts one: walls, a roof with a sag, ropes, an opening towards the lane.
func (s *stage) tent(d *dice, at vec, yaw float64, c colour, side float64) {
	canvas := cloth(c, d.Below(60))
	half := vec{X: 2.4, Y: 3.0}
	sag := func(h *hit) {
		canvas(h)
		h.Soft = 0.12
		u := h.Local.X / h.Half.X
		h.Normal = h.Normal.Along(h.AxisX, -0.16*math.Sin(u*math.Pi*3)).Unit()
		if math.Mod(h.Local.X+50, 1.6) < 0.05 {
			h.Albedo = h.Albedo.Times(0.8)
		}
	}
	s.Put(0, tapered(trace.Upright(trace.Box, at.Add(vec{Z: 0.8}), vec{X: half.Y, Y: half.X, Z: 0.95}, yaw+math.Pi/2, sag), 0.02, 0.04),
		trace.Upright(trace.Gable, at.Add(vec{Z: 2.35}), vec{X: half.Y + 0.12, Y: half.X + 0.25, Z: 0.68}, yaw+math.Pi/2, sag))
	front := at.Add(turned(vec{Y: -half.Y - 0.03}, yaw))
	s.Put(0, trace.Upright(trace.Box, front.Add(vec{Z: 0.85}), vec{X: 0.55, Y: 0.03, Z: 0.9}, yaw, trace.Plain(rgb(46, 40, 32))),
		trace.Upright(trace.Box, front.Add(turned(vec{X: 0.72, Y: -0.1}, yaw)).Add(vec{Z: 0.85}), vec{X: 0.2, Y: 0.06, Z: 0.88}, yaw+0.3, canvas))
	for _, q := range [...]vec{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: -1, Y: 0}, {X: 1, Y: 0}, {X: -1, Y: 1}, {X: 1, Y: 1}} {
		from := at.Add(turned(vec{X: q.X * half.X, Y: q.Y * half.Y, Z: 1.7}, yaw))
		to := at.Add(turned(vec{X: q.X * (half.X + 1.1), Y: q.Y * (half.Y + 0.1), Z: 0}, yaw))
		s.Put(0, trace.Limb(trace.Drum, from, to, 0.015, trace.Plain(rgb(190, 180, 150))))
	}
}

// stores puts a water tank, crates, a mast and a fence.
func (s *stage) stores(d *dice, plane int) {
	at := vec{X: d.Between(-9, 9), Y: d.Between(50, 60)}
	for _, q := range [...]vec{{X: -1.3, Y: -1.3}, {X: 1.3, Y: -1.3}, {X: -1.3, Y: 1.3}, {X: 1.3, Y: 1.3}} {
		s.Put(0, trace.Limb(trace.Drum, at.Add(q), at.Add(q.Times(0.8)).Add(vec{Z: 5}), 0.09, steel(rgb(110, 104, 96))))
	}
	s.Put(0, trace.Upright(trace.Drum, at.Add(vec{Z: 6.2}), vec{X: 1.9, Y: 1.9, Z: 1.2}, 0, lacquer(rgb(196, 192, 180))),
		trace.Upright(trace.Spire, at.Add(vec{Z: 7.7}), vec{X: 2.0, Y: 2.0, Z: 0.35}, 0, lacquer(rgb(186, 182, 170))))
	mast := vec{X: at.X + d.Between(9, 13), Y: 58}
	s.Put(0, trace.Limb(trace.Drum, mast, mast.Add(vec{Z: 15}), 0.09, steel(rgb(128, 122, 112))))
	for k := range 4 {
		sin, cos := math.Sincos(float64(k)*math.Pi/2 + 0.4)
		s.Put(0, trace.Limb(trace.Drum, mast.Add(vec{Z: 12}), mast.Add(vec{X: 7 * cos, Y: 7 * sin}), 0.015, steel(rgb(120, 116, 108))))
	}
	for range 26 {
		p := vec{X: d.Between(-5.5, -3.6), Y: s.crossing() + d.Between(1.5, 4.5)}
		if d.Chance(0.5) {
			p.X = -p.X
		}
		e := d.Between(0.3, 0.5)
		s.Put(0, trace.Upright(trace.Box, p.Add(vec{Z: s.Ground.Height(p.X, p.Y) + e*0.8}), vec{X: e * 1.3, Y: e, Z: e * 0.8}, d.Between(-0.2, 0.2), boards([...]colour{rgb(150, 120, 82), rgb(92, 100, 78), rgb(170, 160, 140)}[d.Below(3)], 0.14, false, d.Below(30))))
	}
	for i := range 60 { // shrubs beyond
		p := vec{X: d.Between(-90, 90), Y: d.Between(66, 170)}
		b := trace.Upright(trace.Ball, vec{X: p.X, Y: p.Y, Z: s.Ground.Height(p.X, p.Y) + 0.3}, vec{X: 0.9, Y: 0.9, Z: 0.6}, 0, leaves(rgb(120, 112, 70), i))
		b.Holes, b.Leaf = 0.5, 0.16
		s.Put(0, b)
	}
}

// lorries puts what drives in the camp.
func (s *stage) lorries() {
	for i := range 6 {
		d := s.dice(uint64(200 + i))
		thing := s.thing(fmt.Sprintf("truck %d", i+1))
		cross := s.crossing()
		at := [...]vec{{X: -1.6, Y: 11}, {X: 2.2, Y: 36}, {X: -13, Y: cross}, {X: 11.5, Y: cross + 0.4}, {X: 21.5, Y: cross - 0.3}, {X: -1.8, Y: 66}}[i]
		at.X += d.Between(-0.6, 0.6)
		if i < 2 || i == 5 {
			at.Y += d.Between(-2.5, 2.5)
		} else {
			at.X += d.Between(-1.4, 1.4)
		}
		yaw := math.Pi/2 + d.Between(-0.1, 0.1)
		if i >= 2 && i < 5 {
			yaw = d.Between(-0.06, 0.06)
		}
		switch i {
		case 0:
			at.Y += 9 * float64(s.moment)
		case 3:
			at.X -= 8 * float64(s.moment)
		}
		at.Z = s.Ground.Height(at.X, at.Y)
		c := [...]colour{rgb(186, 170, 132), rgb(134, 130, 98), rgb(206, 200, 184)}[d.Below(3)]
		s.truck(thing, level(at, yaw), c, i == 4)
	}
}
