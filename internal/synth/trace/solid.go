package trace

import "math"

// Shape is the form of a solid in its own frame, in which it reaches from −1 to 1.
type Shape uint8

// The shapes.
const (
	Box   Shape = iota
	Ball        // an ellipsoid
	Drum        // a cylinder along z, closed
	Spire       // a cone, its tip at z = 1
	Gable       // a roof: its ridge runs along x at z = 1, its eaves lie at z = −1
	Sheet       // flat, z = 0, seen from both sides
)

// Solid is one thing with one surface.
type Solid struct {
	Shape   Shape
	At      Vec   // the middle, metres
	X, Y, Z Vec   // half its axes, metres; they need not be at right angles
	Paint   Paint // what its surface is like
	Thing   int32 // what it belongs to; 0 is nothing in particular
	// Of a box: by how much its upper end is narrower along x and y, 0 to 1.
	TaperX, TaperY float64
	// Of a ball: the share of its surface that is holes, and how large they are in
	// metres: a bush, a crown.
	Holes, Leaf float64
	number      int    // among the solids, to sort them the same every time
	inverse     [3]Vec // rows: carries a world vector into the frame
	half        Vec
	low         Vec
	high        Vec
}

// Upright returns a solid whose z stands upright: half sizes in metres, turned by yaw radians.
func Upright(s Shape, at, half Vec, yaw float64, p Paint) Solid {
	sin, cos := math.Sincos(yaw)
	return Solid{
		Shape: s, At: at, Paint: p,
		X: Vec{half.X * cos, half.X * sin, 0}, Y: Vec{-half.Y * sin, half.Y * cos, 0}, Z: Vec{0, 0, half.Z},
	}
}

// Limb returns a rod with round ends' look between two places: a drum, or another shape along z.
func Limb(s Shape, from, to Vec, radius float64, p Paint) Solid {
	z := to.Sub(from).Times(0.5)
	side := Vec{0, 0, 1}
	if math.Abs(z.Unit().Z) > 0.9 {
		side = Vec{1, 0, 0}
	}
	x := z.Cross(side).Unit()
	y := z.Cross(x).Unit()
	return Solid{Shape: s, At: from.Add(z), X: x.Times(radius), Y: y.Times(radius), Z: z, Paint: p}
}

// prepare works out what the rays need.
func (s *Solid) prepare() {
	if s.Shape == Sheet {
		s.Z = s.X.Cross(s.Y).Unit().Times(0.01)
	}
	det := s.X.Dot(s.Y.Cross(s.Z))
	k := 1 / det
	s.inverse = [3]Vec{s.Y.Cross(s.Z).Times(k), s.Z.Cross(s.X).Times(k), s.X.Cross(s.Y).Times(k)}
	s.half = Vec{s.X.Length(), s.Y.Length(), s.Z.Length()}
	reach := func(x, y, z float64) float64 {
		if s.Shape == Ball {
			return math.Sqrt(x*x + y*y + z*z)
		}
		return math.Abs(x) + math.Abs(y) + math.Abs(z)
	}
	r := Vec{reach(s.X.X, s.Y.X, s.Z.X), reach(s.X.Y, s.Y.Y, s.Z.Y), reach(s.X.Z, s.Y.Z, s.Z.Z)}
	s.low, s.high = s.At.Sub(r), s.At.Add(r)
}

// hit returns how far along the ray the solid begins within near…far, and the
// outward gradient there in the solid's frame.
func (s *Solid) hit(o, d Vec, near, far float64) (t float64, g Vec, ok bool) {
	q := o.Sub(s.At)
	o = Vec{q.Dot(s.inverse[0]), q.Dot(s.inverse[1]), q.Dot(s.inverse[2])}
	d = Vec{d.Dot(s.inverse[0]), d.Dot(s.inverse[1]), d.Dot(s.inverse[2])}
	switch s.Shape {
	case Ball:
		a, b, c := d.Dot(d), o.Dot(d), o.Dot(o)-1
		w := b*b - a*c
		if w < 0 {
			return 0, g, false
		}
		w = math.Sqrt(w)
		for _, t := range [2]float64{(-b - w) / a, (-b + w) / a} {
			if t < near || t >= far {
				continue
			}
			g = o.Along(d, t)
			if s.Holes > 0 && s.holed(g) {
				continue
			}
			return t, g, true
		}
		return 0, g, false
	case Sheet:
		t = -o.Z / d.Z
		if !(t >= near && t < far) {
			return 0, g, false
		}
		x, y := o.X+t*d.X, o.Y+t*d.Y
		return t, Vec{0, 0, 1}, x >= -1 && x <= 1 && y >= -1 && y <= 1
	case Drum, Spire:
		return s.round(o, d, near, far)
	}
	// Convex with flat faces: the last entry before the first exit.
	in, out := near, far
	cut := func(n Vec, c float64) bool { // n·p ≤ c
		k, h := n.Dot(d), c-n.Dot(o)
		switch {
		case k < -1e-12:
			if v := h / k; v > in {
				in, g = v, n
			}
		case k > 1e-12:
			out = min(out, h/k)
		case h < 0:
			return false
		}
		return in < out
	}
	x, y := s.TaperX/2, s.TaperY/2
	if !cut(Vec{1, 0, x}, 1-x) || !cut(Vec{-1, 0, x}, 1-x) || !cut(Vec{0, 0, -1}, 1) {
		return 0, g, false
	}
	if s.Shape == Box {
		ok = cut(Vec{0, 1, y}, 1-y) && cut(Vec{0, -1, y}, 1-y) && cut(Vec{0, 0, 1}, 1)
	} else {
		ok = cut(Vec{0, 1, 0.5}, 0.5) && cut(Vec{0, -1, 0.5}, 0.5)
	}
	return in, g, ok && in > near && g != Vec{}
}

// holed reports whether a place on the ball, in its frame, is a hole.
func (s *Solid) holed(g Vec) bool {
	k := 1 / s.Leaf
	at := func(v float64) int { return int(math.Floor(v * k)) }
	return Hash(at(g.X*s.half.X+s.At.X), at(g.Y*s.half.Y+s.At.Y), at(g.Z*s.half.Z+s.At.Z)) < s.Holes
}

// round is hit for drums and spires.
func (s *Solid) round(o, d Vec, near, far float64) (t float64, g Vec, ok bool) {
	best := far
	var a, b, c float64
	if s.Shape == Drum {
		a, b, c = d.X*d.X+d.Y*d.Y, o.X*d.X+o.Y*d.Y, o.X*o.X+o.Y*o.Y-1
	} else { // x² + y² = ((1−z)/2)²
		r := (1 - o.Z) / 2
		a, b, c = d.X*d.X+d.Y*d.Y-d.Z*d.Z/4, o.X*d.X+o.Y*d.Y+r*d.Z/2, o.X*o.X+o.Y*o.Y-r*r
	}
	if w := b*b - a*c; w >= 0 && math.Abs(a) > 1e-12 {
		w = math.Sqrt(w)
		for _, v := range [2]float64{(-b - w) / a, (-b + w) / a} {
			if z := o.Z + v*d.Z; v >= near && v < best && z >= -1 && z <= 1 {
				p := o.Along(d, v)
				best, ok, g = v, true, Vec{p.X, p.Y, 0}
				if s.Shape == Spire {
					g.Z = (1 - p.Z) / 4
				}
			}
		}
	}
	for _, end := range [2]float64{-1, 1} {
		if s.Shape == Spire && end > 0 {
			break
		}
		if v := (end - o.Z) / d.Z; v >= near && v < best {
			if x, y := o.X+v*d.X, o.Y+v*d.Y; x*x+y*y <= 1 {
				best, ok, g = v, true, Vec{0, 0, end}
			}
		}
	}
	return best, g, ok
}

// normal carries a gradient of the frame into the world, with length 1.
func (s *Solid) normal(g Vec) Vec {
	return s.inverse[0].Times(g.X).Along(s.inverse[1], g.Y).Along(s.inverse[2], g.Z).Unit()
}

// local returns the place in metres from the solid's middle along its own axes.
func (s *Solid) local(p Vec) Vec {
	q := p.Sub(s.At)
	return Vec{q.Dot(s.inverse[0]) * s.half.X, q.Dot(s.inverse[1]) * s.half.Y, q.Dot(s.inverse[2]) * s.half.Z}
}
