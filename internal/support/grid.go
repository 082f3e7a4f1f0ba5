package support

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
)

// Kind is what is told of a place of the claim.
type Kind int8

// The kinds.
const (
	Untold      Kind = iota // outside the candidate, too flat to compare, or as many cells for as against
	Agrees                  // the pictures agree here
	Contradicts             // they don't
	Changed                 // the view agrees and its content moved, as between two exposures
	kinds
)

// grid is the claim cut into blocks, and the kind of each.
//
// Cells overlap by half, so that most blocks of half a cell lie in four of
// them. A block is what most of its cells are: a single cell that differs from
// all around it makes no area, and between an area that agrees and one that
// contradicts a block stays open, where the border lies.
//
//	+---+---+---+
//	| 1 | 2 | 1 |     two cells beside each other, and in how
//	+---+---+---+     many of them each block lies
//	| 1 | 2 | 1 |
//	+---+---+---+
//
// Lines of boxes whose content changed cut blocks where they lie.
type grid struct {
	x, y  []float64 // where blocks begin and the last ones end, claim pixels
	kinds []Kind    // by row
	owner []int     // the area that each block belongs to, counted from 1 in the order of areas
	block float64   // side of a whole block
}

// fewestBlocks is the least of an area: half a cell or less is the rest of a
// vote that went the other way.
const fewestBlocks = 3

func newGrid(cells []align.Cell, changed []geom.Rect, claimed geom.Size) grid {
	b := newBallot(cells)
	bounds := claimed.Rect()
	g := grid{
		x:     lines(b.origin.X, b.step.X, b.across, bounds.MinX, bounds.MaxX),
		y:     lines(b.origin.Y, b.step.Y, b.down, bounds.MinY, bounds.MaxY),
		block: min(b.step.X, b.step.Y),
	}
	for _, box := range changed {
		if box = box.Intersect(bounds); !box.Empty() {
			g.x, g.y = append(g.x, box.MinX, box.MaxX), append(g.y, box.MinY, box.MaxY)
		}
	}
	g.x, g.y = inOrder(g.x), inOrder(g.y)
	g.kinds = make([]Kind, g.across()*g.down())
	g.owner = make([]int, len(g.kinds))
	for i := range g.kinds {
		middle := g.box(i).Centre()
		g.kinds[i] = b.kindAt(middle)
		if slices.ContainsFunc(changed, func(box geom.Rect) bool { return box.Contains(middle) }) {
			g.kinds[i] = Changed
		}
	}
	g.dropSmall(fewestBlocks * b.step.X * b.step.Y * 0.99)
	return g
}

// ballot counts for each whole block the cells for and against agreement.
type ballot struct {
	origin, step geom.Point // claim pixels
	across, down int
	votes        []int // by row; agreeing cells less the others
}

func newBallot(cells []align.Cell) ballot {
	var b ballot
	for i, c := range cells {
		at, half := geom.Point{X: c.Box.MinX, Y: c.Box.MinY}, geom.Point{X: c.Box.Width() / 2, Y: c.Box.Height() / 2}
		if i == 0 {
			b.origin, b.step = at, half
		}
		b.origin = geom.Point{X: min(b.origin.X, at.X), Y: min(b.origin.Y, at.Y)}
		b.step = geom.Point{X: min(b.step.X, half.X), Y: min(b.step.Y, half.Y)}
	}
	if !(b.step.X > 0 && b.step.Y > 0) {
		return ballot{}
	}
	for _, c := range cells {
		_, _, right, bottom := b.covered(c)
		b.across, b.down = max(b.across, right), max(b.down, bottom)
	}
	b.votes = make([]int, b.across*b.down)
	for _, c := range cells {
		vote := -1
		if c.Agrees() {
			vote = 1
		}
		left, top, right, bottom := b.covered(c)
		for row := top; row < bottom; row++ {
			for column := left; column < right; column++ {
				b.votes[row*b.across+column] += vote
			}
		}
	}
	return b
}

// covered returns the blocks that a cell covers: from left and top up to right and bottom.
func (b ballot) covered(c align.Cell) (left, top, right, bottom int) {
	column := func(x float64) int { return int(math.Round((x - b.origin.X) / b.step.X)) }
	row := func(y float64) int { return int(math.Round((y - b.origin.Y) / b.step.Y)) }
	return column(c.Box.MinX), row(c.Box.MinY), column(c.Box.MaxX), row(c.Box.MaxY)
}

// kindAt returns what most cells over a point of the claim say.
func (b ballot) kindAt(p geom.Point) Kind {
	if len(b.votes) == 0 || p.X < b.origin.X || p.Y < b.origin.Y {
		return Untold
	}
	column, row := int((p.X-b.origin.X)/b.step.X), int((p.Y-b.origin.Y)/b.step.Y)
	if column >= b.across || row >= b.down {
		return Untold
	}
	switch v := b.votes[row*b.across+column]; {
	case v > 0:
		return Agrees
	case v < 0:
		return Contradicts
	}
	return Untold
}

// lines returns where blocks begin and end, within the claim.
func lines(origin, step float64, blocks int, least, most float64) (all []float64) {
	if blocks == 0 {
		return nil
	}
	for i := range blocks + 1 {
		all = append(all, min(max(origin+float64(i)*step, least), most))
	}
	return all
}

func inOrder(v []float64) []float64 {
	slices.Sort(v)
	return slices.Compact(v)
}

func (g grid) across() int { return max(0, len(g.x)-1) }
func (g grid) down() int   { return max(0, len(g.y)-1) }

// box returns the place of a block.
func (g grid) box(i int) geom.Rect {
	column, row := i%g.across(), i/g.across()
	return geom.Rect{MinX: g.x[column], MinY: g.y[row], MaxX: g.x[column+1], MaxY: g.y[row+1]}
}

// kindAt returns the kind of a block; outside the grid nothing is told.
func (g grid) kindAt(column, row int) Kind {
	if column < 0 || row < 0 || column >= g.across() || row >= g.down() {
		return Untold
	}
	return g.kinds[row*g.across()+column]
}

// at returns the block that holds a point; ok is false outside the grid.
func (g grid) at(p geom.Point) (block int, ok bool) {
	column, row := sortedAt(g.x, p.X), sortedAt(g.y, p.Y)
	ok = column >= 0 && row >= 0 && column < g.across() && row < g.down()
	return row*g.across() + column, ok
}

// sortedAt returns the place in a row of borders in which a value lies; −1 is before them all.
func sortedAt(borders []float64, v float64) int {
	i, exact := slices.BinarySearch(borders, v)
	if exact {
		return i
	}
	return i - 1
}

// joined returns the blocks of each area, in the order in which areas are met
// from the top left: blocks of one kind that share a side.
func (g grid) joined() [][]int {
	var areas [][]int
	met := make([]bool, len(g.kinds))
	for first, kind := range g.kinds {
		if kind == Untold || met[first] {
			continue
		}
		met[first] = true
		blocks := []int{first}
		for next := 0; next < len(blocks); next++ {
			column, row := blocks[next]%g.across(), blocks[next]/g.across()
			for _, d := range [4][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
				c, r := column+d[0], row+d[1]
				if i := r*g.across() + c; g.kindAt(c, r) == kind && !met[i] {
					met[i] = true
					blocks = append(blocks, i)
				}
			}
		}
		areas = append(areas, blocks)
	}
	return areas
}

// dropSmall leaves areas open that are smaller than so many pixels. What
// changed is kept: it was told as a whole and not by votes.
func (g grid) dropSmall(least float64) {
	for _, blocks := range g.joined() {
		var pixels float64
		for _, i := range blocks {
			b := g.box(i)
			pixels += b.Width() * b.Height()
		}
		if pixels >= least || g.kinds[blocks[0]] == Changed {
			continue
		}
		for _, i := range blocks {
			g.kinds[i] = Untold
		}
	}
}

// Area is a part of the claim of one kind, in one piece.
type Area struct {
	Kind    Kind
	Borders [][]geom.Point // closed: the outer one first, then those of holes; claim pixels, corners cut
	Box     geom.Rect      // claim pixels
	Centre  geom.Point     // of its pixels
	Pixels  float64        // of the claim
	inside  geom.Point     // the middle of its largest block
	number  int            // by which its blocks name it
}

// areas returns the areas, the largest first.
func (g grid) areas() []Area {
	var all []Area
	for n, blocks := range g.joined() {
		a := Area{Kind: g.kinds[blocks[0]], Box: g.box(blocks[0]), number: n + 1}
		largest := 0.0
		for _, i := range blocks {
			g.owner[i] = a.number
			b := g.box(i)
			pixels := b.Width() * b.Height()
			a.Pixels += pixels
			a.Centre = a.Centre.Add(b.Centre().Times(pixels))
			a.Box = a.Box.Union(b)
			if pixels > largest {
				largest, a.inside = pixels, b.Centre()
			}
		}
		a.Centre = a.Centre.Times(1 / a.Pixels)
		a.Borders = g.borders(blocks)
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b Area) int { return cmp.Compare(b.Pixels, a.Pixels) })
	return all
}
