package verify

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/stamp"
	"github.com/motbilde/motbilde/internal/words"
)

// The endings of a request for trusted time and of the reply to it, which lie
// beside the file.
const (
	RequestEnding = ".tsq"
	ReplyEnding   = ".tsr"
)

// WriteRequest writes a request for trusted time over a file and says over
// which bytes. The error is an *Error where the file can't be read, or says why
// the request could not be written.
func WriteRequest(ctx context.Context, l words.Language, path, out string) (Line, error) {
	digest, isPackage, err := casework.StampDigest(ctx, path)
	if err != nil {
		return Line{}, &Error{path, err}
	}
	request, err := stamp.NewRequest(digest)
	if err == nil {
		err = casework.WriteFile(out, func(w io.Writer) error {
			_, err := w.Write(request)
			return err
		})
	}
	return Line{Keep, ofWhat(l, digest, isPackage)}, err
}

// ofWhat says of which bytes a digest is.
func ofWhat(l words.Language, digest string, isPackage bool) string {
	key := "verify.stamp.digest.file"
	if isPackage {
		key = "verify.stamp.digest.package"
	}
	return l.Say(key, "digest", digest)
}

// StampCheck is the check of an authority's reply. What is left empty lies
// beside the file: the reply, and the request, which need not be there.
type StampCheck struct {
	Language             words.Language
	Path, Reply, Request string
	Name                 string // of the reply in what is said; its path where it is empty
	Roots                string // a file with the certificates of authorities that are trusted; may be empty
	Option               string // what the reader gives them with, as it is called

	Tell func(Line)
}

// Run checks the reply against the file and reports whether everything holds
// that was checked. The error is an *Error, or that of the context.
func (c StampCheck) Run(ctx context.Context) (holds bool, err error) {
	digest, isPackage, err := casework.StampDigest(ctx, c.Path)
	if err != nil {
		return false, &Error{c.Path, err}
	}
	reply := c.Reply
	if reply == "" {
		reply = c.Path + ReplyEnding
	}
	data, err := readSmall(reply)
	if err != nil {
		return false, &Error{reply, err}
	}
	want := stamp.Expected{Digest: digest}
	request := c.Request
	if request == "" {
		request = c.Path + RequestEnding
	}
	switch want.Request, err = readSmall(request); {
	case errors.Is(err, fs.ErrNotExist) && c.Request == "": // it was not kept
	case err != nil:
		return false, &Error{request, err}
	}
	if c.Roots != "" {
		roots, err := readSmall(c.Roots)
		if err == nil {
			want.Roots, err = stamp.ReadCertificates(roots)
		}
		if err != nil {
			return false, &Error{c.Roots, err}
		}
	}
	stamped, err := stamp.Check(data, want)
	if bad := new(stamp.Error); errors.As(err, &bad) && !bad.Kind.Unreadable() {
		c.Tell(Line{Wrong, Explained(c.Language, cmp.Or(c.Name, reply), err)})
		return false, nil
	} else if err != nil {
		return false, &Error{reply, err}
	}
	c.Tell(Line{Keep, ofWhat(c.Language, digest, isPackage)})
	c.tell(stamped)
	return true, nil
}

// tell says what a time-stamp shows, and what of it was not checked.
func (c StampCheck) tell(t stamp.Stamp) {
	l, accuracy := c.Language, ""
	if t.Accuracy > 0 {
		accuracy = l.Number(t.Accuracy.Seconds(), 3)
	}
	c.Tell(Line{Holds, l.Say("verify.stamp.time", "time", t.Time.Format("2006-01-02 15:04:05"), "accuracy", accuracy)})
	c.Tell(Line{Holds, l.Say("verify.stamp.by", "authority", media.CleanText(t.Authority), "issuer", media.CleanText(t.Issuer), "fingerprint", t.Fingerprint)})
	if t.Trusted {
		c.Tell(Line{Holds, l.Say("verify.stamp.trusted")})
	} else {
		c.Tell(Line{Unchecked, l.Say("verify.stamp.untrusted", "option", c.Option)})
	}
	if !t.Asked {
		c.Tell(Line{Unchecked, l.Say("verify.stamp.not-asked")})
	}
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
