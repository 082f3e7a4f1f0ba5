package stage

import (
	"image"
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// sheet is a clear image that lines and discs with smooth edges are drawn on.
type sheet struct{ *image.RGBA }

// line draws a line between two points: a core, and an edge about it. Both
// widths are those of half a line.
func (s sheet) line(from, to geom.Point, edgeHalf, coreHalf float64, edge, core color.NRGBA) {
	// u runs along the axis along which the line is longer, v along the other.
	u0, v0, u1, v1 := from.X, from.Y, to.X, to.Y
	uStep, vStep, uMost, vMost := 4, s.Stride, s.Rect.Dx(), s.Rect.Dy()
	if math.Abs(u1-u0) < math.Abs(v1-v0) {
		u0, v0, u1, v1 = v0, u0, v1, u1
		uStep, vStep, uMost, vMost = vStep, uStep, vMost, uMost
	}
	if u1 < u0 {
		u0, v0, u1, v1 = u1, v1, u0, v0
	}
	if u1 == u0 {
		return
	}
	slope := (v1 - v0) / (u1 - u0)
	lean := 1 / math.Hypot(1, slope)
	wide := (edgeHalf + 0.5) / lean
	for u := max(0, int(u0)); u <= min(int(u1), uMost-1); u++ {
		middle := v0 + slope*(min(max(float64(u)+0.5, u0), u1)-u0)
		for v := max(0, int(middle-wide)); v <= min(int(middle+wide), vMost-1); v++ {
			away := math.Abs(float64(v)+0.5-middle) * lean
			cover := edgeHalf + 0.5 - away
			if cover <= 0 {
				continue
			}
			pixel := s.Pix[u*uStep+v*vStep:]
			if inner := coreHalf + 0.5 - away; inner >= 1 {
				blendInto(pixel, core, 1)
			} else {
				blendInto(pixel, edge, min(cover, 1))
				blendInto(pixel, core, max(inner, 0))
			}
		}
	}
}

// disc draws a disc.
func (s sheet) disc(at geom.Point, radius float64, c color.NRGBA) {
	for y := int(at.Y - radius - 1); y <= int(at.Y+radius+1); y++ {
		for x := int(at.X - radius - 1); x <= int(at.X+radius+1); x++ {
			from := at.Distance(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			if cover := radius + 0.5 - from; cover > 0 {
				s.blend(x, y, c, min(cover, 1))
			}
		}
	}
}

// blend lays an opaque colour over a pixel, as far as it covers it.
func (s sheet) blend(x, y int, c color.NRGBA, cover float64) {
	if (image.Point{X: x, Y: y}).In(s.Rect) {
		blendInto(s.Pix[s.PixOffset(x, y):], c, cover)
	}
}

func blendInto(pixel []uint8, c color.NRGBA, cover float64) {
	pixel = pixel[:4]
	a := uint32(cover*256 + 0.5)
	under := 256 - a
	pixel[0] = uint8((uint32(pixel[0])*under + uint32(c.R)*a) >> 8)
	pixel[1] = uint8((uint32(pixel[1])*under + uint32(c.G)*a) >> 8)
	pixel[2] = uint8((uint32(pixel[2])*under + uint32(c.B)*a) >> 8)
	pixel[3] = uint8((uint32(pixel[3])*under + 255*a) >> 8)
}
