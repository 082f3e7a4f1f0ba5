package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/report"
)

// originalsOption is the option that gives the pictures of a report.
const originalsOption = "--originals"

// report checks a report and names what does not hold.
func (c verifyCommand) report(s session) int {
	r, err := casework.OpenReport(s.ctx, c.File)
	if err != nil {
		return s.refused(c.File, err)
	}
	status := c.checkReport(s, r)
	if err := r.Close(); err != nil {
		return s.refused(c.File, err)
	}
	return status
}

func (c verifyCommand) checkReport(s session, r *casework.ReportFile) int {
	l := lab.New()
	from, closing, err := r.Originals(s.ctx, c.Originals)
	if err != nil {
		return s.refused(c.Originals, err)
	}
	defer closing() // it was only read
	pages, err := r.CheckPages(s.ctx, l, from)
	if err != nil {
		return s.refused(c.File, err)
	}
	status := found
	for _, f := range r.Wrong {
		status = notFound
		fmt.Fprintln(s.Out, s.fault(f))
	}
	for _, gap := range casework.LogGaps(r.Case) {
		status = notFound
		fmt.Fprintln(s.Out, s.gap(gap))
	}
	if status == found {
		fmt.Fprintln(s.Out, s.Say("verify.report.holds",
			"files", s.Plural("cli.verify.files", r.Attached), "lines", s.Plural("cli.verify.lines", r.Case.Log.Count())))
	}
	if pages.Reason == casework.Checked && len(r.Wrong) == 0 {
		fmt.Fprintln(s.Out, s.Plural("verify.report.pages", pages.Count))
	} else if pages.Reason != casework.Checked {
		fmt.Fprintln(s.Out, s.notChecked(pages))
	}
	switch {
	case c.Recompute && len(r.Wrong) > 0:
		fmt.Fprintln(s.Out, s.Say("cli.verify.not-recomputed"))
	case c.Recompute:
		if again := recompute(s, c.File, r.Case, from, "verify.not-at-hand"); again != found {
			status = again
		}
	}
	if status == found {
		fmt.Fprintln(s.Out, s.Say("verify.report.digests", "manifest", r.ManifestDigest, "log", r.Case.Log.Head()))
	}
	return status
}

// faultKeys names the sentences of what does not hold.
var faultKeys = map[casework.FaultKind]string{
	casework.FaultStructure: "structure", casework.FaultSeal: "seal", casework.FaultManifest: "manifest",
	casework.FaultMissing: "missing", casework.FaultStranger: "stranger", casework.FaultAttachment: "attachment",
	casework.FaultItem: "item", casework.FaultDrawn: "drawn", casework.FaultOutsidePages: "outside",
}

// fault says what of a report does not hold.
func (s session) fault(f casework.Fault) string {
	switch f.Kind {
	case casework.FaultCase:
		name := report.CaseName
		if bad := new(archive.Error); errors.As(f.Err, &bad) && bad.Entry != "" {
			name = bad.Entry
		}
		return s.explained(name, f.Err)
	case casework.FaultPages:
		numbers := make([]string, 0, len(f.Pages))
		for _, n := range f.Pages {
			numbers = append(numbers, strconv.Itoa(n))
		}
		key := "verify.fault.pages.many"
		if len(numbers) == 1 {
			key = "verify.fault.pages.one"
		}
		return s.Say(key, "pages", s.List(numbers))
	}
	return s.Say("verify.fault."+faultKeys[f.Kind], "name", printable(f.Name))
}

// gap says what the log does not tell.
func (s session) gap(g casework.LogGap) string {
	key := "verify.gap.import"
	switch {
	case g.Otherwise:
		key = "verify.gap.otherwise"
	case g.Compared:
		key = "verify.gap.comparison"
	}
	return s.Say(key, "name", printable(g.Of.Name))
}

// notChecked says why the pages were not checked.
func (s session) notChecked(p casework.Pages) string {
	key := map[casework.Reason]string{
		casework.NotKnown: "not-known", casework.OtherVersion: "version", casework.OtherBuild: "build",
		casework.PicturesAway: "away", casework.PicturesWrong: "wrong",
	}[p.Reason]
	return s.Say("verify.pages."+key, "items", strings.Join(p.Missing, ", "), "option", originalsOption)
}
