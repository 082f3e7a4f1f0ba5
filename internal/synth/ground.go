package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// brush paints the bare ground: what lies in the terrain's grid, and the grain
// that is finer than the grid. Every octave fades out where a pixel grows
// larger than half its wave, so that the distance doesn't shimmer.
type brush struct {
	camera  camera
	terrain *terrain
	noise   tile
	waves   [5]float32 // metres
	octaves [5]octave
	wear    octave // of the road's surface, longer along the road than across
	ragged  octave
	clods   octave
	sin     float32 // of the fields' turn
	cos     float32
	haze    haze
}

// haze is the air between: contrast lost with distance.
type haze struct {
	clear, depth float64 // metres without haze, and until two thirds are lost
	value        float32 // temperature of the air
}

func (z haze) share(distance float64) float32 {
	return float32(1 - math.Exp(-max(0, distance-z.clear)/z.depth))
}

func newBrush(seed uint64, c camera, t *terrain, l land, z haze) *brush {
	d := newDice(seed, 21)
	b := &brush{camera: c, terrain: t, noise: noiseTile(), waves: [5]float32{2.3, 1.1, 0.55, 0.27, 0.14}, haze: z}
	for i, w := range b.waves {
		b.octaves[i] = newOctave(d, float64(w))
	}
	b.wear, b.ragged, b.clods = newOctave(d, 1.6), newOctave(d, 1.9), newOctave(d, 0.8)
	sin, cos := math.Sincos(l.fieldTurn)
	b.sin, b.cos = float32(sin), float32(cos)
	return b
}

// drawGround fills the plane. Rays are followed on a lattice of every eighth
// pixel of a row and carried over between: the ground bends slowly.
func (b *brush) drawGround(p *plane) {
	const pace = 8
	n := (p.w+pace-1)/pace + 1
	rows.Each(p.h, func(_, y0, y1 int) {
		xs, ys := make([]float32, n), make([]float32, n)
		for y := y0; y < y1; y++ {
			for i := range n {
				gx, gy := b.terrain.hit(b.camera, float64(i*pace)+0.5, float64(y)+0.5)
				xs[i], ys[i] = float32(gx), float32(gy)
			}
			row := p.v[y*p.w : (y+1)*p.w]
			distance := math.Hypot(float64(ys[n/2]), b.camera.height)
			pixel := float32(distance / b.camera.focal)
			// A row's pixel is longer away from the camera than it is wide.
			long := pixel * float32(distance/b.camera.height)
			var fade [5]float32
			for i, w := range b.waves {
				fade[i] = smooth(1.4, 3.5, w/long)
			}
			furrows := smooth(2, 5, 0.9/long)
			veil := b.haze.share(distance)
			for i := 0; i+1 < n; i++ {
				dx, dy := (xs[i+1]-xs[i])/pace, (ys[i+1]-ys[i])/pace
				for k := 0; k < pace && i*pace+k < p.w; k++ {
					v := b.at(xs[i]+float32(k)*dx, ys[i]+float32(k)*dy, pixel, &fade, furrows)
					row[i*pace+k] = v + (b.haze.value-v)*veil
				}
			}
		}
	})
}

// at returns the ground's temperature at (x, y) metres.
func (b *brush) at(x, y, pixel float32, fade *[5]float32, furrows float32) float32 {
	var q layer
	b.terrain.at(x, y, &q)
	n0 := b.octaves[0].at(b.noise, x, y) * fade[0]
	n1 := b.octaves[1].at(b.noise, x, y) * fade[1]
	n2 := b.octaves[2].at(b.noise, x, y) * fade[2]
	n3, n4 := float32(0), float32(0)
	if fade[3] > 0 {
		n3 = b.octaves[3].at(b.noise, x, y) * fade[3]
	}
	if fade[4] > 0 {
		n4 = b.octaves[4].at(b.noise, x, y) * fade[4]
	}
	rough := 0.5 + 0.5*smooth(0, 0.5, abs32(q.shade))
	v := q.warmth + 0.19*q.shade
	v += rough * (0.014*n0 + 0.016*n1 + 0.018*n2 + 0.019*n3 + 0.018*n4)
	// Tufts and stones: the peaks of two octaves together.
	if k := n1 + 1.2*n2 - 1.7 + q.scrub; k > 0 {
		v += 0.055 * min(k, 1.6) * (0.4 + 0.6*q.scrub)
	}
	if q.furrow != 0 && furrows > 0 {
		v += b.furrowAt(x, y, q.furrow, n0) * furrows
	}
	if q.track < 3.4 {
		v = b.trackAt(v, q.track, n0, n1, n2)
	}
	if q.stream < 6 {
		v = b.streamAt(v, x, y, q.stream, n0, n2)
	}
	if d := abs32(q.road); d < 9 {
		v = b.roadAt(v, &q, n0, n1+n2, n3+n4, pixel)
	}
	return v
}

func (b *brush) furrowAt(x, y, depth, n float32) float32 {
	u, w := y*b.cos-x*b.sin, x*b.cos+y*b.sin
	if depth < 0 {
		u, w, depth = w, u, -depth
	}
	u += 0.06*n + 0.5*float32(math.Sin(float64(w)*0.045))
	phase := u / 0.95
	phase -= float32(int(phase+4096) - 4096)
	ridge := 1 - 4*abs32(phase-0.5)
	return 0.06 * depth * ridge
}

// trackAt lays two ruts and a worn strip.
func (b *brush) trackAt(v, d, n0, n1, n2 float32) float32 {
	worn := smooth(2.1+0.35*n0, 1.2+0.2*n0, d)
	v = lerp(v, 0.29+0.012*n1+0.014*n2, 0.75*worn)
	rut := hump(d-0.85, 0.26)
	return v + 0.07*rut*(0.7+0.3*n1)*worn - 0.03*hump(d, 0.3)*worn
}

// streamAt lays shallow water, which mirrors the cold sky, between wet banks.
func (b *brush) streamAt(v, x, y, d, n0, n2 float32) float32 {
	width := 2.3 + 0.16*n0
	v += 0.07 * hump(d-width-0.9, 0.8) * (1 + 0.5*n2)
	water := smooth(width+0.35, width-0.25, d)
	ripple := b.clods.at(b.noise, x*0.35, y*1.4)
	return lerp(v, 0.06+0.018*ripple, water)
}

// roadAt lays asphalt with its wear, gravel beside it, and a ditch.
func (b *brush) roadAt(v float32, q *layer, n0, n1, n2, pixel float32) float32 {
	d, along, side := q.road, q.along, abs32(q.road)
	edge := 3.5 + 0.10*b.ragged.at(b.noise, along, d*0.2)
	// Ditch and the bank beyond it, then gravel.
	bank := smooth(2.6, 4.2, q.stream) // the stream passes under a bridge
	v -= 0.06 * hump(side-6.4, 0.5) * (1 + 0.4*n0) * bank
	v += 0.03 * hump(side-7.3, 0.4) * (1 + 0.5*n1) * bank
	gravel := smooth(5.4+0.25*n0, 4.2+0.2*n0, side)
	v = lerp(v, 0.27+0.018*n1+0.022*n2, 0.85*gravel*bank)
	asphalt := smooth(edge+0.16, edge-0.16, side)
	if asphalt <= 0 {
		return v
	}
	wear := b.wear.at(b.noise, along*0.16, d)
	patch := b.wear.at(b.noise, along*0.05+90, d*0.2)
	a := 0.425 + 0.014*wear + 0.012*n2 + 0.006*n1
	if patch > 1.25 {
		a -= 0.035
	}
	for _, wheel := range [4]float32{-2.5, -0.85, 0.85, 2.5} {
		a += 0.045 * hump(d-wheel, 0.36)
	}
	// The broken middle line: 3 m painted, 6 m not. Paint gives off less.
	dash := along - 9*float32(int(along/9))
	if dash < 3 {
		a += 0.16 * smooth(0.09+pixel/2, 0.09-pixel/2, side)
	}
	a += 0.09 * smooth(0.09+pixel/2, 0.09-pixel/2, abs32(side-3.1)) * smooth(-1.3, -0.3, wear)
	// Joints and cracks across.
	if joint := along - 13*float32(int(along/13)); joint < 0.12 {
		a -= 0.06
	}
	return lerp(v, a, asphalt)
}
