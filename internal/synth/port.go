package synth

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// port is a container harbour seen from a helicopter. The quay's edge runs along
// y = 0, water lies before it at z = 0, the yard behind it.
type port struct {
	*built
	dice   *dice
	noise  tile
	moment float64
	seed   uint64
	eye    eye
	parts  []Region

	swell, ripple, chop, stain, worn, fleck octave
	sea, concrete, steel, box, roof, hull   *stuff
}

const quayTop = 3.2 // metres above the water

// The colours that containers are painted in, linear.
var containerPaint = []light{
	{0.30, 0.035, 0.025},
	{0.02, 0.07, 0.20},
	{0.55, 0.19, 0.03},
	{0.03, 0.17, 0.09},
	{0.42, 0.42, 0.40},
	{0.16, 0.05, 0.04},
	{0.05, 0.20, 0.30},
	{0.60, 0.44, 0.08},
	{0.10, 0.11, 0.12},
}

// HarbourFromAbove draws a container harbour on a clear afternoon. Between its
// moments the ships, the tug, lorries and the cranes' trolleys move.
func HarbourFromAbove(seed uint64, moment int, size geom.Size) Practice {
	d := newDice(seed, 401)
	p := &port{built: &built{}, dice: d, noise: noiseTile(), moment: float64(moment), seed: seed}
	turn := d.between(-70, 40)
	p.eye = newEye(size, vec{turn - 90, -215, 105 + d.between(-12, 20)}, vec{18 + 0.25*turn, 58, 0}, 33)
	p.swell, p.ripple, p.chop = newOctave(d, 15), newOctave(d, 4.2), newOctave(d, 1.5)
	p.stain, p.worn, p.fleck = newOctave(d, 34), newOctave(d, 7), newOctave(d, 1.1)
	p.materials()
	p.land()
	p.yard()
	p.cranes()
	p.ships()
	p.lorries()
	l := p.light(d)
	x := p.expose(mix(seed)^uint64(moment)*0x9E37, p.eye, l, 7, true)
	return Practice{Image: x.print(emulsion{gain: 0.66, warm: 0.10, contrast: 1.12, colour: 1.0, grain: 2.4, bloom: 0.2, vignette: 0.22, soft: 0.07, black: 3}), Parts: p.parts}
}

func (p *port) light(d *dice) *daylight {
	h := newHeaven(d)
	toSun := vec{-0.62, -0.30, 0.46}.unit()
	h.zenith, h.horizon, h.cover = light{0.13, 0.29, 0.62}, light{0.72, 0.80, 0.88}, 0.45
	h.bright, h.dark, h.toSun, h.glow = light{1.25, 1.2, 1.12}, light{0.62, 0.66, 0.72}, toSun, light{0.35, 0.28, 0.18}
	return &daylight{
		toSun: toSun, sun: light{2.35, 1.88, 1.30},
		zenith: light{0.25, 0.33, 0.50}, around: light{0.17, 0.21, 0.28}, ground: light{0.10, 0.09, 0.08},
		air: light{0.52, 0.62, 0.76}, glow: light{0.15, 0.1, 0.04}, clear: 4300, sky: h.at,
		shadows: reachOf{vec{20, 90, 0}, 330},
	}
}

// part names what was built since the facet number from.
func (p *port) part(name string, from int) {
	if box, ok := p.eye.boxAround(p.facets[from:]); ok {
		p.parts = append(p.parts, Region{name, box})
	}
}

func (p *port) materials() {
	at := func(o octave, v vec) float32 { return o.at(p.noise, float32(v.x), float32(v.y)) }
	fades := func(pixel, from float32) float32 { return smooth(from, 0.3*from, pixel) }
	wave := float32(p.moment * 9)
	p.sea = &stuff{paint: func(s *spot) {
		far := fades(s.pixel, 2.4)
		x, y := float32(s.at.x)+wave, float32(s.at.y)*1.25-0.6*wave
		a, b := p.swell.at(p.noise, x, y), p.ripple.at(p.noise, x+3, y)
		c := p.chop.at(p.noise, x, y) * far
		k := 0.017 * (0.6 + 0.4*p.stain.at(p.noise, 0.3*x, 0.3*y))
		s.out = vec{float64(k * (0.6*a + 0.8*b + 0.9*c)), float64(k * (0.5*a - 0.8*b + 0.9*c)), 1}.unit()
		deep := 1 + 0.22*a + 0.12*b
		s.colour = light{0.018 * deep, 0.055 * deep, 0.062 * deep}
		s.wet, s.gloss = 1, 0.03
	}}
	p.concrete = &stuff{paint: func(s *spot) {
		n, m, f := at(p.stain, s.at), at(p.worn, s.at), at(p.fleck, s.at)
		k := 1 + 0.13*n + 0.10*m + 0.08*f*fades(s.pixel, 0.6)
		tracks := smooth(0.55, 1.6, abs32(at(p.worn, vec{s.at.x * 0.08, s.at.y, 0}))+0.3*n)
		k *= 1 - 0.22*tracks
		s.colour = light{0.235 * k, 0.232 * k, 0.222 * k}
		paintLane(s, s.at.y, 6.2, 0.28, light{0.55, 0.43, 0.10})
		paintLane(s, s.at.y, 27.6, 0.25, light{0.09, 0.085, 0.08})
		paintLane(s, s.at.y, 34.4, 0.22, light{0.45, 0.45, 0.42})
		paintLane(s, s.at.y, 44.6, 0.22, light{0.45, 0.45, 0.42})
		if s.out.z < 0.5 { // the quay's wall, dark and wet below
			damp := smooth(2.6, 0.2, float32(s.at.z)+0.4*m)
			for i := range s.colour {
				s.colour[i] *= 0.8 - 0.6*damp
			}
		}
	}}
	p.steel = &stuff{paint: func(s *spot) {
		k := 1 + 0.06*at(p.worn, vec{s.at.x + s.at.z, s.at.y - s.at.z, 0})
		s.colour, s.gloss = s.colour.times(k), 0.02
	}}
	p.box = &stuff{paint: func(s *spot) {
		rib := float32(math.Sin((s.at.x + s.at.y*0.2) * 2 * math.Pi / 0.36))
		n := at(p.worn, vec{s.at.x*1.3 + s.at.z, s.at.y*1.3 + 2*s.at.z, 0})
		k := 1 + 0.16*rib*fades(s.pixel, 0.16) + 0.12*n
		rust := smooth(1.0, 2.4, n+0.5*at(p.fleck, vec{s.at.x + s.at.z, s.at.y, 0})) * 0.5
		for i := range s.colour {
			s.colour[i] = lerp(s.colour[i]*k, [3]float32{0.14, 0.06, 0.03}[i], rust)
		}
		if s.out.z > 0.5 {
			s.colour = s.colour.times(0.86)
		}
	}}
	p.roof = &stuff{paint: func(s *spot) {
		n := at(p.stain, s.at)*0.08 + at(p.worn, vec{s.at.x * 3, s.at.y * 0.2, 0})*0.08
		seam := float32(math.Sin(s.at.x*2*math.Pi/1.1)) * 0.10 * fades(s.pixel, 0.5)
		s.colour = s.colour.times(1 + n + seam)
	}}
	p.hull = &stuff{paint: func(s *spot) {
		z := float32(s.at.z)
		streak := p.worn.at(p.noise, float32(s.at.x*2.2), z*0.18)
		k := 1 + 0.06*at(p.stain, s.at) - 0.12*smooth(0.8, 2, streak)*smooth(11, 2, z)
		s.colour, s.gloss = s.colour.times(k), 0.03
		if s.out.z < 0.6 && z < 2.1+0.1*streak {
			s.colour = light{0.20, 0.035, 0.028}.times(k)
		}
	}}
}

// paintLane draws a line along x at that y, width metres.
func paintLane(s *spot, y, at, width float64, c light) {
	k := float32(max(0, min(1, (width/2-math.Abs(y-at))/max(float64(s.pixel), 0.02)+0.5)))
	k *= min(1, float32(width)/max(s.pixel, 0.01)) * 0.85
	for i := range s.colour {
		s.colour[i] = lerp(s.colour[i], c[i], k)
	}
}

// land puts the water, the quay and what lies behind the yard.
func (p *port) land() {
	w := framed(vec{}, 0)
	for x := -1200.0; x < 1200; x += 400 {
		p.quad(p.sea, light{}, vec{x, -400, 0}, vec{x + 400, -400, 0}, vec{x + 400, 0, 0}, vec{x, 0, 0})
	}
	p.block(w, p.concrete, light{}, vec{-1200, 0, -4}, vec{1200, 330, quayTop})
	p.quad(p.sea, light{}, vec{-2500, 330, 0.2}, vec{2500, 330, 0.2}, vec{2500, 900, 0.2}, vec{-2500, 900, 0.2})
	// Fenders and bollards along the edge.
	for x := -300.0; x < 420; x += 9 {
		p.block(w, p.steel, light{0.03, 0.03, 0.032}, vec{x, -0.7, 0.4}, vec{x + 1.3, 0, 2.8})
		p.block(w, p.steel, light{0.4, 0.3, 0.06}, vec{x + 4, 0.7, quayTop}, vec{x + 4.7, 1.4, quayTop + 0.6})
	}
	// A shore with hills across the far water.
	d := p.dice
	ridge, broken := newOctave(d, 900), newOctave(d, 210)
	wood := &stuff{paint: func(s *spot) {
		n := p.stain.at(p.noise, float32(s.at.x*0.4), float32(s.at.y*0.4+s.at.z))
		s.colour = s.colour.times(1 + 0.3*n)
	}}
	height := func(x, y float64) float64 {
		u := float32(x)
		rise := smooth64(880, 1500, y)
		return rise * (120 + 70*float64(ridge.at(p.noise, u, float32(y))) + 16*float64(broken.at(p.noise, u, float32(y))))
	}
	const step = 60.0
	for x := -2400.0; x < 2400; x += step {
		for y := 880.0; y < 1900; y += step {
			a, b := vec{x, y, height(x, y)}, vec{x + step, y, height(x+step, y)}
			c, e := vec{x + step, y + step, height(x+step, y+step)}, vec{x, y + step, height(x, y+step)}
			p.quad(wood, light{0.055, 0.085, 0.045}, a, b, c, e)
		}
	}
	for range 420 {
		x, y := d.between(-1500, 1500), d.between(885, 1150)
		f := framed(vec{x, y, height(x, y) - 1}, d.between(0, 3))
		tone := float32(d.between(0.25, 0.6))
		p.gabled(f, matt, matt, light{tone, tone * 0.92, tone * 0.85}, light{0.24, 0.10, 0.08}, d.between(12, 34), d.between(9, 14), d.between(5, 16), d.between(17, 21))
	}
}

// yard stacks the containers, and puts the sheds and tanks behind them.
func (p *port) yard() {
	d := p.dice
	for row := range 4 {
		y0 := 50 + float64(row)*27.0
		for x := -330.0; x < 430; {
			if d.unit() < 0.12 {
				x += 30
				continue
			}
			bays := 3 + int(d.between(0, 5))
			for range bays {
				for k := range 7 {
					p.stack(x, y0+float64(k)*2.75, int(d.between(0, 4.6)), 0)
				}
				x += 12.7
			}
			x += 13
		}
	}
	w := framed(vec{}, 0)
	for x := -360.0; x < 460; x += d.between(92, 130) {
		l, g := d.between(60, 84), float32(d.between(0.22, 0.5))
		f := framed(vec{x, 195, quayTop}, 0)
		p.gabled(f, p.roof, p.roof, light{g, g, g * 0.97}, []light{{0.30, 0.31, 0.33}, {0.16, 0.26, 0.34}, {0.42, 0.40, 0.36}}[int(d.between(0, 3))], l, 34, 9, 12.5)
	}
	for k := range 7 {
		x := 120 + 34*float64(k)
		foot := vec{x, 262 + 6*float64(k&1), quayTop}
		p.tube(p.roof, light{0.62, 0.62, 0.60}, foot, 14, 13, 13, 28)
	}
	for k := range 90 { // parked cars
		x, y := -330+float64(k%30)*2.9, 240+float64(k/30)*11
		if d.unit() < 0.75 {
			car(p.built, framed(vec{x, y, quayTop}, math.Pi/2), carPaint[int(d.between(0, float64(len(carPaint))))])
		}
	}
	for x := -300.0; x < 420; x += 76 { // light masts
		for _, y := range [2]float64{40, 178} {
			p.tube(p.steel, light{0.4, 0.4, 0.4}, vec{x, y, quayTop}, 26, 0.24, 0.15, 6)
			p.block(w, p.steel, light{0.3, 0.3, 0.3}, vec{x - 2, y - 0.5, quayTop + 26}, vec{x + 2, y + 0.5, quayTop + 27})
		}
	}
}

// carPaint are the colours of cars, linear.
var carPaint = []light{{0.5, 0.5, 0.5}, {0.03, 0.03, 0.035}, {0.28, 0.02, 0.02}, {0.03, 0.08, 0.22}, {0.6, 0.6, 0.58}, {0.14, 0.15, 0.16}}

// car adds a car whose frame's x is ahead.
func car(b *built, f frame, paint light) {
	b.wedge(f, matt, paint, vec{-2.1, -0.85, 0.25}, vec{2.1, 0.85, 0.85}, 0.1, 0.05)
	b.wedge(f, matt, light{0.03, 0.035, 0.04}, vec{-1.7, -0.78, 0.85}, vec{0.9, 0.78, 1.4}, 0.5, 0.15)
	b.block(f, matt, paint, vec{-1.15, -0.6, 1.4}, vec{0.4, 0.6, 1.44})
}

// faded returns a paint after years: that bright, and by that share grey.
func faded(c light, bright, grey float32) light {
	luma := 0.3*c[0] + 0.59*c[1] + 0.11*c[2]
	for i := range c {
		c[i] = bright * lerp(c[i], luma, grey)
	}
	return c
}

// stack puts n containers on each other at the corner (x, y), from z above the quay.
func (p *port) stack(x, y float64, n int, z float64) {
	w := framed(vec{}, 0)
	for k := range n {
		c := containerPaint[int(p.dice.between(0, float64(len(containerPaint))))]
		c = faded(c, float32(p.dice.between(0.5, 0.9)), float32(p.dice.between(0.1, 0.35)))
		base := quayTop + z + 2.65*float64(k)
		if p.dice.unit() < 0.25 { // two short ones
			p.block(w, p.box, c, vec{x, y, base}, vec{x + 6.0, y + 2.44, base + 2.6})
			c = faded(containerPaint[int(p.dice.between(0, float64(len(containerPaint))))], 0.75, 0.2)
			p.block(w, p.box, c, vec{x + 6.15, y, base}, vec{x + 12.2, y + 2.44, base + 2.6})
			continue
		}
		p.block(w, p.box, c, vec{x, y, base}, vec{x + 12.2, y + 2.44, base + 2.6})
	}
}

// cranes stand over the quay, their booms out over the water.
func (p *port) cranes() {
	d := p.dice
	paint := []light{{0.02, 0.10, 0.26}, {0.42, 0.06, 0.03}, {0.45, 0.33, 0.05}}[int(d.between(0, 3))]
	for k, x := range [4]float64{-92, -28, 52, 128} {
		x += d.between(-8, 8)
		const near, far, top, portal = 4.0, 32.0, 44.0, 14.0
		raised := k == 3 && d.unit() < 0.8
		for _, sx := range [2]float64{-9, 9} {
			for _, y := range [2]float64{near, far} {
				p.beam(p.steel, paint, vec{x + sx, y, quayTop}, vec{x + sx*0.75, y, top}, 1.5)
			}
			p.beam(p.steel, paint, vec{x + sx*0.92, near, portal}, vec{x + sx*0.92, far, portal}, 1.3)
			p.beam(p.steel, paint, vec{x + sx*0.92, near, portal}, vec{x + sx*0.75, far, top}, 0.7)
			p.beam(p.steel, paint, vec{x + sx*0.75, near, top}, vec{x + sx*0.75, far, top}, 1.4)
		}
		for _, y := range [2]float64{near, far} {
			p.beam(p.steel, paint, vec{x - 9, y, portal}, vec{x + 9, y, portal}, 1.3)
			p.beam(p.steel, paint, vec{x - 7, y, top}, vec{x + 7, y, top}, 1.4)
		}
		tip := vec{x, -47, top}
		if raised {
			tip = vec{x, -9, top + 46}
		}
		for _, sx := range [2]float64{-2.4, 2.4} {
			side := vec{sx, 0, 0}
			p.beam(p.steel, paint, vec{x + sx, 50, top}, vec{x + sx, near, top}, 1.5)
			p.beam(p.steel, paint, vec{x + sx, near, top}, tip.add(side), 1.3)
			for i := range 12 { // lattice
				a, b := float64(i)/12, (float64(i)+0.5)/12
				from := vec{x + sx, near, top}
				p.beam(p.steel, paint, from.along(tip.add(side).sub(from), a), vec{x - sx, near, top}.along(tip.add(side.times(-1)).sub(vec{x - sx, near, top}), b), 0.35)
			}
		}
		apex := vec{x, near, top + 24}
		p.beam(p.steel, paint, vec{x - 7, near, top}, apex, 0.9)
		p.beam(p.steel, paint, vec{x + 7, near, top}, apex, 0.9)
		for _, to := range []vec{tip, vec{x, near, top}.along(tip.sub(vec{x, near, top}), 0.5), {x, 50, top}} {
			p.beam(p.steel, paint.times(0.8), apex, to, 0.4)
		}
		p.block(framed(vec{x, 38, top + 0.8}, 0), p.steel, light{0.5, 0.5, 0.48}, vec{-4, -5, 0}, vec{4, 6, 5})
		if raised {
			continue
		}
		// The trolley with its cabin and what it carries.
		from := len(p.facets)
		y := -12 - d.between(0, 24)
		y += 19 * math.Sin(p.moment*(1.7+float64(k)))
		p.block(framed(vec{x, y, top - 2.4}, 0), p.steel, light{0.55, 0.55, 0.52}, vec{-2.8, -2.5, 0}, vec{2.8, 2.5, 1.6})
		drop := 14 + 8*math.Cos(p.moment*2.3+float64(k)*2)
		for _, q := range [4][2]float64{{-2, -1}, {2, -1}, {2, 1}, {-2, 1}} {
			p.beam(p.steel, light{0.05, 0.05, 0.05}, vec{x + q[0], y + q[1], top - 2}, vec{x + q[0], y + q[1], top - drop}, 0.12)
		}
		c := containerPaint[(k*3+1)%len(containerPaint)]
		p.block(framed(vec{x, y, top - drop - 2.6}, 0), p.box, c, vec{-6.1, -1.22, 0}, vec{6.1, 1.22, 2.6})
		p.part(fmt.Sprintf("trolley %d", k+1), from)
	}
}

// lorries drive along the lanes of the quay.
func (p *port) lorries() {
	d := p.dice
	for k := range 11 {
		x, y, turn := d.between(-260, 330), 37.0, 0.0
		speed := 31.0
		if k&1 == 1 {
			y, turn, speed = 42, math.Pi, -27
		}
		if k > 7 {
			y = 16.5
		}
		x = math.Mod(x+speed*p.moment+260+4*590, 590) - 260
		from := len(p.facets)
		f := framed(vec{x, y, quayTop}, turn)
		paint := [3]light{{0.6, 0.6, 0.58}, {0.45, 0.05, 0.03}, {0.05, 0.14, 0.32}}[k%3]
		p.wedge(f, p.steel, paint, vec{6.4, -1.25, 0.5}, vec{8.9, 1.25, 3.1}, 0.1, 0.05)
		p.block(f, p.steel, light{0.03, 0.03, 0.03}, vec{-6.3, -1.1, 0.5}, vec{6.4, 1.1, 1.2})
		if k%4 != 3 {
			p.block(f, p.box, containerPaint[(k*2+3)%len(containerPaint)], vec{-6.2, -1.22, 1.25}, vec{6, 1.22, 3.85})
		}
		p.part(fmt.Sprintf("lorry %d", k+1), from)
	}
}
