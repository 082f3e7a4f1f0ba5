package casework

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/report"
)

// What a comparison that is run again may differ by: another kind of processor
// gives the same verdict, and the corners this near, as the contract of the
// command line promises; a wider limit would pass what the program never makes.
const (
	sameCornersPx = report.AllowedPx
	sameFigure    = 1e-6 // of log10 NFA, relative
	sameScore     = 1e-3 // of the strength over a video: it is kept in steps of a tenth of that
)

// Recomputed is a recorded comparison beside what came out now.
type Recomputed struct {
	Candidate     casefile.Evidence
	Recorded, Now casefile.Comparison
	OtherMarks    []int   // numbers of the details that the alignment placed and that come out otherwise; none where the method is another
	CornersPx     float64 // how far the worst corner of the claim lies from where it was recorded, candidate pixels; infinite where only one is placed
}

// OtherMethod reports whether another version of the method made the record.
func (r Recomputed) OtherMethod() bool { return r.Recorded.Method != r.Now.Method }

// OtherVerdict reports whether the verdict is another.
func (r Recomputed) OtherVerdict() bool {
	return r.Recorded.Alignment.Verdict != r.Now.Alignment.Verdict
}

// OtherPlace reports whether the claim lies elsewhere on the candidate; a
// distance that is no number counts as elsewhere.
func (r Recomputed) OtherPlace() bool { return !(r.CornersPx <= sameCornersPx) }

// OtherFigure reports whether the number of false alarms is another; what is no
// number is.
func (r Recomputed) OtherFigure() bool {
	a, b := r.Recorded.Alignment, r.Now.Alignment
	if a.HasNFA != b.HasNFA {
		return true
	}
	return a.HasNFA && a.Log10NFA != b.Log10NFA && !(math.Abs(a.Log10NFA-b.Log10NFA) <= sameFigure*min(math.Abs(a.Log10NFA), math.Abs(b.Log10NFA)))
}

// OtherDecoder reports whether another program read the frame than is recorded:
// then its pixels may differ by themselves, and aren't held against each other.
func (r Recomputed) OtherDecoder() bool {
	a, b := r.Recorded.Frame, r.Now.Frame
	return a != nil && b != nil && a.Decoder != b.Decoder
}

// OtherFrame reports whether it is another frame of the video, or one whose
// pixels are not those that the same decoder gave.
func (r Recomputed) OtherFrame() bool {
	a, b := r.Recorded.Frame, r.Now.Frame
	if a == nil || b == nil {
		return a != b
	}
	return a.Index != b.Index || a.Stamp != b.Stamp || !r.OtherDecoder() && a.SHA256 != b.SHA256
}

// OtherCurve reports whether the strength over the video is another than the
// same decoder gave; a case of an earlier release keeps none.
func (r Recomputed) OtherCurve() bool {
	a, b := r.Recorded.Curve, r.Now.Curve
	if len(a) == 0 || r.OtherMethod() || r.OtherDecoder() {
		return false
	}
	return !slices.EqualFunc(a, b, func(x, y casefile.Strength) bool {
		return (x.Time-y.Time).Abs() <= time.Millisecond && math.Abs(x.Score-y.Score) <= sameScore
	})
}

// Holds reports whether everything came out as recorded.
func (r Recomputed) Holds() bool {
	return !r.OtherMethod() && !r.OtherVerdict() && !r.OtherPlace() && !r.OtherFigure() && !r.OtherFrame() && !r.OtherCurve()
}

// CanRecompute reports whether both items of a comparison are at hand, or are
// known to be unreadable; what is withheld is neither.
func CanRecompute(c casefile.Case, from Originals, recorded casefile.Comparison) bool {
	for _, id := range []casefile.ID{recorded.Claimed, recorded.Candidate} {
		e, _ := c.Find(id)
		if e.SHA256 == "" && e.Problem == nil || e.SHA256 != "" && !from.Has(e.SHA256) {
			return false
		}
	}
	return true
}

// Recompute runs every recorded comparison again that can be, from the
// originals alone, and then makes the alignments by hand again of their points;
// done is told after each. The originals are unpacked into a
// private folder that is gone afterwards. The error is that of the context, of
// the system, or an *archive.Error.
func Recompute(ctx context.Context, l *lab.Lab, d archive.Document, from Originals, done func()) (out []Recomputed, err error) {
	files, err := unpack(l, d.Case, from)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, files.remove()) }()
	for _, recorded := range d.Comparisons {
		if !CanRecompute(d.Case, from, recorded) {
			done()
			continue
		}
		claim, err := files.find(ctx, recorded.Claimed)
		if err != nil {
			return out, err
		}
		candidate, err := files.find(ctx, recorded.Candidate)
		if err != nil {
			return out, err
		}
		if noFFmpeg(claim.Problem) || noFFmpeg(candidate.Problem) {
			done()
			continue // nothing is known of it here
		}
		r := Recomputed{Candidate: candidate, Recorded: recorded}
		if r.Now, err = Compare(ctx, l, claim, candidate, nil); err != nil {
			return out, err
		}
		if kept := candidate.Frame; kept != nil {
			r.Recorded.Frame = kept
			if r.Now.Frame, err = readAgain(ctx, l, candidate); err != nil {
				return out, err
			}
		}
		if !r.OtherMethod() {
			if r.OtherMarks, err = otherMarks(ctx, l, d.Case, claim, candidate, d.Case.Shown(r.Now)); err != nil {
				return out, err
			}
		}
		r.CornersPx = cornersApart(recorded.Alignment, r.Now.Alignment, claim.Pixels)
		out = append(out, r)
		done()
	}
	for _, h := range handsToRecompute(d, from) {
		claim, err := files.find(ctx, h.Claimed)
		if err != nil {
			return out, err
		}
		candidate, err := files.find(ctx, h.Candidate)
		if err != nil {
			return out, err
		}
		if claim.Problem == nil && candidate.Problem == nil {
			r, err := recomputeByHand(ctx, l, claim, candidate, h)
			if err != nil {
				return out, err
			}
			out = append(out, r)
		}
		done()
	}
	return out, nil
}

func noFFmpeg(problem error) bool {
	e := new(media.Error)
	return errors.As(problem, &e) && e.Kind == media.NoFFmpeg
}

// readAgain returns the frame that an item is as the decoder of this machine gives it.
func readAgain(ctx context.Context, l *lab.Lab, e casefile.Evidence) (*casefile.Frame, error) {
	info, err := l.VideoInfo(ctx, FileOf(e))
	if err != nil {
		return nil, err
	}
	p, err := l.Picture(ctx, FileOf(e))
	if err != nil {
		return nil, err
	}
	now := *e.Frame
	now.Decoder, now.SHA256 = info.Decoder, video.Digest(p)
	return &now, nil
}

// cornersApart returns the largest distance, in candidate pixels, between the
// claim's corners under one alignment and under the other.
func cornersApart(a, b align.Alignment, claim geom.Size) float64 {
	if a.Placed() != b.Placed() {
		return math.Inf(1)
	}
	if !a.Placed() {
		return 0
	}
	worst := 0.0
	there := b.CandidateFromClaimed.ApplyQuad(claim.Quad())
	for i, corner := range a.CandidateFromClaimed.ApplyQuad(claim.Quad()) {
		d := corner.Distance(there[i])
		if math.IsNaN(d) {
			return math.Inf(1)
		}
		worst = max(worst, d)
	}
	return worst
}
