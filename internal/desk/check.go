package desk

import (
	"context"
	"errors"
	"os"

	"github.com/motbilde/motbilde/internal/verify"
	"github.com/motbilde/motbilde/internal/words"
	"github.com/motbilde/motbilde/internal/work"
)

// Checked is how far the check of a file has come. It is about no file of the
// open case and changes nothing of it.
type Checked struct {
	Running     bool
	Done, Total int // comparisons that are run again; 0 where none are
	Lines       []verify.Line
	Holds       bool  // meaningful once it has ended without an error
	Err         error // why the file could not be checked; that of the context where it was stopped
}

// Exists reports whether nothing was written because something lies there already.
func (c Checked) Exists() bool { return errors.Is(c.Err, os.ErrExist) }

// Check checks a file, or stops the check under way and begins this one. hear
// is told of each line and of the end, on the owner's goroutine.
func (d *Desk) Check(c verify.Check, hear func(Checked)) {
	c.FFmpeg = d.lab.FFmpeg()
	runCheck(d, hear, func(ctx context.Context, tell func(verify.Line), step func(done, total int)) (bool, error) {
		c.Tell, c.Step = tell, step
		return c.Run(ctx)
	})
}

// CheckStamp checks the reply of an authority for trusted time as Check does.
func (d *Desk) CheckStamp(c verify.StampCheck, hear func(Checked)) {
	runCheck(d, hear, func(ctx context.Context, tell func(verify.Line), _ func(done, total int)) (bool, error) {
		c.Tell = tell
		return c.Run(ctx)
	})
}

// RequestStamp writes a request for trusted time beside a file. One that lies
// there is left: it may have been sent already, and the reply is held to it.
func (d *Desk) RequestStamp(path string, l words.Language, hear func(Checked)) {
	runCheck(d, hear, func(ctx context.Context, tell func(verify.Line), _ func(done, total int)) (bool, error) {
		out := path + verify.RequestEnding
		if _, err := os.Lstat(out); err == nil {
			return false, &verify.Error{Path: out, Err: os.ErrExist}
		}
		line, err := verify.WriteRequest(ctx, l, path, out)
		if unread := new(verify.Error); err != nil && !errors.As(err, &unread) {
			err = &verify.Error{Path: out, Err: err}
		}
		if err == nil {
			tell(line)
		}
		return err == nil, err
	})
}

// StopChecking ends the check under way; its end is told to nobody.
func (d *Desk) StopChecking() { d.checking.Cancel() }

// runCheck runs a check in a worker and tells how far it has come.
func runCheck(d *Desk, hear func(Checked), job func(ctx context.Context, tell func(verify.Line), step func(done, total int)) (bool, error)) {
	now, over := &Checked{Running: true}, false
	later := func(change func()) {
		d.post(func() {
			if d.ctx.Err() == nil && !over && d.checked == now {
				change()
				hear(*now)
			}
		})
	}
	d.checked = now
	work.Run(d.ctx, &d.checking, d.post, func(ctx context.Context) (bool, error) {
		return job(ctx, func(line verify.Line) {
			later(func() { now.Lines = append(now.Lines[:len(now.Lines):len(now.Lines)], line) })
		}, func(done, total int) { later(func() { now.Done, now.Total = done, total }) })
	}, func(holds bool, err error) {
		over = true
		now.Running, now.Holds, now.Err = false, holds, err
		if d.ctx.Err() == nil && d.checked == now {
			hear(*now)
		}
	})
	hear(*now)
}
