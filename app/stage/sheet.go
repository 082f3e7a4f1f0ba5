package stage

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/internal/geom"
)

// exactly returns a raster of ready pixels, one for each of the screen's, or of
// one colour along a side that is stretched. Software OpenGL shows a picture so
// in three quarters of the time that mixing neighbouring pixels takes.
func exactly(pixels func() *image.RGBA) *canvas.Raster {
	r := canvas.NewRaster(func(int, int) image.Image { return pixels() })
	r.ScaleMode = canvas.ImageScalePixels
	return r
}

// sheet is a clear image that lines and discs with smooth edges are drawn on.
type sheet struct{ *image.RGBA }

// profile is what a line looks like across, worked out once for all its pixels:
// a core and an edge about it, by the distance from the line's middle.
type profile struct {
	half   float64  // of the line with its edge and half a pixel more
	colour []uint32 // premultiplied, R in the lowest byte
	under  []uint32 // what is left of what lies beneath, 0 to 256
}

// profileSteps is how many values of a profile stand for a pixel.
const profileSteps = 32

func newProfile(edgeHalf, coreHalf float64, edge, core color.NRGBA) profile {
	p := profile{half: edgeHalf + 0.5}
	for i := range int(p.half*profileSteps) + 2 {
		away := float64(i) / profileSteps
		cover := func(half float64) float64 { return min(max(half+0.5-away, 0), 1) }
		inner := cover(coreHalf)
		outer := cover(edgeHalf) * (1 - inner)
		level := func(edge, core uint8) uint32 { return uint32(outer*float64(edge) + inner*float64(core)) }
		p.colour = append(p.colour, level(edge.R, core.R)|level(edge.G, core.G)<<8|level(edge.B, core.B)<<16|level(255, 255)<<24)
		p.under = append(p.under, uint32(math.Round(256*(1-outer-inner))))
	}
	return p
}

// line draws a line between two points.
func (s sheet) line(from, to geom.Point, p profile) {
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
	wide := p.half / lean
	for u := max(0, int(u0)); u <= min(int(u1), uMost-1); u++ {
		middle := v0 + slope*(min(max(float64(u)+0.5, u0), u1)-u0)
		first := max(0, int(middle-wide))
		away := (float64(first) + 0.5 - middle) * lean * profileSteps
		i := u*uStep + first*vStep
		for range min(int(middle+wide), vMost-1) - first + 1 {
			if at := int(math.Abs(away)); at < len(p.colour) {
				q := s.Pix[i : i+4]
				const lanes = 0x00FF00FF
				below, under := binary.LittleEndian.Uint32(q), p.under[at]
				binary.LittleEndian.PutUint32(q, p.colour[at]+(below&lanes*under>>8&lanes|(below>>8&lanes*under)&^lanes))
			}
			away += lean * profileSteps
			i += vStep
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
	if !(image.Point{X: x, Y: y}).In(s.Rect) {
		return
	}
	pixel, a := s.Pix[s.PixOffset(x, y):], uint32(cover*256+0.5)
	for k, v := range [4]uint8{c.R, c.G, c.B, 255} {
		pixel[k] = uint8((uint32(pixel[k])*(256-a) + uint32(v)*a) >> 8)
	}
}
