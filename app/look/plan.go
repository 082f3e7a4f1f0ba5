package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Plan is the renderer of a widget that is made of other objects: what it is
// made of, where the parts go, how little room they need, and what changes
// with theme and state.
type Plan struct {
	Owner fyne.Widget
	Parts []fyne.CanvasObject
	Place func(size fyne.Size) // lays the parts out
	Least func() fyne.Size     // the smallest size
	Paint func()               // sets colours and texts; may be nil
}

var _ fyne.WidgetRenderer = (*Plan)(nil)

// NewPlan paints the parts for the first time and returns the renderer.
func NewPlan(p Plan) fyne.WidgetRenderer {
	if p.Paint != nil {
		p.Paint()
	}
	return &p
}

// Layout places the parts.
func (p *Plan) Layout(size fyne.Size) {
	defer Watched("layout")()
	p.Place(size)
}

// MinSize returns the smallest size.
func (p *Plan) MinSize() fyne.Size { return p.Least() }

// Refresh paints and places the parts anew.
func (p *Plan) Refresh() {
	defer Watched("refresh")()
	if p.Paint != nil {
		p.Paint()
	}
	p.Place(p.Owner.Size())
	canvas.Refresh(p.Owner)
}

// Objects returns the parts, in the order in which they are painted.
func (p *Plan) Objects() []fyne.CanvasObject { return p.Parts }

// Destroy has nothing to give back.
func (p *Plan) Destroy() {}

// Put moves and resizes an object in one go.
func Put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// Show makes an object visible or not.
func Show(o fyne.CanvasObject, visible bool) {
	if visible == o.Visible() {
		return
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// Forward hands a key that a focused control has no use for to the sheet that
// it lies on, or else to the window, so that the window's keys count wherever
// no text is typed.
func Forward(from fyne.CanvasObject, key *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c == nil {
		return
	}
	if sheet, ok := c.Overlays().Top().(*Sheet); ok {
		sheet.key(key)
	} else if typed := c.OnTypedKey(); typed != nil {
		typed(key)
	}
}

// ForwardRune does the same for a typed character, of which a sheet has no use.
func ForwardRune(from fyne.CanvasObject, r rune) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c == nil {
		return
	}
	if _, covered := c.Overlays().Top().(*Sheet); covered {
		return
	}
	if typed := c.OnTypedRune(); typed != nil {
		typed(r)
	}
}

// ForwardDown hands a key that is held down, of which a focused control has no
// use, to the window; ForwardUp hands on that it was let go.
func ForwardDown(from fyne.CanvasObject, key *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(desktop.Canvas); ok && c.OnKeyDown() != nil {
		c.OnKeyDown()(key)
	}
}

// ForwardUp hands on that a key was let go.
func ForwardUp(from fyne.CanvasObject, key *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(desktop.Canvas); ok && c.OnKeyUp() != nil {
		c.OnKeyUp()(key)
	}
}
