package fit

import "math"

// MaxUnknowns is the greatest number of unknowns that a Normal solves for: a
// homography's eight, and three for a bend.
const MaxUnknowns = 11

// Normal gathers the normal equations of a weighted least-squares problem.
type Normal struct {
	left  [MaxUnknowns][MaxUnknowns]float64 // lower triangle
	right [MaxUnknowns]float64
}

// Add adds one equation: the row times the unknowns should be value.
func (n *Normal) Add(row []float64, value, weight float64) {
	for i, r := range row {
		if r == 0 {
			continue
		}
		k := weight * r
		for j := 0; j <= i; j++ {
			n.left[i][j] += float64(k * row[j])
		}
		n.right[i] += float64(k * value)
	}
}

// Plus adds another problem's equations.
func (n *Normal) Plus(o *Normal) {
	for i := range n.left {
		for j := range n.left[i] {
			n.left[i][j] += o.left[i][j]
		}
		n.right[i] += o.right[i]
	}
}

// Variance returns the variance of row · unknowns for equations whose values
// have unit variance, each times its weight: row (AᵀWA)⁻¹ rowᵀ. It fails where
// Solve does.
func (n *Normal) Variance(row [MaxUnknowns]float64, count int) (v float64, ok bool) {
	of := *n
	of.right = row
	x, ok := of.Solve(count, 1e-12)
	for i := range count {
		v += float64(row[i] * x[i])
	}
	return v, ok
}

// Solve returns the first count unknowns by Cholesky's method; each diagonal
// entry is first raised by the given share of itself. It fails where the
// equations do not determine them.
func (n *Normal) Solve(count int, damping float64) (x [MaxUnknowns]float64, ok bool) {
	var l [MaxUnknowns][MaxUnknowns]float64
	for i := range count {
		for j := 0; j <= i; j++ {
			v := n.left[i][j]
			if i == j {
				v += float64(damping * v)
			}
			for k := range j {
				v -= float64(l[i][k] * l[j][k])
			}
			if i == j {
				if !(v > 1e-14*n.left[i][i]) || math.IsInf(v, 0) {
					return x, false
				}
				l[i][i] = math.Sqrt(v)
			} else {
				l[i][j] = v / l[j][j]
			}
		}
	}
	for i := range count {
		v := n.right[i]
		for k := range i {
			v -= float64(l[i][k] * x[k])
		}
		x[i] = v / l[i][i]
	}
	for i := count - 1; i >= 0; i-- {
		v := x[i]
		for k := i + 1; k < count; k++ {
			v -= float64(l[k][i] * x[k])
		}
		x[i] = v / l[i][i]
	}
	return x, true
}
