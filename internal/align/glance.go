package align

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/align/fit"
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

// leastPlainShare is the share of the picture-like cells that must agree on the
// pictures themselves where their evened copies agree all over: unrelated
// pictures under shared graphics reached 0.17 on 24 pairs.
const leastPlainShare = 0.3

// Confirm weighs on the pictures themselves a placement that was found on
// copies of them whose contrast was changed, and refines it there. The strength
// is that of the copies' keypoints, the dense check that of the pictures. Where
// lettering over a claim leaves too little of these for a match, a match of the
// copies stands if the pictures don't contradict it.
func Confirm(ctx context.Context, claimed, candidate *Subject, found Alignment) (Alignment, error) {
	p := &placement{
		variant: feature.Variant{Mirrored: found.Mirrored, Inverted: found.ToneInverted},
		from:    found.CandidateFromClaimed, matches: found.Matches, inliers: slices.Clone(found.Inliers),
		result: fit.Result{DegreesOfFreedom: found.Model.DegreesOfFreedom(), Log10NFA: found.Log10NFA},
	}
	for _, in := range p.inliers {
		p.result.TolerancePx = max(p.result.TolerancePx, in.ResidualPx)
	}
	if err := p.judge(ctx, claimed, candidate); err != nil {
		return Alignment{}, err
	}
	lifted := false
	if p.verdict == Partial && found.Verdict == Match && p.support.pictured() && p.support.agreeingPhotoShare >= leastPlainShare {
		p.verdict, lifted = Match, true
	}
	if p.verdict == Match {
		stands, err := p.settles(ctx, claimed, candidate, lifted)
		if err != nil {
			return Alignment{}, err
		}
		if !stands {
			p.verdict = Partial
		}
	}
	out := p.alignment(claimed, candidate)
	if !out.Placed() {
		return out, ctx.Err()
	}
	return out, cmp.Or(out.findMoved(ctx, claimed, candidate), ctx.Err())
}
