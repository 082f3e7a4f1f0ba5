package media

import (
	"context"
	"image"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// cost is what decoding a file holds at its peak, beside the file's bytes and
// the picture that comes out; by the header, and measured for the decoders that
// are used (docs/reliability.md).
type cost struct {
	pixel float64 // bytes a pixel
	fixed int64   // bytes
	// rows decodes a part of the picture at a time and gives it to the reducer;
	// nil where the decoder has only the whole.
	rows func(ctx context.Context, data []byte, h *Header, how picture.Making, to *picture.Reducer) error
}

// whole is the cost of a decoder that makes an image of so many bytes a pixel.
func whole(pixel float64) cost { return cost{pixel: pixel} }

// plan says how a file becomes a picture within the limits: reduced by a whole
// factor, and whether row by row.
type plan struct {
	by    int
	rows  bool
	holds int64 // bytes, at the peak
}

// planFor chooses the smallest factor within the limits; ok is false where the
// decoder would hold too much whatever it is.
func (h *Header) planFor(fileBytes int, l Limits) (p plan, ok bool) {
	pixels := h.stored.Pixels()
	for p.by = 1; reducedPixels(h.stored, p.by) > l.Working; p.by++ {
	}
	need := func(by int, pixel float64) int64 {
		return int64(fileBytes) + h.cost.fixed + int64(pixel*float64(pixels)) + 4*reducedPixels(h.stored, by)
	}
	if p.holds = need(p.by, h.cost.pixel); p.holds <= l.Memory && (p.by == 1 || h.cost.rows == nil) {
		return p, true
	}
	if h.cost.rows == nil {
		return p, false
	}
	p.rows, p.by = true, max(2, p.by)
	for ; need(p.by, 0) > l.Memory && p.by < 64; p.by++ {
	}
	p.holds = need(p.by, 0)
	return p, p.holds <= l.Memory
}

func reducedPixels(size geom.Size, by int) int64 {
	return int64((size.Width+by-1)/by) * int64((size.Height+by-1)/by)
}

// reduced decodes to a smaller copy, by the plan: stored pixels, not yet upright.
func (h *Header) reduced(ctx context.Context, data []byte, p plan) (*image.NRGBA, error) {
	how := picture.Making{YCbCr: h.matrix}
	if p.rows {
		to := picture.NewReducer(h.stored, p.by)
		how.Recolour = h.recolour(h.sampleType)
		h.noteDepth(h.sampleType)
		return to.Image(), h.cost.rows(ctx, data, h, how, to)
	}
	img, err := h.format.decode(ctx, data, h)
	if err != nil {
		return nil, err
	}
	how = picture.Making{YCbCr: h.matrix, Recolour: h.recolour(img)} // the decoder may know better
	h.noteDepth(img)
	return picture.Reduce(img, p.by, how), ctx.Err()
}
