//go:build !windows && !darwin

package clip

import (
	"context"
	"fmt"
	"image"

	"github.com/jezek/xgb/xproto"
)

// Grab returns a part of a window of this program as it stands on the screen.
// The server is asked, because the graphics library keeps no picture of what it
// showed last. The part is in the window's pixels and held within it.
func (c *Clip) Grab(ctx context.Context, window uint32, part image.Rectangle) (*image.RGBA, error) {
	of := xproto.Drawable(window)
	size, err := xproto.GetGeometry(c.conn, of).Reply()
	if err != nil {
		return nil, fmt.Errorf("asking for the window's size: %w", err)
	}
	setup := xproto.Setup(c.conn)
	if size.Depth != 24 && size.Depth != 32 || setup.ImageByteOrder != xproto.ImageOrderLSBFirst {
		return nil, fmt.Errorf("reading the window: %d bits a pixel in order %d", size.Depth, setup.ImageByteOrder)
	}
	part = part.Intersect(image.Rect(0, 0, int(size.Width), int(size.Height)))
	out := image.NewRGBA(image.Rectangle{Max: part.Size()})
	const strip = 64 // rows a request: a reply has to stay small
	for y := 0; y < out.Rect.Dy(); y += strip {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		high := min(strip, out.Rect.Dy()-y)
		rows, err := xproto.GetImage(c.conn, xproto.ImageFormatZPixmap, of,
			int16(part.Min.X), int16(part.Min.Y+y), uint16(out.Rect.Dx()), uint16(high), ^uint32(0)).Reply()
		if err != nil {
			return nil, fmt.Errorf("reading the window: %w", err)
		}
		if len(rows.Data) < 4*out.Rect.Dx()*high {
			return nil, fmt.Errorf("reading the window: %d bytes for %d rows", len(rows.Data), high)
		}
		to := out.Pix[y*out.Stride:][:high*out.Stride]
		for i := 0; i < len(to); i += 4 { // blue, green, red, unused
			to[i], to[i+1], to[i+2], to[i+3] = rows.Data[i+2], rows.Data[i+1], rows.Data[i], 255
		}
	}
	return out, nil
}
