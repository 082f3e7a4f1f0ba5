package casework

import (
	"context"
	"image"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/motion"
)

// Film is a kind of moving picture, by the end of its name.
type Film string

// The kinds.
const (
	GIF Film = "gif"
	MP4 Film = "mp4" // by the machine's ffmpeg
)

// WriteMoving writes the pair of the claim as a moving picture, with its words in
// a text file beside it, and the pair as a still for whoever can't or won't see it
// move: all their names begin with the path given. The errors are those of
// graphic.ContentOf, graphic.ComposeMoving, video.Locate and the system's.
func (o *Outgoing) WriteMoving(ctx context.Context, path, preset string, way graphic.Way, film Film) (all []Written, err error) {
	o.ask.Tell(Step{Part: Drawing})
	var tools video.Tools
	if film == MP4 {
		if tools, err = video.Locate(o.lab.FFmpeg()); err != nil {
			return nil, err
		}
	}
	in, err := o.asReport(false).input(ctx, o.lab)
	if err != nil {
		return nil, err
	}
	c, err := graphic.ContentOf(ctx, in)
	if err != nil {
		return nil, err
	}
	l := o.ask.Language
	if !o.still { // one serves GIF and MP4
		still, err := writeFigure(ctx, c, graphic.Default(graphic.PairKind, preset, l), o.ask.Kit, path+"-still.png")
		if err != nil {
			return nil, err
		}
		all, o.still = append(all, still), true
	}
	moving, err := graphic.ComposeMoving(ctx, c, o.ask.Kit.DraftMoving(c, graphic.Default(graphic.PairKind, preset, l), way), o.ask.Kit, way)
	if err != nil {
		return all, err
	}
	clip, err := clipOf(moving, way, film)
	if err != nil {
		return all, err
	}
	out := Written{Kind: graphic.PairKind, Path: path + "-" + string(way) + "." + string(film), Beside: path + "-" + string(way) + ".txt"}
	out.Notes = notesOf(graphic.Composition{Notes: moving.Notes}, l)
	if err := WriteFile(out.Path, func(w io.Writer) error { return writeFilm(ctx, w, tools, clip, film) }); err != nil {
		return all, err
	}
	all = append(all, out)
	return all, WriteFile(out.Beside, func(w io.Writer) error {
		_, err := io.WriteString(w, moving.Alt+"\n\n"+moving.Caption+"\n")
		return err
	})
}

// swipeLine is the width of the line of a swipe, of the graphic's width.
const swipeLine = 2.0 / 375

// clipOf paints both stills and sets them moving, the found picture first: what a
// thumbnail shows must not spread the claim.
func clipOf(m graphic.Moving, way graphic.Way, film Film) (motion.Clip, error) {
	found, err := raster.Paint(m.Found, 1)
	if err != nil {
		return motion.Clip{}, err
	}
	claim, err := raster.Paint(m.Claim, 1)
	if err != nil {
		return motion.Clip{}, err
	}
	var pace motion.Pace
	if film == MP4 {
		pace = motion.Pace{Steps: 24, Step: motion.Smooth}
	}
	switch way {
	case graphic.Blink:
		return motion.Blink(found, claim, pace), nil
	case graphic.Fade:
		return motion.Fade(found, claim, pace), nil
	default:
		line := max(1, whole(swipeLine*m.Found.Width))
		return motion.Swipe(found, claim, image.Rect(whole(m.Box.MinX), whole(m.Box.MinY), whole(m.Box.MaxX), whole(m.Box.MaxY)), line, pace), nil
	}
}

func whole(v float64) int { return int(math.Round(v)) }

// writeFilm writes a clip. ffmpeg can't write an MP4 file from its beginning to its
// end, so that one is made among the temporary files first.
func writeFilm(ctx context.Context, w io.Writer, tools video.Tools, clip motion.Clip, film Film) (err error) {
	if film == GIF {
		return motion.WriteGIF(ctx, w, clip)
	}
	folder, err := os.MkdirTemp("", "motbilde-film-")
	if err != nil {
		return err
	}
	defer func() {
		if left := os.RemoveAll(folder); err == nil {
			err = left
		}
	}()
	path := filepath.Join(folder, "film.mp4")
	if err := motion.WriteMP4(ctx, tools, path, clip); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() // read only: nothing is lost
	_, err = io.Copy(w, file)
	return err
}
