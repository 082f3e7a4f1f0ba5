package hand

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// Lengths at a text size of 100 %.
const (
	pinRadius  = 9
	pinArm     = 5
	tagRadius  = 10
	tagAway    = 15 // from the pin's middle, to the right and up
	loupeSide  = 132
	loupeInset = 10
	hairLength = 32
	magnified  = 3
)

// pin is a point on a picture: a ring with a cross, and its number on a disc.
type pin struct {
	ring, rim, disc *canvas.Circle
	arms            [2]*canvas.Line
	number          *canvas.Text
}

func newPin() *pin {
	p := &pin{ring: canvas.NewCircle(nil), rim: canvas.NewCircle(nil), disc: canvas.NewCircle(nil), number: canvas.NewText("", color.White)}
	p.arms = [2]*canvas.Line{canvas.NewLine(nil), canvas.NewLine(nil)}
	p.number.Alignment, p.number.TextStyle.Bold = fyne.TextAlignCenter, true
	return p
}

func (p *pin) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.rim, p.ring, p.arms[0], p.arms[1], p.disc, p.number}
}

func (p *pin) show(visible bool) {
	for _, o := range p.parts() {
		look.Show(o, visible)
	}
}

// put places the pin; number "" is a ring alone.
func (p *pin) put(at fyne.Position, number string, active bool) {
	t, px := look.Now(), look.Px
	ink := t.MarkRing
	if active {
		ink = t.MarkActive
	}
	round := func(c *canvas.Circle, x, y, r, width float32, stroke, fill color.Color) {
		c.StrokeColor, c.StrokeWidth, c.FillColor = stroke, width, fill
		look.Put(c, x-r, y-r, 2*r, 2*r)
		c.Refresh()
	}
	r := px(pinRadius)
	round(p.rim, at.X, at.Y, r+px(1), px(1), t.MarkDisc, color.Transparent)
	round(p.ring, at.X, at.Y, r, px(2), ink, color.NRGBA{A: 70})
	for i, l := range p.arms {
		l.StrokeColor, l.StrokeWidth = ink, px(1.2)
		dx, dy := px(pinArm), float32(0)
		if i == 1 {
			dx, dy = dy, dx
		}
		l.Position1, l.Position2 = at.AddXY(-dx, -dy), at.AddXY(dx, dy)
		l.Refresh()
	}
	look.Show(p.disc, number != "")
	look.Show(p.number, number != "")
	if number == "" {
		return
	}
	x, y := at.X+px(tagAway)+px(3), at.Y-px(tagAway)+px(2)
	round(p.disc, x, y, px(tagRadius), px(2), ink, t.MarkDisc)
	p.number.Text, p.number.Color, p.number.TextSize = number, ink, px(look.Quiet.Size)
	height := p.number.MinSize().Height
	look.Put(p.number, x-px(tagRadius), y-height/2, 2*px(tagRadius), height)
	p.number.Refresh()
}

// follow asks for the frames that are needed now and draws what is there.
func (p *pane) follow() {
	v := p.view
	size := p.size()
	if v.value.Key == "" || p.Size().Width < 2 || size.Empty() {
		return
	}
	ground := look.Colour(look.InStage)
	view := compare.View{Mode: compare.Claimed, Fine: true, StageFromClaimed: p.frameFromPicture()}
	view.Safe = v.hidden()
	view.Ground = color.RGBA{R: ground.R, G: ground.G, B: ground.B, A: 255}
	r := Request{Purpose: p.side, Key: v.value.Key, Claimed: p.side == claimed, View: view, Size: p.frameSize()}
	if m, ok := v.placed(); ok && v.preview && p.side == claimed {
		r.By, r.View.Mode, r.View.Opacity = m, compare.Overlay, 0.5
	}
	p.need(whole, r)
	if at, ok := p.looked(); ok {
		scale, _ := p.resolved()
		n := int(math.Round(float64(look.Px(loupeSide)) * look.PixelScale(p)))
		scale *= magnified
		view.StageFromClaimed = geom.Map{scale, 0, float64(n)/2 - scale*at.X, 0, scale, float64(n)/2 - scale*at.Y, 0, 0, 1}
		p.need(lensed, Request{Purpose: 2 + p.side, Key: v.value.Key, Claimed: p.side == claimed, View: view, Size: geom.Size{Width: n, Height: n}})
	}
	p.draw()
}

func (p *pane) need(kind int, r Request) {
	switch {
	case r != p.asked[kind] && p.view.OnNeed != nil:
		p.asked[kind] = r
		p.view.OnNeed(r)
	case p.holds(kind, r.Size) && p.turnedBy[kind] != p.paneFromFrame(r.Size):
		p.hang(kind, r.Size) // the same frame, turned or mirrored otherwise
	}
}

// holds reports whether there is a frame of that size: after a change of the
// pane's size the one before is there until the next has come.
func (p *pane) holds(kind int, size geom.Size) bool {
	img := p.frames[kind].Image
	return img != nil && img.Rect.Size() == image.Pt(size.Width, size.Height)
}

// hang shows a frame that is there, turned and mirrored as the pane is.
func (p *pane) hang(kind int, size geom.Size) {
	p.turnedBy[kind] = p.paneFromFrame(size)
	img := turned(p.frames[kind].Image, p.turnedBy[kind])
	if kind == whole {
		p.image = img
		p.raster.Refresh()
		return
	}
	p.lens = img
	p.loupe.Refresh()
}

// looked returns the place that the loupe enlarges: the chosen point, or the
// keyboard's cross.
func (p *pane) looked() (geom.Point, bool) {
	v := p.view
	switch n := v.chosen; {
	case n >= 0 && n < len(v.draft.pairs) && v.draft.pairs[n].has[p.side]:
		return v.draft.pairs[n].at[p.side], true
	case p.crossShown():
		return p.cross, true
	}
	return geom.Point{}, false
}

// crossShown reports whether the keyboard's cross is to be seen on the pane.
func (p *pane) crossShown() bool {
	n := p.view.draft.open()
	waits := n >= 0 && !p.view.draft.pairs[n].has[p.side]
	return p.focused && (p.view.chosen == none || waits) && p.view.chosen != all
}

func (p *pane) put(r Request, f compare.Frame) {
	kind := whole
	if r.Purpose >= 2 {
		kind = lensed
	}
	if r != p.asked[kind] {
		return
	}
	p.frames[kind] = f
	p.hang(kind, r.Size)
	p.draw()
}

// turned returns an image under a turn by quarters or a mirroring.
func turned(img *image.RGBA, m geom.Map) *image.RGBA {
	if m == geom.Identity() {
		return img
	}
	back, ok := m.Inverse()
	if !ok {
		return img
	}
	size := img.Rect.Size()
	q := m.ApplyQuad(geom.Size{Width: size.X, Height: size.Y}.Quad()).Bounds()
	out := image.NewRGBA(image.Rect(0, 0, int(math.Round(q.Width())), int(math.Round(q.Height()))))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			from := back.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			i, o := img.PixOffset(int(from.X), int(from.Y)), out.PixOffset(x, y)
			copy(out.Pix[o:o+4], img.Pix[i:i+4])
		}
	}
	return out
}

// draw places everything that lies over the picture.
func (p *pane) draw() {
	v, t, px := p.view, look.Now(), look.Px
	for len(p.pins) < len(v.draft.pairs)+2 {
		p.pins = append(p.pins, newPin())
		p.Refresh() // the renderer takes the new ones in
	}
	used := 0
	within := func(at fyne.Position) bool {
		return at.X >= 0 && at.Y >= 0 && at.X <= p.Size().Width && at.Y <= p.Size().Height
	}
	pinned := func(at geom.Point, number string, active bool) {
		if pos := p.position(at); within(pos) {
			p.pins[used].show(true)
			p.pins[used].put(pos, number, active)
			used++
		}
	}
	for i, h := range v.draft.pairs {
		if h.has[p.side] && i != v.chosen {
			pinned(h.at[p.side], strconv.Itoa(i+1), v.chosen == all && p.side == candidate)
		}
	}
	if n := v.chosen; n >= 0 && n < len(v.draft.pairs) && v.draft.pairs[n].has[p.side] {
		pinned(v.draft.pairs[n].at[p.side], strconv.Itoa(n+1), true)
	}
	if p.crossShown() {
		pinned(p.cross, "", true)
	}
	for _, free := range p.pins[used:] {
		free.show(false)
	}
	_, lens := p.looked()
	lens = lens && p.frames[lensed].Image != nil && p.Size().Width > px(1.6*loupeSide) && p.Size().Height > px(1.6*loupeSide)
	look.Show(p.loupe, lens)
	look.Show(p.rim, lens)
	side := px(loupeSide)
	x, y := px(loupeInset), p.Size().Height-side-px(loupeInset)
	if at, ok := p.looked(); ok { // never over the place that it enlarges
		if pos := p.position(at); pos.X < x+side+px(pinRadius+4) && pos.Y > y-px(pinRadius+4) {
			x = p.Size().Width - side - px(loupeInset)
		}
	}
	look.Put(p.loupe, x, y, side, side)
	p.rim.StrokeColor, p.rim.StrokeWidth, p.rim.CornerRadius = t.MarkActive, px(2), px(look.RadiusThumbnail)
	look.Put(p.rim, x-px(1), y-px(1), side+px(2), side+px(2))
	p.rim.Refresh()
	for i, h := range p.hairs {
		look.Show(h, lens)
		h.StrokeColor, h.StrokeWidth = t.MarkActive, px(1.2)
		middle := fyne.NewPos(x+side/2, y+side/2)
		d := fyne.NewPos(px(hairLength), 0)
		if i == 1 {
			d = fyne.NewPos(0, px(hairLength))
		}
		h.Position1, h.Position2 = middle.SubtractXY(d.X, d.Y), middle.AddXY(d.X, d.Y)
		h.Refresh()
	}
	if p.focused {
		p.frame.SetEdge(look.InFocus, t.FocusWidth)
	} else {
		p.frame.SetEdge(look.Clear, 0)
	}
}

// say writes the line over the pane.
func (p *pane) say() {
	l, side := p.view.language, p.view.side(p.side)
	word := l.Say("hand.claimed")
	if p.side == candidate {
		word = l.Say("hand.candidate")
	}
	name := side.Name
	if p.view.preview && p.side == claimed {
		word, name = l.Say("hand.preview.title"), ""
	}
	p.title.set(word, name)
}

// CreateRenderer is part of Fyne's widget.
func (p *pane) CreateRenderer() fyne.WidgetRenderer { return &paneRenderer{pane: p} }

// paneRenderer lays the picture under the pins; there can be more of those later.
type paneRenderer struct{ pane *pane }

// Layout is part of Fyne's renderer.
func (r *paneRenderer) Layout(size fyne.Size) {
	p := r.pane
	p.raster.Resize(size)
	p.frame.Resize(size)
	p.follow()
}

// MinSize is part of Fyne's renderer.
func (r *paneRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// Refresh is part of Fyne's renderer; with a new theme the toolkit lays it out anew.
func (r *paneRenderer) Refresh() { canvas.Refresh(r.pane) }

// Destroy has nothing to give back.
func (r *paneRenderer) Destroy() {}

// Objects returns the parts, in the order in which they are painted.
func (r *paneRenderer) Objects() []fyne.CanvasObject {
	p := r.pane
	out := []fyne.CanvasObject{p.raster}
	for _, pin := range p.pins {
		out = append(out, pin.parts()...)
	}
	return append(out, p.loupe, p.hairs[0], p.hairs[1], p.rim, p.frame)
}
