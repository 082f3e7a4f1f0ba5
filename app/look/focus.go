package look

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// focusGap is the room between a control and the frame round it, pixels.
const focusGap = 2

// ring is the frame round the control that has the keyboard.
type ring struct {
	rect   *canvas.Rectangle
	inside bool // within the control's bounds, where something would cut off a frame outside
}

func newRing() *ring {
	r := &ring{rect: canvas.NewRectangle(color.Transparent)}
	r.rect.Hide()
	return r
}

func (r *ring) show(focused bool) {
	p := Now().Palette
	r.rect.StrokeColor, r.rect.StrokeWidth = p.Focus, p.FocusWidth
	Show(r.rect, focused)
}

// place lays the frame round a control of that size and radius at x, y.
func (r *ring) place(x, y, width, height, radius float32) {
	out := Now().FocusWidth + focusGap
	if r.inside {
		out = -1
	}
	r.rect.CornerRadius = max(0, radius+out)
	Put(r.rect, x-out, y-out, width+2*out, height+2*out)
}
