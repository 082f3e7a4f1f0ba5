package media

import (
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Tags of TIFF 6.0, of EXIF and of DNG.
const (
	tagSubfileType     = 254
	tagWidth           = 256
	tagHeight          = 257
	tagStripOffsets    = 273
	tagOrientation     = 274
	tagStripByteCounts = 279
	tagTileOffsets     = 324
	tagTileByteCounts  = 325
	tagProfile         = 34675
	tagDNGVersion      = 50706
)

// directory is the first directory of a TIFF structure, as in TIFF files and EXIF blocks.
type directory struct {
	data    []byte
	order   binary.ByteOrder
	entries []byte // 12 bytes each
	next    uint32 // where the next directory lies; 0 means none
}

// openDirectory reads the first directory; ok is false where there is none.
func openDirectory(data []byte) (d directory, ok bool) {
	if len(data) < 8 {
		return d, false
	}
	switch string(data[:4]) {
	case "II*\x00":
		d.order = binary.LittleEndian
	case "MM\x00*":
		d.order = binary.BigEndian
	default:
		return d, false
	}
	at := int64(d.order.Uint32(data[4:]))
	if at+2 > int64(len(data)) {
		return d, false
	}
	end := at + 2 + 12*int64(d.order.Uint16(data[at:]))
	if end > int64(len(data)) {
		return d, false
	}
	d.data, d.entries = data, data[at+2:end]
	if end+4 <= int64(len(data)) {
		d.next = d.order.Uint32(data[end:])
	}
	return d, true
}

// value returns the bytes of a tag's values, and the size of one; nil where
// the tag is absent or points outside the data.
func (d directory) value(tag uint16) (raw []byte, each int) {
	sizes := [...]int{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
	for at := 0; at < len(d.entries); at += 12 {
		e := d.entries[at : at+12]
		if d.order.Uint16(e) != tag {
			continue
		}
		kind := int(d.order.Uint16(e[2:]))
		if kind >= len(sizes) || sizes[kind] == 0 {
			return nil, 0
		}
		length := int64(d.order.Uint32(e[4:])) * int64(sizes[kind])
		if length <= 4 {
			return e[8 : 8+length], sizes[kind]
		}
		from := int64(d.order.Uint32(e[8:]))
		if from+length > int64(len(d.data)) {
			return nil, 0
		}
		return d.data[from : from+length], sizes[kind]
	}
	return nil, 0
}

// numbers returns a tag's values as whole numbers.
func (d directory) numbers(tag uint16) []int64 {
	raw, each := d.value(tag)
	var out []int64
	for at := 0; each > 0 && at+each <= len(raw); at += each {
		switch each {
		case 1:
			out = append(out, int64(raw[at]))
		case 2:
			out = append(out, int64(d.order.Uint16(raw[at:])))
		case 4:
			out = append(out, int64(d.order.Uint32(raw[at:])))
		}
	}
	return out
}

// number returns a tag's first value, 0 where there is none.
func (d directory) number(tag uint16) int64 {
	if all := d.numbers(tag); len(all) > 0 {
		return all[0]
	}
	return 0
}

func (d directory) orientation() picture.Orientation {
	if o := d.number(tagOrientation); o >= 1 && o <= 8 {
		return picture.Orientation(o)
	}
	return picture.Upright
}

// exifOrientation reads the Orientation tag of an EXIF block; Upright where there is none.
func exifOrientation(block []byte) picture.Orientation {
	d, ok := openDirectory(block)
	if !ok {
		return picture.Upright
	}
	return d.orientation()
}

func inspectTIFF(data []byte, h *Header) error {
	d, ok := openDirectory(data)
	if !ok {
		return io.ErrUnexpectedEOF
	}
	// The first directory of a camera's raw file is a thumbnail in TIFF: to
	// decode it would show a picture, but not the picture.
	if raw, _ := d.value(tagDNGVersion); raw != nil || d.number(tagSubfileType)&1 != 0 || len(data) > 10 && string(data[8:10]) == "CR" {
		return &Error{Kind: OtherFormat, Detail: "RAW"}
	}
	h.Size = geom.Size{Width: int(d.number(tagWidth)), Height: int(d.number(tagHeight))}
	h.orientation = d.orientation()
	if raw, _ := d.value(tagProfile); int64(len(raw)) <= longestProfile {
		h.profile = raw
	}
	if d.next != 0 {
		h.note(FirstOfSeveral)
	}
	return nil
}

func decodeTIFF(ctx context.Context, data []byte, _ *Header) (image.Image, error) {
	return tiff.Decode(newPatientBytes(ctx, data))
}

// wholeTIFF reports whether every strip and tile lies within the data.
func wholeTIFF(data []byte) bool {
	d, ok := openDirectory(data)
	if !ok {
		return false
	}
	for _, tags := range [][2]uint16{{tagStripOffsets, tagStripByteCounts}, {tagTileOffsets, tagTileByteCounts}} {
		offsets, counts := d.numbers(tags[0]), d.numbers(tags[1])
		for i := range min(len(offsets), len(counts)) {
			if offsets[i]+counts[i] > int64(len(data)) {
				return false
			}
		}
	}
	return true
}

// isUnsupported reports whether a decoder knows the variant but does not read it.
func isUnsupported(err error) bool {
	var (
		j jpeg.UnsupportedError
		p png.UnsupportedError
		t tiff.UnsupportedError
	)
	return errors.As(err, &j) || errors.As(err, &p) || errors.As(err, &t) || errors.Is(err, bmp.ErrUnsupported)
}
