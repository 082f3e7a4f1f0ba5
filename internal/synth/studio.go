package synth

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
)

// NewsStudio draws the empty studio of the invented channel before a broadcast:
// the desk, a wall with a screen, cameras and somebody at one of them. Between
// its moments a camera and the person at it move, and the screen's picture changes.
func NewsStudio(seed uint64, moment int, size geom.Size) Practice {
	d := newDice(seed, 461)
	s := &studio{built: &built{}, dice: d, noise: noiseTile(), moment: float64(moment)}
	s.broad, s.fine = newOctave(d, 2.6), newOctave(d, 0.5)
	side := d.between(-2.2, 2.2)
	s.eye = newEye(size, vec{side, -9.4, 1.9 + d.between(-0.2, 0.5)}, vec{side * 0.25, 2, 1.95}, 41)
	s.tone = []light{{0.05, 0.75, 0.95}, {0.15, 0.35, 1.0}, {0.9, 0.30, 0.16}, {0.35, 0.8, 0.5}}[int(d.between(0, 4))]
	s.walls(seed, moment)
	s.desk()
	s.grid()
	s.cameras()
	l := &daylight{
		zenith: light{0.10, 0.11, 0.13}, around: light{0.085, 0.095, 0.12}, ground: light{0.04, 0.045, 0.06},
		sky: func(vec) light { return light{0.004, 0.004, 0.006} },
		lamps: []glowing{
			{at: vec{0, 2.4, 3.2}, colour: s.tone.times(0.45), radius: 1.6},
			{at: vec{-5, 3, 2.5}, colour: s.tone.times(0.8), radius: 1.2},
			{at: vec{5, 3, 2.5}, colour: s.tone.times(0.8), radius: 1.2},
			{at: vec{-3.2, -3, 4.8}, colour: light{3.0, 2.8, 2.4}, radius: 1.8, aim: vec{0.5, 0.6, -0.6}.unit(), narrow: 0.8},
			{at: vec{3.2, -3, 4.8}, colour: light{2.6, 2.5, 2.3}, radius: 1.8, aim: vec{-0.5, 0.6, -0.6}.unit(), narrow: 0.8},
		},
	}
	x := s.expose(mix(seed)^uint64(moment)*0x57D1, s.eye, l, 0.6, true)
	return Practice{Image: x.print(emulsion{gain: 1.5, warm: 0.02, contrast: 1.06, colour: 1.0, grain: 2.6, bloom: 0.45, vignette: 0.3, soft: 0.08, black: 3}), Parts: s.parts}
}

type studio struct {
	*built
	dice   *dice
	noise  tile
	moment float64
	eye    eye
	parts  []Region
	tone   light

	broad, fine octave
}

// part names what was built since a facet.
func (s *studio) part(name string, from int) {
	if box, ok := s.eye.boxAround(s.facets[from:]); ok {
		s.parts = append(s.parts, Region{name, box})
	}
}

// walls are the floor, the wall behind with its strips of light, and the screens.
func (s *studio) walls(seed uint64, moment int) {
	floor := &stuff{paint: func(p *spot) {
		x, y := float32(p.at.x), float32(p.at.y)
		n, m := s.broad.at(s.noise, x, y), s.fine.at(s.noise, x, y)
		k := 1 + 0.08*n + 0.04*m
		p.colour, p.wet = light{0.030 * k, 0.034 * k, 0.044 * k}, 0.55
		p.out = vec{0.0012 * float64(m), 0.0012 * float64(n), 1}.unit()
		if r := math.Hypot(p.at.x, p.at.y-1.2); math.Abs(r-4.3) < 0.04 { // a ring let into the floor
			p.shine = s.tone.times(0.9)
		}
	}}
	s.quad(floor, light{}, vec{-14, -12, 0}, vec{14, -12, 0}, vec{14, 8, 0}, vec{-14, 8, 0})
	panel := &stuff{paint: func(p *spot) {
		k := 1 + 0.05*s.broad.at(s.noise, float32(p.at.x), float32(p.at.z))
		p.colour = light{0.07 * k, 0.08 * k, 0.10 * k}
		if math.Mod(p.at.x+70, 1.4) < 0.03 || math.Mod(p.at.z+10, 1.25) < 0.02 {
			p.colour = p.colour.times(0.4)
		}
	}}
	strip := &stuff{paint: func(p *spot) { p.shine = s.tone.times(2.2) }}
	f := framed(vec{}, 0)
	const pieces = 18 // the wall runs round in an arc
	for i := range pieces {
		at := func(i int) vec {
			a := math.Pi * (0.04 + 0.92*float64(i)/pieces)
			return vec{-8.6 * math.Cos(a), -1 + 6.4*math.Sin(a), 0}
		}
		a, b, up := at(i), at(i+1), vec{0, 0, 5.2}
		s.quad(panel, light{}, a, b, b.add(up), a.add(up))
		if i%2 == 1 {
			in := a.times(-0.012)
			s.beam(strip, light{}, a.add(in).add(vec{0, 0, 0.25}), a.add(in).add(vec{0, 0, 4.6}), 0.06)
		}
	}
	// What is on the large screen is from out of doors, some other moment.
	views := []Drawer{HarbourFromAbove, FactoryFire}
	view := views[int(s.dice.between(0, 2))](seed+7, 2*moment, geom.Size{Width: 720, Height: 405}).Image
	from := len(s.facets)
	s.hang(sign{view}, vec{-2.9, 4.9, 3.75}, vec{1, 0, 0}, 4.8, 2.7, 0.85)
	s.part(fmt.Sprintf("screen with picture %d", moment+1), from)
	var below []vec
	for _, f := range s.facets[from:] {
		for _, p := range f.p {
			below = append(below, vec{p.x, p.y, -p.z})
		}
	}
	if box, ok := s.eye.boxOf(below...); ok {
		s.parts = append(s.parts, Region{fmt.Sprintf("floor with picture %d", moment+1), box})
	}
	s.block(f, matt, light{0.012, 0.012, 0.014}, vec{-2.97, 4.92, 0.98}, vec{1.97, 5.1, 3.82})
	board := newSign(512, 640, color.RGBA{12, 30, 64, 255})
	for y := range 640 {
		board.fill(image.Rect(0, y, 512, y+1), color.RGBA{uint8(10 + y/22), uint8(34 + y/14), uint8(84 + y/9), 255})
	}
	p := pen{img: board.img, unit: 1, cx: 256}
	p.ring(0, 220, 78, 106, white, 0.95)
	p.stroke(-136, 296, 136, 144, 34, channelTeal, 1)
	board.write("KANAL NULL", image.Rect(40, 380, 472, 460), white)
	board.write("NYHETER", image.Rect(120, 470, 392, 520), color.RGBA{190, 214, 236, 255})
	draw.Draw(board.img, image.Rect(60, 556, 452, 560), image.NewUniform(channelTeal), image.Point{}, draw.Src)
	s.hang(board, vec{2.5, 4.75, 3.75}, vec{0.97, -0.243, 0}, 2.1, 2.7, 0.75)
}

// desk is a bow of a table with its light edge, chairs behind it.
func (s *studio) desk() {
	top := &stuff{paint: func(p *spot) { p.gloss = 0.16 }}
	edge := &stuff{paint: func(p *spot) { p.shine = s.tone.times(1.5) }}
	front := &stuff{paint: func(p *spot) {
		k := 1 + 0.1*s.broad.at(s.noise, float32(p.at.x*2), float32(p.at.z))
		p.colour, p.gloss = light{0.10 * k, 0.11 * k, 0.13 * k}, 0.06
		if math.Mod(p.at.z, 0.36) < 0.02 {
			p.colour = p.colour.times(0.4)
		}
	}}
	const pieces = 30
	for i := range pieces {
		at := func(i int, r float64) vec {
			a := math.Pi * (1.16 + 0.68*float64(i)/pieces)
			return vec{r * math.Cos(a), 3.1 + r*math.Sin(a), 0}
		}
		o0, o1, i0, i1 := at(i, 2.75), at(i+1, 2.75), at(i, 1.9), at(i+1, 1.9)
		high := vec{0, 0, 0.98}
		s.quad(front, light{}, at(i, 2.55), at(i+1, 2.55), at(i+1, 2.62).add(high), at(i, 2.62).add(high))
		s.quad(top, light{0.30, 0.31, 0.33}, o0.add(high), o1.add(high), i1.add(high), i0.add(high))
		lip := vec{0, 0, -0.06}
		s.quad(edge, light{}, o0.add(high).add(lip), o1.add(high).add(lip), o1.add(high), o0.add(high))
		s.quad(edge, light{}, at(i, 2.57).add(vec{0, 0, 0.06}), at(i+1, 2.57).add(vec{0, 0, 0.06}), at(i+1, 2.57).add(vec{0, 0, 0.1}), at(i, 2.57).add(vec{0, 0, 0.1}))
	}
	d := s.dice
	for _, x := range [2]float64{-0.85, 0.85} {
		c := framed(vec{x + d.between(-0.2, 0.2), 2.0, 0}, d.between(-0.4, 0.4))
		black := light{0.02, 0.02, 0.022}
		s.wedge(c, top, black, vec{-0.24, 0.16, 0.95}, vec{0.24, 0.26, 1.62}, 0.05, 0)
		s.block(c, top, black, vec{-0.26, -0.25, 0.5}, vec{0.26, 0.25, 0.6})
		s.tube(matt, light{0.2, 0.2, 0.2}, c.to(0, 0, 0), 0.5, 0.04, 0.04, 8)
		s.box(vec{x - 0.15, 0.78, 0.985}, vec{1, 0.1, 0}, vec{-0.1, 1, 0}, 0.21, 0.297, 0.006, light{0.55, 0.55, 0.53})
		s.tube(top, light{0.35, 0.38, 0.4}, vec{x + 0.35, 0.75, 0.98}, 0.13, 0.035, 0.04, 12)
		// A flat screen let into the desk.
		s.box(vec{x - 0.5, 0.98, 0.985}, vec{1, 0, 0}, vec{0, 1, 0}, 0.3, 0.2, 0.02, light{0.02, 0.02, 0.02})
	}
}

// grid is the ceiling of pipes and lamps.
func (s *studio) grid() {
	iron := light{0.03, 0.03, 0.032}
	lens := &stuff{paint: func(p *spot) { p.shine = light{7, 6.6, 5.8} }}
	for y := -7.0; y < 5; y += 1.8 {
		s.rod(matt, iron, vec{-9, y, 4.9}, vec{9, y, 4.9}, 0.035, 0.035)
		for x := -7.5 + math.Mod(y*y, 1.1); x < 8; x += 2.1 {
			at := vec{x, y, 4.62}
			aim := vec{-x * 0.35, 1.4 - y*0.5, -2.6}.unit()
			s.rod(matt, light{0.045, 0.045, 0.05}, at.along(aim, -0.2), at.along(aim, 0.18), 0.13, 0.16)
			s.beam(matt, iron, at, at.add(vec{0, 0, 0.3}), 0.03)
			if y < 0 {
				s.rod(lens, light{}, at.along(aim, 0.18), at.along(aim, 0.185), 0.12, 0.12)
			}
		}
	}
	for x := -8.0; x < 9; x += 2.6 {
		s.rod(matt, iron, vec{x, -8, 5}, vec{x, 5, 5}, 0.035, 0.035)
	}
}

// cameras stand before the desk; somebody works one of them.
func (s *studio) cameras() {
	d := s.dice
	body := light{0.022, 0.022, 0.024}
	shiny := &stuff{paint: func(p *spot) { p.gloss = 0.05 }}
	for k, at := range []vec{{-3.0 + d.between(-0.4, 0.3), -3.6, 0}, {2.7 + d.between(-0.3, 0.5), -4.2, 0}} {
		from := len(s.facets)
		if k == 0 {
			at = at.add(vec{1.5 * s.moment, 0.4 * s.moment, 0})
		}
		towards := vec{-at.x * 0.8, 1.5 - at.y, 0}.unit()
		f := frame{at, towards, vec{-towards.y, towards.x, 0}}
		s.tube(shiny, body, at.add(vec{0, 0, 0.12}), 1.15, 0.17, 0.09, 14)
		for i := range 3 {
			a := 2 * math.Pi * float64(i) / 3
			s.beam(shiny, body, at.add(vec{0, 0, 0.2}), at.add(vec{0.55 * math.Cos(a), 0.55 * math.Sin(a), 0.1}), 0.1)
			s.block(framed(at.add(vec{0.55 * math.Cos(a), 0.55 * math.Sin(a), 0}), a), shiny, body, vec{-0.07, -0.05, 0}, vec{0.07, 0.05, 0.13})
		}
		s.block(f, shiny, body, vec{-0.32, -0.15, 1.32}, vec{0.34, 0.15, 1.66})
		s.rod(shiny, body, f.to(0.34, 0, 1.49), f.to(0.78, 0, 1.49), 0.12, 0.15)
		s.block(f, shiny, body, vec{0.74, -0.32, 1.18}, vec{0.8, 0.32, 1.72}) // the prompter
		s.block(f, shiny, body, vec{-0.5, -0.13, 1.6}, vec{-0.3, 0.13, 1.82})
		glow := &stuff{paint: func(p *spot) { p.shine = light{0.35, 0.42, 0.5} }}
		s.quad(glow, light{}, f.to(-0.505, -0.11, 1.63), f.to(-0.505, 0.11, 1.63), f.to(-0.505, 0.11, 1.79), f.to(-0.505, -0.11, 1.79))
		s.rod(shiny, body, f.to(-0.2, 0.1, 1.36), f.to(-0.95, 0.35, 1.12), 0.02, 0.02)
		tally := &stuff{paint: func(p *spot) { p.shine = light{3, 0.06, 0.04} }}
		if k == int(s.moment)&1 {
			lit := len(s.facets)
			s.block(f, tally, light{}, vec{0.1, -0.04, 1.66}, vec{0.18, 0.04, 1.72})
			s.part("red lamp", lit)
		}
		if k == 0 {
			s.person(figure{
				at: f.to(-1.05, 0.06, 0), turn: math.Atan2(-towards.x, towards.y) + math.Pi, tall: 1.8, broad: 1.05, coat: light{0.03, 0.03, 0.034}, legs: light{0.02, 0.022, 0.03},
				skin: skins[int(d.between(0, 6))], hair: hairs[int(d.between(0, 4))], arms: [2]vec{{-0.05, 0.42, -0.25}, {-0.02, 0.45, -0.2}},
			})
			s.part("camera", from)
		}
	}
}
