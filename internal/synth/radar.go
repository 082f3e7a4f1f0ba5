package synth

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// radar is a weather service's map of rain on a screen.
type radar struct {
	dice   *dice
	noise  tile
	moment float64
	seed   uint64
	sign   sign
	cells  []rainCell

	land, coast, skerry, relief octave
	rain, fray                  octave
	lean                        float64
}

// rainCell is a shower that drifts and grows or dies.
type rainCell struct {
	x, y, rx, ry, turn float64 // in map pixels
	strength           float64
}

// The screen's own pixels, and where the map lies on it.
const (
	radarWide, radarHigh = 1920, 1080
	mapLeft, mapTop      = 0, 64
	mapRight, mapFoot    = 1640, 980
)

// echoScale are the colours of echoes, weak to strong, of 5 dBZ each.
var echoScale = []color.RGBA{
	{88, 140, 190, 255},
	{52, 96, 206, 255},
	{30, 150, 90, 255},
	{40, 196, 60, 255},
	{150, 214, 50, 255},
	{246, 226, 60, 255},
	{250, 172, 40, 255},
	{238, 92, 34, 255},
	{206, 30, 44, 255},
	{168, 28, 120, 255},
}

// WeatherRadar draws a screen in a control room that shows rain over a coast.
// The moments are ten minutes apart: showers drift, grow and die, the clock goes on.
func WeatherRadar(seed uint64, moment int, size geom.Size) Practice {
	d := newDice(seed, 431)
	r := &radar{dice: d, noise: noiseTile(), moment: float64(moment), seed: seed, sign: newSign(radarWide, radarHigh, color.RGBA{12, 16, 22, 255})}
	r.land, r.coast, r.skerry, r.relief = newOctave(d, 620), newOctave(d, 150), newOctave(d, 38), newOctave(d, 54)
	r.rain, r.fray = newOctave(d, 95), newOctave(d, 22)
	r.lean = d.between(-0.5, 0.5)
	r.shower()
	r.chart()
	r.ornaments()
	parts := r.frameOfScreen()

	b := &built{}
	side := d.between(-1.1, 1.1)
	e := newEye(size, vec{side * 1.3, -6.9, 2.75 + d.between(-0.2, 0.3)}, vec{side * 0.1, 0, 1.80}, 36)
	room(b, d, r.sign)
	h := newHeaven(d)
	l := &daylight{
		zenith: light{0.11, 0.115, 0.13}, around: light{0.07, 0.075, 0.09}, ground: light{0.04, 0.04, 0.04}, sky: h.at,
		lamps: []glowing{
			{at: vec{0, -1.1, 2.1}, colour: light{0.30, 0.40, 0.52}, radius: 1.7},
			{at: vec{-5.5, -1.5, 4.5}, colour: light{2.6, 1.8, 1.0}, radius: 1.6},
		},
	}
	x := b.expose(mix(seed)^uint64(moment)*0x2ADA, e, l, 0.5, false)
	p := Practice{Image: x.print(emulsion{gain: 1.25, warm: 0.02, contrast: 1.03, colour: 1.0, grain: 3.2, bloom: 0.22, vignette: 0.3, soft: 0.09, black: 4})}
	for _, part := range parts {
		var corners []vec
		for _, q := range part.Box.Quad() {
			corners = append(corners, screenAt(q.X/radarWide, q.Y/radarHigh))
		}
		if box, ok := e.boxOf(corners...); ok {
			p.Parts = append(p.Parts, Region{part.Name, box})
		}
	}
	return p
}

// shower sets the cells where they are at the moment.
func (r *radar) shower() {
	d := r.dice
	windX, windY := d.between(34, 62), d.between(-30, 12)
	for range 9 {
		c := rainCell{
			x: d.between(120, mapRight-120), y: d.between(mapTop+90, mapFoot-90),
			rx: d.between(70, 170), ry: d.between(40, 105), turn: d.between(-0.5, 0.5) + 0.5, strength: d.between(0.7, 1.55),
		}
		own, grows := d.between(0.75, 1.25), d.between(-0.22, 0.22)
		c.x += windX * own * r.moment
		c.y += windY * own * r.moment
		c.strength *= math.Exp(grows * r.moment)
		c.rx *= math.Exp(0.4 * grows * r.moment)
		r.cells = append(r.cells, c)
	}
}

// height is above 0 on land: a coast that runs over the map, with fjords and skerries.
func (r *radar) height(x, y float32) float32 {
	slope := (x-float32(mapRight)*0.52)/620 + float32(r.lean)*(y-520)/620
	broad := r.land.at(r.noise, x, y)
	fjord := abs32(r.coast.at(r.noise, x, y))
	return slope + 0.42*broad - 0.55*smooth(0.35, 0, fjord)*smooth(1.1, 0.1, slope) + 0.16*r.skerry.at(r.noise, x, y) + 0.1
}

// echo is the radar's echo at a place of the map, 0 to about 10 steps.
func (r *radar) echo(x, y float32) float32 {
	sum := 0.0
	for i := range r.cells {
		c := &r.cells[i]
		sin, cos := math.Sincos(c.turn)
		dx, dy := float64(x)-c.x, float64(y)-c.y
		u, v := (dx*cos+dy*sin)/c.rx, (dy*cos-dx*sin)/c.ry
		q := u*u + v*v
		if q < 4 {
			sum += c.strength * math.Exp(-1.6*q)
		}
	}
	if sum < 0.02 {
		return 0
	}
	drift := float32(48 * r.moment)
	n := r.rain.at(r.noise, x-drift, y) + 0.7*r.fray.at(r.noise, x-drift, y)
	return float32(sum)*(6.2+2.3*n) - 1.2
}

// chart paints land, sea, echoes and lines.
func (r *radar) chart() {
	img := r.sign.img
	stations := [3][2]float32{{430, 700}, {980, 330}, {1380, 800}}
	rows.Each(mapFoot-mapTop, func(_, y0, y1 int) {
		for row := y0; row < y1; row++ {
			y := float32(row + mapTop)
			for px := mapLeft; px < mapRight; px++ {
				x := float32(px)
				h := r.height(x, y)
				c := [3]float32{18, 30, 46}
				if h > 0 {
					g := 0.05*r.relief.at(r.noise, x, y) + 0.1*r.relief.at(r.noise, x+2, y+2) - 0.1*r.relief.at(r.noise, x-2, y-2)
					k := 1 + 1.6*g
					c = [3]float32{70 * k, 76 * k, 64 * k}
				} else {
					deep := smooth(-0.1, -0.9, h)
					c = [3]float32{lerp(30, 16, deep), lerp(48, 27, deep), lerp(66, 42, deep)}
				}
				if abs32(h) < 0.022 { // the coast
					c = [3]float32{170, 178, 176}
				}
				// The degree net.
				if int(x+0.06*y)%205 == 0 || int(y+0.02*x)%170 == 0 {
					for i := range c {
						c[i] = lerp(c[i], 120, 0.35)
					}
				}
				// Echoes come in cells of the radar's own.
				const cell = 5
				ex, ey := float32(px/cell*cell)+2.5, float32((row+mapTop)/cell*cell)+2.5
				if e := r.echo(ex, ey); e > 0.35 {
					k := min(int(e), len(echoScale)-1)
					q := echoScale[k]
					for i, v := range [3]uint8{q.R, q.G, q.B} {
						c[i] = lerp(c[i], float32(v), 0.86)
					}
				}
				out := float32(math.Inf(1))
				for _, s := range stations {
					away := float32(math.Hypot(float64(x-s[0]), float64(y-s[1])))
					out = min(out, away)
					if ring := abs32(away - 330); ring < 1 {
						for i := range c {
							c[i] = lerp(c[i], 210, 0.4*(1-ring))
						}
					}
				}
				if out > 470 { // beyond every station's reach
					for i := range c {
						c[i] *= 0.62
					}
				}
				p := img.Pix[img.PixOffset(px, row+mapTop):][:3]
				for i := range p {
					p[i] = uint8(min(max(c[i], 0), 255))
				}
			}
		}
	})
	pen := pen{img: img, unit: 1}
	for i, s := range stations {
		pen.ring(float64(s[0]), float64(s[1]), 5, 8, white, 0.9)
		pen.ring(float64(s[0]), float64(s[1]), 0, 2.5, white, 0.9)
		letter(img, []string{"STA", "HOG", "VIK"}[i], geom.Point{X: float64(s[0]) + 13, Y: float64(s[1]) - 8}, 17, fromLeft, color.RGBA{235, 235, 235, 255})
	}
	d := newDice(r.seed, 432)
	names := []string{"Stornes", "Hagvik", "Lunde", "Ramsund", "Osnes", "Kvalvik", "Tind", "Ytre Havn", "Brekke", "Solvær", "Nordli", "Elvegard"}
	var placed []geom.Point
	for _, s := range stations {
		placed = append(placed, geom.Point{X: float64(s[0]), Y: float64(s[1])})
	}
	for k := 0; k < len(names); {
		x, y := d.between(60, mapRight-140), d.between(mapTop+50, mapFoot-40)
		if h := r.height(float32(x), float32(y)); h < 0.03 || h > 0.6 {
			if d.unit() < 0.9 {
				continue
			}
		}
		if slices.ContainsFunc(placed, func(p geom.Point) bool { return math.Abs(p.Y-y) < 34 && math.Abs(p.X-x) < 150 }) {
			continue
		}
		placed = append(placed, geom.Point{X: x, Y: y})
		pen.ring(x, y, 0, 4, color.RGBA{240, 240, 236, 255}, 0.95)
		pen.ring(x, y, 4, 5.5, color.RGBA{10, 12, 14, 255}, 0.6)
		letter(img, names[k], geom.Point{X: x + 9, Y: y + 6.5}, 19, fromLeft, color.RGBA{14, 18, 22, 255})
		letter(img, names[k], geom.Point{X: x + 8, Y: y + 5.5}, 19, fromLeft, color.RGBA{240, 240, 236, 255})
		k++
	}
}

// clock is the time that the screen shows.
func (r *radar) clock() string {
	minutes := 13*60 + 10*int(mix(r.seed)%24) + 10*int(r.moment)
	return fmt.Sprintf("%02d:%02d", minutes/60%24, minutes%60)
}

// ornaments are the program's bars around the map.
func (r *radar) ornaments() {
	s, img := r.sign, r.sign.img
	grey := color.RGBA{150, 160, 170, 255}
	s.fill(image.Rect(0, 0, radarWide, mapTop), color.RGBA{24, 32, 44, 255})
	s.fill(image.Rect(0, mapTop-3, radarWide, mapTop), color.RGBA{52, 132, 170, 255})
	letter(img, "NEDBØR  ·  RADAR", geom.Point{X: 26, Y: 43}, 30, fromLeft, white)
	letter(img, "Maks. reflektivitet, 1 km", geom.Point{X: 330, Y: 42}, 22, fromLeft, grey)
	s.fill(image.Rect(mapRight, mapTop, radarWide, radarHigh), color.RGBA{20, 26, 34, 255})
	letter(img, "dBZ", geom.Point{X: mapRight + 40, Y: mapTop + 44}, 24, fromLeft, white)
	for k := range echoScale {
		q := echoScale[len(echoScale)-1-k]
		y := mapTop + 64 + 40*k
		s.fill(image.Rect(mapRight+40, y, mapRight+86, y+38), q)
		letter(img, fmt.Sprint(55-5*k), geom.Point{X: mapRight + 100, Y: float64(y) + 28}, 22, fromLeft, grey)
	}
	for k, t := range []string{"Lag", "Nedbør", "Lyn", "Vind 10 m", "Satellitt", "Varsel"} {
		y := float64(mapTop + 530 + 46*k)
		c := grey
		if k < 2 {
			c = white
		}
		letter(img, t, geom.Point{X: mapRight + 74, Y: y}, 22, fromLeft, c)
		if k > 0 {
			s.fill(image.Rect(mapRight+40, int(y)-18, mapRight+60, int(y)+2), color.RGBA{70, 80, 92, 255})
			if k == 1 || k == 5 {
				s.fill(image.Rect(mapRight+44, int(y)-14, mapRight+56, int(y)-2), color.RGBA{64, 190, 200, 255})
			}
		}
	}
	// The time line.
	s.fill(image.Rect(0, mapFoot, mapRight, radarHigh), color.RGBA{24, 32, 44, 255})
	for k := range 25 {
		x := 60 + 62*k
		high := 14
		if k%6 == 0 {
			high = 26
		}
		s.fill(image.Rect(x, mapFoot+44, x+2, mapFoot+44+high), color.RGBA{96, 108, 120, 255})
	}
	s.fill(image.Rect(60, mapFoot+38, 60+62*24, mapFoot+42), color.RGBA{70, 82, 94, 255})
	at := 60 + 62*(11+int(r.moment))
	s.fill(image.Rect(60, mapFoot+36, at, mapFoot+44), color.RGBA{64, 190, 200, 255})
	pen{img: img, unit: 1}.ring(float64(at), mapFoot+40, 0, 11, white, 1)
	letter(img, r.clock()+" UTC", geom.Point{X: radarWide - 30, Y: 47}, 38, fromRight, white)
}

// frameOfScreen returns what can be named on the screen, in its own pixels.
func (r *radar) frameOfScreen() []Region {
	parts := []Region{{"clock at " + r.clock(), geom.Rect{MinX: radarWide - 220, MinY: 12, MaxX: radarWide - 24, MaxY: 54}}}
	at := 60 + 62*(11+r.moment)
	parts = append(parts, Region{"time line", geom.Rect{MinX: at - 14, MinY: mapFoot + 26, MaxX: at + 14, MaxY: mapFoot + 54}})
	in := geom.Rect{MinX: mapLeft, MinY: mapTop, MaxX: mapRight, MaxY: mapFoot}
	for k, c := range r.cells {
		reach := 0.95 * min(1.25, 0.7+0.3*c.strength)
		dx, dy := reach*math.Hypot(c.rx*math.Cos(c.turn), c.ry*math.Sin(c.turn)), reach*math.Hypot(c.rx*math.Sin(c.turn), c.ry*math.Cos(c.turn))
		box := geom.Rect{MinX: c.x - dx, MinY: c.y - dy, MaxX: c.x + dx, MaxY: c.y + dy}.Intersect(in)
		if !box.Empty() {
			parts = append(parts, Region{fmt.Sprintf("shower %d", k+1), box})
		}
	}
	return parts
}

// The screen hangs in the plane y = 0, metres times two and a half.
const (
	screenWide, screenHigh = 5.12, 2.88
	screenFoot             = 0.72
)

// screenAt returns the place of the screen's share (u, v), from the upper left.
func screenAt(u, v float64) vec {
	return vec{(u - 0.5) * screenWide, 0, screenFoot + (1-v)*screenHigh}
}

// room is the desk with the screen, and what stands about.
func room(b *built, d *dice, s sign) {
	f := framed(vec{}, 0)
	shell := &stuff{paint: func(p *spot) { p.gloss = 0.03 }}
	black := light{0.012, 0.012, 0.013}
	b.block(f, shell, black, vec{-screenWide/2 - 0.1, 0.02, screenFoot - 0.16}, vec{screenWide/2 + 0.1, 0.3, screenFoot + screenHigh + 0.1})
	for _, q := range [4][4]float64{{-0.1, -0.16, screenWide + 0.1, 0}, {-0.1, screenHigh, screenWide + 0.1, screenHigh + 0.1}, {-0.1, 0, 0, screenHigh}, {screenWide, 0, screenWide + 0.1, screenHigh}} {
		b.block(f, shell, black, vec{q[0] - screenWide/2, -0.03, screenFoot + q[1]}, vec{q[2] - screenWide/2, 0.03, screenFoot + q[3]})
	}
	b.hang(s, screenAt(0, 0).add(vec{0, -0.002, 0}), vec{1, 0, 0}, screenWide, screenHigh, 0.62)
	b.block(f, shell, light{0.05, 0.05, 0.055}, vec{-0.35, 0.1, 0}, vec{0.35, 0.3, screenFoot})
	b.block(f, shell, light{0.05, 0.05, 0.055}, vec{-0.9, -0.3, 0}, vec{0.9, 0.6, 0.06})
	grain, broad := newOctave(d, 0.35), newOctave(d, 2.2)
	noise := noiseTile()
	wood := &stuff{paint: func(p *spot) {
		n := grain.at(noise, float32(p.at.x)*0.12, float32(p.at.y)*2.2) + 0.5*broad.at(noise, float32(p.at.x)*0.4, float32(p.at.y))
		k := 1 + 0.14*n
		p.colour, p.gloss = light{0.16 * k, 0.115 * k, 0.075 * k}, 0.03
	}}
	b.block(f, wood, light{}, vec{-9, -3.0, -0.2}, vec{9, 1.2, 0})
	wall := &stuff{paint: func(p *spot) {
		k := 1 + 0.05*broad.at(noise, float32(p.at.x), float32(p.at.z))
		p.colour = light{0.11 * k, 0.12 * k, 0.135 * k}
	}}
	b.quad(wall, light{}, vec{-14, 3.5, -3}, vec{14, 3.5, -3}, vec{14, 3.5, 9}, vec{-14, 3.5, 9})
	// A second, dark screen at the side, keyboard, papers, a mug.
	g := framed(vec{5.6, -0.6, 0}, -0.5)
	b.block(g, shell, black, vec{-2.3, 0, 0.6}, vec{2.3, 0.25, 3.4})
	t := newSign(480, 270, color.RGBA{10, 14, 20, 255})
	for k := range 14 {
		t.fill(image.Rect(20, 22+17*k, 20+int(d.between(120, 430)), 28+17*k), color.RGBA{46, 74, 92, 255})
	}
	b.hang(t, g.to(-2.2, -0.01, 3.3), g.dx, 4.4, 2.6, 0.6)
	b.block(g, shell, black, vec{-0.5, 0.1, 0}, vec{0.5, 0.3, 0.7})
	k := framed(vec{d.between(-0.4, 0.4), -1.75, 0}, d.between(-0.06, 0.06))
	b.block(k, shell, light{0.02, 0.02, 0.022}, vec{-1.25, -0.4, 0}, vec{1.25, 0.4, 0.06})
	for row := range 5 {
		for i := range 15 {
			x, y := -1.19+0.16*float64(i), -0.34+0.14*float64(row)
			b.wedge(k, shell, light{0.045, 0.046, 0.05}, vec{x, y, 0.06}, vec{x + 0.13, y + 0.115, 0.095}, 0.012, 0.012)
		}
	}
	m := vec{d.between(-2.7, -2.2), -1.5, 0}
	cup := []light{{0.42, 0.40, 0.36}, {0.30, 0.05, 0.04}, {0.05, 0.12, 0.20}}[int(d.between(0, 3))]
	b.tube(shell, cup, m, 0.42, 0.19, 0.2, 24)
	b.tube(matt, light{0.02, 0.012, 0.008}, m.add(vec{0, 0, 0.40}), 0.025, 0.17, 0.17, 24)
	for i := range 8 { // its handle
		s0, c0 := math.Sincos(math.Pi * float64(i) / 8)
		s1, c1 := math.Sincos(math.Pi * float64(i+1) / 8)
		b.rod(shell, cup, m.add(vec{-0.19 - 0.13*s0, 0, 0.21 + 0.13*c0}), m.add(vec{-0.19 - 0.13*s1, 0, 0.21 + 0.13*c1}), 0.025, 0.025)
	}
	for i := range 3 {
		p := framed(vec{2.3 + 0.05*float64(i), -1.6 + 0.03*float64(i), 0.004 + 0.004*float64(i)}, d.between(-0.25, 0.05))
		b.quad(matt, light{0.5, 0.5, 0.48}, p.to(-0.5, -0.7, 0), p.to(0.5, -0.7, 0), p.to(0.5, 0.7, 0), p.to(-0.5, 0.7, 0))
	}
}
