package find

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
)

// Following: the claim is drawn once in the grid of a frame on which it was
// found, and from then on only the small motion from frame to frame is
// estimated, by Gauss–Newton on the texture (inverse compositional: Baker and
// Matthews 2004), with Tukey's weights for what lies over the claim. Each frame
// then gets a score by its texture, cell by cell.

// model is a claim in the grid of a frame.
type model struct {
	base   geom.Map // gridFromClaimed, full pixels of the claim
	size   geom.Size
	levels [levels]modelLevel
	sign   float32 // −1 where tone is inverted
	cells  []modelCell
	score  int // the level that is scored
	broad  *broad
}

type modelLevel struct {
	texture plane
	mask    []float32
	samples []sample
}

// sample is a pixel of the claim in the grid: how its value changes with each
// of the six parameters of a small motion.
type sample struct {
	x, y  float64
	value float64
	row   [6]float64
}

// modelCell is a square of the scored level in which the claim has texture.
type modelCell struct{ x0, y0, x1, y1 int }

const (
	cellSide     = 16
	cellTexture  = 0.8  // deviation of texture, grey levels, under which a cell has nothing to compare
	cellPresent  = 0.6  // of a cell's pixels that the claim must have
	blockSide    = 6    // one sample is taken in each block: they stand all over the claim
	mostSamples  = 3000 // at one level
	leastSamples = 60
	leastCells   = 4
	steps        = 6
	settledPx    = 0.02
	tukeyCut     = 4.685 * 1.4826
)

// newModel draws the claim in a grid of that size; ok is false where too little of it lies there.
func newModel(t tower, claim geom.Size, gridFromClaimed geom.Map, size geom.Size, inverted bool, score int) (*model, bool) {
	p, mask, ok := t.rendered(gridFromClaimed, claim, size)
	if !ok {
		return nil, false
	}
	m := &model{base: gridFromClaimed, size: size, sign: 1, score: score}
	if inverted {
		m.sign = -1
	}
	for l := range m.levels {
		texture := maskedHigh(p, mask)
		m.levels[l] = modelLevel{texture: texture, mask: mask, samples: samplesOf(texture, mask)}
		mask = halvedMask(mask, p.w, p.h)
		p = p.halved()
		if l == 0 {
			m.broad = newBroad(p, mask)
		}
	}
	m.cells = m.levels[score].cells()
	return m, len(m.levels[0].samples) >= leastSamples && len(m.cells) >= leastCells
}

func (l modelLevel) cells() (out []modelCell) {
	for y := 0; y < l.texture.h; y += cellSide {
		for x := 0; x < l.texture.w; x += cellSide {
			c := modelCell{x, y, min(l.texture.w, x+cellSide), min(l.texture.h, y+cellSide)}
			var n, square float64
			for v := c.y0; v < c.y1; v++ {
				for u := c.x0; u < c.x1; u++ {
					if i := v*l.texture.w + u; l.mask[i] != 0 {
						n++
						square += float64(l.texture.pix[i] * l.texture.pix[i])
					}
				}
			}
			if n >= cellPresent*cellSide*cellSide && square/n >= cellTexture*cellTexture {
				out = append(out, c)
			}
		}
	}
	return out
}

// samplesOf takes the pixel with the strongest gradient of each block.
func samplesOf(p plane, mask []float32) []sample {
	type found struct {
		sample
		strength float64
	}
	var all []found
	cx, cy := float64(p.w)/2, float64(p.h)/2
	unit := max(cx, cy)
	for by := 1; by < p.h-1; by += blockSide {
		for bx := 1; bx < p.w-1; bx += blockSide {
			var best found
			for y := by; y < min(p.h-1, by+blockSide); y++ {
				for x := bx; x < min(p.w-1, bx+blockSide); x++ {
					i := y*p.w + x
					if mask[i] == 0 || mask[i-1] == 0 || mask[i+1] == 0 || mask[i-p.w] == 0 || mask[i+p.w] == 0 {
						continue
					}
					gx, gy := float64(p.pix[i+1]-p.pix[i-1])/2, float64(p.pix[i+p.w]-p.pix[i-p.w])/2
					if s := float64(gx*gx) + float64(gy*gy); s > best.strength {
						u, v := float64(x)+0.5, float64(y)+0.5
						ux, uy := (u-cx)/unit, (v-cy)/unit
						best = found{sample{u, v, float64(p.pix[i]), [6]float64{gx, gx * ux, gx * uy, gy, gy * ux, gy * uy}}, s}
					}
				}
			}
			if best.strength > 0.25 {
				all = append(all, best)
			}
		}
	}
	if len(all) > mostSamples {
		slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.strength, a.strength) })
		all = all[:mostSamples]
	}
	out := make([]sample, len(all))
	for i, f := range all {
		out[i] = f.sample
	}
	return out
}

// follow improves motion, which carries the model's grid to a frame's, and
// reports whether it settled.
func (m *model) follow(f *seen, motion geom.Map) (geom.Map, bool) {
	good := false
	for l := levels - 1; l >= 0; l -= 2 { // a quarter, then whole
		if len(m.levels[l].samples) < leastSamples {
			continue
		}
		k := 1.0 / float64(int(1)<<l)
		at := geom.Scaling(k, k).After(motion).After(geom.Scaling(1/k, 1/k))
		settled, ok := m.levels[l].settle(f.texture[l], at, float64(m.sign))
		if ok {
			motion = geom.Scaling(1/k, 1/k).After(settled).After(geom.Scaling(k, k))
		}
		good = ok
	}
	return motion, good
}

// settle runs Gauss–Newton at one level.
func (l *modelLevel) settle(f plane, motion geom.Map, sign float64) (geom.Map, bool) {
	type reading struct {
		e  float64
		ok bool
	}
	readings := make([]reading, len(l.samples))
	sizes := make([]float64, 0, len(l.samples))
	cx, cy := float64(l.texture.w)/2, float64(l.texture.h)/2
	unit := max(cx, cy)
	for range steps {
		// The frame's texture is brought to the claim's contrast: its median, by which an overlay weighs nothing.
		var a, b float64
		n := 0
		for i, s := range l.samples {
			q := motion.Apply(geom.Point{X: s.x, Y: s.y})
			v, ok := f.at(q.X, q.Y)
			readings[i] = reading{float64(v), ok}
			if ok {
				n++
				a += min(40, math.Abs(s.value))
				b += min(40, math.Abs(float64(v)))
			}
		}
		if n < leastSamples/2 || b == 0 {
			return motion, false
		}
		gain := sign * a / b
		sizes = sizes[:0]
		for i, s := range l.samples {
			if readings[i].ok {
				readings[i].e = float64(gain*readings[i].e) - s.value
				sizes = append(sizes, math.Abs(readings[i].e))
			}
		}
		slices.Sort(sizes)
		cut := tukeyCut * max(0.5, sizes[len(sizes)/2])
		var eq fit.Normal
		for i := range l.samples {
			e := readings[i].e
			if !readings[i].ok || math.Abs(e) >= cut {
				continue
			}
			w := 1 - float64(e/cut*e/cut)
			eq.Add(l.samples[i].row[:], e, float64(w*w))
		}
		x, ok := eq.Solve(6, 1e-6)
		if !ok {
			return motion, false
		}
		// The motion of the claim that explains the frame is undone: what was
		// estimated moves the template.
		d := geom.Map{
			1 + x[1]/unit, x[2] / unit, x[0] - float64(x[1]/unit*cx) - float64(x[2]/unit*cy),
			x[4] / unit, 1 + x[5]/unit, x[3] - float64(x[4]/unit*cx) - float64(x[5]/unit*cy),
			0, 0, 1,
		}
		inverse, ok := d.Inverse()
		if !ok {
			return motion, false
		}
		next := motion.After(inverse)
		far := 0.0
		for _, c := range [4]geom.Point{{X: 0, Y: 0}, {X: 2 * cx, Y: 0}, {X: 2 * cx, Y: 2 * cy}, {X: 0, Y: 2 * cy}} {
			far = max(far, next.Apply(c).Distance(motion.Apply(c)))
		}
		if !(far < unit) {
			return motion, false
		}
		motion = next
		if far < settledPx {
			break
		}
	}
	return motion, motion.Valid()
}

// agreement holds a frame against the claim: the correlation of the texture in
// each cell, −1 to 1, and 0 where the frame has nothing there.
func (m *model) agreement(f *seen, motion geom.Map) []float32 {
	l, p := m.levels[m.score], f.texture[m.score]
	k := 1.0 / float64(int(1)<<m.score)
	at := geom.Scaling(k, k).After(motion).After(geom.Scaling(1/k, 1/k)).Normalised()
	perspective := at[6] != 0 || at[7] != 0
	out := make([]float32, len(m.cells))
	for c, cell := range m.cells {
		var n, sa, sb, aa, bb, ab float64
		for y := cell.y0; y < cell.y1; y++ {
			for x := cell.x0; x < cell.x1; x++ {
				i := y*l.texture.w + x
				if l.mask[i] == 0 {
					continue
				}
				u, v := float64(x)+0.5, float64(y)+0.5
				k := 1.0
				if perspective {
					k = 1 / (float64(at[6]*u) + float64(at[7]*v) + at[8])
				}
				g, ok := p.at(float64((float64(at[0]*u)+float64(at[1]*v)+at[2])*k), float64((float64(at[3]*u)+float64(at[4]*v)+at[5])*k))
				if !ok {
					continue
				}
				a, b := float64(l.texture.pix[i]), float64(g)
				n++
				sa += a
				sb += b
				aa += float64(a * a)
				bb += float64(b * b)
				ab += float64(a * b)
			}
		}
		va, vb := aa-float64(sa/n*sa), bb-float64(sb/n*sb)
		if n >= cellPresent*cellSide*cellSide && va > 1e-6 && vb > 1e-6 {
			out[c] = m.sign * float32((ab-float64(sa/n*sb))/math.Sqrt(va*vb))
		}
	}
	return out
}

// held follows a claim onto a frame and holds it against that. Where it can't
// be followed the motion stays as it was.
func (m *model) held(f *seen, motion geom.Map) ([]float32, geom.Map) {
	better, ok := m.follow(f, motion)
	if !ok {
		return m.agreement(f, motion), motion
	}
	return m.agreement(f, better), better
}

// scoreOf is the mean agreement, 0 to 1; what contradicts counts as what says nothing.
func scoreOf(agreement []float32) float32 {
	var sum float32
	for _, z := range agreement {
		sum += max(0, z)
	}
	return sum / float32(max(1, len(agreement)))
}

// clearer reports whether some place agrees clearly on the best frame and not
// on the other: something small has moved there.
func clearer(best, other []float32) bool {
	if len(best) != len(other) {
		return true
	}
	clear := 0
	for i, z := range best {
		if z > 0.5 && z-max(0, other[i]) > 0.3 {
			clear++
		}
	}
	return clear >= 2
}
