package timeline

import (
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// Sizes of the grid, pixels at a text size of 100 %.
const (
	gridRim     = 6 // round the cards, for the frame of the one at hand
	cardWide    = 176
	pictureHigh = 99 // sixteen to nine
	cardHigh    = pictureHigh + 4 + 16 + 16
)

// cell is one scene on the sheet.
type cell struct {
	at      time.Duration // where it leads
	picture image.Image
	time    string
	says    string // what was found in it; empty for nothing
	found   bool
	chosen  bool // it holds the frame that is looked at
}

// grid shows scenes to go to one, by pointer or by arrows and Enter.
type grid struct {
	widget.BaseWidget
	answer  func(at time.Duration)
	cards   []*card
	at      int // the one that the keys work on
	focused bool

	page   *look.Pane
	shown  *fyne.Container
	scroll *container.Scroll
}

var _ fyne.Focusable = (*grid)(nil)

func newGrid(answer func(at time.Duration)) *grid {
	g := &grid{answer: answer, shown: container.NewWithoutLayout()}
	g.page = look.NewPane([]fyne.CanvasObject{g.shown}, g.lay, func() fyne.Size {
		return fyne.NewSize(0, g.HeightAt(g.page.Size().Width-2*look.Px(gridRim))+2*look.Px(gridRim))
	})
	g.scroll = container.NewVScroll(g.page)
	g.ExtendBaseWidget(g)
	return g
}

// show fills the grid; fresh puts the keys on the scene that is looked at.
func (g *grid) show(cells []cell, fresh bool) {
	for len(g.cards) < len(cells) {
		g.cards = append(g.cards, newCard(g))
	}
	g.cards = g.cards[:len(cells)]
	g.at = max(0, min(g.at, len(cells)-1))
	if chosen := slices.IndexFunc(cells, func(c cell) bool { return c.chosen }); fresh && chosen >= 0 {
		g.at = chosen
	}
	g.shown.Objects = nil
	for i, c := range cells {
		g.cards[i].show(c, i)
		g.shown.Objects = append(g.shown.Objects, g.cards[i])
	}
	g.Refresh()
	if fresh && len(cells) > 0 {
		g.reveal()
	}
}

func (g *grid) columns(width float32) int {
	return max(1, int((width+look.Px(look.Gap12)+0.5)/look.Px(cardWide+look.Gap12)))
}

// HeightAt returns the height of all cards at a width.
func (g *grid) HeightAt(width float32) float32 {
	n := g.columns(width)
	rows := max(1, (len(g.cards)+n-1)/n)
	return float32(rows)*look.Px(cardHigh+look.Gap12) - look.Px(look.Gap12)
}

func (g *grid) lay(size fyne.Size) {
	rim := look.Px(gridRim)
	n := g.columns(size.Width - 2*rim)
	for i, c := range g.cards {
		look.Put(c, rim+float32(i%n)*look.Px(cardWide+look.Gap12), rim+float32(i/n)*look.Px(cardHigh+look.Gap12), look.Px(cardWide), look.Px(cardHigh))
	}
}

// CreateRenderer is part of Fyne's widget.
func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: g,
		Parts: []fyne.CanvasObject{g.scroll},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			g.page.Resize(fyne.NewSize(size.Width, g.page.MinSize().Height))
			g.scroll.Resize(size)
			g.lay(size)
			g.scroll.Refresh()
		},
	})
}

// FocusGained shows which card the keys work on.
func (g *grid) FocusGained() { g.focus(true) }

// FocusLost takes that back.
func (g *grid) FocusLost() { g.focus(false) }

func (g *grid) focus(on bool) {
	g.focused = on
	for _, c := range g.cards {
		c.Refresh()
	}
}

// TypedRune has no use for characters.
func (g *grid) TypedRune(rune) {}

// TypedKey goes from scene to scene, and to its frame on Enter and Space.
func (g *grid) TypedKey(key *fyne.KeyEvent) {
	n := g.columns(g.Size().Width - 2*look.Px(gridRim))
	to := g.at
	switch key.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyUp:
		to -= n
	case fyne.KeyDown:
		to += n
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(g.cards) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if g.at < len(g.cards) {
			g.answer(g.cards[g.at].cell.at)
		}
		return
	default:
		look.Forward(g, key)
		return
	}
	if to >= 0 && to < len(g.cards) {
		g.at = to
		g.focus(true)
		g.reveal()
	}
}

// reveal scrolls so that the card at hand is in sight.
func (g *grid) reveal() {
	c, rim := g.cards[g.at], look.Px(gridRim)
	top, bottom := c.Position().Y-rim, c.Position().Y+c.Size().Height+rim
	switch offset := g.scroll.Offset.Y; {
	case top < offset:
		g.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > offset+g.scroll.Size().Height:
		g.scroll.ScrollToOffset(fyne.NewPos(0, bottom-g.scroll.Size().Height))
	}
}

// card is one scene with its time.
type card struct {
	widget.BaseWidget
	grid    *grid
	cell    cell
	index   int
	hovered bool

	frame, mark *look.Box
	thumb       *look.Thumbnail
	time, says  *look.Text
}

var (
	_ fyne.Tappable     = (*card)(nil)
	_ desktop.Hoverable = (*card)(nil)
)

func newCard(g *grid) *card {
	c := &card{
		grid:  g,
		frame: look.NewFrame(look.Clear, look.Clear, 0, look.RadiusControl),
		mark:  look.NewFrame(look.InCandidate, look.Clear, 0, 1),
		thumb: look.NewThumbnail(),
		time:  look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd),
		says:  look.NewLine("", look.Quiet, look.InText, look.CutsEnd),
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) show(to cell, index int) {
	c.index, c.cell = index, to
	c.thumb.SetPicture(to.picture)
	c.time.Set(to.time)
	c.says.Set(to.says)
	c.Refresh()
}

// Tapped goes to this scene.
func (c *card) Tapped(*fyne.PointEvent) { c.grid.answer(c.cell.at) }

// MouseIn lights the card up.
func (c *card) MouseIn(*desktop.MouseEvent) { c.hover(true) }

// MouseMoved is part of Fyne's Hoverable.
func (c *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light back.
func (c *card) MouseOut() { c.hover(false) }

func (c *card) hover(on bool) {
	c.hovered = on
	c.Refresh()
}

// AccessibilityLabel returns the scene's time and what was found in it.
func (c *card) AccessibilityLabel() string {
	if c.cell.says != "" {
		return c.cell.time + ", " + c.cell.says
	}
	return c.cell.time
}

// AccessibilityRole says that this is a button.
func (c *card) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of Fyne's widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.frame, c.thumb, c.mark, c.time, c.says},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			px := look.Px
			rim, line, high := px(gridRim-1), px(look.Quiet.Line), px(pictureHigh)
			look.Put(c.frame, -rim, -rim, size.Width+2*rim, size.Height+2*rim)
			look.Put(c.thumb, 0, 0, size.Width, high)
			look.Put(c.time, 0, high+px(look.Gap4), size.Width, line)
			look.Put(c.mark, 0, high+px(look.Gap4)+line+px(4), px(8), px(8))
			look.Put(c.says, px(14), high+px(look.Gap4)+line, size.Width-px(14), line)
		},
		Paint: func() {
			fill, edge, width := look.Clear, look.Clear, float32(0)
			if c.hovered {
				fill = look.InSelect
			}
			if c.grid.focused && c.grid.at == c.index {
				edge, width = look.InFocus, look.Now().FocusWidth
			}
			c.frame.SetFill(fill)
			c.frame.SetEdge(edge, width)
			look.Show(c.mark, c.cell.says != "")
			mark := look.InSecond
			if c.cell.found {
				mark = look.InCandidate
			}
			c.mark.SetFill(mark)
		},
	})
}
