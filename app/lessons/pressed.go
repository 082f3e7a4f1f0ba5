package lessons

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// Shown is how long a key is shown that was pressed.
const Shown = time.Second

// Pressed shows the key that was pressed last, large, and what it does.
type Pressed struct {
	After func(d time.Duration, f func()) (stop func()) // calls f once on the window's goroutine, unless it is stopped

	stop   func()
	ground *look.Box
	key    *look.Text
	does   *look.Text
	pane   *look.Pane
}

// NewPressed returns it with nothing to show.
func NewPressed(after func(d time.Duration, f func()) (stop func())) *Pressed {
	p := &Pressed{
		After: after, stop: func() {},
		ground: look.NewFrame(look.InPanel, look.InText, 2, look.RadiusWell),
		key:    look.NewLine("", look.Big, look.InText, look.Whole), does: look.NewLine("", look.Well, look.InSecond, look.Whole),
	}
	p.pane = look.NewPane([]fyne.CanvasObject{p.ground, p.key, p.does}, p.place, p.least)
	p.pane.Hide()
	return p
}

// Object is the sign as it lies over the window; its smallest size is what it needs.
func (p *Pressed) Object() fyne.CanvasObject { return p.pane }

// Show shows a key, and what it does where that is known, for a second from now.
func (p *Pressed) Show(key, does string) {
	p.stop()
	p.key.Set(key)
	p.does.Set(does)
	p.pane.Show()
	p.stop = p.After(Shown, p.pane.Hide)
}

// Hide takes the sign away.
func (p *Pressed) Hide() {
	p.stop()
	p.pane.Hide()
}

func (p *Pressed) least() fyne.Size {
	width := p.key.Width() + 2*look.Px(look.Gap16)
	if does := p.does.Width(); does > 0 {
		width += does + look.Px(look.Gap16)
	}
	return fyne.NewSize(width, look.Px(look.Big.Line)+2*look.Px(look.Gap4))
}

func (p *Pressed) place(size fyne.Size) {
	p.ground.Resize(size)
	in, key := look.Px(look.Gap16), p.key.Width()
	look.Put(p.key, in, look.Px(look.Gap4), key, look.Px(look.Big.Line))
	look.Put(p.does, in+key+look.Px(look.Gap16), (size.Height-look.Px(look.Well.Line))/2, p.does.Width(), look.Px(look.Well.Line))
}
