package desk

import (
	"context"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/work"
)

// Purpose tells frames apart that are wanted at the same time, such as the two
// that a swipe clips; of each purpose only the newest request counts.
type Purpose int

// Frame renders a view of the claim and the selected candidate in a worker and
// hands it to deliver on the owner's goroutine, unless the pair has changed by
// then. A running frame is finished; of those asked for meanwhile only the
// newest is made. Replayed shows the candidate with the recipe's steps done to
// it, and is not delivered before NeedReplay has made it.
func (d *Desk) Frame(purpose Purpose, view compare.View, size geom.Size, replayed bool, deliver func(compare.Frame, error)) {
	claim, ok := d.claim()
	if !ok || d.entries[claim.ID].state != Ready {
		return
	}
	candidate, a := d.shown()
	l, known, areas := d.lab, d.differs, d.cover()
	var replay *picture.Pyramid
	if replayed {
		if replay = d.editing.replay; replay == nil || d.editing.replayOf != d.pairing() {
			return // the candidate as it is would stand under the replay's name
		}
	}
	work.Submit(d.ctx, relayOf(d.frames, purpose), d.post, func(ctx context.Context) (compare.Frame, error) {
		pair, err := pairOf(ctx, l, claim, candidate, a)
		if err != nil {
			return compare.Frame{}, err
		}
		pair.Map = known
		covered := areas[candidate.ID]
		if replay != nil {
			pair.Candidate, pair.CandidateFromClaimed = replay, geom.Identity()
			covered = areas[claim.ID] // it lies as the claim does
		}
		frame, err := compare.Render(ctx, pair, view, size)
		if err == nil {
			redact.Frame(frame.Image, pair, view, areas[claim.ID], covered)
		}
		return frame, err
	}, deliver)
}

func relayOf(relays map[Purpose]*work.Relay, purpose Purpose) *work.Relay {
	relay := relays[purpose]
	if relay == nil {
		relay = &work.Relay{}
		relays[purpose] = relay
	}
	return relay
}

// Inspect reads both pictures of the shown pair at a point of the claim in a
// worker, and hands what stands there to deliver on the owner's goroutine; of
// the points asked for meanwhile for that purpose only the newest is read.
// Nothing is delivered of a point beside the claim.
func (d *Desk) Inspect(purpose Purpose, at geom.Point, deliver func(compare.Reading)) {
	claim, ok := d.claim()
	if !ok || d.entries[claim.ID].state != Ready {
		return
	}
	candidate, a := d.shown()
	l, known, areas := d.lab, d.differs, d.cover()
	work.Submit(d.ctx, relayOf(d.readings, purpose), d.post, func(ctx context.Context) (*compare.Reading, error) {
		pair, err := pairOf(ctx, l, claim, candidate, a)
		if err != nil {
			return nil, err
		}
		pair.Map = known
		r, ok := compare.Inspect(pair, at)
		switch {
		case !ok:
			return nil, nil
		case redact.Hides(areas[claim.ID], at), r.Found && redact.Hides(areas[candidate.ID], r.CandidateAt):
			r = compare.Reading{At: r.At, Covered: true, Region: -1}
		}
		return &r, nil
	}, func(r *compare.Reading, err error) {
		if err == nil && r != nil { // else the file's problem is in the list
			deliver(*r)
		}
	})
}

// shown returns the selected candidate if it can be shown, and how it lies. Of
// a video it is the frame that is looked at, as an item of that frame would be.
func (d *Desk) shown() (casefile.Evidence, align.Alignment) {
	e, ok := d.file.Find(d.selected)
	if !ok || d.entries[e.ID].state != Ready {
		return casefile.Evidence{}, align.Alignment{}
	}
	c := d.comparison(e)
	if d.film.of == d.pairing() && d.film.chosen {
		frame := d.film.frame()
		e.Frame = &frame
		return e, d.film.alignment
	}
	if c.Frame != nil {
		e.Frame = c.Frame
	}
	return e, c.Alignment
}

func pairOf(ctx context.Context, l *lab.Lab, claim, candidate casefile.Evidence, a align.Alignment) (compare.Pair, error) {
	if candidate.ID != "" {
		return l.Pair(ctx, casework.FileOf(claim), casework.FileOf(candidate), a)
	}
	pyramid, err := l.Pyramid(ctx, casework.FileOf(claim))
	return compare.Pair{Claimed: pyramid}, err
}

// NeedDifference has the difference of the shown pair made, once;
// Snapshot.Difference holds it when it is there.
func (d *Desk) NeedDifference() {
	pair := d.pairing()
	claim, ok := d.claim()
	candidate, a := d.shown()
	if !ok || !a.Placed() || pair == d.differing || d.hides() {
		return
	}
	d.differing, d.differs = pair, nil
	l, claimed, found := d.lab, casework.FileOf(claim), casework.FileOf(candidate)
	failed := func(err error) {
		d.addProblem(Problem{ID: candidate.ID, Path: candidate.Path, Err: err})
		d.publish()
	}
	// A coarse one first where the whole one takes long.
	work.Run(d.ctx, &d.difference, d.post, func(ctx context.Context) (*compare.Map, error) {
		return l.DifferencePreview(ctx, claimed, found, a)
	}, func(m *compare.Map, err error) {
		if err != nil {
			failed(err)
			return
		}
		d.differs = m
		work.Run(d.ctx, &d.difference, d.post, func(ctx context.Context) (*compare.Map, error) {
			return l.Difference(ctx, claimed, found, a)
		}, func(m *compare.Map, err error) {
			if err != nil {
				failed(err)
				return
			}
			d.differs = m
			d.publish()
		})
		d.publish()
	})
	d.publish()
}

func (d *Desk) pairing() pairing {
	claim, _ := d.claim()
	return pairing{claim.ID, d.selected}
}

// resetFrames drops what is being rendered: it shows a pair that nobody looks at any more.
func (d *Desk) resetFrames() {
	for _, relay := range d.frames {
		relay.Cancel()
	}
	for _, relay := range d.readings {
		relay.Cancel()
	}
	d.difference.Cancel()
	d.differing, d.differs = pairing{}, nil
	d.histograms.Cancel()
	d.counting, d.counted = countedPair{}, nil
	d.residue.Cancel()
	d.residuing, d.cut = pairing{}, nil
	d.resetEdits()
}

// UseFFmpeg says where ffmpeg and ffprobe are looked for first: a folder, or the
// program itself; empty looks on this machine alone.
func (d *Desk) UseFFmpeg(path string) { d.lab.UseFFmpeg(path) }

// IsFFmpeg reports whether what is found there says that it is ffmpeg. It
// starts it, and may take seconds.
func IsFFmpeg(ctx context.Context, path string) bool {
	tools, err := video.Locate(path)
	return err == nil && tools.Check(ctx) == nil
}

// HasFFmpeg reports whether ffmpeg and ffprobe would be found at a path that
// UseFFmpeg takes. It looks on the disk.
func HasFFmpeg(path string) bool {
	_, err := video.Locate(path)
	return err == nil
}
