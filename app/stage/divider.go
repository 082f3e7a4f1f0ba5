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

// divider is the swipe line with its handle: a light line with dark edges,
// which shows on any picture, and a disc with two arrows.
type divider struct {
	dark, light *bar
	handle      *canvas.Raster
	drawn       handleLook
	at          float32 // x of an upright line, y of a level one, on the glass
}

// handleLook is all that the handle's drawing depends on.
type handleLook struct {
	level      bool
	disc, ring color.NRGBA
}

func newDivider() *divider {
	d := &divider{dark: newBar(), light: newBar()}
	d.handle = canvas.NewRaster(func(width, height int) image.Image { return d.drawn.draw(min(width, height)) })
	return d
}

func (d *divider) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.dark.raster, d.light.raster, d.handle}
}

// visible reports whether there is a line to take hold of.
func (d *divider) visible(g *glass) bool {
	return g.stage.mode == compare.Swipe && g.stage.shows() == showTogether
}

// reach returns the places of the line at 0 and at 1.
func (d *divider) reach(g *glass) (first, last float32) {
	r := g.picture()
	if g.stage.values.swipeLevel {
		return float32(r.MinY), float32(r.MaxY)
	}
	return float32(r.MinX), float32(r.MaxX)
}

// place lays the line where the renderer cuts.
func (d *divider) place(g *glass) {
	visible := d.visible(g)
	for _, p := range d.parts() {
		look.Show(p, visible)
	}
	if !visible {
		return
	}
	s, k, o := g.stage, pixelScale(g), g.origin(false)
	port := g.port()
	line := float32(float64(compare.SwipeLine(compare.View{
		StageFromClaimed: port.stageFromClaimed(s.position()), SwipeAt: s.values.swipeAt, SwipeLevel: s.values.swipeLevel,
	}, port.claimed, port.pane)) / k)
	t, r := look.Now(), g.picture()
	d.dark.paint(t.MarkDisc)
	d.light.paint(t.MarkRing)
	half := look.Px(14)
	var middle fyne.Position
	if s.values.swipeLevel {
		d.at = o.Y + line
		middle = fyne.NewPos(float32(r.Centre().X), d.at)
		look.Put(d.dark.raster, float32(r.MinX), d.at-2, float32(r.Width()), 4)
		look.Put(d.light.raster, float32(r.MinX), d.at-1, float32(r.Width()), 2)
	} else {
		d.at = o.X + line
		middle = fyne.NewPos(d.at, float32(r.Centre().Y))
		look.Put(d.dark.raster, d.at-2, float32(r.MinY), 4, float32(r.Height()))
		look.Put(d.light.raster, d.at-1, float32(r.MinY), 2, float32(r.Height()))
	}
	look.Put(d.handle, middle.X-half, middle.Y-half, 2*half, 2*half)
	if now := (handleLook{s.values.swipeLevel, t.MarkDisc, t.MarkRing}); now != d.drawn {
		d.drawn = now
		d.handle.Refresh()
	}
}

// draw returns the disc with ‹ › on it, or the same turned for a level line:
// drawn once, where circles and lines of the toolkit are worked out by its
// shaders for every frame. Lengths are in parts of the disc's radius.
func (l handleLook) draw(side int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, max(1, side), max(1, side)))
	radius := float64(img.Rect.Dx()) / 2
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			p := geom.Point{X: (float64(x)+0.5)/radius - 1, Y: (float64(y)+0.5)/radius - 1}
			if l.level {
				p.X, p.Y = p.Y, p.X
			}
			p.X, p.Y = math.Abs(p.X), math.Abs(p.Y) // both arrows are mirror images of themselves
			from := p.Length()
			arrow := toSegment(p, geom.Point{X: 0.61}, geom.Point{X: 0.32, Y: 0.29}) - 0.06
			ring := max(from-1, 0.86-from)
			light := min(max(0.5-min(arrow, ring)*radius, 0), 1)
			c := blend(l.disc, l.ring, light)
			c.A = uint8(math.Round(255 * min(max(0.5-(from-1)*radius, 0), 1)))
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// toSegment returns the distance of a point from a line between two others.
func toSegment(p, a, b geom.Point) float64 {
	d, q := b.Sub(a), p.Sub(a)
	t := 0.0
	if n := d.X*d.X + d.Y*d.Y; n > 0 {
		t = min(max((q.X*d.X+q.Y*d.Y)/n, 0), 1)
	}
	return q.Distance(d.Times(t))
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
	visible := s.values.whole && s.warped() && g.twoPanes()
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
