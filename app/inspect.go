package app

import (
	"strconv"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// pointed is what lies under the pointer.
type pointed struct {
	inside  bool
	reading *compare.Reading // nil until it has been read
}

// What is read at the same time.
const (
	underPointer desk.Purpose = iota
	lockedPixel
)

// pointer says in the status line what lies under the pointer, and in the pixel
// inspector where it follows.
func (w *Window) pointer(at geom.Point, inside bool) {
	if !inside {
		w.pointed = pointed{}
		w.status.SetPointer("")
		return
	}
	w.pointed.inside = true
	w.desk.Inspect(underPointer, at, func(r compare.Reading) {
		if !w.pointed.inside {
			return // it has left meanwhile
		}
		w.pointed.reading = &r
		w.status.SetPointer(pointerWords(w.settings.language, r))
		if _, locked := w.stage.Locked(); w.stage.Inspecting() && !locked {
			w.inspector.ShowReading(&r, false)
		}
	})
}

// pointerWords says a reading on one line.
func pointerWords(l words.Language, r compare.Reading) string {
	const apart = "   "
	text := l.Say("desk.pointer", "x", strconv.Itoa(r.At.X), "y", strconv.Itoa(r.At.Y)) + apart
	if r.Covered {
		return text + l.Say("desk.pointer-covered")
	}
	text += l.Say("desk.pointer-claim", "luma", l.Number(compare.Luma(r.Claimed), 0))
	if r.Found {
		text += apart + l.Say("desk.pointer-candidate", "luma", l.Number(compare.Luma(r.Candidate), 0))
	}
	switch {
	case !r.Measured:
	case r.Known == compare.Told:
		text += apart + l.Say("desk.pointer-noise", "z", l.Number(r.Z, 1))
	case r.Known == compare.Coarse:
		text += apart + l.Say("desk.pointer-coarse")
	default:
		text += apart + l.Say("desk.pointer-unknown")
	}
	return text
}

// inspected follows the pixel inspector: turned on, off, locked or let go.
func (w *Window) inspected() {
	_, locked := w.stage.Locked()
	switch {
	case !w.stage.Inspecting():
		w.inspector.HideReading()
	case locked:
		w.readLocked()
	default:
		w.inspector.ShowReading(w.pointed.reading, false)
	}
	w.refreshMenus()
	w.followTour()
}

// readLocked reads the locked pixel anew: a measurement may have come meanwhile.
func (w *Window) readLocked() {
	at, locked := w.stage.Locked()
	if !locked {
		return
	}
	w.desk.Inspect(lockedPixel, at, func(r compare.Reading) {
		if now, locked := w.stage.Locked(); locked && now == at {
			w.inspector.ShowReading(&r, true)
		}
	})
}

// showRegion selects a region from the list, and shows it where regions are shown.
func (w *Window) showRegion(i int) {
	if !w.stage.CanStepRegion() {
		w.setMode(compare.DifferenceMode)
	}
	w.stage.SelectRegion(i)
}

// toggleInspector turns the pixel inspector on, with the facts that it stands in, or off.
func (w *Window) toggleInspector() {
	on := !w.stage.Inspecting()
	if on && !w.factsShown() && !w.wish.pictureOnly {
		w.toggleFacts()
	}
	w.stage.SetInspecting(on)
}

func (w *Window) pixelLocked() bool {
	_, locked := w.stage.Locked()
	return locked
}

func (w *Window) lockPixel() { w.stage.SetLocked(!w.pixelLocked()) }
