package raster

import (
	"math"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// A stroke is the area between two lines at half its width beside the path:
//
//	outer ──────────┐        at a join the outer line runs to where its two
//	path  ───────┐  │        parts meet (the mitre), and so does the inner one
//	inner ────┐  │  │        while both parts are long enough to meet
//
// As one contour it is covered once; made of pieces, the pixels along its edge
// would be covered by several and the edge would turn rough.

// polyline is a row of straight sides, in pixels.
type polyline struct {
	points []geom.Point
	closed bool
}

// flatness is how far the sides may lie from a curve, in pixels.
const flatness = 0.03

// flatten turns a path into straight sides, in pixels; no two neighbouring
// points are the same. The number of sides of a curve is that of G. Wang (1984),
// by its second differences.
func flatten(path figure.Path, scale float64) polyline {
	out := polyline{closed: path.Closed}
	add := func(p geom.Point) {
		if n := len(out.points); n == 0 || out.points[n-1] != p {
			out.points = append(out.points, p)
		}
	}
	points := path.Points
	for i := 0; i < len(points); i++ {
		if i == 0 || i >= len(path.Curved) || !path.Curved[i] || i+2 >= len(points) {
			add(points[i].Times(scale))
			continue
		}
		a, b, c, d := points[i-1].Times(scale), points[i].Times(scale), points[i+1].Times(scale), points[i+2].Times(scale)
		bend := max(a.Sub(b.Times(2)).Add(c).Length(), b.Sub(c.Times(2)).Add(d).Length())
		sides := int(min(1000, math.Ceil(math.Sqrt(0.75*bend/flatness))))
		for k := 1; k < sides; k++ {
			t := float64(k) / float64(sides)
			u := 1 - t
			add(a.Times(u * u * u).Add(b.Times(3 * u * u * t)).Add(c.Times(3 * u * t * t)).Add(d.Times(t * t * t)))
		}
		add(d)
		i += 2
	}
	if n := len(out.points); out.closed && n > 1 && out.points[0] == out.points[n-1] {
		out.points = out.points[:n-1]
	}
	return out
}

// dashed cuts a line into dashes, as a PDF reader does: the first dash begins at
// the first point. Without a pattern the line stays whole.
func (l polyline) dashed(pattern []float64, scale float64) []polyline {
	var sum float64
	for _, d := range pattern {
		if !(d >= 0) {
			return []polyline{l}
		}
		sum += d * scale
	}
	const least = 0.05 // pixels: a finer pattern is a whole line to the eye
	if sum < least {
		return []polyline{l}
	}
	points := l.points
	if l.closed && len(points) > 0 {
		points = append(points[:len(points):len(points)], points[0])
	}
	if len(points) < 2 {
		return nil
	}
	var out []polyline
	k, left := 0, pattern[0]*scale
	dash := []geom.Point{points[0]}
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		side := to.Distance(from)
		for at := 0.0; at < side; {
			step := min(left, side-at)
			at += step
			left -= step
			end := from.Add(to.Sub(from).Times(at / side))
			if at >= side {
				end = to
			}
			if k%2 == 0 && dash[len(dash)-1] != end {
				dash = append(dash, end)
			}
			if left > 0 {
				continue
			}
			if k%2 == 0 && len(dash) > 1 {
				out = append(out, polyline{points: dash})
			}
			k++
			left = pattern[k%len(pattern)] * scale
			dash = []geom.Point{end}
		}
	}
	if k%2 == 0 && len(dash) > 1 {
		out = append(out, polyline{points: dash})
	}
	return out
}

// mitreLimit is the length of a mitre over the width of its line beyond which
// the corner is cut off, as where nothing else is said in a PDF.
const mitreLimit = 10

// stroked returns the contours of a line of that width, in pixels.
func (l polyline) stroked(width float64) [][]geom.Point {
	n := len(l.points)
	if n < 2 || !(width > 0) {
		return nil
	}
	if l.closed && n > 2 {
		ahead := l.beside(width / 2)
		back := l.reversed().beside(width / 2)
		return [][]geom.Point{ahead, back}
	}
	return [][]geom.Point{append(l.beside(width/2), l.reversed().beside(width/2)...)}
}

func (l polyline) reversed() polyline {
	out := polyline{points: make([]geom.Point, len(l.points)), closed: l.closed}
	for i, p := range l.points {
		out.points[len(out.points)-1-i] = p
	}
	return out
}

// beside returns the line at a distance on the left of a line that runs right
// (y is down: it lies above).
func (l polyline) beside(distance float64) []geom.Point {
	n := len(l.points)
	closed := l.closed && n > 2
	sides := n - 1
	if closed {
		sides = n
	}
	along := func(i int) (unit geom.Point, long float64) {
		d := l.points[(i+1)%n].Sub(l.points[i%n])
		long = d.Length()
		return d.Times(1 / long), long
	}
	var out []geom.Point
	if !closed {
		u, _ := along(0)
		out = append(out, l.points[0].Add(aside(u, distance)))
	}
	first := 1
	if closed {
		first = 0
	}
	for i := first; i < sides; i++ {
		u, lengthBefore := along((i + sides - 1) % sides)
		v, lengthAfter := along(i)
		out = append(out, join(l.points[i], u, v, distance, min(lengthBefore, lengthAfter))...)
	}
	if !closed {
		u, _ := along(sides - 1)
		out = append(out, l.points[n-1].Add(aside(u, distance)))
	}
	return out
}

func aside(u geom.Point, distance float64) geom.Point {
	return geom.Point{X: u.Y * distance, Y: -u.X * distance}
}

// join returns the points beside a corner where direction u turns to v.
func join(at, u, v geom.Point, distance, shorter float64) []geom.Point {
	before, after := at.Add(aside(u, distance)), at.Add(aside(v, distance))
	cos := float64(u.X*v.X) + float64(u.Y*v.Y)
	sin := float64(u.X*v.Y) - float64(u.Y*v.X) // above 0: turns right, so this is the outer side
	// The two lines meet at distance·tan(half the turn) beyond the corner.
	if 1+cos > 1e-9 {
		ahead := math.Abs(sin) / (1 + cos) * distance
		mitre := math.Sqrt(2 / (1 + cos)) // over the width
		switch outer := sin > 0; {
		case outer && mitre <= mitreLimit, !outer && ahead <= shorter:
			m := aside(u, distance).Add(u.Times(math.Copysign(ahead, sin)))
			return []geom.Point{at.Add(m)}
		}
	}
	if sin > 0 {
		return []geom.Point{before, after}
	}
	return []geom.Point{before, at, after} // the inner lines do not meet: by the corner nothing stays open
}
