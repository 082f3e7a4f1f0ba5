package stage

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Lines is what the match lines show of a pair: points that agree, and squares
// of the claim that were looked at away from them. It is immutable: its owner
// makes it once for a comparison and puts it into every Scene of it.
type Lines struct {
	all    []Line // the first n are well spread, for any n up to spread
	spread int
	cells  []Cell
}

// Line joins a place of the claim to the place of the candidate that agrees with it.
type Line struct {
	Claimed, Candidate geom.Point // each in the pixels of its picture
	ResidualPx         float64    // how far the claim's place, carried over, lies off; candidate pixels
}

// Cell is one square of the claim that was looked at.
type Cell struct {
	Box    geom.Rect // claim pixels
	Agrees bool
}

const (
	// mostLines is how many lines are drawn at most: more hide the pictures.
	mostLines = 60
	// closest is how near to each other two lines begin at least, in parts of
	// the extent of all: nearer ones hide each other.
	closest = 1. / 50
)

// NewLines returns the lines between these points. At most 60 are ever drawn,
// and those are spread over the claim: each next one lies as far as can be from
// all before it (Gonzalez, 1985), the first nearest to the middle of them all,
// until only such are left that begin next to one that is drawn. The slices are not written to and must not be afterwards.
func NewLines(points []Line, cells []Cell) *Lines {
	l := &Lines{all: append([]Line(nil), points...), cells: cells}
	var middle geom.Point
	least, greatest := geom.Point{X: math.Inf(1), Y: math.Inf(1)}, geom.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, p := range l.all {
		middle = middle.Add(p.Claimed.Times(1 / float64(len(l.all))))
		least = geom.Point{X: min(least.X, p.Claimed.X), Y: min(least.Y, p.Claimed.Y)}
		greatest = geom.Point{X: max(greatest.X, p.Claimed.X), Y: max(greatest.Y, p.Claimed.Y)}
	}
	apart := closest * greatest.Distance(least)
	far := make([]float64, len(l.all)) // from the nearest line taken already
	for i, p := range l.all {
		far[i] = -p.Claimed.Distance(middle)
	}
	for n := range min(mostLines, len(l.all)) {
		next := n
		for i := n; i < len(l.all); i++ {
			if far[i] > far[next] {
				next = i
			}
		}
		if n > 0 && far[next] < apart {
			break
		}
		l.spread = n + 1
		l.all[n], l.all[next] = l.all[next], l.all[n]
		far[n], far[next] = far[next], far[n]
		for i := n + 1; i < len(l.all); i++ {
			d := l.all[i].Claimed.Distance(l.all[n].Claimed)
			if n == 0 {
				far[i] = d
			}
			far[i] = math.Min(far[i], d)
		}
	}
	return l
}

// Points returns the number of points that agree.
func (l *Lines) Points() int {
	if l == nil {
		return 0
	}
	return len(l.all)
}

// Drawn returns the lines to draw, at most as many as wished for.
func (l *Lines) Drawn(wished int) []Line {
	if l == nil {
		return nil
	}
	return l.all[:max(0, min(wished, l.spread))]
}

// Cells returns how many cells agree, and how many there are.
func (l *Lines) Cells() (agree, all int) {
	if l == nil {
		return 0, 0
	}
	for _, c := range l.cells {
		if c.Agrees {
			agree++
		}
	}
	return agree, len(l.cells)
}
