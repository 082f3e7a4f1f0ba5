package synth

import (
	"math"
	"sort"

	"github.com/motbilde/motbilde/internal/geom"
)

// A body is a thing built of flat faces: a vehicle, a house, a bridge. Its
// faces are given in its own frame: x forward, y to its right, z up, metres.
type body struct {
	faces   []face
	sources []source
	place   vec     // the frame's origin in the world
	dx, dy  float64 // unit direction of x in the world
}

// face is a convex polygon with the temperature of its surface. Order is the
// order of parts: a face with a higher order is drawn later, whatever its depth.
type face struct {
	points []vec
	value  float32
	order  int
	group  vec  // what the painter sorts by: the middle of the part it belongs to
	out    vec  // the way it faces, where the corners' order doesn't tell
	both   bool // drawn from behind too
}

// source is a hot spot: an engine, an exhaust, a brake.
type source struct {
	at     vec
	radius float64 // metres
	heat   float32
}

// box adds the six sides of a box between two corners. Slopes taper it: front
// and back tell how far the upper edge stands back at either end, metres.
func (b *body) box(lo, hi vec, value float32, front, back, sides float64) {
	x0, x1, y0, y1 := lo.x+back, hi.x-front, lo.y+sides, hi.y-sides
	a := [8]vec{
		{lo.x, lo.y, lo.z},
		{hi.x, lo.y, lo.z},
		{hi.x, hi.y, lo.z},
		{lo.x, hi.y, lo.z},
		{x0, y0, hi.z},
		{x1, y0, hi.z},
		{x1, y1, hi.z},
		{x0, y1, hi.z},
	}
	middle := lo.add(hi).times(0.5)
	add := func(shift float32, i ...int) {
		f := face{value: value + shift, group: middle}
		for _, k := range i {
			f.points = append(f.points, a[k])
		}
		b.faces = append(b.faces, f)
	}
	add(-0.10, 4, 5, 6, 7) // the top faces the cold sky
	add(0.02, 0, 1, 5, 4)
	add(0.02, 2, 3, 7, 6)
	add(0.05, 1, 2, 6, 5)
	add(0.00, 3, 0, 4, 7)
}

// plate adds one flat polygon that is seen from where it faces.
func (b *body) plate(value float32, order int, out vec, points ...vec) {
	var middle vec
	for _, p := range points {
		middle = middle.along(p, 1/float64(len(points)))
	}
	b.faces = append(b.faces, face{points: points, value: value, order: order, group: middle, out: out})
}

// wheel adds a disc of that radius standing across the body's right axis.
func (b *body) wheel(x, y, radius, width float64, value float32) {
	const n = 14
	side := math.Copysign(1, y)
	rim := make([]vec, n)
	for i := range rim {
		s, c := math.Sincos(2 * math.Pi * float64(i) / n)
		rim[i] = vec{x + radius*c, y, radius + radius*s}
	}
	hub := make([]vec, n)
	for i := range hub {
		hub[i] = vec{x + (rim[i].x-x)*0.5, y + side*0.02, radius + (rim[i].z-radius)*0.5}
	}
	middle := vec{x, y, radius}
	inner := middle.sub(vec{0, side * width, 0})
	for i := range rim { // the tread
		j := (i + 1) % n
		k := vec{0, -side * width, 0}
		f := face{points: []vec{rim[i], rim[j], rim[j].add(k), rim[i].add(k)}, value: value - 0.12, group: inner, both: true}
		b.faces = append(b.faces, f)
	}
	b.faces = append(b.faces,
		face{points: rim, value: value, group: middle, out: vec{0, side, 0}, order: 1},
		face{points: hub, value: value + 0.18, group: middle, out: vec{0, side, 0}, order: 1})
}

// world carries a point of the body's frame into the world.
func (b *body) world(p vec) vec {
	return vec{
		b.place.x + p.x*b.dx + p.y*b.dy,
		b.place.y + p.x*b.dy - p.y*b.dx,
		b.place.z + p.z,
	}
}

// turned carries a direction of the body's frame into the world.
func (b *body) turned(p vec) vec {
	return vec{p.x*b.dx + p.y*b.dy, p.x*b.dy - p.y*b.dx, p.z}
}

// marks returns the faces that the camera sees, farthest first, and the box
// around them in pixels.
func (b *body) marks(c camera, z haze) ([]mark, geom.Rect) {
	type seen struct {
		face
		depth float64
	}
	var list []seen
	for _, f := range b.faces {
		w := make([]vec, len(f.points))
		for i, p := range f.points {
			w[i] = b.world(p)
		}
		// The body's frame is left-handed in the world's, so that a box's normals point inward here.
		normal := w[1].sub(w[0]).cross(w[2].sub(w[0]))
		if f.out != (vec{}) {
			normal = b.turned(f.out).times(-1)
		}
		if f.both || normal.dot(c.place().sub(w[0])) <= 0 {
			list = append(list, seen{f, c.place().sub(b.world(f.group)).length()})
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].order != list[j].order {
			return list[i].order < list[j].order
		}
		return list[i].depth > list[j].depth
	})
	box := geom.Rect{MinX: math.Inf(1), MinY: math.Inf(1), MaxX: math.Inf(-1), MaxY: math.Inf(-1)}
	marks := make([]mark, 0, len(list))
	veil := z.share(c.place().sub(b.place).length())
	for _, s := range list {
		at := make([]geom.Point, len(s.points))
		for i, p := range s.points {
			at[i], _ = c.project(b.world(p))
		}
		around := bounds(at)
		box.MinX, box.MinY = min(box.MinX, around.MinX), min(box.MinY, around.MinY)
		box.MaxX, box.MaxY = max(box.MaxX, around.MaxX), max(box.MaxY, around.MaxY)
		marks = append(marks, polygonMark(at, 1.2, b.fill(s.face, at, z.value, veil)))
	}
	return marks, box
}

// fill is the paint of a face: its own warmth and what the sources give it.
// The place on the face follows from three of its corners; a vehicle is small
// enough for that to hold without perspective.
func (b *body) fill(f face, at []geom.Point, air, veil float32) paint {
	if len(b.sources) == 0 {
		return solid(f.value + (air-f.value)*veil)
	}
	o, u, v := at[0], at[1].Sub(at[0]), at[len(at)-1].Sub(at[0])
	det := u.X*v.Y - u.Y*v.X
	if math.Abs(det) < 1e-6 {
		return solid(f.value)
	}
	fo, fu, fv := f.points[0], f.points[1].sub(f.points[0]), f.points[len(at)-1].sub(f.points[0])
	return func(x, y float64) (float32, float32) {
		dx, dy := x-o.X, y-o.Y
		p := fo.along(fu, (dx*v.Y-dy*v.X)/det).along(fv, (dy*u.X-dx*u.Y)/det)
		value := f.value
		for _, s := range b.sources {
			if q := p.sub(s.at); q.dot(q) < 6*s.radius*s.radius {
				value += s.heat * float32(math.Exp(-q.dot(q)/(s.radius*s.radius)))
			}
		}
		return value + (air-value)*veil, 1
	}
}

// shadow returns the mark of a soft shadow of a box on level ground: ground
// that the body kept from the evening's last warmth.
func (b *body) shadow(c camera, lo, hi vec, strength float32) mark {
	const leanX, leanY = 0.75, 0.25 // metres of shadow to a metre of height, away from the warm side
	var points []geom.Point
	for _, z := range [2]float64{0, hi.z} {
		for _, k := range [4][2]float64{{lo.x, lo.y}, {hi.x, lo.y}, {hi.x, hi.y}, {lo.x, hi.y}} {
			w := b.world(vec{k[0], k[1], 0}).add(vec{z * leanX, -z * leanY, 0})
			at, _ := c.project(w)
			points = append(points, at)
		}
	}
	_, scale := c.project(b.place)
	return polygonMark(hull(points), max(1.5, 0.35*scale), func(float64, float64) (float32, float32) { return 0.1, strength })
}

// hull returns the convex hull (Andrew 1979).
func hull(points []geom.Point) []geom.Point {
	sort.Slice(points, func(i, j int) bool {
		if points[i].X != points[j].X {
			return points[i].X < points[j].X
		}
		return points[i].Y < points[j].Y
	})
	var out []geom.Point
	for pass := range 2 {
		start := len(out)
		for k := range points {
			p := points[k]
			if pass == 1 {
				p = points[len(points)-1-k]
			}
			for len(out)-start >= 2 {
				a, b := out[len(out)-2], out[len(out)-1]
				if (b.X-a.X)*(p.Y-a.Y)-(b.Y-a.Y)*(p.X-a.X) > 0 {
					break
				}
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		out = out[:len(out)-1]
	}
	return out
}
