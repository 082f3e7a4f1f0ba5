package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Kind says how much a button stands out.
type Kind int

// The kinds.
const (
	Plain Kind = iota // filled, with an edge
	Main              // the one next step of its region
	Bare              // words only, in the second ink, until the pointer comes
)

// ButtonOptions says what a button looks like; the zero value is a plain one, 32 high.
type ButtonOptions struct {
	Kind   Kind
	Height float32 // Tall, Short or Low, pixels at a text size of 100 %; 0 is Tall
	Icon   Drawing // before the words
	After  Drawing // behind the words, as the chevron of a menu
	Wide   bool    // words at the left end of a wide button, not in its middle
	Bright bool    // a bare button's words in the text colour

	boxed bool // one of a segment within a frame
}

// Button is a control with words that does one thing.
type Button struct {
	widget.BaseWidget

	OnTap func()

	// OnHint hears the reason why a dimmed button does nothing, or what an icon
	// means, while the pointer is over it; "" when it leaves.
	OnHint func(hint string)

	OnFocus func() // the keyboard has come here; may be nil

	options  ButtonOptions
	words    string
	under    string // its key, below the words
	hint     string
	chosen   bool
	dimmed   bool
	hovered  bool
	focused  bool
	pressKey func(*fyne.KeyEvent) bool // keys of the group that the button belongs to

	ground      *canvas.Rectangle
	ring        *ring
	label, key  *Text
	icon, after *Icon
}

var (
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton returns a button with these words.
func NewButton(words string, onTap func(), o ButtonOptions) *Button {
	if o.Height == 0 {
		o.Height = Tall
	}
	b := &Button{
		OnTap: onTap, options: o, words: words,
		ground: canvas.NewRectangle(color.Transparent), ring: newRing(),
		label: NewLine(words, Body, InText, CutsEnd), key: NewLine("", keyFace, InSecond, Whole).Centred(),
		icon: NewIcon(o.Icon, InText), after: NewIcon(o.After, InText),
	}
	if !o.Wide {
		b.label.Centred()
	}
	b.ExtendBaseWidget(b)
	return b
}

// SetWords changes the words.
func (b *Button) SetWords(words string) {
	if b.words != words {
		b.words = words
		b.Refresh()
	}
}

// SetIcon changes the icon before the words.
func (b *Button) SetIcon(d Drawing) {
	if b.options.Icon != d {
		b.options.Icon = d
		b.Refresh()
	}
}

// Words returns the words.
func (b *Button) Words() string { return b.words }

// SetUnder shows a key below the words; empty takes it away.
func (b *Button) SetUnder(key string) {
	if b.under != key {
		b.under = key
		b.Refresh()
	}
}

// SetHint gives the sentence that OnHint hears.
func (b *Button) SetHint(hint string) { b.hint = hint }

// SetDimmed makes the button do nothing; the hint says why.
func (b *Button) SetDimmed(dimmed bool, why string) {
	b.hint = why
	if b.dimmed != dimmed {
		b.dimmed = dimmed
		b.Refresh()
	}
}

// Dimmed reports whether the button does nothing.
func (b *Button) Dimmed() bool { return b.dimmed }

// SetChosen marks the button as the chosen one of its group.
func (b *Button) SetChosen(chosen bool) {
	if b.chosen != chosen {
		b.chosen = chosen
		b.Refresh()
	}
}

// Chosen reports whether the button is the chosen one of its group.
func (b *Button) Chosen() bool { return b.chosen }

func (b *Button) face() Face {
	face := Body
	if b.options.Height == Low {
		face = Quiet
	}
	face.Semibold = b.options.Kind == Main || b.chosen
	return face
}

func (b *Button) sidePad() float32 {
	switch {
	case b.words == "":
		return Px(4)
	case b.options.Kind == Bare && b.options.Wide:
		return 0
	case b.options.Kind == Bare || b.options.Height == Low:
		return Px(9)
	}
	return Px(14)
}

func (b *Button) least() fyne.Size {
	width := 2 * b.sidePad()
	if b.words != "" {
		// Room for the semibold words, so that being chosen moves nothing.
		width += max(b.face().Width(b.words), Face{Size: b.face().Size, Semibold: true}.Width(b.words))
	}
	for _, d := range []Drawing{b.options.Icon, b.options.After} {
		if d != NoDrawing {
			width += Px(16)
			if b.words != "" {
				width += Px(8)
			}
		}
	}
	height := Px(b.options.Height)
	if b.under != "" {
		height = Px(keyed)
	}
	if Now().Projector && b.options.Height != Low {
		width, height = max(width, target), max(height, target)
	}
	return fyne.NewSize(max(width, Px(24)), height)
}

// CreateRenderer is part of Fyne's widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: b,
		Parts: []fyne.CanvasObject{b.ground, b.icon, b.label, b.key, b.after, b.ring.rect},
		Place: b.place,
		Least: b.least,
		Paint: b.paint,
	})
}

func (b *Button) paint() {
	t := Now()
	fill, edge, ink := Clear, Clear, InText
	switch {
	case b.chosen && b.options.boxed && !b.dimmed:
		fill, ink = InSelect, InText
	case b.chosen && !b.dimmed, b.options.Kind == Main && !b.dimmed:
		fill, ink = InMain, InOnMain
	case b.chosen && b.dimmed && !b.options.boxed:
		edge = InEdge // what is shown can't be used here: the choice stays in sight
	case b.options.Kind == Bare:
		ink = InSecond
		if b.options.Bright {
			ink = InText
		}
		if b.hovered && !b.dimmed {
			fill, ink = InSelect, InText
		}
	default:
		fill, edge = InControl, InEdge
		if b.hovered && !b.dimmed {
			fill = InHover
		}
	}
	if b.dimmed {
		ink = InQuiet
	}
	b.ground.FillColor, b.ground.StrokeColor = t.Ink(fill), t.Ink(edge)
	b.ground.StrokeWidth = 0
	if edge != Clear {
		b.ground.StrokeWidth = 1
	}
	b.ground.CornerRadius = b.radius()
	b.label.Set(b.words)
	b.label.SetFace(b.face())
	b.label.SetInk(ink)
	b.key.Set(b.under)
	b.key.SetInk(ink)
	iconInk := ink
	if b.options.Bright && !b.dimmed {
		iconInk = InSecond
	}
	b.icon.Set(b.options.Icon, iconInk)
	b.after.Set(b.options.After, ink)
	b.ring.show(b.focused)
}

// overhang is how far the ground of a bare wide button goes beyond its words,
// which stand in line with what is above them.
func (b *Button) overhang() float32 {
	if b.options.Kind == Bare && b.options.Wide {
		return Px(Gap8)
	}
	return 0
}

func (b *Button) radius() float32 {
	if b.options.Height == Low {
		return Px(4)
	}
	return Px(RadiusControl)
}

func (b *Button) place(size fyne.Size) {
	out := b.overhang()
	Put(b.ground, -out, 0, size.Width+2*out, size.Height)
	b.ring.place(-out, 0, size.Width+2*out, size.Height, b.radius())
	pad, side, gap := b.sidePad(), Px(16), Px(8)
	left, right := pad, size.Width-pad
	if b.words == "" {
		Put(b.icon, (size.Width-side)/2, (size.Height-side)/2, side, side)
		return
	}
	words := b.face().Width(b.words)
	if b.options.Icon != NoDrawing {
		if spare := right - left - side - gap - words; !b.options.Wide && b.options.After == NoDrawing && spare > 0 {
			left += spare / 2
		}
		Put(b.icon, left, (size.Height-side)/2, side, side)
		left += side + gap
		if !b.options.Wide {
			right = min(right, left+words+1)
		}
	}
	if b.options.After != NoDrawing {
		Put(b.after, right-side, (size.Height-side)/2, side, side)
		right -= side + gap
	}
	line := Px(b.face().Line)
	// One pixel more than measured: the letters' widths are not whole pixels.
	y, low := (size.Height-line)/2, float32(0)
	if b.under != "" {
		low = Px(keyFace.Line)
		y -= low / 2
	}
	Put(b.label, left-0.5, y, right-left+1, line)
	Put(b.key, 0, y+line, size.Width, low)
}

// Tapped does the button's work.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.dimmed && b.OnTap != nil {
		b.OnTap()
	}
}

// MouseIn lights the button up.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
	if b.hint != "" && b.OnHint != nil {
		b.OnHint(b.hint)
	}
}

// MouseMoved is part of Fyne's Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light back.
func (b *Button) MouseOut() {
	b.hovered = false
	b.Refresh()
	if b.hint != "" && b.OnHint != nil {
		b.OnHint("")
	}
}

// FocusGained shows the focus frame.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

// FocusLost takes the focus frame away.
func (b *Button) FocusLost() {
	b.focused = false
	b.Refresh()
}

// TypedRune hands characters on to the window.
func (b *Button) TypedRune(r rune) {
	if r != ' ' {
		ForwardRune(b, r)
	}
}

// TypedKey does the button's work on Space and Enter, and hands on the rest.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeySpace || key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter:
		b.Tapped(nil)
	case b.pressKey != nil && b.pressKey(key):
	default:
		Forward(b, key)
	}
}

// AccessibilityLabel returns the words, or what the icon means.
func (b *Button) AccessibilityLabel() string {
	if b.words == "" {
		return b.hint
	}
	return b.words
}

// AccessibilityRole says that this is a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
