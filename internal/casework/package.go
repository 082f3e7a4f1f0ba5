package casework

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/exhibit"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/report"
)

// The files of a package, below the bag's data/.
const (
	readmeName       = "README.txt"
	packedCase       = "case.motbilde"
	packedLog        = "log.jsonl"
	packedReport     = "report.pdf"
	packedPage       = "report.html"
	packedExhibit    = "exhibit.html"
	packedReview     = "claimreview.json"
	packedDifference = "figures/difference.png"
	graphicsFolder   = "graphics/"
	originalsFolder  = "originals/"
)

// editionLabel is the line of bag-info.txt that says which edition it is.
const editionLabel = "Motbilde-Edition"

// WritePackage writes the evidence package: a zip of a bag with a README, the
// case file and the log of this edition, the report as PDF and HTML, the exhibit
// and the findings as ClaimReview where there are such, a figure of the
// difference, graphics to publish, and the originals (docs/evidence-package.md). Whole or not at all.
// It returns what the case keeps of the report in it; its number is 0 where
// there is none.
func (o *Outgoing) WritePackage(ctx context.Context, path string) (issue casefile.Issue, err error) {
	originals, err := o.Originals(ctx)
	if err != nil {
		return issue, err
	}
	var files []bag.File
	add := func(name, from string) error {
		info, err := os.Stat(from)
		if err != nil {
			return err
		}
		files = append(files, bag.File{Path: name, Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(from) }})
		return nil
	}
	text := func(name, content string) {
		files = append(files, bag.File{Path: name, Size: int64(len(content)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }})
	}
	made := map[string]bool{packedLog: true}
	for _, part := range []struct {
		name  string
		write func(path string) error
	}{
		{packedCase, func(path string) error { return WriteCase(o.Document, path) }},
		{packedReport, func(string) error {
			p, err := o.print(ctx, Printing) // it lies there then; the originals lie beside it
			issue = p.issue
			return err
		}},
		{packedPage, func(path string) error {
			if !made[packedReport] {
				return report.ErrNoClaim
			}
			return nil // it was written with the other
		}},
		{packedExhibit, func(path string) error {
			return o.writeExhibit(ctx, path, exhibit.Issued{Number: issue.Number, Name: packedReport, SHA256: issue.SHA256})
		}},
		{packedReview, func(path string) error { _, err := o.WriteClaimReview(path); return err }},
		{packedDifference, func(path string) error {
			o.ask.Tell(Step{Part: Figure})
			return o.writeDifference(ctx, path)
		}},
	} {
		at := filepath.Join(o.folder, filepath.Base(part.name))
		switch err := part.write(at); {
		case errors.Is(err, report.ErrNoClaim), errors.Is(err, errNoPair), errors.Is(err, report.ErrNoPair), errors.Is(err, ErrNothingConcluded):
			continue // there is nothing to show in it
		case err != nil:
			return issue, err
		}
		if err := add(part.name, at); err != nil {
			return issue, err
		}
		made[part.name] = true
	}
	drawn, err := o.WriteFigures(ctx, filepath.Join(o.folder, "graphic"), "")
	if err != nil && !errors.Is(err, report.ErrNoClaim) && !errors.Is(err, report.ErrNoPair) {
		return issue, err
	}
	for _, f := range drawn {
		for _, path := range []string{f.Path, f.Beside} {
			if err := add(graphicsFolder+string(f.Kind)+filepath.Ext(path), path); err != nil {
				return issue, err
			}
		}
		made[graphicsFolder] = true
	}
	text(packedLog, string(o.Document.Log.Text()))
	for _, original := range originals {
		if err := add(originalsFolder+original.Name, original.Evidence.Path); err != nil {
			return issue, err
		}
	}
	text(readmeName, o.readme(originals, made))
	fields := []bag.Field{
		{Label: "Bagging-Date", Value: o.made.Format(time.DateOnly)},
		{Label: "Bag-Software-Agent", Value: "Motbilde " + Version},
		{Label: "External-Identifier", Value: o.Document.Case.UUID},
		{Label: "External-Description", Value: o.Document.Case.Title},
		{Label: editionLabel, Value: string(o.ask.Edition)},
	}
	o.ask.Tell(Step{Part: Packing})
	return issue, WriteFile(path, func(w io.Writer) error { return bag.Write(ctx, w, o.Name, fields, files) })
}

// errNoPair says that no candidate lies on a claim, so that nothing can be drawn of the two.
var errNoPair = errors.New("no candidate is placed on a claim")

// writeDifference draws the difference of the comparison that ranks first, of those that are accepted.
func (o *Outgoing) writeDifference(ctx context.Context, path string) error {
	for _, c := range Rank(o.Document.Comparisons) {
		if !c.Alignment.Verdict.Accepted() || !c.Alignment.Placed() {
			continue
		}
		claim, candidate, err := o.pair(c)
		if err != nil {
			return err
		}
		areas := redact.Of(o.Document.Case, o.Document.Comparisons)
		if len(areas[claim.ID])+len(areas[candidate.ID]) > 0 {
			return o.writeCovered(ctx, claim, candidate, c, areas, path)
		}
		return WriteDifference(ctx, o.lab, claim, candidate, c, path)
	}
	return errNoPair
}

// writeCovered is WriteDifference of a pair on which something is redacted: there
// is nothing to measure there, and nothing to be seen.
func (o *Outgoing) writeCovered(ctx context.Context, claim, candidate casefile.Evidence, c casefile.Comparison, areas redact.Areas, path string) error {
	pair, err := o.lab.Pair(ctx, FileOf(claim), FileIn(candidate, c), c.Alignment)
	if err != nil {
		return err
	}
	pair.Claimed, pair.Candidate = redact.Holes(pair.Claimed, areas[claim.ID]), redact.Holes(pair.Candidate, areas[candidate.ID])
	if pair.Map, err = compare.Difference(ctx, pair); err != nil {
		return err
	}
	img, err := compare.DifferenceImage(ctx, pair)
	if err != nil {
		return err
	}
	return writePNG(path, img)
}

func (o *Outgoing) pair(c casefile.Comparison) (claim, candidate casefile.Evidence, err error) {
	claim, known := o.Document.Case.Find(c.Claimed)
	candidate, also := o.Document.Case.Find(c.Candidate)
	if !known || !also {
		return claim, candidate, errNoPair
	}
	return claim, candidate, nil
}

// readme says in plain words what the package holds, how to check it without
// this program, and what that shows. Its lines are at most 76 characters.
func (o *Outgoing) readme(originals []Original, made map[string]bool) string {
	l := o.ask.Language
	var out strings.Builder
	paragraph := func(key string, fields ...string) { out.WriteString(wrapped(l.Say("package."+key, fields...)) + "\n") }
	entry := func(name, key string) {
		if made[name] {
			out.WriteString("  data/" + name + "\n      " + l.Say("package.is."+key) + "\n")
		}
	}
	paragraph("title", "title", provenance.CleanText(o.Document.Case.Title), "version", Version)
	paragraph("edition." + string(o.ask.Edition))
	if o.ask.Edition == edition.Publication && slices.ContainsFunc(o.Document.Case.Evidence, func(e casefile.Evidence) bool { return e.Withheld.On }) {
		paragraph("withheld")
	}
	if o.ask.Edition == edition.Publication && len(redact.Of(o.Document.Case, o.Document.Comparisons)) > 0 {
		paragraph("redacted")
	}
	paragraph("holds")
	entry(packedReport, "report")
	entry(packedPage, "page")
	entry(packedExhibit, "exhibit")
	entry(packedReview, "claimreview")
	entry(packedCase, "case")
	entry(packedLog, "log")
	entry(packedDifference, "difference")
	entry(graphicsFolder, "graphics")
	for _, original := range originals {
		out.WriteString("  data/" + originalsFolder + original.Name + "\n      SHA-256 " + original.Evidence.SHA256 + "\n")
	}
	out.WriteString("\n")
	paragraph("check")
	out.WriteString("    unzip PACKAGE.zip\n    cd " + shellQuoted(o.Name) + "\n    sha256sum -c manifest-sha256.txt\n    sha256sum -c tagmanifest-sha256.txt\n    sha256sum tagmanifest-sha256.txt\n\n")
	paragraph("systems")
	paragraph("outside")
	out.WriteString("    motbilde-cli verify PACKAGE.zip --recompute\n\n")
	paragraph("recompute")
	paragraph("limits")
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// shellQuoted writes a name so that a shell takes every sign of it as it is.
func shellQuoted(name string) string { return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'" }

// readmeWidth is how long a line of the README may get: what any window shows.
const readmeWidth = 76

// wrapped breaks a text into lines, the last one ended too.
func wrapped(text string) string {
	var out strings.Builder
	length := 0
	for _, word := range strings.Fields(text) {
		switch n := len([]rune(word)); {
		case length > 0 && length+1+n > readmeWidth:
			out.WriteString("\n")
			length = n
		case length > 0:
			out.WriteString(" ")
			length += 1 + n
		default:
			length = n
		}
		out.WriteString(word)
	}
	return out.String() + "\n"
}
