package cli

import (
	"errors"
	"fmt"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/verify"
)

// originalsOption is the option that gives the pictures of a report.
const originalsOption = "--originals"

// run checks a case file, a package or a report and names what does not hold.
func (c verifyCommand) run(s session) int {
	if c.Originals != "" && !casework.IsReport(c.File) {
		s.complain(s.Say("verify.originals-of-case", "option", originalsOption))
		return failed
	}
	var progress *printout
	holds, err := verify.Check{
		Language: s.Language, Path: c.File, Originals: c.Originals, Option: originalsOption, Recompute: c.Recompute, FFmpeg: s.Getenv(ffmpegVariable),
		Tell: func(line verify.Line) {
			if progress != nil {
				progress.done()
			}
			fmt.Fprintln(s.Out, line.Text)
		},
		Step: func(done, total int) {
			if done == 0 {
				progress = newPrintout(s, false, total)
			} else {
				progress.step()
			}
		},
	}.Run(s.ctx)
	if progress != nil {
		progress.done()
	}
	return s.status(holds, err)
}

// status says why a file could not be checked, and returns the exit status of a check.
func (s session) status(holds bool, err error) int {
	var unread *verify.Error
	switch {
	case s.ctx.Err() != nil:
		s.complain(s.Say("cli.stopped"))
		return failed
	case errors.As(err, &unread):
		return s.unread(unread.Path, unread.Err)
	case err != nil:
		return s.unread("", err)
	case !holds:
		return notFound
	}
	return found
}
