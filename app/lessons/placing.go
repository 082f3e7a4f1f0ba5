package lessons

import (
	"image"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// Box is a place on a picture: left, top, right and bottom, 0 to 1.
type Box [4]float64

// Placing is a picture on which a place is set.
type Placing struct {
	Picture image.Image
	Boxes   []Box
	Chosen  int  // the one that is set; −1: none
	Fixed   bool // it is moved, and keeps its size
}

// placing shows a picture with boxes, one of which is drawn, moved and sized: by
// a drag, or with arrows.
type placing struct {
	widget.BaseWidget
	onPlace func(b Box, done bool)

	value   Placing
	focused bool
	begun   *fyne.Position // where a drag began …
	was     Box            // … and what it moves; a box without width is drawn anew

	picture *canvas.Image
	boxes   []*look.Box
	under   []*look.Box
}

var (
	_ fyne.Draggable     = (*placing)(nil)
	_ fyne.Focusable     = (*placing)(nil)
	_ fyne.Tappable      = (*placing)(nil)
	_ desktop.Cursorable = (*placing)(nil)
	_ desktop.Mouseable  = (*placing)(nil)
)

func newPlacing() *placing {
	p := &placing{picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}}
	p.ExtendBaseWidget(p)
	return p
}

func (p *placing) show(v Placing) {
	v.Boxes = slices.Clone(v.Boxes)
	if v.Picture != p.picture.Image {
		p.picture.Image = v.Picture
		p.picture.Refresh()
	}
	p.value = v
	p.Refresh()
}

// sets reports whether a place is being set.
func (p *placing) sets() bool { return p.value.Chosen >= 0 && p.value.Chosen < len(p.value.Boxes) }

// room is where the picture lies.
func (p *placing) room() (x, y, width, height float32) {
	size := p.Size()
	if p.value.Picture == nil {
		return 0, 0, size.Width, size.Height
	}
	b := p.value.Picture.Bounds()
	k := min(size.Width/float32(b.Dx()), size.Height/float32(b.Dy()))
	width, height = k*float32(b.Dx()), k*float32(b.Dy())
	return (size.Width - width) / 2, (size.Height - height) / 2, width, height
}

// at brings a position to the picture, 0 to 1, and says whether it lies on it.
func (p *placing) at(pos fyne.Position) (x, y float64, on bool) {
	left, top, width, height := p.room()
	x, y = float64((pos.X-left)/max(1, width)), float64((pos.Y-top)/max(1, height))
	return min(max(x, 0), 1), min(max(y, 0), 1), x >= 0 && x <= 1 && y >= 0 && y <= 1
}

// MouseDown notes where a drag would begin: the toolkit tells of one only later.
func (p *placing) MouseDown(e *desktop.MouseEvent) {
	pos := e.Position
	p.begun = &pos
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && p.sets() {
		c.Focus(p)
	}
	if !p.sets() {
		return
	}
	p.was = p.value.Boxes[p.value.Chosen]
	x, y, _ := p.at(pos)
	if inside := x > p.was[0] && x < p.was[2] && y > p.was[1] && y < p.was[3]; !inside && !p.value.Fixed {
		p.was = Box{x, y, x, y}
	}
}

// MouseUp is part of the toolkit's Mouseable.
func (p *placing) MouseUp(*desktop.MouseEvent) {}

// Tapped brings a box that keeps its size to where it was pressed.
func (p *placing) Tapped(e *fyne.PointEvent) {
	if x, y, on := p.at(e.Position); on && p.sets() && p.value.Fixed {
		b := p.value.Boxes[p.value.Chosen]
		p.set(moved(b, x-(b[0]+b[2])/2, y-(b[1]+b[3])/2), true)
	}
	p.begun = nil
}

// Dragged draws a box, or moves the one that the drag began in.
func (p *placing) Dragged(e *fyne.DragEvent) {
	if !p.sets() || p.begun == nil {
		return
	}
	x0, y0, _ := p.at(*p.begun)
	x, y, _ := p.at(e.Position)
	if p.was[0] == p.was[2] {
		p.set(Box{min(x0, x), min(y0, y), max(x0, x), max(y0, y)}, false)
		return
	}
	p.set(moved(p.was, x-x0, y-y0), false)
}

// DragEnd takes the box as it lies.
func (p *placing) DragEnd() {
	p.begun = nil
	if p.sets() {
		p.set(p.value.Boxes[p.value.Chosen], true)
	}
}

func (p *placing) set(b Box, done bool) {
	if b[2]-b[0] < leastBox || b[3]-b[1] < leastBox {
		if !done {
			return
		}
		b = Box{b[0], b[1], min(1, max(b[2], b[0]+leastBox)), min(1, max(b[3], b[1]+leastBox))}
	}
	p.value.Boxes[p.value.Chosen] = b
	p.Refresh()
	p.onPlace(b, done)
}

// leastBox is the least side of a box, of the picture's.
const leastBox = 0.01

// moved returns the box elsewhere, as far as the picture reaches.
func moved(b Box, dx, dy float64) Box {
	dx, dy = min(max(dx, -b[0]), 1-b[2]), min(max(dy, -b[1]), 1-b[3])
	return Box{b[0] + dx, b[1] + dy, b[2] + dx, b[3] + dy}
}

// FocusGained shows that the keys work here.
func (p *placing) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost takes that back.
func (p *placing) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune hands characters on to the window.
func (p *placing) TypedRune(r rune) { look.ForwardRune(p, r) }

// TypedKey moves the box with arrows, and its far corner with Shift too.
func (p *placing) TypedKey(key *fyne.KeyEvent) {
	const by = 0.01
	var dx, dy float64
	switch key.Name {
	case fyne.KeyLeft:
		dx = -by
	case fyne.KeyRight:
		dx = by
	case fyne.KeyUp:
		dy = -by
	case fyne.KeyDown:
		dy = by
	}
	if dx == 0 && dy == 0 || !p.sets() {
		look.Forward(p, key)
		return
	}
	b := p.value.Boxes[p.value.Chosen]
	if look.Modifiers()&fyne.KeyModifierShift != 0 && !p.value.Fixed {
		b[2], b[3] = min(1, max(b[0]+leastBox, b[2]+dx)), min(1, max(b[1]+leastBox, b[3]+dy))
		p.set(b, true)
		return
	}
	p.set(moved(b, dx, dy), true)
}

// Cursor is a cross where a place is set.
func (p *placing) Cursor() desktop.Cursor {
	if p.sets() {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is part of Fyne's widget.
func (p *placing) CreateRenderer() fyne.WidgetRenderer { return &placingRenderer{p: p} }

// placingRenderer draws as many boxes as there are.
type placingRenderer struct{ p *placing }

func (r *placingRenderer) Destroy() {}

func (r *placingRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *placingRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.p.picture}
	for i := range r.p.value.Boxes {
		r.p.grow(i)
		out = append(out, r.p.under[i], r.p.boxes[i])
	}
	return out
}

func (p *placing) grow(i int) {
	for len(p.boxes) <= i {
		p.under = append(p.under, look.NewFrame(look.Clear, look.InStage, 1, 0))
		p.boxes = append(p.boxes, look.NewFrame(look.Clear, look.InText, 1, 0))
	}
}

func (r *placingRenderer) Layout(fyne.Size) {
	p := r.p
	x, y, width, height := p.room()
	look.Put(p.picture, x, y, width, height)
	for i, b := range p.value.Boxes {
		p.grow(i)
		px := func(v float64, of float32) float32 { return float32(math.Round(v * float64(of))) }
		left, top, wide, high := x+px(b[0], width), y+px(b[1], height), px(b[2]-b[0], width), px(b[3]-b[1], height)
		look.Put(p.under[i], left-1, top-1, wide+2, high+2)
		look.Put(p.boxes[i], left, top, wide, high)
	}
}

func (r *placingRenderer) Refresh() {
	p := r.p
	for i := range p.value.Boxes {
		p.grow(i)
		ink, thick := look.InText, float32(1)
		if i == p.value.Chosen {
			thick = 2
			if p.focused {
				ink = look.InFocus
			}
		}
		p.boxes[i].SetEdge(ink, thick)
	}
	r.Layout(p.Size())
	canvas.Refresh(p)
}
