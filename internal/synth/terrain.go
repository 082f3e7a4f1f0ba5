package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// layer is what the ground holds at one place.
type layer struct {
	height float32 // metres, smooth: the shape that hides and foreshortens
	shade  float32 // −1…1: slopes that still hold the evening's warmth against those that face the sky
	warmth float32 // temperature of the bare ground
	scrub  float32 // 0…1 how densely bushes grow
	furrow float32 // ploughed: > 0 along the parcels' long side, < 0 across; the size is the depth
	road   float32 // metres from the road's middle, right of its direction positive; far away beyond reach
	along  float32 // metres along the road
	track  float32 // metres from the nearest dirt track
	stream float32 // metres from the middle of the stream
	bend   float32 // metres by which the furrows swing aside
}

const (
	reach   = 16.0 // metres beside a path within which its distance is known
	farAway = 99
	cell    = 0.5 // metres between two grid points
)

// terrain is the ground in a grid, with what is needed to look it up.
type terrain struct {
	minX, minY float64
	w, h       int
	cells      []layer
	top        float64 // no height above this, metres
}

// land says what a terrain is made of.
type land struct {
	road, stream path
	tracks       []path
	yards        []yard
	relief       float64 // metres of height to a metre of deviation; 1 is hilly
	fields       float64 // share of level ground under the plough, 0 to 1
	fieldTurn    float64 // radians
}

// yard is a round of level ground, metres.
type yard struct{ x, y, radius float64 }

// newTerrain computes the ground that the camera sees of a picture of that size.
func newTerrain(seed uint64, l land, c camera, size geom.Size) *terrain {
	const margin = 14
	_, yNear := c.ground(float64(size.Width), float64(size.Height), -6)
	xFar, yFar := c.ground(float64(size.Width), 0, -6)
	t := &terrain{minX: -xFar - margin, minY: yNear - 2*margin}
	t.w = int((2*(xFar+margin))/cell) + 2
	t.h = int((yFar+2*margin-t.minY)/cell) + 2
	t.cells = make([]layer, t.w*t.h)
	for i := range t.cells {
		q := &t.cells[i]
		q.road, q.track, q.stream = farAway, farAway, farAway
	}
	t.splat(l.road, func(q *layer, d, s float32) {
		if abs32(d) < abs32(q.road) {
			q.road, q.along = d, s
		}
	})
	t.splat(l.stream, func(q *layer, d, _ float32) { q.stream = min(q.stream, abs32(d)) })
	for _, k := range l.tracks {
		t.splat(k, func(q *layer, d, _ float32) { q.track = min(q.track, abs32(d)) })
	}
	t.raise(seed, l)
	t.cover(seed, l)
	return t
}

// splat hands every grid point near the path its signed distance and length.
func (t *terrain) splat(p path, put func(q *layer, d, s float32)) {
	for i := 0; i+1 < len(p.x); i++ {
		dx, dy := p.x[i+1]-p.x[i], p.y[i+1]-p.y[i]
		l := math.Hypot(dx, dy)
		dx, dy = dx/l, dy/l
		// Only the grid points abreast of this piece: a slab across the path.
		x0, x1 := int((p.x[i]-reach-t.minX)/cell), int((p.x[i]+reach-t.minX)/cell)
		y0, y1 := int((p.y[i]-reach-t.minY)/cell), int((p.y[i]+reach-t.minY)/cell)
		for y := max(0, y0); y <= min(t.h-1, y1); y++ {
			for x := max(0, x0); x <= min(t.w-1, x1); x++ {
				ox, oy := t.minX+float64(x)*cell-p.x[i], t.minY+float64(y)*cell-p.y[i]
				s := ox*dx + oy*dy
				if s < -0.3 || s > l+0.3 {
					continue
				}
				if d := ox*dy - oy*dx; math.Abs(d) < reach {
					put(&t.cells[y*t.w+x], float32(d), float32(float64(i)*p.step+s))
				}
			}
		}
	}
}

// raise makes the heights and the slopes' shade.
func (t *terrain) raise(seed uint64, l land) {
	noise := noiseTile()
	d := newDice(seed, 11)
	warpX, warpY := newOctave(d, 55), newOctave(d, 55)
	type band struct {
		octave
		size   float32
		ridged bool
	}
	var shape, detail []band
	for wave := 150.0; wave > 1.2; wave /= 1.9 {
		b := band{newOctave(d, wave), float32(0.026 * l.relief * wave), wave < 90}
		if wave > 30 {
			shape = append(shape, b)
		} else {
			b.size *= 0.8
			detail = append(detail, b)
		}
	}
	sum := func(bands []band, x, y float32) (h float32) {
		ux, uy := x+5*warpX.at(noise, x, y), y+5*warpY.at(noise, x, y)
		for _, b := range bands {
			n := b.at(noise, ux, uy)
			if b.ridged {
				n = 0.8 - abs32(n)
			}
			h += b.size * n
		}
		return h
	}
	fine := make([]float32, len(t.cells))
	rows.Each(t.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range t.w {
				wx, wy := float32(t.minX)+float32(x)*cell, float32(t.minY)+float32(y)*cell
				q := &t.cells[y*t.w+x]
				level := smooth(4.5, 13, abs32(q.road))
				level = min(level, 0.25+0.75*smooth(2, 7, q.track))
				q.height = sum(shape, wx, wy) * (0.35 + 0.65*level)
				for _, k := range l.yards {
					away := float32(math.Hypot(float64(wx)-k.x, float64(wy)-k.y))
					inside := smooth(float32(k.radius)+12, float32(k.radius), away)
					if inside > 0 {
						q.height = lerp(q.height, sum(shape, float32(k.x), float32(k.y)), inside)
						level = min(level, 1-0.7*inside)
					}
				}
				cut := (1 - smooth(1.5, 7, q.stream)) * 1.5 * smooth(3, 5, abs32(q.road))
				fine[y*t.w+x] = q.height + (sum(detail, wx, wy)-cut)*level - 0.5*hump(abs32(q.road)-7, 1.2)*level
			}
		}
	})
	rows.Each(t.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range t.w {
				i := y*t.w + x
				gx := fine[y*t.w+min(x+1, t.w-1)] - fine[y*t.w+max(x-1, 0)]
				gy := fine[min(y+1, t.h-1)*t.w+x] - fine[max(y-1, 0)*t.w+x]
				s := gx*0.85 + gy*0.5
				t.cells[i].shade = s / (1 + abs32(s))
			}
		}
	})
	for i := range t.cells {
		t.top = max(t.top, float64(t.cells[i].height))
	}
}

// hump is a bell of height 1 around 0 with that width.
func hump(x, width float32) float32 {
	v := x / width
	return 1 / (1 + v*v*v*v)
}

// cover lays fields, scrub and bare ground over the heights.
func (t *terrain) cover(seed uint64, l land) {
	noise := noiseTile()
	d := newDice(seed, 12)
	broad, middle, patchy := newOctave(d, 70), newOctave(d, 19), newOctave(d, 6)
	wobble := newOctave(d, 30)
	sin, cos := math.Sincos(l.fieldTurn)
	fs, fc := float32(sin), float32(cos)
	rows.Each(t.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range t.w {
				q := &t.cells[y*t.w+x]
				wx, wy := float32(t.minX)+float32(x)*cell, float32(t.minY)+float32(y)*cell
				b, m, p := broad.at(noise, wx, wy), middle.at(noise, wx, wy), patchy.at(noise, wx, wy)
				steep := smooth(0.25, 0.6, abs32(q.shade))
				q.warmth = 0.215 + 0.030*b + 0.030*m + 0.02*p
				q.scrub = smooth(-0.4, 1.6, m*0.8+b*0.9) * (1 - 0.5*steep)
				n := wobble.at(noise, wx, wy)
				u, v := wx*fc+wy*fs+2.5*n, wy*fc-wx*fs+1.5*n
				id, edge, along := parcel(seed, u, v)
				h := mix(id)
				tilled := smooth(-0.5, 0.1, b+float32(l.fields)*2-1) * (1 - steep) *
					smooth(8.5, 10, abs32(q.road)) * smooth(3, 4.5, q.track) * smooth(9, 11, q.stream)
				if float64(h>>40)/(1<<24) > l.fields {
					tilled *= 0.15
				}
				inside := smooth(1.2, 2.2, edge)
				tone := float32(int(h>>8&255)-128) / 128
				q.warmth += tilled * (0.085*tone*inside - 0.03)
				q.scrub *= 1 - 0.97*tilled*inside
				q.scrub += 0.9 * tilled * (1 - inside)
				q.bend = 0.8 * n
				q.furrow = tilled * inside * (0.35 + 0.65*float32(h>>16&255)/255)
				if !along {
					q.furrow = -q.furrow
				}
			}
		}
	})
}

// parcel returns the field at (u, v) metres in the frame of the fields: its
// number, the distance to its border, and whether it is ploughed along u.
func parcel(seed uint64, u, v float32) (id uint64, edge float32, along bool) {
	const long, wide = 46, 27
	column := math.Floor(float64(u) / long)
	shift := float64(mix(seed^uint64(int64(column)))&255) / 255 * wide
	row := math.Floor((float64(v) + shift) / wide)
	fu, fv := float64(u)-column*long, float64(v)+shift-row*wide
	id = mix(seed ^ uint64(int64(column))*31 ^ uint64(int64(row))*1009)
	return id, float32(min(fu, long-fu, fv, wide-fv)), id&3 != 0
}

// at interpolates the ground at (x, y) metres.
func (t *terrain) at(x, y float32, q *layer) {
	gx := min(max((x-float32(t.minX))/cell, 0), float32(t.w-2)+0.999)
	gy := min(max((y-float32(t.minY))/cell, 0), float32(t.h-2)+0.999)
	ix, iy := int(gx), int(gy)
	fx, fy := gx-float32(ix), gy-float32(iy)
	i := iy*t.w + ix
	a, b, c, d := &t.cells[i], &t.cells[i+1], &t.cells[i+t.w], &t.cells[i+t.w+1]
	wa, wb, wc, wd := (1-fx)*(1-fy), fx*(1-fy), (1-fx)*fy, fx*fy
	q.shade = wa*a.shade + wb*b.shade + wc*c.shade + wd*d.shade
	q.warmth = wa*a.warmth + wb*b.warmth + wc*c.warmth + wd*d.warmth
	q.scrub = wa*a.scrub + wb*b.scrub + wc*c.scrub + wd*d.scrub
	q.furrow = wa*a.furrow + wb*b.furrow + wc*c.furrow + wd*d.furrow
	q.road = wa*a.road + wb*b.road + wc*c.road + wd*d.road
	if lo, hi := min(a.road, b.road, c.road, d.road), max(a.road, b.road, c.road, d.road); hi-lo > 4 {
		q.road = farAway // between the two sides of a bend, or at the edge of what is known
	}
	q.along = wa*a.along + wb*b.along + wc*c.along + wd*d.along
	q.track = wa*a.track + wb*b.track + wc*c.track + wd*d.track
	q.bend = wa*a.bend + wb*b.bend + wc*c.bend + wd*d.bend
	q.stream = wa*a.stream + wb*b.stream + wc*c.stream + wd*d.stream
}

// heightAt interpolates the smooth height alone.
func (t *terrain) heightAt(x, y float64) float64 {
	gx := min(max((x-t.minX)/cell, 0), float64(t.w-2)+0.999)
	gy := min(max((y-t.minY)/cell, 0), float64(t.h-2)+0.999)
	ix, iy := int(gx), int(gy)
	fx, fy := gx-float64(ix), gy-float64(iy)
	i := iy*t.w + ix
	a, b := float64(t.cells[i].height), float64(t.cells[i+1].height)
	c, d := float64(t.cells[i+t.w].height), float64(t.cells[i+t.w+1].height)
	return (a*(1-fx)+b*fx)*(1-fy) + (c*(1-fx)+d*fx)*fy
}

// hit returns the first place on the ground along the ray through a pixel:
// steps as long as the steepest slope allows, until the rest is a hand's width.
func (t *terrain) hit(c camera, px, py float64) (x, y float64) {
	const steepest = 0.5
	dx, dy := (px-c.cx)/c.focal, (py-c.cy)/c.focal
	along, fall := c.cos-dy*c.sin, c.sin+dy*c.cos
	k := (c.height - t.top - 0.1) / fall
	for range 24 {
		x, y = dx*k, along*k
		gap := c.height - fall*k - t.heightAt(x, y)
		if gap < 0.05 {
			break
		}
		k += gap / (fall + steepest*math.Hypot(dx, along))
	}
	return x, y
}

// on returns the point of the ground at (x, y).
func (t *terrain) on(x, y float64) vec { return vec{x, y, t.heightAt(x, y)} }
