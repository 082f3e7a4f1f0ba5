// Package hint owns the three sentences that the first sample case begins with,
// each on a card that a line ties to what it speaks of. Its main type is View.
// It promises that no card lies over a picture, and that one key ends it for good.
package hint

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Steps is how many sentences there are.
const Steps = 3

// View is the card with its line.
type View struct {
	OnStep func(step int) // another one stands there now; Steps is none

	language words.Language
	step     int

	card  *card
	coach *look.Coach
}

// New returns the view with nothing to say.
func New(l words.Language) *View {
	v := &View{step: Steps}
	v.card = newCard(func() { v.Show(v.step + 1) })
	v.coach = look.NewCoach(v.card)
	v.SetLanguage(l)
	return v
}

// Object is the view as it stands in the window, over everything else.
func (v *View) Object() fyne.CanvasObject { return v.coach.Object() }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.write()
}

var keys = [Steps]string{"hint.claim", "hint.modes", "hint.facts"}

func (v *View) write() {
	if v.Opened() {
		v.card.set(v.language.Say(keys[v.step]), v.language.Say("hint.done"))
	}
}

// Show says one of the sentences, counted from 0; Steps says none any more.
func (v *View) Show(step int) {
	if v.step = min(step, Steps); v.step == Steps {
		if c := fyne.CurrentApp().Driver().CanvasForObject(v.card); c != nil && c.Focused() == fyne.Focusable(v.card.done) {
			c.Unfocus()
		}
	}
	v.write()
	look.Show(v.Object(), v.Opened())
	if v.OnStep != nil {
		v.OnStep(v.step)
	}
}

// Step returns which sentence stands there, Steps for none.
func (v *View) Step() int { return v.step }

// Opened reports whether a sentence stands there.
func (v *View) Opened() bool { return v.step < Steps }

// FocusTarget is what takes the keyboard.
func (v *View) FocusTarget() fyne.Focusable { return v.card.done }

// Least is the narrowest that a card can be, pixels at a text size of 100 %.
const Least = 212

// HeightAt returns the height of the card at a width.
func (v *View) HeightAt(width float32) float32 { return v.coach.HeightAt(width) }

// Put places card and line.
func (v *View) Put(t look.Tie) { v.coach.Put(t) }

// card is a sentence with the way on.
type card struct {
	widget.BaseWidget
	says *look.Text
	done *look.Button
}

func newCard(on func()) *card {
	c := &card{says: look.NewText("", look.Body, look.InText), done: look.NewButton("", on, look.ButtonOptions{Height: look.Short})}
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) set(says, done string) {
	c.says.Set(says)
	c.done.SetWords(done)
	c.Refresh()
}

// HeightAt returns the height at a width.
func (c *card) HeightAt(width float32) float32 {
	return c.says.HeightAt(width) + look.Px(look.Gap8) + c.done.MinSize().Height
}

// CreateRenderer is part of Fyne's widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.says, c.done},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			least := c.done.MinSize()
			look.Put(c.says, 0, 0, size.Width, c.says.HeightAt(size.Width))
			look.Put(c.done, 0, size.Height-least.Height, min(least.Width, size.Width), least.Height)
		},
	})
}
