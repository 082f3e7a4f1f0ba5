package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// divider is the swipe line with its handles: a light line with dark edges,
// which shows on any picture, a disc with two arrows that moves it, and a small
// one that turns it. Upright and level it is made of bars, which cost nothing.
type divider struct {
	dark, light       *bar
	under, over       *canvas.Line // of a slanted one
	handle, turn      *canvas.Raster
	drawn             handleLook
	from, to, turning fyne.Position // on the glass
	turnable          bool
}

// handleLook is all that the handles' drawing depends on.
type handleLook struct {
	degrees    float64
	disc, ring color.NRGBA
}

func newDivider() *divider {
	d := &divider{dark: newBar(), light: newBar(), under: canvas.NewLine(color.Black), over: canvas.NewLine(color.White)}
	d.handle = canvas.NewRaster(func(width, height int) image.Image { return d.drawn.draw(min(width, height), true) })
	d.turn = canvas.NewRaster(func(width, height int) image.Image { return d.drawn.draw(min(width, height), false) })
	return d
}

func (d *divider) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.dark.raster, d.light.raster, d.under, d.over, d.handle, d.turn}
}

// visible reports whether there is a line to take hold of.
func (d *divider) visible(g *glass) bool {
	return g.stage.mode == compare.Swipe && g.stage.shows() == showTogether
}

// near reports whether a place of the glass lies near enough to the line.
func (d *divider) near(at fyne.Position, within float32) bool {
	return pointOf(at).DistanceToSegment(pointOf(d.from), pointOf(d.to)) < float64(within)
}

// Sizes at a text size of 100 %.
const (
	handleRadius, turnRadius = 14, 7
)

// place lays the line where the renderer cuts.
func (d *divider) place(g *glass) {
	s, visible := g.stage, d.visible(g)
	straight := s.values.upright() || s.values.level()
	for _, p := range d.parts() {
		look.Show(p, visible)
	}
	if !visible {
		return
	}
	k, o := look.PixelScale(g), g.origin(false)
	a, b := d.ends(g)
	onGlass := func(p geom.Point) fyne.Position { return o.AddXY(float32(p.X/k), float32(p.Y/k)) }
	d.from, d.to = onGlass(a), onGlass(b)
	t := look.Now()
	for _, p := range []fyne.CanvasObject{d.dark.raster, d.light.raster} {
		look.Show(p, straight)
	}
	for _, p := range []fyne.CanvasObject{d.under, d.over} {
		look.Show(p, !straight)
	}
	least := fyne.NewPos(min(d.from.X, d.to.X), min(d.from.Y, d.to.Y))
	size := fyne.NewSize(max(d.from.X, d.to.X)-least.X, max(d.from.Y, d.to.Y)-least.Y)
	if straight {
		d.dark.paint(t.MarkDisc)
		d.light.paint(t.MarkRing)
		for _, b := range []struct {
			bar  *bar
			half float32
		}{{d.dark, 2}, {d.light, 1}} {
			if s.values.upright() {
				look.Put(b.bar.raster, least.X-b.half, least.Y, 2*b.half, size.Height)
			} else {
				look.Put(b.bar.raster, least.X, least.Y-b.half, size.Width, 2*b.half)
			}
		}
	} else {
		d.under.StrokeColor, d.under.StrokeWidth = t.MarkDisc, 4
		d.over.StrokeColor, d.over.StrokeWidth = t.MarkRing, 2
		for _, l := range []*canvas.Line{d.under, d.over} {
			l.Position1, l.Position2 = d.from, d.to
			l.Refresh()
		}
	}
	half, small := look.Px(handleRadius), look.Px(turnRadius)
	middle := onGlass(a.Add(b).Times(0.5))
	look.Put(d.handle, middle.X-half, middle.Y-half, 2*half, 2*half)
	d.turning, d.turnable = d.turner(g)
	look.Show(d.turn, d.turnable)
	look.Put(d.turn, d.turning.X-small, d.turning.Y-small, 2*small, 2*small)
	if now := (handleLook{s.values.swipeTurn, t.MarkDisc, t.MarkRing}); now != d.drawn {
		d.drawn = now
		d.handle.Refresh()
		d.turn.Refresh()
	}
}

// draw returns the disc, with ‹ › across the line on it: drawn once, where
// circles and lines of the toolkit are worked out by its shaders for every
// frame. Lengths are in parts of the disc's radius.
func (l handleLook) draw(side int, arrows bool) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, max(1, side), max(1, side)))
	radius := float64(img.Rect.Dx()) / 2
	sin, cos := math.Sincos(l.degrees * math.Pi / 180)
	thick := 0.86
	if !arrows {
		thick = 0.72
	}
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			p := geom.Point{X: (float64(x)+0.5)/radius - 1, Y: (float64(y)+0.5)/radius - 1}
			p = geom.Point{X: cos*p.X + sin*p.Y, Y: cos*p.Y - sin*p.X}
			p.X, p.Y = math.Abs(p.X), math.Abs(p.Y) // both arrows are mirror images of themselves
			from := p.Length()
			sign := max(from-1, thick-from)
			if arrows {
				sign = min(sign, p.DistanceToSegment(geom.Point{X: 0.61}, geom.Point{X: 0.32, Y: 0.29})-0.06)
			}
			c := blend(l.disc, l.ring, min(max(0.5-sign*radius, 0), 1))
			c.A = uint8(math.Round(255 * min(max(0.5-(from-1)*radius, 0), 1)))
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// blend returns a colour between two, opaque.
func blend(a, b color.NRGBA, share float64) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + share*(float64(b)-float64(a)))) }
	return color.NRGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 255}
}

// outline shows the claim's edges on the whole candidate beside it: a light
// line between two dark ones, which shows on any picture.
type outline struct{ dark, light edges }

func newOutline() *outline { return &outline{dark: newEdges(), light: newEdges()} }

func (o *outline) parts() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, e := range []edges{o.dark, o.light} {
		for _, side := range e {
			parts = append(parts, side.raster)
		}
	}
	return parts
}

func (o *outline) place(g *glass, stageFromClaimed geom.Map, pixels float64) {
	s := g.stage
	visible := s.values.whole && s.warped() && g.twoPanes() && !s.swapped()
	o.dark.show(visible)
	o.light.show(visible)
	if !visible {
		return
	}
	q := stageFromClaimed.ApplyQuad(s.scene.Claimed.Size.Quad()).Bounds()
	around := func(by float32) box {
		return box{float32(q.MinX/pixels) - by, float32(q.MinY/pixels) - by, float32(q.MaxX/pixels) + by, float32(q.MaxY/pixels) + by}
	}
	t := look.Now()
	o.dark.place(around(3), 4, t.MarkDisc)
	o.light.place(around(2), 2, t.MarkRing)
}
