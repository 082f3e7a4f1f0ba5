package app

import (
	"image"

	"github.com/motbilde/motbilde/app/book"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
)

// bookValue is what the desk knows of the case, as the case book takes it.
func (w *Window) bookValue(s desk.Snapshot) book.Value {
	v := book.Value{Case: s.Case, Copies: w.desk.Copies(), Log: w.desk.Log(), Pictures: map[casefile.ID]image.Image{}}
	for _, items := range [][]desk.Item{s.Claims, s.Candidates, s.Context} {
		for _, i := range items {
			v.Pictures[i.Evidence.ID] = i.Thumbnail
		}
	}
	return v
}

// openBook opens the case book over the picture; with an item, at its page.
func (w *Window) openBook(id casefile.ID) {
	if w.wish.pictureOnly {
		w.togglePictureOnly()
	}
	w.endMarking()
	w.closePublish()
	w.wish.listDrawer, w.wish.factsDrawer = false, false
	w.pointer(geom.Point{}, false)
	w.book.Open(id)
	w.bookTurned()
	w.window.Canvas().Focus(w.book.FocusTarget())
}

func (w *Window) closeBook() {
	if w.book.Opened() {
		w.book.Close()
		w.bookTurned()
		w.window.Canvas().Unfocus()
	}
}

// toggleBook opens the case book where it was left, the first time at the page
// of the selected candidate, or closes it.
func (w *Window) toggleBook() {
	switch {
	case w.book.Opened():
		w.closeBook()
	case w.book.Begun():
		w.openBook("")
	default:
		w.openBook(w.seen.Selected)
	}
}

// setStatus says what state the case is in; once more takes it back.
func (w *Window) setStatus(s casefile.Status) {
	w.desk.Edit(desk.Named{Key: "book.case.status"}, func(c casefile.Case) casefile.Case {
		if c.Status == s {
			s = casefile.StatusUnset
		}
		c.Status = s
		return c
	})
}

func (w *Window) bookTurned() {
	w.showKeys()
	w.refreshMenus()
	w.frame.Refresh()
	w.followTour()
}
