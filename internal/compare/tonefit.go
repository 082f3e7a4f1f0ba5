package compare

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// How the tone curve is found under graphics, bars and pasted parts. A plain
// median of the claim for each luma of the candidate fails where more than
// half of what has that luma is covered: a black bar over the greater part of
// a bright sky made bright become black. So the pixels vote:
//
//  1. The plane is parted into tiles, and a tile's votes count for more the
//     better the two pictures rise and fall together in it: a cover follows
//     nothing beneath it. Within a tile, and so over a large even area, votes
//     for the same luma grow by the square root of their number. A pixel in a
//     smooth place counts for more than one on an edge, whose value sharpness
//     and alignment have a say in.
//  2. Of all monotone curves without leaps the one is taken that goes through
//     most votes. What covers bright places with black, or dark ones with
//     white, can't lie on it together with the rest of the picture.
//  3. The curve is settled by the median of the votes near it, and again with
//     what near means taken from the spread found before; then neighbours that
//     don't rise are pooled (Ayer and others, 1955).

const (
	toneBins = 64
	binWidth = 256 / toneBins
	// leastInBin is the number of pixels near the curve under which a bin says nothing.
	leastInBin = 12
	// toneTiles is about how many tiles lie along a side, and leastTile their
	// least side: 12 pixels hold a block of JPEG and some of the next.
	toneTiles = 40
	leastTile = 12
	// voteParts is how many counts run side by side and are then added up.
	voteParts = 8
	// leastTrust is the weight of a tile where nothing follows anything: an
	// even sky is all that some lumas have.
	leastTrust = 0.03
	// ridgeReach is how far a vote counts for a curve that passes it, in grey levels.
	ridgeReach = 12
	// steepest is the rise in a bin that costs nothing: four times as steep as
	// a curve that changes nothing. Each level more costs leapCost of all votes.
	steepest = 4 * binWidth
	leapCost = 0.002
)

// votes is what the pixels say about the claim's luma for each bin of the candidate's.
type votes struct {
	weight [toneBins][256]float64
	count  [toneBins][256]int
	luma   [toneBins]float64 // Σ weight × the candidate's luma
}

func (v *votes) add(o *votes) {
	for bin := range v.weight {
		for level := range v.weight[bin] {
			v.weight[bin][level] += o.weight[bin][level]
			v.count[bin][level] += o.count[bin][level]
		}
		v.luma[bin] += o.luma[bin]
	}
}

// measureTone fits the curve that carries the candidate's luma to the claim's.
func measureTone(claimed, candidate []float32, mask []Known, size geom.Size, inverted bool) Tone {
	v := gatherVotes(claimed, candidate, mask, size, inverted)
	t := Tone{Inverted: inverted, clippedLow: clippedRange{first: 1}, clippedHigh: clippedRange{first: 1}}
	knots := v.settled(v.ridge(inverted), inverted)
	if len(knots) == 0 {
		for i := range t.Curve {
			t.Curve[i] = float32(i)
		}
		return t
	}
	t.interpolate(knots)
	t.findClipped(int(knots[0].x), int(knots[len(knots)-1].x))
	return t
}

// gatherVotes lets the told pixels vote, tile by tile.
func gatherVotes(claimed, candidate []float32, mask []Known, size geom.Size, inverted bool) *votes {
	side := max(leastTile, (max(size.Width, size.Height)+toneTiles-1)/toneTiles)
	down := (size.Height + side - 1) / side
	parts := make([]votes, min(down, voteParts))
	rows.Tasks(len(parts), func(k int) {
		weights := make([]float32, side*side)
		for y := k; y < down; y += len(parts) {
			for x := 0; x < size.Width; x += side {
				parts[k].tile(claimed, candidate, mask, size, tile{x, y * side, min(x+side, size.Width), min((y+1)*side, size.Height)}, weights, inverted)
			}
		}
	})
	for k := range parts[1:] {
		parts[0].add(&parts[k+1])
	}
	return &parts[0]
}

// tile is a part of the plane: columns x0 to x1, rows y0 to y1.
type tile struct{ x0, y0, x1, y1 int }

// tile adds the votes of one tile; weights is a buffer for its pixels.
func (v *votes) tile(claimed, candidate []float32, mask []Known, size geom.Size, t tile, weights []float32, inverted bool) {
	var n, a, b, aa, bb, ab float64
	var inBin [toneBins]float64
	w := size.Width
	k := 0
	for y := t.y0; y < t.y1; y++ {
		up, at, down := w*max(y-1, 0), w*y, w*min(y+1, size.Height-1)
		for x := t.x0; x < t.x1; x++ {
			weights[k] = 0
			if i := at + x; mask[i] == Told {
				p, q := float64(candidate[i]), float64(claimed[i])
				n++
				a += p
				b += q
				aa += float64(p * p)
				bb += float64(q * q)
				ab += float64(p * q)
				gx, gy := candidate[at+min(x+1, w-1)]-candidate[at+max(x-1, 0)], candidate[down+x]-candidate[up+x]
				weights[k] = smoothness(gx, gy)
				inBin[binOf(candidate[i])] += float64(weights[k])
			}
			k++
		}
	}
	if n == 0 {
		return
	}
	trust := trustOf(n, a, b, aa, bb, ab, inverted)
	for bin, sum := range inBin {
		if sum > 0 {
			inBin[bin] = trust / math.Sqrt(sum)
		}
	}
	k = 0
	for y := t.y0; y < t.y1; y++ {
		for x := t.x0; x < t.x1; x++ {
			if weight := float64(weights[k]); weight > 0 {
				i := w*y + x
				bin, level := binOf(candidate[i]), clampInt(float64(claimed[i])+0.5, 0, 255)
				weight *= inBin[bin]
				v.weight[bin][level] += weight
				v.count[bin][level]++
				v.luma[bin] += float64(weight * float64(candidate[i]))
			}
			k++
		}
	}
}

func binOf(luma float32) int { return min(toneBins-1, max(0, int(luma)/binWidth)) }

// smoothness returns the weight of a pixel by twice its gradient: half where
// the picture changes by 8 levels from pixel to pixel.
func smoothness(gx, gy float32) float32 {
	return 1 / (1 + float32(gx*gx+float32(gy*gy))/256)
}

// trustOf returns the weight of a tile from its sums: the square of the
// correlation, with two grey levels of noise in each picture.
func trustOf(n, a, b, aa, bb, ab float64, inverted bool) float64 {
	const noise = 2 * 2
	va, vb := max(0, aa/n-float64(a/n*a/n)), max(0, bb/n-float64(b/n*b/n))
	r := (ab/n - float64(a/n*b/n)) / math.Sqrt((va+noise)*(vb+noise))
	if inverted {
		r = -r
	}
	r = max(0, r)
	return leastTrust + float64((1-leastTrust)*r*r)
}

// ridge returns for each bin the level of the monotone curve that goes through
// most votes, by dynamic programming over bins and levels; −1 for a bin
// without votes.
func (v *votes) ridge(falling bool) (curve [toneBins]int) {
	const never = math.MaxFloat64
	var best [256]float64 // the most votes of a curve that ends at this level, less its leaps
	var from [toneBins][256]uint8
	total, last := 0.0, -1
	for bin := range v.weight {
		for _, w := range v.weight[bin] {
			total += w
		}
	}
	for bin := range v.weight {
		score, some := v.score(bin, falling)
		curve[bin] = -1
		if !some {
			continue
		}
		free := 256
		if last >= 0 {
			free = steepest * (bin - last)
		}
		var next [256]float64
		// within is the best start at most free below; leaping the best of all
		// further below, which costs by the level.
		leaping, leapFrom := -never, 0
		for y := range next {
			if start := y - free - 1; start >= 0 {
				if from := best[start] + leapCost*total*float64(start+free); from > leaping {
					leaping, leapFrom = from, start
				}
			}
			within, withinFrom := -never, y
			for start := max(0, y-free); start <= y; start++ {
				if best[start] >= within {
					within, withinFrom = best[start], start
				}
			}
			if leap := leaping - leapCost*total*float64(y); leap > within {
				within, withinFrom = leap, leapFrom
			}
			next[y], from[bin][y] = within+score[y], uint8(withinFrom)
		}
		best, last = next, bin
		curve[bin] = 0
	}
	if last < 0 {
		return curve
	}
	y := 0
	for level, b := range best {
		if b > best[y] {
			y = level
		}
	}
	for bin := toneBins - 1; bin >= 0; bin-- {
		if curve[bin] < 0 {
			continue
		}
		curve[bin] = y
		if falling {
			curve[bin] = 255 - y
		}
		y = int(from[bin][y])
	}
	return curve
}

// score returns how many votes a curve gets that passes a bin at each level,
// turned upside down where the curve falls.
func (v *votes) score(bin int, falling bool) (score [256]float64, some bool) {
	for level, w := range v.weight[bin] {
		if w == 0 {
			continue
		}
		some = true
		if falling {
			level = 255 - level
		}
		for y := max(0, level-ridgeReach+1); y < min(256, level+ridgeReach); y++ {
			d := float64(y-level) / ridgeReach
			score[y] += float64(w * (1 - float64(d*d)))
		}
	}
	return score, some
}

const (
	// The votes that settle the curve lie at most this far from it, in grey levels.
	leastNear, mostNear = 5, 20
	settleRounds        = 3
)

// settled returns the knots of the curve near a ridge.
func (v *votes) settled(ridge [toneBins]int, falling bool) []knot {
	near := float64(mostNear)
	var curve [toneBins]float64
	for bin, level := range ridge {
		curve[bin] = float64(level)
	}
	var knots []knot
	for range settleRounds {
		knots = knots[:0]
		var bins []int
		var spread [2 * mostNear]float64 // votes by their distance from the curve, in half levels
		for bin := range curve {
			if ridge[bin] < 0 {
				continue
			}
			first, last := clampInt(math.Ceil(curve[bin]-near), 0, 255), clampInt(math.Floor(curve[bin]+near), 0, 255)
			count, weight, all := 0, 0.0, 0.0
			for level, w := range v.weight[bin] {
				all += w
				if level >= first && level <= last {
					count += v.count[bin][level]
					weight += w
				}
			}
			if count < leastInBin || all == 0 {
				continue
			}
			y := medianOf(&v.weight[bin], first, last, weight)
			for level := first; level <= last; level++ {
				spread[min(len(spread)-1, int(2*math.Abs(float64(level)-y)))] += v.weight[bin][level]
			}
			bins = append(bins, bin)
			knots = append(knots, knot{x: v.luma[bin] / all, y: y, weight: weight, count: count})
		}
		monotone(knots, falling)
		for i, bin := range bins {
			curve[bin] = knots[i].y
		}
		typical := 1.4826 * medianSpread(&spread)
		for i := range knots {
			knots[i].spread = typical
		}
		near = min(max(4*typical, leastNear), mostNear)
	}
	return knots
}

type knot struct {
	x, y, weight float64
	count        int     // pixels near the curve
	spread       float64 // of those, in levels
}

// medianOf returns the weighted median of the levels first to last,
// interpolated within its level.
func medianOf(weights *[256]float64, first, last int, sum float64) float64 {
	below := 0.0
	for level := first; level <= last; level++ {
		w := weights[level]
		if w > 0 && 2*(below+w) >= sum {
			return float64(level) - 0.5 + (sum/2-below)/w
		}
		below += w
	}
	return float64(last)
}

// medianSpread returns the median of distances, counted in half levels.
func medianSpread(spread *[2 * mostNear]float64) float64 {
	sum, below := 0.0, 0.0
	for _, w := range spread {
		sum += w
	}
	for i, w := range spread {
		if below += w; 2*below >= sum {
			return float64(i+1) / 2
		}
	}
	return mostNear
}

// monotone makes the knots' values rise, or fall, by pooling neighbours that don't.
func monotone(knots []knot, falling bool) {
	sign := 1.0
	if falling {
		sign = -1
	}
	type pool struct {
		y, weight float64
		n         int
	}
	var pools []pool
	for _, k := range knots {
		pools = append(pools, pool{sign * k.y, k.weight, 1})
		for len(pools) > 1 && pools[len(pools)-2].y > pools[len(pools)-1].y {
			a, b := pools[len(pools)-2], pools[len(pools)-1]
			w := a.weight + b.weight
			y := (float64(a.y*a.weight) + float64(b.y*b.weight)) / w
			pools = append(pools[:len(pools)-2], pool{y, w, a.n + b.n})
		}
	}
	i := 0
	for _, p := range pools {
		for range p.n {
			knots[i].y = sign * p.y
			i++
		}
	}
}
