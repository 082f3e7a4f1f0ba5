package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

func TestAboutTellsVersionAndLicences(t *testing.T) {
	h := newHall(t, Options{})
	h.window.Resize(fyne.NewSize(1280, 800))
	h.do(named(t, h, "about"))
	said := h.sheetSays()
	for _, want := range []string{"Version " + casework.Version, "Apache License 2.0", "Licences of others’ work"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing of %q in %q", want, said)
		}
	}
	h.leaveAll()
	h.do(named(t, h, "licences"))
	if said := strings.Join(h.texts(), "\n"); !strings.Contains(said, "fyne.io/fyne/v2") {
		t.Errorf("the licences are not shown: %q", said)
	}
}

func TestProblemReportIsShownBeforeItIsCopiedAndNamesNothingOfTheCase(t *testing.T) {
	h := newHall(t, Options{Preset: Preset{prefSafe: false, prefKit: "/kits/newsroom.json"}})
	h.window.Resize(fyne.NewSize(1280, 800))
	claim, source, other := smallScenes(t)
	h.Open([]string{claim, source, other})
	h.until("both are compared", func(s desk.Snapshot) bool { return s.Compared == 2 && idle(s) })
	h.getenv = func(name string) string {
		return map[string]string{"LANG": "nb_NO.UTF-8", "DISPLAY": "newsroom-7:0"}[name]
	}
	h.do(named(t, h, "problem-report"))
	h.settle("the report", h.covered)
	if got := h.fyneApp.Clipboard().Content(); got != "" {
		t.Errorf("copied before it was asked for: %q", got)
	}
	if !strings.Contains(h.sheetSays(), words.English.Say("about.report-means")) {
		t.Errorf("it says %q", h.sheetSays())
	}
	h.tap("about.report-copy")
	report := h.fyneApp.Clipboard().Content()
	for _, want := range []string{"motbilde " + casework.Version, "JPEG", "1280", "nb_NO", "2 settings begin as"} {
		if !strings.Contains(report, want) {
			t.Errorf("nothing of %q in\n%s", want, report)
		}
	}
	lines := strings.Split(report, "\n")
	for _, file := range h.seen.Candidates {
		if slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, file.Evidence.Name) }) {
			t.Errorf("%s stands in\n%s", file.Evidence.Name, report)
		}
	}
	if strings.Contains(report, "newsroom") {
		t.Errorf("the name of the display or of the preset's file stands in\n%s", report)
	}
}
