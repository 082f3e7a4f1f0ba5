package report

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
)

// beyond is what the report shows of what lies outside the claim.
type beyond struct {
	layout   outside.Layout
	picture  *figure.Encoded // nil where nothing lies outside
	residues []outside.Residue
	enlarged [][2]figure.Encoded // the first of the residues, as the claim shows it and as it is
}

// Of what is cut so many places are numbered, and so many of these enlarged.
const (
	mostResidues = 6
	mostEnlarged = 2
)

// drawOutside makes the figure of what lies outside the claim.
func (e *edition) drawOutside(ctx context.Context, pair compare.Pair) error {
	b := &e.figures.beyond
	var ok bool
	b.layout, ok = outside.Of(pair.Claimed.Size(), pair.Candidate.Size(), pair.CandidateFromClaimed)
	if !ok || len(b.layout.Parts) == 0 {
		return nil
	}
	width, height := figure.Within(pair.Candidate.Size(), bodyWidth, tallestView)
	if err := e.keep(&b.picture)(figure.CutAway(ctx, pair, width, height, e.in.Fineness)); err != nil {
		return err
	}
	found, err := outside.FindResidue(ctx, outside.Pair{
		Claimed: e.figures.claimHoles, Candidate: e.figures.foundHoles,
		CandidateFromClaimed: pair.CandidateFromClaimed, ToneInverted: pair.ToneInverted,
	})
	if err != nil {
		return err
	}
	b.residues = found[:min(len(found), mostResidues)]
	for _, r := range b.residues[:min(len(b.residues), mostEnlarged)] {
		claimed, whole, err := figure.Enlarged(ctx, pair, seen(r, pair.CandidateFromClaimed), e.in.Fineness)
		if err != nil {
			return err
		}
		b.enlarged = append(b.enlarged, [2]figure.Encoded{claimed, whole})
	}
	return nil
}

// seen returns what of the candidate an enlargement of a residue shows: the
// lettering's height four times over, about its scrap, so that letters are read
// whatever the line's length.
func seen(r outside.Residue, candidateFromClaimed geom.Map) geom.Rect {
	scrap := candidateFromClaimed.ApplyQuad(r.Claimed.Quad()).Bounds()
	c, whole := scrap.Centre(), r.Candidate
	half := 2 * min(whole.Width(), whole.Height())
	if r.Kind == outside.Graphic {
		half /= 3
	}
	if whole.Width() >= whole.Height() {
		c.Y = whole.Centre().Y
	} else {
		c.X = whole.Centre().X
	}
	return geom.Rect{MinX: c.X - half, MinY: c.Y - half, MaxX: c.X + half, MaxY: c.Y + half}
}

// outsideClaim shows the whole found picture with the claim's outline, and what
// its edges cut.
func (e *edition) outsideClaim() section {
	s, b := e.s, e.figures.beyond
	sec := section{key: "outside", head: e.l.Say("report.outside.head"), notes: []string{
		e.l.Say("report.outside.note", "version", outside.Version),
	}}
	sentences := append([]string{e.outside()}, e.residueSentences()...)
	sec.body = append(sec.body, s.text(textWidth, baseline, span(strings.Join(sentences, " "), textStyle)))
	size := e.facts.found
	_, natural := figure.Within(size, bodyWidth, tallestView)
	a := e.best.comparison.Alignment
	var cuts []figure.Cut
	for _, r := range b.residues {
		cuts = append(cuts, figure.Cut{Scrap: a.CandidateFromClaimed.ApplyQuad(r.Claimed.Quad()), Open: r.Edge.Corner(), Whole: r.Candidate})
	}
	inside := [2]string{e.l.Say("report.outside.inside"), e.l.Say("report.outside.inside.share", "share", e.l.Percent(b.layout.Inside, 0))}
	caption := e.l.Say("report.caption.outside")
	if len(b.enlarged) > 0 {
		caption += " " + e.l.Say("report.caption.outside.enlarged")
	}
	sec.body = append(sec.body, s.plate(e.at("figure-outside"), false, natural, smallestView, s.caption(e.number(numberOutside), caption), func(width, height float64) figure.Drawing {
		w, h := figure.Within(size, width, height)
		d := figure.Outside(s.t, *b.picture, size, b.layout.Quad, inside, cuts, w, h)
		x, y := 0.0, d.Height+viewGap
		for i, pair := range b.enlarged {
			k := figure.Enlargement(s.t, i+1, pair[0], pair[1], e.l.Say("report.outside.enlarged."+b.residues[i].Kind.String()))
			d.Place(k, x, y)
			x += k.Width + 2*viewGap
			d.Width, d.Height = max(d.Width, x), y+k.Height
		}
		return d
	}))
	return sec
}

// outside says what of the found picture lies outside the claim: how far on each
// side only where the outline is upright, for else left and right mean little.
func (e *edition) outside() string {
	b := e.figures.beyond
	if len(b.layout.Parts) == 0 {
		return ""
	}
	share := e.l.Percent(b.layout.Inside, 0)
	if !b.layout.Upright {
		return e.l.Say("report.outside.turned", "share", share)
	}
	px := func(side outside.Side) string { return e.l.Count(int64(math.Round(b.layout.Margins[side]))) }
	return e.l.Say("report.outside", "share", share,
		"left", px(outside.Left), "top", px(outside.Top), "right", px(outside.Right), "bottom", px(outside.Bottom))
}

// residueSentences point at what the claim's edges cut, one for each kind at
// each edge, or say that nothing was found.
func (e *edition) residueSentences() []string {
	var all []string
	for _, r := range e.figures.beyond.residues {
		says := e.l.Say("report.residue."+r.Kind.String(), "edge", e.l.Say("outside.edge."+r.Edge.String()))
		if !slices.Contains(all, says) {
			all = append(all, says)
		}
	}
	if len(all) == 0 {
		all = append(all, e.l.Say("report.residue.none"))
	}
	return all
}
