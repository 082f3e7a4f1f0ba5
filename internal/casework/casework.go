// Package casework owns what the window and the command line both do to a
// case: bring a file in, hold a candidate against the claim, rank, say it as
// the contract's Line, and write what leaves the program. It promises that the
// two come out the same because there is only one of it.
package casework

import (
	"context"
	"image"
	"os"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/provenance"
)

// Import reads a file into evidence: its digest, its pixels' size, its media
// type and what it says about itself. A file that can't be compared is evidence
// too, with Problem set. The ID is left to the case.
func Import(ctx context.Context, l *lab.Lab, path string, role casefile.Role) casefile.Evidence {
	e := casefile.Evidence{Role: role, Path: path, Name: media.DisplayName(path), Received: time.Now().UTC()}
	if info, err := os.Stat(path); err == nil {
		e.Bytes = info.Size()
	}
	if c, ok := media.ContainerOf(path); ok && importVideo(ctx, l, c, &e) {
		return e
	}
	o, err := l.Open(ctx, path)
	e.SHA256 = o.File.SHA256
	if o.Data != nil {
		e.Bytes = int64(len(o.Data))
		e.Facts = provenance.Read(o.Data)
		e.Encoding = provenance.ReadEncoding(o.Data)
	}
	if err != nil {
		e.Problem = err
		return e
	}
	e.MediaType = o.Still.MediaType
	e.Pixels = o.Still.Picture.Size()
	if o.Still.Stored != e.Pixels {
		e.Stored = o.Still.Stored
	}
	e.Facts.ThumbnailDiffers, e.Problem = lab.ThumbnailDiffers(ctx, o.Data, o.Still.Picture)
	return e
}

// mostCopied is how many bytes of a video a case takes: a longer one is named by
// its digest, and stays where it is.
const mostCopied = 200 << 20

// importVideo reads a video into evidence and reports whether that is all there
// is to do: a picture that moves is read as a still where it can't be read as a
// video, and wherever it is the claim.
func importVideo(ctx context.Context, l *lab.Lab, c media.Container, e *casefile.Evidence) bool {
	if e.Role == casefile.Claimed {
		if !c.Picture {
			e.Problem = &media.Error{Kind: media.Video, Path: e.Path, Detail: c.Name}
		}
		return !c.Picture
	}
	o, err := l.OpenVideo(ctx, e.Path)
	if err != nil && c.Picture && ctx.Err() == nil {
		return false
	}
	e.SHA256, e.Bytes, e.MediaType, e.Pixels, e.Problem = o.File.SHA256, o.Bytes, c.MediaType, o.Info.Size, err
	e.Referenced = o.Bytes > mostCopied
	return true
}

// FileOf names the file of a piece of evidence for the lab.
func FileOf(e casefile.Evidence) lab.File {
	p := e.Part
	f := lab.File{Path: e.Path, SHA256: e.SHA256, Video: IsVideo(e), Part: image.Rect(int(p.MinX), int(p.MinY), int(p.MaxX), int(p.MaxY))}
	if e.Frame != nil {
		f.Frame = lab.Frame{Of: true, Stamp: e.Frame.Stamp}
	}
	return f
}

// Compare holds a candidate against the claim. A candidate that could not be
// read gives the verdict Unreadable. The error is the context's, or says why a
// file that was readable no longer is. Progress is told of the search of a
// video; it may be nil.
func Compare(ctx context.Context, l *lab.Lab, claim, candidate casefile.Evidence, progress func(find.Progress)) (casefile.Comparison, error) {
	start := time.Now()
	c := casefile.Comparison{Claimed: claim.ID, Candidate: candidate.ID}
	if candidate.Problem != nil {
		c.Alignment.Verdict = align.Unreadable
		return c, nil
	}
	if candidate.Frame == nil && l.IsVideo(FileOf(candidate)) {
		return compareVideo(ctx, l, claim, candidate, progress)
	}
	// Both are decoded here at the latest, so that the figures below don't depend on what the lab still holds.
	for _, e := range []casefile.Evidence{claim, candidate} {
		if _, err := l.Picture(ctx, FileOf(e)); err != nil {
			return c, err
		}
	}
	decoding := l.DecodeTime(FileOf(claim)) + l.DecodeTime(FileOf(candidate))
	aligning := time.Now()
	a, err := l.Alignment(ctx, FileOf(claim), FileOf(candidate))
	if err != nil {
		return c, err
	}
	c.Alignment, c.Method = a, align.Version
	if f := candidate.Frame; f != nil {
		c.Alignment, c.Method = find.Counted(a, f.Tried), find.Version+" "+align.Version
	}
	c.AlignTime = decoding + time.Since(aligning)
	c.Elapsed = max(c.AlignTime, time.Since(start))
	return c, nil
}

// Changes returns the regions in which an accepted candidate differs from the
// claim, strongest first, and adds the time to the comparison. It is empty and
// not nil where none was found, and nil where nothing can be measured: only an
// accepted alignment says what is to be held against what. The error is that
// of the context, or of a file that can no longer be read.
func Changes(ctx context.Context, l *lab.Lab, claim, candidate casefile.Evidence, c *casefile.Comparison) ([]compare.Region, error) {
	a := c.Alignment
	if candidate.Problem != nil || !a.Verdict.Accepted() || !a.Placed() {
		return nil, nil
	}
	if a.Verdict == align.Identical {
		return []compare.Region{}, nil
	}
	start := time.Now()
	m, err := l.Difference(ctx, FileOf(claim), FileIn(candidate, *c), a)
	if err != nil {
		return nil, err
	}
	c.Elapsed += time.Since(start)
	return append([]compare.Region{}, m.Regions...), nil
}
