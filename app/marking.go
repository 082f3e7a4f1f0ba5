package app

import (
	"image"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/part"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/capture"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
)

// marking is which picture is being marked in which capture, while the view
// for it lies over the stage.
type marking struct {
	capture casefile.ID // empty while nothing is marked
	anew    casefile.ID // the part that the new one takes the place of; empty for a first one
}

func (w *Window) isMarking() bool { return w.marking.capture != "" }

// joinPart makes the view for marking tell the desk what a person wants.
func (w *Window) joinPart() {
	w.part.OnNeed = func(r part.Request) {
		w.desk.CaptureFrame(desk.Purpose(r.Purpose), w.marking.capture, r.View, r.Size, func(f compare.Frame, err error) {
			if err == nil { // else the file's problem is in the list
				w.part.Put(r, f)
			}
		})
	}
	w.part.OnUse = func(r image.Rectangle) {
		m := w.marking
		w.endMarking()
		if m.anew != "" {
			w.desk.MovePart(m.anew, r)
		} else {
			w.desk.AddPart(m.capture, r)
		}
	}
	w.part.OnLeave = w.endMarking
}

// canMark reports whether the picture in that item can be marked, for the
// first time or anew.
func (w *Window) canMark(id casefile.ID) bool {
	e, _ := w.seen.Case.Find(id)
	if e.Derived() {
		id = e.Parent
	}
	return w.desk.CanPart(id)
}

// markItems is what the menu of an item offers.
func (w *Window) markItems(id casefile.ID) []*fyne.MenuItem {
	if !w.canMark(id) {
		return nil
	}
	words := "part.mark"
	if e, _ := w.seen.Case.Find(id); e.Derived() {
		words = "part.mark-anew"
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(w.settings.language.Say(words), func() { w.mark(id) })}
}

// markClaim marks the picture in the claim.
func (w *Window) markClaim() { w.mark(w.seen.Claim.Evidence.ID) }

// mark opens the view for marking the picture in a capture, or the one anew
// that an item is.
func (w *Window) mark(id casefile.ID) {
	e, ok := w.seen.Case.Find(id)
	if !ok || !w.canMark(id) {
		return
	}
	w.closeBook() // one thing over the picture at a time
	m := marking{capture: id}
	v := part.Value{}
	if e.Derived() {
		m = marking{capture: e.Parent, anew: id}
		p := e.Part
		v.Start = image.Rect(int(p.MinX), int(p.MinY), int(p.MaxX), int(p.MaxY))
		e, _ = w.seen.Case.Find(e.Parent)
	}
	w.marking = m
	v.Key, v.Name, v.Size, v.Searching = string(e.ID)+" "+e.SHA256, e.Name, e.Pixels, true
	w.part.Show(part.Value{}) // begin anew, where it was the same capture before
	w.part.Show(v)
	w.marked()
	w.window.Canvas().Focus(w.part.FocusTarget())
	w.desk.Proposals(e.ID, func(found []capture.Proposal, err error) {
		if w.marking != m {
			return // left meanwhile
		}
		v.Searching = false
		for _, p := range found {
			v.Proposals = append(v.Proposals, part.Proposal{Part: p.Part, Clear: p.Certainty == capture.Clear})
		}
		if err != nil {
			w.desk.Report(err)
		}
		w.part.Show(v)
	})
}

// endMarking closes the view and gives the keyboard back.
func (w *Window) endMarking() {
	if !w.isMarking() {
		return
	}
	w.marking = marking{}
	if w.window.Canvas().Focused() == w.part.FocusTarget() {
		w.window.Canvas().Unfocus()
	}
	w.marked()
}

// marked brings the window in line with whether something is being marked.
func (w *Window) marked() {
	w.frame.Refresh()
	w.showKeys()
	w.refreshMenus()
}

// markingKeys says at the foot which keys count while something is marked.
func (w *Window) markingKeys() []status.Key {
	say := func(key string) string { return w.settings.language.Say("part.key." + key) }
	return append(w.revealKey(), []status.Key{
		{Cap: "Tab", Does: say("handle")},
		{Cap: "←"},
		{Cap: "↑", Does: say("step")},
		{Cap: "N", Does: say("next")},
		{Cap: "Enter", Does: say("use")},
		{Cap: "Esc", Does: say("leave")},
	}...)
}

// markingKey gives a key to the view for marking, and reports whether the
// window has no further use for it.
func (w *Window) markingKey(key fyne.KeyName) bool {
	if !w.isMarking() {
		return false
	}
	return w.part.Key(key, w.shift()) || key != fyne.KeyF1 && key != fyne.KeyF11 && key != fyne.KeyF6
}
