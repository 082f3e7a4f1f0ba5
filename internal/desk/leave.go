package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
)

// leave is the worker's part of an export: whatever leaves goes through
// casework.Leave, which makes the edition.
func leave(ctx context.Context, d archive.Document, from casework.Originals, e Export, ask casework.Ask, l *lab.Lab) (file leftFile, err error) {
	if e.Numbered {
		e.Path = free(e.Path, e.What == Figure)
	} else if e.New && lies(e.Path) {
		return file, &fs.PathError{Op: "export", Path: e.Path, Err: fs.ErrExist}
	}
	if e.What == Figure {
		if err = e.graphic.Write(e.Path); err != nil {
			return file, err
		}
		return hashed(e.Path, file)
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
	case Page:
		err = out.WriteHTML(ctx, e.Path)
	case Review:
		_, err = out.WriteClaimReview(e.Path) // the gaps were told before
	case Exhibit:
		err = out.WriteExhibit(ctx, e.Path)
	default:
		file.issue, err = out.WriteReport(ctx, e.Path)
	}
	if err != nil {
		return leftFile{}, err
	}
	return hashed(e.Path, file)
}

// hashed adds what the log tells of a file that was just written.
func hashed(path string, file leftFile) (leftFile, error) {
	file.written, file.path = true, path
	var err error
	file.digest, file.bytes, err = digestOf(path)
	return file, err
}

func lies(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// free returns the path, or the first with a number behind its name under which
// nothing lies; with an alt text, nothing under the name of that either.
func free(path string, alt bool) string {
	stem, ending := strings.TrimSuffix(path, filepath.Ext(path)), filepath.Ext(path)
	for n := 2; lies(path) || alt && lies(casework.AltPath(path)); n++ {
		path = stem + "-" + strconv.Itoa(n) + ending
	}
	return path
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
