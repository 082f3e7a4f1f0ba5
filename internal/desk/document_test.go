package desk

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/lock"
	"github.com/motbilde/motbilde/internal/words"
)

// saved runs until a save is over.
func (o *owner) saved() Snapshot {
	o.t.Helper()
	return o.until("it is saved", func(s Snapshot) bool { return !s.Document.Saving })
}

// savedCase saves a claim with two candidates and closes the desk.
func savedCase(t *testing.T, data string) (path string, sources []string) {
	t.Helper()
	o := newOwnerWith(t, Options{Folder: data})
	sources = pictures(t, "a.png", "bb.png", "ccc.png")
	o.desk.Open(sources)
	o.finished()
	o.desk.SetTitle("Havna")
	path = filepath.Join(t.TempDir(), "sak æøå.motbilde")
	o.desk.SaveAs(path)
	if s := o.saved(); s.Document.Changed || s.Document.Name != "sak æøå" || s.Document.Saved.IsZero() {
		t.Fatalf("%+v, %v", s.Document, s.Problems)
	}
	o.desk.Close()
	return path, sources
}

func isEmptyDir(t *testing.T, folder string) bool {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return len(entries) == 0
}

func TestSavedCaseOpensWithItsFindingsAndWithoutItsSources(t *testing.T) {
	data := t.TempDir()
	path, sources := savedCase(t, data)
	if !isEmptyDir(t, filepath.Join(data, "journal")) {
		t.Error("a saved case leaves something in the journal")
	}
	for _, source := range sources {
		if err := os.Remove(source); err != nil {
			t.Fatal(err)
		}
	}
	o := newOwnerWith(t, Options{Folder: data})
	o.desk.OpenCase(path)
	s := o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	if s.Compared != 2 || s.Case.Title != "Havna" || s.Document.Changed || s.Document.Path != path {
		t.Fatalf("%d compared, %+v", s.Compared, s.Document)
	}
	s = o.finished()
	if len(o.lines) != 0 || s.Candidates[0].Thumbnail == nil || s.Document.Changed || len(s.Problems) > 0 {
		t.Errorf("lines %q, %+v, problems %v", o.lines, s.Document, s.Problems)
	}
	if len(s.Recent) != 1 || s.Recent[0].Path != path {
		t.Errorf("recent: %+v", s.Recent)
	}
	o.desk.Swap() // needs the originals' bytes
	if s = o.finished(); s.Compared != 2 || len(s.Problems) > 0 {
		t.Fatalf("%d compared, problems %v", s.Compared, s.Problems)
	}
	if !o.desk.Save() {
		t.Fatal("there is no place to save to")
	}
	if s = o.saved(); s.Document.Changed || len(s.Problems) > 0 {
		t.Fatalf("%+v, problems %v", s.Document, s.Problems)
	}
	f, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if wrong, err := f.Check(t.Context()); len(wrong) > 0 || err != nil {
		t.Error(wrong, err)
	}
	all := events(f.Log)
	if all[len(all)-1] != casefile.Saved || !slices.Contains(all, casefile.Opened) || f.Log.Count() != o.desk.log.Count() {
		t.Errorf("the log of the file tells %q", all)
	}
	// Reading goes on from the new file.
	o.desk.lab = newOwner(t).desk.lab
	if _, _, err := casework.OpenCase(o.desk.lab, path); err != nil {
		t.Fatal(err)
	}
	o.desk.Undo()
	if s = o.finished(); len(s.Problems) > 0 {
		t.Error(s.Problems)
	}
}

func TestSecondWindowIsToldWhoHasTheCaseAndCanSaveACopy(t *testing.T) {
	path, _ := savedCase(t, t.TempDir())
	first, second := newOwner(t), newOwner(t)
	first.desk.SetActor("Kari")
	first.desk.OpenCase(path)
	first.finished()
	second.desk.OpenCase(path)
	s := second.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	if s.Document.HeldBy == nil || s.Document.HeldBy.Name != "Kari" {
		t.Fatalf("%+v", s.Document)
	}
	if second.desk.Save() {
		t.Error("it can be saved over the other window's file")
	}
	second.desk.SaveAs(path)
	s = second.saved()
	if held := new(lock.HeldError); len(s.Problems) != 1 || !errors.As(s.Problems[0].Err, &held) || !strings.Contains(s.Problems[0].Sentence(words.English), "Kari") {
		t.Fatalf("problems %v", s.Problems)
	}
	copied := filepath.Join(t.TempDir(), "kopi.motbilde")
	second.desk.SaveAs(copied)
	if s = second.saved(); s.Document.Path != copied || s.Document.HeldBy != nil || s.Document.Changed {
		t.Errorf("%+v", s.Document)
	}
	first.desk.Close()
	third := newOwner(t)
	third.desk.OpenCase(path)
	if s := third.until("it is open", func(s Snapshot) bool { return s.HasClaim() }); s.Document.HeldBy != nil {
		t.Error("the lock outlives its window")
	}
}

func TestFileThatOthersChangedIsNotWrittenOver(t *testing.T) {
	path, _ := savedCase(t, t.TempDir())
	o := newOwner(t)
	o.desk.OpenCase(path)
	o.finished()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, time.Now(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	o.desk.SetTitle("another")
	o.desk.Save()
	s := o.saved()
	now, err := os.ReadFile(path)
	if replaced := new(casework.ReplacedError); err != nil || len(s.Problems) != 1 || !errors.As(s.Problems[0].Err, &replaced) || string(now) != string(data) {
		t.Errorf("problems %v, %v", s.Problems, err)
	}
	if !s.Document.Changed || s.Case.Title != "another" {
		t.Errorf("%+v", s.Document)
	}
}

func TestWhatIsNotSavedIsKeptAndOfferedAndRestored(t *testing.T) {
	data := t.TempDir()
	sources := pictures(t, "a.png", "bb.png")
	o := newOwnerWith(t, Options{Folder: data, KeepAfter: time.Millisecond})
	o.desk.Open(sources)
	s := o.finished()
	o.desk.SetNote(s.Claim.Evidence.ID, "снято ночью") // not ended as an edit yet
	o.desk.Close()
	for _, source := range sources {
		if err := os.Remove(source); err != nil {
			t.Fatal(err)
		}
	}
	err := filepath.Walk(data, func(path string, info os.FileInfo, err error) error {
		if info.Mode().Perm()&0o077 != 0 && path != data && runtime.GOOS != "windows" { // there, folders of the user are the user's alone
			t.Errorf("%s has the permissions %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	o = newOwnerWith(t, Options{Folder: data, KeepAfter: time.Millisecond})
	s = o.until("it is offered", func(s Snapshot) bool { return len(s.Unfinished) == 1 })
	if u := s.Unfinished[0]; u.Title != "a.png" || !u.Closed || u.Path != "" {
		t.Errorf("offered: %+v", u)
	}
	o.desk.Restore(s.Unfinished[0].ID)
	o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	s = o.finished()
	if e := s.Claim.Evidence; e.Source.Note != "снято ночью" || e.Path != sources[0] || s.Compared != 1 || len(s.Problems) > 0 || !s.Document.Changed {
		t.Errorf("%+v, %d compared, problems %v", e, s.Compared, s.Problems)
	}
	path := filepath.Join(t.TempDir(), "c.motbilde")
	o.desk.SaveAs(path)
	if s = o.saved(); s.Document.Changed || len(s.Problems) > 0 {
		t.Fatalf("%+v, %v", s.Document, s.Problems)
	}
	o.desk.Close()
	if !isEmptyDir(t, filepath.Join(data, "journal")) {
		t.Error("the journal holds what was saved")
	}
}

// The saved file no longer holds what was taken out; an undo still finds it.
func TestRemovalIsUndoneAfterTheCaseWasSavedWithoutIt(t *testing.T) {
	data := t.TempDir()
	path, sources := savedCase(t, data)
	for _, source := range sources {
		if err := os.Remove(source); err != nil {
			t.Fatal(err)
		}
	}
	o := newOwnerWith(t, Options{Folder: data})
	o.desk.OpenCase(path)
	o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	s := o.finished()
	gone := s.Candidates[1].Evidence
	o.desk.Remove(gone.ID)
	o.desk.Save()
	if s = o.saved(); s.Document.Changed {
		t.Fatal(s.Problems)
	}
	o.desk.Undo()
	o.desk.SetClaim(gone.ID) // needs its bytes
	if s = o.finished(); s.Compared != 2 || len(s.Problems) > 0 {
		t.Fatalf("%d compared, %v", s.Compared, s.Problems)
	}
	o.desk.Save()
	if s = o.saved(); s.Document.Changed {
		t.Fatal(s.Problems)
	}
	f, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if wrong, err := f.Check(t.Context()); f.Originals() != 3 || len(wrong) > 0 || err != nil {
		t.Errorf("%d originals, %v, %v", f.Originals(), wrong, err)
	}
	o.desk.Close()
	if !isEmptyDir(t, filepath.Join(data, "journal")) {
		t.Error("what could be undone outlives the case")
	}
}

// Its pictures are in the case file, and not copied beside it.
func TestChangesOfASavedCaseAreKeptWithoutItsPictures(t *testing.T) {
	data := t.TempDir()
	path, _ := savedCase(t, data)
	for _, title := range []string{"changed once", "changed twice"} {
		o := newOwnerWith(t, Options{Folder: data, KeepAfter: time.Millisecond})
		o.until("it was looked", func(s Snapshot) bool { return len(s.Recent) > 0 })
		if s := o.desk.Snapshot(); len(s.Unfinished) > 0 {
			o.desk.Restore(s.Unfinished[0].ID)
		} else {
			o.desk.OpenCase(path)
		}
		o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
		o.finished()
		o.desk.SetTitle(title)
		o.desk.Close()
		if copies, err := filepath.Glob(filepath.Join(data, "journal", "*", "originals", "*")); err != nil || len(copies) > 0 {
			t.Errorf("copied: %q, %v", copies, err)
		}
	}
	o := newOwnerWith(t, Options{Folder: data})
	s := o.until("it is offered", func(s Snapshot) bool { return len(s.Unfinished) == 1 })
	o.desk.Restore(s.Unfinished[0].ID)
	o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	if s = o.finished(); s.Case.Title != "changed twice" || s.Document.Path != path || len(s.Problems) > 0 {
		t.Errorf("%q at %q, %v", s.Case.Title, s.Document.Path, s.Problems)
	}
	o.desk.Save()
	if s = o.saved(); s.Document.Changed {
		t.Errorf("%v", s.Problems)
	}
}

func TestNewCaseKeepsTheOldOneAndDiscardThrowsItAway(t *testing.T) {
	data := t.TempDir()
	o := newOwnerWith(t, Options{Folder: data})
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	o.until("something is being compared", func(s Snapshot) bool { return len(s.Candidates) == 1 })
	o.desk.NewCase()
	s := o.until("the old one is offered", func(s Snapshot) bool { return len(s.Unfinished) == 1 })
	if !s.Empty() || !s.Undo.None() || s.Document.Changed {
		t.Errorf("the new case is not empty: %+v", s.Document)
	}
	o.desk.Discard(s.Unfinished[0].ID)
	o.finished()
	o.desk.Close()
	if !isEmptyDir(t, filepath.Join(data, "journal")) {
		t.Error("what was discarded is still there")
	}
}

func TestFailedSaveLeavesTheCaseWholeAndSaysWhy(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png"))
	o.finished()
	lines := o.desk.log.Count()
	o.desk.SaveAs(filepath.Join(t.TempDir(), "no folder", "c.motbilde"))
	o.desk.SetTitle("meanwhile")
	s := o.saved()
	if len(s.Problems) != 1 || s.Notice.Key != "desk.not-saved" || !s.Document.Changed || s.Document.Path != "" {
		t.Errorf("%+v, %+v, %v", s.Document, s.Notice, s.Problems)
	}
	o.desk.endTyping()
	if got := events(o.desk.log)[lines:]; !slices.Equal(got, []casefile.Event{casefile.Edited}) {
		t.Errorf("the log tells %q of a save that failed", got)
	}
}

func TestFindingsOfAnEarlierMethodAreShownAsRecordedUntilAsked(t *testing.T) {
	path, _ := savedCase(t, t.TempDir())
	d, _, err := casework.OpenCase(lab.New(), path)
	if err != nil {
		t.Fatal(err)
	}
	d.Comparisons[0].Method, d.Comparisons[0].Alignment.Verdict = "align/1", align.Uncertain
	l := lab.New()
	_, stamp, err := casework.OpenCase(l, path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := casework.SaveCase(t.Context(), l, d, path, path, stamp); err != nil {
		t.Fatal(err)
	}
	o := newOwner(t)
	o.desk.OpenCase(path)
	o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	s := o.finished()
	if s.Earlier != 1 || s.Candidates[0].Comparison.Alignment.Verdict != align.Uncertain || s.Document.Changed {
		t.Fatalf("%d of an earlier method, the first is %v", s.Earlier, s.Candidates[0].Comparison.Alignment.Verdict)
	}
	o.desk.CompareAgain()
	if s = o.finished(); s.Earlier != 0 || s.Compared != 2 || !s.Document.Changed || len(o.lines) != 1 {
		t.Errorf("%d of an earlier method, %d compared, %d lines", s.Earlier, s.Compared, len(o.lines))
	}
}

// Its pictures lie in the case file: with the drive back, all is as before.
func TestVanishedDriveLeavesTheCaseOpenUntilItIsBack(t *testing.T) {
	path, _ := savedCase(t, t.TempDir())
	o := newOwner(t)
	o.desk.OpenCase(path)
	o.finished()
	o.desk.lab = newOwner(t).desk.lab // one that holds no pictures
	folder := filepath.Dir(path)
	if err := os.Rename(folder, folder+" away"); err != nil {
		t.Fatal(err)
	}
	o.desk.SetTitle("meanwhile")
	o.desk.Save()
	s := o.saved()
	if len(s.Problems) != 1 || !strings.Contains(s.Problems[0].Sentence(words.English), "not there any more") || s.Case.Title != "meanwhile" || s.Compared != 2 {
		t.Fatalf("%v, %+v", s.Problems, s.Case.Title)
	}
	if err := os.Rename(folder+" away", folder); err != nil {
		t.Fatal(err)
	}
	o.desk.Save()
	if s = o.saved(); s.Document.Changed {
		t.Errorf("with the drive back: %v", s.Problems)
	}
}

func TestDamagedOriginalIsAProblemThatNamesIt(t *testing.T) {
	path, _ := savedCase(t, t.TempDir())
	f, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	e := f.Case.Candidates()[0]
	at := f.Ranges()[e.SHA256]
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt([]byte{0xff}, at.Offset+at.Bytes/2); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	o := newOwner(t)
	o.desk.OpenCase(path)
	o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	s := o.finished()
	if wrong := new(archive.Error); len(s.Problems) != 1 || !errors.As(s.Problems[0].Err, &wrong) || wrong.Kind != archive.WrongDigest || wrong.Entry != e.Name {
		t.Fatalf("problems %v", s.Problems)
	}
	if s.Compared != 2 {
		t.Errorf("%d findings are shown", s.Compared)
	}
}

func TestCaseThatWasJustLeftIsNotHeldByItsOwnWindow(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	o.finished()
	path := filepath.Join(t.TempDir(), "case.motbilde")
	o.desk.SaveAs(path)
	o.until("it is saved", func(s Snapshot) bool { return s.Document.Path == path && idle(s) })
	for range 30 {
		o.desk.NewCase()
		o.desk.OpenCase(path)
		if s := o.until("it is open again", func(s Snapshot) bool { return s.HasClaim() && idle(s) }); s.Document.HeldBy != nil {
			t.Fatalf("held by %+v", s.Document.HeldBy)
		}
	}
}

func TestNothingIsKeptOfAThrowawayCaseUntilItIsSaved(t *testing.T) {
	data := t.TempDir()
	o := newOwnerWith(t, Options{Folder: data, KeepAfter: time.Millisecond})
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	o.finished()
	if !o.desk.NewThrowaway() {
		t.Fatal("it was not begun")
	}
	o.until("the work before it is offered", func(s Snapshot) bool { return len(s.Unfinished) == 1 })
	throwaway := func() {
		o.desk.Open(pictures(t, "c.png", "dd.png"))
		o.finished()
		o.desk.SetTitle("tried")
		time.Sleep(20 * time.Millisecond) // several times as long as until something is kept
		o.until("it is quiet", func(s Snapshot) bool { return s.Progress.Stage == Idle })
	}
	throwaway()
	if !o.desk.Snapshot().Document.Changed {
		t.Error("it is not told that it is in no file")
	}
	o.desk.NewThrowaway()
	throwaway()
	path := filepath.Join(t.TempDir(), "kept.motbilde")
	o.desk.SaveAs(path)
	o.saved()
	o.desk.SetTitle("another")
	o.desk.NewCase()
	s := o.until("the changes of the saved one are offered", func(s Snapshot) bool { return len(s.Unfinished) > 1 })
	if len(s.Unfinished) != 2 || !slices.ContainsFunc(s.Unfinished, func(u journal.Unfinished) bool { return u.Path == path && u.Title == "another" }) {
		t.Errorf("offered are %+v", s.Unfinished)
	}
}
