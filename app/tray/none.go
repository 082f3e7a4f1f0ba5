package tray

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// noneListed says that there are candidates and that the filter lists none.
type noneListed struct {
	widget.BaseWidget
	words *look.Text
	all   *look.Button
}

func (n *noneListed) heightAt(width float32) float32 {
	return n.words.HeightAt(width) + look.Px(look.Gap12+look.Short)
}

// CreateRenderer is part of Fyne's widget.
func (n *noneListed) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: n,
		Parts: []fyne.CanvasObject{n.words, n.all},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			high := n.words.HeightAt(size.Width)
			look.Put(n.words, 0, 0, size.Width, high)
			w := min(n.all.MinSize().Width, size.Width)
			look.Put(n.all, (size.Width-w)/2, high+look.Px(look.Gap12), w, look.Px(look.Short))
		},
	})
}
