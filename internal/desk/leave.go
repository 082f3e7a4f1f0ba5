package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
)

// leave is the worker's part of an export: whatever leaves goes through
// casework.Leave, which makes the edition.
func leave(ctx context.Context, d archive.Document, from casework.Originals, e Export, ask casework.Ask, l *lab.Lab) (file leftFile, err error) {
	if _, there := os.Lstat(e.Path); e.New && there == nil {
		return file, &fs.PathError{Op: "export", Path: e.Path, Err: fs.ErrExist}
	}
	out, err := casework.Leave(ctx, l, d, from, ask)
	if err != nil {
		return file, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	switch e.What {
	case Package:
		file.issue, err = out.WritePackage(ctx, e.Path)
	case Results:
		err = out.WriteLines(ctx, e.Path)
	case Exhibit:
		err = out.WriteExhibit(ctx, e.Path)
	default:
		file.issue, err = out.WriteReport(ctx, e.Path)
	}
	if err != nil {
		return leftFile{}, err
	}
	file.written = true
	file.digest, file.bytes, err = digestOf(e.Path)
	return file, err
}

// digestOf reads a file that was just written.
func digestOf(path string) (digest string, bytes int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	sum := sha256.New()
	bytes, err = io.Copy(sum, file)
	return hex.EncodeToString(sum.Sum(nil)), bytes, errors.Join(err, file.Close())
}
