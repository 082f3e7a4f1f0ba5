package tray

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
)

// Tab is one of several claimed pictures.
type Tab struct {
	ID      casefile.ID
	Picture image.Image // prepared small; nil while it is being made
	Badge   look.Badge  // the best that was found of it
	Says    string      // "3 of 5: post.jpg · Match found"
}

// Lengths of the tabs, pixels at a text size of 100 %.
const (
	tabWidth  = 64
	tabThumb  = 42 // height of its picture
	tabBadge  = 14
	tabHeight = 8 + tabThumb + 4 + tabBadge + 8
	tabsInset = 10  // the first picture begins where the words do
	tabsFrom  = 410 // height of the list from which there is room for them: two candidates stay in sight
)

// tabs are the claimed pictures beside each other, each with the badge of the
// best that was found of it. They are one control: arrows go from one to the next.
type tabs struct {
	widget.BaseWidget
	view    *View
	all     []Tab
	chosen  int // −1 is none
	focused bool

	scroll *container.Scroll
	row    *look.Pane
	cells  []*tab
}

var (
	_ fyne.Focusable  = (*tabs)(nil)
	_ desktop.Keyable = (*tabs)(nil)
)

func newTabs(v *View) *tabs {
	t := &tabs{view: v, chosen: -1}
	t.row = look.NewPane(nil, func(fyne.Size) {
		for i, c := range t.cells {
			look.Put(c, left(i), 0, look.Px(tabWidth), look.Px(tabHeight))
		}
	}, func() fyne.Size { return fyne.NewSize(left(len(t.all)), look.Px(tabHeight)) })
	t.scroll = container.NewHScroll(t.row)
	t.ExtendBaseWidget(t)
	return t
}

// height is that of the tabs; 0 where there are not several claims, or there is
// no room: then the arrows in the head go from one to the next.
func (t *tabs) height() float32 {
	if all := t.view.pane.Size().Height; len(t.all) < 2 || all > 0 && all < look.Px(tabsFrom) {
		return 0
	}
	return look.Px(tabHeight)
}

func (t *tabs) show(all []Tab, chosen casefile.ID) {
	moved, fewer := t.chosen, len(all) != len(t.all)
	t.all, t.chosen = all, -1
	for len(t.cells) < len(all) {
		t.cells = append(t.cells, newTab(t, len(t.cells)))
	}
	t.cells = t.cells[:len(all)]
	for i, one := range all {
		if one.ID == chosen {
			t.chosen = i
		}
	}
	for i, one := range all {
		t.cells[i].show(one, i == t.chosen, t.focused)
	}
	if fewer {
		parts := make([]fyne.CanvasObject, len(t.cells))
		for i, c := range t.cells {
			parts[i] = c
		}
		t.row.SetParts(parts...)
		t.row.Refresh()
		t.scroll.Refresh()
	}
	if fewer || moved != t.chosen {
		t.reveal()
	}
}

// reveal scrolls as little as it takes to show the whole chosen tab.
func (t *tabs) reveal() {
	width, side := t.scroll.Size().Width, look.Px(tabWidth)
	if t.chosen < 0 || width == 0 {
		return
	}
	x := left(t.chosen)
	if at := t.scroll.Offset.X; x < at {
		t.scroll.ScrollToOffset(fyne.NewPos(max(0, x-look.Px(tabsInset)), 0))
	} else if x+side > at+width {
		t.scroll.ScrollToOffset(fyne.NewPos(x+side-width, 0))
	}
}

// left is where a tab begins in the row.
func left(i int) float32 { return look.Px(tabsInset) + float32(i)*look.Px(tabWidth) }

// FocusGained shows that the arrows work here.
func (t *tabs) FocusGained() { t.focus(true) }

// FocusLost takes that back.
func (t *tabs) FocusLost() { t.focus(false) }

func (t *tabs) focus(on bool) {
	t.focused = on
	for i, c := range t.cells {
		c.show(t.all[i], i == t.chosen, on)
	}
	t.say(t.chosen, on)
}

// say tells what a tab stands for, or takes it back.
func (t *tabs) say(i int, on bool) {
	if t.view.OnHint == nil {
		return
	}
	if !on || i < 0 || i >= len(t.all) {
		t.view.OnHint("")
		return
	}
	t.view.OnHint(t.all[i].Says)
}

// KeyDown hands on a key that is held: Space shows the other picture.
func (t *tabs) KeyDown(key *fyne.KeyEvent) { look.ForwardDown(t, key) }

// KeyUp hands on that it was let go.
func (t *tabs) KeyUp(key *fyne.KeyEvent) { look.ForwardUp(t, key) }

// TypedRune hands characters on to the window.
func (t *tabs) TypedRune(r rune) { look.ForwardRune(t, r) }

// TypedKey goes to another claim, and hands on what it has no use for.
func (t *tabs) TypedKey(key *fyne.KeyEvent) {
	to := t.chosen
	switch key.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(t.all) - 1
	default:
		look.Forward(t, key)
		return
	}
	t.choose(to)
	t.say(t.chosen, true)
}

func (t *tabs) choose(i int) {
	if i >= 0 && i < len(t.all) && i != t.chosen && t.view.OnClaim != nil {
		t.view.OnClaim(t.all[i].ID)
	}
}

// CreateRenderer is part of Fyne's widget.
func (t *tabs) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: t, Parts: []fyne.CanvasObject{t.scroll},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			before := t.scroll.Size()
			t.scroll.Resize(size)
			if before != size {
				t.reveal()
			}
		},
	})
}

// tab draws one of them.
type tab struct {
	widget.BaseWidget
	tabs    *tabs
	at      int
	value   Tab
	chosen  bool
	focused bool
	hovered bool

	ground, bar, frame *look.Box
	thumb              *look.Thumbnail
	badge              *look.BadgeShape
}

var (
	_ fyne.Tappable          = (*tab)(nil)
	_ fyne.SecondaryTappable = (*tab)(nil)
	_ desktop.Hoverable      = (*tab)(nil)
)

func newTab(t *tabs, at int) *tab {
	c := &tab{
		tabs: t, at: at, ground: look.NewBox(look.Clear), bar: look.NewBox(look.Clear), frame: look.NewFrame(look.Clear, look.Clear, 0, 0),
		thumb: look.NewThumbnail(), badge: look.NewBadgeShape(look.NoBadge),
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *tab) show(value Tab, chosen, focused bool) {
	if c.value == value && c.chosen == chosen && c.focused == (chosen && focused) {
		return
	}
	c.value, c.chosen, c.focused = value, chosen, chosen && focused
	c.thumb.SetPicture(value.Picture)
	c.badge.Set(value.Badge)
	c.Refresh()
}

// Tapped goes to that claim.
func (c *tab) Tapped(*fyne.PointEvent) { c.tabs.choose(c.at) }

// TappedSecondary asks for the claim's menu.
func (c *tab) TappedSecondary(e *fyne.PointEvent) {
	if c.tabs.view.OnMenu != nil {
		c.tabs.view.OnMenu(c.value.ID, e.AbsolutePosition)
	}
}

// MouseIn says which claim it is.
func (c *tab) MouseIn(*desktop.MouseEvent) { c.hover(true) }

// MouseMoved is part of Fyne's Hoverable.
func (c *tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that back.
func (c *tab) MouseOut() { c.hover(false) }

func (c *tab) hover(on bool) {
	c.hovered = on
	c.Refresh()
	c.tabs.say(c.at, on)
}

// CreateRenderer is part of Fyne's widget.
func (c *tab) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c, Parts: []fyne.CanvasObject{c.ground, c.thumb, c.badge, c.bar, c.frame},
		Least: func() fyne.Size { return fyne.NewSize(look.Px(tabWidth), look.Px(tabHeight)) },
		Place: func(size fyne.Size) {
			px := look.Px
			c.ground.Resize(size)
			c.frame.Resize(size)
			look.Put(c.thumb, px(look.Gap4), px(8), size.Width-2*px(look.Gap4), px(tabThumb))
			look.Put(c.badge, (size.Width-px(tabBadge))/2, px(8+tabThumb+4), px(tabBadge), px(tabBadge))
			look.Put(c.bar, 0, 0, size.Width, 3)
		},
		Paint: func() {
			p := look.Now().Palette
			ground, bar, edge, width := look.Clear, look.Clear, look.Clear, float32(0)
			switch {
			case c.chosen:
				ground, bar = look.InSelect, look.InText
			case c.hovered:
				ground = look.InControl
			}
			switch {
			case c.focused:
				edge, width = look.InFocus, p.FocusWidth
			case c.chosen && p.SelectFrame > 0:
				edge, width = look.InText, p.SelectFrame
			}
			c.ground.SetFill(ground)
			c.bar.SetFill(bar)
			c.frame.SetEdge(edge, width)
		},
	})
}
