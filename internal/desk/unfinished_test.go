package desk

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/verify"
	"github.com/motbilde/motbilde/internal/words"
)

// heldVideo writes a file that a desk takes for a video and reads with a tool
// that waits until release is called.
func heldVideo(t *testing.T, o *owner) (path string, release func()) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the tool that waits is a script of the shell")
	}
	folder := t.TempDir()
	gone := filepath.Join(folder, "released")
	script := "#!/bin/sh\nwhile [ ! -e '" + gone + "' ]; do sleep 0.05; done\nexit 1\n"
	for _, name := range []string{"ffmpeg", "ffprobe"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil { //nolint:gosec // it is run
			t.Fatal(err)
		}
	}
	o.desk.UseFFmpeg(folder)
	path = filepath.Join(folder, "film.mp4")
	if err := os.WriteFile(path, []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, func() {
		if err := os.WriteFile(gone, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// While a video is still searched, the pages of a report show what was compared,
// and a report that is written then says what was not.
func TestPagesAndReportWhileASearchRunsShowWhatWasCompared(t *testing.T) {
	o := newOwner(t)
	film, release := heldVideo(t, o)
	o.desk.Add(pictures(t, "a.png"), ClaimWell)
	o.desk.Add(append(pictures(t, "bb.png", "ccc.png"), film), CandidatesWell)
	running := func(s Snapshot) bool { return s.Compared == 2 && !idle(s) }
	o.until("both pictures are compared, and the film is not", running)

	e := Export{What: Report, Edition: edition.Publication, Language: words.English}
	see := PagesLook{Number: 2, Width: 200}
	asked := func(s Snapshot) Pages { return o.desk.NeedPages(e, see) }
	s := o.until("pages are drawn", func(s Snapshot) bool { return len(asked(s).Shown) == 2 })
	if !running(s) {
		t.Fatalf("they came when all was done: %+v", s.Progress)
	}
	if now := asked(s); now.Err != nil || now.Printed.Count() < 4 {
		t.Errorf("%d pages, %v", now.Printed.Count(), now.Err)
	}
	unfinished := asked(s).Printed

	page := filepath.Join(t.TempDir(), "report.html")
	got := o.export(Export{What: Page, Edition: edition.Publication, Language: words.English, Path: page})
	data, err := os.ReadFile(page)
	if err != nil || got.Err != nil {
		t.Fatal(err, got.Err)
	}
	if !running(o.desk.Snapshot()) {
		t.Fatal("the report waited for the search")
	}
	for say, want := range map[string]bool{"Not compared yet: D.": true, "Could not be read": false, "unexpected": false, "It had not been read yet.": true} {
		if bytes.Contains(data, []byte(say)) != want {
			t.Errorf("the report says %q: %v", say, !want)
		}
	}
	e.Path, e.Originals = filepath.Join(t.TempDir(), "report.pdf"), true
	if got := o.export(e); got.Err != nil {
		t.Fatal(got.Err)
	}
	if c := o.check(verify.Check{Path: e.Path, Recompute: true}); !c.Holds || c.Err != nil {
		t.Errorf("of a report on an unfinished search the check says %+v", c)
	}

	release()
	o.finished()
	s = o.until("the pages are made anew", func(s Snapshot) bool { now := asked(s); return !now.Making && now.Printed != unfinished })
	if now := asked(s); now.Err != nil || len(now.Shown) != 2 {
		t.Errorf("%d pages are drawn, %v", len(now.Shown), now.Err)
	}
}
