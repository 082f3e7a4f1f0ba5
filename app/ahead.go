package app

import (
	"context"
	"time"

	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/training"
)

// A practice case takes seconds to draw. The next one that a learner may begin is
// drawn meanwhile: by another process that gives way to all else, into the folder
// where drawn cases are kept.

// ahead is what is drawn before it is asked for.
type ahead struct {
	draw  func(ctx context.Context, id, ffmpeg string) error // see Options.Ahead
	id    string                                             // what is being drawn; empty: nothing
	began time.Time
	stop  context.CancelFunc
	ended chan struct{}   // closed once its process has ended
	run   int             // counts them: what was stopped has no say any more
	then  func()          // goes on once it has ended, drawn or not; nil: nobody waits
	tried map[string]bool // what couldn't be: once is enough
}

// drawAhead begins to draw what a learner may begin next, and stops what is
// drawn where nobody reads or solves, or where the processor is wanted.
func (w *Window) drawAhead() {
	a, pr := &w.ahead, &w.practice
	if a.draw == nil {
		return
	}
	practising := w.room.Opened() || w.seen.Lesson != nil && w.seen.Lesson.Pack == bundledID
	if !practising || pr.course.id != bundledID || w.seen.Progress.Stage == desk.ComparingFiles || w.seen.Progress.Search != nil {
		w.stopAhead()
		return
	}
	id := w.next()
	if a.id != "" || pr.drawing || id == "" || w.seen.Progress.Stage != desk.Idle {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	a.run++
	ended := make(chan struct{})
	a.id, a.stop, a.began, a.ended = id, stop, time.Now(), ended
	c, ffmpeg, run := pr.course, w.settings.ffmpeg, a.run
	w.beside(func() (take func(), err error) {
		defer stop()
		var lesson training.Lesson
		failed := a.draw(ctx, id, ffmpeg)
		close(ended)
		if failed == nil {
			lesson, failed = c.draw(ctx, id, nil) // it lies there now, and is only read
		}
		return func() {
			if run == a.run && a.id == id {
				w.aheadEnded(c.id, lesson, failed == nil)
			}
		}, nil
	})
}

// aheadEnded takes what was drawn ahead, and lets go on who waited for it. Why
// one couldn't be drawn is told when somebody begins it.
func (w *Window) aheadEnded(course string, lesson training.Lesson, ok bool) {
	a, pr := &w.ahead, &w.practice
	id, then := a.id, a.then
	a.id, a.then = "", nil
	switch {
	case !ok:
		a.tried = with(a.tried, id)
	case pr.course.id == course && !pr.course.drawn(id):
		pr.course = pr.course.withDrawn(lesson)
	}
	if then != nil {
		then()
	}
	w.showRoom()
	w.drawAhead()
}

func with(set map[string]bool, id string) map[string]bool {
	if set == nil {
		set = map[string]bool{}
	}
	set[id] = true
	return set
}

// stopAhead stops what is being drawn, if nobody waits for it.
func (w *Window) stopAhead() {
	if a := &w.ahead; a.id != "" && a.then == nil {
		a.stop()
		a.id = ""
	}
}

// youngAhead is for how long what was begun is dropped rather than waited for:
// it gives way to everything, and who waits should not.
const youngAhead = 2 * time.Second

// waitsForAhead reports whether that exercise is being drawn already; then it
// goes on once that has ended. What else is drawn ahead is stopped.
func (w *Window) waitsForAhead(id string, then func()) bool {
	a := &w.ahead
	if a.id != id || time.Since(a.began) < youngAhead {
		w.stopAhead()
		return false
	}
	a.then = then
	return true
}

// mostAhead is how many exercises after the one that is chosen or open are drawn.
const mostAhead = 1

// next returns which exercise is to be drawn ahead: the one that is read of, or
// else one that follows it or the one that is being solved. Empty: none.
func (w *Window) next() string {
	pr := &w.practice
	at, left := pr.chosen, mostAhead+1
	if l := w.seen.Lesson; !w.room.Opened() && l != nil {
		at = l.Exercise
	}
	begun := false
	for _, e := range pr.course.exercises {
		if begun = begun || e.ID == at; !begun {
			continue
		}
		if !pr.course.drawn(e.ID) && !w.ahead.tried[e.ID] {
			return e.ID
		}
		if left--; left == 0 {
			break
		}
	}
	return ""
}

// endAhead stops whatever is being drawn: the window is gone. The program stays
// until its process is, which takes no time, or else a second.
func (w *Window) endAhead() {
	a := w.ahead
	w.ahead = ahead{} // nothing is begun after it
	if a.id == "" {
		return
	}
	a.stop()
	select {
	case <-a.ended:
	case <-time.After(time.Second):
	}
}
