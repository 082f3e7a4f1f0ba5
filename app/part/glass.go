package part

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// glass shows the capture with the rectangle on it and takes the hand. All of
// it is one image in device pixels, so that lines lie on pixels.
type glass struct {
	widget.BaseWidget
	view   *View
	raster *canvas.Raster
	image  *image.RGBA

	frames  [2]compare.Frame // by purpose
	asked   [2]Request
	looked  image.Point // the middle of what the loupe's frame shows
	focused bool
	press   *look.Press

	hover   fyne.Position
	over    handle // under the pointer; handles is none
	holding bool
	held    handle // handles is a new rectangle
	from    image.Point
	before  image.Rectangle
}

var (
	_ fyne.Draggable     = (*glass)(nil)
	_ fyne.Tappable      = (*glass)(nil)
	_ fyne.Focusable     = (*glass)(nil)
	_ fyne.Tabbable      = (*glass)(nil)
	_ desktop.Keyable    = (*glass)(nil)
	_ desktop.Mouseable  = (*glass)(nil)
	_ desktop.Hoverable  = (*glass)(nil)
	_ desktop.Cursorable = (*glass)(nil)
)

var nothing = image.NewRGBA(image.Rect(0, 0, 1, 1))

func newGlass(v *View) *glass {
	g := &glass{view: v, image: nothing, over: handles}
	g.raster = canvas.NewRaster(func(int, int) image.Image { return g.image })
	g.press = look.NewPress(v.SetRevealed)
	g.ExtendBaseWidget(g)
	return g
}

// sheet is how the capture lies on the glass, in device pixels.
type sheet struct {
	size  image.Point // of the glass
	at    image.Rectangle
	scale float64 // device pixels for each of the capture's
	unit  float64 // device pixels for each of the toolkit's units
}

// largest is how much a small capture is enlarged at most.
const largest = 4

func (g *glass) sheet() (sheet, bool) {
	k, size, capture := look.PixelScale(g), g.Size(), g.view.value.Size
	px := func(v float32) int { return int(math.Round(float64(v) * k)) }
	s := sheet{size: image.Pt(px(size.Width), px(size.Height)), unit: k}
	room := image.Rect(px(look.Px(air)), px(look.Px(above)), s.size.X-px(look.Px(air)), s.size.Y-px(look.Px(air)))
	if room.Empty() || capture.Empty() {
		return s, false
	}
	s.scale = min(largest, float64(room.Dx())/float64(capture.Width), float64(room.Dy())/float64(capture.Height))
	w, h := max(1, int(s.scale*float64(capture.Width))), max(1, int(s.scale*float64(capture.Height)))
	s.at.Min = image.Pt(room.Min.X+(room.Dx()-w)/2, room.Min.Y+(room.Dy()-h)/2)
	s.at.Max = s.at.Min.Add(image.Pt(w, h))
	return s, true
}

// onSheet returns where a corner of the capture's pixels lies.
func (s sheet) onSheet(p image.Point) image.Point {
	return s.at.Min.Add(image.Pt(int(math.Round(s.scale*float64(p.X))), int(math.Round(s.scale*float64(p.Y)))))
}

func (s sheet) rect(r image.Rectangle) image.Rectangle {
	return image.Rectangle{Min: s.onSheet(r.Min), Max: s.onSheet(r.Max)}
}

// inCapture returns the corner of the capture's pixels nearest to a place on
// the glass, which may lie outside of it.
func (s sheet) inCapture(at fyne.Position) image.Point {
	turn := func(v float32, from int) int {
		return int(math.Round((float64(v)*s.unit - float64(from)) / s.scale))
	}
	return image.Pt(turn(at.X, s.at.Min.X), turn(at.Y, s.at.Min.Y))
}

// forget drops what belongs to another capture.
func (g *glass) forget() {
	g.frames, g.asked, g.holding = [2]compare.Frame{}, [2]Request{}, false
}

// follow asks for the frames that are needed now and draws what is there.
func (g *glass) follow() {
	s, ok := g.sheet()
	if !ok {
		return
	}
	ground := look.Colour(look.InStage)
	view := compare.View{
		Mode: compare.Claimed, Fine: true, StageFromClaimed: geom.Scaling(s.scale, s.scale),
	}
	view.Ground.R, view.Ground.G, view.Ground.B, view.Ground.A = ground.R, ground.G, ground.B, 255
	g.need(Request{Purpose: whole, Key: g.view.value.Key, View: view, Size: geom.Size{Width: s.at.Dx(), Height: s.at.Dy()}})
	if l, shown := g.loupe(s); shown {
		n := l.cells()
		view.StageFromClaimed = geom.Translation(float64(n/2-l.middle.X), float64(n/2-l.middle.Y))
		g.need(Request{Purpose: through, Key: g.view.value.Key, View: view, Size: geom.Size{Width: n, Height: n}})
	}
	g.draw()
}

func (g *glass) need(r Request) {
	r.View.Safe = g.view.hidden()
	if r != g.asked[r.Purpose] && g.view.OnNeed != nil {
		g.asked[r.Purpose] = r
		g.view.OnNeed(r)
	}
}

func (g *glass) put(r Request, f compare.Frame) {
	if r.Key != g.view.value.Key || r.View.Safe != g.view.hidden() || f.Image == nil || r.Purpose == whole && r != g.asked[whole] {
		return
	}
	g.frames[r.Purpose] = f
	if r.Purpose == through {
		n := r.Size.Width
		g.looked = image.Pt(n/2-int(r.View.StageFromClaimed[2]), n/2-int(r.View.StageFromClaimed[5]))
	}
	g.draw()
}

// grip is how near to a handle the hand takes hold of it.
const grip = 14

// under returns what the hand takes hold of at a place; handles is nothing.
func (g *glass) under(at fyne.Position) handle {
	s, ok := g.sheet()
	if !ok || g.view.marked.Empty() {
		return handles
	}
	x, y := float64(at.X)*s.unit, float64(at.Y)*s.unit
	nearest, found := float64(look.Px(grip))*s.unit, handles
	for h := topLeft; h < handles; h++ {
		p := s.onSheet(h.at(g.view.marked))
		if d := max(math.Abs(x-float64(p.X)), math.Abs(y-float64(p.Y))); d < nearest {
			nearest, found = d, h
		}
	}
	if found == handles && image.Pt(int(x), int(y)).In(s.rect(g.view.marked)) {
		return move
	}
	return found
}

// MouseDown remembers what the hand took hold of.
func (g *glass) MouseDown(e *desktop.MouseEvent) {
	if s, ok := g.sheet(); ok && e.Button == desktop.MouseButtonPrimary {
		g.press.Down()
		g.grasp(s, e.Position)
	}
}

func (g *glass) grasp(s sheet, at fyne.Position) {
	g.holding, g.held, g.from, g.before = true, g.under(at), s.inCapture(at), g.view.marked
	if g.held != handles {
		g.view.handle = g.held
		g.view.changed()
	}
}

// MouseUp lets go.
func (g *glass) MouseUp(*desktop.MouseEvent) { g.DragEnd() }

// Dragged moves what the hand holds, or draws a new rectangle.
func (g *glass) Dragged(e *fyne.DragEvent) {
	s, ok := g.sheet()
	if !ok {
		return
	}
	if !g.holding {
		g.grasp(s, e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
	}
	now, all := s.inCapture(e.Position), g.view.all()
	if g.held != handles {
		g.view.mark(g.held.moved(g.before, now.Sub(g.from), all))
		return
	}
	r := image.Rectangle{Min: g.from, Max: now}.Canon().Intersect(all)
	if r.Dx() >= leastSide && r.Dy() >= leastSide {
		g.view.handle = bottomRight
		if now.X < g.from.X || now.Y < g.from.Y {
			g.view.handle = move
		}
		g.view.mark(r)
	}
}

// DragEnd lets go.
func (g *glass) DragEnd() {
	g.press.Up()
	if g.holding {
		g.holding = false
		g.follow()
	}
}

// Tapped takes the keyboard here.
func (g *glass) Tapped(*fyne.PointEvent) { g.takeFocus() }

func (g *glass) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

// MouseIn is part of the toolkit's Hoverable.
func (g *glass) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved shows the loupe at the handle under the pointer.
func (g *glass) MouseMoved(e *desktop.MouseEvent) {
	g.hover = e.Position
	if over := g.under(e.Position); over != g.over {
		g.over = over
		g.follow()
	}
}

// MouseOut is part of the toolkit's Hoverable.
func (g *glass) MouseOut() {
	g.over = handles
	g.follow()
}

// Cursor shows which way a handle moves.
func (g *glass) Cursor() desktop.Cursor {
	switch g.over {
	case left, right:
		return desktop.HResizeCursor
	case top, bottom:
		return desktop.VResizeCursor
	}
	return desktop.CrosshairCursor
}

// AcceptsTab has Tab go through the handles.
func (g *glass) AcceptsTab() bool { return true }

// FocusGained and FocusLost show whether the keys count here.
func (g *glass) FocusGained() {
	g.focused = true
	g.draw()
}

// FocusLost is part of the toolkit's Focusable.
func (g *glass) FocusLost() {
	g.focused = false
	g.draw()
}

// KeyDown reveals what safe view hides as long as Space is held.
func (g *glass) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		g.view.SetRevealed(true)
	}
}

// KeyUp hides it again.
func (g *glass) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		g.view.SetRevealed(false)
	}
}

// TypedRune hands characters on to the window.
func (g *glass) TypedRune(r rune) { look.ForwardRune(g, r) }

// TypedKey does what a key means here, and hands on what means nothing.
func (g *glass) TypedKey(e *fyne.KeyEvent) {
	if !g.view.Key(e.Name, look.Modifiers()&fyne.KeyModifierShift != 0) {
		look.Forward(g, e)
	}
}

// AccessibilityLabel says what is marked and what the keys move.
func (g *glass) AccessibilityLabel() string {
	v := g.view
	if v.marked.Empty() {
		return v.title.Words()
	}
	return v.title.Words() + ", " + at(v.language, v.marked) + ", " + v.language.Say(v.handle.name())
}

// AccessibilityRole is that of text: the toolkit knows no pictures.
func (g *glass) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is part of Fyne's widget.
func (g *glass) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: g,
		Parts: []fyne.CanvasObject{g.raster},
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
		Place: func(size fyne.Size) {
			g.raster.Resize(size)
			g.follow()
		},
	})
}
