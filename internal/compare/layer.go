package compare

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// layer draws one picture into rows of the stage. It fills premultiplied
// pixels; where the picture has none it leaves 0.
//
// Aliasing is met by the choice of the pyramid's level: the one on which
// neighbouring samples lie at most maxStride pixels apart. A fine layer takes
// 2×2 samples for each stage pixel where the picture is reduced, from the
// level that has at least one pixel for each sample.
type layer struct {
	pyramid     *picture.Pyramid
	fromStage   geom.Map // full-resolution picture pixels from stage pixels, positive before the horizon
	affine      bool
	fine        bool
	nearest     bool // pixels as squares
	maxStride   float64
	affineLevel placedLevel
}

// maxStride is the widest spacing of single samples, in pixels of the level.
// At 2 fine texture shimmers when it moves, at 1 a picture shown at 60 % looks
// soft; tried by eye on foliage and lettering.
const maxStride = 1.5

// segment is the run of pixels over which a projective layer keeps its level.
const segment = 64

// placedLevel is one level of a pyramid with the map of stage indices to its
// pixel indices: pixel centres of both lie at whole numbers.
type placedLevel struct {
	raster
	m          geom.Map
	maxX, maxY float64 // the picture's far edges in pixel indices; the near ones are −0.5
}

// newLayer places a picture; front is a stage point known to lie before the
// horizon of the map.
func newLayer(pyramid *picture.Pyramid, fromStage geom.Map, front geom.Point, out geom.Size, fine bool) *layer {
	if fromStage[6]*front.X+fromStage[7]*front.Y+fromStage[8] < 0 {
		for i := range fromStage {
			fromStage[i] = -fromStage[i]
		}
	}
	l := &layer{pyramid: pyramid, fromStage: fromStage, maxStride: maxStride}
	l.affine = math.Abs(fromStage[6])*float64(out.Width)+math.Abs(fromStage[7])*float64(out.Height) < 1e-12*math.Abs(fromStage[8])
	if fine && l.stride(front) > 1 {
		l.fine, l.maxStride = true, 1
		l.fromStage = l.fromStage.After(geom.Scaling(0.5, 0.5))
		front = front.Times(2)
	}
	if l.affine {
		l.affineLevel = l.level(l.stride(front))
	}
	return l
}

// stride returns the distance in full-resolution picture pixels between
// neighbouring samples at a stage point, along the wider direction.
func (l *layer) stride(p geom.Point) float64 {
	m := &l.fromStage
	w := m[6]*p.X + m[7]*p.Y + m[8]
	if w <= 0 {
		return 1
	}
	x, y := (m[0]*p.X+m[1]*p.Y+m[2])/w, (m[3]*p.X+m[4]*p.Y+m[5])/w
	return max(math.Hypot(m[0]-x*m[6], m[3]-y*m[6]), math.Hypot(m[1]-x*m[7], m[4]-y*m[7])) / w
}

func (l *layer) level(stride float64) placedLevel {
	n := 0
	for ; stride > l.maxStride && n < l.pyramid.Levels()-1; n++ {
		stride /= 2
	}
	p, full := l.pyramid.Level(n), l.pyramid.Size()
	k := 1 / float64(int(1)<<n)
	m := geom.Map{k, 0, -0.5, 0, k, -0.5, 0, 0, 1}.After(l.fromStage).After(geom.Translation(0.5, 0.5))
	if l.affine {
		m = m.Normalised()
	}
	return placedLevel{
		raster: raster{pix: p.Pix(), width: p.Size().Width, height: p.Size().Height, opaque: p.Opaque()},
		m:      m, maxX: k*float64(full.Width) - 0.5, maxY: k*float64(full.Height) - 0.5,
	}
}

// row fills dst with stage row y from column x0 on. scratch is used by a fine
// layer; it holds at least 4·len(dst) pixels.
func (l *layer) row(dst []uint32, x0, y int, scratch []uint32) {
	if !l.fine {
		l.plainRow(dst, x0, y)
		return
	}
	n := 2 * len(dst)
	upper, lower := scratch[:n], scratch[n:2*n]
	l.plainRow(upper, 2*x0, 2*y)
	l.plainRow(lower, 2*x0, 2*y+1)
	for i := range dst {
		a, b, c, d := upper[2*i], upper[2*i+1], lower[2*i], lower[2*i+1]
		// Lanes of four values of 8 bits hold at most 1020.
		e := (a&lanes32 + b&lanes32 + c&lanes32 + d&lanes32 + 0x00020002) >> 2 & lanes32
		o := (a>>8&lanes32 + b>>8&lanes32 + c>>8&lanes32 + d>>8&lanes32 + 0x00020002) >> 2 & lanes32
		dst[i] = e | o<<8
	}
}

func (l *layer) plainRow(dst []uint32, x0, y int) {
	if l.nearest {
		l.nearestRow(dst, x0, y)
		return
	}
	if l.affine {
		l.affineLevel.affineRow(dst, x0, y)
		return
	}
	for at := 0; at < len(dst); at += segment {
		part := dst[at:min(len(dst), at+segment)]
		middle := geom.Point{X: float64(x0+at) + float64(len(part))/2, Y: float64(y) + 0.5}
		level := l.level(l.stride(middle))
		level.projectiveRow(part, x0+at, y)
	}
}

// nearestRow fills dst with the pixel that each stage pixel's centre lies on.
func (l *layer) nearestRow(dst []uint32, x0, y int) {
	full := l.pyramid.Level(0)
	pix, size := full.Pix(), full.Size()
	for i := range dst {
		dst[i] = 0
		m, p := &l.fromStage, geom.Point{X: float64(x0+i) + 0.5, Y: float64(y) + 0.5}
		w := float64(m[6]*p.X) + float64(m[7]*p.Y) + m[8]
		if w <= 0 {
			continue
		}
		at := l.fromStage.Apply(p)
		if u, v := int(math.Floor(at.X)), int(math.Floor(at.Y)); u >= 0 && v >= 0 && u < size.Width && v < size.Height {
			dst[i] = premultiply(load32(pix[4*(v*size.Width+u):]))
		}
	}
}

// affineRow knows from two inequalities which part of the row the picture
// covers, and which part of that needs no look at the picture's edges.
func (p *placedLevel) affineRow(dst []uint32, x0, y int) {
	u0 := p.m[0]*float64(x0) + p.m[1]*float64(y) + p.m[2]
	v0 := p.m[3]*float64(x0) + p.m[4]*float64(y) + p.m[5]
	du, dv := p.m[0], p.m[3]
	a, b := within(u0, du, -0.5, p.maxX, 0, len(dst))
	a, b = within(v0, dv, -0.5, p.maxY, a, b)
	if a >= b {
		clear(dst)
		return
	}
	clear(dst[:a])
	clear(dst[b:])
	// A margin of 1/1000 of a pixel keeps rounding of the fixed point inside.
	const margin = 1e-3
	ia, ib := within(u0, du, margin, float64(p.width-1)-margin, a, b)
	ia, ib = within(v0, dv, margin, float64(p.height-1)-margin, ia, ib)
	if !p.opaque || ia >= ib {
		ia, ib = b, b
	}
	p.edges(dst, a, ia, u0, v0)
	p.edges(dst, ib, b, u0, v0)
	if ia == ib {
		return
	}
	u, v := fixed(u0+float64(ia)*du), fixed(v0+float64(ia)*dv)
	if dv == 0 {
		p.raster.level(dst[ia:ib], u, fixed(du), v)
	} else {
		p.slanted(dst[ia:ib], u, v, fixed(du), fixed(dv))
	}
}

// edges fills dst[a:b] of an affine row pixel by pixel, near the picture's edges and in pictures with alpha.
func (p *placedLevel) edges(dst []uint32, a, b int, u0, v0 float64) {
	for i := a; i < b; i++ {
		dst[i] = p.sample(u0+float64(i)*p.m[0], v0+float64(i)*p.m[3])
	}
}

func (p *placedLevel) sample(u, v float64) uint32 {
	fu, fv := math.Floor(u), math.Floor(v)
	return p.at(int(fu), int(fv), uint32((u-fu)*256)&0xFF, uint64((v-fv)*256)&0xFF)
}

// within narrows a..b to the whole numbers i with lo ≤ start + i·step < hi.
func within(start, step, lo, hi float64, a, b int) (from, to int) {
	if step == 0 {
		if start < lo || start >= hi {
			return a, a
		}
		return a, b
	}
	first, last := (lo-start)/step, (hi-start)/step
	if step < 0 {
		first, last = last, first
	}
	// Rounded outwards by one and then tested, so that an end is right to the last bit.
	from = max(a, clampInt(math.Floor(first), a, b)-1)
	to = min(b, clampInt(math.Ceil(last), a, b)+1)
	inside := func(i int) bool { s := start + float64(i)*step; return s >= lo && s < hi }
	for from < to && !inside(from) {
		from++
	}
	for from < to && !inside(to-1) {
		to--
	}
	return from, to
}

func clampInt(v float64, lo, hi int) int {
	if !(v > float64(lo)) {
		return lo
	}
	return int(min(v, float64(hi)))
}

// projectiveRow divides for every pixel: exact at any perspective, and on
// today's processors hardly slower than interpolating between divisions.
func (p *placedLevel) projectiveRow(dst []uint32, x0, y int) {
	m := &p.m
	fx, fy := float64(x0), float64(y)
	un, vn, w := m[0]*fx+m[1]*fy+m[2], m[3]*fx+m[4]*fy+m[5], m[6]*fx+m[7]*fy+m[8]
	innerX, innerY := float64(p.width-1), float64(p.height-1)
	stride := 4 * p.width
	for i := range dst {
		dst[i] = 0
		if w > 1e-12 {
			u, v := un/w, vn/w
			switch {
			case u >= 0 && v >= 0 && u < innerX && v < innerY && p.opaque:
				iu, iv := int(u*256), int(v*256)
				o := iv>>8*stride + iu>>8*4
				q := p.pix[o : o+stride+8]
				dst[i] = between(load64(q), load64(q[stride:]), uint32(iu)&0xFF, uint64(iv)&0xFF)
			case u >= -0.5 && v >= -0.5 && u < p.maxX && v < p.maxY:
				dst[i] = p.sample(u, v)
			}
		}
		un += m[0]
		vn += m[3]
		w += m[6]
	}
}
