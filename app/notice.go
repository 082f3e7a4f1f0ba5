package app

import (
	"os"
	"runtime"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/desk"
)

// longSearch is how long comparing has to take for its end to be told on the
// desktop: who has waited less is still there.
const longSearch = 15 * time.Second

// waiting follows a search, to tell of its end who has turned to something else.
type waiting struct {
	away  bool      // another window has the keyboard
	began time.Time // of the comparing that runs; zero for none
	now   func() time.Time
	send  func(*fyne.Notification)
}

// follow looks at a new state of the desk. The notification counts and names
// nothing: it may stand on a locked screen.
func (w *Window) follow(s desk.Snapshot) {
	comparing := s.Progress.Stage == desk.ComparingFiles
	switch {
	case comparing && w.waiting.began.IsZero():
		w.waiting.began = w.waiting.now()
	case s.Progress.Stage == desk.Idle && !w.waiting.began.IsZero():
		took := w.waiting.now().Sub(w.waiting.began)
		w.waiting.began = time.Time{}
		if took >= longSearch && w.waiting.away && !s.Stopped && s.Compared > 0 {
			l := w.settings.language
			w.waiting.send(fyne.NewNotification(l.Say("notice.done"), l.Say("window.compared", "done", l.Count(int64(s.Compared)), "total", l.Count(int64(len(s.Candidates))))))
		}
	}
}

// notifier sends notifications beside the window: the desktop may take its time,
// and one that hangs answers never. Then the rest are dropped.
type notifier struct {
	app interface{ SendNotification(*fyne.Notification) }
	out atomic.Bool // one is under way
}

func (n *notifier) send(note *fyne.Notification) {
	if !hasNotices() || !n.out.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer n.out.Store(false)
		n.app.SendNotification(note)
	}()
}

// hasNotices reports whether the desktop takes notifications. Without the
// address of a session bus the toolkit would try to start one.
func hasNotices() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DBUS_SESSION_BUS_ADDRESS") != ""
}
