package cli

import (
	"cmp"
	"os"
	"path/filepath"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/report"
)

// outputs returns the files that the command is to write, in a fixed order.
func (c compareCommand) outputs() []string {
	var paths []string
	for _, path := range []string{c.Report, c.Figure, c.Difference, c.Changes, c.Aligned, c.Case} {
		if path != "" {
			paths = append(paths, path)
		}
	}
	return paths
}

// misnamed looks at the outputs before the long work starts and returns a
// sentence on the first that can't be written, or that would replace one of
// the pictures compared: evidence is never overwritten.
func (c compareCommand) misnamed(s session, candidates []string) string {
	if sentence := c.figureMisnamed(s); sentence != "" {
		return sentence
	}
	inputs := fileInfos(append([]string{c.Claim}, candidates...))
	named := map[string]bool{}
	for _, path := range c.outputs() {
		shown := printable(path)
		if absolute, err := filepath.Abs(path); err == nil {
			if named[absolute] {
				return s.Say("cli.usage.same-output", "path", shown)
			}
			named[absolute] = true
		}
		if folder, err := os.Stat(filepath.Dir(path)); err != nil || !folder.IsDir() {
			return s.Say("cli.usage.no-folder", "path", printable(filepath.Dir(path)))
		}
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		if info.IsDir() {
			return s.Say("cli.usage.is-folder", "path", shown)
		}
		for _, input := range inputs {
			if os.SameFile(info, input) {
				return s.Say("cli.usage.overwrite", "path", shown)
			}
		}
	}
	return ""
}

// fileInfos returns what is known of those paths that exist.
func fileInfos(paths []string) (infos []os.FileInfo) {
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			infos = append(infos, info)
		}
	}
	return infos
}

// write makes the files that were asked for and reports whether all of them
// could be written. Where no candidate was placed there is no view of it; that
// is said, and is no failure.
func (c *comparing) write(whole casefile.Case, ranked []casefile.Comparison) bool {
	all := true
	wrote := func(path string, err error) {
		switch {
		case c.ctx.Err() != nil:
			c.complain(c.Say("cli.stopped"))
			all = false
		case err != nil:
			c.writeFailed(path, err)
			all = false
		default:
			c.print.wrote(path)
		}
	}
	best, candidate, placed := bestPlaced(whole, ranked)
	for _, view := range []struct {
		path  string
		write func(path string) error
	}{
		{c.Difference, func(path string) error {
			return casework.WriteDifference(c.ctx, c.lab, c.claim, candidate, best, path)
		}},
		{c.Changes, func(path string) error {
			return casework.WriteChanges(c.ctx, c.lab, c.claim, candidate, best, path)
		}},
		{c.Aligned, func(path string) error {
			return casework.WriteAligned(c.ctx, c.lab, c.claim, candidate, best, path)
		}},
	} {
		switch {
		case view.path == "":
		case !placed:
			c.complain(c.Say("cli.nothing-placed", "path", printable(view.path)))
		default:
			wrote(view.path, view.write(view.path))
		}
	}
	if c.Figure != "" && c.ctx.Err() == nil {
		all = c.writeFigure(whole, ranked) && all
	}
	if c.Report != "" || c.compareCommand.Case != "" {
		c.writeRecord(whole, ranked, wrote)
	}
	return all
}

// writeRecord writes report and case file of one record: the log of the case
// goes on where that of the report ends.
func (c *comparing) writeRecord(whole casefile.Case, ranked []casefile.Comparison, wrote func(path string, err error)) {
	document, err := casework.NewDocument(whole, ranked, time.Now())
	if err != nil {
		wrote(cmp.Or(c.Report, c.compareCommand.Case), err)
		return
	}
	if c.Report != "" && c.ctx.Err() == nil {
		issue, err := c.saveReport(whole, document)
		if err == nil {
			document, err = casework.WithReport(document, issue, filepath.Base(c.Report), time.Now())
		}
		wrote(c.Report, err)
	}
	if c.compareCommand.Case != "" && c.ctx.Err() == nil {
		wrote(c.compareCommand.Case, casework.WriteCase(document, c.compareCommand.Case))
	}
}

// saveReport writes the evidence report.
func (c *comparing) saveReport(whole casefile.Case, d archive.Document) (casefile.Issue, error) {
	if c.Originals {
		if err := c.tellTraces(whole); err != nil {
			return casefile.Issue{}, err
		}
	}
	return c.asReport(whole, d.Comparisons, d.Log).Write(c.ctx, c.lab, c.Report)
}

func (c *comparing) asReport(whole casefile.Case, compared []casefile.Comparison, log casefile.Log) casework.Report {
	return casework.Report{
		Case: whole, Comparisons: compared, Log: log, Language: c.Language, Originals: c.Originals, Paper: report.Paper(c.Paper), Fineness: figure.FinenessOf(c.Fineness),
		Explain: func(err error) string { return problem.Explain(err).Sentence(c.Language) },
	}
}

// bestPlaced returns the comparison that ranks first, of those that are shown as placed.
func bestPlaced(whole casefile.Case, ranked []casefile.Comparison) (casefile.Comparison, casefile.Evidence, bool) {
	for _, comparison := range ranked {
		a := comparison.Alignment
		if a.Placed() && a.Verdict != align.NoMatch && a.Verdict != align.Unreadable {
			candidate, ok := whole.Find(comparison.Candidate)
			return comparison, candidate, ok
		}
	}
	return casefile.Comparison{}, casefile.Evidence{}, false
}

// writeFailed says that a file could not be written, and returns the exit status for it.
func (s session) writeFailed(path string, err error) int {
	p := problem.Explain(err)
	s.complain(s.Say("cli.write-failed", "path", printable(path), "sentence", p.Sentence(s.Language), "next", p.Next(s.Language)))
	return failed
}
