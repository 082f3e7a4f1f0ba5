package app

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/preferences"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

func TestPreferencesHoldAtOnceAndAtTheNextStart(t *testing.T) {
	h := newHall(t, Options{})
	h.do(named(t, h, "preferences"))
	if !h.prefs.Opened() {
		t.Fatal("the sheet does not open")
	}
	folder := t.TempDir()
	h.prefs.Change(func(v *preferences.Value) {
		v.Name, v.Language, v.Theme, v.Scale = "Ida Berg", words.Norwegian, preferences.Light, 1.5
	})
	h.prefs.Change(func(v *preferences.Value) { v.PeriodMS, v.Calm, v.Safe, v.Saves = 700, true, true, folder })
	if now := look.Now(); now.Name != look.Light || now.Scale != 1.5 || !now.Calm {
		t.Errorf("in force: theme %v at %g, calm %v", now.Name, now.Scale, now.Calm)
	}
	if h.settings.language != words.Norwegian || h.settings.actor != "Ida Berg" {
		t.Errorf("in force: %v, %q", h.settings.language, h.settings.actor)
	}
	if h.savesIn() != folder {
		t.Errorf("saved in %q", h.savesIn())
	}
	again := readSettings(h.fyneApp.Preferences(), "en")
	if again.period != 700*time.Millisecond || !again.calm || !again.safe || !h.settings.safe || again.saves != folder || again.actor != "Ida Berg" || again.theme != look.Light {
		t.Errorf("remembered: %+v", again)
	}
	h.key(fyne.KeyEscape)
	if h.covered() {
		t.Error("Escape leaves the sheet")
	}
}

func TestNameOfThePreferencesStandsInTheLog(t *testing.T) {
	h := newHall(t, Options{})
	h.do(named(t, h, "preferences"))
	h.prefs.Change(func(v *preferences.Value) { v.Name = "Ida Berg" })
	h.prefs.Close()
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("both are compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.do(named(t, h, "swap"))
	lines := h.desk.Log().Lines()
	if last := lines[len(lines)-1]; last.Actor != "Ida Berg" {
		t.Errorf("the log says %q", last.Actor)
	}
}

func TestBadPlacesAreSaidBesideTheirField(t *testing.T) {
	h := newHall(t, Options{})
	h.do(named(t, h, "preferences"))
	folder := t.TempDir()
	file := filepath.Join(folder, "a")
	exe := ""
	if runtime.GOOS == "windows" {
		exe = ".exe"
	}
	tools, half := filepath.Join(folder, "tools"), filepath.Join(folder, "half")
	other := filepath.Join(folder, "other")
	for path, script := range map[string]string{
		file: "", filepath.Join(half, "ffmpeg"+exe): "",
		filepath.Join(tools, "ffmpeg"+exe): "#!/bin/sh\necho ffmpeg version 7.1\n", filepath.Join(tools, "ffprobe"+exe): "#!/bin/sh\necho ffprobe version 7.1\n",
		filepath.Join(other, "ffmpeg"+exe): "#!/bin/sh\necho ffmpeg version 7.1\n", filepath.Join(other, "ffprobe"+exe): "#!/bin/sh\necho something else\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(half, "ffprobe"), nil, 0o600); err != nil { // it can't be run
		t.Fatal(err)
	}
	fine := ""
	if runtime.GOOS == "windows" {
		fine = "other" // scripts of this kind don't start there
	}
	for _, c := range []struct {
		saves, ffmpeg           string
		wrongSaves, wrongFFmpeg string
	}{
		{"/nowhere", "/nowhere", "none", "none"},
		{file, folder, "folder", "ffmpeg"},
		{folder, half, "", "ffmpeg"},
		{folder, other, "", "other"},
		{folder, tools, "", fine},
		{folder, filepath.Join(tools, "ffmpeg"+exe), "", fine},
		{"", "", "", ""},
	} {
		say := func(key string) string {
			if key == "" {
				return ""
			}
			return words.English.Say("preferences.wrong." + key)
		}
		h.prefs.Change(func(v *preferences.Value) { v.Saves, v.FFmpeg = c.saves, c.ffmpeg })
		h.until("the places are looked at", func(desk.Snapshot) bool {
			return h.prefs.Told(preferences.Saves) == say(c.wrongSaves) && h.prefs.Told(preferences.FFmpeg) == say(c.wrongFFmpeg)
		})
	}
}

func TestThemeFollowsTheDesktopWhereItIsToldTo(t *testing.T) {
	h := newHall(t, Options{})
	h.do(named(t, h, "theme-system"))
	want := look.Dark
	if h.fyneApp.Settings().ThemeVariant() == 1 {
		want = look.Light
	}
	if look.Now().Name != want || !readSettings(h.fyneApp.Preferences(), "").asSystem {
		t.Errorf("in force: %v, remembered: %v", look.Now().Name, readSettings(h.fyneApp.Preferences(), "").asSystem)
	}
	h.do(named(t, h, "theme-high-contrast"))
	if h.settings.asSystem || look.Now().Name != look.HighContrast {
		t.Error("a theme of one's own does not count")
	}
}

// TestPreferencesAreChangedByKeyboard goes through the sheet by Tab alone and
// changes what it comes to.
func TestPreferencesAreChangedByKeyboard(t *testing.T) {
	h := newHall(t, Options{})
	h.do(named(t, h, "preferences"))
	c := h.window.Canvas()
	test.Type(c.Focused(), "Ida")
	if h.settings.actor != "Ida" {
		t.Errorf("typed: %q", h.settings.actor)
	}
	for range 40 {
		before := h.prefs.Value()
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		if h.prefs.Value().Language != before.Language && h.settings.language != words.Norwegian {
			t.Error("→ on the languages does not change the window's")
		}
		c.FocusNext()
	}
	if h.settings.language != words.Norwegian || h.settings.scale != 1.25 && h.settings.scale <= 1 || h.settings.period <= 1100*time.Millisecond {
		t.Errorf("reached: %+v", h.settings)
	}
}
