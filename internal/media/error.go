package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/motbilde/motbilde/internal/geom"
)

// Kind says what is wrong with a file, as far as a person can do something about it.
type Kind int

// The kinds.
const (
	KindUnset     Kind = iota
	Missing            // there is no such file
	Address            // a web address; the program never connects to the network
	NoPermission       // the system does not let us read it
	NotAFile           // a device, a pipe or the like
	Folder             // a folder where a file is needed
	NoPictures         // a folder without a file to take
	TooManyFiles       // a folder with more files than are taken at once
	Unreadable         // the disk, share or stick gave an error while reading
	Empty              // a file of 0 bytes
	NotAPicture        // text, a web page, a PDF …; Detail names it
	OtherFormat        // a picture in a format that is not read; Detail names it
	Video              // a video where a still is needed; Detail names the container
	Playlist           // a text that names other files or addresses, as players follow
	NoFFmpeg           // a video, and no ffmpeg to read it; Detail names the system
	WrongFFmpeg        // there is no ffmpeg where a person says that it is; Detail is that place
	NoVideoStream      // a container of videos without a picture in it, as a sound recording
	Unsupported        // a known format in a variant that is not read; Detail says which
	Broken             // damaged or malformed; Detail says where
	EndsEarly          // the end of the file is missing
	TooLarge           // more bytes than the limit
	TooManyPixels      // more pixels than the limit
	TookTooLong        // more time than the limit
	TooMuchMemory      // decoding would hold more bytes than the limit
)

// Error is why a file can't be used.
type Error struct {
	Kind   Kind
	Path   string    // as the system gives it; empty where bytes were decoded
	Format string    // for people, as "JPEG"; empty where it is not known
	Detail string    // in English, for support and for names of formats; may be empty
	Size   geom.Size // what the header states, for TooManyPixels and TooMuchMemory
	Limit  int64     // bytes, pixels, seconds or files, for the kinds that exceed one
	Err    error     // what lies beneath; may be nil
}

// Error returns one line in English, for logs and for developers; people get
// the sentences of package problem.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Path != "" {
		fmt.Fprintf(&b, "reading %q: ", e.Path)
	}
	b.WriteString(e.Kind.String())
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns what lies beneath.
func (e *Error) Unwrap() error { return e.Err }

// At returns err with the path set, where it is an *Error without one.
func At(err error, path string) error {
	var e *Error
	if !errors.As(err, &e) || e.Path != "" {
		return err
	}
	placed := *e
	placed.Path = path
	return &placed
}

var kindNames = [...]string{
	KindUnset: "unset", Missing: "missing", Address: "a web address", NoPermission: "no permission",
	NotAFile: "not an ordinary file", Folder: "a folder", NoPictures: "no picture in it", TooManyFiles: "too many files",
	Unreadable: "can't be read", Empty: "empty", NotAPicture: "not a picture", OtherFormat: "a format that is not read",
	Video: "a video", Playlist: "a list of other files", NoFFmpeg: "a video, and there is no ffmpeg", WrongFFmpeg: "no ffmpeg and ffprobe where they are said to be", NoVideoStream: "without pictures", Unsupported: "a variant that is not read", Broken: "damaged", EndsEarly: "ends early",
	TooLarge: "too large", TooManyPixels: "too many pixels", TookTooLong: "took too long", TooMuchMemory: "would take too much memory",
}

// String returns the kind in English, in lower case.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return kindNames[KindUnset]
	}
	return kindNames[k]
}

func tooLarge(l Limits) *Error { return &Error{Kind: TooLarge, Limit: l.Bytes} }

// explain turns what came out of a guarded call into an *Error, and leaves the
// caller's own cancellation as it is.
func explain(ctx context.Context, err error, l Limits) error {
	var e *Error
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, errTimeUp):
		return &Error{Kind: TookTooLong, Limit: int64(l.Time.Seconds())}
	case errors.As(err, &e):
		return e
	}
	return &Error{Kind: Broken, Err: err}
}

// OfSystem names an error of the file system that came from reading a file.
func OfSystem(path string, err error) error { return ofSystem(path, err) }

// ofSystem names an error of the file system.
func ofSystem(path string, err error) *Error {
	e := &Error{Kind: Unreadable, Path: path, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Kind = Missing
	case errors.Is(err, fs.ErrPermission):
		e.Kind = NoPermission
	}
	return e
}

// endsEarly reports whether a decoder ran out of bytes.
func endsEarly(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}
