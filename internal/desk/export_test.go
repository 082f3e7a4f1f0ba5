package desk

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/verify"
	"github.com/motbilde/motbilde/internal/words"
)

// compared opens a claim and a candidate, and returns when they are compared.
func compared(t *testing.T) (*owner, []string) {
	t.Helper()
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png")
	o.desk.Open(paths)
	if s := o.finished(); !s.CanReport() {
		t.Fatal("no report can be made of a finished comparison")
	}
	return o, paths
}

// export has it written and returns what came of it.
func (o *owner) export(e Export) Exported {
	o.t.Helper()
	o.desk.Export(e)
	o.until("the export has ended", func(s Snapshot) bool { return s.Leaving == nil && s.Exported != nil })
	return *o.seen.Exported
}

func (o *owner) check(c verify.Check) (last Checked) {
	o.t.Helper()
	o.desk.Check(c, func(now Checked) { last = now })
	o.until("the file is checked", func(Snapshot) bool { return !last.Running })
	return last
}

func TestReportIsWrittenToldAndAnIssueOfTheCase(t *testing.T) {
	o, _ := compared(t)
	out := filepath.Join(t.TempDir(), "rapport æøå.pdf")
	lines := o.desk.Log().Count()
	got := o.export(Export{What: Report, Edition: edition.Publication, Language: words.Norwegian, Originals: true, Path: out})
	data, err := os.ReadFile(out)
	if err != nil || got.Err != nil || got.Bytes != int64(len(data)) || got.Number != 1 || o.seen.Notice.Key != "outgo.saved" {
		t.Fatalf("%+v, notice %+v, %v", got, o.seen.Notice, err)
	}
	if o.desk.Case().UUID == "" {
		t.Error("the first case of a window has no number of its own")
	}
	issue := o.desk.Case().Issues[0]
	if issue.SHA256 != provenance.Digest(data) || issue.Edition != "publication" || issue.Number != 1 || issue.Replaces != 0 || issue.Manifest == "" {
		t.Errorf("the case keeps %+v", issue)
	}
	told := o.desk.Log().Lines()[lines]
	if told.Event != casefile.Exported || told.Object != issue.SHA256 || told.Parameters["what"] != "report" || told.Parameters["edition"] != "publication" {
		t.Errorf("the log tells %+v", told)
	}
	if o.seen.Undo.Say(words.English) != "report 1 of the case" {
		t.Errorf("the edit is called %q", o.seen.Undo.Say(words.English))
	}
	if c := o.check(verify.Check{Path: out, Recompute: true}); !c.Holds || c.Err != nil || c.Total != 1 || c.Done != 1 {
		t.Errorf("%+v", c)
	}
	second := o.export(Export{What: Report, Edition: edition.Archive, Replaces: 1, Path: filepath.Join(t.TempDir(), "second.pdf")})
	if all := o.desk.Case().Issues; second.Number != 2 || len(all) != 2 || all[1].Replaces != 1 || all[1].Edition != "archive" {
		t.Errorf("%+v of %+v", second, all)
	}
}

func TestPublicationHoldsNothingOfWhatIsWithheld(t *testing.T) {
	o, paths := compared(t)
	picture, err := os.ReadFile(paths[1])
	if err != nil {
		t.Fatal(err)
	}
	o.desk.Edit(Named{Key: "edit.source"}, func(c casefile.Case) casefile.Case {
		e := c.Evidence[1]
		e.Withheld = casefile.Withheld{Why: "Hun bor der"}.Switched(true)
		e.Source.Note = "fra Sunniva"
		return c.With(e)
	})
	o.desk.NeedPreview(edition.Publication, words.English)
	o.until("the case has been looked through", func(s Snapshot) bool { return s.Preview.Known })
	if p := o.seen.Preview; p.Withheld != 1 || len(p.Originals) != 1 || p.Originals[0].Evidence.Name != "a.png" || p.Name != "a-publication" {
		t.Errorf("%+v", p)
	}
	folder := t.TempDir()
	for _, kind := range []edition.Edition{edition.Publication, edition.Archive} {
		for _, what := range []What{Report, Package, Results} {
			path := filepath.Join(folder, string(kind)+what.Ending())
			if got := o.export(Export{What: what, Edition: kind, Path: path}); got.Err != nil || (got.Number > 0) != (what != Results) {
				t.Fatalf("%s %s: %+v", kind, what, got)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if named := bytes.Contains(data, []byte("bb.png")); what == Results && named != (kind == edition.Archive) {
				t.Errorf("%s %s names the file: %v", kind, what, named)
			}
			if what == Package && bytes.Contains(data, picture) != (kind == edition.Archive) {
				t.Errorf("%s %s holds the picture: %v", kind, what, kind != edition.Archive)
			}
			if what != Results {
				if c := o.check(verify.Check{Path: path}); !c.Holds {
					t.Errorf("%s %s: %+v", kind, what, c)
				}
			}
		}
	}
	if n := len(o.desk.Case().Issues); n != 4 {
		t.Errorf("%d issues: two reports, and one in each package, have the numbers 1 to 4", n)
	}
}

func TestPlaceThatCantBeWrittenLeavesTheCaseWhole(t *testing.T) {
	o, paths := compared(t)
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	places := map[string]string{"below a file": filepath.Join(paths[0], "report.pdf"), "no folder": filepath.Join(folder, "..", "gone", "report.pdf")}
	if os.Getuid() > 0 && runtime.GOOS != "windows" {
		places["read-only folder"] = filepath.Join(folder, "report.pdf")
	}
	for name, folder := range disks(t) {
		places[name] = filepath.Join(folder, "report.pdf")
	}
	for name, path := range places {
		before, log := o.desk.Case(), o.desk.Log().Count()
		for _, what := range []What{Report, Package, Results} {
			if what == Results && name == "full disk" {
				continue // so few bytes that they find room
			}
			got := o.export(Export{What: what, Edition: edition.Publication, Originals: true, Path: path})
			p := Problem{Err: got.Err}
			if got.Err == nil || p.Sentence(words.English) == "" || p.Next(words.Norwegian) == "" || o.seen.Notice.Key != "outgo.not-saved" {
				t.Errorf("%s, %s: %+v", name, what, got)
			}
			if want := map[string]string{"full disk": "full", "read-only disk": "read"}[name]; !strings.Contains(p.Sentence(words.English), want) {
				t.Errorf("%s, %s: told as %q", name, what, p.Sentence(words.English))
			}
		}
		if o.desk.Log().Count() != log || len(o.desk.Case().Issues) != len(before.Issues) || o.seen.Document.Changed != true {
			t.Errorf("%s: the case was touched", name)
		}
		if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".report*")); err != nil || len(left) > 0 {
			t.Errorf("%s: left behind: %v (%v)", name, left, err)
		}
	}
}

func TestStoppedExportLeavesNothing(t *testing.T) {
	o, _ := compared(t)
	path := filepath.Join(t.TempDir(), "package.zip")
	o.desk.Export(Export{What: Package, Edition: edition.Archive, Path: path})
	if o.seen.Leaving == nil || o.seen.Progress.Stage != Exporting {
		t.Fatalf("what runs is not told: %+v", o.seen.Progress)
	}
	o.desk.Cancel()
	s := o.until("it has ended", func(s Snapshot) bool { return s.Exported != nil })
	if _, err := os.Stat(path); err == nil || !errors.Is(s.Exported.Err, context.Canceled) || s.Notice.Key != "outgo.stopped" || len(s.Problems) > 0 || len(s.Case.Issues) > 0 {
		t.Errorf("%+v, %v, problems %v", s.Exported, err, s.Problems)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "motbilde-export-*")); err != nil || len(left) > 0 {
		t.Logf("private folders, perhaps of another test: %v (%v)", left, err)
	}
}

func TestOtherCaseEndsTheExportOfThisOne(t *testing.T) {
	o, _ := compared(t)
	path := filepath.Join(t.TempDir(), "package.zip")
	o.desk.Export(Export{What: Package, Edition: edition.Archive, Path: path})
	o.desk.NewCase()
	if s := o.finished(); s.Leaving != nil || s.Exported != nil || s.Document.Changed {
		t.Errorf("%+v, %+v", s.Leaving, s.Document)
	}
	o.desk.aside.Wait()
	if _, err := os.Stat(path); err == nil {
		t.Error("what no log tells of was written all the same")
	}
}

func TestFlippedByteOfWhatWasWrittenIsNamed(t *testing.T) {
	o, _ := compared(t)
	path := filepath.Join(t.TempDir(), "package.zip")
	if got := o.export(Export{What: Package, Edition: edition.Archive, Path: path}); got.Err != nil {
		t.Fatal(got.Err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[bytes.Index(data, []byte("\x89PNG"))+300] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	c := o.check(verify.Check{Path: path, Recompute: true})
	if c.Holds || c.Err != nil || len(c.Lines) == 0 || c.Lines[0].Kind != verify.Wrong {
		t.Errorf("%+v", c)
	}
	if c = o.check(verify.Check{Path: filepath.Join(t.TempDir(), "gone.pdf")}); c.Err == nil || c.Holds {
		t.Errorf("%+v", c)
	}
}

func TestRequestForTrustedTimeIsWrittenOnceBesideTheFile(t *testing.T) {
	o, paths := compared(t)
	for i := range 2 {
		var last Checked
		o.desk.RequestStamp(paths[0], words.English, func(now Checked) { last = now })
		o.until("the request is written", func(Snapshot) bool { return !last.Running })
		request, err := os.ReadFile(paths[0] + verify.RequestEnding)
		if err != nil || len(request) < 40 {
			t.Fatalf("%d bytes, %v", len(request), err)
		}
		if i == 0 && (!last.Holds || len(last.Lines) != 1) || i == 1 && !errors.Is(last.Err, os.ErrExist) {
			t.Errorf("the %d. time: %+v", i+1, last)
		}
	}
	var last Checked
	o.desk.CheckStamp(verify.StampCheck{Path: paths[0], Reply: paths[1]}, func(now Checked) { last = now })
	o.until("the reply is checked", func(Snapshot) bool { return !last.Running })
	if unread := new(verify.Error); !errors.As(last.Err, &unread) || unread.Path != paths[1] {
		t.Errorf("a picture is no reply: %+v", last)
	}
}
