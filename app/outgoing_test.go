package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/verify"
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
