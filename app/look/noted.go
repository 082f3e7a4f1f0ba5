package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Noted is a text with a sign before it.
type Noted struct {
	widget.BaseWidget
	sign *Icon
	text *Text
}

// NewNoted returns a text with a sign.
func NewNoted(sign Drawing, text *Text) *Noted {
	n := &Noted{sign: NewIcon(sign, InText), text: text}
	n.ExtendBaseWidget(n)
	return n
}

// HeightAt returns the height at a width.
func (n *Noted) HeightAt(width float32) float32 {
	return n.text.HeightAt(width - Px(16+Gap8))
}

// CreateRenderer is part of Fyne's widget.
func (n *Noted) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: n, Parts: []fyne.CanvasObject{n.sign, n.text},
		Least: func() fyne.Size { return fyne.NewSize(0, n.HeightAt(n.Size().Width)) },
		Place: func(size fyne.Size) {
			side, x := Px(16), Px(16+Gap8)
			Put(n.sign, 0, Px(1), side, side)
			Put(n.text, x, 0, max(0, size.Width-x), size.Height)
		},
	})
}
