package cli

import (
	"github.com/motbilde/motbilde/internal/doctor"
	"github.com/motbilde/motbilde/internal/lab"
)

// run says what this machine has. It fails only where a part of the program
// itself does not work: a missing display or ffmpeg is a fact, not a fault.
func (doctorCommand) run(s session) int {
	report := doctor.Examine(s.ctx, doctor.Asked{
		Language: s.Language, Program: versionLine(), Getenv: s.Getenv, FFmpeg: s.Getenv(ffmpegVariable), Window: doctor.FindWindow(),
	})
	if err := report.Write(s.Out); err != nil {
		return failed // where results go nothing can be written: nothing that could be told there
	}
	if report.Broken {
		return notFound
	}
	return found
}

// ffmpegVariable names the place of ffmpeg and ffprobe in the environment, as
// the window's preferences do.
const ffmpegVariable = "MOTBILDE_FFMPEG"

// lab returns an empty one that reads videos by the ffmpeg of the environment.
func (s session) lab() *lab.Lab {
	l := lab.New()
	l.UseFFmpeg(s.Getenv(ffmpegVariable))
	return l
}
