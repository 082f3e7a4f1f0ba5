package pack

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what is wrong with a pack, as far as a person can do something about it.
type Kind int

// The kinds.
const (
	KindUnset Kind = iota
	NotAPack       // another kind of file
	Newer          // of a later version of the form; Detail says which
	TooMany        // more of something than the limit; Detail says of what
	TooLarge       // more bytes than the limit
	Outside        // a name that leads out of the pack, or that not every system can store
	Duplicate      // two of one name
	Stranger       // an entry that pack.json does not name
	Missing        // an entry or file that is named and not there
	Malformed      // pack.json or a key can't be understood; Detail says where
	Damaged        // an entry does not have the bytes that its digest names
	WrongWord      // the word opens nothing
	Locked         // what was asked for needs a word
	BadWord        // while writing: an empty word, or one that two locks have
)

var kindWords = [...]string{
	"unknown", "no pack", "a later version", "too many", "too large", "a name that leads outside", "two of one name", "named nowhere", "missing", "malformed",
	"damaged", "wrong word", "locked", "an empty word, or one that is used twice",
}

// String returns the kind in English, for logs and for developers.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindWords) {
		return kindWords[KindUnset]
	}
	return kindWords[k]
}

// Error is why a pack can't be read or written.
type Error struct {
	Kind     Kind
	Exercise int    // its place in the pack, from 1; 0 where it is of none
	Entry    string // within the pack; may be empty
	Detail   string // in English, for developers
	Limit    int64
}

func (e *Error) Error() string {
	parts := []string{"training pack: " + e.Kind.String()}
	if e.Exercise > 0 {
		parts = append(parts, fmt.Sprintf("exercise %d", e.Exercise))
	}
	if e.Entry != "" {
		parts = append(parts, fmt.Sprintf("%q", e.Entry))
	}
	if e.Detail != "" {
		parts = append(parts, e.Detail)
	}
	return strings.Join(parts, ": ")
}

// ofExercise names the exercise in an error of one.
func ofExercise(err error, number int) error {
	var e *Error
	if !errors.As(err, &e) || e.Exercise > 0 {
		return err
	}
	told := *e
	told.Exercise = number
	return &told
}

func malformed(entry, format string, values ...any) error {
	return &Error{Kind: Malformed, Entry: entry, Detail: fmt.Sprintf(format, values...)}
}
