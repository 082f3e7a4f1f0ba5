package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/provenance"
)

// scene draws random blocks: detail enough to be told from any other seed.
func scene(seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for range 400 {
		x, y, w, h := random.IntN(310), random.IntN(230), 4+random.IntN(30), 4+random.IntN(24)
		c := color.RGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), 255}
		for dy := range h {
			for dx := range w {
				img.SetRGBA(x+dx, y+dy, c)
			}
		}
	}
	return img
}

func save(t *testing.T, path string, img image.Image) string {
	t.Helper()
	err := WriteFile(path, func(w io.Writer) error { return png.Encode(w, img) })
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCropIsFoundAndItsLineHoldsTheContract(t *testing.T) {
	folder, l := t.TempDir(), lab.New()
	whole := scene(5)
	crop := whole.SubImage(image.Rect(60, 40, 260, 200))
	claim := Import(t.Context(), l, save(t, filepath.Join(folder, "claim.png"), crop), casefile.Claimed)
	candidate := Import(t.Context(), l, save(t, filepath.Join(folder, "found.png"), whole), casefile.Candidate)
	if claim.Problem != nil || claim.MediaType != "image/png" || claim.Pixels != (geom.Size{Width: 200, Height: 160}) || len(claim.SHA256) != 64 ||
		claim.Encoding != (provenance.Encoding{Format: provenance.FormatPNG, Lossless: true}) {
		t.Fatalf("imported as %+v", claim)
	}
	c, err := Compare(t.Context(), l, claim, candidate, nil)
	if err != nil {
		t.Fatal(err)
	}
	line := encoded(t, NewLine(claim, candidate, c, nil))
	if line["schema"] != "motbilde.compare/1" || line["verdict"] != "match" || line["error"] != "" || line["claim"] != claim.Path {
		t.Errorf("got %v", line)
	}
	a, ok := line["alignment"].(map[string]any)
	if !ok {
		t.Fatal("the line has no alignment")
	}
	m := a["matrix"].([]any)
	for i, want := range []float64{1, 0, 60, 0, 1, 40, 0, 0, 1} {
		if got := m[i].(float64); got < want-0.5 || got > want+0.5 {
			t.Errorf("matrix[%d] = %g, want %g", i, got, want)
		}
	}
	if line["alignMs"].(float64) <= 0 || line["elapsedMs"].(float64) < line["alignMs"].(float64) {
		t.Errorf("times %v and %v", line["alignMs"], line["elapsedMs"])
	}

	aligned := filepath.Join(folder, "aligned.png")
	if err := WriteAligned(t.Context(), l, claim, candidate, c, aligned); err != nil {
		t.Fatal(err)
	}
	got := load(t, aligned)
	if got.Bounds().Dx() != 200 || got.Bounds().Dy() != 160 {
		t.Errorf("aligned to %v", got.Bounds())
	}
	if mean := meanDifference(got, crop); mean > 1200 {
		t.Errorf("the aligned candidate differs from the claim by %d of 65535 on average", mean)
	}
	if err := WriteDifference(t.Context(), l, claim, candidate, c, filepath.Join(folder, "difference.png")); err != nil {
		t.Error(err)
	}
}

func encoded(t *testing.T, l Line) map[string]any {
	t.Helper()
	data, err := l.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func load(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// meanDifference looks at the middle of each picture, away from the resampled edge.
func meanDifference(a, b image.Image) int {
	sum, n := 0, 0
	for y := 8; y < a.Bounds().Dy()-8; y++ {
		for x := 8; x < a.Bounds().Dx()-8; x++ {
			r, _, _, _ := a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y).RGBA()
			s, _, _, _ := b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y).RGBA()
			sum += max(int(r)-int(s), int(s)-int(r))
			n++
		}
	}
	return sum / n
}

func TestLineLeavesOutWhatWasNotEstimated(t *testing.T) {
	claim, candidate := casefile.Evidence{Path: "claim.jpg"}, casefile.Evidence{Path: "b.jpg"}
	placed := align.Alignment{Verdict: align.Match, Status: align.Aligned, Model: align.Affine, HasNFA: true, Log10NFA: -44, CandidateFromClaimed: geom.Scaling(2, 2)}
	partial := placed
	partial.Verdict = align.Partial
	unreadable := candidate
	unreadable.Problem = errors.New("the file ends too early")
	for _, c := range []struct {
		name               string
		evidence           casefile.Evidence
		alignment          align.Alignment
		verdict            string
		hasNFA, hasPlacing bool
	}{
		{"match", candidate, placed, "match", true, true},
		{"partial", candidate, partial, "partial", false, true},
		{"no match", candidate, align.Alignment{Verdict: align.NoMatch}, "no-match", false, false},
		{"unreadable", unreadable, align.Alignment{Verdict: align.Unreadable}, "error", false, false},
	} {
		line := encoded(t, NewLine(claim, c.evidence, casefile.Comparison{Alignment: c.alignment, AlignTime: 1500 * time.Microsecond}, nil))
		_, hasNFA := line["log10Nfa"]
		_, hasPlacing := line["alignment"]
		if line["verdict"] != c.verdict || hasNFA != c.hasNFA || hasPlacing != c.hasPlacing {
			t.Errorf("%s: %v", c.name, line)
		}
		if notes, ok := line["notes"].([]any); !ok || len(notes) != 0 {
			t.Errorf("%s: notes %v, want an empty list", c.name, line["notes"])
		}
		if said := line["error"] != ""; said != (c.evidence.Problem != nil) {
			t.Errorf("%s: error %q", c.name, line["error"])
		}
		if line["alignMs"] != 1.5 {
			t.Errorf("%s: alignMs %v, want 1.5", c.name, line["alignMs"])
		}
	}
}

func TestLineTellsTheNotes(t *testing.T) {
	a := align.Alignment{Verdict: align.Match, Notes: []align.Note{align.OtherMomentPossible}, Moved: []align.Region{{Strength: 4}}}
	line := encoded(t, NewLine(casefile.Evidence{}, casefile.Evidence{}, casefile.Comparison{Alignment: a}, nil))
	if notes, ok := line["notes"].([]any); !ok || len(notes) != 1 || notes[0] != "other-moment-possible" {
		t.Errorf("notes %v", line["notes"])
	}
	if _, there := line["changes"]; there {
		t.Error("changes are told, which the note does not measure")
	}
}

func TestBestIsRankedFirstAndUnreadableLast(t *testing.T) {
	var given []casefile.Comparison
	add := func(id casefile.ID, v align.Verdict, figure float64) {
		given = append(given, casefile.Comparison{Candidate: id, Alignment: align.Alignment{Verdict: v, HasNFA: figure != 0, Log10NFA: figure}})
	}
	add("broken", align.Unreadable, 0)
	add("none", align.NoMatch, -1)
	add("waiting", align.VerdictUnset, 0)
	add("unsure", align.Uncertain, -4)
	add("none later", align.NoMatch, -2)
	add("weaker", align.Match, -20)
	add("part", align.Partial, -300)
	add("stronger", align.Match, -140)
	add("same", align.Identical, 0)
	var got []string
	for _, c := range Rank(given) {
		got = append(got, string(c.Candidate))
	}
	want := "same, stronger, weaker, part, unsure, none, none later, waiting, broken"
	if strings.Join(got, ", ") != want {
		t.Errorf("ranked %s\nwant   %s", strings.Join(got, ", "), want)
	}
	if given[0].Candidate != "broken" {
		t.Error("the list given was changed")
	}
}

func TestUnreadableCandidateIsEvidenceToo(t *testing.T) {
	l := lab.New()
	path := filepath.Join(t.TempDir(), "not a picture.jpg")
	if err := os.WriteFile(path, []byte("<html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	e := Import(t.Context(), l, path, casefile.Candidate)
	if e.Problem == nil || e.Bytes != 6 || len(e.SHA256) != 64 || e.Name != "not a picture.jpg" {
		t.Errorf("imported as %+v", e)
	}
	c, err := Compare(t.Context(), l, casefile.Evidence{}, e, nil)
	if err != nil || c.Alignment.Verdict != align.Unreadable {
		t.Errorf("compared to %v, %v", c.Alignment.Verdict, err)
	}
	missing := Import(t.Context(), l, path+".gone", casefile.Candidate)
	if missing.Problem == nil || missing.SHA256 != "" || missing.Bytes != 0 {
		t.Errorf("a missing file imported as %+v", missing)
	}
}

func TestFailedWriteLeavesTheOldFileAndNothingBeside(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "report.pdf")
	if err := WriteFile(path, func(w io.Writer) error { _, err := w.Write([]byte("old")); return err }); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left on device")
	err := WriteFile(path, func(w io.Writer) error {
		if _, err := w.Write(make([]byte, 200_000)); err != nil {
			return err
		}
		return fmt.Errorf("page 3: %w", full)
	})
	if !errors.Is(err, full) || !strings.Contains(err.Error(), strconv.Quote(path)) {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "old" {
		t.Errorf("the old file holds %q, %v", data, err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files in the folder, want 1: %v", len(entries), entries)
	}
	if err := WriteFile(filepath.Join(folder, "gone", "x.pdf"), func(io.Writer) error { return nil }); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that isn't there: %v", err)
	}
}

func TestSameFilesGiveTheSameLineTimesApart(t *testing.T) {
	folder := t.TempDir()
	a := save(t, filepath.Join(folder, "a.png"), scene(8))
	b := save(t, filepath.Join(folder, "b.png"), scene(9))
	var lines []string
	for range 2 {
		l := lab.New()
		claim, candidate := Import(t.Context(), l, a, casefile.Claimed), Import(t.Context(), l, b, casefile.Candidate)
		c, err := Compare(t.Context(), l, claim, candidate, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.AlignTime, c.Elapsed = 0, 0
		data, err := NewLine(claim, candidate, c, nil).Encode()
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(data))
	}
	if lines[0] != lines[1] {
		t.Errorf("two runs gave\n%s", strings.Join(lines, "\n"))
	}
}
