package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
)

func TestCaseBookOpensOverThePictureAndWritesIntoTheCase(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the comparison is done", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.frame.Resize(fyne.NewSize(1280, 772))
	h.key(fyne.KeyE)
	if !h.book.Opened() || h.stage.Object().Visible() || !h.tray.Object().Visible() {
		t.Fatal("E does not lay the case book over picture and facts, beside the list")
	}
	if h.window.Canvas().Focused() != h.book.FocusTarget() {
		t.Error("the keyboard is not on the case book")
	}
	if copies := h.desk.Copies()[h.seen.Claim.Evidence.ID]; len(copies) != 1 || copies[0] != h.seen.Candidates[0].Evidence.ID {
		t.Errorf("copies of the claim: %v", copies)
	}
	h.key(fyne.KeyJ)
	h.typedRune('+')
	if !h.book.Opened() {
		t.Error("a key of the picture closes the case book")
	}
	candidate := h.seen.Candidates[0].Evidence
	h.tray.OnSelect(candidate.ID)
	h.inspector.OnAllFields(candidate.ID)
	for h.window.Canvas().Focused() == h.book.FocusTarget() {
		h.window.Canvas().(interface{ FocusNext() }).FocusNext()
	}
	for range 20 { // past the button that closes, to the first field
		if _, isField := h.window.Canvas().Focused().(interface{ SelectedText() string }); isField {
			break
		}
		h.window.Canvas().(interface{ FocusNext() }).FocusNext()
	}
	test.Type(h.window.Canvas().Focused(), "Vehicles on a road at night")
	if e, _ := h.desk.Case().Find(candidate.ID); e.Description != "Vehicles on a road at night" {
		t.Errorf("the case holds %q", e.Description)
	}
	if h.seen.Undo.Key != "book.description.text" {
		t.Errorf("undo would take %+v", h.seen.Undo)
	}
	h.desk.Undo()
	if e, _ := h.desk.Case().Find(candidate.ID); e.Description != "" {
		t.Errorf("after undo the case holds %q", e.Description)
	}
	h.do(named(t, h, "case-status-warning"))
	if h.desk.Case().Status != casefile.Warning {
		t.Errorf("the case is %q", h.desk.Case().Status)
	}
	h.do(named(t, h, "case-status-warning"))
	if h.desk.Case().Status != casefile.StatusUnset {
		t.Errorf("the status can't be taken back: %q", h.desk.Case().Status)
	}
	h.key(fyne.KeyPageDown)
	h.key(fyne.KeyEscape)
	if h.book.Opened() || !h.stage.Object().Visible() {
		t.Error("Escape does not bring the picture back")
	}
	h.key(fyne.KeyE)
	h.key(fyne.Key3)
	if h.book.Opened() || h.stage.Mode() != compare.Swipe {
		t.Error("a mode does not bring the picture back")
	}
}

func TestSaltOfWhatIsWithheldIsNotInTheLog(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the comparison is done", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	id := h.seen.Candidates[0].Evidence.ID
	before := h.desk.Log().Count()
	h.book.OnEdit("book.withheld", func(c casefile.Case) casefile.Case {
		e, _ := c.Find(id)
		e.Withheld = e.Withheld.Switched(true)
		return c.With(e)
	})
	e, _ := h.desk.Case().Find(id)
	text := string(h.desk.Log().Text())
	if h.desk.Log().Count() == before || e.Withheld.Salt == "" || strings.Contains(text, e.Withheld.Salt) {
		t.Errorf("withheld %+v, told as %s", e.Withheld, text)
	}
}
