package app

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"github.com/motbilde/motbilde/app/outgo"
	"github.com/motbilde/motbilde/app/publish"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/verify"
	"github.com/motbilde/motbilde/internal/words"
)

// leaving is what the window knows of the sheets on what leaves.
type leaving struct {
	checked  verify.Check // the check on screen
	checking outgo.Checking
	timed    string // the file that trusted time is about
	roots    string // the certificates that are trusted
	timing   outgo.Timing
}

// joinOutgo makes the sheets tell what a person wants.
func (w *Window) joinOutgo() {
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

// stepWords says what of an export is done now.
func stepWords(l words.Language, e desk.Leaving) string {
	var fields []string
	if e.Step.Total > 1 {
		fields = []string{"done", l.Count(int64(e.Step.Done)), "total", l.Count(int64(e.Step.Total))}
	}
	return l.Say("outgo.step."+cmp.Or(string(e.Step.Part), "begin"), fields...)
}

// sentence says what happened and what to try.
func sentence(l words.Language, err error) string {
	p := desk.Problem{Err: err}
	return strings.TrimSpace(p.Sentence(l) + " " + p.Next(l))
}

// result says what came of the last export.
func result(l words.Language, e desk.Exported) *publish.Result {
	name := shownName(e.Export.Path)
	r := &publish.Result{Kind: string(e.Export.What), Path: e.Export.Path}
	if g := e.Export.Graphic(); g != "" {
		r.Kind = string(g)
	}
	if e.Err != nil {
		p := desk.Problem{Path: e.Export.Path, Err: e.Err}
		r.Failed = true
		r.Lines = []string{l.Say("outgo.failed", "name", name, "sentence", p.Sentence(l), "next", p.Next(l)), l.Say("outgo.failed.case")}
		return r
	}
	logged := l.Say("outgo.done.logged")
	if e.Number > 0 {
		logged = l.Say("outgo.done.number", "n", l.Count(int64(e.Number)))
	}
	r.Lines = []string{
		l.Say("outgo.done", "name", name, "size", l.FileSize(e.Bytes)),
		l.Say("outgo.done.at", "folder", provenance.CleanText(filepath.Dir(e.Export.Path))), logged,
	}
	if e.Export.What == desk.Figure {
		r.Lines = append(r.Lines, l.Say("publish.done.beside", "name", strings.TrimSuffix(name, filepath.Ext(name))+".txt"))
	}
	r.Timed = e.Export.What == desk.Package
	return r
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
