package synth

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// light is the colour of light in linear parts of red, green and blue, 1 being
// what just fills the sensor.
type light [3]float32

func (a light) times(k float32) light { return light{a[0] * k, a[1] * k, a[2] * k} }

// The lamps of a town.
var (
	sodium   = light{1.0, 0.62, 0.22}
	tungsten = light{1.0, 0.78, 0.48}
	white5k  = light{0.86, 0.95, 1.0}
	green    = light{0.25, 1.0, 0.5}
	ruby     = light{1.0, 0.16, 0.12}
)

// night is a colour photograph in the making.
type night struct {
	w, h  int
	unit  float64 // pixels to a pixel of a 1080-line picture
	shore float64 // row of the water's edge
	v     []light
	noise tile
}

// drawHarbour draws a town's lights across the water, as from a ferry.
func drawHarbour(seed uint64, size geom.Size) Scene {
	n := &night{w: size.Width, h: size.Height, unit: float64(size.Height) / 1080, noise: noiseTile()}
	n.shore = float64(size.Height) * 0.53
	n.v = make([]light, size.Pixels())
	d := newDice(seed, 51)
	hill := n.skyline(d)
	n.backdrop(d, hill)
	n.slopes(d, hill)
	n.quay(d)
	n.boats(d)
	return Scene{Image: n.develop(seed)}
}

// skyline returns the hill's upper edge for every column.
func (n *night) skyline(d *dice) []float64 {
	edge := make([]float64, n.w)
	broad, middle, fine := newOctave(d, 900), newOctave(d, 210), newOctave(d, 16)
	for x := range edge {
		u := float32((float64(x) - float64(n.w)/2) / n.unit)
		e := 150 + 40*broad.at(n.noise, u, 0) + 14*middle.at(n.noise, u, 50) + 1.6*fine.at(n.noise, u, 90)
		edge[x] = n.shore - max(70, float64(e))*n.unit
	}
	return edge
}

// backdrop fills sky, hill and water.
func (n *night) backdrop(d *dice, hill []float64) {
	cloud, cloud2, wood := newOctave(d, 420), newOctave(d, 120), newOctave(d, 9)
	swell, ripple := newOctave(d, 60), newOctave(d, 16)
	rows.Each(n.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			v := (float64(y) - n.shore) / n.unit
			for x := range n.w {
				u := float32((float64(x) - float64(n.w)/2) / n.unit)
				var c light
				switch {
				case v >= 0: // water: longer waves towards the eye
					far := float32(2.2 * math.Log(1+v/14) * 40) // evenly spaced waves crowd together
					r := swell.at(n.noise, u*0.22, far*1.1) + 0.7*ripple.at(n.noise, u*0.4, far*1.6)
					k := float32(0.008 + 0.020*math.Exp(-v/90))
					k *= 1 + 0.26*min(max(r, -1.8), 3)
					c = light{k * 0.55, k * 0.85, k * 1.45}
				case float64(y) > hill[x]:
					low := float32(math.Exp(v / 60)) // lit by the town below
					k := 0.0035 + 0.0012*wood.at(n.noise, u, float32(v)*1.6) + 0.010*low
					c = light{k * 1.15, k * 0.95, k * 0.9}
				default:
					up := float32(math.Exp(v / 330)) // 1 at the shore
					glow := 0.075 * up * up
					w := 0.008 + 0.022*up
					veil := smooth(-0.6, 1.9, cloud.at(n.noise, u*0.6, float32(v)*1.9)+0.5*cloud2.at(n.noise, u*0.7, float32(v)*2))
					c = light{w*0.5 + glow*1.1 + 0.03*veil*up, w*0.72 + glow*0.7 + 0.022*veil*up, w*1.35 + glow*0.45 + 0.02*veil*up}
				}
				n.v[y*n.w+x] = c
			}
		}
	})
}

// slopes scatters the houses of the hill: close at the water, few above.
func (n *night) slopes(d *dice, hill []float64) {
	for range 330 {
		x := d.unit() * float64(n.w)
		k := d.unit()
		top := hill[int(x)]
		y := n.shore - 14*n.unit - (n.shore-top)*0.9*k*k
		c := [4]light{sodium, tungsten, tungsten, white5k}[d.next()%4]
		bright := float32(d.between(0.2, 1.0) * (1 - 0.5*k))
		n.lamp(x, y, 1.15, c.times(bright), 0.35)
	}
	// A mast with its red lights on the crest.
	x := int(0.27 * float64(n.w))
	for k := range 4 {
		n.lamp(float64(x), hill[x]-float64(12+26*k)*n.unit, 1.6, ruby.times(0.9), 0.2)
	}
	n.bar(float64(x)-1.2*n.unit, hill[x]-95*n.unit, float64(x)+1.2*n.unit, hill[x]+4, light{0.02, 0.02, 0.025})
}

// quay puts the row of houses at the water, lit windows, and the street lamps.
func (n *night) quay(d *dice) {
	for x := -20.0; x < float64(n.w); {
		w, h := d.between(46, 120)*n.unit, d.between(38, 98)*n.unit
		if d.unit() < 0.1 {
			x += w * 0.6
			continue
		}
		tone := d.between(0.010, 0.032)
		c := light{float32(tone), float32(tone * d.between(0.75, 0.95)), float32(tone * d.between(0.55, 0.9))}
		top, foot := n.shore-8*n.unit-h, n.shore-7*n.unit
		n.bar(x, top, x+w, foot, c)
		if d.unit() < 0.6 { // a gable
			for k := 0.0; k < w/2; k++ {
				n.bar(x+k, top-k*0.62, x+w-k, top-k*0.62+1.2, c.times(0.8))
			}
		}
		lamp := [3]light{tungsten, sodium, white5k}[d.next()%3]
		for wy := top + 7*n.unit; wy < foot-12*n.unit; wy += 17 * n.unit {
			for wx := x + 6*n.unit; wx < x+w-10*n.unit; wx += 14 * n.unit {
				if d.unit() < 0.46 {
					n.bar(wx, wy, wx+6.5*n.unit, wy+9*n.unit, lamp.times(float32(d.between(0.25, 1.0))))
				}
			}
		}
		x += w + d.between(0, 9)*n.unit
	}
	for x := d.between(0, 40) * n.unit; x < float64(n.w); x += d.between(52, 68) * n.unit {
		c := sodium
		if d.unit() < 0.2 {
			c = white5k
		}
		n.lamp(x, n.shore-d.between(20, 26)*n.unit, 2.6, c.times(1.7), 1)
	}
	n.bar(0, n.shore-8*n.unit, float64(n.w), n.shore, light{0.05, 0.036, 0.02})
}

// boats lie at anchor: dark hulls, a few lamps.
func (n *night) boats(d *dice) {
	for _, k := range [5][2]float64{{0.14, 70}, {0.36, 34}, {0.55, 120}, {0.74, 52}, {0.9, 96}} {
		x, y := k[0]*float64(n.w), n.shore+k[1]*n.unit
		s := (0.5 + k[1]/110) * n.unit
		hull := light{0.030, 0.034, 0.042}
		for r := 0.0; r < 11*s; r++ {
			n.bar(x-(34-r/s*0.9)*s, y-11*s+r, x+(42-r/s*1.5)*s, y-11*s+r+1, hull)
		}
		n.bar(x-14*s, y-22*s, x+12*s, y-10*s, light{0.05, 0.055, 0.06})
		for w := -11.0; w < 9; w += 5 {
			n.bar(x+w*s, y-19*s, x+(w+3)*s, y-15*s, tungsten.times(float32(d.between(0.3, 0.9))))
		}
		n.bar(x-1*s, y-52*s, x+0.4*s, y-20*s, light{0.03, 0.035, 0.04})
		n.lamp(x-0.3*s, y-53*s, 1.8, white5k.times(1.2), 0.6)
		n.lamp(x-33*s, y-13*s, 1.6, [2]light{ruby, green}[d.next()%2].times(0.8), 0.5)
	}
}

// bar fills a box whose edges may lie between pixels.
func (n *night) bar(x0, y0, x1, y1 float64, c light) {
	for y := max(0, int(y0)); y < min(n.h, int(y1)+1); y++ {
		ky := min(float64(y)+1, y1) - max(float64(y), y0)
		for x := max(0, int(x0)); x < min(n.w, int(x1)+1); x++ {
			k := float32((min(float64(x)+1, x1) - max(float64(x), x0)) * ky)
			if k <= 0 {
				continue
			}
			p := &n.v[y*n.w+x]
			for i := range p {
				p[i] += (c[i] - p[i]) * k
			}
		}
	}
}

// lamp adds a point of light with the spread of the optics, and its streak on
// the water: mirror is how much of it the water gives back.
func (n *night) lamp(x, y, radius float64, c light, mirror float32) {
	r := radius * n.unit
	n.dot(x, y, r, r, c)
	n.dot(x, y, 4.5*r, 4.5*r, c.times(0.06))
	if mirror == 0 {
		return
	}
	high := math.Max(0, n.shore-y)
	first := n.shore + high*0.25
	length := (120 + 1.2*high/n.unit) * n.unit
	for v := first; v < math.Min(first+3*length, float64(n.h)); v += 1.5 {
		k := (v - first) / length
		deep := (v - n.shore) / n.unit
		sway := float64(n.noise.at(float32(x*0.11), float32(deep*(0.9-0.12*math.Min(k, 2)))))
		glint := float64(n.noise.at(float32(x*0.07)+77, float32(deep*0.8)))
		bright := float32(math.Exp(-1.7*k) * math.Max(0, 0.35+0.55*glint) * 0.42)
		n.dot(x+sway*(0.9+2.2*k)*n.unit*1.3, v, (1.4+2.6*k)*n.unit*radius*0.7, 0.9*n.unit, c.times(bright*mirror))
	}
}

// bell holds exp(−q) for 0 ≤ q ≤ 9.
var bell = func() (table [bellSteps + 1]float32) {
	for i := range table {
		table[i] = float32(math.Exp(-9 * (float64(i) + 0.5) / bellSteps))
	}
	return table
}()

const bellSteps = 1024

// dot adds a bell of light with the given radii.
func (n *night) dot(x, y, rx, ry float64, c light) {
	rx, ry = max(rx, 0.5), max(ry, 0.5)
	for py := max(0, int(y-3*ry)); py < min(n.h, int(y+3*ry)+1); py++ {
		dy := (float64(py) + 0.5 - y) / ry
		for px := max(0, int(x-3*rx)); px < min(n.w, int(x+3*rx)+1); px++ {
			dx := (float64(px) + 0.5 - x) / rx
			q := dx*dx + dy*dy
			if q > 9 {
				continue
			}
			k := bell[int(q*(bellSteps/9.0))]
			p := &n.v[py*n.w+px]
			for i := range p {
				p[i] += c[i] * k
			}
		}
	}
}

// develop brings the light to sRGB with a soft shoulder, and adds the noise of
// a small sensor at night.
func (n *night) develop(seed uint64) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, n.w, n.h))
	var table [2048]float32
	for i := range table {
		v := float64(i) / (float64(len(table)-1) / 4)
		v = 1 - math.Exp(-1.5*v)
		table[i] = float32(255 * math.Pow(v, 1/2.2))
	}
	rows.Each(n.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range n.w {
				a, b := pixelNoise(seed, x, y)
				p := n.v[y*n.w+x]
				shift := [3]float32{2.2*a + 1.1*b, 2.2 * a, 2.2*a - 1.3*b}
				pix := out.Pix[out.PixOffset(x, y):][:4]
				for i := range p {
					v := table[int(min(max(p[i], 0), 4)*(float32(len(table)-1)/4))] + shift[i]
					pix[i] = uint8(min(max(v, 0), 255) + 0.5)
				}
				pix[3] = 255
			}
		}
	})
	return out
}
