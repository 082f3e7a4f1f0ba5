package journal

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
)

// keep writes what this version leaves of unsaved work into testdata/released
// (scripts/keep-case.sh, once for each release).
var keep = flag.Bool("keep", false, "keep unsaved work of this version in testdata/released")

// unsaved is a folder of unsaved work on the case that a release made: one
// picture lies in no saved case, and its source has vanished since.
func unsaved(t *testing.T, folder, version string) {
	t.Helper()
	f, err := archive.Open(filepath.Join("..", "casefile", "archive", "testdata", "released", version+".motbilde"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	e := f.Case.Evidence[2]
	source := filepath.Join(t.TempDir(), e.Name)
	var picture bytes.Buffer
	if err := f.Original(t.Context(), e.SHA256, &picture); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(source, picture.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	j := New(folder)
	if _, err := j.Remember(Recent{Path: "/cases/harbour.motbilde", Title: "The harbour", Used: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	s := j.Begin(lab.New(), func(err error) { t.Error(err) })
	s.Keep(Values{
		// No path of the machine that kept it.
		About:     About{Title: "Unsaved", Changed: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), Paths: map[casefile.ID]string{e.ID: "/pictures/" + e.Name}},
		Document:  f.Document,
		Originals: []lab.File{{Path: source, SHA256: e.SHA256}},
	})
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if found, err := filepath.Glob(filepath.Join(j.sessions(), "*", originalFolder, e.SHA256)); err == nil && len(found) == 1 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.Close()
	s.Wait()
	if err := os.RemoveAll(j.recentPath() + ".lock"); err != nil {
		t.Fatal(err)
	}
}

// What a version left unsaved is there in the next: upgrading in the middle of
// something loses nothing.
func TestUnsavedWorkOfEveryReleaseIsRestored(t *testing.T) {
	kept := filepath.Join("testdata", "released")
	if *keep {
		unsaved(t, filepath.Join(kept, casework.Version), casework.Version)
	}
	folders, err := filepath.Glob(filepath.Join(kept, "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("%d releases, %v", len(folders), err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			data := t.TempDir()
			if err := os.CopyFS(data, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			j := New(data)
			if recent, err := j.Recent(); err != nil || len(recent) != 1 || recent[0].Title != "The harbour" || recent[0].Path != "/cases/harbour.motbilde" {
				t.Errorf("recent cases: %+v, %v", recent, err)
			}
			all, held, err := j.Unfinished()
			if err != nil || held != 0 || len(all) != 1 || all[0].Title != "Unsaved" || all[0].Closed {
				t.Fatalf("%+v, %d held, %v", all, held, err)
			}
			l := lab.New()
			v, s, err := j.Restore(all[0].ID, l, func(err error) { t.Error(err) })
			if err != nil {
				t.Fatal(err)
			}
			defer s.Wait()
			defer s.Close()
			if len(v.Document.Case.Evidence) != 3 || len(v.Document.Comparisons) != 2 || v.Document.Log.Count() == 0 {
				t.Errorf("%+v", v.Document)
			}
			e := v.Document.Case.Evidence[2]
			picture, err := l.Original(t.Context(), lab.File{Path: e.Path, SHA256: e.SHA256})
			if err != nil {
				t.Fatalf("the picture whose source has vanished: %v", err)
			}
			defer picture.Close()
			if n, err := io.Copy(io.Discard, picture); err != nil || n != e.Bytes {
				t.Errorf("%d of %d bytes, %v", n, e.Bytes, err)
			}
		})
	}
}
