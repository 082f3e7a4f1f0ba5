package pack

import (
	"slices"

	"github.com/motbilde/motbilde/internal/training"
)

// Cues are the words that a trainer speaks while an exercise is worked at; an
// empty one is not spoken.
type Cues struct {
	Items  []string // what brings candidates: the word of their Item.Step, counted from 1
	Freeze string   // closes the answers
	Reveal string   // opens the key
}

// Session makes the steps of a session of what is spoken during each exercise,
// one exercise after the other. Exercises were made one by one: their candidates
// count steps from 1 each, and come back with the numbers of the session's.
func Session(lessons []training.Lesson, cues []Cues) (numbered []training.Lesson, steps []Step) {
	for i, lesson := range lessons {
		say := Cues{}
		if i < len(cues) {
			say = cues[i]
		}
		e := &lesson.Exercise
		add := func(kind training.StepKind, word string) {
			steps = append(steps, Step{training.Step{Number: len(steps) + 1, Kind: kind, Exercise: e.ID}, word})
		}
		numbers := map[int]int{} // of the session, by the exercise's own
		for own, word := range say.Items {
			used := func(item training.Item) bool { return item.Step == own+1 }
			if word != "" && slices.ContainsFunc(e.Items(), used) {
				add(training.StepItems, word)
				numbers[own+1] = len(steps)
			}
		}
		renumber := func(items []training.Item) []training.Item {
			items = slices.Clone(items)
			for n := range items {
				items[n].Step = numbers[items[n].Step]
			}
			return items
		}
		e.Candidates, e.Stills = renumber(e.Candidates), renumber(e.Stills)
		if say.Freeze != "" {
			add(training.StepFreeze, say.Freeze)
		}
		if say.Reveal != "" {
			add(training.StepReveal, say.Reveal)
		}
		numbered = append(numbered, lesson)
	}
	return numbered, steps
}
