package archive

import (
	"math"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
)

// lessonForm is what makes a case an exercise.
type lessonForm struct {
	Pack       string           `json:"pack"`
	Exercise   string           `json:"exercise"`
	Items      []lessonItemForm `json:"items"`
	EyesFirst  bool             `json:"eyesFirst"`
	Hints      int              `json:"hints"`
	Seconds    figure           `json:"seconds"`
	Confidence int              `json:"confidence"`
	Choice     string           `json:"choice"`
	Candidates []casefile.ID    `json:"candidates"`
	Ratings    []string         `json:"ratings"`
	Answered   bool             `json:"answered"`
	Points     int              `json:"points"`
}

type lessonItemForm struct {
	Evidence casefile.ID `json:"evidence"`
	Item     string      `json:"item"`
}

// mostLessonText bounds an ID of a pack, an exercise or one of its items.
const mostLessonText = 256

func lessonFormOf(d Document) *lessonForm {
	l := d.Lesson
	if l == nil {
		return nil
	}
	f := &lessonForm{
		Pack: l.Pack, Exercise: l.Exercise, Items: []lessonItemForm{}, EyesFirst: l.EyesFirst, Hints: l.Hints, Seconds: figure(l.Took.Seconds()),
		Confidence: l.Confidence, Choice: l.Choice, Candidates: append([]casefile.ID{}, l.Candidates...), Ratings: append([]string{}, l.Ratings...), Answered: l.Answered, Points: l.Points,
	}
	for _, item := range l.Items {
		f.Items = append(f.Items, lessonItemForm(item))
	}
	return f
}

// readLesson reads it. A figure that no lesson has is an error; an item that is
// not there any more is left out.
func (d *Document) readLesson(f lessonForm) error {
	l := &casefile.Lesson{
		Pack: f.Pack, Exercise: f.Exercise, EyesFirst: f.EyesFirst, Hints: f.Hints, Took: momentForm{Seconds: f.Seconds}.time(),
		Confidence: f.Confidence, Choice: f.Choice, Ratings: f.Ratings, Answered: f.Answered, Points: f.Points,
	}
	for _, text := range append([]string{f.Pack, f.Exercise, f.Choice}, f.Ratings...) {
		if len(text) > mostLessonText {
			return malformed("a lesson whose name has %d bytes", len(text))
		}
	}
	sound := f.Hints >= 0 && f.Hints <= math.MaxInt8 && within(f.Seconds, 0, (365*24*time.Hour).Seconds()) &&
		(f.Confidence == 0 || f.Confidence >= 50 && f.Confidence <= 100) && f.Points >= 0 && f.Points <= 100
	if !sound || len(f.Items) > mostEntries || len(f.Candidates) > mostEntries || len(f.Ratings) > math.MaxInt8 {
		return malformed("a figure that no lesson has")
	}
	for _, item := range f.Items {
		if len(item.Item) > mostLessonText {
			return malformed("an item of a lesson whose name has %d bytes", len(item.Item))
		}
		if _, there := d.Case.Find(item.Evidence); !there {
			continue
		}
		if slices.ContainsFunc(l.Items, func(o casefile.LessonItem) bool { return o.Evidence == item.Evidence || o.Item == item.Item }) {
			return malformed("an item of a lesson that is there twice")
		}
		l.Items = append(l.Items, casefile.LessonItem(item))
	}
	for _, id := range f.Candidates {
		if _, there := d.Case.Find(id); there {
			l.Candidates = append(l.Candidates, id)
		}
	}
	d.Lesson = l
	return nil
}
