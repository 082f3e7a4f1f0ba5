package casefile

import (
	"slices"
	"time"
)

// Lesson says that a case is an exercise, and how far its learner has come. It
// is no edit: what a hint has cost is not undone. It holds nothing of the
// exercise's answer.
type Lesson struct {
	Pack, Exercise string // their IDs
	Items          []LessonItem
	EyesFirst      bool // nothing is compared before the answer is given
	Hints          int  // taken so far
	Took           time.Duration
	Confidence     int      // percent that the learner gave, 50 to 100; 0 where none was given yet
	Choice         string   // what the learner says of the candidates, a word of the exercises; empty where nothing yet
	Candidates     []ID     // of which candidates; none where it is of none
	Ratings        []string // by the exercise's checklist: "yes", "no" or empty
	Answered       bool
	Points         int // of 100, where it was answered
}

// LessonItem says which item of an exercise a piece of evidence is.
type LessonItem struct {
	Evidence ID
	Item     string
}

// Hides reports whether the program's own finding has to stay out of sight.
func (l *Lesson) Hides() bool { return l != nil && l.EyesFirst && !l.Answered }

// ItemOf returns the item of an exercise that a piece of evidence is; empty where it is none.
func (l *Lesson) ItemOf(id ID) string {
	if i := slices.IndexFunc(l.Items, func(o LessonItem) bool { return o.Evidence == id }); i >= 0 {
		return l.Items[i].Item
	}
	return ""
}

// EvidenceOf returns the evidence that an item of an exercise is; empty where it is none.
func (l *Lesson) EvidenceOf(item string) ID {
	if i := slices.IndexFunc(l.Items, func(o LessonItem) bool { return o.Item == item }); i >= 0 {
		return l.Items[i].Evidence
	}
	return ""
}
