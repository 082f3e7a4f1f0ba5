package synth

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
)

// sign is a drawn surface: a board, a banner, a screen.
type sign struct{ img *image.RGBA }

// newSign makes a plain one of that many pixels.
func newSign(w, h int, c color.RGBA) sign {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return sign{img}
}

// write puts a word into a box of the sign, as large as it allows.
func (s sign) write(text string, box image.Rectangle, c color.RGBA) {
	high := float64(box.Dy()) * 0.9
	trial := letter(image.NewRGBA(image.Rect(0, 0, 1, 1)), text, geom.Point{}, high, fromLeft, c)
	high *= min(1, float64(box.Dx())*0.92/max(trial.Width(), 1))
	at := geom.Point{X: float64(box.Min.X+box.Max.X) / 2, Y: float64(box.Min.Y+box.Max.Y)/2 + 0.36*high}
	letter(s.img, text, at, high, fromMiddle, c)
}

// fill paints a box of the sign.
func (s sign) fill(box image.Rectangle, c color.RGBA) {
	draw.Draw(s.img, box, image.NewUniform(c), image.Point{}, draw.Src)
}

// at returns the colour in linear light at the share (u, v) of its width and
// height, from the upper left; wide is the share of its width that a pixel of
// the picture covers, which is averaged.
func (s sign) at(u, v, wide float64) (c light) {
	w, h := float64(s.img.Rect.Dx()), float64(s.img.Rect.Dy())
	r := max(0.5, wide*w/2)
	x0, x1 := int(max(0, u*w-r)), int(min(w-1, u*w+r))
	y0, y1 := int(max(0, v*h-r)), int(min(h-1, v*h+r))
	n := float32(0)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			p := s.img.Pix[s.img.PixOffset(x, y):][:3]
			for i := range c {
				c[i] += linear[p[i]]
			}
			n++
		}
	}
	if n > 0 {
		c = c.times(1 / n)
	}
	return c
}

// linear holds the light of each level of sRGB, 0 to 1.
var linear = func() (t [256]float32) {
	for i := range t {
		t[i] = float32(math.Pow(float64(i)/255, 2.2))
	}
	return t
}()

// onWall returns the stuff of a sign that hangs with its upper left corner at a
// place, along right (unit) for wide metres and down for high; lit is how much
// light it gives of its own.
func (s sign) onWall(corner, right vec, wide, high float64, lit float32) *stuff {
	return &stuff{paint: func(p *spot) {
		d := p.at.sub(corner)
		c := s.at(d.dot(right)/wide, -d.z/high, float64(p.pixel)/wide)
		p.colour = c.times(1 - 0.6*min(lit, 1))
		if lit > 0 {
			p.shine = c.times(lit)
		}
	}}
}

// hang adds a sign in a plane through its upper left corner along right.
func (b *built) hang(s sign, corner, right vec, wide, high float64, lit float32) {
	of := s.onWall(corner, right, wide, high, lit)
	down := vec{0, 0, -high}
	across := right.times(wide)
	b.quad(of, light{}, corner.add(down), corner.add(down).add(across), corner.add(across), corner)
}
