package hand

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// pane shows one of the two pictures with its points and takes the hand. It has
// a position and a zoom of its own.
type pane struct {
	widget.BaseWidget
	view  *View
	side  int
	title *title

	zoomed bool
	scale  float64    // device pixels to a picture pixel; of a pane that isn't zoomed the one that fits
	centre geom.Point // picture pixels
	turns  int        // quarters, clockwise, that the picture is shown turned by

	cross   geom.Point // of the keyboard, picture pixels
	focused bool
	holding int // the point that the hand moves; none
	moved   bool
	skip    bool // the tap that ends a drag, or a press that revealed, sets nothing
	press   *look.Press

	frames   [2]compare.Frame // by kind
	asked    [2]Request
	turnedBy [2]geom.Map // how the frames are shown
	image    *image.RGBA
	raster   *canvas.Raster
	lens     *image.RGBA
	loupe    *canvas.Raster
	rim      *canvas.Rectangle
	hairs    [2]*canvas.Line
	frame    *look.Box
	pins     []*pin
}

// Kinds of frames.
const (
	whole  = iota // what the pane shows
	lensed        // what the loupe shows
)

var (
	_ fyne.Draggable      = (*pane)(nil)
	_ fyne.Tappable       = (*pane)(nil)
	_ fyne.DoubleTappable = (*pane)(nil)
	_ fyne.Scrollable     = (*pane)(nil)
	_ fyne.Focusable      = (*pane)(nil)
	_ fyne.Tabbable       = (*pane)(nil)
	_ fyne.Shortcutable   = (*pane)(nil)
	_ desktop.Keyable     = (*pane)(nil)
	_ desktop.Mouseable   = (*pane)(nil)
	_ desktop.Cursorable  = (*pane)(nil)
)

var nothing = image.NewRGBA(image.Rect(0, 0, 1, 1))

func newPane(v *View, side int) *pane {
	p := &pane{view: v, side: side, holding: none, image: nothing, lens: nothing, title: newTitle(side), frame: look.NewFrame(look.Clear, look.Clear, 0, 0)}
	p.raster = canvas.NewRaster(func(int, int) image.Image { return p.image })
	p.loupe = canvas.NewRaster(func(int, int) image.Image { return p.lens })
	p.rim = canvas.NewRectangle(color.Transparent)
	p.hairs = [2]*canvas.Line{canvas.NewLine(nil), canvas.NewLine(nil)}
	p.press = look.NewPress(v.SetRevealed)
	p.ExtendBaseWidget(p)
	return p
}

// size returns the pane in device pixels.
func (p *pane) size() geom.Size {
	k := look.PixelScale(p)
	return geom.Size{Width: int(math.Round(float64(p.Size().Width) * k)), Height: int(math.Round(float64(p.Size().Height) * k))}
}

// mirrored reports whether the picture is shown mirrored: the candidate, as long
// as two points are taken so.
func (p *pane) mirrored() bool { return p.side == candidate && p.view.draft.mirrored }

// frameSize is that of the frame before it is turned.
func (p *pane) frameSize() geom.Size {
	s := p.size()
	if p.turns&1 == 1 {
		s.Width, s.Height = s.Height, s.Width
	}
	return s
}

// resolved returns the scale and the centre in force.
func (p *pane) resolved() (float64, geom.Point) {
	if p.zoomed {
		return p.scale, p.centre
	}
	size, out := p.view.side(p.side).Size, p.frameSize()
	if size.Empty() || out.Empty() {
		return 1, geom.Point{}
	}
	return compare.Fit(size, out, 0)[0], size.Rect().Centre()
}

// frameFromPicture is the map of the frame before it is turned.
func (p *pane) frameFromPicture() geom.Map {
	scale, centre := p.resolved()
	out := p.frameSize()
	return geom.Map{
		scale, 0, math.Round(float64(out.Width)/2 - scale*centre.X),
		0, scale, math.Round(float64(out.Height)/2 - scale*centre.Y), 0, 0, 1,
	}
}

// paneFromFrame turns and mirrors.
func (p *pane) paneFromFrame(size geom.Size) geom.Map {
	m := geom.Identity()
	if p.mirrored() { // before it is turned
		m = geom.Mirroring(float64(size.Width))
	}
	w, h := float64(size.Width), float64(size.Height)
	switch p.turns & 3 {
	case 1:
		m = geom.Map{0, -1, h, 1, 0, 0, 0, 0, 1}.After(m)
	case 2:
		m = geom.Map{-1, 0, w, 0, -1, h, 0, 0, 1}.After(m)
	case 3:
		m = geom.Map{0, 1, 0, -1, 0, w, 0, 0, 1}.After(m)
	}
	return m
}

// paneFromPicture carries picture pixels to device pixels of the pane.
func (p *pane) paneFromPicture() geom.Map {
	return p.paneFromFrame(p.frameSize()).After(p.frameFromPicture())
}

// perUnit returns how many picture pixels one of the toolkit's units is.
func (p *pane) perUnit() float64 {
	scale, _ := p.resolved()
	return look.PixelScale(p) / scale
}

// at returns the picture's place under a position of the pane.
func (p *pane) at(pos fyne.Position) geom.Point {
	m, ok := p.paneFromPicture().Inverse()
	if !ok {
		return geom.Point{}
	}
	k := look.PixelScale(p)
	return m.Apply(geom.Point{X: float64(pos.X) * k, Y: float64(pos.Y) * k})
}

// position returns where a place of the picture lies on the pane.
func (p *pane) position(at geom.Point) fyne.Position {
	q := p.paneFromPicture().Apply(at)
	k := look.PixelScale(p)
	return fyne.NewPos(float32(q.X/k), float32(q.Y/k))
}

// forget drops what belongs to another pair.
func (p *pane) forget() {
	p.clear()
	p.zoomed, p.turns, p.holding = false, 0, none
	p.cross = p.view.side(p.side).Size.Rect().Centre()
}

// clear takes away what is shown, and has it asked for anew.
func (p *pane) clear() {
	p.frames, p.asked = [2]compare.Frame{}, [2]Request{}
	p.image, p.lens = nothing, nothing
	p.raster.Refresh()
	p.loupe.Refresh()
}

// pan moves the picture by device pixels of the pane.
func (p *pane) pan(dx, dy float64) {
	m, ok := p.paneFromPicture().Inverse()
	if !ok {
		return
	}
	scale, centre := p.resolved()
	d := m.Apply(geom.Point{}).Sub(m.Apply(geom.Point{X: dx, Y: dy}))
	size := p.view.side(p.side).Size
	p.zoomed, p.scale, p.centre = true, scale, geom.Point{
		X: min(max(centre.X+d.X, 0), float64(size.Width)), Y: min(max(centre.Y+d.Y, 0), float64(size.Height)),
	}
	p.follow()
}

// zoom changes the scale and keeps what lies under a place of the pane there.
func (p *pane) zoom(at geom.Point, factor float64) {
	m, ok := p.paneFromPicture().Inverse()
	if !ok {
		return
	}
	scale, centre := p.resolved()
	fit := compare.Fit(p.view.side(p.side).Size, p.frameSize(), 0)[0]
	next := min(max(scale*factor, min(fit, 1)/4), max(32, 4*fit))
	under := m.Apply(at)
	p.zoomed, p.scale = true, next
	p.centre = under.Add(centre.Sub(under).Times(scale / next))
	p.follow()
}

func (p *pane) fit() {
	p.zoomed = false
	p.follow()
}

// reveal brings a place of the picture into the pane.
func (p *pane) reveal(at geom.Point) {
	pos, size := p.position(at), p.Size()
	const rim = 24
	if size.Width > 2*rim && (pos.X < rim || pos.Y < rim || pos.X > size.Width-rim || pos.Y > size.Height-rim) {
		scale, _ := p.resolved()
		p.zoomed, p.scale, p.centre = true, scale, at
	}
}

// under returns the point that lies under a position; none where none does.
func (p *pane) under(pos fyne.Position) int {
	nearest, found := look.Px(grip), none
	for i, h := range p.view.draft.pairs {
		if !h.has[p.side] {
			continue
		}
		q := p.position(h.at[p.side])
		if d := float32(math.Hypot(float64(q.X-pos.X), float64(q.Y-pos.Y))); d <= nearest {
			nearest, found = d, i
		}
	}
	return found
}

// grip is how near to a point the hand takes hold of it.
const grip = 14

// MouseDown takes hold of a point.
func (p *pane) MouseDown(e *desktop.MouseEvent) {
	p.takeFocus()
	p.moved, p.skip = false, false
	if e.Button == desktop.MouseButtonPrimary {
		p.press.Down()
		if p.holding = p.under(e.Position); p.holding != none {
			p.view.chosen = p.holding
			p.view.changed()
		}
	}
}

// MouseUp lets go.
func (p *pane) MouseUp(*desktop.MouseEvent) { p.DragEnd() }

// letGo ends a press.
func (p *pane) letGo() {
	if p.press.Up() {
		p.skip = true
	}
}

// Dragged moves the point that is held, or the picture.
func (p *pane) Dragged(e *fyne.DragEvent) {
	v, k := p.view, look.PixelScale(p)
	if p.holding == none {
		p.skip = true
		p.pan(float64(e.Dragged.DX)*k, float64(e.Dragged.DY)*k)
		return
	}
	n, to := p.holding, p.at(e.Position)
	size := v.side(p.side).Size
	to.X, to.Y = min(max(to.X, 0), float64(size.Width)-1e-6), min(max(to.Y, 0), float64(size.Height)-1e-6)
	move := func(d *draft) { d.pairs[n] = d.pairs[n].with(p.side, to) }
	if !p.moved { // one drag is one step
		p.moved, v.said = true, ""
		v.edit(move)
		return
	}
	next := v.draft.copied()
	move(&next)
	v.draft = next
	v.changed()
}

// DragEnd lets go.
func (p *pane) DragEnd() {
	p.letGo()
	if p.holding != none {
		p.skip = p.moved
		p.holding, p.moved = none, false
		p.follow()
	}
}

// Tapped sets a point, or chooses the one that lies there.
func (p *pane) Tapped(e *fyne.PointEvent) {
	p.takeFocus()
	if p.skip {
		p.skip = false
		return
	}
	v := p.view
	if n := p.under(e.Position); n != none && v.draft.open() < 0 {
		v.chosen = n
		v.changed()
		return
	}
	v.at = p.side
	p.cross = p.at(e.Position)
	v.set(p.side, p.cross, look.Modifiers()&fyne.KeyModifierAlt == 0)
}

// DoubleTapped goes from the fitted picture to its own pixels and back.
func (p *pane) DoubleTapped(e *fyne.PointEvent) {
	if p.zoomed {
		p.fit()
		return
	}
	scale, _ := p.resolved()
	k := look.PixelScale(p)
	p.zoom(geom.Point{X: float64(e.Position.X) * k, Y: float64(e.Position.Y) * k}, 1/scale)
}

// Scrolled zooms at the pointer.
func (p *pane) Scrolled(e *fyne.ScrollEvent) {
	k := look.PixelScale(p)
	p.zoom(geom.Point{X: float64(e.Position.X) * k, Y: float64(e.Position.Y) * k}, math.Pow(1.0015, float64(e.Scrolled.DY)*8))
}

func (p *pane) takeFocus() {
	p.view.at = p.side
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// Cursor shows that a click sets a point.
func (p *pane) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// AcceptsTab has Tab go to the other picture.
func (p *pane) AcceptsTab() bool { return true }

// FocusGained shows that the keys count here.
func (p *pane) FocusGained() {
	p.focused, p.view.at = true, p.side
	p.view.changed()
}

// FocusLost is part of the toolkit's Focusable.
func (p *pane) FocusLost() {
	p.focused = false
	p.follow()
}

// KeyDown reveals what safe view hides as long as Space is held.
func (p *pane) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		p.view.SetRevealed(true)
	}
}

// KeyUp hides it again.
func (p *pane) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		p.view.SetRevealed(false)
	}
}

// TypedRune hands characters on to the window.
func (p *pane) TypedRune(r rune) { look.ForwardRune(p, r) }

// TypedKey does what a key means here, and hands on what means nothing.
func (p *pane) TypedKey(e *fyne.KeyEvent) {
	if !p.view.Key(e.Name, look.Modifiers()) {
		look.Forward(p, e)
	}
}

// TypedShortcut takes the keys with Alt and Ctrl that move things, and hands on the rest.
func (p *pane) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && p.view.Key(c.KeyName, c.Modifier) {
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(p).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// AccessibilityLabel says which picture it is and how many points are on it.
func (p *pane) AccessibilityLabel() string {
	n := 0
	for _, h := range p.view.draft.pairs {
		if h.has[p.side] {
			n++
		}
	}
	return p.title.spoken() + ", " + p.view.language.Say("hand.points-list") + " " + strconv.Itoa(n)
}

// AccessibilityRole is that of text: the toolkit knows no pictures.
func (p *pane) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
