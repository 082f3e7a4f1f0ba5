package app

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/motbilde/motbilde/internal/training/results"
)

// What a learner has answered is kept beside unsaved work, a file for each pack,
// so that a machine that goes down in the middle of a session loses nothing.
// "New learner" deletes it.

// attemptsPath is where the results of a pack are kept; empty keeps none.
func (w *Window) attemptsPath(pack string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, pack)
	if w.data == "" || plain == "" || pack == triedID {
		return ""
	}
	return filepath.Join(w.data, "practice-"+plain[:min(len(plain), 40)]+results.Ending)
}

// keepAttempts writes what the learner has answered so far.
func (w *Window) keepAttempts() {
	path := w.attemptsPath(w.practice.course.id)
	var out bytes.Buffer
	if path == "" {
		return
	}
	if err := w.practice.results.Write(&out); err != nil {
		w.desk.Report(err)
		return
	}
	w.beside(func() (take func(), err error) {
		if err := os.MkdirAll(w.data, 0o700); err != nil {
			return nil, err
		}
		beside := path + ".part"
		if err := os.WriteFile(beside, out.Bytes(), 0o600); err != nil {
			return nil, err
		}
		return nil, os.Rename(beside, path)
	})
}

// readAttempts takes up what the learner has answered of the pack that is open,
// unless something was answered meanwhile.
func (w *Window) readAttempts() {
	c := w.practice.course
	path := w.attemptsPath(c.id)
	if path == "" {
		return
	}
	w.beside(func() (take func(), err error) {
		r, failed := readResults(path)
		return func() { // what isn't there, or can't be read any more, is written anew
			if failed == nil && r.Pack == c.id && w.practice.course.id == c.id && len(w.practice.results.Attempts) == 0 {
				r.PackDigest = c.digest
				w.practice.results = r
				w.showRoom()
			}
		}, nil
	})
}

// forgetAttempts deletes it.
func (w *Window) forgetAttempts() {
	if path := w.attemptsPath(w.practice.course.id); path != "" {
		w.beside(func() (take func(), err error) {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
			return nil, nil
		})
	}
}
