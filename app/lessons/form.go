package lessons

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// Entry is one line of a form: what it is, says and holds. What a person does
// with it is told by its key.
type Entry struct {
	Kind    EntryKind
	Key     string // unique in the form, of what a person can do something with
	Words   string
	Value   string // of Write
	Lines   int    // of Write, that it shows at least; 0 is 1
	Share   float64
	On      bool
	Options []string // of Choose
	Chosen  int
	Buttons []Press
	Inset   bool // it belongs to the line above
}

// EntryKind is what an entry is.
type EntryKind int

// The kinds of entries.
const (
	Heading EntryKind = iota
	Says              // a sentence
	Quietly           // a sentence in small
	Ticked            // a sentence with a tick
	Warned            // a sentence with a sign of warning
	Write             // a field, with words over it
	Slide             // a slider from 0 to 1, with words over it
	Tick              // something that holds or doesn't
	Choose            // one of several
	Buttons           // buttons in a row
)

// Press is a button of a form.
type Press struct {
	Key, Words string
	Main       bool
	Off        bool   // what it names is taken away
	Chosen     bool   // what it names is what the form speaks of
	WhyNot     string // why it can't be pressed; empty where it can
}

// form shows entries and tells what is done with them. Its controls live as long
// as it does, by their keys: what is typed stays where it is typed.
type form struct {
	onWrite  func(key, text string)
	onSlide  func(key string, share float64)
	onTick   func(key string, on bool)
	onChoose func(key string, i int)
	onPress  func(key string)
	onHint   func(hint string)

	column   *look.Column
	scroll   *look.Scroll
	fields   map[string]*look.Field
	sliders  map[string]*look.Slider
	checks   map[string]*look.Check
	segments map[string]*look.Segment
	buttons  map[string]*look.Button
}

func newForm() *form {
	f := &form{
		column: look.NewColumn(look.Gap24), fields: map[string]*look.Field{}, sliders: map[string]*look.Slider{},
		checks: map[string]*look.Check{}, segments: map[string]*look.Segment{}, buttons: map[string]*look.Button{},
	}
	f.scroll = look.NewScroll(f.column)
	return f
}

// known returns a control by its key, made where there is none.
func known[C any](all map[string]C, key string, fresh func() C) C {
	c, ok := all[key]
	if !ok {
		c = fresh()
		all[key] = c
	}
	return c
}

// items lays the entries out.
func (f *form) items(entries []Entry) (items []look.Item) {
	add := func(p Entry, o fyne.CanvasObject, above float32, hugs bool) {
		if len(items) == 0 {
			above = look.Gap16
		}
		item := look.Item{Object: o, Above: above, Hugs: hugs}
		if p.Inset {
			item.Inset = look.Gap24
		}
		items = append(items, item)
	}
	for _, p := range entries {
		switch p.Kind {
		case Heading:
			items = append(items, heading(p.Words, look.Gap24))
		case Says:
			items = append(items, text(p.Words, look.InSecond, look.Gap16))
		case Quietly:
			add(p, look.NewText(p.Words, look.Quiet, look.InSecond), look.Gap4, false)
		case Ticked:
			items = append(items, noted(look.Tick, p.Words, look.Gap4))
		case Warned:
			items = append(items, noted(look.Warning, p.Words, look.Gap16))
		case Write:
			add(p, look.NewText(p.Words, look.Body, look.InText), look.Gap12, false)
			add(p, f.field(p), look.Gap4, false)
		case Slide:
			add(p, look.NewText(p.Words, look.Quiet, look.InSecond), look.Gap8, false)
			s := known(f.sliders, p.Key, func() *look.Slider { return f.slider(p.Key) })
			s.SetValue(p.Share)
			add(p, s, 0, false)
		case Tick:
			c := known(f.checks, p.Key, func() *look.Check { return f.check(p.Key) })
			c.SetWords(p.Words)
			c.Set(p.On)
			add(p, c, look.Gap8, false)
		case Choose:
			s := known(f.segments, p.Key, func() *look.Segment { return f.segment(p.Key, len(p.Options)) })
			s.SetWords(p.Options)
			s.SetChosen(p.Chosen)
			add(p, s, look.Gap8, len(p.Options) > 3)
		case Buttons:
			var all []fyne.CanvasObject
			for _, b := range p.Buttons {
				all = append(all, f.button(b))
			}
			add(p, look.NewFlow(all...), look.Gap8, false)
		}
	}
	return items
}

func (f *form) field(p Entry) *look.Field {
	field := known(f.fields, p.Key, func() *look.Field {
		field := look.NewField(max(1, p.Lines))
		field.OnChange = func(text string) { f.onWrite(p.Key, text) }
		field.OnFocus = func() { f.scroll.Reveal(field) }
		field.LeaveWheel(f.scroll.Wheel)
		return field
	})
	// What a hand is typing stays, unless all of it was taken away: a new exercise was begun.
	if field.Text() != p.Value && (!field.Focused() || p.Value == "") {
		field.SetText(p.Value)
	}
	return field
}

func (f *form) slider(key string) *look.Slider {
	s := look.NewSlider(0, 1, 0.01)
	s.OnChange = func(v float64) { f.onSlide(key, v) }
	s.OnFocus = func() { f.scroll.Reveal(s) }
	return s
}

func (f *form) check(key string) *look.Check {
	c := look.NewCheck("", "")
	c.OnChange = func(on bool) { f.onTick(key, on) }
	c.OnFocus = func() { f.scroll.Reveal(c) }
	return c
}

func (f *form) segment(key string, n int) *look.Segment {
	s := look.NewSegment(make([]string, n))
	s.OnChoose = func(i int) { f.onChoose(key, i) }
	return s
}

func (f *form) button(p Press) *look.Button {
	b := known(f.buttons, p.Key, func() *look.Button {
		o := look.ButtonOptions{Height: look.Short}
		switch {
		case p.Main:
			o = look.ButtonOptions{Kind: look.Main}
		case p.Off:
			o.Kind, o.Icon = look.Bare, look.Close
		}
		b := look.NewButton("", func() { f.onPress(p.Key) }, o)
		b.OnHint = func(hint string) { f.onHint(hint) }
		b.OnFocus = func() { f.scroll.Reveal(b) }
		return b
	})
	b.SetWords(p.Words)
	b.SetChosen(p.Chosen)
	b.SetDimmed(p.WhyNot != "", p.WhyNot)
	return b
}
