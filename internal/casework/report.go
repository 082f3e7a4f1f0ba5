package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// errWithheld says why there is no picture of an item in a publication.
var errWithheld = errors.New("the item is withheld")

// Report is an evidence report on a case.
type Report struct {
	Case        casefile.Case
	Comparisons []casefile.Comparison // in any order
	Log         casefile.Log          // of that edition; an empty one is printed as none recorded
	Language    words.Language
	About       casefile.ID // the claim; empty is all claims of the case
	Edition     string      // report.Archive where empty; for report.Publication the case has what is withheld taken out already
	Paper       report.Paper
	Replaces    int  // the number of the report that it replaces; 0 for none
	Originals   bool // attach the items' files
	Fineness    figure.Fineness
	Made        time.Time // now where it is zero

	// Explain says in a sentence why a file can't be read; nil says only that it can't.
	Explain func(error) string
}

// MostAttached is how many bytes of originals a report takes: the programs that
// show a PDF read all of it.
const MostAttached = 512 << 20

// AttachmentsError says that the originals are too large to be attached.
type AttachmentsError struct{ Bytes int64 }

func (e *AttachmentsError) Error() string {
	return fmt.Sprintf("attaching %d bytes of originals: more than %d", e.Bytes, int64(MostAttached))
}

// Build names what else than the version decides on the bytes of a report: the
// compiler, whose libraries pack and draw, the kind of processor, and a decoder
// that is the machine's own.
func Build() string {
	build := runtime.Version() + " " + runtime.GOARCH
	if media.SystemDecodes() {
		build += ", AVIF by the system"
	}
	return build
}

// Write writes the report as PDF, whole or not at all, and returns what the
// case keeps of it. Errors are those of report.Write, an *AttachmentsError, and
// an *archive.Error for an original that changed since it was received.
func (r Report) Write(ctx context.Context, l *lab.Lab, path string) (casefile.Issue, error) {
	return r.write(ctx, l, path, report.Write)
}

// writeBoth is Write with the same report as HTML, whole or not at all too.
func (r Report) writeBoth(ctx context.Context, l *lab.Lab, path, page string) (issue casefile.Issue, err error) {
	err = WriteFile(page, func(html io.Writer) error {
		issue, err = r.write(ctx, l, path, func(ctx context.Context, paper io.Writer, in report.Input) (string, error) {
			return report.WriteBoth(ctx, paper, html, in)
		})
		return err
	})
	return issue, err
}

// write writes a report by a writer that returns the digest of its manifest.
func (r Report) write(ctx context.Context, l *lab.Lab, path string, by func(context.Context, io.Writer, report.Input) (string, error)) (casefile.Issue, error) {
	in, err := r.input(ctx, l)
	if err != nil {
		return casefile.Issue{}, err
	}
	sum, manifest := sha256.New(), ""
	err = WriteFile(path, func(w io.Writer) (err error) {
		manifest, err = by(ctx, io.MultiWriter(w, sum), in)
		return err
	})
	if changed := new(pdf.ChangedError); errors.As(err, &changed) {
		err = &archive.Error{Kind: archive.Changed, Entry: changed.Name}
	}
	if err != nil {
		return casefile.Issue{}, err
	}
	return casefile.Issue{
		Number: in.Number, Made: in.Made.Format(time.RFC3339), Edition: in.Edition,
		SHA256: hex.EncodeToString(sum.Sum(nil)), Manifest: manifest, Replaces: in.Replaces,
	}, nil
}

// input returns what the report is made of. The errors are those of Write.
func (r Report) input(ctx context.Context, l *lab.Lab) (in report.Input, err error) {
	problems := map[casefile.ID]string{}
	for _, e := range r.Case.Evidence {
		if e.Problem != nil && r.Explain != nil {
			problems[e.ID] = r.Explain(e.Problem)
		}
	}
	d := archive.Document{Case: Recorded(r.Case), Comparisons: r.Comparisons, Log: r.Log, Program: Version}
	if in, err = inputOf(d); err != nil {
		return in, err
	}
	if in.Made = r.Made; in.Made.IsZero() {
		in.Made = time.Now()
	}
	in.Made = in.Made.UTC().Truncate(time.Second) // as the manifest has it
	in.Language, in.About, in.Problems = r.Language, r.About, problems
	in.Version, in.Build, in.Fineness = Version, Build(), r.Fineness
	in.Edition, in.Paper, in.Replaces, in.Number = r.Edition, r.Paper, r.Replaces, len(r.Case.Issues)+1
	if in.Edition == "" {
		in.Edition = report.Archive
	}
	if r.Originals {
		if err := attachable(r.Case); err != nil {
			return in, err
		}
		in.Original = func(e casefile.Evidence) func() (io.ReadCloser, error) {
			kept, _ := r.Case.Find(e.ID) // the same case, with paths
			return func() (io.ReadCloser, error) { return originals(ctx, l)(kept) }
		}
	}
	drawFrom(ctx, l, &in, func(id casefile.ID) (casefile.Evidence, error) {
		e, ok := r.Case.Find(id)
		if !ok {
			return e, fmt.Errorf("drawing the report: no evidence %q", id)
		}
		return e, e.Problem
	})
	return in, nil
}

// inputOf returns a report's input as far as the case goes. It is read back
// from the texts that are attached, so that whoever has those draws the same.
func inputOf(d archive.Document) (in report.Input, err error) {
	if in.CaseText, in.LogText, err = d.Encode(); err != nil {
		return in, err
	}
	if d, err = archive.Decode(in.CaseText, in.LogText); err != nil {
		return in, err
	}
	in.Case, in.Comparisons, in.Log = d.Case, Shown(d.Case, d.Comparisons), d.Log
	return in, nil
}

// drawFrom lets a report take its pixels from the lab; find gives an item with
// the path of its file.
func drawFrom(ctx context.Context, l *lab.Lab, in *report.Input, find func(casefile.ID) (casefile.Evidence, error)) {
	in.Picture = func(id casefile.ID) (*picture.Pyramid, error) {
		e, err := find(id)
		if err != nil {
			return nil, err
		}
		if e.SHA256 == "" {
			return nil, errWithheld
		}
		return l.Pyramid(ctx, shownOf(e, in.About, in.Comparisons))
	}
	in.Found = func(claim, candidate casefile.ID) (*picture.Pyramid, error) {
		e, err := find(candidate)
		if err != nil {
			return nil, err
		}
		if e.SHA256 == "" {
			return nil, errWithheld
		}
		return l.Pyramid(ctx, shownOf(e, claim, in.Comparisons))
	}
	in.Frames = func(candidate casefile.Evidence, found casefile.Frame, indices []int, visit func(report.FilmFrame) error) error {
		e, err := find(candidate.ID)
		if err != nil {
			return err
		}
		return filmFrames(ctx, l, e, found, indices, visit)
	}
	in.Difference = func(claimed, candidate casefile.Evidence, a align.Alignment) (*compare.Map, error) {
		claim, err := find(claimed.ID)
		if err != nil {
			return nil, err
		}
		found, err := find(candidate.ID)
		if err != nil {
			return nil, err
		}
		return l.Difference(ctx, FileOf(claim), shownOf(found, claimed.ID, in.Comparisons), a)
	}
}

// errOtherStamps says that the decoder of this machine counts frames otherwise
// than the one that found one.
var errOtherStamps = errors.New("the found frame has another number here")

// filmFrames visits frames of a video by their numbers. What the video doesn't
// have is left out.
func filmFrames(ctx context.Context, l *lab.Lab, e casefile.Evidence, found casefile.Frame, indices []int, visit func(report.FilmFrame) error) error {
	info, err := l.VideoInfo(ctx, FileOf(e))
	if err != nil {
		return err
	}
	stamps, err := l.Stamps(ctx, FileOf(e))
	if err != nil {
		return err
	}
	if found.Index < 0 || found.Index >= len(stamps) || stamps[found.Index] != found.Stamp {
		return errOtherStamps
	}
	for _, i := range indices {
		if i < 0 || i >= len(stamps) {
			continue
		}
		file := FileOf(e)
		file.Frame = lab.Frame{Of: true, Stamp: stamps[i]}
		p, err := l.Pyramid(ctx, file)
		if err != nil {
			return err
		}
		if err := visit(report.FilmFrame{Index: i, Time: info.TimeOf(stamps[i]), Picture: p}); err != nil {
			return err
		}
	}
	return nil
}

// shownOf names the picture of an item that a report is on: of a video, the
// frame in which that claim was found; where none is named, the best of any.
func shownOf(e casefile.Evidence, claim casefile.ID, compared []casefile.Comparison) lab.File {
	i := slices.IndexFunc(compared, func(c casefile.Comparison) bool {
		return c.Candidate == e.ID && (claim == "" || c.Claimed == claim) && c.Frame != nil
	})
	if i < 0 {
		return FileOf(e)
	}
	return FileIn(e, compared[i])
}

// attachable reports as an error that the originals are too large.
func attachable(c casefile.Case) error {
	total, seen := int64(0), map[string]bool{}
	for _, e := range c.Evidence {
		if e.HasOriginal() && !seen[e.SHA256] {
			seen[e.SHA256] = true
			total += e.Bytes
		}
	}
	if total > MostAttached {
		return &AttachmentsError{Bytes: total}
	}
	return nil
}
