package tour

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// card is what stands in the frame. In a column everything is stacked; where it
// is wide, what to do stands at the left and the ways on at the right.
type card struct {
	widget.BaseWidget
	view *View

	step       *look.Text
	leave      *look.Button
	told       *told
	title      *look.Text
	says       *look.Prose
	missing    *look.Prose
	bring      *look.Button
	waits      *look.Text
	back, skip *look.Button
}

// prose has a little more between its lines than other text: keys stand in it.
var prose = look.Face{Size: look.Body.Size, Line: 20}

func newCard(v *View) *card {
	c := &card{
		view: v,
		step: look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd),
		told: newTold(), title: look.NewText("", look.Finding, look.InText),
		says: look.NewProse("", prose, look.InText), missing: look.NewProse("", prose, look.InText),
		waits: look.NewText("", look.Quiet, look.InSecond),
	}
	tell := func(what *func()) func() {
		return func() {
			if *what != nil {
				(*what)()
			}
		}
	}
	c.leave = look.NewButton("", tell(&v.OnLeave), look.ButtonOptions{Kind: look.Bare, Icon: look.Close, Height: look.Short})
	c.leave.OnHint = func(hint string) {
		if v.OnHint != nil {
			v.OnHint(hint)
		}
	}
	c.bring = look.NewButton("", tell(&v.OnBring), look.ButtonOptions{Height: look.Short})
	c.back = look.NewButton("", tell(&v.OnBack), look.ButtonOptions{})
	c.skip = look.NewButton("", tell(&v.OnSkip), look.ButtonOptions{})
	c.ExtendBaseWidget(c)
	return c
}

// buttons are those in sight, in the order of the keyboard.
func (c *card) buttons() []*look.Button { return []*look.Button{c.bring, c.back, c.skip, c.leave} }

// Lengths of the card, pixels at a text size of 100 %.
const (
	wideFrom  = 520
	rightPart = 0.3 // of a wide one, for the ways on
	leastPart = 230
)

// part is something on the card with the gap over it.
type part struct {
	object fyne.CanvasObject
	above  float32 // pixels at a text size of 100 %
}

// doing is what is to be done, and awaited what brings it about.
func (c *card) doing() []part {
	return []part{{c.told, look.Gap4}, {c.title, look.Gap8}, {c.says, look.Gap4}}
}

func (c *card) awaited() []part {
	return []part{{c.missing, look.Gap8}, {c.bring, look.Gap8}, {c.waits, look.Gap8}}
}

// stack lays parts under each other from y on, or only measures, and returns
// where they end. What has nothing to say takes no room.
func stack(parts []part, x, y, width float32, put bool) float32 {
	for _, p := range parts {
		if !p.object.Visible() {
			continue
		}
		w, h := width, look.HeightOf(p.object, width)
		if b, ok := p.object.(*look.Button); ok {
			w = min(w, b.MinSize().Width)
		}
		if h == 0 {
			continue
		}
		y += look.Px(p.above)
		if put {
			look.Put(p.object, x, y, w, h)
		}
		y += h
	}
	return y
}

// lay puts everything in its place, or only measures, and returns the height that it takes.
func (c *card) lay(size fyne.Size, put bool) float32 {
	px, width := look.Px, size.Width
	top, corner := px(look.Quiet.Line), c.leave.MinSize()
	foot := max(c.back.MinSize().Height, c.skip.MinSize().Height)
	from, height := float32(0), float32(0)
	if c.view.low {
		return c.layLow(size, put)
	}
	if width >= px(wideFrom) {
		right := max(px(leastPart), width*rightPart)
		from = width - right
		left := stack(c.doing(), 0, top, from-px(look.Gap24), put)
		height = max(left, stack(c.awaited(), from, corner.Height-px(2*look.Gap8), right, put)+px(look.Gap12)+foot)
	} else {
		y := stack(c.doing(), 0, top, width, put)
		height = stack(c.awaited(), 0, y, width, put) + px(look.Gap12) + foot
	}
	if put {
		look.Show(c.step, true)
		// The sign of the way out stands in the card's corner.
		look.Put(c.leave, width-corner.Width+px(look.Gap8), -px(look.Gap8), corner.Width, corner.Height)
		look.Put(c.step, 0, 0, width-corner.Width, px(look.Quiet.Line))
		back, skip := c.back.MinSize(), c.skip.MinSize()
		look.Put(c.back, from, size.Height-foot, back.Width, back.Height)
		look.Put(c.skip, width-skip.Width, size.Height-foot, skip.Width, skip.Height)
	}
	return height
}

// layLow puts no more than the step and the buttons on one line.
func (c *card) layLow(size fyne.Size, put bool) float32 {
	buttons := []*look.Button{c.back, c.skip, c.leave}
	if c.bring.Visible() {
		buttons = append([]*look.Button{c.bring}, buttons...)
	}
	height := float32(0)
	for _, b := range buttons {
		height = max(height, b.MinSize().Height)
	}
	if !put {
		return height
	}
	x := size.Width
	for _, b := range slices.Backward(buttons) {
		least := b.MinSize()
		x -= least.Width
		look.Put(b, x, (size.Height-least.Height)/2, least.Width, least.Height)
		x -= look.Px(look.Gap4)
	}
	line := look.Px(look.Quiet.Line)
	look.Show(c.step, c.step.Width() <= x)
	look.Put(c.step, 0, (size.Height-line)/2, max(0, x), line)
	return height
}

// HeightAt returns the height at a width.
func (c *card) HeightAt(width float32) float32 { return c.lay(fyne.NewSize(width, 0), false) }

// CreateRenderer is part of Fyne's widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.step, c.told, c.title, c.says, c.missing, c.bring, c.waits, c.back, c.skip, c.leave},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) { c.lay(size, true) },
	})
}
