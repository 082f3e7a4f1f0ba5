// Package outside owns what lies outside the claim: how the claim's outline
// lies on the candidate, how much of the candidate it holds, which parts lie
// beyond it, and which lettering or graphics its edges cut. Its main types are
// Layout and Residue. It promises that nothing is said of a place that the
// candidate does not show, and that it would rather be silent about lettering
// than call scenery so.
package outside

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Version names the methods of this package and their parameters in cache keys
// and reports. It changes whenever the same values could give another result.
const Version = "outside/1"

// Side is an edge of a picture, as a person sees it upright.
type Side int

// The sides, clockwise.
const (
	Left Side = iota
	Top
	Right
	Bottom
)

// Sides are all of them, in the order in which they are told.
var Sides = [4]Side{Left, Top, Right, Bottom}

var sideWords = [4]string{"left", "top", "right", "bottom"}

// String returns the side's stable word, which keys of sentences end with.
func (s Side) String() string { return sideWords[s] }

// Corner returns the corner of a picture at which the side begins, clockwise,
// where corners count clockwise from the top left.
func (s Side) Corner() int { return (int(s) + 3) % 4 }

// Layout says how a claim lies on its candidate.
type Layout struct {
	// Quad is the claim's corners on the candidate, in candidate pixels, in the
	// order of the claim's own; they may lie outside of it.
	Quad geom.Quad
	// Inside is the share of the candidate's area within the outline, 0 to 1.
	Inside float64
	// Upright says that the outline's edges run along the candidate's, to 5°:
	// only then do the margins mean what a reader takes them for.
	Upright bool
	// Margins is how far the outline's bounds lie from each side of the
	// candidate, by Side, candidate pixels, at least 0.
	Margins [4]float64
	// Parts lie beyond an edge of the outline each, in the order of Sides. What
	// lies off a corner belongs to both of its parts, so that each shows all
	// that is to be seen in its direction. Slivers are left out.
	Parts []Part
}

// Part is what the candidate shows beyond one edge of the outline.
//
//	+-----+------------+-----+
//	|     |    Top     |     |     Left and Right reach from top to bottom,
//	|     +------------+     |     Top and Bottom from side to side.
//	|Left |   claim    |Right|
//	|     +------------+     |
//	|     |   Bottom   |     |
//	+-----+------------+-----+
type Part struct {
	Side  Side      // of the candidate, towards which it lies
	Box   geom.Rect // candidate pixels; for a turned outline the box around a part with slanted edges
	Share float64   // of the candidate's area, 0 to 1
}

// A part is a sliver, and not told, below either of these.
const (
	leastShare = 0.005
	leastDepth = 3 // candidate pixels from the outline's edge to the candidate's
)

// mostTilt is how far an upright outline's edges may be off the candidate's, as a tangent: 5°.
const mostTilt = 0.0875

// Of returns how a claim of that size lies on a candidate of that size; ok is
// false where the map can't be used, or sends a part of the claim beyond the horizon.
func Of(claimed, candidate geom.Size, candidateFromClaimed geom.Map) (l Layout, ok bool) {
	if claimed.Empty() || candidate.Empty() || !candidateFromClaimed.Valid() || candidateFromClaimed.CrossesHorizon(claimed.Quad()) {
		return l, false
	}
	l.Quad = candidateFromClaimed.ApplyQuad(claimed.Quad())
	whole := candidate.Rect()
	area := float64(candidate.Pixels())
	l.Inside = math.Min(1, geom.Area(geom.Clip(l.Quad[:], whole))/area)
	b := l.Quad.Bounds()
	l.Margins = [4]float64{
		Left: math.Max(0, b.MinX), Top: math.Max(0, b.MinY),
		Right: math.Max(0, whole.MaxX-b.MaxX), Bottom: math.Max(0, whole.MaxY-b.MaxY),
	}
	l.Upright = upright(l.Quad)
	order := sidesOf(l.Quad)
	frame := whole.Quad()
	for _, side := range Sides {
		for i, s := range order {
			if s != side {
				continue
			}
			beyond := beyondEdge(l.Quad, i)
			deepest := 0.0
			for _, p := range frame {
				deepest = math.Max(deepest, beyond(p))
			}
			piece := geom.ClipTo(frame[:], beyond)
			share := geom.Area(piece) / area
			if deepest >= leastDepth && share >= leastShare {
				l.Parts = append(l.Parts, Part{Side: side, Box: around(piece).Intersect(whole), Share: share})
			}
		}
	}
	return l, true
}

// beyondEdge returns how far a point lies outside of edge i of a convex
// quadrangle, from corner i to the next; negative inside.
func beyondEdge(q geom.Quad, i int) func(geom.Point) float64 {
	from, to := q[i], q[(i+1)%4]
	d := to.Sub(from)
	length := math.Max(d.Length(), 1e-12)
	normal := geom.Point{X: d.Y / length, Y: -d.X / length}
	if middle := centre(q).Sub(from); float64(normal.X*middle.X)+float64(normal.Y*middle.Y) > 0 {
		normal = normal.Times(-1) // a mirrored claim runs the other way round
	}
	return func(p geom.Point) float64 {
		v := p.Sub(from)
		return float64(normal.X*v.X) + float64(normal.Y*v.Y)
	}
}

func centre(q geom.Quad) geom.Point {
	return q[0].Add(q[1]).Add(q[2]).Add(q[3]).Times(0.25)
}

// sidesOf returns for each edge of the outline the side of the candidate that
// it looks to. The four follow each other the same way round or, for a mirrored
// claim, the other way; of these the order is taken that fits the edges' outward directions best.
func sidesOf(q geom.Quad) (sides [4]Side) {
	towards := [4]geom.Point{Left: {X: -1}, Top: {Y: -1}, Right: {X: 1}, Bottom: {Y: 1}}
	middle := centre(q)
	best := math.Inf(-1)
	for first := range 4 {
		for _, step := range [2]int{1, 3} {
			var fit float64
			var now [4]Side
			for i := range 4 {
				now[i] = Side((first + i*step) % 4)
				out := q[i].Add(q[(i+1)%4]).Times(0.5).Sub(middle)
				t := towards[now[i]]
				fit += (float64(t.X*out.X) + float64(t.Y*out.Y)) / math.Max(out.Length(), 1e-12)
			}
			if fit > best+1e-9 {
				best, sides = fit, now
			}
		}
	}
	return sides
}

func upright(q geom.Quad) bool {
	for i, p := range q {
		d := q[(i+1)%4].Sub(p)
		if along := math.Max(math.Abs(d.X), math.Abs(d.Y)); math.Min(math.Abs(d.X), math.Abs(d.Y)) > mostTilt*along {
			return false
		}
	}
	return true
}

func around(polygon []geom.Point) geom.Rect {
	r := geom.Rect{MinX: math.Inf(1), MinY: math.Inf(1), MaxX: math.Inf(-1), MaxY: math.Inf(-1)}
	for _, p := range polygon {
		r.MinX, r.MaxX = math.Min(r.MinX, p.X), math.Max(r.MaxX, p.X)
		r.MinY, r.MaxY = math.Min(r.MinY, p.Y), math.Max(r.MaxY, p.Y)
	}
	return r
}
