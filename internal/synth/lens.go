package synth

import (
	"image"

	"github.com/motbilde/motbilde/internal/rows"
)

// film says how a plane of temperatures becomes a picture.
type film struct {
	shadow, middle, light [3]float32 // colours at temperature 0, 0.5 and 1, 0 to 255
	grain                 float32    // deviation of the noise, in temperature
	glow                  float32    // how much of what is hot shines around
	vignette              float32    // share of light lost in the corners
	contrast              float32
	black                 float32 // temperature that is drawn as 0
}

// trailer is the look of the game: night through a tinted tube.
var trailer = film{
	shadow: [3]float32{3, 9, 16}, middle: [3]float32{88, 121, 120}, light: [3]float32{255, 248, 222},
	grain: 0.018, glow: 0.75, vignette: 0.46, contrast: 1.16, black: 0.075,
}

// develop turns the plane into a picture. It softens the plane as optics do,
// adds the glow of what is hot, takes the corners down, adds grain and tints.
func (f film) develop(p *plane, seed uint64) *image.RGBA {
	soft := soften(p)
	halo := newHalo(p)
	table := f.table()
	out := image.NewRGBA(image.Rect(0, 0, p.w, p.h))
	rx, ry := float32(p.w)/2, float32(p.h)/2
	rows.Each(p.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			row, pix := soft.v[y*p.w:(y+1)*p.w], out.Pix[y*out.Stride:]
			dy := (float32(y) + 0.5 - ry) / ry
			var last float32
			for x, v := range row {
				dx := (float32(x) + 0.5 - rx) / rx
				q := dx*dx*0.62 + dy*dy*0.38
				v += f.glow * halo.at(x, y)
				v = (v - f.black) * f.contrast
				v *= (1 - f.vignette*q*q*0.9 - f.vignette*0.1*q)
				a, b := pixelNoise(seed, x, y)
				// Neighbours share a part of the noise, as the grain of film does.
				v += f.grain * (0.8*a + 0.45*last) * (0.7 + 0.6*min(max(v, 0), 1))
				last = b
				i := int(min(max(v, 0), 1)*(tableSteps-1) + 0.5)
				copy(pix[4*x:4*x+4], table[i][:])
			}
		}
	})
	return out
}

const tableSteps = 1024

func (f film) table() (t [tableSteps][4]uint8) {
	for i := range t {
		v := float32(i) / (tableSteps - 1)
		// A soft shoulder keeps the hottest parts from going flat at once.
		v *= 1.28 - 0.28*v*v
		v = min(v, 1)
		for c := range 3 {
			var k float32
			if v < 0.5 {
				k = lerp(f.shadow[c], f.middle[c], v*2)
			} else {
				k = lerp(f.middle[c], f.light[c], v*2-1)
			}
			t[i][c] = uint8(k + 0.5)
		}
		t[i][3] = 255
	}
	return t
}

// soften blurs by a kernel of deviation near 0.6 px, the spread of the optics.
func soften(p *plane) *plane {
	out := &plane{p.w, p.h, make([]float32, len(p.v))}
	const side, middle = 0.16, 0.68
	rows.Each(p.h, func(_, y0, y1 int) {
		sum := make([]float32, p.w)
		for y := y0; y < y1; y++ {
			a, b, c := p.v[max(y-1, 0)*p.w:][:p.w], p.v[y*p.w:][:p.w], p.v[min(y+1, p.h-1)*p.w:][:p.w]
			for x := range sum {
				sum[x] = side*(a[x]+c[x]) + middle*b[x]
			}
			row := out.v[y*p.w : (y+1)*p.w]
			row[0], row[p.w-1] = sum[0], sum[p.w-1]
			for x := 1; x+1 < p.w; x++ {
				row[x] = side*(sum[x-1]+sum[x+1]) + middle*sum[x]
			}
		}
	})
	return out
}

// halo is the glow around what is hot, at an eighth of the picture's size.
type halo struct {
	w, h int
	v    []float32
}

const haloStep = 8

func newHalo(p *plane) *halo {
	g := &halo{w: p.w/haloStep + 2, h: p.h/haloStep + 2}
	g.v = make([]float32, g.w*g.h)
	rows.Each(p.h/haloStep, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range p.w / haloStep {
				var sum float32
				for k := range haloStep {
					for _, v := range p.v[(y*haloStep+k)*p.w+x*haloStep:][:haloStep] {
						if v > 0.72 {
							sum += v - 0.72
						}
					}
				}
				g.v[y*g.w+x] = sum / (haloStep * haloStep)
			}
		}
	})
	near, far := g.blurred(1.2*float64(p.h)/1080), g.blurred(4.5*float64(p.h)/1080)
	for i := range g.v {
		g.v[i] = 0.8*near[i] + 0.9*far[i]
	}
	return g
}

func (g *halo) blurred(sigma float64) []float32 {
	taps := gaussian(max(sigma, 0.3))
	r := len(taps) / 2
	mid, out := make([]float32, len(g.v)), make([]float32, len(g.v))
	for y := range g.h {
		for x := range g.w {
			for k, t := range taps {
				if i := x + k - r; i >= 0 && i < g.w {
					mid[y*g.w+x] += t * g.v[y*g.w+i]
				}
			}
		}
	}
	for y := range g.h {
		for k, t := range taps {
			if i := y + k - r; i >= 0 && i < g.h {
				for x := range g.w {
					out[y*g.w+x] += t * mid[i*g.w+x]
				}
			}
		}
	}
	return out
}

func (g *halo) at(x, y int) float32 {
	gx, gy := max(0, (float32(x)+0.5)/haloStep-0.5), max(0, (float32(y)+0.5)/haloStep-0.5)
	ix, iy := int(gx), int(gy)
	fx, fy := gx-float32(ix), gy-float32(iy)
	i := iy*g.w + ix
	a := g.v[i] + fx*(g.v[i+1]-g.v[i])
	b := g.v[i+g.w] + fx*(g.v[i+g.w+1]-g.v[i+g.w])
	return a + fy*(b-a)
}
