package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/motbilde/motbilde/internal/desk"
)

func (w *Window) chooseClaim()      { w.chooseFile("choose-claim", desk.ClaimWell) }
func (w *Window) chooseOtherClaim() { w.chooseFile("other-claim", desk.OtherClaim) }
func (w *Window) chooseCandidates() { w.chooseFile("add-candidates", desk.CandidatesWell) }
func (w *Window) chooseAny()        { w.chooseFile("open", desk.AnyWell) }

// chooseFile lets a person choose one file; the file dialog of the toolkit
// takes no more. Folders have a dialog of their own, and drops take everything.
func (w *Window) chooseFile(title string, well desk.Well) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			file.Close() // the desk opens it itself, off this goroutine
			w.lastFolder = filepath.Dir(file.URI().Path())
			w.take([]string{file.URI().Path()}, well)
		}
	}, w.window)
	w.showFileDialog(d, title, "desk.dialog-open")
}

func (w *Window) chooseFolder() {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case folder != nil:
			w.lastFolder = folder.Path()
			w.desk.Add([]string{folder.Path()}, desk.CandidatesWell)
		}
	}, w.window)
	w.showFileDialog(d, "add-folder", "desk.dialog-open")
}

// exportReport asks for a place and has the report written there, whole or not
// at all; see keepFilesWhole.
func (w *Window) exportReport() {
	if !w.seen.CanReport() {
		return
	}
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			w.lastFolder = filepath.Dir(file.URI().Path())
			w.desk.ExportReport(file.URI().Path(), w.settings.language)
		}
	}, w.window)
	d.SetFileName(w.reportName())
	w.showFileDialog(d, "report", "desk.dialog-save")
}

// reportName proposes a name from the claim's.
func (w *Window) reportName() string {
	name := w.seen.Claim.Evidence.Name
	name = name[:len(name)-len(filepath.Ext(name))]
	return w.settings.language.Say("desk.report-name", "name", name) + ".pdf"
}

func (w *Window) showFileDialog(d *dialog.FileDialog, title, confirm string) {
	l := w.settings.language
	d.SetTitleText(l.Say("desk.do-" + title))
	d.SetConfirmText(l.Say(confirm))
	d.SetDismissText(l.Say("desk.dialog-cancel"))
	if folder, err := storage.ListerForURI(storage.NewFileURI(w.lastFolder)); w.lastFolder != "" && err == nil {
		d.SetLocation(folder)
	}
	w.fileDialog = d
	d.Show() // before its size: the toolkit builds the dialog only now
	size := w.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-48), min(620, size.Height-48)))
}
