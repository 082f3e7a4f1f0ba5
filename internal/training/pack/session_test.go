package pack

import (
	"reflect"
	"testing"

	"github.com/motbilde/motbilde/internal/training"
)

func TestWordsOfExercisesBecomeTheStepsOfASession(t *testing.T) {
	of := func(id string, steps ...int) (l training.Lesson) {
		l.Exercise.ID = id
		for _, s := range steps {
			l.Exercise.Candidates = append(l.Exercise.Candidates, training.Item{ID: id, Step: s})
		}
		return l
	}
	before := []training.Lesson{of("first", 0, 2), of("second", 1, 0, 2, 1)}
	lessons, steps := Session(before, []Cues{{Items: []string{"nobody comes", "anchor"}, Reveal: "cloudberry"}, {Items: []string{"lantern", ""}, Freeze: "granite"}})
	want := []Step{
		{training.Step{Number: 1, Kind: training.StepItems, Exercise: "first"}, "anchor"},
		{training.Step{Number: 2, Kind: training.StepReveal, Exercise: "first"}, "cloudberry"},
		{training.Step{Number: 3, Kind: training.StepItems, Exercise: "second"}, "lantern"},
		{training.Step{Number: 4, Kind: training.StepFreeze, Exercise: "second"}, "granite"},
	}
	if !reflect.DeepEqual(steps, want) {
		t.Errorf("the steps are %+v", steps)
	}
	var come []int
	for _, l := range lessons {
		for _, c := range l.Exercise.Candidates {
			come = append(come, c.Step)
		}
	}
	if !reflect.DeepEqual(come, []int{0, 1, 3, 0, 0, 3}) || before[1].Exercise.Candidates[0].Step != 1 {
		t.Errorf("candidates come with steps %v", come)
	}
}
