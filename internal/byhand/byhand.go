// Package byhand owns alignment by hand: control points that a person sets in
// pairs, the transformation that follows from them, and the search for the twin
// of a point. Its main types are Point and Placement. It promises that a
// placement follows from its points alone (and, where it was refined, from the
// two pictures), so that it can be made again; that it has no verdict and no
// strength; and that points which don't determine it are told in a word.
package byhand

import (
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
)

// Version names the method in reports and in the case. It changes whenever the
// same points could give another transformation.
const Version = "by-hand/1"

// Most is how many points there can be.
const Most = 64

// Point is one detail that a person found on both pictures, in full-resolution
// pixels of each.
type Point struct {
	Claimed   geom.Point
	Candidate geom.Point
	Name      string // as the person calls it; may be empty
}

// Points are the control points of a placement and what it is made of them.
type Points struct {
	Pairs    []Point     // numbered from 1 in this order
	Model    align.Model // ModelUnset: by the number of points
	Mirrored bool        // of two points, which can't tell; more tell it themselves
}

// Need returns how many points a model takes.
func Need(m align.Model) int { return m.DegreesOfFreedom() / 2 }

// ModelFor returns the model that is meant: the one chosen, else the one with the
// most freedom that so many points determine. ModelUnset for fewer than two.
func (p Points) ModelFor() align.Model {
	if p.Model != align.ModelUnset {
		return p.Model
	}
	switch n := len(p.Pairs); {
	case n < 2:
		return align.ModelUnset
	case n < 4:
		return align.Model(n - 1)
	}
	return align.Homography
}

// Reason says why points give no placement.
type Reason string

// The reasons, each with the key of its sentence as its word.
const (
	Placed   Reason = ""         // they do
	TooFew   Reason = "too-few"  // the model takes more
	Together Reason = "together" // on one of the pictures they lie in one place
	InLine   Reason = "in-line"  // all, or all but one, lie in a line on one of the pictures
	Folded   Reason = "folded"   // they contradict each other: the claim would be folded over, or turned inside out
)

// Placement is what follows from the points.
type Placement struct {
	Reason               Reason
	Model                align.Model
	CandidateFromClaimed geom.Map
	Residuals            []float64 // of each point, in the points' order: candidate pixels
	ResidualPx           float64   // root mean square of them
	Exact                bool      // there are no more points than the model takes, so that the residuals are nought by construction
}

// Place fits the model to the points with the least squares of their distances
// on the candidate. The claim's size tells whether the whole claim is placed.
func Place(p Points, claimed geom.Size) Placement {
	out := Placement{Model: p.ModelFor()}
	need := Need(out.Model)
	if need == 0 || len(p.Pairs) < need {
		out.Reason = TooFew
		return out
	}
	a, b := make([]geom.Point, len(p.Pairs)), make([]geom.Point, len(p.Pairs))
	for i, q := range p.Pairs {
		a[i], b[i] = q.Claimed, q.Candidate
	}
	for _, on := range [][]geom.Point{a, b} {
		if r := degenerate(on, out.Model); r != Placed {
			out.Reason = r
			return out
		}
	}
	m, ok := place(a, b, out.Model, p.Mirrored)
	if !ok || !whole(m, claimed) {
		out.Reason = Folded
		return out
	}
	out.CandidateFromClaimed = m
	out.Exact = len(p.Pairs) == need
	out.measure(p.Pairs)
	return out
}

// place fits one model. A similarity is fitted both ways where the points tell
// which of them is meant, and the better one is taken.
func place(a, b []geom.Point, model align.Model, mirrored bool) (geom.Map, bool) {
	if model != align.Similarity {
		return fit.Points(a, b, model.DegreesOfFreedom())
	}
	straight, ok := fit.Points(a, b, 4)
	over := make([]geom.Point, len(a))
	for i, p := range a {
		over[i] = geom.Point{X: -p.X, Y: p.Y}
	}
	turned, okTurned := fit.Points(over, b, 4)
	turned = turned.After(geom.Mirroring(0)).Normalised()
	switch {
	case !ok || !okTurned:
		return geom.Map{}, false
	case len(a) == 2 && mirrored, len(a) > 2 && square(turned, a, b) < square(straight, a, b):
		return turned, true
	}
	return straight, true
}

func square(m geom.Map, a, b []geom.Point) (sum float64) {
	for i := range a {
		d := m.Apply(a[i]).Distance(b[i])
		sum += float64(d * d)
	}
	return sum
}

// measure fills in the residuals under the map.
func (p *Placement) measure(pairs []Point) {
	var sum float64
	p.Residuals = make([]float64, len(pairs))
	for i, q := range pairs {
		p.Residuals[i] = p.CandidateFromClaimed.Apply(q.Claimed).Distance(q.Candidate)
		sum += float64(p.Residuals[i] * p.Residuals[i])
	}
	p.ResidualPx = math.Sqrt(sum / float64(max(1, len(pairs))))
}

// Under returns the placement that another map, such as a refined one, makes of
// the same points.
func (p Placement) Under(m geom.Map, pairs []Point) Placement {
	p.CandidateFromClaimed, p.Exact = m, false
	p.measure(pairs)
	return p
}

// WorstFirst returns the points' places in the list, the largest residual
// first; of equal ones the first.
func (p Placement) WorstFirst() []int {
	order := make([]int, len(p.Residuals))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch a, b := p.Residuals[i], p.Residuals[j]; {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return order
}

// Limits of what points can determine, and of what a placement may be.
const (
	leastApartPx = 1.0  // pixels between the points that are farthest apart
	leastAcross  = 0.02 // of that: how far from one line some points must lie
	leastScale   = 1e-3 // candidate pixels to a claim pixel …
	mostScale    = 1e3
)

// degenerate reports why points on one picture don't determine the model.
func degenerate(on []geom.Point, model align.Model) Reason {
	reach := 0.0
	for i, p := range on {
		for _, q := range on[:i] {
			d := p.Distance(q)
			if math.IsNaN(d) || math.IsInf(d, 0) {
				return Together
			}
			reach = max(reach, d)
		}
	}
	if reach < leastApartPx {
		return Together
	}
	if model == align.Similarity {
		return Placed
	}
	// An affine map needs one point beside any line, a homography two.
	beside := int(model) - 1
	for i, p := range on {
		for _, q := range on[:i] {
			d := q.Sub(p)
			length := math.Hypot(d.X, d.Y)
			if length < leastAcross*reach {
				continue // the line through them is none
			}
			off := 0
			for _, r := range on {
				e := r.Sub(p)
				if math.Abs(float64(e.X*d.Y)-float64(e.Y*d.X)) > leastAcross*reach*length {
					off++
				}
			}
			if off < beside {
				return InLine
			}
		}
	}
	return Placed
}

// whole reports whether the map places every point of the claim, and none of it
// at a scale that no picture has.
func whole(m geom.Map, claimed geom.Size) bool {
	if !m.Valid() || claimed.Empty() || m.CrossesHorizon(claimed.Quad()) {
		return false
	}
	corners := claimed.Quad()
	for _, c := range append(corners[:], claimed.Rect().Centre()) {
		if s := m.LengthScale(c); !(s > leastScale && s < mostScale) {
			return false
		}
	}
	return true
}
