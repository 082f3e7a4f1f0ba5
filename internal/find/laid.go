package find

import (
	"context"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/picture"
)

// laid is a frame with the claim's model laid on it.
type laid struct {
	motion geom.Map
	cells  []float32
	broad  fitted
	unlike float64
}

const (
	mostAgain  = 3 // how often a claim is followed anew on one frame
	sureFrames = 2 // on each side of the likeliest, on which every beginning is tried
	mostSure   = 4 // how often the likeliest may change by that
)

// lay holds a frame against the claim, beginning with a motion.
func (n *closer) lay(f *seen, motion geom.Map) laid {
	held := func(motion geom.Map) laid {
		cells, motion := n.model.held(f, motion)
		broad := n.model.broad.held(f.half, motion).fit(n.model.sign)
		return laid{motion, cells, broad, broad.unlike()}
	}
	l := held(motion)
	for range mostAgain { // steps that were still long when they were at an end
		if scoreOf(l.cells) >= clearScore {
			break
		}
		further := held(l.motion)
		if further.unlike >= l.unlike {
			break
		}
		l = further
	}
	return l
}

// byPoints lays the claim on a frame by keypoints; ok is false where they show nothing.
func (n *closer) byPoints(ctx context.Context, f video.Frame, s *seen) (l laid, ok bool, err error) {
	a, ok, err := n.hunt.glance(ctx, align.NewSubject(evened(keyPlane(f, n.full))), picture.FitPixels(n.full, keyPixels), n.full)
	if err != nil || !ok {
		return l, false, err
	}
	return n.lay(s, n.gridFromFull.After(a.candidateFromClaimed).After(n.claimedFromModel).Normalised()), true, nil
}

// first lays the claim on frames from one of them outwards, each beginning with
// the motion of its neighbour, or where keypoints put it.
func (n *closer) first(ctx context.Context, frames []video.Frame, out []laid, start int, motion geom.Map) error {
	one := func(i int, motion geom.Map) error {
		s := seenOf(frames[i].Size, frames[i].Pix)
		out[i] = n.lay(s, motion)
		n.hunt.tried++
		if scoreOf(out[i].cells) < clearScore && out[i].unlike > clearUnlike { // lost, or another picture: keypoints tell
			other, ok, err := n.byPoints(ctx, frames[i], s)
			if err != nil {
				return err
			}
			if ok && other.unlike < out[i].unlike {
				out[i] = other
			}
		}
		return ctx.Err()
	}
	err := one(start, motion)
	for i := start + 1; i < len(frames) && err == nil; i++ {
		err = one(i, out[i-1].motion)
	}
	for i := start - 1; i >= 0 && err == nil; i-- {
		err = one(i, out[i+1].motion)
	}
	return err
}

// again tries every beginning on the likeliest frame and those beside it: the
// motions of both neighbours and keypoints. What moves fast is followed onto
// one frame well and onto the next badly, and the frame that the claim was
// taken from must not lose by that.
func (n *closer) again(ctx context.Context, frames []video.Frame, out []laid) error {
	sure := make([]bool, len(frames))
	for range mostSure {
		likeliest := 0
		for i, l := range out {
			if l.unlike < out[likeliest].unlike {
				likeliest = i
			}
		}
		changed := false
		for i := max(0, likeliest-sureFrames); i <= min(len(frames)-1, likeliest+sureFrames); i++ {
			if sure[i] {
				continue
			}
			sure[i], changed = true, true
			if scoreOf(out[i].cells) >= clearScore {
				continue
			}
			s := seenOf(frames[i].Size, frames[i].Pix)
			better := func(l laid) {
				if l.unlike < out[i].unlike {
					out[i] = l
				}
			}
			if i > 0 {
				better(n.lay(s, out[i-1].motion))
			}
			if i+1 < len(out) {
				better(n.lay(s, out[i+1].motion))
			}
			l, ok, err := n.byPoints(ctx, frames[i], s)
			if err != nil {
				return err
			}
			if ok {
				better(l)
			}
		}
		if !changed {
			break
		}
	}
	return ctx.Err()
}

// fineOf is a frame with the claim laid on it, in full pixels.
func (n *closer) fineOf(f video.Frame, l laid) fine {
	fullFromGrid, _ := n.gridFromFull.Inverse() // a scale
	return fine{
		moment{f.Stamp, f.Time},
		scoreOf(l.cells), l.cells, l.broad, l.unlike,
		fullFromGrid.After(l.motion).After(n.model.base).Normalised(),
	}
}
