package app

import (
	"io"

	"github.com/motbilde/motbilde/internal/desk"
)

// Version is the release of the program.
const Version = desk.Version

// NewTrace returns a trace for Options.Trace; Close it when the window is gone.
func NewTrace(w io.Writer) *desk.Trace { return desk.NewTrace(w) }
