package stage

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// moveTo changes the position of the pair that is shown.
func (s *Stage) moveTo(change func(v viewport, p position) position) {
	if s.shows() == showNothing || s.shows() == showSentence {
		return
	}
	v := s.glass.port()
	if v.pane.Empty() {
		return
	}
	key := s.placeKey()
	before := s.places[key]
	after := change(v, before)
	if after != before {
		s.places[key], s.moving = after, true
		s.moved()
	}
}

// wheelStep is how much a wheel's notch zooms: the toolkit gives 25 units for
// it on Linux and Windows and runs of small values for a trackpad on macOS.
const wheelStep = 0.008

// Scrolled zooms at the pointer.
func (g *glass) Scrolled(e *fyne.ScrollEvent) {
	defer look.Watched("scroll")()
	factor := math.Exp(wheelStep * math.Min(math.Max(float64(e.Scrolled.DY), -60), 60))
	g.stage.moveTo(func(v viewport, p position) position {
		return g.under(v, e.Position).zoomedAt(p, g.onPane(e.Position), factor)
	})
}

// MouseDown remembers where the hand took hold, and of what.
func (g *glass) MouseDown(e *desktop.MouseEvent) {
	defer look.Watched("press")()
	g.pressed, g.modifier = e.Position, e.Modifier
	primary := e.Button == desktop.MouseButtonPrimary
	if primary {
		g.stage.press()
	}
	marking := primary && g.holdMark(e.Position)
	primary = primary && !marking
	g.turned = primary && g.onTurner(e.Position)
	g.grabbed = primary && !g.turned && g.onLine(e.Position)
	g.holding = primary && g.holdDetail(e.Position)
	if g.turned {
		g.held = g.divider.middle(g)
	}
}

// MouseUp ends a press that reveals; DragEnd lets go of what is dragged.
func (g *glass) MouseUp(*desktop.MouseEvent) { g.stage.letGo() }

// onLine reports whether a place lies near enough to the swipe line to take hold of it.
func (g *glass) onLine(at fyne.Position) bool {
	return g.divider.visible(g) && g.divider.near(at, look.Px(grip))
}

// onTurner reports whether a place lies on the handle that turns the line.
func (g *glass) onTurner(at fyne.Position) bool {
	d := g.divider
	return d.visible(g) && d.turnable && pointOf(at).Distance(pointOf(d.turning)) < float64(look.Px(grip))
}

// Dragged moves the swipe line if the hand holds it, else the picture.
func (g *glass) Dragged(e *fyne.DragEvent) {
	defer look.Watched("drag")()
	g.stage.hiding.stop() // no press that is held
	switch {
	case g.stage.drawing.grip.held:
		g.dragMark(e.Position)
		return
	case g.turned:
		g.turnTowards(e.Position)
		return
	case g.grabbed:
		g.lineTo(e.Position)
		return
	}
	if g.holding {
		g.dragDetail(e.Position)
		return
	}
	k := look.PixelScale(g)
	by := geom.Point{X: float64(e.Dragged.DX) * k, Y: float64(e.Dragged.DY) * k}
	g.stage.moveTo(func(v viewport, p position) position { return g.under(v, g.pressed).panned(p, by) })
}

// mover is what the hand moves: the claim, or the candidate in its own pixels.
type mover interface {
	panned(p position, by geom.Point) position
	zoomedAt(p position, at geom.Point, factor float64) position
	actual(p position, at geom.Point) position
}

// under returns what the hand moves at a place of the glass.
func (g *glass) under(v viewport, at fyne.Position) mover {
	if g.stage.lined() && g.onSecond(at) != g.stage.swapped() || g.stage.ownAlone() {
		if t, ok := newTwin(v, g.stage.scene); ok {
			return t
		}
	}
	return v
}

// DragEnd lets go.
func (g *glass) DragEnd() {
	g.grabbed, g.turned = false, false
	if g.stage.drawing.grip.held {
		g.dropMark()
	}
	if g.holding {
		g.holding = false
		g.dropDetail()
	}
}

// lineTo moves the swipe line to a place on the glass.
func (g *glass) lineTo(at fyne.Position) {
	cut, from, to := compare.SwipeReach(g.stage.swipeView())
	if to > from {
		g.stage.setSwipe((cut.Of(g.onPane(at)) - from) / (to - from))
	}
}

// Tapped pauses a blink or lets it go on, or selects a match line or a region
// that differs; with Shift the swipe line jumps there.
func (g *glass) Tapped(e *fyne.PointEvent) {
	defer look.Watched("tap")()
	switch {
	case g.stage.hiding.pressed:
		g.stage.hiding.pressed = false
	case g.tapMark(e.Position):
	case g.stage.mode == compare.Blink:
		g.stage.toggleBlink()
	case g.stage.lined():
		g.stage.selectLine(g.links.at(e.Position))
	case g.stage.marksDetails():
		g.tapDetail(e.Position)
	case g.stage.shows() == showWhole:
		g.stage.selectPart(g.partUnder(e.Position))
	case g.divider.visible(g) && g.modifier&fyne.KeyModifierShift != 0:
		g.lineTo(e.Position)
	default:
		g.tapped(e.Position)
	}
}

// DoubleTapped switches between the whole picture and its actual pixels.
func (g *glass) DoubleTapped(e *fyne.PointEvent) {
	defer look.Watched("tap")()
	if m, _, ok := g.markAt(e.Position); ok && g.stage.OnEditMark != nil {
		g.stage.OnEditMark(m.ID)
		return
	}
	g.stage.moveTo(func(v viewport, p position) position {
		if p.zoomed {
			return position{}
		}
		return g.under(v, e.Position).actual(p, g.onPane(e.Position))
	})
}

// MouseIn is part of the toolkit's Hoverable.
func (g *glass) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved tells which claim pixel lies under the pointer.
func (g *glass) MouseMoved(e *desktop.MouseEvent) {
	defer look.Watched("hover")()
	g.hover = e.Position
	if g.stage.loupe.on {
		g.stage.loupe.place(g)
	}
	if g.stage.OnPointer == nil {
		return
	}
	if g.stage.shows() == showWhole {
		g.stage.OnPointer(g.claimedUnder(e.Position))
		return
	}
	g.stage.OnPointer(g.claimedAt(e.Position))
}

// MouseOut tells that the pointer has left.
func (g *glass) MouseOut() {
	g.hover = fyne.NewPos(-1e4, -1e4)
	if g.stage.loupe.on {
		g.stage.loupe.place(g)
	}
	if g.stage.OnPointer != nil {
		g.stage.OnPointer(geom.Point{}, false)
	}
}

// Cursor shows which way the swipe line moves while the pointer is near it.
func (g *glass) Cursor() desktop.Cursor {
	switch {
	case g.stage.drawing.tool != "":
		return desktop.CrosshairCursor
	case g.onTurner(g.hover):
		return desktop.CrosshairCursor
	case !g.onLine(g.hover):
		return desktop.DefaultCursor
	case g.stage.values.level():
		return desktop.VResizeCursor
	}
	return desktop.HResizeCursor
}
