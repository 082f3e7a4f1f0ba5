package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// nearest is the depth in metres before which nothing is drawn.
const nearest = 0.15

// sights is which facet is seen in every pixel, and how near it is there: a
// number that grows towards the viewer and is linear over the picture (for an
// eye, one by the depth). Shading comes afterwards, from it alone.
type sights struct {
	w, h int
	near []float32 // 0 where nothing is
	id   []int32
}

// shard is a facet, or what is left of it before the camera, in the picture.
type shard struct {
	x, y       [3]float64
	n0, nx, ny float64 // nearness n0 + nx·x + ny·y
	id         int32
}

// shardOf returns the shard of three corners with their nearness, false where it has no width.
func shardOf(id int, x, y, n [3]float64) (shard, bool) {
	ax, ay, bx, by := x[1]-x[0], y[1]-y[0], x[2]-x[0], y[2]-y[0]
	det := ax*by - bx*ay
	if math.Abs(det) < 1e-9 {
		return shard{}, false
	}
	an, bn := n[1]-n[0], n[2]-n[0]
	s := shard{x: x, y: y, id: int32(id)}
	s.nx, s.ny = (an*by-bn*ay)/det, (ax*bn-bx*an)/det
	s.n0 = n[0] - s.nx*x[0] - s.ny*y[0]
	return s, true
}

// look finds what the eye sees of the facets. below mirrors the world in the
// level z = 0, as still water does, and leaves out what lies under it.
func (e eye) look(facets []facet, below bool) *sights {
	shards := make([]shard, 0, len(facets))
	for i := range facets {
		p := facets[i].p
		if below {
			if p[0].z < 0.02 && p[1].z < 0.02 && p[2].z < 0.02 {
				continue
			}
			for k := range p {
				p[k].z = -p[k].z
			}
		}
		shards = e.cut(shards, i, p)
	}
	return scan(e.w, e.h, shards)
}

// cut appends what of a triangle lies before the camera.
func (e eye) cut(shards []shard, id int, p [3]vec) []shard {
	var depth [3]float64
	in := 0
	for k := range p {
		depth[k] = p[k].sub(e.at).dot(e.ahead)
		if depth[k] >= nearest {
			in++
		}
	}
	if in == 0 {
		return shards
	}
	polygon := p[:]
	if in < 3 {
		polygon = nil
		for k := range p {
			j := (k + 1) % 3
			if depth[k] >= nearest {
				polygon = append(polygon, p[k])
			}
			if (depth[k] >= nearest) != (depth[j] >= nearest) {
				polygon = append(polygon, p[k].along(p[j].sub(p[k]), (nearest-depth[k])/(depth[j]-depth[k])))
			}
		}
	}
	for k := 1; k+1 < len(polygon); k++ {
		var x, y, n [3]float64
		for i, q := range [3]vec{polygon[0], polygon[k], polygon[k+1]} {
			var deep float64
			x[i], y[i], deep = e.sees(q)
			n[i] = 1 / max(deep, nearest)
		}
		if min(x[0], x[1], x[2]) > float64(e.w) || max(x[0], x[1], x[2]) < 0 || min(y[0], y[1], y[2]) > float64(e.h) || max(y[0], y[1], y[2]) < 0 {
			continue
		}
		if s, ok := shardOf(id, x, y, n); ok {
			shards = append(shards, s)
		}
	}
	return shards
}

// scan fills the shards row by row; of two as near as each other the first stays.
func scan(w, h int, shards []shard) *sights {
	s := &sights{w: w, h: h, near: make([]float32, w*h), id: make([]int32, w*h)}
	lists := make([][]int32, rows.Bands(h))
	for i := range shards {
		k := &shards[i]
		from := max(0, int(min(k.y[0], k.y[1], k.y[2])))
		to := min(float64(h-1), max(k.y[0], k.y[1], k.y[2]))
		for b := from / rows.Height; b <= int(to)/rows.Height && b < len(lists); b++ {
			lists[b] = append(lists[b], int32(i))
		}
	}
	rows.Each(h, func(band, y0, y1 int) {
		for _, i := range lists[band] {
			s.fill(&shards[i], y0, y1)
		}
	})
	return s
}

func (s *sights) fill(k *shard, y0, y1 int) {
	top := max(float64(y0), math.Ceil(min(k.y[0], k.y[1], k.y[2])-0.5))
	foot := min(float64(y1), max(k.y[0], k.y[1], k.y[2])+0.5)
	for y := int(top); y < int(foot); y++ {
		py := float64(y) + 0.5
		left, right := math.Inf(1), math.Inf(-1)
		for a := range 3 {
			b := a + 1
			if b == 3 {
				b = 0
			}
			if (k.y[a] <= py) != (k.y[b] <= py) {
				x := k.x[a] + (py-k.y[a])*(k.x[b]-k.x[a])/(k.y[b]-k.y[a])
				left, right = min(left, x), max(right, x)
			}
		}
		if left > right {
			continue
		}
		from, to := int(max(0, math.Ceil(left-0.5))), int(min(float64(s.w), math.Ceil(right-0.5)))
		n := k.n0 + k.nx*(float64(from)+0.5) + k.ny*py
		row := y * s.w
		for x := from; x < to; x++ {
			if float32(n) > s.near[row+x] {
				s.near[row+x], s.id[row+x] = float32(n), k.id
			}
			n += k.nx
		}
	}
}
