package app

import (
	"cmp"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/adrg/xdg"

	"github.com/motbilde/motbilde/app/welcome"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// DataFolder is where unsaved work and the list of recent cases are kept: in
// the user's own folders.
func DataFolder() string { return filepath.Join(xdg.DataHome, "motbilde") }

// title names the case: as the person did, else as its file is named.
func title(s desk.Snapshot) string { return cmp.Or(s.Case.Title, s.Document.Name) }

// documentLine says how the case stands to its file.
func documentLine(s desk.Snapshot, l words.Language) string {
	d := s.Document
	switch when := l.Moment(d.Saved, time.Now()); {
	case s.Empty() && d.Path == "":
		return ""
	case d.Saving:
		return l.Say("document.saving")
	case d.HeldBy != nil:
		return l.Say("document.held")
	case d.Path == "":
		return l.Say("document.never")
	case d.Changed:
		return l.Say("document.changed", "time", when)
	default:
		return l.Say("document.saved", "time", when)
	}
}

// showDocument brings what names the case to its state: the window, and in an
// empty one what can be gone on with.
func (w *Window) showDocument() {
	s, l := w.seen, w.settings.language
	name := "Motbilde"
	if !s.Empty() || s.Document.Path != "" {
		key := "document.window"
		if s.Document.Changed {
			key = "document.window-changed"
		}
		name = l.Say(key, "name", cmp.Or(title(s), l.Say("document.untitled")))
	}
	if w.window.Title() != name {
		w.window.SetTitle(name)
	}
	var c welcome.Cases
	for _, u := range s.Unfinished {
		key := "document.crashed"
		switch {
		case u.Changed.IsZero():
			key = "document.unreadable"
		case u.Closed:
			key = "document.unfinished"
		}
		c.Offers = append(c.Offers, welcome.Offer{ID: u.ID, Line: l.Say(key,
			"name", cmp.Or(u.Title, l.Say("document.untitled")), "time", l.Moment(u.Changed, time.Now()))})
	}
	for _, r := range s.Recent {
		c.Recent = append(c.Recent, welcome.Case{Path: r.Path, Name: recentName(r.Title, r.Path), When: l.Moment(r.Used, time.Now())})
	}
	w.welcome.ShowCases(c)
	w.welcome.ShowTour(w.settings.tour != "")
}

// recentName is what a recent case is called in lists.
func recentName(title, path string) string {
	return cmp.Or(title, strings.TrimSuffix(filepath.Base(path), desk.Extension))
}

// newCase begins another case. What is not saved of this one is kept, and
// offered in the empty window.
func (w *Window) newCase() {
	w.window.Canvas().Unfocus()
	w.desk.NewCase()
}

// save writes the case to its file, or asks for one; while the first saving is
// still on its way, there is nothing to ask.
func (w *Window) save() {
	if !w.seen.Document.Saving && !w.desk.Save() {
		w.saveAs()
	}
}

// saveAs asks for a place and has the case written there.
func (w *Window) saveAs() {
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			w.endedIn(filepath.Dir(file.URI().Path()))
			w.desk.SaveAs(file.URI().Path())
		}
	}, w.window)
	d.SetFileName(w.caseName() + desk.Extension)
	w.showFileDialog(d, w.settings.language.Say("desk.do-save-as"), "desk.dialog-save", w.savesIn())
}

// caseName proposes a name for the file of the case.
func (w *Window) caseName() string {
	claim := w.seen.Claim.Evidence.Name
	name := cmp.Or(w.seen.Document.Name, w.seen.Case.Title, strings.TrimSuffix(claim, filepath.Ext(claim)), w.settings.language.Say("document.file-name"))
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
}

// travel undoes or redoes. A field of the facts with the keyboard would go on
// showing what was typed; those of the case book follow the case.
func (w *Window) travel(do func()) {
	if !w.book.Opened() {
		w.window.Canvas().Unfocus()
	}
	do()
}

// askTitle asks for the name of the case.
func (w *Window) askTitle() {
	l := w.settings.language
	w.asking.Open(w.window.Canvas(), l.Say("document.ask-title"), l.Say("document.ask-title-rest"), w.seen.Case.Title, func(text string) {
		w.desk.SetTitle(strings.TrimSpace(text))
	})
}

// askActor asks for the name in the log. It is never taken from the system.
func (w *Window) askActor() {
	l := w.settings.language
	w.asking.Open(w.window.Canvas(), l.Say("document.ask-name"), l.Say("document.ask-name-rest"), w.settings.actor, func(text string) {
		w.settings.actor = strings.TrimSpace(text)
		w.settings.keep(w.fyneApp.Preferences())
		w.desk.SetActor(w.settings.actor)
	})
}
