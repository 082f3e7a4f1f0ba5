package motion

import (
	"context"
	"fmt"
	"image"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
)

const (
	rate = 25 // frames a second
	// shortestVideo is what a video lasts at least: players stop at its end, and
	// who looks away once has missed a single round.
	shortestVideo = 6 * time.Second
	// Smooth is the time of a step between stills in a video; a GIF's steps are few, as
	// each of them costs as much as a still.
	Smooth = time.Second / rate
)

// WriteMP4 writes a clip as a video without sound, as often as it takes to fill six
// seconds, by the machine's ffmpeg: the bytes are those of its version. An odd
// side is made even by showing its last pixels twice. A file that is there is
// written over; the errors are those of video.Publish, and one for a clip without
// frames.
func WriteMP4(ctx context.Context, t video.Tools, path string, c Clip) error {
	if len(c.Holds) == 0 || c.Size.Empty() {
		return fmt.Errorf("writing a video of %d frames of %d × %d pixels: no such video", len(c.Holds), c.Size.Width, c.Size.Height)
	}
	order := c.order()
	held, last := -1, (*image.RGBA)(nil)
	even := geom.Size{Width: c.Size.Width + c.Size.Width%2, Height: c.Size.Height + c.Size.Height%2}
	frame := func(n int) *image.RGBA {
		if order[n] != held {
			held = order[n]
			last = padded(c.Frame(held), even)
		}
		return last
	}
	if err := video.Publish(ctx, t, path, even, rate, len(order), frame); err != nil {
		return fmt.Errorf("writing a video of %d frames of %d × %d pixels: %w", len(order), even.Width, even.Height, err)
	}
	return nil
}

// order returns which of the clip's frames each frame of the video shows; each is
// shown once at least.
func (c Clip) order() (order []int) {
	var whole time.Duration
	for _, hold := range c.Holds {
		whole += hold
	}
	times := 1
	if whole > 0 {
		times = int((shortestVideo + whole - 1) / whole)
	}
	var shown time.Duration
	for range max(1, times) {
		for n, hold := range c.Holds {
			shown += hold
			order = append(order, n)
			for time.Duration(len(order))*time.Second/rate < shown {
				order = append(order, n)
			}
		}
	}
	return order
}

func padded(img *image.RGBA, size geom.Size) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if w == size.Width && h == size.Height && img.Stride == 4*w {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))
	for y := range size.Height {
		row := out.Pix[y*out.Stride : (y+1)*out.Stride]
		copy(row, img.Pix[min(y, h-1)*img.Stride:][:4*w])
		copy(row[4*w:], row[4*(w-1):4*w])
	}
	return out
}
