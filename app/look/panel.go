package look

import "fyne.io/fyne/v2"

// Panel lays out what stands on a sheet: words on top, the body, which gives way
// where the window is low, words under it, and buttons at the foot.
type Panel struct {
	Inset  float32        // round everything, pixels at a text size of 100 %
	Widest func() float32 // its greatest width
	Least  float32        // its height at least, so that it stands still while what is on it changes; pixels at a text size of 100 %
	Above  *Column
	Body   Inside
	Below  *Column           // nil is nothing
	Left   fyne.CanvasObject // nil is none
	Right  fyne.CanvasObject // the same

	Pane  *Pane
	Sheet *Sheet
}

// Inside is what scrolls within a panel.
type Inside struct {
	Object fyne.CanvasObject
	Height func(inner float32) float32 // of all of it, at the panel's inner width
	Out    fyne.Size                   // how far it reaches beyond its place on each side, pixels at a text size of 100 %
}

// NewPanel makes the pane and the sheet of a panel.
func NewPanel(p Panel) *Panel {
	parts := []fyne.CanvasObject{p.Above, p.Body.Object}
	if p.Left != nil {
		parts = append(parts, p.Left)
	}
	if p.Below != nil {
		parts = append(parts, p.Below)
	}
	if p.Right != nil {
		parts = append(parts, p.Right)
	}
	p.Pane = NewPane(parts, p.place, nil)
	p.Sheet = NewSheet(p.Pane, p.size)
	return &p
}

// over is the height of what stands over the body, and under the height of
// what stands under it, at an inner width.
func (p *Panel) over(inner float32) float32 {
	return Px(p.Inset) + p.Above.HeightAt(inner) + Px(Gap16)
}

func (p *Panel) under(inner float32) float32 {
	height := Px(p.Inset + Tall + p.Inset)
	if p.Below != nil {
		height += Px(p.Inset) + p.Below.HeightAt(inner)
	}
	return height
}

// size is that of the panel in a window.
func (p *Panel) size(window fyne.Size) fyne.Size {
	air := 2 * Px(Gap16)
	width := min(p.Widest(), window.Width-air)
	inner := width - 2*Px(p.Inset)
	height := p.over(inner) + p.Body.Height(inner) + p.under(inner)
	return fyne.NewSize(width, min(max(height, Px(p.Least)), window.Height-air))
}

func (p *Panel) place(size fyne.Size) {
	left := Px(p.Inset)
	inner := size.Width - 2*left
	over, under := p.over(inner), p.under(inner)
	Put(p.Above, left, left, inner, p.Above.HeightAt(inner))
	x, y := Px(p.Body.Out.Width), Px(p.Body.Out.Height)
	Put(p.Body.Object, left-x, over-y, inner+2*x, size.Height-over-under+2*y)
	if p.Below != nil {
		Put(p.Below, left, size.Height-under+left, inner, p.Below.HeightAt(inner))
	}
	foot := size.Height - left
	if p.Left != nil {
		least := p.Left.MinSize()
		Put(p.Left, left, foot-least.Height, min(least.Width, inner), least.Height)
	}
	if p.Right != nil {
		least := p.Right.MinSize()
		Put(p.Right, size.Width-left-least.Width, foot-least.Height, least.Width, least.Height)
	}
}
