package markup

import (
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// Usual returns the points of a mark of a usable size about a place: reach is
// half its length, in the same pixels.
func Usual(kind casefile.MarkKind, at geom.Point, reach float64) []geom.Point {
	switch kind {
	case casefile.CircleMark:
		return []geom.Point{at, at.Add(geom.Point{X: reach})}
	case casefile.BoxMark, casefile.RedactionMark:
		return Between(at.Sub(geom.Point{X: reach, Y: 0.75 * reach}), at.Add(geom.Point{X: reach, Y: 0.75 * reach}))
	case casefile.ArrowMark:
		return []geom.Point{at.Add(geom.Point{X: -1.5 * reach, Y: 1.5 * reach}), at}
	case casefile.FreeMark: // a ring that can be made larger and pulled along
		var ring []geom.Point
		for i := range 25 {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / 24)
			ring = append(ring, at.Add(geom.Point{X: cos * reach, Y: 0.8 * sin * reach}))
		}
		return ring
	}
	return []geom.Point{at}
}

// Drawn returns the points of a mark that the hand draws from one place to
// another; trail is the way that it took. They are nil while that is no mark.
func Drawn(kind casefile.MarkKind, from, to geom.Point, trail []geom.Point) []geom.Point {
	switch kind {
	case casefile.CircleMark, casefile.ArrowMark:
		if from == to {
			return nil
		}
		return []geom.Point{from, to}
	case casefile.BoxMark, casefile.RedactionMark:
		if from.X == to.X || from.Y == to.Y {
			return nil
		}
		return Between(from, to)
	case casefile.FreeMark:
		if len(trail) < 2 {
			return nil
		}
		return slices.Clone(trail[:min(len(trail), casefile.MostMarkPoints)])
	}
	return []geom.Point{to}
}

// Between returns the corners of the upright box between two of its corners, from the top left round.
func Between(a, b geom.Point) []geom.Point {
	q := geom.Rect{MinX: min(a.X, b.X), MinY: min(a.Y, b.Y), MaxX: max(a.X, b.X), MaxY: max(a.Y, b.Y)}.Quad()
	return q[:]
}

// Moved returns points moved by as much.
func Moved(points []geom.Point, by geom.Point) []geom.Point {
	out := make([]geom.Point, len(points))
	for i, p := range points {
		out[i] = p.Add(by)
	}
	return out
}

// Handles returns where the hand takes hold of a mark to make it larger or smaller.
func Handles(kind casefile.MarkKind, points []geom.Point) []geom.Point {
	switch kind {
	case casefile.CircleMark:
		return points[1:]
	case casefile.ArrowMark, casefile.BoxMark, casefile.RedactionMark:
		return points
	case casefile.FreeMark:
		q := Bounds(points).Quad()
		return q[:]
	}
	return nil
}

// Pulled returns the points of a mark one of whose handles is pulled to a place.
func Pulled(kind casefile.MarkKind, points []geom.Point, handle int, to geom.Point) []geom.Point {
	out := slices.Clone(points)
	switch kind {
	case casefile.CircleMark:
		if to != points[0] {
			out[1] = to
		}
	case casefile.ArrowMark:
		if to != points[1-handle] {
			out[handle] = to
		}
	case casefile.BoxMark, casefile.RedactionMark:
		// Along the box's own sides, which need not be upright.
		fixed := points[(handle+2)%4]
		one, other := points[(handle+1)%4].Sub(fixed), points[(handle+3)%4].Sub(fixed)
		det := one.X*other.Y - one.Y*other.X
		if math.Abs(det) < 1e-12 {
			return out
		}
		v := to.Sub(fixed)
		a, b := (v.X*other.Y-v.Y*other.X)/det, (one.X*v.Y-one.Y*v.X)/det
		if math.Abs(a) < 1e-6 || math.Abs(b) < 1e-6 {
			return out
		}
		out[handle], out[(handle+1)%4], out[(handle+3)%4] = to, fixed.Add(one.Times(a)), fixed.Add(other.Times(b))
	case casefile.FreeMark:
		q := Bounds(points).Quad()
		fixed, was := q[(handle+2)%4], q[handle]
		sx, sy := ratio(to.X-fixed.X, was.X-fixed.X), ratio(to.Y-fixed.Y, was.Y-fixed.Y)
		for i, p := range points {
			out[i] = geom.Point{X: fixed.X + (p.X-fixed.X)*sx, Y: fixed.Y + (p.Y-fixed.Y)*sy}
		}
	}
	return out
}

func ratio(now, was float64) float64 {
	if was == 0 || now == 0 {
		return 1
	}
	return now / was
}

// Sized returns the points of a mark made larger or smaller by as much, to the
// right and down, as by a key.
func Sized(kind casefile.MarkKind, points []geom.Point, by geom.Point) []geom.Point {
	if kind == casefile.CircleMark {
		out := points[1].Sub(points[0])
		longer := max(out.Length()+by.X+by.Y, 1)
		return []geom.Point{points[0], points[0].Add(unit(out).Times(longer))}
	}
	handles := Handles(kind, points)
	if len(handles) == 0 {
		return points
	}
	last := len(handles) - 1
	if len(handles) == 4 {
		last = 2
	}
	return Pulled(kind, points, last, handles[last].Add(by))
}

// Targets are the places that a mark snaps to along one axis.
type Targets []float64

// Nearest returns by how much one of several places has to move for the first
// of them to lie on a target within reach; 0 where none does.
func (t Targets) Nearest(places []float64, reach float64) float64 {
	best, least := 0., reach
	for _, target := range t {
		for _, place := range places {
			if by := target - place; math.Abs(by) <= least && (math.Abs(by) < least || best == 0) {
				best, least = by, math.Abs(by)
			}
		}
	}
	return best
}

// Lines returns what other things snap to of a rectangle: its edges and its middle.
func Lines(r geom.Rect) (xs, ys Targets) {
	c := r.Centre()
	return Targets{r.MinX, c.X, r.MaxX}, Targets{r.MinY, c.Y, r.MaxY}
}
