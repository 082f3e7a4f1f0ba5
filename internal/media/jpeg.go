package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"io"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

// Markers of ISO/IEC 10918-1.
const (
	markerSOF0 = 0xc0
	markerSOF1 = 0xc1
	markerDHT  = 0xc4
	markerJPG  = 0xc8
	markerDAC  = 0xcc
	markerSOFF = 0xcf
	markerEOI  = 0xd9
	markerSOS  = 0xda
	markerAPP1 = 0xe1
	markerAPP2 = 0xe2
)

func inspectJPEG(data []byte, h *Header) error {
	profile := map[byte][]byte{}
	var parts byte
	seen := false
	err := container.JPEG(data, func(marker byte, body []byte) bool {
		switch {
		case marker >= markerSOF0 && marker <= markerSOFF && marker != markerDHT && marker != markerJPG && marker != markerDAC:
			if len(body) >= 6 && !seen {
				seen = true
				h.Size = geom.Size{Height: int(binary.BigEndian.Uint16(body[1:])), Width: int(binary.BigEndian.Uint16(body[3:]))}
				h.cost = costJPEG(marker, body)
			}
		case marker == markerAPP1 && bytes.HasPrefix(body, []byte("Exif\x00")) && len(body) > 6 && h.orientation == 0:
			h.orientation = exifOrientation(body[6:])
		case marker == markerAPP2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")) && len(body) > 14:
			profile[body[12]], parts = body[14:], body[13]
		}
		return true
	})
	if err != nil {
		return err
	}
	if !seen {
		return errors.New("no frame header")
	}
	for i := 1; i <= int(parts); i++ {
		h.profile = append(h.profile, profile[byte(i)]...)
	}
	return nil
}

// costJPEG is that of the samples, and of their coefficients where they come in
// several scans. Those of four components, or of RGB, are put together once more.
func costJPEG(marker byte, frame []byte) cost {
	var areas []float64
	widest, highest, named := 1., 1., byte(0)
	for c := frame[6:]; len(c) >= 3; c = c[3:] {
		across, down := float64(max(1, c[1]>>4)), float64(max(1, c[1]&15))
		widest, highest = max(widest, across), max(highest, down)
		areas = append(areas, across*down)
		if c[0] == 'R' || c[0] == 'G' || c[0] == 'B' {
			named++
		}
	}
	total := 0.
	for _, a := range areas {
		total += a / (widest * highest)
	}
	const coefficient = 4 // bytes
	if marker != markerSOF0 && marker != markerSOF1 {
		total *= 1 + coefficient
	}
	if len(areas) == 4 || named == 3 {
		total += 4
	}
	return whole(total)
}

func decodeJPEG(ctx context.Context, data []byte, h *Header) (image.Image, error) {
	img, err := jpeg.Decode(newPatientBytes(ctx, data))
	if errors.Is(err, io.ErrUnexpectedEOF) && plainScan(data) {
		// Some cameras and many downloads leave the two bytes of the end mark
		// away. With it put back, a picture that has all of its blocks decodes;
		// one that was cut off does not.
		whole := io.MultiReader(newPatientBytes(ctx, data), bytes.NewReader([]byte{0xff, markerEOI}))
		if complete, retried := jpeg.Decode(whole); retried == nil {
			h.note(EndMarkMissing)
			return complete, nil
		}
	}
	return img, err
}

// wholeJPEG reports an end mark behind the last scan; the one of a thumbnail lies before it.
func wholeJPEG(data []byte) bool {
	return bytes.LastIndex(data, []byte{0xff, markerEOI}) > bytes.LastIndex(data, []byte{0xff, markerSOS})
}

// plainScan reports a sequential JPEG whose one scan holds all components: only
// there is "every block decoded" the same as "nothing is missing".
func plainScan(data []byte) bool {
	components, plain := byte(0), false
	container.JPEG(data, func(marker byte, body []byte) bool {
		switch {
		case (marker == markerSOF0 || marker == markerSOF1) && len(body) >= 6:
			components = body[5]
		case marker == markerSOS && len(body) >= 1:
			plain = components > 0 && body[0] == components
		}
		return true
	})
	return plain
}
