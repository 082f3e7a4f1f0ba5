package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/synth"
)

// run writes the sample case and names each file on standard output. The
// trailer needs ffmpeg; without it that is said, and the rest stands.
func (c sampleCommand) run(s session) int {
	claim, candidates, err := synth.WriteSample(c.Folder)
	if err != nil {
		return s.writeFailed(c.Folder, err)
	}
	paths := append([]string{claim}, candidates...)
	trailer := synth.SampleTrailer()
	path := filepath.Join(c.Folder, filepath.FromSlash(trailer.Name))
	tools, err := video.Locate(s.Getenv(ffmpegVariable))
	switch {
	case err != nil:
		p := problem.Explain(err)
		s.complain(s.Say("video.sample.left-out", "name", trailer.Name, "sentence", p.Sentence(s.Language), "next", p.Next(s.Language)))
	default:
		if err := s.writeTrailer(tools, trailer, path); err != nil {
			if s.ctx.Err() != nil {
				s.complain(s.Say("cli.stopped"))
				return failed
			}
			return s.writeFailed(path, err)
		}
		paths = append(paths, path)
	}
	for _, path := range paths {
		fmt.Fprintln(s.Out, printable(path))
	}
	s.complain(s.Say("cli.sample.look", "command",
		fmt.Sprintf("%s compare %s %s", Name, quoted(claim), quoted(filepath.Dir(candidates[0])))))
	return found
}

// writeTrailer encodes the trailer beside its place and renames it. A file of
// that name which is not the sample's is left alone.
func (s session) writeTrailer(tools video.Tools, t synth.Trailer, path string) error {
	there, err := os.ReadFile(path)
	switch {
	case err == nil && !bytes.Contains(there, []byte(synth.Signature)):
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	beside := path + ".part"
	defer os.Remove(beside) // gone already when all went well
	if err := video.Encode(s.ctx, tools, beside, t.Size, t.Rate, t.Frames, synth.Signature, t.Frame); err != nil {
		return err
	}
	return os.Rename(beside, path)
}
