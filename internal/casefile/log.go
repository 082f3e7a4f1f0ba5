package casefile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/provenance"
)

// LogStart stands in the first line of a log, where the later ones have the
// digest of the line before.
const LogStart = "0000000000000000000000000000000000000000000000000000000000000000"

// What a line of the log may hold: three bytes of JSON can ask for a hundred of memory.
const (
	longestLine    = 1 << 20
	mostParameters = 256
)

// Event is a stable word for what a line of the log tells.
type Event string

// The events.
const (
	Imported Event = "import"  // a file was received
	Compared Event = "compare" // a candidate was held against the claim
	Parted   Event = "part"    // a part of a file became an item of its own
	Edited   Event = "edit"    // a person changed the case
	Undone   Event = "undo"    // the last edit that stood was taken back
	Redone   Event = "redo"    // the last edit that was taken back stands again
	Exported Event = "export"  // a file left the program
	Opened   Event = "open"    // the case was opened from its file
	Restored Event = "restore" // the case was opened from what was kept of unsaved work
	Saved    Event = "save"    // the case was written to its file
)

// LogLine is one thing that was done to a case.
type LogLine struct {
	Sequence   int               `json:"sequence"` // from 1
	Time       time.Time         `json:"time"`     // UTC
	Actor      string            `json:"actor"`    // as that person named themselves; empty where nobody did
	Event      Event             `json:"event"`
	Object     string            `json:"object"` // SHA-256 of the file that it was done to; empty where it could not be read
	Parameters map[string]string `json:"parameters"`
	Previous   string            `json:"previous"` // SHA-256 of the line before, without its line break; LogStart in the first
}

// Log is what was done to a case, in order. It only grows: each line holds the
// digest of the one before, so that none can be changed or taken out of the
// middle unnoticed. A Log is a value: adding gives a new one.
type Log struct {
	lines []LogLine
	texts []string // each line as written, fields included that this version doesn't know
}

// Count returns the number of lines.
func (l Log) Count() int { return len(l.lines) }

// Lines returns the lines, first things first.
func (l Log) Lines() []LogLine { return slices.Clone(l.lines) }

// Texts returns the lines as they are written, without their line breaks: what
// the digests are of.
func (l Log) Texts() []string { return slices.Clone(l.texts) }

// Head returns the SHA-256 of the last line, or LogStart where there is none.
// Whoever keeps it elsewhere can tell whether the log was rewritten.
func (l Log) Head() string {
	if len(l.texts) == 0 {
		return LogStart
	}
	return provenance.Digest([]byte(l.texts[len(l.texts)-1]))
}

// With returns the log with a line more; Sequence and Previous are filled in here.
func (l Log) With(line LogLine) (Log, error) {
	line.Sequence, line.Previous, line.Time = l.Count()+1, l.Head(), line.Time.UTC()
	if line.Parameters == nil {
		line.Parameters = map[string]string{}
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		return l, fmt.Errorf("writing line %d of the log: %w", line.Sequence, err)
	}
	if text.Len() > longestLine || len(line.Parameters) > mostParameters {
		return l, fmt.Errorf("line %d of the log is too long", line.Sequence) // could not be read again
	}
	return Log{
		lines: append(slices.Clip(l.lines), line),
		texts: append(slices.Clip(l.texts), strings.TrimSuffix(text.String(), "\n")),
	}, nil
}

// Text returns the log as JSON, a line each, every one ending in a line break.
func (l Log) Text() []byte {
	var out bytes.Buffer
	for _, text := range l.texts {
		out.WriteString(text)
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// ReadLog reads what Text wrote and checks the numbers and the chain. The error
// names the first line that does not hold.
func ReadLog(text []byte) (Log, error) {
	var l Log
	for len(text) > 0 {
		n := l.Count() + 1
		one, rest, whole := bytes.Cut(text, []byte("\n"))
		if !whole {
			return Log{}, fmt.Errorf("line %d of the log has no end", n)
		}
		if len(one) > longestLine {
			return Log{}, fmt.Errorf("line %d of the log has more than %d bytes", n, longestLine)
		}
		var line LogLine
		if err := json.Unmarshal(one, &line); err != nil {
			return Log{}, fmt.Errorf("line %d of the log: %w", n, err)
		}
		switch {
		case len(line.Parameters) > mostParameters:
			return Log{}, fmt.Errorf("line %d of the log has more than %d parameters", n, mostParameters)
		case line.Sequence != n:
			return Log{}, fmt.Errorf("line %d of the log has the number %d", n, line.Sequence)
		case line.Previous != l.Head():
			return Log{}, fmt.Errorf("line %d of the log does not follow from the line before", n)
		case line.Event == "":
			return Log{}, fmt.Errorf("line %d of the log tells no event", n)
		}
		l.lines, l.texts = append(l.lines, line), append(l.texts, string(one))
		text = rest
	}
	return l, nil
}

// Lacks returns the lines of another log that this one doesn't have, by what
// they tell and not by their place in the chain.
func (l Log) Lacks(other Log) []LogLine {
	has := map[string]bool{}
	for _, line := range l.lines {
		has[line.tells()] = true
	}
	return slices.DeleteFunc(slices.Clone(other.lines), func(line LogLine) bool { return has[line.tells()] })
}

// tells is the line without its place.
func (l LogLine) tells() string {
	return fmt.Sprint(l.Time.UTC().Format(time.RFC3339Nano), " ", l.Event, " ", l.Actor, " ", l.Object, " ", l.Parameters)
}

// Rejoined returns this log followed by the lines of another that it lacks,
// chained anew. It is false where the other lacks lines of this one, but for
// such as tell that it was saved: then this one was continued elsewhere.
func (l Log) Rejoined(other Log) (joined Log, ours bool, err error) {
	if slices.ContainsFunc(other.Lacks(l), func(line LogLine) bool { return line.Event != Saved }) {
		return l, false, nil
	}
	for _, line := range l.Lacks(other) {
		if l, err = l.With(line); err != nil {
			return l, false, err
		}
	}
	return l, true, nil
}
