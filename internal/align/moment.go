package align

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Another exposure from the same place (a tripod, a surveillance camera, a
// burst, the next frames of a video) aligns as well as a copy does. What gives
// it away is content that moved. So the aligned pair is asked where the two
// pictures have structure that the other one does not explain:
//
//  1. Both are drawn into one grid and smoothed alike. Gradients are compared,
//     not grey levels, so that lighting does not matter, and by their
//     correlation in windows of 16 × 16, so that no tone curve does either:
//     what one picture shows there and the other does not is its energy times
//     1 − ρ².
//  2. What is usual in this very pair (noise, compression, blur, the
//     misalignment left) is measured as a + c · energy over all windows, by
//     medians. A window contradicts where the unexplained energy is several
//     times that and at least half of all there is.
//  3. Contradicting windows that touch are one region. Its number of false
//     alarms is W² · P(χ²ν/ν ≥ R), for R the ratio of its unexplained energy to
//     the usual one and ν its number of independent pixels, with Chernoff's
//     bound of the tail (compare Lisani and Morel, 2003).
//  4. Regions whose levels did not change are left out (water and leaves that
//     were resampled, texture lost where tone was cut off): on the benchmark's
//     copies they are all that the third step lets through. So are those that
//     are graphics lying on one of the pictures; see graphics.go.
//
// What moved by less than a window's texture, or looks as drawn (flat, hard
// edges of high contrast, as a white car on asphalt in the sun), is not found.

const (
	momentPixels = 250_000 // pixels of the grid: a person in the picture of a surveillance camera is 15 × 40 of them
	momentCell   = 8       // side of a cell; a window is 2 × 2 cells and starts at every cell
	momentRim    = 4       // grid pixels around a cell that both pictures must have too: smoothing and gradient reach so far
	// leastWindows is how many windows it takes to know what is usual.
	leastWindows = 40
	// leastUsual and leastUsualShare are rounding and resampling, which two
	// clean copies differ by, in squared grey levels a pixel and as a share of
	// the energy.
	leastUsual      = 1.0
	leastUsualShare = 0.03
	// mostUsualShare bounds what a pair may take for usual. Copies photographed
	// from a screen have 0.1; where more than half of the structure moved, the
	// median would call that usual.
	mostUsualShare = 0.25
	structured     = 6.0 // times the usual energy from which a window counts as structure
	contradicts    = 3.0 // times the usual unexplained energy
	unexplained    = 0.5 // share of a window's energy that must be unexplained: correlation below 0.7
	// mostEnergy is how much one window may give to its region, so that no single edge carries it.
	mostEnergy = 400.0
	// independentPx is the number of pixels taken to err together: half a block
	// of JPEG.
	independentPx = 32.0
	// movedLog10NFA: as for a match, one in a million.
	movedLog10NFA = -6.0
)

// Region is a part of the claim whose content the candidate shows otherwise.
type Region struct {
	Box      geom.Rect // claim pixels, around all of the region; a multiple of some 8 grid pixels
	Strength float64   // unexplained structure, in times of what noise, compression and blur leave in this pair; at least 3
	Log10NFA float64   // number of false alarms of the region, decimal logarithm
}

// findMoved looks for content that moved under the alignment of a match, and
// leaves it in Moved with the note. Other verdicts are left as they are.
func (a *Alignment) findMoved(ctx context.Context, claimed, candidate *Subject) error {
	if a.Verdict != Match {
		return nil
	}
	ta, tb, err := grays(ctx, claimed, candidate)
	if err != nil {
		return err
	}
	a.Moved = movedRegions(ta, tb, a.CandidateFromClaimed, a.ToneInverted, claimed.picture.Size(), candidate.picture.Size())
	if len(a.Moved) > 0 {
		a.Notes = append(a.Notes, OtherMomentPossible)
	}
	return ctx.Err()
}

// movedRegions returns the regions of the claim that differ and are no
// graphics, strongest evidence first.
func movedRegions(claimed, candidate *tower, candidateFromClaimed geom.Map, inverted bool, claimSize, candidateSize geom.Size) []Region {
	g := newMomentGrid(claimed, candidate, candidateFromClaimed, inverted, claimSize, candidateSize)
	if g == nil {
		return nil
	}
	g.measure()
	w := g.windows()
	if !w.usual() {
		return nil
	}
	var regions []judged
	var tone *toneOfGrid
	for _, r := range w.regions() {
		if r.log10NFA > movedLog10NFA {
			continue
		}
		if tone == nil {
			tone = g.tone(w)
		}
		regions = append(regions, g.judge(r, tone))
	}
	var out []Region
	for _, r := range moved(regions) {
		out = append(out, Region{Box: g.claimBox(r), Strength: r.strength, Log10NFA: r.log10NFA})
	}
	slices.SortStableFunc(out, func(p, q Region) int { return cmp.Compare(p.Log10NFA, q.Log10NFA) })
	return out
}

// energies are sums over pixels of squared gradients, in squared grey levels:
// of the claimed picture, of the candidate, and of the two multiplied.
type energies struct{ a, b, ab float64 }

func (e *energies) plus(o energies) {
	e.a += o.a
	e.b += o.b
	e.ab += o.ab
}

// apart returns 1 − ρ²: the share of either energy that the other picture does not explain.
func (e energies) apart() float64 {
	if e.ab <= 0 || e.a <= 0 || e.b <= 0 {
		return 1
	}
	return max(0, 1-float64(e.ab/e.a*(e.ab/e.b)))
}

// momentGrid is the two pictures, smoothed, in one grid over their overlap.
type momentGrid struct {
	size         geom.Size
	scale        float64   // grid pixels to a claim pixel
	box          geom.Rect // claim pixels
	a, b         []float32 // claimed and candidate, grey levels
	sign         float32   // −1 where tone is inverted
	across, down int       // cells
	inside       []bool    // by cell: both pictures have all of it
	cells        []energies
	usual        float64 // squared grey levels a pixel that noise gives to both gradients together
}

func newMomentGrid(claimed, candidate *tower, candidateFromClaimed geom.Map, inverted bool, claimSize, candidateSize geom.Size) *momentGrid {
	overlap := candidateFromClaimed.Overlap(claimSize, candidateSize)
	if len(overlap) < 3 {
		return nil
	}
	g := &momentGrid{box: boundsOf(overlap), sign: 1}
	if inverted {
		g.sign = -1
	}
	scale := candidateFromClaimed.LengthScale(g.box.Centre())
	g.scale = min(1, scale, math.Sqrt(momentPixels/max(1, g.box.Width()*g.box.Height())))
	if !(g.scale > 1e-4) {
		return nil
	}
	g.size = geom.Size{Width: int(g.box.Width() * g.scale), Height: int(g.box.Height() * g.scale)}
	g.across, g.down = g.size.Width/momentCell, g.size.Height/momentCell
	if g.across < 2 || g.down < 2 {
		return nil
	}
	claimFromGrid := geom.Translation(g.box.MinX, g.box.MinY).After(geom.Scaling(1/g.scale, 1/g.scale))
	pa, pb := claimed.at(1/g.scale), candidate.at(scale/g.scale)
	g.a = smoothedSamples(pa, geom.Scaling(pa.ScaleX, pa.ScaleY).After(claimFromGrid), g.size)
	g.b = smoothedSamples(pb, geom.Scaling(pb.ScaleX, pb.ScaleY).After(candidateFromClaimed).After(claimFromGrid), g.size)
	g.inside = make([]bool, g.across*g.down)
	for i := range g.inside {
		x, y := float64(i%g.across*momentCell), float64(i/g.across*momentCell)
		cell := geom.Rect{MinX: x - momentRim, MinY: y - momentRim, MaxX: x + momentCell + momentRim, MaxY: y + momentCell + momentRim}
		g.inside[i] = true
		// The overlap is convex, so that the corners suffice.
		for _, corner := range cell.Quad() {
			p := claimFromGrid.Apply(corner)
			g.inside[i] = g.inside[i] && claimSize.Rect().Contains(p) && candidateSize.Rect().Contains(candidateFromClaimed.Apply(p))
		}
	}
	return g
}

// gradient returns the two gradients at pixel i, which must not lie at the rim.
func (g *momentGrid) gradient(i int) (ax, ay, bx, by float32) {
	w := g.size.Width
	k := 0.5 * g.sign
	return 0.5 * (g.a[i+1] - g.a[i-1]), 0.5 * (g.a[i+w] - g.a[i-w]), k * (g.b[i+1] - g.b[i-1]), k * (g.b[i+w] - g.b[i-w])
}

func multiplied(ax, ay, bx, by float32) (aa, bb, ab float32) {
	return float32(ax*ax) + float32(ay*ay), float32(bx*bx) + float32(by*by), float32(ax*bx) + float32(ay*by)
}

// measure fills in the cells' energies.
func (g *momentGrid) measure() {
	g.cells = make([]energies, g.across*g.down)
	w := g.size.Width
	rows.Each(g.down*momentCell, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			row := g.cells[y/momentCell*g.across : (y/momentCell+1)*g.across]
			for cx := range row {
				if !g.inside[y/momentCell*g.across+cx] {
					continue
				}
				var sa, sb, sab float32
				for i := y*w + cx*momentCell; i < y*w+(cx+1)*momentCell; i++ {
					aa, bb, ab := multiplied(g.gradient(i))
					sa += aa
					sb += bb
					sab += ab
				}
				row[cx].plus(energies{float64(sa), float64(sb), float64(sab)})
			}
		}
	})
}

// claimBox carries a region's box to the claim.
func (g *momentGrid) claimBox(r *contradiction) geom.Rect {
	side := momentCell / g.scale
	at := func(origin float64, cell int) float64 { return origin + float64(side*float64(cell)) }
	return geom.Rect{
		MinX: at(g.box.MinX, r.minX), MinY: at(g.box.MinY, r.minY),
		MaxX: at(g.box.MinX, r.maxX+2), MaxY: at(g.box.MinY, r.maxY+2),
	}
}

// momentWindows are the squares of 2 × 2 cells, one for each cell but the last ones.
type momentWindows struct {
	grid         *momentGrid
	across, down int
	known        []bool    // all four cells are inside
	energy       []float64 // of both pictures, squared grey levels a pixel
	alone        []float64 // the part of it that the other picture does not explain
	expected     []float64 // what is usual of that
}

func (g *momentGrid) windows() *momentWindows {
	w := &momentWindows{grid: g, across: g.across - 1, down: g.down - 1}
	n := w.across * w.down
	w.known, w.energy, w.alone, w.expected = make([]bool, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		var sum energies
		w.known[i] = true
		for _, c := range w.cells(i) {
			w.known[i] = w.known[i] && g.inside[c]
			sum.plus(g.cells[c])
		}
		w.energy[i] = (sum.a + sum.b) / (4 * momentCell * momentCell)
		w.alone[i] = w.energy[i] * sum.apart()
	}
	return w
}

// cells returns the four cells of a window.
func (w *momentWindows) cells(i int) [4]int {
	c := i/w.across*w.grid.across + i%w.across
	return [4]int{c, c + 1, c + w.grid.across, c + w.grid.across + 1}
}

// usual measures what is usual in this pair; false where there is too little to know.
func (w *momentWindows) usual() bool {
	var known []int
	for i, k := range w.known {
		if k {
			known = append(known, i)
		}
	}
	if len(known) < leastWindows {
		return false
	}
	// Noise: where there is least structure.
	slices.SortFunc(known, func(i, j int) int { return cmp.Or(cmp.Compare(w.energy[i], w.energy[j]), cmp.Compare(i, j)) })
	var calm, shares []float64
	for _, i := range known[:len(known)/4] {
		calm = append(calm, w.alone[i])
	}
	noise := max(leastUsual, middle(calm))
	for _, i := range known {
		if w.energy[i] > structured*noise {
			shares = append(shares, w.alone[i]/w.energy[i])
		}
	}
	share := leastUsualShare
	if len(shares) >= leastWindows/2 {
		share = min(max(share, middle(shares)), mostUsualShare)
	}
	for i, e := range w.energy {
		w.expected[i] = noise + float64(share*e)
	}
	w.grid.usual = noise
	return true
}

// middle returns the median and sorts what it is given; 0 of nothing.
func middle(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}

// contradicting reports whether the pictures show different things in a window.
func (w *momentWindows) contradicting(i int) bool {
	return w.known[i] && w.alone[i] >= unexplained*w.energy[i] && w.alone[i] > contradicts*w.expected[i]
}

// contradiction is a set of contradicting windows that touch.
type contradiction struct {
	cells                  []int // of the grid, in order
	minX, minY, maxX, maxY int   // windows
	strength, log10NFA     float64
}

// regions gathers touching windows.
func (w *momentWindows) regions() []*contradiction {
	known := 0
	for _, k := range w.known {
		if k {
			known++
		}
	}
	var out []*contradiction
	seen := make([]bool, len(w.known))
	for first := range w.known {
		if seen[first] || !w.contradicting(first) {
			continue
		}
		r := &contradiction{minX: w.across, minY: w.down}
		seen[first] = true
		var alone, expected float64
		for stack := []int{first}; len(stack) > 0; {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			x, y := i%w.across, i/w.across
			r.minX, r.maxX, r.minY, r.maxY = min(r.minX, x), max(r.maxX, x), min(r.minY, y), max(r.maxY, y)
			k := min(1, mostEnergy/w.alone[i])
			alone += float64(k * w.alone[i])
			expected += float64(k * w.expected[i])
			for _, c := range w.cells(i) {
				r.cells = append(r.cells, c)
			}
			for v := max(0, y-1); v <= min(y+1, w.down-1); v++ {
				for u := max(0, x-1); u <= min(x+1, w.across-1); u++ {
					if j := v*w.across + u; !seen[j] && w.contradicting(j) {
						seen[j] = true
						stack = append(stack, j)
					}
				}
			}
		}
		slices.Sort(r.cells)
		r.cells = slices.Compact(r.cells)
		r.strength = alone / expected
		independent := float64(len(r.cells)*momentCell*momentCell) / independentPx
		r.log10NFA = 2*math.Log10(float64(known)) - independent/2*(r.strength-1-math.Log(r.strength))/math.Ln10
		out = append(out, r)
	}
	return out
}
