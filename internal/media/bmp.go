package media

import (
	"context"
	"image"

	"golang.org/x/image/bmp"

	"github.com/motbilde/motbilde/internal/geom"
)

func inspectBMP(data []byte, h *Header) error {
	config, err := bmp.DecodeConfig(newPatientBytes(context.Background(), data))
	if err != nil {
		return err
	}
	h.Size = geom.Size{Width: config.Width, Height: config.Height}
	h.cost = whole(4)
	return nil
}

func decodeBMP(ctx context.Context, data []byte, _ *Header) (image.Image, error) {
	return bmp.Decode(newPatientBytes(ctx, data))
}
