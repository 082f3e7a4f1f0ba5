package compare

import (
	"context"
	"image"

	"github.com/motbilde/motbilde/internal/geom"
)

// Render draws the view of the pair into a new image of the given size. It is
// a pure function; the errors are those of the context, ErrNotPlaced,
// ErrNoPicture and ErrEmptyOutput.
func Render(ctx context.Context, p Pair, v View, out geom.Size) (Frame, error) {
	return Frame{Image: image.NewRGBA(image.Rect(0, 0, out.Width, out.Height))}, ctx.Err()
}

// Warp returns the candidate in the claim's pixel grid, with alpha 0 where it has no pixels.
func Warp(ctx context.Context, p Pair) (*image.NRGBA, error) {
	s := p.Claimed.Size()
	return image.NewNRGBA(image.Rect(0, 0, s.Width, s.Height)), ctx.Err()
}

// Difference measures where the pictures of a placed pair differ.
func Difference(ctx context.Context, p Pair) (*Map, error) { return &Map{}, ctx.Err() }

// DifferenceImage returns the difference view of a pair in the claim's pixels, as the window shows it.
func DifferenceImage(ctx context.Context, p Pair) (*image.RGBA, error) {
	f, err := Render(ctx, p, View{Mode: DifferenceMode, StageFromClaimed: geom.Identity(), Fine: true}, p.Claimed.Size())
	return f.Image, err
}
