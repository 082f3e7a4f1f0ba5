package scenery

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// wildfire is a hillside of spruces on fire behind a road, when the light goes.
func (s *stage) wildfire() {
	d := s.dice(1)
	plane := int(s.seed % 97)
	s.camera = trace.Camera{Eye: vec{X: d.Between(-3, 3), Y: -6, Z: 3.0}, Yaw: d.Between(-0.08, 0.08), Pitch: 0.115, Focal: 1.05}
	s.film.Exposure, s.film.Glow, s.film.Grain, s.film.Contrast = 1.25, 0.8, 4.6, 0.5
	s.Sky = func(v vec) colour {
		z := float32(max(v.Z, 0))
		n := float32(trace.Rough(v.X*2.4, v.Z*4, plane, 5, 0.55))
		c := colour{0.62, 0.29, 0.12}.To(colour{0.22, 0.15, 0.13}, min(1, z*2.6)).To(colour{0.085, 0.085, 0.11}, z)
		return c.Times(1 + 0.22*n)
	}
	s.Above, s.Below, s.Reach = colour{0.26, 0.19, 0.16}, colour{0.12, 0.07, 0.04}, 8
	s.Haze = trace.Haze{Light: colour{0.34, 0.185, 0.10}, Metres: 190}
	s.Sun = trace.Sun{To: vec{X: 0.2, Y: 0.9, Z: 0.35}.Unit()}
	s.Ground = trace.NewGround(-150, -16, 0.7, 430, 330, func(x, y float64) float64 {
		hill := trace.Smooth(24, 120, y)
		return hill*(26+9*trace.Rough(x*0.012, y*0.012, plane, 4, 0.5)) + 0.35*trace.Rough(x*0.16, y*0.16, plane+3, 4, 0.55)*trace.Smooth(5.5, 9, math.Abs(y-12))
	}, func(h *hit) {
		if away := math.Abs(h.At.Y - 12); away < 4.2 {
			asphalt(h, 0.52, plane)
			if away > 3.7 && away < 3.85 || away < 0.08 && math.Mod(h.At.X+300, 6) < 3 {
				h.Albedo = h.Albedo.To(rgb(206, 204, 196), 0.7)
			}
			return
		}
		n := trace.Rough(h.At.X*0.5, h.At.Y*0.5, plane, 4, 0.65)
		h.Albedo = rgb(92, 84, 50).Times(float32(1+0.25*n)).To(rgb(62, 48, 36), float32(trace.Smooth(-0.2, 0.7, trace.Rough(h.At.X*0.09, h.At.Y*0.09, plane+4, 3, 0.5))))
		bumpy(h, 0.3, 0.5, plane)
	})
	s.forest(d, plane)
	s.blaze(d)
	s.brigade()
}

// forest plants the spruces: green below, burnt where the fire has been.
func (s *stage) forest(d *dice, plane int) {
	needles := leaves(rgb(52, 70, 46), 3)
	for range 210 {
		x, y := d.Between(-95, 95), d.Between(21, 128)
		if math.Abs(x) > 34+y*0.62 {
			continue
		}
		tall := d.Between(9, 16)
		s.conifer(d, vec{X: x, Y: y, Z: s.Ground.Height(x, y)}, tall, needles, 15)
	}
	for range 70 { // grass and bushes at the road
		p := vec{X: d.Between(-34, 34), Y: [2]float64{17.8, 5.4}[d.Below(2)] + d.Between(-1, 2.2)}
		r := d.Between(0.25, 0.7)
		b := trace.Upright(trace.Ball, vec{X: p.X, Y: p.Y, Z: s.Ground.Height(p.X, p.Y) + 0.2}, vec{X: r * 1.3, Y: r, Z: r * 0.8}, 0, leaves(rgb(88, 90, 52), d.Below(30)))
		b.Holes, b.Leaf = 0.55, 0.07
		s.Put(0, b)
	}
	rail := steel(rgb(150, 150, 150))
	for x := -44.0; x < 44; x += 4 {
		s.Put(0, trace.Upright(trace.Box, vec{X: x, Y: 16.9, Z: 0.35}, vec{X: 0.07, Y: 0.06, Z: 0.42}, 0, rail))
	}
	s.Put(0, trace.Upright(trace.Box, vec{Y: 16.8, Z: 0.62}, vec{X: 46, Y: 0.03, Z: 0.14}, 0, rail))
}

// blaze sets the hill alight along a front. Flames and smoke are shaped by the
// moment: they have a name, for they are elsewhere every second.
func (s *stage) blaze(d *dice) {
	centre := d.Between(-16, 16)
	for i := range 15 {
		k := float64(i)/14 - 0.5
		x := centre + 104*k + d.Between(-3, 3)
		y := 52 + 22*math.Cos(k*5+d.Between(0, 1)) + d.Between(-4, 4)
		z := s.Ground.Height(x, y)
		hot := d.Between(0.6, 1.2)
		s.Lamps = append(s.Lamps, trace.Lamp{At: vec{X: x, Y: y - 1.5, Z: z + 4}, Light: colour{1, 0.36, 0.07}.Times(float32(95 * hot)), Reach: 60})
		e := s.dice(uint64(300+i) + 1000*uint64(s.moment))
		for j := range 9 {
			f := float64(j) / 9
			s.Puffs = append(s.Puffs, trace.Puff{
				At: vec{X: x + e.Between(-3.8, 3.8)*(1-0.5*f), Y: y + e.Between(-2, 2), Z: z + 0.4 + 13*f*hot}, Radius: (2.3 - 1.4*f) * hot, Thick: 1.9 - 0.9*f,
				Light: colour{2.6, 0.95 - 0.45*float32(f), 0.16 - 0.1*float32(f)}, Dark: colour{1.15, 0.20, 0.02}, Grain: e.Below(1000), Column: i,
			})
		}
		for j := range 6 { // smoke, lit from below
			f := float64(j) / 6
			warm := float32(math.Exp(-3.2 * f))
			s.Puffs = append(s.Puffs, trace.Puff{
				At: vec{X: x + 16*f*f + e.Between(-4, 4), Y: y + 4 + e.Between(-3, 3), Z: z + 11 + 42*f}, Radius: 6 + 12*f, Thick: 1.6 - 0.6*f,
				Light: colour{0.30, 0.22, 0.18}.Add(colour{0.95, 0.34, 0.07}.Times(warm)), Dark: colour{0.085, 0.07, 0.065}.Add(colour{0.4, 0.12, 0.02}.Times(warm)), Grain: e.Below(1000), Column: i,
			})
		}
	}
}

// brigade puts fire engines and their crews on the road.
func (s *stage) brigade() {
	for i := range 2 {
		d := s.dice(uint64(400 + i))
		at := vec{X: [2]float64{-7.5, 6.5}[i] + d.Between(-2, 2) - 5.5*float64(s.moment)*float64(1-i), Y: 13.7}
		f := level(at, d.Between(-0.04, 0.04))
		thing := s.thing(fmt.Sprintf("fire engine %d", i+1))
		s.truck(thing, f, rgb(176, 26, 22), true)
		flash := colour{0.6, 1.4, 7}
		for _, y := range [2]float64{-0.7, 0.7} {
			s.Put(thing, f.part(trace.Ball, vec{X: 2.6, Y: y, Z: 2.82}, vec{X: 0.14, Y: 0.14, Z: 0.12}, shining(flash)))
		}
		s.Put(thing, f.part(trace.Box, vec{X: -1.1, Y: -1.2, Z: 1.9}, vec{X: 2.4, Y: 0.02, Z: 0.09}, trace.Plain(rgb(226, 218, 90))))
		s.Lamps = append(s.Lamps, trace.Lamp{At: f.world(vec{X: 2.6, Z: 3.5}), Light: flash.Times(0.8), Reach: 14})
		for _, y := range [2]float64{-0.85, 0.85} {
			s.Put(thing, f.part(trace.Box, vec{X: 3.69, Y: y, Z: 1.05}, vec{X: 0.05, Y: 0.15, Z: 0.1}, shining(colour{6, 5.6, 4.8})))
			s.Lamps = append(s.Lamps, trace.Lamp{At: f.world(vec{X: 5, Y: y, Z: 0.9}), Light: colour{7, 6.4, 5}, Reach: 13})
		}
	}
	for i := range 7 {
		d := s.dice(uint64(420 + i))
		at := vec{X: d.Between(-13, 14), Y: d.Between(8.5, 20)}
		yaw := d.Between(0.5, math.Pi-0.5)
		at = at.Add(turned(vec{X: 4 * float64(s.moment)}, yaw))
		at.Z = s.Ground.Height(at.X, at.Y)
		c := dressed(d)
		c.coat, c.legs, c.hat = rgb(150, 128, 62), rgb(120, 104, 56), rgb(206, 196, 120)
		s.person(s.thing(fmt.Sprintf("firefighter %d", i+1)), d, at, yaw, c, stance{stride: 0.5})
	}
}
