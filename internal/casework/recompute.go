package casework

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
)

// What a comparison that is run again may differ by: another kind of processor
// gives the same verdict, and this much.
const (
	sameCornersPx = 0.01
	sameFigure    = 1e-6 // of log10 NFA, relative
)

// Recomputed is a recorded comparison beside what came out now.
type Recomputed struct {
	Candidate     casefile.Evidence
	Recorded, Now casefile.Comparison
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

// Holds reports whether everything came out as recorded.
func (r Recomputed) Holds() bool {
	return !r.OtherMethod() && !r.OtherVerdict() && !r.OtherPlace() && !r.OtherFigure()
}

// Recompute runs every recorded comparison again, from the originals in the
// case file alone; done is told after each. Those of a withheld item, whose
// original is not in a publication, are left out. The originals are unpacked into a
// private folder that is gone afterwards. The error is that of the context, of
// the system, or an *archive.Error.
func Recompute(ctx context.Context, l *lab.Lab, f *archive.File, done func()) (out []Recomputed, err error) {
	folder, err := os.MkdirTemp("", "motbilde-verify-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	unpacked := map[casefile.ID]casefile.Evidence{}
	again := func(id casefile.ID) (casefile.Evidence, error) {
		if e, ok := unpacked[id]; ok {
			return e, nil
		}
		e, _ := f.Case.Find(id) // a comparison of unknown evidence is no case
		if e.SHA256 != "" {
			path := filepath.Join(folder, e.SHA256)
			if err := WriteFile(path, func(w io.Writer) error { return f.Original(ctx, e.SHA256, w) }); err != nil {
				return e, err
			}
			kept := e
			e = Import(ctx, l, path, e.Role)
			e.ID, e.Name, e.Parent, e.Part = id, kept.Name, kept.Parent, kept.Part
			if e.Derived() {
				e.Pixels = kept.Pixels
			}
		}
		unpacked[id] = e
		return e, ctx.Err()
	}
	for _, recorded := range f.Comparisons {
		if isWithheld(f.Case, recorded.Claimed) || isWithheld(f.Case, recorded.Candidate) {
			continue
		}
		claim, err := again(recorded.Claimed)
		if err != nil {
			return out, err
		}
		candidate, err := again(recorded.Candidate)
		if err != nil {
			return out, err
		}
		r := Recomputed{Candidate: candidate, Recorded: recorded}
		if r.Now, err = Compare(ctx, l, claim, candidate); err != nil {
			return out, err
		}
		r.CornersPx = cornersApart(recorded.Alignment, r.Now.Alignment, claim.Pixels)
		out = append(out, r)
		done()
	}
	return out, nil
}

// isWithheld reports whether an item's bytes were left out of this edition.
func isWithheld(c casefile.Case, id casefile.ID) bool {
	e, _ := c.Find(id) // a comparison of unknown evidence is no case
	return e.Withheld.On && e.SHA256 == ""
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
