package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/hand"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// byHand is the pair that is aligned by hand, while the view for it lies over the stage.
type byHand struct{ claim, candidate casefile.ID }

func (w *Window) isAligning() bool { return w.aligning.candidate != "" }

// handFrames keeps the view's purposes apart from those of the view for marking.
const handFrames = 10

// joinHand makes the view for aligning by hand tell the desk what a person wants.
func (w *Window) joinHand() {
	w.stage.OnAlign = w.alignByHand
	w.head.OnAlign = w.alignByHand
	w.hand.OnHint = w.status.SetHint
	w.hand.OnLeave = w.endAligning
	w.hand.OnNeed = func(r hand.Request) {
		w.desk.HandFrame(desk.Purpose(handFrames+r.Purpose), w.aligning.candidate, r.Claimed, r.By, r.View, r.Size, func(f compare.Frame, err error) {
			if err == nil { // else the file's problem is in the list
				w.hand.Put(r, f)
			}
		})
	}
	w.hand.OnTwin = func(fromClaim bool, sought byhand.Sought, deliver func(byhand.Snap, error)) {
		w.desk.Twin(w.aligning.candidate, fromClaim, sought, deliver)
	}
	w.hand.OnRefine = func(points byhand.Points, deliver func(hand.Refined, error)) {
		w.desk.Refine(w.aligning.candidate, points, func(r desk.Refined, err error) {
			deliver(hand.Refined{
				OK: r.OK, CandidateFromClaimed: r.CandidateFromClaimed, MovedPx: r.MovedPx, CornerErrorPx: r.CornerErrorPx, Before: r.Before, After: r.After,
			}, err)
		})
	}
	w.hand.OnDone = func(points byhand.Points, refined bool) {
		candidate := w.aligning.candidate
		w.hand.Forget()
		w.endAligning()
		w.desk.AlignByHand(candidate, points, refined)
	}
}

func (w *Window) canAlign() bool {
	return !w.seen.Empty() && w.desk.CanAlignByHand(w.seen.Selected)
}

// alignByHand opens the view in which a person aligns the shown pair.
func (w *Window) alignByHand() {
	if !w.canAlign() || w.isAligning() {
		return
	}
	w.closeBook() // one thing over the picture at a time
	w.endMarking()
	w.aligning = byHand{w.seen.Claim.Evidence.ID, w.seen.Selected}
	w.showHand()
	w.frame.Refresh()
	w.showKeys()
	w.refreshMenus()
	w.window.Canvas().Focus(w.hand.FocusTarget())
	w.followTour()
}

// showHand brings the view to the pair, as far as it goes on.
func (w *Window) showHand() {
	if !w.isAligning() {
		return
	}
	c, ok := w.seen.Current()
	if !ok || w.aligning != (byHand{w.seen.Claim.Evidence.ID, c.Evidence.ID}) || !w.canAlign() {
		w.endAligning() // another pair is looked at: what was set waits there
		return
	}
	l, claim := w.settings.language, w.seen.Claim.Evidence
	v := hand.Value{
		Key:       string(claim.ID) + " " + claim.SHA256 + " " + string(c.Evidence.ID) + " " + c.Evidence.SHA256,
		Claimed:   hand.Side{Name: shownAs(claim, l).Name, Size: claim.Pixels},
		Candidate: hand.Side{Name: shownAs(c.Evidence, l).Name, Size: c.Evidence.Pixels},
		ByEye:     w.seen.Hides(),
	}
	if !v.ByEye {
		v.Program = l.Finding(c.Comparison.Program().Verdict.String())
	}
	if h := c.Comparison.Hand; h != nil {
		if v.Start = h.Points; h.Refined {
			v.Refined = h.CandidateFromClaimed
		}
	}
	w.hand.Show(v)
}

// endAligning closes the view and gives the keyboard back.
func (w *Window) endAligning() {
	if !w.isAligning() {
		return
	}
	w.aligning = byHand{}
	w.window.Canvas().Unfocus()
	w.frame.Refresh()
	w.showKeys()
	w.refreshMenus()
	w.followTour()
}

// hasByHand reports whether the shown pair was aligned by hand.
func (w *Window) hasByHand() bool {
	c, ok := w.seen.Current()
	return ok && c.Comparison.Hand != nil
}

// forgetByHand shows the program's own alignment again.
func (w *Window) forgetByHand() { w.desk.ForgetByHand(w.seen.Selected) }

// handKeys says at the foot which keys count while a pair is aligned by hand.
func (w *Window) handKeys() []status.Key {
	say := func(key string) string { return w.settings.language.Say("hand.key." + key) }
	return append(w.revealKey(), []status.Key{
		{Cap: "Enter", Does: say("set")},
		{Cap: "Tab", Does: say("pane")},
		{Cap: "←"},
		{Cap: "→"},
		{Cap: "↑"},
		{Cap: "↓", Does: say("step")},
		{Cap: w.settings.language.Say("desk.key-shift"), Does: say("ten")},
		{Cap: "Alt", Does: say("tenth")},
	}...)
}

// revealKey is what shows the pictures of a covered view, where they are hidden.
func (w *Window) revealKey() []status.Key {
	if !w.stage.Safe() {
		return nil
	}
	l := w.settings.language
	return []status.Key{{Cap: l.Say("desk.key-space"), Does: l.Say("view.safe-hold")}}
}

// handKey gives a key to the view for aligning by hand, and reports whether the
// window has no further use for it.
func (w *Window) handKey(key fyne.KeyName) bool {
	if !w.isAligning() {
		return false
	}
	with := fyne.KeyModifier(0)
	if w.shift() {
		with = fyne.KeyModifierShift
	}
	return w.hand.Key(key, with) || key != fyne.KeyF1 && key != fyne.KeyF11 && key != fyne.KeyF6 && key != fyne.KeyI && key != fyne.KeyL && key != fyne.KeyV
}

// placeHand lays the view over stage, facts and the head's right part; it
// reports whether it is to be seen.
func (f *frame) placeHand(r regions, width float32) bool {
	w := f.window
	shown := w.isAligning() && !w.seen.Empty() && !w.book.Opened()
	bar := room{}
	if shown && !r.head.empty() {
		bar = room{r.stage.x, r.head.y, width - r.stage.x, r.head.height}
		if r.list.empty() || r.listOver {
			bar.x, bar.width = 0, width
		}
	}
	panes, facts := r.stage, r.facts
	if !shown {
		panes, facts = room{}, room{}
	}
	for _, p := range []struct {
		object fyne.CanvasObject
		room
	}{{f.hand, panes}, {f.handBar, bar}, {f.handFacts, facts}} {
		look.Show(p.object, !p.empty())
		if !p.empty() {
			look.Put(p.object, p.x, p.y, p.width, p.height)
		}
	}
	return shown
}

// undo takes the last edit back; while a pair is aligned by hand, the last step there.
func (w *Window) undo() {
	if w.isAligning() {
		w.hand.Undo()
		return
	}
	w.travel(w.desk.Undo)
}

// redo makes it again.
func (w *Window) redo() {
	if w.isAligning() {
		w.hand.Redo()
		return
	}
	w.travel(w.desk.Redo)
}

// showsOutside reports whether what lies outside the claim is told of an alignment.
func showsOutside(a align.Alignment) bool { return a.Verdict.Accepted() || a.Status == align.ByHand }

// handFacts says of a comparison what a person aligned, and what the program
// found by itself, unless that is hidden; empty where nobody did.
func handFacts(c casefile.Comparison, hidden bool, l words.Language) string {
	if c.Hand == nil {
		return ""
	}
	p := c.Hand.Placement()
	key := "hand.shows"
	switch {
	case p.Exact:
		key += ".exact"
	case c.Hand.Refined:
		key += ".refined"
	}
	shows := l.Say(key, "points", l.Plural("hand.points", len(c.Hand.Points.Pairs)), "model", strings.ToLower(l.Say("hand.model."+p.Model.String())), "residual", l.Px(p.ResidualPx, 1))
	if hidden {
		return shows
	}
	return shows + " " + l.Say("hand.program", "finding", l.Finding(c.Program().Verdict.String())) + "."
}
