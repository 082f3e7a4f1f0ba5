package media

import (
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance/container"
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

func orientationOf(d container.Directory) picture.Orientation {
	if o := d.Number(tagOrientation); o >= 1 && o <= 8 {
		return picture.Orientation(o)
	}
	return picture.Upright
}

// exifOrientation reads the Orientation tag of an EXIF block; Upright where there is none.
func exifOrientation(block []byte) picture.Orientation {
	d, ok := container.OpenDirectory(block)
	if !ok {
		return picture.Upright
	}
	return orientationOf(d)
}

func inspectTIFF(data []byte, h *Header) error {
	d, ok := container.OpenDirectory(data)
	if !ok {
		return io.ErrUnexpectedEOF
	}
	// The first directory of a camera's raw file is a thumbnail in TIFF: to
	// decode it would show a picture, but not the picture.
	if raw, _ := d.Value(tagDNGVersion); raw != nil || d.Number(tagSubfileType)&1 != 0 || len(data) > 10 && string(data[8:10]) == "CR" {
		return &Error{Kind: OtherFormat, Detail: "RAW"}
	}
	h.Size = geom.Size{Width: int(d.Number(tagWidth)), Height: int(d.Number(tagHeight))}
	h.orientation = orientationOf(d)
	h.stored = h.Size
	h.cost = costTIFF(d, h)
	if raw, _ := d.Value(tagProfile); int64(len(raw)) <= longestProfile {
		h.profile = raw
	}
	if d.Next != 0 {
		h.note(FirstOfSeveral)
	}
	return nil
}

func decodeTIFF(ctx context.Context, data []byte, _ *Header) (image.Image, error) {
	return tiff.Decode(newPatientBytes(ctx, data))
}

// wholeTIFF reports whether every strip and tile lies within the data.
func wholeTIFF(data []byte) bool {
	d, ok := container.OpenDirectory(data)
	if !ok {
		return false
	}
	for _, tags := range [][2]uint16{{tagStripOffsets, tagStripByteCounts}, {tagTileOffsets, tagTileByteCounts}} {
		offsets, counts := d.Numbers(tags[0]), d.Numbers(tags[1])
		for i := range min(len(offsets), len(counts)) {
			if offsets[i]+counts[i] > int64(len(data)) {
				return false
			}
		}
	}
	return true
}

// variantOf returns the name of a variant that a decoder knows but does not
// read; ok is false for every other error.
func variantOf(err error) (name string, ok bool) {
	var (
		j jpeg.UnsupportedError
		p png.UnsupportedError
		t tiff.UnsupportedError
		u unsupported
	)
	switch {
	case errors.As(err, &j):
		return string(j), true
	case errors.As(err, &p):
		return string(p), true
	case errors.As(err, &t):
		return string(t), true
	case errors.As(err, &u):
		return string(u), true
	}
	return "compressed", errors.Is(err, bmp.ErrUnsupported)
}
