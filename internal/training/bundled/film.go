package bundled

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/motion"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
)

// Of the film: three shots, the middle one of which shows the convoy drive by.
const (
	filmRate  = 10
	filmPan   = 4 // frames of the first and of the last shot
	filmDrive = 8
	filmClaim = filmPan + 4
	filmSeed  = 23
)

// reel draws the film's frames.
type reel struct {
	size geom.Size
	town synth.TownFilm // what the first and the last shot are of
}

func (t *table) reel() *reel {
	r := &reel{size: geom.Size{Width: t.px(640) &^ 1, Height: t.px(360) &^ 1}, town: synth.PracticeFilm(filmSeed)}
	r.town.Size = r.size
	return r
}

// frame draws frame n: a flight along a street, the convoy, the street farther on.
func (r *reel) frame(n int) *image.RGBA {
	switch drive := n - filmPan; {
	case drive < 0:
		return r.town.Frame(40 + n)
	case drive < filmDrive:
		return synth.DrawAt(filmSeed, synth.Convoy, r.size, synth.Moment{Metres: 1.1 * float64(drive-(filmClaim-filmPan)), Exposure: uint64(n + 1)}).Image
	default:
		return r.town.Frame(170 + drive)
	}
}

// frames is how many the film has.
const frames = 2*filmPan + filmDrive

// convoy is a frame of a film, cut and without colour.
func convoy(t *table) {
	r := t.reel()
	all := make([]*image.RGBA, frames)
	for n := range all {
		if t.stopped() {
			return
		}
		all[n] = r.frame(n)
	}
	c := synth.Spread(all[filmClaim], synth.Crop(t.box(120, 40, 560, 320)), synth.Grey())
	t.claim(c.Image, 62)
	const id = "c1"
	name, data, err := t.film(r, all)
	if err != nil {
		t.err = err
		return
	}
	film := t.item(id, name, r.size)
	film.Video = true
	t.lesson.Exercise.Candidates = append(t.lesson.Exercise.Candidates, film)
	t.lesson.Files = append(t.lesson.Files, training.FileOf(name, data))
	t.candidate(synth.Draw(filmSeed+1, synth.Convoy, t.size(1280, 720)).Image)
	t.candidate(synth.Draw(filmSeed+2, synth.Road, t.size(1280, 720)).Image)
	t.right(id, c.SourceFromCopy, geom.Quad{})
	at := func(n int) time.Duration { return time.Duration(n) * time.Second / filmRate }
	t.lesson.Key.From, t.lesson.Key.To = at(filmClaim), at(filmClaim)
	for n := filmClaim % 3; n < frames; n += 3 {
		still := t.item("s"+strconv.Itoa(n/3+1), fmt.Sprintf("stills/s%d.jpg", n/3+1), r.size)
		still.FrameOf, still.At = id, at(n)
		t.lesson.Exercise.Stills = append(t.lesson.Exercise.Stills, still)
		t.keep(still.Name, all[n], 84)
	}
	t.figure("time", strconv.FormatFloat(at(filmClaim).Seconds(), 'f', 1, 64))
	t.measures()
}

// film encodes the film: as MP4 where there is an ffmpeg, else as a moving GIF.
func (t *table) film(r *reel, all []*image.RGBA) (name string, data []byte, err error) {
	tools, err := video.Locate(t.options.FFmpeg)
	if err == nil {
		return t.mp4(tools, r, all)
	}
	if e := new(media.Error); !errors.As(err, &e) || e.Kind != media.NoFFmpeg && e.Kind != media.WrongFFmpeg {
		return "", nil, err
	}
	clip := motion.Clip{Size: r.size, Frame: func(n int) *image.RGBA { return all[n] }}
	for range all {
		clip.Holds = append(clip.Holds, time.Second/filmRate)
	}
	var out bytes.Buffer
	if err := motion.WriteGIF(t.ctx, &out, clip); err != nil {
		return "", nil, fmt.Errorf("writing the film: %w", err)
	}
	return "candidates/film.gif", out.Bytes(), nil
}

func (t *table) mp4(tools video.Tools, r *reel, all []*image.RGBA) (name string, data []byte, err error) {
	folder, err := os.MkdirTemp("", "motbilde-practice-*")
	if err != nil {
		return "", nil, err
	}
	defer os.RemoveAll(folder) // what stays behind lies in the system's own folder for such
	path := filepath.Join(folder, "film.mp4")
	if err := video.Encode(t.ctx, tools, path, r.size, filmRate, len(all), Comment, func(n int) *image.RGBA { return all[n] }); err != nil {
		return "", nil, fmt.Errorf("encoding the film: %w", err)
	}
	data, err = os.ReadFile(path)
	return "candidates/film.mp4", data, err
}
