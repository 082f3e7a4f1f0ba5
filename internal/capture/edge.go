package capture

import (
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/picture"
)

// sharpen looks for a block's edges in the capture's own pixels.
func (f *finder) sharpen(b block) (Proposal, bool) {
	full := f.pyramid.Size()
	all := image.Rect(0, 0, full.Width, full.Height)
	k := 1 << f.level
	r := image.Rect(b.Min.X*k, b.Min.Y*k, b.Max.X*k, b.Max.Y*k).Intersect(all)
	out := Proposal{Part: r, Certainty: Clear}
	reach := reach{out: k + 1, in: k + 2}
	if f.off == compressed {
		reach.in += 8
	}
	for side := range sides {
		at, told := f.edge(b, r, side, reach)
		*sideOf(&out.Part, side) = at
		if !told {
			out.Certainty = Unsure
		}
	}
	ok := out.Part.Dx() >= leastSide && out.Part.Dy() >= leastSide &&
		float64(out.Part.Dx())*float64(out.Part.Dy()) <= mostShare*float64(full.Pixels())
	if b.rank > 0 {
		out.Certainty = Unsure
	}
	return out, ok
}

// reach says how many lines an edge is looked for to either side of where it
// was found: compression rings outwards only, as far as a block of it.
type reach struct{ out, in int }

// The sides of a rectangle.
const (
	top = iota
	bottom
	left
	right
	sides
)

func sideOf(r *image.Rectangle, side int) *int {
	return [sides]*int{&r.Min.Y, &r.Max.Y, &r.Min.X, &r.Max.X}[side]
}

// slices is how many short runs of rows stand for an upright edge, each sliceHeight high.
const (
	slicesOfEdge = 24
	sliceHeight  = 12
)

// edge returns where a side of a rectangle lies, looked for within reach of
// where it was found on the reduced capture, and whether it stands out from the
// ground beside it.
func (f *finder) edge(b block, r image.Rectangle, side int, reach reach) (at int, told bool) {
	whole := f.pyramid.Level(0)
	size := whole.Size()
	at = *sideOf(&r, side)
	limit := size.Height
	if side >= left {
		limit = size.Width
	}
	if at <= 0 || at >= limit {
		return min(max(at, 0), limit), true // the capture's own edge
	}
	before, behind := reach.out, reach.in
	if side == bottom || side == right {
		before, behind = behind, before
	}
	from, to := max(0, at-before), min(limit, at+behind)
	p := profile{ground: b.ground, off: f.off, count: make([]int, to-from), depth: make([]int, to-from)}
	if side < left {
		inset := r.Dx() / 10 // round corners
		p.rows(whole, image.Rect(r.Min.X+inset, from, r.Max.X-inset, to))
	} else {
		inset := r.Dy() / 10
		y0, y1 := r.Min.Y+inset, r.Max.Y-inset
		n := min(slicesOfEdge, max(1, (y1-y0)/sliceHeight))
		for i := range n {
			y := y0 + i*(y1-y0)/n
			p.columns(whole, image.Rect(from, y, to, min(y+sliceHeight, y1)))
		}
	}
	if side == bottom || side == right {
		p.turn()
	}
	n, told := p.step()
	if side == bottom || side == right {
		return to - n, told
	}
	return from + n, told
}

// profile is what stands along the lines beside an edge, from outside inwards.
type profile struct {
	ground colour
	off    int
	count  []int // pixels that are not ground
	depth  []int // how far they are off the ground, summed
	length int   // of a line
}

func (p *profile) add(line int, pix []uint8) {
	c := distance(colour{pix[0], pix[1], pix[2]}, p.ground)
	if c > p.off {
		p.count[line]++
	}
	p.depth[line] += min(c, 48)
}

// rows adds rows of the capture, columns its columns.
func (p *profile) rows(whole *picture.Picture, r image.Rectangle) {
	strip, err := picture.Part("", whole, r)
	if err != nil {
		return // a rectangle without a line tells no edge
	}
	pix := strip.Pix()
	for y := range r.Dy() {
		for x := range r.Dx() {
			p.add(y, pix[4*(y*r.Dx()+x):])
		}
	}
	p.length += r.Dx()
}

func (p *profile) columns(whole *picture.Picture, r image.Rectangle) {
	strip, err := picture.Part("", whole, r)
	if err != nil {
		return
	}
	pix := strip.Pix()
	for y := range r.Dy() {
		for x := range r.Dx() {
			p.add(x, pix[4*(y*r.Dx()+x):])
		}
	}
	p.length += r.Dy()
}

func (p *profile) turn() {
	for i, j := 0, len(p.count)-1; i < j; i, j = i+1, j-1 {
		p.count[i], p.count[j] = p.count[j], p.count[i]
		p.depth[i], p.depth[j] = p.depth[j], p.depth[i]
	}
}

// step returns the first line of the picture, coming from within it: stored
// without loss, the last that is not ground; else the last that is half as far
// off the ground as what lies within, as compression rings on either side of an
// edge. told says that the lines before it are ground and most of the ones
// behind are not.
func (p *profile) step() (first int, told bool) {
	n := len(p.count)
	values, least := p.count, p.length/10
	if p.off != lossless {
		within := slices.Clone(p.depth[n/2:])
		slices.Sort(within)
		values, least = p.depth, within[len(within)/2]/2
	}
	first = n
	for first > 0 && values[first-1] <= least {
		first--
	}
	if first == 0 {
		return n / 2, false
	}
	for first > 0 && values[first-1] > least {
		first--
	}
	inside, last := 0, min(n, first+3)
	for _, c := range p.count[first:last] {
		inside += c
	}
	outside := 0
	for _, c := range p.count[:first] {
		outside = max(outside, c)
	}
	return first, first > 0 && 2*inside >= p.length*(last-first) && 4*outside <= p.length
}
