package motion

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"io"
	"time"

	"github.com/motbilde/motbilde/internal/rows"
)

// WriteGIF writes a clip as a GIF that loops. Each frame has 256 colours of its
// own, one of them for what stays as it is, and covers only the rectangle in
// which something changes; without anything that changes it is a single pixel.
// The errors are the context's and the writer's, and one for a clip without frames.
func WriteGIF(ctx context.Context, w io.Writer, c Clip) error {
	if len(c.Holds) == 0 || c.Size.Empty() || c.Size.Width > 0xFFFF || c.Size.Height > 0xFFFF {
		return fmt.Errorf("writing a GIF of %d frames of %d × %d pixels: no such GIF", len(c.Holds), c.Size.Width, c.Size.Height)
	}
	out := gif.GIF{
		Image: make([]*image.Paletted, len(c.Holds)), Delay: make([]int, len(c.Holds)),
		Disposal: make([]byte, len(c.Holds)),
	}
	// A frame needs the one before it and no other: what they look like when they
	// are painted does not matter, as only pixels of equal source stay.
	rows.Tasks(len(c.Holds), func(n int) {
		if ctx.Err() != nil {
			return
		}
		var before *image.RGBA
		if n > 0 {
			before = c.Frame(n - 1)
		}
		out.Image[n] = frame(c.Frame(n), before)
		out.Disposal[n] = gif.DisposalNone
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	// GIF counts hundredths; what rounding loses is carried on, so that the whole keeps its length.
	var shown, written time.Duration
	const unit = 10 * time.Millisecond
	for n, hold := range c.Holds {
		shown += hold
		out.Delay[n] = max(2, int((shown-written+unit/2)/unit)) // browsers take less than 2 for 10
		written += time.Duration(out.Delay[n]) * unit
	}
	var file bytes.Buffer
	if err := gif.EncodeAll(&file, &out); err != nil {
		return fmt.Errorf("writing a GIF of %d frames: %w", len(c.Holds), err)
	}
	if _, err := w.Write(file.Bytes()); err != nil {
		return fmt.Errorf("writing a GIF of %d frames: %w", len(c.Holds), err)
	}
	return nil
}

// frame turns a picture into the frame that follows another; nil is none.
func frame(img, before *image.RGBA) *image.Paletted {
	within := img.Rect
	most := 256
	var keep []bool
	if before != nil {
		most = 255
		within, keep = changed(img, before)
		img = img.SubImage(within).(*image.RGBA)
		keep = part(keep, before.Rect.Dx(), within)
	}
	h := newHistogram()
	w := within.Dx()
	for y := range within.Dy() {
		row := img.Pix[y*img.Stride : y*img.Stride+4*w]
		for x := range w {
			if keep == nil || !keep[y*w+x] {
				h.add(rgb(binary.LittleEndian.Uint32(row[4*x:]) & 0xFFFFFF))
			}
		}
	}
	colours := coloursOf(h, most)
	out := &image.Paletted{Stride: w, Rect: within}
	for _, c := range colours {
		out.Palette = append(out.Palette, color.RGBA{uint8(c.r()), uint8(c.g()), uint8(c.b()), 255})
	}
	if keep != nil {
		out.Palette = append(out.Palette, color.RGBA{})
	}
	local := *img
	local.Rect = image.Rect(0, 0, w, within.Dy())
	out.Pix = newPalette(colours).dithered(&local, keep)
	return out
}

// changed returns the pixels that are as they were, by rows, and the rectangle
// that holds the others; at least one pixel.
func changed(img, before *image.RGBA) (within image.Rectangle, same []bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	same = make([]bool, w*h)
	for y := range h {
		a, b := img.Pix[y*img.Stride:], before.Pix[y*before.Stride:]
		first, last := w, -1
		for x := range w {
			if binary.LittleEndian.Uint32(a[4*x:]) == binary.LittleEndian.Uint32(b[4*x:]) {
				same[y*w+x] = true
				continue
			}
			first, last = min(first, x), x
		}
		if last >= 0 {
			within = within.Union(image.Rect(first, y, last+1, y+1))
		}
	}
	if within.Empty() {
		within = image.Rect(0, 0, 1, 1)
	}
	return within, same
}

func part(all []bool, width int, within image.Rectangle) []bool {
	out := make([]bool, 0, within.Dx()*within.Dy())
	for y := within.Min.Y; y < within.Max.Y; y++ {
		out = append(out, all[y*width+within.Min.X:y*width+within.Max.X]...)
	}
	return out
}
