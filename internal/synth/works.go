package synth

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// works is a factory on fire at dusk, seen over a yard that the hoses have wetted.
type works struct {
	*built
	dice   *dice
	noise  tile
	moment float64
	seed   uint64
	eye    eye
	parts  []Region
	seat   vec // of the fire

	broad, fine, grit octave
	yard              *stuff
}

// FactoryFire draws a factory on fire after sunset. Between its moments flames
// and smoke, a fire engine, its ladder and the people before it move.
func FactoryFire(seed uint64, moment int, size geom.Size) Practice {
	d := newDice(seed, 421)
	w := &works{built: &built{}, dice: d, noise: noiseTile(), moment: float64(moment), seed: seed}
	w.broad, w.fine, w.grit = newOctave(d, 11), newOctave(d, 2.1), newOctave(d, 0.4)
	pan := d.between(-8, 8)
	w.eye = newEye(size, vec{pan - 6, -34, 3.4 + d.between(0, 2.5)}, vec{pan * 0.5, 60, 15.5}, 39)
	w.seat = vec{d.between(-14, 22), 78, 14}
	w.materials()
	w.halls()
	w.chimneys()
	w.surroundings()
	w.engines()
	w.people()
	l := w.light()
	x := w.expose(mix(seed)^uint64(moment)*0xF17E, w.eye, l, 3, true)
	w.burn(x, l)
	return Practice{Image: x.print(emulsion{gain: 1.0, warm: 0.05, contrast: 1.10, colour: 1.06, grain: 3.4, bloom: 0.5, vignette: 0.35, soft: 0.09, black: 3}), Parts: w.parts}
}

// name takes down what was built since a facet.
func (w *works) name(name string, from int) {
	if box, ok := w.eye.boxAround(w.facets[from:]); ok {
		w.parts = append(w.parts, Region{name, box})
	}
}

func (w *works) light() *daylight {
	h := newHeaven(w.dice)
	h.zenith, h.horizon, h.cover = light{0.020, 0.036, 0.085}, light{0.34, 0.17, 0.11}, float32(w.dice.between(0.35, 0.7))
	switch int(w.dice.between(0, 3)) {
	case 1: // the blue hour
		h.zenith, h.horizon = light{0.012, 0.034, 0.095}, light{0.10, 0.14, 0.22}
	case 2: // a grey evening
		h.zenith, h.horizon = light{0.045, 0.052, 0.065}, light{0.17, 0.16, 0.17}
	}
	h.bright, h.dark, h.toSun, h.glow = light{0.20, 0.10, 0.10}, light{0.035, 0.036, 0.06}, vec{-0.75, 0.65, 0.02}.unit(), light{0.55, 0.20, 0.05}
	fire := w.seat.sub(vec{0, 10, -2}).unit()
	l := &daylight{
		toSun: vec{fire.x, fire.y, 0.36}.unit(), sun: light{0.85, 0.30, 0.07},
		zenith: light{0.040, 0.055, 0.095}, around: light{0.062, 0.052, 0.058}, ground: light{0.03, 0.02, 0.015},
		air: light{0.13, 0.085, 0.07}, clear: 620, sky: h.at,
		shadows: reachOf{vec{0, 45, 5}, 85},
		lamps: []glowing{
			{at: w.seat.add(vec{0, -2, 6}), colour: light{5.5, 1.7, 0.32}, radius: 10},
			{at: w.seat.add(vec{-9, 2, 3}), colour: light{2.2, 0.62, 0.1}, radius: 7},
		},
	}
	return l
}

func (w *works) materials() {
	w.yard = &stuff{paint: func(s *spot) {
		x, y := float32(s.at.x), float32(s.at.y)
		n, m := w.broad.at(w.noise, x, y), w.fine.at(w.noise, x, y)
		f := w.grit.at(w.noise, x, y) * smooth(0.3, 0.05, s.pixel)
		k := 1 + 0.15*n + 0.12*m + 0.25*f
		s.colour = light{0.060 * k, 0.058 * k, 0.058 * k}
		pool := smooth(-0.2, 1.0, n+0.35*m+0.2)
		s.wet = 0.25 + 0.6*pool
		rough := 0.004 + 0.012*float64(1-pool)
		s.out = vec{rough * float64(m+f), rough * float64(n-f), 1}.unit()
	}}
}

// bricks returns the stuff of a wall of bricks in a frame along x, with rows of
// windows: every metres along, from sill to lintel.
func (w *works) bricks(f frame, every, sill, lintel, second float64, tone light, burning func(u, z float64) float32) *stuff {
	return &stuff{paint: func(s *spot) {
		q := f.in(s.at)
		u := q.x
		if math.Abs(s.out.dot(f.dx)) > 0.7 {
			u = q.y
		}
		z := q.z
		n := w.fine.at(w.noise, float32(u*0.5), float32(z*0.5)) * 0.10
		soot := smooth(0.2, 1.6, w.broad.at(w.noise, float32(u*0.7), float32(z*0.25))) * 0.35
		course := float32(math.Mod(z, 0.24)/0.24-0.5) * 0.12 * smooth(0.16, 0.05, s.pixel)
		k := 1 + n - soot + course
		s.colour = tone.times(k)
		// A pilaster every bay, and a band of stone.
		bay := math.Mod(u+1000*every, every)
		if bay < 0.5 || bay > every-0.5 {
			s.colour = s.colour.times(1.15)
		}
		for i, foot := range [2]float64{sill, second} {
			if foot <= 0 {
				continue
			}
			top := lintel
			if i == 1 {
				top = second + lintel - sill
			}
			in := min(bay-1.0, every-1.0-bay, z-foot, top-z)
			if in < -0.2 {
				continue
			}
			edge := float32(max(float64(s.pixel), 0.03))
			frame := smooth(-0.2, -0.2+edge, float32(in))
			s.colour = light{lerp(s.colour[0], 0.20, frame), lerp(s.colour[1], 0.19, frame), lerp(s.colour[2], 0.17, frame)}
			glass := smooth(0, edge, float32(in))
			if glass == 0 {
				continue
			}
			// Small panes in iron bars.
			bar := max(smooth(0.04, 0, float32(math.Abs(math.Mod(bay, 0.62)-0.31))), smooth(0.04, 0, float32(math.Abs(math.Mod(z, 0.7)-0.35)))) * smooth(0.12, 0.03, s.pixel)
			pane := mix(uint64(int64(math.Floor(u/every)))*131 + uint64(int64(math.Floor(bay/0.62)))*17 + uint64(int64(math.Floor(z/0.7))) + w.seed)
			tone := float32(0.5 + float64(pane&255)/512)
			for i := range s.colour {
				s.colour[i] = lerp(s.colour[i], 0.018*tone, glass*(1-bar))
			}
			s.gloss = 0.10 * glass * (1 - bar) * tone
			if burning != nil {
				heat := burning(u, z) * glass * (1 - 0.8*bar)
				flick := 0.7 + 0.5*w.fine.at(w.noise, float32(u*1.4+7*w.moment), float32(z*0.9))
				heat *= max(0.15, flick)
				s.shine = light{4.2 * heat, 1.35 * heat, 0.22 * heat}
			}
		}
	}}
}

// halls are the buildings of the works.
func (w *works) halls() {
	d := w.dice
	front := framed(vec{-38, 70, 0}, 0)
	burning := func(u, z float64) float32 {
		away := math.Hypot((front.at.x+u-w.seat.x)/11, (z-8)/9)
		return float32(math.Exp(-away * away))
	}
	tone := light{0.17, 0.070, 0.048}.times(float32(d.between(0.75, 1.2)))
	wall := w.bricks(front, 5.4, 1.6, 4.6, 7.0, tone, burning)
	const deep, eaves = 40.0, 11.2
	teeth := 5 + int(d.between(0, 4))
	long := 10.8 * float64(teeth)
	w.block(front, wall, light{}, vec{0, 0, 0}, vec{long, deep, eaves})
	w.block(front, matt, light{0.16, 0.15, 0.14}, vec{-0.3, -0.3, eaves}, vec{long + 0.3, 0.6, eaves + 0.7})
	for k := range teeth { // saw-tooth roofs
		x := 10.8 * float64(k)
		a, b := front.to(x, 1, eaves), front.to(x+10.6, 1, eaves)
		top := front.to(x+1.2, 1, eaves+5.0)
		back := front.dy.times(deep - 2)
		burnt := math.Abs(front.at.x+x+5-w.seat.x) < 9
		w.triangle(wall, light{}, a, b, top)
		w.quad(matt, light{0.05, 0.06, 0.075}, a, top, top.add(back), a.add(back))
		if !burnt {
			w.quad(matt, light{0.06, 0.055, 0.055}, top, b, b.add(back), top.add(back))
		} else {
			for i := range 7 { // bare rafters
				p := back.times(float64(i) / 7)
				w.beam(matt, light{0.02, 0.015, 0.012}, top.add(p), b.add(p), 0.35)
			}
		}
	}
	// A water tower, and an annexe with a loading door.
	side := framed(vec{-36 + long, 62, 0}, 0.06)
	annexe := w.bricks(side, 4.2, 1.4, 3.4, 5.4, light{0.20, 0.13, 0.085}, nil)
	w.gabled(side.moved(11, 8), annexe, matt, light{}, light{0.05, 0.05, 0.055}, 24, 16, 8, 13)
	office := framed(vec{-62, 66, 0}, -0.05)
	w.block(office, w.bricks(office, 3.4, 1.2, 3.0, 4.8, light{0.26, 0.21, 0.16}, nil), light{}, vec{-9, 0, 0}, vec{13, 14, 14})
	w.block(office, matt, light{0.10, 0.10, 0.10}, vec{-9.4, -0.4, 14}, vec{13.4, 14.4, 14.7})
	tower := vec{d.between(-40, 40), 118, 0}
	for _, q := range [4][2]float64{{-3, -3}, {3, -3}, {3, 3}, {-3, 3}} {
		w.beam(matt, light{0.05, 0.05, 0.055}, tower.add(vec{q[0], q[1], 0}), tower.add(vec{q[0] * 0.8, q[1] * 0.8, 24}), 0.5)
	}
	w.tube(matt, light{0.10, 0.085, 0.075}, tower.add(vec{0, 0, 24}), 7, 5, 5, 18)
	w.tube(matt, light{0.07, 0.06, 0.055}, tower.add(vec{0, 0, 31}), 2.4, 5.3, 0.4, 18)
}

// moved returns the frame with its place moved along its own directions.
func (f frame) moved(x, y float64) frame {
	f.at = f.to(x, y, 0)
	return f
}

func (w *works) chimneys() {
	d := w.dice
	brick := &stuff{paint: func(s *spot) {
		n := w.fine.at(w.noise, float32(s.at.x*0.6), float32(s.at.z*0.4))
		k := 1 + 0.12*n - 0.4*smooth(36, 47, float32(s.at.z))
		s.colour = s.colour.times(k)
		if band := math.Mod(s.at.z, 9); band < 0.4 {
			s.colour = s.colour.times(0.6)
		}
	}}
	first := d.between(-30, 10)
	for k, x := range [3]float64{first, first + d.between(20, 46), first + d.between(50, 64)} {
		high := []float64{47, 40, 34}[k] + d.between(-4, 6)
		foot := vec{x, 104 + 6*float64(k), 0}
		w.tube(brick, light{0.17, 0.085, 0.06}, foot, high, 2.5, 1.55, 20)
		w.tube(brick, light{0.13, 0.075, 0.06}, foot.add(vec{0, 0, high - 1.6}), 1.7, 1.9, 2.0, 20)
	}
}

// surroundings are the yard, its fence, lamps, wagons, trees and the town behind.
func (w *works) surroundings() {
	d := w.dice
	w.quad(w.yard, light{}, vec{-400, -60, 0}, vec{400, -60, 0}, vec{400, 70, 0}, vec{-400, 70, 0})
	w.quad(matt, light{0.05, 0.05, 0.045}, vec{-900, 70, -0.05}, vec{900, 70, -0.05}, vec{900, 1500, -0.05}, vec{-900, 1500, -0.05})
	g := framed(vec{}, 0)
	// Two rails let into the yard.
	for _, y := range [2]float64{22, 23.5} {
		w.quad(&stuff{paint: func(s *spot) { s.colour, s.gloss = light{0.12, 0.11, 0.10}, 0.35 }}, light{}, vec{-200, y, 0.015}, vec{200, y, 0.015}, vec{200, y + 0.09, 0.015}, vec{-200, y + 0.09, 0.015})
	}
	for k := range 3 { // wagons
		x := 26 + 14.5*float64(k)
		w.block(g, matt, light{0.11, 0.05, 0.035}, vec{x, 47, 1.1}, vec{x + 12.6, 49.7, 3.9})
		w.wedge(g, matt, light{0.05, 0.05, 0.05}, vec{x, 47, 3.9}, vec{x + 12.6, 49.7, 4.5}, 0.1, 1.0)
		for _, o := range [4]float64{1.5, 3.5, 9, 11} {
			w.block(g, matt, light{0.02, 0.02, 0.02}, vec{x + o, 47.2, 0}, vec{x + o + 0.9, 49.5, 1.0})
		}
	}
	for k := range 40 { // drums and pallets before the hall
		x, y := d.between(-70, 70), d.between(58, 67)
		if k&1 == 0 {
			w.tube(matt, []light{{0.02, 0.06, 0.14}, {0.16, 0.03, 0.02}, {0.08, 0.08, 0.08}}[k%3], vec{x, y, 0}, 0.9, 0.3, 0.3, 10)
		} else {
			w.block(framed(vec{x, y, 0}, d.between(0, 1)), matt, light{0.14, 0.10, 0.06}, vec{-0.6, -0.6, 0}, vec{0.6, 0.6, d.between(0.3, 1.6)})
		}
	}
	lamp := &stuff{paint: func(s *spot) { s.shine = light{5.5, 3.6, 1.5} }}
	for _, x := range [4]float64{-58, -30, 30, 62} {
		foot := vec{x, 40, 0}
		w.tube(matt, light{0.06, 0.06, 0.06}, foot, 8.4, 0.12, 0.07, 6)
		w.beam(matt, light{0.06, 0.06, 0.06}, foot.add(vec{0, 0, 8.3}), foot.add(vec{0, -1.8, 8.6}), 0.1)
		w.block(framed(foot.add(vec{0, -1.9, 8.5}), 0), lamp, light{}, vec{-0.28, -0.5, -0.1}, vec{0.28, 0.3, 0.06})
	}
	for range 26 { // bare trees and bushes at the rim
		x := d.between(-120, 120)
		if math.Abs(x) < 66 {
			x = math.Copysign(66+math.Abs(x)*0.7, x)
		}
		at := vec{x, d.between(74, 120), 0}
		w.tube(matt, light{0.03, 0.025, 0.02}, at, 5, 0.3, 0.16, 6)
		w.crown(d, leaf, light{0.035, 0.045, 0.02}, at.add(vec{0, 0, d.between(6, 8)}), vec{3.2, 3.2, 3.6}, 240, 0.5)
	}
	for range 130 { // roofs of the town
		x, y := d.between(-320, 320), d.between(150, 420)
		f := framed(vec{x, y, 0}, d.between(-0.4, 0.4))
		e := d.between(6, 15)
		w.gabled(f, matt, matt, light{0.10, 0.09, 0.09}, light{0.045, 0.04, 0.045}, d.between(12, 24), d.between(9, 12), e, e+5)
		for range 3 { // lit windows
			u, z := d.between(-5, 4), d.between(2, e-2)
			w.quad(lamp, light{}, f.to(u, -6.1, z), f.to(u+0.9, -6.1, z), f.to(u+0.9, -6.1, z+1.1), f.to(u, -6.1, z+1.1))
		}
	}
}

// engines are the fire brigade's.
func (w *works) engines() {
	d := w.dice
	red := light{0.30, 0.018, 0.012}
	drive := 9.5 * w.moment
	for k, q := range [3][3]float64{{-20, 36, 0.35}, {6, 30, -0.12}, {25, 38, 2.9}} {
		at := vec{q[0] + d.between(-3, 3), q[1] + d.between(-2, 2), 0}
		turn := q[2]
		if k == 1 {
			at = at.add(vec{drive, 0.12 * drive, 0})
		}
		from := len(w.facets)
		f := framed(at, turn)
		w.engine(f, red)
		blue := light{0.6, 1.6, 9}
		if math.Mod(float64(k)+w.moment, 2) == 1 {
			blue = blue.times(0.12)
		}
		w.block(f, &stuff{paint: func(s *spot) { s.shine = blue }}, light{}, vec{2.7, -0.9, 3.02}, vec{3.1, 0.9, 3.2})
		if k == 1 {
			w.name("engine", from)
		}
		if k == 0 { // the ladder
			from = len(w.facets)
			foot := f.to(-2.2, 0, 3.2)
			swing := 0.34 + 0.16*w.moment
			tip := foot.add(vec{19 * math.Sin(swing), 14, 15})
			for _, s := range [2]float64{-0.35, 0.35} {
				w.beam(matt, light{0.42, 0.42, 0.42}, foot.add(vec{s, 0, 0}), tip.add(vec{s, 0, 0}), 0.14)
				w.beam(matt, light{0.38, 0.38, 0.38}, foot.add(vec{s, -0.1, 0.5}), tip.add(vec{s, -0.1, 0.3}), 0.08)
			}
			for i := range 40 {
				p := foot.along(tip.sub(foot), float64(i)/40)
				w.beam(matt, light{0.36, 0.36, 0.36}, p.add(vec{-0.35, 0, 0}), p.add(vec{0.35, 0, 0}), 0.06)
			}
			w.block(framed(tip, 0), matt, light{0.3, 0.3, 0.3}, vec{-0.8, -0.5, -0.2}, vec{0.8, 0.5, 0.9})
			w.person(figure{at: tip.add(vec{0, 0, -0.1}), turn: math.Pi, tall: 1.8, broad: 1.2, coat: light{0.04, 0.04, 0.05}, legs: light{0.04, 0.04, 0.05}, skin: light{0.3, 0.28, 0.1}, hair: light{0.4, 0.38, 0.06}})
			w.name("ladder", from)
		}
	}
}

// engine adds a fire engine in a frame whose x is ahead.
func (w *works) engine(f frame, red light) {
	dark, chrome := light{0.02, 0.022, 0.025}, light{0.35, 0.35, 0.35}
	shiny := &stuff{paint: func(s *spot) { s.gloss = 0.08 }}
	w.block(f, shiny, red, vec{-3.9, -1.24, 0.75}, vec{1.5, 1.24, 3.0})
	w.block(f, shiny, red, vec{1.6, -1.22, 0.55}, vec{4.1, 1.22, 2.0})
	w.wedge(f, shiny, red, vec{1.6, -1.22, 2.0}, vec{4.1, 1.22, 3.0}, 0.25, 0.06)
	for _, s := range [2]float64{-1.26, 1.26} {
		for x := -3.6; x < 1.2; x += 1.7 { // shutters
			w.block(f, shiny, chrome, vec{x, min(s, s*0.99), 1.0}, vec{x + 1.45, max(s, s*0.99), 2.5})
		}
		w.block(f, shiny, dark, vec{2.0, min(s, s*0.95), 2.05}, vec{3.7, max(s, s*0.95), 2.75})
		w.block(f, matt, light{0.6, 0.55, 0.1}, vec{-3.9, min(s, s*0.995), 0.8}, vec{4, max(s, s*0.995), 0.95})
		for _, x := range [3]float64{3.0, -1.6, -2.9} {
			w.wheelOn(f, x, s*0.92, 0.5)
		}
	}
	w.block(f, shiny, dark, vec{4.08, -1.0, 1.75}, vec{4.16, 1.0, 2.7})
	w.block(f, matt, chrome, vec{-3.6, -0.7, 3.02}, vec{1.2, 0.7, 3.25})
	lamp := &stuff{paint: func(s *spot) { s.shine = light{6, 5.4, 4.2} }}
	tail := &stuff{paint: func(s *spot) { s.shine = light{1.8, 0.05, 0.03} }}
	for _, y := range [2]float64{-0.95, 0.8} {
		w.block(f, lamp, light{}, vec{4.1, y, 0.85}, vec{4.2, y + 0.2, 1.05})
		w.block(f, tail, light{}, vec{-3.97, y, 1.0}, vec{-3.9, y + 0.16, 1.25})
	}
}

// wheelOn adds a wheel that stands along the frame's x.
func (b *built) wheelOn(f frame, x, y, radius float64) {
	const n = 14
	side := math.Copysign(0.17, y)
	hub, out := f.to(x, y, radius), f.to(x, y+side, radius)
	for i := range n {
		s0, c0 := math.Sincos(2 * math.Pi * float64(i) / n)
		s1, c1 := math.Sincos(2 * math.Pi * float64(i+1) / n)
		p, q := vec{0, 0, 0}.along(f.dx, radius*c0).add(vec{0, 0, radius * s0}), vec{0, 0, 0}.along(f.dx, radius*c1).add(vec{0, 0, radius * s1})
		b.triangle(matt, light{0.018, 0.018, 0.018}, out, out.add(p), out.add(q))
		b.quad(matt, light{0.02, 0.02, 0.02}, hub.add(p), hub.add(q), out.add(q), out.add(p))
		in := out.along(f.dy, math.Copysign(0.01, y))
		b.triangle(matt, light{0.16, 0.16, 0.16}, in, in.along(p, 0.5), in.along(q, 0.5))
	}
}

// people stand before the fire: those who put it out, and a few who watch.
func (w *works) people() {
	d := w.dice
	for k := range 9 {
		at := vec{d.between(-24, 30), d.between(42, 57), 0}
		walk := vec{d.between(-3, 3), d.between(-3, 3), 0}
		at = at.along(walk, w.moment)
		from := len(w.facets)
		dark := light{0.035, 0.034, 0.03}
		w.person(figure{
			at: at, turn: math.Pi + d.between(-0.8, 0.8), tall: d.between(1.7, 1.9), broad: 1.25, coat: dark, legs: dark, stride: 0.3 * math.Sin(float64(k)+2*w.moment),
			skin: skins[k%6], hair: light{0.42, 0.40, 0.10}, arms: [2]vec{{-0.1, 0.4, -0.25}, {-0.1, 0.42, -0.28}},
		})
		for _, z := range [2]float64{0.95, 1.25} { // bands that throw the light back
			w.tube(&stuff{paint: func(s *spot) { s.shine = light{0.25, 0.24, 0.16} }}, light{}, at.add(vec{0, 0, z}), 0.06, 0.285, 0.285, 8)
		}
		w.name(fmt.Sprintf("firefighter %d", k+1), from)
	}
	for range 12 {
		at := vec{d.between(-17, 17), d.between(4, 12), 0}
		if math.Abs(at.x) < 5 {
			at.x += 8
		}
		w.person(figure{
			at: at, turn: math.Pi + d.between(-0.3, 0.3), tall: d.between(1.6, 1.9), broad: d.between(1, 1.25),
			coat: []light{{0.05, 0.05, 0.06}, {0.08, 0.03, 0.03}, {0.04, 0.06, 0.1}, {0.12, 0.11, 0.09}}[int(d.between(0, 4))], legs: light{0.03, 0.03, 0.04},
			skin: skins[int(d.between(0, 6))], hair: hairs[int(d.between(0, 6))],
		})
	}
}

// burn draws flames, smoke, sparks and the water's spray.
func (w *works) burn(x *exposure, l *daylight) {
	d := newDice(w.seed^uint64(w.moment+1)*0xABCD, 422)
	// Smoke has the evening's light and the fire's own, not what falls on the yard.
	dusk := *l
	dusk.sun = light{0.05, 0.03, 0.03}
	dusk.toSun = vec{-0.75, 0.3, 0.3}.unit()
	l = &dusk
	var list []billow
	wind := vec{0.75, 0.25, 0}
	for i := range 230 { // the plume
		t := float64(i) / 230
		up := 4 + 88*math.Pow(t, 0.8)
		off := d.between(-1, 1)
		at := w.seat.add(vec{off * (5 + 13*t), d.between(-1, 1) * (4 + 8*t), up})
		at = at.along(wind, up*up/70)
		grey := float32(0.10+0.16*t) * float32(0.75+0.5*d.unit())
		list = append(list, billow{
			at: at, radius: 2.6 + 13*t*d.between(0.7, 1.2), colour: light{grey * 1.02, grey, grey * 0.98},
			shine: light{0.20, 0.05, 0.008}.times(float32(math.Exp(-up / 9))),
			thick: float32((0.9 - 0.5*t) * (1 - 0.55*off*off)), ragged: 0.9, seed: float32(d.unit()), twinkle: 0.8,
		})
	}
	for range 120 { // flames
		t := d.unit()
		up := 10 * t * t
		at := w.seat.add(vec{d.between(-9, 9) * (1 - 0.5*t), d.between(-7, 5), -2 + up}).along(wind, 0.2*up)
		hot := float32(1 - 0.65*t)
		list = append(list, billow{
			at: at, radius: d.between(0.8, 2.3) * (1.1 - 0.4*t), shine: light{6.5 * hot, 2.3 * hot * hot, 0.42 * hot * hot * hot}, thick: 0.8, ragged: 1.3, seed: float32(d.unit()), twinkle: 0.75,
		})
	}
	smoke := len(list)
	for _, q := range [2]vec{{-14, 52, 0}, {18, 55, 0}} { // spray of two hoses
		aim := w.seat.add(vec{d.between(-3, 3), -6, 0})
		from := q.add(vec{0, 0, 1.5})
		for i := range 130 {
			t := float64(i) / 130
			p := from.along(aim.sub(from), t).add(vec{0, 0, 13 * t * (1 - t)})
			list = append(list, billow{at: p, radius: 0.12 + 0.7*t*t, colour: light{0.5, 0.5, 0.5}, thick: float32(0.45 - 0.3*t), ragged: 0.5, seed: float32(d.unit())})
		}
	}
	for range 30 { // haze of smoke over the yard
		list = append(list, billow{at: vec{d.between(-60, 70), d.between(52, 100), d.between(0, 6)}, radius: d.between(5, 11), colour: light{0.2, 0.19, 0.18}, thick: float32(d.between(0.05, 0.2)), ragged: 0.7, seed: float32(d.unit())})
	}
	x.billows(l, list)
	var reach []vec
	for _, b := range list[:smoke] {
		for _, k := range [4][2]float64{{-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
			reach = append(reach, b.at.add(vec{0.8 * k[0] * b.radius, 0, 0.8 * k[1] * b.radius}))
		}
	}
	for range 420 { // sparks
		t := d.unit()
		up := 40 * t * t
		p := w.seat.add(vec{d.between(-10, 10), d.between(-5, 5), up}).along(wind, up*0.3+d.between(-2, 4))
		sx, sy, depth := x.eye.sees(p)
		if depth > 1 {
			r := d.between(0.35, 0.8) * x.unit * 1.4
			x.dot(sx, sy, r, r, light{3, 1.0, 0.2}.times(float32(d.between(0.3, 1.2)*(1-0.7*t))))
		}
	}
	if box, ok := x.eye.boxOf(reach...); ok {
		w.parts = append(w.parts, Region{"flames and smoke", box})
	}
}
