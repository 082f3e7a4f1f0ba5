package problem

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"github.com/motbilde/motbilde/internal/media"
)

// ofSystem explains errors of the file system and of cancelled work.
func ofSystem(err error) Problem {
	is := func(codes []syscall.Errno) bool { return isOf(err, codes) }
	key := ""
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled):
		key = "stopped"
	case errors.Is(err, context.DeadlineExceeded):
		key = "late"
	case is(diskFull):
		key = "disk-full"
	case is(readOnly):
		key = "read-only"
	case is(inUse):
		key = "in-use"
	case is(nameTooLong):
		key = "name-too-long"
	case is(badName):
		key = "bad-name"
	case errors.Is(err, fs.ErrPermission):
		key = "denied"
	case errors.Is(err, fs.ErrExist):
		key = "exists"
	case errors.Is(err, fs.ErrNotExist):
		key = "gone"
	}
	if key == "" {
		return unknown(err)
	}
	return Problem{key: key, next: key, detail: err.Error()}
}

// isOf reports whether an error is one of these of the system.
func isOf(err error, codes []syscall.Errno) bool {
	code := syscall.Errno(0)
	return errors.As(err, &code) && slices.Contains(codes, code)
}

func unknown(err error) Problem {
	detail := "nil"
	if err != nil {
		detail = media.CleanText(strings.TrimRight(err.Error(), ". "))
	}
	return Problem{key: "unknown", next: "unknown", detail: detail, fields: fixed("detail", detail)}
}
