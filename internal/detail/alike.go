package detail

import "math"

// leastLevels is the standard deviation in grey levels under which a patch has nothing to compare.
const leastLevels = 1.5

// correlation returns the normalised cross-correlation of two patches, each
// around a pixel of a plane of that width, looking at every step-th pixel; 0
// where one of them is flat. The patches must lie within their planes.
func correlation(a, b []float32, w, ax, ay, bx, by, step int) float64 {
	var n, sa, sb, aa, bb, ab float64
	for dy := -patch; dy <= patch; dy += step {
		ra := a[(ay+dy)*w+ax-patch:][:2*patch+1]
		rb := b[(by+dy)*w+bx-patch:][:2*patch+1]
		var la, lb, laa, lbb, lab float32 // of a row: few enough for their precision
		for x := 0; x < 2*patch+1; x += step {
			va, vb := ra[x]-128, rb[x]-128
			la += va
			lb += vb
			laa += float32(va * va)
			lbb += float32(vb * vb)
			lab += float32(va * vb)
			n++
		}
		sa += float64(la)
		sb += float64(lb)
		aa += float64(laa)
		bb += float64(lbb)
		ab += float64(lab)
	}
	va, vb := aa/n-float64(sa/n*sa/n), bb/n-float64(sb/n*sb/n)
	if va < leastLevels*leastLevels || vb < leastLevels*leastLevels {
		return 0
	}
	return (ab/n - float64(sa/n*sb/n)) / math.Sqrt(va*vb)
}

// wide returns the correlation of what is shown around a pixel, as far as it lies on the grid.
func (g *grid) wide(x, y int) float64 {
	const step = 2
	var n, sa, sb, aa, bb, ab float64
	for dy := max(-wide, -y); dy <= min(wide, g.h-1-y); dy += step {
		for dx := max(-wide, -x); dx <= min(wide, g.w-1-x); dx += step {
			i := (y+dy)*g.w + x + dx
			va, vb := float64(g.a[i])-128, float64(g.b[i])-128
			n++
			sa += va
			sb += vb
			aa += float64(va * va)
			bb += float64(vb * vb)
			ab += float64(va * vb)
		}
	}
	va, vb := aa/n-float64(sa/n*sa/n), bb/n-float64(sb/n*sb/n)
	if va < leastLevels*leastLevels || vb < leastLevels*leastLevels {
		return 0
	}
	return g.inverted * (ab/n - float64(sa/n*sb/n)) / math.Sqrt(va*vb)
}

// searchStep is the distance between the places that a patch is held against,
// and between the pixels that are looked at: what is alike is so over more.
const searchStep = 3

// distinct returns 1 less the greatest correlation of the place with any place
// around it: of the claim's patch within the claim, of the candidate's within
// the candidate, and of the claim's within the candidate.
func (g *grid) distinct(x, y int) float64 {
	most := 0.0
	for dy := -around; dy <= around; dy += searchStep {
		for dx := -around; dx <= around; dx += searchStep {
			ox, oy := x+dx, y+dy
			near := dx > -patch && dx < patch && dy > -patch && dy < patch
			if near || ox < patch || oy < patch || ox >= g.w-patch || oy >= g.h-patch {
				continue
			}
			most = max(most,
				correlation(g.a, g.a, g.w, x, y, ox, oy, searchStep),
				correlation(g.b, g.b, g.w, x, y, ox, oy, searchStep),
				g.inverted*correlation(g.a, g.b, g.w, x, y, ox, oy, searchStep))
		}
	}
	return max(0, 1-most)
}

// What letters and signs look like on either picture: two levels of great
// contrast, with little in between.
const (
	fewLevels     = 0.72 // share of a patch that is of its two levels, 24 grey levels each
	signContrast  = 80.0 // grey levels between the two
	levelBins     = 32
	levelsPerBin  = 256 / levelBins
	leastOfAPatch = 0.06 // share of a patch that is a level of its own
)

// lettering reports whether the patch of one of the pictures is made of two
// levels, as letters, signs, lines and panels are. It takes a few bright
// windows for signs, too: others are there to be proposed.
func (g *grid) lettering(x, y int) bool {
	return twoLevels(g.a, g.w, x, y) || twoLevels(g.b, g.w, x, y)
}

func twoLevels(p []float32, w, x, y int) bool {
	var bins [levelBins]int
	n := (2*patch + 1) * (2*patch + 1)
	for dy := -patch; dy <= patch; dy++ {
		for _, v := range p[(y+dy)*w+x-patch:][:2*patch+1] {
			bins[max(0, min(levelBins-1, int(v/levelsPerBin)))]++
		}
	}
	share := func(bin int) int { // of the level around a bin
		sum := 0
		for i := max(0, bin-1); i <= min(levelBins-1, bin+1); i++ {
			sum += bins[i]
		}
		return sum
	}
	first := 0
	for i := range bins {
		if share(i) > share(first) {
			first = i
		}
	}
	second := -1
	for i := range bins {
		if d := float64(levelsPerBin * (i - first)); math.Abs(d) >= signContrast && (second < 0 || share(i) > share(second)) {
			second = i
		}
	}
	if second < 0 || float64(share(second)) < leastOfAPatch*float64(n) {
		return false
	}
	return float64(share(first)+share(second)) >= fewLevels*float64(n)
}
