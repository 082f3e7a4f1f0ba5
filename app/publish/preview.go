package publish

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// preview shows the output, whole, and what a service may cover or cut of it.
type preview struct {
	widget.BaseWidget
	view    *View
	first   image.Image // of a moving picture, else the one that there is
	picture image.Image
	covered image.Image
	held    bool // shown as it is, though it is covered
	pixels  image.Point
	safe    image.Rectangle
	most    float32 // its height at most
	told    fyne.Size

	claim   image.Rectangle // on which a stamp is put; empty where there is none
	stamp   [2]float64
	dragged fyne.Position
	focused bool

	show   *canvas.Image
	ground *look.Box
	shades [4]*canvas.Rectangle
	frame  *canvas.Rectangle
	ring   *look.Box
}

var (
	_ desktop.Mouseable = (*preview)(nil)
	_ fyne.Tappable     = (*preview)(nil)
	_ fyne.Draggable    = (*preview)(nil)
	_ fyne.Focusable    = (*preview)(nil)
	_ fyne.Disableable  = (*preview)(nil)
)

func newPreview(v *View) *preview {
	p := &preview{
		view: v, show: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth},
		ground: look.NewFrame(look.Clear, look.InLine, 1, 0), frame: canvas.NewRectangle(color.Transparent), most: 400,
		ring: look.NewFrame(look.Clear, look.Clear, 0, 0),
	}
	for i := range p.shades {
		p.shades[i] = canvas.NewRectangle(color.NRGBA{A: 130})
	}
	p.frame.StrokeColor, p.frame.StrokeWidth = color.NRGBA{R: 255, G: 255, B: 255, A: 230}, 1
	p.ExtendBaseWidget(p)
	return p
}

func (p *preview) set(picture, covered image.Image) {
	if p.first != picture || p.covered != covered {
		p.first, p.picture, p.covered = picture, picture, covered
		p.renew()
	}
}

// turn shows another frame of a moving picture.
func (p *preview) turn(frame image.Image) {
	if p.covered == nil {
		p.picture = frame
		p.show.Image = frame
		p.show.Refresh()
	}
}

// renew has the toolkit draw the picture anew: it does so only when the picture
// itself is refreshed.
func (p *preview) renew() {
	p.show.Image = p.picture
	if p.covered != nil && !p.held {
		p.show.Image = p.covered
	}
	p.show.Refresh()
	p.Refresh()
}

func (p *preview) reveal(held bool) {
	if p.held != held {
		p.held = held
		if p.covered != nil {
			p.renew()
		}
	}
}

func (p *preview) shape(pixels image.Point, safe image.Rectangle) {
	if p.pixels != pixels || p.safe != safe {
		p.pixels, p.safe = pixels, safe
		p.Refresh()
	}
}

// fitted returns the size of the picture at a width.
func (p *preview) fitted(width float32) fyne.Size {
	w, h := float32(p.pixels.X), float32(p.pixels.Y)
	if w == 0 || h == 0 {
		w, h = 16, 9
	}
	scale := min(min(width, look.Px(mostMain))/w, p.most/h)
	return fyne.NewSize(w*scale, h*scale)
}

// HeightAt returns the height at a width.
func (p *preview) HeightAt(width float32) float32 { return p.fitted(width).Height }

// MouseDown reveals a covered picture as long as it is held.
func (p *preview) MouseDown(*desktop.MouseEvent) { p.reveal(true) }

// MouseUp covers it again.
func (p *preview) MouseUp(*desktop.MouseEvent) { p.reveal(false) }

// Tapped puts the stamp there.
func (p *preview) Tapped(e *fyne.PointEvent) { p.stampOn(e.Position) }

// Dragged follows the hand; the stamp is put where it ends.
func (p *preview) Dragged(e *fyne.DragEvent) { p.dragged = e.Position }

// DragEnd puts the stamp where the hand let go.
func (p *preview) DragEnd() { p.stampOn(p.dragged) }

// stampOn puts the stamp at a place of the preview that lies on the claim.
func (p *preview) stampOn(at fyne.Position) {
	fit := p.fitted(p.Size().Width)
	scale := fit.Width / max(1, float32(p.pixels.X))
	x := float64((at.X-(p.Size().Width-fit.Width)/2)/scale-float32(p.claim.Min.X)) / float64(max(1, p.claim.Dx()))
	y := float64(at.Y/scale-float32(p.claim.Min.Y)) / float64(max(1, p.claim.Dy()))
	if !p.claim.Empty() && x >= 0 && x <= 1 && y >= 0 && y <= 1 {
		p.view.OnStamp(x, y)
	}
}

// Disabled reports whether there is nothing on the preview for the keyboard.
func (p *preview) Disabled() bool { return p.claim.Empty() }

// Enable and Disable are part of Fyne's Disableable: a stamp decides.
func (p *preview) Enable() {}

// Disable does nothing.
func (p *preview) Disable() {}

// FocusGained shows that arrows move the stamp.
func (p *preview) FocusGained() { p.setFocused(true) }

// FocusLost takes that back.
func (p *preview) FocusLost() { p.setFocused(false) }

func (p *preview) setFocused(focused bool) {
	p.focused = focused
	p.Refresh()
	if focused {
		p.view.mainScroll.Reveal(p)
	}
}

// TypedRune hands characters on to the window.
func (p *preview) TypedRune(r rune) { look.ForwardRune(p, r) }

// stampStep is how far an arrow moves the stamp, as a share of the claim.
const stampStep = 0.02

// TypedKey moves the stamp, and hands on what it has no use for.
func (p *preview) TypedKey(key *fyne.KeyEvent) {
	by, ok := map[fyne.KeyName][2]float64{
		fyne.KeyLeft: {-stampStep, 0}, fyne.KeyRight: {stampStep, 0}, fyne.KeyUp: {0, -stampStep}, fyne.KeyDown: {0, stampStep},
	}[key.Name]
	if !ok || p.claim.Empty() {
		look.Forward(p, key)
		return
	}
	p.view.OnStamp(min(max(p.stamp[0]+by[0], 0), 1), min(max(p.stamp[1]+by[1], 0), 1))
}

// AccessibilityLabel says what the picture shows: the alt text that goes with it.
func (p *preview) AccessibilityLabel() string { return p.view.graphic.value.Texts[Alt].shown() }

// AccessibilityRole says that this is text to be read.
func (p *preview) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is part of Fyne's widget.
func (p *preview) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{p.ground, p.show}
	for _, s := range p.shades {
		parts = append(parts, s)
	}
	return look.NewPlan(look.Plan{
		Owner: p, Parts: append(parts, p.frame, p.ring),
		Paint: p.paint,
		Least: func() fyne.Size { return fyne.NewSize(0, p.HeightAt(p.Size().Width)) },
		Place: p.place,
	})
}

func (p *preview) paint() {
	if p.focused {
		p.ring.SetEdge(look.InFocus, look.Now().FocusWidth)
	} else {
		p.ring.SetEdge(look.Clear, 0)
	}
}

func (p *preview) place(size fyne.Size) {
	fit := p.fitted(size.Width)
	x := (size.Width - fit.Width) / 2
	rim := look.Now().FocusWidth
	look.Put(p.ring, x-rim, -rim, fit.Width+2*rim, fit.Height+2*rim)
	look.Put(p.ground, x-1, -1, fit.Width+2, fit.Height+2)
	look.Show(p.show, p.picture != nil)
	look.Put(p.show, x, 0, fit.Width, fit.Height)
	zones := p.view.zones && p.picture != nil && !p.safe.Empty() && p.safe != (image.Rectangle{Max: p.pixels})
	scale := fit.Width / max(1, float32(p.pixels.X))
	left, top := x+float32(p.safe.Min.X)*scale, float32(p.safe.Min.Y)*scale
	right, bottom := x+float32(p.safe.Max.X)*scale, float32(p.safe.Max.Y)*scale
	for i, at := range [4][4]float32{
		{x, 0, fit.Width, top},
		{x, bottom, fit.Width, fit.Height - bottom},
		{x, top, left - x, bottom - top},
		{right, top, x + fit.Width - right, bottom - top},
	} {
		look.Show(p.shades[i], zones && at[2] > 0 && at[3] > 0)
		look.Put(p.shades[i], at[0], at[1], max(0, at[2]), max(0, at[3]))
	}
	look.Show(p.frame, zones)
	look.Put(p.frame, left, top, max(0, right-left), max(0, bottom-top))
	if fit != p.told {
		p.told = fit
		if p.view.OnSize != nil && p.view.opened {
			p.view.OnSize()
		}
	}
}
