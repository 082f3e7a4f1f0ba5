package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Field is a place for a person to write in: one line, or a few that wrap.
type Field struct {
	widget.BaseWidget

	OnChange func(text string) // hears what a person types, not what SetText sets
	OnFocus  func()            // the keyboard has come here; may be nil

	entry   *fieldEntry
	ring    *canvas.Rectangle
	silent  bool
	focused bool
}

// fieldEntry tells its field about the focus.
type fieldEntry struct {
	widget.Entry
	field *Field
}

// FocusGained shows the field's focus frame.
func (e *fieldEntry) FocusGained() {
	e.Entry.FocusGained()
	e.field.setFocused(true)
}

// FocusLost takes the field's focus frame away.
func (e *fieldEntry) FocusLost() {
	e.Entry.FocusLost()
	e.field.setFocused(false)
}

// TypedKey leaves the field on Escape.
func (e *fieldEntry) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.Unfocus()
		}
		return
	}
	e.Entry.TypedKey(key)
}

// NewField returns a field that shows that many lines.
func NewField(lines int) *Field {
	f := &Field{entry: &fieldEntry{}, ring: canvas.NewRectangle(color.Transparent)}
	f.entry.field = f
	f.entry.ExtendBaseWidget(f.entry)
	f.entry.Scroll = fyne.ScrollBoth
	if lines > 1 {
		f.entry.MultiLine = true
		f.entry.Wrapping = fyne.TextWrapWord
		f.entry.SetMinRowsVisible(lines)
	}
	f.entry.OnChanged = func(text string) {
		if !f.silent && f.OnChange != nil {
			f.OnChange(text)
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

func (f *Field) setFocused(focused bool) {
	f.focused = focused
	f.Refresh()
	if focused && f.OnFocus != nil {
		f.OnFocus()
	}
}

// Focused reports whether a person is writing here.
func (f *Field) Focused() bool { return f.focused }

// SetText changes the text without telling OnChange.
func (f *Field) SetText(text string) {
	if f.entry.Text != text {
		f.silent = true
		f.entry.SetText(text)
		f.silent = false
	}
}

// Text returns the text.
func (f *Field) Text() string { return f.entry.Text }

// Focusable returns what takes the keyboard.
func (f *Field) Focusable() fyne.Focusable { return f.entry }

// CreateRenderer is part of Fyne's widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: f,
		Parts: []fyne.CanvasObject{f.entry, f.ring},
		Least: f.entry.MinSize,
		Place: func(size fyne.Size) {
			f.entry.Resize(size)
			f.ring.Resize(size)
		},
		Paint: func() {
			p := Now().Palette
			f.ring.StrokeColor, f.ring.StrokeWidth, f.ring.CornerRadius = p.Focus, p.FocusWidth, RadiusControl
			Show(f.ring, f.focused)
		},
	})
}
