package casework

import (
	"context"
	"errors"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/lab"
)

// errNoPlacement says that the points of an alignment by hand place nothing.
var errNoPlacement = errors.New("the control points place nothing")

// errNotRefined says that the pictures don't refine an alignment by hand.
var errNotRefined = errors.New("the pictures don't refine the control points")

// Shown returns the comparisons as people see them, best first: where a person
// aligned a pair by hand, that alignment stands for the program's.
func Shown(c casefile.Case, comparisons []casefile.Comparison) []casefile.Comparison {
	out := make([]casefile.Comparison, len(comparisons))
	for i, k := range comparisons {
		out[i] = c.Shown(k)
	}
	return Rank(out)
}

// handMethod names the method of an alignment by hand.
func handMethod(refined bool) string {
	if refined {
		return byhand.Version + " " + align.Version
	}
	return byhand.Version
}

// AlignByHand makes an alignment of control points, and where it is to be
// refined, of the pictures. Errors are those of the context and of reading the
// pictures, or say that points or pictures don't do it.
func AlignByHand(ctx context.Context, l *lab.Lab, claim, candidate casefile.Evidence, points byhand.Points, refined bool) (casefile.HandAlignment, error) {
	h := casefile.HandAlignment{Claimed: claim.ID, Candidate: candidate.ID, Method: handMethod(refined), Points: points, Refined: refined}
	placed := byhand.Place(points, claim.Pixels)
	if placed.Reason != byhand.Placed {
		return h, errNoPlacement
	}
	h.CandidateFromClaimed = placed.CandidateFromClaimed
	if !refined {
		var err error
		h.ToneInverted, err = l.Inverted(ctx, FileOf(claim), FileOf(candidate), h.CandidateFromClaimed)
		return h, err
	}
	t, ok, err := l.Touch(ctx, FileOf(claim), FileOf(candidate), h.CandidateFromClaimed, placed.Model)
	if err != nil {
		return h, err
	}
	if !ok {
		return h, errNotRefined
	}
	h.CandidateFromClaimed, h.CornerErrorPx, h.ToneInverted = t.CandidateFromClaimed, t.CornerErrorPx, t.ToneInverted
	return h, nil
}

// recomputeByHand makes an alignment by hand again and holds it against what is
// recorded. Where points or pictures don't do it any more, nothing is placed now.
func recomputeByHand(ctx context.Context, l *lab.Lab, claim, candidate casefile.Evidence, h casefile.HandAlignment) (Recomputed, error) {
	say := func(h casefile.HandAlignment) casefile.Comparison {
		return casefile.Comparison{Claimed: h.Claimed, Candidate: h.Candidate, Method: h.Method, Hand: &h, Alignment: h.Alignment(claim.Pixels, candidate.Pixels)}
	}
	r := Recomputed{Candidate: candidate, Recorded: say(h)}
	now, err := AlignByHand(ctx, l, claim, candidate, h.Points, h.Refined)
	switch {
	case errors.Is(err, errNoPlacement), errors.Is(err, errNotRefined):
		r.Now = casefile.Comparison{Claimed: h.Claimed, Candidate: h.Candidate, Method: now.Method, Hand: &now}
	case err != nil:
		return r, err
	default:
		r.Now = say(now)
	}
	r.CornersPx = cornersApart(r.Recorded.Alignment, r.Now.Alignment, claim.Pixels)
	return r, nil
}

// handsToRecompute returns the alignments by hand whose two items are at hand.
func handsToRecompute(d archive.Document, from Originals) (out []casefile.HandAlignment) {
	for _, h := range d.Case.ByHand {
		if CanRecompute(d.Case, from, casefile.Comparison{Claimed: h.Claimed, Candidate: h.Candidate}) {
			out = append(out, h)
		}
	}
	return out
}
