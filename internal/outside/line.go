package outside

import (
	"cmp"
	"math"
	"slices"
)

// How alike signs in one line are. Lengths are shares of their height.
const (
	mostGap       = 1.25 // between two signs: a word's space is half of it, a colon in a clock's figures nearly all
	mostStep      = 0.12 // of their feet, and a pixel more
	mostTaller    = 1.6  // a capital to a small letter
	mostColour    = 28   // levels in any channel: lettering that the ground shines through a little
	mostStroke    = 1.7  // the thicker to the thinner
	leastSigns    = 4
	mostFill      = 0.75 // of a line's middle sign: windows and bricks fill their box
	mostSlack     = 0.05 // of the feet about a straight line, and half a pixel
	mostUneven    = 0.35 // of strokes, standard deviation to mean
	mostColoured  = 11   // levels, mean distance from the line's colour
	unlike        = 0.16 // from which two shapes differ: the share of their boxes that only one of them fills
	leastUnlike   = 3    // shapes
	heavyStroke   = 0.42 // of the height
	thinStroke    = 0.06 // of the height: wires and furrows are thinner
	leastAtHeight = 0.7  // of the signs have one of two heights, as capitals and small letters have
	leastOfShapes = 0.3  // of the signs
)

// lines puts signs that stand in a row together: from left to right or, where
// the candidate shows its lettering on end, from top to bottom.
func lines(signs []sign, onEnd bool) [][]sign {
	turned := make([]sign, 0, len(signs))
	for _, s := range signs {
		if onEnd {
			s.x0, s.y0, s.x1, s.y1 = s.y0, s.x0, s.y1, s.x1
		}
		if s.height() >= leastSign && s.width() <= 4*s.height() && s.stroke <= heavyStroke*float64(s.height())+0.5 && s.stroke >= thinStroke*float64(s.height()) {
			turned = append(turned, s)
		}
	}
	slices.SortStableFunc(turned, func(a, b sign) int { return cmp.Or(cmp.Compare(a.x0, b.x0), cmp.Compare(a.y0, b.y0)) })
	group := make([]int, len(turned))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range turned {
		for j := i + 1; j < len(turned) && float64(turned[j].x0-a.x1) <= mostGap*mostTaller*float64(a.height()); j++ {
			if follows(a, turned[j]) {
				group[root(j)] = root(i)
			}
		}
	}
	rows := map[int][]sign{}
	var order []int
	for i, s := range turned {
		r := root(i)
		if rows[r] == nil {
			order = append(order, r)
		}
		rows[r] = append(rows[r], s)
	}
	var kept [][]sign
	for _, r := range order {
		line := rows[r]
		if !legible(line) {
			continue
		}
		if onEnd {
			for i, s := range line {
				line[i].x0, line[i].y0, line[i].x1, line[i].y1 = s.y0, s.x0, s.y1, s.x1
			}
		}
		kept = append(kept, line)
	}
	return kept
}

// follows reports whether b may be the next letter after a, or one soon after it.
func follows(a, b sign) bool {
	ha, hb := float64(a.height()), float64(b.height())
	high := max(ha, hb)
	gap := float64(b.x0 - a.x1)
	if gap < -0.25*high || gap > mostGap*high || high > mostTaller*min(ha, hb) {
		return false
	}
	step := mostStep*high + 1
	foot, head := math.Abs(float64(a.y1-b.y1)), math.Abs(float64(a.y0-b.y0))
	if foot > step && head > step {
		return false // on end a line's feet may be at either side
	}
	for c := range a.colour {
		if d := a.colour[c] - b.colour[c]; d > mostColour || d < -mostColour {
			return false
		}
	}
	return max(a.stroke, b.stroke) <= mostStroke*min(a.stroke, b.stroke)
}

// legible reports whether a row of signs is lettering: straight, of one colour
// and one stroke, and of unlike shapes, where pickets, windows and bricks are
// alike and leaves are not straight.
func legible(line []sign) bool {
	if len(line) < leastSigns {
		return false
	}
	n := float64(len(line))
	heights, fills := make([]float64, len(line)), make([]float64, len(line))
	var colour [3]float64
	var stroke, squares float64
	for i, s := range line {
		heights[i], fills[i] = float64(s.height()), s.fill()
		for c := range colour {
			colour[c] += float64(s.colour[c]) / n
		}
		stroke += s.stroke / n
		squares += float64(s.stroke*s.stroke) / n
	}
	high := median(heights)
	if median(fills) > mostFill || math.Sqrt(max(0, squares-float64(stroke*stroke))) > mostUneven*stroke {
		return false
	}
	away := 0.0
	for _, s := range line {
		var most float64
		for c := range colour {
			most = max(most, math.Abs(float64(s.colour[c])-colour[c]))
		}
		away += most / n
	}
	if away > mostColoured {
		return false
	}
	feet := slack(line, func(s sign) float64 { return float64(s.y1) })
	heads := slack(line, func(s sign) float64 { return float64(s.y0) })
	if min(feet, heads) > mostSlack*high+0.5 {
		return false
	}
	if atTwoHeights(heights) < leastAtHeight {
		return false
	}
	kinds := shapes(line)
	return kinds >= leastUnlike && float64(kinds) >= leastOfShapes*min(n, 12)
}

// atTwoHeights returns the greatest share of the heights that two of them stand for.
func atTwoHeights(heights []float64) float64 {
	like := func(h, of float64) bool { return math.Abs(h-of) <= max(1, 0.08*of) }
	most := 0
	for i, a := range heights {
		for _, b := range heights[i:] {
			n := 0
			for _, h := range heights {
				if like(h, a) || like(h, b) {
					n++
				}
			}
			most = max(most, n)
		}
	}
	return float64(most) / float64(len(heights))
}

// slack returns how far the signs' feet or heads lie from a straight line through
// most of them: the median distance from it. A few letters reach below.
func slack(line []sign, of func(sign) float64) float64 {
	first, last := line[0], line[len(line)-1]
	xs := func(s sign) float64 { return float64(s.x0+s.x1) / 2 }
	best := math.Inf(1)
	// Through any two of a few signs spread over the line.
	picks := []sign{first, line[len(line)/4], line[len(line)/2], line[3*len(line)/4], last}
	for i, a := range picks {
		for _, b := range picks[i+1:] {
			if xs(b)-xs(a) < 1 {
				continue
			}
			slope := (of(b) - of(a)) / (xs(b) - xs(a))
			off := make([]float64, len(line))
			for k, s := range line {
				off[k] = math.Abs(of(s) - of(a) - float64(slope*(xs(s)-xs(a))))
			}
			slices.Sort(off)
			best = min(best, off[len(off)*3/4])
		}
	}
	return best
}

// shapes returns how many unlike shapes there are among signs.
func shapes(line []sign) int {
	var kinds []shape
	for _, s := range line {
		if !slices.ContainsFunc(kinds, func(o shape) bool { return s.shape.from(o) < unlike }) {
			kinds = append(kinds, s.shape)
		}
	}
	return len(kinds)
}

func median(values []float64) float64 {
	v := slices.Clone(values)
	slices.Sort(v)
	return v[len(v)/2]
}
