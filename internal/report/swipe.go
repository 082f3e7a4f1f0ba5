package report

import (
	"context"
	"strconv"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
)

// Heights of the pictures of a swipe strip, millimetres: lower ones show nothing.
const (
	tallestSwipe  = 66
	smallestSwipe = 40
	leastSwipe    = 9
)

// drawSwipe makes the pictures between claim and candidate of a swipe strip.
func (e *edition) drawSwipe(ctx context.Context, pair compare.Pair) error {
	w, h := figure.SwipeWidth(pair.Claimed.Size(), whole, tallestSwipe)
	if h < leastSwipe {
		return nil
	}
	for i, share := range figure.SwipeShares {
		if err := e.keep(&e.figures.swiped[i])(figure.Swiped(ctx, pair, share, w, h, e.in.Fineness)); err != nil {
			return err
		}
	}
	return nil
}

// swipePlate shows the claim, the found picture in its frame, and both side by
// side in one picture, the line between them at three places.
func (e *edition) swipePlate() flow {
	s, f := e.s, &e.figures
	claim := figure.Panel{Picture: *f.claim, Size: e.facts.claim, Bar: figure.Claim, Tag: e.l.Say("report.bar.claimed")}
	tag := "report.bar.found"
	if e.best.comparison.Hand != nil {
		tag = "report.bar.candidate"
	}
	found := figure.Panel{Picture: *f.warped, Size: e.facts.claim, Bar: figure.Source, Tag: e.l.Say(tag)}
	var mixed [len(figure.SwipeShares)]figure.Encoded
	for i := range mixed {
		mixed[i] = *f.swiped[i]
	}
	_, natural := figure.SwipeWidth(e.facts.claim, whole, tallestSwipe)
	return s.plate(e.at("swipe"), true, natural, smallestSwipe, s.caption(e.number(numberSwipe), e.l.Say("figures.swipe.caption")), func(width, height float64) figure.Drawing {
		return figure.Swipe(s.t, claim, found, mixed, func(share float64) string { return e.l.Percent(share, 0) }, width, height)
	})
}

// swipeName is the name of the nth picture of the strip in the manifest: by the
// share of the claim, in percent.
func swipeName(n int) string {
	return "swipe-" + strconv.Itoa(int(100*figure.SwipeShares[n]))
}
