package align

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// The dense check. Keypoints tell that something is shared, not how much: a
// caption, a logo or a HUD that two pictures carry gives as many inliers as a
// copy does. So the pictures themselves are laid over each other and compared
// cell by cell.

const (
	cellPx       = 24     // side of a cell in the working grid
	stridePx     = 12     // and the distance to the next one, which it overlaps by half
	overlapPx    = 50_000 // pixels of overlap in the working grid: some 300 cells; fine enough for a face, coarse enough to average noise away
	highPassPx   = 7      // radius of the box that, run twice, has σ = 6: what is left is texture, not lighting
	agreeing     = 0.5    // correlation above which a cell agrees; unrelated cells pass it in 7 of 100
	flatLevels   = 2.0    // standard deviation in grey levels under which a cell has nothing to compare
	strongLevels = 6.0    // and above which one picture's texture alone makes a cell tell
	cellShare    = 0.6    // of a cell's pixels that both pictures must have
)

// Graphics are flat areas and sharp edges; a photograph has weak gradients
// nearly everywhere. In the working grid the shares of weak gradients in
// agreeing cells were 0.08 to 0.27 under shared captions, interfaces and
// tickers, and 0.39 to 0.57 where a picture was shared.
const (
	weakFrom  = 1.0  // grey levels a pixel: compression noise is averaged to less
	weakTo    = 10.0 // grey levels a pixel: letters and panels have more
	photoLike = 0.2  // share of weak gradients in both pictures from which a cell speaks for pictures rather than graphics
)

// laid is the two pictures in one grid, and the cells compared.
type laid struct {
	cells        []laidCell
	side         float64   // distance between cells in claim pixels
	box          geom.Rect // of the grid, claim pixels
	across, down int       // cells

	drawn *drawnPair // what the cells were cut from
}

// drawnPair is the two pictures in one grid, high-passed; the mask is 0 where
// one of them has no pixel.
type drawnPair struct {
	width, height            int
	claimed, candidate, mask []float32
}

type laidCell struct {
	box         geom.Rect // claim pixels
	zncc        float64   // sign turned where tone is inverted
	flat        bool      // neither picture has texture here
	weak        float64   // share of pixels with weak gradients, the lesser of both pictures
	column, row int
}

// agreeingRegion tells whether a claim point lies in a cell that agrees. The
// cells overlap by half, so that a point lies in up to four; one suffices.
func (l *laid) agreeingRegion() func(geom.Point) bool {
	agrees := make([]bool, l.across*l.down)
	for _, c := range l.cells {
		if !c.flat && c.zncc > agreeing {
			agrees[c.row*l.across+c.column] = true
		}
	}
	return func(p geom.Point) bool {
		x, y := int((p.X-l.box.MinX)/l.side), int((p.Y-l.box.MinY)/l.side)
		for row := max(0, y-1); row <= min(y, l.down-1); row++ {
			for column := max(0, x-1); column <= min(x, l.across-1); column++ {
				if agrees[row*l.across+column] {
					return true
				}
			}
		}
		return false
	}
}

// lay compares the pictures under a map given in full pictures' pixels.
func lay(claimed, candidate *tower, candidateFromClaimed geom.Map, inverted bool, claimSize, candidateSize geom.Size) *laid {
	overlap := candidateFromClaimed.Overlap(claimSize, candidateSize)
	if len(overlap) < 3 {
		return &laid{}
	}
	box := boundsOf(overlap)
	centre := box.Centre()
	scale := candidateFromClaimed.LengthScale(centre) // candidate pixels to a claim pixel
	area := geom.Area(overlap)
	k := min(1, scale, math.Sqrt(overlapPx/area)) // grid pixels to a claim pixel
	if !(k > 1e-4) {
		return &laid{}
	}
	w, h := int(math.Ceil(box.Width()*k)), int(math.Ceil(box.Height()*k))
	if w < cellPx/2 || h < cellPx/2 {
		return &laid{}
	}
	a, b := claimed.at(1/k), candidate.at(scale/k)
	n := w * h
	pa, pb, mask := make([]float32, n), make([]float32, n), make([]float32, n)
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range w {
				p := geom.Point{X: box.MinX + (float64(x)+0.5)/k, Y: box.MinY + (float64(y)+0.5)/k}
				va, ok := lookup(a, p.X*a.ScaleX, p.Y*a.ScaleY)
				if !ok {
					continue
				}
				q := candidateFromClaimed.Apply(p)
				vb, ok := lookup(b, q.X*b.ScaleX, q.Y*b.ScaleY)
				if !ok {
					continue
				}
				i := y*w + x
				pa[i], pb[i], mask[i] = va, vb, 1
			}
		}
	})
	weakA, weakB := weakGradients(pa, w, h), weakGradients(pb, w, h)
	highPass(pa, pb, mask, w, h)
	across, down := max(1, (w-cellPx)/stridePx+1), max(1, (h-cellPx)/stridePx+1)
	drawn := &drawnPair{width: w, height: h, claimed: pa, candidate: pb, mask: mask}
	out := &laid{side: stridePx / k, box: box, across: across, down: down, drawn: drawn}
	for row := range down {
		for column := range across {
			x0, y0 := column*stridePx, row*stridePx
			x1, y1 := min(w, x0+cellPx), min(h, y0+cellPx)
			c, ok := drawn.correlate(x0, y0, (x1-x0)*(y1-y0))
			if !ok {
				continue
			}
			c.weak = min(meanOver(weakA, w, x0, y0, x1, y1), meanOver(weakB, w, x0, y0, x1, y1))
			if inverted {
				c.zncc = -c.zncc
			}
			c.column, c.row = column, row
			c.box = geom.Rect{
				MinX: box.MinX + float64(x0)/k, MinY: box.MinY + float64(y0)/k,
				MaxX: box.MinX + float64(x1)/k, MaxY: box.MinY + float64(y1)/k,
			}
			out.cells = append(out.cells, c)
		}
	}
	return out
}

// weakGradients marks the pixels whose gradient is that of a photograph's
// texture: 1 where it is, 0 elsewhere and at the rim.
func weakGradients(p []float32, w, h int) []float32 {
	out := make([]float32, len(p))
	for y := 1; y < h-1; y++ {
		for i := y*w + 1; i < y*w+w-1; i++ {
			gx, gy := p[i+1]-p[i-1], p[i+w]-p[i-w]
			if g := (float32(gx*gx) + float32(gy*gy)) / 4; g >= weakFrom*weakFrom && g < weakTo*weakTo {
				out[i] = 1
			}
		}
	}
	return out
}

func meanOver(p []float32, w, x0, y0, x1, y1 int) float64 {
	var sum float32
	for y := y0; y < y1; y++ {
		for _, v := range p[y*w+x0 : y*w+x1] {
			sum += v
		}
	}
	return float64(sum) / float64((x1-x0)*(y1-y0))
}

// boundsOf returns the smallest rectangle around a polygon of at least one point.
func boundsOf(polygon []geom.Point) geom.Rect {
	r := geom.Rect{MinX: polygon[0].X, MinY: polygon[0].Y, MaxX: polygon[0].X, MaxY: polygon[0].Y}
	for _, p := range polygon[1:] {
		r.MinX, r.MaxX = min(r.MinX, p.X), max(r.MaxX, p.X)
		r.MinY, r.MaxY = min(r.MinY, p.Y), max(r.MaxY, p.Y)
	}
	return r
}

// moments holds a cell of the claim against the candidate's pixels some way off.
// It returns how many of them both pictures have, and the variances and the
// covariance of those, which are no numbers where there are none.
func (d *drawnPair) moments(x0, y0, dx, dy int) (n, ofClaim, ofCandidate, ofBoth float64) {
	var sa, sb, aa, bb, ab float64
	mask, off := d.mask, dy*d.width+dx
	x1, y1 := min(x0+cellPx, d.width, d.width-dx), min(y0+cellPx, d.height, d.height-dy)
	x0, y0 = max(x0, -dx), max(y0, -dy)
	for y := y0; y < y1; y++ {
		for i := y*d.width + x0; i < y*d.width+x1; i++ {
			j := i + off
			if mask[i] == 0 || mask[j] == 0 {
				continue
			}
			va, vb := float64(d.claimed[i]), float64(d.candidate[j])
			n++
			sa += va
			sb += vb
			aa += float64(va * va)
			bb += float64(vb * vb)
			ab += float64(va * vb)
		}
	}
	return n, aa/n - float64(sa/n*sa/n), bb/n - float64(sb/n*sb/n), ab/n - float64(sa/n*sb/n)
}

// correlate compares one cell of so many pixels; ok is false where too few of them are in both pictures.
func (d *drawnPair) correlate(x0, y0, pixels int) (c laidCell, ok bool) {
	n, va, vb, ab := d.moments(x0, y0, 0, 0)
	if n < cellShare*float64(pixels) || n < 16 {
		return c, false
	}
	low, high := min(va, vb), max(va, vb)
	if low < flatLevels*flatLevels && high < strongLevels*strongLevels {
		c.flat = true
	} else if low > 1e-6 {
		c.zncc = ab / math.Sqrt(va*vb)
	}
	return c, true
}

// highPass takes the local mean, over a box run twice and within the mask, off both planes.
func highPass(a, b, mask []float32, w, h int) {
	ma, mb, mm := boxed(a, w, h, highPassPx), boxed(b, w, h, highPassPx), boxed(mask, w, h, highPassPx)
	for i := range a {
		if mask[i] != 0 && mm[i] > 0 {
			a[i] -= ma[i] / mm[i]
			b[i] -= mb[i] / mm[i]
		}
	}
}
