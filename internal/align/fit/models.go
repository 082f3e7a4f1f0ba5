package fit

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// fit returns the transformation of 4, 6 or 8 parameters that carries the
// pairs' A to their B with the least weighted squares of error in B. near is
// where the search for a homography starts.
func (s Scene) fit(in []int, freedom int, near geom.Map) (geom.Map, bool) {
	if 2*len(in) < freedom {
		return geom.Map{}, false
	}
	w := weights(s.Pairs, in)
	switch freedom {
	case 4:
		return fitSimilarity(s.Pairs, in, w)
	case 6:
		return fitAffine(s.Pairs, in, w)
	default:
		return fitHomography(s.Pairs, in, w, near)
	}
}

// pixelVariance is the variance that even the smallest blob's place has, as a
// share of that of a blob of scale 1: half a pixel's step of the lattice.
const pixelVariance = 0.5

// weights are inverse variances: a blob's place is as uncertain as it is large.
func weights(pairs []Pair, in []int) []float64 {
	w := make([]float64, len(in))
	for n, i := range in {
		b := pairs[i].ScaleB
		w[n] = 1 / (pixelVariance + float64(b*b))
	}
	return w
}

// frame moves points to about their weighted middle and to unit spread, so
// that the normal equations are well conditioned.
type frame struct{ x, y, scale float64 }

func frameOf(pairs []Pair, in []int, w []float64, at func(Pair) geom.Point) (f frame, ok bool) {
	var sum, spread float64
	for n, i := range in {
		p := at(pairs[i])
		f.x += float64(w[n] * p.X)
		f.y += float64(w[n] * p.Y)
		sum += w[n]
	}
	if !(sum > 0) {
		return f, false
	}
	f.x, f.y = f.x/sum, f.y/sum
	for n, i := range in {
		d := at(pairs[i]).Sub(geom.Point{X: f.x, Y: f.y})
		spread += float64(w[n] * (float64(d.X*d.X) + float64(d.Y*d.Y)))
	}
	f.scale = math.Sqrt(spread / sum)
	return f, f.scale > 1e-6
}

func (f frame) apply(p geom.Point) geom.Point {
	return geom.Point{X: (p.X - f.x) / f.scale, Y: (p.Y - f.y) / f.scale}
}

// from is the map into the frame, to the one out of it.
func (f frame) from() geom.Map {
	return geom.Scaling(1/f.scale, 1/f.scale).After(geom.Translation(-f.x, -f.y))
}

func (f frame) to() geom.Map {
	return geom.Translation(f.x, f.y).After(geom.Scaling(f.scale, f.scale))
}

func pointA(p Pair) geom.Point { return p.A }
func pointB(p Pair) geom.Point { return p.B }

func frames(pairs []Pair, in []int, w []float64) (a, b frame, ok bool) {
	a, okA := frameOf(pairs, in, w, pointA)
	b, okB := frameOf(pairs, in, w, pointB)
	return a, b, okA && okB
}

func fitSimilarity(pairs []Pair, in []int, w []float64) (geom.Map, bool) {
	fa, fb, ok := frames(pairs, in, w)
	if !ok {
		return geom.Map{}, false
	}
	// About the middles the best turn and scale are c + i·d = Σ w ā·b / Σ w |a|² in complex numbers.
	var c, d, sum float64
	for n, i := range in {
		a, b := fa.apply(pairs[i].A), fb.apply(pairs[i].B)
		c += float64(w[n] * (float64(a.X*b.X) + float64(a.Y*b.Y)))
		d += float64(w[n] * (float64(a.X*b.Y) - float64(a.Y*b.X)))
		sum += float64(w[n] * (float64(a.X*a.X) + float64(a.Y*a.Y)))
	}
	c, d = c/sum, d/sum
	return finite(fb.to().After(geom.Map{c, -d, 0, d, c, 0, 0, 0, 1}).After(fa.from()))
}

func fitAffine(pairs []Pair, in []int, w []float64) (geom.Map, bool) {
	fa, fb, ok := frames(pairs, in, w)
	if !ok {
		return geom.Map{}, false
	}
	// The middles carry to each other, so that 2×2 normal equations remain.
	var xx, xy, yy, xu, yu, xv, yv float64
	for n, i := range in {
		a, b := fa.apply(pairs[i].A), fb.apply(pairs[i].B)
		xx += float64(w[n] * float64(a.X*a.X))
		xy += float64(w[n] * float64(a.X*a.Y))
		yy += float64(w[n] * float64(a.Y*a.Y))
		xu += float64(w[n] * float64(a.X*b.X))
		yu += float64(w[n] * float64(a.Y*b.X))
		xv += float64(w[n] * float64(a.X*b.Y))
		yv += float64(w[n] * float64(a.Y*b.Y))
	}
	det := float64(xx*yy) - float64(xy*xy)
	if !(det > 1e-9*(float64(xx*xx)+float64(yy*yy))) {
		return geom.Map{}, false
	}
	m := geom.Map{
		(float64(yy*xu) - float64(xy*yu)) / det, (float64(xx*yu) - float64(xy*xu)) / det, 0,
		(float64(yy*xv) - float64(xy*yv)) / det, (float64(xx*yv) - float64(xy*xv)) / det, 0,
		0, 0, 1,
	}
	return finite(fb.to().After(m).After(fa.from()))
}

// homographySteps is the number of Gauss–Newton steps; from a good affine map
// two or three reach the rounding error.
const homographySteps = 6

func fitHomography(pairs []Pair, in []int, w []float64, near geom.Map) (geom.Map, bool) {
	fa, fb, ok := frames(pairs, in, w)
	if !ok || !near.Valid() {
		return geom.Map{}, false
	}
	m := fb.from().After(near).After(fa.to()).Normalised()
	for range homographySteps {
		var n Normal
		for k, i := range in {
			a, b := fa.apply(pairs[i].A), fb.apply(pairs[i].B)
			q := m.Apply(a)
			z := float64(m[6]*a.X) + float64(m[7]*a.Y) + 1
			if !(math.Abs(z) > 1e-6) {
				return geom.Map{}, false
			}
			x, y, o := a.X/z, a.Y/z, 1/z
			n.Add([]float64{x, y, o, 0, 0, 0, -x * q.X, -y * q.X}, b.X-q.X, w[k])
			n.Add([]float64{0, 0, 0, x, y, o, -x * q.Y, -y * q.Y}, b.Y-q.Y, w[k])
		}
		step, solved := n.Solve(8, 1e-10)
		if !solved {
			return geom.Map{}, false
		}
		largest := 0.0
		for i, d := range step[:8] {
			m[i] += d
			largest = max(largest, math.Abs(d))
		}
		if largest < 1e-9 {
			break
		}
	}
	return finite(fb.to().After(m).After(fa.from()))
}

func finite(m geom.Map) (geom.Map, bool) {
	m = m.Normalised()
	return m, m.Valid()
}
