package desk

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/lab"
)

// keepAfter is how soon after a change it is kept. With what writing takes it
// stays within the five seconds that are promised.
const keepAfter = 2 * time.Second

// keeping is the journal's part of the desk.
type keeping struct {
	journal    *journal.Journal // nil where nothing is kept
	session    *journal.Session // of the open case; nil before anything is kept
	shelf      *journal.Shelf   // of what was taken out of the open case and can come back; nil where there is none
	timer      *time.Timer      // until the next change is kept; nil where none waits
	unfinished []journal.Unfinished
	recent     []journal.Recent
}

// A window that was killed may let go of its work only a while after another
// has started; so often, and at this distance, it is looked for again.
const (
	looks     = 4
	lookAgain = 2 * time.Second
)

// look has unsaved work and recent cases looked for, again where another window
// holds some.
func (d *Desk) look(times int) {
	if d.kept.journal == nil {
		return
	}
	j := d.kept.journal
	d.aside.Go(func() {
		unfinished, held, err := j.Unfinished()
		recent, err2 := j.Recent()
		d.post(func() {
			if d.ctx.Err() != nil {
				return
			}
			if held > 0 && times > 1 {
				time.AfterFunc(lookAgain, func() {
					d.post(func() {
						if d.ctx.Err() == nil {
							d.look(times - 1)
						}
					})
				})
			}
			d.kept.unfinished, d.kept.recent = unfinished, recent
			for _, err := range []error{err, err2} {
				if err != nil {
					d.addProblem(Problem{Err: err})
				}
			}
			d.publish()
		})
	})
}

// keepSoon has the case kept a little later, together with what changes until then.
func (d *Desk) keepSoon() {
	if d.kept.journal == nil || d.kept.timer != nil || d.ctx.Err() != nil {
		return
	}
	d.kept.timer = time.AfterFunc(d.options.KeepAfter, func() {
		d.post(func() {
			if d.kept.timer != nil && d.ctx.Err() == nil {
				d.keep(false)
			}
		})
	})
}

// keep hands the case to the journal, if there is anything that no file holds.
func (d *Desk) keep(closed bool) {
	if d.kept.timer != nil {
		d.kept.timer.Stop()
		d.kept.timer = nil
	}
	if d.kept.journal == nil || !d.unsaved() || d.doc.throwaway {
		return
	}
	if d.kept.session == nil {
		d.kept.session = d.kept.journal.Begin(d.lab, d.keepingFailed)
	}
	v := journal.Values{Document: d.value(), About: journal.About{
		Title: d.titleForPeople(), Path: d.doc.path, Was: d.doc.stamp, Changed: time.Now().UTC(), Typing: d.writing != nil, Closed: closed,
		Paths: map[casefile.ID]string{},
	}}
	v.Document.Case = casework.Recorded(v.Document.Case)
	for _, e := range d.file.Evidence {
		if e.Path != "" {
			v.About.Paths[e.ID] = e.Path
		}
		if e.HasOriginal() && !d.doc.holds[e.SHA256] {
			v.Originals = append(v.Originals, casework.FileOf(e))
		}
	}
	d.kept.session.Keep(v)
}

// titleForPeople names the case in the offer to restore it.
func (d *Desk) titleForPeople() string {
	if d.file.Title != "" {
		return d.file.Title
	}
	if name := d.documentValue().Name; name != "" {
		return name
	}
	claim, _ := d.claim()
	return claim.Name
}

// keepingFailed is called on a goroutine of the journal.
func (d *Desk) keepingFailed(err error) {
	d.post(func() {
		if d.ctx.Err() == nil {
			d.notice = Notice{Key: "desk.not-kept"}
			d.Report(err)
		}
	})
}

// leaving lists the files that the case file holds and the case no longer names:
// an undo may bring them back.
func (d *Desk) leaving() (files []lab.File) {
	named := map[string]bool{}
	for _, e := range d.file.Evidence {
		named[e.SHA256] = true
	}
	for _, id := range slices.Sorted(maps.Keys(d.known)) {
		if e := d.known[id]; d.doc.holds[e.SHA256] && !named[e.SHA256] {
			files = append(files, lab.File{Path: e.Path, SHA256: e.SHA256})
		}
	}
	return files
}

// keptSaved brings the journal to a case that was just saved.
func (d *Desk) keptSaved() {
	switch {
	case d.unsaved(): // changed meanwhile
		d.keep(false)
	case d.kept.session != nil:
		d.kept.session.Clear()
	}
}

// keepLast ends the journal of the open case: what is not saved stays kept.
func (d *Desk) keepLast() {
	worthKeeping := !d.doc.throwaway && d.unsaved() && (len(d.file.Evidence) > 0 || d.doc.path != "")
	if worthKeeping {
		d.keep(true)
	}
	if d.kept.timer != nil {
		d.kept.timer.Stop()
		d.kept.timer = nil
	}
	if shelf := d.kept.shelf; shelf != nil {
		d.kept.shelf = nil
		d.beside(shelf.Clear)
	}
	session := d.kept.session
	d.kept.session = nil
	if session == nil {
		return
	}
	if !worthKeeping {
		session.Clear()
	}
	d.beside(func() error {
		session.Close()
		return nil
	})
	if worthKeeping {
		d.beside(func() error { // it is offered at once in the empty window
			session.Wait()
			d.post(func() {
				if d.ctx.Err() == nil {
					d.look(1)
				}
			})
			return nil
		})
	}
}

// Restore opens what was kept of a case. It stays kept until it is saved.
func (d *Desk) Restore(id string) {
	j, l, actor := d.kept.journal, d.lab, d.actor
	if j == nil || d.doc.saving != nil {
		return
	}
	title := ""
	for _, u := range d.kept.unfinished {
		if u.ID == id {
			title = u.Title
		}
	}
	d.load(title, func(context.Context) (o opened, err error) {
		v, session, err := j.Restore(id, l, d.keepingFailed)
		if err != nil {
			return o, err
		}
		o.values, o.path, o.stamp, o.session = v.Document, v.About.Path, v.About.Was, session
		o.holds = v.Held
		if o.path != "" {
			o.lock, o.heldBy, err = take(o.path, actor)
			if err != nil { // its file is gone: it is saved under another name
				o.path, o.stamp, o.holds, err = "", casework.Stamp{}, nil, nil
			}
		}
		return o, err
	})
	d.kept.unfinished = without(d.kept.unfinished, id)
}

// Discard throws away what was kept of a case.
func (d *Desk) Discard(id string) {
	if j := d.kept.journal; j != nil {
		d.kept.unfinished = without(d.kept.unfinished, id)
		d.beside(func() error { return j.Discard(id) })
		d.publish()
	}
}

// ForgetRecent empties the list of cases that were open.
func (d *Desk) ForgetRecent() {
	if j := d.kept.journal; j != nil {
		d.kept.recent = nil
		d.beside(j.ForgetRecent)
		d.publish()
	}
}

func without(all []journal.Unfinished, id string) []journal.Unfinished {
	var rest []journal.Unfinished
	for _, u := range all {
		if u.ID != id {
			rest = append(rest, u)
		}
	}
	return rest
}
