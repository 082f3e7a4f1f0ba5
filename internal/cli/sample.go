package cli

import (
	"fmt"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/sample"
	"github.com/motbilde/motbilde/internal/synth"
)

// run writes the sample case and names each file on standard output. The
// videos need ffmpeg; without it that is said, and the rest stands.
func (c sampleCommand) run(s session) int {
	if c.Whole {
		return c.whole(s)
	}
	claim, candidates, err := synth.WriteSample(c.Folder)
	if err != nil {
		return s.writeFailed(c.Folder, err)
	}
	paths := append([]string{claim}, candidates...)
	trailer, err := sample.WriteTrailer(s.ctx, s.Getenv(ffmpegVariable), c.Folder)
	switch {
	case err == nil:
		paths = append(paths, trailer)
	case s.ctx.Err() != nil:
		s.complain(s.Say("cli.stopped"))
		return failed
	case sample.IsMissing(err):
		s.leftOut(filepath.Base(trailer), err)
	default:
		return s.writeFailed(trailer, err)
	}
	s.list(paths)
	s.try("compare", claim, filepath.Dir(candidates[0]))
	return found
}

// whole writes the whole story, with every claim compared.
func (c sampleCommand) whole(s session) int {
	var bar *printout
	w, err := sample.WriteWhole(s.ctx, c.Folder, sample.Options{
		FFmpeg:   s.Getenv(ffmpegVariable),
		Language: s.Language, Compared: true, Tell: func(_, total int) {
			if bar != nil {
				bar.step()
				return
			}
			bar = newPrintout(s, false, total)
		},
	})
	if bar != nil {
		bar.done()
	}
	switch {
	case s.ctx.Err() != nil:
		s.complain(s.Say("cli.stopped"))
		return failed
	case err != nil:
		return s.writeFailed(c.Folder, err)
	}
	for _, left := range w.LeftOut {
		s.leftOut(left.Name, left.Err)
	}
	if len(w.LeftOut) > 0 {
		s.complain(s.Say("cli.sample.no-findings"))
	} else {
		s.complain(s.Say("cli.sample.video-bytes"))
	}
	if w.Kept {
		s.complain(s.Say("cli.sample.kept", "path", printable(w.Case)))
	}
	s.list(w.Paths)
	s.try("export", w.Case, "--to", filepath.Join(c.Folder, "out"))
	return found
}

// leftOut says of a video that it was not made, and why.
func (s session) leftOut(name string, err error) {
	p := problem.Explain(err)
	s.complain(s.Say("video.sample.left-out", "name", name, "sentence", p.Sentence(s.Language), "next", p.Next(s.Language)))
}

// list names files on standard output.
func (s session) list(paths []string) {
	for _, path := range paths {
		fmt.Fprintln(s.Out, printable(path))
	}
}

// try proposes a command.
func (s session) try(words ...string) {
	command := Name + " " + words[0]
	for _, word := range words[1:] {
		command += " " + quoted(word)
	}
	s.complain(s.Say("cli.sample.look", "command", command))
}
