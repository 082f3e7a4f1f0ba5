package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/lock"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/work"
)

// Extension ends the name of a case file.
const Extension = ".motbilde"

// IsCase reports whether a path is named as a case file is.
func IsCase(path string) bool { return strings.EqualFold(filepath.Ext(path), Extension) }

// Document is the open case as a file.
type Document struct {
	Path    string    // empty where it was never saved
	Name    string    // of the file, without its ending
	Saved   time.Time // when it was saved or opened last; zero where it never was
	Changed bool      // since then
	Saving  bool
	HeldBy  *lock.Holder // another window has it open: it can be saved under another name only
}

// document is what the desk knows of the file.
type document struct {
	opened    archive.Document // with the fields that this version doesn't know
	path      string
	stamp     casework.Stamp
	when      time.Time
	lock      *lock.Lock
	heldBy    *lock.Holder
	holds     map[string]bool // digests whose bytes it holds
	version   uint64          // counts the changes of the case
	saved     uint64          // the version that is in the file
	saving    *saving
	loading   int
	throwaway bool // nothing of it is kept until a person saves it
}

// saving is a save under way.
type saving struct {
	version uint64
	before  casefile.Log       // without the line that tells of the save
	after   casefile.Log       // with it
	queue   []casefile.LogLine // what was to be told meanwhile
	cancel  context.CancelFunc
	done    chan saved
	handled bool
}

type saved struct {
	path   string
	stamp  casework.Stamp
	lock   *lock.Lock // nil where the old one goes on
	doc    archive.Document
	recent []journal.Recent
	wrote  bool
	err    error
}

func (d *Desk) documentValue() Document {
	v := Document{
		Path: d.doc.path, Saved: d.doc.when, Changed: d.unsaved(), Saving: d.doc.saving != nil, HeldBy: d.doc.heldBy,
	}
	if v.Path != "" {
		v.Name = strings.TrimSuffix(filepath.Base(v.Path), filepath.Ext(v.Path))
	}
	return v
}

// unsaved reports whether there is anything that no file holds.
func (d *Desk) unsaved() bool {
	return d.doc.version != d.doc.saved && (d.doc.path != "" || len(d.file.Evidence) > 0 || len(d.history.past)+len(d.history.future) > 0)
}

// changed says that the case is not what it was: it will be kept soon.
func (d *Desk) changed() {
	d.doc.version++
	d.keepSoon()
}

// note adds a line to the log. Sequence and chain are filled in, and the time
// and the actor where they are not given.
func (d *Desk) note(line casefile.LogLine) {
	if line.Time.IsZero() {
		line.Time = time.Now().UTC()
	}
	line.Actor = d.actor
	if s := d.doc.saving; s != nil {
		s.queue = append(s.queue, line)
	} else {
		d.log = d.with(d.log, line)
	}
	d.changed()
}

// with returns the log with a line more.
func (d *Desk) with(log casefile.Log, lines ...casefile.LogLine) casefile.Log {
	for _, line := range lines {
		next, err := log.With(line)
		if err != nil { // a time that can't be written
			d.addProblem(Problem{Err: err})
			continue
		}
		log = next
	}
	return log
}

// SetActor says who works from now on, as that person named themselves.
func (d *Desk) SetActor(name string) { d.actor = name }

// value returns the case as it would be written now.
func (d *Desk) value() archive.Document {
	v := d.doc.opened
	v.Case, v.Program, v.Log, v.Views, v.Lesson = d.file, Version, d.log, d.views, d.lesson
	if s := d.doc.saving; s != nil {
		v.Log = d.with(s.before, s.queue...)
	}
	if d.writing != nil {
		line := *d.writing
		line.Actor = d.actor
		v.Log = d.with(v.Log, line)
	}
	v.Comparisons = nil
	for _, claim := range d.file.Evidence {
		for _, e := range d.file.Evidence {
			if c, known := d.results[pairing{claim.ID, e.ID}]; known && claim.Role == casefile.Claimed && e.Role == casefile.Candidate {
				v.Comparisons = append(v.Comparisons, c)
			}
		}
	}
	return v
}

// NewCase leaves the case and begins another. What is not saved is kept.
func (d *Desk) NewCase() {
	if d.doc.saving != nil {
		return
	}
	d.leave()
	d.reset()
	d.publish()
}

// NewThrowaway does as NewCase and begins a case of which nothing is kept: one to
// try things in. A person can save it, and then it is a case like any other. It
// reports whether it was begun: not while a case is being saved.
func (d *Desk) NewThrowaway() bool {
	if d.doc.saving != nil {
		return false
	}
	d.leave()
	d.reset()
	d.doc.throwaway = true
	d.publish()
	return true
}

// leave ends the case's own affairs: what is not saved is kept, and the lock let go.
func (d *Desk) leave() {
	d.endTyping()
	d.keepLast()
	if held := d.doc.lock; held != nil {
		d.doc.lock = nil
		released := make(chan struct{})
		d.released = released
		d.beside(func() error {
			defer close(released)
			return held.Release()
		})
	}
}

// beside runs what has to be on the disk before the program ends.
func (d *Desk) beside(job func() error) {
	d.aside.Go(func() {
		if err := job(); err != nil {
			d.post(func() {
				if d.ctx.Err() == nil {
					d.Report(err)
				}
			})
		}
	})
}

// reset empties the desk.
func (d *Desk) reset() {
	for _, n := range d.entries {
		n.takeBack()
	}
	d.resetFrames()
	d.resetCaptures()
	d.stopExport() // what is not written yet would not be told in the log of its case
	d.out.previews.Cancel()
	d.ForgetGraphic()
	d.ForgetPages()
	d.out = exporting{kit: d.out.kit}
	d.resetFilm()
	d.epoch++
	d.file, d.history, d.log, d.writing, d.doc = casefile.New(), history{}, casefile.Log{}, nil, document{}
	clear(d.known)
	clear(d.results)
	d.entries = map[casefile.ID]*entry{} // jobs of the old ones find out that they are gone
	d.thumbs.stop()
	d.thumbs = thumbs{}
	d.pasted.count = 0
	d.sort, d.filter, d.picked, d.anchor = BestFirst, Filter{}, nil, ""
	clear(d.choices)
	d.views, d.lesson = nil, nil
	clear(d.opened)
	clear(d.looked)
	clear(d.alike)
	clear(d.spots)
	d.lastID, d.round, d.current, d.selected, d.chosen, d.order = 0, "", "", "", false, nil
	d.undecided, d.dismissed = nil, false
	d.expanding, d.running, d.stopped, d.pace = 0, 0, false, pace{}
	d.problems, d.notice = nil, Notice{}
}

// opened is a case that a worker has read.
type opened struct {
	values  archive.Document
	path    string
	stamp   casework.Stamp
	lock    *lock.Lock
	heldBy  *lock.Holder
	session *journal.Session // of what was kept of it; nil for a saved case
	holds   map[string]bool  // digests whose bytes the case file holds
	recent  []journal.Recent
}

// OpenCase opens a case file in the place of the case that is open, of which
// what is not saved is kept. A file that can't be opened leaves everything as it is.
func (d *Desk) OpenCase(path string) {
	path = absolute(path)
	if path == d.doc.path && d.doc.heldBy == nil || d.doc.saving != nil {
		return
	}
	l, actor, kept := d.lab, d.actor, d.kept.journal
	d.load(path, func(context.Context) (o opened, err error) {
		o.path = path
		if o.lock, o.heldBy, err = take(path, actor); err != nil {
			return o, err
		}
		if o.values, o.stamp, err = casework.OpenCase(l, path); err != nil {
			return o, errors.Join(err, o.lock.Release())
		}
		o.holds = map[string]bool{}
		for _, e := range o.values.Case.Evidence {
			o.holds[e.SHA256] = true
		}
		if kept != nil {
			o.recent, err = kept.Remember(journal.Recent{Path: path, Title: o.values.Case.Title, Used: time.Now().UTC()})
		}
		return o, err
	})
}

// take takes the lock on a case. Where another has it, it says who; a place
// that can't hold a lock is no hindrance to reading.
func take(path, actor string) (*lock.Lock, *lock.Holder, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, nil, err
	}
	l, err := lock.Take(lock.Of(path), actor)
	if held := new(lock.HeldError); errors.As(err, &held) {
		return nil, &held.Holder, nil
	}
	if err != nil {
		return nil, nil, nil
	}
	return l, nil, nil
}

// load runs what opens a case in a worker and takes over what it returns.
func (d *Desk) load(path string, job func(context.Context) (opened, error)) {
	d.doc.loading++
	d.notice = Notice{}
	released := d.released
	d.aside.Go(func() {
		if released != nil {
			<-released // else the case that was just left would be held by this very window
		}
		o, err := work.Guard(func() (opened, error) { return job(d.ctx) })
		if d.ctx.Err() != nil {
			o.letGo()
			return
		}
		d.post(func() {
			if d.ctx.Err() != nil { // nobody wants it any more
				go o.letGo()
				return
			}
			d.doc.loading = max(0, d.doc.loading-1)
			if err != nil {
				d.addProblem(Problem{Path: path, Err: err})
				d.notice = Notice{Key: "desk.not-opened", Fields: []string{"name", filepath.Base(path)}}
				d.publish()
				return
			}
			d.leave()
			d.reset()
			d.takeOver(o)
		})
	})
	d.publish()
}

// letGo gives back what a worker took for a case that is not wanted any more.
func (o opened) letGo() {
	if o.session != nil {
		o.session.Close()
	}
	_ = o.lock.Release() // the system lets go of it in any case
}

// takeOver makes what was read the open case.
func (d *Desk) takeOver(o opened) {
	d.doc = document{
		opened: o.values, path: o.path, stamp: o.stamp, when: o.stamp.Modified, lock: o.lock, heldBy: o.heldBy, holds: o.holds,
	}
	d.file, d.log, d.lesson = o.values.Case, o.values.Log, o.values.Lesson
	if len(d.file.Order) > 0 {
		d.sort = ByHand // as it was left
	}
	d.kept.session = o.session
	if o.recent != nil {
		d.kept.recent = o.recent
	}
	for _, e := range d.file.Evidence {
		d.known[e.ID] = e
		d.entries[e.ID] = entryOf(e)
	}
	for _, c := range o.values.Comparisons {
		d.results[pairing{c.Claimed, c.Candidate}] = c
	}
	event := casefile.Opened
	if o.session != nil {
		event = casefile.Restored
	}
	d.note(casefile.LogLine{Event: event, Parameters: map[string]string{"program": Version}})
	if o.session == nil {
		d.doc.saved = d.doc.version // that it was opened is told when there is more to tell
	}
	if h := o.heldBy; h != nil {
		d.notice = Notice{Key: "document.held-by", Fields: []string{"name", media.CleanText(h.Name), "host", media.CleanText(h.Host)}}
	}
	d.newRound()
	d.lookAgain(o.values.Views)
	d.pump()
	d.publish()
}
