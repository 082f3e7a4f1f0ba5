package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/claimreview"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// exports are what this version can make of a case, in the order in which it
// is made: the package last, as it takes longest.
var exports = []string{"report", "html", "exhibit", "figures", "gif", "mp4", "claimreview", "json", "bag"}

// usualExports are made where nothing is named: what every case has.
var usualExports = []string{"report", "json", "bag"}

// run writes what was asked for, all of one edition.
func (c exportCommand) run(s session) int {
	if sentence := c.misnamed(s); sentence != "" {
		s.complain(sentence)
		return failed
	}
	file, err := archive.Open(c.Case)
	if err != nil {
		s.complain(s.explained(c.Case, err))
		return failed
	}
	status := c.export(s, file)
	if err := file.Close(); err != nil {
		s.complain(s.explained(c.Case, err))
		return failed
	}
	return status
}

// misnamed returns a sentence where something is asked for that isn't made.
func (c exportCommand) misnamed(s session) string {
	for _, what := range c.What {
		if !slices.Contains(exports, what) {
			return s.Say("cli.export.unknown", "what", printable(what), "made", s.List(exports))
		}
	}
	_, sentence := s.kit(c.Kit, c.Preset)
	return sentence
}

func (c exportCommand) export(s session, file *archive.File) int {
	if err := os.MkdirAll(c.To, 0o777); err != nil {
		return s.writeFailed(c.To, err)
	}
	explain := func(l words.Language, err error) string { return problem.Explain(err).Sentence(l) }
	language := s.Language
	if file.Case.Language != "" {
		language = words.FromCode(file.Case.Language)
	}
	l := s.lab()
	defer func() { _ = l.Close() }() // what it leaves lies where the system clears
	kit, sentence := s.kit(c.Kit, c.Preset)
	if sentence != "" { // it was there a moment ago
		s.complain(sentence)
		return failed
	}
	out, err := casework.Leave(s.ctx, l, file.Document, casework.CaseOriginals{File: file}, casework.Ask{
		Edition: edition.Edition(c.Edition), Language: language, Paper: report.Paper(c.Paper), Fineness: figure.FinenessOf(c.Fineness), Name: filepath.Base(c.Case), Explain: explain,
		Address: c.URL, Kit: kit,
	})
	if err != nil {
		switch bad := new(archive.Error); {
		case s.ctx.Err() != nil:
			s.complain(s.Say("cli.stopped"))
		case errors.As(err, &bad), errors.Is(err, edition.ErrNoSalt):
			s.complain(s.explained(c.Case, err))
		default: // the files are unpacked there
			return s.writeFailed(os.TempDir(), err)
		}
		return failed
	}
	status := c.write(s, out)
	if err := out.Close(); err != nil {
		s.complain(s.Say("cli.export.left", "sentence", problem.Explain(err).Sentence(s.Language)))
		return failed
	}
	return status
}

// write writes each of the files and says which.
func (c exportCommand) write(s session, out *casework.Outgoing) int {
	what := c.What
	if len(what) == 0 {
		what = usualExports
	}
	writers := map[string]struct {
		ending string
		write  func(path string) error
	}{
		"report":  {".pdf", func(path string) error { _, err := out.WriteReport(s.ctx, path); return err }},
		"html":    {"-report.html", func(path string) error { return out.WriteHTML(s.ctx, path) }},
		"exhibit": {"", func(path string) error { return writeExhibit(s, out, path) }},
		"figures": {"", func(path string) error { return c.writeFigures(s, out, path) }},
		"gif":     {"", func(path string) error { return c.writeMoving(s, out, path, casework.GIF) }},
		"mp4":     {"", func(path string) error { return c.writeMoving(s, out, path, casework.MP4) }},
		"claimreview": {"-claimreview.json", func(path string) error {
			gaps, err := out.WriteClaimReview(path)
			s.tellGaps(gaps)
			return err
		}},
		"json": {".jsonl", func(path string) error { return out.WriteLines(s.ctx, path) }},
		"bag":  {".zip", func(path string) error { _, err := out.WritePackage(s.ctx, path); return err }},
	}
	status := found
	var unread *media.Error
	for _, each := range exports {
		if !slices.Contains(what, each) {
			continue
		}
		if each == "bag" {
			if err := s.tellTraces(out.Document.Case); err != nil {
				s.complain(s.explained(c.Case, err))
				return failed
			}
		}
		path := filepath.Join(c.To, out.Name+writers[each].ending)
		err := writers[each].write(path)
		switch {
		case s.ctx.Err() != nil:
			s.complain(s.Say("cli.stopped"))
			return failed
		case errors.Is(err, report.ErrNoPair), errors.Is(err, casework.ErrNothingConcluded), errors.As(err, &unread): // no ffmpeg is one
			s.complain(s.explained(c.Case, err))
			status = failed
		case err != nil:
			status = s.writeFailed(path, err)
		case writers[each].ending != "": // else each file was told
			fmt.Fprintln(s.Out, s.Say("cli.wrote", "path", printable(path)))
		}
	}
	if withheld := casework.WithheldIn(out.Document); withheld > 0 {
		s.complain(s.Plural("outgo.withheld."+c.Edition, withheld))
	}
	return status
}

// writeExhibit writes the exhibit, and beside it the line that shows it on a page.
func writeExhibit(s session, out *casework.Outgoing, path string) error {
	for _, each := range []struct {
		ending string
		write  func(path string) error
	}{
		{".html", func(path string) error { return out.WriteExhibit(s.ctx, path) }},
		{"-embed.txt", out.WriteEmbed},
	} {
		if err := each.write(path + each.ending); err != nil {
			return err
		}
		fmt.Fprintln(s.Out, s.Say("cli.wrote", "path", printable(path+each.ending)))
	}
	return nil
}

// tellGaps says what readers of a review need and nobody said.
func (s session) tellGaps(gaps []claimreview.Gap) {
	for _, gap := range gaps {
		s.complain(s.Say("claimreview.missing."+string(gap.What), "claim", printable(gap.Claim)))
	}
}

// tellTraces says what the files of a case, which are about to leave as they
// were received, tell of persons, places and devices.
func (s session) tellTraces(c casefile.Case) error {
	originals, err := casework.OriginalsOf(s.ctx, c, casework.PathOriginals(c))
	if err != nil {
		return err
	}
	told := false
	for _, original := range originals {
		var parts []string
		for _, trace := range original.Traces {
			parts = append(parts, s.Say("outgo.trace."+string(trace.Kind), "value", printable(trace.Value), "tag", trace.Tag))
		}
		if len(parts) > 0 {
			s.complain(s.Say("cli.export.traces", "name", printable(original.Evidence.Name), "traces", strings.Join(parts, "; ")))
			told = true
		}
	}
	if told {
		s.complain(s.Say("cli.export.traces.next"))
	}
	return nil
}
