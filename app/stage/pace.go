package stage

import "time"

// pace keeps quick frames from eating the time that painting needs. While the
// hand moves, the last frame is moved and stretched with every event, and one
// new frame at a time is asked for; when it has come, the next one waits for
// three times as long as that one took. On a quick machine that is every frame; on
// a slow one rendering takes a quarter of the time and no more, edges too.
type pace struct {
	busy   bool // a frame is being rendered, or the wait after it runs
	pause  bool // it is the wait
	wanted bool // the hand has moved on meanwhile
	sent   time.Time
	stop   func()
}

const (
	longestPause = 150 * time.Millisecond
	// lostAfter is when a frame counts as lost: its owner failed to render it.
	lostAfter = 300 * time.Millisecond
)

// askQuick asks for a quick frame now, or as soon as the pace allows.
func (s *Stage) askQuick() {
	if s.pace.busy {
		s.pace.wanted = true
		return
	}
	s.askNow()
}

// askNow asks for a quick frame whatever is under way: another pair, mode or
// size is not to wait for the one before.
func (s *Stage) askNow() {
	s.pace.stop()
	// Before asking: an owner may answer at once.
	s.pace = pace{busy: true, sent: s.now(), stop: s.after(lostAfter, s.nextQuick)}
	if !s.ask(false) {
		s.pace.stop()
		s.pace.busy = false
	}
}

// arrived begins the pause after a quick frame, or asks for the fine one where the hand has come to rest meanwhile.
func (s *Stage) arrived() {
	if s.resting {
		s.pace.busy = false
		s.rested()
		return
	}
	if !s.pace.busy {
		return
	}
	s.pace.stop()
	pause := min(3*s.now().Sub(s.pace.sent), longestPause)
	if pause <= 0 {
		s.nextQuick()
		return
	}
	s.pace.pause = true
	s.pace.stop = s.after(pause, s.nextQuick)
}

// rested hears that the hand lies still. The picture is asked for at its best,
// in the place of a quick frame that waits for its turn; one that is being
// rendered comes first, so that on a slow machine no fine one gets in its way.
func (s *Stage) rested() {
	if s.pace.busy && !s.pace.pause {
		s.resting = true
		return
	}
	s.pace.stop()
	s.pace.busy, s.pace.pause, s.pace.wanted = false, false, false
	s.resting = false
	s.ask(true)
	s.looked()
}

func (s *Stage) nextQuick() {
	s.pace.busy, s.pace.pause = false, false
	if s.pace.wanted {
		s.askNow()
	}
}
