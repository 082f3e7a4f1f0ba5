package recipe

import (
	"math"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
)

// geometry reads the steps of the placement from CandidateFromClaimed.
type geometry struct {
	claimed, candidate geom.Size
	m                  geom.Map // candidate from claimed
	mirrored           bool
	error              float64 // of a corner, candidate pixels
	across, down       geom.Point
	share, filled      float64
}

const (
	// Errors of a corner, candidate pixels: the least that is believed, and what
	// is taken for an alignment by hand, which has no estimate.
	leastError  = 0.25
	errorByHand = 2.0
	// A picture's sides are whole pixels, so that shape and margins may be off
	// by this much of one, claim pixels.
	rounding = 0.75
	// What is told at least, however small the error: people set these by whole
	// percents and tenths of a degree.
	leastScale   = 0.005
	leastStretch = 0.01
	leastTurn    = 0.15 // degrees
	leastSlant   = 0.5  // degrees
	leastTilt    = 0.004
)

func newGeometry(a align.Alignment, claimed, candidate geom.Size) geometry {
	g := geometry{
		claimed: claimed, candidate: candidate, m: a.CandidateFromClaimed,
		mirrored: a.Mirrored, error: max(a.CornerErrorPx, leastError),
	}
	if a.Status == align.ByHand {
		g.error = max(a.CornerErrorPx, errorByHand)
	}
	centre := g.claimed.Rect().Centre()
	const h = 0.5
	g.across = g.m.Apply(geom.Point{X: centre.X + h, Y: centre.Y}).Sub(g.m.Apply(geom.Point{X: centre.X - h, Y: centre.Y}))
	g.down = g.m.Apply(geom.Point{X: centre.X, Y: centre.Y + h}).Sub(g.m.Apply(geom.Point{X: centre.X, Y: centre.Y - h}))
	g.filled, g.share = g.m.Shares(g.claimed, g.candidate)
	return g
}

// pixel is the size of a claim pixel in candidate pixels.
func (g geometry) pixel() float64 { return math.Sqrt(g.across.Length() * g.down.Length()) }

// reach is half the claim's diagonal on the candidate: how far a corner lies from the centre.
func (g geometry) reach() float64 { return g.claimed.Diagonal() / 2 * g.pixel() }

// crop tells what of the candidate is kept.
func (g geometry) crop() (Crop, bool) {
	b := g.m.ApplyQuad(g.claimed.Quad()).Bounds()
	c := Crop{
		Share: g.share,
		Left:  max(0, b.MinX), Top: max(0, b.MinY),
		Right: max(0, float64(g.candidate.Width)-b.MaxX), Bottom: max(0, float64(g.candidate.Height)-b.MaxY),
	}
	least := 2*g.error + rounding*g.pixel()
	if t, turned := g.turn(); turned && !quarter(t.Degrees) || g.perspective() {
		// Corners stick out: the margins of the box say little, the area all.
		edge := 1 - 2*least*(1/float64(g.candidate.Width)+1/float64(g.candidate.Height))
		c.Left, c.Top, c.Right, c.Bottom = 0, 0, 0, 0
		return c, g.share < edge
	}
	c.Upright = true
	for _, margin := range []*float64{&c.Left, &c.Top, &c.Right, &c.Bottom} {
		if *margin < least {
			*margin = 0
		}
	}
	c.Width, c.Height = float64(g.candidate.Width)-c.Left-c.Right, float64(g.candidate.Height)-c.Top-c.Bottom
	return c, max(c.Left, c.Top, c.Right, c.Bottom) > 0
}

// quarter reports whether an angle is about a multiple of 90°.
func quarter(degrees float64) bool {
	return math.Abs(math.Remainder(degrees, 90)) < 1
}

// turn tells the turn from candidate to claim, after the mirroring.
func (g geometry) turn() (Turn, bool) {
	degrees := -g.m.RotationDegrees(g.claimed.Rect().Centre())
	if g.mirrored {
		degrees = -degrees
	}
	least := max(leastTurn, 2*g.error/g.reach()*180/math.Pi)
	return Turn{degrees}, math.Abs(degrees) > least
}

// perspective reports whether the placement is more than its linear part at the centre.
func (g geometry) perspective() bool {
	centre := g.claimed.Rect().Centre()
	origin := g.m.Apply(centre)
	var most float64
	for _, p := range g.claimed.Quad() {
		d := p.Sub(centre)
		linear := origin.Add(g.across.Times(d.X)).Add(g.down.Times(d.Y))
		most = max(most, g.m.Apply(p).Distance(linear))
	}
	return most > max(2*g.error+1, leastTilt*2*g.reach())
}

// slant tells by how much the claim's axes are not at right angles on the candidate.
func (g geometry) slant() (Slant, bool) {
	cos := (float64(g.across.X*g.down.X) + float64(g.across.Y*g.down.Y)) / (g.across.Length() * g.down.Length())
	degrees := math.Asin(min(max(cos, -1), 1)) * 180 / math.Pi
	least := max(leastSlant, 4*g.error/g.reach()*180/math.Pi)
	return Slant{math.Abs(degrees)}, math.Abs(degrees) > least && !g.perspective()
}

// scaling tells how many claim pixels a candidate pixel takes, across and down.
func (g geometry) scaling() (Scale, bool) {
	s := Scale{1 / g.across.Length(), 1 / g.down.Length()}
	short := float64(min(g.claimed.Width, g.claimed.Height))
	stretch := max(leastStretch, 2*(g.error/g.pixel()+rounding)/short)
	if math.Abs(s.X/s.Y-1) < stretch || g.perspective() {
		s.X = 1 / g.pixel()
		s.Y = s.X
		least := max(leastScale, 2*g.error/g.reach())
		return s, math.Abs(s.X-1) > least
	}
	return s, true
}

// placing tells whether the candidate fills only a part of the claim: a side of
// it lies within. Corners that a turn left empty are no such side.
func (g geometry) placing() (Place, bool) {
	back, ok := g.m.Inverse()
	if !ok || back.CrossesHorizon(g.candidate.Quad()) {
		return Place{}, false
	}
	quad := back.ApplyQuad(g.candidate.Quad())
	part := geom.Clip(quad[:], g.claimed.Rect())
	if len(part) < 3 {
		return Place{}, false
	}
	b := geom.Rect{MinX: math.Inf(1), MinY: math.Inf(1), MaxX: math.Inf(-1), MaxY: math.Inf(-1)}
	for _, p := range part {
		b.MinX, b.MaxX = min(b.MinX, p.X), max(b.MaxX, p.X)
		b.MinY, b.MaxY = min(b.MinY, p.Y), max(b.MaxY, p.Y)
	}
	margin := max(b.MinX, b.MinY, float64(g.claimed.Width)-b.MaxX, float64(g.claimed.Height)-b.MaxY)
	least := 2*g.error/g.pixel() + 2*rounding + 0.005*float64(min(g.claimed.Width, g.claimed.Height))
	return Place{g.filled}, margin > least
}
