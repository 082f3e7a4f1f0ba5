package video

import (
	"context"
	"errors"
	"image"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
)

// animationDecoder names what reads animations without ffmpeg; it changes
// whenever the same file could give other pixels.
const animationDecoder = "motbilde animation/1"

// OpenAnimation opens a GIF or WebP that moves, without ffmpeg. It returns a
// *media.Error.
func OpenAnimation(path string, limits Limits) (*Video, error) {
	container, ok := media.ContainerOf(path)
	if !ok || !container.Picture {
		return nil, &media.Error{Kind: media.NoVideoStream, Path: path}
	}
	a, err := media.OpenAnimation(path)
	if err != nil {
		return nil, err
	}
	v := &Video{Path: path, limits: limits.filled(), animation: a}
	if a.Size.Pixels() > v.limits.Pixels {
		return nil, &media.Error{Kind: media.TooManyPixels, Path: path, Size: a.Size, Limit: v.limits.Pixels}
	}
	last := a.Frames[len(a.Frames)-1]
	v.Info = Info{
		Container: container, Streams: 1, Codec: container.Demuxer, Size: a.Size, Stored: a.Size, Aspect: [2]int{1, 1},
		TimeBase: [2]int64{1, animationUnits[container.Demuxer]}, Duration: last.At + min(last.Shown, mostHeld), Frames: int64(len(a.Frames)), Decoder: animationDecoder,
	}
	if container.Demuxer == "webp_anim" {
		v.Info.Codec = "webp"
	}
	v.Info.Rate = float64(len(a.Frames)) / v.Info.Duration.Seconds()
	return v, nil
}

// mostHeld is how much of its last frame's time counts to a video's length: an
// animation that stands still at its end does not end early.
const mostHeld = 400 * time.Millisecond

// The units of time stamps are those that ffmpeg gives these files, so that a
// frame keeps its name whichever reads it.
var animationUnits = map[string]int64{"gif": 100, "webp_anim": 1000}

func (v *Video) stampOf(at time.Duration) int64 {
	return int64(at / (time.Second / time.Duration(v.Info.TimeBase[1])))
}

// eachAnimated is Each for an animation. Every frame stands for itself once it
// is drawn over those before.
func (v *Video) eachAnimated(ctx context.Context, p Pass, visit func(Frame) error) (read Read, err error) {
	number := 0
	err = v.animation.Each(ctx, func(n int, canvas *image.NRGBA) error {
		at := v.animation.Frames[n].At
		f := Frame{Number: number, Stamp: v.stampOf(at), Time: at, Size: p.Size}
		switch {
		case p.Only != nil && f.Stamp > p.Only.Last:
			return ErrStop
		case p.Only != nil && f.Stamp < p.Only.First, p.Only == nil && at < p.From:
			return nil
		}
		f.Pix = reduced(canvas, p.Size, p.Colour)
		if err := visit(f); err != nil {
			return err
		}
		number++
		read.Frames, read.Last = number, at
		return nil
	})
	broken := new(media.Error)
	switch {
	case errors.Is(err, ErrStop):
		err = nil
	case errors.As(err, &broken) && read.Frames > 0: // what was readable counts
		read.Broke, read.BrokeAt, err = broken.Error(), read.Last, nil
	case err == nil && v.animation.Short:
		read.Broke, read.BrokeAt = "the file ends early", read.Last
	}
	return read, media.At(err, v.Path)
}

// reduced returns a canvas at a size: the mean of the pixels under each, in
// colour, or as luma by ITU-R BT.601. What is transparent counts as black, as
// it does for the programs that drop it.
func reduced(canvas *image.NRGBA, size geom.Size, colour bool) []byte {
	width, height := canvas.Rect.Dx(), canvas.Rect.Dy()
	channels := 1
	if colour {
		channels = 4
	}
	out := make([]byte, 0, size.Width*size.Height*channels)
	for y := range size.Height {
		top := y * height / size.Height
		bottom := max(top+1, (y+1)*height/size.Height)
		for x := range size.Width {
			left := x * width / size.Width
			right := max(left+1, (x+1)*width/size.Width)
			var r, g, b, alpha int
			for j := top; j < bottom; j++ {
				row := canvas.Pix[canvas.PixOffset(left, j) : canvas.PixOffset(right-1, j)+4]
				for i := 0; i < len(row); i += 4 {
					a := int(row[i+3])
					r, g, b, alpha = r+int(row[i])*a, g+int(row[i+1])*a, b+int(row[i+2])*a, alpha+a
				}
			}
			n := (bottom - top) * (right - left)
			if !colour {
				out = append(out, byte((299*r+587*g+114*b+500*255*n)/(1000*255*n)))
				continue
			}
			whole := max(alpha, 1)
			out = append(out, byte((r+whole/2)/whole), byte((g+whole/2)/whole), byte((b+whole/2)/whole), byte((alpha+n/2)/n))
		}
	}
	return out
}
