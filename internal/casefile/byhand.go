package casefile

import (
	"fmt"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/geom"
)

// HandAlignment is how a person laid a claim on a candidate by control points.
// It has no verdict and no strength. The matrix follows from the points, and
// where it was refined from the pictures too, so that it can be made again.
type HandAlignment struct {
	Claimed, Candidate   ID
	Method               string // with its version, as "by-hand/1"; of a refined one also that of the refinement, as "by-hand/1 align/3"
	Points               byhand.Points
	Refined              bool // the pictures moved it to the best place near the points
	CandidateFromClaimed geom.Map
	CornerErrorPx        float64 // 95 % worst-corner error of a refined one, candidate pixels; else 0
	ToneInverted         bool
}

// Placement returns what the points are under the matrix.
func (h HandAlignment) Placement() byhand.Placement {
	p := byhand.Placement{Model: h.Points.ModelFor()}
	p = p.Under(h.CandidateFromClaimed, h.Points.Pairs)
	p.Exact = !h.Refined && len(h.Points.Pairs) == byhand.Need(p.Model)
	return p
}

// Alignment returns the alignment as it is shown and measured with. It is by
// hand; its verdict is Uncertain, so that nothing takes it for found.
func (h HandAlignment) Alignment(claimed, candidate geom.Size) align.Alignment {
	p := h.Placement()
	a := align.Alignment{
		Verdict: align.Uncertain, Status: align.ByHand, Model: p.Model, CandidateFromClaimed: h.CandidateFromClaimed,
		Mirrored: h.CandidateFromClaimed.Mirrored(claimed.Rect().Centre()), ToneInverted: h.ToneInverted,
		ResidualPx: p.ResidualPx, CornerErrorPx: h.CornerErrorPx,
	}
	a.ClaimCovered, a.CandidateCovered = h.CandidateFromClaimed.Shares(claimed, candidate)
	return a
}

// String tells it in the log.
func (h HandAlignment) String() string {
	p := h.Placement()
	refined := ""
	if h.Refined {
		refined = ", refined"
	}
	return fmt.Sprintf("%s on %s: %d points, %s, residual %.2f px%s", h.Claimed, h.Candidate, len(h.Points.Pairs), p.Model, p.ResidualPx, refined)
}

// AlignedByHand returns how a person laid the one on the other.
func (c Case) AlignedByHand(claimed, candidate ID) (HandAlignment, bool) {
	i := slices.IndexFunc(c.ByHand, func(h HandAlignment) bool { return h.Claimed == claimed && h.Candidate == candidate })
	if i < 0 {
		return HandAlignment{}, false
	}
	return c.ByHand[i], true
}

// WithByHand returns the case with an alignment by hand, in the place of the one
// of the same pair.
func (c Case) WithByHand(h HandAlignment) Case {
	c.ByHand = append(c.WithoutByHand(h.Claimed, h.Candidate).ByHand, h)
	return c
}

// WithoutByHand returns the case without the alignment by hand of that pair.
func (c Case) WithoutByHand(claimed, candidate ID) Case {
	c.ByHand = slices.DeleteFunc(slices.Clone(c.ByHand), func(h HandAlignment) bool { return h.Claimed == claimed && h.Candidate == candidate })
	if len(c.ByHand) == 0 {
		c.ByHand = nil
	}
	return c
}

// Shown returns a comparison as people see it: where a person aligned the pair
// by hand, that alignment stands for the program's.
func (c Case) Shown(k Comparison) Comparison {
	h, ok := c.AlignedByHand(k.Claimed, k.Candidate)
	if !ok || k.Hand != nil {
		return k // the rule: it is asked for each row of the list
	}
	claimed, _ := c.Find(k.Claimed)
	candidate, _ := c.Find(k.Candidate)
	if claimed.Problem != nil || candidate.Problem != nil {
		return k
	}
	k.Hand, k.Automatic = &h, k.Alignment
	k.Alignment = h.Alignment(claimed.Pixels, candidate.Pixels)
	return k
}

// Program returns what the program itself found.
func (k Comparison) Program() align.Alignment {
	if k.Hand != nil {
		return k.Automatic
	}
	return k.Alignment
}
