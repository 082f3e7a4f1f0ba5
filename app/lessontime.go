package app

import (
	"time"

	"github.com/motbilde/motbilde/app/lessons"
)

// startTimer has the panel count the time that the learner takes.
func (w *Window) startTimer() {
	w.stopTimer()
	w.practice.since, w.practice.paused = time.Now(), false
	w.tick()
}

func (w *Window) tick() {
	if !w.seen.Solving() {
		w.stopTimer()
		return
	}
	w.desk.LessonTook(w.lapsed())
	w.showTimer()
	w.practice.ticking = after(w.post, time.Second, w.tick)
}

// lapsed returns the time since it was asked last.
func (w *Window) lapsed() time.Duration {
	now := time.Now()
	d := now.Sub(w.practice.since)
	w.practice.since = now
	if w.practice.paused {
		return 0
	}
	return max(0, min(d, 5*time.Second)) // a machine that slept is not a learner who thought
}

// pauseTimer has the time stand still, as while the class talks, or go on.
func (w *Window) pauseTimer(paused bool) {
	w.desk.LessonTook(w.lapsed())
	w.practice.paused = paused
	w.showTimer()
}

func (w *Window) stopTimer() {
	w.timer.Hide()
	if w.practice.ticking != nil {
		w.practice.ticking()
		w.practice.ticking = nil
	}
}

// showTimer says on the panel how long the learner has worked, of how long it
// may take, and counts in the head what is left, for a whole room to read.
func (w *Window) showTimer() {
	l := w.settings.language
	now := w.desk.Lesson()
	if now == nil {
		return
	}
	says := l.Say("lessons.timer.end", "time", l.Clock(now.Took.Truncate(time.Second), 0))
	head := lessons.Time{Left: now.Took, Up: true, Paused: w.practice.paused}
	if e, ok := w.openExercise(); ok && e.Minutes > 0 {
		head.Left, head.Up = time.Duration(e.Minutes)*time.Minute-now.Took, false
		says = l.Say("lessons.timer", "time", l.Clock(now.Took.Truncate(time.Second), 0), "minutes", l.Plural("lessons.minutes", e.Minutes))
	}
	w.lesson.SetTimer(says)
	if w.seen.Solving() {
		w.timer.Show(head)
	}
}
