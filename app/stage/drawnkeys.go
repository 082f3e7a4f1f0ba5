package stage

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
)

var arrows = map[fyne.KeyName]geom.Point{fyne.KeyLeft: {X: -1}, fyne.KeyRight: {X: 1}, fyne.KeyUp: {Y: -1}, fyne.KeyDown: {Y: 1}}

// sizeStep is by how much a key makes a mark larger or smaller, in pixels at a text size of 100 %.
const sizeStep = 4

// MarkKey does what a key means to the selected mark, and reports whether it
// means anything: an arrow moves it by a pixel of the screen, ten with Shift;
// Enter edits its words.
func (s *Stage) MarkKey(key fyne.KeyName, shift bool) bool {
	m, ok := s.chosenMark()
	if !ok || !s.CanDraw() {
		return false
	}
	by, moves := arrows[key]
	switch {
	case moves && shift:
		s.nudgeMark(m, by.Times(10))
	case moves:
		s.nudgeMark(m, by)
	case isEnter(key) && s.OnEditMark != nil:
		s.OnEditMark(m.ID)
	default:
		return false
	}
	return true
}

// SizeMark makes the selected mark larger or smaller, as an arrow points.
func (s *Stage) SizeMark(key fyne.KeyName) {
	by, ok := arrows[key]
	m, chosen := s.chosenMark()
	if !ok || !chosen {
		return
	}
	s.changeMark(m, by.Times(sizeStep*s.unit()), func(points []geom.Point, by geom.Point) []geom.Point {
		return markup.Sized(m.Kind, points, by)
	})
}

func (s *Stage) nudgeMark(m Mark, by geom.Point) {
	s.changeMark(m, by, func(points []geom.Point, by geom.Point) []geom.Point { return markup.Moved(points, by) })
}

// changeMark changes a mark's points by as many pixels of the screen, on the
// first picture in sight that it lies on; the middle stays on the picture.
func (s *Stage) changeMark(m Mark, by geom.Point, change func(points []geom.Point, by geom.Point) []geom.Point) {
	for _, p := range s.glass.planes() {
		points := s.pointsOn(m, p)
		fromPane, ok := p.onPane.Inverse()
		if len(points) == 0 || !ok || s.OnMoveMark == nil {
			continue
		}
		at := p.onPane.Apply(markup.Bounds(points).Centre())
		points = change(points, fromPane.Apply(at.Add(by)).Sub(fromPane.Apply(at)))
		if s.sizeOf(p.on).Rect().Contains(markup.Bounds(points).Centre()) {
			s.OnMoveMark(m.ID, sideOf[p.on], points)
		}
		return
	}
}

// AcceptsTab keeps Tab for going from mark to mark while one is selected.
func (g *glass) AcceptsTab() bool { return g.stage.drawing.chosen != "" }
