package app

import (
	"cmp"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/internal/desk"
)

func (w *Window) chooseClaim()      { w.chooseFile("choose-claim", desk.ClaimWell) }
func (w *Window) chooseOtherClaim() { w.chooseFile("other-claim", desk.OtherClaim) }
func (w *Window) chooseCandidates() { w.chooseFile("add-candidates", desk.CandidatesWell) }
func (w *Window) chooseAny()        { w.chooseFile("open", desk.AnyWell) }

// chooseFile lets a person choose one file; the file dialog of the toolkit
// takes no more. Folders have a dialog of their own, and drops take everything.
func (w *Window) chooseFile(title string, well desk.Well) {
	w.chooseFileFor("desk.do-"+title, func(path string) { w.take([]string{path}, well) })
}

func (w *Window) chooseFolder() {
	w.chooseFolderFor("desk.do-add-folder", func(path string) { w.desk.Add([]string{path}, desk.CandidatesWell) })
}

// chooseFileFor lets a person choose a file for something else than the case.
func (w *Window) chooseFileFor(title string, take func(path string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			file.Close() // it is read off this goroutine
			w.endedIn(filepath.Dir(file.URI().Path()))
			take(file.URI().Path())
		}
	}, w.window)
	w.showFileDialog(d, w.settings.language.Say(title), "desk.dialog-open", w.lastFolder)
}

// chooseFolderFor does so with a folder.
func (w *Window) chooseFolderFor(title string, take func(path string)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case folder != nil:
			w.endedIn(folder.Path())
			take(folder.Path())
		}
	}, w.window)
	w.showFileDialog(d, w.settings.language.Say(title), "desk.dialog-open", w.lastFolder)
}

// endedIn remembers where a dialog ended, for the next one.
func (w *Window) endedIn(folder string) {
	w.lastFolder = folder
	w.settings.opened = folder
	w.settings.keep(w.fyneApp.Preferences())
}

// savesIn is the folder that a dialog to save opens in: the one of the
// preferences, else that of the case where no dialog ended elsewhere.
func (w *Window) savesIn() string {
	beside := ""
	if path := w.seen.Document.Path; path != "" {
		beside = filepath.Dir(path)
	}
	return cmp.Or(w.settings.saves, w.lastFolder, beside)
}

// showFileDialog shows a dialog in a folder, or, where that is not there, where
// the toolkit has it.
func (w *Window) showFileDialog(d *dialog.FileDialog, title, confirm, in string) {
	l := w.settings.language
	d.SetTitleText(title)
	d.SetConfirmText(l.Say(confirm))
	d.SetDismissText(l.Say("desk.dialog-cancel"))
	if folder, err := storage.ListerForURI(storage.NewFileURI(in)); in != "" && err == nil {
		d.SetLocation(folder)
	}
	w.fileDialog = d
	d.Show() // before its size: the toolkit builds the dialog only now
	if name, is := w.window.Canvas().Focused().(*widget.Entry); is {
		name.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed takes its place
	}
	size := w.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-48), min(620, size.Height-48)))
}
