package provenance

import (
	"bytes"

	"github.com/bep/imagemeta"

	"github.com/motbilde/motbilde/internal/provenance/container"
)

// EmbeddedPicture is the thumbnail that a file carries in its EXIF data.
type EmbeddedPicture struct {
	JPEG        []byte // a part of the file's bytes; nil where there is none
	Orientation int    // of the file, by EXIF: 1 is upright, and 2, 4, 5 and 7 are mirrored
}

// Tags of EXIF 2.32, 4.6.
const (
	tagOrientation     = 274
	tagThumbnail       = 513
	tagThumbnailLength = 514
)

// largestThumbnail is its size in bytes: a block of EXIF in JPEG holds 64 KiB at most.
const largestThumbnail = 1 << 20

// Thumbnail returns the thumbnail of the second EXIF directory, of JPEG, PNG and
// WebP files (in TIFF it may be another page). It is neither decoded nor checked.
func Thumbnail(data []byte) (e EmbeddedPicture) {
	format, ok := formatOf(data)
	if !ok {
		return e
	}
	guard(func() {
		for _, block := range exifBlocks(data, format) {
			first, ok := container.OpenDirectory(block)
			if !ok {
				continue
			}
			second, ok := first.Following()
			if !ok {
				continue
			}
			jpeg := second.Between(second.Number(tagThumbnail), second.Number(tagThumbnailLength))
			if len(jpeg) <= largestThumbnail && bytes.HasPrefix(jpeg, []byte("\xff\xd8\xff")) {
				e = EmbeddedPicture{JPEG: jpeg, Orientation: 1}
				if o := first.Number(tagOrientation); o >= 1 && o <= 8 {
					e.Orientation = int(o)
				}
				return
			}
		}
	})
	return e
}

// exifBlocks returns the blocks of EXIF data in a file, first to last.
func exifBlocks(data []byte, format imagemeta.ImageFormat) (blocks [][]byte) {
	const head = "Exif\x00"
	seen := 0
	take := func(is bool, body []byte) bool {
		if is {
			if bytes.HasPrefix(body, []byte(head)) && len(body) > len(head) {
				body = body[len(head)+1:] // and a byte of padding
			}
			blocks = append(blocks, body)
		}
		seen++
		return seen < mostSegment
	}
	// A walk that ends early has seen what there is.
	switch format {
	case imagemeta.JPEG:
		_ = container.JPEG(data, func(marker byte, body []byte) bool {
			return take(marker == markerAPP1 && bytes.HasPrefix(body, []byte(head)), body)
		})
	case imagemeta.PNG:
		_ = container.PNG(data, func(name string, body []byte) bool { return take(name == "eXIf", body) })
	case imagemeta.WebP:
		container.RIFF(data[12:], func(name string, body []byte) bool { return take(name == "EXIF", body) })
	}
	return blocks
}
