package scenery

import (
	"fmt"
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/synth/trace"
)

// The words on placards: nobody's slogans.
var slogans = [...][2]string{
	{"SAVE", "THE PARK"},
	{"TREES", "NOT TARMAC"},
	{"CLEAN", "AIR"},
	{"OUR", "STREET"},
	{"MORE", "BUSES"},
	{"SLOW", "DOWN"},
	{"ROOM", "TO PLAY"},
	{"LISTEN", "TO US"},
	{"KEEP", "IT GREEN"},
	{"NO MORE", "NOISE"},
	{"WE LIVE", "HERE"},
	{"BIKES", "FIRST"},
}

// written paints lines of text on a sheet that is seen from behind as well.
func written(ground, ink colour, lines ...string) paint {
	var masks []*image.Alpha
	for _, l := range lines {
		masks = append(masks, synth.Stencil(l, 64))
	}
	return func(h *hit) {
		n := trace.Noise(h.At.X*3, h.At.Z*3+h.At.Y, 5)
		h.Albedo = ground.Times(float32(1 + 0.07*n))
		h.Soft = 0.25
		u, v := (h.Local.X/h.Half.X+1)/2, (1-h.Local.Y/h.Half.Y)/2
		k := int(v * float64(len(masks)))
		if k < 0 || k >= len(masks) {
			return
		}
		v = v*float64(len(masks)) - float64(k)
		m := masks[k]
		// As wide as the sheet lets it be, in its own proportions.
		wide, high := 2*h.Half.X*0.92, 2*h.Half.Y/float64(len(masks))*0.9
		scale := min(wide/float64(m.Rect.Dx()), high/float64(m.Rect.Dy()))
		x := (u-0.5)*2*h.Half.X/scale + float64(m.Rect.Dx())/2
		y := (v-0.5)*2*h.Half.Y/float64(len(masks))/scale + float64(m.Rect.Dy())/2
		h.Albedo = h.Albedo.To(ink, float32(m.AlphaAt(int(x), int(y)).A)/255)
	}
}

// march is a street full of people with placards, seen from behind and above.
func (s *stage) march() {
	d := s.dice(1)
	plane := int(s.seed % 97)
	s.camera = trace.Camera{Eye: vec{X: d.Between(-2.5, 2.5), Y: -9, Z: 5.2}, Yaw: d.Between(-0.07, 0.07), Pitch: -0.085, Focal: 1.12}
	s.film.Exposure, s.film.Contrast, s.film.Colour = 0.84, 0.85, 1.0
	low := d.Between(0.55, 0.75)
	s.Sun = trace.Sun{To: vec{X: [2]float64{-0.62, 0.62}[d.Below(2)], Y: -0.42, Z: low}.Unit(), Light: colour{2.5, 2.25, 1.85}, Spread: 0.006}
	s.Sky = clouded(plane, 0.5)
	s.Above, s.Below, s.Reach = colour{0.44, 0.54, 0.70}, colour{0.34, 0.30, 0.25}, 12
	s.Haze = trace.Haze{Light: colour{0.70, 0.76, 0.84}, Metres: 1100}
	s.Ground = trace.Level(func(h *hit) {
		switch x := math.Abs(h.At.X); {
		case x < 6.5:
			asphalt(h, 0, plane)
			if x < 0.09 && math.Mod(math.Abs(h.At.Y), 6) < 3 {
				h.Albedo = h.Albedo.To(rgb(206, 204, 196), 0.75)
			}
		case x < 6.75:
			h.Albedo = rgb(158, 154, 148)
		default:
			stones(h, rgb(146, 140, 132), 0.55, plane)
		}
	})
	s.blocks(d, plane)
	for y := 4.0; y < 100; y += 19 {
		for _, side := range [2]float64{-1, 1} {
			s.post(vec{X: side * 7.4, Y: y}, 6.2, vec{X: -side * 1.1}, colour{0.7, 0.7, 0.66}, false)
			s.tree(d, vec{X: side * 7.9, Y: y + 9.5 + d.Between(-1, 1)}, d.Between(6, 8.2), rgb(84, 108, 58), false)
		}
	}
	s.crowd()
	s.banners()
}

// clouded is a blue sky with fair-weather clouds.
func clouded(plane int, cover float64) func(d vec) colour {
	return func(d vec) colour {
		z := max(d.Z, 0.015)
		c := colour{0.72, 0.80, 0.90}.To(colour{0.20, 0.38, 0.74}, float32(trace.Smooth(-0.05, 0.62, z)))
		x, y := d.X/(z+0.1)*1.3, d.Y/(z+0.1)*1.3
		n := trace.Rough(x, y, plane, 6, 0.55)
		k := trace.Smooth(0.75-1.3*cover, 1.5-1.0*cover, n+0.35) * trace.Smooth(0.015, 0.13, z)
		lit := trace.Smooth(-0.7, 0.9, n-trace.Rough(x+0.16, y-0.12, plane, 4, 0.55)*0.7)
		return c.To(colour{0.80, 0.83, 0.88}.To(colour{1.5, 1.46, 1.4}, float32(lit)), float32(k))
	}
}

// blocks puts the town's houses on both sides.
func (s *stage) blocks(d *dice, plane int) {
	for _, side := range [2]float64{-1, 1} {
		for y := -12.0; y < 150; {
			storeys := 4 + d.Below(2)
			half := vec{X: d.Between(6, 9.5), Y: 6, Z: 1.75 * float64(storeys)}
			c := stucco[d.Below(len(stucco))].Times(float32(d.Between(0.85, 1.1)))
			f := front{wall: worn(c, d.Below(90)), frame: rgb(226, 222, 212), storey: 3.5, pitch: d.Between(2.2, 2.8), wide: 1.15, high: 1.85, sill: 0.85, shop: true, plane: d.Below(90)}
			at := vec{X: side * 16.5, Y: y + half.X}
			yaw := side * -math.Pi / 2
			s.house(at, half, yaw, d.Between(2, 3.2), f, tiles([...]colour{rgb(112, 62, 48), rgb(72, 74, 80), rgb(88, 72, 62)}[d.Below(3)], d.Below(9)))
			trim := worn(c.To(rgb(226, 222, 212), 0.5), 5)
			for k := 1; k <= storeys; k++ { // bands between the storeys throw shadows
				deep := 0.07
				if k == 1 || k == storeys {
					deep = 0.2
				}
				s.Put(0, s.beside(at, yaw, vec{Y: -half.Y - deep/2, Z: 3.5*float64(k) - 0.12}, vec{X: half.X, Y: deep, Z: 0.11}, trim))
			}
			many := math.Floor((2*half.X - 0.5) / f.pitch)
			for k := 1; k < storeys; k++ { // sills, and here and there a balcony
				for j := range int(many) {
					x := (float64(j) + 0.5 - many/2) * f.pitch
					z := 3.5*float64(k) + f.sill
					s.Put(0, s.beside(at, yaw, vec{X: x, Y: -half.Y - 0.06, Z: z - 0.05}, vec{X: 0.72, Y: 0.12, Z: 0.05}, trim))
					if d.Chance(0.1) {
						s.Put(0, s.beside(at, yaw, vec{X: x, Y: -half.Y - 0.5, Z: z - 0.85}, vec{X: 1.0, Y: 0.5, Z: 0.07}, trim))
						for r := -1.0; r <= 1; r += 0.2 {
							s.Put(0, s.beside(at, yaw, vec{X: r * 0.96, Y: -half.Y - 0.96, Z: z - 0.3}.Add(vec{X: x}), vec{X: 0.015, Y: 0.015, Z: 0.5}, steel(rgb(40, 42, 44))))
						}
						s.Put(0, s.beside(at, yaw, vec{X: x, Y: -half.Y - 0.96, Z: z + 0.2}, vec{X: 1.0, Y: 0.03, Z: 0.03}, steel(rgb(40, 42, 44))))
					}
				}
			}
			if d.Chance(0.55) { // an awning
				a := vec{X: d.Between(-2, 2), Y: -half.Y - 0.75, Z: 2.75}
				c := [...]colour{rgb(150, 44, 38), rgb(44, 84, 66), rgb(196, 152, 60), rgb(52, 72, 110)}[d.Below(4)]
				w := turned(vec{X: 2.2}, yaw)
				s.Put(0, solid{Shape: trace.Sheet, At: at.Add(turned(a, yaw)), X: w, Y: turned(vec{Y: 0.75, Z: 0.3}, yaw), Paint: func(h *hit) {
					h.Albedo, h.Soft = c, 0.3
					if math.Mod(h.Local.X+20, 0.6) < 0.3 {
						h.Albedo = rgb(222, 216, 204)
					}
				}})
			}
			y += 2*half.X + 0.02
		}
	}
	s.Put(0, trace.Upright(trace.Box, vec{Y: 190, Z: 9}, vec{X: 14, Y: 8, Z: 9}, 0, facade(front{
		wall: worn(rgb(188, 172, 146), 7), frame: rgb(222, 218, 208), storey: 3.5, pitch: 2.6, wide: 1.15, high: 1.85, sill: 0.85, plane: 3,
	}, vec{X: 14, Y: 8, Z: 9})))
}

// crowd puts those who march, away from the camera, in loose rows.
func (s *stage) crowd() {
	i := 0
	for y := 2.6; y < 66; y += 1.25 + y*0.012 {
		for x := -5.6; x < 5.7; x += 1.02 + y*0.006 {
			i++
			d := s.dice(uint64(1000 + i))
			if d.Chance(0.2) {
				continue
			}
			// Everybody goes on at a pace of their own; the nearest rows have come from outside.
			at := vec{X: x + d.Between(-0.4, 0.4), Y: y + d.Between(-0.45, 0.45) + float64(s.moment)*d.Between(2.6, 4.2)}
			at.X += float64(s.moment) * d.Between(-0.5, 0.5)
			yaw := math.Pi/2 + d.Between(-0.35, 0.35)
			c := dressed(d)
			st := stance{stride: d.Between(0.25, 0.55)}
			placard := d.Chance(0.17)
			if placard {
				st.lift[1] = vec{X: 0.16, Y: 0.06, Z: 0.18}
			} else if d.Chance(0.07) {
				st.lift[0] = vec{X: 0.1, Y: -0.12, Z: 0.5}
			}
			thing := s.thing(fmt.Sprintf("person %d", i))
			hands := s.person(thing, d, at, yaw, c, st)
			if placard {
				s.placard(thing, d, hands[1], yaw)
			}
		}
	}
}

func (s *stage) placard(thing int32, d *dice, hand vec, yaw float64) {
	lean := vec{X: d.Between(-0.14, 0.14), Y: d.Between(-0.1, 0.1), Z: 1}.Unit()
	top := hand.Add(lean.Times(d.Between(0.85, 1.15)))
	s.Put(thing, trace.Limb(trace.Drum, hand.Add(lean.Times(-0.3)), top, 0.018, trace.Plain(rgb(168, 134, 92))))
	papers := [...]colour{rgb(236, 234, 226), rgb(226, 198, 84), rgb(232, 232, 236), rgb(196, 220, 200), rgb(182, 66, 52), rgb(150, 112, 74), rgb(236, 214, 208)}
	inks := [...]colour{rgb(24, 26, 30), rgb(150, 28, 24), rgb(28, 76, 48), rgb(30, 50, 110)}
	k := d.Below(len(papers))
	ink := inks[d.Below(len(inks))]
	if k == 4 {
		ink = rgb(240, 238, 230)
	}
	side := turned(vec{Y: -1}, yaw+d.Between(-0.3, 0.3))
	words := slogans[d.Below(len(slogans))]
	s.Put(thing, solid{Shape: trace.Sheet, At: top.Add(lean.Times(0.15)).Add(turned(vec{X: -0.03}, yaw)), X: side.Times(d.Between(0.36, 0.48)), Y: lean.Times(d.Between(0.24, 0.32)), Paint: written(papers[k], ink, words[0], words[1])})
}

// banners puts long cloths on two poles over the heads, and one across the street.
func (s *stage) banners() {
	d := s.dice(30)
	texts := [...]string{"SAVE THE PARK", "ROOM FOR TREES", "OUR STREET IS NOT A CAR PARK"}
	for i, y := range [...]float64{11.5, 24} {
		thing := s.thing(fmt.Sprintf("banner %d", i+1))
		at := vec{X: d.Between(-2.4, 2.4), Y: y + 3.4*float64(s.moment), Z: 2.95}
		wide, sway := d.Between(1.9, 2.5), d.Between(-0.12, 0.12)
		x := vec{X: 1, Y: sway}.Unit()
		s.Put(thing, s.cloths(at, x.Times(wide), vec{Z: 0.42}, [...]colour{rgb(232, 228, 216), rgb(44, 96, 62)}[i], [...]colour{rgb(150, 30, 26), rgb(238, 236, 226)}[i], texts[i])...)
		for _, side := range [2]float64{-1, 1} {
			foot := at.Along(x, side*wide).Add(vec{Z: -1.6})
			s.Put(thing, trace.Limb(trace.Drum, foot, foot.Add(vec{Z: 2.1}), 0.022, trace.Plain(rgb(150, 120, 84))))
		}
	}
	s.Put(0, s.cloths(vec{Y: 42, Z: 8.2}, vec{X: 7.2}, vec{Z: 0.62}, rgb(226, 222, 206), rgb(28, 70, 48), texts[2])...)
	for _, z := range [2]float64{7.6, 8.8} {
		s.Put(0, trace.Limb(trace.Drum, vec{X: -10.5, Y: 42, Z: z + 0.4}, vec{X: 10.5, Y: 42, Z: z + 0.4}, 0.02, steel(rgb(60, 60, 60))))
	}
}

// cloths is one cloth in strips that hang in folds.
func (s *stage) cloths(at, x, y vec, ground, ink colour, text string) []solid {
	p := written(ground, ink, text)
	fold := x.Cross(y).Unit()
	return []solid{{Shape: trace.Sheet, At: at, X: x, Y: y, Paint: func(h *hit) {
		p(h)
		u := h.Local.X / h.Half.X
		wave := math.Cos(u*17+h.Local.Y*2) + 0.5*math.Cos(u*41-h.Local.Y*3)
		h.Normal = h.Normal.Along(x.Unit(), 0.16*wave).Along(fold, 0).Unit()
	}}}
}
