package look

import (
	"image"
	"image/color"
	"image/draw"
)

// safe says that every small picture is shown grey and dimmed.
var safe bool

// SetSafe shows small pictures grey and dimmed, for those that distress, or as
// they are. Whoever calls it has the window drawn anew.
func SetSafe(on bool) { safe = on }

// Safe reports whether small pictures are shown grey and dimmed.
func Safe() bool { return safe }

// safeLight is what is left of 256, as in the viewer.
const safeLight = 77

// safely returns a picture grey and dimmed.
func safely(picture image.Image) image.Image {
	b := picture.Bounds()
	out := image.NewNRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(out, out.Rect, picture, b.Min, draw.Src)
	for i := 0; i+4 <= len(out.Pix); i += 4 {
		g := color.GrayModel.Convert(color.RGBA{out.Pix[i], out.Pix[i+1], out.Pix[i+2], 255}).(color.Gray).Y
		g = uint8(uint32(g) * safeLight >> 8)
		out.Pix[i], out.Pix[i+1], out.Pix[i+2] = g, g, g
	}
	return out
}
