// Package geom owns the plane geometry of the program: points, sizes,
// rectangles, quadrangles, and Map, the 3×3 projective transformation that
// carries a point of one picture to another. It promises that there is one
// convention for pixels in the whole program, stated here:
//
//	The top-left corner of a picture is (0, 0) and the centre of its top-left
//	pixel is (0.5, 0.5). A picture of width w spans 0 ≤ x ≤ w.
//
//	0     1     2   x
//	+-----+-----+---
//	|  ·  |  ·  |        · = pixel centres at half integers
//	+-----+-----+---
//
// Three spaces exist and every name that crosses them says which: picture (the
// upright pixels of one file), stage (device pixels of the viewer) and screen
// (the toolkit's units).
package geom

import "math"

// Point is a place in the plane, in pixels of the space its owner names.
type Point struct{ X, Y float64 }

// Add returns p + q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub returns p − q.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Times returns p scaled by k about the origin.
func (p Point) Times(k float64) Point { return Point{p.X * k, p.Y * k} }

// Length returns the Euclidean length of p taken as a vector.
func (p Point) Length() float64 { return math.Hypot(p.X, p.Y) }

// Distance returns the Euclidean distance between p and q.
func (p Point) Distance(q Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

// DistanceToSegment returns how far the point lies from the line between two others.
func (p Point) DistanceToSegment(from, to Point) float64 {
	along, t := to.Sub(from), 0.0
	if n := float64(along.X*along.X) + float64(along.Y*along.Y); n > 0 {
		t = min(max((float64((p.X-from.X)*along.X)+float64((p.Y-from.Y)*along.Y))/n, 0), 1)
	}
	return p.Distance(from.Add(along.Times(t)))
}

// Size is a width and height in whole pixels.
type Size struct{ Width, Height int }

// Empty reports whether the size holds no pixel.
func (s Size) Empty() bool { return s.Width <= 0 || s.Height <= 0 }

// Pixels returns the number of pixels, as int64 so that a hostile header can't overflow it.
func (s Size) Pixels() int64 { return int64(s.Width) * int64(s.Height) }

// Scaled returns the size of the same shape with the given share of the area,
// rounded, at least 1×1.
func (s Size) Scaled(areaShare float64) Size {
	k := math.Sqrt(areaShare)
	return Size{max(1, int(math.Round(float64(s.Width)*k))), max(1, int(math.Round(float64(s.Height)*k)))}
}

// Rect returns the rectangle that a picture of this size spans.
func (s Size) Rect() Rect { return Rect{0, 0, float64(s.Width), float64(s.Height)} }

// Quad returns the four corners of a picture of this size, clockwise from the top left.
func (s Size) Quad() Quad { return s.Rect().Quad() }

// Diagonal returns the length of the diagonal in pixels.
func (s Size) Diagonal() float64 { return math.Hypot(float64(s.Width), float64(s.Height)) }

// Rect is an axis-parallel rectangle with MinX ≤ MaxX and MinY ≤ MaxY.
type Rect struct{ MinX, MinY, MaxX, MaxY float64 }

// Width returns the rectangle's extent along x.
func (r Rect) Width() float64 { return r.MaxX - r.MinX }

// Height returns the rectangle's extent along y.
func (r Rect) Height() float64 { return r.MaxY - r.MinY }

// Centre returns the middle of the rectangle.
func (r Rect) Centre() Point { return Point{(r.MinX + r.MaxX) / 2, (r.MinY + r.MaxY) / 2} }

// Empty reports whether the rectangle has no area.
func (r Rect) Empty() bool { return r.MinX >= r.MaxX || r.MinY >= r.MaxY }

// Contains reports whether p lies within the rectangle, its lower edges included.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.MinX && p.X < r.MaxX && p.Y >= r.MinY && p.Y < r.MaxY
}

// Intersect returns the common part of two rectangles; it is Empty when there is none.
func (r Rect) Intersect(o Rect) Rect {
	return Rect{math.Max(r.MinX, o.MinX), math.Max(r.MinY, o.MinY), math.Min(r.MaxX, o.MaxX), math.Min(r.MaxY, o.MaxY)}
}

// Union returns the smallest rectangle around two.
func (r Rect) Union(o Rect) Rect {
	return Rect{math.Min(r.MinX, o.MinX), math.Min(r.MinY, o.MinY), math.Max(r.MaxX, o.MaxX), math.Max(r.MaxY, o.MaxY)}
}

// Grown returns the rectangle with every side moved outwards by as much; inwards
// by a negative length.
func (r Rect) Grown(by float64) Rect {
	return Rect{r.MinX - by, r.MinY - by, r.MaxX + by, r.MaxY + by}
}

// Quad returns the rectangle's corners, clockwise from the top left (y points down).
func (r Rect) Quad() Quad {
	return Quad{{r.MinX, r.MinY}, {r.MaxX, r.MinY}, {r.MaxX, r.MaxY}, {r.MinX, r.MaxY}}
}

// Quad is a quadrangle; its corners follow those of the rectangle it came from.
type Quad [4]Point

// Bounds returns the smallest rectangle around the quadrangle.
func (q Quad) Bounds() Rect {
	r := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range q {
		r.MinX, r.MaxX = math.Min(r.MinX, p.X), math.Max(r.MaxX, p.X)
		r.MinY, r.MaxY = math.Min(r.MinY, p.Y), math.Max(r.MaxY, p.Y)
	}
	return r
}

// Area returns the area of a polygon by the shoelace formula, without sign.
func Area(polygon []Point) float64 {
	var twice float64
	for i, p := range polygon {
		q := polygon[(i+1)%len(polygon)]
		twice += float64(p.X*q.Y) - float64(p.Y*q.X)
	}
	return math.Abs(twice) / 2
}

// Clip returns the part of a convex polygon that lies within the rectangle
// (Sutherland and Hodgman, 1974). The result may be empty.
func Clip(polygon []Point, to Rect) []Point {
	for _, depth := range [4]func(Point) float64{
		func(p Point) float64 { return p.X - to.MinX },
		func(p Point) float64 { return to.MaxX - p.X },
		func(p Point) float64 { return p.Y - to.MinY },
		func(p Point) float64 { return to.MaxY - p.Y },
	} {
		polygon = ClipTo(polygon, depth)
	}
	return polygon
}

// ClipTo returns the part of a convex polygon where depth, which must be linear
// in the point, is not negative. The result may be empty.
func ClipTo(polygon []Point, depth func(Point) float64) []Point {
	var kept []Point
	for i, p := range polygon {
		q := polygon[(i+1)%len(polygon)]
		dp, dq := depth(p), depth(q)
		if dp >= 0 {
			kept = append(kept, p)
		}
		if (dp >= 0) != (dq >= 0) {
			kept = append(kept, p.Add(q.Sub(p).Times(dp/(dp-dq))))
		}
	}
	return kept
}
