// Package palette owns the list of everything that can be done, found by a few
// letters. Its main type is View. It promises that whatever it lists says its
// key, or why it can't be done now, and that it works by keyboard alone.
package palette

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Entry is one thing that can be done.
type Entry struct {
	Name   string // what OnDo hears
	Title  string
	Place  string // the menu that it stands in
	Key    string // "Ctrl K"; empty where it has none
	Why    string // why it can't be done now; empty when it can
	Recent int    // 1 is the one done last, 0 not lately
}

const (
	width  = 560 // pixels at a text size of 100 %
	height = 520
)

// View is the palette.
type View struct {
	OnDo func(name string)

	language words.Language
	entries  []Entry
	field    *look.Field
	list     *list
	sheet    *look.Sheet
}

// New returns the palette, closed.
func New(l words.Language) *View {
	return &View{language: l}
}

// SetLanguage changes the language; the entries come with the next Open.
func (v *View) SetLanguage(l words.Language) { v.language = l }

// Open lays the palette with these entries over a window.
func (v *View) Open(c fyne.Canvas, entries []Entry) {
	if v.Opened() {
		return
	}
	v.entries = entries
	v.field = look.NewField(1)
	v.field.SetPlaceholder(v.language.Say("palette.placeholder"))
	v.field.OnChange = func(string) { v.find() }
	v.field.OnEnter = v.do
	v.field.OnKey = v.key
	v.list = newList(func(Entry) { v.do() })
	head := look.NewText(v.language.Say("palette.title"), look.Title, look.InText)
	foot := look.NewText(v.language.Say("palette.keys"), look.Quiet, look.InSecond)
	pane := look.NewPane([]fyne.CanvasObject{head, v.field, v.list, foot}, func(size fyne.Size) {
		px, left := look.Px, look.Px(look.Gap16)
		inner := size.Width - 2*left
		look.Put(head, left, px(look.Gap16), inner, px(look.Title.Line))
		y := px(look.Gap16 + look.Title.Line + look.Gap8)
		high := v.field.MinSize().Height
		look.Put(v.field, left, y, inner, high)
		y += high + px(look.Gap8)
		said := foot.HeightAt(inner)
		bottom := size.Height - px(look.Gap12) - said
		look.Put(foot, left, bottom, inner, said)
		look.Put(v.list, px(look.Gap8), y, size.Width-2*px(look.Gap8), max(0, bottom-px(look.Gap8)-y))
	}, nil)
	v.sheet = look.NewSheet(pane, func(window fyne.Size) fyne.Size {
		air := 2 * look.Px(look.Gap16)
		return fyne.NewSize(min(look.Px(width), window.Width-air), min(look.Px(height), window.Height-air))
	})
	v.sheet.OnLeave = v.Close
	v.find()
	v.sheet.Open(c, v.field.Focusable())
}

// Close takes the palette away with nothing done.
func (v *View) Close() {
	if v.sheet != nil {
		v.sheet.Close()
	}
}

// Opened reports whether the palette lies over a window.
func (v *View) Opened() bool { return v.sheet != nil && v.sheet.Opened() }

// Type looks for these letters, as if they had been typed.
func (v *View) Type(query string) {
	v.field.SetText(query)
	v.find()
}

// Found returns what the letters find, best first.
func (v *View) Found() []Entry { return v.list.entries }

// Chosen returns the entry that Enter does.
func (v *View) Chosen() (Entry, bool) { return v.list.chosen() }

// InSight reports whether the chosen entry stands on screen.
func (v *View) InSight() bool {
	return v.list.at >= v.list.first && v.list.at < v.list.first+v.list.shown
}

func (v *View) find() {
	none := v.language.Say("palette.none", "query", v.field.Text())
	v.list.show(search(v.entries, v.field.Text()), none)
}

// key hears what the field would keep.
func (v *View) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyEscape:
		v.Close()
	case fyne.KeyDown:
		v.list.step(1)
	case fyne.KeyUp:
		v.list.step(-1)
	case fyne.KeyPageDown:
		v.list.step(max(1, v.list.page()))
	case fyne.KeyPageUp:
		v.list.step(-max(1, v.list.page()))
	default:
		return false
	}
	return true
}

// Press does as the key does while the palette is open, for tests.
func (v *View) Press(key fyne.KeyName) {
	if key == fyne.KeyReturn {
		v.do()
		return
	}
	v.key(&fyne.KeyEvent{Name: key})
}

// do does the chosen one. What can't be done stays where it says why.
func (v *View) do() {
	e, ok := v.list.chosen()
	if !ok || e.Why != "" {
		return
	}
	v.Close()
	if v.OnDo != nil {
		v.OnDo(e.Name)
	}
}
