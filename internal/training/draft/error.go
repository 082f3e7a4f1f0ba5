package draft

import "fmt"

// Kind says what is wrong with a draft, as far as a person can do something about it.
type Kind int

// The kinds.
const (
	KindUnset    Kind = iota
	NoSource          // no file was named
	NoCandidates      // neither the source nor decoys are to lie on the table
	NoFrame           // the video has no frame at that time
	OtherSize         // the picture that lies in the source's place has another size
	NoRegion          // the place of an edit lies outside of the picture, or nothing beside it can cover it
	NoPicture         // an overlay without a picture
	BadAmount         // an edit's amount is out of bounds
	BadSize           // the claim would be too small or too large
	UnknownEdit       // of another program
)

var kindWords = [...]string{
	"unknown", "no source", "no candidates", "no frame at that time", "another size", "no such place on the picture", "no picture to lay over",
	"amount out of bounds", "too small or too large", "unknown edit",
}

// String returns the kind in English, for logs and for developers.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindWords) {
		return kindWords[KindUnset]
	}
	return kindWords[k]
}

// Error is why an exercise can't be made.
type Error struct {
	Kind Kind
	Edit int // its place among the edits, from 1; 0 where it is of none
}

func (e *Error) Error() string {
	if e.Edit > 0 {
		return fmt.Sprintf("making an exercise: edit %d: %v", e.Edit, e.Kind)
	}
	return fmt.Sprintf("making an exercise: %v", e.Kind)
}
