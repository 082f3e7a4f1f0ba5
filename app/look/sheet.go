package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// scrim is how much of the window a sheet darkens, of 255.
const scrim = 160

// Sheet lays a panel over the window, for what must be answered or read before
// the work goes on. It takes the keyboard when it opens and gives it back to
// where it was when it closes.
type Sheet struct {
	widget.BaseWidget

	OnLeave func() // Escape

	content fyne.CanvasObject
	size    func(window fyne.Size) fyne.Size // of the panel

	shade  *canvas.Rectangle
	panel  *Box
	over   fyne.Canvas
	before fyne.Focusable
	worn   *Theme // what it was drawn in last
}

// NewSheet returns a sheet round the content; size says how large its panel is
// in a window of a size.
func NewSheet(content fyne.CanvasObject, size func(window fyne.Size) fyne.Size) *Sheet {
	s := &Sheet{
		content: content, size: size,
		shade: canvas.NewRectangle(color.NRGBA{A: scrim}),
		panel: NewFrame(InPanel, InEdge, 1, RadiusWell),
		worn:  Now(),
	}
	s.ExtendBaseWidget(s)
	return s
}

// Cursor is that of the window under it.
func (s *Sheet) Cursor() desktop.Cursor {
	if Now().Projector {
		return spot
	}
	return desktop.DefaultCursor
}

// Open lays the sheet over a window and gives the keyboard to focus.
func (s *Sheet) Open(c fyne.Canvas, focus fyne.Focusable) {
	if s.over != nil {
		return
	}
	s.over, s.before = c, c.Focused()
	c.Overlays().Add(s)
	s.Resize(c.Size())
	if now := Now(); s.worn != now {
		// The toolkit brings what is on screen to a new theme, and a closed sheet is not.
		fyne.CurrentApp().Settings().SetTheme(now)
	}
	c.Focus(focus)
}

// Close takes the sheet away.
func (s *Sheet) Close() {
	if s.over == nil {
		return
	}
	c := s.over
	s.over, s.worn = nil, Now()
	if c.Overlays().Top() == s {
		c.Unfocus() // else what had the keyboard would still show it when the sheet opens again
	}
	c.Overlays().Remove(s)
	if s.before != nil {
		c.Focus(s.before)
	}
}

// Opened reports whether the sheet lies over a window.
func (s *Sheet) Opened() bool { return s.over != nil }

// key hears what nothing on the sheet had a use for.
func (s *Sheet) key(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape && s.OnLeave != nil {
		s.OnLeave()
	}
}

// Tapped keeps presses beside the panel from the window below.
func (s *Sheet) Tapped(*fyne.PointEvent) {}

// CreateRenderer is part of Fyne's widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.shade, s.panel, s.content},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			s.shade.Resize(size)
			least := s.size(size)
			w, h := min(least.Width, size.Width), min(least.Height, size.Height)
			x, y := (size.Width-w)/2, (size.Height-h)/2
			Put(s.panel, x, y, w, h)
			Put(s.content, x, y, w, h)
		},
	})
}
