//go:build windows || darwin

package clip

import "context"

// Clip is the clipboard of an X server, of which this system has none.
type Clip struct{}

// Open returns ErrNone.
func Open() (*Clip, error) { return nil, ErrNone }

// Read returns ErrNone.
func (*Clip) Read(context.Context) (Content, error) { return Content{}, ErrNone }

// Offer returns ErrNone.
func (*Clip) Offer(context.Context, []byte) error { return ErrNone }

// Close does nothing.
func (*Clip) Close() {}
