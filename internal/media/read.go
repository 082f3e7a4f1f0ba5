package media

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
)

// Read returns the bytes of a file within the limits on bytes and time. It
// reads ordinary files only: a pipe or a device could block for ever. It
// returns an *Error with the path, or the context's error.
func Read(ctx context.Context, path string, limits Limits) ([]byte, error) {
	return ReadPart(ctx, path, 0, -1, limits)
}

// ReadPart returns the bytes of a part of a file, as Read does those of a whole
// one: so many from the offset on, or all that follow where the number is
// negative. A part that is not all there is an *Error of the kind EndsEarly.
func ReadPart(ctx context.Context, path string, offset, count int64, limits Limits) ([]byte, error) {
	limits = limits.filled()
	timed, cancel := context.WithTimeoutCause(ctx, limits.Time, errTimeUp)
	defer cancel()
	data, err := guarded(timed, func() ([]byte, error) { return read(timed, path, offset, count, limits) })
	if err != nil {
		return nil, At(explain(ctx, err, limits), path)
	}
	return data, nil
}

func read(ctx context.Context, path string, offset, count int64, limits Limits) ([]byte, error) {
	if address, ok := addressOf(path); ok {
		return nil, &Error{Kind: Address, Path: address}
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, ofSystem(path, err)
	case info.IsDir():
		return nil, &Error{Kind: Folder, Path: path}
	case !info.Mode().IsRegular():
		return nil, &Error{Kind: NotAFile, Path: path}
	}
	size := info.Size() - offset
	if count >= 0 {
		size = count
	}
	switch {
	case size > limits.Bytes:
		return nil, tooLarge(limits)
	case offset < 0 || offset+size > info.Size():
		return nil, &Error{Kind: EndsEarly, Path: path}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, ofSystem(path, err)
	}
	defer file.Close() // read only: nothing can be lost by closing
	// One byte more than the file had: a file that grows meanwhile is read on.
	from := io.NewSectionReader(file, offset, limits.Bytes+1)
	if count >= 0 {
		from = io.NewSectionReader(file, offset, count)
	}
	var data bytes.Buffer
	data.Grow(int(size) + bytes.MinRead)
	if _, err := data.ReadFrom(&patientReader{ctx: ctx, from: from}); err != nil {
		if ctx.Err() != nil || errors.Is(err, errTimeUp) {
			return nil, context.Cause(ctx)
		}
		return nil, ofSystem(path, err)
	}
	if int64(data.Len()) > limits.Bytes {
		return nil, tooLarge(limits)
	}
	switch {
	case data.Len() == 0:
		return nil, &Error{Kind: Empty, Path: path}
	case int64(data.Len()) < count:
		return nil, &Error{Kind: EndsEarly, Path: path}
	}
	return data.Bytes(), nil
}

// patientReader ends with the context's cause once the context has ended, so
// that whoever reads from it stops soon.
type patientReader struct {
	ctx  context.Context
	from io.Reader
}

func (r *patientReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.from.Read(p)
}

// patientBytes is a patientReader over bytes that decoders may also read by position.
type patientBytes struct {
	patientReader
	all *bytes.Reader
}

func newPatientBytes(ctx context.Context, data []byte) *patientBytes {
	all := bytes.NewReader(data)
	return &patientBytes{patientReader{ctx, all}, all}
}

func (r *patientBytes) ReadAt(p []byte, off int64) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.all.ReadAt(p, off)
}
