package thumbnail

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// plane is a small picture: red, green and blue by rows, 0 to 255.
type plane struct {
	width, height int
	pix           [3][]float32
}

func newPlane(w, h int) plane {
	p := plane{width: w, height: h}
	for c := range p.pix {
		p.pix[c] = make([]float32, w*h)
	}
	return p
}

// reduce averages a picture over equal areas, to about so many pixels at most.
func reduce(p *picture.Picture, most int) plane {
	size := picture.FitPixels(p.Size(), most)
	p = picture.Reduced(p, float64(size.Width)/float64(p.Size().Width))
	from, pix := p.Size(), p.Pix()
	out := newPlane(size.Width, size.Height)
	across, down := shares(from.Width, size.Width), shares(from.Height, size.Height)
	for y, rows := range down {
		for x, columns := range across {
			var sum [3]float32
			for _, r := range rows {
				for _, q := range columns {
					at, k := 4*(r.at*from.Width+q.at), r.weight*q.weight
					for c := range sum {
						sum[c] += k * float32(pix[at+c])
					}
				}
			}
			for c, v := range sum {
				out.pix[c][y*size.Width+x] = v
			}
		}
	}
	return out
}

// share is how much a pixel counts in an average.
type share struct {
	at     int
	weight float32
}

// shares cuts a length of pixels into n equal runs.
func shares(length, n int) [][]share {
	out := make([][]share, n)
	step := float64(length) / float64(n)
	for i := range out {
		from, to := float64(i)*step, min(float64(length), float64(i+1)*step)
		for at := int(from); at < length && float64(at) < to; at++ {
			covered := min(to, float64(at+1)) - max(from, float64(at))
			out[i] = append(out[i], share{at, float32(covered / (to - from))})
		}
	}
	return out
}

func (p plane) luma() []float32 { return p.sum(lumaWeights) }

// under returns what of the plane lies under w × h cells where it fills a box
// of theirs, by the mean of four points of each; beyond its edges the edge goes on.
func (p plane) under(box geom.Rect, w, h int) plane {
	out := newPlane(w, h)
	kx, ky := float64(p.width)/box.Width(), float64(p.height)/box.Height()
	for y := range h {
		for x := range w {
			for _, d := range [4][2]float64{{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}} {
				for c, v := range p.at((float64(x)+d[0]-box.MinX)*kx, (float64(y)+d[1]-box.MinY)*ky) {
					out.pix[c][y*w+x] += float32(v / 4)
				}
			}
		}
	}
	return out
}

// at samples between pixels; beyond the edges the edge goes on.
func (p plane) at(x, y float64) (v [3]float64) {
	x, y = min(max(x-0.5, 0), float64(p.width-1)), min(max(y-0.5, 0), float64(p.height-1))
	x0, y0 := int(x), int(y)
	x1, y1 := min(x0+1, p.width-1), min(y0+1, p.height-1)
	fx, fy := x-float64(x0), y-float64(y0)
	for c := range v {
		row := p.pix[c]
		upper := float64(row[y0*p.width+x0])*(1-fx) + float64(row[y0*p.width+x1])*fx
		lower := float64(row[y1*p.width+x0])*(1-fx) + float64(row[y1*p.width+x1])*fx
		v[c] = upper*(1-fy) + lower*fy
	}
	return v
}

// turned returns the plane mirrored, then turned clockwise by so many quarters.
func (p plane) turned(quarters int, mirror bool) plane {
	out := newPlane(p.width, p.height)
	for c := range p.pix {
		for y := range p.height {
			for x := range p.width {
				to := x
				if mirror {
					to = p.width - 1 - x
				}
				out.pix[c][y*p.width+to] = p.pix[c][y*p.width+x]
			}
		}
	}
	for range quarters {
		next := newPlane(out.height, out.width)
		for c := range out.pix {
			for y := range out.height {
				for x := range out.width {
					next.pix[c][x*next.width+next.width-1-y] = out.pix[c][y*out.width+x]
				}
			}
		}
		out = next
	}
	return out
}

// withoutBars returns the box that is left of the plane without bars of one
// colour at its edges; the whole where there are none.
func (p plane) withoutBars() geom.Rect {
	luma := p.luma()
	row := func(i int) (lo, hi float32) { return bounds(luma, i*p.width, 1, p.width) }
	column := func(i int) (lo, hi float32) { return bounds(luma, i, p.width, p.height) }
	top, bottom := bars(p.height, row)
	left, right := bars(p.width, column)
	return geom.Rect{MinX: float64(left), MinY: float64(top), MaxX: float64(p.width - right), MaxY: float64(p.height - bottom)}
}

// evenBeyond reports whether all beyond a box is of one colour.
func (p plane) evenBeyond(box geom.Rect) bool {
	lo, hi := float32(math.Inf(1)), float32(math.Inf(-1))
	for i, v := range p.luma() {
		x, y := float64(i%p.width)+0.5, float64(i/p.width)+0.5
		if x < box.MinX-mixed || x > box.MaxX+mixed || y < box.MinY-mixed || y > box.MaxY+mixed {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	return hi-lo <= even
}

func bounds(v []float32, from, step, n int) (lo, hi float32) {
	lo, hi = v[from], v[from]
	for i := range n {
		lo, hi = min(lo, v[from+i*step]), max(hi, v[from+i*step])
	}
	return lo, hi
}

// bars counts the lines at either end that belong to a bar. The line between
// bar and picture is a mixture of both, and is counted to the bar.
func bars(n int, line func(i int) (lo, hi float32)) (first, last int) {
	most := int(mostBar * float64(n))
	count := func(at func(i int) int) int {
		lo, hi := line(at(0))
		k := 0
		for k < most {
			l, h := line(at(k))
			if lo, hi = min(lo, l), max(hi, h); hi-lo > even {
				break
			}
			k++
		}
		if k > 0 {
			k++
		}
		return k
	}
	return count(func(i int) int { return i }), count(func(i int) int { return n - 1 - i })
}
