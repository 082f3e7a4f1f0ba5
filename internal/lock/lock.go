// Package lock owns who works on a case: Lock is held by one window at a time,
// on this machine or on a share. It promises that the system lets go of it when
// its program ends, however it ends, so that a crash blocks nobody.
package lock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
// while it is being written.
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

// signature is where a lock's file says who holds it. Windows locks the first
// byte and keeps everybody else from it; what follows can be read and written.
const signature = 1

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
	file, err := os.OpenFile(l.file.Path(), os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("signing the lock: %w", err)
	}
	_, err = file.WriteAt(text, signature)
	err = errors.Join(err, file.Truncate(signature+int64(len(text))), file.Close())
	if err != nil {
		return fmt.Errorf("signing the lock: %w", err)
	}
	hide(l.file.Path())
	return nil
}

func holderOf(path string) (h Holder) {
	file, err := os.Open(path)
	if err != nil {
		return h
	}
	defer file.Close() // read only: nothing can be lost by closing
	text, err := io.ReadAll(io.NewSectionReader(file, signature, 1<<12))
	if err != nil || json.Unmarshal(text, &h) != nil {
		return Holder{} // it is being written just now
	}
	return h
}

// Release lets go of the lock and takes its file away.
func (l *Lock) Release() error {
	if l == nil {
		return nil
	}
	if !removedWhileOpen {
		err := l.file.Close()
		os.Remove(l.file.Path()) // fails where another has it by now, whose it is
		return err
	}
	gone := os.Remove(l.file.Path())
	if errors.Is(gone, os.ErrNotExist) {
		gone = nil
	}
	return errors.Join(gone, l.file.Close())
}

// ReleaseFolder takes away the folder that the lock lies in, with everything in
// it, and lets go of the lock. The lock goes last, so that nobody takes what is
// half gone for something whose program ended.
func (l *Lock) ReleaseFolder() error {
	folder, own := filepath.Split(l.file.Path())
	all, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	for _, entry := range all {
		if entry.Name() != own {
			err = errors.Join(err, os.RemoveAll(filepath.Join(folder, entry.Name())))
		}
	}
	err = errors.Join(err, l.Release())
	if err == nil {
		os.Remove(folder) // fails where another has looked into it by now, who then takes it away
	}
	return err
}
