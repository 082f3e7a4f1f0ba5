package inspector

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/changes"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

// differences is the section of what differs: how much, how small a change may
// have gone unnoticed, and the regions, strongest first, of which one can be
// selected.
type differences struct {
	section *section
	choose  func(index int) // a person wants this region
	reveal  func(fyne.CanvasObject)
	changed func()

	language words.Language
	value    Value
	rows     []*regionRow
	chosen   int
	all      bool // more than the first few are listed
}

const (
	fewRows  = 8  // that are listed at first
	mostRows = 60 // that are listed at all
)

func newDifferences(choose func(int), changed func(), reveal func(fyne.CanvasObject)) *differences {
	return &differences{section: newSection(changed, reveal), choose: choose, reveal: reveal, changed: changed, chosen: -1}
}

// show writes the section and reports whether there is anything to say.
func (d *differences) show(l words.Language, v Value) bool {
	if v.Difference != d.value.Difference {
		d.all, d.chosen = false, -1
	}
	d.language, d.value = l, v
	d.write()
	return v.State == Compared && v.Alignment.Placed() && (v.Difference != nil && !v.Difference.Preview || v.Measuring)
}

func (d *differences) write() {
	l, m := d.language, d.value.Difference
	d.rows = nil
	quiet := func(words string) look.Item {
		return look.Item{Object: look.NewText(words, look.Quiet, look.InQuiet), Above: look.Gap8}
	}
	if m == nil || m.Preview { // what a coarse one says may change
		d.section.set(l.Say("changes.title"), "", quiet(l.Say("stage.measuring")))
		return
	}
	items := []look.Item{
		{Object: look.NewText(changes.Found(l, m), look.Body, look.InText), Above: look.Gap4},
		quiet(changes.Smallest(l, m.Smallest)),
		quiet(changes.Shares(l, m.Shares)),
		quiet(changes.Light(l, m.Light)),
	}
	most := fewRows
	if d.all {
		most = mostRows
	}
	for i, r := range m.Regions[:min(most, len(m.Regions))] {
		row := newRegionRow(d, i, r)
		d.rows = append(d.rows, row)
		item := look.Item{Object: row, Inset: -look.Gap16}
		if i == 0 {
			item.Above = look.Gap8
		}
		items = append(items, item)
	}
	switch rest := len(m.Regions) - len(d.rows); {
	case rest > 0 && !d.all:
		items = append(items, look.Item{Object: look.NewButton(l.Plural("changes.more", rest), d.listAll, look.ButtonOptions{Height: look.Short}), Above: look.Gap8, Hugs: true})
	case rest > 0:
		items = append(items, quiet(l.Plural("changes.rest", rest)))
	}
	if len(d.rows) > 0 {
		items = append(items, quiet(l.Say("changes.typed")))
	}
	d.section.set(l.Say("changes.title"), d.count(), items...)
}

func (d *differences) count() string {
	if n := len(d.value.Difference.Regions); n > 0 {
		return d.language.Plural("changes.regions", n)
	}
	return ""
}

func (d *differences) listAll() {
	d.all = true
	d.write()
	d.changed()
}

// selectRegion marks a region as the selected one and brings it into sight; −1 is none.
func (d *differences) selectRegion(i int) {
	d.chosen = i
	if i >= len(d.rows) && !d.all && len(d.rows) > 0 {
		d.listAll()
	}
	for _, r := range d.rows {
		r.Refresh()
	}
	if i >= 0 && i < len(d.rows) {
		d.reveal(d.rows[i])
	}
}

// regionRow is a region in the list.
type regionRow struct {
	pressed
	list  *differences
	index int

	signs                  look.RowSigns
	disc                   *canvas.Circle
	number, side, strength *look.Text
	words, figures         *look.Text
}

var (
	_ fyne.Tappable     = (*regionRow)(nil)
	_ fyne.Focusable    = (*regionRow)(nil)
	_ desktop.Hoverable = (*regionRow)(nil)
)

func newRegionRow(d *differences, i int, region compare.Region) *regionRow {
	l := d.language
	r := &regionRow{
		list: d, index: i,
		signs:    look.NewRowSigns(),
		disc:     &canvas.Circle{},
		number:   look.NewLine(strconv.Itoa(i+1), look.QuietBold, look.InText, look.Whole).Centred(),
		side:     look.NewLine(words.Capital(changes.Side(l, region)), look.Body, look.InText, look.CutsEnd),
		strength: look.NewLine(changes.Strength(l, region), look.Quiet, look.InSecond, look.Whole).Trailing(),
		words:    look.NewText(words.Capital(changes.Words(l, region, d.value.Claim.Pixels)), look.Quiet, look.InText),
		figures:  look.NewText(unbroken([]string{changes.Figures(l, region), changes.Box(l, region)}), look.Quiet, look.InQuiet),
	}
	r.be(r, d.reveal)
	return r
}

// Sizes of a row, pixels at a text size of 100 %.
const (
	regionDisc  = 22
	regionWords = look.Gap16 + regionDisc + look.Gap12 // where its words begin
	regionRim   = 6                                    // above and below
)

func (r *regionRow) room(width float32) float32 {
	return max(1, width-look.Px(regionWords+look.Gap16))
}

// HeightAt returns the height at a width.
func (r *regionRow) HeightAt(width float32) float32 {
	room := r.room(width)
	return look.Px(2*regionRim+look.Body.Line) + r.words.HeightAt(room) + r.figures.HeightAt(room)
}

// CreateRenderer is part of Fyne's widget.
func (r *regionRow) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{r.signs.Ground, r.signs.Bar, r.disc, r.number, r.side, r.strength, r.words, r.figures, r.signs.Frame},
		Least: func() fyne.Size { return fyne.NewSize(0, r.HeightAt(r.Size().Width)) },
		Place: r.place,
		Paint: r.paint,
	})
}

func (r *regionRow) place(size fyne.Size) {
	px := look.Px
	r.signs.Place(0, size)
	side := px(regionDisc)
	look.Put(r.disc, px(look.Gap16), px(regionRim), side, side)
	look.Put(r.number, px(look.Gap16), px(regionRim)+(side-px(look.Quiet.Line))/2, side, px(look.Quiet.Line))
	x, y, room := px(regionWords), px(regionRim), r.room(size.Width)
	strength := r.strength.Width() + 1
	look.Put(r.side, x, y, max(0, room-strength-px(look.Gap8)), px(look.Body.Line))
	look.Put(r.strength, x+room-strength, y+px(1), strength, px(look.Quiet.Line))
	y += px(look.Body.Line)
	height := r.words.HeightAt(room)
	look.Put(r.words, x, y, room, height)
	look.Put(r.figures, x, y+height, room, r.figures.HeightAt(room))
}

func (r *regionRow) paint() {
	chosen, quiet := r.index == r.list.chosen, look.InQuiet
	if chosen {
		quiet = look.InSecond
	}
	r.signs.Paint(look.RowState{Selected: chosen, Hovered: r.hovered, Focused: r.focused})
	r.figures.SetInk(quiet)
	r.disc.FillColor, r.disc.StrokeColor, r.disc.StrokeWidth = look.Colour(look.Clear), look.Colour(look.InSecond), 1
	r.disc.Refresh()
}

// Tapped selects the region.
func (r *regionRow) Tapped(*fyne.PointEvent) { r.list.choose(r.index) }

// TypedKey selects the region on Space and Enter, moves the keyboard to the
// neighbour on ↑ and ↓, and hands on the rest.
func (r *regionRow) TypedKey(key *fyne.KeyEvent) {
	to := -1
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.list.choose(r.index)
		return
	case fyne.KeyUp:
		to = r.index - 1
	case fyne.KeyDown:
		to = r.index + 1
	default:
		look.Forward(r, key)
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil && to >= 0 && to < len(r.list.rows) {
		c.Focus(r.list.rows[to])
	}
}

// AccessibilityLabel reads the row's words in their order.
func (r *regionRow) AccessibilityLabel() string {
	return r.number.Words() + ", " + r.side.Words() + ", " + r.words.Words() + ", " + r.strength.Words()
}
