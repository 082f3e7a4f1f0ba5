package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/outgo"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/verify"
	"github.com/motbilde/motbilde/internal/words"
)

// comparedHall is a window with a claim and its source compared.
func comparedHall(t *testing.T) (h *hall, folder string) {
	t.Helper()
	h = newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the candidate is compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.lastFolder = filepath.Dir(claim)
	return h, h.lastFolder
}

// tap presses a button of the program's own on the sheet on top, by the key of its words.
func (h *hall) tap(key string) {
	h.t.Helper()
	over := h.window.Canvas().Overlays().Top()
	for _, o := range test.LaidOutObjects(over) {
		if b, ok := o.(*look.Button); ok && b.Words() == h.settings.language.Say(key) && b.Visible() {
			if b.Dimmed() {
				h.t.Fatalf("%q can't be pressed", b.Words())
			}
			b.Tapped(nil)
			return
		}
	}
	h.t.Fatalf("there is no button %q", h.settings.language.Say(key))
}

// sheetSays returns all words on the sheet on top.
func (h *hall) sheetSays() string {
	var all []string
	for _, o := range test.LaidOutObjects(h.window.Canvas().Overlays().Top()) {
		if t, ok := o.(*look.Text); ok {
			all = append(all, t.Words())
		}
	}
	return strings.ReplaceAll(strings.Join(all, "\n"), "\u00a0", " ")
}

func (h *hall) previewed() {
	h.until("the files have been looked through", func(s desk.Snapshot) bool { return s.Preview.Known })
}

func TestExportBeginsWithWhatGivesNothingAway(t *testing.T) {
	h, _ := comparedHall(t)
	h.do(named(t, h, "report"))
	if c := h.export.Chosen(); !h.export.Opened() || c != (outgo.Choice{What: "report", Edition: "publication", Language: words.English}) {
		t.Fatalf("chosen beforehand: %+v", c)
	}
	h.previewed()
	if said := h.sheetSays(); !strings.Contains(said, "Nothing is marked as withheld") || !strings.Contains(said, "In 2 files nothing was found") {
		t.Errorf("the sheet says %s", said)
	}
}

func TestReportThatIsToBeReplacedStaysWholeUntilThen(t *testing.T) {
	h, folder := comparedHall(t)
	h.do(named(t, h, "report"))
	h.previewed()
	path := filepath.Join(folder, h.seen.Preview.Name+".pdf")
	old := []byte("the old report")
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	h.tap("outgo.choose")
	h.press("desk.dialog-save")
	h.press("Yes") // to the toolkit's question whether to overwrite
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, old) {
		t.Errorf("before it is replaced the old report is %q (%v)", now, err)
	}
	h.until("the report is saved", func(s desk.Snapshot) bool { return s.Notice.Key == "outgo.saved" })
	if now, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(now, []byte("%PDF")) {
		t.Errorf("in place of the old report is %.20q (%v)", now, err)
	}
	if said := h.sheetSays(); !strings.Contains(said, "Report 1 of the case") || !strings.Contains(said, filepath.Base(path)+", ") {
		t.Errorf("the sheet says %s", said)
	}
	h.tap("outgo.again")
	if said := h.sheetSays(); !strings.Contains(said, "Replaces") {
		t.Errorf("the next report can't replace the first: %s", said)
	}
}

func TestWithheldItemHasALockInTheListAndIsCounted(t *testing.T) {
	h, _ := comparedHall(t)
	h.desk.Edit(desk.Named{Key: "edit.source"}, func(c casefile.Case) casefile.Case {
		e := c.Evidence[1]
		e.Withheld = e.Withheld.Switched(true)
		return c.With(e)
	})
	if row := trayValue(h.seen, words.English).Rows[0]; !row.Withheld {
		t.Errorf("%+v", row)
	}
	h.do(named(t, h, "package"))
	h.previewed()
	if said := h.sheetSays(); !strings.Contains(said, "1 item is withheld") || !strings.Contains(said, "In 1 file nothing") {
		t.Errorf("of a publication the sheet says %s", said)
	}
	for _, o := range test.LaidOutObjects(h.window.Canvas().Overlays().Top()) {
		if s, ok := o.(*look.Segment); ok && s.Button(s.Len()-1).Words() == "For the archive" {
			s.Button(1).Tapped(nil)
		}
	}
	h.previewed()
	if said := h.sheetSays(); !strings.Contains(said, "1 item is to be withheld, and is in it") || !strings.Contains(said, "In 2 files nothing") {
		t.Errorf("of an archive the sheet says %s", said)
	}
}

func TestStopAndFailureAreSaidOnTheSheet(t *testing.T) {
	h, folder := comparedHall(t)
	h.do(named(t, h, "package"))
	h.previewed()
	e := desk.Export{What: desk.Package, Edition: "archive", Path: filepath.Join(folder, "gone", "p.zip")}
	h.desk.Export(e)
	if said := h.sheetSays(); !strings.Contains(said, "Beginning") {
		t.Errorf("while it runs the sheet says %s", said)
	}
	h.until("it has failed", func(s desk.Snapshot) bool { return s.Exported != nil })
	if said := h.sheetSays(); !strings.Contains(said, "p.zip was not written.") || !strings.Contains(said, "The case is as it was.") {
		t.Errorf("the sheet says %s", said)
	}
	e.Path = filepath.Join(folder, "p.zip")
	h.desk.Export(e)
	h.tap("outgo.stop")
	if said := h.sheetSays(); !strings.Contains(said, "Stopping") {
		t.Errorf("the sheet says %s", said)
	}
	h.until("it has stopped", func(s desk.Snapshot) bool { return s.Exported != nil && s.Leaving == nil })
	if _, err := os.Stat(e.Path); err == nil || len(h.seen.Case.Issues) > 0 {
		t.Errorf("%+v", h.seen.Exported)
	}
	h.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if h.export.Opened() {
		t.Error("Esc does not close the sheet")
	}
}

func TestFileIsCheckedComparedAgainAndCopied(t *testing.T) {
	h, folder := comparedHall(t)
	path := filepath.Join(folder, "p.zip")
	h.desk.Export(desk.Export{What: desk.Package, Edition: "publication", Path: path})
	h.until("it is written", func(s desk.Snapshot) bool { return s.Exported != nil })
	ended := func(what string) {
		t.Helper()
		h.until(what, func(desk.Snapshot) bool { return !h.leaving.checking.Running })
	}
	h.leaving.checked.Path = path
	h.checkAgain(func(*verify.Check) {})
	ended("it is checked")
	if said := h.sheetSays(); !strings.Contains(said, "Everything that was checked holds.") || !strings.Contains(said, "Digests, log and structure hold") || !strings.Contains(said, "What a check can’t show") {
		t.Errorf("the sheet says %s", said)
	}
	h.tap("outgo.check.recompute")
	ended("it is compared again")
	if said := h.sheetSays(); !strings.Contains(said, "Run again as recorded: 1 comparison.") {
		t.Errorf("the sheet says %s", said)
	}
	h.tap("outgo.copy")
	if text := h.fyneApp.Clipboard().Content(); !strings.Contains(text, "Check of p.zip") || !strings.Contains(text, "Run again as recorded") || !strings.Contains(text, "rewrites the whole file") {
		t.Errorf("copied: %s", text)
	}
	h.tap("outgo.close")
	if err := os.WriteFile(path, []byte("PK no package"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.leaving.checked.Recompute = false
	h.checkAgain(func(*verify.Check) {})
	ended("it is refused")
	if said := h.sheetSays(); strings.Contains(said, "holds.") {
		t.Errorf("of another file the sheet says %s", said)
	}
}

func TestRequestForTrustedTimeAndAReplyThatIsNone(t *testing.T) {
	h, folder := comparedHall(t)
	path := filepath.Join(folder, "c.jpg")
	h.do(named(t, h, "time"))
	h.setTimed(path)
	h.tap("outgo.time.request")
	h.until("the request is written", func(desk.Snapshot) bool { return !h.leaving.timing.Running })
	if _, err := os.Stat(path + ".tsq"); err != nil || !strings.Contains(h.sheetSays(), "File, SHA-256:") || !strings.Contains(h.sheetSays(), "c.jpg.tsr") {
		t.Errorf("%v; the sheet says %s", err, h.sheetSays())
	}
	h.tap("outgo.time.request")
	h.until("it is refused", func(desk.Snapshot) bool { return !h.leaving.timing.Running })
	if said := h.sheetSays(); !strings.Contains(said, "There is a request already: c.jpg.tsq") {
		t.Errorf("the sheet says %s", said)
	}
	h.checkTime(path)
	h.until("the answer is checked", func(desk.Snapshot) bool { return !h.leaving.timing.Running })
	if said := h.sheetSays(); !strings.Contains(said, "It could not be checked.") {
		t.Errorf("the sheet says %s", said)
	}
}
