package lock

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

func TestLockIsHeldByOneAndSaysByWhom(t *testing.T) {
	path := Of(filepath.Join(t.TempDir(), "sak.motbilde"))
	if filepath.Base(path) != ".sak.motbilde.lock" {
		t.Errorf("it lies at %s", path)
	}
	first, err := Take(path, "Kari")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Take(path, "Ola")
	if held := new(HeldError); !errors.As(err, &held) || held.Holder.Name != "Kari" || held.Holder.Since.IsZero() {
		t.Fatalf("taken twice: %v", err)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("its file is left behind")
	}
	second, err := TakePrivate(path)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("a private lock can be read by others: %v, %v", info.Mode(), err)
	}
	if err := second.Release(); err != nil {
		t.Fatal(err)
	}
	var none *Lock
	if err := none.Release(); err != nil {
		t.Error(err)
	}
}

func TestFileOfAnEndedProgramBlocksNobody(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	if err := os.WriteFile(path, []byte(`{"name":"gone","host":"elsewhere, with a name as long as that of a machine in a large house"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Take(path, "Kari")
	if err != nil {
		t.Fatal(err)
	}
	if h := holderOf(path); h.Name != "Kari" {
		t.Errorf("it says %+v", h)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestFolderGoesWithItsLock(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "session")
	if err := os.MkdirAll(filepath.Join(folder, "originals", "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "originals", "deep", "a"), []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "lock")
	l, err := TakePrivate(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := TakePrivate(path); !errors.As(err, new(*HeldError)) {
		t.Errorf("taken twice: %v", err)
	}
	if err := l.ReleaseFolder(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is left behind: %v", err)
	}

	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if l, err = TakePrivate(path); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(folder); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	if err := l.ReleaseFolder(); err != nil {
		t.Errorf("somebody took the folder away: %v", err)
	}
}

// Taking and releasing at the same time never gives it to two.
func TestNeverHeldByTwo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	var all sync.WaitGroup
	var mu sync.Mutex
	holders, taken := 0, 0
	for range 4 {
		all.Go(func() {
			for range 200 {
				l, err := Take(path, "")
				if held := new(HeldError); errors.As(err, &held) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				holders++
				taken++
				if holders > 1 {
					t.Error("held by two")
				}
				mu.Unlock()
				mu.Lock()
				holders--
				mu.Unlock()
				if err := l.Release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if taken == 0 {
		t.Error("nobody ever got it")
	}
}
