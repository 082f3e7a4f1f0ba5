package detail

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Measured is what came of looking for the claim's detail on the candidate by
// its pixels alone, in a neighbourhood around where the alignment carries it.
// The alignment gives the neighbourhood's middle, and the scale and the turn
// of the patch, and nothing else: every place within is tried alike.
type Measured struct {
	Tried      bool       // the neighbourhood lies on both pictures
	Found      bool       // one place agrees clearly better than all others that are not next to it
	At         geom.Point // that place on the candidate, to a part of a pixel
	ResidualPx float64    // from there to where the alignment carries the detail, candidate pixels
	Agreement  float64    // correlation there; the sign turned where the tone is inverted
	RadiusPx   float64    // half the side of the neighbourhood, candidate pixels
}

const (
	finer      = 2.5 // times the grid's scale that is measured in, if the pictures have it
	reach      = 24  // pixels of that scale to either side that are tried
	besideTop  = 5   // pixels from the top within which the next best place is the same one
	clearTop   = 0.1 // by which the top must stand over the next best
	leastFound = 0.6 // correlation that the top must have
	stepCoarse = 2   // the pixels tried at first, and those of the patch that are looked at
)

// fine is what a detail is measured in: the pictures' own pixels, or nearly.
type fine struct {
	p    Pair
	k    float64 // its pixels to a claim pixel
	sign float64

	claimed, candidate plane
}

func newFine(p Pair, g *grid) fine {
	scale := p.Alignment.CandidateFromClaimed.LengthScale(p.Claimed.Size().Rect().Centre())
	k := min(1, scale, finer*g.k)
	return fine{p: p, k: k, sign: g.inverted, claimed: planeOf(p.Claimed, k), candidate: planeOf(p.Candidate, k/scale)}
}

// Measure looks for the detail at a point of the claim again, without the
// alignment's place for it. Without a placement nothing was tried.
func Measure(p Pair, at geom.Point) Measured {
	g, ok := newGrid(p)
	if !ok {
		return Measured{}
	}
	return newFine(p, g).measure(at)
}

// measure does it. Both pictures are laid into squares around the place, the
// candidate's as the alignment turns and scales it there.
func (f fine) measure(at geom.Point) (m Measured) {
	carry := f.p.Alignment.CandidateFromClaimed
	const half = patch + reach
	side := 2*half + 1
	claimedFromFine := geom.Translation(at.X, at.Y).After(geom.Scaling(1/f.k, 1/f.k)).After(geom.Translation(-half-0.5, -half-0.5))
	size := geom.Size{Width: side, Height: side}
	local := carry.LengthScale(at)
	m.RadiusPx = reach / f.k * local
	quad := carry.After(claimedFromFine).ApplyQuad(size.Quad())
	whole, own := quad.Bounds(), claimedFromFine.ApplyQuad(size.Quad()).Bounds()
	if !within(whole, f.p.Candidate.Size()) || !within(own, f.p.Claimed.Size()) {
		return m
	}
	m.Tried = true
	a := f.claimed.sampled(claimedFromFine, size)
	b := f.candidate.sampled(carry.After(claimedFromFine), size)
	var tried [2*reach + 1][2*reach + 1]float64
	value := func(dx, dy, step int) float64 {
		return f.sign * correlation(a, b, side, half, half, half+dx, half+dy, step)
	}
	bx, by := 0, 0
	best := math.Inf(-1)
	for dy := -reach; dy <= reach; dy += stepCoarse {
		for dx := -reach; dx <= reach; dx += stepCoarse {
			v := value(dx, dy, stepCoarse)
			tried[dy+reach][dx+reach] = v
			if v > best {
				best, bx, by = v, dx, dy
			}
		}
	}
	next := math.Inf(-1)
	for dy := -reach; dy <= reach; dy += stepCoarse {
		for dx := -reach; dx <= reach; dx += stepCoarse {
			if max(dx-bx, bx-dx, dy-by, by-dy) > besideTop {
				next = max(next, tried[dy+reach][dx+reach])
			}
		}
	}
	clear := best-next >= clearTop
	best = math.Inf(-1)
	for y, x0, y0 := by-stepCoarse, bx, by; y <= y0+stepCoarse; y++ {
		for x := x0 - stepCoarse; x <= x0+stepCoarse; x++ {
			if max(x, -x, y, -y) > reach {
				continue
			}
			if v := value(x, y, 1); v > best {
				best, bx, by = v, x, y
			}
		}
	}
	m.Agreement = best
	if max(bx, -bx, by, -by) == reach { // the best may lie beyond
		return m
	}
	m.Found = clear && best >= leastFound
	dx := float64(bx) + top(value(bx-1, by, 1), best, value(bx+1, by, 1))
	dy := float64(by) + top(value(bx, by-1, 1), best, value(bx, by+1, 1))
	m.At = carry.Apply(at.Add(geom.Point{X: dx, Y: dy}.Times(1 / f.k)))
	m.ResidualPx = m.At.Distance(carry.Apply(at))
	return m
}

// top returns where between −½ and ½ the parabola through three values, the
// middle one the greatest, has its top.
func top(before, here, after float64) float64 {
	bend := before + after - 2*here
	if !(bend < 0) {
		return 0
	}
	return max(-0.5, min(0.5, (before-after)/(2*bend)))
}

func within(r geom.Rect, size geom.Size) bool {
	return r.MinX >= 0 && r.MinY >= 0 && r.MaxX <= float64(size.Width) && r.MaxY <= float64(size.Height)
}
