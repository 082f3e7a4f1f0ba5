package compare

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// Light is the smooth change of light from the candidate to the claim that one
// tone curve can't hold: the fall-off of a photographed screen, a veil of
// reflected light, a vignette. It is a grid of gains and biases, linear between
// its knots, and never finer than an eighth of the picture, so that it can't
// follow an object. Where Used is false the pair needs none.
type Light struct {
	Used bool
	// Over is the part of the plane that the grid spans: that which shows both pictures.
	Over image.Rectangle
	Gain [lightKnots * lightKnots]float32 // factor on the candidate's luma after tone, by rows of knots
	Bias [lightKnots * lightKnots]float32 // grey levels
}

const (
	lightKnots   = 8
	lightSamples = 60_000
	lightRounds  = 8
	mostGain     = 8
	// widest is by how much the first round looks wider than the typical distance.
	widest = 3
	// leastLit is the least side of a part whose light is measured, in plane pixels.
	leastLit = 96
	// lightPays is the part by which the field must lower the distance of the
	// two pictures before it is believed: less is noise being fitted.
	lightPays = 0.12
	// lightLeast is the least it must lower that distance by, in levels.
	lightLeast = 0.25
	// A step of the knots is held to nought as if by so many
	// samples that strayed by lightGain and lightBias.
	lightPrior = 40
	lightGain  = 0.3
	lightBias  = 20.0
)

// measureLight fits the field to the pair after tone, or leaves it unused.
func (m *Map) measureLight(claimed, predicted []float32) Light {
	w := m.Size.Width
	l := unlit()
	l.Over = m.toldBox()
	if l.Over.Dx() < leastLit || l.Over.Dy() < leastLit {
		return unlit()
	}
	step := max(1, int(math.Sqrt(float64(l.Over.Dx())*float64(l.Over.Dy())/lightSamples)))
	var knots [lightKnots * lightKnots]lightSums
	none := unlit()
	none.Over = l.Over
	start := m.medianDistance(&none, claimed, predicted, step)
	for round := range lightRounds {
		typical := start
		if round > 1 {
			typical = min(start, m.medianDistance(&l, claimed, predicted, step))
		}
		scale := max(1, typical*(widest-float64(round)*(widest-1)/(lightRounds-1)))
		// One task for each row of knots, which reads the rows within reach of it.
		rows.Tasks(lightKnots, func(k int) {
			row := knots[k*lightKnots : (k+1)*lightKnots]
			for i := range row {
				row[i] = lightSums{}
			}
			h := l.Over.Dy()
			from, to := max(0, (k-1)*h/(lightKnots-1)), min(h, (k+1)*h/(lightKnots-1)+1)
			for y := (from + step - 1) / step * step; y < to; y += step {
				at := l.row(y)
				v := float64(y)*(lightKnots-1)/float64(h) - float64(k)
				wy := max(0, 1-math.Abs(v))
				for x := step / 2; x < l.Over.Dx(); x += step {
					i := w*(l.Over.Min.Y+y) + l.Over.Min.X + x
					if m.Mask[i] != Told {
						continue
					}
					gain, bias := at(x)
					p, q := float64(predicted[i]), float64(claimed[i])
					left := q - float64(gain*p) - bias
					r := left / (4.685 * scale)
					if r >= 1 || r <= -1 {
						continue
					}
					weight := wy * (1 - r*r) * (1 - r*r)
					u := float64(x) * (lightKnots - 1) / float64(l.Over.Dx())
					knot := int(u)
					row[knot].add(p, left, weight*(1-(u-float64(knot))))
					if knot+1 < lightKnots {
						row[knot+1].add(p, left, weight*(u-float64(knot)))
					}
				}
			}
		})
		// What is left is fitted and added, round by round: a mean over the reach
		// of a knot is one-sided along the edges, and what it misses is found by
		// the next.
		more := Light{}
		for i := range knots {
			more.Gain[i], more.Bias[i] = knots[i].solve(scale)
		}
		more.smooth()
		for i := range knots {
			l.Gain[i], l.Bias[i] = min(max(l.Gain[i]+more.Gain[i], 1/mostGain), mostGain), l.Bias[i]+more.Bias[i]
		}
		l.Used = true
	}
	with := make([]float32, len(predicted))
	m.inLight(&l, with, predicted)
	before := m.cost(claimed, predicted)
	if m.cost(claimed, with) > min((1-lightPays)*before, before-lightLeast) {
		return unlit()
	}
	return l
}

func unlit() Light {
	l := Light{Over: image.Rect(0, 0, 1, 1)}
	for i := range l.Gain {
		l.Gain[i] = 1
	}
	return l
}

// lightSums are the normal equations of one knot.
type lightSums struct{ n, p, q, pp, pq float64 }

func (s *lightSums) add(p, q, weight float64) {
	s.n += weight
	s.p += float64(weight * p)
	s.q += float64(weight * q)
	s.pp += float64(weight * p * p)
	s.pq += float64(weight * p * q)
}

func (s *lightSums) solve(scale float64) (gain, bias float32) {
	a := float64(lightPrior*scale*scale) / (lightGain * lightGain)
	b := float64(lightPrior*scale*scale) / (lightBias * lightBias)
	pp, n := s.pp+a, s.n+b
	det := float64(pp*n) - float64(s.p*s.p)
	if det <= 0 {
		return 0, 0
	}
	g := (float64(s.pq*n) - float64(s.p*s.q)) / det
	o := (float64(pp*s.q) - float64(s.p*s.pq)) / det
	return float32(g), float32(o)
}

// smooth lets each knot lean on its neighbours, 1-2-1 along both axes.
func (l *Light) smooth() {
	for _, f := range [2]*[lightKnots * lightKnots]float32{&l.Gain, &l.Bias} {
		for _, step := range [2]int{1, lightKnots} {
			for line := range lightKnots {
				first := line * lightKnots
				if step == lightKnots {
					first = line
				}
				var in [lightKnots]float32
				for i := range in {
					in[i] = f[first+step*i]
				}
				for i := range in {
					f[first+step*i] = (in[max(0, i-1)] + 2*in[i] + in[min(lightKnots-1, i+1)]) / 4
				}
			}
		}
	}
}

// row returns gain and bias along a row of the part that the grid spans.
func (l *Light) row(y int) func(x int) (gain, bias float64) {
	v := min(max(float64(y)*(lightKnots-1)/float64(l.Over.Dy()), 0), lightKnots-1)
	top := min(int(v), lightKnots-2)
	fy := v - float64(top)
	var gain, bias [lightKnots]float64
	for i := range gain {
		above, below := top*lightKnots+i, (top+1)*lightKnots+i
		gain[i] = float64(float64(l.Gain[above])*(1-fy)) + float64(float64(l.Gain[below])*fy)
		bias[i] = float64(float64(l.Bias[above])*(1-fy)) + float64(float64(l.Bias[below])*fy)
	}
	k := (lightKnots - 1) / float64(l.Over.Dx())
	return func(x int) (float64, float64) {
		u := min(max(float64(x)*k, 0), lightKnots-1)
		left := min(int(u), lightKnots-2)
		fx := u - float64(left)
		return float64(gain[left]*(1-fx)) + float64(gain[left+1]*fx), float64(bias[left]*(1-fx)) + float64(bias[left+1]*fx)
	}
}

// inLight writes the plane as it looks in the claim's light. Where one picture
// has no pixels it stays as it is, equal to the claim.
func (m *Map) inLight(l *Light, to, from []float32) {
	w := m.Size.Width
	rows.Each(m.Size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			at := l.row(y - l.Over.Min.Y)
			for x := range w {
				i := w*y + x
				if m.Mask[i] == Outside {
					to[i] = from[i]
					continue
				}
				gain, bias := at(x - l.Over.Min.X)
				to[i] = float32(float64(gain*float64(from[i])) + bias)
			}
		}
	})
}

// toldBox returns the bounding box of the told places.
func (m *Map) toldBox() image.Rectangle {
	w := m.Size.Width
	boxes := make([]image.Rectangle, rows.Bands(m.Size.Height))
	rows.Each(m.Size.Height, func(band, y0, y1 int) {
		for y := y0; y < y1; y++ {
			first, last := -1, -1
			for x, k := range m.Mask[w*y : w*(y+1)] {
				if k == Told {
					if first < 0 {
						first = x
					}
					last = x
				}
			}
			if first >= 0 {
				boxes[band] = boxes[band].Union(image.Rect(first, y, last+1, y+1))
			}
		}
	})
	var box image.Rectangle
	for _, b := range boxes {
		box = box.Union(b)
	}
	return box
}

// medianDistance returns 1.4826 times the median distance of the planes in a
// light over a grid of places, at least 1 grey level.
func (m *Map) medianDistance(l *Light, claimed, predicted []float32, step int) float64 {
	var counts [256]int
	n := 0
	w := m.Size.Width
	for y := step / 2; y < l.Over.Dy(); y += step {
		at := l.row(y)
		for x := step / 2; x < l.Over.Dx(); x += step {
			if i := w*(l.Over.Min.Y+y) + l.Over.Min.X + x; m.Mask[i] == Told {
				gain, bias := at(x)
				counts[min(255, int(math.Abs(float64(claimed[i])-float64(gain*float64(predicted[i]))-bias)))]++
				n++
			}
		}
	}
	below := 0
	for d, c := range counts {
		if below += c; 2*below >= n {
			return max(1, 1.4826*(float64(d)+0.5))
		}
	}
	return 1
}

// midGrey is the level by which a gain and a bias are said as one factor.
const midGrey = 128

// Range returns by which factors the light changes mid grey, from its least
// place to its greatest.
func (l *Light) Range() (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for i := range l.Gain {
		factor := float64(l.Gain[i]) + float64(l.Bias[i])/midGrey
		least, most = min(least, factor), max(most, factor)
	}
	return least, most
}
