// Package training owns exercises with known truth: what a learner is asked,
// what the truth is, and how an answer is marked. Its main type is Exercise. It
// promises that an exercise holds nothing of its answer (that lies in Key, apart
// from it), and that the same answer gets the same marks everywhere: in the
// window, on the command line and on another machine.
//
//	Pack ─▶ Exercise ─▶ a case on the desk ─▶ Answer ─┐
//	     └▶ Key ──────────────────────────────────────┴─▶ Mark ─▶ Marks ─▶ Attempt ─▶ results
package training

import (
	"bytes"
	"io"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Text is what a person reads, by language.
type Text map[words.Language]string

// In returns the text in that language; where it is missing, in English, else
// in whatever language is there.
func (t Text) In(l words.Language) string {
	for _, language := range []words.Language{l, words.English, words.Norwegian} {
		if text := t[language]; text != "" {
			return text
		}
	}
	return ""
}

// Empty reports whether nothing is said in any language.
func (t Text) Empty() bool { return t.In(words.English) == "" }

// Both returns a text in both languages.
func Both(english, norwegian string) Text {
	return Text{words.English: english, words.Norwegian: norwegian}
}

// Asked is one part of an answer that an exercise asks for and marks.
type Asked string

// The parts of an answer, in the order in which they are asked and told.
const (
	AskChoice      Asked = "choice"
	AskOutline     Asked = "outline"     // where the claim lies on the candidate
	AskPairs       Asked = "pairs"       // the same details on both pictures
	AskDifferences Asked = "differences" // where they differ
	AskFrame       Asked = "frame"       // which moment of a video
	AskWording     Asked = "wording"     // a conclusion not beyond the evidence
)

// Item is one file of an exercise. Name is the file's in the pack and may give
// the answer away; a learner sees neutral names until the answer is given.
type Item struct {
	ID      string // unique within the exercise: small letters, digits and hyphens
	Name    string // in the pack, with forward slashes
	SHA256  string // of the file's bytes, in hexadecimal; empty until it is packed
	Size    geom.Size
	Video   bool // Size is that of its frames
	Credit  string
	Licence string
	Step    int // the Step.Number with which it comes to the table; 0 at the start
	// Of a still in Exercise.Stills: the video's ID and the still's time.
	FrameOf string
	At      time.Duration
}

// Exercise is what a learner gets. It holds nothing of the answer. Ask for the
// same parts whatever the truth is: what doesn't apply and is left empty costs nothing.
type Exercise struct {
	ID         string // unique within the pack: small letters, digits and hyphens
	Title      Text
	Task       Text
	Level      int // 1 to 5
	Minutes    int
	Claim      Item
	Candidates []Item // in the pack's order; a learner sees them in the order of Shuffled
	// Stills stand for the candidates that are videos on machines that can't read
	// videos: whoever names the still names its video, and its time.
	Stills    []Item
	Asked     []Asked
	EyesFirst bool  // the program's own finding stays hidden until the answer is given
	Hints     []int // what each costs, points of the 100; their words lie in Key
}

// Items returns every file of the exercise: the claim, the candidates, the stills.
func (e Exercise) Items() []Item {
	return slices.Concat([]Item{e.Claim}, e.Candidates, e.Stills)
}

// Candidate returns the candidate of that ID.
func (e Exercise) Candidate(id string) (Item, bool) {
	for _, c := range e.Candidates {
		if c.ID == id {
			return c, true
		}
	}
	return Item{}, false
}

// Asks reports whether the exercise asks for that part.
func (e Exercise) Asks(part Asked) bool { return slices.Contains(e.Asked, part) }

// HintCost returns what the first hints cost together, points of the 100.
func (e Exercise) HintCost(taken int) (points int) {
	for _, cost := range e.Hints[:min(max(taken, 0), len(e.Hints))] {
		points += max(cost, 0)
	}
	return min(points, 100)
}

// StepKind is what a step of a session does.
type StepKind string

// The kinds of steps.
const (
	StepItems  StepKind = "items"  // candidates come to the table: those with Item.Step
	StepFreeze StepKind = "freeze" // answers can't be changed any more
	StepReveal StepKind = "reveal" // the key is opened
)

// Step is a moment of a session that a word opens, which the trainer speaks.
type Step struct {
	Number   int // from 1, in the order of the session, unique in the pack
	Kind     StepKind
	Exercise string // Exercise.ID
	Title    Text   // what the trainer's list says; may be empty
}

// File is one file of a lesson with its bytes.
type File struct {
	Name string // as Item.Name
	Size int64
	Open func() (io.ReadCloser, error)
}

// FileOf returns a file of these bytes, which nobody may change afterwards.
func FileOf(name string, data []byte) File {
	return File{name, int64(len(data)), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

// Lesson is an exercise with its key and its files: what is drawn, made by a
// trainer, and put into a pack.
type Lesson struct {
	Exercise Exercise
	Key      Key
	Files    []File // one for each of Exercise.Items, by name
}

// Say names the part.
func (a Asked) Say(l words.Language) string { return l.Say("training.part." + string(a)) }
