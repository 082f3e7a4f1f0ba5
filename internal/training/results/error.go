package results

import "fmt"

// Kind says what is wrong with a file or a code, as far as a person can do something about it.
type Kind int

// The kinds.
const (
	KindUnset  Kind = iota
	NotResults      // another kind of file
	Newer           // of a later version
	TooLarge        // more bytes than the limit
	Malformed       // can't be understood; Detail says where
	NotACode        // a character that no code has; Group says where
	CutOff          // the last group is too short
	Misheard        // a group that does not check
	OtherPack       // a code of another pack
)

var kindWords = [...]string{"unknown", "no results", "a later version", "too large", "malformed", "no code", "cut off", "misheard", "of another pack"}

// String returns the kind in English, for logs and for developers.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindWords) {
		return kindWords[KindUnset]
	}
	return kindWords[k]
}

// Error is why results can't be read.
type Error struct {
	Kind   Kind
	Group  int // of a code, from 1
	Detail string
	Limit  int64
}

func (e *Error) Error() string {
	text := "results: " + e.Kind.String()
	if e.Group > 0 {
		text += fmt.Sprintf(": group %d", e.Group)
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}
