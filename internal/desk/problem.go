package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/words"
)

// Problem is something that went wrong and is kept in the quiet list.
type Problem struct {
	ID   casefile.ID // the evidence it belongs to; empty where there is none
	Path string      // the file, where there is one
	Err  error
}

// DuplicateError says that the very same file is in the case already.
type DuplicateError struct{ Name, Of string }

// Error names both files.
func (e *DuplicateError) Error() string {
	return fmt.Sprintf("adding %q: the same file as %q", e.Name, e.Of)
}

// Name returns the file's name for people; empty where the problem has no file.
func (p Problem) Name() string {
	if p.Path == "" {
		return ""
	}
	return media.DisplayName(p.Path)
}

// Sentence says what happened, without the file's name.
func (p Problem) Sentence(l words.Language) string {
	var twice *DuplicateError
	var changed *lab.ChangedError
	switch {
	case errors.As(p.Err, &twice) && twice.Name == twice.Of:
		return l.Say("desk.duplicate")
	case errors.As(p.Err, &twice):
		return l.Say("desk.duplicate-of", "other", twice.Of)
	case errors.As(p.Err, &changed):
		return l.Say("desk.changed")
	}
	return problem.Explain(p.Err).Sentence(l)
}

// Short says the same without a full stop, for the line of a list.
func (p Problem) Short(l words.Language) string { return strings.TrimSuffix(p.Sentence(l), ".") }

// Missing returns the system whose way of getting ffmpeg counts, where only that
// is missing, as "debian"; else it is empty.
func (p Problem) Missing() string {
	e := new(media.Error)
	if !errors.As(p.Err, &e) || e.Kind != media.NoFFmpeg {
		return ""
	}
	if slices.Contains([]string{"debian", "fedora", "arch", "darwin", "windows"}, e.Detail) {
		return e.Detail
	}
	return "other"
}

// Next says what to try now; empty where nothing needs to be done.
func (p Problem) Next(l words.Language) string {
	var twice *DuplicateError
	var changed *lab.ChangedError
	switch {
	case errors.As(p.Err, &twice):
		return ""
	case errors.As(p.Err, &changed):
		return l.Say("desk.changed-next")
	}
	return problem.Explain(p.Err).Next(l)
}

func (d *Desk) addProblem(p Problem) {
	d.problems = append(d.problems, p)
	d.traceProblem(p)
}

// Report puts something that went wrong outside the desk into the list.
func (d *Desk) Report(err error) {
	d.addProblem(Problem{Path: pathOf(err), Err: err})
	d.publish()
}

// ForgetProblems empties the list of problems.
func (d *Desk) ForgetProblems() {
	d.problems = nil
	d.publish()
}

func pathOf(err error) string {
	var e *media.Error
	if errors.As(err, &e) {
		return e.Path
	}
	return ""
}
