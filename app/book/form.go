package book

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/words"
)

// form is a page being made, and then the controls on it with the way to bring
// each up to the case.
type form struct {
	view *View
	l    words.Language

	items  []look.Item                       // of what is being made: the page, or one of a list on it
	trail  string                            // before the names of its controls
	bring  []func(c casefile.Case)           // each brings a control up to the case
	counts []counted                         // what the page has been made for
	after  func(casefile.Case) casefile.Case // tidies the case after an edit; may be nil
	named  map[string]control                // by which the keyboard finds its place again
	names  map[fyne.Focusable]string         // the same the other way
}

// control is what can have the keyboard on a page.
type control struct {
	focus  fyne.Focusable
	object fyne.CanvasObject
}

// counted is something of which a change makes the page be made anew: how many
// there are in a list.
type counted struct {
	now  func(c casefile.Case) string
	made string
}

func newForm(v *View) *form {
	return &form{view: v, l: v.language, named: map[string]control{}, names: map[fyne.Focusable]string{}}
}

// fits reports whether the page still has what the case has.
func (f *form) fits() bool {
	for _, c := range f.counts {
		if c.now(f.view.value.Case) != c.made {
			return false
		}
	}
	return true
}

func (f *form) sync() {
	for _, bring := range f.bring {
		bring(f.view.value.Case)
	}
}

// remake has the page made anew when what now returns has changed.
func (f *form) remake(now func(c casefile.Case) string) {
	f.counts = append(f.counts, counted{now, now(f.view.value.Case)})
}

func (f *form) nameOf(focused fyne.Focusable) string {
	if focused == nil {
		return ""
	}
	return f.names[focused]
}

// enlist gives a control its name.
func (f *form) enlist(name string, focus fyne.Focusable, object fyne.CanvasObject) {
	name = f.trail + name
	f.named[name] = control{focus, object}
	f.names[focus] = name
}

func (f *form) edit(key string, do func(casefile.Case) casefile.Case) {
	after := f.after
	f.view.edit(key, func(c casefile.Case) casefile.Case {
		c = do(c)
		if after != nil {
			c = after(c)
		}
		return c
	})
}

// put adds something to the page; several stand side by side where there is room.
func (f *form) put(objects ...fyne.CanvasObject) {
	if len(objects) == 1 {
		f.items = append(f.items, look.Item{Object: objects[0], Above: look.Gap12})
	} else {
		f.items = append(f.items, look.Item{Object: look.NewGrid(columnWidth, objects...), Above: look.Gap12})
	}
}

// columnWidth is the least width of fields that stand side by side, pixels at a text size of 100 %.
const columnWidth = 220

// heading begins a part of the page.
func (f *form) heading(key string) {
	above := float32(look.Gap32)
	if len(f.items) == 0 {
		above = look.Gap16
	}
	f.items = append(f.items, look.Item{Object: look.NewText(f.l.Say(key), look.Title, look.InText), Above: above})
}

// remark adds a sentence that helps.
func (f *form) remark(sentence string) {
	f.items = append(f.items, look.Item{Object: look.NewText(sentence, look.Quiet, look.InSecond), Above: look.Gap4})
}

// said adds a sentence that follows the case, in the text colour; an empty one takes no room.
func (f *form) said(sentence func(c casefile.Case) string) {
	t := look.NewText("", look.Body, look.InText)
	f.bring = append(f.bring, func(c casefile.Case) { t.Set(sentence(c)) })
	f.items = append(f.items, look.Item{Object: t, Above: look.Gap8})
}

// labelled puts a label over a control, and below it what it says of itself.
func labelled(label string, control fyne.CanvasObject, note *look.Text) *look.Column {
	items := []look.Item{
		{Object: look.NewText(label, look.Quiet, look.InSecond)},
		{Object: control, Above: look.Gap4},
	}
	if note != nil {
		items = append(items, look.Item{Object: note, Above: look.Gap4})
	}
	return look.NewColumn(0, items...)
}

// text makes a field for a text. The key names it, in words and for the keyboard.
func text[S ~string](f *form, key string, a at[S], lines int) *look.Column {
	return labelled(f.l.Say("book."+key), field(f, key, a, lines), nil)
}

func field[S ~string](f *form, key string, a at[S], lines int) *look.Field {
	e := look.NewField(lines)
	if lines > 1 {
		e.Growing()
	}
	e.OnChange = func(text string) {
		f.edit("book."+key, func(c casefile.Case) casefile.Case { return a.change(c, func(s *S) { *s = S(text) }) })
	}
	e.OnFocus = func() { f.view.scroll.Reveal(e) }
	e.LeaveWheel(f.view.scroll.Wheel)
	f.enlist(key, e.Focusable(), e)
	f.bring = append(f.bring, func(c casefile.Case) { e.SetText(string(a.read(c))) })
	return e
}

// dated makes a field for a date, with how the program reads it.
func dated[S ~string](f *form, key string, a at[S]) *look.Column {
	e := field(f, key, a, 1)
	e.SetPlaceholder(f.l.Say("book.date.placeholder"))
	note := look.NewText("", look.Quiet, look.InSecond)
	f.bring = append(f.bring, func(c casefile.Case) { note.Set(chronology.Reading(f.l, casefile.Date(a.read(c)))) })
	return labelled(f.l.Say("book."+key), e, note)
}

// choice makes a row of words of which one, or none, is chosen. A press on the
// chosen one takes the choice back.
func choice[S ~string](f *form, key string, a at[S], options []S, word func(S) string) *look.Column {
	var all []fyne.CanvasObject
	for _, o := range options {
		b := look.NewButton(word(o), nil, look.ButtonOptions{Height: look.Short})
		b.OnTap = func() {
			f.edit("book."+key, func(c casefile.Case) casefile.Case {
				return a.change(c, func(s *S) {
					if *s == o {
						*s = ""
					} else {
						*s = o
					}
				})
			})
		}
		b.OnFocus = func() { f.view.scroll.Reveal(b) }
		f.enlist(key+"="+string(o), b, b)
		f.bring = append(f.bring, func(c casefile.Case) { b.SetChosen(a.read(c) == o) })
		all = append(all, b)
	}
	return labelled(f.l.Say("book."+key), look.NewFlow(all...), nil)
}

// check makes a box to tick.
func (f *form) check(key, name, label, means string, on func(c casefile.Case) bool, change func(c casefile.Case, on bool) casefile.Case) *look.Check {
	k := look.NewCheck(label, means)
	k.OnChange = func(on bool) {
		f.edit(key, func(c casefile.Case) casefile.Case { return change(c, on) })
	}
	k.OnFocus = func() { f.view.scroll.Reveal(k) }
	f.enlist(name, k, k)
	f.bring = append(f.bring, func(c casefile.Case) { k.Set(on(c)) })
	return k
}

// flag makes a box to tick for a value.
func (f *form) flag(key string, a at[bool]) *look.Check {
	return f.check("book."+key, key, f.l.Say("book."+key), "", a.read, func(c casefile.Case, on bool) casefile.Case {
		return a.change(c, func(b *bool) { *b = on })
	})
}

// button makes a button that does one thing to the case.
func (f *form) button(key, name string, o look.ButtonOptions, do func()) *look.Button {
	label := f.l.Say("book." + key)
	b := look.NewButton(label, do, o)
	if o.Icon != look.NoDrawing && o.Icon != look.Add {
		b.SetWords("")
		b.SetHint(label)
		b.OnHint = f.view.hint
	}
	b.OnFocus = func() { f.view.scroll.Reveal(b) }
	f.enlist(name, b, b)
	return b
}

// list makes a card for each of several, with a button below that adds one. What
// they are names them: "book."+what+".add" is that button in words. In a new
// one the control named first gets the keyboard. Only where the order tells
// something can they be moved.
func list[T any](f *form, what string, a at[[]T], first string, ordered bool, one func(a at[T])) {
	f.remake(func(c casefile.Case) string { return strconv.Itoa(len(a.read(c))) })
	trail, page := f.trail, f.items
	place := func(i int, control string) string { return trail + what + "." + strconv.Itoa(i) + "." + control }
	change := func(key, focus string, do func([]T) []T) {
		f.view.want = focus
		f.edit("book."+key, func(c casefile.Case) casefile.Case {
			return a.change(c, func(all *[]T) { *all = do(slices.Clone(*all)) })
		})
	}
	n := len(a.read(f.view.value.Case))
	icon := func(d look.Drawing) look.ButtonOptions {
		return look.ButtonOptions{Kind: look.Bare, Icon: d, Height: look.Short}
	}
	swap := func(i, j int) func(all []T) []T {
		return func(all []T) []T {
			all[i], all[j] = all[j], all[i]
			return all
		}
	}
	for i := range n {
		f.trail, f.items = place(i, ""), nil
		one(nth(a, i))
		f.items[0].Above = 0 // the number stands above it
		content := look.NewColumn(0, f.items...)
		var buttons []fyne.CanvasObject
		if ordered && n > 1 {
			up := f.button("list.up", "up", icon(look.ChevronUp), func() { change("list.up", place(i-1, "up"), swap(i, i-1)) })
			up.SetDimmed(i == 0, f.l.Say("book.list.up"))
			down := f.button("list.down", "down", icon(look.ChevronDown), func() { change("list.down", place(i+1, "down"), swap(i, i+1)) })
			down.SetDimmed(i == n-1, f.l.Say("book.list.down"))
			buttons = append(buttons, up, down)
		}
		back := trail + what + ".add"
		if n > 1 {
			back = place(min(i, n-2), "remove")
		}
		buttons = append(buttons, f.button("list.remove", "remove", icon(look.Close), func() {
			change(what+".remove", back, func(all []T) []T { return slices.Delete(all, i, i+1) })
		}))
		page = append(page, look.Item{Object: newCard(strconv.Itoa(i+1), content, look.NewRow(0, buttons...)), Above: look.Gap12})
	}
	f.trail, f.items = trail, page
	add := f.button(what+".add", what+".add", look.ButtonOptions{Kind: look.Bare, Icon: look.Add, Wide: true, Height: look.Short}, func() {
		change(what+".add", place(n, first), func(all []T) []T {
			var blank T
			return append(all, blank)
		})
	})
	f.items = append(f.items, look.Item{Object: add, Above: look.Gap8, Hugs: true})
}

// more makes a button that shows the rest of a long list.
func (f *form) more(list, key string, hidden int) {
	if hidden <= 0 {
		return
	}
	b := look.NewButton(f.l.Plural(key, hidden), func() {
		f.view.whole[list] = true
		f.view.make()
	}, look.ButtonOptions{Kind: look.Bare, Wide: true, Height: look.Short})
	b.OnFocus = func() { f.view.scroll.Reveal(b) }
	f.items = append(f.items, look.Item{Object: b, Above: look.Gap8, Hugs: true})
}

// card frames one of several, with its number and its buttons on top.
type card struct {
	widget.BaseWidget
	frame   *look.Box
	number  *look.Text
	content *look.Column
	buttons *look.Row
}

func newCard(number string, content *look.Column, buttons *look.Row) *card {
	c := &card{
		frame: look.NewFrame(look.Clear, look.InLine, 1, look.RadiusControl), number: look.NewLine(number, look.QuietBold, look.InSecond, look.Whole),
		content: content, buttons: buttons,
	}
	c.ExtendBaseWidget(c)
	return c
}

// HeightAt returns the height at a width.
func (c *card) HeightAt(width float32) float32 {
	px := look.Px
	return px(look.Gap4+look.Short) + c.content.HeightAt(width-2*px(look.Gap12)) + px(look.Gap12)
}

// CreateRenderer is part of Fyne's widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.frame, c.number, c.content, c.buttons},
		Least: func() fyne.Size { return fyne.NewSize(0, c.HeightAt(c.Size().Width)) },
		Place: func(size fyne.Size) {
			px := look.Px
			c.frame.Resize(size)
			inset, head := px(look.Gap12), px(look.Gap4+look.Short)
			look.Put(c.number, inset, px(look.Gap8), px(look.Gap24), px(look.Quiet.Line))
			least := c.buttons.MinSize()
			look.Put(c.buttons, size.Width-px(look.Gap4)-least.Width, px(look.Gap4), least.Width, px(look.Short))
			look.Put(c.content, inset, head, size.Width-2*inset, size.Height-head-inset)
		},
	})
}

// limit keeps a column from becoming wider than is easily read.
type limit struct {
	widget.BaseWidget
	column *look.Column
}

func newLimit(column *look.Column) *limit {
	l := &limit{column: column}
	l.ExtendBaseWidget(l)
	return l
}

func (l *limit) inner(width float32) float32 {
	return max(0, min(width-look.Px(2*look.Gap24), look.Px(mostWidth)))
}

// HeightAt returns the height at a width.
func (l *limit) HeightAt(width float32) float32 {
	return l.column.HeightAt(l.inner(width)) + look.Px(look.Gap32)
}

// CreateRenderer is part of Fyne's widget.
func (l *limit) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: l,
		Parts: []fyne.CanvasObject{l.column},
		Least: func() fyne.Size { return fyne.NewSize(0, l.HeightAt(l.Size().Width)) },
		Place: func(size fyne.Size) {
			look.Put(l.column, look.Px(look.Gap24), 0, l.inner(size.Width), l.column.HeightAt(l.inner(size.Width)))
		},
	})
}
