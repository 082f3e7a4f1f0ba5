package journal

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lock"
)

// mostRecent is how many cases are remembered.
const mostRecent = 8

// Recent is a case that was open.
type Recent struct {
	Path  string    `json:"path"`
	Title string    `json:"title"` // may be empty
	Used  time.Time `json:"used"`
}

func (j *Journal) recentPath() string { return filepath.Join(j.folder, "recent.json") }

// Recent returns the cases that were open, the last one first. A list that
// can't be understood counts as empty.
func (j *Journal) Recent() ([]Recent, error) {
	text, err := os.ReadFile(j.recentPath())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Recent
	if json.Unmarshal(text, &all) != nil {
		return nil, nil
	}
	return all[:min(len(all), mostRecent)], nil
}

// Remember puts a case first in the list, and returns the list.
func (j *Journal) Remember(r Recent) (all []Recent, err error) {
	if err := os.MkdirAll(j.folder, 0o700); err != nil {
		return nil, err
	}
	held, err := lock.TakePrivate(j.recentPath() + ".lock")
	if other := new(lock.HeldError); errors.As(err, &other) {
		return j.Recent() // another window remembers one at this very moment; this one is missed
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	casework.RemoveParts(j.recentPath())
	all, err = j.Recent()
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(o Recent) bool { return o.Path == r.Path })
	all = slices.Insert(all, 0, r)
	all = all[:min(len(all), mostRecent)]
	text, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	return all, casework.WritePrivate(j.recentPath(), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// ForgetRecent empties the list.
func (j *Journal) ForgetRecent() error {
	if err := os.Remove(j.recentPath()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
