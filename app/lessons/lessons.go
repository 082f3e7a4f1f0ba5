// Package lessons owns the practice room: the place where an exercise is chosen,
// and the panel beside the pictures on which it is solved and marked. Its main
// types are Place and Panel. It promises that nothing of the answer is on the
// panel before the answer is given, that no confidence and no choice is set
// beforehand, and that what is typed stays where it is typed.
package lessons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

func text(words string, ink look.Ink, above float32) look.Item {
	return look.Item{Object: look.NewText(words, look.Body, ink), Above: above}
}

func quiet(words string, above float32) look.Item {
	return look.Item{Object: look.NewText(words, look.Quiet, look.InSecond), Above: above}
}

func heading(words string, above float32) look.Item {
	return look.Item{Object: look.NewText(words, look.BodyBold, look.InText), Above: above}
}

func noted(sign look.Drawing, words string, above float32) look.Item {
	return look.Item{Object: look.NewNoted(sign, look.NewText(words, look.Body, look.InText)), Above: above}
}

func line(above float32) look.Item {
	return look.Item{Object: look.Hairline(), Above: above, Height: 1}
}

// wide is a button as wide as its place.
type wide struct {
	widget.BaseWidget
	button *look.Button
}

func newWide(b *look.Button) *wide {
	w := &wide{button: b}
	w.ExtendBaseWidget(w)
	return w
}

// HeightAt returns the height at a width.
func (w *wide) HeightAt(float32) float32 { return w.button.MinSize().Height }

// CreateRenderer is part of Fyne's widget.
func (w *wide) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: w, Parts: []fyne.CanvasObject{w.button},
		Least: func() fyne.Size { return fyne.NewSize(0, w.button.MinSize().Height) },
		Place: func(size fyne.Size) { look.Put(w.button, 0, 0, size.Width, size.Height) },
	})
}

// ends is a line with words at its left end and a figure at its right.
type ends struct {
	widget.BaseWidget
	sign        *look.Icon
	left, right *look.Text
}

func newEnds(sign look.Drawing, left, right string) *ends {
	e := &ends{sign: look.NewIcon(sign, look.InText), left: look.NewText(left, look.Body, look.InText), right: look.NewLine(right, look.Body, look.InText, look.Whole).Trailing()}
	e.ExtendBaseWidget(e)
	return e
}

func (e *ends) room(width float32) float32 {
	return max(0, width-look.Px(16+look.Gap8)-e.right.Width()-look.Px(look.Gap8))
}

// HeightAt returns the height at a width.
func (e *ends) HeightAt(width float32) float32 { return e.left.HeightAt(e.room(width)) }

// CreateRenderer is part of Fyne's widget.
func (e *ends) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: e, Parts: []fyne.CanvasObject{e.sign, e.left, e.right},
		Least: func() fyne.Size { return fyne.NewSize(0, e.HeightAt(e.Size().Width)) },
		Place: func(size fyne.Size) {
			side, x := look.Px(16), look.Px(16+look.Gap8)
			look.Put(e.sign, 0, look.Px(1), side, side)
			look.Put(e.left, x, 0, e.room(size.Width), size.Height)
			width := e.right.Width() + 1
			look.Put(e.right, size.Width-width, 0, width, look.Px(look.Body.Line))
		},
	})
}

// ticked is a line with a box before it, which is ticked once the line is done.
type ticked struct {
	widget.BaseWidget
	box        *look.Box
	tick       *look.Icon
	does, what *look.Text
}

func newTicked(done bool, does, what string) *ticked {
	sign := look.NoDrawing
	if done {
		sign = look.Tick
	}
	t := &ticked{
		box: look.NewFrame(look.Clear, look.InEdge, 1, look.RadiusThumbnail), tick: look.NewIcon(sign, look.InText),
		does: look.NewText(does, look.Body, look.InText), what: look.NewText(what, look.Quiet, look.InSecond),
	}
	t.ExtendBaseWidget(t)
	return t
}

func (t *ticked) room(width float32) float32 { return max(0, width-look.Px(16+look.Gap8)) }

// HeightAt returns the height at a width.
func (t *ticked) HeightAt(width float32) float32 {
	return t.does.HeightAt(t.room(width)) + t.what.HeightAt(t.room(width))
}

// CreateRenderer is part of Fyne's widget.
func (t *ticked) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: t, Parts: []fyne.CanvasObject{t.box, t.tick, t.does, t.what},
		Least: func() fyne.Size { return fyne.NewSize(0, t.HeightAt(t.Size().Width)) },
		Place: func(size fyne.Size) {
			px, room := look.Px, t.room(size.Width)
			look.Put(t.box, 0, px(1), px(16), px(16))
			look.Put(t.tick, px(2), px(3), px(12), px(12))
			x, does := px(16+look.Gap8), t.does.HeightAt(room)
			look.Put(t.does, x, 0, room, does)
			look.Put(t.what, x, does, room, t.what.HeightAt(room))
		},
	})
}

// worn is the theme in which something was shown last.
type worn struct{ theme *look.Theme }

// wear brings to the theme in force what was off the screen when it came: the
// toolkit does so only with what is on it.
func (w *worn) wear() {
	now := look.Now()
	stale := w.theme != nil && w.theme != now
	w.theme = now
	if stale {
		fyne.CurrentApp().Settings().SetTheme(now)
	}
}
