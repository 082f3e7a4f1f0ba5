// Package lock owns who works on a case: Lock is held by one window at a time,
// on this machine or on a share. It promises that the system lets go of it when
// its program ends, however it ends, so that a crash blocks nobody.
package lock

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Holder says who has a case open.
type Holder struct {
	Name  string    `json:"name"` // as the person named themselves; may be empty
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// HeldError says that another window has the case open. The holder is empty
// where the system does not let it be read.
type HeldError struct{ Holder Holder }

// Error names the machine.
func (e *HeldError) Error() string { return fmt.Sprintf("open in another window on %q", e.Holder.Host) }

// Lock is a lock that is held.
type Lock struct{ file *flock.Flock }

// Of returns the path of the lock on a file: a hidden one beside it, so that
// other machines that see the one see the other.
func Of(path string) string {
	folder, name := filepath.Split(path)
	return folder + "." + name + ".lock"
}

// Take takes the lock of that path without waiting; others on the machine or
// the share may read who has it. The error is a *HeldError where another has
// it, or the system's.
func Take(path, name string) (*Lock, error) { return take(path, name, 0o644) }

// TakePrivate is Take for what nobody else may read.
func TakePrivate(path string) (*Lock, error) { return take(path, "", 0o600) }

func take(path, name string, permissions os.FileMode) (*Lock, error) {
	for range 100 { // each turn, its file was taken away in between
		file := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(permissions))
		got, err := file.TryLock()
		if err != nil {
			return nil, fmt.Errorf("taking the lock %q: %w", path, err)
		}
		if !got {
			return nil, errors.Join(&HeldError{holderOf(path)}, file.Close())
		}
		if same(file, path) {
			l := &Lock{file: file}
			if err := l.sign(name); err != nil {
				return nil, errors.Join(err, l.Release())
			}
			return l, nil
		}
		if err := file.Close(); err != nil {
			return nil, fmt.Errorf("taking the lock %q: %w", path, err)
		}
	}
	return nil, fmt.Errorf("taking the lock %q: it was taken away again and again", path)
}

// same reports whether the file that is locked is still the one of that path:
// whoever held it before takes it away.
func same(file *flock.Flock, path string) bool {
	locked, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(locked, there)
}

// sign writes into the lock's file who holds it.
func (l *Lock) sign(name string) error {
	host, err := os.Hostname()
	if err != nil {
		host = "" // who can't be named has it all the same
	}
	text, err := json.Marshal(Holder{Name: name, Host: host, Since: time.Now().UTC()})
	if err != nil {
		return err
	}
	if err := os.WriteFile(l.file.Path(), text, 0o600); err != nil && !lockedAgainstWriting {
		return fmt.Errorf("signing the lock: %w", err)
	}
	return nil
}

func holderOf(path string) (h Holder) {
	if text, err := os.ReadFile(path); err == nil && json.Unmarshal(text, &h) != nil {
		h = Holder{} // it is being written just now
	}
	return h
}

// Release lets go of the lock and takes its file away.
func (l *Lock) Release() error {
	if l == nil {
		return nil
	}
	gone := os.Remove(l.file.Path())
	if lockedAgainstWriting || errors.Is(gone, os.ErrNotExist) {
		gone = nil // stays as an empty file where the system forbids it
	}
	return errors.Join(gone, l.file.Close())
}
