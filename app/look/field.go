package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is a place for a person to write in: one line, or a few that wrap.
type Field struct {
	widget.BaseWidget

	OnChange func(text string) // hears what a person types, not what SetText sets
	OnFocus  func()            // the keyboard has come here; may be nil
	OnEnter  func()            // Enter was pressed in a field of one line; may be nil

	// OnKey hears a key before the field does, and keeps it from the field by
	// returning true; may be nil.
	OnKey func(key *fyne.KeyEvent) bool

	// OnShortcut hears a chord before the field does, as OnKey does; may be nil.
	OnShortcut func(s *desktop.CustomShortcut) bool

	entry   *fieldEntry
	ring    *canvas.Rectangle
	wheel   *wheel
	scroll  func(*fyne.ScrollEvent) // what the wheel over the field scrolls; nil is the field
	lines   int                     // that it shows at least
	shown   int                     // that it shows now
	grows   bool
	silent  bool
	focused bool
}

// wheel lies over a field and takes the wheel alone: the toolkit's field would
// keep it from the page, though it seldom has anything to scroll.
type wheel struct {
	widget.BaseWidget
	field *Field
}

// Scrolled hands the wheel on.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.field.scroll(e) }

// CreateRenderer is part of Fyne's widget: nothing is to be seen.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{Owner: w, Place: func(fyne.Size) {}, Least: func() fyne.Size { return fyne.Size{} }})
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
	if e.field.OnKey != nil && e.field.OnKey(key) {
		return
	}
	if key.Name == fyne.KeyEscape {
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.Unfocus()
		}
		return
	}
	if key.Name == fyne.KeyF6 { // to the next region, from wherever a person writes
		Forward(e, key)
		return
	}
	e.Entry.TypedKey(key)
}

// TypedShortcut hands undo and redo to the window: what is written here is a
// part of the case, and the case knows its past, where the field knows only its own.
func (e *fieldEntry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if c, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
			return
		}
	case *desktop.CustomShortcut:
		if e.field.OnShortcut != nil && e.field.OnShortcut(s) {
			return
		}
		if c, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok && !e.moves(s) {
			c.TypedShortcut(s) // who writes can save all the same
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// moves reports whether a chord is one of the toolkit's that move the caret.
func (e *fieldEntry) moves(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// TypedRune writes a character. The one that comes with the Space that pressed
// a button would land in a new field that the button gave the keyboard to: an
// empty field takes no space.
func (e *fieldEntry) TypedRune(r rune) {
	if r != ' ' || e.Text != "" {
		e.Entry.TypedRune(r)
	}
}

// AcceptsTab leaves Tab to the keyboard's way through the window, where the
// toolkit's field of several lines would keep it.
func (e *fieldEntry) AcceptsTab() bool { return false }

// NewField returns a field that shows that many lines.
func NewField(lines int) *Field {
	f := &Field{entry: &fieldEntry{}, ring: canvas.NewRectangle(color.Transparent), lines: lines, shown: lines}
	f.wheel = &wheel{field: f}
	f.wheel.ExtendBaseWidget(f.wheel)
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
	f.entry.OnSubmitted = func(string) {
		if f.OnEnter != nil {
			f.OnEnter()
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

// LeaveWheel has the wheel over the field scroll what the field lies in.
func (f *Field) LeaveWheel(scroll func(*fyne.ScrollEvent)) {
	f.scroll = scroll
	f.Refresh()
}

// Growing lets a field of several lines become as high as its text and returns it.
func (f *Field) Growing() *Field {
	f.grows = true
	return f
}

// HeightAt returns the height at a width.
func (f *Field) HeightAt(width float32) float32 {
	if f.grows {
		// The toolkit breaks its lines within a padding of 8.
		need := max(f.lines, len(Body.Wrap(f.entry.Text, width-Px(2*Gap8)-0.5, 0)))
		if need != f.shown {
			f.shown = need
			f.entry.SetMinRowsVisible(need)
		}
	}
	return f.entry.MinSize().Height
}

// SetPlaceholder says quietly what may stand in an empty field.
func (f *Field) SetPlaceholder(text string) { f.entry.SetPlaceHolder(text) }

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
		Parts: []fyne.CanvasObject{f.entry, f.ring, f.wheel},
		Least: f.entry.MinSize,
		Place: func(size fyne.Size) {
			f.entry.Resize(size)
			f.ring.Resize(size)
			f.wheel.Resize(size)
		},
		Paint: func() {
			p := Now().Palette
			f.ring.StrokeColor, f.ring.StrokeWidth, f.ring.CornerRadius = p.Focus, p.FocusWidth, RadiusControl
			Show(f.ring, f.focused)
			Show(f.wheel, f.scroll != nil)
		},
	})
}
