package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

func TestCaseIsSavedLeftRestoredAndOpenedInTheWindow(t *testing.T) {
	h := newHall(t, Options{Data: t.TempDir()})
	test.NewTempWindow(t, h.frame).Resize(fyne.NewSize(1280, 800))
	claim, source, other := smallScenes(t)
	h.Open([]string{claim, source, other})
	h.until("both are compared", func(s desk.Snapshot) bool { return s.Compared == 2 && idle(s) })
	if h.head.Said() == "" || !strings.HasPrefix(h.window.Title(), "• ") {
		t.Errorf("an unsaved case is not marked: %q, %q", h.head.Said(), h.window.Title())
	}

	name := h.seen.Candidates[0].Evidence.Name
	h.do(named(t, h, "remove"))
	if got := named(t, h, "undo").title(words.English); got != "Undo: remove "+name {
		t.Errorf("the menu says %q", got)
	}
	h.do(named(t, h, "undo"))
	if len(h.seen.Candidates) != 2 || h.seen.Compared != 2 {
		t.Errorf("after undo: %d candidates, %d compared", len(h.seen.Candidates), h.seen.Compared)
	}
	if got := named(t, h, "redo").title(words.Norwegian); got != "Gjør om igjen: fjern "+name {
		t.Errorf("the menu says %q", got)
	}

	path := filepath.Join(t.TempDir(), "sak.motbilde")
	h.desk.SaveAs(path)
	if h.save(); h.covered() {
		t.Error("Ctrl+S while the case is being saved asks for a place")
	}
	h.until("it is saved", func(s desk.Snapshot) bool { return s.Document.Path == path && !s.Document.Saving })
	if !strings.HasPrefix(h.head.Said(), "Saved ") || h.window.Title() != "sak – Motbilde" {
		t.Errorf("a saved case: %q, %q", h.head.Said(), h.window.Title())
	}
	h.desk.SetTitle("Another name")
	if !strings.HasPrefix(h.head.Said(), "Changed since ") {
		t.Errorf("a changed case: %q", h.head.Said())
	}

	h.do(named(t, h, "new")) // nothing is asked
	h.until("the work that was left is offered", func(s desk.Snapshot) bool { return s.Empty() && len(s.Unfinished) == 1 && len(s.Recent) == 1 })
	if h.can("save-as") {
		t.Error("an empty window can be saved")
	}
	h.welcome.OnRestore(h.seen.Unfinished[0].ID)
	h.until("it is restored", func(s desk.Snapshot) bool {
		return s.Case.Title == "Another name" && s.Document.Path == path && idle(s)
	})
	h.save()
	h.until("it is saved again", func(s desk.Snapshot) bool { return !s.Document.Changed })

	h.do(named(t, h, "new"))
	for _, p := range []string{claim, source, other} {
		if err := os.Remove(p); err != nil {
			t.Fatal(err)
		}
	}
	h.drop(path)
	h.until("it is open", func(s desk.Snapshot) bool { return s.Compared == 2 && idle(s) })
	if len(h.seen.Problems) > 0 || title(h.seen) != "Another name" {
		t.Errorf("problems %v", h.seen.Problems)
	}
}

// can reports whether a command can be done.
func (h *hall) can(name string) bool { return named(h.t, h, name).able() }

func TestNameInTheLogIsAskedForAndRemembered(t *testing.T) {
	h := newHall(t, Options{})
	if h.settings.actor != "" {
		t.Fatalf("named %q without having been asked", h.settings.actor)
	}
	h.do(named(t, h, "actor"))
	if !h.covered() {
		t.Fatal("nothing is asked")
	}
	h.asking.SetText("  Kari Nordmann ")
	h.asking.Finish()
	if h.covered() || h.settings.actor != "Kari Nordmann" || readSettings(h.fyneApp.Preferences(), "").actor != "Kari Nordmann" {
		t.Errorf("remembered: %q", h.settings.actor)
	}
}
