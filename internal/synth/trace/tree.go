package trace

import (
	"cmp"
	"math"
	"slices"
)

// node is one box of the tree of boxes that tells a ray what it need not look at.
type node struct {
	low, high   Vec
	first, many int // solids of a leaf; many is 0 inside
	far         int // the second child; the first follows its parent
	axis        int
}

const leaf = 3 // solids in a leaf

// plant sorts the solids into a tree.
func (w *World) plant() {
	for i := range w.solids {
		w.solids[i].number = i
		w.solids[i].prepare()
	}
	w.nodes = w.nodes[:0]
	if len(w.solids) > 0 {
		w.split(0, len(w.solids))
	}
}

func (w *World) split(from, to int) int {
	n := node{low: w.solids[from].low, high: w.solids[from].high, first: from, many: to - from}
	for i := from + 1; i < to; i++ {
		a, b := w.solids[i].low, w.solids[i].high
		n.low = Vec{min(n.low.X, a.X), min(n.low.Y, a.Y), min(n.low.Z, a.Z)}
		n.high = Vec{max(n.high.X, b.X), max(n.high.Y, b.Y), max(n.high.Z, b.Z)}
	}
	at := len(w.nodes)
	w.nodes = append(w.nodes, n)
	if n.many <= leaf {
		return at
	}
	axis, middle := divide(w.solids[from:to])
	middle += from
	w.split(from, middle)
	far := w.split(middle, to)
	w.nodes[at].many, w.nodes[at].far, w.nodes[at].axis = 0, far, axis
	return at
}

// divide sorts solids along the axis, and returns the place between two of them,
// that costs a ray least: the surface of each half's box times what is in it
// (Goldsmith, Salmon 1987).
func divide(part []Solid) (axis, middle int) {
	const places = 16 // that are tried
	best := math.Inf(1)
	right := make([]float64, places)
	for k := range 3 {
		sortAlong(part, k)
		at := func(i int) int { return max(1, i*len(part)/places) }
		low, high := part[len(part)-1].low, part[len(part)-1].high
		for i, j := places-1, len(part)-1; i > 0; i-- {
			for ; j >= at(i); j-- {
				low, high = around(low, high, &part[j])
			}
			right[i] = surface(low, high) * float64(len(part)-at(i))
		}
		low, high = part[0].low, part[0].high
		for i, j := 1, 0; i < places; i++ {
			for ; j < at(i); j++ {
				low, high = around(low, high, &part[j])
			}
			if cost := surface(low, high)*float64(at(i)) + right[i]; cost < best {
				best, axis, middle = cost, k, at(i)
			}
		}
	}
	if axis != 2 {
		sortAlong(part, axis)
	}
	return axis, middle
}

func sortAlong(part []Solid, axis int) {
	slices.SortStableFunc(part, func(a, b Solid) int {
		if c := cmp.Compare(a.low.axis(axis)+a.high.axis(axis), b.low.axis(axis)+b.high.axis(axis)); c != 0 {
			return c
		}
		return cmp.Compare(a.number, b.number)
	})
}

func around(low, high Vec, s *Solid) (Vec, Vec) {
	return Vec{min(low.X, s.low.X), min(low.Y, s.low.Y), min(low.Z, s.low.Z)},
		Vec{max(high.X, s.high.X), max(high.Y, s.high.Y), max(high.Z, s.high.Z)}
}

func surface(low, high Vec) float64 {
	d := high.Sub(low)
	return d.X*d.Y + d.Y*d.Z + d.Z*d.X
}

// crossing is where a ray meets something first.
type crossing struct {
	t     float64
	solid *Solid // nil for the ground
	g     Vec
}

// nearest returns what the ray meets first between near and far. With any, it
// returns whatever it finds first: enough for a shadow.
func (w *World) nearest(o, d Vec, near, far float64, any bool) (c crossing, ok bool) {
	c.t = far
	if len(w.nodes) > 0 {
		inv := Vec{1 / d.X, 1 / d.Y, 1 / d.Z}
		back := [3]bool{d.X < 0, d.Y < 0, d.Z < 0}
		var stack [64]int
		top, at := 0, 0
		for {
			n := &w.nodes[at]
			if n.crossed(o, inv, near, c.t) {
				if n.many == 0 {
					first, second := at+1, n.far
					if back[n.axis] {
						first, second = second, first
					}
					stack[top] = second
					top++
					at = first
					continue
				}
				for i := n.first; i < n.first+n.many; i++ {
					s := &w.solids[i]
					if t, g, hit := s.hit(o, d, near, c.t); hit {
						c, ok = crossing{t, s, g}, true
						if any {
							return c, true
						}
					}
				}
			}
			if top == 0 {
				break
			}
			top--
			at = stack[top]
		}
	}
	if w.Ground != nil {
		if t, hit := w.Ground.hit(o, d, near, c.t); hit {
			return crossing{t: t}, true
		}
	}
	return c, ok
}

func (n *node) crossed(o, inv Vec, near, far float64) bool {
	a, b := (n.low.X-o.X)*inv.X, (n.high.X-o.X)*inv.X
	if a > b {
		a, b = b, a
	}
	near, far = max(near, a), min(far, b)
	a, b = (n.low.Y-o.Y)*inv.Y, (n.high.Y-o.Y)*inv.Y
	if a > b {
		a, b = b, a
	}
	near, far = max(near, a), min(far, b)
	a, b = (n.low.Z-o.Z)*inv.Z, (n.high.Z-o.Z)*inv.Z
	if a > b {
		a, b = b, a
	}
	return max(near, a) <= min(far, b)
}

// Ground is land as a grid of heights. Beyond the grid its edge goes on.
type Ground struct {
	MinX, MinY, Cell float64
	W, H             int
	Heights          []float32
	Paint            Paint
	Thing            int32
	low, high        float64
}

// Level is flat ground.
func Level(p Paint) *Ground {
	return &Ground{Cell: 1, W: 2, H: 2, Heights: make([]float32, 4), Paint: p}
}

// NewGround samples heights in metres on a grid of w×h cells.
func NewGround(minX, minY, cell float64, w, h int, height func(x, y float64) float64, p Paint) *Ground {
	g := &Ground{MinX: minX, MinY: minY, Cell: cell, W: w, H: h, Heights: make([]float32, w*h), Paint: p}
	each(h, func(y int) {
		for x := range w {
			g.Heights[y*w+x] = float32(height(minX+float64(x)*cell, minY+float64(y)*cell))
		}
	})
	g.low, g.high = math.Inf(1), math.Inf(-1)
	for _, v := range g.Heights {
		g.low, g.high = min(g.low, float64(v)), max(g.high, float64(v))
	}
	return g
}

// Height returns the height at a place, metres.
func (g *Ground) Height(x, y float64) float64 {
	x = min(max((x-g.MinX)/g.Cell, 0), float64(g.W-1)-1e-6)
	y = min(max((y-g.MinY)/g.Cell, 0), float64(g.H-1)-1e-6)
	ix, iy := int(x), int(y)
	fx, fy := x-float64(ix), y-float64(iy)
	i := iy*g.W + ix
	a := float64(g.Heights[i]) + fx*float64(g.Heights[i+1]-g.Heights[i])
	b := float64(g.Heights[i+g.W]) + fx*float64(g.Heights[i+g.W+1]-g.Heights[i+g.W])
	return a + fy*(b-a)
}

// hit marches along the ray: far from the ground in long strides, close to it in
// short ones, and halves the last.
func (g *Ground) hit(o, d Vec, near, far float64) (float64, bool) {
	if g.low == g.high { // level
		t := (g.low - o.Z) / d.Z
		return t, t >= near && t < far
	}
	t := near
	if o.Z+t*d.Z > g.high {
		if d.Z >= 0 {
			return 0, false
		}
		t = (g.high - o.Z) / d.Z
	}
	far = min(far, 4000)
	before := t
	for t < far {
		z := o.Z + t*d.Z
		clear := z - g.Height(o.X+t*d.X, o.Y+t*d.Y)
		if clear < 0 {
			lo, hi := before, t
			for range 10 {
				m := (lo + hi) / 2
				if o.Z+m*d.Z < g.Height(o.X+m*d.X, o.Y+m*d.Y) {
					hi = m
				} else {
					lo = m
				}
			}
			return lo, lo >= near
		}
		if d.Z > 0 && z > g.high {
			return 0, false
		}
		before = t
		t += max(0.55*clear, 0.35*g.Cell+0.004*t)
	}
	return 0, false
}

// normal returns the upward normal at a place.
func (g *Ground) normal(x, y float64) Vec {
	if g.low == g.high {
		return Vec{0, 0, 1}
	}
	e := 0.7 * g.Cell
	return Vec{g.Height(x-e, y) - g.Height(x+e, y), g.Height(x, y-e) - g.Height(x, y+e), 2 * e}.Unit()
}
