// Package journal owns what is kept of a case that is not saved, in the user's
// own data folder, and the list of cases that were open. Its main type is
// Session, which writes one case's values as they change. It promises that
// neither a crash nor a vanished source loses what was handed to it, that
// nothing is thrown away but by a person or because a saved case holds it, and
// that nobody else may read it.
//
//	journal/ID/values       a line on where the case and its files lie, then case
//	                        and log, as in a case file, without originals
//	journal/ID/originals/…  the files that no saved case holds, by their SHA-256
//	journal/ID/lock         held while a window works on it
package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/lock"
)

// The parts of a session's folder.
const (
	valuesName     = "values"
	originalFolder = "originals"
	lockName       = "lock"
)

// Journal is the folder in which unsaved work is kept.
type Journal struct{ folder string }

// New returns the journal of a data folder, which need not be there yet.
func New(folder string) *Journal { return &Journal{folder: folder} }

func (j *Journal) sessions() string { return filepath.Join(j.folder, "journal") }

// About is what is kept beside the values of a case.
type About struct {
	Title   string                 `json:"title"`   // of the case, or of its claim; for people
	Path    string                 `json:"path"`    // of the case file; empty where it was never saved
	Was     casework.Stamp         `json:"was"`     // of that file
	Changed time.Time              `json:"changed"` // of the last change that is kept
	Typing  bool                   `json:"typing"`  // the last line of the log is of a text that was still being written
	Closed  bool                   `json:"closed"`  // the window was closed; else it ended suddenly
	Paths   map[casefile.ID]string `json:"paths"`   // where files were received from
}

// Values is what is kept of a case.
type Values struct {
	About     About
	Document  archive.Document
	Originals []lab.File // those that no saved case holds

	Held map[string]bool // when restored: the digests whose bytes the case file holds
}

// Unfinished is a case whose work was not saved.
type Unfinished struct {
	ID string
	About
}

// Unfinished lists what can be restored, the newest first. What another window
// works on is left out and counted as held: it may be one that is just ending.
// What a saved case holds by now is thrown away, and so are folders in which
// nothing was kept.
func (j *Journal) Unfinished() (all []Unfinished, held int, wrong error) {
	entries, err := os.ReadDir(j.sessions())
	if errors.Is(err, os.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, fmt.Errorf("looking for unsaved work: %w", err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		u, there, err := j.look(e.Name())
		other := new(lock.HeldError)
		switch {
		case errors.As(err, &other):
			held++
			err = nil
		case there:
			all = append(all, u)
		}
		wrong = errors.Join(wrong, err)
	}
	slices.SortFunc(all, func(a, b Unfinished) int { return b.Changed.Compare(a.Changed) })
	return all, held, wrong
}

// look says what a session's folder holds, if no window works on it.
func (j *Journal) look(id string) (u Unfinished, there bool, err error) {
	folder := filepath.Join(j.sessions(), id)
	held, err := lock.TakePrivate(filepath.Join(folder, lockName))
	if err != nil {
		return u, false, err
	}
	if _, err := os.Stat(filepath.Join(folder, valuesName)); errors.Is(err, os.ErrNotExist) {
		return u, false, held.ReleaseFolder() // it ended before anything was kept
	}
	v, err := read(folder)
	u = Unfinished{ID: id, About: v.About}
	if err == nil && saved(v) {
		return u, false, held.ReleaseFolder()
	}
	return u, true, held.Release() // whoever restores what can't be read is told why
}

// saved reports whether the case file holds all that is kept: the window ended
// after it was saved and before its journal was cleared.
func saved(v Values) bool {
	if v.About.Path == "" {
		return false
	}
	f, err := archive.Open(v.About.Path)
	if err != nil {
		return false
	}
	defer f.Close() // read only: nothing can be lost by closing
	lacks := f.Log.Lacks(v.Document.Log)
	if !v.About.Typing {
		return len(lacks) == 0
	}
	if len(lacks) != 1 { // the text's line, which became another one when the text was finished
		return len(lacks) == 0
	}
	return slices.ContainsFunc(f.Log.Lines(), func(line casefile.LogLine) bool {
		return line.Event == casefile.Edited && line.Parameters["edit"] == lacks[0].Parameters["edit"] && line.Actor == lacks[0].Actor && !line.Time.Before(lacks[0].Time)
	})
}

// read reads the folder of a session. Evidence gets its paths back.
func read(folder string) (v Values, err error) {
	text, err := os.ReadFile(filepath.Join(folder, valuesName))
	if err != nil {
		return v, err
	}
	about, values, _ := bytes.Cut(text, []byte("\n"))
	if err := json.Unmarshal(about, &v.About); err != nil {
		return v, fmt.Errorf("reading what is kept of a case: %w", err)
	}
	f, err := archive.ReadValues(bytes.NewReader(values), int64(len(values)))
	if err != nil {
		return v, err
	}
	v.Document = f.Document
	for i, e := range v.Document.Case.Evidence {
		v.Document.Case.Evidence[i].Path = v.About.Paths[e.ID]
	}
	return v, nil
}

// write puts values into a session's folder, all at once: where files lie goes
// with the case that names them.
func write(folder string, v Values) error {
	about, err := json.Marshal(v.About)
	if err != nil {
		return err
	}
	return casework.WritePrivate(filepath.Join(folder, valuesName), func(w io.Writer) error {
		if _, err := w.Write(append(about, '\n')); err != nil {
			return err
		}
		return archive.WriteValues(w, v.Document)
	})
}

// Discard throws away what is kept of a case, because a person said so.
func (j *Journal) Discard(id string) error {
	folder := filepath.Join(j.sessions(), filepath.Base(id))
	held, err := lock.TakePrivate(filepath.Join(folder, lockName))
	if err != nil {
		return err
	}
	return held.ReleaseFolder()
}

// Restore takes over what is kept of a case: the values, and the session that
// goes on with them. The lab is told where the originals lie. Nothing is thrown
// away by it.
func (j *Journal) Restore(id string, l *lab.Lab, failed func(error)) (Values, *Session, error) {
	folder := filepath.Join(j.sessions(), filepath.Base(id))
	held, err := lock.TakePrivate(filepath.Join(folder, lockName))
	if err != nil {
		return Values{}, nil, err
	}
	v, err := read(folder)
	if err != nil {
		return Values{}, nil, errors.Join(err, held.Release())
	}
	if v.About.Path != "" {
		if err := catchUp(&v, l); err != nil && !errors.Is(err, os.ErrNotExist) {
			return Values{}, nil, errors.Join(err, held.Release())
		}
	}
	kept, err := os.ReadDir(filepath.Join(folder, originalFolder))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return Values{}, nil, errors.Join(err, held.Release())
	}
	for _, e := range kept {
		if !strings.HasSuffix(e.Name(), ".part") {
			l.Keep(e.Name(), lab.Place{Path: filepath.Join(folder, originalFolder, e.Name())})
		}
	}
	return v, j.session(folder, held, l, failed), nil
}

// catchUp looks at the case file that the values belong to. Where it was saved
// once more before the sudden end, its lines of the log come first and the file
// counts as known; where others changed it, it stays unknown and is not written over.
func catchUp(v *Values, l *lab.Lab) error {
	d, stamp, err := casework.OpenCase(l, v.About.Path)
	if err != nil {
		return err
	}
	v.Held = map[string]bool{}
	for _, e := range d.Case.Evidence {
		v.Held[e.SHA256] = true
	}
	if stamp.Same(v.About.Was) {
		return nil
	}
	log, ours, err := d.Log.Rejoined(v.Document.Log)
	if err != nil || !ours {
		return err
	}
	v.Document.Log, v.About.Was = log, stamp
	return nil
}
