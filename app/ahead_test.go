package app

import (
	"context"
	"errors"
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/training"
)

// aheadHall is a window whose practice cases are drawn by the test: asked names
// what is to be drawn ahead, and each answer ends one.
func aheadHall(t *testing.T) (h *hall, asked chan string, ends chan error, here *[]string) {
	t.Helper()
	asked, ends, here = make(chan string, 9), make(chan error), new([]string)
	h = newHall(t, Options{Ahead: func(ctx context.Context, id, _ string) error {
		asked <- id
		select {
		case err := <-ends:
			return err
		case <-ctx.Done():
			asked <- id + " stopped"
			return ctx.Err()
		}
	}})
	c := course{id: bundledID, draw: func(_ context.Context, id string, _ func(int, *image.RGBA)) (training.Lesson, error) {
		*here = append(*here, id)
		return training.Lesson{Exercise: training.Exercise{ID: id, Title: training.Both(id, id), Level: 1, Minutes: 5, Task: training.Both("Look.", "Se.")}}, nil
	}}
	for _, id := range []string{"first", "second", "third"} {
		c.exercises = append(c.exercises, training.Exercise{ID: id, Title: training.Both(id, id), Level: 1, Minutes: 5})
	}
	h.takeCourse(c)
	return h, asked, ends, here
}

// hear returns what is said next, while the window goes on.
func (h *hall) hear(said chan string) string {
	h.t.Helper()
	patience := time.After(time.Minute)
	for {
		select {
		case s := <-said:
			return s
		case f := <-h.posted:
			f()
		case <-patience:
			h.t.Fatal("nothing is drawn")
		}
	}
}

func TestTheNextExercisesAreDrawnWhileTheListIsRead(t *testing.T) {
	h, asked, ends, _ := aheadHall(t)
	h.openRoom()
	for _, id := range []string{"first", "second"} {
		if got := h.hear(asked); got != id {
			t.Fatalf("%s is drawn ahead, not %s", got, id)
		}
		ends <- nil
		h.settle(id+" is there", func() bool { return h.practice.course.drawn(id) })
	}
	if h.ahead.id != "" {
		t.Errorf("%s is drawn though two are there", h.ahead.id)
	}
	h.key(fyne.KeyDown) // the list goes on, and so does the drawing
	if got := h.hear(asked); got != "third" {
		t.Fatalf("%s is drawn", got)
	}
	h.closeRoom()
	if got := h.hear(asked); got != "third stopped" || h.ahead.id != "" {
		t.Errorf("who leaves still has %s drawn", h.ahead.id)
	}
}

func TestNothingIsDrawnAheadWhileFilesAreCompared(t *testing.T) {
	h, asked, _, _ := aheadHall(t)
	h.openRoom()
	h.hear(asked)
	s := h.seen
	s.Progress = desk.Progress{Stage: desk.ComparingFiles}
	h.see(s)
	if got := h.hear(asked); got != "first stopped" || h.ahead.id != "" {
		t.Fatalf("while files are compared, %q goes on", h.ahead.id)
	}
	s.Progress = desk.Progress{}
	h.see(s)
	if got := h.hear(asked); got != "first" {
		t.Errorf("afterwards %s is drawn", got)
	}
}

func TestWhoBeginsWhatIsBeingDrawnWaitsForIt(t *testing.T) {
	h, asked, ends, here := aheadHall(t)
	h.openRoom()
	h.hear(asked)
	h.ahead.began = time.Now().Add(-time.Minute)
	begun := false
	h.drawLesson("first", func() { begun = true })
	if begun || !h.practice.drawing || len(*here) > 0 {
		t.Fatalf("it is drawn here too: %v", *here)
	}
	ends <- nil
	h.settle("it begins", func() bool { return begun })

	// What couldn't be drawn ahead is drawn here.
	h.drawAhead()
	for id := h.hear(asked); id != "second"; id = h.hear(asked) {
	}
	begun, h.ahead.began = false, time.Now().Add(-time.Minute)
	h.drawLesson("second", func() { begun = true })
	ends <- errors.New("no room on the disk")
	h.settle("it begins after all", func() bool { return begun })
	if n := len(*here); n != 2 || (*here)[1] != "second" {
		t.Errorf("drawn here: %v", *here)
	}

	// What has only just begun is stopped, and drawn here at once.
	h.practice.chosen = "third"
	h.drawAhead()
	for id := h.hear(asked); id != "third"; id = h.hear(asked) {
	}
	begun = false
	h.drawLesson("third", func() { begun = true })
	if got := h.hear(asked); got != "third stopped" {
		t.Errorf("%s, though who begins it waits", got)
	}
	h.settle("it begins at once", func() bool { return begun })
}
