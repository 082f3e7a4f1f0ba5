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
func run[T any](d *Desk, id casefile.ID, job func(context.Context) (T, error), tell func(casefile.ID, T, error)) {
	ctx, cancel := context.WithCancel(d.ctx)
	n := d.entries[id]
	n.job++
	n.cancel = cancel
	turn := n.job
	d.running++
	start(d, ctx, job, func(value T, err error) {
		cancel()
		d.running--
		if now, ok := d.entries[id]; ok && now == n && n.job == turn {
			n.cancel = nil
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
		n.cancel = nil
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
		toCompare, compares := d.nextToCompare()
		switch {
		case reads && (!compares || d.lookedAt(toRead.ID) || d.readAhead() < lab.ReadAhead):
			d.read(toRead)
		case compares:
			d.compare(toCompare)
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
		if d.entries[e.ID].state == Waiting {
			pixels += e.Pixels.Pixels()
		}
	}
	return pixels
}

func (d *Desk) nextToRead() (next casefile.Evidence, ok bool) {
	for _, e := range d.file.Evidence {
		n := d.entries[e.ID]
		if n.state != Reading || n.cancel != nil {
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

func (d *Desk) nextToCompare() (next casefile.Evidence, ok bool) {
	if !d.claimReady() {
		return next, false
	}
	claim, _ := d.file.Claim()
	print := d.entries[claim.ID].print
	best := 0.0
	for _, e := range d.file.Candidates() {
		n := d.entries[e.ID]
		if n.state != Waiting {
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

// claimReady reports whether there is a claim to compare with.
func (d *Desk) claimReady() bool {
	claim, has := d.file.Claim()
	return has && d.entries[claim.ID].comparable()
}

// comparable reports whether the evidence was read and can be compared.
func (n *entry) comparable() bool { return n.state != Reading && n.state != Failed }

func (d *Desk) compare(e casefile.Evidence) {
	claim, _ := d.file.Claim()
	d.entries[e.ID].state = Comparing
	if !d.pace.running() {
		d.pace.began = time.Now()
	}
	l := d.lab
	run(d, e.ID, func(ctx context.Context) (casefile.Comparison, error) {
		return casework.Compare(ctx, l, claim, e)
	}, d.compareDone)
}

func (d *Desk) compareDone(id casefile.ID, c casefile.Comparison, err error) {
	e, _ := d.file.Find(id)
	n := d.entries[id]
	if err != nil {
		e.Problem = err
		d.file = d.file.With(e)
		n.state, n.comparison = Failed, failedComparison(e)
		d.addProblem(Problem{ID: id, Path: e.Path, Err: err})
	} else {
		n.state, n.comparison = Compared, c
	}
	d.pace.done++
	d.traceLine(e, n.comparison)
	d.settle()
}

// failedComparison stands for evidence that can't be compared, so that it ranks last.
func failedComparison(e casefile.Evidence) casefile.Comparison {
	return casefile.Comparison{Candidate: e.ID, Alignment: align.Alignment{Verdict: align.Unreadable}}
}

// await puts a candidate in line for comparison, if there is a claim to compare it with.
func (d *Desk) await(id casefile.ID) {
	e, _ := d.file.Find(id)
	n := d.entries[id]
	claim, has := d.file.Claim()
	if e.Role == casefile.Candidate && has && d.entries[claim.ID].state != Failed {
		n.state = Waiting
	} else {
		n.state = Ready
	}
}

// newRound forgets every comparison: they were made with another claim. What
// the lab still holds comes back at once.
func (d *Desk) newRound() {
	for _, e := range d.file.Evidence {
		n := d.entries[e.ID]
		if n.state == Failed && e.Role == casefile.Candidate && d.claimReady() {
			d.traceLine(e, n.comparison)
		}
		if !n.comparable() {
			continue
		}
		n.takeBack()
		n.comparison = casefile.Comparison{}
		d.await(e.ID)
	}
	d.resetFrames()
	d.settle()
}

// Cancel stops what runs and leaves the case as it was. Resume goes on.
func (d *Desk) Cancel() {
	if d.exporting.Busy() {
		d.exporting.Cancel()
		d.publish()
		return
	}
	if d.progress().Stage == Idle {
		return
	}
	d.stopped = true
	for _, e := range d.file.Evidence {
		n := d.entries[e.ID]
		if n.cancel == nil {
			continue
		}
		n.takeBack()
		if n.state == Comparing {
			n.state = Waiting
		}
	}
	d.publish()
}

// Resume goes on with what was stopped.
func (d *Desk) Resume() {
	d.stopped = false
	d.pump()
	d.publish()
}
