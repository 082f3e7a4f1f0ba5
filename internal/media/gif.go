package media

import (
	"context"
	"encoding/binary"
	"image"
	"image/draw"
	"image/gif"
	"io"

	"github.com/motbilde/motbilde/internal/geom"
)

func inspectGIF(data []byte, h *Header) error {
	if len(data) < 13 {
		return io.ErrUnexpectedEOF
	}
	h.Size = geom.Size{Width: int(binary.LittleEndian.Uint16(data[6:])), Height: int(binary.LittleEndian.Uint16(data[8:]))}
	h.cost = whole(5) // indices, and a canvas that the frame may not fill
	if gifFrames(data) > 1 {
		h.note(FirstOfSeveral)
	}
	return nil
}

// The kinds of blocks (GIF89a, Compuserve 1990).
const (
	gifExtension = 0x21
	gifFrame     = 0x2c
	gifTrailer   = 0x3b
)

// gifHead returns the length of what stands before the first block.
func gifHead(data []byte) int { return 13 + gifTable(data[10]) }

// gifTable returns the length of the colours that flags announce.
func gifTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// gifBlock returns the kind of the block that begins at a place, and where it
// ends: beyond the data where they break off in it.
func gifBlock(data []byte, at int) (kind byte, end int) {
	switch kind = data[at]; kind {
	case gifExtension:
		end = at + 2 // its label
	case gifFrame:
		if at+10 >= len(data) {
			return kind, len(data) + 1
		}
		end = at + 10 + gifTable(data[at+9]) + 1 // the code size
	default:
		return kind, at + 1
	}
	for end < len(data) && data[end] != 0 {
		end += int(data[end]) + 1
	}
	return kind, end + 1
}

// gifFrames counts frames up to two.
func gifFrames(data []byte) (frames int) {
	for at := gifHead(data); at < len(data) && frames < 2; {
		kind, end := gifBlock(data, at)
		switch kind {
		case gifExtension:
		case gifFrame:
			frames++
		default:
			return frames
		}
		at = end
	}
	return frames
}

// decodeGIF draws the first frame where it belongs on the canvas, which it may not fill.
func decodeGIF(ctx context.Context, data []byte, h *Header) (image.Image, error) {
	frame, err := gif.Decode(newPatientBytes(ctx, data))
	if err != nil {
		return nil, err
	}
	canvas := image.Rect(0, 0, h.Size.Width, h.Size.Height)
	if frame.Bounds() == canvas {
		return frame, nil
	}
	return onCanvas(canvas, frame), nil
}

// onCanvas returns a transparent canvas with the frame at its own place.
func onCanvas(canvas image.Rectangle, frame image.Image) image.Image {
	out := image.NewNRGBA(canvas)
	draw.Draw(out, frame.Bounds(), frame, frame.Bounds().Min, draw.Src)
	return out
}
