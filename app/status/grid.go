package status

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
)

// gridRim is the room round the cards for the frame of the one at hand, pixels at 100 %.
const gridRim = 6

// grid shows pictures to choose one from, by pointer or by arrows and Enter.
type grid struct {
	widget.BaseWidget
	answer  func(id casefile.ID)
	choices []Choice
	cards   []*card
	at      int // the one that the keys work on
	focused bool

	page   *look.Pane
	shown  *fyne.Container
	scroll *container.Scroll
}

var _ fyne.Focusable = (*grid)(nil)

func newGrid(answer func(casefile.ID)) *grid {
	g := &grid{answer: answer, shown: container.NewWithoutLayout()}
	g.page = look.NewPane([]fyne.CanvasObject{g.shown}, g.lay, func() fyne.Size {
		return fyne.NewSize(0, g.HeightAt(g.page.Size().Width-2*look.Px(gridRim))+2*look.Px(gridRim))
	})
	g.scroll = container.NewVScroll(g.page)
	g.ExtendBaseWidget(g)
	return g
}

func (g *grid) show(choices []Choice) {
	g.choices = choices
	g.at = max(0, min(g.at, len(choices)-1))
	for len(g.cards) < len(choices) {
		g.cards = append(g.cards, newCard(g))
	}
	g.cards = g.cards[:len(choices)]
	g.shown.Objects = nil
	for i, c := range choices {
		g.cards[i].show(c, i)
		g.shown.Objects = append(g.shown.Objects, g.cards[i])
	}
	g.Refresh()
}

// columns returns how many cards stand side by side at a width.
func (g *grid) columns(width float32) int {
	step := look.Px(cardWidth + look.Gap16)
	return max(1, int((width+look.Px(look.Gap16)+0.5)/step))
}

// HeightAt returns the height of all cards at a width.
func (g *grid) HeightAt(width float32) float32 {
	if len(g.choices) == 0 {
		return 0
	}
	n := g.columns(width)
	rows := (len(g.choices) + n - 1) / n
	return float32(rows)*look.Px(cardHeight+look.Gap16) - look.Px(look.Gap16)
}

func (g *grid) lay(size fyne.Size) {
	rim := look.Px(gridRim)
	n := g.columns(size.Width - 2*rim)
	for i, c := range g.cards {
		x := rim + float32(i%n)*look.Px(cardWidth+look.Gap16)
		y := rim + float32(i/n)*look.Px(cardHeight+look.Gap16)
		look.Put(c, x, y, look.Px(cardWidth), look.Px(cardHeight))
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

// TypedKey goes from card to card, and answers on Enter and Space.
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
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if g.at < len(g.choices) {
			g.answer(g.choices[g.at].ID)
		}
		return
	default:
		look.Forward(g, key)
		return
	}
	if to >= 0 && to < len(g.choices) {
		g.at = to
		g.focus(true)
		g.reveal()
	}
}

// reveal scrolls so that the card at hand is in sight.
func (g *grid) reveal() {
	c := g.cards[g.at]
	rim := look.Px(gridRim)
	top, bottom := c.Position().Y-rim, c.Position().Y+c.Size().Height+rim
	switch offset := g.scroll.Offset.Y; {
	case top < offset:
		g.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > offset+g.scroll.Size().Height:
		g.scroll.ScrollToOffset(fyne.NewPos(0, bottom-g.scroll.Size().Height))
	}
}

// card is one picture with its name.
type card struct {
	widget.BaseWidget
	grid    *grid
	choice  Choice
	index   int
	hovered bool

	frame *look.Box
	thumb *look.Thumbnail
	name  *look.Text
}

var (
	_ fyne.Tappable     = (*card)(nil)
	_ desktop.Hoverable = (*card)(nil)
)

func newCard(g *grid) *card {
	c := &card{
		grid:  g,
		frame: look.NewFrame(look.Clear, look.Clear, 0, look.RadiusControl),
		thumb: look.NewThumbnail(),
		name:  look.NewLine("", look.Body, look.InText, look.CutsMiddle).Centred(),
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) show(choice Choice, index int) {
	c.index = index
	if c.choice != choice {
		c.choice = choice
		c.thumb.SetPicture(choice.Thumbnail)
		c.name.Set(choice.Name)
	}
}

// Tapped answers with this picture.
func (c *card) Tapped(*fyne.PointEvent) { c.grid.answer(c.choice.ID) }

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

// AccessibilityLabel returns the picture's name.
func (c *card) AccessibilityLabel() string { return c.choice.Name }

// AccessibilityRole says that this is a button.
func (c *card) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of Fyne's widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.frame, c.thumb, c.name},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			rim := look.Px(gridRim)
			look.Put(c.frame, -rim, -rim, size.Width+2*rim, size.Height+2*rim)
			picture := look.Px(120)
			look.Put(c.thumb, 0, 0, size.Width, picture)
			line := look.Px(look.Body.Line)
			look.Put(c.name, 0, picture+look.Px(look.Gap8), size.Width, line)
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
		},
	})
}
