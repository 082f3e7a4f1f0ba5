// Package hand owns the view in which a person aligns a pair by hand: both
// pictures in a pane each, control points on them with a loupe, the points'
// residuals, and what is made of them. Its main type is View. It promises that
// nothing is aligned but by what a person set, that each step can be taken back
// and done by keyboard, and that a point that did not snap says so.
package hand

import (
	"math"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Side is one of the two pictures.
type Side struct {
	Name string
	Size geom.Size
}

// Value is the pair that is aligned.
type Value struct {
	Key                string // names it: another one begins anew
	Claimed, Candidate Side
	Start              byhand.Points // as they stand in the case
	Refined            geom.Map      // what the pictures made of them; not valid where they weren't refined
	Program            string        // what the program found by itself, in words; empty where that is not to be told
	ByEye              bool          // points stand where they are set: nothing snaps, and nothing is refined
}

// Request describes a frame that the view needs.
type Request struct {
	Purpose int // of each only the newest counts
	Key     string
	Claimed bool     // of the claim, else of the candidate
	By      geom.Map // where valid: the candidate laid over the claim by it
	View    compare.View
	Size    geom.Size // device pixels
}

// Refined is what refining came to.
type Refined struct {
	OK                     bool
	CandidateFromClaimed   geom.Map
	MovedPx, CornerErrorPx float64
	Before, After          float64 // share of the places that agree
}

// View aligns a pair by hand.
type View struct {
	OnNeed   func(Request)
	OnTwin   func(fromClaim bool, sought byhand.Sought, deliver func(byhand.Snap, error))
	OnRefine func(points byhand.Points, deliver func(Refined, error))
	OnDone   func(points byhand.Points, refined bool)
	OnLeave  func()
	OnHint   func(hint string)
	OnChange func() // points were set, moved or taken away

	language words.Language
	value    Value
	draft    draft
	past     []draft
	future   []draft
	run      int // counts what was asked for: an answer to an older state is dropped

	chosen  int  // the point that the keys move: its number from 0; none, or all
	preview bool // the claim's pane shows both
	safe    bool // both pictures are grey and dimmed …
	shown   bool // … but as long as a person holds that they are not
	busy    string
	said    string // what came of the last snap or refinement

	panes [2]*pane // of the claim, of the candidate
	at    int      // the pane that the keys count in
	bar   *bar
	strip *strip
	facts *facts
	both  *look.Pane
}

// What chosen can be beside a point's number.
const (
	none = -1
	all  = -2
)

// New returns an empty view.
func New(l words.Language) *View {
	v := &View{language: l, chosen: none}
	v.panes = [2]*pane{newPane(v, claimed), newPane(v, candidate)}
	v.bar, v.strip, v.facts = newBar(v), newStrip(v), newFacts(v)
	v.both = look.NewPane([]fyne.CanvasObject{v.panes[0].title, v.panes[1].title, v.panes[0], v.panes[1], v.strip}, v.place, nil)
	v.say()
	return v
}

// Object is the two panes with the strip under them, Bar what lies over the
// head's right part, and Facts what takes the place of the facts.
func (v *View) Object() fyne.CanvasObject { return v.both }

// Bar is the line over the panes.
func (v *View) Bar() fyne.CanvasObject { return v.bar }

// Facts is the panel beside the panes.
func (v *View) Facts() fyne.CanvasObject { return v.facts.object() }

// FocusTarget is what takes the keyboard.
func (v *View) FocusTarget() fyne.Focusable { return v.panes[v.at] }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.say()
}

// Show brings the view to a pair. Another one begins with its own points; the
// same one goes on with what was set.
func (v *View) Show(value Value) {
	if value.Key != v.value.Key {
		v.value = value
		v.draft, v.past, v.future = draftOf(value.Start), nil, nil
		if value.Refined.Valid() {
			v.draft.refined = &value.Refined
		}
		v.chosen, v.at, v.preview, v.busy, v.said = none, 0, false, "", ""
		v.run++
		for _, p := range v.panes {
			p.forget()
		}
	}
	v.value = value
	v.changed()
}

// Forget drops what was set, so that the pair begins anew.
func (v *View) Forget() { v.value = Value{} }

// SetSafe shows both pictures grey and dimmed, or as they are.
func (v *View) SetSafe(on bool) {
	if on != v.safe {
		v.safe, v.shown = on, false
		v.anew()
	}
}

// SetRevealed shows both pictures as they are as long as it is held.
func (v *View) SetRevealed(held bool) {
	if held = held && v.safe; held != v.shown {
		v.shown = held
		v.anew()
	}
}

// anew takes away what is shown: it is hidden, or seen, at once.
func (v *View) anew() {
	for _, p := range v.panes {
		p.clear()
	}
	v.changed()
}

// hidden reports whether frames are asked for grey and dimmed.
func (v *View) hidden() bool { return v.safe && !v.shown }

// Put shows a frame that was asked for.
func (v *View) Put(r Request, f compare.Frame) {
	if r.Key == v.value.Key && f.Image != nil {
		v.panes[r.Purpose&1].put(r, f)
	}
}

// placement is what the points give now.
func (v *View) placement() byhand.Placement { return v.draft.place(v.value.Claimed.Size) }

// placed returns how the claim lies, and whether it does.
func (v *View) placed() (geom.Map, bool) {
	p := v.placement()
	return p.CandidateFromClaimed, p.Reason == byhand.Placed
}

// Done hands the points on, if they place the claim.
func (v *View) Done() {
	if _, ok := v.placed(); ok && v.OnDone != nil {
		v.OnDone(v.draft.points(), v.draft.refined != nil)
	}
}

// Cancel drops what was set and leaves the case as it was.
func (v *View) Cancel() {
	v.Forget()
	v.Leave()
}

// Leave leaves the case as it was; what was set waits until the pair is aligned again.
func (v *View) Leave() {
	if v.OnLeave != nil {
		v.OnLeave()
	}
}

// edit makes the next draft of the points. What was refined holds for the
// points that it was refined from.
func (v *View) edit(do func(*draft)) {
	next := v.draft.copied()
	next.refined = nil
	do(&next)
	v.past, v.future = append(v.past, v.draft), nil
	v.past = v.past[max(0, len(v.past)-mostSteps):]
	v.draft = next
	v.run++
	v.busy = ""
	v.changed()
}

const mostSteps = 500

// Undo takes the last step back, and reports whether there was one.
func (v *View) Undo() bool { return v.travel(&v.past, &v.future) }

// Redo makes it again.
func (v *View) Redo() bool { return v.travel(&v.future, &v.past) }

func (v *View) travel(from, to *[]draft) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	*to = append(*to, v.draft)
	v.draft, *from = (*from)[n-1], (*from)[:n-1]
	if v.chosen >= len(v.draft.pairs) {
		v.chosen = none
	}
	v.run++
	v.busy, v.said = "", ""
	v.changed()
	return true
}

// set puts a point on a pane at a place of its picture. The first of a pair
// waits for its twin; the twin snaps, unless it is to stand where it is.
func (v *View) set(side int, at geom.Point, snap bool) {
	if !v.side(side).Size.Rect().Contains(at) {
		return
	}
	v.said = ""
	n := v.draft.open()
	switch {
	case n < 0 && len(v.draft.pairs) >= byhand.Most:
		return
	case n < 0:
		v.chosen = len(v.draft.pairs)
		v.edit(func(d *draft) { d.pairs = append(d.pairs, half{}.with(side, at)) })
		v.expect(1 - side)
		return
	case v.draft.pairs[n].has[side]:
		v.edit(func(d *draft) { d.pairs[n] = d.pairs[n].with(side, at) })
		v.expect(1 - side)
		return
	}
	v.chosen = n
	before := v.draft.copied() // so that the search knows the other points alone
	v.edit(func(d *draft) { d.pairs[n] = d.pairs[n].with(side, at) })
	if snap {
		v.snap(n, side, at, before)
	}
}

// expect moves the cross of a pane to where the twin of the open point lies by
// the other points.
func (v *View) expect(side int) {
	if at, ok := v.expected(side); ok {
		v.panes[side].cross = at
		v.panes[side].reveal(at)
	}
	v.changed()
}

// expected returns where the twin of the open point should lie.
func (v *View) expected(side int) (geom.Point, bool) {
	n := v.draft.open()
	m, ok := v.placed()
	if n < 0 || !ok || !v.draft.pairs[n].has[1-side] {
		return geom.Point{}, false
	}
	if side == claimed {
		if m, ok = m.Inverse(); !ok {
			return geom.Point{}, false
		}
	}
	return m.Apply(v.draft.pairs[n].at[1-side]), true
}

// snapReach is how far from the click a twin is looked for, the toolkit's units.
const snapReach = 16

// snap looks for the twin of a point near a place and moves it there.
func (v *View) snap(n, side int, near geom.Point, known draft) {
	if v.OnTwin == nil || v.value.ByEye {
		return
	}
	from := v.draft.pairs[n]
	guess, sure := v.guess(side, known, n)
	sought := byhand.Sought{
		At: from.at[1-side], Near: near, Guess: guess, Sure: sure,
		ReachPx: max(4, snapReach*float64(look.Px(1))*v.panes[side].perUnit()),
	}
	v.run++
	run := v.run
	v.busy = "searching"
	v.changed()
	v.OnTwin(side == candidate, sought, func(s byhand.Snap, err error) {
		if run != v.run {
			return
		}
		v.busy = ""
		if err != nil {
			s.Found = byhand.Unlike
		}
		if s.Found != byhand.Snapped {
			v.said = v.language.Say("hand.unsnapped." + string(s.Found))
			v.changed()
			return
		}
		key := "hand.snapped"
		if s.Inverted {
			key += ".inverted"
		}
		v.draft.pairs[n] = v.draft.pairs[n].with(side, s.At) // a part of the step that set it
		v.said = v.language.Say(key, "agreement", v.language.Number(math.Floor(s.Agreement*100)/100, 2))
		v.changed()
	})
}

// guess returns how the other picture lies to that of a side, near a point, by
// the points without it, or else by how the two are shown.
func (v *View) guess(side int, known draft, without int) (geom.Map, bool) {
	rest := known.copied()
	if without < len(rest.pairs) {
		rest.pairs = append(rest.pairs[:without:without], rest.pairs[without+1:]...)
	}
	rest.refined = nil
	for _, model := range []align.Model{rest.model, align.Similarity} { // points in a line still tell turn and scale
		rest.model = model
		p := rest.place(v.value.Claimed.Size)
		if p.Reason != byhand.Placed {
			continue
		}
		if side == candidate {
			return p.CandidateFromClaimed, true
		}
		if m, ok := p.CandidateFromClaimed.Inverse(); ok {
			return m, true
		}
	}
	to, ok := v.panes[side].paneFromPicture().Inverse()
	if !ok {
		return geom.Identity(), false
	}
	return to.After(v.panes[1-side].paneFromPicture()), false
}

// Snap looks for the twin of the chosen point anew, near where it stands.
func (v *View) Snap() {
	if n := v.chosen; n >= 0 && n < len(v.draft.pairs) && v.draft.pairs[n].whole() && !v.value.ByEye {
		v.edit(func(*draft) {})
		v.snap(n, candidate, v.draft.pairs[n].at[candidate], v.draft)
	}
}

// Refine has the pictures refine what the points give.
func (v *View) Refine() {
	if _, ok := v.placed(); !ok || v.OnRefine == nil || v.busy != "" || v.value.ByEye {
		return
	}
	v.run++
	run := v.run
	v.busy, v.said = "refining", ""
	v.changed()
	v.OnRefine(v.draft.points(), func(r Refined, err error) {
		if run != v.run {
			return
		}
		l := v.language
		if err != nil || !r.OK {
			v.busy, v.said = "", l.Say("hand.not-refined")
			v.changed()
			return
		}
		v.edit(func(d *draft) { d.refined = &r.CandidateFromClaimed })
		v.said = l.Say("hand.refined", "moved", l.Px(r.MovedPx, 1), "before", l.Percent(r.Before, 0), "after", l.Percent(r.After, 0), "error", l.Px(r.CornerErrorPx, 2))
		v.changed()
	})
}

// side returns the picture of a pane.
func (v *View) side(n int) Side {
	if n == claimed {
		return v.value.Claimed
	}
	return v.value.Candidate
}

// changed brings everything in line with the draft.
func (v *View) changed() {
	v.say()
	for _, p := range v.panes {
		p.follow()
	}
	if v.OnChange != nil {
		v.OnChange()
	}
}

// Points returns how many details have a point on both pictures.
func (v *View) Points() int { return len(v.draft.points().Pairs) }

func (v *View) say() {
	v.panes[0].say()
	v.panes[1].say()
	v.bar.say()
	v.strip.say()
	v.facts.say()
}

// Lengths at a text size of 100 %.
const (
	stripHeight = 48
	titleHeight = 40
	sideAir     = look.Gap16
	paneGap     = look.Gap12
)

func (v *View) place(size fyne.Size) {
	px := look.Px
	strip, title := px(stripHeight), px(titleHeight)
	width := max(1, (size.Width-2*px(sideAir)-px(paneGap))/2)
	height := max(1, size.Height-strip-title-px(look.Gap16))
	for i, p := range v.panes {
		x := px(sideAir) + float32(i)*(width+px(paneGap))
		look.Put(p.title, x, (title-px(look.Body.Line))/2, width, px(look.Body.Line))
		look.Put(p, x, title, width, height)
	}
	look.Put(v.strip, 0, size.Height-strip, size.Width, strip)
}
