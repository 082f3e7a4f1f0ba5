package stage

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// Shown returns what the pictures cover of the stage; empty where none is there.
func (s *Stage) Shown() (all look.Place) {
	for i, b := range s.glass.covered {
		p := look.Place{X: b.left, Y: b.top, Width: b.right - b.left, Height: b.bottom - b.top}
		if i == 0 || all.Empty() {
			all = p
			continue
		}
		x, y := min(all.X, p.X), min(all.Y, p.Y)
		all = look.Place{X: x, Y: y, Width: max(all.Right(), p.Right()) - x, Height: max(all.Bottom(), p.Bottom()) - y}
	}
	return all
}

// Handle returns where on the stage the swipe line is taken hold of; empty where there is none.
func (s *Stage) Handle() look.Place {
	h := s.glass.divider.handle
	if !h.Visible() {
		return look.Place{}
	}
	at, size := h.Position(), h.Size()
	return look.Place{X: at.X, Y: at.Y, Width: size.Width, Height: size.Height}
}

// ControlObject is the first control of the mode in use; nil where none is in sight.
func (s *Stage) ControlObject() fyne.CanvasObject {
	if !s.strip.Visible() {
		return nil
	}
	for _, c := range s.strip.controls() {
		if c.Visible() {
			return c
		}
	}
	return nil
}

// ProposeObject is the button by which details are proposed; nil where it is out of sight.
func (s *Stage) ProposeObject() fyne.CanvasObject {
	if !s.strip.Visible() || !s.strip.propose.Visible() {
		return nil
	}
	return s.strip.propose
}
