package detail

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

const (
	gridPixels = 100_000 // of the overlap: what can't be seen in so many is no detail for a reader
	patch      = 12      // pixels to either side of a place that are compared
	around     = 36      // pixels to either side that a place must be unlike
	window     = 3       // pixels to either side over which gradients are added up
	wide       = 26      // pixels to either side that are shown
	rim        = 24      // pixels from the overlap's edge: most of what is shown lies within
)

// grid is the overlap of both pictures in one scale, in the claim's directions.
type grid struct {
	w, h     int
	k        float64 // grid pixels to a claim pixel
	origin   geom.Point
	a, b     []float32 // claimed and candidate, smoothed
	inside   []bool    // both pictures are there, and around it too
	covered  int       // pixels that both have
	inverted float64   // −1 where one is a negative of the other, else 1
}

// newGrid lays both pictures in a grid; ok is false where they share too little.
func newGrid(p Pair) (*grid, bool) {
	a := p.Alignment
	if p.Claimed == nil || p.Candidate == nil || !a.Placed() {
		return nil, false
	}
	claimSize, candidateSize := p.Claimed.Size(), p.Candidate.Size()
	overlap := a.CandidateFromClaimed.Overlap(claimSize, candidateSize)
	if len(overlap) < 3 {
		return nil, false
	}
	box := geom.Rect{MinX: math.Inf(1), MinY: math.Inf(1), MaxX: math.Inf(-1), MaxY: math.Inf(-1)}
	for _, q := range overlap {
		box.MinX, box.MaxX = min(box.MinX, q.X), max(box.MaxX, q.X)
		box.MinY, box.MaxY = min(box.MinY, q.Y), max(box.MaxY, q.Y)
	}
	scale := a.CandidateFromClaimed.LengthScale(box.Centre())
	k := min(1, scale, math.Sqrt(gridPixels/geom.Area(overlap)))
	g := &grid{
		w: int(box.Width() * k), h: int(box.Height() * k), k: k, origin: geom.Point{X: box.MinX, Y: box.MinY}, inverted: 1,
	}
	if !(k > 1e-4) || g.w <= 2*rim || g.h <= 2*rim {
		return nil, false
	}
	if a.ToneInverted {
		g.inverted = -1
	}
	claimedFromGrid := geom.Translation(box.MinX, box.MinY).After(geom.Scaling(1/k, 1/k))
	size := geom.Size{Width: g.w, Height: g.h}
	g.a = planeOf(p.Claimed, k).sampled(claimedFromGrid, size)
	g.b = planeOf(p.Candidate, k/scale).sampled(a.CandidateFromClaimed.After(claimedFromGrid), size)
	g.cover(a.CandidateFromClaimed.After(claimedFromGrid), candidateSize)
	return g, true
}

// cover finds the pixels whose patch lies within both pictures.
func (g *grid) cover(candidateFromGrid geom.Map, candidate geom.Size) {
	g.inside = make([]bool, g.w*g.h)
	there := func(x, y int) bool {
		return candidate.Rect().Contains(candidateFromGrid.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}))
	}
	counts := make([]int, rows.Bands(g.h))
	rows.Each(g.h, func(band, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range g.w {
				if !there(x, y) {
					continue
				}
				counts[band]++
				// Four corners do: the overlap is convex.
				g.inside[y*g.w+x] = x >= rim && y >= rim && x < g.w-rim && y < g.h-rim &&
					there(x-rim, y-rim) && there(x+rim, y-rim) && there(x-rim, y+rim) && there(x+rim, y+rim)
			}
		}
	})
	for _, n := range counts {
		g.covered += n
	}
}

// claimed returns the centre of a grid pixel on the claim.
func (g *grid) claimed(x, y int) geom.Point {
	return geom.Point{X: g.origin.X + (float64(x)+0.5)/g.k, Y: g.origin.Y + (float64(y)+0.5)/g.k}
}

// sidePx is the side of the square that shows a detail, in claim pixels.
func (g *grid) sidePx() float64 { return math.Round((2*wide + 1) / g.k) }

// places returns the strongest places of each tile of the overlap at which the
// pictures agree, and which are no lettering.
func (g *grid) places(changed func(geom.Point) bool) []place {
	strength := g.strength()
	tile := max(1, (max(g.w, g.h)+tilesAcross-1)/tilesAcross)
	across, down := (g.w+tile-1)/tile, (g.h+tile-1)/tile
	found := make([][]place, across*down)
	rows.Tasks(across*down, func(n int) {
		var peaks []place
		x0, y0 := n%across*tile, n/across*tile
		for y := max(1, y0); y < min(g.h-1, y0+tile); y++ {
			for x := max(1, x0); x < min(g.w-1, x0+tile); x++ {
				i := y*g.w + x
				if s := strength[i]; g.inside[i] && s >= leastStrong && g.peak(strength, x, y) {
					peaks = append(peaks, place{x: x, y: y, strength: float64(s), distinct: 1})
				}
			}
		}
		slices.SortStableFunc(peaks, func(a, b place) int { return cmp.Compare(b.strength, a.strength) })
		for _, p := range peaks {
			if len(found[n]) == perTile {
				break
			}
			p.agreement = g.inverted * correlation(g.a, g.b, g.w, p.x, p.y, p.x, p.y, 1)
			if p.agreement >= leastAgrees && g.wide(p.x, p.y) >= leastWide && !g.lettering(p.x, p.y) && !g.touches(p.x, p.y, changed) {
				found[n] = append(found[n], p)
			}
		}
	})
	return slices.Concat(found...)
}

// touches reports whether anything of what is shown around a pixel is known to have changed.
func (g *grid) touches(x, y int, changed func(geom.Point) bool) bool {
	if changed == nil {
		return false
	}
	const step = 4
	for dy := -wide; dy <= wide; dy += step {
		for dx := -wide; dx <= wide; dx += step {
			if changed(g.claimed(x+dx, y+dy)) {
				return true
			}
		}
	}
	return false
}

// peak reports whether no pixel next to this one is stronger; of equal ones the first is the peak.
func (g *grid) peak(strength []float32, x, y int) bool {
	s := strength[y*g.w+x]
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			o := strength[(y+dy)*g.w+x+dx]
			if o > s || o == s && (dy < 0 || dy == 0 && dx < 0) {
				return false
			}
		}
	}
	return true
}

// strength returns for each pixel the lesser eigenvalue of the gradients'
// tensor over a window, in times of the picture's median, of the picture in
// which that is less.
func (g *grid) strength() []float32 {
	a, b := corners(g.a, g.w, g.h), corners(g.b, g.w, g.h)
	ka, kb := 1/g.median(a), 1/g.median(b)
	for i := range a {
		a[i] = min(a[i]*ka, b[i]*kb)
	}
	return a
}

// leastMedian keeps a nearly flat picture's noise from counting as strong: that of a grey level's gradient over the window.
const leastMedian = 0.25 * (2*window + 1) * (2*window + 1)

func (g *grid) median(strength []float32) float32 {
	var values []float32
	for i := 0; i < len(strength); i += 7 { // every seventh does
		if g.inside[i] {
			values = append(values, strength[i])
		}
	}
	if len(values) == 0 {
		return leastMedian
	}
	slices.Sort(values)
	return max(leastMedian, values[len(values)/2])
}

// corners returns the lesser eigenvalue for each pixel of a plane.
func corners(p []float32, w, h int) []float32 {
	xx, xy, yy := make([]float32, w*h), make([]float32, w*h), make([]float32, w*h)
	rows.Each(h, func(_, y0, y1 int) {
		for y := max(1, y0); y < min(h-1, y1); y++ {
			for x := 1; x < w-1; x++ {
				i := y*w + x
				gx, gy := (p[i+1]-p[i-1])/2, (p[i+w]-p[i-w])/2
				xx[i], xy[i], yy[i] = float32(gx*gx), float32(gx*gy), float32(gy*gy)
			}
		}
	})
	planes := [3][]float32{xx, xy, yy}
	rows.Tasks(3, func(n int) { planes[n] = boxed(planes[n], w, h) })
	out := make([]float32, w*h)
	rows.Each(h, func(_, y0, y1 int) {
		for i := y0 * w; i < y1*w; i++ {
			half, mean := (planes[0][i]-planes[2][i])/2, (planes[0][i]+planes[2][i])/2
			out[i] = mean - float32(math.Sqrt(float64(float32(half*half)+float32(planes[1][i]*planes[1][i]))))
		}
	})
	return out
}

// boxed adds up a plane over the window around each pixel.
func boxed(p []float32, w, h int) []float32 {
	across, out := make([]float32, w*h), make([]float32, w*h)
	for y := range h {
		row, sum := p[y*w:(y+1)*w], across[y*w:(y+1)*w]
		for x := window; x < w-window; x++ {
			var s float32
			for _, v := range row[x-window : x+window+1] {
				s += v
			}
			sum[x] = s
		}
	}
	for y := window; y < h-window; y++ {
		to := out[y*w : (y+1)*w]
		for dy := -window; dy <= window; dy++ {
			for x, v := range across[(y+dy)*w : (y+dy+1)*w] {
				to[x] += v
			}
		}
	}
	return out
}

// plane is the luma of a picture, at one of its pyramid's levels.
type plane struct {
	gray  *picture.Gray
	scale float64 // its pixels to a pixel of the full picture
}

// planeOf returns the plane for a scale, in output pixels to one of the full picture.
func planeOf(y *picture.Pyramid, scale float64) plane {
	n := y.LevelFor(scale)
	return plane{y.Level(n).Gray(0), math.Exp2(-float64(n))}
}

// sampled reads it at the pixels of a grid and smooths by (1 2 1)/4 across and down.
func (p plane) sampled(pictureFromGrid geom.Map, size geom.Size) []float32 {
	m := geom.Scaling(p.scale, p.scale).After(pictureFromGrid)
	w, h := size.Width, size.Height
	raw, out := make([]float32, w*h), make([]float32, w*h)
	rows.Each(h, func(_, y0, y1 int) {
		line := make([]float32, w)
		for y := y0; y < y1; y++ {
			for x := range line {
				q := m.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
				line[x] = at(p.gray, q.X, q.Y)
			}
			row := raw[y*w : (y+1)*w]
			for x := range row {
				row[x] = float32(0.5*line[x]) + float32(0.25*(line[max(0, x-1)]+line[min(w-1, x+1)]))
			}
		}
	})
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			up, here, down := raw[max(0, y-1)*w:], raw[y*w:], raw[min(h-1, y+1)*w:]
			row := out[y*w : (y+1)*w]
			for x := range row {
				row[x] = float32(0.5*here[x]) + float32(0.25*(up[x]+down[x]))
			}
		}
	})
	return out
}

// at interpolates linearly at a point of the plane; beyond the edges the last pixels repeat.
func at(p *picture.Gray, x, y float64) float32 {
	w, h := p.Size.Width, p.Size.Height
	fx, fy := float32(min(max(x-0.5, 0), float64(w-1))), float32(min(max(y-0.5, 0), float64(h-1)))
	xi, yi := min(int(fx), max(0, w-2)), min(int(fy), max(0, h-2))
	fx, fy = fx-float32(xi), fy-float32(yi)
	right, below := min(1, w-1), min(1, h-1)*w
	i := yi*w + xi
	top := p.Pix[i] + float32(fx*(p.Pix[i+right]-p.Pix[i]))
	bottom := p.Pix[i+below] + float32(fx*(p.Pix[i+below+right]-p.Pix[i+below]))
	return top + float32(fy*(bottom-top))
}
