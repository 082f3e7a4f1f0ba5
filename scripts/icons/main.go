// Command icons draws an SVG picture as PNG files of the sizes that are named,
// for packages: the same bytes on every machine, whatever renders SVG there.
//
//	go run ./scripts/icons PICTURE.svg PATTERN SIZE...
//
// PATTERN is where a size is written to, with %d for the pixels of a side:
// "icons/%dx%d.png". Folders are made.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "icons:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 3 {
		return errors.New("usage: icons PICTURE.svg PATTERN SIZE [SIZE]")
	}
	picture, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	for _, arg := range args[2:] {
		size, err := strconv.Atoi(arg)
		if err != nil {
			return fmt.Errorf("reading a size: %w", err)
		}
		drawn, err := draw(picture, size)
		if err != nil {
			return fmt.Errorf("drawing %s: %w", args[0], err)
		}
		path := strings.ReplaceAll(args[1], "%d", arg)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, drawn, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// draw returns the picture as a PNG file of size by size pixels, transparent
// where nothing is drawn. The picture is square, and drawn at the size that it
// was made for first: the library scales no stroke's width.
func draw(picture []byte, size int) ([]byte, error) {
	if size < 1 || size > 512 {
		return nil, fmt.Errorf("a side of %d pixels", size)
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(picture), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	side := int(icon.ViewBox.W)
	if side < size || icon.ViewBox.H != icon.ViewBox.W {
		return nil, fmt.Errorf("it is made for %g by %g pixels", icon.ViewBox.W, icon.ViewBox.H)
	}
	into := image.NewRGBA(image.Rect(0, 0, side, side))
	icon.Draw(rasterx.NewDasher(side, side, rasterx.NewScannerGV(side, side, into, into.Bounds())), 1)
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, average(into, size))
	return out.Bytes(), err
}

// average makes a square picture smaller: each pixel is the mean of what it
// covers, weighted by area, in whole numbers.
func average(from *image.RGBA, size int) *image.RGBA {
	side := from.Rect.Dx()
	to := image.NewRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			// In units of which a pixel of the large picture has size a side, and one of the small side.
			var sum [4]int
			for v := y * side / size; v*size < (y+1)*side; v++ {
				high := min((v+1)*size, (y+1)*side) - max(v*size, y*side)
				for u := x * side / size; u*size < (x+1)*side; u++ {
					wide := min((u+1)*size, (x+1)*side) - max(u*size, x*side)
					for c := range sum {
						sum[c] += high * wide * int(from.Pix[from.PixOffset(u, v)+c])
					}
				}
			}
			for c := range sum {
				to.Pix[to.PixOffset(x, y)+c] = uint8((sum[c] + side*side/2) / (side * side))
			}
		}
	}
	return to
}
