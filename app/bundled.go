package app

import (
	"context"

	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
)

// bundledID is that of the pack that comes with the program.
const bundledID = "bundled"

// bundledCourse returns the exercises that come with the program. They are drawn
// when they are first begun.
func bundledCourse() course {
	return course{
		id:        bundledID,
		exercises: []training.Exercise{{ID: "convoy", Title: training.Both("The convoy", "Konvoien"), Level: 1, Minutes: 8}},
		draw:      func(context.Context, string) (training.Lesson, error) { return sampleLesson(), nil },
	}
}

// sampleLesson is the sample case as an exercise.
func sampleLesson() training.Lesson {
	files := synth.Sample().Files()
	e := training.Exercise{
		ID: "convoy", Title: training.Both("The convoy", "Konvoien"),
		Task: training.Both("A grey picture is spread as a convoy under attack. Which of the four pictures was it taken from, if any?",
			"Et grått bilde spres som en konvoi under angrep. Hvilket av de fire bildene er det tatt fra, om noe?"),
		Level: 1, Minutes: 8, EyesFirst: true, Hints: []int{5, 10},
		Asked: []training.Asked{training.AskChoice, training.AskOutline, training.AskPairs, training.AskDifferences, training.AskWording},
	}
	k := training.Key{
		Family: training.Greyed, Choice: training.ThisOne,
		Hints:       []training.Hint{{Text: training.Both("Look at the bend of the road.", "Se på svingen i veien."), Cost: 5}, {Text: training.Both("It was cut on all four sides.", "Det er beskåret på alle fire sider."), Cost: 10}},
		Explanation: training.Both("It is a crop of the game’s frame, grey and compressed again.", "Det er et utsnitt av bildet fra spillet, grått og komprimert på nytt."),
		Careful:     training.Both("The picture agrees with a part of a frame of a game; the button and the notice lie outside it.", "Bildet stemmer med en del av et bilde fra et spill. Knappen og meldingen ligger utenfor."),
		Weak:        training.Both("The picture is fake.", "Bildet er falskt."),
		Checklist:   training.DefaultChecklist(),
	}
	lesson := training.Lesson{}
	for i, f := range files {
		item := training.Item{ID: string(rune('a' + i)), Name: f.Name, Size: f.Size, Credit: "Motbilde"}
		if f.Claim {
			e.Claim = item
		} else {
			e.Candidates = append(e.Candidates, item)
			if f.Truth.Kind == files[0].Truth.Kind {
				k.Placements = []training.Placement{{Candidate: item.ID, CandidateFromClaimed: files[0].Truth.CandidateFromClaimed}}
			}
		}
		lesson.Files = append(lesson.Files, training.FileOf(f.Name, f.Data))
	}
	lesson.Exercise, lesson.Key = e, k
	return lesson
}
