package scenery

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// overcast is a sky of low cloud, lighter towards the horizon.
func overcast(plane int, low, high colour) func(d vec) colour {
	return func(d vec) colour {
		z := max(d.Z, 0.02)
		n := trace.Rough(d.X/(z+0.15)*0.8, d.Y/(z+0.15)*0.8, plane, 6, 0.55)
		c := low.To(high, float32(trace.Smooth(0, 0.6, d.Z)))
		return c.Times(float32(1 + 0.26*n*trace.Smooth(0.0, 0.15, d.Z)))
	}
}

// stucco are the colours of plastered houses.
var stucco = [...]colour{rgb(206, 190, 158), rgb(196, 160, 120), rgb(176, 176, 168), rgb(208, 202, 188), rgb(170, 116, 92), rgb(156, 164, 150), rgb(190, 172, 130)}

// flood is a street under brown water after days of rain.
func (s *stage) flood() {
	d := s.dice(1)
	plane := int(s.seed % 97)
	s.camera = trace.Camera{Eye: vec{X: d.Between(-2.2, 2.2), Y: -6, Z: 2.5}, Yaw: d.Between(-0.08, 0.08), Pitch: -0.035, Focal: 1.0}
	s.film.Exposure, s.film.Contrast, s.film.Colour = 1.12, 1.0, 1.2
	s.Sky = overcast(plane, colour{0.78, 0.80, 0.82}, colour{0.46, 0.50, 0.56})
	s.Above, s.Below, s.Reach = colour{0.62, 0.66, 0.72}, colour{0.22, 0.20, 0.17}, 14
	s.Sun = trace.Sun{To: vec{X: -0.5, Y: 0.35, Z: 0.8}.Unit(), Light: colour{0.26, 0.25, 0.23}, Spread: 0.25}
	s.Haze = trace.Haze{Light: colour{0.66, 0.69, 0.72}, Metres: 420}
	s.Ground = trace.Level(s.water(plane))
	s.terrace(d, plane)
	for y := 6.0; y < 90; y += 15 {
		side := [2]float64{-1, 1}[int(y/15)%2]
		s.post(vec{X: side * 6.2, Y: y, Z: -1}, 6.4, vec{X: -side * 1.2}, colour{0.6, 0.6, 0.58}, false)
	}
	for i := range 7 {
		side := [2]float64{-1, 1}[i%2]
		s.tree(d, vec{X: side * d.Between(6.6, 7.4), Y: 13 + 11*float64(i) + d.Between(-2, 2), Z: -0.8}, d.Between(5.5, 8), rgb(84, 104, 58), false)
	}
	s.signs(d)
	s.stranded()
	s.rescue()
	s.drifting()
}

// water is brown water with rings of rain, wind and what is driven by it.
func (s *stage) water(plane int) paint {
	return func(h *hit) {
		x, y := h.At.X, h.At.Y
		long := trace.Smooth(160, 8, h.Away)
		a := trace.Noise(x*0.55, y*0.85, plane) + 0.6*trace.Noise(x*1.4+3, y*1.9, plane+1)*long
		b := trace.Noise(x*0.62+9, y*0.8, plane+2) + 0.6*trace.Noise(x*1.5, y*2.1+5, plane+3)*long
		calm := 0.35 + 0.65*trace.Smooth(-0.5, 0.5, trace.Rough(x*0.05, y*0.05, plane+4, 3, 0.5))
		k := 0.021 * calm * (0.35 + 0.65*long)
		tilt(h, vec{X: k * a, Y: 1.3 * k * b})
		silt := trace.Rough(x*0.12, y*0.05, plane+6, 4, 0.6)
		h.Albedo = rgb(126, 104, 76).Times(float32(0.62 + 0.10*silt))
		h.Mirror = min(0.94, 0.02+1.05*fresnel(h))
		// Scum along the drift.
		line := trace.Smooth(0.78, 1.0, trace.Rough(x*0.35+2*trace.Noise(y*0.06, 1, plane), y*0.09, plane+7, 4, 0.6))
		h.Albedo, h.Mirror = h.Albedo.To(rgb(176, 164, 140), float32(0.5*line)), h.Mirror*float32(1-0.6*line)
	}
}

// terrace puts the houses of the street, their ground floors half under water.
func (s *stage) terrace(d *dice, plane int) {
	for _, side := range [2]float64{-1, 1} {
		for y := -8.0; y < 110; {
			half := vec{X: d.Between(3.6, 5.8), Y: 4.2, Z: [...]float64{3.1, 3.1, 4.6}[d.Below(3)]}
			c := stucco[d.Below(len(stucco))]
			base := worn(c, d.Below(90))
			dirt := d.Between(0.3, 0.6)
			f := front{
				wall: func(h *hit) {
					base(h)
					// The line that the water has left above itself.
					n := 0.06 * trace.Noise(h.At.X*2+h.At.Y*2, h.At.Z, plane)
					wet := trace.Smooth(dirt+0.02, dirt-0.03, h.At.Z+n)
					h.Albedo = h.Albedo.To(rgb(86, 70, 50), float32(0.62*wet))
					rain := trace.Smooth(0.2, 1, trace.Noise(h.At.X*1.1+h.At.Y*1.1, h.At.Z*0.16, plane+3))
					h.Albedo = h.Albedo.Times(float32(1 - 0.16*rain))
				},
				frame: rgb(218, 214, 204), storey: 3.05, pitch: d.Between(1.9, 2.6), wide: 1.05, high: 1.5, sill: 1.0, lit: 0, plane: d.Below(90),
			}
			roof := tiles([...]colour{rgb(132, 70, 52), rgb(92, 64, 56), rgb(74, 74, 78)}[d.Below(3)], d.Below(9))
			at := vec{X: side * (12.2 + d.Between(-0.4, 0.4)), Y: y + half.X, Z: -0.9}
			yaw := side * -math.Pi / 2
			s.house(at, half, yaw, d.Between(2.8, 3.8), f, roof)
			s.door(at, yaw, vec{X: d.Between(-1.2, 1.2), Y: -half.Y - 0.02}, woods[d.Below(len(woods))])
			// A pipe down the front.
			pipe := at.Add(turned(vec{X: half.X - 0.3, Y: -half.Y - 0.08}, yaw))
			s.Put(0, trace.Limb(trace.Drum, pipe, pipe.Add(vec{Z: 2 * half.Z}), 0.06, steel(rgb(110, 112, 112))))
			y += 2*half.X + [...]float64{0, 0, 1.6}[d.Below(3)]
		}
	}
	// Where the street ends: a rise with houses and trees.
	for x := -26.0; x < 26; x += d.Between(8, 11) {
		s.house(vec{X: x, Y: 118 + d.Between(0, 9), Z: 0.4}, vec{X: 4.4, Y: 4, Z: 3.1}, d.Between(-0.2, 0.2), 3.2,
			front{wall: worn(stucco[d.Below(len(stucco))], 3), frame: rgb(216, 212, 204), storey: 3, pitch: 2.3, wide: 1, high: 1.4, sill: 1, plane: d.Below(90)}, tiles(rgb(112, 66, 52), 2))
		s.tree(d, vec{X: x + d.Between(2, 6), Y: 110, Z: 0}, d.Between(8, 12), rgb(74, 96, 56), false)
	}
}

// signs puts road signs with nothing on them that any country has.
func (s *stage) signs(d *dice) {
	for i, c := range [...]colour{rgb(38, 84, 140), rgb(206, 160, 44), rgb(212, 210, 202)} {
		side := [2]float64{-1, 1}[(i+1)%2]
		at := vec{X: side * 5.6, Y: 8 + 12*float64(i) + d.Between(-2, 2), Z: -1}
		s.Put(0, trace.Limb(trace.Drum, at, at.Add(vec{Z: 3.2}), 0.04, steel(rgb(140, 142, 142))),
			trace.Upright(trace.Box, at.Add(vec{Y: -0.06, Z: 2.9}), vec{X: 0.36, Y: 0.02, Z: 0.36}, d.Between(-0.3, 0.3), func(h *hit) {
				h.Albedo = c
				if e := max(math.Abs(h.Local.X), math.Abs(h.Local.Z)); e > 0.30 && e < 0.335 {
					h.Albedo = rgb(228, 226, 220)
				}
			}))
	}
}

// stranded puts cars that the water has caught.
func (s *stage) stranded() {
	d := s.dice(21)
	paints := [...]colour{rgb(158, 36, 32), rgb(38, 62, 110), rgb(196, 198, 198), rgb(58, 62, 60), rgb(196, 190, 176), rgb(66, 104, 92)}
	for i := range 5 {
		side := [2]float64{-1, 1}[i%2]
		at := vec{X: side * d.Between(3.6, 4.7), Y: 7 + 8.5*float64(i) + d.Between(-1.5, 1.5), Z: -d.Between(0.55, 0.85)}
		yaw := math.Pi/2 + d.Between(-0.25, 0.25)
		c := paints[d.Below(len(paints))]
		thing := s.thing(fmt.Sprintf("car %d", i+1))
		if i == 2 { // this one floats
			at = at.Add(vec{X: -1.4 * float64(s.moment) * side, Y: 3.5 * float64(s.moment)})
			yaw += 0.7 * float64(s.moment)
		}
		f := level(at, yaw)
		if i == 2 {
			f = pitched(at, turned(vec{X: 1, Z: -0.09}, yaw))
		}
		s.car(thing, f, c, d.Chance(0.5), false)
	}
}

// rescue puts a boat with people, which comes up the street.
func (s *stage) rescue() {
	d := s.dice(22)
	thing := s.thing("boat")
	at := vec{X: d.Between(-1.6, 1.2), Y: 13.5 + 6.5*float64(s.moment)}
	yaw := math.Pi/2 + d.Between(-0.35, 0.35)
	f := level(at, yaw)
	s.boat(thing, f, 4.4, [...]colour{rgb(206, 92, 36), rgb(52, 92, 120), rgb(196, 190, 172)}[d.Below(3)])
	c := dressed(d)
	c.coat = rgb(214, 96, 30)
	s.person(thing, d, f.world(vec{X: -1.1, Z: 0.12}), yaw, c, stance{seated: true})
	s.person(thing, d, f.world(vec{X: 0.5, Z: 0.12}), yaw, dressed(d), stance{seated: true})
	wader := s.thing("person wading")
	w := vec{X: at.X + 2.6, Y: 9 + 3*float64(s.moment)}
	s.person(wader, d, w, math.Pi/2+0.2, dressed(d), stance{sunk: 0.85, lift: [2]vec{{X: 0.3, Y: -0.1, Z: -0.15}, {X: 0.3, Y: 0.1, Z: -0.15}}})
}

// drifting puts planks and bins that float past.
func (s *stage) drifting() {
	for i := range 12 {
		d := s.dice(uint64(200 + i))
		at := vec{X: d.Between(-5, 5), Y: d.Between(1, 26)}
		yaw := d.Between(0, math.Pi)
		thing := s.thing(fmt.Sprintf("flotsam %d", i+1))
		at = at.Add(vec{X: 0.4 * float64(s.moment), Y: 4.2 * float64(s.moment)})
		switch {
		case d.Chance(0.6):
			s.Put(thing, trace.Upright(trace.Box, at.Add(vec{Z: 0.02}), vec{X: d.Between(0.4, 1.1), Y: 0.09, Z: 0.03}, yaw, boards(rgb(140, 112, 80), 0.1, false, i)))
		case d.Chance(0.5):
			s.Put(thing, trace.Upright(trace.Box, at.Add(vec{Z: 0.1}), vec{X: 0.3, Y: 0.26, Z: 0.22}, yaw, lacquer([...]colour{rgb(44, 86, 58), rgb(52, 66, 96)}[d.Below(2)])))
		default:
			b := trace.Upright(trace.Ball, at, vec{X: 0.5, Y: 0.35, Z: 0.16}, yaw, leaves(rgb(96, 92, 52), 4))
			b.Holes, b.Leaf = 0.5, 0.06
			s.Put(thing, b)
		}
	}
}
