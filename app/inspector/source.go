package inspector

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// fieldCount is how many fields the form has: those that are filled in most. The
// case book has all of them.
const fieldCount = 5

// sourceForm takes what a person knows about where a file comes from.
type sourceForm struct {
	section  *section
	changed  func(id casefile.ID, s casefile.Source)
	language words.Language
	id       casefile.ID
	name     string
	known    casefile.Source // with the fields that have no place in the form

	all    *look.Button
	labels [fieldCount]*look.Text
	fields [fieldCount]*look.Field
}

func newSourceForm(changed func(casefile.ID, casefile.Source), all func(casefile.ID), layAgain func(), reveal func(fyne.CanvasObject)) *sourceForm {
	f := &sourceForm{section: newSection(layAgain, reveal), changed: changed}
	var items []look.Item
	for i := range f.fields {
		lines := 1
		if i == fieldCount-1 {
			lines = 3 // the note
		}
		f.labels[i] = look.NewText("", look.Quiet, look.InSecond)
		f.fields[i] = look.NewField(lines)
		f.fields[i].OnChange = func(string) { f.tell() }
		f.fields[i].OnFocus = func() { reveal(f.fields[i]) }
		above := float32(look.Gap12)
		if i == 0 {
			above = factAbove
		}
		items = append(items,
			look.Item{Object: f.labels[i], Above: above},
			look.Item{Object: f.fields[i], Above: look.Gap4})
	}
	f.all = look.NewButton("", func() { all(f.id) }, look.ButtonOptions{Kind: look.Bare, Wide: true, Height: look.Short})
	f.all.OnFocus = func() { reveal(f.all) }
	f.section.body.SetItems(append(items, look.Item{Object: f.all, Above: look.Gap8, Hugs: true})...)
	return f
}

func (f *sourceForm) say(l words.Language) {
	f.language = l
	f.all.SetWords(l.Say("book.all-fields"))
	for i, label := range [fieldCount]string{
		l.Say("window.source.address"), l.Say("window.source.publisher"), l.Say("window.source.date"),
		l.Say("window.source.credit"), l.Say("window.source.note"),
	} {
		f.labels[i].Set(label)
	}
	f.count()
}

// show fills in what is known of a file. A field in which a person is writing
// about that very file is left alone.
func (f *sourceForm) show(l words.Language, e casefile.Evidence) {
	same := f.id == e.ID
	f.id, f.name, f.language, f.known = e.ID, e.Name, l, e.Source
	for i, text := range parts(e.Source) {
		if !same || !f.fields[i].Focused() {
			f.fields[i].SetText(text)
		}
	}
	f.count()
}

func (f *sourceForm) tell() {
	f.count()
	if f.id != "" {
		f.changed(f.id, f.source())
	}
}

// count says in the heading whose source this is, and how much of it is known.
func (f *sourceForm) count() {
	l := f.language
	count := l.Say("window.source.fields", "n", l.Count(int64(f.source().Filled())), "all", l.Count(int64(casefile.SourceFields())))
	f.section.head.set(l.Say("window.source", "name", f.name), count)
}

func parts(s casefile.Source) [fieldCount]string {
	return [fieldCount]string{s.Address, s.Publisher, string(s.Date), s.Credit, s.Note}
}

func (f *sourceForm) source() casefile.Source {
	s := f.known
	s.Address, s.Publisher, s.Date = f.fields[0].Text(), f.fields[1].Text(), casefile.Date(f.fields[2].Text())
	s.Credit, s.Note = f.fields[3].Text(), f.fields[4].Text()
	return s
}
