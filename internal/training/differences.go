package training

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// A box finds a difference by the area that both share, of the area of both. Four
// tenths are full: people draw boxes with air around them. Below one tenth the
// box means something else. What is smaller than a finger's width on the
// picture is measured as that. A box that finds nothing takes away half of what
// one difference counts: covering the picture with boxes gains nothing.
const (
	fullBox   = 0.4
	leastBox  = 0.1
	leastSide = 0.025 // of the claim's diagonal
	falseBox  = 0.5
	within    = 0.6 // share of a box within a difference from which it is no false one
	mostBoxes = 200 // that are looked at
)

// markDifferences marks boxes around what differs.
func markDifferences(e Exercise, k Key, a Answer) verdict {
	bounds := e.Claim.Size.Rect()
	truths := boxes(k.Differences, bounds)
	for i, t := range truths {
		least := leastSide * e.Claim.Size.Diagonal()
		truths[i] = geom.Rect{
			MinX: min(t.MinX, t.Centre().X-least/2), MinY: min(t.MinY, t.Centre().Y-least/2),
			MaxX: max(t.MaxX, t.Centre().X+least/2), MaxY: max(t.MaxY, t.Centre().Y+least/2),
		}.Intersect(bounds)
	}
	given := boxes(a.Differences, bounds)
	switch {
	case len(truths) == 0:
		return needless(len(given) > 0, DifferencesNeedless)
	case len(given) == 0:
		return verdict{0, true, []Remark{{Kind: DifferencesMissing, Of: len(truths)}}}
	}
	type meeting struct {
		truth int
		boxes []int
		share float64
	}
	var all []meeting
	for t, truth := range truths {
		var inside []int
		var around geom.Rect
		for b, box := range given {
			if share := overlap(truth, box); share >= leastBox {
				all = append(all, meeting{t, []int{b}, min(1, share/fullBox)})
			}
			if area(truth.Intersect(box)) >= within*area(box) {
				inside = append(inside, b)
				if around = around.Union(box); len(inside) == 1 {
					around = box
				}
			}
		}
		// People and a car that moved near each other are one difference, and may be boxed one by one.
		if share := overlap(truth, around); len(inside) > 1 && share >= leastBox {
			all = append(all, meeting{t, inside, min(1, share/fullBox)})
		}
	}
	// The best meeting first, each difference and each box once.
	slices.SortStableFunc(all, func(a, b meeting) int { return cmp.Compare(b.share, a.share) })
	found, used, sum := map[int]bool{}, map[int]bool{}, 0.0
	for _, m := range all {
		if !found[m.truth] && !slices.ContainsFunc(m.boxes, func(b int) bool { return used[b] }) {
			found[m.truth] = true
			for _, b := range m.boxes {
				used[b] = true
			}
			sum += m.share
		}
	}
	wrong := 0
	for b, box := range given {
		inOne := slices.ContainsFunc(truths, func(t geom.Rect) bool { return area(t.Intersect(box)) >= within*area(box) })
		if !used[b] && !inOne {
			wrong++
		}
	}
	v := verdict{share: sum / (float64(len(truths)) + falseBox*float64(wrong)), applies: true}
	v.remarks = append(v.remarks, Remark{Kind: DifferencesFound, Count: len(found), Of: len(truths)})
	if wrong > 0 {
		v.remarks = append(v.remarks, Remark{Kind: DifferencesFalse, Count: wrong})
	}
	return v
}

// boxes returns the rectangles as far as they lie within the picture, whichever
// corner each was begun at, without those that are none.
func boxes(all []geom.Rect, bounds geom.Rect) (out []geom.Rect) {
	for _, r := range all[:min(len(all), mostBoxes)] {
		if !usable(geom.Point{X: r.MinX, Y: r.MinY}, geom.Point{X: r.MaxX, Y: r.MaxY}) {
			continue
		}
		r = geom.Rect{MinX: min(r.MinX, r.MaxX), MinY: min(r.MinY, r.MaxY), MaxX: max(r.MinX, r.MaxX), MaxY: max(r.MinY, r.MaxY)}
		if r = r.Intersect(bounds); !r.Empty() {
			out = append(out, r)
		}
	}
	return out
}

// overlap returns the area that two rectangles share, of the area of both.
func overlap(a, b geom.Rect) float64 {
	shared := area(a.Intersect(b))
	return shared / (area(a) + area(b) - shared)
}

func area(r geom.Rect) float64 { return math.Max(0, r.Width()) * math.Max(0, r.Height()) }
