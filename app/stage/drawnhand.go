package stage

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
)

// How near the hand has to be, in pixels at a text size of 100 %.
const (
	markGripReach = 8
	handleReach   = 11
	snapReach     = 6
	leastTrail    = 3 // between two points of a freehand line
)

// scaleOf returns how large a mark's lines and number are on the panes.
func (s *Stage) scaleOf(m Mark) markup.Scale {
	return markup.Scale{Line: markup.WidthOf(m.Mark) * s.unit(), Badge: tagRadius * s.unit()}
}

// markAt returns the mark under a place of the glass, the selected one and
// those on top before others, and the plane that it was found on.
func (g *glass) markAt(at fyne.Position) (m Mark, p plane, ok bool) {
	s := g.stage
	if s.unmarked {
		return m, p, false
	}
	on, best := g.onPane(at), markGripReach*s.unit()
	for _, pl := range g.planes() {
		if pl.second != g.onSecond(at) {
			continue
		}
		all := s.shownMarks()
		for _, mark := range slices.Backward(all) {
			points := s.pointsOn(mark, pl)
			if mark.Hidden && mark.Kind != casefile.RedactionMark || len(points) == 0 {
				continue
			}
			away := markup.Of(mark.Kind, applied(pl.onPane, points), s.scaleOf(mark)).Distance(on, s.scaleOf(mark))
			if mark.Kind == casefile.LabelMark && g.drawn.labelOf(mark.ID, pl.second).Contains(on) {
				away = 0
			}
			if mark.ID == s.drawing.chosen {
				away -= s.unit()
			}
			if away < best {
				m, p, ok, best = mark, pl, true, away
			}
		}
	}
	return m, p, ok
}

// handleAt returns the handle of the selected mark under a place of the glass.
func (g *glass) handleAt(at fyne.Position) (m Mark, p plane, handle int, ok bool) {
	s := g.stage
	m, chosen := s.chosenMark()
	if !chosen || s.unmarked {
		return m, p, 0, false
	}
	on := g.onPane(at)
	for _, pl := range g.planes() {
		if pl.second != g.onSecond(at) {
			continue
		}
		best := handleReach * s.unit()
		for i, h := range markup.Handles(m.Kind, s.pointsOn(m, pl)) {
			if away := pl.onPane.Apply(h).Distance(on); away < best {
				p, handle, ok, best = pl, i, true, away
			}
		}
	}
	return m, p, handle, ok
}

// holdMark takes hold of what lies under the hand: a handle, a mark, or the
// picture on which a tool draws.
func (g *glass) holdMark(at fyne.Position) bool {
	s := g.stage
	s.drawing.grip = markGrip{}
	if !s.CanDraw() {
		return false
	}
	if kind := s.drawing.tool; kind != "" {
		p, q, ok := g.planeAt(at)
		if ok {
			s.drawing.grip = markGrip{held: true, fresh: true, on: p.on, second: p.second, from: q, trail: []geom.Point{q}}
		}
		return ok
	}
	m, p, handle, ok := g.handleAt(at)
	if !ok {
		if m, p, ok = g.markAt(at); !ok {
			return false
		}
		handle = -1
	}
	fromPane, known := p.onPane.Inverse()
	if !known {
		return false
	}
	s.SelectMark(m.ID)
	s.drawing.grip = markGrip{held: true, on: p.on, second: p.second, handle: handle, from: fromPane.Apply(g.onPane(at)), points: s.pointsOn(m, p)}
	return true
}

// dragMark moves, pulls or draws what is held.
func (g *glass) dragMark(at fyne.Position) {
	s, grip := g.stage, &g.stage.drawing.grip
	o, k := g.origin(grip.second), look.PixelScale(g)
	on := geom.Point{X: float64(at.X-o.X) * k, Y: float64(at.Y-o.Y) * k}
	for _, p := range g.planes() {
		if p.on != grip.on {
			continue
		}
		fromPane, ok := p.onPane.Inverse()
		if !ok {
			return
		}
		to := kept(fromPane.Apply(on), s.sizeOf(p.on))
		if grip.fresh {
			g.draw(p, to)
		} else if m, chosen := s.chosenMark(); chosen {
			var points []geom.Point
			if grip.handle >= 0 {
				points = markup.Pulled(m.Kind, grip.points, grip.handle, g.snapped(m, p, to))
			} else {
				points = markup.Moved(grip.points, s.allowed(grip.points, to.Sub(grip.from), p.on))
				points = markup.Moved(points, g.snap(m, p, points))
			}
			m = s.carriedMark(m, p.on, points)
			s.drawing.draft = &m
		}
		g.drawn.place(g)
		return
	}
}

// draw lets the mark that is being drawn reach a place.
func (g *glass) draw(p plane, to geom.Point) {
	s, grip := g.stage, &g.stage.drawing.grip
	m := Mark{Mark: casefile.Mark{ID: draftID, Kind: s.drawing.tool, Set: sideOf[p.on]}}
	if s.drawing.tool == casefile.FreeMark {
		last := grip.trail[len(grip.trail)-1]
		if p.onPane.Apply(last).Distance(p.onPane.Apply(to)) >= leastTrail*s.unit() {
			grip.trail = append(grip.trail, to)
		}
	} else {
		to = g.snapped(m, p, to)
	}
	points := markup.Drawn(s.drawing.tool, grip.from, to, grip.trail)
	if points == nil {
		s.drawing.draft = nil
		return
	}
	m = s.carriedMark(m, p.on, points)
	s.drawing.draft = &m
}

// draftID is that of a mark while it is being drawn: no mark of a case has it.
const draftID casefile.ID = "\x00"

// dropMark tells where what was held was let go.
func (g *glass) dropMark() {
	s := g.stage
	grip, draft := s.drawing.grip, s.drawing.draft
	s.drawing.grip, s.drawing.draft = markGrip{}, nil
	switch side := sideOf[grip.on]; {
	case draft == nil:
	case grip.fresh:
		s.drawing.tool, s.drawing.latest = "", true
		if s.OnAddMark != nil {
			s.OnAddMark(casefile.Mark{Kind: draft.Kind, Set: side}.With(side, draft.On(side)))
		}
	case s.OnMoveMark != nil && !slices.Equal(draft.On(side), grip.points):
		s.OnMoveMark(draft.ID, side, draft.On(side))
	}
	g.drawn.place(g)
	s.strip.show(s)
}

// tapMark does what a click means to marks, and reports whether it means
// anything: with a tool it puts one down; on a mark, which the press has
// selected, nothing more.
func (g *glass) tapMark(at fyne.Position) bool {
	s := g.stage
	s.drawing.grip = markGrip{}
	if s.drawing.tool != "" {
		if p, q, ok := g.planeAt(at); ok {
			s.putAt(s.drawing.tool, p, q)
		}
		return true
	}
	if _, _, ok := g.markAt(at); ok {
		return true
	}
	if s.drawing.chosen != "" {
		s.SelectMark("")
		return true
	}
	return false
}

// TappedSecondary opens the menu of the mark that lies under the pointer, or of
// what can be put there.
func (g *glass) TappedSecondary(e *fyne.PointEvent) {
	s := g.stage
	if s.OnMarkMenu == nil || !s.CanDraw() {
		return
	}
	m, _, ok := g.markAt(e.Position)
	if ok {
		s.SelectMark(m.ID)
	}
	g.hover = e.Position
	s.OnMarkMenu(m.ID, e.AbsolutePosition)
}

// kept keeps a place on a picture.
func kept(p geom.Point, size geom.Size) geom.Point {
	return geom.Point{X: min(max(p.X, 0), float64(size.Width)), Y: min(max(p.Y, 0), float64(size.Height))}
}

// allowed shortens a move so that the middle of what is moved stays on its picture.
func (s *Stage) allowed(points []geom.Point, by geom.Point, on Picture) geom.Point {
	c := markup.Bounds(points).Centre()
	return kept(c.Add(by), s.sizeOf(on)).Sub(c)
}

// targets returns what a mark snaps to on a picture: its edges, the other marks
// there, and the place where the alignment puts the mark's own twin.
func (s *Stage) targets(m Mark, on Picture) (xs, ys markup.Targets) {
	size, side := s.sizeOf(on), sideOf[on]
	xs, ys = markup.Targets{0, float64(size.Width)}, markup.Targets{0, float64(size.Height)}
	add := func(points []geom.Point) {
		if len(points) > 0 {
			x, y := markup.Lines(markup.Bounds(points))
			xs, ys = append(xs, x...), append(ys, y...)
		}
	}
	for _, other := range s.scene.Marks.all() {
		if other.ID != m.ID && !other.Hidden {
			add(other.On(side))
		}
	}
	if carry, ok := s.scene.onto(on); ok && m.Twin == casefile.ByHand {
		add(applied(carry, m.On(side.Other())))
	}
	return xs, ys
}

// snap returns by how much more a mark moves to lie in line with something; with Alt by none.
func (g *glass) snap(m Mark, p plane, points []geom.Point) geom.Point {
	if look.Modifiers()&fyne.KeyModifierAlt != 0 {
		return geom.Point{}
	}
	r := markup.Bounds(points)
	reach := snapReach * g.stage.unit() / max(p.onPane.LengthScale(r.Centre()), 1e-9)
	xs, ys := g.stage.targets(m, p.on)
	mineX, mineY := markup.Lines(r)
	return geom.Point{X: xs.Nearest(mineX, reach), Y: ys.Nearest(mineY, reach)}
}

// snapped returns a place moved to what it snaps to.
func (g *glass) snapped(m Mark, p plane, at geom.Point) geom.Point {
	return at.Add(g.snap(m, p, []geom.Point{at}))
}
