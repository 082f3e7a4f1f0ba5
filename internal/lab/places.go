package lab

import (
	"bytes"
	"context"
	"io"
	"slices"

	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/provenance"
)

// Place is where the bytes of a file lie: in a file of their own, or as a part
// of a case file.
type Place struct {
	Path          string
	Offset, Bytes int64 // the part; both 0 where the file holds nothing else
}

func (p Place) read(ctx context.Context, limits media.Limits) ([]byte, error) {
	if p.Bytes == 0 {
		return media.Read(ctx, p.Path, limits)
	}
	return media.ReadPart(ctx, p.Path, p.Offset, p.Bytes, limits)
}

// Keep says where else the bytes of a digest lie. They are looked for there
// when the file is gone from its own path, or is no longer the same.
func (l *Lab) Keep(digest string, at Place) {
	l.placing.Lock()
	defer l.placing.Unlock()
	if !slices.Contains(l.places[digest], at) {
		l.places[digest] = append(slices.Clip(l.places[digest]), at)
	}
}

// Move runs a change on the disk after which the bytes of these digests lie
// elsewhere, while nobody reads from a place. Where the change succeeds the new
// places take the old ones' part.
func (l *Lab) Move(change func() (map[string]Place, error)) error {
	l.placing.Lock()
	defer l.placing.Unlock()
	now, err := change()
	if err != nil {
		return err
	}
	for digest, at := range now {
		l.places[digest] = []Place{at}
	}
	return nil
}

// Original returns the untouched bytes of a file: from its path where they are
// still the same there, else from the first place that has them. The error is a
// *ChangedError where there are only other bytes, or says why none were read.
func (l *Lab) Original(ctx context.Context, f File) (io.ReadCloser, error) {
	data, err := l.original(ctx, f)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

func (l *Lab) original(ctx context.Context, f File) ([]byte, error) {
	var first error
	try := func(at Place) ([]byte, bool) {
		data, err := at.read(ctx, l.limits)
		if err == nil && provenance.Digest(data) == f.SHA256 {
			return data, true
		}
		if err == nil {
			err = &ChangedError{Path: at.Path}
		}
		if first == nil { // that of the file's own path says most
			first = err
		}
		return nil, false
	}
	if f.Path != "" {
		if data, ok := try(Place{Path: f.Path}); ok {
			return data, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	l.placing.RLock()
	defer l.placing.RUnlock()
	for _, at := range l.places[f.SHA256] {
		if data, ok := try(at); ok {
			return data, nil
		}
	}
	if first == nil {
		return nil, &media.Error{Kind: media.Missing}
	}
	return nil, first
}
