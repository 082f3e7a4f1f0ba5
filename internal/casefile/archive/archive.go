// Package archive owns the case file on disk, `.motbilde`: a versioned
// container of the case's values, its log and the untouched originals (see
// docs/case-file.md). Its main types are Document and File. It promises that
// the same document gives the same bytes, that what it wrote comes back with
// every field that it doesn't know, and that any file can be opened within
// fixed limits, ending in a File or in an *Error that names the part.
package archive

import (
	"encoding/json"

	"github.com/motbilde/motbilde/internal/casefile"
)

// Schema names the form of case.json, with its version. Fields are added under
// the same version; a version is counted up when an older program could no
// longer understand a case.
const Schema = "motbilde.case/1"

// MediaType is the content of the first entry, by which the file is known.
const MediaType = "application/x-motbilde-case"

// The entries, in the order in which they stand.
const (
	typeName       = "mimetype"
	caseName       = "case.json"
	logName        = "log.jsonl"
	originalFolder = "originals/" // each file by its SHA-256, in the order of the digests
)

// What a case file may hold. Offsets have 32 bits, so that all of it stays
// under 4 GiB.
const (
	mostEntries       = 4096
	mostDirectory     = 1 << 20
	mostCaseBytes     = 32 << 20
	mostLogBytes      = 16 << 20
	mostOriginalBytes = 1 << 30 // as much as is read of any picture
	mostBytes         = 1<<32 - 1
)

// Document is what a case file tells beside the originals.
type Document struct {
	Case        casefile.Case // evidence has no Path once it was read from a file
	Comparisons []casefile.Comparison
	Views       []casefile.View  // how pairs were looked at, the last one first; those of evidence that is not there are not written
	Lesson      *casefile.Lesson // nil of a case that is no exercise
	Log         casefile.Log
	Program     string // version of the program that wrote it

	before json.RawMessage // case.json as it was read, for the fields that this version doesn't know
}

// RecordedProblem is why a piece of evidence could not be compared when the
// case was saved, in English. The original may tell more.
type RecordedProblem string

// Unread is that of a file that was still to be read.
const Unread = RecordedProblem(casefile.Unread)

// Error returns the recorded words.
func (p RecordedProblem) Error() string { return string(p) }
