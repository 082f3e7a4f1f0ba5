package cli

import (
	"errors"
	"fmt"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
)

// run checks a case file and names what does not hold.
func (c verifyCommand) run(s session) int {
	file, err := archive.Open(c.Case)
	if err != nil {
		return s.refused(c.Case, err)
	}
	status := c.check(s, file)
	if err := file.Close(); err != nil {
		return s.refused(c.Case, err)
	}
	return status
}

// refused says why a case file can't be read, or which part of it does not
// hold: that is a result, the other is not.
func (s session) refused(path string, err error) int {
	if s.ctx.Err() != nil {
		s.complain(s.Say("cli.stopped"))
		return failed
	}
	if bad := new(archive.Error); errors.As(err, &bad) && !bad.Kind.Unreadable() {
		fmt.Fprintln(s.Out, s.explained(path, err))
		return notFound
	}
	s.complain(s.explained(path, err))
	return failed
}

func (c verifyCommand) check(s session, file *archive.File) int {
	wrong, err := file.Check(s.ctx)
	for _, bad := range wrong {
		fmt.Fprintln(s.Out, s.explained(c.Case, bad))
	}
	if err != nil {
		return s.refused(c.Case, err)
	}
	status := found
	if len(wrong) > 0 {
		status = notFound
	} else {
		fmt.Fprintln(s.Out, s.Say("cli.verify.holds",
			"files", s.Plural("cli.verify.files", file.Originals()), "lines", s.Plural("cli.verify.lines", file.Log.Count())))
	}
	switch {
	case c.Recompute && len(wrong) > 0:
		fmt.Fprintln(s.Out, s.Say("cli.verify.not-recomputed"))
	case c.Recompute:
		status = c.recompute(s, file)
	}
	if status == found {
		fmt.Fprintln(s.Out, s.Say("cli.verify.head", "digest", file.Log.Head()))
	}
	return status
}

// recompute runs the comparisons again and says of each whether it came out as recorded.
func (c verifyCommand) recompute(s session, file *archive.File) int {
	progress := newPrintout(s, false, len(file.Comparisons))
	all, err := casework.Recompute(s.ctx, lab.New(), file.Document, casework.CaseOriginals{File: file}, progress.step)
	progress.done()
	if err != nil {
		return s.refused(c.Case, err)
	}
	status := found
	for _, r := range all {
		if !r.Holds() {
			status = notFound
			fmt.Fprintln(s.Out, s.deviation(r))
		}
	}
	if status == found {
		fmt.Fprintln(s.Out, s.Say("cli.verify.repeated", "comparisons", s.Plural("cli.verify.comparisons", len(all))))
	}
	return status
}

// deviation says in what a comparison came out otherwise than recorded.
func (s session) deviation(r casework.Recomputed) string {
	recorded, now := r.Recorded.Alignment, r.Now.Alignment
	verdict, place, figure, method := "", "", "", ""
	if r.OtherVerdict() {
		verdict = s.Say("cli.verify.verdict", "recorded", s.finding(recorded.Verdict), "now", s.finding(now.Verdict))
	}
	switch {
	case recorded.Placed() != now.Placed():
		place = s.Say("cli.verify.placed")
	case r.OtherPlace():
		place = s.Say("cli.verify.place", "distance", s.Px(r.CornersPx, 2))
	}
	if r.OtherFigure() {
		figure = s.Say("cli.verify.figure", "recorded", s.figureOf(recorded.HasNFA, recorded.Log10NFA), "now", s.figureOf(now.HasNFA, now.Log10NFA))
	}
	if r.OtherMethod() {
		method = s.Say("cli.verify.method", "recorded", s.methodOf(r.Recorded.Method), "now", s.methodOf(r.Now.Method))
	}
	return s.Say("cli.verify.differs", "name", printable(r.Candidate.Name), "verdict", verdict, "place", place, "figure", figure, "method", method)
}

func (s session) figureOf(has bool, v float64) string {
	if !has {
		return s.Say("cli.verify.none")
	}
	return s.Number(v, 6)
}

func (s session) methodOf(method string) string {
	if method == "" {
		return s.Say("cli.verify.none")
	}
	return printable(method)
}
