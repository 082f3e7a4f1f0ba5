package tray

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// rowView draws a row.
type rowView struct {
	widget.BaseWidget
	list     *list
	row      Row
	selected bool // it is the one that is looked at
	picked   bool // what a person does next is done to it too
	hovered  bool
	focused  bool
	with     fyne.KeyModifier // held when the row was pressed

	signs         look.RowSigns
	over, beside  *look.Box
	head          *look.Text
	thumb         *look.Thumbnail
	name, wording *look.Text
	fact          *look.Text
	badge         *look.BadgeShape
	lock          *look.Icon
	status        *look.Icon
	statusWord    *look.Text
	fold          *look.Icon
	group         *look.Text
}

var (
	_ fyne.Tappable          = (*rowView)(nil)
	_ fyne.SecondaryTappable = (*rowView)(nil)
	_ fyne.Draggable         = (*rowView)(nil)
	_ desktop.Hoverable      = (*rowView)(nil)
	_ desktop.Mouseable      = (*rowView)(nil)
)

func newRowView(l *list) *rowView {
	r := &rowView{
		list:  l,
		signs: look.NewRowSigns(),
		over:  look.Hairline(), beside: look.Hairline(),
		head:       look.NewLine("", look.Quiet, look.InQuiet, look.CutsEnd),
		thumb:      look.NewThumbnail(),
		name:       look.NewLine("", look.Body, look.InText, look.CutsMiddle),
		wording:    look.NewText("", look.Quiet, look.InText).AtMost(2),
		fact:       look.NewText("", look.Quiet, look.InQuiet).AtMost(mostLines),
		badge:      look.NewBadgeShape(look.NoBadge),
		lock:       look.NewIcon(look.Lock, look.InText),
		status:     look.NewIcon(look.NoDrawing, look.InText),
		statusWord: look.NewLine("", look.Quiet, look.InText, look.CutsEnd),
		fold:       look.NewIcon(look.ChevronRight, look.InSecond),
		group:      look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *rowView) show(row Row, selected, picked, focused bool) {
	if r.row == row && r.selected == selected && r.picked == picked && r.focused == focused {
		r.badge.Set(row.Badge) // a row that comes back into sight turns its arc again
		return
	}
	r.row, r.selected, r.picked, r.focused = row, selected, picked, focused
	r.Refresh()
}

// MouseDown remembers which keys are held with the press.
func (r *rowView) MouseDown(e *desktop.MouseEvent) { r.with = e.Modifier }

// MouseUp is part of Fyne's Mouseable.
func (r *rowView) MouseUp(*desktop.MouseEvent) {}

// Tapped selects the row, or with Shift or Ctrl picks it beside others; on the
// line of its group it opens or folds that.
func (r *rowView) Tapped(e *fyne.PointEvent) {
	with := r.with
	r.with = 0
	switch {
	case r.row.Aside:
	case with&fyne.KeyModifierShift != 0 && r.list.view.OnPickTo != nil:
		r.list.view.OnPickTo(r.row.ID)
	case with&fyne.KeyModifierShortcutDefault != 0 && r.list.view.OnPick != nil:
		r.list.view.OnPick(r.row.ID)
	case r.row.Group > 0 && e != nil && e.Position.Y >= r.Size().Height-look.Px(groupLine+4):
		r.list.fold(r.row.ID, !r.row.Open)
	default:
		r.list.choose(r.row.ID)
	}
}

// TappedSecondary asks for the row's menu; a row that is not picked is selected first.
func (r *rowView) TappedSecondary(e *fyne.PointEvent) {
	r.with = 0
	if !r.row.Aside && !r.picked {
		r.list.choose(r.row.ID)
	}
	if r.list.view.OnMenu != nil {
		r.list.view.OnMenu(r.row.ID, e.AbsolutePosition)
	}
}

// Dragged carries the row along the list.
func (r *rowView) Dragged(e *fyne.DragEvent) { r.list.dragged(r.row, e.AbsolutePosition) }

// DragEnd lays it down.
func (r *rowView) DragEnd() { r.list.dropped() }

// MouseIn says that the hand is on the list.
func (r *rowView) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
	switch v := r.list.view; {
	case r.row.Withheld:
		v.hint("outgo.row.withheld.means")
	case r.row.File != "" && v.OnHint != nil:
		v.OnHint(v.language.Say("tray.file", "name", r.row.File))
	case r.row.Group > 0:
		v.hint("tray.alike.means")
	}
	r.list.view.handOver()
}

// MouseMoved says that the hand does not rest.
func (r *rowView) MouseMoved(*desktop.MouseEvent) { r.list.view.handOver() }

// MouseOut says that the hand has left this row.
func (r *rowView) MouseOut() {
	r.hovered = false
	r.Refresh()
	if r.row.Withheld || r.row.File != "" || r.row.Group > 0 {
		r.list.view.hint("")
	}
	r.list.view.handAway()
}

// AccessibilityLabel reads the row's words in their order.
func (r *rowView) AccessibilityLabel() string {
	label := r.row.Name
	for _, s := range []string{r.row.File, r.row.Word, r.row.Fact, r.row.StatusWord, r.row.GroupWord} {
		if s != "" {
			label += ", " + s
		}
	}
	if r.row.Withheld {
		label += ", " + r.list.view.language.Say("outgo.row.withheld")
	}
	return label
}

// AccessibilityRole says that a row can be pressed.
func (r *rowView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of Fyne's widget.
func (r *rowView) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{
			r.signs.Ground, r.signs.Bar, r.beside, r.over, r.head, r.thumb, r.name, r.badge, r.wording, r.fact, r.lock,
			r.status, r.statusWord, r.fold, r.group, r.signs.Frame,
		},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: r.place,
		Paint: r.paint,
	})
}

func (r *rowView) paint() {
	r.signs.Paint(look.RowState{Selected: r.selected, Picked: r.picked, Hovered: r.hovered, Focused: r.focused})
	quiet := look.InQuiet
	if r.selected || r.picked {
		quiet = look.InSecond
	}
	r.thumb.SetPicture(r.row.Thumbnail)
	r.name.Set(r.row.Name)
	r.badge.Set(r.row.Badge)
	r.wording.Set(r.row.Word)
	r.fact.Set(r.row.Fact)
	r.head.Set(r.row.Head)
	r.fact.SetInk(quiet)
	r.status.Set(look.StatusShape(string(r.row.Status)), look.InText)
	r.statusWord.Set(r.row.StatusWord)
	fold := look.ChevronRight
	if r.row.Open {
		fold = look.ChevronDown
	}
	r.fold.Set(fold, look.InSecond)
	r.group.Set(r.row.GroupWord)
}

func (r *rowView) place(size fyne.Size) {
	px := look.Px
	top := r.row.headRoom()
	r.signs.Place(top, size)
	look.Show(r.over, top > 0)
	look.Show(r.head, top > 0)
	look.Put(r.over, 0, 0, size.Width, 1)
	look.Put(r.head, px(inset), (top-px(look.Quiet.Line))/2, size.Width-2*px(inset), px(look.Quiet.Line))
	narrow := size.Width < px(narrowBelow)
	look.Show(r.name, !narrow)
	look.Show(r.fact, !narrow)
	look.Show(r.beside, r.row.Within && !narrow)
	r.wording.Set(r.row.Word)
	if narrow {
		r.wording.Set(r.row.narrow())
	}
	look.Show(r.lock, r.row.Withheld)
	if narrow {
		r.placeNarrow(size, top)
		return
	}
	side, in := px(16), r.row.inFrom()
	look.Put(r.beside, px(inset)+px(6), top, 1, size.Height-top)
	look.Put(r.thumb, in+px(inset), top+px(10), px(thumbWidth), px(thumbHeight))
	x, room := in+px(wordsFrom), r.row.factWidth(size.Width)
	name := room
	if r.row.Withheld {
		name -= side + px(look.Gap4)
		look.Put(r.lock, x+room-side, top+px(12), side, side)
	}
	look.Put(r.name, x, top+px(11), name, px(look.Body.Line))
	look.Put(r.badge, x-px(1), top+px(31), side, side)
	word := x
	if r.row.Badge != look.NoBadge {
		word += px(20)
	}
	look.Put(r.wording, word, top+px(30), x+room-word, px(look.Quiet.Line))
	y := top + px(47)
	if r.row.Word == "" {
		y = top + px(30)
	}
	look.Put(r.fact, x, y, room, r.fact.HeightAt(room))
	if y += r.fact.HeightAt(room); r.row.Fact == "" {
		y = top + px(47)
	}
	r.placeMore(x, y+px(1), room)
}

// placeNarrow lays the row out with the thumbnail over its words.
func (r *rowView) placeNarrow(size fyne.Size, top float32) {
	px := look.Px
	left, side := px(look.Gap12), px(16)
	width := size.Width - 2*left
	look.Put(r.thumb, left, top+px(10), width, px(narrowThumb))
	look.Put(r.lock, size.Width-left-side, top+px(10+narrowThumb+look.Gap8), side, side)
	y := top + px(10+narrowThumb+look.Gap8)
	look.Put(r.badge, left-px(1), y, side, side)
	words, x := r.row.narrowRoom(size.Width), left
	if r.row.Badge != look.NoBadge {
		x += px(20)
	}
	look.Put(r.wording, x, y, words, r.wording.HeightAt(words))
	r.placeMore(left, y+r.wording.HeightAt(words), width)
}

// placeMore lays status and group out, from y on.
func (r *rowView) placeMore(x, y, room float32) {
	px, side := look.Px, look.Px(16)
	look.Show(r.status, r.row.StatusWord != "")
	look.Show(r.statusWord, r.row.StatusWord != "")
	if r.row.StatusWord != "" {
		look.Put(r.status, x-px(1), y+px(1), side, side)
		look.Put(r.statusWord, x+px(20), y+px(1), room-px(20), px(look.Quiet.Line))
		y += px(statusLine)
	}
	look.Show(r.fold, r.row.Group > 0)
	look.Show(r.group, r.row.Group > 0)
	if r.row.Group > 0 {
		look.Put(r.fold, x-px(2), y+px(4), side, side)
		look.Put(r.group, x+px(16), y+px(4), room-px(10), px(look.Quiet.Line))
	}
}
