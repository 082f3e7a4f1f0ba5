package stage

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
)

// Mark is a mark of the pair that was drawn on it, with its number; 0 is none.
type Mark struct {
	casefile.Mark
	Number int
}

// Marks are those of a pair. They are not changed once shown.
type Marks struct{ All []Mark }

func (m *Marks) all() []Mark {
	if m == nil {
		return nil
	}
	return m.All
}

// markwork is what a person does with marks.
type markwork struct {
	chosen casefile.ID       // the selected mark; empty is none
	latest bool              // the next one that comes is to be selected: a person has drawn it
	tool   casefile.MarkKind // what the next press draws; empty is nothing
	draft  *Mark             // as it lies under the hand; nil while nothing is in the hand
	grip   markGrip
}

// markGrip is what the hand has taken hold of.
type markGrip struct {
	held   bool
	fresh  bool // it is being drawn
	on     Picture
	second bool
	handle int          // −1 is all of it
	from   geom.Point   // where, in the picture's pixels
	points []geom.Point // as they lay on that picture
	trail  []geom.Point
}

// sideOf are the pictures in the case's words.
var sideOf = map[Picture]casefile.Side{OnClaim: casefile.OnClaimed, OnCandidate: casefile.OnCandidate}

// plane is a picture as it lies on a pane.
type plane struct {
	on     Picture
	second bool     // of the two panes
	onPane geom.Map // from the picture's pixels to those of the pane
	both   bool     // the other picture lies there too: marks of that one alone are shown with it
}

// planes returns the pictures in sight on which marks are drawn.
func (g *glass) planes() []plane { return g.planesAt(g.now()) }

// planesAt returns them where the pictures lie so.
func (g *glass) planesAt(at lie) []plane {
	s, port := g.stage, g.port()
	if port.pane.Empty() {
		return nil
	}
	onClaim := at.port
	aligned := geom.Map{}
	if back, ok := s.scene.CandidateFromClaimed.Inverse(); ok && s.scene.Placed {
		aligned = onClaim.After(back).Normalised()
	}
	candidate := plane{on: OnCandidate, onPane: aligned}
	switch s.shows() {
	case showClaim:
		return []plane{{on: OnClaim, onPane: onClaim}}
	case showTogether:
		if s.mode == compare.Blink && s.candidateBlinks() {
			return []plane{candidate}
		}
		return []plane{{on: OnClaim, onPane: onClaim, both: s.mode != compare.Blink}}
	case showCandidate:
		return []plane{candidate}
	case showWhole:
		return []plane{{on: OnCandidate, onPane: onClaim, both: true}} // the port is the candidate's
	case showSingle:
		switch s.oneShown() {
		case compare.OneClaim:
			return []plane{{on: OnClaim, onPane: onClaim}}
		case compare.OneCandidate:
			candidate.onPane = at.own
		}
		return []plane{candidate}
	case showPanes:
		if !s.warped() {
			candidate.onPane = at.own
		}
		candidate.second = true
		all := []plane{{on: OnClaim, onPane: onClaim}, candidate}
		if s.swapped() {
			all[0].second, all[1].second = true, false
		}
		return all
	}
	return nil
}

// pointsOn returns where a mark lies on a plane's picture; none where it isn't on it.
func (s *Stage) pointsOn(m Mark, p plane) []geom.Point {
	own := m.On(sideOf[p.on])
	carry, ok := s.scene.onto(p.on)
	if len(own) > 0 || !p.both || !ok {
		return own
	}
	return applied(carry, m.On(sideOf[p.on].Other()))
}

func applied(m geom.Map, points []geom.Point) []geom.Point {
	out := make([]geom.Point, len(points))
	for i, p := range points {
		out[i] = m.Apply(p)
	}
	return out
}

// shownMarks returns the marks as they lie under the hand.
func (s *Stage) shownMarks() []Mark {
	all := s.scene.Marks.all()
	draft := s.drawing.draft
	if draft == nil {
		return all
	}
	all = slices.Clone(all)
	if i := slices.IndexFunc(all, func(m Mark) bool { return m.ID == draft.ID }); i >= 0 {
		all[i] = *draft
		return all
	}
	return append(all, *draft)
}

// carriedMark returns a mark with those points on one picture, and its twin where
// the alignment carries them, unless it is on that picture alone.
func (s *Stage) carriedMark(m Mark, on Picture, points []geom.Point) Mark {
	side := sideOf[on]
	alone := len(m.On(side.Other())) == 0 && m.Twin == casefile.NoTwin && len(m.On(side)) > 0
	m.Mark = m.With(side, points)
	if carry, ok := s.scene.onto(on.other()); ok && !alone {
		m.Mark = m.With(side.Other(), applied(carry, points))
	}
	return m
}

// marksShown keeps the selection on a mark that is there.
func (s *Stage) marksShown() {
	if !s.drawing.grip.held {
		s.drawing.draft = nil
	}
	var ids []casefile.ID
	for _, m := range s.scene.Marks.all() {
		ids = append(ids, m.ID)
	}
	s.SelectMark(stillChosen(ids, s.drawing.chosen, &s.drawing.latest))
}

// stillChosen returns what is selected of those that are there now: the same one
// as before, none where it has gone, or the latest where that is waited for.
func stillChosen[ID ~string](ids []ID, now ID, latest *bool) ID {
	if n := len(ids); *latest && n > 0 && ids[n-1] != now {
		*latest = false
		return ids[n-1]
	}
	if !slices.Contains(ids, now) {
		return ""
	}
	return now
}

// stepped returns the place in a list of n that comes next, or before, and goes
// round; −1 is none of them.
func stepped(i, by, n int) int {
	if i < 0 && by < 0 {
		i = n
	}
	return (i + by + n) % n
}

// Chosen returns the ID of the selected mark; empty is none.
func (s *Stage) Chosen() casefile.ID { return s.drawing.chosen }

// SelectMark selects a mark; an empty ID selects none.
func (s *Stage) SelectMark(id casefile.ID) {
	if s.drawing.chosen == id {
		return
	}
	s.drawing.chosen = id
	s.glass.place()
	s.strip.show(s)
	if s.OnMark != nil {
		s.OnMark(id)
	}
}

// chosenMark returns the selected mark.
func (s *Stage) chosenMark() (Mark, bool) {
	for _, m := range s.scene.Marks.all() {
		if m.ID == s.drawing.chosen {
			return m, m.ID != ""
		}
	}
	return Mark{}, false
}

// StepMark selects the next mark that is to be seen, or the one before, and goes round.
func (s *Stage) StepMark(by int) {
	var all []casefile.ID
	for _, m := range s.scene.Marks.all() {
		if !m.Hidden {
			all = append(all, m.ID)
		}
	}
	if len(all) == 0 || !s.CanDraw() {
		return
	}
	s.SelectMark(all[stepped(slices.Index(all, s.drawing.chosen), by, len(all))])
}

// CanDraw reports whether marks can be drawn now.
func (s *Stage) CanDraw() bool {
	switch s.shows() {
	case showNothing, showSentence, showClaim:
		return false
	}
	return s.scene.Candidate.Key != ""
}

// Tool returns what the next press draws; empty is nothing.
func (s *Stage) Tool() casefile.MarkKind { return s.drawing.tool }

// SetTool says what the next press draws.
func (s *Stage) SetTool(kind casefile.MarkKind) {
	if kind != "" && !s.CanDraw() {
		return
	}
	s.drawing.tool = kind
	s.strip.show(s)
	s.foot.show(s)
	if s.OnMark != nil {
		s.OnMark(s.drawing.chosen)
	}
}

// usualReach is half the length of a mark that a key puts down, in pixels at a
// text size of 100 %.
const usualReach = 48

// PutMark puts a mark of a usable size under the pointer, or in the middle of
// the first picture where the pointer is elsewhere.
func (s *Stage) PutMark(kind casefile.MarkKind) {
	if !s.CanDraw() {
		return
	}
	g := s.glass
	p, q, ok := g.planeAt(g.hover)
	if !ok {
		p, q, ok = g.planeAt(g.middle())
	}
	if ok {
		s.putAt(kind, p, q)
	}
}

func (s *Stage) putAt(kind casefile.MarkKind, p plane, at geom.Point) {
	scale := p.onPane.LengthScale(at)
	if scale <= 0 || s.OnAddMark == nil {
		return
	}
	reach := usualReach * s.unit() / scale
	size := s.sizeOf(p.on)
	reach = min(reach, 0.25*float64(min(size.Width, size.Height)))
	s.drawing.latest, s.drawing.tool = true, ""
	side := sideOf[p.on]
	s.OnAddMark(casefile.Mark{Kind: kind, Set: side}.With(side, markup.Usual(kind, at, reach)))
}

func (s *Stage) sizeOf(on Picture) geom.Size {
	if on == OnCandidate {
		return s.scene.Candidate.Size
	}
	return s.scene.Claimed.Size
}

// unit returns device pixels for each pixel at a text size of 100 %.
func (s *Stage) unit() float64 { return float64(look.Px(1)) * look.PixelScale(s.glass) }

// planeAt returns the picture under a place of the glass, and which of its pixels lies there.
func (g *glass) planeAt(at fyne.Position) (p plane, q geom.Point, ok bool) {
	on := g.onPane(at)
	if !g.port().pane.Rect().Contains(on) {
		return p, q, false
	}
	for _, p := range g.planes() {
		if p.second != g.onSecond(at) {
			continue
		}
		fromPane, known := p.onPane.Inverse()
		if !known {
			continue
		}
		q = fromPane.Apply(on)
		return p, q, g.stage.sizeOf(p.on).Rect().Contains(q)
	}
	return p, q, false
}
