package look

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Slider is a value on a line: a round knob on a line that is brighter up to it.
type Slider struct {
	widget.BaseWidget

	OnChange func(value float64)
	OnFocus  func() // the keyboard has come here; may be nil

	least, most, step float64
	value             float64
	focused, dimmed   bool

	rest, done *canvas.Rectangle
	knob       *canvas.Circle
	ring       *ring
}

var (
	_ fyne.Draggable = (*Slider)(nil)
	_ fyne.Tappable  = (*Slider)(nil)
	_ fyne.Focusable = (*Slider)(nil)
)

// NewSlider returns a slider for values from least to most; step is what one
// press of an arrow key changes, and what values are rounded to.
func NewSlider(least, most, step float64) *Slider {
	s := &Slider{
		least: least, most: most, step: step, value: least,
		rest: &canvas.Rectangle{}, done: &canvas.Rectangle{}, knob: &canvas.Circle{}, ring: newRing(),
	}
	s.ExtendBaseWidget(s)
	return s
}

// Value returns the value.
func (s *Slider) Value() float64 { return s.value }

// SetValue moves the knob without telling OnChange.
func (s *Slider) SetValue(value float64) {
	if value = s.allowed(value); value != s.value {
		s.value = value
		s.Refresh()
	}
}

// SetDimmed makes the slider do nothing.
func (s *Slider) SetDimmed(dimmed bool) {
	if s.dimmed != dimmed {
		s.dimmed = dimmed
		s.Refresh()
	}
}

func (s *Slider) allowed(value float64) float64 {
	value = s.least + math.Round((value-s.least)/s.step)*s.step
	return min(max(value, s.least), s.most)
}

func (s *Slider) change(value float64) {
	if value = s.allowed(value); s.dimmed || value == s.value {
		return
	}
	s.value = value
	s.Refresh()
	if s.OnChange != nil {
		s.OnChange(value)
	}
}

func (s *Slider) knobSide() float32 { return Px(14) }

// CreateRenderer is part of Fyne's widget.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.rest, s.done, s.knob, s.ring.rect},
		Least: func() fyne.Size { return fyne.NewSize(Px(64), Px(24)) },
		Place: func(size fyne.Size) {
			side, thick := s.knobSide(), Px(2)
			y := (size.Height - thick) / 2
			x := float32((s.value-s.least)/(s.most-s.least)) * (size.Width - side)
			Put(s.done, 0, y, x+side/2, thick)
			Put(s.rest, x+side/2, y, size.Width-x-side/2, thick)
			Put(s.knob, x, (size.Height-side)/2, side, side)
			s.ring.place(x, (size.Height-side)/2, side, side, side/2)
		},
		Paint: func() {
			t := Now()
			s.done.FillColor, s.rest.FillColor, s.knob.FillColor = t.Text, t.Edge, t.Text
			if s.dimmed {
				s.done.FillColor, s.knob.FillColor = t.Edge, t.Edge
			}
			s.ring.show(s.focused)
		},
	})
}

// Tapped sets the value that lies under the pointer.
func (s *Slider) Tapped(e *fyne.PointEvent) { s.change(s.at(e.Position.X)) }

// Dragged follows the pointer.
func (s *Slider) Dragged(e *fyne.DragEvent) { s.change(s.at(e.Position.X)) }

// DragEnd is part of Fyne's Draggable.
func (s *Slider) DragEnd() {}

func (s *Slider) at(x float32) float64 {
	side := s.knobSide()
	share := float64((x - side/2) / max(1, s.Size().Width-side))
	return s.least + share*(s.most-s.least)
}

// FocusGained shows the focus frame.
func (s *Slider) FocusGained() {
	s.focused = true
	s.Refresh()
	if s.OnFocus != nil {
		s.OnFocus()
	}
}

// FocusLost takes the focus frame away.
func (s *Slider) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedRune hands characters on to the window.
func (s *Slider) TypedRune(r rune) { ForwardRune(s, r) }

// TypedKey changes the value on ← and →, Home and End, and hands on the rest.
func (s *Slider) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		s.change(s.value - s.step)
	case fyne.KeyRight:
		s.change(s.value + s.step)
	case fyne.KeyHome:
		s.change(s.least)
	case fyne.KeyEnd:
		s.change(s.most)
	default:
		Forward(s, key)
	}
}
