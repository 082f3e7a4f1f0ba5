package archive

import "fmt"

// Kind says what is wrong with a case file, as far as a person can do something about it.
type Kind int

// The kinds.
const (
	KindUnset   Kind = iota
	NotACase         // another kind of file
	EndsEarly        // the end of the file is missing
	Newer            // written in a form of a later version of the program
	TooMany          // more entries than the limit
	TooLarge         // more bytes than the limit, in one entry or in all
	Packed           // an entry is compressed or encrypted
	Outside          // the name of an entry leads out of the file: absolute, or with "..", a drive or a control character
	Duplicate        // two entries of one name
	Link             // an entry is a link to another file
	Stranger         // an entry that a case file does not have
	Missing          // an entry that it must have is not there
	Damaged          // a part is not what was written
	WrongDigest      // an original does not have the bytes that its digest names
	Malformed        // case.json can't be understood; Detail says where
	BrokenLog        // the log's chain, count or head does not hold; Detail says where
	Changed          // while writing: a file is no longer the one that was received
)

var kindWords = [...]string{
	"unknown", "no case file", "the file ends early", "a newer form", "too many entries", "too large", "packed entry",
	"a name that leads outside", "two entries of one name", "a link", "an entry that does not belong", "missing entry",
	"damaged", "wrong digest", "malformed", "broken log", "the file has changed",
}

// String returns the kind in English, for logs and for developers.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindWords) {
		return kindWords[KindUnset]
	}
	return kindWords[k]
}

// Unreadable reports whether nothing can be said of the content: the file as a
// whole could not be read as a case. Of other kinds a named part does not hold.
func (k Kind) Unreadable() bool {
	switch k {
	case KindUnset, NotACase, EndsEarly, Newer, TooMany, TooLarge:
		return true
	}
	return false
}

// Error is why a case file can't be read or written.
type Error struct {
	Kind   Kind
	Entry  string // of the container, or the name of the evidence for Changed; empty where it is about the file as a whole
	Detail string // in English, for support; may be empty
	Limit  int64  // bytes or entries, for the kinds that exceed one
}

// Error returns one line in English; people get the sentences of package problem.
func (e *Error) Error() string {
	text := "case file: "
	if e.Entry != "" {
		text += fmt.Sprintf("%q: ", e.Entry)
	}
	text += e.Kind.String()
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}
