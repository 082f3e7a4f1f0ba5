package edition

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/provenance"
)

// Event is that of the line by which a publication's log ends: it says how
// many lines of the archive's log stand before it, how many of them as
// commitments, and commits to the archive's last line.
const Event casefile.Event = "publication"

// The parameters of a publication's log.
const (
	lineParameter     = "withheld" // of a line that was replaced: the commitment to it
	linesParameter    = "lines"
	replacedParameter = "replaced"
	headParameter     = "head" // commitment to the digest of the archive's last line
)

// log returns the publication's log: a line for each of the archive's, chained
// anew, since a digest of a withheld line would let anybody try whether a line
// that they suspect is the one. Commitments are made with LogSalt. A log of
// which nothing is withheld is the archive's.
func (w *withheld) log(d archive.Document, now time.Time) (casefile.Log, error) {
	texts := d.Log.Texts()
	salt := LogSalt(d.Case)
	var out casefile.Log
	replaced := 0
	for i, line := range d.Log.Lines() {
		if w.tells(line) {
			replaced++
			line = casefile.LogLine{Event: line.Event, Parameters: map[string]string{}}
			if salt != "" {
				line.Parameters[lineParameter] = Commitment(salt, provenance.Digest([]byte(texts[i])))
			}
		}
		var err error
		if out, err = out.With(line); err != nil {
			return out, err
		}
	}
	if replaced == 0 {
		return d.Log, nil
	}
	parameters := map[string]string{linesParameter: strconv.Itoa(d.Log.Count()), replacedParameter: strconv.Itoa(replaced)}
	if salt != "" {
		parameters[headParameter] = Commitment(salt, d.Log.Head())
	}
	return out.With(casefile.LogLine{Time: now, Event: Event, Parameters: parameters})
}

// tells reports whether a line is about something withheld, or names it.
func (w *withheld) tells(line casefile.LogLine) bool {
	if w.salts[line.Object] != "" || w.texts.in(line.Object) || w.texts.in(line.Actor) {
		return true
	}
	for _, key := range slices.Sorted(maps.Keys(line.Parameters)) {
		value := line.Parameters[key]
		if w.has(casefile.ID(value)) || w.posts[casefile.ID(value)] || w.texts.in(value) || w.texts.in(key) {
			return true
		}
	}
	return false
}

// LogSalt returns the salt of the log's commitments: the SHA-256 of the word
// "log" and the salts of the case's items, in their order. It follows from
// what the archive holds and gives none of them away. Empty where no item has one.
func LogSalt(c casefile.Case) string {
	var salts strings.Builder
	for _, e := range c.Evidence {
		salts.WriteString(e.Withheld.Salt)
	}
	if salts.Len() == 0 {
		return ""
	}
	return provenance.Digest([]byte("log" + salts.String()))
}
