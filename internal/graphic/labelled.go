package graphic

import (
	"image"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Labelled returns a claim with the repeated label burned into its pixels, as a
// graphic has it, for other forms in which the claim is published. The desk's
// name may be empty.
func Labelled(claim *image.RGBA, l words.Language, desk string) (*image.RGBA, error) {
	b := &sheet{k: Kit{Desk: desk}, l: l, t: figure.NewTypesetter()}
	return b.newLabel(geom.Size{Width: claim.Rect.Dx(), Height: claim.Rect.Dy()}).burn(claim)
}
