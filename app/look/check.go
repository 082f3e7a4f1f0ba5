package look

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Check is something that holds or doesn't: a box with a tick, words, and what
// they mean below.
type Check struct {
	widget.BaseWidget

	OnChange func(on bool) // hears what a person does, not what Set sets
	OnFocus  func()        // the keyboard has come here; may be nil

	on, dimmed, hovered, focused bool
	pictured                     bool

	box         *canvas.Rectangle
	tick        *Icon
	thumb       *Thumbnail
	words       *Text
	means, wait *Text
	ring        *ring
}

var (
	_ fyne.Tappable     = (*Check)(nil)
	_ fyne.Focusable    = (*Check)(nil)
	_ desktop.Hoverable = (*Check)(nil)
)

// Lengths of a check, pixels at a text size of 100 %.
const (
	checkSide   = 16
	checkWords  = checkSide + Gap8
	checkThumbW = 48
	checkThumbH = 36
)

// NewCheck returns a box with words and what they mean; the latter may be empty.
func NewCheck(words, means string) *Check {
	c := &Check{
		box: &canvas.Rectangle{}, tick: NewIcon(Tick, InOnMain), thumb: NewThumbnail(),
		words: NewText(words, Body, InText), means: NewText(means, Quiet, InSecond), wait: NewText("", Quiet, InText),
		ring: newRing(),
	}
	c.ExtendBaseWidget(c)
	return c
}

// WithPicture gives the check a small picture before its words and returns it;
// nil is the sign of a picture.
func (c *Check) WithPicture(picture image.Image) *Check {
	c.pictured = true
	c.thumb.SetPicture(picture)
	return c
}

// Set ticks the box or empties it without telling OnChange.
func (c *Check) Set(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// On reports whether the box is ticked.
func (c *Check) On() bool { return c.on }

// SetWords changes the words beside the box.
func (c *Check) SetWords(words string) { c.words.Set(words) }

// Words returns the words beside the box.
func (c *Check) Words() string { return c.words.Words() }

// SetDimmed makes the check impossible to change and says why below it.
func (c *Check) SetDimmed(dimmed bool, why string) {
	if !dimmed {
		why = ""
	}
	if c.dimmed != dimmed || c.wait.Words() != why {
		c.dimmed = dimmed
		c.wait.Set(why)
		c.Refresh()
	}
}

// Dimmed reports whether the check can't be changed.
func (c *Check) Dimmed() bool { return c.dimmed }

func (c *Check) from() float32 {
	if c.pictured {
		return Px(checkWords + checkThumbW + Gap12)
	}
	return Px(checkWords)
}

// HeightAt returns the height at a width.
func (c *Check) HeightAt(width float32) float32 {
	room := width - c.from()
	height := c.words.HeightAt(room)
	for _, t := range []*Text{c.means, c.wait} {
		if h := t.HeightAt(room); h > 0 {
			height += Px(2) + h
		}
	}
	if c.pictured {
		height = max(height, Px(checkThumbH))
	}
	return max(height, Px(24))
}

// CreateRenderer is part of Fyne's widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.box, c.tick, c.thumb, c.words, c.means, c.wait, c.ring.rect},
		Least: func() fyne.Size { return fyne.NewSize(0, c.HeightAt(c.Size().Width)) },
		Place: c.place,
		Paint: c.paint,
	})
}

func (c *Check) place(size fyne.Size) {
	side, x := Px(checkSide), c.from()
	room := max(0, size.Width-x)
	words := c.words.HeightAt(room)
	y := float32(0)
	if rest := c.HeightAt(size.Width); c.means.Words() == "" && c.wait.Words() == "" {
		y = (rest - words) / 2
	}
	box := y + (Px(Body.Line)-side)/2
	if c.pictured {
		box = y + (words-side)/2
	}
	Put(c.box, 0, box, side, side)
	Put(c.tick, 0, box, side, side)
	Put(c.thumb, Px(checkWords), 0, Px(checkThumbW), Px(checkThumbH))
	Put(c.words, x, y, room, words)
	y += words
	for _, t := range []*Text{c.means, c.wait} {
		if h := t.HeightAt(room); h > 0 {
			Put(t, x, y+Px(2), room, h)
			y += Px(2) + h
		}
	}
	c.ring.place(0, 0, size.Width, size.Height, Px(RadiusThumbnail))
}

func (c *Check) paint() {
	t := Now()
	fill, edge, words := InControl, InEdge, InText
	switch {
	case c.on:
		fill, edge = InMain, InMain
	case c.hovered && !c.dimmed:
		fill = InHover
	}
	if c.dimmed { // a line in the box's place: quiet ink alone tells nothing in high contrast
		fill, edge, words = Clear, Clear, InQuiet
	}
	c.box.FillColor, c.box.StrokeColor, c.box.StrokeWidth = t.Ink(fill), t.Ink(edge), 1
	c.box.CornerRadius = Px(RadiusThumbnail)
	tick, ink := Tick, InOnMain
	if c.dimmed {
		tick, ink = Minus, InQuiet
	}
	c.tick.Set(tick, ink)
	Show(c.tick, c.on || c.dimmed)
	Show(c.thumb, c.pictured)
	c.words.SetInk(words)
	c.ring.show(c.focused)
}

// Tapped changes it.
func (c *Check) Tapped(*fyne.PointEvent) {
	if c.dimmed {
		return
	}
	c.on = !c.on
	c.Refresh()
	if c.OnChange != nil {
		c.OnChange(c.on)
	}
}

// MouseIn lights the box up.
func (c *Check) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved is part of Fyne's Hoverable.
func (c *Check) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that back.
func (c *Check) MouseOut() { c.hovered = false; c.Refresh() }

// FocusGained shows the focus frame.
func (c *Check) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

// FocusLost takes the focus frame away.
func (c *Check) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune hands characters on to the window.
func (c *Check) TypedRune(r rune) {
	if r != ' ' {
		ForwardRune(c, r)
	}
}

// TypedKey changes it on Space and Enter, and hands on the rest.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	default:
		Forward(c, key)
	}
}

// AccessibilityLabel returns the words and what they mean.
func (c *Check) AccessibilityLabel() string {
	label := c.words.Words()
	for _, t := range []*Text{c.means, c.wait} {
		if t.Words() != "" {
			label += ". " + t.Words()
		}
	}
	return label
}

// AccessibilityRole says that this can be pressed.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// SetMeans changes what stands below the words.
func (c *Check) SetMeans(means string) {
	if c.means.Words() != means {
		c.means.Set(means)
		c.Refresh()
	}
}
