package stage

import (
	"math"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// turnStep is by how many degrees Alt with an arrow key turns the swipe line.
const turnStep = 3

// upright and level report how the swipe line stands.
func (v values) upright() bool { return math.Mod(v.swipeTurn, 180) == 0 }
func (v values) level() bool   { return math.Mod(v.swipeTurn, 180) == 90 }

// Turn turns the swipe line clockwise about its middle by steps of 3°, and
// reports whether there was a line to turn.
func (s *Stage) Turn(steps float64) bool {
	if s.mode != compare.Swipe || s.shows() != showTogether {
		return false
	}
	s.turnTo(s.values.swipeTurn + steps*turnStep)
	return true
}

// turnTo turns the line to an angle; what lies in its middle stays there.
func (s *Stage) turnTo(degrees float64) {
	degrees = math.Mod(math.Mod(math.Round(degrees), 360)+360, 360)
	middle := s.glass.divider.middle(s.glass)
	s.values.swipeTurn = degrees
	if !s.values.upright() && !s.values.level() {
		s.values.anyTurn = degrees
	}
	cut, from, to := compare.SwipeReach(s.swipeView())
	if at := cut.Of(middle); to > from {
		s.values.swipeAt = min(max((at-from)/(to-from), 0), 1)
	}
	s.adjusted()
}

// setAngle stands the line upright, level, or at the last other angle.
func (s *Stage) setAngle(i int) {
	s.turnTo([]float64{0, 90, s.values.anyTurn}[i])
}

// swipeView returns what the renderer knows of the line, as its functions take it.
func (s *Stage) swipeView() (v compare.View, claimed, stage geom.Size) {
	port := s.glass.port()
	return compare.View{
		StageFromClaimed: port.stageFromClaimed(s.position()), SwipeAt: s.values.swipeAt, SwipeTurn: s.values.swipeTurn,
	}, port.claimed, port.pane
}

// ends returns where the line enters the picture and leaves it, in pixels of the pane.
func (d *divider) ends(g *glass) (a, b geom.Point) {
	port := g.port()
	cut := compare.SwipeCut(g.stage.swipeView())
	r := port.stageFromClaimed(g.stage.position()).ApplyQuad(port.claimed.Quad()).Bounds().Intersect(port.pane.Rect())
	on, along := cut.Normal.Times(cut.At), geom.Point{X: -cut.Normal.Y, Y: cut.Normal.X}
	first, last := math.Inf(-1), math.Inf(1)
	for _, side := range [2][4]float64{{on.X, along.X, r.MinX, r.MaxX}, {on.Y, along.Y, r.MinY, r.MaxY}} {
		if math.Abs(side[1]) < 1e-12 {
			continue
		}
		t, u := (side[2]-side[0])/side[1], (side[3]-side[0])/side[1]
		first, last = max(first, min(t, u)), min(last, max(t, u))
	}
	if first > last { // the line only touches a corner
		first = (first + last) / 2
		last = first
	}
	return on.Add(along.Times(first)), on.Add(along.Times(last))
}

// middle returns the middle of the line, in pixels of the pane.
func (d *divider) middle(g *glass) geom.Point {
	a, b := d.ends(g)
	return a.Add(b).Times(0.5)
}

// turnAt is how far from the middle the line is taken hold of to turn it, at a text size of 100 %.
const turnAt = 72

// turner returns where the line is taken hold of to turn it, on the glass.
func (d *divider) turner(g *glass) (at fyne.Position, ok bool) {
	a, b := d.ends(g)
	k := look.PixelScale(g)
	length := a.Distance(b)
	reach := min(float64(look.Px(turnAt))*k, 0.4*length)
	if length <= 0 || reach < float64(look.Px(2*grip))*k {
		return at, false
	}
	p := a.Add(b).Times(0.5).Add(b.Sub(a).Times(reach / length))
	return g.origin(false).AddXY(float32(p.X/k), float32(p.Y/k)), true
}

// turnTowards turns the line so that the hand that holds it lies on it.
func (g *glass) turnTowards(at fyne.Position) {
	to := g.onPane(at).Sub(g.held)
	if to.Length() < 4 {
		return
	}
	// The line runs along (−Normal.Y, Normal.X).
	turn := math.Atan2(to.Y, to.X)*180/math.Pi - 90
	if whole := math.Round(turn/90) * 90; math.Abs(turn-whole) < 2.5 {
		turn = whole // upright and level are found again
	}
	g.stage.turnTo(turn)
}
