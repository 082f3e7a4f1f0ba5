package scripts_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The same files give the same archive, whoever has them, since when, and in
// which order they came. (scripts/release/twice.sh does it with all that is released.)
func TestArchivesOfTheSameFilesHaveTheSameBytes(t *testing.T) {
	for _, name := range []string{"bash", "tar", "xz", "zip", "git"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("this machine has no %s", name)
		}
	}
	if out, err := exec.Command("tar", "--version").Output(); err != nil || !bytes.Contains(out, []byte("GNU")) {
		t.Skip("releases are packed with GNU tar")
	}
	r := newTree(t)
	names := []string{"b.txt", "Ærlig.txt", "a/one", "a/two"}
	lay := func(folder string, order []int, mode os.FileMode, at time.Time) string {
		folder = filepath.Join(t.TempDir(), folder, "motbilde-1.2.3")
		for _, i := range order {
			path := filepath.Join(folder, filepath.FromSlash(names[i]))
			if err := os.MkdirAll(filepath.Dir(path), mode|0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(names[i]), mode); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(path, at, at); err != nil {
				t.Fatal(err)
			}
		}
		return folder
	}
	one := lay("x", []int{0, 1, 2, 3}, 0o644, time.Unix(1_000_000_000, 0))
	other := lay("y z", []int{3, 2, 1, 0}, 0o600, time.Now())
	for _, kind := range []string{"tar", "zip"} {
		var packed [2][]byte
		for i, folder := range []string{one, other} {
			file := filepath.Join(t.TempDir(), "p."+kind)
			cmd := exec.Command("bash", "-c", `set -e; . scripts/release/common.sh; "pack_$0" "$@"`, kind, file, folder)
			cmd.Dir = r.folder
			cmd.Env = append(os.Environ(), "DIST="+t.TempDir(), "TZ="+[]string{"Europe/Oslo", "Asia/Tokyo"}[i])
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			var err error
			if packed[i], err = os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
		if len(packed[0]) < 100 || !bytes.Equal(packed[0], packed[1]) {
			t.Errorf("%s: %d and %d bytes, not the same", kind, len(packed[0]), len(packed[1]))
		}
	}
}
