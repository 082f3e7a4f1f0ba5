package media

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Header is what a picture file states about itself before it is decoded.
type Header struct {
	Format    string    // for people, as "JPEG"
	MediaType string    // as "image/jpeg"
	Size      geom.Size // of the upright picture, in pixels

	format      *format
	stored      geom.Size // before the orientation
	cost        cost
	plan        plan
	sampleType  image.Image // what the decoder would make, for a picture that is read in rows; else nil
	orientation picture.Orientation
	stands      bool            // the decoder applies the orientation itself
	deep, alpha bool            // of HEIC and AVIF: more than 8 bits a channel; another item holds alpha
	aperture    image.Rectangle // the part of the stored pixels to show; empty means all
	matrix      picture.Matrix
	profile     []byte // ICC
	gamut       gamut  // where there is no profile but a named colour space
	notes       []Note
}

// format is one kind of picture file.
type format struct {
	name, mediaType string
	// inspect reads size, orientation and colour space. It must be cheap and
	// must not trust any length that the file states.
	inspect func(data []byte, h *Header) error
	decode  func(ctx context.Context, data []byte, h *Header) (image.Image, error)
	// whole reports whether data is as long as its own structure says.
	whole func(data []byte) bool
}

// Probe reads the header of a picture file and holds it against the limits.
// It returns an *Error for what Decode would refuse by the header alone, and
// costs no more than reading that header.
func Probe(data []byte, limits Limits) (header Header, err error) {
	defer func() {
		if r := recover(); r != nil {
			header, err = Header{}, &Error{Kind: Broken, Detail: fmt.Sprint(r), Err: errPanicked}
		}
	}()
	return probe(data, limits.filled())
}

func probe(data []byte, limits Limits) (Header, error) {
	f, err := sniff(data)
	if err != nil {
		return Header{}, err
	}
	h := Header{Format: f.name, MediaType: f.mediaType, format: f}
	if err := f.inspect(data, &h); err != nil {
		return Header{}, f.sort(err, data)
	}
	if h.stored.Empty() {
		h.stored = h.Size
	}
	h.Size = h.orientation.Upright(h.Size)
	switch {
	case h.Size.Empty():
		return Header{}, &Error{Kind: Broken, Detail: "the header states no size"}
	case h.stored.Pixels() > limits.Pixels:
		return Header{}, &Error{Kind: TooManyPixels, Size: h.Size, Limit: limits.Pixels}
	}
	var ok bool
	if h.plan, ok = h.planFor(len(data), limits); !ok {
		return Header{}, &Error{Kind: TooMuchMemory, Format: f.name, Size: h.Size, Limit: limits.Memory}
	}
	return h, nil
}

// Holds returns how many bytes decoding the file holds at its peak, its own bytes included.
func (h Header) Holds() int64 { return h.plan.holds }

// Working returns the size of the picture that Decode gives: Size, unless that
// is beyond the limits and a reduced copy is made.
func (h Header) Working() geom.Size {
	by := h.plan.by
	return geom.Size{Width: (h.Size.Width + by - 1) / by, Height: (h.Size.Height + by - 1) / by}
}

func (h *Header) note(n Note) {
	if !slices.Contains(h.notes, n) {
		h.notes = append(h.notes, n)
	}
}

// noteDepth notes that samples of more than 8 bits were rounded.
func (h *Header) noteDepth(img image.Image) {
	switch img.(type) {
	case *image.Gray16, *image.RGBA64, *image.NRGBA64:
		h.note(ReducedTo8Bit)
	}
}

// sort gives a decoder's error its kind.
func (f *format) sort(err error, data []byte) error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	e = &Error{Kind: Broken, Format: f.name, Err: err}
	if variant, ok := variantOf(err); ok {
		e.Kind, e.Detail, e.Err = Unsupported, variant, nil
	} else if endsEarly(err) || !f.whole(data) {
		e.Kind = EndsEarly
	}
	return e
}

// unsupported names a variant that is not read.
type unsupported string

func (u unsupported) Error() string { return string(u) }
