package journal

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/lab"
)

func TestRecentCasesAreFewAndTheLastOneFirst(t *testing.T) {
	j := New(filepath.Join(t.TempDir(), "data"))
	if all, err := j.Recent(); len(all) > 0 || err != nil {
		t.Fatal(all, err)
	}
	for i := range mostRecent + 3 {
		if _, err := j.Remember(Recent{Path: strconv.Itoa(i), Used: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := j.Remember(Recent{Path: "5"})
	if err != nil || len(all) != mostRecent || all[0].Path != "5" || all[1].Path != strconv.Itoa(mostRecent+2) {
		t.Errorf("%+v, %v", all, err)
	}
	if err := j.ForgetRecent(); err != nil {
		t.Fatal(err)
	}
	if all, err := j.Recent(); len(all) > 0 || err != nil {
		t.Error(all, err)
	}
	if err := os.WriteFile(j.recentPath(), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if all, err := j.Recent(); len(all) > 0 || err != nil {
		t.Errorf("a damaged list: %v, %v", all, err)
	}
}

func TestWorkOfALivingWindowIsNotOfferedAndThatOfAnEndedOneIs(t *testing.T) {
	j := New(t.TempDir())
	l := lab.New()
	s := j.Begin(l, func(err error) { t.Error(err) })
	source := filepath.Join(t.TempDir(), "source")
	if err := os.WriteFile(source, []byte("bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	const digest = "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9" // of "bytes"
	values := Values{
		About:     About{Title: "first", Changed: time.Now(), Paths: map[casefile.ID]string{"a": source}},
		Document:  archive.Document{Case: casefile.Case{Title: "first", Evidence: []casefile.Evidence{{ID: "a", Name: "source", SHA256: digest, Bytes: 5}}}},
		Originals: []lab.File{{Path: source, SHA256: digest}},
	}
	s.Keep(values)
	copied := func() bool {
		found, err := filepath.Glob(filepath.Join(j.sessions(), "*", originalFolder, digest))
		return len(found) == 1 && err == nil
	}
	for deadline := time.Now().Add(20 * time.Second); !copied() && time.Now().Before(deadline); {
		time.Sleep(5 * time.Millisecond)
	}
	if all, held, err := j.Unfinished(); len(all) != 0 || held != 1 || err != nil {
		t.Errorf("while it works: %v, %d held, %v", all, held, err)
	}
	s.Close()
	if err := os.Remove(source); err != nil {
		t.Fatal(err)
	}
	all, held, err := j.Unfinished()
	if len(all) != 1 || held != 0 || err != nil || all[0].Title != "first" {
		t.Fatalf("%+v, %d held, %v", all, held, err)
	}
	l = lab.New()
	v, again, err := j.Restore(all[0].ID, l, func(err error) { t.Error(err) })
	if err != nil || v.Document.Case.Evidence[0].Path != source {
		t.Fatalf("%+v, %v", v, err)
	}
	if bytes, err := l.Original(t.Context(), lab.File{Path: source, SHA256: digest}); err != nil {
		t.Errorf("the vanished file: %v", err)
	} else if err := bytes.Close(); err != nil {
		t.Error(err)
	}
	again.Clear()
	again.Close()
	if left, err := os.ReadDir(j.sessions()); len(left) > 0 || err != nil {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestWhatCannotBeReadIsOfferedAndNotThrownAway(t *testing.T) {
	j := New(t.TempDir())
	folder := filepath.Join(j.sessions(), "x")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, valuesName), []byte("no values"), 0o600); err != nil {
		t.Fatal(err)
	}
	all, _, err := j.Unfinished()
	if len(all) != 1 || err != nil {
		t.Fatal(all, err)
	}
	if _, _, err := j.Restore("x", lab.New(), nil); err == nil {
		t.Error("it was restored")
	}
	if err := j.Discard("x"); err != nil {
		t.Fatal(err)
	}
	if all, _, err := j.Unfinished(); len(all) != 0 || err != nil {
		t.Error(all, err)
	}
}
