package media

import (
	"context"
	"image"
	"io"
	"sync"

	"github.com/gen2brain/avif"
	"github.com/gen2brain/heic"

	"github.com/motbilde/motbilde/internal/picture"
)

// The decoders of HEIC and AVIF are C libraries compiled to WebAssembly: what
// goes wrong in them stays in a memory of their own. They can't be
// interrupted. Built without the tag nodynamic they would prefer a library of
// the machine; HEIC can be kept from that here, AVIF only by the tag.

// narrowestHEIC is the least width that the decoder returns whole: it keeps 64
// samples of chroma a row at least, and the copy out of it counts fewer.
const narrowestHEIC = 128

// decodeHEIC returns upright pixels: the decoder applies the file's own turns,
// and so they are taken out of the header.
func decodeHEIC(ctx context.Context, data []byte, h *Header) (image.Image, error) {
	if !wholeBoxes(data) {
		return nil, io.ErrUnexpectedEOF // the decoder would return what it has, without a word
	}
	if h.Size.Width < narrowestHEIC {
		return nil, unsupported("narrower than 128 pixels")
	}
	withoutSystemLibrary()
	h.stands = true
	return heic.Decode(newPatientBytes(ctx, data))
}

var withoutSystemLibrary = sync.OnceFunc(func() { heic.ForceWasmMode = true })

// decodeAVIF returns pixels as stored; the file's turns are left to the header.
func decodeAVIF(ctx context.Context, data []byte, h *Header) (image.Image, error) {
	if !wholeBoxes(data) {
		return nil, io.ErrUnexpectedEOF
	}
	h.matrix = picture.Matrix{} // the decoder returns RGB
	if avif.Dynamic() == nil {
		h.note(SystemDecoder)
	}
	img, err := avif.Decode(newPatientBytes(ctx, data))
	if err != nil {
		return nil, err
	}
	part, ok := img.(interface {
		SubImage(image.Rectangle) image.Image
	})
	if ok && !h.aperture.Empty() && h.aperture.In(img.Bounds()) {
		return part.SubImage(h.aperture), nil
	}
	return img, nil
}
