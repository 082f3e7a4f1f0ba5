package align

import (
	"context"

	"github.com/motbilde/motbilde/internal/geom"
)

// Touched is what refining a placement came to that a person made.
type Touched struct {
	CandidateFromClaimed geom.Map
	CornerErrorPx        float64 // 95 % worst-corner error, candidate pixels
	MovedPx              float64 // how far the overlap's worst corner moved, candidate pixels
	Before, After        float64 // share of the cells with something to compare that agree, 0 to 1
	ToneInverted         bool    // they agree as a negative does
}

// touchStages are coarser at first than those of keypoints, whose maps are good
// to a few pixels of a megapixel: a hand is not.
var touchStages = []stage{{4, 1.2}, {3, 1.2}, {2, 1.2}, {1, 1.2}, {0, 0.8}}

const (
	// touchShare is how far a corner may move, of the overlap's diagonal; further
	// is another placement.
	touchShare = 0.08
	// touchCells is how many cells with something to compare must lie in the overlap.
	touchCells = 4
)

// Touch refines a placement that a person made, with the pictures themselves, as
// Find does with its own: the same model, from where it is. It refuses, with ok
// false, where the pictures agree no better afterwards than before, or hardly at
// all: then what the person placed stands. The only error is that of the context.
func Touch(ctx context.Context, claimed, candidate *Subject, from geom.Map, model Model) (out Touched, ok bool, err error) {
	ta, tb, err := grays(ctx, claimed, candidate)
	if err != nil {
		return out, false, err
	}
	a, b := claimed.picture.Size(), candidate.picture.Size()
	for _, inverted := range []bool{false, true} {
		p := &placement{from: from, laid: lay(ta, tb, from, inverted, a, b)}
		o, placed := p.roles(ta, tb, a, b)
		if !placed {
			return out, false, ctx.Err()
		}
		o.region = func(geom.Point) bool { return true } // a hand may be off by more than a cell can agree across
		o.stages = touchStages
		r, settled, freedom, err := o.settle(ctx, model.DegreesOfFreedom(), true)
		if err != nil {
			return out, false, err
		}
		if r == nil || settled.gain < 0 != inverted {
			continue
		}
		better := r.full(settled)
		got := Touched{ToneInverted: inverted, CornerErrorPx: r.jackknife(settled, freedom, o.corners)}
		got.MovedPx = farthestApart(o.corners, better, o.movingFromTemplate)
		diagonal := boundsOf(carried(o.corners, o.movingFromTemplate))
		if !(got.MovedPx <= touchShare*geom.Point{X: diagonal.Width(), Y: diagonal.Height()}.Length()) {
			continue
		}
		if o.claimMoves {
			if better, placed = better.Inverse(); !placed {
				continue
			}
			got.MovedPx /= o.step
			got.CornerErrorPx /= o.step
		}
		got.CandidateFromClaimed = better.Normalised()
		got.CornerErrorPx = max(floorPx, got.CornerErrorPx)
		after := lay(ta, tb, got.CandidateFromClaimed, inverted, a, b)
		cells, share := after.agreement()
		_, got.Before = p.laid.agreement()
		got.After = share
		// Where it is now must be known better than by how much it was moved.
		if got.CornerErrorPx > max(got.MovedPx, floorPx) || cells < touchCells || share < chanceShare || share < got.Before ||
			!got.CandidateFromClaimed.Valid() || got.CandidateFromClaimed.CrossesHorizon(a.Quad()) {
			continue
		}
		return got, true, nil
	}
	return out, false, ctx.Err()
}

func farthestApart(points []geom.Point, a, b geom.Map) float64 {
	far := 0.0
	for _, p := range points {
		d := a.Apply(p).Distance(b.Apply(p))
		if !(d <= far) { // what is no number is far
			far = d
		}
	}
	return far
}

// agreement returns how many cells have something to compare, and the share of
// them that agree.
func (l *laid) agreement() (cells int, share float64) {
	s := l.support()
	return s.cells, float64(s.agree) / float64(max(1, s.cells))
}

// Inverted reports whether the pictures agree under a map as a negative does.
// The only error is that of the context.
func Inverted(ctx context.Context, claimed, candidate *Subject, candidateFromClaimed geom.Map) (bool, error) {
	ta, tb, err := grays(ctx, claimed, candidate)
	if err != nil {
		return false, err
	}
	var sum float64
	for _, c := range lay(ta, tb, candidateFromClaimed, false, claimed.picture.Size(), candidate.picture.Size()).cells {
		if !c.flat {
			sum += c.zncc
		}
	}
	return sum < 0, ctx.Err()
}
