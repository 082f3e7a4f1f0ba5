package app

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
)

func TestDetailsAreProposedNamedRemovedAndSavedByKeyboard(t *testing.T) {
	h := newHall(t, Options{Data: t.TempDir()})
	test.NewTempWindow(t, h.frame).Resize(fyne.NewSize(1280, 800))
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the pair is compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	if h.can("propose-details") || h.can("add-detail") {
		t.Error("details can be marked in another mode")
	}
	h.key(fyne.Key7)
	if h.stage.Mode() != compare.DetailsMode || len(h.seen.Marks) != 0 {
		t.Fatalf("mode %v with %d marks: nothing is enlarged before a person asks for it", h.stage.Mode(), len(h.seen.Marks))
	}
	h.do(named(t, h, "propose-details"))
	h.until("details are proposed", func(s desk.Snapshot) bool { return len(s.Marks) > 0 && !s.Proposing })
	n := len(h.seen.Marks)
	if n < 3 || len(h.stage.Scene().Details.All) != n {
		t.Fatalf("%d details, %d on the stage", n, len(h.stage.Scene().Details.All))
	}
	h.key(fyne.KeyJ)
	h.key(fyne.KeyJ)
	second := h.seen.Marks[1].ID
	if h.stage.Detail() != string(second) {
		t.Errorf("J twice selects %q", h.stage.Detail())
	}
	h.inspector.OnNameDetail(second, "The gate")
	h.key(fyne.KeyK)
	candidates := len(h.seen.Candidates)
	h.key(fyne.KeyDelete)
	if len(h.seen.Marks) != n-1 || len(h.seen.Candidates) != candidates || h.stage.Detail() != string(second) {
		t.Errorf("Del leaves %d details and %d candidates; selected %q", len(h.seen.Marks), len(h.seen.Candidates), h.stage.Detail())
	}
	h.key(fyne.KeyD)
	if len(h.seen.Marks) != n || h.seen.Marks[n-1].Proposed || h.stage.Detail() != string(h.seen.Marks[n-1].ID) {
		t.Errorf("D: %d details, selected %q", len(h.seen.Marks), h.stage.Detail())
	}
	last := h.seen.Marks[n-1].ID
	h.typedRune('c') // a circle comes after it in the case, and is no detail
	h.stage.SelectMark("")
	h.stage.SelectDetail(string(last))
	h.key(fyne.KeyDelete)
	if len(h.seen.Marks) != n || h.stage.Detail() != string(h.seen.Marks[n-2].ID) {
		t.Errorf("without the last detail %q is selected, not the one before", h.stage.Detail())
	}
	h.do(named(t, h, "undo"))
	h.do(named(t, h, "undo"))

	path := filepath.Join(t.TempDir(), "sak.motbilde")
	h.desk.SaveAs(path)
	h.until("it is saved", func(s desk.Snapshot) bool { return s.Document.Path == path && !s.Document.Saving })
	h.do(named(t, h, "new"))
	h.until("it is left", func(s desk.Snapshot) bool { return s.Empty() })
	h.desk.OpenCase(path)
	h.until("it is open again", func(s desk.Snapshot) bool { return len(s.Marks) == n && idle(s) })
	if m := h.seen.Marks[0]; m.ID != second || m.Text != "The gate" || m.Number != 1 || m.Twin != casefile.ByAlignment {
		t.Errorf("opened again it is %+v", m)
	}
}
