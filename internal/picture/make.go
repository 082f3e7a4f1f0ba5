package picture

import (
	"encoding/binary"
	"image"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Making says how stored pixels become a Picture. The zero value takes them
// as they are: upright, sRGB, and luma with chroma as JPEG defines it.
type Making struct {
	Orientation Orientation
	YCbCr       Matrix // how luma and chroma become RGB, where the image has them
	// Recolour changes one row of R G B A to sRGB in place; nil leaves it. It
	// is called for every row once, from several goroutines.
	Recolour func(row []uint8)
}

// plain reports whether stored luma is the picture's.
func (m Making) plain() bool {
	return m.Recolour == nil && m.YCbCr == (Matrix{}) && !m.Orientation.Turns()
}

// Make copies an image of the standard library in one pass: to 8 bits, to
// straight alpha, to sRGB, and upright. It works in bands on all cores and
// holds nothing but the image and the new picture. A JPEG that needs nothing of
// this is kept as it is, and turned into colours when somebody asks: most
// candidates are compared by their luma alone. The caller gives the image away.
// An empty image is a broken promise of the caller and panics.
func Make(key string, img image.Image, how Making) *Picture {
	b := img.Bounds()
	stored := geom.Size{Width: b.Dx(), Height: b.Dy()}
	if stored.Empty() {
		panic("picture: an image without pixels")
	}
	size := how.Orientation.Upright(stored)
	if y, ok := img.(*image.YCbCr); ok && how.plain() && b.Min == (image.Point{}) {
		return &Picture{key: key, size: size, opaque: true, stored: y}
	}
	pix := make([]uint8, 4*size.Pixels())
	read, opaque := rowReaderOf(img, how.YCbCr)
	row := func(y int, out []uint8) {
		read(y, out)
		if how.Recolour != nil {
			how.Recolour(out)
		}
	}
	if how.Orientation.Swaps() {
		makeSwapped(pix, stored, how.Orientation, row)
	} else {
		makeLevel(pix, stored, how.Orientation, row)
	}
	return &Picture{key: key, size: size, pix: pix, opaque: opaque || allOpaque(size, pix)}
}

// makeLevel serves the orientations that keep rows as rows.
func makeLevel(pix []uint8, stored geom.Size, o Orientation, row func(int, []uint8)) {
	stride := 4 * stored.Width
	rows.Each(stored.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			to := y
			if o == HalfTurn || o == Flip {
				to = stored.Height - 1 - y
			}
			out := pix[stride*to : stride*(to+1)]
			row(y, out)
			if o == Mirror || o == HalfTurn {
				mirrorRow(out)
			}
		}
	})
}

func mirrorRow(row []uint8) {
	for i, j := 0, len(row)-4; i < j; i, j = i+4, j-4 {
		a, b := binary.LittleEndian.Uint32(row[i:]), binary.LittleEndian.Uint32(row[j:])
		binary.LittleEndian.PutUint32(row[i:], b)
		binary.LittleEndian.PutUint32(row[j:], a)
	}
}

// makeSwapped serves the orientations that turn rows into columns. A band is
// converted first and then written column by column, so that each write covers
// the band's height side by side in memory.
func makeSwapped(pix []uint8, stored geom.Size, o Orientation, row func(int, []uint8)) {
	w, h := stored.Width, stored.Height
	fromRight := o == TurnRight || o == Transverse // the first stored row becomes the last column
	fromBelow := o == TurnLeft || o == Transverse  // the first stored column becomes the last row
	rows.Each(h, func(_, y0, y1 int) {
		band := make([]uint8, 4*w*(y1-y0))
		for y := y0; y < y1; y++ {
			row(y, band[4*w*(y-y0):4*w*(y-y0+1)])
		}
		for x := range w {
			line, step, first := x, 4*w, 4*x
			if fromBelow {
				line = w - 1 - x
			}
			left := y0
			if fromRight {
				left, step, first = h-y1, -4*w, 4*(w*(y1-y0-1)+x)
			}
			out := pix[4*(line*h+left) : 4*(line*h+left+y1-y0)]
			for i, at := 0, first; i < len(out); i, at = i+4, at+step {
				binary.LittleEndian.PutUint32(out[i:], binary.LittleEndian.Uint32(band[at:]))
			}
		}
	})
}
