package desk

import (
	"context"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
)

// run starts the job of one piece of evidence. Its outcome is told unless the
// evidence is gone or its job was taken back in the meantime.
// It compares with the claim against, or does something else where that is empty.
func run[T any](d *Desk, id, against casefile.ID, job func(context.Context) (T, error), tell func(casefile.ID, T, error)) {
	ctx, cancel := context.WithCancel(d.ctx)
	n := d.entries[id]
	n.job++
	n.cancel, n.against = cancel, against
	turn := n.job
	d.running++
	start(d, ctx, job, func(value T, err error) {
		cancel()
		d.running--
		if now, ok := d.entries[id]; ok && now == n && n.job == turn {
			n.cancel, n.against = nil, ""
			tell(id, value, err)
		}
		d.pump()
		d.publishSoon()
	})
}

// takeBack ends the job of a piece of evidence; its outcome will not be told.
func (n *entry) takeBack() {
	n.job++
	if n.cancel != nil {
		n.cancel()
		n.cancel, n.against = nil, ""
	}
}

// pump starts as many jobs as there are workers: reading first, so that the
// list shows its thumbnails, the claim before all; then comparisons, the most
// alike by fingerprint first. Reading runs no further ahead than the lab can
// hold pictures: a file that has to be decoded again for its comparison costs
// more time than a better order saves.
func (d *Desk) pump() {
	for !d.stopped && d.ctx.Err() == nil && d.running < d.options.Workers {
		toRead, reads := d.nextToRead()
		claim, toCompare, compares := d.nextToCompare()
		switch {
		case reads && (!compares || d.lookedAt(toRead.ID) || d.readAhead() < lab.ReadAhead):
			if d.entries[toRead.ID].unseen {
				d.see(toRead)
			} else {
				d.read(toRead)
			}
		case compares:
			d.compare(claim, toCompare)
		default:
			if d.running == 0 {
				d.pace = pace{}
			}
			return
		}
	}
}

// readAhead returns how many pixels were read and wait for their comparison.
func (d *Desk) readAhead() (pixels int64) {
	for _, e := range d.file.Candidates() {
		if d.stateOf(e) == Waiting && !d.entries[e.ID].unseen {
			pixels += e.Pixels.Pixels()
		}
	}
	return pixels
}

func (d *Desk) nextToRead() (next casefile.Evidence, ok bool) {
	for _, e := range d.file.Evidence {
		n := d.entries[e.ID]
		if n.state != Reading && !n.unseen || n.cancel != nil {
			continue
		}
		if e.Role == casefile.Claimed {
			return e, true
		}
		if !ok || d.lookedAt(e.ID) {
			next, ok = e, true
		}
	}
	return next, ok
}

// lookedAt reports whether a person chose to look at that candidate: it comes first.
func (d *Desk) lookedAt(id casefile.ID) bool { return d.chosen && id == d.selected }

// nextToCompare returns the next pair: those of the claim that is looked at come first.
func (d *Desk) nextToCompare() (claim, next casefile.Evidence, ok bool) {
	for _, claim := range d.claims() {
		if next, ok := d.nextAgainst(claim); ok {
			return claim, next, true
		}
	}
	return claim, next, false
}

func (d *Desk) nextAgainst(claim casefile.Evidence) (next casefile.Evidence, ok bool) {
	if d.entries[claim.ID].state != Ready || d.hides() {
		return next, false
	}
	print := d.entries[claim.ID].print
	best := 0.0
	for _, e := range d.file.Candidates() {
		n := d.entries[e.ID]
		if _, known := d.results[pairing{claim.ID, e.ID}]; known || n.state != Ready || n.cancel != nil {
			continue
		}
		distance := print.Distance(n.print)
		if d.lookedAt(e.ID) {
			distance = -1
		}
		if !ok || distance < best {
			next, best, ok = e, distance, true
		}
	}
	return next, ok
}

// claims returns the claimed pictures that can be compared with or are still
// being read, the one that is looked at first.
func (d *Desk) claims() []casefile.Evidence {
	var all []casefile.Evidence
	claim, has := d.claim()
	if has && d.entries[claim.ID].state != Failed {
		all = append(all, claim)
	}
	for _, e := range d.file.Evidence {
		if e.Role == casefile.Claimed && e.ID != claim.ID && d.entries[e.ID].state != Failed {
			all = append(all, e)
		}
	}
	return all
}

// claimReady reports whether there is a claim to compare with.
func (d *Desk) claimReady() bool {
	claim, has := d.claim()
	return has && d.entries[claim.ID].state == Ready
}

// stateOf says how far evidence has come, a candidate against the claim that is looked at.
func (d *Desk) stateOf(e casefile.Evidence) State {
	n := d.entries[e.ID]
	claim, has := d.claim()
	if n.state != Ready || e.Role != casefile.Candidate || !has || d.entries[claim.ID].state == Failed {
		return n.state
	}
	if d.hides() {
		if _, laid := d.file.AlignedByHand(claim.ID, e.ID); laid {
			return Compared
		}
		return Unjudged
	}
	if _, known := d.results[pairing{claim.ID, e.ID}]; known {
		return Compared
	}
	if n.cancel != nil && n.against == claim.ID {
		return Comparing
	}
	return Waiting
}

// comparison returns what is known of a candidate against the claim that is looked at.
func (d *Desk) comparison(e casefile.Evidence) casefile.Comparison {
	if d.entries[e.ID].state == Failed {
		return failedComparison(e)
	}
	claim, _ := d.claim()
	if d.hides() {
		return d.unjudged(claim.ID, e.ID)
	}
	return d.file.Shown(d.results[pairing{claim.ID, e.ID}])
}

func (d *Desk) compare(claim, e casefile.Evidence) {
	if !d.pace.running() {
		d.pace.began = time.Now()
	}
	l, watch := d.lab, d.watchSearch(e.ID)
	run(d, e.ID, claim.ID, func(ctx context.Context) (casefile.Comparison, error) {
		return casework.Compare(ctx, l, claim, e, watch)
	}, func(id casefile.ID, c casefile.Comparison, err error) { d.compareDone(claim, id, c, err) })
}

func (d *Desk) compareDone(claim casefile.Evidence, id casefile.ID, c casefile.Comparison, err error) {
	e, _ := d.file.Find(id)
	if err != nil {
		e.Problem = err
		d.entries[id].state = Failed
		d.learn(e)
		d.addProblem(Problem{ID: id, Path: e.Path, Err: err})
		c = failedComparison(e)
	} else {
		d.results[pairing{claim.ID, id}] = c
		d.file = d.twinsAnew(d.file)
		d.note(casework.CompareLine(claim, e, c, time.Now().UTC()))
		d.showFound(claim, e, c)
	}
	d.pace.done++
	d.traceLineOf(claim, e, c)
	d.settle()
	d.measureDetails()
}

// earlier returns the pairs of the case whose finding was made by another
// version of the method; it is shown as it was recorded.
func (d *Desk) earlier() (pairs []pairing) {
	for _, claim := range d.claims() {
		for _, e := range d.file.Candidates() {
			pair := pairing{claim.ID, e.ID}
			if c, known := d.results[pair]; known && !casework.Current(c) {
				pairs = append(pairs, pair)
			}
		}
	}
	return pairs
}

// CompareAgain compares the pairs again that another version of the method
// compared. The log keeps what that one found.
func (d *Desk) CompareAgain() {
	for _, pair := range d.earlier() {
		delete(d.results, pair)
	}
	d.stopped = false
	d.resetFrames()
	d.settle()
	d.changed()
	d.pump()
	d.publish()
}

// failedComparison stands for evidence that can't be compared, so that it ranks last.
func failedComparison(e casefile.Evidence) casefile.Comparison {
	return casefile.Comparison{Candidate: e.ID, Alignment: align.Alignment{Verdict: align.Unreadable}}
}

// newRound brings the list to another claim. What is known of its pairs comes
// back at once; comparisons with what is no claim any more end.
func (d *Desk) newRound() {
	claim, _ := d.claim()
	d.round = claim.ID
	for _, e := range d.file.Evidence {
		n := d.entries[e.ID]
		if n.state == Failed && e.Role == casefile.Candidate && d.claimReady() {
			d.traceLine(e, failedComparison(e))
		}
		if against, _ := d.file.Find(n.against); n.against != "" && (against.Role != casefile.Claimed || e.Role != casefile.Candidate) {
			n.takeBack()
		}
	}
	d.resetFrames()
	d.showFoundFrames()
	d.settle()
}

// Cancel stops what runs and leaves the case as it was. Resume goes on.
func (d *Desk) Cancel() {
	if d.out.now != nil {
		d.stopExport()
		return
	}
	switch stage := d.progress().Stage; {
	case stage == Saving && d.doc.saving != nil:
		d.doc.saving.cancel()
		return
	case stage == Idle || stage == Opening:
		return
	}
	d.stopped = true
	for _, e := range d.file.Evidence {
		n := d.entries[e.ID]
		if n.cancel == nil {
			continue
		}
		n.takeBack()
	}
	d.publish()
}

// Resume goes on with what was stopped.
func (d *Desk) Resume() {
	d.stopped = false
	d.pump()
	d.publish()
}
