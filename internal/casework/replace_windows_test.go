package casework

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A file that another program has open is waited for, and then told as that.
func TestFileInUseIsWaitedForAndTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sak.motbilde")
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	if err := WriteFile(path, text("old")); err != nil {
		t.Fatal(err)
	}
	open, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	err = WriteFile(path, text("new"))
	if !errors.Is(err, sharingViolation) {
		t.Errorf("while it is open: %v", err)
	}
	time.AfterFunc(300*time.Millisecond, func() { open.Close() })
	if err := WriteFile(path, text("new")); err != nil {
		t.Errorf("closed meanwhile: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != "new" {
		t.Errorf("it holds %q, %v", now, err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files in the folder, %v", len(entries), err)
	}

	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, text("newer")); err != nil && !errors.Is(err, syscall.Errno(5)) {
		t.Errorf("only to be read: %v", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
}
