package geom

import "math"

// Map is a projective transformation of the plane, a row-major 3×3 matrix:
// (x', y', w) = M (x, y, 1). Variables of this type are named by direction, as
// candidateFromClaimed. The zero value is not a transformation; see Valid.
type Map [9]float64

// Identity leaves every point where it is.
func Identity() Map { return Map{1, 0, 0, 0, 1, 0, 0, 0, 1} }

// Translation moves by (dx, dy).
func Translation(dx, dy float64) Map { return Map{1, 0, dx, 0, 1, dy, 0, 0, 1} }

// Scaling scales by sx and sy about the origin.
func Scaling(sx, sy float64) Map { return Map{sx, 0, 0, 0, sy, 0, 0, 0, 1} }

// Rotation turns by radians about the origin, clockwise on screen (y points down).
func Rotation(radians float64) Map {
	s, c := math.Sincos(radians)
	return Map{c, -s, 0, s, c, 0, 0, 0, 1}
}

// Mirroring mirrors a picture of the given width left to right.
func Mirroring(width float64) Map { return Map{-1, 0, width, 0, 1, 0, 0, 0, 1} }

// Apply carries a point. A point on the horizon gives infinite coordinates.
func (m Map) Apply(p Point) Point {
	w := float64(m[6]*p.X) + float64(m[7]*p.Y) + m[8]
	return Point{
		(float64(m[0]*p.X) + float64(m[1]*p.Y) + m[2]) / w,
		(float64(m[3]*p.X) + float64(m[4]*p.Y) + m[5]) / w,
	}
}

// ApplyQuad carries the four corners.
func (m Map) ApplyQuad(q Quad) Quad {
	for i := range q {
		q[i] = m.Apply(q[i])
	}
	return q
}

// After returns the transformation that does first, then m.
// With m = cFromB and first = bFromA the result is cFromA.
func (m Map) After(first Map) Map {
	var out Map
	for r := range 3 {
		for c := range 3 {
			out[3*r+c] = float64(m[3*r]*first[c]) + float64(m[3*r+1]*first[3+c]) + float64(m[3*r+2]*first[6+c])
		}
	}
	return out
}

// Determinant returns the determinant of the 3×3 matrix.
func (m Map) Determinant() float64 {
	return float64(m[0]*(float64(m[4]*m[8])-float64(m[5]*m[7]))) -
		float64(m[1]*(float64(m[3]*m[8])-float64(m[5]*m[6]))) +
		float64(m[2]*(float64(m[3]*m[7])-float64(m[4]*m[6])))
}

// Inverse returns the transformation of the opposite direction; ok is false
// where there is none (a singular or non-finite matrix).
func (m Map) Inverse() (inverse Map, ok bool) {
	d := m.Determinant()
	if d == 0 || math.IsNaN(d) || math.IsInf(d, 0) {
		return Map{}, false
	}
	inverse = Map{
		(float64(m[4]*m[8]) - float64(m[5]*m[7])) / d, (float64(m[2]*m[7]) - float64(m[1]*m[8])) / d, (float64(m[1]*m[5]) - float64(m[2]*m[4])) / d,
		(float64(m[5]*m[6]) - float64(m[3]*m[8])) / d, (float64(m[0]*m[8]) - float64(m[2]*m[6])) / d, (float64(m[2]*m[3]) - float64(m[0]*m[5])) / d,
		(float64(m[3]*m[7]) - float64(m[4]*m[6])) / d, (float64(m[1]*m[6]) - float64(m[0]*m[7])) / d, (float64(m[0]*m[4]) - float64(m[1]*m[3])) / d,
	}
	for _, v := range inverse {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Map{}, false
		}
	}
	return inverse, true
}

// Normalised returns the same transformation scaled so that its last element
// is 1. A matrix whose last element is 0 is returned as it is.
func (m Map) Normalised() Map {
	if m[8] == 0 {
		return m
	}
	k := m[8]
	for i := range m {
		m[i] /= k
	}
	return m
}

// Valid reports whether the matrix is finite and can be inverted.
func (m Map) Valid() bool {
	_, ok := m.Inverse()
	return ok
}

// Mirrored reports whether the transformation turns the plane over near p.
func (m Map) Mirrored(p Point) bool { return m.AreaScale(p) < 0 }

// AreaScale returns the Jacobian's determinant at p: the signed factor by
// which a small area at p grows.
func (m Map) AreaScale(p Point) float64 {
	w := float64(m[6]*p.X) + float64(m[7]*p.Y) + m[8]
	return m.Determinant() / float64(float64(w*w)*w)
}

// LengthScale returns the square root of the absolute area scale at p: the
// factor by which a short length at p grows, on average over directions.
func (m Map) LengthScale(p Point) float64 { return math.Sqrt(math.Abs(m.AreaScale(p))) }

// RotationDegrees returns the turn of the x axis at p in degrees, −180 to 180,
// clockwise positive as seen on screen. For a mirrored map the mirror (left to
// right) is taken out first.
func (m Map) RotationDegrees(p Point) float64 {
	if m.Mirrored(p) {
		m = m.After(Map{-1, 0, 2 * p.X, 0, 1, 0, 0, 0, 1})
	}
	const h = 1e-3
	d := m.Apply(Point{p.X + h, p.Y}).Sub(m.Apply(Point{p.X - h, p.Y}))
	return math.Atan2(d.Y, d.X) * 180 / math.Pi
}

// Shares takes a map bFromA and returns how much of picture a lies within picture b and the other way
// round, as shares of each picture's area, 0 to 1. A map whose horizon crosses
// picture a gives zeros.
func (m Map) Shares(a, b Size) (ofA, ofB float64) {
	if a.Empty() || b.Empty() {
		return 0, 0
	}
	aFromB, ok := m.Inverse()
	if !ok || m.CrossesHorizon(a.Quad()) {
		return 0, 0
	}
	quad := m.ApplyQuad(a.Quad())
	inB := Clip(quad[:], b.Rect())
	inA := make([]Point, len(inB))
	for i, p := range inB {
		inA[i] = aFromB.Apply(p)
	}
	ofA = math.Min(1, Area(inA)/float64(a.Pixels()))
	ofB = math.Min(1, Area(inB)/float64(b.Pixels()))
	return ofA, ofB
}

// Overlap takes a map bFromA and returns the part of picture a that lies within
// picture b, in a's pixels. It is empty where a map's horizon crosses picture a.
func (m Map) Overlap(a, b Size) []Point {
	aFromB, ok := m.Inverse()
	if !ok || m.CrossesHorizon(a.Quad()) {
		return nil
	}
	quad := m.ApplyQuad(a.Quad())
	part := Clip(quad[:], b.Rect())
	for i, p := range part {
		part[i] = aFromB.Apply(p)
	}
	return part
}

// CrossesHorizon reports whether the line that the map sends to infinity meets
// or touches the quadrangle.
func (m Map) CrossesHorizon(q Quad) bool {
	positive, negative := 0, 0
	for _, p := range q {
		switch w := float64(m[6]*p.X) + float64(m[7]*p.Y) + m[8]; {
		case w > 0:
			positive++
		case w < 0:
			negative++
		}
	}
	return positive != 4 && negative != 4
}
