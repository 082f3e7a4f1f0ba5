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
	turf    tile
	grit    tile
	clump   octave // 2.3 m
	tufts   octave // 1.1 and 0.55 m
	stones  octave // 0.27 and 0.14 m
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
	b := &brush{camera: c, terrain: t, noise: noiseTile(), turf: turfTile(), grit: gritTile(), haze: z}
	b.clump, b.tufts, b.stones = newOctave(d, 2.3), newOctave(d, 0.55), newOctave(d, 0.14)
	b.wear, b.ragged, b.clods = newOctave(d, 1.6), newOctave(d, 1.9), newOctave(d, 0.8)
	sin, cos := math.Sincos(l.fieldTurn)
	b.sin, b.cos = float32(sin), float32(cos)
	return b
}

// drawGround fills the plane. Rays are followed on a lattice of every 16th
// pixel of a row and carried over between: the ground bends slowly.
func (b *brush) drawGround(p *plane) {
	const pace = 16
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
			tufts, stones := smooth(1.4, 3.5, 0.7/long), smooth(1.0, 2.6, 0.2/long)
			furrows := smooth(2, 5, 0.9/long)
			veil := b.haze.share(distance)
			for i := 0; i+1 < n; i++ {
				dx, dy := (xs[i+1]-xs[i])/pace, (ys[i+1]-ys[i])/pace
				edge := abs32(dy) > 8*pixel // between them a ridge hides the ground behind
				for k := 0; k < pace && i*pace+k < p.w; k++ {
					gx, gy := xs[i]+float32(k)*dx, ys[i]+float32(k)*dy
					if edge {
						fx, fy := b.terrain.hit(b.camera, float64(i*pace+k)+0.5, float64(y)+0.5)
						gx, gy = float32(fx), float32(fy)
					}
					v := b.at(gx, gy, pixel, tufts, stones, furrows)
					row[i*pace+k] = v + (b.haze.value-v)*veil
				}
			}
		}
	})
}

// at returns the ground's temperature at (x, y) metres; pixel is a pixel's
// width there, the rest how far the fine octaves still show.
func (b *brush) at(x, y, pixel, tufts, stones, furrows float32) float32 {
	var q layer
	b.terrain.at(x, y, &q)
	clump := b.clump.at(b.noise, x, y)
	turf := b.tufts.at(b.turf, x, y) * tufts
	grit := float32(0)
	if stones > 0 {
		grit = b.stones.at(b.grit, x, y) * stones
	}
	rough := 0.5 + 0.5*smooth(0, 0.5, abs32(q.shade))
	v := q.warmth + 0.19*q.shade
	v += rough * (0.014*clump + 0.0155*turf + 0.0185*grit)
	// Tufts and stones: the peaks of two octaves together.
	if k := turf - 1.7 + q.scrub; k > 0 {
		v += 0.055 * min(k, 1.6) * (0.4 + 0.6*q.scrub)
	}
	if q.furrow != 0 && furrows > 0 {
		v += b.furrowAt(x, y, &q, clump) * furrows
	}
	if q.track < 3.4 {
		v = b.trackAt(v, q.track, clump, turf)
	}
	if q.stream < 6 {
		v = b.streamAt(v, x, y, q.stream, clump, turf)
	}
	if d := abs32(q.road); d < 9 {
		v = b.roadAt(v, &q, clump, turf, grit, pixel)
	}
	return v
}

func (b *brush) furrowAt(x, y float32, q *layer, clump float32) float32 {
	u, depth := y*b.cos-x*b.sin, q.furrow
	if depth < 0 {
		u, depth = x*b.cos+y*b.sin, -depth
	}
	u += 0.06*clump + q.bend
	phase := u / 0.95
	phase -= float32(int(phase+4096) - 4096)
	ridge := 1 - 4*abs32(phase-0.5)
	return 0.06 * depth * ridge
}

// trackAt lays two ruts and a worn strip.
func (b *brush) trackAt(v, d, clump, turf float32) float32 {
	worn := smooth(2.1+0.35*clump, 1.2+0.2*clump, d)
	v = lerp(v, 0.29+0.012*turf, 0.75*worn)
	rut := hump(d-0.85, 0.26)
	return v + 0.07*rut*(0.7+0.2*turf)*worn - 0.03*hump(d, 0.3)*worn
}

// streamAt lays shallow water, which mirrors the cold sky, between wet banks.
func (b *brush) streamAt(v, x, y, d, clump, turf float32) float32 {
	width := 2.3 + 0.16*clump
	v += 0.07 * hump(d-width-0.9, 0.8) * (1 + 0.35*turf)
	water := smooth(width+0.35, width-0.25, d)
	ripple := b.clods.at(b.noise, x*0.35, y*1.4)
	return lerp(v, 0.06+0.018*ripple, water)
}

// roadAt lays asphalt with its wear, gravel beside it, and a ditch.
func (b *brush) roadAt(v float32, q *layer, clump, turf, grit, pixel float32) float32 {
	d, along, side := q.road, q.along, abs32(q.road)
	edge := 3.5 + 0.10*b.ragged.at(b.noise, along, d*0.2)
	// Ditch and the bank beyond it, then gravel.
	bank := smooth(2.6, 4.2, q.stream) // the stream passes under a bridge
	v -= 0.06 * hump(side-6.4, 0.5) * (1 + 0.4*clump) * bank
	v += 0.03 * hump(side-7.3, 0.4) * (1 + 0.4*turf) * bank
	gravel := smooth(5.4+0.25*clump, 4.2+0.2*clump, side)
	v = lerp(v, 0.27+0.014*turf+0.022*grit, 0.85*gravel*bank)
	asphalt := smooth(edge+0.16, edge-0.16, side)
	if asphalt <= 0 {
		return v
	}
	wear := b.wear.at(b.noise, along*0.16, d)
	patch := b.wear.at(b.noise, along*0.05+90, d*0.2)
	a := 0.425 + 0.014*wear + 0.012*grit + 0.005*turf
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
