package cli

import (
	"errors"
	"fmt"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/lab"
)

// run checks a case file, a package or a report and names what does not hold.
func (c verifyCommand) run(s session) int {
	if casework.IsReport(c.File) {
		return c.report(s)
	}
	if c.Originals != "" {
		s.complain(s.Say("verify.originals-of-case", "option", originalsOption))
		return failed
	}
	if status, isPackage := c.checkPackage(s); isPackage { // a case file is none by its first entry
		return status
	}
	file, err := archive.Open(c.File)
	if err != nil {
		return s.refused(c.File, err)
	}
	status := c.check(s, file)
	if err := file.Close(); err != nil {
		return s.refused(c.File, err)
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
		fmt.Fprintln(s.Out, s.explained(c.File, bad))
	}
	if err != nil {
		return s.refused(c.File, err)
	}
	status := found
	for _, gap := range casework.LogGaps(file.Document) {
		status = notFound
		fmt.Fprintln(s.Out, s.gap(gap))
	}
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
		if again := recompute(s, c.File, file.Document, casework.CaseOriginals{File: file}, "cli.verify.withheld"); again != found {
			status = again
		}
	}
	if status == found {
		fmt.Fprintln(s.Out, s.Say("cli.verify.head", "digest", file.Log.Head()))
	}
	return status
}

// checkPackage checks a package of evidence. isPackage is false for another kind of file.
func (c verifyCommand) checkPackage(s session) (status int, isPackage bool) {
	p, err := casework.OpenPackage(s.ctx, c.File)
	if bad := new(bag.Error); errors.As(err, &bad) {
		switch {
		case bad.Kind == bag.NotABag:
			return failed, false
		case !bad.Kind.Unreadable():
			fmt.Fprintln(s.Out, s.explained(c.File, err))
			return notFound, true
		}
	} else if err != nil && s.ctx.Err() == nil {
		return failed, false // not there, say: what is said of case files is said of it
	}
	if err != nil {
		return s.unread(c.File, err), true
	}
	status = c.tellPackage(s, p)
	if err := p.Close(); err != nil {
		s.complain(s.explained(c.File, err))
		return failed, true
	}
	return status, true
}

func (c verifyCommand) tellPackage(s session, p *casework.Package) int {
	for _, bad := range p.Wrong {
		fmt.Fprintln(s.Out, s.explained(c.File, bad))
	}
	if len(p.Wrong) > 0 {
		if c.Recompute {
			fmt.Fprintln(s.Out, s.Say("cli.verify.not-recomputed"))
		}
		return notFound
	}
	name := ""
	if p.Edition == string(edition.Archive) || p.Edition == string(edition.Publication) {
		name = s.Say("cli.verify.edition." + p.Edition)
	}
	fmt.Fprintln(s.Out, s.Say("cli.verify.package", "files", s.Plural("cli.verify.package.files", len(p.Bag.Files())), "edition", name))
	status := c.check(s, p.Case)
	fmt.Fprintln(s.Out, s.Say("cli.verify.package.head", "digest", p.Bag.Tags))
	return status
}

// recompute runs the comparisons again and says of each whether it came out as
// recorded; left is the sentence on those that could not be run.
func recompute(s session, path string, d archive.Document, from casework.Originals, left string) int {
	progress := newPrintout(s, false, len(d.Comparisons))
	all, err := casework.Recompute(s.ctx, lab.New(), d, from, progress.step)
	progress.done()
	if err != nil {
		return s.refused(path, err)
	}
	status := found
	for _, r := range all {
		if !r.Holds() {
			status = notFound
			fmt.Fprintln(s.Out, s.deviation(r))
		}
	}
	if status == found && len(all) > 0 {
		fmt.Fprintln(s.Out, s.Say("cli.verify.repeated", "comparisons", s.Plural("cli.verify.comparisons", len(all))))
	}
	if n := len(d.Comparisons) - len(all); n > 0 {
		fmt.Fprintln(s.Out, s.Say(left, "comparisons", s.Plural("cli.verify.comparisons", n)))
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
