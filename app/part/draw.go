package part

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/motbilde/motbilde/app/look"
)

// Lengths at a text size of 100 %, and what is left of the light outside the
// rectangle, in 256ths.
const (
	handleSide  = 9
	chosenSide  = 13
	loupeSide   = 168
	loupeAway   = 28 // from the handle
	outsideLit  = 92
	magnified   = 3
	leastMargin = 8
)

// loupe is the enlarged place of a handle.
type loupe struct {
	box    image.Rectangle // on the glass
	middle image.Point     // the corner of the capture's pixels that it is about
	cell   int             // device pixels for each of the capture's
}

// cells returns how many of the capture's pixels lie along a side; even, so
// that a corner of pixels lies in the middle.
func (l loupe) cells() int { return (l.box.Dx() + l.cell - 1) / l.cell &^ 1 }

// loupe returns the loupe at the handle that is held, pointed at or chosen.
func (g *glass) loupe(s sheet) (loupe, bool) {
	h := g.view.handle
	if g.over > move && g.over < handles {
		h = g.over
	}
	if g.holding {
		h = g.held
		if h == handles {
			h = g.view.handle
		}
	}
	if h == move || g.view.marked.Empty() {
		return loupe{}, false
	}
	unit := s.unit * float64(look.Px(1))
	l := loupe{middle: h.at(g.view.marked), cell: magnified * max(1, int(math.Round(s.scale)))}
	side := int(loupeSide*unit) / l.cell &^ 1 * l.cell
	p, away := s.onSheet(l.middle), int(loupeAway*unit)
	// Outside of the rectangle, and within it where there is no room.
	place := func(at, towards, most int) int {
		begin := at - side/2
		switch towards {
		case -1:
			if begin = at - away - side; begin < leastMargin {
				begin = at + away
			}
		case 1:
			if begin = at + away; begin+side > most-leastMargin {
				begin = at - away - side
			}
		}
		return min(max(begin, leastMargin), most-side-leastMargin)
	}
	x, y := place(p.X, reach[h].X, s.size.X), place(p.Y, reach[h].Y, s.size.Y)
	l.box = image.Rect(x, y, x+side, y+side)
	return l, side > 0
}

// draw makes the image of the glass.
func (g *glass) draw() {
	s, ok := g.sheet()
	if s.size.X < 1 || s.size.Y < 1 {
		return
	}
	img := image.NewRGBA(image.Rectangle{Max: s.size})
	draw.Draw(img, img.Rect, image.NewUniform(look.Colour(look.InStage)), image.Point{}, draw.Src)
	if f := g.frames[whole].Image; ok && f != nil {
		draw.Draw(img, s.at, f, image.Point{}, draw.Src)
		g.drawMarked(img, s)
	}
	g.image = img
	g.raster.Refresh()
}

func (g *glass) drawMarked(img *image.RGBA, s sheet) {
	v, t := g.view, look.Now()
	if v.marked.Empty() {
		return
	}
	r := s.rect(v.marked)
	for y := s.at.Min.Y; y < s.at.Max.Y; y++ {
		if y < r.Min.Y || y >= r.Max.Y {
			dim(img, s.at.Min.X, s.at.Max.X, y)
			continue
		}
		dim(img, s.at.Min.X, r.Min.X, y)
		dim(img, r.Max.X, s.at.Max.X, y)
	}
	unit := s.unit * float64(look.Px(1))
	thick := max(1, int(math.Round(unit)))
	frame(img, r, thick, t.MarkRing)
	frame(img, r.Inset(-thick), thick, t.MarkDisc)
	for h := topLeft; h < handles; h++ {
		side, fill := handleSide, t.MarkRing
		if h == v.handle {
			side, fill = chosenSide, t.MarkActive
		}
		half := int(float64(side) * unit / 2)
		p := s.onSheet(h.at(v.marked))
		box := image.Rect(p.X-half, p.Y-half, p.X+half+1, p.Y+half+1)
		fillBox(img, box.Inset(-thick), t.MarkDisc)
		fillBox(img, box, fill)
	}
	if v.handle == move && g.focused {
		frame(img, r.Inset(-2*thick), 2*thick, t.MarkActive)
	}
	if l, shown := g.loupe(s); shown {
		g.drawLoupe(img, l, thick)
	}
}

// drawLoupe enlarges pixel by pixel, and shows where the rectangle's sides run.
func (g *glass) drawLoupe(img *image.RGBA, l loupe, thick int) {
	t, f := look.Now(), g.frames[through].Image
	n := l.cells()
	fillBox(img, l.box, look.Colour(look.InStage))
	shift := l.middle.Sub(g.looked) // of a frame that is a moment old
	for y := 0; f != nil && y < l.box.Dy(); y++ {
		fy := y/l.cell + shift.Y
		for x := 0; x < l.box.Dx(); x++ {
			fx := x/l.cell + shift.X
			if fx < 0 || fy < 0 || fx >= n || fy >= n || !image.Pt(fx, fy).In(f.Rect) {
				continue
			}
			c := f.RGBAAt(fx, fy)
			at := image.Pt(l.middle.X-n/2+x/l.cell, l.middle.Y-n/2+y/l.cell)
			if !at.In(g.view.marked) {
				c.R, c.G, c.B = dimmed(c.R), dimmed(c.G), dimmed(c.B)
			}
			img.SetRGBA(l.box.Min.X+x, l.box.Min.Y+y, c)
		}
	}
	// The rectangle's sides, between the pixels.
	place := func(p image.Point) image.Point {
		return l.box.Min.Add(p.Sub(l.middle).Add(image.Pt(n/2, n/2)).Mul(l.cell))
	}
	r := image.Rectangle{Min: place(g.view.marked.Min), Max: place(g.view.marked.Max)}
	if clip, ok := img.SubImage(l.box).(*image.RGBA); ok {
		frame(clip, r.Inset(-thick), thick, t.MarkRing)
	}
	frame(img, l.box.Inset(-thick), thick, t.MarkRing)
	frame(img, l.box.Inset(-2*thick), thick, t.MarkDisc)
}

func dimmed(v uint8) uint8 { return uint8(uint(v) * outsideLit >> 8) }

// dim takes the light from a run of pixels.
func dim(img *image.RGBA, from, to, y int) {
	from, to = max(from, img.Rect.Min.X), min(to, img.Rect.Max.X)
	if from >= to || y < img.Rect.Min.Y || y >= img.Rect.Max.Y {
		return
	}
	line := img.Pix[img.PixOffset(from, y):][:4*(to-from)]
	for i := 0; i+3 < len(line); i += 4 {
		line[i], line[i+1], line[i+2] = dimmed(line[i]), dimmed(line[i+1]), dimmed(line[i+2])
	}
}

func fillBox(img *image.RGBA, r image.Rectangle, c color.NRGBA) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// frame draws the four sides within a rectangle.
func frame(img *image.RGBA, r image.Rectangle, thick int, c color.NRGBA) {
	fillBox(img, image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+thick), c)
	fillBox(img, image.Rect(r.Min.X, r.Max.Y-thick, r.Max.X, r.Max.Y), c)
	fillBox(img, image.Rect(r.Min.X, r.Min.Y, r.Min.X+thick, r.Max.Y), c)
	fillBox(img, image.Rect(r.Max.X-thick, r.Min.Y, r.Max.X, r.Max.Y), c)
}
