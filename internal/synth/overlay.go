package synth

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// notice stands in the upper right corner of the game's picture.
var notice = [3]string{"DEVELOPMENT FOOTAGE", "THIS IS A WORK IN PROGRESS", "ALL CONTENT SUBJECT TO CHANGE"}

// pen draws the overlay's lines into a picture, in pixels of a 1080-line
// picture whatever the picture's size; x counts from the middle.
type pen struct {
	img  *image.RGBA
	unit float64
	cx   float64
}

var (
	phosphor = color.RGBA{206, 255, 232, 255}
	amber    = color.RGBA{255, 196, 84, 255}
	red      = color.RGBA{208, 28, 24, 255}
	white    = color.RGBA{255, 255, 255, 255}
)

func (p pen) at(x, y float64) geom.Point { return geom.Point{X: p.cx + x*p.unit, Y: y * p.unit} }

// blend lays a colour over a pixel.
func (p pen) blend(x, y int, c color.RGBA, cover float64) {
	if cover <= 0 || x < 0 || y < 0 || x >= p.img.Rect.Max.X || y >= p.img.Rect.Max.Y {
		return
	}
	q := p.img.Pix[p.img.PixOffset(x, y):][:3]
	k := min(cover, 1)
	q[0] += uint8(int((float64(c.R)-float64(q[0]))*k + 256.5))
	q[1] += uint8(int((float64(c.G)-float64(q[1]))*k + 256.5))
	q[2] += uint8(int((float64(c.B)-float64(q[2]))*k + 256.5))
}

// stroke draws a line of that thickness with square ends.
func (p pen) stroke(x0, y0, x1, y1, thick float64, c color.RGBA, cover float64) geom.Rect {
	a, b := p.at(x0, y0), p.at(x1, y1)
	half := max(0.5, thick*p.unit/2)
	l := a.Distance(b)
	ux, uy := (b.X-a.X)/l, (b.Y-a.Y)/l
	box := bounds([]geom.Point{a, b})
	box = geom.Rect{MinX: box.MinX - half, MinY: box.MinY - half, MaxX: box.MaxX + half, MaxY: box.MaxY + half}
	p.shape(box, c, cover, func(x, y float64) float64 {
		dx, dy := x-a.X, y-a.Y
		along, across := dx*ux+dy*uy, math.Abs(dx*uy-dy*ux)
		return min(half-across, along, l-along)
	})
	return box
}

// shape fills what has a positive depth, in pixels, within the box.
func (p pen) shape(box geom.Rect, c color.RGBA, cover float64, depth func(x, y float64) float64) {
	for y := int(box.MinY) - 1; y <= int(box.MaxY)+1; y++ {
		for x := int(box.MinX) - 1; x <= int(box.MaxX)+1; x++ {
			k := depth(float64(x)+0.5, float64(y)+0.5) + 0.5
			p.blend(x, y, c, cover*min(max(k, 0), 1))
		}
	}
}

// ring draws a circle's line between two radii.
func (p pen) ring(x, y, inner, outer float64, c color.RGBA, cover float64) geom.Rect {
	m := p.at(x, y)
	i, o := inner*p.unit, outer*p.unit
	box := geom.Rect{MinX: m.X - o, MinY: m.Y - o, MaxX: m.X + o, MaxY: m.Y + o}
	p.shape(box, c, cover, func(px, py float64) float64 {
		r := math.Hypot(px-m.X, py-m.Y)
		return min(o-r, r-i)
	})
	return box
}

func (p pen) write(text string, x, y, height float64, from anchor, c color.RGBA) geom.Rect {
	return letter(p.img, text, p.at(x, y), height*p.unit, from, c)
}

func (p pen) faint(c color.RGBA, cover float64) color.RGBA {
	k := func(v uint8) uint8 { return uint8(float64(v)*cover + 0.5) }
	return color.RGBA{k(c.R), k(c.G), k(c.B), k(255)}
}

// drawOverlay lays the game's controls over a picture and returns their parts.
// All its numbers come from the picture's own seed of the sample, so that two
// scenes under it differ only in the figures that tick.
func drawOverlay(img *image.RGBA, seed uint64) []Region {
	b := img.Bounds()
	p := pen{img: img, unit: float64(b.Dy()) / 1080, cx: float64(b.Dx()) / 2}
	half := float64(b.Dx()) / 2 / p.unit
	return []Region{
		{RegionCrosshair, p.crosshair()},
		{RegionFire, p.fireButton(half-232, 884)},
		{RegionNotice, p.notice(half - 44)},
		{RegionFigures, p.figures(half, newDice(seed, 71))},
	}
}

func (p pen) crosshair() geom.Rect {
	const y = 540
	box := p.ring(0, y, 2, 4, phosphor, 0.95)
	line := func(x0, y0, x1, y1, thick float64) {
		box = box.Union(p.stroke(x0, y0, x1, y1, thick, phosphor, 0.85))
	}
	for _, s := range [2]float64{-1, 1} {
		line(s*34, y, s*150, y, 2.4)
		line(0, y+s*34, 0, y+s*118, 2.4)
		for k := 1.0; k <= 4; k++ {
			line(s*(34+k*29), y-7, s*(34+k*29), y+7, 2)
		}
		for _, t := range [2]float64{-1, 1} {
			line(s*280, y+t*200, s*222, y+t*200, 3)
			line(s*278.6, y+t*200, s*278.6, y+t*148, 3)
		}
	}
	return box
}

func (p pen) fireButton(x, y float64) geom.Rect {
	p.ring(x, y, 0, 96, color.RGBA{0, 0, 0, 255}, 0.35)
	m := p.at(x, y)
	r := 84 * p.unit
	for _, k := range [2]float64{1, 0.93} {
		c := red
		if k < 1 {
			c = color.RGBA{226, 46, 36, 255}
		}
		p.shape(geom.Rect{MinX: m.X - r, MinY: m.Y - r, MaxX: m.X + r, MaxY: m.Y + r}, c, 0.92, func(px, py float64) float64 {
			return r*k - math.Hypot(px-m.X, py-m.Y+(1-k)*r*0.5)
		})
	}
	// Light from above on its dome.
	gloss := geom.Point{X: m.X, Y: m.Y - 0.55*r}
	p.shape(geom.Rect{MinX: m.X - r, MinY: m.Y - r, MaxX: m.X + r, MaxY: m.Y}, color.RGBA{255, 150, 130, 255}, 0.5, func(px, py float64) float64 {
		return 0.45 - math.Hypot((px-gloss.X)/r, 1.5*(py-gloss.Y)/r)
	})
	box := p.ring(x, y, 92, 97, color.RGBA{255, 120, 96, 255}, 0.9)
	p.write("FIRE", x, y+15, 43, fromMiddle, color.RGBA{255, 244, 238, 255})
	return box
}

func (p pen) notice(right float64) geom.Rect {
	var box geom.Rect
	for i, line := range notice {
		y := 62 + 31*float64(i)
		p.write(line, right+1.5, y+1.5, 24, fromRight, p.faint(color.RGBA{0, 0, 0, 255}, 0.6))
		ink := p.write(line, right, y, 24, fromRight, p.faint(color.RGBA{255, 255, 255, 255}, 0.86))
		if i == 0 {
			box = ink
		}
		box = box.Union(ink)
	}
	return box
}

// figures writes what ticks: the numbers of the sight.
func (p pen) figures(half float64, d *dice) geom.Rect {
	left := -half + 48
	az := d.between(20, 340)
	var box geom.Rect
	put := func(text string, x, y, high float64, from anchor, c color.RGBA) {
		r := p.plot(text, x, y, high, from, c, 0.92)
		if box.Empty() {
			box = r
		}
		box = box.Union(r)
	}
	put(fmt.Sprintf("ALT %5.0f FT", d.between(3100, 5200)), left, 74, 21, fromLeft, phosphor)
	put(fmt.Sprintf("AZ  %5.1f", az), left, 111, 21, fromLeft, phosphor)
	put(fmt.Sprintf("EL  %5.1f", -d.between(25, 30)), left, 148, 21, fromLeft, phosphor)
	put("WHOT NAR", left, 185, 21, fromLeft, phosphor)
	for i, w := range [3]string{"105 MM  RDY", " 40 MM  SEL", " 25 MM  RDY"} {
		y, c := 940+42*float64(i), phosphor
		if i == 1 {
			c = amber
			box = box.Union(p.stroke(left-18, y-24, left-18, y+3, 5, amber, 0.95))
		}
		put(w, left, y, 21, fromLeft, c)
	}
	put(fmt.Sprintf("SLT %4.0f M", d.between(200, 240)*10), 0, 1024, 21, fromMiddle, phosphor)
	put(fmt.Sprintf("TC 00:%02d:%02d:%02d", 1, int(d.between(10, 50)), int(d.between(1, 24))), half-48, 1034, 17, fromRight, phosphor)
	p.tape(az)
	return box
}

// tape draws the headings along the top, the present one in its middle.
func (p pen) tape(az float64) {
	const perDegree = 11
	first := int(az/5) * 5
	for deg := first - 25; deg <= first+30; deg += 5 {
		x := (float64(deg) - az) * perDegree
		if math.Abs(x) > 270 {
			continue
		}
		long := 9.0
		if deg%10 == 0 {
			long = 16
			p.plot(fmt.Sprintf("%03d", (deg+360)%360), x, 42, 15, fromMiddle, phosphor, 0.85)
		}
		p.stroke(x, 52, x, 52+long, 2, phosphor, 0.8)
	}
	p.stroke(0, 74, -9, 88, 2.4, phosphor, 0.9)
	p.stroke(0, 74, 9, 88, 2.4, phosphor, 0.9)
}
