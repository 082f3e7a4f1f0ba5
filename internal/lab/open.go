package lab

import (
	"context"
	"fmt"
	"time"

	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
)

// Opened is a file that was just read from the disk.
type Opened struct {
	File  File
	Data  []byte // the file's bytes, read only
	Still media.Still
}

// Open reads and decodes a file. Where the bytes could be read but not decoded,
// File and Data are filled beside the error.
func (l *Lab) Open(ctx context.Context, path string) (Opened, error) {
	data, err := media.Read(ctx, path, l.limits)
	if err != nil {
		return Opened{}, err
	}
	o := Opened{File: File{Path: path, SHA256: provenance.Digest(data)}, Data: data}
	o.Still, err = l.decode(ctx, o.File.SHA256, data)
	return o, media.At(err, path)
}

// Picture returns the file's upright pixels. A file whose bytes are no longer
// those that its digest names is an error: evidence never changes.
func (l *Lab) Picture(ctx context.Context, f File) (*picture.Picture, error) {
	if s, ok := l.stills.Peek(f.key()); ok {
		return s.Picture, nil
	}
	if y, ok := l.pyramids.Peek(f.key()); ok {
		return y.Level(0), nil
	}
	if s, ok := l.subjects.Peek(f.key()); ok {
		return s.picture, nil
	}
	if !f.Part.Empty() {
		return l.part(ctx, f)
	}
	if l.isVideo(f) {
		return l.framePicture(ctx, f)
	}
	data, err := l.original(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := l.decode(ctx, f.SHA256, data)
	return s.Picture, media.At(err, f.Path)
}

// part cuts a part out of the file's picture.
func (l *Lab) part(ctx context.Context, f File) (*picture.Picture, error) {
	s, err := l.stills.Get(ctx, f.key(), func(ctx context.Context) (media.Still, error) {
		whole, err := l.Picture(ctx, File{Path: f.Path, SHA256: f.SHA256, Frame: f.Frame})
		if err != nil {
			return media.Still{}, err
		}
		p, err := picture.Part(f.key(), whole, f.Part)
		if err != nil {
			return media.Still{}, fmt.Errorf("reading a part of %q: %w", f.Path, err)
		}
		return media.Still{Picture: p}, nil
	})
	return s.Picture, err
}

// ChangedError says that a file on disk no longer has the bytes that were received.
type ChangedError struct{ Path string }

// Error names the file.
func (e *ChangedError) Error() string {
	return fmt.Sprintf("reading %q: the file has changed since it was added", e.Path)
}

func (l *Lab) decode(ctx context.Context, digest string, data []byte) (media.Still, error) {
	return l.stills.Get(ctx, digest, func(ctx context.Context) (still media.Still, err error) {
		header, err := media.Probe(data, l.limits)
		if err != nil {
			return still, err
		}
		err = l.decoding.Do(ctx, header.Holds(), func() error {
			if header.Holds() > decodingBytes {
				l.forget()
			}
			start := time.Now()
			still, err = media.Decode(ctx, data, l.limits)
			if err == nil {
				l.remember(digest, time.Since(start))
			}
			return err
		})
		return still, err
	})
}

// forget lets go of what can be made again, before a file is decoded that alone
// takes most of the memory that the program may hold.
func (l *Lab) forget() {
	l.stills.Clear()
	l.pyramids.Clear()
	l.subjects.Clear()
	l.differences.Clear()
}

func (l *Lab) remember(digest string, d time.Duration) {
	l.mu.Lock()
	l.decoded[digest] = d
	l.mu.Unlock()
}

// DecodeTime returns how long the last decoding of that content took, and what was
// prepared of it ahead of a comparison; 0 where
// it never was.
func (l *Lab) DecodeTime(f File) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.decoded[f.key()]
}
