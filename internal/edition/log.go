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

// clearParameters are those of the lines that a publication shows, by event:
// what was received, what was compared, and that the case was opened. All other
// lines tell how a person came to what is published: names that were typed and
// taken back, items that were taken out, the names of files.
var clearParameters = map[casefile.Event][]string{
	casefile.Imported: {"id", "name", "bytes", "problem"},
	casefile.Compared: {"claimed", "candidate", "method", "verdict", "log10Nfa"},
	casefile.Opened:   {"program"},
	casefile.Restored: {"program"},
}

// log returns the publication's log: a line for each of the archive's, chained
// anew, since a digest of a line that is not shown would let anybody try
// whether one that they suspect is it. Commitments are made with LogSalt. A log
// of which all can be shown is the archive's.
func (w *withheld) log(d archive.Document, now time.Time) (casefile.Log, error) {
	texts := d.Log.Texts()
	salt := LogSalt(d.Case)
	var out casefile.Log
	replaced, unnamed := 0, 0
	for i, line := range d.Log.Lines() {
		if !w.shows(d.Case, line) {
			replaced++
			line = casefile.LogLine{Event: line.Event, Parameters: map[string]string{lineParameter: ""}}
			if salt != "" {
				line.Parameters[lineParameter] = Commitment(salt, provenance.Digest([]byte(texts[i])))
			}
		} else if line.Actor != "" && !slices.Contains(d.Case.Authors, line.Actor) {
			unnamed++
			line.Actor = ""
		}
		var err error
		if out, err = out.With(line); err != nil {
			return out, err
		}
	}
	if replaced+unnamed == 0 {
		return d.Log, nil
	}
	parameters := map[string]string{linesParameter: strconv.Itoa(d.Log.Count()), replacedParameter: strconv.Itoa(replaced)}
	if salt != "" {
		parameters[headParameter] = Commitment(salt, d.Log.Head())
	}
	return out.With(casefile.LogLine{Time: now, Event: Event, Parameters: parameters})
}

// shows reports whether a line may be read by anybody: it tells of items that
// are in the case and not withheld, and names nothing that is.
func (w *withheld) shows(c casefile.Case, line casefile.LogLine) bool {
	known, ok := clearParameters[line.Event]
	if !ok || w.texts.in(line.Actor) {
		return false
	}
	for _, name := range slices.Sorted(maps.Keys(line.Parameters)) {
		if !slices.Contains(known, name) || w.texts.in(line.Parameters[name]) {
			return false
		}
	}
	open := func(is func(casefile.Evidence) bool) bool {
		return slices.ContainsFunc(c.Evidence, func(e casefile.Evidence) bool { return !w.has(e.ID) && is(e) })
	}
	switch line.Event {
	case casefile.Imported:
		return open(func(e casefile.Evidence) bool {
			return string(e.ID) == line.Parameters["id"] && e.SHA256 == line.Object
		})
	case casefile.Compared:
		return open(func(e casefile.Evidence) bool {
			return string(e.ID) == line.Parameters["candidate"] && e.SHA256 == line.Object
		}) && open(func(e casefile.Evidence) bool { return e.SHA256 == line.Parameters["claimed"] })
	}
	return line.Object == ""
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
