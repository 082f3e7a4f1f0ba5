package compare

import (
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/rows"
)

// Smallest says how small a change would have been found: what is smaller or
// fainter may have gone unnoticed. It is not worked out from a formula but
// tried: squares are made lighter at places all over the very pair, and the
// same residual, noise and thresholds say which would have stood out. A
// texture hides much, because the residual forgives what half a pixel explains.
type Smallest struct {
	// Side is the side in claim pixels of the smallest square that would have
	// been found in half of the places if it were lighter or darker by an
	// eighth of the scale (32 levels); 0 where no size would have been.
	Side int
	// Levels is the least change of luma, in grey levels of the claim, that
	// would have been found in half of the places over a square of twice that
	// side, or of the largest one tried where Side is 0.
	Levels float64
	// BusySide and BusyLevels are the same for nine of ten places: what it takes
	// in edges, texture, foliage.
	BusySide   int
	BusyLevels float64
}

const (
	smallestStep = 32 // levels
	// smallestPlaces is about how many places are tried.
	smallestPlaces = 400
	usualShare     = 0.5
	busyShare      = 0.9
)

// What is tried: sides in claim pixels, and changes in levels.
var (
	smallestSides  = [...]int{4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128}
	smallestLevels = [...]float64{3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192}
)

// findSmallest tries.
func (d *measuring) findSmallest() {
	w, h := d.Size.Width, d.Size.Height
	step := max(1, int(math.Sqrt(float64(w)*float64(h)/smallestPlaces)))
	var places []int
	for y := step / 2; y < h; y += step {
		for x := step / 2; x < w; x += step {
			if i := w*y + x; d.Mask[i] == Told && d.doubt[i] < sure && float64(d.Z[i]) < growFrom*ZUnit {
				places = append(places, i)
			}
		}
	}
	if len(places) == 0 {
		return
	}
	scale := math.Sqrt(d.PlaneFromClaimed.AreaScale(d.Size.Rect().Centre()))
	var required [len(scales)]float64
	for k, s := range scales {
		required[k] = max(s.from, s.from+(mostNFA-testsOf(k, d.toldPlaces())-s.at)/s.perUnit)
	}
	// least[k][p] is the least change that is found at a place over a square of side k.
	var least [len(smallestSides)][]float64
	for k := range least {
		least[k] = make([]float64, len(places))
	}
	rows.Tasks(len(places), func(p int) {
		at := d.tried(places[p], required, scale)
		for k := range least {
			least[k][p] = at[k]
		}
	})
	for k := range least {
		slices.Sort(least[k])
	}
	at := func(k int, share float64) float64 { return least[k][int(share*float64(len(places)-1))] }
	find := func(share float64) (side int, levels float64) {
		for k, s := range smallestSides {
			if at(k, share) <= smallestStep {
				twice := slices.IndexFunc(smallestSides[:], func(t int) bool { return t >= 2*s })
				if twice < 0 {
					twice = len(smallestSides) - 1
				}
				return s, at(twice, share)
			}
		}
		return 0, at(len(smallestSides)-1, share)
	}
	d.Smallest.Side, d.Smallest.Levels = find(usualShare)
	d.Smallest.BusySide, d.Smallest.BusyLevels = find(busyShare)
}

// widestReach is the radius of the widest window of scales.
const widestReach = 15

// ringSums holds the squares of each change over each ring about a place.
type ringSums [widestReach + 1][len(smallestLevels)]float64

// tried returns for each side the least change in levels that would be found
// over a square about a place; infinite where none of them would.
func (d *measuring) tried(place int, required [len(scales)]float64, scale float64) (least [len(smallestSides)]float64) {
	w, h := d.Size.Width, d.Size.Height
	px, py := place%w, place/w
	// sums[r][l] is the sum of the squares of change l over the ring r about the place.
	var sums ringSums
	var told [widestReach + 1]float64
	for y := max(0, py-widestReach); y <= min(h-1, py+widestReach); y++ {
		for x := max(0, px-widestReach); x <= min(w-1, px+widestReach); x++ {
			i := w*y + x
			if d.Mask[i] != Told {
				continue
			}
			ring := max(x-px, px-x, y-py, py-y)
			told[ring]++
			k := y/coarseTile*d.coarse.Width + x/coarseTile
			v := float64(d.variance[k])/math.Max(1, float64(d.variances[k])) + float64(doubted(d.doubt[i]))
			loA, hiA, loB, hiB := d.bounds(x, y)
			a, b := float64(d.claimed[i]), float64(d.predicted[i])
			for l, by := range smallestLevels {
				r := min(max(a+by-hiB, loB-a-by, 0), max(b-hiA-by, loA+by-b, 0))
				sums[ring][l] += min(r*r/v, maxSquare)
			}
		}
	}
	for k, side := range smallestSides {
		least[k] = math.Inf(1)
		// Half a pixel all round is what the residual forgives along the edge.
		half := (float64(side)*scale - 1) / 2
		if s := float64(side) * scale; s*s < leastRegion {
			continue // too small for a region
		}
		for l := range smallestLevels {
			if d.standsOut(&sums, &told, l, half, required) {
				least[k] = smallestLevels[l]
				break
			}
		}
	}
	return least
}

// standsOut reports whether a change over a square of that half side is found by one of the windows.
func (d *measuring) standsOut(sums *ringSums, told *[widestReach + 1]float64, level int, half float64, required [len(scales)]float64) bool {
	for k, s := range scales {
		sum, n := 0.0, 0.0
		for ring := 0; ring <= s.radius; ring++ {
			n += told[ring]
			// A ring counts by the part of its width that the square covers.
			sum += sums[ring][level] * min(max(half+0.5-float64(ring), 0), 1)
		}
		if n > 0 && math.Sqrt(sum/n) >= required[k] {
			return true
		}
	}
	return false
}

// bounds returns what both planes take within half a pixel of a place.
func (d *measuring) bounds(x, y int) (loA, hiA, loB, hiB float64) {
	w, h := d.Size.Width, d.Size.Height
	up, at, down := w*max(y-1, 0), w*y, w*min(y+1, h-1)
	left, right := max(x-1, 0), min(x+1, w-1)
	at8 := [8]int{up + left, up + x, up + right, at + left, at + right, down + left, down + x, down + right}
	lowA, highA := halfway(d.claimed, d.claimed[at+x], &at8)
	lowB, highB := halfway(d.predicted, d.predicted[at+x], &at8)
	return float64(lowA), float64(highA), float64(lowB), float64(highB)
}
