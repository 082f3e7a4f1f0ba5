// Package tour owns the guided tour: its steps as values, and the card that
// says one of them. Its main types are Step and View. It promises that a step is
// done only by what really happened in the window, that what it says of keys is
// what the keys are, and that the card can be used by keyboard alone.
package tour

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Value is what the card says.
type Value struct {
	Step, Of int    // counted from 1; a Step beyond the last is the end
	Told     string // what the step before showed, where it was done
	Title    string
	Says     string // keys in it stand between grave accents
	Waits    string // what the step waits for
	Missing  string // how to see what it speaks of, where that is out of sight
	Bring    string // words of the button that brings it into sight; empty is none
}

// ended reports whether no step is left.
func (v Value) ended() bool { return v.Step > v.Of }

// View is the card with its line.
type View struct {
	OnBack  func()
	OnSkip  func() // also the way out at the end
	OnLeave func()
	OnBring func()
	OnHint  func(hint string)

	language words.Language
	value    Value
	opened   bool
	low      bool // only the least is said: the window is small

	coach *look.Coach
	card  *card
}

// New returns the card, closed.
func New(l words.Language) *View {
	v := &View{}
	v.card = newCard(v)
	v.coach = look.NewCoach(v.card)
	v.SetLanguage(l)
	return v
}

// Object is the card with its line, as it lies over the whole window.
func (v *View) Object() fyne.CanvasObject { return v.coach.Object() }

// SetLanguage changes the language of what the card itself says; its words come
// with the next Show.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.write()
}

// Show brings the card to that state and opens it.
func (v *View) Show(value Value) {
	if v.opened && value == v.value {
		return
	}
	v.value, v.opened = value, true
	v.write()
}

// Close takes the card away.
func (v *View) Close() {
	if !v.opened {
		return
	}
	v.opened = false
	v.Unfocus()
	v.coach.Object().Hide()
}

// Opened reports whether the card stands in the window.
func (v *View) Opened() bool { return v.opened }

// Value returns what the card says.
func (v *View) Value() Value { return v.value }

// Low has the card say no more than its number, where there is no room for more.
func (v *View) Low(low bool) {
	if v.low != low {
		v.low = low
		v.write()
	}
}

// Least is the narrowest that the card can be, pixels at a text size of 100 %.
const Least = 220

// HeightAt returns the height of the card at a width.
func (v *View) HeightAt(width float32) float32 { return v.coach.HeightAt(width) }

// Put places card and line.
func (v *View) Put(t look.Tie) { v.coach.Put(t) }

// Tie returns where card and line stand.
func (v *View) Tie() look.Tie { return v.coach.Tie() }

// FocusTarget is what takes the keyboard: what brings the thing into sight,
// else the way on.
func (v *View) FocusTarget() fyne.Focusable {
	if v.card.bring.Visible() {
		return v.card.bring
	}
	return v.card.skip
}

// HasFocus reports whether the keyboard is on the card.
func (v *View) HasFocus() bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.card)
	if c == nil {
		return false
	}
	for _, b := range v.card.buttons() {
		if c.Focused() == fyne.Focusable(b) {
			return true
		}
	}
	return false
}

// Unfocus gives the keyboard back to the window, if it is here.
func (v *View) Unfocus() {
	if v.HasFocus() {
		fyne.CurrentApp().Driver().CanvasForObject(v.card).Unfocus()
	}
}

func (v *View) write() {
	l, c, value := v.language, v.card, v.value
	c.step.Set(l.Say("tour.step", "n", strconv.Itoa(min(value.Step, value.Of)), "all", strconv.Itoa(value.Of)))
	if value.ended() {
		c.step.Set(l.Say("tour.end.step"))
	}
	c.told.set(value.Told)
	c.title.Set(value.Title)
	c.says.Set(value.Says)
	c.missing.Set(value.Missing)
	c.bring.SetWords(value.Bring)
	c.waits.Set(value.Waits)
	c.leave.SetHint(l.Say("tour.leave"))
	c.back.SetWords(l.Say("tour.back"))
	skip := "tour.skip"
	if value.ended() {
		skip = "tour.close"
	}
	c.skip.SetWords(l.Say(skip))
	c.back.SetDimmed(value.Step <= 1, "")
	look.Show(c.told, value.Told != "" && !v.low)
	for _, o := range []fyne.CanvasObject{c.title, c.says, c.waits} {
		look.Show(o, !v.low)
	}
	look.Show(c.bring, value.Bring != "")
	look.Show(c.missing, value.Missing != "" && !v.low)
	c.Refresh()
}

// told is what the step before showed, behind a tick.
type told struct {
	widget.BaseWidget
	tick *look.Icon
	says *look.Prose
}

func newTold() *told {
	t := &told{tick: look.NewIcon(look.Tick, look.InText), says: look.NewProse("", prose, look.InSecond)}
	t.ExtendBaseWidget(t)
	return t
}

func (t *told) set(says string) { t.says.Set(says) }

const tickRoom = 22 // pixels at a text size of 100 %

// HeightAt returns the height at a width.
func (t *told) HeightAt(width float32) float32 {
	return t.says.HeightAt(width - look.Px(tickRoom))
}

// CreateRenderer is part of Fyne's widget.
func (t *told) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: t, Parts: []fyne.CanvasObject{t.tick, t.says},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			side, room := look.Px(16), look.Px(tickRoom)
			look.Put(t.tick, 0, look.Px(1), side, side)
			look.Put(t.says, room, 0, size.Width-room, size.Height)
		},
	})
}
