// Package file owns the files that a graphic is published as. Its main type is
// File. It promises that a file holds its pixels, its alt text and its credit,
// and no other statement on where, when and by whom it was made, and that the
// same pixels and words give the same bytes.
package file

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/figure/svg"
	"github.com/motbilde/motbilde/internal/geom"
)

// Format is a kind of file, by the end of its name.
type Format string

// The formats.
const (
	PNG  Format = "png" // where it is at most MostPNG, else JPEG
	JPEG Format = "jpg"
	WebP Format = "webp" // without loss where that takes at most MostPNG
	SVG  Format = "svg"
)

// MostPNG is the size in bytes up to which a graphic stays without loss: beyond
// it, platforms make a JPEG of their own of it, with colours halved.
const MostPNG = 900_000

// quality is that of JPEGs; their colours keep full resolution, so that text
// stays clean.
const quality = 86

// File is a graphic as it is published.
type File struct {
	Format Format // what it is, which may not be what was asked for
	Data   []byte
	Size   geom.Size // pixels
}

// Draw makes a file of a drawing at a scale of pixels for each of its units. The
// errors are those of raster.Paint, svg.Write and Encode.
func Draw(d figure.Drawing, pixelsPerUnit float64, f Format, about figure.About) (File, error) {
	img, err := raster.Paint(d, pixelsPerUnit)
	if err != nil {
		return File{}, err
	}
	if f != SVG {
		return Encode(img, f, about)
	}
	var out bytes.Buffer
	if err := svg.Write(&out, d, pixelsPerUnit, about); err != nil {
		return File{}, err
	}
	return File{Format: SVG, Data: out.Bytes(), Size: sizeOf(img)}, nil
}

// Encode makes a file of pixels: a PNG of at most MostPNG, a WebP, or a JPEG, on
// white where they are transparent. The error says that the format is none of pixels,
// or that the words are too long for it.
func Encode(img *image.RGBA, f Format, about figure.About) (File, error) {
	about = cleaned(about)
	out := File{Format: f, Size: sizeOf(img)}
	var err error
	switch f {
	case PNG:
		if out.Data, err = encodePNG(img, about); err == nil && len(out.Data) > MostPNG {
			out.Format = JPEG
			out.Data, err = encodeJPEG(img, about)
		}
	case JPEG:
		out.Data, err = encodeJPEG(img, about)
	case WebP:
		out.Data, err = encodeWebP(img, about)
	default:
		err = fmt.Errorf("no such format of pixels")
	}
	if err != nil {
		return File{}, fmt.Errorf("writing a picture of %d × %d pixels as %s: %w", out.Size.Width, out.Size.Height, f, err)
	}
	return out, nil
}

func encodePNG(img *image.RGBA, about figure.About) ([]byte, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, err
	}
	return inPNG(out.Bytes(), about), nil
}

func encodeJPEG(img *image.RGBA, about figure.About) ([]byte, error) {
	if !img.Opaque() {
		white := image.NewRGBA(img.Rect)
		draw.Draw(white, white.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(white, white.Rect, img, img.Rect.Min, draw.Over)
		img = white
	}
	stored, err := figure.Picture{Pixels: img}.Stored(quality)
	if err != nil {
		return nil, err
	}
	return inJPEG(stored.Data, about)
}

func sizeOf(img *image.RGBA) geom.Size {
	return geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
}

// cleaned returns the words as they may be written: without control characters.
func cleaned(a figure.About) figure.About {
	return figure.About{
		Title: figure.Clean(a.Title), Description: figure.Clean(a.Description),
		Credit: figure.Clean(a.Credit), Language: figure.Clean(a.Language),
	}
}
