package media

import (
	"context"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/gen2brain/avif"
	"github.com/gen2brain/heic"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// The decoders of HEIC and AVIF are C libraries compiled to WebAssembly: what
// goes wrong in them stays in a memory of their own. They can't be
// interrupted. Built without the tag nodynamic they would prefer a library of
// the machine; HEIC can be kept from that here, AVIF only by the tag.

// decodeHEIC returns upright pixels: the decoder applies the file's own turns
// and its aperture, and knows its range of luma. See onOverlay for the canvas.
func decodeHEIC(ctx context.Context, data []byte, h *Header) (image.Image, error) {
	switch {
	case !wholeBoxes(data):
		return nil, io.ErrUnexpectedEOF // the decoder would return what it has, without a word
	case h.deep:
		return nil, unsupported("more than 8 bits a channel")
	}
	withoutSystemLibrary()
	h.stands = true
	onBlack, err := decodeOverlay(ctx, data, h.Size, 0)
	if err != nil || !h.alpha {
		return onBlack, err
	}
	onWhite, err := decodeOverlay(ctx, data, h.Size, 0xffff)
	if err != nil {
		return nil, err
	}
	unblend(onBlack, onWhite)
	return onBlack, nil
}

func decodeOverlay(ctx context.Context, data []byte, size geom.Size, ground uint32) (*image.NRGBA, error) {
	file, canvas, err := onOverlay(data, size, ground)
	if err != nil {
		return nil, err
	}
	img, err := heic.Decode(newPatientBytes(ctx, file))
	if err != nil {
		return nil, err
	}
	whole, ok := img.(*image.NRGBA)
	if !ok || whole.Rect.Dx() != canvas.Width || whole.Rect.Dy() != canvas.Height {
		return nil, fmt.Errorf("the decoder returned %T of %v", img, img.Bounds().Size())
	}
	return whole.SubImage(image.Rect(0, canvasMargin, size.Width, canvasMargin+size.Height)).(*image.NRGBA), nil
}

// unblend finds alpha and colour of a picture seen on black and on white:
// white shows through by 1 − alpha.
func unblend(onBlack, onWhite *image.NRGBA) {
	b := onBlack.Rect
	rows.Each(b.Dy(), func(_, y0, y1 int) {
		for y := b.Min.Y + y0; y < b.Min.Y+y1; y++ {
			dark := onBlack.Pix[onBlack.PixOffset(b.Min.X, y):][:4*b.Dx()]
			light := onWhite.Pix[onWhite.PixOffset(b.Min.X, y):][:4*b.Dx()]
			for i := 0; i < len(dark); i += 4 {
				through := 0
				for c := range 3 {
					through += int(light[i+c]) - int(dark[i+c])
				}
				alpha := 255 - max(0, min(255, (through+1)/3))
				for c := range 3 {
					if alpha > 0 {
						dark[i+c] = uint8(min(255, (int(dark[i+c])*255+alpha/2)/alpha))
					}
				}
				dark[i+3] = uint8(alpha)
			}
		}
	})
}

var withoutSystemLibrary = sync.OnceFunc(func() { heic.ForceWasmMode = true })

// SystemDecodes reports whether AVIF is decoded by a library of this machine:
// then another machine may differ by a level.
func SystemDecodes() bool { return avif.Dynamic() == nil }

// decodeAVIF returns pixels as stored; the file's turns are left to the header.
func decodeAVIF(ctx context.Context, data []byte, h *Header) (image.Image, error) {
	if !wholeBoxes(data) {
		return nil, io.ErrUnexpectedEOF
	}
	h.matrix = picture.Matrix{} // the decoder returns RGB
	if SystemDecodes() {
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
