// Package picture owns Picture: the upright pixels of a still, or of one frame
// of a video, in one colour space (8-bit sRGB). It promises that a Picture
// never changes, so that any number of goroutines may read it.
package picture

import (
	"bytes"
	"fmt"
	"image"
	"sync"
	"sync/atomic"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Picture is a rectangle of upright pixels: 8-bit sRGB with straight alpha,
// four bytes a pixel, rows without gaps. Whoever receives a Picture reads it
// and never writes to it.
type Picture struct {
	key    string
	size   geom.Size
	opaque bool

	stored *image.YCbCr // as a JPEG stores it, where pix is made of it only when somebody asks; else nil
	made   sync.Once
	pix    []uint8
}

// New makes a picture of pixels that the caller gives away: len(pix) must be
// 4·width·height. The key names the content (a digest, and the time for a
// frame); two pictures with equal keys have equal pixels. An empty size or a
// wrong length is a broken promise of the caller and panics.
func New(key string, size geom.Size, pix []uint8) *Picture {
	if size.Empty() || int64(len(pix)) != 4*size.Pixels() {
		panic("picture: pixels and size do not agree")
	}
	return &Picture{key: key, size: size, pix: pix, opaque: allOpaque(size, pix)}
}

func allOpaque(size geom.Size, pix []uint8) bool {
	var transparent atomic.Bool
	rows.Each(size.Height, func(_, y0, y1 int) {
		band := pix[4*size.Width*y0 : 4*size.Width*y1]
		for i := 3; i < len(band) && !transparent.Load(); {
			for end := min(len(band), i+1<<14); i < end; i += 4 {
				if band[i] != 255 {
					transparent.Store(true)
					return
				}
			}
		}
	})
	return !transparent.Load()
}

// FromImage takes over an image of the standard library, as 8-bit sRGB with straight alpha.
func FromImage(key string, img image.Image) *Picture { return Make(key, img, Making{}) }

// Key names the content; see New.
func (p *Picture) Key() string { return p.key }

// Size returns the picture's width and height in pixels.
func (p *Picture) Size() geom.Size { return p.size }

// Pix returns the pixels, R G B A by rows, 4·width bytes a row. Read only.
func (p *Picture) Pix() []uint8 {
	if p.stored != nil {
		p.made.Do(func() {
			pix := make([]uint8, 4*p.size.Pixels())
			makeLevel(pix, p.size, Upright, p.rows())
			p.pix = pix
		})
	}
	return p.pix
}

// SamePixels reports whether two pictures are alike in size and in every pixel.
// It makes no pixels that it does not need: most pictures of one size differ in
// their first rows.
func (p *Picture) SamePixels(o *Picture) bool {
	if p.size != o.size {
		return false
	}
	readOne, readOther := p.rows(), o.rows()
	var differs atomic.Bool
	rows.Each(p.size.Height, func(_, y0, y1 int) {
		one, other := make([]uint8, 4*p.size.Width), make([]uint8, 4*p.size.Width)
		for y := y0; y < y1 && !differs.Load(); y++ {
			readOne(y, one)
			readOther(y, other)
			if !bytes.Equal(one, other) {
				differs.Store(true)
			}
		}
	})
	return !differs.Load()
}

// rows reads the rows of the picture.
func (p *Picture) rows() rowReader {
	if p.stored != nil {
		read, _ := rowReaderOf(p.stored, Matrix{})
		return read
	}
	return func(y int, out []uint8) { copy(out, p.pix[4*p.size.Width*y:]) }
}

// Part returns the pixels within a rectangle as a picture of their own. The
// error says that the rectangle is empty or leaves the picture.
func Part(key string, p *Picture, within image.Rectangle) (*Picture, error) {
	all := image.Rect(0, 0, p.size.Width, p.size.Height)
	if within.Empty() || !within.In(all) {
		return nil, fmt.Errorf("the part %v does not lie on a picture of %d × %d pixels", within, p.size.Width, p.size.Height)
	}
	size := geom.Size{Width: within.Dx(), Height: within.Dy()}
	pix := make([]uint8, 4*size.Pixels())
	read := p.rows()
	rows.Each(size.Height, func(_, y0, y1 int) {
		line := make([]uint8, 4*p.size.Width)
		for y := y0; y < y1; y++ {
			read(within.Min.Y+y, line)
			copy(pix[4*size.Width*y:], line[4*within.Min.X:4*within.Max.X])
		}
	})
	return New(key, size, pix), nil
}

// Opaque reports whether no pixel is transparent.
func (p *Picture) Opaque() bool { return p.opaque }

// Image returns the picture as an image of the standard library that shares
// its pixels. Read only.
func (p *Picture) Image() *image.NRGBA {
	return &image.NRGBA{Pix: p.Pix(), Stride: 4 * p.size.Width, Rect: image.Rect(0, 0, p.size.Width, p.size.Height)}
}
