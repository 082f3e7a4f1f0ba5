package app

import (
	"net/url"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/internal/desk"
)

// What a desktop hands over: one or several files, as paths or as addresses.
func TestWhatTheProgramIsStartedWithIsOpened(t *testing.T) {
	var asked sync.Mutex
	var others []string
	another := func(path string) error {
		asked.Lock()
		defer asked.Unlock()
		others = append(others, path)
		return nil
	}
	elsewhere := func() []string {
		asked.Lock()
		defer asked.Unlock()
		return slices.Sorted(slices.Values(others))
	}
	h := newHall(t, Options{Data: t.TempDir(), Another: another})
	test.NewTempWindow(t, h.frame).Resize(fyne.NewSize(1280, 800))
	claim, source, _ := smallScenes(t)
	path := filepath.Join(t.TempDir(), "første sak.MOTBILDE")
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()

	h.Open([]string{claim, "file://" + filepath.ToSlash(source), path})
	h.until("the pictures are compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.until("the case is opened elsewhere", func(desk.Snapshot) bool { return slices.Equal(elsewhere(), []string{path}) })
	if len(h.seen.Case.Evidence) != 2 {
		t.Errorf("%d items instead of two: a case is no picture", len(h.seen.Case.Evidence))
	}
	h.desk.SaveAs(path)
	h.until("it is saved", func(s desk.Snapshot) bool { return s.Document.Path == path && !s.Document.Saving })
	h.do(named(t, h, "new"))
	h.until("the window is empty", func(s desk.Snapshot) bool { return s.Empty() })

	second := filepath.Join(filepath.Dir(path), "andre.motbilde")
	h.Open([]string{address, second})
	h.until("the case of the address is open", func(s desk.Snapshot) bool { return s.Document.Path == path && s.Compared == 1 })
	h.until("the second is opened elsewhere", func(desk.Snapshot) bool { return slices.Equal(elsewhere(), []string{second, path}) })
	if h.window.Title() != "første sak – Motbilde" {
		t.Errorf("the window is called %q", h.window.Title())
	}
}

func TestAPackThatTheProgramIsStartedWithOpensThePracticeRoom(t *testing.T) {
	h, _ := lessonHall(t, Options{})
	h.Open([]string{packOf(t, h.practice.course.lessons[0])})
	h.settle("the pack is open", func() bool { return h.practice.course.file != nil })
	if !h.room.Opened() {
		t.Error("the room is closed")
	}
}
