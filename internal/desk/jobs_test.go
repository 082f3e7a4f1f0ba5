package desk

import (
	"strconv"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
)

// full returns a desk whose claim is read, where as many candidates wait as the
// lab holds pictures, and two more are to be read.
func full(t *testing.T) (d *Desk, waiting, unread []casefile.ID) {
	t.Helper()
	d = New(func(func()) {}, Options{Workers: 1})
	t.Cleanup(d.Close)
	place := func(role casefile.Role, state State, pixels geom.Size) casefile.ID {
		id := d.NewID()
		path := "nowhere/" + strconv.Itoa(d.lastID)
		d.file = d.file.With(casefile.Evidence{ID: id, Role: role, Path: path, Name: path, Pixels: pixels})
		d.entries[id] = &entry{state: state}
		return id
	}
	place(casefile.Claimed, Ready, geom.Size{Width: 10, Height: 10})
	half := geom.Size{Width: 1000, Height: lab.ReadAhead/2000 + 1}
	for range 2 {
		waiting = append(waiting, place(casefile.Candidate, Ready, half))
		unread = append(unread, place(casefile.Candidate, Reading, geom.Size{}))
	}
	d.settle()
	return d, waiting, unread
}

func (d *Desk) atWork() (ids []casefile.ID) {
	for _, e := range d.file.Evidence {
		if d.entries[e.ID].cancel != nil {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func TestReadingWaitsForComparisonsWhenTheLabIsFull(t *testing.T) {
	d, waiting, _ := full(t)
	d.pump()
	if at := d.atWork(); len(at) != 1 || at[0] != waiting[0] {
		t.Errorf("at work on %v, want the first of %v", at, waiting)
	}
	if p := d.progress(); p.Stage != ComparingFiles || p.Done != 0 || p.Total != 4 {
		t.Errorf("progress %+v, want none of 4 compared", p)
	}
}

func TestReadingGoesOnWhileTheLabHasRoom(t *testing.T) {
	d, waiting, unread := full(t)
	d.Remove(waiting[0])
	if at := d.atWork(); len(at) != 1 || at[0] != unread[0] {
		t.Errorf("at work on %v, want the first of %v", at, unread)
	}
}

func TestWhatAPersonLooksAtIsReadFirst(t *testing.T) {
	d, _, unread := full(t)
	d.Select(unread[1])
	d.pump()
	if at := d.atWork(); len(at) != 1 || at[0] != unread[1] {
		t.Errorf("at work on %v, want %v", at, unread[1])
	}
}
