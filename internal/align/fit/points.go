package fit

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Points returns the transformation of 4, 6 or 8 parameters that carries each
// point of a to the one of b with the same place in the list, with the least
// squares of error in b: exactly where there are no more points than the
// parameters need. A similarity doesn't turn the plane over. ok is false where
// the points don't determine it.
func Points(a, b []geom.Point, freedom int) (m geom.Map, ok bool) {
	if len(a) != len(b) || 2*len(a) < freedom {
		return geom.Map{}, false
	}
	pairs, in, weight := make([]Pair, len(a)), make([]int, len(a)), make([]float64, len(a))
	for i := range a {
		pairs[i], in[i], weight[i] = Pair{A: a[i], B: b[i]}, i, 1
	}
	switch freedom {
	case 4:
		return fitSimilarity(pairs, in, weight)
	case 6:
		return fitAffine(pairs, in, weight)
	}
	near, ok := linearHomography(pairs, in, weight)
	if !ok {
		return geom.Map{}, false
	}
	m, ok = fitHomography(pairs, in, weight, near)
	if !ok || !(squares(m, a, b) <= squares(near, a, b)) {
		return near, true // the steps went astray: they are for what is nearly right already
	}
	return m, true
}

// linearHomography solves the equations without their denominators, in points
// moved to about their middle (Hartley, 1997). It is exact where four points
// are, and else where the search for the least squares begins. The denominator
// is 1 at the middle of the points, which no picture has on its horizon.
func linearHomography(pairs []Pair, in []int, w []float64) (geom.Map, bool) {
	fa, fb, ok := frames(pairs, in, w)
	if !ok {
		return geom.Map{}, false
	}
	var n Normal
	for _, i := range in {
		a, b := fa.apply(pairs[i].A), fb.apply(pairs[i].B)
		n.Add([]float64{a.X, a.Y, 1, 0, 0, 0, -a.X * b.X, -a.Y * b.X}, b.X, 1)
		n.Add([]float64{0, 0, 0, a.X, a.Y, 1, -a.X * b.Y, -a.Y * b.Y}, b.Y, 1)
	}
	x, solved := n.Solve(8, 0)
	if !solved {
		return geom.Map{}, false
	}
	m := geom.Map{8: 1}
	copy(m[:8], x[:8])
	return finite(fb.to().After(m).After(fa.from()))
}

// squares is the sum of the squared distances in b.
func squares(m geom.Map, a, b []geom.Point) float64 {
	var sum float64
	for i := range a {
		d := m.Apply(a[i]).Sub(b[i])
		sum += float64(d.X*d.X) + float64(d.Y*d.Y)
	}
	if math.IsNaN(sum) {
		return math.Inf(1)
	}
	return sum
}
