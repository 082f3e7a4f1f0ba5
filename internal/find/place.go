package find

import (
	"context"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/picture"
)

// Place holds a claim against one frame by itself, as Search does with the
// best: it asks align about the frame as it is, and where that says too little
// for a frame among very many, about copies with their contrast made even, which the pictures themselves have
// to confirm. The only error is the context's.
func Place(ctx context.Context, claim *Claim, frame *picture.Picture) (a align.Alignment, even bool, err error) {
	subject := align.NewSubject(frame)
	a, err = align.Find(ctx, claim.plain, subject, align.Options{})
	if err != nil || a.Verdict.Accepted() && (!a.HasNFA || a.Log10NFA <= strongLog10NFA) {
		return a, false, err
	}
	g := frame.Gray(evenedPixels)
	e, err := align.Find(ctx, claim.even, align.NewSubject(evened(g)), align.Options{})
	if err != nil || !e.Placed() {
		return a, false, err
	}
	e, err = align.Confirm(ctx, claim.plain, subject, e.Rescaled(claim.finest.ScaleX, claim.finest.ScaleY, g.ScaleX, g.ScaleY))
	if err != nil || !better(e, a) {
		return a, false, err
	}
	return e, true, nil
}

// strongLog10NFA is the strength that stands however many frames were tried: a
// day of video has some million.
const strongLog10NFA = matchLog10NFA - 6.5
