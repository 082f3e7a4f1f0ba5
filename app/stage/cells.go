package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/geom"
)

// cellMap draws the cells that were looked at over the claim: corners for one
// that agrees, or a dot where it is small, a whole frame with a cross for one
// that contradicts.
type cellMap struct {
	raster *canvas.Raster
	image  *image.NRGBA
	drawn  cellLook
}

// cellLook is all that the drawing depends on.
type cellLook struct {
	lines                    *Lines
	stageFromClaimed         geom.Map
	pane                     geom.Size
	light, dark, contradicts color.NRGBA
}

func newCellMap() *cellMap {
	c := &cellMap{image: image.NewNRGBA(image.Rect(0, 0, 1, 1))}
	c.raster = canvas.NewRaster(func(int, int) image.Image { return c.image })
	return c
}

func (c *cellMap) place(g *glass) {
	s := g.stage
	visible := s.lined() && s.values.cells && s.scene.Lines != nil
	look.Show(c.raster, visible)
	if !visible {
		return
	}
	port, k, o, t := g.port(), pixelScale(g), g.origin(false), look.Now()
	look.Put(c.raster, o.X, o.Y, float32(float64(port.pane.Width)/k), float32(float64(port.pane.Height)/k))
	now := cellLook{s.scene.Lines, port.stageFromClaimed(s.places[s.scene.key()]), port.pane, t.MarkRing, t.MarkDisc, look.Tokens(look.Dark).Error}
	if now != c.drawn && !port.pane.Empty() {
		c.drawn, c.image = now, now.draw()
		c.raster.Refresh()
	}
}

// smallCell is the side in stage pixels under which the corners of an agreeing
// cell would run together: it gets a dot in its middle.
const smallCell = 20

func (l cellLook) draw() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, l.pane.Width, l.pane.Height))
	for _, c := range l.lines.cells {
		b := l.stageFromClaimed.ApplyQuad(c.Box.Quad()).Bounds()
		box := image.Rect(wholePixel(b.MinX)+1, wholePixel(b.MinY)+1, wholePixel(b.MaxX)-1, wholePixel(b.MaxY)-1)
		if !box.Overlaps(img.Rect) || box.Dx() < 4 || box.Dy() < 4 {
			continue
		}
		// The dark edge first, one pixel wider on every side.
		for _, stroke := range []struct {
			c    color.NRGBA
			wide int
		}{{l.dark, 1}, {l.ink(c), 0}} {
			switch {
			case c.Agrees && min(box.Dx(), box.Dy()) < smallCell:
				middle := box.Min.Add(box.Size().Div(2))
				fillRect(img, image.Rect(middle.X-1-stroke.wide, middle.Y-1-stroke.wide, middle.X+1+stroke.wide, middle.Y+1+stroke.wide), stroke.c)
			case c.Agrees:
				corners(img, box, stroke.c, stroke.wide)
			default:
				crossed(img, box, stroke.c, stroke.wide)
			}
		}
	}
	return img
}

func (l cellLook) ink(c Cell) color.NRGBA {
	if c.Agrees {
		return l.light
	}
	return l.contradicts
}

func wholePixel(v float64) int { return int(math.Round(min(max(v, -1e6), 1e6))) }

// corners draws the four corners of a box, each a quarter of a side long.
func corners(img *image.NRGBA, box image.Rectangle, c color.NRGBA, wide int) {
	long, high := max(2, box.Dx()/4), max(2, box.Dy()/4)
	for _, x := range []struct{ at, from, to int }{{box.Min.X, box.Min.X, box.Min.X + long}, {box.Max.X - 1, box.Max.X - long, box.Max.X}} {
		for _, y := range []struct{ at, from, to int }{{box.Min.Y, box.Min.Y, box.Min.Y + high}, {box.Max.Y - 1, box.Max.Y - high, box.Max.Y}} {
			fillRect(img, image.Rect(x.from-wide, y.at-wide, x.to+wide, y.at+1+wide), c)
			fillRect(img, image.Rect(x.at-wide, y.from-wide, x.at+1+wide, y.to+wide), c)
		}
	}
}

// crossed draws a box with both its diagonals.
func crossed(img *image.NRGBA, box image.Rectangle, c color.NRGBA, wide int) {
	for _, side := range []image.Rectangle{
		image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+1), image.Rect(box.Min.X, box.Max.Y-1, box.Max.X, box.Max.Y),
		image.Rect(box.Min.X, box.Min.Y, box.Min.X+1, box.Max.Y), image.Rect(box.Max.X-1, box.Min.Y, box.Max.X, box.Max.Y),
	} {
		fillRect(img, image.Rect(side.Min.X-wide, side.Min.Y-wide, side.Max.X+wide, side.Max.Y+wide), c)
	}
	steps := max(box.Dx(), box.Dy()) - 1
	for i := range steps + 1 {
		x, y := box.Min.X+i*(box.Dx()-1)/steps, i*(box.Dy()-1)/steps
		for _, v := range []int{box.Min.Y + y, box.Max.Y - 1 - y} {
			fillRect(img, image.Rect(x-wide, v-wide, x+1+wide, v+1+wide), c)
		}
	}
}

func fillRect(img *image.NRGBA, r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetNRGBA(x, y, c)
		}
	}
}
