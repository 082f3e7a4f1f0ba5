package stage

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

// foot says under the picture what hatching means, while some is in sight.
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

func (f *foot) say(l words.Language) { f.text.Set(l.Say("stage.cant-tell")) }

// show places the line if there is hatching to explain.
func (f *foot) show(s *Stage) {
	visible := s.mode == compare.DifferenceMode && s.shows() == showTogether && s.slots[0].cant
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
			x := f.at.X + width + look.Px(look.Gap8)
			look.Put(f.text, x, f.at.Y, max(0, size.Width-x-look.Px(look.Gap16)), line)
		},
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
	})
}
