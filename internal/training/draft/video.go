package draft

import (
	"context"
	"image"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
)

// ending returns the ending of a file's name, as far as one is known.
func ending(path string) string { return strings.ToLower(filepath.Ext(path)) }

// fileAt is a file on the disk, opened when it is packed.
func fileAt(path string) (training.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return training.File{}, media.OfSystem(path, err)
	}
	return training.File{Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(path) }}, nil
}

// alike is up to which mean difference of grey levels two frames can't be told
// apart by the eye: what compression does to a still shot.
const alike = 1.0

// around is how far on each side frames are looked at that might be alike.
const around = 2 * time.Second

// small is the longer side at which frames are compared, pixels.
const small = 160

// loadVideo reads the frame at, or last before, the time, and finds the frames
// around it that can't be told from it.
func loadVideo(ctx context.Context, o Options, m Material) (Loaded, error) {
	tools, err := video.Locate(o.FFmpeg)
	if err != nil {
		return Loaded{}, err
	}
	v, err := video.Open(ctx, tools, m.Path, video.Limits{})
	if err != nil {
		return Loaded{}, err
	}
	out := Loaded{Material: m, video: v}
	out.img, err = frameAt(ctx, v, m.At)
	if err != nil {
		return Loaded{}, err
	}
	k := small / float64(max(v.Info.Size.Width, v.Info.Size.Height))
	size := v.Info.Size.Scaled(min(1, k*k))
	type seen struct {
		at  time.Duration
		pix []byte
	}
	var all []seen
	_, err = v.Each(ctx, video.Pass{Size: size, From: max(0, m.At-around)}, func(f video.Frame) error {
		if f.Time > m.At+around {
			return video.ErrStop
		}
		if f.Time >= m.At-around {
			all = append(all, seen{f.Time, f.Pix})
		}
		return nil
	})
	if err != nil {
		return Loaded{}, err
	}
	chosen := -1
	for i, s := range all {
		out.times = append(out.times, s.at)
		if s.at <= m.At || chosen < 0 {
			chosen = i
		}
	}
	if chosen < 0 {
		return Loaded{}, &Error{Kind: NoFrame}
	}
	first, last := chosen, chosen
	for first > 0 && difference(all[first-1].pix, all[chosen].pix) <= alike {
		first--
	}
	for last+1 < len(all) && difference(all[last+1].pix, all[chosen].pix) <= alike {
		last++
	}
	out.from, out.to = all[first].at, all[last].at
	if last+1 < len(all) { // a frame is shown until the next one is
		out.to = all[last+1].at - time.Millisecond
	}
	out.to = max(out.to, out.from)
	return out, nil
}

// frameAt returns the frame that is shown at that time, in full size.
func frameAt(ctx context.Context, v *video.Video, at time.Duration) (*image.RGBA, error) {
	var found *image.RGBA
	_, err := v.Each(ctx, video.Pass{Colour: true, Exact: true, From: max(0, at)}, func(f video.Frame) error {
		if found != nil && f.Time > at {
			return video.ErrStop
		}
		found = &image.RGBA{Pix: f.Pix, Stride: 4 * f.Size.Width, Rect: image.Rect(0, 0, f.Size.Width, f.Size.Height)}
		return nil
	})
	if err == nil && found == nil {
		err = &Error{Kind: NoFrame}
	}
	return found, err
}

// difference returns the mean difference of two grey pictures of one size.
func difference(a, b []byte) float64 {
	if len(a) != len(b) || len(a) == 0 {
		return math.Inf(1)
	}
	sum := 0
	for i := range a {
		d := int(a[i]) - int(b[i])
		sum += max(d, -d)
	}
	return float64(sum) / float64(len(a))
}

// How many stills stand for a video, and how large: enough to look through it,
// small enough for a pack.
const (
	mostStills  = 12
	stillPixels = 640 * 360
)

// stills returns frames that stand for the video where none can be read: evenly
// apart, with the one that the claim was made of among them at no other distance.
func (m Loaded) stills(ctx context.Context, exercise, id string) (items []training.Item, files []training.File, err error) {
	length := m.video.Info.Duration
	if length <= 0 {
		length = m.At + time.Second
	}
	step := max(length/mostStills, 100*time.Millisecond)
	for at := m.At % step; at < length && len(items) < mostStills; at += step {
		img, err := frameAt(ctx, m.video, at)
		if err != nil {
			return nil, nil, err
		}
		if size := sizeOf(img); size.Pixels() > stillPixels {
			img = synth.Spread(img, synth.Rescale(size.Scaled(stillPixels/float64(size.Pixels())))).Image
		}
		n := letter(len(items))
		item := training.Item{
			ID: id + "-" + n, Name: exercise + "/" + id + "-" + n + ".jpg", Size: geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()},
			Credit: m.Credit, Licence: m.Licence, Step: m.Step, FrameOf: id, At: at,
		}
		items, files = append(items, item), append(files, training.FileOf(item.Name, synth.EncodeJPEG(img, quality)))
	}
	return items, files, nil
}
