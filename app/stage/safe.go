package stage

import (
	"time"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

// hiding is the safe view of the stage: pictures are grey and dimmed until a
// person presses on them and holds, or holds Enter.
type hiding struct {
	on       bool
	revealed bool
	stop     func() // ends the wait of a press
	pressed  bool   // the press has revealed: it is no click
}

// pressTime is how long a press lasts before it reveals; a click or a drag is over or under way by then.
const pressTime = 300 * time.Millisecond

// Safe reports whether pictures are shown grey and dimmed.
func (s *Stage) Safe() bool { return s.hiding.on }

// Revealed reports whether safe pictures are shown as they are, as long as that is held.
func (s *Stage) Revealed() bool { return s.hiding.revealed }

// SetSafe shows pictures grey and dimmed, or as they are.
func (s *Stage) SetSafe(on bool) {
	if on != s.hiding.on {
		s.hiding.stop()
		s.hiding = hiding{on: on, stop: func() {}}
		s.hide()
	}
}

// SetRevealed shows pictures as they are as long as it is held.
func (s *Stage) SetRevealed(held bool) {
	if held = held && s.hiding.on; held != s.hiding.revealed {
		s.hiding.revealed = held
		if held {
			s.changed()
			return
		}
		s.hide()
	}
}

// hide takes away at once what is not to be seen any more.
func (s *Stage) hide() {
	if s.hidden() {
		s.slots = [2]slot{}
		s.tiles.forget()
		s.loupe.forget()
	}
	s.changed()
}

// hidden reports whether frames are asked for grey and dimmed.
func (s *Stage) hidden() bool { return s.hiding.on && !s.hiding.revealed }

// press waits whether a press is held.
func (s *Stage) press() {
	s.hiding.pressed = false
	if s.hiding.on && !look.Now().Projector { // an audience is shown nothing by a slip of the hand
		s.hiding.stop()
		s.hiding.stop = s.after(pressTime, func() {
			s.hiding.pressed = true
			s.SetRevealed(true)
		})
	}
}

// letGo ends a press.
func (s *Stage) letGo() {
	s.hiding.stop()
	s.SetRevealed(false)
}

// safeNote says how pictures are seen as they are.
func safeNote(l words.Language) string {
	if look.Now().Projector {
		return l.Say("view.safe-note.audience")
	}
	return l.Say("view.safe-note")
}

// covered returns a view as it may be shown now.
func (s *Stage) covered(v compare.View) compare.View {
	v.Safe = s.hidden()
	return v
}
