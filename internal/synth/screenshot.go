package synth

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Screenshot lays the picture into the page of a telephone: a bar above, a
// line of text and buttons below.
func Screenshot(name, text string) Attack {
	return func(c Copy) Copy {
		size := sizeOf(c.Image)
		u := float64(size.Width) / 100
		above, below := int(22*u), int(30*u)
		out := image.NewRGBA(image.Rect(0, 0, size.Width, above+size.Height+below))
		draw.Draw(out, out.Rect, image.NewUniform(color.RGBA{250, 250, 251, 255}), image.Point{}, draw.Src)
		draw.Draw(out, image.Rect(0, above, size.Width, above+size.Height), c.Image, c.Image.Rect.Min, draw.Src)
		dark, grey := color.RGBA{28, 30, 34, 255}, color.RGBA{142, 146, 152, 255}
		letter(out, "14:07", geom.Point{X: 6 * u, Y: 5.6 * u}, 3.6*u, fromLeft, dark)
		p := pen{img: out, unit: 1}
		disc := func(x, y, r float64, c color.RGBA) {
			for py := int(y - r - 1); py <= int(y+r+1); py++ {
				for px := int(x - r - 1); px <= int(x+r+1); px++ {
					p.blend(px, py, c, r-math.Hypot(float64(px)+0.5-x, float64(py)+0.5-y)+0.5)
				}
			}
		}
		disc(9*u, 15*u, 4*u, color.RGBA{96, 128, 168, 255})
		letter(out, name, geom.Point{X: 15.5 * u, Y: 14.6 * u}, 3.6*u, fromLeft, dark)
		letter(out, "2 h", geom.Point{X: 15.5 * u, Y: 18.9 * u}, 2.9*u, fromLeft, grey)
		y := float64(above + size.Height)
		for i, line := range wrapped(text, 3.7*u, 90*u) {
			letter(out, line, geom.Point{X: 5 * u, Y: y + (7+5*float64(i))*u}, 3.7*u, fromLeft, dark)
		}
		for i, count := range [3]string{"318", "1.9k", "12k"} {
			x := (8 + 31*float64(i)) * u
			disc(x, y+23.5*u, 1.7*u, grey)
			letter(out, count, geom.Point{X: x + 3.4*u, Y: y + 24.7*u}, 3*u, fromLeft, grey)
		}
		return Copy{out, c.SourceFromCopy.After(geom.Translation(0, -float64(above)))}
	}
}
