package align

import "math"

// Graphics on a picture (captions, tickers, logos, interfaces, watermarks,
// frames) contradict the other picture as much as a moved thing does. What is
// known of those who draw them tells them apart, in each of the pictures that
// has edges of its own in a region:
//
//   - They want to be read: edges are sharp and of high contrast. The gradients
//     of photographed things are, all but a few, below that.
//   - They use few colours, laid on flat: the level of most changed pixels is
//     one of a few, and nothing is shaded.
//   - Or the picture shows through: where levels changed, and away from the
//     edges drawn, the other picture's gradients are found again.
//   - Or they are marks with the picture between them: nothing is shaded in
//     another way than the other picture, and much of that is still there.
//
// The limits lie between the regions of one half of the pairs of
// TestOtherMomentsAreToldFromCopies; how they do on the other half stands in
// docs/measurements.md.

const (
	// ownEdges is the unexplained energy of one picture, in times of the noise of both, from which it has edges of its own in a region.
	ownEdges = 2.0
	// edgeRank and edgePart: the strength of a region's edges is the squared
	// gradient that 92 % of its pixels stay below; an edge has at least half
	// that gradient.
	edgeRank = 0.92
	edgePart = 0.25
	edgeRim  = 3 // pixels around an edge that its slope reaches
	// leastCalm is the number of a cell's pixels away from edges that shading is measured on.
	leastCalm = 8
	// shading is the squared mean gradient that counts: 6 grey levels over a
	// cell. The mean, since the ringing of JPEG around letters goes to and fro.
	shading = 0.5
	// bare is the share of shaded cells up to which nothing is shaded.
	bare = 0.12
	// drawnSharp is the strength of edges that letters have: steps of 130 grey levels, one pixel wide.
	drawnSharp = 1500.0
	// drawnClear is that of clear contrast, 100 grey levels. With clearLevels
	// of the changed pixels in few levels it is a panel with letters, and with
	// clearBare of them where nothing is shaded.
	drawnClear  = 900.0
	clearLevels = 0.35
	clearBare   = 0.25
	// inFewLevels is the share of pixels in few levels from which what is not shaded is flat colour, of whatever contrast.
	inFewLevels = 0.6
	seenThrough = 0.6 // correlation of the gradients from which the other picture shows through
	foundAgain  = 0.5 // share of the other picture's gradients from which marks lie on it
	// leastJudged is the number of cells, 32 grid pixels square, under which a
	// region says nothing by its looks.
	leastJudged = 16
	// leastChanged is the share of a region's pixels whose level must differ
	// from what the tone of the rest makes of the other picture. Where tone was
	// cut off, structure is gone and no level changed.
	leastChanged  = 0.2
	changedLevels = 10.0 // least difference that counts, grey levels
	changedSpread = 4.0  // and in times of the mean deviation elsewhere
)

// judged is a region with what its looks say.
type judged struct {
	region *contradiction
	same   bool    // its levels did not change
	drawn  [2]bool // it is graphics on that picture
	clear  [2]bool // its edges there are of clear contrast
}

// judge looks at a region.
func (g *momentGrid) judge(r *contradiction, tone *toneOfGrid) judged {
	j := judged{region: r}
	l := g.levels(r, tone)
	if j.same = l.changed < leastChanged; j.same {
		return j
	}
	var sum energies
	var alone [2]float64
	for _, c := range r.cells {
		e := g.cells[c]
		sum.plus(e)
		apart := e.apart()
		alone[0] += float64(apart * e.a)
		alone[1] += float64(apart * e.b)
	}
	noise := g.usual * float64(len(r.cells)*momentCell*momentCell)
	again := [2]float64{sum.ab / max(sum.b, 1), sum.ab / max(sum.a, 1)}
	for which := range 2 {
		if alone[which] > ownEdges*noise {
			strength := g.edgeStrength(r, which)
			j.clear[which] = strength >= drawnClear
			j.drawn[which] = g.graphics(r, which, strength, &l, again[which])
		}
	}
	return j
}

// moved returns the regions that hold other content, and not graphics on one
// of the pictures. Where one region is graphics, so are other regions of clear
// contrast on the same picture, and regions too small to be judged by their
// looks: a caption leaves the odd letter behind.
func moved(regions []judged) []*contradiction {
	var drawn [2]bool
	for _, j := range regions {
		for which := range 2 {
			drawn[which] = drawn[which] || j.drawn[which]
		}
	}
	var out []*contradiction
	for _, j := range regions {
		small := len(j.region.cells) < leastJudged && (drawn[0] || drawn[1])
		if j.same || small || j.drawn[0] || j.drawn[1] || drawn[0] && j.clear[0] || drawn[1] && j.clear[1] {
			continue
		}
		out = append(out, j.region)
	}
	return out
}

// graphics judges one of the pictures (0 claimed, 1 candidate) in a region with
// edges of that strength; again is how much of the other picture's gradients is
// found in it.
func (g *momentGrid) graphics(r *contradiction, which int, strength float64, l *levels, again float64) bool {
	few, clearly := l.few[which], strength >= drawnClear
	if strength >= drawnSharp || clearly && few >= clearLevels {
		return true
	}
	shaded, through := g.calm(r, which, strength, l)
	if through >= seenThrough {
		return true
	}
	return shaded <= bare && (few >= inFewLevels || clearly && few >= clearBare || again >= foundAgain)
}

// each calls with the pixels of a region's cells, cell by cell.
func (g *momentGrid) each(r *contradiction, visit func(cell, i int)) {
	w := g.size.Width
	for n, c := range r.cells {
		for y := c / g.across * momentCell; y < (c/g.across+1)*momentCell; y++ {
			for x := c % g.across * momentCell; x < (c%g.across+1)*momentCell; x++ {
				visit(n, y*w+x)
			}
		}
	}
}

// of returns one picture's gradient.
func (g *momentGrid) of(which, i int) (x, y float32) {
	ax, ay, bx, by := g.gradient(i)
	if which == 0 {
		return ax, ay
	}
	return bx, by
}

// edgeStrength returns the squared gradient at edgeRank, to a quarter of it.
func (g *momentGrid) edgeStrength(r *contradiction, which int) float64 {
	const perOctave, octaves = 8, 18
	var count [perOctave * octaves]int
	n := 0
	g.each(r, func(_, i int) {
		x, y := g.of(which, i)
		e := float64(x*x) + float64(y*y)
		count[max(0, min(len(count)-1, int(perOctave*math.Log2(max(e, 1)))))]++
		n++
	})
	below := 0
	for i, c := range count {
		if below += c; float64(below) >= edgeRank*float64(n) {
			return math.Exp2((float64(i) + 0.5) / perOctave)
		}
	}
	return 0
}

// calm looks at a region away from one picture's edges. It returns the share of
// cells with shading that the other picture does not have, and how the two
// pictures' gradients correlate in the cells that changed.
func (g *momentGrid) calm(r *contradiction, which int, strength float64, l *levels) (shaded, through float64) {
	type calm struct {
		sum  energies
		x, y float64
		n    int
	}
	found := make([]calm, len(r.cells))
	edges := g.edges(r, which, float32(max(4, edgePart*strength)))
	g.each(r, func(cell, i int) {
		if edges.near(i) {
			return
		}
		aa, bb, ab := multiplied(g.gradient(i))
		x, y := g.of(which, i)
		f := &found[cell]
		f.sum.plus(energies{float64(aa), float64(bb), float64(ab)})
		f.x += float64(x)
		f.y += float64(y)
		f.n++
	})
	n := 0
	var changed energies
	for cell, f := range found {
		if f.n < leastCalm {
			continue
		}
		x, y := f.x/float64(f.n), f.y/float64(f.n)
		if f.sum.apart()*(float64(x*x)+float64(y*y)) > shading {
			n++
		}
		if 2*l.inCell[cell] > momentCell*momentCell {
			changed.plus(f.sum)
		}
	}
	return float64(n) / float64(len(r.cells)), changed.ab / math.Sqrt(max(1, changed.a*changed.b))
}

// edgeMap marks the surroundings of edges in a part of the grid.
type edgeMap struct {
	x0, y0, x1, y1 int // pixels of the grid
	row            int // pixels of the grid in a row
	marked         []bool
}

func (e *edgeMap) near(i int) bool {
	return e.marked[(i/e.row-e.y0)*(e.x1-e.x0)+i%e.row-e.x0]
}

// edges marks the pixels within edgeRim of a squared gradient above the limit,
// those outside of the region included.
func (g *momentGrid) edges(r *contradiction, which int, limit float32) *edgeMap {
	e := &edgeMap{row: g.size.Width}
	e.x0, e.y0 = max(1, r.minX*momentCell-edgeRim), max(1, r.minY*momentCell-edgeRim)
	e.x1, e.y1 = min(g.size.Width-1, (r.maxX+2)*momentCell+edgeRim), min(g.size.Height-1, (r.maxY+2)*momentCell+edgeRim)
	w := e.x1 - e.x0
	e.marked = make([]bool, w*(e.y1-e.y0))
	for y := e.y0; y < e.y1; y++ {
		until := e.x0 // up to which column this row's marks were set
		for x := e.x0; x < e.x1; x++ {
			gx, gy := g.of(which, y*g.size.Width+x)
			if float32(gx*gx)+float32(gy*gy) <= limit {
				continue
			}
			from := max(until, x-edgeRim)
			until = min(e.x1, x+edgeRim+1)
			for v := max(e.y0, y-edgeRim); v < min(e.y1, y+edgeRim+1); v++ {
				for u := from; u < until; u++ {
					e.marked[(v-e.y0)*w+u-e.x0] = true
				}
			}
		}
	}
	return e
}

// toneOfGrid is what the candidate's levels become in the claim where nothing contradicts.
type toneOfGrid struct {
	level  [toneLevels]float64 // mean of the claim by the candidate's level, four grey levels a bin
	spread float64             // mean distance of a pixel from it
}

const (
	toneLevels = 64
	tonePixels = 20 // pixels a bin must have, or its neighbours are asked too
)

func toneBin(v float32) int { return max(0, min(toneLevels-1, int(v/4))) }

// tone measures the tone on every second pixel and row.
func (g *momentGrid) tone(w *momentWindows) *toneOfGrid {
	open := make([]bool, len(g.cells))
	copy(open, g.inside)
	for i := range w.known {
		if w.contradicting(i) {
			for _, c := range w.cells(i) {
				open[c] = false
			}
		}
	}
	visit := func(do func(a, b float32)) {
		for y := 0; y < g.down*momentCell; y += 2 {
			for x := 0; x < g.across*momentCell; x += 2 {
				if i := y*g.size.Width + x; open[y/momentCell*g.across+x/momentCell] {
					do(g.a[i], g.b[i])
				}
			}
		}
	}
	var sum, count [toneLevels]float64
	visit(func(a, b float32) {
		sum[toneBin(b)] += float64(a)
		count[toneBin(b)]++
	})
	t := &toneOfGrid{}
	for bin := range t.level {
		s, n := sum[bin], count[bin]
		for d := 1; n < tonePixels && d < toneLevels; d++ {
			for _, o := range [2]int{bin - d, bin + d} {
				if o >= 0 && o < toneLevels {
					s, n = s+sum[o], n+count[o]
				}
			}
		}
		t.level[bin] = s / max(1, n)
	}
	var off, n float64
	visit(func(a, b float32) {
		off += math.Abs(float64(a) - t.level[toneBin(b)])
		n++
	})
	t.spread = off / max(1, n)
	return t
}

// levels is what a region's changed pixels are: those whose level differs from
// what the tone of the rest makes of the other picture.
type levels struct {
	changed float64    // share of the region's pixels
	few     [2]float64 // share of them that are flat and of one of the few commonest levels, by picture
	inCell  []int      // changed pixels by cell of the region
}

const (
	levelBins = 128 // of two grey levels
	fewLevels = 4   // colours of a logo, or of a television's panels
)

func levelBin(v float32) int { return max(1, min(levelBins-2, int(v/2))) }

func (g *momentGrid) levels(r *contradiction, t *toneOfGrid) levels {
	out := levels{inCell: make([]int, len(r.cells))}
	var count [2][levelBins]int
	n := 0
	limit := max(changedLevels, changedSpread*t.spread)
	flat := float32(max(1, g.usual))
	g.each(r, func(cell, i int) {
		if math.Abs(float64(g.a[i])-t.level[toneBin(g.b[i])]) <= limit {
			return
		}
		n++
		out.inCell[cell]++
		aa, bb, _ := multiplied(g.gradient(i))
		if aa <= flat {
			count[0][levelBin(g.a[i])]++
		}
		if bb <= flat {
			count[1][levelBin(g.b[i])]++
		}
	})
	out.changed = float64(n) / float64(len(r.cells)*momentCell*momentCell)
	for which := range count {
		out.few[which] = float64(commonest(&count[which])) / float64(max(1, n))
	}
	return out
}

// commonest returns how many are within six grey levels at one of the few
// commonest levels. It empties the counts that it took.
func commonest(count *[levelBins]int) int {
	sum := 0
	for range fewLevels {
		best, at := 0, 1
		for bin := 1; bin < levelBins-1; bin++ {
			if n := count[bin-1] + count[bin] + count[bin+1]; n > best {
				best, at = n, bin
			}
		}
		sum += best
		count[at-1], count[at], count[at+1] = 0, 0, 0
	}
	return sum
}
