package casework

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"time"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/motion"
)

// Frame is one picture of a moving one, with how long it is shown.
type Frame struct {
	Picture image.Image
	Hold    time.Duration
}

// Move makes the pair a moving picture that a person wants, as Draw makes a
// graphic. The frames of a GIF are decoded from the very bytes that are saved;
// those of an MP4 are the ones that it is made of. The errors are those of
// graphic.ComposeMoving and video.Locate.
func (p *Published) Move(ctx context.Context, l *lab.Lab, k graphic.Kit, g casefile.Graphic, way graphic.Way, film Film) (*Graphic, error) {
	var tools video.Tools
	if film == MP4 {
		var err error
		if tools, err = video.Locate(l.FFmpeg()); err != nil {
			return nil, err
		}
	}
	s := k.DraftMoving(p.content, settingsOf(p.masked(g), k, p.language), way)
	composed, err := graphic.ComposeMoving(ctx, p.content, s, k, way)
	if err != nil {
		return nil, fmt.Errorf("composing a moving picture: %w", err)
	}
	clip, err := clipOf(composed, way, film)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := writeFilm(ctx, &out, tools, clip, film); err != nil {
		return nil, fmt.Errorf("writing a moving picture: %w", err)
	}
	made := &Graphic{
		Kind: g.Kind, Data: out.Bytes(), Format: map[Film]string{GIF: "GIF", MP4: "MP4"}[film],
		beside: composed.Alt + "\n\n" + composed.Caption + "\n", Pixels: geom.Size{Width: clip.Size.Width, Height: clip.Size.Height},
		Notes: composed.Notes, Said: s, Name: bag.SafeName(p.stem+"-"+string(way)) + "." + string(film),
	}
	made.Safe = made.Pixels.Rect()
	if preset, ok := k.Preset(s.Preset); ok {
		made.Safe = preset.Safe
	}
	for _, n := range composed.Notes {
		made.Must = made.Must || n.Must
	}
	if film == GIF {
		made.Frames, err = framesOf(out.Bytes())
	} else {
		made.Frames, err = drawnFrames(ctx, clip)
	}
	if err != nil {
		return nil, err
	}
	made.Picture = made.Frames[0].Picture
	return made, nil
}

// framesOf reads the frames of a GIF, each as it is seen.
func framesOf(data []byte) (frames []Frame, err error) {
	film, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("reading a moving picture that was just written: %w", err)
	}
	canvas := image.NewNRGBA(image.Rect(0, 0, film.Config.Width, film.Config.Height))
	for i, part := range film.Image {
		draw.Draw(canvas, part.Bounds(), part, part.Bounds().Min, draw.Over)
		seen := image.NewNRGBA(canvas.Rect)
		copy(seen.Pix, canvas.Pix)
		frames = append(frames, Frame{seen, time.Duration(film.Delay[i]) * 10 * time.Millisecond})
	}
	return frames, nil
}

// mostShown is how many frames of a film are shown of a preview.
const mostShown = 16

// drawnFrames draws frames of a clip, so many that its movement is seen; each
// stands for those that are left out after it.
func drawnFrames(ctx context.Context, clip motion.Clip) (frames []Frame, err error) {
	step := max(1, (len(clip.Holds)+mostShown-1)/mostShown)
	for i, hold := range clip.Holds {
		if last := len(frames) - 1; i%step != 0 && last >= 0 && hold < motion.ShortestHold {
			frames[last].Hold += hold
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		frames = append(frames, Frame{clip.Frame(i), hold})
	}
	return frames, nil
}
