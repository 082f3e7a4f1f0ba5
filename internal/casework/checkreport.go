package casework

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// ReportFile is a report that is being checked.
type ReportFile struct {
	Manifest       report.Manifest
	ManifestDigest string
	Case           archive.Document
	Attached       int // originals
	Wrong          []Fault

	file      *os.File
	printed   *pdf.File
	originals attached
	known     bool // manifest, case and log can be relied on to draw the pages again
}

// FaultKind says what of a report does not hold.
type FaultKind int

// The kinds.
const (
	FaultUnset        FaultKind = iota
	FaultStructure              // the file is not laid out as it was written
	FaultSeal                   // some byte is not what was written
	FaultManifest               // the manifest is missing, or can't be understood
	FaultMissing                // an attachment that the manifest names is not there
	FaultStranger               // an attachment that the manifest does not name
	FaultAttachment             // an attachment has other bytes than the manifest says
	FaultCase                   // the case or its log does not hold; Err says in what
	FaultItem                   // manifest and case say otherwise of an item, or of the log
	FaultPages                  // pages differ from what the program draws
	FaultDrawn                  // an attachment differs from what the program writes
	FaultOutsidePages           // something else differs: bookmarks, dates, tables
)

// Fault is something of a report that does not hold.
type Fault struct {
	Kind  FaultKind
	Name  string // of the attachment or the item
	Pages []int  // from 1
	Err   error
}

// IsReport reports whether a file looks like a PDF: then it is no case file.
func IsReport(path string) bool {
	info, err := os.Stat(path) // before opening: a pipe would wait for ever
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close() // it was only read
	head := make([]byte, 5)
	if _, err := io.ReadFull(file, head); err != nil {
		return false
	}
	return string(head) == "%PDF-" || pdf.Sealed(file, info.Size())
}

// OpenReport opens a report and checks what can be checked without pictures:
// the seal, the attachments against the manifest, the case, its log, and the
// manifest against both. What does not hold stands in Wrong. The error is a
// *pdf.Error of a file that is no report, report.ErrNewer, or the system's.
func OpenReport(ctx context.Context, path string) (*ReportFile, error) {
	info, err := os.Stat(path) // before opening: a pipe would wait for ever
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &pdf.Error{Kind: pdf.NotOurs, Detail: "not an ordinary file"}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r := &ReportFile{file: file, originals: attached{}}
	if err := r.read(ctx, info.Size()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return r, nil
}

// Close closes the file.
func (r *ReportFile) Close() error { return r.file.Close() }

func (r *ReportFile) wrong(f Fault) { r.Wrong = append(r.Wrong, f) }

func (r *ReportFile) read(ctx context.Context, size int64) (err error) {
	r.printed, err = pdf.Read(r.file, size)
	if bad := new(pdf.Error); errors.As(err, &bad) && bad.Kind == pdf.Damaged {
		r.wrong(Fault{Kind: FaultStructure, Err: err})
		return nil
	} else if err != nil {
		return err
	}
	if sealed, err := r.printed.Sealed(); err != nil {
		return err
	} else if !sealed {
		r.wrong(Fault{Kind: FaultSeal})
	}
	texts, err := r.readManifest(ctx)
	if err != nil || texts == nil {
		return err
	}
	if r.Case, err = archive.Decode(texts[report.CaseName], texts[report.LogName]); err != nil {
		r.wrong(Fault{Kind: FaultCase, Err: err})
		return nil
	}
	r.matchItems()
	r.known = !slices.ContainsFunc(r.Wrong, func(f Fault) bool { return f.Kind != FaultSeal })
	return ctx.Err()
}

// mostText is how much is read of an attachment that is no original: as much
// as of the same part of a case file.
const mostText = 32 << 20

// readManifest reads the manifest and holds the attachments to it. It returns
// those that are texts, or nil where there is no manifest to be read.
func (r *ReportFile) readManifest(ctx context.Context) (texts map[string][]byte, err error) {
	files := map[string]pdf.Embedded{}
	for _, e := range r.printed.Attachments {
		if _, twice := files[e.Name]; twice {
			r.wrong(Fault{Kind: FaultStranger, Name: e.Name})
			continue
		}
		files[e.Name] = e
	}
	manifest, there := files[report.ManifestName]
	if !there || manifest.Bytes > mostText {
		r.wrong(Fault{Kind: FaultManifest})
		return nil, nil
	}
	text, err := io.ReadAll(manifest.Open())
	if err != nil {
		return nil, err
	}
	r.ManifestDigest = provenance.Digest(text)
	if r.Manifest, err = report.ReadManifest(text); errors.Is(err, report.ErrNewer) {
		return nil, err
	} else if err != nil {
		r.wrong(Fault{Kind: FaultManifest, Err: err})
		return nil, nil
	}
	delete(files, report.ManifestName)
	texts = map[string][]byte{}
	for _, f := range r.Manifest.Attachments {
		e, there := files[f.Name]
		delete(files, f.Name)
		if !there {
			r.wrong(Fault{Kind: FaultMissing, Name: f.Name})
			continue
		}
		err := copyChecked(ctx, io.Discard, e.Open(), f.SHA256, f.Name)
		if bad := new(archive.Error); errors.As(err, &bad) || err == nil && e.Bytes != f.Bytes {
			r.wrong(Fault{Kind: FaultAttachment, Name: f.Name})
		} else if err != nil {
			return nil, err
		}
		switch f.Name {
		case report.CaseName, report.LogName:
			if e.Bytes > mostText {
				r.wrong(Fault{Kind: FaultAttachment, Name: f.Name})
				return nil, nil
			}
			if texts[f.Name], err = io.ReadAll(e.Open()); err != nil {
				return nil, err
			}
		default:
			r.originals[f.SHA256] = e
			r.Attached++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		r.wrong(Fault{Kind: FaultStranger, Name: name})
	}
	return texts, nil
}

// matchItems holds the manifest's items to those of the case.
func (r *ReportFile) matchItems() {
	if log := r.Case.Log; r.Manifest.Log != (report.ManifestLog{Head: log.Head(), Count: log.Count()}) {
		r.wrong(Fault{Kind: FaultItem, Name: report.LogName})
	}
	named := map[casefile.ID]bool{}
	for _, m := range r.Manifest.Items {
		e, there := r.Case.Case.Find(m.ID)
		attachedOf := r.originals[m.SHA256].Name
		if !there || named[m.ID] || e.SHA256 != m.SHA256 || e.Withheld.Commitment != m.Commitment || m.Attached != "" && m.Attached != attachedOf {
			r.wrong(Fault{Kind: FaultItem, Name: m.Item})
		}
		named[m.ID] = true
	}
	for _, e := range r.Case.Case.Evidence {
		if !named[e.ID] {
			r.wrong(Fault{Kind: FaultItem, Name: e.Name})
		}
	}
}

// Reason says why the pages of a report were not checked.
type Reason int

// The reasons.
const (
	Checked       Reason = iota // they were
	NotKnown                    // what they are made of does not hold
	OtherVersion                // another version of the program, or of a method, made them
	OtherBuild                  // they differ, and another compiler or processor made them: that may be why
	PicturesAway                // pictures are neither attached nor given
	PicturesWrong               // a picture that is given or attached has other bytes
)

// Pages is what came of drawing the pages again.
type Pages struct {
	Reason  Reason
	Missing []string // letters of the items whose pictures are away
	Count   int      // of pages that were drawn again
}

// Originals returns the sources of pictures for a report: what it carries, and
// what is given beside it, a folder or a case file; an empty path gives none.
// close must be called.
func (r *ReportFile) Originals(ctx context.Context, path string) (_ Originals, closing func() error, err error) {
	none := func() error { return nil }
	switch info, err := os.Stat(path); {
	case path == "":
		return several{r.originals}, none, nil
	case err != nil:
		return nil, none, err
	case info.IsDir():
		files, err := FolderOriginals(ctx, path, r.Case.Case)
		return several{r.originals, files}, none, err
	}
	f, err := archive.Open(path)
	if err != nil {
		return nil, none, err
	}
	return several{r.originals, CaseOriginals{f}}, f.Close, nil
}

// currentMethods reports whether a report was made by the methods of this
// version. The decoder is the machine's and not ours: whether another one gives
// other pixels shows on the pages.
func currentMethods(made map[string]string) bool {
	now := report.Methods()
	if made["find"] != "" {
		now["find"] = find.Version
	}
	if decoder := made["decoder"]; decoder != "" {
		now["decoder"] = decoder
	}
	return maps.Equal(made, now)
}

// CheckPages draws the report again from its manifest, its case and the
// originals, and holds the file against it byte for byte. What differs is added
// to Wrong. The error is the context's, the system's, or of drawing.
func (r *ReportFile) CheckPages(ctx context.Context, l *lab.Lab, from Originals) (p Pages, err error) {
	m := r.Manifest
	switch {
	case !r.known:
		return Pages{Reason: NotKnown}, nil
	case m.Version != Version || !currentMethods(m.Methods):
		return Pages{Reason: OtherVersion}, nil
	}
	for _, item := range m.Items {
		if item.Drawn && !from.Has(item.SHA256) {
			p.Missing = append(p.Missing, item.Item)
		}
		if item.Attached != "" && !r.originals.Has(item.SHA256) {
			return Pages{Reason: NotKnown}, nil
		}
	}
	if len(p.Missing) > 0 {
		p.Reason = PicturesAway
		return p, nil
	}
	files, err := unpack(l, r.Case.Case, from)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, files.remove()) }()
	for _, item := range m.Items {
		if !item.Drawn {
			continue
		}
		var bad *archive.Error
		if _, err := files.find(ctx, item.ID); errors.As(err, &bad) {
			p.Reason, p.Missing = PicturesWrong, []string{item.Item}
			return p, nil
		} else if err != nil {
			return p, err
		}
	}
	written, err := r.draw(ctx, l, files)
	switch {
	case errors.Is(err, errNotDrawn):
		r.wrong(Fault{Kind: FaultManifest, Err: err})
		return Pages{Reason: NotKnown}, nil
	case err != nil:
		return p, err
	}
	defer func() { err = errors.Join(err, written.Close()) }()
	return r.compare(p, written)
}

// errNotDrawn says that manifest and case are none that a report can be made of.
var errNotDrawn = errors.New("no report can be drawn from the manifest and the case")

// draw writes the report again, beside the pictures.
func (r *ReportFile) draw(ctx context.Context, l *lab.Lab, files *unpacked) (_ *os.File, err error) {
	defer func() {
		if p := recover(); p != nil { // the case is anybody's, and may hold numbers that no method gives
			err = fmt.Errorf("%w: %v", errNotDrawn, p)
		}
	}()
	m := r.Manifest
	in, err := inputOf(r.Case)
	if err != nil {
		return nil, err
	}
	in.Language, in.About, in.Version, in.Build = words.FromCode(m.Language), casefile.ID(m.About), m.Version, m.Build
	in.Edition, in.Paper, in.Number, in.Replaces = m.Edition, m.Paper, m.Number, m.Replaces
	in.Fineness = figure.FinenessOf(m.Fineness)
	if in.Made, err = time.Parse(time.RFC3339, m.Made); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotDrawn, err)
	}
	in.Problems = map[casefile.ID]string{}
	drawn := map[casefile.ID]bool{}
	for _, item := range m.Items {
		if item.Problem != "" {
			in.Problems[item.ID] = item.Problem
		}
		drawn[item.ID] = item.Drawn
	}
	if r.Attached > 0 {
		in.Original = func(e casefile.Evidence) func() (io.ReadCloser, error) {
			return func() (io.ReadCloser, error) { return io.NopCloser(r.originals[e.SHA256].Open()), nil }
		}
	}
	drawFrom(ctx, l, &in, func(id casefile.ID) (casefile.Evidence, error) {
		if !drawn[id] {
			return casefile.Evidence{}, fmt.Errorf("evidence %q was not drawn", id)
		}
		return files.find(ctx, id)
	})
	if !m.HasStrip() { // it couldn't be read then
		in.Frames = nil
	}
	file, err := os.Create(filepath.Join(files.folder, "report.pdf"))
	if err != nil {
		return nil, err
	}
	if _, err := report.Write(ctx, file, in); err != nil {
		if errors.Is(err, report.ErrNoClaim) || errors.Is(err, report.ErrWithheld) {
			err = fmt.Errorf("%w: %w", errNotDrawn, err)
		}
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// compare holds the report against the one just written.
func (r *ReportFile) compare(p Pages, written *os.File) (Pages, error) {
	info, err := written.Stat()
	if err != nil {
		return p, err
	}
	printed, err := pdf.Read(written, info.Size())
	if err != nil {
		return p, fmt.Errorf("reading back a report just written: %w", err)
	}
	d, err := pdf.Compare(r.printed, printed)
	if err != nil {
		return p, err
	}
	if p.Count = d.Of; !d.Any() {
		return p, nil
	}
	if r.Manifest.Build != Build() {
		p.Reason = OtherBuild
		return p, nil
	}
	if len(d.Pages) > 0 {
		r.wrong(Fault{Kind: FaultPages, Pages: d.Pages})
	}
	for _, name := range d.Attachments {
		r.wrong(Fault{Kind: FaultDrawn, Name: name})
	}
	if d.Structure {
		r.wrong(Fault{Kind: FaultOutsidePages})
	}
	return p, nil
}
