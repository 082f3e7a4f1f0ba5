package synth

import (
	"image"
	"image/color"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

// TownFilm is a flight of twenty seconds along a street of a drawn town, frame
// by frame: trams, cars and people move, and no two frames are alike.
type TownFilm struct {
	Size   geom.Size
	Rate   int // frames a second
	Frames int

	seed uint64
	town func() *town // built when the first frame is drawn
}

// PracticeFilm prepares the film of a town. Its frames are drawn when they are asked for.
func PracticeFilm(seed uint64) TownFilm {
	return TownFilm{
		Size: geom.Size{Width: 640, Height: 360}, Rate: 12, Frames: 240, seed: seed,
		town: sync.OnceValue(func() *town { return newTown(seed) }),
	}
}

// At returns when a frame is shown, from the film's start.
func (f TownFilm) At(n int) time.Duration {
	return time.Duration(n) * time.Second / time.Duration(f.Rate)
}

// Frame draws one frame. It may be called for several frames at a time.
func (f TownFilm) Frame(n int) *image.RGBA {
	t := f.town()
	at := f.At(n).Seconds()
	b := &built{facets: slices.Clone(t.facets)}
	t.traffic(b, at)
	s := at / 20
	e := newEye(f.Size, vec{2.6 - 3.2*s + 0.5*math.Sin(0.5*at), -16 + 150*s, 13.5 - 7.5*s + 0.3*math.Sin(0.9*at)}, vec{-1.2 + 1.4*math.Sin(0.25*at), 42 + 150*s, 5.2 - 0.6*s}, 52)
	l := t.light(e)
	x := b.expose(mix(f.seed)^uint64(n)*0x711, e, l, 1.6, false)
	return x.print(emulsion{gain: 0.72, warm: 0.08, contrast: 1.08, colour: 1.0, grain: 2.2, bloom: 0.2, vignette: 0.2, soft: 0.05, black: 4})
}

// town is a street along y with houses on either side, and a church at its end.
type town struct {
	built
	dice  *dice
	noise tile
	seed  uint64
	sky   heaven

	broad, fine, grit octave
}

const (
	kerb     = 7.4  // metres from the street's middle
	frontage = 11.6 // of the houses
	townLong = 290.0
)

var stuccoPaint = []light{{0.50, 0.38, 0.20}, {0.46, 0.22, 0.13}, {0.42, 0.42, 0.38}, {0.22, 0.30, 0.33}, {0.52, 0.46, 0.34}, {0.34, 0.14, 0.09}, {0.30, 0.36, 0.26}, {0.50, 0.50, 0.46}}

func newTown(seed uint64) *town {
	d := newDice(seed, 451)
	t := &town{dice: d, noise: noiseTile(), seed: seed}
	t.broad, t.fine, t.grit = newOctave(d, 9), newOctave(d, 1.7), newOctave(d, 0.35)
	t.sky = newHeaven(d)
	t.sky.zenith, t.sky.horizon, t.sky.cover = light{0.14, 0.28, 0.58}, light{0.70, 0.74, 0.78}, 0.5
	t.sky.bright, t.sky.dark = light{1.25, 1.18, 1.08}, light{0.60, 0.63, 0.70}
	t.sky.toSun, t.sky.glow = townSun, light{0.5, 0.36, 0.2}
	t.ground()
	for _, side := range [2]float64{-1, 1} {
		for y := -40.0; y < townLong; {
			wide := d.between(9, 17)
			if gap := d.unit(); gap < 0.07 && y > 10 { // a side street
				y += 8
			}
			t.house(side, y, wide)
			y += wide
		}
	}
	t.furniture()
	t.church()
	return t
}

var townSun = vec{-0.66, 0.30, 0.52}.unit()

func (t *town) light(e eye) *daylight {
	return &daylight{
		toSun: townSun, sun: light{2.3, 1.85, 1.28},
		zenith: light{0.28, 0.35, 0.50}, around: light{0.20, 0.22, 0.26}, ground: light{0.13, 0.11, 0.09},
		air: light{0.60, 0.65, 0.72}, glow: light{0.2, 0.14, 0.06}, clear: 520, sky: t.sky.at,
		shadows: reachOf{e.at.along(e.ahead, 55), 75},
	}
}

// ground paints the street: setts between the tracks, asphalt, pavements.
func (t *town) ground() {
	street := &stuff{paint: func(s *spot) {
		x, y := float32(s.at.x), float32(s.at.y)
		n, m := t.broad.at(t.noise, x, y), t.fine.at(t.noise, x, 0.4*y)
		k := 1 + 0.12*n + 0.09*m + 0.16*t.grit.at(t.noise, x, y)*smooth(0.25, 0.05, s.pixel)
		s.colour = light{0.15 * k, 0.148 * k, 0.145 * k}
		ax := math.Abs(s.at.x)
		if ax < 4.3 { // setts
			course := math.Mod(s.at.y+500, 0.16)/0.16 - 0.5
			across := math.Mod(s.at.x+50+0.1*math.Floor(s.at.y/0.16), 0.2)/0.2 - 0.5
			joint := float32(max(math.Abs(course), math.Abs(across))) * smooth(0.14, 0.03, s.pixel)
			k *= 1 - 0.45*smooth(0.36, 0.5, joint)
			s.colour = light{0.19 * k, 0.178 * k, 0.165 * k}
		}
		for _, rail := range [4]float64{1.1, 2.535, 1.17, 2.60} {
			near := math.Abs(ax - rail)
			cover := float32(min(1, max(0, (0.036-near)/max(float64(s.pixel), 0.01)+0.5))) * min(1, 0.09/max(s.pixel, 0.01))
			for i := range s.colour {
				s.colour[i] = lerp(s.colour[i], 0.30, 0.8*cover)
			}
		}
		if s.at.z > 0.05 { // the pavement's slabs
			slab := max(math.Abs(math.Mod(s.at.y+500, 0.9)/0.9-0.5), math.Abs(math.Mod(ax, 0.9)/0.9-0.5))
			g := 1 + 0.1*n + 0.06*m - 0.25*smooth(0.47, 0.5, float32(slab))*smooth(0.2, 0.04, s.pixel)
			s.colour = light{0.27 * g, 0.26 * g, 0.245 * g}
		}
	}}
	t.quad(street, light{}, vec{-40, -60, 0}, vec{40, -60, 0}, vec{40, 420, 0}, vec{-40, 420, 0})
	f := framed(vec{}, 0)
	for _, s := range [2]float64{-1, 1} {
		t.block(f, street, light{}, vec{min(s*kerb, s*30), -60, 0}, vec{max(s*kerb, s*30), 420, 0.14})
	}
	for y := -10.0; y < townLong; y += 62 { // crossings
		for x := -6.4; x < 6.6; x += 1.1 {
			t.quad(matt, light{0.5, 0.5, 0.48}, vec{x, y, 0.012}, vec{x + 0.55, y, 0.012}, vec{x + 0.55, y + 2.8, 0.012}, vec{x, y + 2.8, 0.012})
		}
	}
}

// facade is the stuff of a house's front: windows in rows over a shop.
func (t *town) facade(f frame, paint light, storey, bay float64, own uint64) *stuff {
	return &stuff{paint: func(s *spot) {
		q := f.in(s.at)
		u, z := q.y, q.z
		if math.Abs(s.out.dot(f.dy)) > 0.7 {
			s.colour = paint.times(0.8 + 0.06*t.fine.at(t.noise, float32(q.x), float32(z)))
			return
		}
		n := t.fine.at(t.noise, float32(u*0.6), float32(z*0.6)) * 0.05
		streak := smooth(0.5, 2, t.fine.at(t.noise, float32(u*1.6), float32(z*0.12))) * 0.10
		s.colour = paint.times(1 + n - streak)
		edge := float32(max(float64(s.pixel), 0.02))
		if z < 3.7 { // the shop
			sill, top := 0.5, 3.0
			pane := math.Mod(u+100*bay, bay)
			in := float32(min(pane-0.25, bay-0.25-pane, z-sill, top-z))
			s.colour = s.colour.times(0.72)
			glass := smooth(0, edge, in)
			lit := 0.06 + 0.5*float32(mix(own+uint64(int64(math.Floor(u/bay))))&255)/255
			for i := range s.colour {
				s.colour[i] = lerp(s.colour[i], [3]float32{0.05, 0.045, 0.04}[i], glass)
				s.shine[i] = glass * lit * [3]float32{0.30, 0.22, 0.12}[i] * (0.7 + 0.5*t.grit.at(t.noise, float32(u*0.5), float32(z*0.3)))
			}
			s.gloss = 0.09 * glass
			return
		}
		if band := math.Mod(z-3.7, storey); band < 0.16 {
			s.colour = s.colour.times(1.18)
		}
		w, h := math.Mod(u+100*bay, bay)-bay/2, math.Mod(z-3.7, storey)-0.85
		in := float32(min(0.58-math.Abs(w), h, 1.75-h))
		casing := smooth(-0.14, -0.14+edge, in)
		for i := range s.colour {
			s.colour[i] = lerp(s.colour[i], 0.55, casing*0.8)
		}
		glass := smooth(0, edge, in)
		bar := max(smooth(0.05, 0.02, float32(math.Abs(w))), smooth(0.05, 0.02, float32(math.Abs(h-1.15)))) * smooth(0.12, 0.03, s.pixel)
		glass *= 1 - bar
		room := mix(own ^ uint64(int64(math.Floor((u+100*bay)/bay)))*31 ^ uint64(int64(math.Floor((z-3.7)/storey)))*1031)
		dark := 0.03 + 0.10*float32(room&255)/255*smooth(0.2, 0.45, float32(math.Abs(w))) // curtains
		for i := range s.colour {
			s.colour[i] = lerp(s.colour[i], dark, glass)
		}
		s.gloss = 0.12 * glass
	}}
}

// house stands on a side of the street from y on.
func (t *town) house(side, y, wide float64) {
	d := t.dice
	floors := 2 + int(d.between(0, 3.4))
	storey, eaves := d.between(3.0, 3.5), 0.0
	eaves = 3.7 + storey*float64(floors)
	paint := faded(stuccoPaint[int(d.between(0, float64(len(stuccoPaint))))], float32(d.between(0.75, 1.05)), 0.1)
	back := d.between(0, 0.5)
	f := frame{vec{side * (frontage + back), y, 0.1}, vec{side, 0, 0}, vec{0, 1, 0}}
	bay := wide / math.Round(wide/d.between(2.2, 2.9))
	of := t.facade(f, paint, storey, bay, mix(t.seed+uint64(y*10)+uint64(side+2)))
	const deep = 13.0
	// Its frame is left-handed on one side: walls one by one.
	a, b := f.to(0, 0, 0), f.to(0, wide, 0)
	up, in := vec{0, 0, eaves}, f.dx.times(deep)
	t.quad(of, light{}, a, b, b.add(up), a.add(up))
	t.quad(of, light{}, a, a.add(in), a.add(in).add(up), a.add(up))
	t.quad(of, light{}, b, b.add(in), b.add(in).add(up), b.add(up))
	tiles := []light{{0.22, 0.075, 0.045}, {0.10, 0.10, 0.105}, {0.16, 0.06, 0.04}}[int(d.between(0, 3))]
	ridge := up.add(vec{0, 0, d.between(3.2, 5)}).along(f.dx, deep/2)
	over := f.dx.times(-0.5).add(vec{0, 0, -0.3})
	t.quad(matt, tiles, a.add(up).add(over), b.add(up).add(over), b.add(ridge), a.add(ridge))
	t.quad(matt, tiles, b.add(up).add(in), a.add(up).add(in), a.add(ridge), b.add(ridge))
	t.triangle(of, light{}, a.add(up), a.add(in).add(up), a.add(ridge))
	t.triangle(of, light{}, b.add(up), b.add(in).add(up), b.add(ridge))
	t.beam(matt, paint.times(1.1), a.add(up).along(f.dx, -0.2), b.add(up).along(f.dx, -0.2), 0.4) // the cornice
	for k := 1.5; k < wide-2; k += d.between(3, 5) {                                              // dormers and chimneys
		at := a.add(up).add(f.dy.times(k))
		if d.unit() < 0.5 {
			t.box(at.along(f.dx, 2.0).add(vec{0, 0, 0.8}), f.dx, f.dy, 2.4, 1.5, 1.7, paint.times(0.9))
		} else {
			t.box(at.along(f.dx, deep/2-0.5).add(vec{0, 0, 2}), f.dx, f.dy, 0.9, 0.9, 4.4, light{0.20, 0.09, 0.06})
		}
	}
	if d.unit() < 0.75 { // an awning, or a sign
		c := []light{{0.30, 0.03, 0.03}, {0.03, 0.14, 0.10}, {0.04, 0.08, 0.22}, {0.42, 0.30, 0.06}}[int(d.between(0, 4))]
		p, q := f.to(-0.05, 1, 3.2), f.to(-0.05, wide-1, 3.2)
		out := f.dx.times(-1.4).add(vec{0, 0, -0.55})
		const stripes = 10
		for k := range stripes {
			u, v := float64(k)/stripes, float64(k+1)/stripes
			tone := c
			if k&1 == 1 {
				tone = light{0.5, 0.48, 0.44}
			}
			t.quad(leaf, tone, p.along(q.sub(p), u).add(out), p.along(q.sub(p), v).add(out), p.along(q.sub(p), v), p.along(q.sub(p), u))
		}
	} else {
		words := []string{"KAFFE", "BØKER", "APOTEK", "UR & GULL", "BAKERI", "TRÅD", "SYKLER", "FISK"}
		g := newSign(256, 48, []color.RGBA{{24, 50, 40, 255}, {120, 24, 28, 255}, {30, 34, 60, 255}}[int(d.between(0, 3))])
		g.write(words[int(d.between(0, 8))], image.Rect(8, 4, 248, 44), color.RGBA{240, 232, 210, 255})
		right, from := f.dy, f.to(-0.08, 1.2, 3.75)
		if side > 0 {
			right, from = f.dy.times(-1), f.to(-0.08, wide-1.2, 3.75)
		}
		t.hang(g, from, right, wide-2.4, (wide-2.4)/5.3, 0)
	}
}

// box adds an upright box: its corner, its directions and its lengths along them and up.
func (b *built) box(corner, u, v vec, long, wide, high float64, tint light) {
	p := [4]vec{corner, corner.along(u, long), corner.along(u, long).along(v, wide), corner.along(v, wide)}
	up := vec{0, 0, high}
	for i := range p {
		q := p[(i+1)%4]
		b.quad(matt, tint, p[i], q, q.add(up), p[i].add(up))
	}
	b.quad(matt, tint, p[0].add(up), p[1].add(up), p[2].add(up), p[3].add(up))
}

// furniture are lamps, wires, trees and parked cars.
func (t *town) furniture() {
	d := t.dice
	iron := light{0.03, 0.032, 0.034}
	for y := -30.0; y < townLong; y += 26 {
		for _, s := range [2]float64{-1, 1} {
			foot := vec{s * (kerb + 0.6), y, 0.1}
			t.tube(matt, iron, foot, 6.6, 0.1, 0.06, 6)
			t.beam(matt, iron, foot.add(vec{0, 0, 6.4}), foot.add(vec{-s * 1.8, 0, 6.9}), 0.08)
			t.box(foot.add(vec{-s*1.8 - 0.15, -0.3, 6.75}), vec{1, 0, 0}, vec{0, 1, 0}, 0.3, 0.6, 0.14, light{0.5, 0.5, 0.48})
		}
		t.beam(matt, iron, vec{-kerb - 0.6, y, 6.4}, vec{kerb + 0.6, y, 6.4}, 0.035)
	}
	for _, x := range [2]float64{-1.8, 1.8} {
		t.beam(matt, iron, vec{x, -60, 6.1}, vec{x, townLong, 6.1}, 0.04)
	}
	for y := -24.0; y < townLong; y += d.between(11, 21) {
		s := [2]float64{-1, 1}[int(d.between(0, 2))]
		at := vec{s * (kerb + 1.3), y, 0.1}
		t.tube(matt, light{0.07, 0.05, 0.035}, at, 3.2, 0.16, 0.1, 7)
		t.crown(d, leaf, light{0.075, 0.115, 0.03}, at.add(vec{0, 0, 4.9}), vec{1.8, 1.8, 2.3}, 900, 0.17)
	}
	for y := -30.0; y < townLong; y += d.between(5.4, 9) {
		s := [2]float64{-1, 1}[int(d.between(0, 2))]
		t.auto(&t.built, framed(vec{s * (kerb - 1.1), y, 0}, math.Pi/2*s), carPaint[int(d.between(0, float64(len(carPaint))))])
	}
}

// auto adds a car with wheels, windows and lights; x is ahead.
func (t *town) auto(b *built, f frame, paint light) {
	shiny := &stuff{paint: func(s *spot) { s.gloss = 0.07 }}
	b.wedge(f, shiny, paint, vec{-2.1, -0.86, 0.3}, vec{2.15, 0.86, 0.92}, 0.12, 0.04)
	b.wedge(f, &stuff{paint: func(s *spot) { s.gloss = 0.2 }}, light{0.02, 0.022, 0.025}, vec{-1.9, -0.80, 0.92}, vec{1.0, 0.80, 1.46}, 0.55, 0.14)
	b.block(f, shiny, paint, vec{-1.3, -0.64, 1.45}, vec{0.42, 0.64, 1.49})
	for _, y := range [2]float64{-0.82, 0.82} {
		for _, x := range [2]float64{-1.3, 1.35} {
			b.wheelOn(f, x, y, 0.32)
		}
	}
	for _, y := range [2]float64{-0.78, 0.5} {
		b.block(f, matt, light{0.65, 0.65, 0.62}, vec{2.08, y, 0.6}, vec{2.17, y + 0.28, 0.75})
		b.block(f, matt, light{0.35, 0.02, 0.02}, vec{-2.13, y, 0.65}, vec{-2.05, y + 0.28, 0.8})
	}
}

func (t *town) church() {
	f := framed(vec{-4, townLong + 18, 0}, 0)
	stone := &stuff{paint: func(s *spot) {
		n := t.fine.at(t.noise, float32(s.at.x*0.5), float32(s.at.z*0.5))
		s.colour = s.colour.times(1 + 0.08*n)
	}}
	t.block(f, stone, light{0.42, 0.38, 0.32}, vec{-4.5, -4.5, 0}, vec{4.5, 4.5, 34})
	t.wedge(f, matt, light{0.06, 0.13, 0.11}, vec{-4.9, -4.9, 34}, vec{4.9, 4.9, 54}, 4.7, 4.7)
	for _, z := range [3]float64{8, 18, 27} {
		t.quad(matt, light{0.02, 0.02, 0.02}, f.to(-1, -4.55, z), f.to(1, -4.55, z), f.to(1, -4.55, z+4), f.to(-1, -4.55, z+4))
	}
	t.gabled(framed(vec{18, townLong + 40, 0}, math.Pi/2), stone, matt, light{0.42, 0.38, 0.32}, light{0.12, 0.06, 0.05}, 50, 20, 14, 25)
}

// traffic puts what moves where it is at that many seconds.
func (t *town) traffic(b *built, at float64) {
	t.tram(b, framed(vec{1.82, 16 + 8.2*at, 0}, math.Pi/2), light{0.05, 0.18, 0.30})
	t.tram(b, framed(vec{-1.82, 262 - 9.5*at, 0}, -math.Pi/2), light{0.42, 0.05, 0.03})
	d := newDice(t.seed, 452)
	for k := range 8 {
		start, speed := d.between(0, 330), d.between(7, 10)
		paint := carPaint[k%len(carPaint)]
		if k&1 == 0 {
			t.auto(b, framed(vec{4.7, math.Mod(start+speed*at+60, 360) - 60, 0}, math.Pi/2), paint)
		} else {
			t.auto(b, framed(vec{-4.7, 300 - math.Mod(start+speed*at, 360), 0}, -math.Pi/2), paint)
		}
	}
	coats := []light{{0.04, 0.04, 0.05}, {0.25, 0.05, 0.04}, {0.06, 0.10, 0.20}, {0.35, 0.30, 0.22}, {0.08, 0.12, 0.06}, {0.30, 0.30, 0.30}}
	for k := range 70 {
		s := [2]float64{-1, 1}[k&1]
		x, y, v := s*d.between(kerb+1.6, frontage-0.5), d.between(-20, townLong), d.between(0.9, 1.6)*[2]float64{-1, 1}[k/2&1]
		step := math.Sin(5.2*math.Abs(v)*at + float64(k))
		turn := 0.0
		if v > 0 {
			turn = math.Pi
		}
		b.person(figure{
			at: vec{x, y + v*at, 0.12}, turn: turn, tall: d.between(1.55, 1.9), broad: d.between(0.95, 1.2), coat: coats[k%6], legs: coats[(k*5)%3],
			skin: skins[k%6], hair: hairs[(k*7)%6], stride: 0.6 * step, arms: [2]vec{{0.06, 0.2 * step, -0.54}, {0.06, -0.2 * step, -0.54}},
		})
	}
}

// tram adds a tram of three cars; x is ahead.
func (t *town) tram(b *built, f frame, paint light) {
	body := &stuff{paint: func(s *spot) {
		q := f.in(s.at)
		s.gloss = 0.06
		if s.out.z > 0.7 {
			s.colour = light{0.30, 0.30, 0.30}
			return
		}
		if q.z > 1.0 && q.z < 1.15 {
			s.colour = light{0.55, 0.53, 0.48}
		}
		if u := math.Mod(q.x+100, 1.7); q.z > 1.45 && q.z < 2.55 && u > 0.12 && u < 1.58 {
			s.colour, s.gloss = light{0.03, 0.035, 0.04}, 0.22
		}
		if q.z > 2.75 {
			s.colour = light{0.5, 0.48, 0.44}
		}
	}}
	for k := range 3 {
		x := -9.6 * float64(k)
		b.wedge(f, body, paint, vec{x - 9.2, -1.2, 0.32}, vec{x, 1.2, 3.15}, 0.06, 0.08)
		b.block(f, matt, light{0.25, 0.25, 0.25}, vec{x - 7, -0.8, 3.15}, vec{x - 2, 0.8, 3.5})
		if k < 2 {
			b.block(f, matt, light{0.02, 0.02, 0.02}, vec{x - 9.7, -1.05, 0.5}, vec{x - 9.1, 1.05, 3.0})
		}
		b.block(f, matt, light{0.02, 0.02, 0.02}, vec{x - 7.6, -1, 0.05}, vec{x - 1.6, 1, 0.4})
	}
	glass := &stuff{paint: func(s *spot) { s.gloss = 0.22 }}
	b.block(f, glass, light{0.03, 0.035, 0.04}, vec{-0.1, -1.0, 1.3}, vec{0.03, 1.0, 2.7})
	lamp := &stuff{paint: func(s *spot) { s.shine = light{2.4, 2.2, 1.7} }}
	for _, y := range [2]float64{-0.85, 0.6} {
		b.block(f, lamp, light{}, vec{0, y, 0.7}, vec{0.05, y + 0.25, 0.9})
	}
	b.beam(matt, light{0.03, 0.03, 0.03}, f.to(-14, 0, 3.5), f.to(-12.5, 0, 5), 0.07)
	b.beam(matt, light{0.03, 0.03, 0.03}, f.to(-12.5, 0, 5), f.to(-14, 0, 6.1), 0.07)
	b.beam(matt, light{0.03, 0.03, 0.03}, f.to(-14, -0.8, 6.1), f.to(-14, 0.8, 6.1), 0.06)
}
