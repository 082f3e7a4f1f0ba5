package draft

import (
	"bytes"
	"image"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/synth"
)

// What a retoucher does, as far as an exercise needs it: what is taken out is
// covered by what lies beside it, and every seam is blended over a few pixels.

// seam is how wide a seam is blended, pixels.
const seam = 6

func cloned(img *image.RGBA) *image.RGBA {
	return &image.RGBA{Pix: bytes.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}
}

func invert(c synth.Copy) synth.Copy {
	out := cloned(c.Image)
	for i := 0; i+3 < len(out.Pix); i += 4 {
		for j := range 3 {
			out.Pix[i+j] = 255 - out.Pix[i+j]
		}
	}
	return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
}

// lay draws a picture into a region, over what is there.
func lay(c synth.Copy, over *image.RGBA, region image.Rectangle) synth.Copy {
	out := cloned(c.Image)
	draw.CatmullRom.Scale(out, region, over, over.Rect, draw.Over, nil)
	return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
}

// transplant copies a region to another place, which may be cut at the edge.
func transplant(c synth.Copy, from, to image.Rectangle) synth.Copy {
	out := cloned(c.Image)
	shift := from.Min.Sub(to.Min)
	blend(out, c.Image, to, shift)
	return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
}

// patch covers a region by the neighbouring piece whose rim is most like the
// region's own; ok is false where no neighbour of that size fits.
func patch(c synth.Copy, region image.Rectangle) (next synth.Copy, ok bool) {
	w, h := region.Dx(), region.Dy()
	best, at := -1, image.Point{}
	for _, shift := range []image.Point{
		{w, 0}, {-w, 0}, {0, h}, {0, -h}, {w + w/2, 0}, {-w - w/2, 0}, {0, h + h/2}, {0, -h - h/2}, {w, h}, {-w, h}, {w, -h}, {-w, -h},
	} {
		if !region.Add(shift).In(c.Image.Rect) {
			continue
		}
		if d := rimDifference(c.Image, region, shift); best < 0 || d < best {
			best, at = d, shift
		}
	}
	if best < 0 {
		return c, false
	}
	out := cloned(c.Image)
	blend(out, c.Image, region, at)
	return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}, true
}

// rimDifference sums up how much the rim of a region differs from that of the piece that would cover it.
func rimDifference(img *image.RGBA, region image.Rectangle, shift image.Point) (sum int) {
	at := func(x, y int) {
		a, b := img.RGBAAt(x, y), img.RGBAAt(x+shift.X, y+shift.Y)
		for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
			sum += max(d, -d)
		}
	}
	for x := region.Min.X; x < region.Max.X; x++ {
		at(x, region.Min.Y)
		at(x, region.Max.Y-1)
	}
	for y := region.Min.Y; y < region.Max.Y; y++ {
		at(region.Min.X, y)
		at(region.Max.X-1, y)
	}
	return sum
}

// blend copies what lies at a shift into a region, more and more over the width of a seam.
func blend(out, from *image.RGBA, region image.Rectangle, shift image.Point) {
	for y := region.Min.Y; y < region.Max.Y; y++ {
		for x := region.Min.X; x < region.Max.X; x++ {
			p := image.Pt(x, y).Add(shift)
			if !p.In(from.Rect) {
				continue
			}
			inside := min(x-region.Min.X, region.Max.X-1-x, y-region.Min.Y, region.Max.Y-1-y) + 1
			part := min(inside, seam)
			i, j := out.PixOffset(x, y), from.PixOffset(p.X, p.Y)
			for k := range 3 {
				out.Pix[i+k] = uint8((int(from.Pix[j+k])*part + int(out.Pix[i+k])*(seam-part) + seam/2) / seam)
			}
		}
	}
}
