package graphic

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// Sizes about the words in the outline, in p.
const (
	insideText    = 9.6
	insideLeast   = 8
	insideAir     = 4 // on each side of them
	insideLeading = 1.2
)

// composeOutside draws the claim and the whole found picture, of which the
// claim's part lies under ink. What stands in its middle stands below the
// pictures where the outline is too small for it.
func (b *sheet) composeOutside(ctx context.Context) error {
	if !b.c.Brief.Cropped {
		return ErrNothing
	}
	b.s.ClaimsPartOnly = false // it would show nothing outside
	l := b.layPair()
	words, inside, fits := b.roomInside(l)
	if !fits {
		b.remark = b.l.Say("graphic.outside.below", "share", b.l.Percent(b.c.Brief.ShownShare, 0))
		l = b.layPair()
	}
	if _, err := b.pictures(ctx, l, compare.View{Mode: compare.OutsideMode, Inside: compare.InsideDimmed}); err != nil {
		return err
	}
	b.outline(l)
	if fits {
		tall := words[0].Height() + words[1].Height()
		y := inside.Centre().Y - tall/2
		for _, p := range words {
			p.Draw(&b.d, inside.Centre().X-p.Width()/2, y, p.Width(), figure.Left)
			y += p.Height()
		}
	}
	b.drawStamp(l)
	b.surround(l, nil)
	return nil
}

// roomInside returns what stands in the middle of the outline, at the largest
// size that has room there, the outline's bounds in the graphic, and whether there
// is any room.
func (b *sheet) roomInside(l pairLayout) (words [2]figure.Paragraph, inside geom.Rect, fits bool) {
	inside = onBox(l.found, b.c.Brief.Pair.Candidate.Size()).ApplyQuad(b.claimOnFound()).Bounds().Intersect(l.found)
	for px := insideText * b.p; px >= insideLeast*b.p; px -= step {
		set := func(text string, f figure.Face) figure.Paragraph {
			return b.t.Paragraph(math.Inf(1), figure.Span{Text: text, Style: b.style(f, figure.White, px, insideLeading)})
		}
		words[0] = set(b.l.Say("report.outside.inside"), figure.SansSemiBold)
		words[1] = set(b.l.Say("report.outside.inside.share", "share", b.l.Percent(b.c.Brief.ShownShare, 0)), figure.Sans)
		wide, tall := max(words[0].Width(), words[1].Width()), words[0].Height()+words[1].Height()
		if inside.Width() >= wide+2*insideAir*b.p && inside.Height() >= tall+2*insideAir*b.p {
			return words, inside, true
		}
	}
	return words, inside, false
}
