// Package problem owns how an error is told to people: what happened, and what
// to try now. Its main type is Problem. It promises a sentence in both
// languages for every error, and a next step that the reader can take.
package problem

import (
	"errors"
	"strings"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/lock"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/stamp"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/plan"
	"github.com/motbilde/motbilde/internal/training/results"
	"github.com/motbilde/motbilde/internal/words"
)

// Problem is an error as people need it. It names no file: whoever shows it
// puts the name before it.
type Problem struct {
	key    string                          // of the sentence, below "problem."
	next   string                          // of the next step, below "problem."
	fields func(l words.Language) []string // of both
	detail string                          // in English, for support; may be empty
}

// Explain returns the problem that an error is. An error that nobody foresaw
// keeps its own words in the sentence. A nil error is a mistake of the caller
// and explains as unknown.
func Explain(err error) Problem {
	var m *media.Error
	if errors.As(err, &m) {
		return ofMedia(m)
	}
	var c *archive.Error
	if errors.As(err, &c) {
		return ofCaseFile(c)
	}
	if recorded := archive.RecordedProblem(""); errors.As(err, &recorded) && recorded == archive.Unread {
		return Problem{key: "unread", next: "unread"}
	}
	var held *lock.HeldError
	if errors.As(err, &held) {
		return ofHolder(held.Holder)
	}
	if replaced := new(casework.ReplacedError); errors.As(err, &replaced) {
		return Problem{key: "replaced", next: "replaced", detail: replaced.Error()}
	}
	var b *bag.Error
	var p *casework.PackageError
	var t *stamp.Error
	var training *pack.Error
	var learner *results.Error
	var making *draft.Error
	var planned *plan.Error
	switch {
	case errors.As(err, &planned) && planned.Err == nil:
		return ofPlan(planned)
	case errors.As(err, &making):
		return ofDraft(making)
	case errors.As(err, &training):
		return ofPack(training)
	case errors.As(err, &learner):
		return ofResults(learner)
	case errors.As(err, &b):
		return ofBag(b)
	case errors.As(err, &p):
		return ofPackage(p)
	case errors.As(err, &t):
		return ofStamp(t)
	case errors.Is(err, edition.ErrNoSalt):
		return Problem{key: "no-salt", next: "no-salt", detail: err.Error()}
	}
	if p, ok := ofReport(err); ok {
		return p
	}
	return ofSystem(err)
}

// Sentence says what happened, with a full stop.
func (p Problem) Sentence(l words.Language) string { return p.say(l, p.key) }

// Short says what happened without a full stop, for the line of a list.
func (p Problem) Short(l words.Language) string {
	return strings.TrimSuffix(p.Sentence(l), ".")
}

// Next says what the reader can do now.
func (p Problem) Next(l words.Language) string { return p.say(l, p.next+".next") }

// Detail returns what a developer wants to know, in English; empty where the
// sentence says it all.
func (p Problem) Detail() string { return p.detail }

func (p Problem) say(l words.Language, key string) string {
	var fields []string
	if p.fields != nil {
		fields = p.fields(l)
	}
	return l.Say("problem."+key, fields...)
}

// Note returns the sentence of a note on how a file became a picture.
func Note(l words.Language, n media.Note) string { return l.Say("problem.note." + string(n)) }

// formats lists what is read; format names are the same in every language.
func formats(l words.Language) string { return l.List(media.Formats()) }

func fixed(fields ...string) func(words.Language) []string {
	return func(words.Language) []string { return fields }
}
