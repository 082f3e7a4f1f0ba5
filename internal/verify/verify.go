// Package verify owns the check of a file that came from somebody, in words:
// what holds, what does not, what was not checked, and what no check can show.
// Its main type is Check. It promises that window and command line say the same
// of a file, as there is only one of it.
package verify

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/words"
)

// Kind says what a line tells of.
type Kind int

// The kinds.
const (
	Unset     Kind = iota
	Holds          // it was checked, and holds
	Wrong          // it was checked, and does not hold
	Unchecked      // it was not checked; the line says why
	Keep           // a digest to compare with a copy kept elsewhere, and what the check can't show
)

// Line is one thing that is said of a file.
type Line struct {
	Kind Kind
	Text string
}

// Check is the check of a case file, a package of evidence or a report.
type Check struct {
	Language  words.Language
	Path      string
	Name      string // of the file in what is said; its path where it is empty
	Originals string // a folder or a case file with the pictures of a report; empty is none
	Option    string // what the reader gives them with, as it is called
	Recompute bool   // run the comparisons again
	FFmpeg    string // where ffmpeg and ffprobe are said to be; empty looks for them

	Tell func(Line)            // hears each line as soon as it is known
	Step func(done, total int) // hears how far running again has come
}

// Error says which file could not be read, and so not be checked.
type Error struct {
	Path string
	Err  error
}

// Error returns one line in English; people get Explained.
func (e *Error) Error() string { return fmt.Sprintf("checking %q: %v", e.Path, e.Err) }

// Unwrap returns what is behind it.
func (e *Error) Unwrap() error { return e.Err }

// Explained says what is the matter with a file and, where there is something
// to do, what to try.
func Explained(l words.Language, path string, err error) string {
	p := problem.Explain(err)
	return l.Say("verify.problem", "name", media.CleanText(path), "sentence", p.Sentence(l), "next", p.Next(l))
}

// run is a check under way.
type run struct {
	Check
	ctx   context.Context
	lab   *lab.Lab
	wrong bool
}

// Run checks the file and reports whether everything holds that was checked.
// The error is an *Error, or that of the context.
func (c Check) Run(ctx context.Context) (holds bool, err error) {
	r := &run{Check: c, ctx: ctx, lab: lab.New()}
	r.lab.UseFFmpeg(c.FFmpeg)
	defer func() { _ = r.lab.Close() }() // what it leaves lies where the system clears
	r.Name = cmp.Or(c.Name, c.Path)
	if casework.IsReport(c.Path) {
		err = r.report()
	} else if isPackage, failed := r.asPackage(); isPackage { // a case file is none by its first entry
		err = failed
	} else {
		err = r.asCase()
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return err == nil && !r.wrong, err
}

func (r *run) say(kind Kind, text string) {
	r.wrong = r.wrong || kind == Wrong
	r.Tell(Line{kind, text})
}

func (r *run) explained(path string, err error) string { return Explained(r.Language, path, err) }

// refused tells which part of a case file does not hold, or returns why it
// can't be read: the first is a result, the other is not.
func (r *run) refused(path string, err error) error {
	if bad := new(archive.Error); r.ctx.Err() == nil && errors.As(err, &bad) && !bad.Kind.Unreadable() {
		if path == r.Path {
			path = r.Name
		}
		r.say(Wrong, r.explained(path, err))
		return nil
	}
	return &Error{path, err}
}

func (r *run) asCase() error {
	file, err := archive.Open(r.Path)
	if err != nil {
		return r.refused(r.Path, err)
	}
	err = r.check(file)
	if closed := file.Close(); err == nil && closed != nil {
		return r.refused(r.Path, closed)
	}
	return err
}

func (r *run) check(file *archive.File) error {
	l := r.Language
	wrong, err := file.Check(r.ctx)
	for _, bad := range wrong {
		r.say(Wrong, r.explained(r.Name, bad))
	}
	if err != nil {
		return r.refused(r.Path, err)
	}
	r.gaps(file.Document)
	if len(wrong) == 0 {
		r.say(Holds, l.Say("verify.holds",
			"files", l.Plural("verify.files", file.Originals()), "lines", l.Plural("verify.lines", file.Log.Count())))
	}
	left := r.videos(file.Document)
	switch {
	case r.Recompute && len(wrong) > 0:
		r.say(Unchecked, l.Say("verify.not-recomputed"))
	case r.Recompute:
		if err := r.recompute(file.Document, casework.CaseOriginals{File: file}, left); err != nil {
			return err
		}
	}
	if !r.wrong {
		r.say(Keep, l.Say("verify.head", "digest", file.Log.Head()))
	}
	return nil
}

// gaps tells what the log does not.
func (r *run) gaps(d archive.Document) {
	for _, gap := range casework.LogGaps(d) {
		key := "verify.gap.import"
		switch {
		case gap.Otherwise:
			key = "verify.gap.otherwise"
		case gap.Compared:
			key = "verify.gap.comparison"
		}
		r.say(Wrong, r.Language.Say(key, "name", media.CleanText(gap.Of.Name)))
	}
}

// asPackage checks a package of evidence. isPackage is false for another kind of file.
func (r *run) asPackage() (isPackage bool, err error) {
	p, err := casework.OpenPackage(r.ctx, r.Path)
	if bad := new(bag.Error); errors.As(err, &bad) {
		switch {
		case bad.Kind == bag.NotABag:
			return false, nil
		case !bad.Kind.Unreadable():
			r.say(Wrong, r.explained(r.Name, err))
			return true, nil
		}
	} else if err != nil && r.ctx.Err() == nil {
		return false, nil // not there, say: what is said of case files is said of it
	}
	if err != nil {
		return true, &Error{r.Path, err}
	}
	err = r.checkPackage(p)
	if closed := p.Close(); err == nil && closed != nil {
		err = &Error{r.Path, closed}
	}
	return true, err
}

func (r *run) checkPackage(p *casework.Package) error {
	l := r.Language
	for _, bad := range p.Wrong {
		r.say(Wrong, r.explained(r.Name, bad))
	}
	if len(p.Wrong) > 0 {
		if r.Recompute {
			r.say(Unchecked, l.Say("verify.not-recomputed"))
		}
		return nil
	}
	name := ""
	if p.Edition == string(edition.Archive) || p.Edition == string(edition.Publication) {
		name = l.Say("verify.edition." + p.Edition)
	}
	r.say(Holds, l.Say("verify.package", "files", l.Plural("verify.package.files", len(p.Bag.Files())), "edition", name))
	if err := r.check(p.Case); err != nil {
		return err
	}
	r.say(Keep, l.Say("verify.package.head", "digest", p.Bag.Tags))
	return nil
}

// recompute runs the comparisons again and says of each whether it came out as
// recorded; left is the sentence on those that could not be run.
func (r *run) recompute(d archive.Document, from casework.Originals, left string) error {
	l, done := r.Language, 0
	step := func() {
		if r.Step != nil {
			r.Step(done, len(d.Comparisons)+len(d.Case.ByHand))
		}
		done++
	}
	step()
	all, err := casework.Recompute(r.ctx, r.lab, d, from, step)
	if err != nil {
		return r.refused(r.Path, err)
	}
	differs := false
	for _, again := range all {
		if !again.Holds() {
			differs = true
			r.say(Wrong, r.deviation(again))
		}
		if len(again.OtherMarks) > 0 {
			differs = true
			var numbers []string
			for _, n := range again.OtherMarks {
				numbers = append(numbers, strconv.Itoa(n))
			}
			r.say(Wrong, l.Say("detail.verify", "name", media.CleanText(again.Candidate.Name), "numbers", strings.Join(numbers, ", ")))
		}
	}
	for _, again := range all {
		if again.Holds() && again.OtherDecoder() {
			r.say(Unchecked, l.Say("case-video.verify.decoder", "name", media.CleanText(again.Candidate.Name),
				"recorded", media.CleanText(again.Recorded.Frame.Decoder), "now", again.Now.Frame.Decoder))
		}
	}
	if !differs && len(all) > 0 {
		r.say(Holds, l.Say("verify.repeated", "comparisons", l.Plural("verify.comparisons", len(all))))
	}
	if n := len(d.Comparisons) + len(d.Case.ByHand) - len(all); n > 0 {
		r.say(Unchecked, l.Say(left, "comparisons", l.Plural("verify.comparisons", n)))
	}
	return nil
}

// deviation says in what a comparison came out otherwise than recorded.
func (r *run) deviation(again casework.Recomputed) string {
	l := r.Language
	recorded, now := again.Recorded.Alignment, again.Now.Alignment
	verdict, place, figure, method, frame, curve := "", "", "", "", "", ""
	if again.OtherVerdict() {
		verdict = l.Say("verify.verdict", "recorded", l.Say("finding."+recorded.Verdict.String()), "now", l.Say("finding."+now.Verdict.String()))
	}
	switch {
	case recorded.Placed() != now.Placed():
		place = l.Say("verify.placed")
	case again.OtherPlace():
		place = l.Say("verify.place", "distance", l.Px(again.CornersPx, 2))
	}
	if again.OtherFigure() {
		figure = l.Say("verify.figure", "recorded", r.figure(recorded.HasNFA, recorded.Log10NFA), "now", r.figure(now.HasNFA, now.Log10NFA))
	}
	if again.OtherMethod() {
		method = l.Say("verify.method", "recorded", r.method(again.Recorded.Method), "now", r.method(again.Now.Method))
	}
	if h := again.Recorded.Hand; h != nil { // an alignment by hand has neither verdict nor figure
		return l.Say("hand.verify", "name", media.CleanText(again.Candidate.Name), "points", l.Count(int64(len(h.Points.Pairs))), "place", place, "method", method)
	}
	if again.OtherFrame() {
		frame = l.Say("case-video.verify.frame", "recorded", r.frame(again.Recorded.Frame), "now", r.frame(again.Now.Frame))
	}
	if again.OtherCurve() {
		curve = l.Say("verify.curve")
	}
	return l.Say("verify.differs", "name", media.CleanText(again.Candidate.Name), "verdict", verdict, "place", place, "figure", figure, "method", method, "frame", frame, "curve", curve)
}

func (r *run) figure(has bool, v float64) string {
	if !has {
		return r.Language.Say("verify.none")
	}
	return r.Language.Number(v, 6)
}

func (r *run) method(method string) string {
	if method == "" {
		return r.Language.Say("verify.none")
	}
	return media.CleanText(method)
}
