package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
)

// markRow is a detail or a drawn mark in its list.
type markRow struct {
	pressed
	chosen   func() bool
	onChoose func()
	words    *look.Field           // in which it is named once it is selected
	again    func() fyne.Focusable // the row that stands for it after it was chosen; nil where it is gone
	spoken   string

	signs                  look.RowSigns
	disc                   *canvas.Circle
	number, name, position *look.Text
}

var (
	_ fyne.Tappable     = (*markRow)(nil)
	_ fyne.Focusable    = (*markRow)(nil)
	_ desktop.Hoverable = (*markRow)(nil)
)

// newMarkRow makes a row: a number or nothing in its disc, what it is called, and
// at its end what is said of its place.
func newMarkRow(v *View, number, name, position string, unnamed bool) *markRow {
	ink := look.InText
	if unnamed {
		ink = look.InSecond
	}
	r := &markRow{
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
func (r *markRow) HeightAt(float32) float32 { return look.Px(2*4 + regionDisc) }

// CreateRenderer is part of Fyne's widget.
func (r *markRow) CreateRenderer() fyne.WidgetRenderer {
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

func (r *markRow) paint() {
	r.signs.Paint(look.RowState{Selected: r.chosen(), Hovered: r.hovered, Focused: r.focused})
	r.disc.FillColor, r.disc.StrokeColor, r.disc.StrokeWidth = look.Colour(look.Clear), look.Colour(look.InSecond), 1
	if r.number.Words() == "" {
		r.disc.StrokeWidth = 0
	}
	r.disc.Refresh()
}

// Tapped selects the mark.
func (r *markRow) Tapped(*fyne.PointEvent) { r.onChoose() }

// TypedKey selects the mark on Space, goes on to its words on Enter, and hands
// on the rest.
func (r *markRow) TypedKey(key *fyne.KeyEvent) {
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
			c.Focus(r.words.Focusable())
		}
	default:
		look.Forward(r, key)
	}
}

// AccessibilityLabel reads the row.
func (r *markRow) AccessibilityLabel() string {
	if r.position.Words() == "" {
		return r.spoken
	}
	return r.spoken + ", " + r.position.Words()
}
