package stage

import (
	"math"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
)

// zoomStep is how much + and − zoom.
const zoomStep = 1.25

// What one press of an arrow key changes; with Shift ten times as much.
const (
	panStep     = 40 // pixels at a text size of 100 %
	opacityStep = 0.05
	swipeStep   = 0.02
	linesStep   = 4
)

// fewLines is how many lines are drawn at first: so many show how far the
// agreement reaches and leave the pictures in sight.
const fewLines = 24

// Key does what a key means to the viewer and reports whether it means
// anything: 0 fits, Z shows actual pixels, + and − zoom, ← and → change the
// mode's own value. The window calls it for keys that no text field takes.
func (s *Stage) Key(name fyne.KeyName, shift bool) bool {
	times := 1.0
	if shift {
		times = 10
	}
	switch name {
	case fyne.Key0:
		s.Fit()
	case fyne.KeyZ:
		s.ActualPixels()
	case fyne.KeyPlus, fyne.KeyEqual:
		s.Zoom(zoomStep)
	case fyne.KeyMinus:
		s.Zoom(1 / zoomStep)
	case fyne.KeyLeft:
		s.step(-times)
	case fyne.KeyRight:
		s.step(times)
	default:
		return false
	}
	return true
}

// Fit shows the whole claim.
func (s *Stage) Fit() { s.moveTo(func(viewport, position) position { return position{} }) }

// ActualPixels shows one pixel of the claim on one of the screen.
func (s *Stage) ActualPixels() {
	s.moveTo(func(v viewport, p position) position { return v.actual(p, v.middle()) })
}

// Zoom changes the scale by a factor, about the middle.
func (s *Stage) Zoom(factor float64) {
	s.moveTo(func(v viewport, p position) position { return v.zoomedAt(p, v.middle(), factor) })
}

func (v viewport) middle() geom.Point { return v.pane.Rect().Centre() }

// step changes the mode's own value.
func (s *Stage) step(by float64) {
	switch s.mode {
	case compare.Overlay:
		s.setOpacity(s.values.opacity + by*opacityStep)
	case compare.Swipe:
		s.setSwipe(s.values.swipeAt + by*swipeStep)
	case compare.Blink:
		s.setPeriod(s.values.period + time.Duration(by)*periodStep)
	case compare.DifferenceMode:
		k := s.values.kind
		s.setShowFrom(k, s.values.showFrom[k]+by*thresholds[k].step)
	case compare.MatchLines:
		// More lines than there are to draw are no more lines.
		most := (len(s.scene.Support.Lines(support.MostLines)) + linesStep - 1) / linesStep * linesStep
		s.setLines(min(s.values.lines, most) + int(by)*linesStep)
	case compare.OutsideMode:
		s.stepPart(by)
	case compare.Single:
		s.stepOne(by)
	case compare.DetailsMode:
		if math.Abs(by) > 1 { // with Shift it is moved
			s.NudgeDetail(geom.Point{X: math.Copysign(1, by)})
		} else {
			s.StepDetail(int(by))
		}
	default:
		// → looks further to the right: the picture moves left.
		k := look.PixelScale(s.glass)
		s.moveTo(func(v viewport, p position) position {
			return v.panned(p, geom.Point{X: -by * panStep * float64(look.Px(1)) * k})
		})
	}
}

func (s *Stage) setOpacity(v float64) { s.set(&s.values.opacity, rounded(v, 0.01), 0, 1) }

func (s *Stage) setSwipe(v float64) { s.set(&s.values.swipeAt, v, 0, 1) }

// thresholds are the least differences that may be shown from, by kind and in its unit.
var thresholds = [...]struct{ step, least, most float64 }{
	compare.Significance: {0.5, 0.5, 15},
	compare.Proportional: {1, 1, 50},
	compare.Plain:        {1, 1, 60},
}

func (s *Stage) setShowFrom(k compare.Kind, v float64) {
	t := thresholds[k]
	s.set(&s.values.showFrom[k], rounded(v, t.step), t.least, t.most)
}

// Kind returns which difference is shown.
func (s *Stage) Kind() compare.Kind { return s.values.kind }

// SetKind changes which difference is shown.
func (s *Stage) SetKind(k compare.Kind) {
	if k != s.values.kind {
		s.values.kind = k
		s.changed()
		if s.OnKind != nil {
			s.OnKind()
		}
	}
}

func (s *Stage) setLight(v float64) { s.set(&s.values.light, rounded(v, 0.01), leastLight, 1) }

func rounded(v, step float64) float64 { return math.Round(v/step) * step }

func (s *Stage) set(value *float64, v, least, most float64) {
	if v = min(max(v, least), most); v != *value {
		*value = v
		s.adjusted()
	}
}

func (s *Stage) setPeriod(d time.Duration) {
	s.values.period = min(max(d.Round(periodStep), leastPeriod), mostPeriod)
	s.strip.show(s)
}

// Whole reports whether side by side shows the whole candidate beside the claim.
func (s *Stage) Whole() bool { return s.values.whole }

// SetWhole shows the whole candidate beside the claim, or what the claim shows of it.
func (s *Stage) SetWhole(whole bool) {
	s.values.whole = whole
	s.adjusted()
}

// setLines changes how many lines are drawn at most.
func (s *Stage) setLines(n int) {
	s.values.lines = min(max(n, linesStep), support.MostLines)
	if s.line >= s.values.lines {
		s.line = -1
	}
	s.relined()
}

// setAreas shows the areas that agree and contradict, or not.
func (s *Stage) setAreas(shown bool) {
	if s.scene.Partial {
		s.values.areasOfPart = shown
	} else {
		s.values.areas = shown
	}
	s.foot.show(s)
	s.relined()
}

// selectLine selects one of the lines drawn; −1 is none.
func (s *Stage) selectLine(i int) {
	s.line = i
	s.relined()
}

// relined draws the lines anew; the pictures stay as they are.
func (s *Stage) relined() {
	s.strip.show(s)
	s.glass.Refresh()
}

// adjusted follows a control: it says its new value, and the picture moves.
func (s *Stage) adjusted() {
	s.strip.show(s)
	s.moving = true
	s.moved()
}

// FocusGained shows the focus frame.
func (g *glass) FocusGained() {
	g.focused = true
	g.placeFrame()
}

// FocusLost takes the focus frame away.
func (g *glass) FocusLost() {
	g.focused = false
	g.stage.SetOther(false)
	g.stage.SetRevealed(false)
	g.placeFrame()
}

// TypedRune hands characters on to the window.
func (g *glass) TypedRune(r rune) { look.ForwardRune(g, r) }

// TypedKey hands keys on to the window, which gives the viewer's own to
// Stage.Key; Enter does what a click does: it goes from line to line, and nearer to a part.
func (g *glass) TypedKey(key *fyne.KeyEvent) {
	if g.stage.hiding.on && isEnter(key.Name) {
		return // it is held to reveal
	}
	if key.Name == fyne.KeyTab && g.AcceptsTab() {
		step := 1
		if look.Modifiers()&fyne.KeyModifierShift != 0 {
			step = -1
		}
		g.stage.StepMark(step)
		return
	}
	if isEnter(key.Name) && g.AcceptsTab() {
		g.stage.MarkKey(key.Name, false)
		return
	}
	if isEnter(key.Name) {
		switch drawn := len(g.stage.scene.Support.Lines(g.stage.values.lines)); {
		case g.stage.mode == compare.Blink:
			g.stage.toggleBlink()
			return
		case g.stage.lined() && drawn > 0:
			g.stage.selectLine((g.stage.line + 1) % drawn)
			return
		case g.stage.marksDetails() && len(g.stage.scene.Details.all()) > 0:
			g.stage.StepDetail(1)
			return
		case g.stage.shows() == showWhole:
			g.stage.selectPart(max(0, g.stage.parts.chosen))
			return
		}
	}
	look.Forward(g, key)
}

// KeyDown shows the other picture while Space is held.
func (g *glass) KeyDown(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeySpace:
		g.stage.SetOther(true)
	case isEnter(key.Name):
		g.stage.SetRevealed(true)
	}
}

// KeyUp ends that.
func (g *glass) KeyUp(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeySpace:
		g.stage.SetOther(false)
	case isEnter(key.Name):
		g.stage.SetRevealed(false)
	}
}

func isEnter(name fyne.KeyName) bool { return name == fyne.KeyReturn || name == fyne.KeyEnter }

// AccessibilityLabel says which pictures are shown and how.
func (g *glass) AccessibilityLabel() string { return g.stage.titles.spoken() }

// AccessibilityRole is that of text: the toolkit knows no pictures.
func (g *glass) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
