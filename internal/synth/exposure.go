package synth

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// exposure is a built scene on its way to a picture: seen in twice the
// resolution, so that each pixel holds the facets of four places; a facet that
// has all four is shaded once.
type exposure struct {
	*night
	eye    eye // of the picture
	fine   eye // of the four places
	seen   *sights
	depth  []float32 // metres along the line of sight in every pixel; +Inf is the sky
	mirror *night    // what water or wet ground mirrors, half the size; nil without
	seed   uint64
}

// expose sees a scene from an eye, in that light. corner is how far, in metres,
// the corners of the scene darken. mirrored says that some of its stuff is wet,
// lying at z = 0.
func (b *built) expose(seed uint64, e eye, l *daylight, corner float64, mirrored bool) *exposure {
	size := geom.Size{Width: e.w, Height: e.h}
	x := &exposure{eye: e, fine: e.finer(2), seed: seed}
	x.night = &night{w: e.w, h: e.h, unit: float64(e.h) / 1080, v: make([]light, size.Pixels()), noise: noiseTile()}
	s := l.shade(b.facets, min(2048, 2*e.h)) // as fine as the picture can show
	if mirrored {
		x.mirror = b.mirrored(e, l, s)
	}
	x.seen = x.fine.look(b.facets, false)
	around := x.fine.corners(x.seen, b.facets, corner)
	x.depth = make([]float32, size.Pixels())
	rows.Each(e.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for px := range e.w {
				x.resolve(b.facets, l, s, around, px, y)
			}
		}
	})
	return x
}

// resolve shades one pixel.
func (x *exposure) resolve(facets []facet, l *daylight, s *shade, around *corners, px, py int) {
	var ids [4]int32
	var near [4]float32
	for k := range 4 {
		i := (2*py+k>>1)*x.fine.w + 2*px + k&1
		ids[k], near[k] = x.seen.id[i], x.seen.near[i]
		if near[k] == 0 {
			ids[k] = -1
		}
	}
	i := py*x.w + px
	x.depth[i] = float32(math.Inf(1))
	turn, _ := pixelNoise(3, px, py)
	open := around.v[py/2*around.w+px/2]
	for k := range 4 {
		if ids[k] == -2 {
			continue
		}
		var n, share, sx, sy float32
		id := ids[k]
		for j := k; j < 4; j++ {
			if ids[j] == id {
				ids[j] = -2
				share++
				n += near[j]
				sx, sy = sx+float32(j&1), sy+float32(j>>1)
			}
		}
		fx, fy := float64(px)+0.25+0.5*float64(sx/share), float64(py)+0.25+0.5*float64(sy/share)
		ray := x.eye.ray(fx, fy)
		var c light
		if id == -1 {
			c = l.sky(ray.unit())
		} else {
			n /= share
			x.depth[i] = min(x.depth[i], 1/n)
			c = x.shaded(&facets[id], l, s, ray, 1/float64(n), open, turn, px, py)
		}
		for j := range c {
			x.v[i][j] += c[j] * share / 4
		}
	}
}

// shaded returns the light that a facet sends through a pixel.
func (x *exposure) shaded(f *facet, l *daylight, s *shade, ray vec, depth float64, open, turn float32, px, py int) light {
	at := x.eye.at.along(ray, depth)
	long := ray.length()
	dir := ray.times(1 / long)
	p := spot{at: at, out: facing(f.normal(at), dir.times(-1)), pixel: float32(depth / x.eye.focal), colour: f.tint}
	if f.of.paint != nil {
		f.of.paint(&p)
	}
	reached := float32(0)
	if l.sun != (light{}) && (f.of.thin || p.out.dot(l.toSun) > 0) {
		reached = s.reached(at, p.out, turn)
	}
	falls := l.falls(at, p.out, f.of.thin, open, reached)
	var c light
	for i := range c {
		c[i] = p.colour[i]*falls[i] + p.shine[i]
	}
	if p.gloss > 0 || p.wet > 0 {
		flat := float32(max(0, -dir.dot(p.out)))
		rise := 1 - flat
		rise *= rise
		rise = rise * rise * (1 - flat)
		back := dir.along(p.out, -2*dir.dot(p.out))
		k := p.gloss + (1-p.gloss)*rise*min(1, 4*p.gloss)
		seen := light{}
		if p.wet > 0 {
			k = max(k, p.wet*(0.05+0.95*rise))
		}
		if p.wet > 0 && x.mirror != nil {
			// Tilted water looks elsewhere into the mirrored scene.
			tilt := p.out
			seen = x.mirror.around(float64(px)+0.5+tilt.dot(x.eye.right)*0.9*float64(x.h), float64(py)+0.5-tilt.dot(x.eye.ahead)*0.9*float64(x.h)*0.6)
		} else {
			if back.z < 0.02 {
				back.z = 0.02
			}
			seen = l.sky(back.unit())
			for i := range seen {
				seen[i] *= open
			}
		}
		spark := float32(0)
		if reached > 0 && l.sun != (light{}) {
			q := max(0, back.dot(l.toSun))
			spark = float32(math.Pow(q, 60)) * reached * 3
		}
		for i := range c {
			c[i] += (seen[i] + spark*l.sun[i] - c[i]) * k
		}
	}
	return l.hazed(c, dir, depth*long)
}

// normal returns the way the facet faces at a place of it.
func (f *facet) normal(at vec) vec {
	if f.n[0] == f.n[1] && f.n[1] == f.n[2] {
		return f.n[0]
	}
	u, v, d := f.p[1].sub(f.p[0]), f.p[2].sub(f.p[0]), at.sub(f.p[0])
	uu, uv, vv, du, dv := u.dot(u), u.dot(v), v.dot(v), d.dot(u), d.dot(v)
	det := uu*vv - uv*uv
	if det == 0 {
		return f.n[0]
	}
	a, b := min(max((vv*du-uv*dv)/det, 0), 1), min(max((uu*dv-uv*du)/det, 0), 1)
	return f.n[0].times(1-a-b).along(f.n[1], a).along(f.n[2], b).unit()
}

// mirrored shades the scene as the level z = 0 mirrors it, at half the size.
func (b *built) mirrored(e eye, l *daylight, s *shade) *night {
	half := e
	half.w, half.h = (e.w+1)/2, (e.h+1)/2
	half.focal, half.cx, half.cy = e.focal/2, e.cx/2, e.cy/2
	n := &night{w: half.w, h: half.h, v: make([]light, half.w*half.h)}
	seen := half.look(b.facets, true)
	x := &exposure{night: n, eye: half}
	rows.Each(half.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for px := range half.w {
				i := y*half.w + px
				ray := half.ray(float64(px)+0.5, float64(y)+0.5)
				if seen.near[i] == 0 {
					ray.z = max(-ray.z, 0.01)
					n.v[i] = l.sky(ray.unit())
					continue
				}
				// From below the water the scene is seen through it as the mirror has it.
				depth := 1 / float64(seen.near[i])
				under := x.eye
				under.at.z = -under.at.z
				ray.z = -ray.z
				n.v[i] = (&exposure{night: n, eye: under}).shaded(&b.facets[seen.id[i]], l, s, ray, depth, 1, 0, px, y)
			}
		}
	})
	return n
}

// around samples a half-size mirror between its pixels; x and y are the full picture's.
func (n *night) around(x, y float64) light {
	gx, gy := min(max(x/2-0.5, 0), float64(n.w)-1.001), min(max(y/2-0.5, 0), float64(n.h)-1.001)
	ix, iy := int(gx), int(gy)
	fx, fy := float32(gx-float64(ix)), float32(gy-float64(iy))
	i := iy*n.w + ix
	a, b := n.v[i], n.v[min(i+1, len(n.v)-1)]
	c, d := n.v[min(i+n.w, len(n.v)-1)], n.v[min(i+n.w+1, len(n.v)-1)]
	var out light
	for k := range out {
		upper, lower := lerp(a[k], b[k], fx), lerp(c[k], d[k], fx)
		out[k] = lerp(upper, lower, fy)
	}
	return out
}

// film of a daylight camera.
type emulsion struct {
	gain     float32 // of the light
	warm     float32 // −1…1: white towards blue or yellow
	contrast float32 // 1 is plain
	colour   float32 // 1 is plain
	grain    float32 // deviation, levels of 255
	bloom    float32 // what is bright shines around
	vignette float32
	soft     float32 // 0…0.2 of the neighbours' light, the lens' softness
	black    float32 // level of the deepest shadow
}

// print brings the light to sRGB.
func (x *exposure) print(m emulsion) *image.RGBA { return x.night.print(x.seed, m) }

func (n *night) print(seed uint64, m emulsion) *image.RGBA {
	halo := n.halo()
	out := image.NewRGBA(image.Rect(0, 0, n.w, n.h))
	const steps, most = 4096, 8.0
	var table [steps]float32
	for i := range table {
		v := float64(i) / (steps - 1)
		v = v * v * most                                   // finer steps in the dark
		v = v * (2.51*v + 0.03) / (v*(2.43*v+0.59) + 0.14) // Narkowicz 2015, a film's curve
		v = math.Pow(min(v, 1), 1/2.2)
		table[i] = m.black + (255-m.black)*float32(min(max(0.5+(v-0.5)*float64(m.contrast), 0), 1))
	}
	grain := newOctave(newDice(seed, 91), 2.6)
	white := light{m.gain * (1 + 0.12*m.warm), m.gain, m.gain * (1 - 0.16*m.warm)}
	rx, ry := float32(n.w)/2, float32(n.h)/2
	rows.Each(n.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			dy := (float32(y) + 0.5 - ry) / ry
			above, below := n.v[max(y-1, 0)*n.w:], n.v[min(y+1, n.h-1)*n.w:]
			row := n.v[y*n.w : (y+1)*n.w]
			for px := range n.w {
				dx := (float32(px) + 0.5 - rx) / rx
				q := dx*dx*0.6 + dy*dy*0.4
				dim := 1 - m.vignette*(0.25*q+0.75*q*q)
				p, l, r, a, b := row[px], row[max(px-1, 0)], row[min(px+1, n.w-1)], above[px], below[px]
				for i := range p {
					p[i] += m.soft*(l[i]+r[i]+a[i]+b[i]-4*p[i]) + m.bloom*halo.at(px, y, i)
					p[i] *= white[i] * dim
				}
				luma := 0.3*p[0] + 0.59*p[1] + 0.11*p[2]
				u, v := pixelNoise(seed, px, y)
				g := m.grain * (0.75*u + 0.6*grain.at(n.noise, float32(px), float32(y)))
				tint := 0.35 * m.grain * v
				pix := out.Pix[out.PixOffset(px, y):][:4]
				for i := range p {
					k := min(max(luma+m.colour*(p[i]-luma), 0), most-0.001) / most
					at := float32(math.Sqrt(float64(k))) * (steps - 1)
					level := table[int(at)]
					// Grain shows most in the middle tones.
					shown := 0.45 + 0.55*smooth(0, 90, level)*smooth(262, 150, level)
					level += shown * (g + [3]float32{tint, 0, -tint}[i])
					pix[i] = uint8(min(max(level, 0), 255) + 0.5)
				}
				pix[3] = 255
			}
		}
	})
	return out
}

// lightHalo is the glow around what is bright, at an eighth of the picture's size, by colour.
type lightHalo [3]*halo

func (n *night) halo() (out lightHalo) {
	w, h := n.w/haloStep+2, n.h/haloStep+2
	for i := range out {
		out[i] = &halo{w: w, h: h, v: make([]float32, w*h)}
	}
	rows.Each(n.h/haloStep, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range n.w / haloStep {
				var sum light
				for k := range haloStep {
					for _, p := range n.v[(y*haloStep+k)*n.w+x*haloStep:][:haloStep] {
						if bright := max(p[0], p[1], p[2]); bright > 0.9 {
							over := min((bright-0.9)/bright, 0.95)
							for i := range p {
								sum[i] += min(p[i], 12) * over
							}
						}
					}
				}
				for i := range sum {
					out[i].v[y*w+x] = sum[i] / (haloStep * haloStep)
				}
			}
		}
	})
	rows.Tasks(3, func(i int) {
		near, far := out[i].blurred(1.3*float64(n.h)/1080), out[i].blurred(5*float64(n.h)/1080)
		for k := range near {
			out[i].v[k] = 0.6*near[k] + 0.8*far[k]
		}
	})
	return out
}

func (h *lightHalo) at(x, y, colour int) float32 { return h[colour].at(x, y) }
