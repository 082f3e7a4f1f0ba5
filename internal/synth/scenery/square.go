package scenery

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// ridges is a sky with the outline of hills before it: each colour of hills is
// a range, the farthest first.
func ridges(sky func(d vec) colour, plane int, high float64, ranges ...colour) func(d vec) colour {
	return func(d vec) colour {
		out := sky(d)
		u := math.Atan2(d.X, d.Y)
		for i, c := range ranges {
			k := float64(i + 1)
			top := high * (1 - 0.27*float64(i)) * (0.62 + 0.5*trace.Rough(u*(2.1+k), 7*k, plane+9*i, 6, 0.5))
			if up := top - d.Z; up > 0 {
				wood := trace.Rough(u*90, d.Z*120, plane+40+i, 3, 0.7)
				shade := trace.Rough(u*9+d.Z*14, d.Z*22, plane+60+i, 4, 0.6)
				out = c.Times(float32(1 + 0.10*wood + 0.2*shade))
				out = out.To(sky(vec{X: d.X, Y: d.Y, Z: 0.01}), float32(0.35*trace.Smooth(0.12, 0, d.Z)))
			}
		}
		return out
	}
}

// square is a village square in snow when the lamps have just been lit.
func (s *stage) square() {
	d := s.dice(1)
	s.camera = trace.Camera{Eye: vec{X: d.Between(-2, 2), Y: -7.5, Z: 2.6}, Yaw: d.Between(-0.06, 0.06), Pitch: 0.055, Focal: 1.06}
	s.film.Exposure, s.film.Glow, s.film.Grain, s.film.Colour, s.film.Contrast = 1.25, 0.8, 3.8, 1.12, 0.7
	dusk := func(v vec) colour {
		up := float32(trace.Smooth(-0.02, 0.75, v.Z))
		c := colour{0.50, 0.36, 0.34}.To(colour{0.17, 0.24, 0.42}, min(1, up*3.2)).To(colour{0.045, 0.085, 0.2}, up)
		veil := trace.Smooth(0.1, 1.3, trace.Rough(v.X/(v.Z+0.12)*0.9, v.Y/(v.Z+0.12)*0.5, int(s.seed&63), 5, 0.55))
		return c.To(colour{0.30, 0.24, 0.28}, float32(0.5*veil)*(1-up))
	}
	s.Sky = ridges(dusk, int(s.seed%89), 0.22, colour{0.17, 0.21, 0.33}, colour{0.075, 0.10, 0.165})
	s.Above, s.Below, s.Reach = colour{0.17, 0.225, 0.36}, colour{0.13, 0.15, 0.2}, 7
	s.Haze = trace.Haze{Light: colour{0.22, 0.23, 0.30}, Metres: 420}
	plane := int(s.seed % 97)
	lane := d.Between(-3, 3)
	s.Ground = trace.NewGround(-50, -10, 0.25, 400, 280, func(x, y float64) float64 {
		bank := 0.55*trace.Smooth(2.2, 0, math.Abs(y-24.5)) + 0.5*trace.Smooth(2, 0, math.Abs(math.Abs(x)-15.5))
		bank *= 0.55 + 0.6*trace.Rough(x*0.35, y*0.35, plane, 3, 0.6)
		walk := trace.Smooth(1.2, 2.6, math.Abs(x-lane-2*math.Sin(y*0.12)))
		return max(0, bank)*walk + 0.05*trace.Rough(x*0.9, y*0.9, plane+2, 3, 0.6) - 0.03*(1-walk)
	}, func(h *hit) {
		x, y := h.At.X, h.At.Y
		path := 1 - trace.Smooth(1.6, 3.4, math.Abs(x-lane-2*math.Sin(y*0.12)))
		road := trace.Smooth(8.2, 7.2, math.Abs(y-14)+0.4*trace.Noise(x*0.3, y*0.3, plane))
		open := trace.Smooth(0.25, 0.05, h.At.Z)
		snow(h, (0.18+0.6*max(path, 0.75*road))*open, plane)
		rut := trace.Smooth(0.35, 0.1, math.Abs(math.Mod(math.Abs(y-14)+0.8*math.Sin(x*0.15), 1.6)-0.8)) * road
		h.Albedo = h.Albedo.To(rgb(128, 130, 134), float32(0.45*rut))
	})
	s.row(d, plane)
	s.station(d, plane)
	s.lights(d)
	s.spruces(d, plane)
	s.traffic()
	s.walkers(9, 3, 17)
}

// woods are the colours of wooden houses.
var woods = [...]colour{rgb(150, 46, 38), rgb(196, 152, 62), rgb(214, 208, 194), rgb(86, 104, 116), rgb(122, 134, 110), rgb(168, 104, 66), rgb(62, 84, 76)}

var lampLight = colour{1, 0.60, 0.26}

func (s *stage) wooden(d *dice, plane int) front {
	return front{
		wall: snowed(boards(woods[d.Below(len(woods))], 0.16, d.Chance(0.3), d.Below(60)), plane), frame: rgb(226, 224, 216),
		storey: 2.75, pitch: d.Between(1.9, 2.5), wide: 0.95, high: 1.35, sill: 0.85,
		lit: d.Between(0.35, 0.75), warm: lampLight, night: float32(d.Between(1.1, 1.7)), plane: d.Below(90),
	}
}

// row puts the houses at the back and on the left.
func (s *stage) row(d *dice, plane int) {
	roof := snowed(tiles(rgb(70, 66, 66), 3), plane)
	for x := -30.0; x < 30; {
		half := vec{X: d.Between(3.6, 5.4), Y: d.Between(3.4, 4.2), Z: 2.75}
		if d.Chance(0.25) {
			half.Z = 1.5
		}
		yaw, wide := 0.0, half.X
		if d.Chance(0.4) {
			yaw, wide = math.Pi/2, half.Y
		}
		depth := 30 + d.Between(-0.8, 1.2)
		at := vec{X: x + wide, Y: depth}
		f := s.wooden(d, plane)
		s.house(at, half, yaw, d.Between(2.6, 3.6), f, roof)
		near := half.Y
		if yaw != 0 {
			near = half.X
		}
		s.door(at, 0, vec{X: d.Between(-1, 1) * wide * 0.3, Y: -near - 0.02}, woods[d.Below(len(woods))])
		x += 2*wide + d.Between(0.8, 2.6)
	}
	for y := 2.0; y < 26; {
		half := vec{X: d.Between(3.4, 4.6), Y: 3.6, Z: 2.75}
		s.house(vec{X: -20.5, Y: y + half.X}, half, math.Pi/2, d.Between(2.6, 3.4), s.wooden(d, plane), roof)
		s.door(vec{X: -20.5, Y: y + half.X}, math.Pi/2, vec{X: d.Between(-1, 1), Y: -half.Y - 0.02}, woods[d.Below(len(woods))])
		y += 2*half.X + d.Between(0.7, 1.8)
	}
	// A second row behind, higher up the slope.
	for x := -42.0; x < 42; x += d.Between(9, 14) {
		s.house(vec{X: x, Y: d.Between(46, 58), Z: d.Between(1, 4)}, vec{X: 4.6, Y: 3.8, Z: 2.75}, d.Between(-0.3, 0.3), 3, s.wooden(d, plane), roof)
	}
}

// station puts the long building on the right with its platform roof and clock.
func (s *stage) station(d *dice, plane int) {
	f := s.wooden(d, plane)
	f.wall, f.lit, f.shop = snowed(boards(woods[2+d.Below(2)], 0.18, false, 4), plane), 0.9, true
	half := vec{X: d.Between(7, 10), Y: 3.6, Z: 2.75}
	at := vec{X: 20 + d.Between(-1, 2.5), Y: 12 + d.Between(-2.5, 2.5)}
	front := at.X - half.Y // where its wall is
	s.house(at, half, -math.Pi/2, 3.2, f, snowed(tiles(rgb(70, 66, 66), 3), plane))
	canopy := trace.Upright(trace.Box, vec{X: front - 1.5, Y: at.Y, Z: 3.25}, vec{X: 1.7, Y: half.X - 1, Z: 0.08}, 0, snowed(worn(rgb(90, 80, 70), 3), plane))
	s.Put(0, canopy, trace.Upright(trace.Ball, vec{X: front - 1.5, Y: at.Y, Z: 3.3}, vec{X: 1.75, Y: half.X - 0.95, Z: 0.22}, 0, trace.Plain(rgb(238, 241, 247))))
	for y := at.Y - half.X + 1.6; y < at.Y+half.X-1; y += 3.5 {
		s.Put(0, trace.Limb(trace.Drum, vec{X: front - 2.9, Y: y, Z: -0.1}, vec{X: front - 2.9, Y: y, Z: 3.2}, 0.09, worn(rgb(70, 60, 52), 2)))
	}
	// The clock tells the moment: its hands are a thing.
	clock := vec{X: front - d.Between(2.4, 3.2), Y: at.Y - half.X + 2.4, Z: 3.95}
	face := trace.Plain(rgb(238, 236, 226))
	s.Put(0, trace.Limb(trace.Drum, clock.Add(vec{Y: 0.1}), clock, 0.62, steel(rgb(40, 42, 44))),
		trace.Limb(trace.Drum, clock, clock.Add(vec{Y: -0.03}), 0.55, func(h *hit) { face(h); h.Glow = colour{0.5, 0.46, 0.36} }))
	hands := s.thing("hands of the clock")
	minute := float64(s.moment)*17 + 4
	for i, angle := range [2]float64{(3 + minute/60) / 12, minute / 60} {
		sin, cos := math.Sincos(2 * math.Pi * angle)
		long := [2]float64{0.3, 0.46}[i]
		s.Put(hands, trace.Limb(trace.Drum, clock.Add(vec{Y: -0.06}), clock.Add(vec{X: long * sin, Y: -0.06, Z: long * cos}), 0.035, trace.Plain(rgb(20, 20, 22))))
	}
}

// lights puts the street lamps.
func (s *stage) lights(d *dice) {
	for _, at := range [...]vec{{X: -9, Y: 6}, {X: 8.5, Y: 9.5}, {X: -11, Y: 22}, {X: 1.5, Y: 23}, {X: 13, Y: 23.5}, {X: 5, Y: 40}} {
		at.X += d.Between(-2.5, 1.5)
		at.Y += d.Between(-1.2, 1.2)
		tip := s.post(at, 4.4, vec{X: 0.01}, lampLight.Times(14), true)
		s.Lamps = append(s.Lamps, trace.Lamp{At: tip.Add(vec{Z: -0.25}), Light: lampLight.Times(7.5), Reach: 26})
	}
	for y := 6.0; y < 20; y += 4.5 { // under the platform's roof
		s.Lamps = append(s.Lamps, trace.Lamp{At: vec{X: 14.6, Y: y, Z: 2.9}, Light: colour{1, 0.72, 0.42}.Times(3.2), Reach: 12})
	}
}

// spruces puts trees around, and one with lights in the square.
func (s *stage) spruces(d *dice, plane int) {
	needles := snowed(leaves(rgb(46, 66, 48), 3), plane)
	for range 26 {
		s.conifer(d, vec{X: d.Between(-48, 48), Y: d.Between(38, 66), Z: d.Between(0, 3)}, d.Between(7, 13), needles, 13)
	}
	s.conifer(d, vec{X: -14.6, Y: 9.5}, d.Between(6, 7.5), needles, 17)
	at, tall := vec{X: d.Between(-6, -3.5), Y: d.Between(16.5, 19)}, d.Between(7.5, 9)
	s.conifer(d, at, tall, needles, 20)
	for i := range 90 {
		k := float64(i) / 90
		r := tall*0.185*(1-k) + 0.1
		sin, cos := math.Sincos(float64(i) * 2.4)
		p := at.Add(vec{X: r * cos, Y: r * sin, Z: tall * (0.09 + 0.84*k)})
		s.Put(0, trace.Upright(trace.Ball, p, vec{X: 0.045, Y: 0.045, Z: 0.045}, 0, shining(colour{9, 6.2, 3})))
	}
	s.Lamps = append(s.Lamps, trace.Lamp{At: at.Add(vec{Y: -2.6, Z: 2.4}), Light: lampLight.Times(4), Reach: 13})
}

// traffic puts a bus, cars and sledges where they are at the moment.
func (s *stage) traffic() {
	paints := [...]colour{rgb(150, 32, 30), rgb(50, 70, 108), rgb(186, 188, 190), rgb(60, 64, 62), rgb(206, 200, 186)}
	d := s.dice(20)
	bus := s.thing("bus")
	if s.moment != 1 {
		s.bus(bus, level(vec{X: 7.4 + d.Between(-2.5, 1.5) + 3*float64(s.moment), Y: 15.2}, math.Pi+0.03), 9.5, rgb(178, 40, 36), rgb(222, 218, 206), true)
	}
	for i := range 3 {
		at := [...]vec{{X: -13.2, Y: 20.2}, {X: -9.6, Y: 20.5}, {X: 2.8, Y: 20.8}}[i]
		yaw := math.Pi/2 + d.Between(-0.12, 0.12)
		at.X += d.Between(-1.2, 1.2)
		c := paints[d.Below(len(paints))]
		thing := s.thing(fmt.Sprintf("car %d", i+1))
		switch {
		case i == 1 && s.moment == 1: // driven off: it is on the road now
			at, yaw = vec{X: -3.8, Y: 12.2}, 0.05
		case i == 1 && s.moment > 1:
			continue
		}
		s.car(thing, level(at, yaw), c, i != 1, i == 1 && s.moment == 1)
		s.Put(thing, trace.Upright(trace.Ball, at.Add(vec{Z: 1.48}), vec{X: 0.8, Y: 0.6, Z: 0.09}, yaw, trace.Plain(rgb(238, 240, 246))))
	}
}

// walkers puts people who walk over the square from moment to moment.
func (s *stage) walkers(many int, nearest, farthest float64) {
	for i := range many {
		d := s.dice(uint64(100 + i))
		thing := s.thing(fmt.Sprintf("person %d", i+1))
		at := vec{X: d.Between(-9, 9), Y: d.Between(nearest, farthest)}
		// Away from the camera or across: nobody shows a face.
		yaw := d.Between(0.15, math.Pi-0.15)
		if d.Chance(0.4) {
			yaw = [2]float64{0.1, math.Pi - 0.1}[d.Below(2)]
		}
		at = at.Add(turned(vec{X: 1.25 * 6 * float64(s.moment)}, yaw))
		if math.Abs(at.X) > 13 || at.Y > 24 { // has left the square
			continue
		}
		s.person(thing, d, vec{X: at.X, Y: at.Y, Z: s.Ground.Height(at.X, at.Y)}, yaw, dressed(d), stance{stride: 0.5})
	}
}
