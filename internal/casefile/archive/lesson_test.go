package archive

import (
	"reflect"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
)

// exampleOfLesson is the example as an exercise.
func exampleOfLesson(t testing.TB) Document {
	t.Helper()
	d := example(t)
	d.Lesson = &casefile.Lesson{
		Pack: "first-steps", Exercise: "night-convoy", EyesFirst: true, Hints: 1, Took: 90 * time.Second, Confidence: 70,
		Choice: "this", Candidates: []casefile.ID{"candidate-1"}, Ratings: []string{"yes", ""},
		Items: []casefile.LessonItem{{Evidence: "claim", Item: "claim"}, {Evidence: "candidate-1", Item: "b"}, {Evidence: "candidate-2", Item: "a"}},
	}
	return d
}

func TestALessonComesBack(t *testing.T) {
	d := exampleOfLesson(t)
	text, log, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Decode(text, log)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(opened.Lesson, d.Lesson) {
		t.Errorf("came back as %+v", opened.Lesson)
	}
	opened.Case, opened.Comparisons = opened.Case.Without("candidate-2"), nil
	if text, log, err = opened.Encode(); err != nil {
		t.Fatal(err)
	}
	if again, err := Decode(text, log); err != nil || again.Lesson.ItemOf("candidate-2") != "" || again.Lesson.EvidenceOf("b") != "candidate-1" {
		t.Errorf("of a lesson without one of its items came %+v (%v)", again.Lesson, err)
	}
	if !opened.Lesson.Hides() {
		t.Error("a lesson with the eyes first hides nothing")
	}
}
