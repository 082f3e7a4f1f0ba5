package status

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// frame lays out a sheet: words on top, the body, which gives way where the
// window is low, words under it, and buttons at the foot.
type frame struct {
	inset  float32        // round everything, pixels at a text size of 100 %
	widest func() float32 // the panel's greatest width
	above  *look.Column
	body   body
	below  *look.Column // nil is nothing
	left   *look.Button
	right  *look.Button // nil is none

	pane  *look.Pane
	sheet *look.Sheet
}

// body is what scrolls within a frame.
type body struct {
	object fyne.CanvasObject
	height func(inner float32) float32 // of all of it, at the frame's inner width
	out    fyne.Size                   // how far it reaches beyond its place on each side, pixels at a text size of 100 %
}

// newFrame makes the sheet of a frame.
func newFrame(f frame) *frame {
	parts := []fyne.CanvasObject{f.above, f.body.object, f.left}
	if f.below != nil {
		parts = append(parts, f.below)
	}
	if f.right != nil {
		parts = append(parts, f.right)
	}
	f.pane = look.NewPane(parts, f.place, nil)
	f.sheet = look.NewSheet(f.pane, f.size)
	return &f
}

// over is the height of what stands over the body, and under the height of
// what stands under it, at an inner width.
func (f *frame) over(inner float32) float32 {
	return look.Px(f.inset) + f.above.HeightAt(inner) + look.Px(look.Gap16)
}

func (f *frame) under(inner float32) float32 {
	height := look.Px(f.inset + look.Tall + f.inset)
	if f.below != nil {
		height += look.Px(f.inset) + f.below.HeightAt(inner)
	}
	return height
}

// size is that of the panel in a window.
func (f *frame) size(window fyne.Size) fyne.Size {
	air := 2 * look.Px(look.Gap16)
	width := min(f.widest(), window.Width-air)
	inner := width - 2*look.Px(f.inset)
	height := f.over(inner) + f.body.height(inner) + f.under(inner)
	return fyne.NewSize(width, min(height, window.Height-air))
}

func (f *frame) place(size fyne.Size) {
	left := look.Px(f.inset)
	inner := size.Width - 2*left
	over, under := f.over(inner), f.under(inner)
	look.Put(f.above, left, left, inner, f.above.HeightAt(inner))
	x, y := look.Px(f.body.out.Width), look.Px(f.body.out.Height)
	look.Put(f.body.object, left-x, over-y, inner+2*x, size.Height-over-under+2*y)
	if f.below != nil {
		look.Put(f.below, left, size.Height-under+left, inner, f.below.HeightAt(inner))
	}
	foot := size.Height - left
	least := f.left.MinSize()
	look.Put(f.left, left, foot-least.Height, min(least.Width, inner), least.Height)
	if f.right != nil {
		least = f.right.MinSize()
		look.Put(f.right, size.Width-left-least.Width, foot-least.Height, least.Width, least.Height)
	}
}
