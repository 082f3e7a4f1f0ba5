package casework

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/lab"
)

// Stamp tells whether a file is still the one that was opened or saved. The
// zero value stands for no file.
type Stamp struct {
	Bytes    int64     `json:"bytes"`
	Modified time.Time `json:"modified"`
}

// StampOf returns the stamp of what lies at that path now.
func StampOf(path string) (Stamp, error) {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return Stamp{}, nil
	}
	if err != nil {
		return Stamp{}, err
	}
	return Stamp{Bytes: info.Size(), Modified: info.ModTime().UTC()}, nil
}

// Same reports whether it is the same file, as far as size and time tell.
func (s Stamp) Same(o Stamp) bool { return s.Bytes == o.Bytes && s.Modified.Equal(o.Modified) }

// ReplacedError says that a case file is no longer the one that was opened:
// another program has put a file in its place, and it is not written over.
type ReplacedError struct{ Path string }

// Error names the file.
func (e *ReplacedError) Error() string {
	return "writing " + strconv.Quote(e.Path) + ": the file was changed since it was opened"
}

// OpenCase opens a case file and tells the lab where its originals lie. Only
// the directory, the case and the log are read; an original is held to its
// digest when it is looked at.
func OpenCase(l *lab.Lab, path string) (archive.Document, Stamp, error) {
	stamp, err := StampOf(path)
	if err != nil {
		return archive.Document{}, stamp, err
	}
	f, err := archive.Open(path)
	if err != nil {
		return archive.Document{}, stamp, err
	}
	for digest, r := range f.Ranges() {
		l.Keep(digest, placeIn(path, r))
	}
	return f.Document, stamp, f.Close()
}

func placeIn(path string, r archive.Range) lab.Place {
	return lab.Place{Path: path, Offset: r.Offset, Bytes: r.Bytes}
}

// SaveCase writes the case to that path, whole or not at all, and tells the lab
// where the originals lie from now on. Those that the case file from holds
// already (it may be empty) are copied within the system. What lies at the path
// has to have the stamp; else the error is a *ReplacedError. It may also be an *archive.Error, for a file that
// is no longer what was received, or the system's.
func SaveCase(ctx context.Context, l *lab.Lab, d archive.Document, path, from string, was Stamp) (Stamp, error) {
	now, err := StampOf(path)
	if err != nil {
		return was, err
	}
	switch {
	case now == (Stamp{}) && was != now:
		return was, &fs.PathError{Op: "save", Path: path, Err: fs.ErrNotExist} // with its drive, or by itself
	case !now.Same(was):
		return was, &ReplacedError{Path: path}
	}
	var before *archive.File
	if from != "" {
		if before, err = archive.Open(from); err != nil {
			before = nil // nothing can be copied from it; what no other place has will be missed
		}
	}
	closeBefore := func() error {
		if before == nil {
			return nil
		}
		open := before
		before = nil
		return open.Close()
	}
	d.Case = Recorded(d.Case)
	var ranges map[string]archive.Range
	err = writeFile(path, anybody, func(w io.Writer) (err error) {
		ranges, err = archive.WriteOver(patientWriter(ctx, w), d, originals(ctx, l), before)
		return errors.Join(err, closeBefore()) // closed before it is renamed over, which some systems want
	}, func(rename func() error) error {
		return l.Move(func() (map[string]lab.Place, error) {
			now := map[string]lab.Place{}
			for digest, r := range ranges {
				now[digest] = placeIn(path, r)
			}
			return now, rename()
		})
	})
	if err != nil {
		return was, errors.Join(err, closeBefore())
	}
	RemoveParts(path)
	return StampOf(path)
}

// originals opens evidence by what the lab knows of it.
func originals(ctx context.Context, l *lab.Lab) func(casefile.Evidence) (io.ReadCloser, error) {
	return func(e casefile.Evidence) (io.ReadCloser, error) {
		data, err := l.Original(ctx, FileOf(e))
		if changed := new(lab.ChangedError); errors.As(err, &changed) {
			err = &archive.Error{Kind: archive.Changed, Entry: e.Name}
		}
		return data, err
	}
}

// patientWriter ends with the context's error once it has ended. It hides
// nothing of a file: what the system copies by itself is copied by it still.
func patientWriter(ctx context.Context, w io.Writer) io.Writer { return &patient{ctx, w} }

type patient struct {
	ctx context.Context
	to  io.Writer
}

// Write writes unless the context has ended.
func (p *patient) Write(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.to.Write(b)
}

// ReadFrom copies unless the context has ended.
func (p *patient) ReadFrom(r io.Reader) (int64, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return io.Copy(p.to, r)
}

// Recorded returns the case as it is written: problems in words without a path.
func Recorded(c casefile.Case) casefile.Case {
	c.Evidence = slices.Clone(c.Evidence)
	for i, e := range c.Evidence {
		if e.Problem != nil {
			c.Evidence[i].Problem = archive.RecordedProblem(withoutPath(e.Problem))
		}
	}
	return c
}

// RemoveParts takes away what earlier programs left unfinished beside the file
// when they ended suddenly. Whoever calls it holds the lock on the file, so that
// nobody else is writing it.
func RemoveParts(path string) {
	folder, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(folder + "."))
	if err != nil {
		return // they do no harm
	}
	for _, e := range entries {
		middle, isPart := strings.CutSuffix(e.Name(), ".part")
		middle, isOurs := strings.CutPrefix(middle, "."+name+".")
		process, count, hasCount := strings.Cut(middle, "-")
		if isPart && isOurs && hasCount && isNumber(process) && isNumber(count) && process != strconv.Itoa(os.Getpid()) {
			os.Remove(folder + e.Name()) // else the next one that saves tries again
		}
	}
}

func isNumber(text string) bool {
	_, err := strconv.ParseUint(text, 10, 32)
	return err == nil
}
