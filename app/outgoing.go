package app

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/motbilde/motbilde/app/outgo"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/verify"
	"github.com/motbilde/motbilde/internal/words"
)

// leaving is what the window knows of the sheets on what leaves.
type leaving struct {
	stopping bool // the export was told to stop

	checked  verify.Check // the check on screen
	checking outgo.Checking
	timed    string // the file that trusted time is about
	roots    string // the certificates that are trusted
	timing   outgo.Timing
}

// joinOutgo makes the sheets tell what a person wants.
func (w *Window) joinOutgo() {
	w.export.OnLook = func(c outgo.Choice) { w.desk.NeedPreview(edition.Edition(c.Edition), c.Language) }
	w.export.OnChoose = w.choosePlace
	w.export.OnStop = func() {
		w.leaving.stopping = true
		w.desk.Cancel()
		w.showExport()
	}
	w.export.OnTime = w.openTime
	w.check.OnAgain = func() { w.checkAgain(func(c *verify.Check) { c.Recompute = true }) }
	w.check.OnPictures = func() {
		w.chooseFolderFor("outgo.check.pictures", func(path string) {
			w.checkAgain(func(c *verify.Check) { c.Originals = path })
		})
	}
	w.check.OnOther = w.chooseCheck
	w.check.OnLeave = w.desk.StopChecking
	w.check.OnCopy = w.copyText
	w.time.OnChoose = func() { w.chooseFileFor("outgo.time.choose", w.setTimed) }
	w.time.OnRequest = w.requestTime
	w.time.OnReply = func() { w.chooseFileFor("outgo.time.check", w.checkTime) }
	w.time.OnRoots = func() {
		w.chooseFileFor("outgo.time.roots", func(path string) {
			w.leaving.roots = path
			w.leaving.timing.Roots = shownName(path)
			w.time.Show(w.leaving.timing)
		})
	}
	w.time.OnLeave = w.desk.StopChecking
	w.time.OnCopy = w.copyText
}

// shownName is a file's name as it may stand on screen.
func shownName(path string) string { return provenance.CleanText(filepath.Base(path)) }

// openExport lays the sheet over the window, at something to be written.
func (w *Window) openExport(what desk.What) {
	if w.seen.Empty() || what == desk.Report && !w.seen.CanReport() {
		return
	}
	in := w.settings.language
	if code := w.seen.Case.Language; code != "" {
		in = words.FromCode(code)
	}
	w.export.Open(w.window.Canvas(), string(what), in)
	w.showExport()
}

// showExport brings the sheet to the state of the desk.
func (w *Window) showExport() {
	if w.seen.Leaving == nil {
		w.leaving.stopping = false
	}
	if w.export.Opened() {
		w.export.Show(exportValue(w.seen, w.leaving.stopping, w.settings.language))
	}
}

// choosePlace asks for a place and has what was chosen written there, whole or
// not at all; see keepFilesWhole.
func (w *Window) choosePlace(c outgo.Choice) {
	e := desk.Export{
		What: desk.What(c.What), Edition: edition.Edition(c.Edition), Language: c.Language, Originals: c.Originals, Replaces: c.Replaces,
	}
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			e.Path = file.URI().Path()
			w.endedIn(filepath.Dir(e.Path))
			if !strings.EqualFold(filepath.Ext(e.Path), e.What.Ending()) {
				e.Path, e.New = e.Path+e.What.Ending(), true
			}
			w.desk.Export(e)
		}
	}, w.window)
	d.SetFileName(cmp.Or(w.seen.Preview.Name, string(e.What)) + e.What.Ending())
	w.showFileDialog(d, w.settings.language.Say("outgo.choose"), "desk.dialog-save", w.savesIn())
}

// stepWords says what of an export is done now.
func stepWords(l words.Language, e desk.Leaving) string {
	var fields []string
	if e.Step.Total > 1 {
		fields = []string{"done", l.Count(int64(e.Step.Done)), "total", l.Count(int64(e.Step.Total))}
	}
	return l.Say("outgo.step."+cmp.Or(string(e.Step.Part), "begin"), fields...)
}

// exportValue is what the desk knows of what leaves, as the sheet takes it.
func exportValue(s desk.Snapshot, stopping bool, l words.Language) outgo.Exports {
	p := s.Preview
	v := outgo.Exports{Edition: string(p.Edition), Known: p.Known, Withheld: p.Withheld, Stopping: stopping}
	for _, issue := range s.Case.Issues {
		v.Issues = append(v.Issues, issue.Number)
	}
	for _, original := range p.Originals {
		f := outgo.File{Name: provenance.CleanText(original.Evidence.Name)}
		for _, t := range original.Traces {
			f.Traces = append(f.Traces, l.Say("outgo.trace."+string(t.Kind), "value", provenance.CleanText(t.Value), "tag", t.Tag))
		}
		v.Files = append(v.Files, f)
	}
	if p.Err != nil {
		v.Problem = sentence(l, p.Err)
	}
	if s.Leaving != nil {
		v.Running, v.Step = true, stepWords(l, *s.Leaving)
	}
	if s.Exported != nil {
		v.Result = result(l, *s.Exported)
	}
	return v
}

// sentence says what happened and what to try.
func sentence(l words.Language, err error) string {
	p := desk.Problem{Err: err}
	return strings.TrimSpace(p.Sentence(l) + " " + p.Next(l))
}

func result(l words.Language, e desk.Exported) *outgo.Result {
	name := shownName(e.Export.Path)
	if e.Err != nil {
		p := desk.Problem{Path: e.Export.Path, Err: e.Err}
		return &outgo.Result{Failed: true, What: string(e.Export.What), Path: e.Export.Path, Lines: []string{
			l.Say("outgo.failed", "name", name, "sentence", p.Sentence(l), "next", p.Next(l)), l.Say("outgo.failed.case"),
		}}
	}
	logged := l.Say("outgo.done.logged")
	if e.Number > 0 {
		logged = l.Say("outgo.done.number", "n", l.Count(int64(e.Number)))
	}
	return &outgo.Result{What: string(e.Export.What), Path: e.Export.Path, Lines: []string{
		l.Say("outgo.done", "name", name, "size", l.FileSize(e.Bytes)),
		l.Say("outgo.done.at", "folder", provenance.CleanText(filepath.Dir(e.Export.Path))), logged,
	}}
}

// chooseCheck asks for a file to be checked.
func (w *Window) chooseCheck() {
	w.chooseFileFor("desk.do-check", func(path string) {
		w.leaving.checked = verify.Check{Path: path}
		w.checkAgain(func(*verify.Check) {})
	})
}

// checkAgain checks the file on screen, after a change of how.
func (w *Window) checkAgain(change func(*verify.Check)) {
	c := &w.leaving.checked
	change(c)
	c.Language, c.Option, c.Name = w.settings.language, w.check.Pictures(), filepath.Base(c.Path)
	v := outgo.Checking{Name: shownName(c.Path), Again: c.Recompute, Report: strings.EqualFold(filepath.Ext(c.Path), desk.Report.Ending())}
	w.desk.Check(*c, func(now desk.Checked) {
		w.leaving.checking = checkingValue(v, now, w.settings.language)
		w.check.Show(w.leaving.checking)
	})
	if !w.check.Opened() {
		w.check.Open(w.window.Canvas())
	}
}

func checkingValue(v outgo.Checking, now desk.Checked, l words.Language) outgo.Checking {
	v.Running, v.Holds, v.Lines = now.Running, now.Holds, linesOf(now.Lines)
	v.Step = l.Say("outgo.check.running")
	if now.Total > 0 {
		v.Step = l.Say("outgo.check.again.running", "done", l.Count(int64(now.Done)), "total", l.Count(int64(now.Total)))
	}
	if now.Err != nil {
		v.Problem = unchecked(l, now.Err)
	}
	return v
}

var lineMarks = map[verify.Kind]outgo.Mark{verify.Holds: outgo.Holds, verify.Wrong: outgo.Wrong, verify.Unchecked: outgo.Unchecked, verify.Keep: outgo.Keep}

func linesOf(lines []verify.Line) (all []outgo.Line) {
	for _, line := range lines {
		all = append(all, outgo.Line{Mark: lineMarks[line.Kind], Text: line.Text})
	}
	return all
}

// unchecked says why a file could not be checked.
func unchecked(l words.Language, err error) string {
	if unread := new(verify.Error); errors.As(err, &unread) {
		return verify.Explained(l, filepath.Base(unread.Path), unread.Err)
	}
	return sentence(l, err)
}

// askTime opens the sheet on trusted time at what was written last.
func (w *Window) askTime() {
	path := ""
	if e := w.seen.Exported; e != nil && e.Err == nil {
		path = e.Export.Path
	}
	w.openTime(path)
}

func (w *Window) openTime(path string) {
	w.setTimed(path)
	w.time.Open(w.window.Canvas())
}

// setTimed says which file trusted time is about; empty is none.
func (w *Window) setTimed(path string) {
	w.leaving.timed = path
	w.leaving.timing = outgo.Timing{Roots: w.leaving.timing.Roots}
	if path != "" {
		w.leaving.timing.Name = shownName(path)
		w.leaving.timing.Request = shownName(path) + verify.RequestEnding
	}
	w.time.Show(w.leaving.timing)
}

// requestTime has a request written beside the file.
func (w *Window) requestTime() {
	l, path := w.settings.language, w.leaving.timed
	w.desk.RequestStamp(path, l, func(now desk.Checked) {
		w.tellTime(now, func(v *outgo.Timing) {
			request := shownName(path) + verify.RequestEnding
			switch {
			case now.Holds:
				v.Head = l.Say("outgo.time.written", "path", provenance.CleanText(path)+verify.RequestEnding)
				v.Next = l.Say("outgo.time.send", "request", typed(request), "reply", typed(shownName(path)+verify.ReplyEnding))
			case now.Exists():
				v.Head, v.Problem = l.Say("outgo.time.not-written"), l.Say("outgo.time.exists", "name", request)
			default:
				v.Head = l.Say("outgo.time.not-written")
			}
		})
	})
}

// typed is a file's name as it is typed on a command line.
func typed(name string) string {
	if strings.ContainsAny(name, " \"'$&()*;<>?[]`{|}~!#\\") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

// checkTime checks an answer against the file.
func (w *Window) checkTime(reply string) {
	l := w.settings.language
	c := verify.StampCheck{Language: l, Path: w.leaving.timed, Reply: reply, Name: filepath.Base(reply), Roots: w.leaving.roots, Option: w.time.Roots()}
	w.desk.CheckStamp(c, func(now desk.Checked) {
		w.tellTime(now, func(v *outgo.Timing) {
			v.Head = l.Say("outgo.check.wrong")
			switch {
			case now.Err != nil:
				v.Head = l.Say("outgo.check.failed")
			case now.Holds:
				v.Head = l.Say("outgo.check.holds")
			}
		})
	})
}

// tellTime shows how far it has come; finish says what came out.
func (w *Window) tellTime(now desk.Checked, finish func(*outgo.Timing)) {
	v := &w.leaving.timing
	v.Running, v.Head, v.Next, v.Problem, v.Lines = now.Running, "", "", "", linesOf(now.Lines)
	if !now.Running {
		if now.Err != nil {
			v.Problem = unchecked(w.settings.language, now.Err)
		}
		finish(v)
	}
	w.time.Show(*v)
}
