package lessons

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// Row is one exercise of the list.
type Row struct {
	ID, Title, Line string
	Done            string // what it came to, "72 of 100"; empty where it was not answered
}

func (r Row) said() string {
	says := r.Title + ". " + r.Line
	if r.Done != "" {
		says += ". " + r.Done
	}
	return says
}

// list is the exercises, at the left.
type list struct {
	widget.BaseWidget
	choose func(id string)
	start  func()

	rows    []Row
	chosen  string
	focused bool

	shown  []*row
	page   *look.Pane
	scroll *container.Scroll
}

var _ fyne.Focusable = (*list)(nil)

const rowPad = 8

func newList(choose func(string), start func()) *list {
	l := &list{choose: choose, start: start}
	l.page = look.NewPane(nil, l.lay, func() fyne.Size { return fyne.NewSize(0, l.height(l.page.Size().Width)) })
	l.scroll = container.NewVScroll(l.page)
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) show(rows []Row, chosen string) {
	if l.chosen == chosen && slices.Equal(rows, l.rows) {
		return
	}
	l.rows, l.chosen = slices.Clone(rows), chosen
	for len(l.shown) < len(rows) {
		l.shown = append(l.shown, newRow(l))
	}
	parts := make([]fyne.CanvasObject, len(rows))
	for i, r := range rows {
		l.shown[i].show(r)
		parts[i] = l.shown[i]
	}
	l.page.SetParts(parts...)
	l.Refresh()
	l.reveal()
}

func (l *list) height(width float32) float32 {
	y := float32(0)
	for _, r := range l.shown[:len(l.rows)] {
		y += r.HeightAt(width)
	}
	return y + look.Px(look.Gap8)
}

func (l *list) lay(size fyne.Size) {
	y := float32(0)
	for _, r := range l.shown[:len(l.rows)] {
		h := r.HeightAt(size.Width)
		look.Put(r, 0, y, size.Width, h)
		y += h
	}
}

// reveal scrolls so that the chosen row is in sight.
func (l *list) reveal() {
	for _, r := range l.shown[:len(l.rows)] {
		if r.row.ID != l.chosen {
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
func (l *list) FocusGained() { l.focused = true; l.paint() }

// FocusLost takes that back.
func (l *list) FocusLost() { l.focused = false; l.paint() }

func (l *list) paint() {
	for _, r := range l.shown[:len(l.rows)] {
		r.Refresh()
	}
}

// TypedRune hands characters on to the window.
func (l *list) TypedRune(r rune) { look.ForwardRune(l, r) }

// TypedKey goes from one exercise to the next, and begins the chosen one on Enter.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	i := slices.IndexFunc(l.rows, func(r Row) bool { return r.ID == l.chosen })
	switch key.Name {
	case fyne.KeyUp:
		i--
	case fyne.KeyDown:
		i++
	case fyne.KeyHome:
		i = 0
	case fyne.KeyEnd:
		i = len(l.rows) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		l.start()
		return
	default:
		look.Forward(l, key)
		return
	}
	if len(l.rows) > 0 {
		l.choose(l.rows[max(0, min(len(l.rows)-1, i))].ID)
	}
}

// AccessibilityLabel names what is chosen.
func (l *list) AccessibilityLabel() string {
	for _, r := range l.rows {
		if r.ID == l.chosen {
			return r.said()
		}
	}
	return ""
}

// AccessibilityRole says that the list can be pressed.
func (l *list) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of Fyne's widget.
func (l *list) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: l, Parts: []fyne.CanvasObject{l.scroll},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			l.page.Resize(fyne.NewSize(size.Width, l.height(size.Width)))
			l.scroll.Resize(size)
			l.lay(size)
			l.scroll.Refresh()
		},
	})
}

// row is one exercise as it stands in the list.
type row struct {
	widget.BaseWidget
	list    *list
	row     Row
	hovered bool

	signs       look.RowSigns
	tick        *look.Icon
	title, line *look.Text
}

var (
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Hoverable = (*row)(nil)
)

func newRow(l *list) *row {
	r := &row{
		list: l, signs: look.NewRowSigns(), tick: look.NewIcon(look.NoDrawing, look.InSecond),
		title: look.NewText("", look.Body, look.InText), line: look.NewText("", look.Quiet, look.InSecond),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) show(value Row) {
	r.row = value
	r.title.Set(value.Title)
	line := value.Line
	if value.Done != "" {
		line += " · " + value.Done
	}
	r.line.Set(line)
	r.Refresh()
}

func (r *row) room(width float32) float32 {
	return max(0, width-look.Px(14+16+look.Gap8+look.Gap8))
}

// HeightAt returns the height at a width.
func (r *row) HeightAt(width float32) float32 {
	return r.title.HeightAt(r.room(width)) + r.line.HeightAt(r.room(width)) + 2*look.Px(rowPad)
}

// Tapped chooses it.
func (r *row) Tapped(*fyne.PointEvent) { r.list.choose(r.row.ID) }

// MouseIn lights the row up.
func (r *row) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved is part of Fyne's Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that back.
func (r *row) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer is part of Fyne's widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{r.signs.Ground, r.signs.Bar, r.tick, r.title, r.line, r.signs.Frame},
		Least: func() fyne.Size { return fyne.NewSize(0, r.HeightAt(r.Size().Width)) },
		Place: func(size fyne.Size) {
			px := look.Px
			r.signs.Place(0, size)
			room := r.room(size.Width)
			title, line := r.title.HeightAt(room), r.line.HeightAt(room)
			y := (size.Height - title - line) / 2
			x := px(14 + 16 + look.Gap8)
			look.Put(r.tick, px(14), y+px(1), px(16), px(16))
			look.Put(r.title, x, y, room, title)
			look.Put(r.line, x, y+title, room, line)
		},
		Paint: func() {
			chosen := r.row.ID == r.list.chosen
			r.signs.Paint(look.RowState{Selected: chosen, Hovered: r.hovered, Focused: chosen && r.list.focused})
			sign := look.NoDrawing
			if r.row.Done != "" {
				sign = look.Tick
			}
			r.tick.Set(sign, look.InText)
		},
	})
}
