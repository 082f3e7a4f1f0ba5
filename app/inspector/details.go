package inspector

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/marks"
	"github.com/motbilde/motbilde/internal/words"
)

// Detail is a matching detail of the pair.
type Detail struct {
	casefile.Mark
	Number int
}

// details is the section of the matching details: a list, and of the selected
// one the fields in which a person names it, and how its place was found.
type details struct {
	section  *section
	view     *View
	language words.Language
	all      []Detail
	chosen   casefile.ID
	rows     []*markRow

	nameLabel, noteLabel *look.Text
	name, note           *look.Field
	how, again           *look.Text
	remove               *look.Button
}

func newDetails(v *View) *details {
	d := &details{
		section: newSection(v.folded, v.reveal), view: v,
		nameLabel: look.NewText("", look.Quiet, look.InSecond), noteLabel: look.NewText("", look.Quiet, look.InSecond),
		name: look.NewField(1), note: look.NewField(3),
		how: look.NewText("", look.Quiet, look.InQuiet), again: look.NewText("", look.Quiet, look.InQuiet),
	}
	d.remove = look.NewButton("", func() {
		if v.OnRemoveDetail != nil {
			v.OnRemoveDetail(d.chosen)
		}
	}, look.ButtonOptions{Height: look.Short})
	d.remove.OnFocus = func() { v.reveal(d.remove) }
	d.name.OnChange = func(text string) {
		if v.OnNameDetail != nil {
			v.OnNameDetail(d.chosen, text)
		}
	}
	d.name.OnEnter = d.nameNext
	d.note.OnChange = func(text string) {
		if v.OnNoteDetail != nil {
			v.OnNoteDetail(d.chosen, text)
		}
	}
	d.name.OnFocus = func() { v.reveal(d.name) }
	d.note.OnFocus = func() { v.reveal(d.note) }
	return d
}

// write writes the section.
func (d *details) write(l words.Language, value Value) {
	same := d.chosen == value.Detail
	d.language, d.all, d.chosen, d.rows = l, value.Details, value.Detail, nil
	quiet := func(words string) look.Item {
		return look.Item{Object: look.NewText(words, look.Quiet, look.InQuiet), Above: look.Gap8}
	}
	d.section.column = ""
	if len(d.all) == 0 {
		d.section.set(l.Say("detail.title"), "", quiet(l.Say("detail.none-yet")))
		return
	}
	var items []look.Item
	var chosen *Detail
	for i := range d.all {
		row := d.row(i)
		d.rows = append(d.rows, row)
		item := look.Item{Object: row, Inset: -look.Gap16}
		if i == 0 {
			item.Above = look.Gap4
		}
		items = append(items, item)
		if d.all[i].ID == d.chosen {
			chosen = &d.all[i]
		}
	}
	items = append(items, quiet(l.Say("detail.proposed")))
	if chosen != nil {
		n := strconv.Itoa(chosen.Number)
		d.nameLabel.Set(l.Say("detail.name", "n", n))
		d.noteLabel.Set(l.Say("detail.note", "n", n))
		if !same || !d.name.Focused() {
			d.name.SetText(chosen.Text)
		}
		if !same || !d.note.Focused() {
			d.note.SetText(chosen.Note)
		}
		d.how.Set(marks.How(l, chosen.Mark))
		d.again.Set(marks.Again(l, chosen.Mark))
		d.remove.SetWords(l.Say("detail.remove"))
		items = append(items,
			look.Item{Object: d.nameLabel, Above: look.Gap16}, look.Item{Object: d.name, Above: look.Gap4},
			look.Item{Object: d.noteLabel, Above: look.Gap12}, look.Item{Object: d.note, Above: look.Gap4},
			look.Item{Object: d.how, Above: look.Gap12},
		)
		if d.again.Words() != "" {
			items = append(items, look.Item{Object: d.again, Above: look.Gap8})
		}
		items = append(items, look.Item{Object: d.remove, Above: look.Gap12, Hugs: true})
	}
	d.section.column = l.Say("detail.position")
	d.section.set(l.Say("detail.title"), strconv.Itoa(len(d.all)), items...)
}

// nameNext goes on to the next detail, so that all can be named one after the
// other; the keyboard stays in the field.
func (d *details) nameNext() {
	i := slices.IndexFunc(d.all, func(m Detail) bool { return m.ID == d.chosen })
	if i >= 0 && i+1 < len(d.all) && d.view.OnDetail != nil {
		d.view.OnDetail(d.all[i+1].ID)
	}
}

// row makes the row of a detail.
func (d *details) row(i int) *markRow {
	l, detail := d.language, d.all[i]
	name := marks.Name(l, detail.Mark, detail.Number)
	r := newMarkRow(d.view, strconv.Itoa(detail.Number), name, marks.Position(l, detail.Mark), detail.Text == "")
	r.spoken = l.Say("detail.spoken", "n", strconv.Itoa(detail.Number), "name", name)
	r.chosen = func() bool { return detail.ID == d.chosen }
	r.onChoose = func() {
		if d.view.OnDetail != nil {
			d.view.OnDetail(detail.ID)
		}
	}
	r.words = d.name
	r.again = func() fyne.Focusable {
		if i < len(d.rows) {
			return d.rows[i]
		}
		return nil
	}
	return r
}
