package inspector

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

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
	rows     []*detailRow

	nameLabel, noteLabel *look.Text
	name, note           *look.Field
	how, again           *look.Text
	remove               *look.Button
}

func newDetails(v *View) *details {
	d := &details{
		section: newSection(v.layAgain, v.reveal), view: v,
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
		row := newDetailRow(d, i)
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

// detailRow is a detail in the list.
type detailRow struct {
	pressed
	chosen   func() bool
	onChoose func()
	onEnter  func()                // goes on to its words
	again    func() fyne.Focusable // the row that stands for it after it was chosen; nil where it is gone
	spoken   string

	signs                  look.RowSigns
	disc                   *canvas.Circle
	number, name, position *look.Text
}

var (
	_ fyne.Tappable     = (*detailRow)(nil)
	_ fyne.Focusable    = (*detailRow)(nil)
	_ desktop.Hoverable = (*detailRow)(nil)
)

func newDetailRow(list *details, i int) *detailRow {
	l, detail := list.language, list.all[i]
	name := marks.Name(l, detail.Mark, detail.Number)
	r := newMarkRow(list.view, strconv.Itoa(detail.Number), name, marks.Position(l, detail.Mark), detail.Text == "")
	r.spoken = l.Say("detail.spoken", "n", strconv.Itoa(detail.Number), "name", name)
	r.chosen = func() bool { return detail.ID == list.chosen }
	r.onChoose = func() {
		if list.view.OnDetail != nil {
			list.view.OnDetail(detail.ID)
		}
	}
	r.onEnter = func() { focusOn(r, list.name.Focusable()) }
	r.again = func() fyne.Focusable {
		if i < len(list.rows) {
			return list.rows[i]
		}
		return nil
	}
	return r
}

// focusOn gives the keyboard to a thing on the canvas of another.
func focusOn(from fyne.CanvasObject, to fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && to != nil {
		c.Focus(to)
	}
}

// newMarkRow makes a row: a number or nothing in its disc, what it is called, and
// at its end what is said of its place.
func newMarkRow(v *View, number, name, position string, unnamed bool) *detailRow {
	ink := look.InText
	if unnamed {
		ink = look.InSecond
	}
	r := &detailRow{
		signs:    look.NewRowSigns(),
		disc:     &canvas.Circle{},
		number:   look.NewLine(number, look.QuietBold, look.InText, look.Whole).Centred(),
		name:     look.NewLine(name, look.Body, ink, look.CutsEnd),
		position: look.NewLine(position, look.Quiet, look.InSecond, look.Whole).Trailing(),
	}
	r.be(r, v.reveal)
	return r
}

// HeightAt returns the height at a width.
func (r *detailRow) HeightAt(float32) float32 { return look.Px(2*4 + regionDisc) }

// CreateRenderer is part of Fyne's widget.
func (r *detailRow) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{r.signs.Ground, r.signs.Bar, r.disc, r.number, r.name, r.position, r.signs.Frame},
		Least: func() fyne.Size { return fyne.NewSize(0, r.HeightAt(0)) },
		Place: func(size fyne.Size) {
			px := look.Px
			r.signs.Place(0, size)
			side, middle := px(regionDisc), size.Height/2
			look.Put(r.disc, px(look.Gap16), middle-side/2, side, side)
			look.Put(r.number, px(look.Gap16), middle-px(look.Quiet.Line)/2, side, px(look.Quiet.Line))
			right := r.position.Width() + 1
			room := max(0, size.Width-px(regionWords+look.Gap16)-right-px(look.Gap8))
			look.Put(r.name, px(regionWords), middle-px(look.Body.Line)/2, room, px(look.Body.Line))
			look.Put(r.position, size.Width-px(look.Gap16)-right, middle-px(look.Quiet.Line)/2, right, px(look.Quiet.Line))
		},
		Paint: r.paint,
	})
}

func (r *detailRow) paint() {
	r.signs.Paint(look.RowState{Selected: r.chosen(), Hovered: r.hovered, Focused: r.focused})
	r.disc.FillColor, r.disc.StrokeColor, r.disc.StrokeWidth = look.Colour(look.Clear), look.Colour(look.InSecond), 1
	if r.number.Words() == "" {
		r.disc.StrokeWidth = 0
	}
	r.disc.Refresh()
}

// Tapped selects the detail.
func (r *detailRow) Tapped(*fyne.PointEvent) { r.onChoose() }

// TypedKey selects the detail on Space, goes on to its name on Enter, and hands
// on the rest.
func (r *detailRow) TypedKey(key *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(r)
	switch key.Name {
	case fyne.KeySpace:
		r.onChoose()
		if again := r.again(); c != nil && again != nil { // it was made anew
			c.Focus(again)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		r.onChoose()
		if c != nil {
			r.onEnter()
		}
	default:
		look.Forward(r, key)
	}
}

// AccessibilityLabel reads the row.
func (r *detailRow) AccessibilityLabel() string { return r.spoken + ", " + r.position.Words() }
