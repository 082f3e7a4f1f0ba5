package compare

import (
	"context"
	"image"

	"github.com/motbilde/motbilde/internal/geom"
)

// Warp returns the candidate in the claim's pixel grid, with straight alpha,
// 0 where the candidate has no pixels. The errors are those of Render.
func Warp(ctx context.Context, p Pair) (*image.NRGBA, error) {
	if p.Claimed == nil {
		return nil, ErrNoPicture
	}
	f, err := Render(ctx, p, View{Mode: Candidate, StageFromClaimed: geom.Identity(), Fine: true}, p.Claimed.Size())
	if err != nil {
		return nil, err
	}
	pix := f.Image.Pix // the frame is ours alone
	for i := 0; i+4 <= len(pix); i += 4 {
		if a := uint32(pix[i+3]); a != 0 && a != 255 {
			for c := range 3 {
				pix[i+c] = uint8(min(255, (uint32(pix[i+c])*255+a/2)/a))
			}
		}
	}
	return &image.NRGBA{Pix: pix, Stride: f.Image.Stride, Rect: f.Image.Rect}, nil
}

// DifferenceImage returns the difference view of a pair in the claim's pixels,
// as the window shows it at actual size. Where the pair has no Map yet, it is
// measured.
func DifferenceImage(ctx context.Context, p Pair) (*image.RGBA, error) {
	if p.Map == nil {
		m, err := Difference(ctx, p)
		if err != nil {
			return nil, err
		}
		p.Map = m
	}
	f, err := Render(ctx, p, View{Mode: DifferenceMode, StageFromClaimed: geom.Identity(), Fine: true}, p.Claimed.Size())
	return f.Image, err
}
