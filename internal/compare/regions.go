package compare

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/rows"
)

// The significance of a place comes from windows of three sizes: a small change
// shows in the small one, a faint and wide one only in the large. What chance
// does to each was measured on pairs without edits (crops, JPEG, WebP, grey,
// scaling, mirrors, turns, tone; docs/difference.md): from some z on the share
// of windows beyond it falls by a constant factor for each unit of z. That share
// times the number of windows looked at is the number of false alarms
// (a-contrario: Lisani and Morel, 2003; Robin, Moisan and Le Hégarat-Mascle,
// 2010), with one window counted for each that doesn't overlap another.
var scales = [...]struct {
	radius      int
	from        float64 // z at which log10 of the share of windows is at
	at, perUnit float64 // decades
}{
	{3, 3, -3.2, -0.85},
	{7, 3, -3.7, -1.0},
	{15, 2, -3.0, -1.4},
}

const (
	// mostNFA is the number of false regions accepted a pair.
	mostNFA = -3 // log10
	// leastNFA is where counting stops: the model is not shown to hold that far.
	leastNFA = -30
	// growFrom is the least z of a region's pixels, and growShare the least
	// share of its strongest one: what stands out is told apart from a faint
	// misfit around it.
	growFrom  = 2.0
	growShare = 0.1
	// closing joins parts that lie at most twice so many plane pixels apart:
	// letters of a line, the parts of a thing that differs in most of its area.
	closing = 4
	// leastRegion is the least area of a region in plane pixels.
	leastRegion = 25
)

// findRegions fills d.Regions, strongest first, and returns which pixels they
// hold; nil where there is none.
func (d *measuring) findRegions() []bool {
	told := d.toldPlaces()
	if told < leastRegion {
		return nil
	}
	// chance holds −8 × log10 NFA of each pixel's best window, 0 where it is above mostNFA.
	chance := make([]uint8, len(d.squares))
	some := make([]bool, rows.Bands(d.Size.Height))
	for k, s := range scales {
		tests := testsOf(k, told)
		d.boxMeans(d.squares, s.radius, func(i int, mean float64) {
			if z := math.Sqrt(mean); z > s.from {
				if nfa := tests + s.at + s.perUnit*(z-s.from); nfa < mostNFA {
					chance[i] = max(chance[i], uint8(min(255, -8*nfa)))
					some[i/d.Size.Width/rows.Height] = true
				}
			}
		})
	}
	if !slices.Contains(some, true) {
		return nil
	}
	from := d.misfit()
	in := d.closed(d.flood(chance, from))
	return d.gather(in, chance, from)
}

// flood grows regions from significant pixels, strongest first, over all
// pixels of some share of the strongest, and returns what belongs to one.
func (d *measuring) flood(chance []uint8, from float64) []bool {
	w, h := d.Size.Width, d.Size.Height
	// Seeds by strength, in counts of 1/8 of a unit.
	const bins = 65536 / 32
	var count [bins + 1]int
	for i, c := range chance {
		if c > 0 {
			count[bins-1-int(d.Z[i]>>5)]++
		}
	}
	sum := 0
	for b := range count {
		sum, count[b] = sum+count[b], sum
	}
	seeds := make([]int32, sum)
	for i, c := range chance {
		if c > 0 {
			b := bins - 1 - int(d.Z[i]>>5)
			seeds[count[b]] = int32(i)
			count[b]++
		}
	}
	in := make([]bool, len(chance))
	var stack []int32
	for _, seed := range seeds {
		least := uint16(max(from*ZUnit, growShare*float64(d.Z[seed])))
		if in[seed] || d.Z[seed] < least {
			continue
		}
		in[seed] = true
		stack = append(stack[:0], seed)
		for len(stack) > 0 {
			i := int(stack[len(stack)-1])
			stack = stack[:len(stack)-1]
			x, y := i%w, i/w
			for v := max(0, y-1); v <= min(h-1, y+1); v++ {
				for u := max(0, x-1); u <= min(w-1, x+1); u++ {
					if o := w*v + u; !in[o] && d.Mask[o] == Told && d.Z[o] >= least {
						in[o] = true
						stack = append(stack, int32(o))
					}
				}
			}
		}
	}
	return in
}

// toldPlaces returns the number of told places.
func (d *measuring) toldPlaces() float64 { return d.ToldShare * float64(len(d.squares)) }

// testsOf returns the decimal logarithm of the number of windows of a scale that are looked at.
func testsOf(scale int, told float64) float64 {
	side := float64(2*scales[scale].radius + 1)
	return math.Log10(max(1, told/(side*side)) * float64(len(scales)))
}

// misfit returns the least z of a region's pixels: growFrom, or more where the
// pair as a whole agrees badly.
func (d *measuring) misfit() float64 {
	var counts [1 << 8]int
	n := 0
	for i, z := range d.Z {
		if d.Mask[i] == Told {
			counts[min(255, z>>5)]++
			n++
		}
	}
	below := 0
	for b, c := range counts {
		if below += c; float64(below) >= misfitShare*float64(n) {
			return min(max(growFrom, misfitTimes*float64(b)/8), mostGrow)
		}
	}
	return growFrom
}

const (
	// A region's pixels lie misfitTimes above what misfitShare of the places
	// have, but no more is asked than mostGrow: that share may itself be changed.
	misfitTimes = 3
	misfitShare = 0.85
	mostGrow    = 6
)

// closed returns the mask after a closing by a square.
func (d *measuring) closed(in []bool) []bool {
	grown := d.spread(in, closing, true)
	return d.spread(grown, closing, false)
}

// spread returns what lies within a square about a set pixel (grow), or what
// has nothing but set pixels in the square about it.
func (d *measuring) spread(in []bool, by int, grow bool) []bool {
	w, h := d.Size.Width, d.Size.Height
	level, out := make([]bool, len(in)), make([]bool, len(in))
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			row, to := in[w*y:w*(y+1)], level[w*y:w*(y+1)]
			run := -by - 1 // the last pixel that has the value looked for
			for x := -by; x < w; x++ {
				if ahead := x + by; ahead < w && row[ahead] == grow {
					run = ahead
				}
				if x >= 0 {
					to[x] = (run >= x-by) == grow
				}
			}
		}
	})
	columns := (w + rows.Height - 1) / rows.Height
	rows.Tasks(columns, func(k int) {
		x0, x1 := k*rows.Height, min(w, (k+1)*rows.Height)
		run := make([]int, x1-x0)
		for i := range run {
			run[i] = -by - 1
		}
		for y := -by; y < h; y++ {
			if ahead := y + by; ahead < h {
				for x, v := range level[w*ahead+x0 : w*ahead+x1] {
					if v == grow {
						run[x] = ahead
					}
				}
			}
			if y >= 0 {
				for x, last := range run {
					out[w*y+x0+x] = (last >= y-by) == grow
				}
			}
		}
	})
	return out
}

// gather makes a Region of each connected part that holds something
// significant, and returns the pixels of all of them.
func (d *measuring) gather(in []bool, chance []uint8, from float64) []bool {
	w, h := d.Size.Width, d.Size.Height
	kept, seen := make([]bool, len(in)), make([]bool, len(in))
	var members []int32
	for i := range in {
		if !in[i] || seen[i] {
			continue
		}
		seen[i] = true
		members = append(members[:0], int32(i))
		var best uint8
		var peak uint16
		for k := 0; k < len(members); k++ {
			j := members[k]
			x, y := int(j)%w, int(j)/w
			best, peak = max(best, chance[j]), max(peak, d.Z[j])
			for v := max(0, y-1); v <= min(h-1, y+1); v++ {
				for u := max(0, x-1); u <= min(w-1, x+1); u++ {
					if o := w*v + u; in[o] && !seen[o] {
						seen[o] = true
						members = append(members, int32(o))
					}
				}
			}
		}
		if best == 0 {
			continue
		}
		core := d.core(members, max(from, growShare*float64(peak)/ZUnit))
		if len(core) < leastRegion {
			continue
		}
		for _, j := range members {
			kept[j] = true
		}
		r := d.describe(core)
		r.Peak, r.Log10NFA = float64(peak)/ZUnit, max(leastNFA, -float64(best)/8)
		d.Regions = append(d.Regions, r)
	}
	slices.SortStableFunc(d.Regions, func(a, b Region) int { return cmp.Compare(b.weight(), a.weight()) })
	return kept
}

// weight orders regions: how far they stand out, and over how much.
func (r Region) weight() float64 { return r.Strength * math.Sqrt(r.Share) }

// core returns the pixels of a region without the rim that the window of z adds
// all around: those about which 3×3 pixels are strong by themselves.
func (d *measuring) core(members []int32, least float64) []int32 {
	w, h := d.Size.Width, d.Size.Height
	var core []int32
	for _, j := range members {
		x, y := int(j)%w, int(j)/w
		var s float32
		k := 0
		for v := max(0, y-1); v <= min(h-1, y+1); v++ {
			for u := max(0, x-1); u <= min(w-1, x+1); u++ {
				if o := w*v + u; d.Mask[o] == Told {
					s += d.squares[o]
					k++
				}
			}
		}
		if k > 0 && float64(s)/float64(k) >= least*least {
			core = append(core, j)
		}
	}
	return core
}
