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
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// Outgoing is a case on its way out, in one edition. All that it writes is made
// from the document of that edition; the one that holds more is not kept here.
// It is built by Leave and must be closed.
type Outgoing struct {
	Document archive.Document // its originals lie in a private folder
	Edition  edition.Edition
	Language words.Language // of the case, or else the one asked for
	Name     string         // of what is written, without an ending: that of the case file and the edition

	explain func(words.Language, error) string
	made    time.Time
	lab     *lab.Lab
	folder  string
}

// Leave makes an edition of a case file and unpacks its originals. The name is
// that of the case file; explain says in a sentence why a file can't be read.
// The error is edition.ErrNoSalt, an *archive.Error, the context's or the system's.
func Leave(ctx context.Context, l *lab.Lab, f *archive.File, kind edition.Edition, language words.Language, name string, explain func(words.Language, error) string) (_ *Outgoing, err error) {
	if f.Case.Language != "" {
		language = words.FromCode(f.Case.Language)
	}
	made := time.Now().UTC()
	d, err := edition.Of(f.Document, kind, language, made)
	if err != nil {
		return nil, err
	}
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	if kind == edition.Publication {
		stem = edition.Mask(f.Case, language, stem)
	}
	out := &Outgoing{
		Document: d, Edition: kind, Language: language, Name: bag.SafeName(plainName(stem) + "-" + string(kind)),
		explain: explain, made: made, lab: l,
	}
	if out.folder, err = os.MkdirTemp("", "motbilde-export-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, out.Close())
		}
	}()
	out.Document.Case.Evidence = slices.Clone(d.Case.Evidence) // the archive's is that of the open file
	for i, e := range out.Document.Case.Evidence {
		if e.SHA256 == "" {
			continue
		}
		path := filepath.Join(out.folder, e.SHA256)
		out.Document.Case.Evidence[i].Path = path
		if _, err := os.Stat(path); err == nil {
			continue // an equal file, or the one that this is a part of
		}
		if err := WriteFile(path, func(w io.Writer) error { return f.Original(ctx, e.SHA256, w) }); err != nil {
			return nil, err
		}
	}
	return out, nil
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
// the system's.
func OriginalsOf(c casefile.Case) (all []Original, err error) {
	seen := map[string]bool{}
	for _, e := range c.Evidence {
		if e.SHA256 == "" || e.Derived() || seen[e.SHA256] {
			continue
		}
		seen[e.SHA256] = true
		data, err := os.ReadFile(e.Path)
		if err != nil {
			return nil, err
		}
		all = append(all, Original{
			Evidence: e, Name: bag.SafeName(fmt.Sprintf("%02d %s", len(all)+1, plainName(e.Name))), Traces: provenance.Traces(data),
		})
	}
	return all, nil
}

// WriteReport writes the report as PDF, whole or not at all.
func (o *Outgoing) WriteReport(ctx context.Context, path string) error {
	r := Report{
		Case: o.Document.Case, Comparisons: o.Document.Comparisons, Log: o.Document.Log, Edition: string(o.Edition),
		Language: o.Language, Explain: func(err error) string { return o.explain(o.Language, err) },
	}
	_, err := r.Write(ctx, o.lab, path)
	return err
}

// WriteLines writes the contract's line for each comparison, best first, with
// the regions that differ. Files are named as in the package.
func (o *Outgoing) WriteLines(ctx context.Context, path string) error {
	names, err := o.names()
	if err != nil {
		return err
	}
	var text bytes.Buffer
	for _, c := range Rank(o.Document.Comparisons) {
		claim, _ := o.Document.Case.Find(c.Claimed) // a comparison of unknown evidence is no case
		candidate, _ := o.Document.Case.Find(c.Candidate)
		regions, err := Changes(ctx, o.lab, claim, candidate, &c)
		if err != nil {
			return err
		}
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
func (o *Outgoing) names() (func(casefile.Evidence) string, error) {
	originals, err := OriginalsOf(o.Document.Case)
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
