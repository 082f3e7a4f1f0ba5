// Package book owns the written part of the case: forms for what people know
// and conclude about its items, posts and claims, the timeline and the log. Its
// main type is View. It promises that every letter is told at once, as an edit
// that can be undone, that nothing is filled in or chosen for a person, and that
// what is empty never looks like a finding.
package book

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// Value is what the book is about.
type Value struct {
	Case     casefile.Case
	Pictures map[casefile.ID]image.Image   // small ones, as far as they are made
	Copies   map[casefile.ID][]casefile.ID // by claim, the candidates that match it
	Log      casefile.Log
}

// View is the book. It is opened over the picture and shows one page at a time.
type View struct {
	// OnEdit hears each change, with the name of what is changed by its key in words.
	OnEdit  func(key string, do func(casefile.Case) casefile.Case)
	OnClose func()
	OnCopy  func(text string) // asks for a text to be put on the clipboard
	OnHint  func(hint string) // what an icon means, while the pointer is over it; "" after

	language words.Language
	value    Value
	opened   bool
	begun    bool // it was open before
	page     page
	form     *form
	whole    map[string]bool // long lists that are shown whole
	want     string          // the control that gets the keyboard when the form has been made

	nav         *nav
	beside      *look.Box
	title, line *look.Text
	thumb       *look.Thumbnail
	close       *look.Button
	under       *look.Box
	body        *look.Column
	limit       *limit
	scroll      *look.Scroll
	pane        *look.Pane
}

// New returns the book, closed.
func New(l words.Language) *View {
	v := &View{
		beside: look.Hairline(), under: look.Hairline(),
		title: look.NewText("", look.Finding, look.InText).AtMost(3), // a file may have any name
		line:  look.NewText("", look.Quiet, look.InSecond),
		thumb: look.NewThumbnail(), body: look.NewColumn(0), whole: map[string]bool{}, page: page{kind: casePage},
	}
	v.nav = newNav(v.turn, v.addPost)
	v.close = look.NewButton("", func() { v.closed() }, look.ButtonOptions{})
	v.limit = newLimit(v.body)
	v.scroll = look.NewScroll(look.NewColumn(0, look.Item{Object: v.limit}))
	v.pane = look.NewPane([]fyne.CanvasObject{v.nav, v.beside, v.thumb, v.title, v.line, v.close, v.under, v.scroll}, v.place, nil)
	v.SetLanguage(l)
	return v
}

// Object is the book as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.close.SetWords(l.Say("window.close"))
	if v.opened {
		v.make()
	}
}

// Show brings the book to that state. While it is closed, it only remembers.
func (v *View) Show(value Value) {
	v.value = value
	if v.opened {
		v.update()
	}
}

// Open opens the book where it was left; with an item, at that item's page.
func (v *View) Open(id casefile.ID) {
	v.opened, v.begun = true, true
	if _, ok := v.value.Case.Find(id); ok {
		v.page = page{kind: itemPage, id: id}
	}
	v.make()
	v.scroll.ToTop()
}

// Opened reports whether the book is open.
func (v *View) Opened() bool { return v.opened }

// Begun reports whether the book has been open before.
func (v *View) Begun() bool { return v.begun }

// Close closes the book and lets go of its form.
func (v *View) Close() {
	v.opened = false
	v.form = nil
	v.body.SetItems()
}

// turn turns to a page.
func (v *View) turn(p page) {
	if p == v.page && v.form != nil {
		return
	}
	v.page = p
	v.make()
	v.scroll.ToTop()
}

// GoTo turns to the page of an item.
func (v *View) GoTo(id casefile.ID) {
	if _, ok := v.value.Case.Find(id); ok && v.opened {
		v.turn(page{kind: itemPage, id: id})
	}
}

// FocusTarget is what takes the keyboard when it moves to the book.
func (v *View) FocusTarget() fyne.Focusable { return v.nav }

// Pages is the list of pages, and Page what stands beside it.
func (v *View) Pages() fyne.CanvasObject { return v.nav }

// Page is the page that is turned to.
func (v *View) Page() fyne.CanvasObject { return v.scroll }

// Key does what the keyboard asks of the page as a whole, and reports whether
// it had a use for the key: a page without a field is scrolled too.
func (v *View) Key(key fyne.KeyName) bool {
	page := v.scroll.Size().Height * 0.85
	switch key {
	case fyne.KeyPageDown:
		v.scroll.SetOffset(v.scroll.Offset() + page)
	case fyne.KeyPageUp:
		v.scroll.SetOffset(max(0, v.scroll.Offset()-page))
	default:
		return false
	}
	return true
}

func (v *View) closed() {
	if v.OnClose != nil {
		v.OnClose()
	}
}

func (v *View) edit(key string, do func(casefile.Case) casefile.Case) {
	if v.OnEdit != nil {
		v.OnEdit(key, do)
	}
}

func (v *View) hint(text string) {
	if v.OnHint != nil {
		v.OnHint(text)
	}
}

// update brings the page to the case as it is now, and makes it anew only where
// something has come or gone.
func (v *View) update() {
	if !v.page.of(v.value.Case) {
		v.page = page{kind: casePage}
		v.make()
		return
	}
	if v.form == nil || !v.form.fits() {
		v.make()
		return
	}
	v.nav.show(entries(v.language, v.value.Case), v.page)
	v.head()
	before := v.limit.HeightAt(v.scroll.Size().Width)
	v.form.sync()
	if v.limit.HeightAt(v.scroll.Size().Width) != before {
		v.scroll.Refresh()
	}
	v.body.Refresh()
	v.focus(v.want)
	v.want = ""
}

// focus gives the keyboard to a control of that name, where there is one.
func (v *View) focus(name string) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(v.pane)
	if c, ok := v.form.named[name]; ok && canvas != nil {
		canvas.Focus(c.focus)
		v.scroll.Reveal(c.object)
	}
}

// make makes the page anew; the keyboard stays where it was, as far as that is
// still there.
func (v *View) make() {
	if !v.page.of(v.value.Case) {
		v.page = page{kind: casePage}
	}
	had := ""
	canvas := fyne.CurrentApp().Driver().CanvasForObject(v.pane)
	if v.form != nil && canvas != nil {
		had = v.form.nameOf(canvas.Focused())
	}
	if v.want != "" {
		had, v.want = v.want, ""
	}
	offset := v.scroll.Offset()
	v.nav.show(entries(v.language, v.value.Case), v.page)
	v.head()
	v.form = newForm(v)
	v.page.build(v.form)
	v.form.sync()
	v.body.SetItems(v.form.items...)
	v.pane.Refresh()
	v.scroll.Refresh()
	v.scroll.SetOffset(offset)
	v.focus(had)
}

// head names the page.
func (v *View) head() {
	title, line := v.page.title(v.language, v.value.Case)
	v.title.Set(title)
	v.line.Set(line)
	look.Show(v.thumb, v.page.kind == itemPage || v.page.kind == findingPage)
	v.thumb.SetPicture(v.value.Pictures[v.page.id])
}

// Lengths of the book, pixels at a text size of 100 %.
const (
	navWidth, leastNav = 208, 124
	thumbW, thumbH     = 64, 48
	mostWidth          = 760 // of a page: longer lines are hard to read
	leastHead          = 180 // that the page's name keeps beside a picture
)

func (v *View) place(size fyne.Size) {
	px := look.Px
	nav := min(px(navWidth), max(px(leastNav), size.Width*0.32))
	look.Put(v.nav, 0, 0, nav-1, size.Height)
	look.Put(v.beside, nav-1, 0, 1, size.Height)
	left, top := nav+px(look.Gap24), px(look.Gap16)
	right := size.Width - px(look.Gap16)
	done := v.close.MinSize()
	look.Put(v.close, right-done.Width, top, done.Width, done.Height)
	x, head := left, done.Height
	room := max(0, right-done.Width-px(look.Gap16)-x)
	look.Put(v.thumb, left, top, 0, 0)
	if words := room - px(thumbW+look.Gap12); v.thumb.Visible() && words >= px(leastHead) {
		look.Put(v.thumb, left, top, px(thumbW), px(thumbH))
		x += px(thumbW + look.Gap12)
		head, room = px(thumbH), words
	}
	title, line := v.title.HeightAt(room), v.line.HeightAt(room)
	words := title + line
	if line > 0 {
		words += px(2)
	}
	head = max(head, words)
	y := top + (head-words)/2
	look.Put(v.title, x, y, room, title)
	look.Put(v.line, x, y+title+px(2), room, line)
	foot := top + head + px(look.Gap16)
	look.Put(v.under, nav, foot, size.Width-nav, 1)
	look.Put(v.scroll, nav, foot+1, size.Width-nav, max(0, size.Height-foot-1))
}

// role names what an item is to the case.
func role(l words.Language, e casefile.Evidence) string {
	switch {
	case e.Role == casefile.Claimed:
		return l.Say("book.role.claimed")
	case e.Role == casefile.Candidate:
		return l.Say("book.role.candidate")
	case e.Derived():
		return l.Say("book.role.part")
	}
	return l.Say("book.role.other")
}

// about says in a line what kind of file an item is.
func about(l words.Language, e casefile.Evidence) string {
	parts := []string{words.Capital(role(l, e))}
	if e.Pixels.Width > 0 {
		parts = append(parts, l.Pixels(e.Pixels.Width, e.Pixels.Height))
	}
	if _, kind, ok := strings.Cut(e.MediaType, "/"); ok {
		parts = append(parts, strings.ToUpper(kind))
	}
	return strings.Join(parts, " · ")
}
