package figure

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// SwipeShares are the shares of the claim in the pictures of a swipe strip between
// the claim and the candidate.
var SwipeShares = [...]float64{0.75, 0.5, 0.25}

// swipePanels is how many pictures stand in a swipe strip.
const swipePanels = len(SwipeShares) + 2

// SwipeWidth returns how wide and high one picture of a swipe strip stands in
// that width, at most as high as told.
func SwipeWidth(size geom.Size, width, height float64) (w, h float64) {
	return Within(size, (width-gutter*float64(swipePanels-1))/float64(swipePanels), height)
}

// Swiped returns the claim up to that share of its width and the candidate beyond
// it, in the claim's frame; where the candidate has no pixels the paper shows.
func Swiped(ctx context.Context, p compare.Pair, share, width, height float64, f Fineness) (Encoded, error) {
	return shoot(ctx, p, compare.View{Mode: compare.Swipe, SwipeAt: share},
		dots(p.Claimed.Size(), width, height, f.dpi(replayDPI)), f.quality(replayQuality))
}

// Swipe draws claim and candidate with what lies between them: the claim up to a
// line, the candidate beyond it. The bar over each picture is parted where the
// picture is, and says how much of which it shows.
func Swipe(t *Typesetter, claim, found Panel, mixed [len(SwipeShares)]Encoded, says func(share float64) string, width, height float64) Drawing {
	w, h := SwipeWidth(claim.Size, width, height)
	d := Drawing{Width: float64(swipePanels)*(w+gutter) - gutter, Height: BarHeight + h}
	d.Place(Single(t, claim, w, h), 0, 0)
	for i, share := range SwipeShares {
		x := float64(i+1) * (w + gutter)
		box := geom.Rect{MinX: x, MaxX: x + w, MinY: BarHeight, MaxY: BarHeight + h}
		at := x + w*share
		d.Add(frame(box), Picture{Box: box, Encoded: mixed[i]})
		d.Add(Filled(geom.Rect{MinX: x, MaxX: at, MaxY: BarHeight}, claim.Bar), Filled(geom.Rect{MinX: at, MaxX: x + w, MaxY: BarHeight}, found.Bar))
		d.Add(twice(Shape{Paths: []Path{{Points: []geom.Point{{X: at, Y: BarHeight}, {X: at, Y: BarHeight + h}}}}}, Ink, White, edgeAlpha)...)
		for _, side := range []struct{ from, to, share float64 }{{x, at, share}, {at, x + w, 1 - share}} {
			text := says(side.share)
			if tw := t.WidthOf(text, labelStyle); tw+1 < side.to-side.from {
				t.Paragraph(math.Inf(1), Span{Text: text, Style: labelStyle}).Draw(&d, (side.from+side.to-tw)/2, 0, 0, Left)
			}
		}
	}
	d.Place(Single(t, found, w, h), float64(swipePanels-1)*(w+gutter), 0)
	return d
}
