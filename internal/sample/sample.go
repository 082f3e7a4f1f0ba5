// Package sample owns the sample case on the disk: the pictures that synth
// draws, the videos that the machine's ffmpeg makes of its frames, and the whole
// story as a case with posts, statements and findings. Its main type is Whole.
// It promises that it writes over nothing but what it wrote itself, and that
// the pictures are the same every time; the bytes of a video depend on ffmpeg's
// version.
package sample

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/synth"
)

// drawn is a video of the sample case before it is encoded.
type drawn struct {
	name         string // relative, with forward slashes
	size         geom.Size
	rate, frames int
	frame        func(n int) *image.RGBA
}

// WriteTrailer writes the convoy's trailer below a folder and returns its path;
// ffmpeg is where a person says that it lies, or empty.
// Without ffmpeg the error is one for which IsMissing holds; where another's
// file has its name it wraps fs.ErrExist.
func WriteTrailer(ctx context.Context, ffmpeg, folder string) (string, error) {
	t := synth.SampleTrailer()
	return writeVideo(ctx, ffmpeg, folder, drawn{t.Name, t.Size, t.Rate, t.Frames, t.Frame})
}

// writeFilm does the same for the film of the whole case.
func writeFilm(ctx context.Context, ffmpeg, folder string, f synth.Film) (string, error) {
	return writeVideo(ctx, ffmpeg, folder, drawn{f.Name, f.Size, f.Rate, f.Frames, f.Frame})
}

// writeVideo encodes a video beside its place and renames it.
func writeVideo(ctx context.Context, ffmpeg, folder string, v drawn) (string, error) {
	path := filepath.Join(folder, filepath.FromSlash(v.name))
	tools, err := video.Locate(ffmpeg)
	if err != nil {
		return path, err
	}
	if err := mayWrite(path); err != nil {
		return path, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return path, err
	}
	beside := path + ".part"
	defer os.Remove(beside) // gone already when all went well
	if err := video.Encode(ctx, tools, beside, v.size, v.rate, v.frames, synth.Signature, v.frame); err != nil {
		return path, err
	}
	return path, os.Rename(beside, path)
}

// mayWrite returns nil where there is no file, or one that the sample's signature is in.
func mayWrite(path string) error {
	there, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !bytes.Contains(there, []byte(synth.Signature)):
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	}
	return nil
}

// IsMissing reports whether a video could not be made because there is no ffmpeg,
// or none where a person says.
func IsMissing(err error) bool {
	e := new(media.Error)
	return errors.As(err, &e) && (e.Kind == media.NoFFmpeg || e.Kind == media.WrongFFmpeg)
}
