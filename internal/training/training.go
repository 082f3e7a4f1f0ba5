// Package training owns exercises with known truth: what a learner is asked,
// what the truth is, and how an answer is marked. Its main type is Exercise. It
// promises that an exercise holds nothing of its answer (that lies in Key, apart
// from it), and that the same answer gets the same marks everywhere: in the
// window, on the command line and on another machine.
//
//	Pack ─▶ Exercise ─▶ a case on the desk ─▶ Answer ─┐
//	     └▶ Key ──────────────────────────────────────┴─▶ Mark ─▶ Marks ─▶ Attempt ─▶ Summary
package training

import (
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Text is what a person reads, by language. Where a language is missing, In returns another that is there.
type Text map[words.Language]string

// Family is what an exercise is about. It gives the answer away, so it is shown
// only afterwards and in the trainer's table.
type Family string

// The families of the bundled exercises, from easy to hard.
const (
	Cropped       Family = "cropped"
	Mirrored      Family = "mirrored"
	Greyed        Family = "greyed" // grey and compressed again
	Inverted      Family = "inverted"
	Overlaid      Family = "overlaid"
	OfVideo       Family = "of-video"
	Collage       Family = "collage"
	Edited        Family = "edited"         // something removed or pasted
	OtherMoment   Family = "other-moment"   // the same place from the same spot, another exposure
	SharedGraphic Family = "shared-graphic" // the same graphics over different pictures
	CannotTell    Family = "cannot-tell"    // too little to judge
	LineUp        Family = "line-up"        // the source among many
	NoneOfThem    Family = "none-of-them"
)

// Asked is one part of an answer that an exercise asks for and marks.
type Asked string

// The parts of an answer.
const (
	AskChoice      Asked = "choice"
	AskOutline     Asked = "outline"     // where the claim lies on the candidate
	AskPairs       Asked = "pairs"       // the same details on both pictures
	AskDifferences Asked = "differences" // where they differ
	AskFrame       Asked = "frame"       // which moment of a video
	AskWording     Asked = "wording"     // a conclusion not beyond the evidence
)

// Item is one file of an exercise. Name is the file's in the pack and may give
// the answer away; a learner sees Neutral names until the answer is given.
type Item struct {
	ID      string
	Name    string // in the pack, with forward slashes
	SHA256  string
	Size    geom.Size // pixels of the picture, or of the video's frames
	Video   bool
	Credit  string
	Licence string
	Step    int // with which step of a session it comes to the table; 0 at the start
}

// Hint is help that costs points.
type Hint struct {
	Text Text
	Cost int // points of the 100
}

// Exercise is what a learner gets. It holds nothing of the answer.
type Exercise struct {
	ID         string
	Title      Text
	Task       Text
	Level      int // 1 to 5
	Minutes    int
	Claim      Item
	Candidates []Item // in the pack's order; a learner sees them in the order of Shuffled
	Asked      []Asked
	EyesFirst  bool  // the program's own finding stays hidden until the answer is given
	Hints      []int // what each costs; their words lie in Key
}

// Choice is what a learner says of the candidates.
type Choice string

// The choices.
const (
	NotChosen     Choice = ""
	ThisOne       Choice = "this"     // the claim was taken from the candidate named
	AnotherMoment Choice = "another"  // the same place, another exposure
	GraphicsOnly  Choice = "graphics" // only graphics are shared
	None          Choice = "none"     // no candidate
	CantTell      Choice = "cannot-tell"
)

// Key is the truth of an exercise, and what is said of it afterwards.
type Key struct {
	Family    Family
	Choice    Choice
	Candidate string // Item.ID; empty with None and CantTell
	// AlsoRight are other candidates that count as well (a second copy of the same picture).
	AlsoRight []string
	// CandidateFromClaimed is exact where there is one. Of a collage it is that of the part Within.
	CandidateFromClaimed geom.Map
	Within               geom.Quad // the part of the claim that the map holds for, claim pixels
	Mirrored, Inverted   bool
	Differences          []geom.Rect   // what was removed, pasted or has moved, claim pixels
	From, To             time.Duration // of a video: the frames that can't be told apart
	Hints                []Hint
	Explanation          Text
	Careful, Weak        Text // an example of a conclusion each
	Checklist            []Check
	Teacher              Text // notes
}

// Check is one question that a learner, or a trainer, answers on the wording of a conclusion.
type Check struct {
	Question Text
	Right    bool // what a careful conclusion answers
}

// Answer is what a learner gave.
type Answer struct {
	Confidence  int // percent that the choice is right, 50 to 100, asked before the answer
	Choice      Choice
	Candidate   string    // Item.ID
	Outline     geom.Quad // where the claim's corners lie on the candidate, candidate pixels; empty where it wasn't set
	Pairs       []Pair
	Differences []geom.Rect // claim pixels
	Frame       time.Duration
	Wording     string
	Checked     []bool // by Key.Checklist
	HintsTaken  int
	Took        time.Duration
}

// Pair is one detail on both pictures, each in its own pixels.
type Pair struct{ Claimed, Candidate geom.Point }
