package lab

import (
	"context"
	"time"

	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/thumbnail"
	"github.com/motbilde/motbilde/internal/work"
)

// thumbnailLimits bound the decoding of a thumbnail, of which cameras write up to half a megapixel.
var thumbnailLimits = media.Limits{Bytes: 1 << 20, Pixels: 4_000_000, Time: 5 * time.Second}

// Embedded reads a file's tags and its thumbnail, upright by the file's own
// orientation. A file whose bytes are no
// longer those that its digest names is an error.
func (l *Lab) Embedded(ctx context.Context, f File) (*provenance.Embedded, error) {
	data, err := l.original(ctx, f)
	if err != nil {
		return nil, err
	}
	e := &provenance.Embedded{Tags: provenance.Tags(data)}
	stored, orientation, err := thumbnailOf(ctx, data)
	if stored != nil {
		e.Thumbnail = picture.Make("", stored.Image(), picture.Making{Orientation: picture.Orientation(orientation)}).Image()
	}
	return e, err
}

// ThumbnailDiffers reports whether the thumbnail within the bytes of a file
// shows something else than its upright picture. The error is the context's.
func ThumbnailDiffers(ctx context.Context, data []byte, shown *picture.Picture) (bool, error) {
	stored, orientation, err := thumbnailOf(ctx, data)
	if stored == nil {
		return false, err
	}
	return work.Guard(func() (bool, error) {
		mirrored := orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7
		return thumbnail.Differs(stored, shown, mirrored), nil
	})
}

// thumbnailOf decodes a file's thumbnail, as stored; nil where there is none,
// or none that can be read: what is damaged shows nothing.
func thumbnailOf(ctx context.Context, data []byte) (stored *picture.Picture, orientation int, err error) {
	e := provenance.Thumbnail(data)
	if e.JPEG == nil {
		return nil, 0, nil
	}
	still, err := media.Decode(ctx, e.JPEG, thumbnailLimits)
	if err != nil {
		return nil, 0, ctx.Err()
	}
	return still.Picture, e.Orientation, nil
}
