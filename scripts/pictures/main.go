// Command pictures makes screenshots small enough for the documents: fewer
// pixels, each the mean of what it covers, and a palette of few colours.
//
//	pictures WIDTH COLOURS FROM.png TO.png
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("usage: pictures WIDTH COLOURS FROM.png TO.png")
	}
	width, err := strconv.Atoi(args[0])
	if err != nil || width < 1 {
		return fmt.Errorf("%q is no width", args[0])
	}
	colours, err := strconv.Atoi(args[1])
	if err != nil || colours < 2 || colours > 256 {
		return fmt.Errorf("%q is no number of colours from 2 to 256", args[1])
	}
	data, err := os.ReadFile(args[2])
	if err != nil {
		return err
	}
	from, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("reading %q: %w", args[2], err)
	}
	var out bytes.Buffer
	small := shrunk(from, min(width, from.Bounds().Dx()))
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, fewer(small, colours)); err != nil {
		return err
	}
	return os.WriteFile(args[3], out.Bytes(), 0o644)
}

// shrunk returns a picture of that width in which each pixel is the mean of what
// it covers of the first one.
func shrunk(from image.Image, width int) *image.RGBA {
	b := from.Bounds()
	whole := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(whole, whole.Rect, from, b.Min, draw.Src)
	height := (b.Dy()*width + b.Dx()/2) / b.Dx()
	if width == b.Dx() {
		return whole
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	across, down := shares(b.Dx(), width), shares(b.Dy(), height)
	for y := range height {
		for x := range width {
			var sum [3]float64
			for _, v := range down[y] {
				for _, u := range across[x] {
					p := whole.Pix[whole.PixOffset(u.at, v.at):]
					for c := range sum {
						sum[c] += u.weight * v.weight * float64(p[c])
					}
				}
			}
			p := out.Pix[out.PixOffset(x, y):]
			for c := range sum {
				p[c] = uint8(sum[c] + 0.5)
			}
			p[3] = 255
		}
	}
	return out
}

// share is how much of a pixel a smaller picture's pixel covers; those of one sum up to 1.
type share struct {
	at     int
	weight float64
}

// shares returns for each of n pixels what it covers of a row of many.
func shares(many, n int) [][]share {
	all := make([][]share, n)
	step := float64(many) / float64(n)
	for i := range all {
		begin, end := float64(i)*step, float64(i+1)*step
		for at := int(begin); at < many && float64(at) < end; at++ {
			covered := min(end, float64(at+1)) - max(begin, float64(at))
			if covered > 1e-9 {
				all[i] = append(all[i], share{at, covered / step})
			}
		}
	}
	return all
}
