package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// KeyCap shows the name of a key in a small frame.
type KeyCap struct {
	widget.BaseWidget
	frame *canvas.Rectangle
	label *Text
}

// NewKeyCap returns the cap of a key.
func NewKeyCap(key string) *KeyCap {
	k := &KeyCap{frame: canvas.NewRectangle(color.Transparent), label: NewLine(key, keyFace, InSecond, Whole)}
	k.ExtendBaseWidget(k)
	return k
}

// Set changes the key.
func (k *KeyCap) Set(key string) {
	k.label.Set(key)
	k.Refresh()
}

var keyFace = Face{Size: 11, Line: 16}

// capHeight is the height of a cap, pixels at a text size of 100 %.
const capHeight = 18

// capWidth is the width of the cap of a key.
func capWidth(key string) float32 { return max(Px(capHeight), keyFace.Width(key)+Px(11)) }

// CreateRenderer is part of Fyne's widget.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: k,
		Parts: []fyne.CanvasObject{k.frame, k.label},
		Least: func() fyne.Size {
			return fyne.NewSize(capWidth(k.label.Words()), Px(capHeight))
		},
		Place: func(size fyne.Size) {
			k.frame.Resize(size)
			Put(k.label, (size.Width-k.label.Width())/2, (size.Height-Px(16))/2, k.label.Width(), Px(16))
		},
		Paint: func() {
			k.frame.StrokeColor, k.frame.StrokeWidth = Colour(InEdge), 1
			k.frame.CornerRadius = Px(4)
		},
	})
}

// Heading begins a section of the facts: its name, quietly how many, and at
// the right end what a column of figures means.
type Heading struct {
	widget.BaseWidget
	name, count, column *Text
}

// NewHeading returns a heading; empty words take no room.
func NewHeading(name, count, column string) *Heading {
	h := &Heading{
		name:   NewLine(name, BodyBold, InText, CutsMiddle),
		count:  NewLine(count, Body, InQuiet, Whole).Aside(),
		column: NewLine(column, Quiet, InQuiet, Whole),
	}
	h.ExtendBaseWidget(h)
	return h
}

// Set changes the words.
func (h *Heading) Set(name, count, column string) {
	h.name.Set(name)
	h.count.Set(count)
	h.column.Set(column)
	h.Refresh()
}

// Name returns the section's name.
func (h *Heading) Name() string { return h.name.Words() }

// fits reports whether name and count fit on one line.
func (h *Heading) fits(width float32) bool {
	used := h.name.Width() + 1
	for _, t := range []*Text{h.count, h.column} {
		if w := t.Width(); w > 0 {
			used += w + Px(Gap8)
		}
	}
	return used <= width
}

// HeightAt returns the height at a width: the count goes below a long name.
func (h *Heading) HeightAt(width float32) float32 {
	if h.count.Width() == 0 || h.fits(width) {
		return Px(Body.Line)
	}
	return 2 * Px(Body.Line)
}

// CreateRenderer is part of Fyne's widget.
func (h *Heading) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: h,
		Parts: []fyne.CanvasObject{h.name, h.count, h.column},
		Least: func() fyne.Size { return fyne.NewSize(0, h.HeightAt(h.Size().Width)) },
		Place: func(size fyne.Size) {
			line, column := Px(Body.Line), h.column.Width()
			room := size.Width
			if column > 0 {
				room -= column + Px(Gap8)
			}
			name := min(h.name.Width()+1, max(0, room))
			Put(h.name, 0, 0, name, line)
			if h.fits(size.Width) {
				Put(h.count, name+Px(Gap8)-1, 0, h.count.Width(), line)
			} else {
				Put(h.count, 0, line, room, line)
			}
			Put(h.column, size.Width-column, (line-Px(Quiet.Line))/2, column, Px(Quiet.Line))
		},
	})
}

// Fact is one line of facts: what it is, quietly, and what it is found to be.
type Fact struct {
	widget.BaseWidget
	key, value *Text
	keyWidth   float32
}

// NewFact returns a line whose value starts at keyWidth, pixels at a text size of 100 %.
func NewFact(key, value string, keyWidth float32) *Fact {
	f := &Fact{
		key:   NewText(key, Body, InQuiet),
		value: NewText(value, Body, InText), keyWidth: keyWidth,
	}
	f.ExtendBaseWidget(f)
	return f
}

// Set changes the words.
func (f *Fact) Set(key, value string) {
	f.key.Set(key)
	f.value.Set(value)
}

// HeightAt returns the height at a width: a value that is too long wraps.
func (f *Fact) HeightAt(width float32) float32 {
	key := Px(f.keyWidth)
	return max(f.key.HeightAt(key-Px(Gap8)), f.value.HeightAt(width-key))
}

// CreateRenderer is part of Fyne's widget.
func (f *Fact) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: f,
		Parts: []fyne.CanvasObject{f.key, f.value},
		Least: func() fyne.Size { return fyne.NewSize(0, f.HeightAt(f.Size().Width)) },
		Place: func(size fyne.Size) {
			key := Px(f.keyWidth)
			Put(f.key, 0, 0, key-Px(Gap8), size.Height)
			Put(f.value, key, 0, max(0, size.Width-key), size.Height)
		},
	})
}
