package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/desk"
)

func TestEndOfALongSearchIsToldToWhoIsAway(t *testing.T) {
	for _, c := range []struct {
		name string
		away bool
		took time.Duration
		s    desk.Snapshot
		want int
	}{
		{"away for long", true, longSearch, desk.Snapshot{Compared: 3}, 1},
		{"here", false, longSearch, desk.Snapshot{Compared: 3}, 0},
		{"quick", true, longSearch - time.Second, desk.Snapshot{Compared: 3}, 0},
		{"stopped", true, longSearch, desk.Snapshot{Compared: 3, Stopped: true}, 0},
		{"nothing came of it", true, longSearch, desk.Snapshot{}, 0},
	} {
		h := newHall(t, Options{})
		now := time.Unix(0, 0)
		var sent []*fyne.Notification
		h.waiting.now = func() time.Time { return now }
		h.waiting.send = func(n *fyne.Notification) { sent = append(sent, n) }
		h.waiting.away = c.away
		h.follow(desk.Snapshot{Progress: desk.Progress{Stage: desk.ComparingFiles}})
		now = now.Add(c.took / 2)
		h.follow(desk.Snapshot{Progress: desk.Progress{Stage: desk.ComparingFiles}})
		now = now.Add(c.took - c.took/2)
		h.follow(c.s)
		h.follow(c.s)
		if len(sent) != c.want {
			t.Errorf("%s: %d notifications, want %d", c.name, len(sent), c.want)
		}
		if len(sent) > 0 && (sent[0].Title != "Motbilde is done" || sent[0].Content == "") {
			t.Errorf("%s: %+v", c.name, sent[0])
		}
	}
}

// silent is a desktop that takes a notification and never answers.
type silent struct {
	calls chan bool
	until chan bool
}

func (s silent) SendNotification(*fyne.Notification) {
	s.calls <- true
	<-s.until
}

func TestDesktopThatNeverAnswersHoldsNothingUp(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	s := silent{make(chan bool, 3), make(chan bool)}
	n := notifier{app: s}
	n.send(&fyne.Notification{})
	<-s.calls
	n.send(&fyne.Notification{}) // it is dropped, and returns
	close(s.until)
	select {
	case <-s.calls:
		t.Error("a second one went out behind the one that hangs")
	default:
	}
}
