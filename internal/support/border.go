package support

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// corner is a place where lines of the grid cross.
type corner struct{ column, row int }

// borders walks round the blocks of an area, the area on the right hand, and
// returns the closed ways: the outer one first, then those round holes.
func (g grid) borders(blocks []int) [][]geom.Point {
	within := make(map[corner]bool, len(blocks))
	for _, i := range blocks {
		within[corner{i % g.across(), i / g.across()}] = true
	}
	// Each side of a block that no other block of the area shares is a step
	// from one corner to the next; two steps may leave from the same corner.
	steps := map[corner][]corner{}
	var starts []corner
	for _, i := range blocks {
		c, r := i%g.across(), i/g.across()
		for _, side := range [4]struct{ beside, from, to corner }{
			{corner{c, r - 1}, corner{c, r}, corner{c + 1, r}},
			{corner{c + 1, r}, corner{c + 1, r}, corner{c + 1, r + 1}},
			{corner{c, r + 1}, corner{c + 1, r + 1}, corner{c, r + 1}},
			{corner{c - 1, r}, corner{c, r + 1}, corner{c, r}},
		} {
			if !within[side.beside] {
				steps[side.from] = append(steps[side.from], side.to)
				starts = append(starts, side.from)
			}
		}
	}
	var ways [][]geom.Point
	largest := 0
	for _, start := range starts {
		if len(steps[start]) == 0 {
			continue
		}
		way := g.walk(start, steps)
		ways = append(ways, way)
		if geom.Area(way) > geom.Area(ways[largest]) {
			largest = len(ways) - 1
		}
	}
	ways[0], ways[largest] = ways[largest], ways[0]
	for i, way := range ways {
		// Half a block off each corner makes a slope of a flight of stairs; the
		// little more makes it round.
		ways[i] = cutCorners(cutCorners(way, g.block/2), g.block/5)
	}
	return ways
}

// walk follows the steps from a corner until it is there again, takes them
// away, and returns the corners at which the way turns.
func (g grid) walk(start corner, steps map[corner][]corner) []geom.Point {
	var way []geom.Point
	at, before := start, corner{-1, -1}
	for {
		choices := steps[at]
		pick := 0
		if len(choices) == 2 && before.column >= 0 && rightTurn(before, at, choices[1]) {
			pick = 1 // stay with the block that was followed: blocks that only touch are two
		}
		next := choices[pick]
		steps[at] = append(choices[:pick:pick], choices[pick+1:]...)
		if before.column < 0 || !straight(before, at, next) {
			way = append(way, geom.Point{X: g.x[at.column], Y: g.y[at.row]})
		}
		before, at = at, next
		if at == start && (len(steps[at]) == 0 || !rightTurn(before, at, steps[at][0])) {
			return way
		}
	}
}

func straight(a, b, c corner) bool {
	return (b.column-a.column)*(c.row-b.row) == (b.row-a.row)*(c.column-b.column)
}

func rightTurn(a, b, c corner) bool {
	return (b.column-a.column)*(c.row-b.row) > (b.row-a.row)*(c.column-b.column)
}

// cutCorners takes so much off the ends of the sides of a closed way, at most half of each.
func cutCorners(way []geom.Point, off float64) []geom.Point {
	var out []geom.Point
	for i, at := range way {
		for _, to := range [2]geom.Point{way[(i+len(way)-1)%len(way)], way[(i+1)%len(way)]} {
			if d := at.Distance(to); d > 0 {
				cut := at.Add(to.Sub(at).Times(math.Min(off, d/2) / d))
				if n := len(out); n == 0 || out[n-1].Distance(cut) > 1e-9 {
					out = append(out, cut)
				}
			}
		}
	}
	return out
}
