package palette

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// list shows as many entries as there is room for, from the first on, and makes
// views for those alone: each letter that is typed changes all of them.
type list struct {
	widget.BaseWidget
	do func(Entry)

	entries []Entry
	at      int // the chosen one
	first   int // in sight
	shown   int // how many are in sight, whole

	none *look.Text
	rows []*row
	plan *look.Plan
}

var _ fyne.Scrollable = (*list)(nil)

func newList(do func(Entry)) *list {
	l := &list{do: do, none: look.NewText("", look.Body, look.InSecond)}
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) show(entries []Entry, none string) {
	l.entries, l.at, l.first = entries, 0, 0
	if len(entries) > 0 {
		none = ""
	}
	l.none.Set(none)
	l.Refresh()
}

func (l *list) chosen() (Entry, bool) {
	if l.at >= len(l.entries) {
		return Entry{}, false
	}
	return l.entries[l.at], true
}

// page is how many entries a page key goes.
func (l *list) page() int { return l.shown - 1 }

// step chooses another one and brings it into sight.
func (l *list) step(by int) {
	to := max(0, min(l.at+by, len(l.entries)-1))
	l.choose(to)
	if to < l.first {
		l.first = to
	}
	for l.lay(); to >= l.first+l.shown && l.first < to; l.lay() {
		l.first++
	}
	l.Refresh()
}

func (l *list) choose(i int) {
	l.at = i
	for _, r := range l.rows {
		r.Refresh()
	}
}

// Scrolled goes through the list by the wheel.
func (l *list) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case e.Scrolled.DY < 0 && l.first+l.shown < len(l.entries):
		l.first++
	case e.Scrolled.DY > 0 && l.first > 0:
		l.first--
	default:
		return
	}
	l.Refresh()
}

// CreateRenderer is part of Fyne's widget.
func (l *list) CreateRenderer() fyne.WidgetRenderer {
	l.plan = &look.Plan{
		Owner: l,
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(fyne.Size) { l.lay() },
	}
	l.lay()
	return l.plan
}

// lay places the rows that are in sight.
func (l *list) lay() {
	size := l.Size()
	var parts []fyne.CanvasObject
	y := float32(0)
	l.shown = 0
	for i := l.first; i < len(l.entries); i++ {
		if l.shown == len(l.rows) {
			l.rows = append(l.rows, newRow(l))
		}
		r := l.rows[l.shown]
		r.set(i, l.entries[i])
		high := r.HeightAt(size.Width)
		if y+high > size.Height+0.5 {
			break
		}
		look.Put(r, 0, y, size.Width, high)
		parts = append(parts, r)
		y += high
		l.shown++
	}
	look.Put(l.none, look.Px(look.Gap8), look.Px(look.Gap8), size.Width-2*look.Px(look.Gap8), l.none.HeightAt(size.Width-2*look.Px(look.Gap8)))
	if l.plan != nil {
		l.plan.Parts = append(parts, l.none)
	}
}

// row is one entry: what it does and where it stands in the menus, its key at
// the right end, and below why it can't be done now.
type row struct {
	widget.BaseWidget
	list  *list
	index int
	entry Entry

	ground            *look.Box
	title, place, why *look.Text
	key               *look.KeyCap
}

var (
	_ fyne.Tappable     = (*row)(nil)
	_ desktop.Hoverable = (*row)(nil)
)

func newRow(l *list) *row {
	r := &row{
		list: l, ground: look.NewFrame(look.Clear, look.Clear, 0, look.RadiusControl),
		title: look.NewText("", look.Body, look.InText), place: look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd).Trailing(),
		why: look.NewText("", look.Quiet, look.InSecond), key: look.NewKeyCap(""),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(index int, e Entry) {
	if r.index == index && r.entry == e {
		return
	}
	r.index, r.entry = index, e
	r.title.Set(e.Title)
	r.place.Set(e.Place)
	r.why.Set(e.Why)
	r.key.Set(e.Key)
	r.Refresh()
}

// Lengths of a row, pixels at a text size of 100 %.
const (
	rowSide = look.Gap8
	rowAir  = 6 // above and below
	// leastTitleWidth is what the title keeps: where less would be left, the
	// menu's name is left out.
	leastTitleWidth = 200
)

// spans returns how the width is shared: title, place and key.
func (r *row) spans(width float32) (title, place, key float32) {
	px := look.Px
	title = width - 2*px(rowSide)
	if r.entry.Key != "" {
		key = r.key.MinSize().Width
		title -= key + px(look.Gap12)
	}
	if w := r.place.Width() + 1; r.entry.Place != "" && title-w-px(look.Gap12) >= px(leastTitleWidth) {
		place = w
		title -= w + px(look.Gap12)
	}
	return title, place, key
}

// HeightAt returns the height at a width.
func (r *row) HeightAt(width float32) float32 {
	px := look.Px
	title, _, _ := r.spans(width)
	high := r.title.HeightAt(title)
	if h := r.why.HeightAt(width - 2*px(rowSide)); h > 0 {
		high += h
	}
	return max(high, px(look.Body.Line)) + 2*px(rowAir)
}

// CreateRenderer is part of Fyne's widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{r.ground, r.title, r.place, r.why, r.key},
		Least: func() fyne.Size { return fyne.NewSize(0, r.HeightAt(r.Size().Width)) },
		Place: r.lay,
		Paint: r.paint,
	})
}

func (r *row) lay(size fyne.Size) {
	px := look.Px
	title, place, key := r.spans(size.Width)
	line, y := px(look.Body.Line), px(rowAir)
	r.ground.Resize(size)
	high := r.title.HeightAt(title)
	look.Put(r.title, px(rowSide), y, title, high)
	right := size.Width - px(rowSide)
	look.Show(r.key, key > 0)
	if key > 0 {
		look.Put(r.key, right-key, y+(line-px(18))/2, key, px(18))
		right -= key + px(look.Gap12)
	}
	look.Show(r.place, place > 0)
	look.Put(r.place, right-place, y+px(1), place, px(look.Quiet.Line))
	inner := size.Width - 2*px(rowSide)
	look.Put(r.why, px(rowSide), y+high, inner, r.why.HeightAt(inner))
}

func (r *row) paint() {
	fill, edge, frame := look.Clear, look.Clear, float32(0)
	if r.index == r.list.at {
		fill = look.InSelect
		if now := look.Now(); now.SelectFrame > 0 {
			edge, frame = look.InText, now.SelectFrame
		}
	}
	r.ground.SetFill(fill)
	r.ground.SetEdge(edge, frame)
	ink := look.InText
	if r.entry.Why != "" {
		ink = look.InSecond
	}
	r.title.SetInk(ink)
}

// Tapped does it.
func (r *row) Tapped(*fyne.PointEvent) {
	r.list.choose(r.index)
	r.list.do(r.entry)
}

// MouseIn is part of Fyne's Hoverable.
func (r *row) MouseIn(*desktop.MouseEvent) {}

// MouseMoved chooses the row: not MouseIn, which comes too when the list moves
// under a hand that lies still.
func (r *row) MouseMoved(*desktop.MouseEvent) {
	if r.list.at != r.index {
		r.list.choose(r.index)
	}
}

// MouseOut is part of Fyne's Hoverable.
func (r *row) MouseOut() {}

// AccessibilityLabel says all of the row.
func (r *row) AccessibilityLabel() string {
	label := r.entry.Title
	for _, more := range []string{r.entry.Key, r.entry.Why} {
		if more != "" {
			label += ". " + more
		}
	}
	return label
}

// AccessibilityRole says that this can be pressed.
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
