package casework

import (
	"bytes"
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
)

// cropped imports a claim, the picture it was cut from and a file that is no picture, and compares them.
func cropped(t *testing.T, folder string) (casefile.Case, []casefile.Comparison) {
	t.Helper()
	l, whole := lab.New(), scene(5)
	broken := filepath.Join(folder, "broken.png")
	if err := os.WriteFile(broken, []byte("\x89PNG\r\n\x1a\nnothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := casefile.Case{Title: "A crop"}
	for _, e := range []casefile.Evidence{
		{ID: "claim", Role: casefile.Claimed, Path: save(t, filepath.Join(folder, "claim.png"), whole.SubImage(image.Rect(60, 40, 260, 200)))},
		{ID: "found", Role: casefile.Candidate, Path: save(t, filepath.Join(folder, "found.png"), whole)},
		{ID: "broken", Role: casefile.Candidate, Path: broken},
		{ID: "missing", Role: casefile.Candidate, Path: filepath.Join(folder, "missing.png")},
	} {
		imported := Import(t.Context(), l, e.Path, e.Role)
		imported.ID = e.ID
		c = c.With(imported)
	}
	claim, _ := c.Claim()
	var comparisons []casefile.Comparison
	for _, candidate := range c.Candidates() {
		comparison, err := Compare(t.Context(), l, claim, candidate, nil)
		if err != nil {
			t.Fatal(err)
		}
		comparisons = append(comparisons, comparison)
	}
	return c, comparisons
}

func TestSavedCaseRunsAgainWithoutItsFiles(t *testing.T) {
	folder, path := t.TempDir(), filepath.Join(t.TempDir(), "a.motbilde")
	c, comparisons := cropped(t, folder)
	d, err := NewDocument(c, comparisons, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteCase(d, path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || bytes.Contains(data, []byte(folder)) {
		t.Errorf("the case names the folder that the files came from (%v)", err)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Originals() != 3 || f.Log.Count() != 7 || f.Comparisons[0].Method != align.Version {
		t.Errorf("%d originals, %d lines, method %q", f.Originals(), f.Log.Count(), f.Comparisons[0].Method)
	}
	told := 0
	all, err := Recompute(t.Context(), lab.New(), f.Document, CaseOriginals{f}, func() { told++ })
	if err != nil || len(all) != 3 || told != 3 {
		t.Fatalf("%d run again, %d told, %v", len(all), told, err)
	}
	for _, r := range all {
		if !r.Holds() {
			t.Errorf("%s came out otherwise: %+v", r.Candidate.ID, r)
		}
	}
}

func TestFileThatChangedSinceItsImportIsNotSaved(t *testing.T) {
	folder, path := t.TempDir(), filepath.Join(t.TempDir(), "a.motbilde")
	c, comparisons := cropped(t, folder)
	d, err := NewDocument(c, comparisons, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	save(t, filepath.Join(folder, "found.png"), scene(6))
	if e := new(archive.Error); !errors.As(WriteCase(d, path), &e) || e.Kind != archive.Changed || e.Entry != "found.png" {
		t.Errorf("got %v", e)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("a case was left behind")
	}
}

func TestEachDeviationIsSeenByItself(t *testing.T) {
	recorded := casefile.Comparison{Method: "align/2", Alignment: align.Alignment{
		Verdict: align.Match, Status: align.Aligned, HasNFA: true, Log10NFA: -40, CandidateFromClaimed: geom.Translation(3, 4),
	}}
	size := geom.Size{Width: 100, Height: 50}
	for name, c := range map[string]struct {
		change                         func(*casefile.Comparison)
		method, verdict, place, figure bool
	}{
		"nothing":          {change: func(*casefile.Comparison) {}},
		"rounding":         {change: func(c *casefile.Comparison) { c.Alignment.Log10NFA += 1e-9 }},
		"a hair":           {change: func(c *casefile.Comparison) { c.Alignment.CandidateFromClaimed[2] += 0.009 }},
		"method":           {method: true, change: func(c *casefile.Comparison) { c.Method = "align/1" }},
		"verdict":          {verdict: true, change: func(c *casefile.Comparison) { c.Alignment.Verdict = align.Partial }},
		"shift":            {place: true, change: func(c *casefile.Comparison) { c.Alignment.CandidateFromClaimed[2] += 0.011 }},
		"scale":            {place: true, change: func(c *casefile.Comparison) { c.Alignment.CandidateFromClaimed[0] += 0.001 }},
		"not placed":       {place: true, change: func(c *casefile.Comparison) { c.Alignment.Status = align.NoOverlap }},
		"no numbers":       {place: true, change: func(c *casefile.Comparison) { c.Alignment.CandidateFromClaimed[0] = math.NaN() }},
		"figure":           {figure: true, change: func(c *casefile.Comparison) { c.Alignment.Log10NFA -= 0.01 }},
		"figure none":      {figure: true, change: func(c *casefile.Comparison) { c.Alignment.HasNFA = false }},
		"figure no number": {figure: true, change: func(c *casefile.Comparison) { c.Alignment.Log10NFA = math.NaN() }},
		"figure unbounded": {figure: true, change: func(c *casefile.Comparison) { c.Alignment.Log10NFA = math.Inf(-1) }},
	} {
		now := recorded
		c.change(&now)
		// Either may be the odd one.
		for _, r := range []Recomputed{{Recorded: recorded, Now: now}, {Recorded: now, Now: recorded}} {
			r.CornersPx = cornersApart(r.Recorded.Alignment, r.Now.Alignment, size)
			if r.OtherMethod() != c.method || r.OtherVerdict() != c.verdict || r.OtherPlace() != c.place || r.OtherFigure() != c.figure ||
				r.Holds() == (c.method || c.verdict || c.place || c.figure) {
				t.Errorf("%s: %+v", name, r)
			}
		}
	}
}
