package training

import (
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/words"
)

// Remark is one sentence of feedback, as numbers, so that it can be said in any
// language: see Say.
type Remark struct {
	Kind  RemarkKind
	Share float64       // of the kinds that tell a share, 0 to 1
	Count int           // of the kinds that count
	Of    int           // out of how many
	Off   time.Duration // of the kinds that tell a distance in time
	Word  string        // of the wording, as the learner wrote it
}

// RemarkKind names what went well or wrong; its sentence has the key "training.remark."+kind.
type RemarkKind string

// What is said of the choice.
const (
	ChoiceRight     RemarkKind = "choice-right"
	NoAnswer        RemarkKind = "no-answer"
	NoneNamed       RemarkKind = "none-named"
	WrongCandidate  RemarkKind = "wrong-candidate"
	TooManyNamed    RemarkKind = "too-many-named"
	PartUnnamed     RemarkKind = "part-unnamed"
	TooCareful      RemarkKind = "too-careful"
	Missed          RemarkKind = "missed"
	SameAsAnother   RemarkKind = "same-as-another"
	SameAsGraphics  RemarkKind = "same-as-graphics"
	AnotherAsSame   RemarkKind = "another-as-same"
	PlaceUnseen     RemarkKind = "place-unseen"
	GraphicsAsMatch RemarkKind = "graphics-as-match"
	GraphicsAsPlace RemarkKind = "graphics-as-place"
	GraphicsUnseen  RemarkKind = "graphics-unseen"
	FalseMatch      RemarkKind = "false-match"
	FalsePlace      RemarkKind = "false-place"
	FalseGraphics   RemarkKind = "false-graphics"
	OverClaimed     RemarkKind = "over-claimed"
	RuledOut        RemarkKind = "ruled-out"
	SureAndWrong    RemarkKind = "sure-and-wrong"
	UnsureAndRight  RemarkKind = "unsure-and-right"
)

// What is said of the other parts.
const (
	OutlineAgrees       RemarkKind = "outline-agrees"
	OutlineMissing      RemarkKind = "outline-missing"
	OutlineElsewhere    RemarkKind = "outline-elsewhere"
	OutlineNeedless     RemarkKind = "outline-needless"
	PairsRight          RemarkKind = "pairs-right"
	PairsNear           RemarkKind = "pairs-near"
	PairsFew            RemarkKind = "pairs-few"
	PairsMissing        RemarkKind = "pairs-missing"
	PairsNeedless       RemarkKind = "pairs-needless"
	DifferencesFound    RemarkKind = "differences-found"
	DifferencesFalse    RemarkKind = "differences-false"
	DifferencesMissing  RemarkKind = "differences-missing"
	DifferencesNeedless RemarkKind = "differences-needless"
	FrameRight          RemarkKind = "frame-right"
	FrameOff            RemarkKind = "frame-off"
	FrameMissing        RemarkKind = "frame-missing"
	FrameNeedless       RemarkKind = "frame-needless"
	WordingMeets        RemarkKind = "wording-meets"
	WordingUnrated      RemarkKind = "wording-unrated"
	WordingMissing      RemarkKind = "wording-missing"
	WordingBeyond       RemarkKind = "wording-beyond"
	HintsCost           RemarkKind = "hints-cost"
)

// RemarkKinds returns every kind of remark.
func RemarkKinds() []RemarkKind {
	return []RemarkKind{
		ChoiceRight, NoAnswer, NoneNamed, WrongCandidate, TooManyNamed, PartUnnamed, TooCareful, Missed, SameAsAnother, SameAsGraphics, AnotherAsSame,
		PlaceUnseen, GraphicsAsMatch, GraphicsAsPlace, GraphicsUnseen, FalseMatch, FalsePlace, FalseGraphics, OverClaimed, RuledOut, SureAndWrong, UnsureAndRight,
		OutlineAgrees, OutlineMissing, OutlineElsewhere, OutlineNeedless, PairsRight, PairsNear, PairsFew, PairsMissing, PairsNeedless,
		DifferencesFound, DifferencesFalse, DifferencesMissing, DifferencesNeedless, FrameRight, FrameOff, FrameMissing, FrameNeedless,
		WordingMeets, WordingUnrated, WordingMissing, WordingBeyond, HintsCost,
	}
}

// OfChoice reports whether the kind is what a choice was called.
func (k RemarkKind) OfChoice() bool {
	all := RemarkKinds()
	return slices.Contains(all[:slices.Index(all, SureAndWrong)], k)
}

// Praise reports whether the remark tells of something that went well, so that
// it can be shown with its own sign.
func (r Remark) Praise() bool {
	switch r.Kind {
	case ChoiceRight, FrameRight:
		return true
	case PairsRight, DifferencesFound, WordingMeets:
		return r.Count == r.Of
	case OutlineAgrees:
		return shareOfIoU(r.Share) > 0.5
	}
	return false
}

// Say says the remark as a sentence.
func (r Remark) Say(l words.Language) string {
	return l.Say("training.remark."+string(r.Kind), "share", l.Percent(r.Share, 0),
		"n", l.Count(int64(r.Count)), "of", l.Count(int64(r.Of)), "off", offBy(l, r.Off), "word", l.Quote(r.Word))
}

// offBy says a distance in time: below a minute in seconds, as people do.
func offBy(l words.Language, d time.Duration) string {
	if d < time.Minute {
		return l.Number(max(d.Seconds(), 0.01), 2) + "\u00a0s"
	}
	return l.Clock(d, 0)
}
