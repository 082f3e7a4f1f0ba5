package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// pressed is what all lines of the facts that can be pressed have in common: the
// light under the pointer, and the keyboard, with which they come into sight.
type pressed struct {
	widget.BaseWidget
	reveal           func(fyne.CanvasObject)
	whole            fyne.Widget // that it is a part of
	hovered, focused bool
}

// be makes it a part of the whole.
func (p *pressed) be(whole fyne.Widget, reveal func(fyne.CanvasObject)) {
	p.whole, p.reveal = whole, reveal
	p.ExtendBaseWidget(whole)
}

// MouseIn brightens the line.
func (p *pressed) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved is part of Fyne's Hoverable.
func (p *pressed) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that back.
func (p *pressed) MouseOut() { p.hovered = false; p.Refresh() }

// FocusGained shows the focus frame.
func (p *pressed) FocusGained() {
	p.focused = true
	p.Refresh()
	p.reveal(p.whole)
}

// FocusLost takes the focus frame away.
func (p *pressed) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune hands characters on to the window.
func (p *pressed) TypedRune(r rune) { look.ForwardRune(p.whole, r) }

// AccessibilityRole says that the line can be pressed.
func (p *pressed) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
