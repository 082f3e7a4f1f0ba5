package app

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/hint"
	"github.com/motbilde/motbilde/app/look"
)

// beginHint says the first of the three sentences, unless they were read, or
// sent away, before.
func (w *Window) beginHint() {
	if !w.settings.hinted {
		w.hint.Show(0)
	}
}

// hintStepped hears that another sentence is to be said, or none any more.
func (w *Window) hintStepped(step int) {
	if step == hint.Steps && !w.settings.hinted {
		w.settings.hinted = true
		w.settings.keep(w.fyneApp.Preferences())
	}
	w.frame.Refresh()
}

// hinting reports whether a sentence is to be seen now.
func (w *Window) hinting() bool {
	return w.hint.Opened() && !w.touring.on && w.seen.Lesson == nil && !w.seen.Empty() && !w.book.Opened() && !w.room.Opened() && !w.workshop.Opened() && !w.wish.pictureOnly && !w.isMarking()
}

// placeHint puts the card where no picture is: into the list for the claim, into
// the facts for the rest, each with a line to what it speaks of. Where the two
// have no place of their own, it becomes a band under the stage, which gives way.
func (f *frame) placeHint(r *regions) {
	w := f.window
	look.Show(f.hint, w.hinting())
	if !w.hinting() {
		return
	}
	look.Put(f.hint, 0, 0, f.Size().Width, f.Size().Height)
	px, air := look.Px, look.Px(look.Gap12)
	column := r.facts
	if w.hint.Step() == 0 {
		column = r.list
	}
	side := look.Px(6) // less than where the column's words begin: the line runs there
	width := column.width - 2*side
	if r.listOver || r.factsOver || column.empty() || width < px(hint.Least) {
		f.placeHintBand(r)
		return
	}
	high := w.hint.HeightAt(width)
	x, y := column.x+side, column.y+column.height-high-air
	edge, corner := x+1, px(look.RadiusWell)
	way := []fyne.Position{fyne.NewPos(edge, y+corner), fyne.NewPos(edge, column.y+px(30))}
	switch w.hint.Step() {
	case 0:
		y -= px(look.Gap32) // what adds files stays in sight
		at, size := w.tray.ClaimWell()
		way = []fyne.Position{fyne.NewPos(edge, y+corner), fyne.NewPos(edge, r.list.y+at.Y+size.Height-px(look.Gap16))}
	case 1:
		y = column.y + px(look.Gap8)
		at, size := w.head.Modes()
		from, to := x+corner, at.X+size.Width-px(look.Gap16)
		way = []fyne.Position{fyne.NewPos(from, y), fyne.NewPos(from, column.y), fyne.NewPos(to, column.y), fyne.NewPos(to, at.Y+size.Height)}
	}
	w.hint.Put(look.Tie{Card: look.Place{X: x, Y: y, Width: width, Height: high}, Way: way})
}

// leastUnderHint is what is left of the stage over a band, pixels at 100 %.
const leastUnderHint = 80

func (f *frame) placeHintBand(r *regions) {
	w := f.window
	air := look.Px(look.Gap12)
	width := f.Size().Width - 2*air
	high := w.hint.HeightAt(width)
	if left := r.stage.height - high - 2*air; left < look.Px(leastUnderHint) {
		look.Show(f.hint, false) // it waits for a larger window
		return
	}
	r.stage.height -= high + 2*air
	for _, o := range []*room{&r.list, &r.facts} {
		o.height = min(o.height, r.stage.height)
	}
	y := r.status.y - air - high
	w.hint.Put(look.Tie{Card: look.Place{X: air, Y: y, Width: width, Height: high}})
}
