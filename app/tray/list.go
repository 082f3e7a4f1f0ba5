package tray

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
)

// list scrolls the rows and has views for those in sight alone.
type list struct {
	widget.BaseWidget
	view *View

	rows     []Row
	selected casefile.ID
	picked   map[casefile.ID]bool // beside the selected one
	focused  bool
	drag     drag
	sight    []casefile.ID // rows that were in sight when it was told last

	tops    []float32 // of each row, and the end of the last
	width   float32   // for which tops was counted
	heights map[measure]float32

	scroll  *container.Scroll
	page    *page
	visible map[casefile.ID]*rowView
	spare   []*rowView
}

// measure is all that a row's height hangs on.
type measure struct {
	word, fact   string
	head         string
	withheld     bool
	status       bool
	group        bool
	within       bool
	width, scale float32
}

// mostHeights bounds what is remembered of heights: far more than the facts
// that a case has, and little enough to forget.
const mostHeights = 4096

var (
	_ fyne.Focusable  = (*list)(nil)
	_ desktop.Keyable = (*list)(nil)
)

func newList(v *View) *list {
	l := &list{view: v, visible: map[casefile.ID]*rowView{}, heights: map[measure]float32{}}
	l.drag.line = look.NewBox(look.Clear)
	l.page = &page{list: l}
	l.page.ExtendBaseWidget(l.page)
	l.scroll = container.NewVScroll(l.page)
	l.scroll.OnScrolled = func(fyne.Position) {
		l.page.place()
		if v.OnScroll != nil {
			v.OnScroll()
		}
		if v.held {
			v.handOver()
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) show(rows []Row, selected casefile.ID, picked []casefile.ID) {
	moved := selected != l.selected
	same := len(picked) == len(l.picked) && !slices.ContainsFunc(picked, func(id casefile.ID) bool { return !l.picked[id] })
	if !moved && same && slices.Equal(rows, l.rows) {
		return
	}
	l.rows, l.selected, l.picked = rows, selected, map[casefile.ID]bool{}
	for _, id := range picked {
		l.picked[id] = true
	}
	before := l.height()
	l.count(l.width)
	l.page.place()
	if l.height() != before {
		l.scroll.Refresh()
	}
	if moved {
		l.reveal()
	}
}

// count finds where each row begins.
func (l *list) count(width float32) {
	l.width = width
	l.tops = append(l.tops[:0], 0)
	y := float32(0)
	for _, r := range l.rows {
		y += l.heightOf(r)
		l.tops = append(l.tops, y)
	}
}

// heightOf returns a row's height. Breaking lines is the dear part of showing
// hundreds of rows, and most say one of few things.
func (l *list) heightOf(r Row) float32 {
	m := measure{word: r.Word, fact: r.Fact, head: r.Head, withheld: r.Withheld, status: r.StatusWord != "", group: r.Group > 0, within: r.Within, width: l.width, scale: look.Now().Scale}
	h, known := l.heights[m]
	if !known {
		if len(l.heights) >= mostHeights {
			clear(l.heights)
		}
		h = r.height(l.width)
		l.heights[m] = h
	}
	return h
}

// height is the height of all rows.
func (l *list) height() float32 {
	if n := len(l.tops); n > 0 {
		return l.tops[n-1]
	}
	return 0
}

// candidates returns how many of the rows can be selected; the others come last.
func (l *list) candidates() int {
	n := len(l.rows)
	for n > 0 && l.rows[n-1].Aside {
		n--
	}
	return n
}

// inSight returns the rows that the scrolled window shows, from included, to not.
func (l *list) inSight() (from, to int) {
	top := l.scroll.Offset.Y
	bottom := top + l.scroll.Size().Height
	from = max(0, sort.Search(len(l.tops), func(i int) bool { return l.tops[i] > top })-1)
	to = min(len(l.rows), sort.Search(len(l.tops), func(i int) bool { return l.tops[i] >= bottom }))
	return from, to
}

func (l *list) indexOf(id casefile.ID) int {
	for i, r := range l.rows {
		if r.ID == id {
			return i
		}
	}
	return -1
}

func (l *list) choose(id casefile.ID) {
	if l.view.OnSelect != nil {
		l.view.OnSelect(id)
	}
}

// fold opens or folds the group of a row.
func (l *list) fold(id casefile.ID, open bool) {
	if l.view.OnGroup != nil {
		l.view.OnGroup(id, open)
	}
}

// ahead is how many rows below those in sight are told of too: where the wheel
// goes next.
const ahead = 4

// tellSight says which rows are in sight, when they are others than before.
func (l *list) tellSight(from, to int) {
	if l.view.OnSight == nil {
		return
	}
	var ids []casefile.ID
	for _, r := range l.rows[from:min(to+ahead, len(l.rows))] {
		ids = append(ids, r.ID)
	}
	if !slices.Equal(ids, l.sight) {
		l.sight = ids
		l.view.OnSight(ids)
	}
}

// reveal scrolls as little as it takes to show the whole selected row.
func (l *list) reveal() {
	i := l.indexOf(l.selected)
	height := l.scroll.Size().Height
	if i < 0 || height == 0 {
		return
	}
	top := l.scroll.Offset.Y
	switch {
	case l.tops[i] < top:
		top = l.tops[i]
	case l.tops[i+1] > top+height:
		top = l.tops[i+1] - height
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	l.page.place()
}

// FocusGained shows which row the keys work on.
func (l *list) FocusGained() { l.focus(true) }

// FocusLost takes that back.
func (l *list) FocusLost() { l.focus(false) }

func (l *list) focus(on bool) {
	l.focused = on
	l.page.place()
}

// KeyDown hands on a key that is held: Space shows the other picture.
func (l *list) KeyDown(key *fyne.KeyEvent) { look.ForwardDown(l, key) }

// KeyUp hands on that it was let go.
func (l *list) KeyUp(key *fyne.KeyEvent) { look.ForwardUp(l, key) }

// TypedRune hands characters on to the window.
func (l *list) TypedRune(r rune) { look.ForwardRune(l, r) }

// TypedKey moves the selection, and hands on what it has no use for.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	i := l.indexOf(l.selected)
	to := i
	by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[key.Name]
	if by != 0 && l.view.Shift != nil && l.view.Shift() && l.view.OnPickNext != nil {
		l.view.OnPickNext(by)
		return
	}
	switch key.Name {
	case fyne.KeyRight, fyne.KeyLeft: // of a group; else they are the mode's
		if open := key.Name == fyne.KeyRight; i >= 0 && (l.rows[i].Group > 0 && l.rows[i].Open != open || l.rows[i].Within && !open) {
			l.fold(l.selected, open)
			return
		}
		look.Forward(l, key)
		return
	case fyne.KeyUp:
		to = i - 1
	case fyne.KeyDown:
		to = i + 1
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = l.candidates() - 1
	case fyne.KeyDelete:
		if i >= 0 && l.view.OnRemove != nil {
			l.view.OnRemove(l.selected)
		}
		return
	default:
		look.Forward(l, key)
		return
	}
	if to = max(0, min(l.candidates()-1, to)); to != i && l.candidates() > 0 {
		l.choose(l.rows[to].ID)
	}
}

// CreateRenderer is part of Fyne's widget.
func (l *list) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: l,
		Parts: []fyne.CanvasObject{l.scroll},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			l.count(size.Width)
			l.scroll.Resize(size)
			l.page.place()
			l.scroll.Refresh()
		},
	})
}

// page is the scrolled part: as high as all rows, holding those in sight.
type page struct {
	widget.BaseWidget
	list *list
	plan *look.Plan
}

// CreateRenderer is part of Fyne's widget. Like look.Text it fills a renderer
// that is made anew, after the list was hidden for a while.
func (p *page) CreateRenderer() fyne.WidgetRenderer {
	p.plan = &look.Plan{
		Owner: p,
		Least: func() fyne.Size { return fyne.NewSize(0, p.list.height()) },
		Place: func(fyne.Size) { p.place() },
	}
	if p.Size().Width > 0 {
		p.place()
	}
	return p.plan
}

// place gives each row in sight a view, keeping the one that it has, so that a
// scrolled row is moved and not drawn anew. It is called instead of Refresh,
// which would have the toolkit draw every row in sight again.
func (p *page) place() {
	l := p.list
	if p.plan == nil {
		return // not in a window yet
	}
	if len(l.tops) != len(l.rows)+1 {
		return // between a new list of rows and its counting
	}
	from, to := l.inSight()
	l.tellSight(from, to)
	keep := map[casefile.ID]*rowView{}
	for _, r := range l.rows[from:to] {
		if v := l.visible[r.ID]; v != nil {
			keep[r.ID] = v
		}
	}
	for id, v := range l.visible {
		if keep[id] == nil {
			v.badge.Rest()
			l.spare = append(l.spare, v)
		}
	}
	before := len(p.plan.Parts)
	l.drag.place(l)
	p.plan.Parts = p.plan.Parts[:0:0]
	for i := from; i < to; i++ {
		r := l.rows[i]
		v := keep[r.ID]
		if v == nil {
			if n := len(l.spare); n > 0 {
				v, l.spare = l.spare[n-1], l.spare[:n-1]
			} else {
				v = newRowView(l)
			}
			v.hovered = false
			keep[r.ID] = v
		}
		chosen := r.ID == l.selected
		v.show(r, chosen, l.picked[r.ID], chosen && l.focused)
		look.Put(v, 0, l.tops[i], l.width, l.tops[i+1]-l.tops[i])
		p.plan.Parts = append(p.plan.Parts, v)
	}
	l.visible = keep
	p.plan.Parts = append(p.plan.Parts, l.drag.line)
	if len(p.plan.Parts) < before {
		canvas.Refresh(p) // nothing else says that the window has a hole now
	}
}
