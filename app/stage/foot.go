package stage

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// foot says under the picture what hatching means, while some is in sight, and
// that nothing differs where the whole of it stays dark: a map that is merely
// dark would leave people to guess whether it was made.
type foot struct {
	widget.BaseWidget
	sign *canvas.Raster
	text *look.Text
	at   fyne.Position
}

func newFoot() *foot {
	f := &foot{text: look.NewLine("", look.Body, look.InSecond, look.CutsEnd)}
	f.sign = canvas.NewRaster(hatching)
	f.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// hatching draws the sign: lines at 45° in the second ink.
func hatching(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, max(1, width), max(1, height)))
	c := look.Colour(look.InSecond)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if (x+y)%4 < 1 {
				img.Set(x, y, c)
			}
		}
	}
	return img
}

// write puts the words for what is in sight; empty is nothing to say.
func (f *foot) write(s *Stage) {
	l, shown := s.language, s.slots[0]
	look.Show(f.sign, shown.cant)
	switch {
	case s.mode != compare.DifferenceMode || s.shows() != showTogether:
		f.text.Set("")
	case shown.cant:
		f.text.Set(l.Say("stage.cant-tell"))
	case shown.dark:
		f.text.Set(l.Say("stage.nothing-differs", "from", l.Number(shown.request.View.ShowFrom, 1)))
	default:
		f.text.Set("")
	}
}

// show places the line where there is something to say.
func (f *foot) show(s *Stage) {
	f.write(s)
	visible := f.text.Words() != ""
	look.Show(f, visible)
	if visible {
		r := s.glass.picture()
		f.at = fyne.NewPos(max(look.Px(look.Gap16), float32(r.MinX)), float32(r.MaxY)+look.Px(8))
		f.Refresh()
	}
}

// CreateRenderer is part of Fyne's widget.
func (f *foot) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: f,
		Parts: []fyne.CanvasObject{f.sign, f.text},
		Place: func(size fyne.Size) {
			line := look.Px(look.Body.Line)
			width, height := look.Px(14), look.Px(10)
			look.Put(f.sign, f.at.X, f.at.Y+(line-height)/2, width, height)
			x := f.at.X
			if f.sign.Visible() {
				x += width + look.Px(look.Gap8)
			}
			look.Put(f.text, x, f.at.Y, max(0, size.Width-x-look.Px(look.Gap16)), line)
		},
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
	})
}
