// Package bundled owns the practice cases that come with the program: drawn when
// they are first wanted, with exact truth. Its main type is Case. It promises
// that a case is the same on every machine (a video apart, whose bytes are
// ffmpeg's), that its key follows from how it was drawn and from nothing that the
// program measures, and that nothing in it shows what happened anywhere.
//
//	Cases ─▶ Open (drawn at first use, kept in a folder) ─▶ training.Lesson
package bundled

import (
	"context"
	"fmt"
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/training"
)

// Case is a practice case before it is drawn: what a list shows of it.
type Case struct {
	ID      string
	Title   training.Text
	Level   int // 1 to 5
	Minutes int
	Family  training.Family   // gives the answer away: for trainers
	Undrawn training.Exercise // all that is known of it before there are pictures
}

// plan is how a case is made.
type plan struct {
	id      string
	family  training.Family
	level   int
	minutes int
	asked   []training.Asked
	draw    func(t *table)
}

var (
	whole  = []training.Asked{training.AskChoice, training.AskOutline, training.AskPairs, training.AskWording}
	differ = []training.Asked{training.AskChoice, training.AskPairs, training.AskDifferences, training.AskWording}
	chosen = []training.Asked{training.AskChoice, training.AskWording}
)

// exercise returns what is told of the case before it is drawn.
func (p plan) exercise() training.Exercise {
	return training.Exercise{ID: p.id, Level: p.level, Minutes: p.minutes, Asked: p.asked, EyesFirst: true, Hints: hintCosts}
}

// plans are the cases from easy to hard.
var plans = []plan{
	{"camp", training.Cropped, 1, 6, whole, camp},
	{"pass", training.Mirrored, 1, 6, whole, pass},
	{"march", training.Greyed, 2, 6, whole, march},
	{"harbour", training.Inverted, 2, 6, whole, harbour},
	{"factory", training.Overlaid, 2, 8, whole, factory},
	{"convoy", training.OfVideo, 3, 8, []training.Asked{training.AskChoice, training.AskFrame, training.AskWording}, convoy},
	{"two-streets", training.Collage, 3, 8, whole, twoStreets},
	{"letter", training.Edited, 3, 8, differ, letter},
	{"flood", training.Edited, 4, 8, differ, flood},
	{"square", training.OtherMoment, 4, 8, differ, square},
	{"radar", training.OtherMoment, 4, 8, differ, radar},
	{"newsroom", training.SharedGraphic, 4, 8, chosen, newsroom},
	{"smoke", training.CannotTell, 4, 6, chosen, smoke},
	{"stand", training.LineUp, 5, 10, whole, stand},
	{"port", training.NoneOfThem, 5, 8, chosen, port},
}

// hintCosts is what the hints of a case cost, from the lightest on.
var hintCosts = []int{5, 10, 20}

// Cases returns the practice cases, from easy to hard.
func Cases() []Case {
	out := make([]Case, len(plans))
	for i, p := range plans {
		texts, e := textsOf(p.id, nil), p.exercise()
		e.Title, e.Task = texts.title, texts.task
		out[i] = Case{p.id, texts.title, p.level, p.minutes, p.family, e}
	}
	return out
}

// Options says how cases are drawn.
type Options struct {
	// FFmpeg is the path of ffmpeg, or empty to look for it. Without one a video is
	// a moving GIF.
	FFmpeg string
	// Scale is the size of the pictures; 0 is 1, which is what people see.
	Scale float64

	// Drawn is told how many pictures there are so far, and the claim once there is
	// one: nothing that gives the answer away. It may be nil.
	Drawn func(pictures int, claim *image.RGBA)

	oneDecoy bool // for tests, which need not draw them all
}

// Draw draws a case. An unknown one panics.
func Draw(ctx context.Context, id string, o Options) (training.Lesson, error) {
	t, err := drawn(ctx, id, o)
	return training.Lesson(t.lesson), err
}

func drawn(ctx context.Context, id string, o Options) (*table, error) {
	i := slices.IndexFunc(plans, func(p plan) bool { return p.id == id })
	if i < 0 {
		panic("bundled: there is no case " + id)
	}
	p := plans[i]
	if o.Scale == 0 {
		o.Scale = 1
	}
	t := newTable(ctx, p, o)
	p.draw(t)
	if t.err != nil {
		return t, fmt.Errorf("drawing the practice case %q: %w", id, t.err)
	}
	t.lesson.say(t.figures)
	return t, nil
}

// lesson is a training.Lesson that its texts are put into.
type lesson training.Lesson

// say fills in what people read.
func (l *lesson) say(figures []string) {
	s := textsOf(l.Exercise.ID, figures)
	l.Exercise.Title, l.Exercise.Task = s.title, s.task
	l.Key.Hints = nil
	for i, h := range s.hints {
		l.Key.Hints = append(l.Key.Hints, training.Hint{Text: h, Cost: l.Exercise.Hints[i]})
	}
	l.Key.Explanation, l.Key.Careful, l.Key.Weak, l.Key.Teacher = s.explanation, s.careful, s.weak, s.teacher
	l.Key.Checklist = append(training.DefaultChecklist(), training.Check{Question: s.check, Right: s.right})
}
