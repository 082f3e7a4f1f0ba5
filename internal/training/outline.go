package training

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// An outline is marked by the area that it shares with the true one, of the area
// of both (intersection over union). Corners may come in any order: which way a
// mirrored claim's corners run is not asked, and two that were swapped mean the
// same area. An outline by a careful hand is about a fortieth off along each
// side, which makes nine tenths; below three tenths it says no more than "somewhere here".
const (
	fullIoU  = 0.9
	leastIoU = 0.3
)

// markOutlines marks where the claim was said to lie.
func markOutlines(e Exercise, k Key, a Answer) verdict {
	given, best, sum := 0, 0.0, 0.0
	seen := map[string]bool{}
	for _, o := range a.Outlines {
		if Empty(o.Quad) || seen[o.Candidate] {
			continue
		}
		seen[o.Candidate] = true
		given++
		p, is := k.On(o.Candidate)
		c, known := e.Candidate(o.Candidate)
		if !is || !known {
			continue
		}
		overlap := IoU(o.Quad, p.Outline(e.Claim.Size), c.Size.Rect())
		best, sum = max(best, overlap), sum+shareOfIoU(overlap)
	}
	places := 0
	for _, p := range k.Placements {
		if c, known := e.Candidate(p.Candidate); known && IoU(p.Outline(e.Claim.Size), p.Outline(e.Claim.Size), c.Size.Rect()) > 0 {
			places++
		}
	}
	switch {
	case places == 0:
		return needless(given > 0, OutlineNeedless)
	case given == 0:
		return verdict{0, true, []Remark{{Kind: OutlineMissing}}}
	case best == 0:
		return verdict{0, true, []Remark{{Kind: OutlineElsewhere}}}
	}
	v := verdict{share: shareOfIoU(best), applies: true, remarks: []Remark{{Kind: OutlineAgrees, Share: best}}}
	if k.Every {
		v.share = min(1, sum/float64(places))
	}
	return v
}

func shareOfIoU(overlap float64) float64 {
	return min(max((overlap-leastIoU)/(fullIoU-leastIoU), 0), 1)
}

// Empty reports whether a quadrangle outlines nothing: it was not set, has no
// area, or numbers that are none.
func Empty(q geom.Quad) bool { return geom.Area(hull(q)) < 1 }

// IoU returns the area that two quadrangles share, of the area of both, 0 to 1,
// as far as they lie within a picture. Of each its convex hull counts.
func IoU(a, b geom.Quad, within geom.Rect) float64 {
	common, other := geom.Clip(hull(a), within), hull(b)
	areaOne, areaOther := geom.Area(common), geom.Area(geom.Clip(other, within))
	if areaOne <= 0 || areaOther <= 0 {
		return 0
	}
	for i, from := range other {
		to := other[(i+1)%len(other)]
		side := to.Sub(from)
		common = geom.ClipTo(common, func(p geom.Point) float64 {
			d := p.Sub(from)
			return float64(side.X*d.Y) - float64(side.Y*d.X)
		})
	}
	shared := min(geom.Area(common), areaOne, areaOther)
	return shared / (areaOne + areaOther - shared)
}

// hull returns the convex hull of a quadrangle, its inside on the left of each
// side as geom.ClipTo has it in IoU (Andrew's monotone chain, 1979); nothing
// where a corner can't be reckoned with.
func hull(q geom.Quad) []geom.Point {
	if !usable(q[:]...) {
		return nil
	}
	points := slices.Clone(q[:])
	slices.SortFunc(points, func(a, b geom.Point) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	points = slices.Compact(points)
	if len(points) < 3 {
		return nil
	}
	chain := func(points []geom.Point) (out []geom.Point) {
		for _, p := range points {
			for len(out) > 1 && turn(out[len(out)-2], out[len(out)-1], p) <= 0 {
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	lower := chain(points)
	slices.Reverse(points)
	out := append(lower, chain(points)...)
	if len(out) < 3 || math.IsNaN(geom.Area(out)) {
		return nil
	}
	return out
}

func turn(a, b, c geom.Point) float64 {
	u, v := b.Sub(a), c.Sub(a)
	return float64(u.X*v.Y) - float64(u.Y*v.X)
}
