package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// ground is what lies behind the pictures, drawn only where no picture covers
// it. The toolkit draws a rectangle by a shader that works out edges and
// corners for every pixel: one behind the whole stage brought a plain frame
// from 40 a second to 11 under software OpenGL. So the ground is made of
// stretched single pixels, and what is stroked is made of its four edges.
type ground struct {
	widget.BaseWidget
	pieces []*bar
}

// bar is a plain rectangle: one pixel, stretched.
type bar struct {
	raster *canvas.Raster
	pixel  *image.RGBA
}

func newBar() *bar {
	b := &bar{pixel: image.NewRGBA(image.Rect(0, 0, 1, 1))}
	b.raster = exactly(func() *image.RGBA { return b.pixel })
	return b
}

// paint changes the colour.
func (b *bar) paint(c color.Color) {
	if now := color.RGBAModel.Convert(c).(color.RGBA); now != b.pixel.RGBAAt(0, 0) {
		b.pixel = image.NewRGBA(b.pixel.Rect)
		b.pixel.SetRGBA(0, 0, now)
		b.raster.Refresh()
	}
}

// mostPieces is what is left of a place when two pictures are cut out: the
// halves, each above, below, left and right of its picture; and in the row under
// them what lies about what stands there.
const mostPieces = 8 + 4*mostPairs

func newGround() *ground {
	g := &ground{}
	for range mostPieces {
		g.pieces = append(g.pieces, newBar())
	}
	g.ExtendBaseWidget(g)
	return g
}

// box is a place on the stage in the toolkit's units.
type box struct{ left, top, right, bottom float32 }

func (b box) empty() bool { return b.left >= b.right || b.top >= b.bottom }

func (b box) intersect(o box) box {
	return box{max(b.left, o.left), max(b.top, o.top), min(b.right, o.right), min(b.bottom, o.bottom)}
}

// without returns what is left of a box when another one is cut out.
func (b box) without(hole box) []box {
	hole = b.intersect(hole)
	if hole.empty() {
		return []box{b}
	}
	return []box{
		{b.left, b.top, b.right, hole.top},
		{b.left, hole.bottom, b.right, b.bottom},
		{b.left, hole.top, hole.left, hole.bottom},
		{hole.right, hole.top, b.right, hole.bottom},
	}
}

// cover fills a place but for the pictures, of which a second one lies right of
// the first, and for what lies in the row under them.
func (g *ground) cover(place box, pictures, row []box) {
	pieces := []box{place}
	switch len(pictures) {
	case 1:
		pieces = place.without(pictures[0])
	case 2:
		left, right := place, place
		left.right = (pictures[0].right + pictures[1].left) / 2
		right.left = left.right
		pieces = append(left.without(pictures[0]), right.without(pictures[1])...)
	}
	for _, hole := range row {
		var left []box
		for _, p := range pieces {
			for _, piece := range p.without(hole) {
				if !piece.empty() {
					left = append(left, piece)
				}
			}
		}
		pieces = left
	}
	for i, piece := range g.pieces {
		visible := i < len(pieces) && !pieces[i].empty()
		look.Show(piece.raster, visible)
		if visible {
			b := pieces[i]
			look.Put(piece.raster, b.left, b.top, b.right-b.left, b.bottom-b.top)
		}
	}
}

func (g *ground) paint() {
	for _, piece := range g.pieces {
		piece.paint(stageColour())
	}
}

// CreateRenderer is part of Fyne's widget.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	var parts []fyne.CanvasObject
	for _, piece := range g.pieces {
		parts = append(parts, piece.raster)
	}
	return look.NewPlan(look.Plan{
		Owner: g, Parts: parts, Paint: g.paint,
		Place: func(fyne.Size) {},
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
	})
}

// edges is a frame of four thin bars.
type edges [4]*bar

func newEdges() edges { return edges{newBar(), newBar(), newBar(), newBar()} }

func (e edges) show(visible bool) {
	for _, side := range e {
		look.Show(side.raster, visible)
	}
}

// place lays the frame just inside a box.
func (e edges) place(b box, width float32, c color.Color) {
	bars := [4]box{
		{b.left, b.top, b.right, b.top + width},
		{b.left, b.bottom - width, b.right, b.bottom},
		{b.left, b.top, b.left + width, b.bottom},
		{b.right - width, b.top, b.right, b.bottom},
	}
	for i, side := range e {
		side.paint(c)
		look.Put(side.raster, bars[i].left, bars[i].top, max(0, bars[i].right-bars[i].left), max(0, bars[i].bottom-bars[i].top))
	}
}

// whole returns the greatest box of whole device pixels within a box: ground
// that ended inside a pixel would leave a seam.
func (b box) whole(pixels float64) box {
	down := func(v float32) float32 { return float32(math.Floor(float64(v)*pixels) / pixels) }
	up := func(v float32) float32 { return float32(math.Ceil(float64(v)*pixels) / pixels) }
	return box{up(b.left), up(b.top), down(b.right), down(b.bottom)}
}
