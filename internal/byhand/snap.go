package byhand

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// Sought says what a twin is looked for with.
type Sought struct {
	From, To *picture.Pyramid // of the point that is set, and of its twin
	At       geom.Point       // the point, pixels of From
	Near     geom.Point       // where the person clicked, pixels of To
	ReachPx  float64          // how far from there the twin may lie, pixels of To
	// Guess carries From to To near the point as far as is known: of its place
	// nothing counts, only turn, scale and mirroring.
	Guess geom.Map
	Sure  bool // Guess follows from other points; else it is how the pictures are shown, and other turns and scales are tried
}

// Found says what came of the search.
type Found string

// What can come of it; each but the first is the key of its sentence.
const (
	Snapped Found = ""
	Plain   Found = "plain"   // there is nothing at the point that could be told from its neighbourhood
	Unlike  Found = "unlike"  // nothing near the click is like it
	Several Found = "several" // several places near the click are like it
)

// Snap is the twin that was found.
type Snap struct {
	Found     Found
	At        geom.Point // pixels of To; where Found says why there is none, the click
	Agreement float64    // correlation of the neighbourhoods, 0 to 1
	Inverted  bool       // they agree as a negative does
}

const (
	patchRadius  = 11   // samples around the point that are compared: 23 × 23
	reachSteps   = 10   // samples that the twin may be away from the click at the coarsest step
	finerSteps   = 3    // and at each finer one
	leastLevels  = 3.0  // grey levels of deviation under which there is nothing to compare
	likeSure     = 0.65 // correlation from which a place is like the point …
	likeTried    = 0.74 // … and where many turns and scales were tried: the best of many is high by chance
	likeNegative = 0.08 // more for a negative: it is tried where nothing was like the point
	apartSteps   = 3.5  // samples from the best place beyond which another one is another place
	aheadSure    = 0.10 // by how much less another place must agree, as a share of what the best lacks no more than half of
	aheadTried   = 0.12
	leastInside  = 0.7 // share of the patch that must lie on both pictures
	ringSteps    = 2.5 // samples from the best place where the agreement must have fallen …
	ringFalls    = 0.04
	settledSteps = 0.02
)

// turn and scale are tried around the guess.
type trial struct{ degrees, scale float64 }

// trials are those of a sure guess, and those of none: near the guess first.
func trials(sure bool, wide bool) (out []trial) {
	switch {
	case sure:
		for _, d := range []float64{0, -5, 5} {
			for _, s := range []float64{1, 0.92, 1.09} {
				out = append(out, trial{d, s})
			}
		}
	case !wide:
		for _, d := range []float64{0, -12, 12} {
			for k := -9; k <= 9; k++ {
				out = append(out, trial{d, math.Pow(2, float64(k)/4)})
			}
		}
	default:
		for d := 24.0; d < 348; d += 12 {
			for k := -6; k <= 6; k++ {
				out = append(out, trial{d, math.Pow(2, float64(k)/4)})
			}
		}
	}
	return out
}

// Find looks for the twin of a point near a click: the place whose neighbourhood
// correlates best with the point's, in luma, so that a grey copy is like a
// coloured one, and as a negative where it isn't as it is. It refuses where
// there is nothing to go by, nothing alike, or several places alike. The only
// error is that of the context.
func (s Sought) Find(ctx context.Context) (Snap, error) {
	out := Snap{At: s.Near, Found: Plain}
	if !(s.ReachPx > 0) || !s.Guess.Valid() || !s.From.Size().Rect().Contains(s.At) {
		return out, nil
	}
	for _, wide := range []bool{false, true} {
		if s.Sure && wide {
			break
		}
		tried := s.try(ctx, trials(s.Sure, wide))
		if err := ctx.Err(); err != nil {
			return Snap{}, err
		}
		for _, sign := range []float64{1, -1} {
			got := s.settle(tried, sign)
			got.Inverted = sign < 0
			if got.Found == Snapped {
				return got, nil
			}
			if out.Found == Plain || got.Found == Several {
				out.Found, out.Agreement = got.Found, max(out.Agreement, got.Agreement)
			}
		}
	}
	return out, nil
}

// try correlates with some turns and scales, at the coarsest step.
func (s Sought) try(ctx context.Context, with []trial) []scores {
	out := make([]scores, len(with))
	rows.Tasks(len(with), func(i int) {
		if ctx.Err() == nil {
			out[i] = s.view(with[i], max(1, s.ReachPx/reachSteps)).search(s.Near, reachSteps)
		}
	})
	return out
}

// settle takes the best place of all that were tried, where it is alone, and
// follows it down to a fraction of a pixel.
func (s Sought) settle(tried []scores, sign float64) Snap {
	out := Snap{At: s.Near, Found: Plain}
	best, peaks := -1, make([]peak, len(tried))
	for i := range tried {
		peaks[i] = tried[i].peak(sign)
		if p := peaks[i]; p.told && (best < 0 || p.agreement > peaks[best].agreement) {
			best = i
		}
	}
	if best < 0 {
		return out
	}
	like, ahead := likeSure, aheadSure
	if !s.Sure {
		like, ahead = likeTried, aheadTried
	}
	if sign < 0 {
		like += likeNegative
	}
	top := peaks[best]
	out.Found, out.Agreement = Unlike, max(0, top.agreement)
	if top.agreement < like {
		return out
	}
	// Another place, in whatever turn and scale and either tone, must be less alike.
	for i, p := range peaks {
		for _, o := range []peak{p, {at: p.otherAt, agreement: p.other, told: p.told}, tried[i].peak(-sign)} {
			apart := apartSteps * max(tried[best].v.step, tried[i].v.step)
			if o.told && o.at.Distance(top.at) > apart && o.agreement > top.agreement-ahead {
				out.Found = Several
				return out
			}
		}
	}
	if top.ring > top.agreement-ringFalls { // it goes on along an edge
		out.Found = Several
		return out
	}
	at, agreement := s.finer(tried[best].v, top, sign)
	if agreement < like {
		return out
	}
	out.Found, out.At, out.Agreement = Snapped, at, agreement
	return out
}

// finer follows a coarse place down to the finest step that both pictures have,
// and then to a fraction of it.
func (s Sought) finer(v *view, top peak, sign float64) (geom.Point, float64) {
	for v.step > v.finest {
		next := s.view(v.trial, v.step/2)
		got := next.search(top.at, finerSteps).peak(sign)
		if !got.told || got.agreement < likeSure-0.05 {
			break // too near to an edge, or grain that only one of them has
		}
		v, top = next, got
	}
	return v.settle(top, sign), top.agreement
}
