package media

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"io"

	"github.com/motbilde/motbilde/internal/geom"
)

// longestProfile is how many bytes of a colour profile are read: the largest
// that printers ship have about 3 MB.
const longestProfile = 4 << 20

// pngChunks calls visit with every chunk until it returns false. It returns
// io.ErrUnexpectedEOF where the data end before the IEND chunk.
func pngChunks(data []byte, visit func(name string, body []byte) bool) error {
	at := 8
	for {
		if at+8 > len(data) {
			return io.ErrUnexpectedEOF
		}
		length, name := int64(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		if int64(at)+12+length > int64(len(data)) {
			return io.ErrUnexpectedEOF
		}
		if !visit(name, data[at+8:at+8+int(length)]) || name == "IEND" {
			return nil
		}
		at += 12 + int(length)
	}
}

func inspectPNG(data []byte, h *Header) error {
	if len(data) < 33 {
		return io.ErrUnexpectedEOF
	}
	if string(data[12:16]) != "IHDR" {
		return errors.New("the first chunk is not IHDR")
	}
	wide, high := binary.BigEndian.Uint32(data[16:]), binary.BigEndian.Uint32(data[20:])
	if wide > 1<<31-1 || high > 1<<31-1 {
		return errors.New("a size above the format's own limit")
	}
	h.Size = geom.Size{Width: int(wide), Height: int(high)}
	// A file that ends early is found by the decoder.
	_ = pngChunks(data, func(name string, body []byte) bool {
		switch name {
		case "eXIf":
			h.orientation = exifOrientation(body)
		case "acTL":
			h.note(FirstOfSeveral)
		case "iCCP":
			if end := bytes.IndexByte(body[:min(len(body), 80)], 0); end >= 0 && end+2 <= len(body) {
				h.profile = inflated(body[end+2:], longestProfile)
			}
		}
		return true
	})
	return nil
}

// inflated unpacks a zlib stream up to limit bytes; what is damaged or longer gives nil.
func inflated(packed []byte, limit int64) []byte {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil || int64(len(out)) > limit {
		return nil
	}
	return out
}

func decodePNG(ctx context.Context, data []byte, _ *Header) (image.Image, error) {
	return png.Decode(newPatientBytes(ctx, data))
}

func wholePNG(data []byte) bool {
	return pngChunks(data, func(string, []byte) bool { return true }) == nil
}
