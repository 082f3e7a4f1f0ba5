package provenance

import (
	"bytes"

	"github.com/bep/imagemeta"

	"github.com/motbilde/motbilde/internal/provenance/container"
)

// Where C2PA 2.1 (appendix A) puts a manifest store: in APP11 segments of
// JPEG, a caBX chunk of PNG, a C2PA chunk of RIFF, a box with this UUID in
// HEIF and AVIF, and tag 52545 of TIFF.
var credentialsUUID = []byte{0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81}

const (
	markerAPP1     = 0xe1
	markerAPP11    = 0xeb
	tagCredentials = 52545
)

// hasCredentials reports whether the file carries a manifest store. Nothing in
// it is read: a signature that was not checked says nothing.
func hasCredentials(data []byte, format imagemeta.ImageFormat) bool {
	found, seen := false, 0
	look := func(is bool) bool {
		found = found || is
		seen++
		return !found && seen < mostSegment
	}
	// A walk that ends early has seen what there is.
	switch format {
	case imagemeta.JPEG:
		_ = container.JPEG(data, func(marker byte, body []byte) bool {
			return look(marker == markerAPP11 && bytes.HasPrefix(body, []byte("JP")) && bytes.Contains(body, []byte("c2pa")))
		})
	case imagemeta.PNG:
		_ = container.PNG(data, func(name string, _ []byte) bool { return look(name == "caBX") })
	case imagemeta.WebP:
		container.RIFF(data[12:], func(name string, _ []byte) bool { return look(name == "C2PA") })
	case imagemeta.TIFF:
		if d, ok := container.OpenDirectory(data); ok {
			raw, _ := d.Value(tagCredentials)
			found = len(raw) > 0
		}
	case imagemeta.HEIF, imagemeta.AVIF:
		_ = container.Boxes(data, func(name string, content []byte) bool {
			return look(name == "uuid" && bytes.HasPrefix(content, credentialsUUID))
		})
	}
	return found
}
