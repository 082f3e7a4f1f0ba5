package desk

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/lock"
	"github.com/motbilde/motbilde/internal/work"
)

// Save writes the case to its file. It reports whether there is one to write
// to; if not, a place has to be chosen for SaveAs.
func (d *Desk) Save() bool {
	if d.doc.path == "" || d.doc.heldBy != nil {
		return false
	}
	d.save(d.doc.path, d.doc.stamp, true)
	return true
}

// SaveAs writes the case to a file of that name, and goes on with that file. A
// name without the ending gets it; what lies under that other name is not
// written over, because nobody was asked.
func (d *Desk) SaveAs(path string) {
	path = absolute(path)
	complete := IsCase(path)
	if !complete {
		path += Extension
	}
	if path == d.doc.path && d.doc.heldBy == nil {
		d.save(path, d.doc.stamp, true)
		return
	}
	d.save(path, casework.Stamp{}, !complete)
}

// save writes the case in a worker. With only, what lies there has to have the
// stamp; else a person was asked whether to write over it. The line that tells of it is part of what
// is written, and stands in the log only where that came to be.
func (d *Desk) save(path string, was casework.Stamp, only bool) {
	if d.doc.saving != nil || d.doc.loading > 0 {
		return
	}
	d.endTyping()
	line := casefile.LogLine{
		Time: time.Now().UTC(), Actor: d.actor, Event: casefile.Saved, Parameters: map[string]string{"name": filepath.Base(path), "program": Version},
	}
	values := d.value()
	values.Log = d.with(d.log, line)
	values.Case = settled(values.Case)
	ctx, cancel := context.WithCancel(context.Background()) // the end of the program waits for it
	s := &saving{version: d.doc.version, before: d.log, after: values.Log, cancel: cancel, done: make(chan saved, 1)}
	d.doc.saving = s
	d.notice = Notice{}
	l, actor, from, held, kept := d.lab, d.actor, d.doc.path, d.doc.lock != nil && path == d.doc.path, d.kept.journal
	leaving := d.leaving()
	if kept != nil && len(leaving) > 0 && d.kept.shelf == nil {
		d.kept.shelf = kept.Shelf()
	}
	shelf := d.kept.shelf
	d.aside.Go(func() {
		out, err := work.Guard(func() (saved, error) {
			for _, file := range leaving {
				if shelf == nil {
					break
				}
				if err := shelf.Put(ctx, l, file); err != nil {
					return saved{}, err
				}
			}
			return write(ctx, l, values, path, from, was, actor, only, held, kept)
		})
		out.path, out.doc, out.err = path, values, err
		s.done <- out
		d.post(func() {
			if !s.handled {
				d.saveDone(s, <-s.done)
				d.publish()
			}
		})
	})
	d.publish()
}

// write is the worker's part of a save.
func write(ctx context.Context, l *lab.Lab, values archive.Document, path, from string, was casework.Stamp, actor string, only, held bool, kept *journal.Journal) (out saved, err error) {
	if !held {
		out.lock, err = lock.Take(lock.Of(path), actor)
		if other := new(lock.HeldError); errors.As(err, &other) {
			return out, err
		} // a place that can't hold a lock either takes the file or says why not
	}
	now, err := casework.StampOf(path)
	switch {
	case err != nil:
		return out, errors.Join(err, out.lock.Release())
	case !only:
		was = now
	case was == (casework.Stamp{}) && now != was:
		return out, errors.Join(&fs.PathError{Op: "save", Path: path, Err: fs.ErrExist}, out.lock.Release())
	}
	if out.stamp, err = casework.SaveCase(ctx, l, values, path, from, was); err != nil {
		return out, errors.Join(err, out.lock.Release())
	}
	out.wrote = true
	if kept != nil {
		out.recent, err = kept.Remember(journal.Recent{Path: path, Title: values.Case.Title, Used: time.Now().UTC()})
	}
	return out, err
}

// saveDone takes over what came of a save.
func (d *Desk) saveDone(s *saving, out saved) {
	s.handled = true
	s.cancel()
	d.doc.saving = nil
	if !out.wrote {
		d.log = d.with(s.before, s.queue...)
		d.addProblem(Problem{Path: out.path, Err: out.err})
		d.notice = Notice{Key: "desk.not-saved"}
		return
	}
	if out.err != nil { // saved, and not remembered
		d.addProblem(Problem{Path: out.path, Err: out.err})
	}
	d.log = d.with(s.after, s.queue...)
	if old := d.doc.lock; old != nil && d.doc.path != out.path {
		d.beside(old.Release)
		d.doc.lock = nil
	}
	if out.lock != nil {
		d.doc.lock = out.lock
	}
	d.doc.path, d.doc.stamp, d.doc.when, d.doc.heldBy = out.path, out.stamp, time.Now(), nil
	d.doc.opened, d.doc.saved, d.doc.throwaway = out.doc, s.version, false
	d.doc.holds = map[string]bool{}
	for _, e := range out.doc.Case.Evidence {
		d.doc.holds[e.SHA256] = true
	}
	if out.recent != nil {
		d.kept.recent = out.recent
	}
	d.notice = Notice{Key: "desk.saved", Fields: []string{"name", filepath.Base(out.path)}}
	d.keptSaved()
}

// finishSaving waits for a save under way: whoever closes the window right
// after has asked for it.
func (d *Desk) finishSaving() {
	s := d.doc.saving
	if s == nil {
		return
	}
	select {
	case out := <-s.done:
		d.saveDone(s, out)
	case <-time.After(atTheEnd): // what the file lacks is in the journal
	}
}

// atTheEnd bounds how long the end of the program waits for a disk that doesn't answer.
const atTheEnd = 30 * time.Second

// finishAside waits for what has to be on the disk before the program ends.
func (d *Desk) finishAside() {
	done := make(chan struct{})
	go func() {
		d.aside.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(atTheEnd):
	}
}
