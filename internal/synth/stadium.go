package synth

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// stadium is a football ground in the evening: the pitch from the far side,
// the stand behind it full of people.
type stadium struct {
	*built
	dice   *dice
	noise  tile
	moment float64
	eye    eye
	parts  []Region
	home   [2]light // the colours of the home side
	paper  [2]color.RGBA
	away   light

	broad, turf, blade octave
}

const (
	standFoot  = 61.0 // metres to the first row
	standLow   = 1.5  // its floor's height
	standRows  = 31
	standDepth = 0.82 // of a row
	standRise  = 0.47
)

// sides are pairs of colours that no real club is known by alone.
var sides = [][2]color.RGBA{
	{{196, 40, 44, 255}, {240, 236, 226, 255}},
	{{28, 84, 160, 255}, {244, 206, 60, 255}},
	{{22, 112, 82, 255}, {240, 240, 236, 255}},
	{{232, 140, 30, 255}, {30, 32, 38, 255}},
	{{92, 46, 130, 255}, {236, 232, 240, 255}},
}

func linearOf(c color.RGBA) light { return light{linear[c.R], linear[c.G], linear[c.B]} }

// FootballCrowd draws a stand full of people behind a floodlit pitch. Between
// its moments the players, the ball and the flags move, and one block of people
// lift their scarves.
func FootballCrowd(seed uint64, moment int, size geom.Size) Practice {
	d := newDice(seed, 411)
	s := &stadium{built: &built{}, dice: d, noise: noiseTile(), moment: float64(moment)}
	s.paper = sides[int(d.between(0, float64(len(sides))))]
	s.home = [2]light{faded(linearOf(s.paper[0]), 0.8, 0.12), faded(linearOf(s.paper[1]), 0.75, 0.1)}
	s.away = []light{{0.03, 0.03, 0.035}, {0.6, 0.6, 0.58}, {0.45, 0.36, 0.05}}[int(d.between(0, 3))]
	pan := d.between(-22, 22)
	s.eye = newEye(size, vec{pan * 0.7, -14, 5.6 + d.between(-1, 2.5)}, vec{pan, standFoot, 9.2}, 24+d.between(-2, 3))
	s.broad, s.turf, s.blade = newOctave(d, 9), newOctave(d, 1.3), newOctave(d, 0.22)
	s.pitch()
	s.stand()
	s.crowd()
	s.flags()
	s.players()
	l := s.light()
	x := s.expose(mix(seed)^uint64(moment)*0x51F7, s.eye, l, 1.2, false)
	s.air(x, l)
	return Practice{Image: x.print(emulsion{gain: 1.05, warm: -0.03, contrast: 1.08, colour: 0.95, grain: 4.0, bloom: 0.45, vignette: 0.25, soft: 0.08, black: 3}), Parts: s.parts}
}

func (s *stadium) light() *daylight {
	h := newHeaven(s.dice)
	h.zenith, h.horizon, h.cover = light{0.006, 0.012, 0.035}, light{0.05, 0.06, 0.09}, 0.35
	h.bright, h.dark = light{0.02, 0.022, 0.035}, light{0.012, 0.014, 0.024}
	to := vec{0.35, -0.55, 0.62}.unit()
	l := &daylight{
		toSun: to, sun: light{1.05, 1.08, 1.05},
		zenith: light{0.17, 0.18, 0.21}, around: light{0.20, 0.21, 0.22}, ground: light{0.06, 0.10, 0.05},
		air: light{0.10, 0.115, 0.14}, clear: 520, sky: h.at,
		shadows: reachOf{vec{s.eye.at.x, 45, 6}, 66},
	}
	for x := -60.0; x <= 60; x += 30 {
		l.lamps = append(l.lamps, glowing{at: vec{x, standFoot - 1, 21}, colour: light{2.2, 2.25, 2.2}, radius: 9, aim: vec{0, -0.62, -0.78}, narrow: 0.25})
		l.lamps = append(l.lamps, glowing{at: vec{x, standFoot + 14, 18}, colour: light{0.35, 0.34, 0.30}, radius: 7})
	}
	return l
}

func (s *stadium) pitch() {
	grass := &stuff{paint: func(p *spot) {
		x, y := float32(p.at.x), float32(p.at.y)
		stripe := float32(0.17)
		if int(math.Floor(p.at.x/5.5))&1 == 0 {
			stripe = -0.17
		}
		near := smooth(0.35, 0.04, p.pixel)
		k := 1 + stripe + 0.05*s.broad.at(s.noise, x, y) + 0.05*s.turf.at(s.noise, x, y) + 0.12*s.blade.at(s.noise, x, 0.35*y)*near
		worn := smooth(0.9, 2.2, s.broad.at(s.noise, 0.5*x, 0.5*y)+0.4*s.turf.at(s.noise, x, y))
		p.colour = light{0.050 * k, 0.098 * k, 0.030 * k}
		for i := range p.colour {
			p.colour[i] = lerp(p.colour[i], [3]float32{0.13, 0.12, 0.06}[i], 0.35*worn)
		}
		chalk := max(s.line(p, p.at.y-54), s.line(p, p.at.x+4), s.arc(p, -4, 22, 9.15))
		for i := range p.colour {
			p.colour[i] = lerp(p.colour[i], 0.6, chalk*(0.8+0.2*s.turf.at(s.noise, x, y)))
		}
	}}
	s.quad(grass, light{}, vec{-120, -3, 0}, vec{120, -3, 0}, vec{120, 56.5, 0}, vec{-120, 56.5, 0})
	track := &stuff{paint: func(p *spot) {
		k := 1 + 0.1*s.turf.at(s.noise, float32(p.at.x), float32(p.at.y))
		p.colour = light{0.15 * k, 0.15 * k, 0.155 * k}
	}}
	s.quad(track, light{}, vec{-120, 56.5, 0.01}, vec{120, 56.5, 0.01}, vec{120, standFoot, 0.01}, vec{-120, standFoot, 0.01})
	words := []string{"NORDULVA", "HALLA BRUS", "VINTERLYS", "TRE ROR", "KAI 9", "GLIMTA", "BAKERI OST", "RISK & SØNN"}
	tones := []color.RGBA{{16, 40, 90, 255}, {196, 30, 36, 255}, {240, 240, 238, 255}, {10, 10, 14, 255}, {22, 110, 70, 255}, {236, 180, 30, 255}}
	first := int(s.dice.between(0, 8))
	for k, x := 0, -84.0; x < 84; k, x = k+1, x+8.1 {
		t := tones[(k*5+first)%len(tones)]
		ink := color.RGBA{250, 250, 250, 255}
		if t.G > 150 {
			ink = color.RGBA{20, 24, 40, 255}
		}
		g := newSign(512, 64, t)
		g.write(words[(k+first)%len(words)], image.Rect(10, 6, 502, 60), ink)
		s.hang(g, vec{x, 57.4, 1.0}, vec{1, 0, 0}, 8, 0.95, 0.5)
		s.block(framed(vec{x, 57.5, 0}, 0), matt, light{0.04, 0.04, 0.04}, vec{0, 0, 0}, vec{8, 0.3, 0.99})
	}
}

// line is how much of a chalk line of 12 cm covers a pixel at that distance from its middle.
func (s *stadium) line(p *spot, away float64) float32 {
	wide := float64(p.pixel) * 4 // lines lie flat to the eye
	return float32(min(1, max(0, (0.06-math.Abs(away))/max(wide, 0.02)+0.5))) * float32(min(1, 0.24/max(wide, 0.01)))
}

func (s *stadium) arc(p *spot, x, y, radius float64) float32 {
	return s.line(p, math.Hypot(p.at.x-x, p.at.y-y)-radius)
}

func (s *stadium) row(i int) (y, z float64) {
	return standFoot + standDepth*float64(i), standLow + standRise*float64(i)
}

func aisle(x float64) bool { return math.Abs(math.Mod(x+1000, 17)-8.5) < 0.75 }

func (s *stadium) stand() {
	w := framed(vec{}, 0)
	concrete := light{0.17, 0.17, 0.175}
	seat := s.home[0].times(0.5)
	for i := range standRows {
		y, z := s.row(i)
		s.block(w, matt, concrete, vec{-90, y, -1}, vec{90, y + standDepth + 2, z})
		for x := -84.0; x < 84; x += 0.52 { // seats
			if aisle(x) {
				continue
			}
			s.quad(matt, seat, vec{x, y + 0.62, z + 0.38}, vec{x + 0.44, y + 0.62, z + 0.38}, vec{x + 0.44, y + 0.68, z + 0.78}, vec{x, y + 0.68, z + 0.78})
		}
	}
	s.block(w, matt, light{0.22, 0.22, 0.22}, vec{-90, standFoot - 0.35, 0}, vec{90, standFoot - 0.1, standLow + 0.35})
	for x := -86.0; x < 86; x += 2.1 {
		s.beam(matt, light{0.45, 0.45, 0.45}, vec{x, standFoot - 0.2, standLow}, vec{x, standFoot - 0.2, standLow + 1.0}, 0.05)
	}
	s.beam(matt, light{0.45, 0.45, 0.45}, vec{-90, standFoot - 0.2, standLow + 1.0}, vec{90, standFoot - 0.2, standLow + 1.0}, 0.06)
	// The back wall with its openings, and the roof.
	y, z := s.row(standRows)
	s.block(w, matt, light{0.10, 0.10, 0.11}, vec{-90, y + 1.5, 0}, vec{90, y + 3, z + 7})
	for x := -85.0; x < 85; x += 17 {
		s.quad(matt, light{0.5, 0.42, 0.3}, vec{x - 1.6, y + 1.45, z + 0.1}, vec{x + 1.6, y + 1.45, z + 0.1}, vec{x + 1.6, y + 1.45, z + 2.4}, vec{x - 1.6, y + 1.45, z + 2.4})
	}
	lamp := &stuff{paint: func(p *spot) { p.shine = light{9, 9.2, 9} }}
	front, high := standFoot+1, 19.6
	s.quad(matt, light{0.13, 0.135, 0.14}, vec{-90, front, high}, vec{90, front, high}, vec{90, y + 3, z + 6.2}, vec{-90, y + 3, z + 6.2})
	s.block(w, matt, light{0.20, 0.21, 0.22}, vec{-90, front - 0.3, high - 0.3}, vec{90, front, high + 1.3})
	for x := -85.0; x < 85; x += 8.5 { // ribs of the roof, and its lamps
		s.beam(matt, light{0.30, 0.30, 0.31}, vec{x, front, high - 0.5}, vec{x, y + 2, z + 5.6}, 0.35)
		s.beam(matt, light{0.24, 0.24, 0.25}, vec{x, front, high - 0.2}, vec{x + 4.2, y - 10, z + 3.8}, 0.16)
		for k := range 3 {
			at := x + 2.1*float64(k)
			s.quad(lamp, light{}, vec{at, front - 0.34, high + 0.15}, vec{at + 1.1, front - 0.34, high + 0.15}, vec{at + 1.1, front - 0.34, high + 0.85}, vec{at, front - 0.34, high + 0.85})
		}
	}
	for x := -76.5; x < 80; x += 34 {
		s.beam(matt, light{0.26, 0.26, 0.27}, vec{x, standFoot + 19, 9}, vec{x, standFoot + 19, 21}, 0.4)
	}
}

// crowd fills the rows. Those of one block lift their scarves at other moments.
func (s *stadium) crowd() {
	coats := []light{{0.03, 0.03, 0.035}, {0.045, 0.05, 0.07}, {0.09, 0.09, 0.10}, {0.03, 0.045, 0.09}, {0.12, 0.10, 0.08}, {0.06, 0.07, 0.05}, {0.30, 0.30, 0.30}}
	block := s.eye.at.x + s.dice.between(-14, 14)
	lifted := len(s.facets)
	var held []facet
	reach := 0.62*float64(s.eye.w)/s.eye.focal*95 + 3
	for i := range standRows {
		y, z := s.row(i)
		for x := -84 + 0.26*float64(i&1); x < 84; x += 0.54 {
			u := s.dice.between(0, 1)
			jitter := s.dice.between(-0.08, 0.08)
			own := newDice(s.dice.next(), 5)
			if aisle(x) || u < 0.045 || math.Abs(x-s.eye.at.x*1.2) > reach {
				continue
			}
			g := figure{at: vec{x + jitter, y + 0.3 + own.between(-0.06, 0.06), z}, turn: own.between(-0.35, 0.35), tall: own.between(1.58, 1.9), broad: own.between(0.95, 1.25), sits: i > 2, far: true}
			g.coat = coats[int(own.between(0, float64(len(coats))))].times(float32(own.between(0.7, 1.3)))
			fan := own.unit()
			if fan < 0.42 {
				g.coat = s.home[0].times(float32(own.between(0.6, 0.95)))
			} else if fan < 0.52 {
				g.coat = s.home[1].times(float32(own.between(0.5, 0.8)))
			}
			g.legs = coats[int(own.between(0, 5))]
			g.skin, g.hair = skins[int(own.between(0, float64(len(skins))))], hairs[int(own.between(0, float64(len(hairs))))]
			if own.unit() < 0.22 { // a cap in the side's colour
				g.hair = s.home[int(own.between(0, 2))].times(0.7)
			}
			if own.unit() < 0.4 {
				g.scarf, g.fringe = s.home[0].times(0.85), s.home[1].times(0.85)
			}
			what := own.unit()
			inBlock := math.Abs(x-block) < 5.2 && i > 5 && i < 17
			if inBlock && s.moment != 0 {
				what = own.between(0.7, 1.4)
			} else if inBlock {
				what = 0.5
			}
			lift := own.between(0.45, 0.62)
			from := len(s.facets)
			switch {
			case what < 0.13: // one arm up
				g.arms[int(own.between(0, 2))] = vec{0.10, 0.15, lift}
			case what < 0.24: // clapping
				g.arms = [2]vec{{-0.18, 0.32, 0.0}, {-0.18, 0.32, 0.02}}
			case what < 0.32: // both up
				g.arms = [2]vec{{0.14, 0.1, lift}, {0.12, 0.12, lift}}
			case what > 0.91: // a scarf held up
				g.arms = [2]vec{{0.22, 0.12, lift}, {0.22, 0.12, lift}}
				s.heldScarf(g, lift, own)
			}
			s.person(g)
			if inBlock {
				held = append(held, s.facets[from:]...)
			}
		}
	}
	if box, ok := s.eye.boxAround(held); ok && len(s.facets) > lifted {
		s.parts = append(s.parts, Region{fmt.Sprintf("block, %s", []string{"at rest", "scarves up"}[int(min(s.moment, 1))]), box})
	}
}

// heldScarf hangs a striped scarf between two lifted hands.
func (s *stadium) heldScarf(g figure, lift float64, d *dice) {
	k := g.tall / 1.75
	sn, cs := math.Sincos(g.turn)
	right, ahead := vec{cs, sn, 0}, vec{sn, -cs, 0}
	high := g.at.along(ahead, 0.13).add(vec{0, 0, 1.37*k + lift*k})
	const pieces = 7
	sag := d.between(0.03, 0.14)
	for i := range pieces {
		at := func(i int) vec {
			t := 2*float64(i)/pieces - 1
			return high.along(right, t*0.56*k*g.broad).add(vec{0, 0, sag * (t*t - 1)})
		}
		a, b := at(i), at(i+1)
		down := vec{0, 0, -0.2}
		s.quad(leaf, s.home[i&1].times(0.8), a.add(down), b.add(down), b, a)
	}
}

// flags wave above the stand.
func (s *stadium) flags() {
	for k := range 5 {
		i := 4 + int(s.dice.between(0, 16))
		y, z := s.row(i)
		x := s.eye.at.x*1.2 + s.dice.between(-17, 17)
		phase := s.dice.between(0, 6) + 1.9*s.moment
		wide, high := s.dice.between(1.6, 3), s.dice.between(1.1, 1.9)
		lean := s.dice.between(-0.25, 0.25) + 0.22*math.Sin(phase)
		from := len(s.facets)
		foot := vec{x, y + 0.3, z + 1.3}
		top := foot.add(vec{3 * lean, -0.3, 3.0})
		s.beam(matt, light{0.3, 0.28, 0.25}, foot, top, 0.05)
		down := foot.sub(top).unit()
		const pieces = 10
		for p := range pieces {
			at := func(p int, v float64) vec {
				u := float64(p) / pieces
				wave := 0.28 * u * math.Sin(5*u+phase)
				return top.along(down, v*high).add(vec{wide * u * math.Cos(0.4*math.Sin(phase)), wave, -0.25*u*u*wide + 0.12*math.Sin(4*u+phase)*u})
			}
			for half := range 2 { // quartered
				c := s.home[(half+2*p/pieces)&1]
				v0, v1 := float64(half)/2, float64(half+1)/2
				s.quad(leaf, c.times(0.9), at(p, v1), at(p+1, v1), at(p+1, v0), at(p, v0))
			}
		}
		if box, ok := s.eye.boxAround(s.facets[from:]); ok {
			s.parts = append(s.parts, Region{fmt.Sprintf("flag %d", k+1), box})
		}
	}
}

// players run on the pitch after the ball.
func (s *stadium) players() {
	d := s.dice
	play := vec{s.eye.at.x + d.between(-5, 5) + 3.5*s.moment, 33 + d.between(-4, 6), 0}
	for k := range 7 {
		off := vec{d.between(-12, 12), d.between(-9, 12), 0}
		turn, tall, stride := d.between(-3, 3), d.between(1.72, 1.9), d.between(0.25, 0.8)
		run := vec{d.between(-1.5, 3), d.between(-2, 2), 0}
		at := play.add(off).along(run, s.moment)
		shirt, shorts := s.home[0].times(0.9), s.home[1].times(0.8)
		if k&1 == 1 {
			shirt, shorts = s.away, s.away.times(0.7)
		}
		if k == 6 {
			shirt, shorts = light{0.55, 0.60, 0.05}, light{0.02, 0.02, 0.02}
		}
		from := len(s.facets)
		swing := 0.3 * math.Sin(s.moment*2+float64(k))
		s.person(figure{
			at: at, turn: turn + 0.4*s.moment, tall: tall, coat: shirt, legs: shorts, socks: shirt.times(0.7), stride: stride * math.Cos(1.3*s.moment), broad: 0.98,
			skin: skins[k%len(skins)], hair: hairs[(k*5)%len(hairs)],
			arms: [2]vec{{0.12, 0.28 + swing, -0.32}, {0.14, -0.22 - swing, -0.34}},
		})
		if box, ok := s.eye.boxAround(s.facets[from:]); ok {
			s.parts = append(s.parts, Region{fmt.Sprintf("player %d", k+1), box})
		}
	}
	from := len(s.facets)
	s.ball(matt, light{0.75, 0.75, 0.72}, play.add(vec{1.2 - 2*s.moment, -1.6, 0.12 + 0.5*math.Abs(math.Sin(s.moment))}), 0.12, 10)
	if box, ok := s.eye.boxAround(s.facets[from:]); ok {
		s.parts = append(s.parts, Region{"ball", box})
	}
}

// air is the breath and smoke of a crowd in floodlight.
func (s *stadium) air(x *exposure, l *daylight) {
	d := newDice(s.dice.next(), 3)
	var list []billow
	for range 16 {
		list = append(list, billow{
			at: vec{s.eye.at.x + d.between(-26, 26), standFoot + d.between(-2, 22), d.between(7, 18)}, radius: d.between(4, 8),
			colour: light{0.28, 0.29, 0.31}, thick: float32(d.between(0.03, 0.12)), ragged: 0.5, seed: float32(d.unit()),
		})
	}
	x.billows(l, list)
}
