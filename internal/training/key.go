package training

import (
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Family is what an exercise is about. It gives the answer away, so it is shown
// only afterwards and in the trainer's table.
type Family string

// The families of exercises, from easy to hard.
const (
	Cropped       Family = "cropped"
	Mirrored      Family = "mirrored"
	Greyed        Family = "greyed" // grey and compressed again
	Inverted      Family = "inverted"
	Overlaid      Family = "overlaid"
	OfVideo       Family = "of-video"
	Collage       Family = "collage"
	Edited        Family = "edited"         // something taken out or pasted in
	OtherMoment   Family = "other-moment"   // the same place from the same spot, another exposure
	SharedGraphic Family = "shared-graphic" // the same graphics over different pictures
	CannotTell    Family = "cannot-tell"    // too little to judge
	LineUp        Family = "line-up"        // the source among many
	NoneOfThem    Family = "none-of-them"
)

// Families returns every family, from easy to hard.
func Families() []Family {
	return []Family{
		Cropped, Mirrored, Greyed, Inverted, Overlaid, OfVideo, Collage, Edited, OtherMoment, SharedGraphic, CannotTell, LineUp, NoneOfThem,
	}
}

// Choice is what a learner says of the candidates.
type Choice string

// The choices. The first three name candidates, the others none.
const (
	NotChosen     Choice = ""
	ThisOne       Choice = "this"     // the claim was taken from the candidates named
	AnotherMoment Choice = "another"  // the same place, another exposure
	GraphicsOnly  Choice = "graphics" // only graphics are shared
	None          Choice = "none"     // no candidate
	CantTell      Choice = "cannot-tell"
)

// Choices returns the choices in the order in which they are offered.
func Choices() []Choice { return []Choice{ThisOne, AnotherMoment, GraphicsOnly, None, CantTell} }

// NamesCandidates reports whether the choice is about candidates that it names.
func (c Choice) NamesCandidates() bool {
	return c == ThisOne || c == AnotherMoment || c == GraphicsOnly
}

// Placement is where the claim lies on a candidate: exact, by the program that made both.
type Placement struct {
	Candidate            string // Item.ID
	CandidateFromClaimed geom.Map
	Within               geom.Quad // the part of the claim that the map holds for, claim pixels; zero is all of it
}

// Key is the truth of an exercise, and what is said of it afterwards.
type Key struct {
	Family Family
	Choice Choice
	// Placements are the candidates that it is right to name. With AnotherMoment the
	// map holds for what stands still, with GraphicsOnly for the graphics; None
	// and CantTell have none.
	Placements []Placement
	// Every says that all placements must be named (a collage); else any will do
	// (a second copy of the same picture).
	Every       bool
	Inverted    bool
	Differences []geom.Rect   // what was taken out, pasted or has moved, claim pixels
	From, To    time.Duration // of a video: the frames that can't be told apart, both ends included
	Hints       []Hint        // as many as Exercise.Hints
	Explanation Text
	Careful     Text // an example of a conclusion
	Weak        Text // one that goes beyond the evidence
	Checklist   []Check
	Teacher     Text // notes
}

// Hint is help that costs points.
type Hint struct {
	Text Text
	Cost int // points of the 100, as in Exercise.Hints
}

// Check is one question that a learner, or a trainer, answers on the wording of a conclusion.
type Check struct {
	Question Text
	Right    bool // what holds for a careful conclusion
}

// On returns the placement on a candidate.
func (k Key) On(candidate string) (Placement, bool) {
	i := slices.IndexFunc(k.Placements, func(p Placement) bool { return p.Candidate == candidate })
	if i < 0 {
		return Placement{}, false
	}
	return k.Placements[i], true
}

// Part returns the part of the claim that the placement holds for, claim pixels.
func (p Placement) Part(claim geom.Size) geom.Quad {
	if p.Within == (geom.Quad{}) {
		return claim.Quad()
	}
	return p.Within
}

// Outline returns where that part lies on the candidate, candidate pixels, its
// corners in the order of the claim's: of a mirrored one they run the other way round.
func (p Placement) Outline(claim geom.Size) geom.Quad {
	return p.CandidateFromClaimed.ApplyQuad(p.Part(claim))
}

// Mirrored reports whether the claim lies mirrored on the candidate.
func (p Placement) Mirrored(claim geom.Size) bool {
	return p.CandidateFromClaimed.Mirrored(p.Part(claim).Bounds().Centre())
}

// Say says the choice as a learner reads it on its button.
func (c Choice) Say(l words.Language) string {
	if c == NotChosen {
		return l.Say("training.choice.none-made")
	}
	return l.Say("training.choice." + string(c))
}

// Say names the family.
func (f Family) Say(l words.Language) string { return l.Say("training.family." + string(f)) }
