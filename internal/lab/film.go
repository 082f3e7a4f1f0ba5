package lab

import (
	"context"
	"image"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
)

// Still is a reduced picture of a place in a video.
type Still struct {
	At      time.Duration
	Picture image.Image
}

// Stamps returns the time stamps of a video's frames in the order in which they are shown.
func (l *Lab) Stamps(ctx context.Context, f File) ([]int64, error) {
	v, err := l.video(ctx, f)
	if err != nil {
		return nil, err
	}
	return v.Stamps(ctx)
}

// Filmstrip returns at most about so many pictures of a video, spread over its
// length, each of a frame that stands for itself: those cost a fraction of the others.
func (l *Lab) Filmstrip(ctx context.Context, f File, most int, within geom.Size) ([]Still, error) {
	v, err := l.video(ctx, f)
	if err != nil {
		return nil, err
	}
	var strip []Still
	apart := v.Info.Duration / time.Duration(max(1, most))
	_, err = v.Each(ctx, video.Pass{Size: fitted(v.Info.Size, within), Colour: true, KeyFrames: true}, func(frame video.Frame) error {
		if n := len(strip); n > 0 && frame.Time-strip[n-1].At < apart {
			return nil
		}
		picture := &image.RGBA{Pix: frame.Pix, Stride: 4 * frame.Size.Width, Rect: image.Rect(0, 0, frame.Size.Width, frame.Size.Height)}
		strip = append(strip, Still{At: frame.Time, Picture: picture})
		if len(strip) > 2*most { // a length that is not stated
			return video.ErrStop
		}
		return nil
	})
	return strip, err
}

// frameAlignment places a frame of a video on the claimed picture as the search
// does, so that a frame says the same by itself as within its video.
func (l *Lab) frameAlignment(ctx context.Context, claimed, candidate File) (align.Alignment, error) {
	return l.alignments.Get(ctx, pairKey(find.Version+" "+align.Version, claimed, candidate), func(ctx context.Context) (a align.Alignment, err error) {
		claim, err := l.claim(ctx, claimed)
		if err != nil {
			return a, err
		}
		frame, err := l.Picture(ctx, candidate)
		if err != nil {
			return a, err
		}
		err = l.aligning.Do(ctx, 2*frame.Size().Pixels(), func() error {
			a, _, err = find.Place(ctx, claim, frame)
			return err
		})
		return a, err
	})
}
