package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Place is a rectangle of the window, in the toolkit's units.
type Place struct{ X, Y, Width, Height float32 }

// Empty reports whether there is nothing of it.
func (p Place) Empty() bool { return p.Width <= 0 || p.Height <= 0 }

// Right is its further edge at the side.
func (p Place) Right() float32 { return p.X + p.Width }

// Bottom is its lower edge.
func (p Place) Bottom() float32 { return p.Y + p.Height }

// Cut returns what lies in both.
func (p Place) Cut(q Place) Place {
	x, y := max(p.X, q.X), max(p.Y, q.Y)
	return Place{x, y, min(p.Right(), q.Right()) - x, min(p.Bottom(), q.Bottom()) - y}
}

// Out returns the place that is larger by so much at each side.
func (p Place) Out(by float32) Place {
	return Place{p.X - by, p.Y - by, p.Width + 2*by, p.Height + 2*by}
}

// Tie says where a coach mark stands, and what it is tied to.
type Tie struct {
	Card  Place
	Way   []fyne.Position // the corners of the line, from the card on, each straight above or beside the one before; none is no line
	Frame Place           // drawn round what it speaks of; an empty one is a dot at the line's end
	Round bool            // the frame is as round as it can be
}

// Coach is a card that a line ties to what it speaks of. The line is light with
// dark edges, so that it shows on any ground.
type Coach struct {
	card   *coachCard
	legs   [][2]*Box // the dark one under the light one
	frame  [2]*canvas.Rectangle
	dot    [2]*canvas.Circle
	pane   *Pane
	tie    Tie
	inside fyne.CanvasObject
}

// mostLegs is how many straight parts a line has at most.
const mostLegs = 6

// NewCoach returns a coach mark round what its card says, which has a height at
// a width (HeightAt). It stands nowhere until it is put.
func NewCoach(inside fyne.CanvasObject) *Coach {
	c := &Coach{card: newCoachCard(inside), inside: inside}
	var under, over []fyne.CanvasObject
	for range mostLegs {
		leg := [2]*Box{NewBox(InMarkDisc), NewBox(InMark)}
		c.legs = append(c.legs, leg)
		under, over = append(under, leg[0]), append(over, leg[1])
	}
	for i := range c.frame {
		c.frame[i], c.dot[i] = &canvas.Rectangle{}, &canvas.Circle{}
	}
	parts := append(append(under, c.frame[0], c.dot[0]), over...)
	c.pane = NewPane(append(parts, c.frame[1], c.dot[1], c.card), func(fyne.Size) { c.draw() }, nil)
	c.pane.Hide()
	return c
}

// Object is the coach mark as it lies over the whole window. Only its card takes
// the hand.
func (c *Coach) Object() fyne.CanvasObject { return c.pane }

// coachInset is the room between a card's frame and its words, pixels at a text size of 100 %.
const coachInset = Gap12

// HeightAt returns the height of the card at a width.
func (c *Coach) HeightAt(width float32) float32 {
	in := Px(coachInset)
	return 2*in + HeightOf(c.inside, width-2*in)
}

// Put places card and line.
func (c *Coach) Put(t Tie) {
	c.tie = t
	c.draw()
}

// Tie returns where it stands.
func (c *Coach) Tie() Tie { return c.tie }

// Widths of line and frame, pixels.
const (
	coachLine = 2
	coachEdge = 1 // dark, at both sides
	coachDot  = 4 // its radius
)

func (c *Coach) draw() {
	t, p := c.tie, Now().Palette
	Put(c.card, t.Card.X, t.Card.Y, t.Card.Width, t.Card.Height)
	for i, leg := range c.legs {
		shown := i+1 < len(t.Way)
		for k, half := range [2]float32{coachLine/2 + coachEdge, coachLine / 2} {
			Show(leg[k], shown)
			if shown {
				a, b := t.Way[i], t.Way[i+1]
				Put(leg[k], min(a.X, b.X)-half, min(a.Y, b.Y)-half, max(a.X, b.X)-min(a.X, b.X)+2*half, max(a.Y, b.Y)-min(a.Y, b.Y)+2*half)
			}
		}
	}
	framed := !t.Frame.Empty()
	for k, width := range [2]float32{coachLine + 2*coachEdge, coachLine} {
		ink := InMarkDisc
		if k == 1 {
			ink = InMark
		}
		f := c.frame[k]
		Show(f, framed)
		f.StrokeColor, f.StrokeWidth, f.FillColor = p.Ink(ink), width, pigment(Clear)
		at := t.Frame.Out(float32(1-k) * coachEdge)
		f.CornerRadius = Px(RadiusControl)
		if t.Round {
			f.CornerRadius = min(at.Width, at.Height) / 2
		}
		Put(f, at.X, at.Y, at.Width, at.Height)
		f.Refresh()
		d := c.dot[k]
		Show(d, !framed && len(t.Way) > 1)
		if n := len(t.Way); n > 1 {
			r, end := float32(coachDot+(1-k)*coachEdge), t.Way[n-1]
			d.FillColor = p.Ink(ink)
			Put(d, end.X-r, end.Y-r, 2*r, 2*r)
			d.Refresh()
		}
	}
}

// coachCard is what a coach mark says, in its frame.
type coachCard struct {
	widget.BaseWidget
	dark, light *Box
	inside      fyne.CanvasObject
}

var _ fyne.Tappable = (*coachCard)(nil)

func newCoachCard(inside fyne.CanvasObject) *coachCard {
	c := &coachCard{
		dark: NewFrame(InPanel, InMarkDisc, coachLine+2*coachEdge, RadiusWell), light: NewFrame(Clear, InMark, coachLine, RadiusWell),
		inside: inside,
	}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped keeps presses from what lies under the card.
func (c *coachCard) Tapped(*fyne.PointEvent) {}

// CreateRenderer is part of Fyne's widget.
func (c *coachCard) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.dark, c.light, c.inside},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			in := Px(coachInset)
			Put(c.dark, -coachEdge, -coachEdge, size.Width+2*coachEdge, size.Height+2*coachEdge)
			c.light.Resize(size)
			Put(c.inside, in, in, size.Width-2*in, size.Height-2*in)
		},
	})
}
