// Package media owns the way from a file to a picture: which files a drop
// means, what kind a file is by its content, and its decoding. Its main type
// is Still. It promises that no file takes the program down: every file ends
// in upright sRGB pixels or in an Error that says what is wrong with it,
// within limits on bytes, pixels and time.
//
//	paths ──Expand──▶ files ──Read──▶ bytes ──Probe──▶ Header ──Decode──▶ Still
package media

import (
	"context"
	"errors"
	"fmt"
	"image"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
)

// Limits bound what one file may cost; a field that is 0 has its default.
type Limits struct {
	Bytes  int64         // of the file; default 1 GiB
	Pixels int64         // width times height as the file states them; default 500 million
	Time   time.Duration // for reading or decoding; default 60 s
	// Working is how many pixels a picture may have before it is reduced by a
	// whole factor; default 65 million.
	Working int64
	// Memory is what decoding may hold at its peak, the file's bytes and the
	// picture included; default 1340 MiB.
	Memory int64
}

// The defaults of Limits: larger than any camera's file and any scan that a
// newsroom handles, small enough for a machine with 4 GB. Cameras of the 35 mm
// format and telephones have up to 64 million pixels: they are worked on as they are.
const (
	DefaultBytes   = 1 << 30
	DefaultPixels  = 500_000_000
	DefaultTime    = 60 * time.Second
	DefaultWorking = 65_000_000
	DefaultMemory  = 1340 << 20
)

func (l Limits) filled() Limits {
	if l.Bytes <= 0 {
		l.Bytes = DefaultBytes
	}
	if l.Pixels <= 0 {
		l.Pixels = DefaultPixels
	}
	if l.Time <= 0 {
		l.Time = DefaultTime
	}
	if l.Working <= 0 {
		l.Working = DefaultWorking
	}
	if l.Memory <= 0 {
		l.Memory = DefaultMemory
	}
	return l
}

// Still is a decoded picture file.
type Still struct {
	Picture   *picture.Picture // its key is the file's SHA-256
	MediaType string           // by content, as "image/jpeg"
	Format    string           // for people, as "JPEG"
	Stored    geom.Size        // upright, as the file states it: larger than Picture where that is a reduced copy
	Oriented  bool             // the file stores its pixels turned or mirrored, and they were set upright
	Notes     []Note           // what a reader of the measurements should know
}

// Note is a stable word about how a file became a picture.
type Note string

// The notes.
const (
	FirstOfSeveral Note = "first-of-several"   // the file holds more frames or pages; the first is taken
	ProfileApplied Note = "profile-applied"    // colours were converted to sRGB
	ProfileIgnored Note = "profile-ignored"    // a colour profile that is no RGB matrix profile, or is damaged
	ReducedTo8Bit  Note = "reduced-to-8-bit"   // more than 8 bits a channel were rounded to 8
	HighDynamic    Note = "high-dynamic-range" // PQ or HLG values are shown as they stand, without tone mapping
	EndMarkMissing Note = "end-mark-missing"   // the pixels are all there, the mark of the end is not
	ReducedCopy    Note = "reduced-copy"       // the file has more pixels than are worked on: the picture is a smaller copy, see Stored
	SystemDecoder  Note = "system-decoder"     // decoded by a library of this machine: another machine may differ by a level
)

// Decode turns the bytes of a picture file into a Still. The format is told by
// content. The header is read first and held against the limits, so that a
// small file that unpacks to a huge picture is refused before it does. Decode
// returns an *Error without a path (see At), or the context's error; it
// returns as soon as ctx ends or the time is up, though a decoder that can't
// be interrupted may run on in the background for a while.
func Decode(ctx context.Context, data []byte, limits Limits) (Still, error) {
	limits = limits.filled()
	if int64(len(data)) > limits.Bytes {
		return Still{}, tooLarge(limits)
	}
	timed, cancel := context.WithTimeoutCause(ctx, limits.Time, errTimeUp)
	defer cancel()
	still, err := guarded(timed, func() (Still, error) { return decode(timed, data, limits) })
	if err != nil {
		return Still{}, explain(ctx, err, limits)
	}
	return still, nil
}

// errTimeUp is the cause of a context that a limit on time has ended.
var errTimeUp = errors.New("the time is up")

// guarded runs work on a goroutine of its own. A panic in it becomes an error,
// and when ctx ends first, guarded returns without waiting for it.
func guarded[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if r := recover(); r != nil {
				o.err = &Error{Kind: Broken, Detail: fmt.Sprint(r), Err: errPanicked}
			}
			done <- o
		}()
		o.value, o.err = work()
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

// errPanicked marks a decoder that gave up in the middle.
var errPanicked = errors.New("the decoder gave up")

func decode(ctx context.Context, data []byte, limits Limits) (Still, error) {
	header, err := probe(data, limits)
	if err != nil {
		return Still{}, err
	}
	var img image.Image
	if header.plan.by > 1 {
		header.note(ReducedCopy)
		img, err = header.reduced(ctx, data, header.plan)
	} else {
		img, err = header.format.decode(ctx, data, &header)
	}
	if err != nil {
		return Still{}, header.format.sort(err, data)
	}
	if b := img.Bounds(); b.Empty() || int64(b.Dx())*int64(b.Dy()) > limits.Pixels {
		return Still{}, &Error{Kind: Broken, Detail: fmt.Sprintf("the header says %d × %d, the pixels %d × %d", header.Size.Width, header.Size.Height, b.Dx(), b.Dy())}
	}
	if err := ctx.Err(); err != nil {
		return Still{}, context.Cause(ctx)
	}
	how := picture.Making{Orientation: header.orientation}
	if header.plan.by == 1 {
		how.YCbCr = header.matrix
		header.noteDepth(img)
		how.Recolour = header.recolour(img)
	}
	if header.stands {
		how.Orientation = picture.Upright
	}
	return Still{
		Picture:   picture.Make(provenance.Digest(data), img, how),
		MediaType: header.MediaType, Format: header.Format,
		Stored: header.Size, Oriented: header.orientation.Turns(), Notes: header.notes,
	}, nil
}
