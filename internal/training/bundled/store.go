package bundled

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/training"
)

// Version names how the cases are drawn: what was drawn otherwise is drawn again.
const Version = "practice-2"

// kept is what lies beside the files of a case that was drawn: its exercise and
// key without what people read, which the program itself holds.
type kept struct {
	Version  string
	Exercise training.Exercise
	Key      training.Key
	Figures  []string
}

const record = "case.json"

// Open returns a case whose files lie below a folder: they are drawn there at
// first use, and again where one of them is not what it was. Names of files are
// relative to the folder that it returns. Errors are those of the disk, of
// ffmpeg, or the context's.
func Open(ctx context.Context, folder, id string, o Options) (training.Lesson, string, error) {
	at := filepath.Join(folder, Version, id)
	if l, ok := read(at); ok {
		return l, at, nil
	}
	t, err := drawn(ctx, id, o)
	if err != nil {
		return training.Lesson{}, "", err
	}
	if err := t.lesson.write(at, t.figures); err != nil {
		return training.Lesson{}, "", fmt.Errorf("keeping the practice case %q: %w", id, err)
	}
	return training.Lesson(t.lesson), at, nil
}

// read returns the case that lies in a folder, if all of it is there.
func read(at string) (training.Lesson, bool) {
	data, err := os.ReadFile(filepath.Join(at, record))
	if err != nil {
		return training.Lesson{}, false
	}
	var k kept
	if json.Unmarshal(data, &k) != nil || k.Version != Version {
		return training.Lesson{}, false
	}
	l := lesson{Exercise: k.Exercise, Key: k.Key}
	for _, item := range k.Exercise.Items() {
		path := filepath.Join(at, filepath.FromSlash(item.Name))
		if sum, err := digest(path); err != nil || sum != item.SHA256 || !filepath.IsLocal(filepath.FromSlash(item.Name)) {
			return training.Lesson{}, false
		}
		l.Files = append(l.Files, onDisk(path, item.Name))
	}
	if len(k.Exercise.Hints) != len(hintCosts) {
		return training.Lesson{}, false
	}
	l.say(k.Figures)
	return training.Lesson(l), true
}

func onDisk(path, name string) training.File {
	f := training.File{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
	if info, err := os.Stat(path); err == nil { // it was just read; if it has gone, Open says so
		f.Size = info.Size()
	}
	return f
}

func digest(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// write lays a case into a folder: beside its place, and then renamed, so that
// half a case is never found.
func (l *lesson) write(at string, figures []string) error {
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(filepath.Dir(at), ".drawing-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(beside) // gone already when all went well
	for _, f := range l.Files {
		if err := lay(filepath.Join(beside, filepath.FromSlash(f.Name)), f); err != nil {
			return err
		}
	}
	if err := l.digest(beside); err != nil {
		return err
	}
	bare := kept{Version: Version, Exercise: l.Exercise, Key: l.Key, Figures: figures}
	bare.Exercise.Title, bare.Exercise.Task = nil, nil
	bare.Key.Hints, bare.Key.Checklist = nil, nil
	bare.Key.Explanation, bare.Key.Careful, bare.Key.Weak, bare.Key.Teacher = nil, nil, nil, nil
	data, err := json.MarshalIndent(bare, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(beside, record), data, 0o644); err != nil {
		return err
	}
	if err := os.RemoveAll(at); err != nil { // what was there was not whole
		return err
	}
	if err := os.Rename(beside, at); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	for i, f := range l.Files {
		l.Files[i] = onDisk(filepath.Join(at, filepath.FromSlash(f.Name)), f.Name)
	}
	return nil
}

// lay writes one file.
func lay(path string, f training.File) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	from, err := f.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	data, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// digest tells every item the digest of its file below a folder.
func (l *lesson) digest(folder string) error {
	e := &l.Exercise
	items := []*training.Item{&e.Claim}
	for i := range e.Candidates {
		items = append(items, &e.Candidates[i])
	}
	for i := range e.Stills {
		items = append(items, &e.Stills[i])
	}
	for _, item := range items {
		sum, err := digest(filepath.Join(folder, filepath.FromSlash(item.Name)))
		if err != nil {
			return err
		}
		item.SHA256 = sum
	}
	return nil
}
