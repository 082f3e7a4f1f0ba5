package book

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// told is a date in words with what it is the date of beside it, or below it
// where there is no room.
type told struct {
	widget.BaseWidget
	date, what *look.Text
}

func newTold(date, what string) *told {
	t := &told{date: look.NewText(date, look.Body, look.InText), what: look.NewText(what, look.Body, look.InSecond)}
	t.ExtendBaseWidget(t)
	return t
}

// left is where the words begin.
func (t *told) left(width float32) float32 {
	if stacked(width) {
		return 0
	}
	return look.Px(laneName)
}

// HeightAt returns the height at a width.
func (t *told) HeightAt(width float32) float32 {
	left := t.left(width)
	if left == 0 {
		return t.date.HeightAt(width) + t.what.HeightAt(width)
	}
	return max(t.date.HeightAt(left-look.Px(look.Gap12)), t.what.HeightAt(width-left))
}

// CreateRenderer is part of Fyne's widget.
func (t *told) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: t,
		Parts: []fyne.CanvasObject{t.date, t.what},
		Least: func() fyne.Size { return fyne.NewSize(0, t.HeightAt(t.Size().Width)) },
		Place: func(size fyne.Size) {
			left := t.left(size.Width)
			if left == 0 {
				height := t.date.HeightAt(size.Width)
				look.Put(t.date, 0, 0, size.Width, height)
				look.Put(t.what, 0, height, size.Width, size.Height-height)
				return
			}
			look.Put(t.date, 0, 0, left-look.Px(look.Gap12), size.Height)
			look.Put(t.what, left, 0, size.Width-left, size.Height)
		},
	})
}
