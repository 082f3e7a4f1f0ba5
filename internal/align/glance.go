package align

import (
	"context"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// Glance looks for the claim on the candidate at the first working scale only,
// and does not refine what it finds: a fraction of what Find costs, for
// searching through many pictures. Its verdict is no finding; whatever is shown
// to people goes through Find. Log10NFA is the smallest that was met, with
// HasNFA false where nothing was. The only error is that of the context.
func Glance(ctx context.Context, claimed, candidate *Subject) (Alignment, error) {
	found, faintest, err := search(ctx, claimed, candidate, 0)
	if err != nil {
		return Alignment{}, err
	}
	p := bestOf(found)
	if p == nil || p.verdict == NoMatch {
		return Alignment{Verdict: NoMatch, HasNFA: faintest < noFigure, Log10NFA: min(faintest, noFigure)}, nil
	}
	out := Alignment{
		Verdict: p.verdict, Status: Approximate, Model: Model(p.result.DegreesOfFreedom/2 - 1),
		CandidateFromClaimed: p.from, Mirrored: p.variant.Mirrored, ToneInverted: p.variant.Inverted,
		Matches: p.matches, Inliers: p.inliers, HasNFA: true, Log10NFA: p.result.Log10NFA,
		SupportAgrees: p.support.agreeingPhotoShare,
	}
	out.ClaimCovered, out.CandidateCovered = p.from.Shares(claimed.picture.Size(), candidate.picture.Size())
	return out, nil
}

// noFigure stands for a number of false alarms that was never met.
const noFigure = 1e6

// Places returns how many different keypoints the picture has at the first
// working scale. The only error is that of the context.
func (s *Subject) Places(ctx context.Context) (int, error) {
	v, err := s.view(ctx, 0)
	if err != nil {
		return 0, err
	}
	return v.set.Places, nil
}

// Rescaled returns the alignment of the full pictures, where it was found on
// reduced ones: each scale is reduced pixels to a full pixel. What moved is left
// out: it was looked for on other pictures.
func (a Alignment) Rescaled(claimedX, claimedY, candidateX, candidateY float64) Alignment {
	fullClaimed, fullCandidate := geom.Scaling(1/claimedX, 1/claimedY), geom.Scaling(1/candidateX, 1/candidateY)
	if a.Placed() {
		a.CandidateFromClaimed = fullCandidate.After(a.CandidateFromClaimed).After(geom.Scaling(claimedX, claimedY)).Normalised()
	}
	larger := 1 / math.Sqrt(candidateX*candidateY)
	a.ResidualPx *= larger
	a.CornerErrorPx *= larger
	inliers := make([]Inlier, len(a.Inliers))
	for i, in := range a.Inliers {
		inliers[i] = Inlier{Claimed: fullClaimed.Apply(in.Claimed), Candidate: fullCandidate.Apply(in.Candidate), ResidualPx: in.ResidualPx * larger}
	}
	cells := make([]Cell, len(a.Support))
	for i, c := range a.Support {
		c.Box.MinX, c.Box.MaxX = c.Box.MinX/claimedX, c.Box.MaxX/claimedX
		c.Box.MinY, c.Box.MaxY = c.Box.MinY/claimedY, c.Box.MaxY/claimedY
		cells[i] = c
	}
	a.Inliers, a.Support, a.Moved = inliers, cells, nil
	return a
}

// Moments looks for what moved between the pictures of a match that was found
// in another way than by Find on these pictures themselves.
func Moments(ctx context.Context, claimed, candidate *Subject, a Alignment) (Alignment, error) {
	a.Notes = slices.DeleteFunc(slices.Clone(a.Notes), func(n Note) bool { return n == OtherMomentPossible })
	a.Moved = nil
	err := a.findMoved(ctx, claimed, candidate)
	return a, err
}
