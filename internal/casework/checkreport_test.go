package casework

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

var reportTime = time.Date(2026, 11, 22, 18, 55, 0, 0, time.UTC)

// printed writes a report on the cropped case and returns its path and bytes.
func printed(t *testing.T, folder string, change func(*Report)) (path string, data []byte) {
	t.Helper()
	c, comparisons := cropped(t, folder)
	d, err := NewDocument(c, comparisons, reportTime)
	if err != nil {
		t.Fatal(err)
	}
	r := Report{
		Case: c, Comparisons: comparisons, Log: d.Log, Made: reportTime, Originals: true,
		Explain: func(error) string { return "It can’t be read." },
	}
	if change != nil {
		change(&r)
	}
	path = filepath.Join(t.TempDir(), "report.pdf")
	issue, err := r.Write(t.Context(), lab.New(), path)
	if err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	if issue.SHA256 != provenance.Digest(data) || issue.Number != 1 || issue.Made != "2026-11-22T18:55:00Z" || issue.Edition != "archive" {
		t.Errorf("the case keeps %+v", issue)
	}
	return path, data
}

// checked opens a report and draws its pages again.
func checked(t *testing.T, path, originals string) (*ReportFile, Pages) {
	t.Helper()
	r, err := OpenReport(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	from, closing, err := r.Originals(t.Context(), originals)
	if err != nil {
		t.Fatal(err)
	}
	defer closing()
	p, err := r.CheckPages(t.Context(), lab.New(), from)
	if err != nil {
		t.Fatal(err)
	}
	return r, p
}

func TestAReportIsDrawnAgainFromWhatItCarries(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	folder := t.TempDir()
	path, data := printed(t, folder, nil)
	if bytes.Contains(data, []byte(folder)) {
		t.Error("the report names the folder that the files came from")
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	r, p := checked(t, path, "")
	if len(r.Wrong) > 0 || p.Reason != Checked || p.Count < 5 || r.Attached != 3 {
		t.Errorf("%d attached, %+v, wrong: %+v", r.Attached, p, r.Wrong)
	}
	if gaps := LogGaps(r.Case); len(gaps) > 0 {
		t.Errorf("the log does not tell %+v", gaps)
	}
	all, err := Recompute(t.Context(), lab.New(), r.Case, several{r.originals}, func() {})
	if err != nil || len(all) != 3 {
		t.Fatalf("%d run again, %v", len(all), err)
	}
	for _, again := range all {
		if !again.Holds() {
			t.Errorf("%s came out otherwise", again.Candidate.ID)
		}
	}
}

func TestAReportForTheScreenIsSmallerAndDrawnAgainAsSuch(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	folder := t.TempDir()
	_, print := printed(t, folder, nil)
	path, screen := printed(t, folder, func(r *Report) { r.Fineness = figure.ForScreen })
	if len(screen) >= len(print) {
		t.Errorf("%d bytes for the screen, %d for print", len(screen), len(print))
	}
	if r, p := checked(t, path, ""); len(r.Wrong) > 0 || p.Reason != Checked || r.Manifest.Fineness != "screen" {
		t.Errorf("%q, %+v, wrong: %+v", r.Manifest.Fineness, p, r.Wrong)
	}
}

func TestTheSameCaseAndTimeGiveTheSameReport(t *testing.T) {
	folder := t.TempDir()
	var r Report
	path, first := printed(t, folder, func(made *Report) { r = *made })
	if _, err := r.Write(t.Context(), lab.New(), path); err != nil {
		t.Fatal(err)
	}
	if second, err := os.ReadFile(path); err != nil || !bytes.Equal(first, second) {
		t.Errorf("%d and %d bytes, %v", len(first), len(second), err)
	}
}

func TestPicturesCanBeGivenBesideAReport(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	folder, elsewhere := t.TempDir(), t.TempDir()
	var r Report
	path, _ := printed(t, folder, func(made *Report) { made.Originals, made.Paper = false, report.Letter; r = *made })
	file, p := checked(t, path, "")
	if p.Reason != PicturesAway || !slices.Equal(p.Missing, []string{"A", "B"}) || len(file.Wrong) > 0 {
		t.Errorf("without pictures: %+v, %+v", p, file.Wrong)
	}
	if file, p = checked(t, path, elsewhere); p.Reason != PicturesAway {
		t.Errorf("with an empty folder: %+v, %+v", p, file.Wrong)
	}
	if file, p = checked(t, path, folder); p.Reason != Checked || len(file.Wrong) > 0 || file.Manifest.Paper != report.Letter {
		t.Errorf("with the folder: %+v, wrong on %s: %+v", p, file.Manifest.Paper, file.Wrong)
	}
	d, err := NewDocument(r.Case, r.Comparisons, reportTime)
	if err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(elsewhere, "a.motbilde")
	if err := WriteCase(d, kept); err != nil {
		t.Fatal(err)
	}
	if file, p = checked(t, path, kept); p.Reason != Checked || len(file.Wrong) > 0 {
		t.Errorf("with the case: %+v, %+v", p, file.Wrong)
	}
}

func TestAPublicationIsCheckedLikeAnyReport(t *testing.T) {
	folder := t.TempDir()
	c, comparisons := cropped(t, folder)
	withheld, _ := c.Find("found")
	withheld.Withheld = withheld.Withheld.Switched(true)
	c = c.With(withheld)
	d, err := NewDocument(c, comparisons, reportTime)
	if err != nil {
		t.Fatal(err)
	}
	whole := Report{Case: d.Case, Comparisons: d.Comparisons, Log: d.Log, Made: reportTime, Edition: string(edition.Publication)}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if _, err := whole.Write(t.Context(), lab.New(), path); !errors.Is(err, report.ErrWithheld) {
		t.Errorf("the archive's case as a publication: %v", err)
	}
	out, err := edition.Of(d, edition.Publication, words.English, reportTime)
	if err != nil {
		t.Fatal(err)
	}
	r := Report{Case: out.Case, Comparisons: out.Comparisons, Log: out.Log, Made: reportTime, Edition: string(edition.Publication), Originals: true}
	if _, err := r.Write(t.Context(), lab.New(), path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || bytes.Contains(data, []byte(withheld.SHA256)) || bytes.Contains(data, []byte("found.png")) {
		t.Errorf("the report tells of what is withheld (%v)", err)
	}
	file, p := checked(t, path, "")
	if len(file.Wrong) > 0 || p.Reason != Checked || file.Manifest.Edition != "publication" || len(LogGaps(file.Case)) > 0 {
		t.Errorf("%+v, %+v, %+v", p, file.Wrong, LogGaps(file.Case))
	}
	if again, err := Recompute(t.Context(), lab.New(), file.Case, several{file.originals}, func() {}); err != nil || len(again) != 2 {
		t.Errorf("%d run again, %v", len(again), err)
	}
}

// everyByte makes the trial of flipped bytes go through all of a report.
const everyByte = "MOTBILDE_FLIPS"

func TestAnyFlippedByteOfAReportIsNoticed(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	_, data := printed(t, t.TempDir(), nil)
	at := make([]int, 0, 400)
	random := rand.New(rand.NewPCG(7, 11))
	for range 300 {
		at = append(at, random.IntN(len(data)))
	}
	for i := range 50 { // both ends hold the most structure
		at = append(at, i, len(data)-1-10*i)
	}
	if os.Getenv(everyByte) != "" {
		at = at[:0]
		for i := range data {
			at = append(at, i)
		}
	}
	path := filepath.Join(t.TempDir(), "flipped.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	put := func(i int, b byte) {
		if _, err := file.WriteAt([]byte{b}, int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	for _, i := range at {
		put(i, data[i]^byte(1<<random.IntN(8)))
		r, err := OpenReport(t.Context(), path)
		if err == nil && len(r.Wrong) == 0 {
			t.Errorf("byte %d of %d: nothing was noticed", i, len(data))
		}
		if err == nil {
			r.Close()
		} else if bad := new(pdf.Error); !errors.As(err, &bad) {
			t.Errorf("byte %d: %v", i, err)
		}
		put(i, data[i])
	}
	t.Logf("%d of %d bytes were flipped", len(at), len(data))
}

// rewritten changes a report as somebody would who knows its form: the seal is made anew.
func rewritten(t *testing.T, data []byte, from, to string) string {
	t.Helper()
	if len(from) != len(to) || bytes.Count(data, []byte(from)) == 0 {
		t.Fatalf("%q can't stand for %q", to, from)
	}
	changed := bytes.Replace(data, []byte(from), []byte(to), 1)
	word := []byte("%motbilde-seal ")
	i := bytes.LastIndex(changed, word) + len(word)
	copy(changed[i:], provenance.Digest(slices.Concat(changed[:i], changed[i+64:])))
	path := filepath.Join(t.TempDir(), "rewritten.pdf")
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhoKnowsTheFormIsNoticedByThePages(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	_, data := printed(t, t.TempDir(), nil)
	page := func(n int) string { // the content of a page: packed, and changed in its middle
		at := 0
		for range n {
			at += bytes.Index(data[at:], []byte("/Filter /FlateDecode /Length")) + 1
		}
		return string(data[at+200 : at+216])
	}
	for name, c := range map[string]struct {
		from, to string
		want     string
	}{
		"page 3":           {page(3), strings.Repeat("x", 16), "pages [3]"},
		"page 5":           {page(5), strings.Repeat("y", 16), "pages [5]"},
		"the case":         {`"title":"A crop"`, `"title":"A crow"`, "attachment case.json"},
		"a log line":       {`"event":"compare"`, `"event":"compere"`, "attachment log.jsonl"},
		"manifest":         {`"number": 1`, `"number": 2`, "pages"},
		"manifest's title": {`"title": "A crop"`, `"title": "A crow"`, "attachment manifest.json"},
		"a date":           {"/CreationDate", "/CreatiomDate", "outside"},
	} {
		r, p := checked(t, rewritten(t, data, c.from, c.to), "")
		var said []string
		for _, f := range r.Wrong {
			switch f.Kind {
			case FaultAttachment, FaultDrawn:
				said = append(said, "attachment "+f.Name)
			case FaultPages:
				said = append(said, "pages", fmt.Sprint("pages ", f.Pages))
			case FaultOutsidePages:
				said = append(said, "outside")
			case FaultSeal, FaultStructure:
				t.Errorf("%s: the change was not made as meant: %+v", name, f)
			}
		}
		if !slices.Contains(said, c.want) {
			t.Errorf("%s: said %q (%+v), want %q", name, said, p, c.want)
		}
	}
}

func TestPagesOfAnotherVersionOrBuildAreNotJudged(t *testing.T) {
	_, data := printed(t, t.TempDir(), nil)
	// The digest of the manifest stands on the pages, so that they differ in any case.
	r, p := checked(t, rewritten(t, data, `"build": "go1`, `"build": "go0`), "")
	if p.Reason != OtherBuild || len(r.Wrong) > 0 {
		t.Errorf("another build: %+v, %+v", p, r.Wrong)
	}
	r, p = checked(t, rewritten(t, data, `"version": "0`, `"version": "9`), "")
	if p.Reason != OtherVersion || len(r.Wrong) > 0 {
		t.Errorf("another version: %+v, %+v", p, r.Wrong)
	}
}

func TestWhatIsNoReportIsRefused(t *testing.T) {
	folder := t.TempDir()
	_, data := printed(t, folder, nil)
	for name, content := range map[string][]byte{
		"empty": nil, "text": []byte("%PDF-1.4\nhello"), "zeros": make([]byte, 5000),
		"seal alone": []byte("%motbilde-seal "),
		"other pdf":  bytes.ReplaceAll(data, []byte("%motbilde-seal"), []byte("%otherword-seal"))[:len(data)],
	} {
		path := filepath.Join(folder, "x.pdf")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := OpenReport(t.Context(), path)
		if err == nil && len(r.Wrong) == 0 {
			t.Errorf("%s: was read", name)
		}
		if err == nil {
			r.Close()
		}
	}
	if _, err := OpenReport(t.Context(), folder); err == nil {
		t.Error("a folder was read")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := filepath.Join(folder, "whole.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenReport(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func TestOriginalsThatChangedOrAreTooLargeAreNotAttached(t *testing.T) {
	folder := t.TempDir()
	c, comparisons := cropped(t, folder)
	path := filepath.Join(folder, "report.pdf")
	r := Report{Case: c, Comparisons: comparisons, Originals: true}
	l := lab.New()
	claim, _ := c.Claim()
	if _, err := l.Pyramid(t.Context(), FileOf(claim)); err != nil {
		t.Fatal(err)
	}
	large := c
	claim.Bytes = MostAttached + 1
	large = large.With(claim)
	if _, err := (Report{Case: large, Comparisons: comparisons, Originals: true}).Write(t.Context(), l, path); !errors.As(err, new(*AttachmentsError)) {
		t.Errorf("too large: %v", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "broken.png"), []byte("other bytes than received"), 0o600); err != nil {
		t.Fatal(err)
	}
	bad := new(archive.Error)
	if _, err := r.Write(t.Context(), l, path); !errors.As(err, &bad) || bad.Kind != archive.Changed {
		t.Errorf("changed: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("a report was left behind")
	}
}

func TestWhatTheLogDoesNotTellIsNamed(t *testing.T) {
	c, comparisons := cropped(t, t.TempDir())
	d, err := NewDocument(c, comparisons, reportTime)
	if err != nil {
		t.Fatal(err)
	}
	said := func(d archive.Document) (out []string) {
		for _, g := range LogGaps(d) {
			out = append(out, fmt.Sprint(g.Of.ID, " ", g.Compared, " ", g.Otherwise))
		}
		return out
	}
	if got := said(d); len(got) > 0 {
		t.Errorf("a whole log: %q", got)
	}
	for name, c := range map[string]struct {
		change func(*archive.Document)
		want   []string
	}{
		"no log":  {func(d *archive.Document) { d.Log = casefile.Log{} }, nil},
		"verdict": {func(d *archive.Document) { d.Comparisons[0].Alignment.Verdict = align.Partial }, []string{"found true true"}},
		"figure":  {func(d *archive.Document) { d.Comparisons[0].Alignment.Log10NFA-- }, []string{"found true true"}},
		"method":  {func(d *archive.Document) { d.Comparisons[0].Method = "align/0" }, []string{"found true true"}},
		"more": {func(d *archive.Document) {
			d.Case = d.Case.With(casefile.Evidence{ID: "new", Name: "new", SHA256: strings.Repeat("a", 64)})
			d.Case = d.Case.With(casefile.Evidence{ID: "part", Parent: "new", SHA256: strings.Repeat("a", 64)})
			d.Case = d.Case.With(casefile.Evidence{ID: "hidden", Withheld: casefile.Withheld{On: true}})
			d.Comparisons = append(d.Comparisons, casefile.Comparison{Claimed: "claim", Candidate: "new"}, casefile.Comparison{Claimed: "hidden", Candidate: "new"})
		}, []string{"new false false", "new true false"}},
	} {
		changed := d
		changed.Comparisons = slices.Clone(d.Comparisons)
		c.change(&changed)
		if got := said(changed); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
