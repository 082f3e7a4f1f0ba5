package lab

import (
	"context"
	"image"
	"strconv"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
)

const (
	sceneBytes = 48 << 20
	// sceneChange is the mean difference of luma between two frames, of 255, from
	// which the second shows another scene.
	sceneChange = 14
	// sceneLongest is how long nothing else is shown of one scene.
	sceneLongest = 30 * time.Second
)

// Scenes returns a picture of each scene of a video, at most so many, with the
// time of that frame. They are frames that stand for themselves: encoders put
// one at a cut. Of more scenes every second is left out, until they are few
// enough.
func (l *Lab) Scenes(ctx context.Context, f File, most int, within geom.Size) ([]Still, error) {
	key := f.key() + " scenes/1 " + strconv.Itoa(most) + " " + strconv.Itoa(within.Width) + "x" + strconv.Itoa(within.Height)
	return l.scenes.Get(ctx, key, func(ctx context.Context) ([]Still, error) {
		v, err := l.video(ctx, f)
		if err != nil {
			return nil, err
		}
		var all []Still
		apart := time.Duration(0)
		_, err = v.Each(ctx, video.Pass{Size: fitted(v.Info.Size, within), Colour: true, KeyFrames: true}, func(frame video.Frame) error {
			p := &image.RGBA{Pix: frame.Pix, Stride: 4 * frame.Size.Width, Rect: image.Rect(0, 0, frame.Size.Width, frame.Size.Height)}
			if n := len(all); n > 0 {
				last := all[n-1]
				since := frame.Time - last.At
				if since < apart || since < sceneLongest && change(last.Picture.(*image.RGBA), p) < sceneChange {
					return nil
				}
			}
			all = append(all, Still{At: frame.Time, Picture: p})
			for len(all) > most {
				half := all[:0]
				for i := 0; i < len(all); i += 2 {
					half = append(half, all[i])
				}
				clear(all[len(half):]) // let go of
				all, apart = half, max(2*apart, frame.Time/time.Duration(most))
			}
			return nil
		})
		return all, err
	})
}

// change returns the mean difference of two pictures of one size, on every
// fourth pixel of every fourth row, of 255.
func change(a, b *image.RGBA) float64 {
	sum, n := 0, 0
	for y := 2; y < a.Rect.Dy(); y += 4 {
		for x := 2; x < a.Rect.Dx(); x += 4 {
			i := a.PixOffset(x, y)
			d := luma(a.Pix[i:]) - luma(b.Pix[i:])
			sum, n = sum+max(d, -d), n+1
		}
	}
	return float64(sum) / 4 / float64(max(1, n))
}

// luma is about four times that of a pixel.
func luma(p []uint8) int { return int(p[0]) + 2*int(p[1]) + int(p[2]) }
