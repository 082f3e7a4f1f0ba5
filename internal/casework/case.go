package casework

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/lock"
	"github.com/motbilde/motbilde/internal/media"
)

// NewDocument returns a case as it is saved for the first time, with a log that
// tells each import and each comparison. Nobody is named as the one who did it.
func NewDocument(c casefile.Case, comparisons []casefile.Comparison, now time.Time) (archive.Document, error) {
	c = Recorded(c)
	d := archive.Document{Case: c, Comparisons: comparisons, Program: Version}
	var err error
	add := func(line casefile.LogLine) {
		if err == nil {
			d.Log, err = d.Log.With(line)
		}
	}
	for _, e := range c.Evidence {
		when := e.Received
		if when.IsZero() { // what was named and is no file
			when = now
		}
		if parent, ok := c.Find(e.Parent); ok {
			add(PartLine(e, parent, when))
			continue
		}
		add(ImportLine(e, when))
	}
	for _, comparison := range comparisons {
		claimed, _ := c.Find(comparison.Claimed)
		candidate, _ := c.Find(comparison.Candidate)
		add(CompareLine(claimed, candidate, comparison, now))
	}
	return d, err
}

// WithReport returns the document after a report was made of it: the log tells
// of the file, and the case keeps it as an issue. Nobody is named as the one who did it.
func WithReport(d archive.Document, issue casefile.Issue, name string, now time.Time) (_ archive.Document, err error) {
	d.Case.Issues = append(slices.Clip(d.Case.Issues), issue)
	d.Log, err = d.Log.With(ExportLine("report", issue.Edition, name, issue.SHA256, now))
	return d, err
}

// ExportLine tells in the log that a file was written which leaves the program.
func ExportLine(what, edition, name, digest string, when time.Time) casefile.LogLine {
	return casefile.LogLine{Time: when, Event: casefile.Exported, Object: digest, Parameters: map[string]string{"what": what, "edition": edition, "name": name}}
}

// ImportLine tells in the log that a file was received.
func ImportLine(e casefile.Evidence, when time.Time) casefile.LogLine {
	parameters := map[string]string{"id": string(e.ID), "name": e.Name, "bytes": strconv.FormatInt(e.Bytes, 10)}
	if e.Problem != nil {
		parameters["problem"] = withoutPath(e.Problem)
	}
	return casefile.LogLine{Time: when, Event: casefile.Imported, Object: e.SHA256, Parameters: parameters}
}

// PartLine tells in the log that a part of a file, or a frame of it, became an
// item of its own.
func PartLine(part, parent casefile.Evidence, when time.Time) casefile.LogLine {
	if f := part.Frame; f != nil {
		parameters := frameParameters(f)
		parameters["id"], parameters["parent"], parameters["sha256"], parameters["decoder"] = string(part.ID), string(parent.ID), f.SHA256, f.Decoder
		return casefile.LogLine{Time: when, Event: casefile.Parted, Object: parent.SHA256, Parameters: parameters}
	}
	r := part.Part
	return casefile.LogLine{Time: when, Event: casefile.Parted, Object: parent.SHA256, Parameters: map[string]string{
		"id": string(part.ID), "parent": string(parent.ID), "rectangle": fmt.Sprintf("%.0f,%.0f,%.0f,%.0f", r.MinX, r.MinY, r.Width(), r.Height()),
	}}
}

// CompareLine tells in the log that a candidate was held against the claim, and what came out.
func CompareLine(claimed, candidate casefile.Evidence, c casefile.Comparison, when time.Time) casefile.LogLine {
	a := c.Alignment
	parameters := map[string]string{
		"claimed": claimed.SHA256, "candidate": string(candidate.ID), "method": c.Method, "verdict": a.Verdict.String(),
	}
	if a.HasNFA {
		parameters["log10Nfa"] = figureText(a.Log10NFA)
	}
	if c.Frame != nil {
		maps.Copy(parameters, frameParameters(c.Frame))
	}
	return casefile.LogLine{Time: when, Event: casefile.Compared, Object: candidate.SHA256, Parameters: parameters}
}

// frameParameters names a frame in the log.
func frameParameters(f *casefile.Frame) map[string]string {
	return map[string]string{"frame": strconv.Itoa(f.Index), "frameTime": f.Timecode}
}

// withoutPath says an error in English without the path of the file: a case
// goes to others, and folders are named after people.
func withoutPath(err error) string {
	var unread *media.Error
	var changed *lab.ChangedError
	var system *fs.PathError
	switch {
	case errors.As(err, &changed):
		return "the file has changed since it was added"
	case errors.As(err, &unread):
		bare := *unread
		bare.Path = ""
		if errors.As(bare.Err, &system) {
			bare.Err = system.Err
		}
		return bare.Error()
	case errors.As(err, &system):
		return system.Err.Error()
	}
	return err.Error()
}

// WriteCase writes a case file with the bytes of all evidence, whole or not at
// all. A file that changed since it was received is an *archive.Error, and a
// case that a window has open a *lock.HeldError.
func WriteCase(d archive.Document, path string) (err error) {
	held, err := lock.Take(lock.Of(path), "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	return WriteFile(path, func(w io.Writer) error { return archive.Write(w, d, openEvidence) })
}

// openEvidence opens the file that evidence was received from.
func openEvidence(e casefile.Evidence) (io.ReadCloser, error) {
	info, err := os.Stat(e.Path) // before opening: a pipe that took the file's place would wait for ever
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &archive.Error{Kind: archive.Changed, Entry: e.Name}
	}
	file, err := os.Open(e.Path)
	if err != nil {
		return nil, err
	}
	return file, nil
}
