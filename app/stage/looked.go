package stage

import (
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/support"
)

// modes are the modes in the order of casefile.ViewModes.
var modes = []compare.Mode{
	compare.SideBySide, compare.Overlay, compare.Swipe, compare.Blink, compare.DifferenceMode, compare.MatchLines, compare.DetailsMode, compare.OutsideMode, compare.Single,
}

// Forget forgets how every pair was looked at: another case is open.
func (s *Stage) Forget() {
	clear(s.memories)
	clear(s.places)
}

// looked tells how the shown pair is looked at, once the hand has come to rest.
func (s *Stage) looked() {
	if s.OnLook != nil && s.scene.Claimed.ID != "" && s.scene.Candidate.ID != "" && !s.scene.Comparing {
		s.OnLook(s.View())
	}
}

// View returns how the shown pair is looked at now.
func (s *Stage) View() casefile.View {
	claimed, candidate := s.scene.Claimed.ID, s.scene.Candidate.ID
	v, at := s.values, s.places[s.scene.pair()]
	out := casefile.View{
		Claimed: claimed, Candidate: candidate, Mode: casefile.ViewModes[slices.Index(modes, s.mode)],
		Opacity: v.opacity, Style: casefile.ViewStyles[v.style], SwipeAt: v.swipeAt, SwipeTurn: v.swipeTurn, BlinkMs: int(v.period.Milliseconds()), Fade: v.fade,
		Kind: casefile.ViewKinds[v.kind], ShowFrom: v.showFrom, Light: v.light, Whole: v.whole, Lines: v.lines, Areas: v.areas,
		Inside: casefile.ViewInsides[v.inside], Tiles: v.tiles, Single: casefile.ViewSingles[v.one],
	}
	if at.zoomed {
		out.Centre, out.Scale = at.centre, min(at.scale, casefile.MostViewScale)
	}
	return out
}

// recall takes up how the pair of a scene was looked at when its case was saved.
func (s *Stage) recall(scene Scene, v *casefile.View) {
	if v == nil || !v.Known() {
		return
	}
	s.mode = modes[slices.Index(casefile.ViewModes, v.Mode)]
	own := &s.values
	own.opacity, own.swipeAt, own.swipeTurn, own.fade, own.showFrom, own.light = v.Opacity, v.SwipeAt, v.SwipeTurn, v.Fade, v.ShowFrom, v.Light
	own.style = compare.Style(slices.Index(casefile.ViewStyles, v.Style))
	own.kind = compare.Kind(slices.Index(casefile.ViewKinds, v.Kind))
	own.inside = compare.Inside(slices.Index(casefile.ViewInsides, v.Inside))
	own.one = compare.One(slices.Index(casefile.ViewSingles, v.Single))
	own.whole, own.areas, own.tiles = v.Whole, v.Areas, v.Tiles
	own.period = min(max(time.Duration(v.BlinkMs)*time.Millisecond, leastPeriod), mostPeriod)
	own.lines = min(max(v.Lines, linesStep), support.MostLines)
	if turn := v.SwipeTurn; turn != 0 && turn != 90 {
		own.anyTurn = turn
	}
	if v.Scale > 0 {
		s.places[scene.pair()] = position{zoomed: true, centre: v.Centre, scale: v.Scale}
	}
}
