package media

import (
	"context"
	"encoding/binary"
	"errors"
	"image"
	"io"
	"slices"

	"golang.org/x/image/webp"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

// wholeRIFF reports whether data holds all that the RIFF header promises.
func wholeRIFF(data []byte) bool {
	return len(data) >= 8 && int64(len(data)) >= 8+int64(binary.LittleEndian.Uint32(data[4:]))
}

func inspectWebP(data []byte, h *Header) error {
	// VP8 holds studio-range video luma, by RFC 6386.
	h.matrix = picture.Matrix{Studio: true}
	var frames int
	// The frame states a size of its own, and the decoder believes that one.
	is := func(width, height int, c cost) {
		size := geom.Size{Width: width, Height: height}
		if h.Size.Empty() {
			h.Size = size
		}
		if size.Pixels() > h.stored.Pixels() {
			h.stored = size
		}
		if c.pixel > h.cost.pixel {
			h.cost = c
		}
	}
	container.RIFF(data[12:], func(name string, chunk []byte) bool {
		switch {
		case name == "VP8X" && len(chunk) >= 10:
			is(1+little24(chunk[4:]), 1+little24(chunk[7:]), whole(2.5))
		case name == "VP8 " && len(chunk) >= 10: // luma, chroma at half the size, alpha
			is(int(binary.LittleEndian.Uint16(chunk[6:])&0x3fff), int(binary.LittleEndian.Uint16(chunk[8:])&0x3fff), whole(2.5))
		case name == "VP8L" && len(chunk) >= 5: // the picture, and what its transforms start from
			bits := binary.LittleEndian.Uint32(chunk[1:])
			is(1+int(bits&0x3fff), 1+int(bits>>14&0x3fff), whole(8))
		case name == "ICCP" && len(chunk) <= longestProfile:
			h.profile = chunk
		case name == "EXIF":
			if len(chunk) > 6 && string(chunk[:6]) == "Exif\x00\x00" {
				chunk = chunk[6:]
			}
			h.orientation = exifOrientation(chunk)
		case name == "ANMF":
			h.cost = whole(12) // the frame, on a canvas
			if frames++; frames > 1 {
				h.note(FirstOfSeveral)
			}
		}
		return true
	})
	if h.Size.Empty() {
		if !wholeRIFF(data) {
			return io.ErrUnexpectedEOF
		}
		return errors.New("no picture chunk")
	}
	return nil
}

func decodeWebP(ctx context.Context, data []byte, h *Header) (image.Image, error) {
	var frame []byte
	container.RIFF(data[12:], func(name string, chunk []byte) bool {
		if name == "ANMF" {
			frame = chunk
		}
		return frame == nil && name != "VP8 " && name != "VP8L"
	})
	if frame == nil {
		return webp.Decode(newPatientBytes(ctx, data))
	}
	return decodeWebPFrame(ctx, frame, h.Size)
}

// decodeWebPFrame decodes the first frame of an animation, which the decoder
// does not know, by packing it as a still of its own, and draws it where it
// belongs on the canvas.
func decodeWebPFrame(ctx context.Context, frame []byte, size geom.Size) (image.Image, error) {
	if len(frame) < 16 {
		return nil, io.ErrUnexpectedEOF
	}
	x, y := 2*little24(frame), 2*little24(frame[3:])
	wide, high := 1+little24(frame[6:]), 1+little24(frame[9:])
	canvas := image.Rect(0, 0, size.Width, size.Height)
	place := image.Rect(x, y, x+wide, y+high)
	if !place.In(canvas) {
		return nil, errors.New("a frame reaches over the canvas")
	}
	var parts []byte
	container.RIFF(frame[16:], func(name string, chunk []byte) bool {
		switch name {
		case "ALPH":
			extended := make([]byte, 10)
			extended[0] = 0x10 // has alpha
			copy(extended[4:], frame[6:12])
			parts = container.AppendChunk(container.AppendChunk(parts, "VP8X", extended), name, chunk)
		case "VP8 ", "VP8L":
			parts = container.AppendChunk(parts, name, chunk)
			return false
		}
		return true
	})
	still := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+len(parts)))
	still = slices.Concat(still, []byte("WEBP"), parts)
	// The frame's own header may state another size than its place.
	config, err := webp.DecodeConfig(newPatientBytes(ctx, still))
	if err != nil {
		return nil, err
	}
	if config.Width != wide || config.Height != high {
		return nil, errors.New("a frame has another size than its place")
	}
	img, err := webp.Decode(newPatientBytes(ctx, still))
	if err != nil || place == canvas {
		return img, err
	}
	p := picture.Make("", img, picture.Making{YCbCr: picture.Matrix{Studio: true}}).Image()
	p.Rect = p.Rect.Add(place.Min)
	return onCanvas(canvas, p), nil
}

func little24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
