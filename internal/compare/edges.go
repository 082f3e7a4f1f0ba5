package compare

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// The colours of the two pictures' edges, R in the lowest byte: the claim's and
// the candidate's colours on dark (Okabe and Ito). Together they are white.
const (
	claimedEdge   = 0x009FE6
	candidateEdge = 0xE9B456
)

const (
	edgeLight = 0.22 // of the claim under the edges, so that a reader knows the place
	// mostSpread bounds the distance of the samples that a gradient is taken from.
	mostSpread = 8
	// An edge is drawn where the gradient is as steep as the steepest third of the
	// picture when it is small, and whole where it is twice that, within these bounds.
	edgeShare               = 0.67
	leastEdge, steepestEdge = 2.5, 20 // grey levels for each pixel
	edgeSample              = 256     // pixels along the longer side of the picture when small
	edgeWidth               = 1.25    // stage pixels
)

// edges paints the lines along which the luma of either picture changes most.
// Only the size of its gradient counts, and so a negative has the same edges.
// Across a line the gradient is followed to its peak by a parabola through three
// of its values: a line lies where the edge does, to a part of a pixel.
func (r *render) edges(pane, inner image.Rectangle, stageFromClaimed geom.Map) {
	under := r.claimLayer(stageFromClaimed, pane)
	// A gradient is smoothed anyway, and so one sample for each pixel is enough.
	r.view.Fine = false
	claimed, candidate := r.claimLayer(stageFromClaimed, pane), r.candidateLayer(stageFromClaimed, pane)
	weights := [2]float32{float32(min(1, 2*(1-r.view.Opacity))), float32(min(1, 2*r.view.Opacity))}
	front := stageFromClaimed.Apply(r.pair.Claimed.Size().Rect().Centre())
	lines := [2]edgeLines{newEdgeLines(claimed, front), newEdgeLines(candidate, front)}
	inks := [2]uint32{claimedEdge, candidateEdge}
	light := uint32(math.Round(edgeLight * 256))
	r.paint(pane, inner, func() func([]uint32, int) {
		scratch, cover := make([]uint32, 4*inner.Dx()), make([]float32, inner.Dx())
		bands := [2]*edgeBand{lines[0].band(inner), lines[1].band(inner)}
		return func(dst []uint32, y int) {
			under.row(dst, inner.Min.X, y, scratch)
			for i, p := range dst {
				dst[i] = levelOf(p)*light>>8*0x010101 | p&0xFF000000
			}
			for k, b := range bands {
				b.row(cover, y)
				for i, c := range cover {
					if c > 0 {
						dst[i] = plus(dst[i], inks[k], uint32(c*weights[k]*256))
					}
				}
			}
		}
	})
}

// plus adds so much of an ink to a pixel, of 256, and makes it opaque.
func plus(p, ink, much uint32) uint32 {
	out := uint32(0xFF000000)
	for shift := uint32(0); shift < 24; shift += 8 {
		out |= min(255, p>>shift&0xFF+ink>>shift&0xFF*much>>8) << shift
	}
	return out
}

// edgeLines finds the edges of one layer.
type edgeLines struct {
	layer  *layer
	spread int     // stage pixels between the samples of a gradient: about a pixel of the picture
	least  float32 // the gradient from which an edge is drawn, in grey levels for each spread
}

func newEdgeLines(l *layer, front geom.Point) edgeLines {
	spread := clampInt(math.Round(1/max(l.stride(front), 1e-6)), 1, mostSpread)
	return edgeLines{layer: l, spread: spread, least: steepness(l.pyramid)}
}

// steepness returns the gradient from which an edge of a picture is drawn.
func steepness(p *picture.Pyramid) float32 {
	n := 0
	for n < p.Levels()-1 && max(p.Level(n).Size().Width, p.Level(n).Size().Height) > edgeSample {
		n++
	}
	level := p.Level(n)
	pix, size := level.Pix(), level.Size()
	const bins = 8 // for each grey level
	var counts [256 * bins]int
	n = 0
	for y := 1; y < size.Height-1; y++ {
		for x := 1; x < size.Width-1; x++ {
			at := func(dx, dy int) float64 { return float64(levelOf(load32(pix[4*((y+dy)*size.Width+x+dx):]))) }
			dx, dy := at(1, 0)-at(-1, 0), at(0, 1)-at(0, -1)
			counts[min(len(counts)-1, int(math.Sqrt(float64(dx*dx)+float64(dy*dy))/2*bins))]++
			n++
		}
	}
	below := 0
	for i, c := range counts {
		if below += c; float64(below) > edgeShare*float64(n) {
			return float32(min(max(float64(i)/bins, leastEdge), steepestEdge))
		}
	}
	return leastEdge
}

// edgeBand finds the edges along the rows of a band, one after the other. Each
// step is kept for as many rows as the next one looks at.
type edgeBand struct {
	edgeLines
	from, n              int // first column and count, with what lies beside that is looked at
	margin               int
	scratch, pixels      []uint32
	luma, across, smooth ring
	gx, gy, size         ring
}

// ring keeps rows by their number.
type ring struct {
	rows [][]float32
	kept []int
	make func(dst []float32, y int)
}

func newRing(depth, n int, fill func(dst []float32, y int)) ring {
	r := ring{rows: make([][]float32, depth), kept: make([]int, depth), make: fill}
	for i := range r.rows {
		r.rows[i], r.kept[i] = make([]float32, n), math.MinInt
	}
	return r
}

func (r *ring) at(y int) []float32 {
	i := (y%len(r.rows) + len(r.rows)) % len(r.rows)
	if r.kept[i] != y {
		r.kept[i] = y
		r.make(r.rows[i], y)
	}
	return r.rows[i]
}

func (e edgeLines) band(inner image.Rectangle) *edgeBand {
	s := e.spread
	b := &edgeBand{edgeLines: e, margin: 4*s + 1}
	b.from, b.n = inner.Min.X-b.margin, inner.Dx()+2*b.margin
	b.pixels, b.scratch = make([]uint32, b.n), make([]uint32, 4*b.n)
	depth := 2*s + 3
	nothing := float32(math.NaN()) // beside the picture; what is made of it is no number either
	b.across = newRing(depth, b.n, func(dst []float32, y int) {
		b.layer.row(b.pixels, b.from, y, b.scratch)
		in := b.luma.rows[0]
		for i, p := range b.pixels {
			in[i] = nothing
			if p>>24 == 255 {
				in[i] = float32(77*(p&0xFF)+150*(p>>8&0xFF)+29*(p>>16&0xFF)) / 256
			}
		}
		for i := s; i < b.n-s; i++ {
			dst[i] = (in[i-s] + 2*in[i] + in[i+s]) / 4
		}
	})
	b.luma = newRing(1, b.n, nil)
	b.smooth = newRing(depth, b.n, func(dst []float32, y int) {
		over, on, under := b.across.at(y-s), b.across.at(y), b.across.at(y+s)
		for i := s; i < b.n-s; i++ {
			dst[i] = (over[i] + 2*on[i] + under[i]) / 4
		}
	})
	b.gx, b.gy = newRing(depth, b.n, nil), newRing(depth, b.n, nil)
	b.size = newRing(depth, b.n, func(dst []float32, y int) {
		k := (y%depth + depth) % depth
		gx, gy := b.gx.rows[k], b.gy.rows[k]
		over, on, under := b.smooth.at(y-s), b.smooth.at(y), b.smooth.at(y+s)
		for i := 2 * s; i < b.n-2*s; i++ {
			x := (over[i+s] + 2*on[i+s] + under[i+s] - over[i-s] - 2*on[i-s] - under[i-s]) / 8
			v := (under[i-s] + 2*under[i] + under[i+s] - over[i-s] - 2*over[i] - over[i+s]) / 8
			gx[i], gy[i] = x, v
			dst[i] = float32(math.Sqrt(float64(x*x) + float64(v*v)))
		}
	})
	return b
}

// row writes how much of each pixel of a row an edge covers, 0 to 1.
func (b *edgeBand) row(cover []float32, y int) {
	s, depth := b.spread, len(b.size.rows)
	for dy := -s - 1; dy <= s+1; dy++ {
		b.size.at(y + dy)
	}
	k := (y%depth + depth) % depth
	on, gx, gy := b.size.rows[k], b.gx.rows[k], b.gy.rows[k]
	for i := range cover {
		cover[i] = 0
		at := i + b.margin
		m := on[at]
		if !(m > b.least) { // no number either
			continue
		}
		// One sample further on and back along the gradient.
		ux, uy := gx[at]/m*float32(s), gy[at]/m*float32(s)
		before, after := b.between(float32(at)-ux, y, -uy), b.between(float32(at)+ux, y, uy)
		bend := before - 2*m + after
		if !(bend < 0) {
			continue
		}
		off := float64(0.5*(before-after)/bend) * float64(s) // to the peak, stage pixels
		c := float32(edgeWidth/2 + 0.5 - math.Abs(off))
		if c <= 0 {
			continue
		}
		cover[i] = min(c, 1) * min((m-b.least)/b.least, 1)
	}
}

// between returns the size of the gradient between pixels, dy below row y.
func (b *edgeBand) between(x float32, y int, dy float32) float32 {
	down := int(math.Floor(float64(dy)))
	fy := dy - float32(down)
	i := int(x)
	fx := x - float32(i)
	upper, lower := b.size.at(y+down), b.size.at(y+down+1)
	a := upper[i] + float32(fx*(upper[i+1]-upper[i]))
	c := lower[i] + float32(fx*(lower[i+1]-lower[i]))
	return a + float32(fy*(c-a))
}
