package support

import (
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
)

const (
	// MostLines is how many lines are drawn at most: more hide the pictures.
	MostLines = 60
	// closest is how near to each other two lines begin at least, in parts of
	// the extent of all: nearer ones hide each other.
	closest = 1. / 50
	// nearlyFarthest is the part of the greatest distance from which a point is
	// far enough to be the next: among those the most exact one is taken.
	nearlyFarthest = 0.8
)

// spread returns the points in an order of which every beginning, up to n of
// them, is spread over the claim: each next one lies nearly as far as can be
// from all before it (Gonzalez, 1985), the first near to the middle of them
// all, and of those that do the one with the least residual. It ends where only
// such are left that begin next to one that was taken.
func spread(points []align.Inlier) (all []align.Inlier, n int) {
	all = slices.Clone(points)
	box := boundsOf(all)
	middle := geom.Point{}
	for _, p := range all {
		middle = middle.Add(p.Claimed.Times(1 / float64(len(all))))
	}
	extent := geom.Point{X: box.MaxX, Y: box.MaxY}.Distance(geom.Point{X: box.MinX, Y: box.MinY})
	far := make([]float64, len(all)) // from the nearest point taken already
	for i, p := range all {
		far[i] = extent - p.Claimed.Distance(middle)
	}
	for ; n < min(MostLines, len(all)); n++ {
		farthest := slices.Max(far[n:])
		if n > 0 && farthest <= closest*extent {
			break
		}
		next := -1
		for i := n; i < len(all); i++ {
			if far[i] >= nearlyFarthest*farthest && (next < 0 || all[i].ResidualPx < all[next].ResidualPx) {
				next = i
			}
		}
		all[n], all[next] = all[next], all[n]
		far[n], far[next] = far[next], far[n]
		for i := n + 1; i < len(all); i++ {
			d := all[i].Claimed.Distance(all[n].Claimed)
			if n == 0 {
				far[i] = d
			}
			far[i] = min(far[i], d)
		}
	}
	return all, n
}

func boundsOf(points []align.Inlier) geom.Rect {
	r := geom.Rect{MinX: math.Inf(1), MinY: math.Inf(1), MaxX: math.Inf(-1), MaxY: math.Inf(-1)}
	for _, p := range points {
		r.MinX, r.MaxX = min(r.MinX, p.Claimed.X), max(r.MaxX, p.Claimed.X)
		r.MinY, r.MaxY = min(r.MinY, p.Claimed.Y), max(r.MaxY, p.Claimed.Y)
	}
	return r
}

// fields is about how many squares the shared part is cut into, to tell how
// far the points reach.
const fields = 64

// reach returns in how many squares of the part that both pictures show points
// lie, and how many there are. A line round all points would say less: those on
// a frame shared by two pictures have the whole of the pictures within it.
func reach(points []align.Inlier, candidateFromClaimed geom.Map, claimed, candidate geom.Size) (held, all int) {
	shared := overlap(candidateFromClaimed, claimed, candidate)
	if shared.Empty() || len(points) == 0 {
		return 0, 0
	}
	across := max(1, int(math.Round(math.Sqrt(fields*shared.Width()/shared.Height()))))
	down := max(1, int(math.Round(fields/float64(across))))
	holds := make([]bool, across*down)
	for _, p := range points {
		column := int((p.Claimed.X - shared.MinX) / shared.Width() * float64(across))
		row := int((p.Claimed.Y - shared.MinY) / shared.Height() * float64(down))
		holds[min(max(row, 0), down-1)*across+min(max(column, 0), across-1)] = true
	}
	for i, h := range holds {
		middle := geom.Point{
			X: shared.MinX + (float64(i%across)+0.5)/float64(across)*shared.Width(),
			Y: shared.MinY + (float64(i/across)+0.5)/float64(down)*shared.Height(),
		}
		switch {
		case h:
			held, all = held+1, all+1
		case candidate.Rect().Contains(candidateFromClaimed.Apply(middle)):
			all++
		}
	}
	return held, all
}

// overlap returns the box of the part of the claim that the candidate shows too.
func overlap(candidateFromClaimed geom.Map, claimed, candidate geom.Size) geom.Rect {
	var box geom.Rect
	for i, p := range candidateFromClaimed.Overlap(claimed, candidate) {
		if i == 0 {
			box = geom.Rect{MinX: p.X, MinY: p.Y, MaxX: p.X, MaxY: p.Y}
		}
		box = geom.Rect{MinX: min(box.MinX, p.X), MinY: min(box.MinY, p.Y), MaxX: max(box.MaxX, p.X), MaxY: max(box.MaxY, p.Y)}
	}
	return box
}
