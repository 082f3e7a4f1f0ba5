package book

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// nav is the list of pages at the left. It has views for the lines in sight alone.
type nav struct {
	widget.BaseWidget
	onGo  func(page)
	onNew func()

	entries []entry
	page    page
	focused bool

	scroll *container.Scroll
	lines  *navLines
	rows   []*navRow
}

var _ fyne.Focusable = (*nav)(nil)

// Heights of the lines, pixels at a text size of 100 %.
const (
	navLine    = 28
	navHeading = 36
	navAbove   = 8
)

func newNav(onGo func(page), onNew func()) *nav {
	n := &nav{onGo: onGo, onNew: onNew}
	n.lines = &navLines{nav: n}
	n.lines.ExtendBaseWidget(n.lines)
	n.scroll = container.NewVScroll(n.lines)
	n.scroll.OnScrolled = func(fyne.Position) { n.lines.Refresh() }
	n.ExtendBaseWidget(n)
	return n
}

func (n *nav) show(entries []entry, at page) {
	if n.page == at && slices.Equal(entries, n.entries) {
		return
	}
	moved := n.page != at
	n.entries, n.page = entries, at
	n.lines.Refresh()
	n.scroll.Refresh()
	if moved {
		n.reveal()
	}
}

func (e entry) heading() bool { return e.page.kind == noPage }

func (e entry) height() float32 {
	if e.heading() {
		return look.Px(navHeading)
	}
	return look.Px(navLine)
}

// height is the height of all lines.
func (n *nav) height() float32 {
	y := look.Px(navAbove)
	for _, e := range n.entries {
		y += e.height()
	}
	return y + look.Px(navAbove)
}

func (n *nav) reveal() {
	y, height := look.Px(navAbove), n.scroll.Size().Height
	for _, e := range n.entries {
		h := e.height()
		if e.page == n.page && height > 0 {
			top := n.scroll.Offset.Y
			if y < top || y+h > top+height {
				n.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y, y+h-height))))
			}
		}
		y += h
	}
	n.lines.Refresh()
}

func (n *nav) choose(p page) {
	switch p.kind {
	case noPage:
	case newPost:
		n.onNew()
	default:
		n.onGo(p)
	}
}

// FocusGained shows that the keys work on the list.
func (n *nav) FocusGained() { n.focused = true; n.lines.Refresh() }

// FocusLost takes that back.
func (n *nav) FocusLost() { n.focused = false; n.lines.Refresh() }

// TypedRune hands characters on to the window.
func (n *nav) TypedRune(r rune) { look.ForwardRune(n, r) }

// TypedKey turns the pages, and hands on what it has no use for.
func (n *nav) TypedKey(key *fyne.KeyEvent) {
	var pages []page
	for _, e := range n.entries {
		if !e.heading() && e.page.kind != newPost {
			pages = append(pages, e.page)
		}
	}
	i := slices.Index(pages, n.page)
	switch key.Name {
	case fyne.KeyUp:
		i--
	case fyne.KeyDown:
		i++
	case fyne.KeyHome:
		i = 0
	case fyne.KeyEnd:
		i = len(pages) - 1
	case fyne.KeyInsert:
		n.onNew()
		return
	default:
		look.Forward(n, key)
		return
	}
	if len(pages) > 0 {
		n.choose(pages[max(0, min(len(pages)-1, i))])
	}
}

// AccessibilityLabel names the page that is open.
func (n *nav) AccessibilityLabel() string {
	for _, e := range n.entries {
		if e.page == n.page {
			return e.name
		}
	}
	return ""
}

// AccessibilityRole says that the list can be pressed.
func (n *nav) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of Fyne's widget.
func (n *nav) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: n,
		Parts: []fyne.CanvasObject{n.scroll},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			n.scroll.Resize(size)
			n.lines.Resize(fyne.NewSize(size.Width, n.height()))
			n.scroll.Refresh()
		},
	})
}

// navLines is the scrolled part.
type navLines struct {
	widget.BaseWidget
	nav  *nav
	plan *look.Plan
}

// CreateRenderer is part of Fyne's widget.
func (l *navLines) CreateRenderer() fyne.WidgetRenderer {
	l.plan = &look.Plan{
		Owner: l,
		Least: func() fyne.Size { return fyne.NewSize(0, l.nav.height()) },
		Place: l.place,
	}
	if l.Size().Width > 0 {
		l.place(l.Size())
	}
	return l.plan
}

func (l *navLines) place(size fyne.Size) {
	n := l.nav
	top := n.scroll.Offset.Y
	bottom := top + n.scroll.Size().Height
	l.plan.Parts = l.plan.Parts[:0:0]
	y := look.Px(navAbove)
	for _, e := range n.entries {
		h := e.height()
		if y+h >= top && y <= bottom {
			used := len(l.plan.Parts)
			if used == len(n.rows) {
				n.rows = append(n.rows, newNavRow(n))
			}
			row := n.rows[used]
			row.show(e)
			look.Put(row, 0, y, size.Width, h)
			l.plan.Parts = append(l.plan.Parts, row)
		}
		y += h
	}
}

// navRow is one line.
type navRow struct {
	widget.BaseWidget
	nav     *nav
	entry   entry
	hovered bool

	signs    look.RowSigns
	swatches map[look.Ink]*look.Swatch
	plus     *look.Icon
	name     *look.Text
}

var (
	_ fyne.Tappable     = (*navRow)(nil)
	_ desktop.Hoverable = (*navRow)(nil)
)

func newNavRow(n *nav) *navRow {
	r := &navRow{
		nav: n, signs: look.NewRowSigns(),
		swatches: map[look.Ink]*look.Swatch{
			look.InClaimed: look.NewSwatch(look.InClaimed), look.InCandidate: look.NewSwatch(look.InCandidate),
		},
		plus: look.NewIcon(look.Add, look.InSecond), name: look.NewLine("", look.Body, look.InText, look.CutsMiddle),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *navRow) show(e entry) {
	r.entry = e
	r.Refresh()
}

// Tapped turns to the page.
func (r *navRow) Tapped(*fyne.PointEvent) { r.nav.choose(r.entry.page) }

// MouseIn lights the line up.
func (r *navRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved is part of Fyne's Hoverable.
func (r *navRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that back.
func (r *navRow) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer is part of Fyne's widget.
func (r *navRow) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{r.signs.Ground, r.signs.Bar, r.swatches[look.InClaimed], r.swatches[look.InCandidate], r.plus, r.name, r.signs.Frame},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: r.place,
		Paint: r.paint,
	})
}

func (r *navRow) place(size fyne.Size) {
	px := look.Px
	r.signs.Place(0, size)
	x, line := px(14), px(look.Body.Line)
	y := (size.Height - line) / 2
	if r.entry.heading() {
		line = px(look.Quiet.Line)
		y = size.Height - line - px(look.Gap4)
	}
	side := px(10)
	for _, s := range r.swatches {
		look.Put(s, x, (size.Height-side)/2, side, side)
	}
	look.Put(r.plus, x-px(3), (size.Height-px(16))/2, px(16), px(16))
	if r.entry.sign != look.Clear || r.entry.page.kind == newPost {
		x += px(18)
	}
	look.Put(r.name, x, y, max(0, size.Width-x-px(look.Gap8)), line)
}

func (r *navRow) paint() {
	selected := r.entry.page == r.nav.page && !r.entry.heading()
	r.signs.Paint(look.RowState{Selected: selected, Hovered: r.hovered && !r.entry.heading(), Focused: selected && r.nav.focused})
	for ink, s := range r.swatches {
		look.Show(s, r.entry.sign == ink)
	}
	look.Show(r.plus, r.entry.page.kind == newPost)
	face, ink := look.Body, look.InText
	switch {
	case r.entry.heading():
		face, ink = look.Quiet, look.InQuiet
	case r.entry.page.kind == newPost:
		ink = look.InSecond
	}
	r.name.SetFace(face)
	r.name.SetInk(ink)
	r.name.Set(r.entry.name)
}
