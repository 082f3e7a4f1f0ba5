package lab

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/media"
)

func TestPictureIsReadFromWhereItsBytesAreLeft(t *testing.T) {
	l := New()
	f := open(t, l, "a.png", 3)
	data, err := os.ReadFile(f.Path)
	if err != nil {
		t.Fatal(err)
	}
	container := filepath.Join(t.TempDir(), "container")
	if err := os.WriteFile(container, append(append([]byte("before"), data...), "after"...), 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, f.Path, 4) // another picture in its place
	l = New()
	if changed := new(ChangedError); !errors.As(pictureError(t, l, f), &changed) || changed.Path != f.Path {
		t.Error("a changed file is taken")
	}
	place := Place{Path: container, Offset: 6, Bytes: int64(len(data))}
	l.Keep(f.SHA256, Place{Path: container, Offset: 5, Bytes: int64(len(data))}) // holds other bytes
	l.Keep(f.SHA256, place)
	if err := pictureError(t, l, f); err != nil {
		t.Errorf("from the container: %v", err)
	}
	if err := pictureError(t, New(), File{SHA256: f.SHA256}); !errors.As(err, new(*media.Error)) {
		t.Errorf("without any place: %v", err)
	}

	// It moves while the lab is told; a change that fails leaves it where it was.
	moved := container + ".moved"
	refused := errors.New("refused")
	if err := l.Move(func() (map[string]Place, error) { return map[string]Place{f.SHA256: {Path: "nowhere"}}, refused }); !errors.Is(err, refused) {
		t.Error(err)
	}
	err = l.Move(func() (map[string]Place, error) {
		return map[string]Place{f.SHA256: {Path: moved, Offset: 6, Bytes: place.Bytes}}, os.Rename(container, moved)
	})
	if err != nil {
		t.Fatal(err)
	}
	from, err := l.Original(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	if err := from.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(moved, 6+place.Bytes-1); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Original(t.Context(), File{SHA256: f.SHA256}); !errors.As(err, new(*media.Error)) {
		t.Errorf("a part that is cut off: %v", err)
	}
}

// pictureError reads a picture with what the lab holds left out.
func pictureError(t *testing.T, l *Lab, f File) error {
	t.Helper()
	_, err := l.Picture(t.Context(), f)
	return err
}
