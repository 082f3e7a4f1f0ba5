package stage

import (
	"time"

	"github.com/motbilde/motbilde/internal/compare"
)

// blinking is the state of the blink mode. It never runs by itself: a click or
// the button starts it, and leaving the mode, the pair or the window ends it.
type blinking struct {
	running   bool
	candidate bool // whose turn it is
	stop      func()
}

// The times that one picture stays. The least of them makes two changes a
// second: faster flicker can hurt people.
const (
	leastPeriod = 500 * time.Millisecond
	mostPeriod  = 1700 * time.Millisecond
	periodStep  = 100 * time.Millisecond
)

// Blinking reports whether the pictures change by themselves now.
func (s *Stage) Blinking() bool { return s.blink.running }

// SetPeriod says how long one picture stays; a time outside of what is safe and
// useful is brought to the nearer end.
func (s *Stage) SetPeriod(d time.Duration) { s.setPeriod(d) }

// toggleBlink starts or pauses the blinking.
func (s *Stage) toggleBlink() {
	if s.mode != compare.Blink || s.shows() != showTogether {
		return
	}
	if s.blink.running {
		s.blink.stop()
		s.blink.running = false
	} else {
		s.blink.running = true
		s.wait()
	}
	s.strip.show(s)
}

func (s *Stage) wait() {
	s.blink.stop = s.after(s.values.period, func() {
		if !s.blink.running {
			return
		}
		s.blink.candidate = !s.blink.candidate
		s.turned()
		s.wait()
	})
}

// turned shows the picture whose turn it is. Its frame is there already unless
// the picture has just been moved.
func (s *Stage) turned() {
	r, ok := s.request(s.slotInSight(), true)
	stale := ok && s.slots[r.Purpose].request != r
	s.moving = s.moving && stale
	s.fade()
	s.glass.show()
	s.titles.set(s)
	s.titles.Refresh()
	if stale {
		s.moved()
	}
}

// pause ends the blinking with the claim in sight.
func (s *Stage) pause() {
	s.blink.stop()
	s.fading.stop()
	s.fading.share = 1
	s.blink = blinking{stop: func() {}}
}
