package timeline

import (
	"image"
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// lane draws strength over time and takes the hand: the whole video, or what
// lies round the chosen frame.
type lane struct {
	widget.BaseWidget
	view    *View
	close   bool // round the chosen frame
	focused bool

	raster *canvas.Raster
	drawn  *image.NRGBA
	of     drawing
	ring   *look.Box
}

// drawing is all that a lane's picture depends on, beside the points.
type drawing struct {
	width, height int
	points        *Point // the first: the slices are never changed
	count, places int
	scenes        int
	value         [6]time.Duration
	found, soFar  bool
	theme         look.Palette
}

var (
	_ fyne.Tappable  = (*lane)(nil)
	_ fyne.Draggable = (*lane)(nil)
	_ fyne.Focusable = (*lane)(nil)
)

func newLane(v *View, close bool) *lane {
	a := &lane{view: v, close: close, ring: look.NewFrame(look.Clear, look.InFocus, 2, look.RadiusThumbnail)}
	a.raster = canvas.NewRaster(a.draw)
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer is part of Fyne's widget.
func (a *lane) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: a,
		Parts: []fyne.CanvasObject{a.raster, a.ring},
		Least: func() fyne.Size { return fyne.NewSize(look.Px(100), look.Px(laneHigh)) },
		Place: func(size fyne.Size) {
			look.Put(a.raster, 0, 0, size.Width, size.Height)
			look.Put(a.ring, -4, -4, size.Width+8, size.Height+8)
		},
		Paint: func() {
			look.Show(a.ring, a.focused)
			a.ring.SetEdge(look.InFocus, look.Now().FocusWidth)
			a.raster.Refresh() // the toolkit asks for its picture only when it is refreshed itself
		},
	})
}

// span returns the times at the lane's two ends.
func (a *lane) span() (from, to time.Duration) {
	if !a.close {
		return 0, max(a.view.value.Duration, 1)
	}
	return a.view.value.At - nearHalf, a.view.value.At + nearHalf
}

func (a *lane) at(x float32) time.Duration {
	from, to := a.span()
	share := float64(x / max(1, a.Size().Width))
	return from + time.Duration(min(max(share, 0), 1)*float64(to-from))
}

// Tapped goes to the place under the pointer.
func (a *lane) Tapped(e *fyne.PointEvent) { a.view.goTo(a.at(e.Position.X)) }

// Dragged follows the pointer over the whole video; the close lane moves under it.
func (a *lane) Dragged(e *fyne.DragEvent) {
	if a.close {
		from, to := a.span()
		a.view.goTo(a.view.value.At - time.Duration(float64(e.Dragged.DX/max(1, a.Size().Width))*float64(to-from)))
		return
	}
	a.view.goTo(a.at(e.Position.X))
}

// DragEnd is part of Fyne's Draggable.
func (a *lane) DragEnd() {}

// FocusGained shows the focus frame.
func (a *lane) FocusGained() {
	a.focused = true
	a.Refresh()
}

// FocusLost takes it away.
func (a *lane) FocusLost() {
	a.focused = false
	a.Refresh()
}

// TypedRune hands characters on to the window.
func (a *lane) TypedRune(r rune) { look.ForwardRune(a, r) }

// TypedKey steps by a frame or, on the whole video, by a second; Home is
// the best frame, and Enter makes the chosen one an item.
func (a *lane) TypedKey(key *fyne.KeyEvent) {
	move := a.view.skip
	if a.close {
		move = a.view.step
	}
	switch key.Name {
	case fyne.KeyLeft:
		move(-1)
	case fyne.KeyRight:
		move(1)
	case fyne.KeyPageUp:
		a.view.skip(-10)
	case fyne.KeyPageDown:
		a.view.skip(10)
	case fyne.KeyHome:
		call(a.view.OnBest)
	case fyne.KeyReturn, fyne.KeyEnter:
		if a.view.value.CanUse {
			call(a.view.OnUse)
		}
	default:
		look.Forward(a, key)
	}
}

func (a *lane) points() []Point {
	if a.close {
		return a.view.value.Near
	}
	return a.view.value.Curve
}

// draw returns the lane's picture; it is drawn anew only where something of it has changed.
func (a *lane) draw(width, height int) image.Image {
	v := a.view.value
	now := drawing{
		width: width, height: height, count: len(a.points()), places: len(v.Places), scenes: len(v.Cuts),
		value: [6]time.Duration{v.Duration, v.Looked, v.Found, v.First, v.Last, v.At}, found: v.HasFound, soFar: v.SoFar, theme: look.Now().Palette,
	}
	if now.count > 0 {
		now.points = &a.points()[0]
	}
	if a.drawn == nil || now != a.of {
		a.of = now
		a.drawn = a.paint(width, height)
	}
	return a.drawn
}

func (a *lane) paint(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, max(1, width), max(1, height)))
	t, v := look.Now().Palette, a.view.value
	from, to := a.span()
	k := float64(height) / float64(max(1, a.Size().Height)) // device pixels a unit
	x := func(at time.Duration) float64 { return float64(at-from) / float64(to-from) * float64(width) }
	floor := float64(height) - k
	if a.close {
		for s := -2; s <= 2; s++ {
			tick := x(v.At + time.Duration(s)*time.Second)
			fill(img, tick-k/2, floor-4*k, tick+k/2, floor, t.Edge)
		}
	}
	fill(img, 0, floor, float64(width), float64(height), t.Edge)
	if !a.close {
		for _, cut := range v.Cuts {
			fill(img, x(cut), 0, x(cut)+k, 4*k, t.Edge)
		}
		for _, p := range v.Places {
			fill(img, x(p.From), floor-4*k, max(x(p.To), x(p.From)+2*k), floor, t.Second)
		}
	}
	if v.HasFound && !v.SoFar { // which frames can't be told apart is not known before
		low, high := x(v.First), x(max(v.Last, v.First)+v.FrameTime)
		band := t.Candidate
		band.A = 90
		fill(img, low, 0, max(high, low+3*k), floor, band)
	}
	a.paintCurve(img, a.points(), x, k, floor)
	if v.HasFound {
		a.disc(img, x(v.Found), 5*k, 4*k, t.Text)
	}
	at := x(v.At)
	fill(img, at-k, 0, at+k, float64(height), t.Text)
	return img
}

// paintCurve draws the curve round the chosen frame as a line, and that of the
// whole video as bars, of which a pixel shows the strongest.
func (a *lane) paintCurve(img *image.NRGBA, points []Point, x func(time.Duration) float64, k, floor float64) {
	t := look.Now().Palette
	top := 6 * k
	y := func(s float64) float64 { return floor - min(max(s, 0), 1)*(floor-top) }
	if !a.close {
		for i, p := range points {
			end := x(p.At) + 2*k
			if i+1 < len(points) {
				end = max(end, x(points[i+1].At)-k)
			}
			ink := t.Edge
			if p.Strength > visible {
				ink = t.Candidate
			}
			fill(img, x(p.At), min(y(p.Strength), floor-2*k), end, floor, ink)
		}
		return
	}
	for i := 1; i < len(points); i++ {
		segment(img, x(points[i-1].At), y(points[i-1].Strength), x(points[i].At), y(points[i].Strength), k, t.Candidate)
	}
}

// visible is the strength above which a bar takes the candidate's colour.
const visible = 0.05

// fill puts a colour over a rectangle, whose edges may lie within pixels.
func fill(img *image.NRGBA, x0, y0, x1, y1 float64, c color.NRGBA) {
	b := img.Rect
	for y := max(0, int(y0)); y < min(b.Dy(), int(math.Ceil(y1))); y++ {
		high := min(y1, float64(y+1)) - max(y0, float64(y))
		for x := max(0, int(x0)); x < min(b.Dx(), int(math.Ceil(x1))); x++ {
			wide := min(x1, float64(x+1)) - max(x0, float64(x))
			over(img, x, y, c, wide*high)
		}
	}
}

// segment draws a line of two units' width.
func segment(img *image.NRGBA, x0, y0, x1, y1, half float64, c color.NRGBA) {
	dx, dy := x1-x0, y1-y0
	length := dx*dx + dy*dy
	for y := max(0, int(min(y0, y1)-half-1)); y <= min(img.Rect.Dy()-1, int(max(y0, y1)+half+1)); y++ {
		for x := max(0, int(min(x0, x1)-half-1)); x <= min(img.Rect.Dx()-1, int(max(x0, x1)+half+1)); x++ {
			px, py := float64(x)+0.5-x0, float64(y)+0.5-y0
			at := 0.0
			if length > 0 {
				at = min(max((px*dx+py*dy)/length, 0), 1)
			}
			over(img, x, y, c, min(max(half+0.5-math.Hypot(px-at*dx, py-at*dy), 0), 1))
		}
	}
}

func (a *lane) disc(img *image.NRGBA, cx, cy, r float64, c color.NRGBA) {
	segment(img, cx, cy, cx, cy, r, c)
}

// over lays a colour over a pixel with a share of its own opacity.
func over(img *image.NRGBA, x, y int, c color.NRGBA, share float64) {
	cover := min(max(share, 0), 1) * float64(c.A) / 255
	if cover <= 0 {
		return
	}
	i := img.PixOffset(x, y)
	q := img.Pix[i : i+4 : i+4]
	was := float64(q[3]) / 255
	alpha := cover + was*(1-cover)
	for n, v := range [3]uint8{c.R, c.G, c.B} {
		q[n] = uint8(math.Round((float64(v)*cover + float64(q[n])*was*(1-cover)) / alpha))
	}
	q[3] = uint8(math.Round(255 * alpha))
}
