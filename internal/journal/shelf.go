package journal

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/lock"
)

// Shelf keeps the bytes of files that were taken out of a case, as long as an
// undo can bring them back: the case file no longer holds them once it was
// saved. It lies beside the sessions, and one whose program ended suddenly is
// thrown away with what could not be undone any more.
type Shelf struct {
	journal *Journal
	folder  string
	lock    *lock.Lock
}

// Shelf returns an empty shelf, which takes no room on the disk.
func (j *Journal) Shelf() *Shelf { return &Shelf{journal: j} }

// Put keeps a file, and tells the lab where. It is called by one goroutine at a time.
func (s *Shelf) Put(ctx context.Context, l *lab.Lab, file lab.File) (err error) {
	if s.folder == "" {
		if s.folder, s.lock, err = s.journal.newFolder(); err != nil {
			return err
		}
	}
	path := filepath.Join(s.folder, file.SHA256)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	from, err := l.Original(ctx, file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	err = casework.WritePrivate(path, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
	if err == nil {
		l.Keep(file.SHA256, lab.Place{Path: path})
	}
	return err
}

// Clear throws everything away.
func (s *Shelf) Clear() error {
	if s.folder == "" {
		return nil
	}
	err := s.lock.ReleaseFolder()
	s.folder, s.lock = "", nil
	return err
}
