package hand

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/geom"
)

// Steps of the keys; Shift is ten times as much, Alt a tenth.
const (
	crossStep = 10.0  // of the cross, the toolkit's units
	pointStep = 1.0   // of a point, picture pixels
	turnStep  = 0.1   // of all points, degrees
	scaleStep = 0.001 // of all points
	zoomStep  = 1.25
)

func factor(with fyne.KeyModifier) float64 {
	switch {
	case with&fyne.KeyModifierShift != 0:
		return 10
	case with&fyne.KeyModifierAlt != 0:
		return 0.1
	}
	return 1
}

var arrows = map[fyne.KeyName]geom.Point{
	fyne.KeyLeft: {X: -1}, fyne.KeyRight: {X: 1}, fyne.KeyUp: {Y: -1}, fyne.KeyDown: {Y: 1},
}

// Key does what a key means here, and reports whether it means anything.
func (v *View) Key(name fyne.KeyName, with fyne.KeyModifier) bool {
	ctrl := with&fyne.KeyModifierShortcutDefault != 0
	if by, arrow := arrows[name]; arrow {
		v.arrow(by, factor(with), ctrl)
		return true
	}
	if ctrl {
		return false
	}
	switch name {
	case fyne.KeyTab:
		v.at = 1 - v.at
		v.panes[v.at].takeFocus()
		v.changed()
	case fyne.KeyReturn, fyne.KeyEnter:
		v.enter(with&fyne.KeyModifierAlt == 0)
	case fyne.KeyEscape:
		v.escape()
	case fyne.KeyJ:
		v.step(1)
	case fyne.KeyK:
		v.step(-1)
	case fyne.KeyN:
		v.choose(none)
	case fyne.KeyG:
		v.choose(all)
	case fyne.KeyS:
		v.Snap()
	case fyne.KeyR:
		v.Refine()
	case fyne.KeyM:
		v.mirror()
	case fyne.KeyT:
		v.turn()
	case fyne.KeyO:
		v.togglePreview()
	case fyne.KeyDelete, fyne.KeyBackspace:
		v.remove()
	case fyne.Key0:
		v.panes[v.at].fit()
	case fyne.KeyZ:
		scale, _ := v.panes[v.at].resolved()
		v.zoom(1 / scale)
	case fyne.KeyPlus, fyne.KeyEqual:
		v.zoom(zoomStep)
	case fyne.KeyMinus:
		v.zoom(1 / zoomStep)
	case fyne.KeyA:
		v.Done()
	default:
		return false
	}
	return true
}

func (v *View) zoom(by float64) {
	p := v.panes[v.at]
	size := p.size()
	middle := geom.Point{X: float64(size.Width) / 2, Y: float64(size.Height) / 2}
	if n := v.chosen; n >= 0 && v.draft.pairs[n].has[v.at] {
		middle = p.paneFromPicture().Apply(v.draft.pairs[n].at[v.at])
	}
	p.zoom(middle, by)
}

// arrow moves the chosen point, all of the candidate's, or the cross, as it is
// seen on the pane.
func (v *View) arrow(by geom.Point, times float64, ctrl bool) {
	p := v.panes[v.at]
	switch {
	case ctrl && by.X != 0:
		v.edit(func(d *draft) { d.moveAll(geom.Point{}, by.X*times*turnStep*p.handedness(), 1) })
		return
	case ctrl:
		v.edit(func(d *draft) { d.moveAll(geom.Point{}, 0, 1-by.Y*times*scaleStep) })
		return
	}
	if v.chosen == all {
		step := v.panes[candidate].along(by).Times(times * pointStep)
		v.edit(func(d *draft) { d.moveAll(step, 0, 1) })
		return
	}
	if n := v.chosen; n >= 0 && n < len(v.draft.pairs) && v.draft.pairs[n].has[v.at] {
		to := v.draft.pairs[n].at[v.at].Add(p.along(by).Times(times * pointStep))
		if size := v.side(v.at).Size; size.Rect().Contains(to) {
			v.said = ""
			v.edit(func(d *draft) { d.pairs[n] = d.pairs[n].with(v.at, to) })
			p.reveal(to)
		}
		return
	}
	size := v.side(v.at).Size
	to := p.cross.Add(p.along(by).Times(times * crossStep * p.perUnit()))
	p.cross = geom.Point{X: min(max(to.X, 0), float64(size.Width)-0.5), Y: min(max(to.Y, 0), float64(size.Height)-0.5)}
	p.reveal(p.cross)
	p.follow()
}

// along returns the direction on the picture that is a direction on the pane.
func (p *pane) along(by geom.Point) geom.Point {
	turned, ok := p.paneFromFrame(geom.Size{}).Inverse()
	if !ok {
		return by
	}
	return turned.Apply(by)
}

// handedness is −1 where the picture is shown mirrored.
func (p *pane) handedness() float64 {
	if p.mirrored() {
		return -1
	}
	return 1
}

// enter sets a point at the cross, or begins another where one is chosen.
func (v *View) enter(snap bool) {
	if v.chosen != none && v.draft.open() < 0 {
		v.choose(none)
		return
	}
	v.set(v.at, v.panes[v.at].cross, snap)
	if v.draft.open() < 0 {
		return
	}
	v.choose(none) // the arrows move the cross of the twin
}

// escape leaves the innermost thing first: a point without its twin, the chosen one, the view.
func (v *View) escape() {
	switch n := v.draft.open(); {
	case n >= 0:
		v.chosen = none
		v.edit(func(d *draft) { d.pairs = append(d.pairs[:n:n], d.pairs[n+1:]...) })
	case v.preview:
		v.togglePreview()
	case v.chosen != none:
		v.choose(none)
	default:
		v.Leave()
	}
}

func (v *View) choose(n int) {
	if n == all {
		if _, ok := v.placed(); !ok {
			return
		}
	}
	if n == none && v.chosen >= 0 && v.draft.pairs[v.chosen].has[v.at] {
		v.panes[v.at].cross = v.draft.pairs[v.chosen].at[v.at]
	}
	v.chosen = n
	if n >= 0 {
		for side, p := range v.panes {
			if v.draft.pairs[n].has[side] {
				p.reveal(v.draft.pairs[n].at[side])
			}
		}
	}
	v.changed()
}

// step chooses the next point, in the order of their numbers.
func (v *View) step(by int) {
	if n := len(v.draft.pairs); n > 0 {
		if v.chosen < 0 {
			v.chosen = min(0, -by) // −1 before the first, 0 after it
		}
		v.choose((v.chosen + by + n) % n)
	}
}

func (v *View) remove() {
	if n := v.chosen; n >= 0 && n < len(v.draft.pairs) {
		v.chosen, v.said = none, ""
		v.edit(func(d *draft) { d.pairs = append(d.pairs[:n:n], d.pairs[n+1:]...) })
	}
}

// mirror shows the candidate mirrored, and takes two points, which can't tell, so.
func (v *View) mirror() {
	v.edit(func(d *draft) { d.mirrored = !d.mirrored })
}

// turn shows the candidate turned by a quarter more.
func (v *View) turn() {
	v.panes[candidate].turns = (v.panes[candidate].turns + 1) & 3
	v.changed()
}

func (v *View) togglePreview() {
	if _, ok := v.placed(); ok || v.preview {
		v.preview = !v.preview
		v.changed()
	}
}

// setModel chooses what is made of the points; the chosen one again leaves it to their number.
func (v *View) setModel(i int) {
	model := models[i]
	if v.draft.model == model {
		model = 0
	}
	v.edit(func(d *draft) { d.model = model })
}

// rename gives a point a name.
func (v *View) rename(n int, name string) {
	if n >= 0 && n < len(v.draft.pairs) && v.draft.pairs[n].name != name {
		v.draft = v.draft.copied()
		v.draft.pairs[n].name = name
		v.facts.sayRows()
	}
}

// reasonKey is the key of the sentence on points that place nothing.
func reasonKey(r byhand.Reason) string { return "hand.reason." + string(r) }
