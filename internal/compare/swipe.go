package compare

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Cut is a straight line across the stage: the points p with Normal·p = At. The
// claim is shown where Normal·p is less.
type Cut struct {
	Normal geom.Point // of length 1
	At     float64    // stage pixels
}

// Of returns on which side of the line a point lies, and how far off it, in
// stage pixels; negative on the claim's side.
func (c Cut) Of(p geom.Point) float64 {
	return float64(c.Normal.X*p.X) + float64(c.Normal.Y*p.Y) - c.At
}

// SwipeCut returns where the line of a swipe lies in a stage of that size. A
// line along rows or columns lies between two whole ones.
func SwipeCut(v View, claimed, stage geom.Size) Cut {
	c, from, to := SwipeReach(v, claimed, stage)
	c.At = from + float64(min(max(v.SwipeAt, 0), 1)*(to-from))
	if c.Normal.X == 0 || c.Normal.Y == 0 {
		c.At = math.Round(c.At)
	}
	return c
}

// SwipeReach returns the direction of a swipe's line, and between which values
// of Cut.At it crosses the visible part of the claim.
func SwipeReach(v View, claimed, stage geom.Size) (c Cut, from, to float64) {
	stageFromClaimed := v.StageFromClaimed
	if !stageFromClaimed.Valid() {
		stageFromClaimed = Fit(claimed, stage, 0)
	}
	inner := visible(stageFromClaimed, claimed, image.Rect(0, 0, stage.Width, stage.Height))
	// The quarters are exact, so that an upright line is upright to the last bit.
	switch turn := math.Mod(math.Mod(v.SwipeTurn, 360)+360, 360); turn {
	case 0:
		c.Normal = geom.Point{X: 1}
	case 90:
		c.Normal = geom.Point{Y: 1}
	case 180:
		c.Normal = geom.Point{X: -1}
	case 270:
		c.Normal = geom.Point{Y: -1}
	default:
		sin, cos := math.Sincos(turn * math.Pi / 180)
		c.Normal = geom.Point{X: cos, Y: sin}
	}
	from, to = math.Inf(1), math.Inf(-1)
	for _, p := range [4]image.Point{inner.Min, inner.Max, {X: inner.Min.X, Y: inner.Max.Y}, {X: inner.Max.X, Y: inner.Min.Y}} {
		d := float64(c.Normal.X*float64(p.X)) + float64(c.Normal.Y*float64(p.Y))
		from, to = min(from, d), max(to, d)
	}
	return c, from, to
}

// swipe paints the claim on the one side of the line and the candidate on the other.
func (r *render) swipe(pane, inner image.Rectangle, stageFromClaimed geom.Map) {
	claimed, candidate := r.claimLayer(stageFromClaimed, pane), r.candidateLayer(stageFromClaimed, pane)
	cut := SwipeCut(r.view, r.pair.Claimed.Size(), sizeOf(pane))
	r.paint(pane, inner, func() func([]uint32, int) {
		scratch := make([]uint32, 4*inner.Dx())
		return func(dst []uint32, y int) {
			split, first, second := cut.along(inner.Min.X, y, len(dst)), claimed, candidate
			if cut.Normal.X < 0 {
				first, second = candidate, claimed
			}
			first.row(dst[:split], inner.Min.X, y, scratch)
			second.row(dst[split:], inner.Min.X+split, y, scratch)
		}
	})
}

// along returns how many of n pixels from column x0 on, in row y, have their
// centres before the line; with a level line all or none are the claim's.
func (c Cut) along(x0, y, n int) int {
	at := c.Of(geom.Point{X: float64(x0) + 0.5, Y: float64(y) + 0.5})
	if c.Normal.X == 0 {
		if at < 0 {
			return n
		}
		return 0
	}
	return clampInt(math.Ceil(-at/c.Normal.X), 0, n)
}
