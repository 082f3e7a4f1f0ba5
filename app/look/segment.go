package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Segment is a row of words of which one is chosen.
type Segment struct {
	widget.BaseWidget

	OnChoose func(index int)
	OnHint   func(hint string) // why a dimmed one can't be chosen

	boxed   bool
	buttons []*Button
	chosen  int

	ground *canvas.Rectangle
	lines  []*Box
}

// NewModes returns the segment of the head: words on the panel, the chosen one
// filled, 32 high.
func NewModes(words []string) *Segment { return newSegment(words, false) }

// NewSegment returns the segment of the strip: words in one frame, 28 high.
func NewSegment(words []string) *Segment { return newSegment(words, true) }

func newSegment(words []string, boxed bool) *Segment {
	s := &Segment{boxed: boxed, chosen: -1, ground: canvas.NewRectangle(color.Transparent)}
	height := float32(Tall)
	if boxed {
		height = Short
	}
	for i, w := range words {
		b := NewButton(w, func() { s.choose(i) }, ButtonOptions{Kind: Bare, Height: height, boxed: boxed})
		b.OnHint = func(hint string) {
			if s.OnHint != nil {
				s.OnHint(hint)
			}
		}
		b.pressKey = func(key *fyne.KeyEvent) bool { return s.step(i, key) }
		s.buttons = append(s.buttons, b)
		if boxed && i > 0 {
			s.lines = append(s.lines, NewBox(InEdge))
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

func (s *Segment) choose(index int) {
	s.SetChosen(index)
	if s.OnChoose != nil {
		s.OnChoose(index)
	}
}

// step moves the focus to the neighbour on an arrow key and chooses it.
func (s *Segment) step(from int, key *fyne.KeyEvent) bool {
	by := 0
	switch key.Name {
	case fyne.KeyLeft:
		by = -1
	case fyne.KeyRight:
		by = 1
	case fyne.KeyUp, fyne.KeyDown:
		if !s.stacked(s.Size().Width) {
			return false
		}
		by = 1
		if key.Name == fyne.KeyUp {
			by = -1
		}
	default:
		return false
	}
	for i := from + by; i >= 0 && i < len(s.buttons); i += by {
		if !s.buttons[i].Dimmed() {
			if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
				c.Focus(s.buttons[i])
			}
			s.choose(i)
			break
		}
	}
	return true
}

// SetChosen marks one as chosen without telling OnChoose; −1 is none.
func (s *Segment) SetChosen(index int) {
	s.chosen = index
	for i, b := range s.buttons {
		b.SetChosen(i == index)
	}
}

// Chosen returns the index of the chosen one, −1 for none.
func (s *Segment) Chosen() int { return s.chosen }

// SetDimmed makes one impossible to choose and says why.
func (s *Segment) SetDimmed(index int, dimmed bool, why string) {
	s.buttons[index].SetDimmed(dimmed, why)
}

// SetWords changes the words, in their order.
func (s *Segment) SetWords(words []string) {
	for i, b := range s.buttons {
		b.SetWords(words[i])
	}
	s.Refresh()
}

// SetUnder shows keys below the words, in their order; none takes them away.
func (s *Segment) SetUnder(keys []string) {
	for i, b := range s.buttons {
		key := ""
		if i < len(keys) {
			key = keys[i]
		}
		b.SetUnder(key)
	}
	s.Refresh()
}

// Len returns how many choices there are.
func (s *Segment) Len() int { return len(s.buttons) }

// Button returns the control of one choice, for focus and tests.
func (s *Segment) Button(index int) *Button { return s.buttons[index] }

func (s *Segment) gap() float32 {
	if s.boxed {
		return 1
	}
	return Px(2)
}

// CreateRenderer is part of Fyne's widget.
func (s *Segment) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{s.ground}
	for _, b := range s.buttons {
		parts = append(parts, b)
	}
	for _, l := range s.lines {
		parts = append(parts, l)
	}
	return NewPlan(Plan{
		Owner: s, Parts: parts,
		Place: s.place,
		Least: s.least,
		Paint: func() {
			if s.boxed {
				s.ground.FillColor, s.ground.StrokeColor = Colour(InPanel), Colour(InEdge)
				s.ground.StrokeWidth, s.ground.CornerRadius = 1, Px(RadiusControl)
			}
		},
	})
}

// least is the size with all words side by side.
func (s *Segment) least() fyne.Size {
	width, height := float32(0), float32(0)
	for i, b := range s.buttons {
		least := b.MinSize()
		width, height = width+least.Width, max(height, least.Height)
		if i > 0 {
			width += s.gap()
		}
	}
	return fyne.NewSize(width, height)
}

// stacked reports whether the words stand below each other, because they don't
// fit side by side.
func (s *Segment) stacked(width float32) bool { return s.least().Width > width+0.5 }

// HeightAt returns the height at a width.
func (s *Segment) HeightAt(width float32) float32 {
	height := s.least().Height
	if !s.stacked(width) {
		return height
	}
	n := float32(len(s.buttons))
	return n*height + (n-1)*s.gap()
}

func (s *Segment) placeStacked(size fyne.Size) {
	height := s.least().Height
	for i, b := range s.buttons {
		y := float32(i) * (height + s.gap())
		if s.boxed && i > 0 {
			Put(s.lines[i-1], 1, y-1, size.Width-2, 1)
		}
		Put(b, 0, y, size.Width, height)
	}
}

func (s *Segment) place(size fyne.Size) {
	s.ground.Resize(size)
	if s.stacked(size.Width) && size.Height > s.least().Height+0.5 {
		s.placeStacked(size)
		return
	}
	spare := max(0, size.Width-s.MinSize().Width) / float32(max(1, len(s.buttons)))
	x := float32(0)
	for i, b := range s.buttons {
		if i > 0 {
			if s.boxed {
				Put(s.lines[i-1], x, 1, 1, size.Height-2)
			}
			x += s.gap()
		}
		width := b.MinSize().Width + spare
		Put(b, x, 0, width, size.Height)
		x += width
	}
}
