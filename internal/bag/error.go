package bag

import "fmt"

// Kind says what is wrong with a bag, as far as a person can do something about it.
type Kind int

// The kinds.
const (
	KindUnset   Kind = iota
	NotABag          // another kind of file, or a zip without the files of a bag
	OtherForm        // another version of the form, or another encoding
	TooMany          // more files than the limit
	TooLarge         // more bytes than the limit, or a file that unpacks to far more than it takes
	Outside          // a name that leads out of the bag
	Duplicate        // two files of one name
	Link             // a link, or another thing that is no file
	Elsewhere        // it names files that are kept elsewhere (fetch.txt)
	Missing          // a file that a manifest names, or that must be there
	Stranger         // a file that no manifest names
	Malformed        // a manifest that can't be understood; Detail says where
	WrongDigest      // a file that does not have the bytes that its digest names
	WrongCount       // the sum of files and bytes in bag-info.txt is another
	Damaged          // the zip itself is damaged
	Unsafe           // while writing: a path that not every system can store, or twice
	Changed          // while writing: a file has other bytes than it had
)

var kindWords = [...]string{
	"unknown", "no bag", "another form", "too many files", "too large", "a name that leads outside", "two files of one name",
	"a link", "files kept elsewhere", "missing", "named by no manifest", "malformed", "wrong digest", "wrong count", "damaged",
	"a path that not every system can store", "the file has changed",
}

// String returns the kind in English, for logs and for developers.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindWords) {
		return kindWords[KindUnset]
	}
	return kindWords[k]
}

// Unreadable reports whether nothing can be said of the content: the file as a
// whole could not be read as a bag. Of other kinds a named part does not hold.
func (k Kind) Unreadable() bool {
	switch k {
	case KindUnset, NotABag, OtherForm, TooMany, TooLarge:
		return true
	}
	return false
}

// Error is why a bag can't be read or written, or what of it does not hold.
type Error struct {
	Kind   Kind
	Entry  string // the path within the bag; empty where it is about the file as a whole
	Detail string // in English, for support; may be empty
	Limit  int64  // bytes or files, for the kinds that exceed one
}

// Error returns one line in English; people get the sentences of package problem.
func (e *Error) Error() string {
	text := "bag: "
	if e.Entry != "" {
		text += fmt.Sprintf("%q: ", e.Entry)
	}
	text += e.Kind.String()
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}
