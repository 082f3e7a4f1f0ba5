package align

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Options tune Find; the zero value is what the program uses.
type Options struct{}

const (
	matchRatio    = 0.85 // of the ratio test; the number of false alarms copes with more false matches than Lowe's 0.8 leaves
	doubtfulRatio = 0.95 // up to which a match may help to fit what others found
	mostModels    = 8    // copies looked for in one variant
)

// Find places the candidate on the claimed picture. The only error is that of
// the context.
func Find(ctx context.Context, claimed, candidate *Subject, o Options) (Alignment, error) {
	var (
		found []*placement
		best  *placement
	)
	for r := range rungs {
		if r > 0 && !claimed.growsAt(r) && !candidate.growsAt(r) {
			continue
		}
		here, faintest, err := search(ctx, claimed, candidate, r)
		if err != nil {
			return Alignment{}, err
		}
		found = append(found, here...)
		if best, err = steadyBest(ctx, claimed, candidate, found); err != nil {
			return Alignment{}, err
		}
		if best != nil && best.verdict == Match {
			break
		}
		few, err := scarce(ctx, claimed, candidate)
		if err != nil {
			return Alignment{}, err
		}
		if len(found) == 0 && faintest > hintLog10NFA && !few {
			break
		}
	}
	return conclude(ctx, claimed, candidate, best)
}

const (
	// hintLog10NFA is the number of false alarms from which a finer scale is worth
	// its time: keypoints are found across scales, so that where a picture is
	// shared the coarse scale shows at least a trace of it.
	hintLog10NFA = 8.0
	// fewPlaces is how many keypoint places are too few to leave a trace: of the 742
	// pairs with known truth none comes out otherwise than with 150.
	fewPlaces = 90
)

// scarce reports whether one of the pictures has few places at the first scale.
func scarce(ctx context.Context, claimed, candidate *Subject) (bool, error) {
	a, b, err := views(ctx, claimed, candidate, 0)
	if err != nil {
		return false, err
	}
	return min(a.set.Places, b.set.Places) < fewPlaces, nil
}

// bestOf returns the placement that says most; nil of none.
func bestOf(found []*placement) *placement {
	var best *placement
	for _, p := range found {
		if p.verdict == Match && slices.ContainsFunc(found, p.outweighed) {
			p.verdict = Partial
		}
		if best == nil || p.betterThan(best) {
			best = p
		}
	}
	return best
}

// steadyBest returns the placement that says most, once a match was refined and
// held to account; what does not stand is a part.
func steadyBest(ctx context.Context, claimed, candidate *Subject, found []*placement) (*placement, error) {
	for {
		best := bestOf(found)
		if best == nil || best.verdict != Match {
			return best, nil
		}
		stands, err := best.settles(ctx, claimed, candidate, false)
		if err != nil || stands {
			return best, err
		}
		best.verdict = Partial
	}
}

// placement is one transformation with all that speaks for and against it.
type placement struct {
	verdict Verdict
	variant feature.Variant
	from    geom.Map // candidateFromClaimed, full pictures
	result  fit.Result
	matches int
	inliers []Inlier
	laid    *laid
	support support
	covered float64  // the larger of the shares that the pictures show of each other
	refined *refined // nil where no better map was found, or none looked for
}

func (p *placement) betterThan(o *placement) bool {
	rank := func(p *placement) int {
		switch p.verdict {
		case Match:
			return 3
		case Partial:
			return 2
		case Uncertain:
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(rank(p), rank(o)), cmp.Compare(p.support.area, o.support.area),
		cmp.Compare(o.result.Log10NFA, p.result.Log10NFA)) > 0
}

// search looks for the claim's four variants at one rung. It also returns the
// smallest log10 NFA that it met, be it too large to count.
func search(ctx context.Context, claimed, candidate *Subject, r int) (found []*placement, faintest float64, err error) {
	a, b, err := views(ctx, claimed, candidate, r)
	if err != nil {
		return nil, 0, err
	}
	faintest = math.Inf(1)
	for _, v := range feature.Variants {
		here, least, err := searchVariant(ctx, claimed, candidate, a, b, v)
		if err != nil {
			return nil, 0, err
		}
		found, faintest = append(found, here...), min(faintest, least)
		if slices.ContainsFunc(here, (*placement).clear) {
			break
		}
	}
	return found, faintest, nil
}

// views describes both pictures, side by side: much of it is too little work to be split.
func views(ctx context.Context, claimed, candidate *Subject, r int) (a, b *view, err error) {
	var failed [2]error
	rows.Tasks(2, func(i int) {
		if i == 0 {
			a, failed[0] = claimed.view(ctx, r)
		} else {
			b, failed[1] = candidate.view(ctx, r)
		}
	})
	return a, b, cmp.Or(failed[0], failed[1])
}

func searchVariant(ctx context.Context, claimed, candidate *Subject, a, b *view, v feature.Variant) ([]*placement, float64, error) {
	set, field := a.set, a.field
	if v != (feature.Variant{}) {
		set = a.set.As(v)
		field = fit.NewField(set.Size, places(set))
	}
	matches := b.index.Match(set, doubtfulRatio)
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	scene := sceneOf(set, field, b, matches)
	var (
		out    []*placement
		failed error
	)
	least := scene.Each(mostModels, uncertainLog10NFA, func(r fit.Result) bool {
		p := place(a, b, v, scene, r)
		if failed = p.judge(ctx, claimed, candidate); failed != nil {
			return false
		}
		out = append(out, p)
		return !p.clear()
	})
	return out, least, cmp.Or(failed, ctx.Err())
}

// sceneOf turns matches of keypoints, the best ratio first, into what the fit works on.
func sceneOf(set *feature.Set, field *fit.Field, b *view, matches []feature.Match) fit.Scene {
	pairs, sure := make([]fit.Pair, len(matches)), 0
	for i, m := range matches {
		ka, kb := set.Keypoints[m.From], b.set.Keypoints[m.To]
		pairs[i] = fit.Pair{
			A: ka.Point(), B: kb.Point(), ScaleA: float64(ka.Scale), ScaleB: float64(kb.Scale),
			AngleA: float64(ka.Angle), AngleB: float64(kb.Angle),
		}
		if m.Ratio <= matchRatio {
			sure++
		}
	}
	return fit.Scene{A: field, B: b.field, Pairs: pairs[:sure:sure], Doubtful: pairs[sure:]}
}

// place carries a result from the planes of two views to the full pictures.
func place(a, b *view, v feature.Variant, scene fit.Scene, r fit.Result) *placement {
	planeFromClaimed := geom.Scaling(a.plane.ScaleX, a.plane.ScaleY)
	if v.Mirrored {
		planeFromClaimed = geom.Mirroring(float64(a.plane.Size.Width)).After(planeFromClaimed)
	}
	claimedFromPlane, _ := planeFromClaimed.Inverse() // scales and mirrors always have one
	candidateFromPlane := geom.Scaling(1/b.plane.ScaleX, 1/b.plane.ScaleY)
	p := &placement{
		variant: v, result: r, matches: len(scene.Pairs),
		from: candidateFromPlane.After(r.BFromA).After(planeFromClaimed).Normalised(),
	}
	for _, i := range r.Inliers {
		p.inliers = append(p.inliers, Inlier{
			Claimed: claimedFromPlane.Apply(scene.Pairs[i].A), Candidate: candidateFromPlane.Apply(scene.Pairs[i].B),
		})
	}
	return p
}

// leastPlaces is the number of keypoint places under which a picture has too
// little detail to be told from another: a flat field has none, a gradient with
// compression noise a handful, a thumbnail of a photograph over a hundred.
const leastPlaces = 24

// conclude turns the best placement into the Alignment.
func conclude(ctx context.Context, claimed, candidate *Subject, p *placement) (Alignment, error) {
	a, b, err := views(ctx, claimed, candidate, 0)
	if err != nil {
		return Alignment{}, err
	}
	out := Alignment{Verdict: NoMatch}
	if p != nil {
		out = p.alignment(claimed, candidate)
	}
	if min(a.set.Places, b.set.Places) < leastPlaces && !out.Verdict.Accepted() {
		out.Notes = append(out.Notes, TooLittleDetail)
		if out.Verdict == NoMatch {
			out.Verdict = Uncertain
		}
	} else if claimed.picture.SamePixels(candidate.picture) {
		out.Verdict, out.Status, out.Model = Identical, Aligned, Similarity
		out.CandidateFromClaimed, out.CornerErrorPx = geom.Identity(), floorPx
		out.Mirrored, out.ToneInverted = false, false
		out.ClaimCovered, out.CandidateCovered = 1, 1
	} else if err := out.findMoved(ctx, claimed, candidate); err != nil {
		return Alignment{}, err
	}
	return out, ctx.Err()
}

// alignment tells what the placement found.
func (p *placement) alignment(claimed, candidate *Subject) Alignment {
	out := Alignment{Verdict: p.verdict, Matches: p.matches, Inliers: p.inliers}
	out.HasNFA, out.Log10NFA = p.verdict != Partial, p.result.Log10NFA
	if p.verdict == NoMatch {
		out.Inliers = nil
		return out
	}
	out.Status, out.Model = Approximate, Model(p.result.DegreesOfFreedom/2-1)
	out.CandidateFromClaimed = p.from
	out.Mirrored, out.ToneInverted = p.variant.Mirrored, p.variant.Inverted
	out.Support, out.SupportAgrees = p.laid.told(), p.support.agreeingPhotoShare
	if p.verdict == Match {
		out.Status = Aligned
		if better := p.refined; better != nil {
			out.CandidateFromClaimed, out.CornerErrorPx = better.from, better.cornerErrorPx
			out.Model = Model(better.freedom/2 - 1)
		}
	}
	for i, in := range out.Inliers {
		out.Inliers[i].ResidualPx = out.CandidateFromClaimed.Apply(in.Claimed).Distance(in.Candidate)
	}
	out.ResidualPx = rootMeanSquare(out.Inliers, out.CandidateFromClaimed)
	out.ClaimCovered, out.CandidateCovered = out.CandidateFromClaimed.Shares(claimed.picture.Size(), candidate.picture.Size())
	return out
}

// told returns the cells with something to compare, for people to see.
func (l *laid) told() []Cell {
	var out []Cell
	for _, c := range l.cells {
		if !c.flat {
			out = append(out, Cell{c.box, c.zncc})
		}
	}
	return out
}
