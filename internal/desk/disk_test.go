package desk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/words"
)

// MOTBILDE_FULL is a folder on a small disk of its own; without one there is no
// disk that may be filled.
func TestFullDiskIsASentenceAndTheCaseStaysWhole(t *testing.T) {
	small := os.Getenv("MOTBILDE_FULL")
	if small == "" {
		t.Skip("MOTBILDE_FULL names no small disk")
	}
	o := newOwnerWith(t, Options{Folder: t.TempDir()})
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	o.finished()
	path := filepath.Join(small, "case.motbilde")
	o.desk.SaveAs(path)
	if s := o.saved(); s.Document.Path != path {
		t.Fatalf("%v", s.Problems)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	filler := filepath.Join(small, "filler")
	if err := os.WriteFile(filler, make([]byte, 1<<30), 0o600); err == nil {
		t.Fatal("the disk is not small")
	}
	o.desk.SetTitle("on a full disk")
	o.desk.Save()
	s := o.saved()
	after, err := os.ReadFile(path)
	if err != nil || !slices.Equal(before, after) {
		t.Errorf("the saved file is not what it was: %v", err)
	}
	if len(s.Problems) != 1 || !strings.Contains(s.Problems[0].Sentence(words.English), "disk is full") || !s.Document.Changed || s.Case.Title != "on a full disk" {
		t.Errorf("%v, %+v", s.Problems, s.Document)
	}
	left, err := filepath.Glob(filepath.Join(small, ".*.part"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	o.desk.Save()
	if s := o.saved(); s.Document.Changed {
		t.Errorf("with room again: %v", s.Problems)
	}
}
