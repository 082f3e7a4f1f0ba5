package casework

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// Ask says in what form a case leaves.
type Ask struct {
	Edition   edition.Edition
	Language  words.Language  // of everything written
	Name      string          // of the case file, or what the case is called
	About     casefile.ID     // the claim whose pair an exhibit shows; empty is the first. A report is on all of them
	Fineness  figure.Fineness // of the report's pictures
	Paper     report.Paper    // of the report
	Kit       graphic.Kit     // of graphics: the desk's
	Replaces  int             // the number of the report that is replaced; 0 for none
	Address   string          // at which the check is published; empty is that of the case
	Originals bool            // attach them to the report; a package always holds them

	// Explain says in a sentence why a file can't be read.
	Explain func(words.Language, error) string
	// Tell hears how far it has come, on the goroutine that calls; nil hears nothing.
	Tell func(Step)
}

// Part names a part of the work of an Outgoing.
type Part string

// The parts, in their order.
const (
	Copying  Part = "copying" // the originals, into a private folder
	Printing Part = "report"
	Paging   Part = "html"   // the report as HTML
	Figure   Part = "figure" // of the difference
	Lines    Part = "lines"
	Showing  Part = "exhibit"
	Drawing  Part = "graphics"
	Packing  Part = "packing"

	Reviewing Part = "claimreview"
)

// Step says how far the work of an Outgoing has come. Of most parts it can't be
// told how much is done; then Total is 0.
type Step struct {
	Part        Part
	Done, Total int
}

// Outgoing is a case on its way out, in one edition. All that it writes is made
// from the document of that edition; the one that holds more is not kept here.
// It is built by Leave and must be closed.
type Outgoing struct {
	Document archive.Document // its originals lie in a private folder
	Name     string           // of what is written, without an ending: that of the case file and the edition

	ask      Ask
	made     time.Time
	lab      *lab.Lab
	folder   string
	covers   bool           // a person wrote how the case is to be handled: its pictures may distress
	composed *composed      // the report, once it was composed
	issued   casefile.Issue // the last report that was written
	report   string         // its name
	embed    string         // the line that shows the exhibit on a page
	still    bool           // the still of the moving pictures was written
}

// covers reports whether a person wrote how a case is to be handled: its pictures
// may distress.
func covers(c casefile.Case) bool { return strings.TrimSpace(c.Sensitivity) != "" }

// edited returns the document of an edition, and what it is called.
func (a Ask) edited(d archive.Document, now time.Time) (archive.Document, string, error) {
	out, err := edition.Of(d, a.Edition, a.Language, now)
	if err != nil {
		return out, "", err
	}
	stem := strings.TrimSuffix(a.Name, filepath.Ext(a.Name))
	if a.Edition == edition.Publication {
		stem = edition.Mask(d.Case, a.Language, stem)
	}
	return out, bag.SafeName(plainName(stem) + "-" + string(a.Edition)), nil
}

// Leave makes an edition of a case and copies its originals into a private
// folder. The error is edition.ErrNoSalt, an *archive.Error, the context's or
// the system's.
func Leave(ctx context.Context, l *lab.Lab, d archive.Document, from Originals, ask Ask) (_ *Outgoing, err error) {
	if ask.Tell == nil {
		ask.Tell = func(Step) {}
	}
	out := &Outgoing{ask: ask, made: time.Now().UTC(), lab: l, covers: covers(d.Case)}
	if out.Document, out.Name, err = ask.edited(d, out.made); err != nil {
		return nil, err
	}
	if _, named := out.Document.Case.Find(ask.About); !named {
		out.ask.About = "" // it is withheld, and has another name here
	}
	if out.folder, err = os.MkdirTemp("", "motbilde-export-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, out.Close())
		}
	}()
	evidence := slices.Clone(out.Document.Case.Evidence) // the archive's is that of the document given
	out.Document.Case.Evidence = evidence
	for i, e := range evidence {
		ask.Tell(Step{Copying, i, len(evidence)})
		if e.SHA256 == "" {
			continue
		}
		path := filepath.Join(out.folder, e.SHA256)
		evidence[i].Path = path
		if _, err := os.Stat(path); err == nil {
			continue // an equal file, or the one that this is a part of
		}
		if err := WriteFile(path, func(w io.Writer) error { return from.Original(ctx, e.SHA256, w) }); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Preview says before anything is written what leaves.
type Preview struct {
	Name      string     // that is proposed for it, without an ending
	Withheld  int        // items: of a publication those that are not in it, of an archive those that are in it and shouldn't be published
	Originals []Original // that a package holds, and a report where it is asked to
}

// PreviewOf looks through a case that is about to leave. The errors are those of Leave.
func PreviewOf(ctx context.Context, d archive.Document, from Originals, ask Ask) (p Preview, err error) {
	out, name, err := ask.edited(d, time.Now().UTC())
	if err != nil {
		return p, err
	}
	p.Name, p.Withheld = name, WithheldIn(out)
	p.Originals, err = OriginalsOf(ctx, out.Case, from)
	return p, err
}

// WithheldIn counts the items of a document that are withheld, or are to be.
func WithheldIn(d archive.Document) (n int) {
	for _, e := range d.Case.Evidence {
		if e.Withheld.On {
			n++
		}
	}
	return n
}

// Close removes the private folder.
func (o *Outgoing) Close() error { return os.RemoveAll(o.folder) }

// plainName leaves out what sha256sum, and some validators, could not find a
// file by: a % is written otherwise in a bag's manifest.
func plainName(name string) string { return strings.ReplaceAll(name, "%", "_") }

// Original is a file that leaves as it was received.
type Original struct {
	Evidence casefile.Evidence
	Name     string             // in the package, below originals/
	Traces   []provenance.Trace // what in it leads to persons, places and devices
}

// OriginalsOf returns the files of a case, each once, in its order. The error is
// that of from.
func OriginalsOf(ctx context.Context, c casefile.Case, from Originals) (all []Original, err error) {
	seen := map[string]bool{}
	for _, e := range c.Evidence {
		if !e.HasOriginal() || seen[e.SHA256] {
			continue
		}
		seen[e.SHA256] = true
		var data bytes.Buffer
		if err := from.Original(ctx, e.SHA256, &data); err != nil {
			return nil, err
		}
		all = append(all, Original{
			Evidence: e, Name: bag.SafeName(fmt.Sprintf("%02d %s", len(all)+1, plainName(e.Name))), Traces: provenance.Traces(data.Bytes()),
		})
	}
	return all, nil
}

// Originals lists the files that leave as they were received.
func (o *Outgoing) Originals(ctx context.Context) ([]Original, error) {
	return OriginalsOf(ctx, o.Document.Case, PathOriginals(o.Document.Case))
}

// asReport is the case as a report takes it.
func (o *Outgoing) asReport(attach bool) Report {
	r := o.ask.report(o.Document, o.made)
	r.Originals = attach
	return r
}

// WriteLines writes the contract's line for each comparison, best first, with
// the regions that differ. Files are named as in the package.
func (o *Outgoing) WriteLines(ctx context.Context, path string) error {
	names, err := o.names(ctx)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	ranked := Rank(o.Document.Comparisons)
	for i, c := range ranked {
		o.ask.Tell(Step{Lines, i, len(ranked)})
		claim, _ := o.Document.Case.Find(c.Claimed) // a comparison of unknown evidence is no case
		candidate, _ := o.Document.Case.Find(c.Candidate)
		regions, err := Changes(ctx, o.lab, claim, candidate, &c)
		if err != nil {
			return err
		}
		c = o.Document.Case.Shown(c)
		c.Elapsed = c.AlignTime // what this took is nothing of the comparison
		claim.Path, candidate.Path = names(claim), names(candidate)
		line, err := NewLine(claim, candidate, c, regions).Encode()
		if err != nil {
			return err
		}
		text.Write(append(line, '\n'))
	}
	return WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(text.Bytes())
		return err
	})
}

// names returns what items are called in what leaves: the path of their file in
// the package, or their name where they have none.
func (o *Outgoing) names(ctx context.Context) (func(casefile.Evidence) string, error) {
	originals, err := o.Originals(ctx)
	if err != nil {
		return nil, err
	}
	byDigest := map[string]string{}
	for _, original := range originals {
		byDigest[original.Evidence.SHA256] = originalsFolder + original.Name
	}
	return func(e casefile.Evidence) string {
		if name := byDigest[e.SHA256]; name != "" {
			return name
		}
		return e.Name
	}, nil
}
