package cli

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/stamp"
)

// The endings of a request and of the reply to it, which lie beside the file.
const (
	requestEnding = ".tsq"
	replyEnding   = ".tsr"
)

// run writes a request for trusted time, to be carried to an authority.
func (c stampRequestCommand) run(s session) int {
	digest, isPackage, err := casework.StampDigest(s.ctx, c.File)
	if err != nil {
		return s.unread(c.File, err)
	}
	out := c.Out
	if out == "" {
		out = c.File + requestEnding
	}
	if infos := fileInfos([]string{c.File, out}); len(infos) == 2 && os.SameFile(infos[0], infos[1]) {
		s.complain(s.Say("cli.stamp.overwrite", "path", printable(out)))
		return failed
	}
	request, err := stamp.NewRequest(digest)
	if err == nil {
		err = casework.WriteFile(out, func(w io.Writer) error {
			_, err := w.Write(request)
			return err
		})
	}
	if err != nil {
		return s.writeFailed(out, err)
	}
	fmt.Fprintln(s.Out, s.Say("cli.wrote", "path", printable(out)))
	fmt.Fprintln(s.Out, s.ofWhat(digest, isPackage))
	s.complain(s.Say("cli.stamp.send", "command", fmt.Sprintf("%s stamp check %s %s", Name, quoted(c.File), quoted(c.File+replyEnding))))
	return found
}

// ofWhat says of which bytes the digest is.
func (s session) ofWhat(digest string, isPackage bool) string {
	key := "cli.stamp.digest.file"
	if isPackage {
		key = "cli.stamp.digest.package"
	}
	return s.Say(key, "digest", digest)
}

// run checks an authority's reply against the file.
func (c stampCheckCommand) run(s session) int {
	digest, isPackage, err := casework.StampDigest(s.ctx, c.File)
	if err != nil {
		return s.unread(c.File, err)
	}
	reply := c.Reply
	if reply == "" {
		reply = c.File + replyEnding
	}
	data, err := readSmall(reply)
	if err != nil {
		return s.unread(reply, err)
	}
	want := stamp.Expected{Digest: digest}
	request := c.Request
	if request == "" {
		request = c.File + requestEnding
	}
	switch want.Request, err = readSmall(request); {
	case errors.Is(err, fs.ErrNotExist) && c.Request == "": // it was not kept
	case err != nil:
		return s.unread(request, err)
	}
	if c.Roots != "" {
		if want.Roots, err = readRoots(c.Roots); err != nil {
			return s.unread(c.Roots, err)
		}
	}
	stamped, err := stamp.Check(data, want)
	if bad := new(stamp.Error); errors.As(err, &bad) && !bad.Kind.Unreadable() {
		fmt.Fprintln(s.Out, s.explained(reply, err))
		return notFound
	} else if err != nil {
		return s.unread(reply, err)
	}
	fmt.Fprintln(s.Out, s.ofWhat(digest, isPackage))
	s.tellStamp(stamped)
	return found
}

// tellStamp says what a time-stamp shows, and what of it was not checked.
func (s session) tellStamp(t stamp.Stamp) {
	accuracy := ""
	if t.Accuracy > 0 {
		accuracy = s.Number(t.Accuracy.Seconds(), 3)
	}
	fmt.Fprintln(s.Out, s.Say("cli.stamp.time", "time", t.Time.Format("2006-01-02 15:04:05"), "accuracy", accuracy))
	fmt.Fprintln(s.Out, s.Say("cli.stamp.by", "authority", printable(t.Authority), "issuer", printable(t.Issuer), "fingerprint", t.Fingerprint))
	if t.Trusted {
		fmt.Fprintln(s.Out, s.Say("cli.stamp.trusted"))
	} else {
		fmt.Fprintln(s.Out, s.Say("cli.stamp.untrusted"))
	}
	if !t.Asked {
		fmt.Fprintln(s.Out, s.Say("cli.stamp.not-asked"))
	}
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

// readSmall reads a file that is small if it is what it should be.
func readSmall(path string) (data []byte, err error) {
	info, err := os.Stat(path) // before opening: a pipe would wait for ever
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > mostSmall {
		return nil, &stamp.Error{Kind: stamp.TooLarge, Limit: mostSmall}
	}
	return os.ReadFile(path)
}

// mostSmall is above all that is read whole here: the list of all roots that a
// system trusts has a quarter of it.
const mostSmall = 1 << 20

func readRoots(path string) ([]*x509.Certificate, error) {
	data, err := readSmall(path)
	if err != nil {
		return nil, err
	}
	return stamp.ReadCertificates(data)
}
