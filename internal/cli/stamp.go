package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/verify"
)

// run writes a request for trusted time, to be carried to an authority.
func (c stampRequestCommand) run(s session) int {
	out := c.Out
	if out == "" {
		out = c.File + verify.RequestEnding
	}
	if infos := fileInfos([]string{c.File, out}); len(infos) == 2 && os.SameFile(infos[0], infos[1]) {
		s.complain(s.Say("cli.stamp.overwrite", "path", printable(out)))
		return failed
	}
	line, err := verify.WriteRequest(s.ctx, s.Language, c.File, out)
	if unread := new(verify.Error); errors.As(err, &unread) {
		return s.unread(unread.Path, unread.Err)
	} else if err != nil {
		return s.writeFailed(out, err)
	}
	fmt.Fprintln(s.Out, s.Say("cli.wrote", "path", printable(out)))
	fmt.Fprintln(s.Out, line.Text)
	s.complain(s.Say("cli.stamp.send", "command", fmt.Sprintf("%s stamp check %s %s", Name, quoted(c.File), quoted(c.File+verify.ReplyEnding))))
	return found
}

// run checks an authority's reply against the file.
func (c stampCheckCommand) run(s session) int {
	return s.status(verify.StampCheck{
		Language: s.Language, Path: c.File, Reply: c.Reply, Request: c.Request, Roots: c.Roots, Option: "--roots",
		Tell: func(line verify.Line) { fmt.Fprintln(s.Out, line.Text) },
	}.Run(s.ctx))
}

// unread says why a file can't be read, and returns the exit status for it.
func (s session) unread(path string, err error) int {
	if s.ctx.Err() != nil {
		s.complain(s.Say("cli.stopped"))
		return failed
	}
	s.complain(s.explained(path, err))
	if bad := new(bag.Error); errors.As(err, &bad) && !bad.Kind.Unreadable() {
		return notFound // a package of which something does not hold
	}
	return failed
}
