package stage

import (
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// position is where a person looks, in the claim's own pixels, so that it
// holds in every mode and every size of the window. The zero value fits the
// whole claim.
type position struct {
	zoomed bool
	centre geom.Point // claim pixels
	scale  float64    // stage pixels for each claim pixel
}

// viewport is a position in a pane of some size.
type viewport struct {
	claimed geom.Size // of the claim; of the candidate where that is shown whole, in its own pixels
	region  geom.Rect // what a fit shows, claim pixels; empty is the claim
	pane    geom.Size // stage pixels
	air     float64   // stage pixels left free at the sides of a fitted picture
}

// fitted returns what a fit shows, in claim pixels.
func (v viewport) fitted() geom.Rect {
	if v.region.Empty() {
		return v.claimed.Rect()
	}
	return v.region
}

const (
	largestScale = 32.0 // stage pixels for each claim pixel
	// leastOfFit keeps a picture from shrinking to a speck.
	leastOfFit = 0.25
)

func (v viewport) fitScale() float64 { return compare.FitRegion(v.fitted(), v.paneWithoutAir(), 0)[0] }

// paneWithoutAir takes the air from the sides alone: above and below the pane
// there is room for the names and the line under the picture anyway.
func (v viewport) paneWithoutAir() geom.Size {
	return geom.Size{Width: max(1, v.pane.Width-int(2*v.air)), Height: max(1, v.pane.Height)}
}

// resolved returns the centre and scale that the position means here.
func (v viewport) resolved(p position) position {
	if !p.zoomed {
		p.centre, p.scale = v.fitted().Centre(), v.fitScale()
	}
	return p
}

// stageFromClaimed returns the map of a position. Shifts are whole stage
// pixels: the last frame, moved along under the hand, then lies exactly where
// the next one will.
func (v viewport) stageFromClaimed(p position) geom.Map {
	p = v.resolved(p)
	return geom.Map{
		p.scale, 0, math.Round(float64(v.pane.Width)/2 - p.scale*p.centre.X),
		0, p.scale, math.Round(float64(v.pane.Height)/2 - p.scale*p.centre.Y),
		0, 0, 1,
	}
}

// stageFromCandidate returns the map of a candidate that is not placed: fitted
// into a pane of its own, and zoomed and moved along by the same shares.
func (v viewport) stageFromCandidate(p position, candidate geom.Size) geom.Map {
	if candidate.Empty() || v.claimed.Empty() {
		return geom.Map{}
	}
	p = v.resolved(p)
	own := viewport{claimed: candidate, pane: v.pane, air: v.air}
	return own.stageFromClaimed(position{
		zoomed: true,
		scale:  own.fitScale() * p.scale / v.fitScale(),
		centre: geom.Point{
			X: p.centre.X / float64(v.claimed.Width) * float64(candidate.Width),
			Y: p.centre.Y / float64(v.claimed.Height) * float64(candidate.Height),
		},
	})
}

// zoomedAt changes the scale and keeps what lies under a stage point there.
func (v viewport) zoomedAt(p position, at geom.Point, factor float64) position {
	before := v.resolved(p)
	scale := v.allowed(before.scale * factor)
	claimedFromStage, ok := v.stageFromClaimed(p).Inverse()
	if !ok || scale == before.scale {
		return p
	}
	under := claimedFromStage.Apply(at)
	return v.held(position{zoomed: true, scale: scale, centre: geom.Point{
		X: under.X + (float64(v.pane.Width)/2-at.X)/scale,
		Y: under.Y + (float64(v.pane.Height)/2-at.Y)/scale,
	}})
}

func (v viewport) allowed(scale float64) float64 {
	fit := v.fitScale()
	return min(max(scale, min(fit, 1)*leastOfFit), max(largestScale, 4*fit))
}

// panned moves the picture by stage pixels.
func (v viewport) panned(p position, by geom.Point) position {
	p = v.resolved(p)
	p.zoomed = true
	p.centre = p.centre.Sub(by.Times(1 / p.scale))
	return v.held(p)
}

// held keeps some of what is shown in the middle of the pane: it can't be lost.
func (v viewport) held(p position) position {
	r := v.fitted()
	p.centre.X = min(max(p.centre.X, r.MinX), r.MaxX)
	p.centre.Y = min(max(p.centre.Y, r.MinY), r.MaxY)
	return p
}

// actual shows one claim pixel on one stage pixel, with what lies under a stage point kept there.
func (v viewport) actual(p position, at geom.Point) position {
	before := v.resolved(p)
	if before.scale == 1 {
		p.zoomed, p.scale, p.centre = true, 1, before.centre
		return p
	}
	return v.zoomedAt(p, at, 1/before.scale)
}
