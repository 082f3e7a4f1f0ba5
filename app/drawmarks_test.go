package app

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
)

func TestMarksAreDrawnMovedRestyledAndSavedByKeyboard(t *testing.T) {
	h := newHall(t, Options{Data: t.TempDir()})
	test.NewTempWindow(t, h.frame).Resize(fyne.NewSize(1280, 800))
	claim, source, _ := smallScenes(t)
	if h.can("mark-circle") {
		t.Error("a mark can be drawn on nothing")
	}
	h.Open([]string{claim, source})
	h.until("the pair is compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	candidates := len(h.seen.Candidates)
	kinds := map[rune]casefile.MarkKind{}
	for _, mode := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key5, fyne.Key8, fyne.Key9} { // in whatever mode
		h.key(mode)
		before := len(h.seen.Marks)
		for _, k := range drawnKinds {
			h.typedRune(k.rune)
			kinds[k.rune] = k.kind
			n := len(h.seen.Marks)
			if n == 0 {
				t.Fatalf("mode %v, %c: no mark", h.stage.Mode(), k.rune)
			}
			m := h.seen.Marks[n-1]
			if m.Kind != k.kind || m.Twin != casefile.ByAlignment || h.stage.Chosen() != m.ID {
				t.Errorf("mode %v, %c: %+v, selected %q", h.stage.Mode(), k.rune, m.Mark, h.stage.Chosen())
			}
		}
		if n := len(h.seen.Marks) - before; n != len(drawnKinds) {
			t.Errorf("mode %v: %d marks", h.stage.Mode(), n)
		}
	}
	h.key(fyne.Key1)
	circle := func() casefile.Mark { m, _ := h.seen.Case.Mark(h.seen.Marks[1].ID); return m }
	h.stage.SelectMark(circle().ID)
	before := circle()
	h.key(fyne.KeyRight)
	if m := circle(); !(m.OnClaimed[0].X > before.OnClaimed[0].X) || m.OnClaimed[0].Y != before.OnClaimed[0].Y || !(m.OnCandidate[0].X > before.OnCandidate[0].X) {
		t.Errorf("→ moves it from %v to %v", before.OnClaimed, m.OnClaimed)
	}
	radius := func(m casefile.Mark) float64 { return m.OnClaimed[0].Distance(m.OnClaimed[1]) }
	h.do(named(t, h, "marked-larger"))
	if m := circle(); !(radius(m) > radius(before)) {
		t.Errorf("Ctrl → makes its radius %v of %v", radius(m), radius(before))
	}
	if h.seen.Undo.Say(h.settings.language) == "" {
		t.Error("there is nothing to undo")
	}
	h.do(named(t, h, "undo"))
	if m := circle(); radius(m) != radius(before) {
		t.Error("undo leaves its size")
	}
	for _, item := range h.menuOfMark(circle().ID) {
		if item.ChildMenu != nil && item.Label == "Colour" {
			item.ChildMenu.Items[1].Action()
		}
	}
	if m := circle(); m.Colour != "orange" {
		t.Errorf("the colour is %q", m.Colour)
	}
	h.do(named(t, h, "marked-both"))
	if m := circle(); m.Twin != casefile.NoTwin || len(m.OnCandidate) != 0 {
		t.Errorf("on one picture it is %+v", m)
	}
	h.do(named(t, h, "marked-both"))
	n := len(h.seen.Marks)
	h.do(named(t, h, "copy-view")) // Ctrl C copies what is selected
	h.do(named(t, h, "paste"))
	if last := h.seen.Marks[len(h.seen.Marks)-1]; len(h.seen.Marks) != n+1 || last.Kind != casefile.CircleMark || last.Colour != "orange" || h.stage.Chosen() != last.ID {
		t.Errorf("pasted: %d marks, %+v", len(h.seen.Marks), last.Mark)
	}
	h.key(fyne.KeyDelete)
	if len(h.seen.Marks) != n || len(h.seen.Candidates) != candidates {
		t.Errorf("Del leaves %d marks and %d candidates", len(h.seen.Marks), len(h.seen.Candidates))
	}
	h.stage.SelectMark(circle().ID)
	h.inspector.OnNameMark(circle().ID, "The gate")
	h.inspector.OnHideMark(circle().ID)
	if m := circle(); !m.Hidden || m.Text != "The gate" {
		t.Errorf("%+v", m)
	}
	h.key(fyne.KeyEscape)
	if h.stage.Chosen() != "" {
		t.Error("Esc leaves it selected")
	}
	h.typedRune('M')
	if h.stage.MarksShown() || len(h.seen.Marks) != n {
		t.Error("Shift M is no more than a switch")
	}

	path := filepath.Join(t.TempDir(), "sak.motbilde")
	h.desk.SaveAs(path)
	h.until("it is saved", func(s desk.Snapshot) bool { return s.Document.Path == path && !s.Document.Saving })
	h.do(named(t, h, "new"))
	h.until("it is left", func(s desk.Snapshot) bool { return s.Empty() })
	h.desk.OpenCase(path)
	h.until("it is open again", func(s desk.Snapshot) bool { return len(s.Marks) == n && idle(s) })
	if m := h.seen.Marks[1]; m.Text != "The gate" || !m.Hidden || m.Colour != "orange" || m.Number != 2 {
		t.Errorf("opened again it is %+v", m)
	}
}
