package publish

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// list is what can be made, at the left.
type list struct {
	widget.BaseWidget
	view *View

	entries []Entry
	chosen  string
	focused bool
	close   density

	rows   []*row
	page   *look.Pane
	scroll *container.Scroll
}

var _ fyne.Focusable = (*list)(nil)

// density says how close the rows stand, so that all can be seen where the
// window is low.
type density int

const (
	roomy density = iota
	snug
	tight
	single // the second line only of the chosen one
	densities
)

// rowPads are the room over and under a row's words, pixels at a text size of 100 %.
var rowPads = [densities]float32{8, 6, 4, 3}

// Lengths of a row, pixels at a text size of 100 %.
const (
	rowWords      = 45
	headingHeight = 40
	narrowRow     = 190 // under it the signs are left out
)

func newList(v *View) *list {
	l := &list{view: v}
	l.page = look.NewPane(nil, l.lay, func() fyne.Size { return fyne.NewSize(0, l.height(l.page.Size().Width)) })
	l.scroll = container.NewVScroll(l.page)
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) show(entries []Entry, chosen string) {
	if l.chosen == chosen && slices.Equal(entries, l.entries) {
		return
	}
	l.entries, l.chosen = slices.Clone(entries), chosen
	for len(l.rows) < len(entries) {
		l.rows = append(l.rows, newRow(l))
	}
	l.rows = l.rows[:len(entries)]
	parts := make([]fyne.CanvasObject, len(entries))
	for i, e := range entries {
		l.rows[i].show(e)
		parts[i] = l.rows[i]
	}
	l.page.SetParts(parts...)
	l.Refresh()
	l.reveal()
}

func (l *list) height(width float32) float32 {
	y := float32(0)
	for _, r := range l.rows {
		y += r.HeightAt(width)
	}
	return y + look.Px(look.Gap8)
}

// fit lets the rows stand as close as they must to be seen all.
func (l *list) fit(size fyne.Size) {
	for l.close = roomy; l.close < densities-1 && l.height(size.Width) > size.Height; l.close++ {
	}
}

func (l *list) lay(size fyne.Size) {
	y := float32(0)
	for _, r := range l.rows {
		h := r.HeightAt(size.Width)
		look.Put(r, 0, y, size.Width, h)
		y += h
	}
}

// reveal scrolls so that the chosen row is in sight.
func (l *list) reveal() {
	for _, r := range l.rows {
		if r.entry.Kind != l.chosen {
			continue
		}
		top, bottom := r.Position().Y, r.Position().Y+r.Size().Height
		switch offset, height := l.scroll.Offset.Y, l.scroll.Size().Height; {
		case top < offset:
			l.scroll.ScrollToOffset(fyne.NewPos(0, top))
		case bottom > offset+height && height > 0:
			l.scroll.ScrollToOffset(fyne.NewPos(0, bottom-height))
		}
	}
}

// FocusGained shows that the keys work on the list.
func (l *list) FocusGained() { l.focused = true; l.paintRows() }

// FocusLost takes that back.
func (l *list) FocusLost() { l.focused = false; l.paintRows() }

func (l *list) paintRows() {
	for _, r := range l.rows {
		r.Refresh()
	}
}

// TypedRune hands characters on to the window.
func (l *list) TypedRune(r rune) { look.ForwardRune(l, r) }

// TypedKey goes from one to the next, also to those that can't be made, which
// say why; and hands on what it has no use for.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	i := slices.IndexFunc(l.entries, func(e Entry) bool { return e.Kind == l.chosen })
	switch key.Name {
	case fyne.KeyUp:
		i--
	case fyne.KeyDown:
		i++
	case fyne.KeyHome:
		i = 0
	case fyne.KeyEnd:
		i = len(l.entries) - 1
	default:
		look.Forward(l, key)
		return
	}
	if len(l.entries) > 0 {
		l.view.OnChoose(l.entries[max(0, min(len(l.entries)-1, i))].Kind)
	}
}

// AccessibilityLabel names what is chosen.
func (l *list) AccessibilityLabel() string {
	for _, e := range l.entries {
		if e.Kind == l.chosen {
			return e.said()
		}
	}
	return l.view.language.Say("publish.title")
}

// AccessibilityRole says that the list can be pressed.
func (l *list) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of Fyne's widget.
func (l *list) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: l, Parts: []fyne.CanvasObject{l.scroll},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			l.fit(size)
			l.page.Resize(fyne.NewSize(size.Width, l.height(size.Width)))
			l.scroll.Resize(size)
			l.lay(size)
			l.scroll.Refresh()
		},
	})
}

// said is what an entry says, for reading aloud.
func (e Entry) said() string {
	if e.Why != "" {
		return e.Name + ". " + e.Why
	}
	return e.Name + ". " + e.Line
}

// row is one entry.
type row struct {
	widget.BaseWidget
	list    *list
	entry   Entry
	hovered bool

	signs      look.RowSigns
	icon       *look.Icon
	name, line *look.Text
}

var (
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Hoverable = (*row)(nil)
)

func newRow(l *list) *row {
	r := &row{
		list: l, signs: look.NewRowSigns(), icon: look.NewIcon(look.NoDrawing, look.InSecond),
		name: look.NewText("", look.Body, look.InText), line: look.NewText("", look.Quiet, look.InQuiet),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) show(e Entry) {
	r.entry = e
	r.name.Set(e.Name)
	line := e.Line
	if e.Why != "" {
		line = e.Why
	}
	r.line.Set(line)
	r.Refresh()
}

func (r *row) from(width float32) float32 {
	if width < look.Px(narrowRow) {
		return look.Px(14)
	}
	return look.Px(rowWords)
}

// HeightAt returns the height at a width.
func (r *row) HeightAt(width float32) float32 {
	room := width - r.from(width) - look.Px(look.Gap8)
	height := r.name.HeightAt(room) + 2*look.Px(rowPads[r.list.close])
	if r.lined() {
		height += r.line.HeightAt(room)
	}
	return height
}

// lined reports whether the second line is shown.
func (r *row) lined() bool { return r.list.close != single || r.entry.Kind == r.list.chosen }

// Tapped chooses it.
func (r *row) Tapped(*fyne.PointEvent) { r.list.view.OnChoose(r.entry.Kind) }

// MouseIn lights the row up.
func (r *row) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
	if !r.lined() {
		r.list.view.hint(r.line.Words())
	}
}

// MouseMoved is part of Fyne's Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that back.
func (r *row) MouseOut() {
	r.hovered = false
	r.Refresh()
	r.list.view.hint("")
}

// CreateRenderer is part of Fyne's widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{r.signs.Ground, r.signs.Bar, r.icon, r.name, r.line, r.signs.Frame},
		Least: func() fyne.Size { return fyne.NewSize(0, r.HeightAt(r.Size().Width)) },
		Place: func(size fyne.Size) {
			px := look.Px
			r.signs.Place(0, size)
			x := r.from(size.Width)
			look.Show(r.icon, x > px(14))
			look.Put(r.icon, px(15), (size.Height-px(16))/2, px(16), px(16))
			room := max(0, size.Width-x-px(look.Gap8))
			name, line := r.name.HeightAt(room), float32(0)
			if r.lined() {
				line = r.line.HeightAt(room)
			}
			look.Show(r.line, line > 0)
			y := (size.Height - name - line) / 2
			look.Put(r.name, x, y, room, name)
			look.Put(r.line, x, y+name, room, line)
		},
		Paint: r.paint,
	})
}

func (r *row) paint() {
	chosen := r.entry.Kind == r.list.chosen
	r.signs.Paint(look.RowState{Selected: chosen, Hovered: r.hovered, Focused: chosen && r.list.focused})
	name, line := look.InText, look.InQuiet
	if chosen {
		line = look.InSecond
	}
	if r.entry.Why != "" {
		name = line
	}
	r.name.SetInk(name)
	r.line.SetInk(line)
	ink := look.InSecond
	if r.entry.Why != "" {
		ink = line
	}
	r.icon.Set(r.entry.Icon, ink)
}

// EntryObject is the row of what can be made; nil where it is out of sight.
func (v *View) EntryObject(kind string) fyne.CanvasObject {
	for _, r := range v.list.rows {
		if y := r.Position().Y - v.list.scroll.Offset.Y; r.entry.Kind == kind && y >= 0 && y+r.Size().Height <= v.list.scroll.Size().Height {
			return r
		}
	}
	return nil
}
