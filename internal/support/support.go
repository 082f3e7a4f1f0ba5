// Package support owns what a person is shown of the support of an alignment:
// the points that agree, well spread, and the areas of the claim that agree,
// contradict or changed between two exposures. Its main type is Support. It promises that window and report
// draw the same lines and areas in the same places, because both ask it where
// they lie; what they are drawn with is theirs.
package support

import (
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
)

// Support is the support of one alignment. It is immutable; nil is none.
type Support struct {
	points []align.Inlier // the first ones are well spread, for any number up to spread
	spread int

	held, squares int // of the shared part: in how many points lie, and how many there are

	claimed      geom.Size
	cells, agree int
	grid         grid
	areas        [kinds][]Area
	shares       [kinds]float64 // of the claim
}

// Of returns the support of an alignment of pictures of these sizes.
func Of(a align.Alignment, claimed, candidate geom.Size) *Support {
	s := build(a.Inliers, a.Support, boxes(a.Moved), claimed)
	s.held, s.squares = reach(a.Inliers, a.CandidateFromClaimed, claimed, candidate)
	return s
}

// boxes returns where content moved between two exposures.
func boxes(moved []align.Region) []geom.Rect {
	out := make([]geom.Rect, len(moved))
	for i, r := range moved {
		out[i] = r.Box
	}
	return out
}

// build makes the support of points and cells. The boxes, in claim pixels,
// changed, whatever the cells say of them.
func build(points []align.Inlier, cells []align.Cell, changed []geom.Rect, claimed geom.Size) *Support {
	s := &Support{claimed: claimed, cells: len(cells)}
	s.points, s.spread = spread(points)
	for _, c := range cells {
		if c.Agrees() {
			s.agree++
		}
	}
	s.grid = newGrid(cells, changed, claimed)
	for _, a := range s.grid.areas() {
		s.areas[a.Kind] = append(s.areas[a.Kind], a)
		s.shares[a.Kind] += a.Pixels / float64(claimed.Pixels())
	}
	return s
}

// Points returns the number of points that agree.
func (s *Support) Points() int {
	if s == nil {
		return 0
	}
	return len(s.points)
}

// Lines returns the points to join by lines, at most as many as wished for:
// well spread over the claim, and of those near to each other the most exact.
// Not to be written to.
func (s *Support) Lines(wished int) []align.Inlier {
	if s == nil {
		return nil
	}
	return s.points[:max(0, min(wished, s.spread))]
}

// Reach returns how many squares the part was cut into that both pictures
// show, and in how many of them points lie that agree.
func (s *Support) Reach() (held, squares int) {
	if s == nil {
		return 0, 0
	}
	return s.held, s.squares
}

// Cells returns how many of the cells that were looked at agree, and how many there are.
func (s *Support) Cells() (agree, all int) {
	if s == nil {
		return 0, 0
	}
	return s.agree, s.cells
}

// HasAreas reports whether anything is told of any area.
func (s *Support) HasAreas() bool {
	return len(s.Areas(Agrees))+len(s.Areas(Contradicts))+len(s.Areas(Changed)) > 0
}

// Share returns the share of the claim that the areas of a kind have; what no
// kind has can't be told.
func (s *Support) Share(k Kind) float64 {
	if s == nil {
		return 0
	}
	return s.shares[k]
}

// Told returns the share of the claim of which anything is told.
func (s *Support) Told() float64 { return s.Share(Agrees) + s.Share(Contradicts) + s.Share(Changed) }

// Areas returns the areas of a kind, the largest first. Not to be written to.
func (s *Support) Areas(k Kind) []Area {
	if s == nil {
		return nil
	}
	return s.areas[k]
}

// At returns what is told of a point of the claim.
func (s *Support) At(p geom.Point) Kind {
	if s == nil {
		return Untold
	}
	block, ok := s.grid.at(p)
	if !ok {
		return Untold
	}
	return s.grid.kinds[block]
}
