package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"io"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

// longestProfile is how many bytes of a colour profile are read: the largest
// that printers ship have about 3 MB.
const longestProfile = 4 << 20

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
	h.cost, h.sampleType = costPNG(data[16:29])
	// A file that ends early is found by the decoder.
	_ = container.PNG(data, func(name string, body []byte) bool {
		switch name {
		case "eXIf":
			h.orientation = exifOrientation(body)
		case "acTL":
			h.note(FirstOfSeveral)
		case "iCCP":
			if end := bytes.IndexByte(body[:min(len(body), 80)], 0); end >= 0 && end+2 <= len(body) {
				h.profile = container.Inflated(body[end+2:], longestProfile)
			}
		}
		return true
	})
	return nil
}

func decodePNG(ctx context.Context, data []byte, _ *Header) (image.Image, error) {
	return png.Decode(newPatientBytes(ctx, data))
}

func wholePNG(data []byte) bool {
	return container.PNG(data, func(string, []byte) bool { return true }) == nil
}
