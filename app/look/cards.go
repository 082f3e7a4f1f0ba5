package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Card is what stands on one of several cards.
type Card struct {
	Object fyne.CanvasObject
	Says   string // what it shows, for reading aloud
}

// CardSize is the size of each card and the gap between two, pixels at a text
// size of 100 %.
type CardSize struct{ Width, Height, Gap float32 }

// cardRim is the room round the cards for the frame of the one at hand, pixels
// at a text size of 100 %.
const cardRim = 6

// Cards shows cards of one size to choose one from, by pointer or by arrows and
// Enter. It scrolls where its place is lower than they are.
type Cards struct {
	widget.BaseWidget
	choose  func(i int)
	size    CardSize
	cards   []*card
	at      int // the one that the keys work on
	focused bool

	page   *Pane
	shown  *fyne.Container
	scroll *container.Scroll
}

var _ fyne.Focusable = (*Cards)(nil)

// NewCards returns no cards yet; choose hears which one was chosen.
func NewCards(size CardSize, choose func(i int)) *Cards {
	g := &Cards{size: size, choose: choose, shown: container.NewWithoutLayout()}
	g.page = NewPane([]fyne.CanvasObject{g.shown}, g.lay, func() fyne.Size {
		return fyne.NewSize(0, g.HeightAt(g.page.Size().Width-2*Px(cardRim))+2*Px(cardRim))
	})
	g.scroll = container.NewVScroll(g.page)
	g.ExtendBaseWidget(g)
	return g
}

// Inside puts the cards into a panel, whose words begin where they do.
func (g *Cards) Inside() Inside {
	return Inside{Object: g, Height: g.HeightAt, Out: fyne.NewSize(cardRim, cardRim)}
}

// Set changes what stands on the cards. The keys stay where they were, as far
// as there are that many.
func (g *Cards) Set(all []Card) {
	for len(g.cards) < len(all) {
		g.cards = append(g.cards, newCard(g, len(g.cards)))
	}
	g.cards = g.cards[:len(all)]
	g.at = max(0, min(g.at, len(all)-1))
	g.shown.Objects = nil
	for i, c := range all {
		g.cards[i].set(c)
		g.shown.Objects = append(g.shown.Objects, g.cards[i])
	}
	g.Refresh()
}

// GoTo puts the keys on a card and brings it into sight.
func (g *Cards) GoTo(i int) {
	if i < 0 || i >= len(g.cards) {
		return
	}
	g.at = i
	g.paint()
	g.reveal()
}

// Width returns the width of all cards side by side.
func (g *Cards) Width() float32 {
	return Px(float32(len(g.cards))*(g.size.Width+g.size.Gap) - g.size.Gap)
}

// columns returns how many cards stand side by side at a width.
func (g *Cards) columns(width float32) int {
	return max(1, int((width+Px(g.size.Gap)+0.5)/Px(g.size.Width+g.size.Gap)))
}

// HeightAt returns the height of all cards at a width, of one row at least: more
// may come.
func (g *Cards) HeightAt(width float32) float32 {
	n := g.columns(width)
	rows := max(1, (len(g.cards)+n-1)/n)
	return Px(float32(rows)*(g.size.Height+g.size.Gap) - g.size.Gap)
}

func (g *Cards) lay(size fyne.Size) {
	rim := Px(cardRim)
	n := g.columns(size.Width - 2*rim)
	for i, c := range g.cards {
		x, y := float32(i%n)*(g.size.Width+g.size.Gap), float32(i/n)*(g.size.Height+g.size.Gap)
		Put(c, rim+Px(x), rim+Px(y), Px(g.size.Width), Px(g.size.Height))
	}
}

// CreateRenderer is part of Fyne's widget.
func (g *Cards) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
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
func (g *Cards) FocusGained() {
	g.focused = true
	g.paint()
}

// FocusLost takes that back.
func (g *Cards) FocusLost() {
	g.focused = false
	g.paint()
}

func (g *Cards) paint() {
	for _, c := range g.cards {
		c.Refresh()
	}
}

// TypedRune has no use for characters.
func (g *Cards) TypedRune(rune) {}

// TypedKey goes from card to card, and chooses on Enter and Space.
func (g *Cards) TypedKey(key *fyne.KeyEvent) {
	n := g.columns(g.Size().Width - 2*Px(cardRim))
	switch key.Name {
	case fyne.KeyLeft:
		g.GoTo(g.at - 1)
	case fyne.KeyRight:
		g.GoTo(g.at + 1)
	case fyne.KeyUp:
		g.GoTo(g.at - n)
	case fyne.KeyDown:
		g.GoTo(g.at + n)
	case fyne.KeyHome:
		g.GoTo(0)
	case fyne.KeyEnd:
		g.GoTo(len(g.cards) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if g.at < len(g.cards) {
			g.choose(g.at)
		}
	default:
		Forward(g, key)
	}
}

// reveal scrolls so that the card at hand is in sight.
func (g *Cards) reveal() {
	c, rim := g.cards[g.at], Px(cardRim)
	top, bottom := c.Position().Y-rim, c.Position().Y+c.Size().Height+rim
	switch offset := g.scroll.Offset.Y; {
	case top < offset:
		g.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > offset+g.scroll.Size().Height:
		g.scroll.ScrollToOffset(fyne.NewPos(0, bottom-g.scroll.Size().Height))
	}
}

// card is one of them with its frame.
type card struct {
	widget.BaseWidget
	cards   *Cards
	index   int
	content Card
	hovered bool

	frame *Box
	plan  *Plan
}

var (
	_ fyne.Tappable     = (*card)(nil)
	_ desktop.Hoverable = (*card)(nil)
)

func newCard(g *Cards, index int) *card {
	c := &card{cards: g, index: index, frame: NewFrame(Clear, Clear, 0, RadiusControl)}
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) set(content Card) {
	c.content = content
	c.Refresh()
}

// Tapped chooses this card.
func (c *card) Tapped(*fyne.PointEvent) { c.cards.choose(c.index) }

// MouseIn lights the card up.
func (c *card) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved is part of Fyne's Hoverable.
func (c *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light back.
func (c *card) MouseOut() { c.hovered = false; c.Refresh() }

// AccessibilityLabel says what stands on the card.
func (c *card) AccessibilityLabel() string { return c.content.Says }

// AccessibilityRole says that this is a button.
func (c *card) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of Fyne's widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	c.plan = &Plan{
		Owner: c,
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			rim := Px(cardRim - 1)
			Put(c.frame, -rim, -rim, size.Width+2*rim, size.Height+2*rim)
			Put(c.content.Object, 0, 0, size.Width, size.Height)
		},
		Paint: c.paint,
	}
	c.paint()
	return c.plan
}

func (c *card) paint() {
	fill, edge, width := Clear, Clear, float32(0)
	if c.hovered {
		fill = InSelect
	}
	if c.cards.focused && c.cards.at == c.index {
		edge, width = InFocus, Now().FocusWidth
	}
	c.frame.SetFill(fill)
	c.frame.SetEdge(edge, width)
	c.plan.Parts = []fyne.CanvasObject{c.frame, c.content.Object}
}
