package synth

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// weather is the light that a shot has.
type weather struct {
	sun, sky light   // of the sun, and of the sky on what it does not reach
	zenith   light   // the sky's colours
	horizon  light   //
	haze     float64 // metres until two thirds of the contrast are lost
	clouds   float32 // 0…1
	rain     bool
}

var (
	fair = weather{
		sun: light{1.75, 1.52, 1.18}, sky: light{0.36, 0.44, 0.58}, zenith: light{0.10, 0.24, 0.56}, horizon: light{0.62, 0.72, 0.84}, haze: 6200, clouds: 0.6,
	}
	wet = weather{
		sun: light{0.14, 0.14, 0.14}, sky: light{0.62, 0.66, 0.70}, zenith: light{0.34, 0.37, 0.41}, horizon: light{0.58, 0.61, 0.64}, haze: 1150, clouds: 1, rain: true,
	}
)

// pose is where a camera that flies stands and looks. It has no roll, and looks
// up and down by shifting the picture, as lenses for buildings do: what stands
// upright stays upright.
type pose struct {
	x, y, height float64 // metres
	turn         float64 // radians to the right of y
	focal        float64 // in heights of the picture
	horizon      float64 // row of the horizon, in heights of the picture
	drift        float64 // metres that the clouds have moved
}

// ship is a ferry under way.
type ship struct {
	x, y, turn float64
}

// fly draws what a camera sees of the coast, as linear light. Each column is
// followed from the camera outward: a point is seen where it rises above all
// that is nearer (the floating horizon; Wright 1973).
func (c *coast) fly(size geom.Size, p pose, w weather, ferry ship) *night {
	n := &night{w: size.Width, h: size.Height, unit: float64(size.Height) / 1080, v: make([]light, size.Pixels()), noise: c.noise}
	focal, horizon := p.focal*float64(size.Height), p.horizon*float64(size.Height)
	sin, cos := math.Sincos(p.turn)
	const band = 16
	rows.Tasks((size.Width+band-1)/band, func(i int) {
		for x := i * band; x < min((i+1)*band, size.Width); x++ {
			side := (float64(x) + 0.5 - float64(size.Width)/2) / focal
			dx, dy := sin+side*cos, cos-side*sin
			long := math.Hypot(1, side)
			seen := float64(size.Height) // the rows below are drawn
			var last light
			var q plot
			for z := 8.0; z < 7000 && seen > 0; z += max(0.4, 0.003*z) {
				gx, gy := p.x+z*dx, p.y+z*dy
				built, ok := ferry.at(gx, gy, &q), true
				if !built {
					if ok = c.near.at(gx, gy, &q); !ok {
						ok = c.far.at(gx, gy, &q)
					}
				}
				if !ok {
					if z > 2000 {
						break
					}
					continue
				}
				top := horizon + (p.height-float64(max(q.height+q.wall, 0)))*focal/z
				if top >= seen {
					if q.wall == 0 {
						last = light{-1} // hidden: what comes into sight next does not blend with it
					}
					continue
				}
				veil := float32(1 - math.Exp(-z*long/w.haze))
				colour := c.colour(&q, gx, gy, z, p, w)
				misty := func(v light) light {
					for k := range v {
						v[k] = lerp(v[k], w.horizon[k], veil)
					}
					return v
				}
				colour = misty(colour)
				// Of what is built the side that is turned to the camera is seen, then the top.
				if foot := horizon + (p.height-float64(max(q.height, 0)))*focal/z; q.wall > 0 && seen-top > 0.22*(foot-top) && foot > top {
					face := light{}
					for k := range face {
						face[k] = q.daytime[k] * (0.9*w.sky[k] + 0.42*w.sun[k])
					}
					colour = misty(face)
					if seen-top > 0.8*(foot-top) && q.height >= 0 && windowed(q.wall, gx, gy) {
						sill, lintel := foot-0.28*(foot-top), foot-0.60*(foot-top)
						n.column(x, sill, seen, colour, colour)
						glass := misty(light{0.10 * w.sky[0], 0.11 * w.sky[1], 0.13 * w.sky[2]})
						n.column(x, lintel, sill, glass, glass)
						seen = lintel
					}
					last = colour
				}
				if last[0] < 0 {
					last = colour
				}
				n.column(x, top, seen, colour, last)
				seen, last = top, colour
			}
			c.heaven(n, x, seen, horizon, focal, side, p, w)
		}
	})
	return n
}

// windowed reports whether a window is at that place of a wall of that height:
// only houses have some.
func windowed(wall float32, x, y float64) bool {
	along := (x + y) / 2.7
	return wall > 2.9 && wall < 11 && along-math.Floor(along) < 0.36
}

// column fills a column of pixels from the row top down to the row foot, from
// one colour to another. Rows are cut within a pixel.
func (n *night) column(x int, top, foot float64, upper, lower light) {
	top = max(top, 0)
	y0, y1 := int(top), min(int(math.Ceil(foot)), n.h)
	for y := y0; y < y1; y++ {
		cover := float32(min(float64(y+1), foot) - max(float64(y), top))
		k := float32(1)
		if foot-top > 1 {
			k = float32((foot - float64(y) - 0.5) / (foot - top))
			k = min(max(k, 0), 1)
		}
		p := &n.v[y*n.w+x]
		for i := range p {
			p[i] += cover * lerp(lower[i], upper[i], k)
		}
	}
}

// colour is the light that a place sends to the camera, without the air between.
func (c *coast) colour(q *plot, x, y, away float64, p pose, w weather) (out light) {
	if q.height <= 0 && q.wall == 0 {
		return c.water(x, y, away, p, w)
	}
	grain := 1 + 0.16*c.fine.at(c.noise, float32(x), float32(y))*float32(math.Exp(-away/1500))
	if q.wall > 0 {
		grain = 1
	}
	shade := 1 - 0.45*w.clouds*smooth(0.1, 0.9, c.cloud.at(c.noise, float32(x+p.drift), float32(y)))
	for i := range out {
		out[i] = q.albedo[i] * grain * (w.sky[i] + w.sun[i]*q.sun*shade)
	}
	return out
}

// water mirrors the sky the more the flatter it is looked at; waves tilt it.
func (c *coast) water(x, y, away float64, p pose, w weather) (out light) {
	fade := float32(math.Exp(-away / 900))
	swell := c.swell.at(c.noise, float32(x+0.35*p.drift), float32(y*0.45))
	ripple := c.ripple.at(c.noise, float32(x-0.2*p.drift), float32(y*0.7+0.5*p.drift))
	tilt := 0.6*swell + fade*0.7*ripple
	flat := float32(p.height / math.Hypot(away, p.height)) // sine of the angle
	fresnel := 0.03 + 0.97*float32(math.Pow(float64(1-min(1, flat*1.15+0.02)), 4))
	fresnel *= 0.78 + 0.13*tilt
	fresnel = min(max(fresnel, 0.02), 0.9)
	for i := range out {
		sky := lerp(w.horizon[i], w.zenith[i], 0.42+0.16*tilt)
		deep := [3]float32{0.016, 0.060, 0.068}[i] * (w.sky[i] + 0.5*w.sun[i]) * (1 + 0.25*tilt)
		out[i] = lerp(deep, sky, fresnel)
	}
	return out
}

// heaven fills what of a column lies above the land.
func (c *coast) heaven(n *night, x int, seen, horizon, focal, side float64, p pose, w weather) {
	sin, cos := math.Sincos(p.turn)
	last := min(int(math.Ceil(seen)), n.h)
	for y := range last {
		up := max((horizon-float64(y)-0.5)/focal, 0.004)
		k := float32(1 - math.Exp(-3.2*up))
		var colour light
		// Clouds lie on a plane 900 m up.
		away := 900 / (up + 0.03)
		gx, gy := float32(p.x+away*(sin+side*cos)+3*p.drift), float32(p.y+away*(cos-side*sin))
		body := c.cloud.at(c.noise, gx, gy*0.8) + 0.55*c.wisp.at(c.noise, gx, gy)
		cover := w.clouds * smooth(1.3-1.9*w.clouds, 1.9, body) * smooth(0.01, 0.09, float32(up))
		for i := range colour {
			colour[i] = lerp(w.horizon[i], w.zenith[i], k)
			white := 0.55*w.sky[i] + 0.42*w.sun[i] + 0.14
			if w.rain {
				white = w.horizon[i] * (0.62 + 0.25*smooth(-1, 2, body))
			}
			colour[i] = lerp(colour[i], white, 0.85*cover)
		}
		n.column(x, float64(y), min(float64(y+1), seen), colour, colour)
	}
}

// at gives what of the ferry, or of its wake, lies at a place.
func (s ship) at(x, y float64, q *plot) bool {
	sin, cos := math.Sincos(s.turn)
	dx, dy := x-s.x, y-s.y
	along, across := dx*sin+dy*cos, dx*cos-dy*sin
	const length, half = 62.0, 7.5
	if math.Abs(along) > 210 || math.Abs(across) > 34 {
		return false
	}
	bow := 1 - math.Pow(max(0, along-12)/19, 2)
	if math.Abs(along) < length/2 && math.Abs(across) < half*bow {
		*q = plot{height: 0, wall: 5.4, daytime: [3]float32{0.78, 0.78, 0.76}, albedo: [3]float32{0.45, 0.46, 0.47}, sun: 0.6}
		if along > -22 && along < 14 && math.Abs(across) < half-1.2 {
			q.wall, q.albedo = 12.5, [3]float32{0.72, 0.72, 0.72}
		}
		if along > -12 && along < -6 && math.Abs(across) < 2.4 {
			q.wall, q.daytime, q.albedo = 18, [3]float32{0.62, 0.10, 0.08}, [3]float32{0.1, 0.1, 0.1}
		}
		return true
	}
	// The wake: two arms and white water between them.
	behind := -length/2 - along
	if behind < -length || behind > 180 {
		return false
	}
	arm := 3 + 0.135*(behind+length)
	fade := math.Exp(-(behind + length) / 95)
	foam := 0.5*fade*math.Exp(-math.Pow((math.Abs(across)-arm)/1.3, 2)) + 0.75*math.Exp(-max(0, behind)/60)*smooth64(5.5, 2.5, math.Abs(across))*smooth64(-4, 0, behind)
	if foam < 0.12 {
		return false
	}
	k := float32(foam)
	*q = plot{height: 0.01, albedo: [3]float32{0.10 + 0.62*k, 0.16 + 0.58*k, 0.19 + 0.57*k}, sun: 0.55}
	return true
}

func smooth64(lo, hi, v float64) float64 {
	return float64(smooth(float32(lo), float32(hi), float32(v)))
}

// above draws the coast from straight above, pixel metres to a pixel of a
// 1080-line picture, turned by radians about the middle.
func (c *coast) above(size geom.Size, x, y, pixel, turn float64, w weather, drift float64) *night {
	n := &night{w: size.Width, h: size.Height, unit: float64(size.Height) / 1080, v: make([]light, size.Pixels()), noise: c.noise}
	sin, cos := math.Sincos(turn)
	step := pixel / n.unit
	p := pose{height: 300, drift: drift}
	rows.Each(size.Height, func(_, y0, y1 int) {
		var q plot
		for py := y0; py < y1; py++ {
			for px := range size.Width {
				u, v := (float64(px)+0.5-float64(size.Width)/2)*step, (float64(size.Height)/2-float64(py)-0.5)*step
				gx, gy := x+u*cos-v*sin, y+u*sin+v*cos
				if !c.near.at(gx, gy, &q) && !c.far.at(gx, gy, &q) {
					continue
				}
				colour := c.colour(&q, gx, gy, 130, p, w)
				if q.height <= 0 && q.wall == 0 { // the ground shows through near the shore, and breaks the waves
					shoal := smooth(-3.2, -0.1, q.height)
					surf := smooth(-0.5, -0.08, q.height) * smooth(0.1, 1.1, c.ripple.at(c.noise, float32(gx+0.4*drift), float32(gy))+0.5)
					for i := range colour {
						colour[i] += shoal*[3]float32{0.05, 0.11, 0.095}[i] + surf*0.42
					}
				}
				n.v[py*n.w+px] = colour
			}
		}
	})
	return n
}

// exposed brings the light to sRGB as a film camera of 2016 does: a soft
// shoulder, a little more contrast and colour, and hardly any grain.
func (n *night) exposed(seed uint64) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, n.w, n.h))
	var table [2048]float32
	for i := range table {
		v := float64(i) / (float64(len(table)-1) / 4)
		v = v * (1 + v/6) / (1 + v*0.62) // Reinhard's curve with a white of its own
		table[i] = 127.5 + (float32(255*math.Pow(v, 1/2.2))-127.5)*1.06 - 4
	}
	rows.Each(n.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range n.w {
				a, b := pixelNoise(seed, x, y)
				p := n.v[y*n.w+x]
				pix := out.Pix[out.PixOffset(x, y):][:4]
				luma := 0.3*p[0] + 0.59*p[1] + 0.11*p[2]
				for i := range p {
					v := luma + 1.05*(p[i]-luma)
					s := table[int(min(max(v, 0), 4)*(float32(len(table)-1)/4))] + 1.5*a + 0.6*b
					pix[i] = uint8(min(max(s, 0), 255) + 0.5)
				}
				pix[3] = 255
			}
		}
	})
	return out
}
