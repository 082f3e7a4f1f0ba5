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

// gifFrames counts frames up to two, by the blocks of the format (GIF89a, Compuserve 1990).
func gifFrames(data []byte) int {
	at := 13
	skipTable := func(flags byte) {
		if flags&0x80 != 0 {
			at += 3 << (flags&7 + 1)
		}
	}
	skipBlocks := func() {
		for at < len(data) && data[at] != 0 {
			at += int(data[at]) + 1
		}
		at++
	}
	skipTable(data[10])
	for frames := 0; at < len(data); {
		switch data[at] {
		case 0x21: // an extension: a label, then blocks
			at += 2
			skipBlocks()
		case 0x2c: // a frame
			if frames++; frames > 1 || at+10 >= len(data) {
				return frames
			}
			flags := data[at+9]
			at += 10
			skipTable(flags)
			at++ // the code size
			skipBlocks()
		default:
			return frames
		}
	}
	return 1
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
