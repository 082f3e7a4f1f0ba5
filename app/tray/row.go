package tray

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// State says how far a candidate has come.
type State int

// The states.
const (
	Reading   State = iota // the file is waited for, or being read
	Read                   // read; nothing to compare it with yet
	Waiting                // its turn has not come
	Comparing              // being held against the claim
	Compared               // the finding is there
	Failed                 // it can't be read or compared
	Stopped                // stopped by a person before its finding
)

// Row is a candidate as the list shows it.
type Row struct {
	ID        casefile.ID
	Name      string
	Thumbnail image.Image // prepared at about 120×90; nil while it is being made
	Badge     look.Badge
	Word      string // beside the badge, in the text colour
	Fact      string // the third line: one fact
	Head      string // of the group that the row begins; empty within one
	Aside     bool   // no candidate: it can't be selected
	Withheld  bool   // it is left out of what is published
}

// ContextRow is an item that is neither claim nor candidate, as the capture of
// a post: it stands in a group of its own at the end, without a finding.
func ContextRow(l words.Language, e casefile.Evidence, thumbnail image.Image, first bool) Row {
	r := Row{ID: e.ID, Name: e.Name, Thumbnail: thumbnail, Withheld: e.Withheld.On, Fact: l.Say("part.capture") + " · " + l.Pixels(e.Pixels.Width, e.Pixels.Height), Aside: true}
	if first {
		r.Head = l.Say("part.captures")
	}
	return r
}

// NewRow says a candidate's state in words. The reason is why it can't be
// read, in a few words, and counts for Failed alone; the position ("5:10 of
// 12:07") counts while it is compared.
func NewRow(l words.Language, e casefile.Evidence, thumbnail image.Image, s State, a align.Alignment, reason, position string) Row {
	r := Row{ID: e.ID, Name: e.Name, Thumbnail: thumbnail, Withheld: e.Withheld.On}
	switch s {
	case Reading:
		r.Badge, r.Word = look.BadgeAtWork, l.Say("window.reading")
	case Read:
		r.Fact = l.Pixels(e.Pixels.Width, e.Pixels.Height)
	case Waiting:
		r.Badge, r.Word = look.BadgeWaiting, l.Finding("waiting")
	case Stopped:
		r.Badge, r.Word = look.BadgeWaiting, l.Say("window.stopped")
	case Comparing:
		r.Badge, r.Word, r.Fact = look.BadgeAtWork, l.Finding("comparing"), position
	case Failed:
		r.Badge, r.Word, r.Fact = look.BadgeError, l.Finding("error"), reason
	case Compared:
		finding := Finding(a)
		r.Badge, r.Word = look.BadgeNamed(finding), l.Finding(finding)
		r.Fact = l.ThirdLine(words.Measured{
			Finding: finding, HasNFA: a.HasNFA, Log10NFA: a.Log10NFA, CandidateCovered: a.CandidateCovered,
			TooLittleDetail: a.Has(align.TooLittleDetail), OtherMomentPossible: a.Has(align.OtherMomentPossible),
		})
	}
	return r
}

// Finding returns the stable word of an alignment's finding, "by-hand" included.
func Finding(a align.Alignment) string {
	if a.Status == align.ByHand {
		return "by-hand"
	}
	return a.Verdict.String()
}

// rowHeights, pixels at a text size of 100 %.
const (
	rowHeight   = 76
	narrowThumb = 90
	mostLines   = 3 // of a fact
)

// height returns the height of a row at a width: a fact that needs two lines
// makes its row higher by one.
func (r Row) height(width float32) float32 {
	px := look.Px
	if width < px(narrowBelow) {
		lines := len(look.Quiet.Wrap(r.narrow(), r.narrowRoom(width), 2))
		return r.headRoom() + px(10+narrowThumb+look.Gap8+10) + float32(lines)*px(look.Quiet.Line)
	}
	lines := len(look.Quiet.Wrap(r.Fact, factWidth(width), mostLines))
	return r.headRoom() + px(rowHeight) + float32(max(0, lines-1))*px(look.Quiet.Line)
}

// narrow is what a narrow list says of a row.
func (r Row) narrow() string {
	if r.Aside {
		return r.Fact
	}
	return r.Word
}

// narrowRoom is the width of the words in a narrow list.
func (r Row) narrowRoom(width float32) float32 {
	if r.Withheld { // the lock stands behind them
		width -= look.Px(16)
	}
	return narrowWords(width)
}

// headRoom is the height of the head above the row that begins a group.
func (r Row) headRoom() float32 {
	if r.Head == "" {
		return 0
	}
	return look.Px(listHead)
}

func factWidth(width float32) float32   { return width - look.Px(wordsFrom) - look.Px(10) }
func narrowWords(width float32) float32 { return width - 2*look.Px(look.Gap12) - look.Px(20) }

// rowView draws a row.
type rowView struct {
	widget.BaseWidget
	list     *list
	row      Row
	selected bool
	hovered  bool
	focused  bool

	ground, bar, frame *look.Box
	over               *look.Box
	head               *look.Text
	thumb              *look.Thumbnail
	name, wording      *look.Text
	fact               *look.Text
	badge              *look.BadgeShape
	lock               *look.Icon
}

var (
	_ fyne.Tappable          = (*rowView)(nil)
	_ fyne.SecondaryTappable = (*rowView)(nil)
	_ desktop.Hoverable      = (*rowView)(nil)
)

func newRowView(l *list) *rowView {
	r := &rowView{
		list:   l,
		ground: look.NewBox(look.Clear), bar: look.NewBox(look.Clear),
		frame:   look.NewFrame(look.Clear, look.Clear, 0, 0),
		over:    look.Hairline(),
		head:    look.NewLine("", look.Quiet, look.InQuiet, look.CutsEnd),
		thumb:   look.NewThumbnail(),
		name:    look.NewLine("", look.Body, look.InText, look.CutsMiddle),
		wording: look.NewText("", look.Quiet, look.InText).AtMost(2),
		fact:    look.NewText("", look.Quiet, look.InQuiet).AtMost(mostLines),
		badge:   look.NewBadgeShape(look.NoBadge),
		lock:    look.NewIcon(look.Lock, look.InText),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *rowView) show(row Row, selected, focused bool) {
	if r.row == row && r.selected == selected && r.focused == focused {
		r.badge.Set(row.Badge) // a row that comes back into sight turns its arc again
		return
	}
	r.row, r.selected, r.focused = row, selected, focused
	r.Refresh()
}

// Tapped selects the row.
func (r *rowView) Tapped(*fyne.PointEvent) {
	if !r.row.Aside {
		r.list.choose(r.row.ID)
	}
}

// TappedSecondary selects the row and asks for its menu.
func (r *rowView) TappedSecondary(e *fyne.PointEvent) {
	if !r.row.Aside {
		r.list.choose(r.row.ID)
	}
	if r.list.view.OnMenu != nil {
		r.list.view.OnMenu(r.row.ID, e.AbsolutePosition)
	}
}

// MouseIn says that the hand is on the list.
func (r *rowView) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
	if r.row.Withheld {
		r.list.view.hint("outgo.row.withheld.means")
	}
	r.list.view.handOver()
}

// MouseMoved is part of Fyne's Hoverable.
func (r *rowView) MouseMoved(*desktop.MouseEvent) {}

// MouseOut says that the hand has left this row.
func (r *rowView) MouseOut() {
	r.hovered = false
	r.Refresh()
	if r.row.Withheld {
		r.list.view.hint("")
	}
	r.list.view.handAway()
}

// AccessibilityLabel reads the row's words in their order.
func (r *rowView) AccessibilityLabel() string {
	label := r.row.Name
	for _, s := range []string{r.row.Word, r.row.Fact} {
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
		Parts: []fyne.CanvasObject{r.ground, r.bar, r.over, r.head, r.thumb, r.name, r.badge, r.wording, r.fact, r.lock, r.frame},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: r.place,
		Paint: r.paint,
	})
}

func (r *rowView) paint() {
	p := look.Now().Palette
	fill, bar, quiet := look.Clear, look.Clear, look.InQuiet
	if r.selected {
		fill, bar, quiet = look.InSelect, look.InText, look.InSecond
	} else if r.hovered {
		fill = look.InControl
	}
	frame, frameWidth := look.Clear, float32(0)
	switch {
	case r.focused:
		frame, frameWidth = look.InFocus, p.FocusWidth
	case r.selected && p.SelectFrame > 0:
		frame, frameWidth = look.InText, p.SelectFrame
	}
	r.ground.SetFill(fill)
	r.bar.SetFill(bar)
	r.frame.SetEdge(frame, frameWidth)
	r.thumb.SetPicture(r.row.Thumbnail)
	r.name.Set(r.row.Name)
	r.badge.Set(r.row.Badge)
	r.wording.Set(r.row.Word)
	r.fact.Set(r.row.Fact)
	r.head.Set(r.row.Head)
	r.fact.SetInk(quiet)
}

func (r *rowView) place(size fyne.Size) {
	px := look.Px
	top := r.row.headRoom()
	look.Put(r.ground, 0, top, size.Width, size.Height-top)
	look.Put(r.bar, 0, top, 3, size.Height-top)
	look.Put(r.frame, 0, top, size.Width, size.Height-top)
	look.Show(r.over, top > 0)
	look.Show(r.head, top > 0)
	look.Put(r.over, 0, 0, size.Width, 1)
	look.Put(r.head, px(inset), (top-px(look.Quiet.Line))/2, size.Width-2*px(inset), px(look.Quiet.Line))
	narrow := size.Width < px(narrowBelow)
	look.Show(r.name, !narrow)
	look.Show(r.fact, !narrow)
	r.wording.Set(r.row.Word)
	if narrow {
		r.wording.Set(r.row.narrow())
	}
	look.Show(r.lock, r.row.Withheld)
	side := px(16)
	if narrow {
		left := px(look.Gap12)
		width := size.Width - 2*left
		look.Put(r.thumb, left, top+px(10), width, px(narrowThumb))
		look.Put(r.lock, size.Width-left-side, top+px(10+narrowThumb+look.Gap8), side, side)
		y := top + px(10+narrowThumb+look.Gap8)
		look.Put(r.badge, left-px(1), y, side, side)
		words := r.row.narrowRoom(size.Width)
		if r.row.Badge == look.NoBadge {
			look.Put(r.wording, left, y, words, r.wording.HeightAt(words))
			return
		}
		look.Put(r.wording, left+px(20), y, words, r.wording.HeightAt(words))
		return
	}
	look.Put(r.thumb, px(inset), top+px(10), px(thumbWidth), px(thumbHeight))
	x, room := px(wordsFrom), factWidth(size.Width)
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
}
