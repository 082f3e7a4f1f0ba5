package desk

import (
	"context"
	"fmt"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/work"
)

// CanAlignByHand reports whether the claim that is looked at and a candidate can
// be aligned by hand: both are there as pictures. Of a video a frame is aligned
// that was made an item.
func (d *Desk) CanAlignByHand(candidate casefile.ID) bool {
	claim, ok := d.claim()
	e, known := d.file.Find(candidate)
	return ok && known && e.Role == casefile.Candidate && !casework.IsVideo(e) &&
		d.entries[claim.ID].state == Ready && d.entries[e.ID].state == Ready && (d.hides() || d.stateOf(e) == Compared)
}

// AlignByHand lays the claim on the candidate by control points, as one edit of
// the case, once both pictures were looked at. Points that place nothing do nothing.
func (d *Desk) AlignByHand(candidate casefile.ID, points byhand.Points, refined bool) {
	claim, _ := d.claim()
	e, _ := d.file.Find(candidate)
	if !d.CanAlignByHand(candidate) || byhand.Place(points, claim.Pixels).Reason != byhand.Placed {
		return
	}
	l := d.lab
	start(d, d.ctx, func(ctx context.Context) (casefile.HandAlignment, error) {
		return casework.AlignByHand(ctx, l, claim, e, points, refined)
	}, func(h casefile.HandAlignment, err error) {
		if err != nil {
			d.addProblem(Problem{ID: e.ID, Path: e.Path, Err: err})
			d.publish()
			return
		}
		if !d.CanAlignByHand(candidate) {
			return // it was taken out of the case meanwhile
		}
		d.Edit(Named{Key: "hand.edit.align", Fields: []string{"name", e.Name}}, func(c casefile.Case) casefile.Case {
			return d.twinsAnew(c.WithByHand(h))
		})
	})
}

// ForgetByHand takes the alignment by hand of a candidate away, so that the
// program's own is shown again.
func (d *Desk) ForgetByHand(candidate casefile.ID) {
	claim, _ := d.claim()
	e, _ := d.file.Find(candidate)
	d.Edit(Named{Key: "hand.edit.forget", Fields: []string{"name", e.Name}}, func(c casefile.Case) casefile.Case {
		return d.twinsAnew(c.WithoutByHand(claim.ID, candidate))
	})
}

// Twin looks for the twin of a point and hands it to deliver on the owner's
// goroutine; of the searches asked for meanwhile only the newest is made.
func (d *Desk) Twin(candidate casefile.ID, fromClaim bool, sought byhand.Sought, deliver func(byhand.Snap, error)) {
	claim, _ := d.claim()
	e, _ := d.file.Find(candidate)
	if !d.CanAlignByHand(candidate) || d.hides() {
		return
	}
	from, to := casework.FileOf(claim), casework.FileOf(e)
	if !fromClaim {
		from, to = to, from
	}
	l := d.lab
	start(d, d.ctx, func(ctx context.Context) (byhand.Snap, error) { return l.Twin(ctx, from, to, sought) }, deliver)
}

// Refined is what refining control points came to.
type Refined struct {
	align.Touched
	OK bool // else the pictures didn't better it
}

// Refine tries from where the points place the claim whether the pictures place
// it better, and hands what came of it to deliver on the owner's goroutine.
func (d *Desk) Refine(candidate casefile.ID, points byhand.Points, deliver func(Refined, error)) {
	claim, _ := d.claim()
	e, _ := d.file.Find(candidate)
	placed := byhand.Place(points, claim.Pixels)
	if !d.CanAlignByHand(candidate) || placed.Reason != byhand.Placed || d.hides() {
		return
	}
	l := d.lab
	start(d, d.ctx, func(ctx context.Context) (r Refined, err error) {
		r.Touched, r.OK, err = l.Touch(ctx, casework.FileOf(claim), casework.FileOf(e), placed.CandidateFromClaimed, placed.Model)
		return r, err
	}, deliver)
}

// HandFrame renders one of the two pictures alone, as Frame does of a pair, or,
// where a map is given, the candidate laid over the claim by it.
func (d *Desk) HandFrame(purpose Purpose, candidate casefile.ID, ofClaim bool, by geom.Map, view compare.View, size geom.Size, deliver func(compare.Frame, error)) {
	claim, _ := d.claim()
	e, _ := d.file.Find(candidate)
	if !d.CanAlignByHand(candidate) {
		return
	}
	l, areas := d.lab, d.cover()
	work.Submit(d.ctx, relayOf(d.captures, purpose), d.post, func(ctx context.Context) (compare.Frame, error) {
		if by.Valid() {
			pair, err := l.Pair(ctx, casework.FileOf(claim), casework.FileOf(e), align.Alignment{Status: align.ByHand, CandidateFromClaimed: by})
			if err != nil {
				return compare.Frame{}, err
			}
			frame, err := compare.Render(ctx, pair, view, size)
			if err == nil {
				redact.Frame(frame.Image, pair, view, areas[claim.ID], areas[e.ID])
			}
			return frame, err
		}
		shown := claim
		if !ofClaim {
			shown = e
		}
		pyramid, err := l.Pyramid(ctx, casework.FileOf(shown))
		if err != nil {
			return compare.Frame{}, err
		}
		frame, err := compare.Render(ctx, compare.Pair{Claimed: pyramid}, view, size)
		if err == nil {
			redact.Frame(frame.Image, compare.Pair{Claimed: pyramid}, view, areas[shown.ID], nil)
		}
		return frame, err
	}, deliver)
}

// placedBy names how the shown pair lies where a person laid it; what was
// derived of it otherwise is dropped when that changes.
func (d *Desk) placedBy() string {
	pair := d.pairing()
	h, ok := d.file.AlignedByHand(pair.claim, pair.candidate)
	if !ok {
		return ""
	}
	return fmt.Sprint(pair, h.CandidateFromClaimed, h.ToneInverted)
}
