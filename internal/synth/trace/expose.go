package trace

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Film says how linear light becomes a photograph.
type Film struct {
	Exposure float32 // light 1/Exposure is drawn nearly white
	Contrast float32 // 0 leaves the curve as it is
	Colour   float32 // 1 leaves saturation as it is
	Grain    float32 // deviation of the noise in the middle tones, of 255
	Glow     float32 // share of what is very bright that shines around
	Vignette float32 // share of light lost in the corners
	Soft     float32 // 0…0.2 spread of the optics to each neighbour
	Tint     Colour  // white balance; zero is neutral
}

// Expose makes the photograph. Two exposures of one plate differ by the seed's grain alone.
func (p *Plate) Expose(f Film, seed uint64) *image.RGBA {
	w, h := p.Size.Width, p.Size.Height
	if f.Tint == (Colour{}) {
		f.Tint = Colour{1, 1, 1}
	}
	glow := p.glow()
	var table [4096]float32
	const reach = 6
	const steps = float32(len(table)-1) / reach
	for i := range table {
		v := float64(i) / (float64(len(table)-1) / reach)
		// A straight foot, a long shoulder (Hable's form of a film's curve).
		curve := func(x float64) float64 {
			return (x*(0.22*x+0.03)+0.002)/(x*(0.22*x+0.3)+0.06) - 0.002/0.06
		}
		s := math.Pow(max(0, curve(2.2*v)/curve(2.2*4)), 1/2.2)
		s += float64(f.Contrast) * 0.35 * (s - 0.45) * s * (1 - s) * 4
		table[i] = float32(255 * min(max(s, 0), 1))
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			dy := (float32(y) + 0.5 - float32(h)/2) / float32(h)
			for x := range w {
				c := p.Light[y*w+x]
				if f.Soft > 0 && x > 0 && y > 0 && x < w-1 && y < h-1 {
					i := y*w + x
					n := p.Light[i-1].Add(p.Light[i+1]).Add(p.Light[i-w]).Add(p.Light[i+w])
					c = c.Times(1 - 4*f.Soft).Add(n.Times(f.Soft))
				}
				if f.Glow > 0 {
					c = c.Add(glow.at(x, y).Times(f.Glow))
				}
				dx := (float32(x) + 0.5 - float32(w)/2) / float32(h)
				c = c.Times(f.Exposure * (1 - f.Vignette*(dx*dx+dy*dy)))
				l := c.luma()
				pix := out.Pix[out.PixOffset(x, y):][:4]
				a, b, e := grain(seed, x, y), grain(seed^0xB1, x, y), grain(seed^0xC2, x, y)
				for k := range 3 {
					v := (l + f.Colour*(c[k]-l)) * f.Tint[k]
					s := table[int(min(max(v, 0), reach)*steps)]
					g := s / 255
					own := [3]float32{b, a, e}[k]
					s += f.Grain * (0.8*a + 0.6*own) * (0.45 + 2.2*g*(1-g))
					pix[k] = uint8(min(max(s, 0), 255) + 0.5)
				}
				pix[3] = 255
			}
		}
	})
	return out
}

// grain is a number of deviation about 1 for a pixel.
func grain(seed uint64, x, y int) float32 {
	v := hash(x, y, int(uint32(mix(seed))))
	return float32(int(v&255)+int(v>>8&255)+int(v>>16&255)+int(v>>24&255)-510) / 148
}

const haloStep = 8

// halo is what is very bright, spread out, at an eighth of the size.
type halo struct {
	w, h int
	v    []Colour
}

func (p *Plate) glow() *halo {
	g := &halo{w: (p.Size.Width+haloStep-1)/haloStep + 1, h: (p.Size.Height+haloStep-1)/haloStep + 1}
	g.v = make([]Colour, g.w*g.h)
	for y := range p.Size.Height {
		for x := range p.Size.Width {
			c := p.Light[y*p.Size.Width+x]
			if over := c.luma() - 1.1; over > 0 {
				q := &g.v[y/haloStep*g.w+x/haloStep]
				*q = q.Add(c.Times(min(over, 6) / (c.luma() * haloStep * haloStep)))
			}
		}
	}
	near, far := g.spread(1.1*float64(p.Size.Height)/1067), g.spread(5*float64(p.Size.Height)/1067)
	for i := range g.v {
		g.v[i] = near.v[i].Times(0.6).Add(far.v[i])
	}
	return g
}

func (g *halo) spread(sigma float64) *halo {
	r := int(math.Ceil(3 * sigma))
	taps := make([]float32, 2*r+1)
	var sum float32
	for i := range taps {
		taps[i] = float32(math.Exp(-float64((i-r)*(i-r)) / (2 * sigma * sigma)))
		sum += taps[i]
	}
	pass := func(in []Colour, step, n int) []Colour {
		out := make([]Colour, len(in))
		for i := range in {
			at := i % g.w
			if step > 1 {
				at = i / g.w
			}
			for k, t := range taps {
				if j := at + k - r; j >= 0 && j < n {
					out[i] = out[i].Add(in[i+(k-r)*step].Times(t / sum))
				}
			}
		}
		return out
	}
	return &halo{g.w, g.h, pass(pass(g.v, 1, g.w), g.w, g.h)}
}

func (g *halo) at(x, y int) Colour {
	fx, fy := max(0, (float32(x)+0.5)/haloStep-0.5), max(0, (float32(y)+0.5)/haloStep-0.5)
	ix, iy := int(fx), int(fy)
	fx, fy = fx-float32(ix), fy-float32(iy)
	i := iy*g.w + ix
	return g.v[i].To(g.v[i+1], fx).To(g.v[i+g.w].To(g.v[i+g.w+1], fx), fy)
}

// Boxes returns the box around the pixels that show each thing, by thing, and
// how many pixels that are. Things below the smallest number are left out.
func (p *Plate) Boxes(smallest int) map[int32]geom.Rect {
	count := map[int32]int{}
	boxes := map[int32]geom.Rect{}
	for i, t := range p.Things {
		if t == 0 {
			continue
		}
		x, y := float64(i%p.Size.Width), float64(i/p.Size.Width)
		at := geom.Rect{MinX: x, MinY: y, MaxX: x + 1, MaxY: y + 1}
		if count[t]++; count[t] > 1 {
			at = boxes[t].Union(at)
		}
		boxes[t] = at
	}
	for t, n := range count {
		if n < smallest {
			delete(boxes, t)
		}
	}
	return boxes
}
