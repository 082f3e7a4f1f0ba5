package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/words"
)

func TestPaletteListsEveryCommandOnceWithItsKeyOrItsReason(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	check := func(state string) {
		t.Helper()
		for _, l := range []words.Language{words.English, words.Norwegian} {
			h.setLanguage(l)
			entries := h.paletteEntries()
			for _, c := range h.commands {
				n := 0
				for _, e := range entries {
					if e.Name == c.name {
						n++
						if e.Key != c.keyName(l) && c.name != "text-larger" || c.able() != (e.Why == "") {
							t.Errorf("%s, %s: key %q, why %q", state, c.name, e.Key, e.Why)
						}
					}
				}
				if want := 1; n != want && c.name != "palette" && (c.under == nil || !c.able()) {
					t.Errorf("%s: %s is listed %d times", state, c.name, n)
				}
			}
			for _, e := range entries {
				if strings.Contains(e.Title+e.Place+e.Why, "[") || e.Title == "" {
					t.Errorf("%s: words are missing: %+v", state, e)
				}
			}
		}
	}
	check("empty")
	h.Open([]string{claim})
	h.until("the claim is read", idle)
	check("claim alone")
	h.Open([]string{claim, source})
	h.until("both are compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	check("pair")
}

func TestPaletteFindsAndDoesByKeyboardAloneAndRemembers(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("both are compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.setLanguage(words.Norwegian)
	h.do(named(t, h, "palette"))
	h.palette.Type("utenfor")
	if found := h.palette.Found(); len(found) == 0 || found[0].Name != "mode-outside" {
		t.Fatalf("“utenfor” finds %+v", found)
	}
	h.palette.Press(fyne.KeyReturn)
	if h.stage.Mode() != compare.OutsideMode || h.covered() {
		t.Errorf("Enter: mode %d, covered %v", h.stage.Mode(), h.covered())
	}
	again := readSettings(h.fyneApp.Preferences(), "")
	if !slices.Equal(again.recent, []string{"mode-outside"}) {
		t.Errorf("remembered %q", again.recent)
	}
	h.do(named(t, h, "palette"))
	if found := h.palette.Found(); found[0].Name != "mode-outside" {
		t.Errorf("first is %q, not what was done last", found[0].Name)
	}
	h.palette.Press(fyne.KeyDown)
	h.palette.Press(fyne.KeyEscape)
	if h.covered() {
		t.Error("Escape leaves it open")
	}

	h.do(named(t, h, "palette"))
	h.palette.Type("gjør om")
	if found := h.palette.Found(); len(found) == 0 || found[0].Why != "Det er ingenting å gjøre om" {
		t.Fatalf("redo says %+v", found)
	}
	h.palette.Press(fyne.KeyReturn)
	if !h.palette.Opened() {
		t.Error("what can't be done closes the palette")
	}
	h.palette.Type("xyzzy")
	h.palette.Press(fyne.KeyReturn)
	if _, any := h.palette.Chosen(); any || !h.palette.Opened() {
		t.Error("Enter on nothing does something")
	}
	h.palette.Type("ov") // on a keyboard without ø
	if e, _ := h.palette.Chosen(); e.Name != "practise" {
		t.Errorf("“ov” finds %q", e.Title)
	}
}

func TestPaletteOpensTheRecentCaseThatItNamed(t *testing.T) {
	h := newHall(t, Options{})
	case1, case2 := "/nowhere/one"+desk.Extension, "/nowhere/two"+desk.Extension
	h.seen.Recent = []journal.Recent{{Path: case1}, {Path: case2}}
	h.do(named(t, h, "palette"))
	h.palette.Type("two")
	e, ok := h.palette.Chosen()
	if !ok || e.Title != "two" {
		t.Fatalf("“two” finds %+v", e)
	}
	opens := func(recent ...journal.Recent) (title string) {
		h.seen.Recent = recent
		for i, c := range h.commands {
			if c.name == "recent" {
				h.commands[i].under = func() []choice {
					all := h.recentCases()
					for i := range all {
						all[i].do = func() { title = all[i].title }
					}
					return all
				}
			}
		}
		h.doFromPalette(e.Name)
		return title
	}
	if got := opens(journal.Recent{Path: "/nowhere/three"}, journal.Recent{Path: case1}, journal.Recent{Path: case2}); got != "two" {
		t.Errorf("after another case was saved, %q is opened", got)
	}
	if got := opens(journal.Recent{Path: case1}); got != "" || len(h.settings.recent) != 0 {
		t.Errorf("once it was forgotten, %q is opened, remembered %q", got, h.settings.recent)
	}
}

func TestPaletteReachesItsLastEntryByKeysAtEveryTextSize(t *testing.T) {
	for _, scale := range []float32{1, 2} {
		h := newHall(t, Options{Size: fyne.NewSize(640, 480)})
		h.setScale(scale)
		h.do(named(t, h, "palette"))
		last := len(h.palette.Found()) - 1
		for range last {
			h.palette.Press(fyne.KeyDown)
		}
		if at, ok := h.palette.Chosen(); !ok || at != h.palette.Found()[last] {
			t.Errorf("at %g: ↓ ends at %+v", scale, at)
		}
		if !h.palette.InSight() {
			t.Errorf("at %g: the chosen one is out of sight", scale)
		}
		h.palette.Press(fyne.KeyPageUp)
		if at, _ := h.palette.Chosen(); at == h.palette.Found()[last] {
			t.Error("PgUp does nothing")
		}
	}
}

// TestKeysAreThoseOfTheDesign holds the keys that people learn: a command may
// get another name, and not another key.
func TestKeysAreThoseOfTheDesign(t *testing.T) {
	h := newHall(t, Options{})
	for key, name := range map[string]string{
		"1": "mode-side-by-side", "2": "mode-overlay", "3": "mode-swipe", "4": "mode-blink", "5": "mode-difference", "6": "mode-match-lines",
		"7": "mode-details", "8": "mode-outside", "9": "mode-single", "0": "fit", "Z": "actual", "+": "zoom-in", "−": "zoom-out",
		"↓": "next", "↑": "previous", "PgDn": "next-claim", "PgUp": "previous-claim", "F": "picture-only", "L": "list", "I": "facts",
		"P": "inspector", "Enter": "lock-pixel", "G": "grid", "H": "histogram", "V": "safe", "D": "add-detail", "Del": "remove",
		"Ctrl N": "new", "Ctrl O": "open", "Ctrl S": "save", "Ctrl Shift S": "save-as", "Ctrl Shift O": "add-candidates", "Ctrl L": "choose-claim",
		"Ctrl Z": "undo", "Ctrl Shift Z": "redo", "Ctrl K": "palette", "Ctrl R": "report", "Ctrl ,": "preferences", "F1": "keyboard",
		"Esc": "stop", "Ctrl Shift X": "swap", "Ctrl 1": "status-to-check", "Ctrl 2": "status-fine", "Ctrl 3": "status-warning",
		"Ctrl +": "text-larger", "Ctrl −": "text-smaller", "Ctrl T": "next-theme", "F11": "full-screen", "Ctrl Shift P": "projector",
		",": "previous-frame", ".": "next-frame", "Home": "best-frame", "J": "next-change", "K": "previous-change",
	} {
		i := slices.IndexFunc(h.commands, func(c command) bool { return c.keyName(words.English) == key })
		if i < 0 {
			t.Errorf("%s does nothing; it is the key of %s", key, name)
		} else if h.commands[i].name != name {
			t.Errorf("%s is the key of %s, not of %s", key, name, h.commands[i].name)
		}
	}
}
