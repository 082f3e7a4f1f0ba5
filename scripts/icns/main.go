// Command icns owns the icon of the macOS bundle. Its main types are drawing
// and shape. It promises the same bytes everywhere: it draws the program's icon
// itself, so that neither a Mac nor a renderer of SVG is needed.
//
//	go run ./scripts/icns DRAWING.svg ICON.icns
//
// The drawing is of upright rectangles, as assets/icons/app.svg; anything else
// in it is an error.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: icns DRAWING.svg ICON.icns")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "icns:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	d, err := read(text)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	icon, err := d.icns()
	if err != nil {
		return err
	}
	return os.WriteFile(to, icon, 0o644)
}

// elements are the kinds of picture in an icon with their width in pixels;
// those with a second meaning are for screens of twice the density
// (https://en.wikipedia.org/wiki/Apple_Icon_Image_format).
var elements = []struct {
	kind string
	size int
}{
	{"icp4", 16},
	{"icp5", 32},
	{"ic11", 32},
	{"ic12", 64},
	{"ic07", 128},
	{"ic13", 256},
	{"ic08", 256},
	{"ic14", 512},
	{"ic09", 512},
	{"ic10", 1024},
}

// body is how much of the icon's width the drawing takes: macOS leaves a
// margin around every icon, 100 of 1024 pixels on each side.
const body = 824.0 / 1024

// icns returns the drawing as an icon of macOS.
func (d drawing) icns() ([]byte, error) {
	var inner bytes.Buffer
	drawn := map[int][]byte{}
	for _, e := range elements {
		if drawn[e.size] == nil {
			var b bytes.Buffer
			encoder := png.Encoder{CompressionLevel: png.BestCompression}
			if err := encoder.Encode(&b, d.raster(e.size)); err != nil {
				return nil, err
			}
			drawn[e.size] = b.Bytes()
		}
		inner.Write(element(e.kind, drawn[e.size]))
	}
	return element("icns", inner.Bytes()), nil
}

// element is a kind, the length with both, and what it holds.
func element(kind string, data []byte) []byte {
	b := append([]byte(kind), 0, 0, 0, 0)
	binary.BigEndian.PutUint32(b[4:], uint32(8+len(data)))
	return append(b, data...)
}

// samples returns how many points of a pixel are looked at along each side: an
// edge is a larger part of a small picture.
func samples(size int) int {
	if size <= 64 {
		return 8
	}
	return 4
}

// raster draws at size by size pixels, with the margin of macOS.
func (d drawing) raster(size int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	scale := d.side / (body * float64(size)) // drawing units a pixel
	offset := (1 - body) / 2 * float64(size)
	n := samples(size)
	for y := range size {
		for x := range size {
			n := n
			if d.edge((float64(x)+0.5-offset)*scale, (float64(y)+0.5-offset)*scale) > scale {
				n = 1 // one colour all over the pixel
			}
			var r, g, b, covered int
			for i := range n * n {
				dx, dy := (float64(i%n)+0.5)/float64(n), (float64(i/n)+0.5)/float64(n)
				c, ok := d.at((float64(x)+dx-offset)*scale, (float64(y)+dy-offset)*scale)
				if ok {
					r, g, b, covered = r+int(c[0]), g+int(c[1]), b+int(c[2]), covered+1
				}
			}
			if covered == 0 {
				continue
			}
			at := img.PixOffset(x, y)
			img.Pix[at] = uint8((r + covered/2) / covered)
			img.Pix[at+1] = uint8((g + covered/2) / covered)
			img.Pix[at+2] = uint8((b + covered/2) / covered)
			img.Pix[at+3] = uint8((covered*255 + n*n/2) / (n * n))
		}
	}
	return img
}
