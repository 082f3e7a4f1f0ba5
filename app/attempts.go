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

// keepAttempts writes what the learner has answered so far, or deletes what is
// kept where nothing was. One write goes after the other, so that the last one
// counts.
func (w *Window) keepAttempts() {
	pr := &w.practice
	path := w.attemptsPath(pr.course.id)
	if path == "" {
		return
	}
	if pr.keeping {
		pr.keepAgain = true
		return
	}
	var out bytes.Buffer
	some := len(pr.results.Attempts) > 0
	if err := pr.results.Write(&out); err != nil {
		w.desk.Report(err)
		return
	}
	pr.keeping = true
	folder := w.data
	w.beside(func() (take func(), err error) {
		failed := writeAttempts(folder, path, some, out.Bytes())
		return func() {
			pr.keeping = false
			if failed != nil {
				w.desk.Report(failed)
			}
			again := pr.keepAgain
			if pr.keepAgain = false; again && w.attemptsPath(pr.course.id) == path {
				w.keepAttempts()
			}
		}, nil
	})
}

// writeAttempts writes beside the place and then renames, or deletes.
func writeAttempts(folder, path string, some bool, data []byte) error {
	if !some {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	beside := path + ".part"
	if err := os.WriteFile(beside, data, 0o600); err != nil {
		return err
	}
	return os.Rename(beside, path)
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
