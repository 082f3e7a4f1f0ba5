package inspector

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/marks"
	"github.com/motbilde/motbilde/internal/words"
)

// drawn is the section of the marks that were drawn on the pair: a list, and of
// the selected one its words, and what hides it and takes it away.
type drawn struct {
	section *section
	view    *View
	chosen  casefile.ID
	rows    []*markRow

	label        *look.Text
	words        *look.Field
	hide, remove *look.Button
}

func newDrawn(v *View) *drawn {
	d := &drawn{section: newSection(v.folded, v.reveal), view: v, label: look.NewText("", look.Quiet, look.InSecond), words: look.NewField(1)}
	button := func(do *func(casefile.ID)) *look.Button {
		b := look.NewButton("", func() {
			if *do != nil {
				(*do)(d.chosen)
			}
		}, look.ButtonOptions{Height: look.Short})
		b.OnFocus = func() { v.reveal(b) }
		return b
	}
	d.hide, d.remove = button(&v.OnHideMark), button(&v.OnRemoveMark)
	d.words.OnChange = func(text string) {
		if v.OnNameMark != nil {
			v.OnNameMark(d.chosen, text)
		}
	}
	d.words.OnFocus = func() { v.reveal(d.words) }
	return d
}

// write writes the section.
func (d *drawn) write(l words.Language, value Value) {
	same := d.chosen == value.Mark
	d.chosen, d.rows = value.Mark, nil
	var items []look.Item
	var chosen *Detail
	for i := range value.Marks {
		m := &value.Marks[i]
		row := d.row(l, *m, i)
		d.rows = append(d.rows, row)
		item := look.Item{Object: row, Inset: -look.Gap16}
		if i == 0 {
			item.Above = look.Gap4
		}
		items = append(items, item)
		if m.ID == d.chosen {
			chosen = m
		}
	}
	items = append(items, look.Item{Object: look.NewText(l.Say("mark.proposed"), look.Quiet, look.InQuiet), Above: look.Gap8})
	if chosen != nil {
		d.label.Set(l.Say("mark.name", "mark", marks.Called(l, chosen.Mark, chosen.Number)))
		if !same || !d.words.Focused() {
			d.words.SetText(chosen.Text)
		}
		d.remove.SetWords(l.Say("mark.remove"))
		items = append(items, look.Item{Object: d.label, Above: look.Gap16}, look.Item{Object: d.words, Above: look.Gap4})
		if chosen.Kind != casefile.RedactionMark {
			hide := "mark.hide"
			if chosen.Hidden {
				hide = "mark.show"
			}
			d.hide.SetWords(l.Say(hide))
			items = append(items, look.Item{Object: d.hide, Above: look.Gap12, Hugs: true})
		} else if chosen.Blur {
			items = append(items, look.Item{Object: look.NewText(l.Say("mark.blur-warns"), look.Quiet, look.InText), Above: look.Gap12})
		}
		items = append(items, look.Item{Object: d.remove, Above: look.Gap8, Hugs: true})
	}
	d.section.set(l.Say("mark.title"), strconv.Itoa(len(value.Marks)), items...)
}

// row makes the row of a mark: its number, its words or its kind, and whether it
// is hidden or on one picture alone.
func (d *drawn) row(l words.Language, m Detail, i int) *markRow {
	number, name, aside := "", m.Text, ""
	if m.Number > 0 {
		number = strconv.Itoa(m.Number)
	}
	if name == "" {
		name = l.Say("mark.kind." + string(m.Kind))
	}
	switch {
	case m.Hidden && m.Kind != casefile.RedactionMark:
		aside = l.Say("mark.hidden")
	case m.Twin == casefile.NoTwin:
		aside = l.Say("mark.only")
	}
	r := newMarkRow(d.view, number, name, aside, m.Text == "")
	r.spoken = l.Say("mark.spoken", "mark", marks.Called(l, m.Mark, m.Number), "name", name)
	r.chosen = func() bool { return m.ID == d.chosen }
	r.onChoose = func() {
		if d.view.OnMark != nil {
			d.view.OnMark(m.ID)
		}
	}
	r.words = d.words
	r.again = func() fyne.Focusable {
		if i < len(d.rows) {
			return d.rows[i]
		}
		return nil
	}
	return r
}
