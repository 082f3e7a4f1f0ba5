package lab

import (
	"context"
	"fmt"
	"image"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Region returns what the claim shows of the candidate: the candidate's pixels,
// laid as the alignment lays them on the claim, within a size. Where it has none
// the result is clear. Both pictures are made smaller first, as far as the
// result allows: a list has many of them.
func (l *Lab) Region(ctx context.Context, claimed, candidate File, a align.Alignment, within geom.Size) (image.Image, error) {
	key := fmt.Sprintf("%s %dx%d %v", pairKey("region", claimed, candidate), within.Width, within.Height, a.CandidateFromClaimed)
	made, err := l.previews.Get(ctx, key, func(ctx context.Context) (Preview, error) {
		claim, err := l.Picture(ctx, claimed)
		if err != nil {
			return Preview{}, err
		}
		found, err := l.Picture(ctx, candidate)
		if err != nil {
			return Preview{}, err
		}
		size := fitted(claim.Size(), within)
		whole := claim.Size()
		claim, smallFromClaim := shrunk(claim, float64(size.Width)/float64(claim.Size().Width))
		claimFromSmall, _ := smallFromClaim.Inverse() // a change of scale
		fromClaim := a.CandidateFromClaimed.After(claimFromSmall)
		// So many of the candidate's pixels lie along one of the result's.
		stretch := a.CandidateFromClaimed.LengthScale(whole.Rect().Centre()) * float64(whole.Width) / float64(size.Width)
		found, smallFromFound := shrunk(found, 1/stretch)
		frame, err := compare.Render(ctx, compare.Pair{
			Claimed: picture.NewPyramid(claim), Candidate: picture.NewPyramid(found), Placed: true,
			CandidateFromClaimed: smallFromFound.After(fromClaim),
		}, compare.View{Mode: compare.Candidate, Fine: true}, size)
		return Preview{Thumbnail: frame.Image}, err
	})
	return made.Thumbnail, err
}

// shrunk returns the picture halved as often as the scale allows, and the map
// to its pixels.
func shrunk(p *picture.Picture, scale float64) (*picture.Picture, geom.Map) {
	k := 1.
	for ; scale <= 0.5; scale *= 2 {
		half := picture.Reduced(p, 0.5)
		if half == p {
			break
		}
		p, k = half, k/2
	}
	return p, geom.Scaling(k, k)
}
