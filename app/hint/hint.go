// Package hint owns the three sentences that the first sample case begins with,
// each on a card that a line ties to what it speaks of. Its main type is View.
// It promises that no card lies over a picture, and that one key ends it for good.
package hint

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

	card *card
	line *canvas.Line
	end  *canvas.Circle
	pane *look.Pane
	tied bool
	from fyne.Position
	to   fyne.Position
}

// New returns the view with nothing to say.
func New(l words.Language) *View {
	v := &View{step: Steps, line: &canvas.Line{}, end: &canvas.Circle{}}
	v.card = newCard(func() { v.Show(v.step + 1) })
	v.pane = look.NewPane([]fyne.CanvasObject{v.card, v.line, v.end}, func(fyne.Size) { v.draw() }, nil)
	v.pane.Hide()
	v.SetLanguage(l)
	return v
}

// Object is the view as it stands in the window, over everything else.
func (v *View) Object() fyne.CanvasObject { return v.pane }

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
	look.Show(v.pane, v.Opened())
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
func (v *View) HeightAt(width float32) float32 { return v.card.HeightAt(width) }

// Put places the card, and ties it to a point by a line from a point of its
// edge; a line of no length is none.
func (v *View) Put(x, y, width, height float32, from, to fyne.Position) {
	look.Put(v.card, x, y, width, height)
	v.from, v.to, v.tied = from, to, from != to
	v.draw()
}

func (v *View) draw() {
	p := look.Now().Palette
	look.Show(v.line, v.tied)
	look.Show(v.end, v.tied)
	v.line.StrokeColor, v.line.StrokeWidth = p.Focus, 2
	v.line.Position1, v.line.Position2 = v.from, v.to
	v.end.FillColor = p.Focus
	const r = 4
	look.Put(v.end, v.to.X-r, v.to.Y-r, 2*r, 2*r)
	v.line.Refresh()
	v.end.Refresh()
}

// card is a sentence in a frame, with the way on.
type card struct {
	widget.BaseWidget
	ground *look.Box
	says   *look.Text
	done   *look.Button
}

var _ fyne.Tappable = (*card)(nil)

func newCard(on func()) *card {
	c := &card{
		ground: look.NewFrame(look.InPanel, look.InFocus, 2, look.RadiusWell),
		says:   look.NewText("", look.Body, look.InText),
		done:   look.NewButton("", on, look.ButtonOptions{Height: look.Short}),
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) set(says, done string) {
	c.says.Set(says)
	c.done.SetWords(done)
	c.Refresh()
}

const inset = look.Gap12

// HeightAt returns the height at a width.
func (c *card) HeightAt(width float32) float32 {
	return look.Px(2*inset+look.Gap8) + c.says.HeightAt(width-2*look.Px(inset)) + c.done.MinSize().Height
}

// Tapped keeps presses from what lies under the card.
func (c *card) Tapped(*fyne.PointEvent) {}

// CreateRenderer is part of Fyne's widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.ground, c.says, c.done},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			in := look.Px(inset)
			c.ground.Resize(size)
			look.Put(c.says, in, in, size.Width-2*in, c.says.HeightAt(size.Width-2*in))
			least := c.done.MinSize()
			look.Put(c.done, in, size.Height-in-least.Height, min(least.Width, size.Width-2*in), least.Height)
		},
	})
}
