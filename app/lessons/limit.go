package lessons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// limit keeps what it holds from becoming wider than is easily read.
type limit struct {
	widget.BaseWidget
	object fyne.CanvasObject
	hugs   bool // it takes its smallest width only
}

func newLimit(o fyne.CanvasObject, hugs bool) *limit {
	l := &limit{object: o, hugs: hugs}
	l.ExtendBaseWidget(l)
	return l
}

func (l *limit) width(width float32) float32 {
	width = min(width, look.Px(widestLine))
	if l.hugs {
		width = min(width, l.object.MinSize().Width)
	}
	return width
}

// HeightAt returns the height at a width.
func (l *limit) HeightAt(width float32) float32 { return look.HeightOf(l.object, l.width(width)) }

// CreateRenderer is part of Fyne's widget.
func (l *limit) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: l, Parts: []fyne.CanvasObject{l.object},
		Least: func() fyne.Size { return fyne.NewSize(0, l.HeightAt(l.Size().Width)) },
		Place: func(size fyne.Size) { look.Put(l.object, 0, 0, l.width(size.Width), size.Height) },
	})
}
