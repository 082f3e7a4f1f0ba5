package figure

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// Encoded is a picture as it goes into a file, free of metadata.
type Encoded struct {
	Data   []byte
	Format string // "jpg" or "png"
	Size   geom.Size
}

// SHA256 returns the digest of the encoded picture, 64 hexadecimal digits.
func (e Encoded) SHA256() string {
	sum := sha256.Sum256(e.Data)
	return hex.EncodeToString(sum[:])
}

// encode stores a picture at a quality of 1 to 100, its colours at full
// resolution: the usual halving of colour smears thin marks and lettering.
// What is transparent becomes white paper.
func encode(img *image.RGBA, quality int) Encoded {
	size := geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
	return Encoded{Data: encodeJPEG(img, quality), Format: "jpg", Size: size}
}

// encodePNG stores a picture without loss.
func encodePNG(img *image.RGBA) (Encoded, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return Encoded{}, fmt.Errorf("writing a PNG of %v: %w", img.Rect, err)
	}
	return Encoded{Data: out.Bytes(), Format: "png", Size: geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}}, nil
}

// Raster draws a view of a pair as Shoot does, and hands its pixels out.
func Raster(ctx context.Context, p compare.Pair, v compare.View, size geom.Size) (*image.RGBA, error) {
	v.Ground, v.Fine = paper, true
	frame, err := compare.Render(ctx, p, v, size)
	if err != nil {
		return nil, fmt.Errorf("drawing a figure of %d × %d px: %w", size.Width, size.Height, err)
	}
	return frame.Image, nil
}

// Shoot draws a view of a pair at a size in pixels and stores it at a quality of
// 1 to 100; what no picture shows is white. The errors are those of compare.Render.
func Shoot(ctx context.Context, p compare.Pair, v compare.View, size geom.Size, quality int) (Encoded, error) {
	return shoot(ctx, p, v, size, quality)
}
