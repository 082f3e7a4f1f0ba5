// The real window: built, started on an X display, and used by a hand that
// drags files onto it as a file manager does. What came out is read from the
// trace, and from the screen.
package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/xdnd"
)

// sample is the sample case, drawn once for all tests.
var sample = sync.OnceValue(synth.Sample)

// sampleFiles writes the sample case and returns its claim, its candidates, and
// what is known of each by its path.
func sampleFiles(t *testing.T) (claim string, candidates []string, known map[string]synth.File) {
	t.Helper()
	folder := t.TempDir()
	known = map[string]synth.File{}
	for _, f := range sample().Files() {
		path := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		known[path] = f
		if f.Claim {
			claim = path
		} else {
			candidates = append(candidates, path)
		}
	}
	return claim, candidates, known
}

// judge holds the comparisons of the sample case against its truth.
func judge(t *testing.T, lines []line, claim string, known map[string]synth.File) {
	t.Helper()
	for _, l := range lines {
		if !l.comparison() {
			t.Errorf("a problem: %s (%s)", l.Sentence, l.Path)
			continue
		}
		f, ok := known[l.Candidate]
		if !ok || l.Claim != claim {
			t.Errorf("%s was compared with %s", l.Claim, l.Candidate)
			continue
		}
		switch {
		case f.Truth.Source:
			if l.Verdict != "match" || l.Log10NFA > -20 {
				t.Errorf("the source came out as %s, log10 NFA %.1f", l.Verdict, l.Log10NFA)
			}
			if d := cornersApart(geom.Map(l.Alignment.Matrix), f.Truth.CandidateFromClaimed, known[claim].Size); d > 1 {
				t.Errorf("the corners of the claim lie up to %.2f px from their place", d)
			}
		case f.Truth.Kind == synth.Compound: // the same overlay: not a match, whatever else it is called
			if l.Verdict == "match" || l.Verdict == "identical" {
				t.Errorf("the scene under the same overlay came out as %s", l.Verdict)
			}
		default:
			if l.Verdict != "no-match" {
				t.Errorf("%s came out as %s", f.Name, l.Verdict)
			}
		}
	}
}

// cornersApart returns how far two maps put a picture's corners apart, at most.
func cornersApart(a, b geom.Map, size geom.Size) (worst float64) {
	for _, p := range size.Quad() {
		worst = max(worst, a.Apply(p).Distance(b.Apply(p)))
	}
	return worst
}

// seeTheSourceFirst waits until every candidate can be seen in the list, the
// one that the claim was cut from above all others.
func seeTheSourceFirst(h *hand, known map[string]synth.File) {
	h.t.Helper()
	source, wholes := "", map[string]image.Image{}
	var claim synth.File
	for _, f := range known {
		if f.Claim {
			claim = f
		}
	}
	for _, f := range known {
		if f.Claim {
			continue
		}
		whole, err := jpeg.Decode(bytes.NewReader(f.Data))
		if err != nil {
			h.t.Fatal(err)
		}
		wholes[f.Name] = whole
		if f.Truth.Source { // the list shows the part of it that the claim shows
			source = f.Name
			wholes[f.Name] = regionOf(whole, claim.Size, f.Truth.CandidateFromClaimed)
		}
	}
	var window *image.RGBA
	rows := map[string]int{}
	h.poll("the source to head the list", func() bool {
		window = h.look()
		clear(rows)
		for name, whole := range wholes {
			y, seen := rowOf(window, whole)
			if !seen {
				return false
			}
			rows[name] = y
		}
		for name, y := range rows {
			if name != source && y < rows[source] {
				return false
			}
		}
		return true
	}, func() any {
		h.keep("window-failed.png", window)
		return rows
	})
}

// regionOf returns the part of a picture that a claim of a size shows.
func regionOf(whole image.Image, size geom.Size, candidateFromClaimed geom.Map) image.Image {
	region := image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))
	for y := range size.Height {
		for x := range size.Width {
			p := candidateFromClaimed.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			region.Set(x, y, whole.At(int(math.Floor(p.X)), int(math.Floor(p.Y))))
		}
	}
	return region
}

func TestSampleCaseDroppedOnTheWindowRanksTheSourceFirst(t *testing.T) {
	claim, candidates, known := sampleFiles(t)
	h := openWindow(t)
	h.drop(onClaim, claim)
	h.drop(onCandidates, candidates...)
	lines := h.waitFor("four comparisons", func(l []line) bool { return comparisons(l) >= len(candidates) })
	judge(t, lines, claim, known)
	seeTheSourceFirst(h, known)
	h.keep("window-sample.png", h.still())
	if said := h.told.String(); strings.Contains(said, "Error in Fyne") {
		t.Errorf("the toolkit complains: %s", said)
	}
}

func TestSampleCaseDroppedAtOnceAsksWhichPictureIsBeingSpread(t *testing.T) {
	claim, candidates, known := sampleFiles(t)
	h := openWindow(t)
	h.drop(onNeither, append([]string{claim}, candidates...)...)
	// The first of those dropped has the focus; Enter says that it is the one.
	asked := time.Now()
	h.poll("the answer to be taken", func() bool {
		if time.Since(asked) > 300*time.Millisecond {
			asked = time.Now()
			if err := h.screen.Press(xdnd.Enter); err != nil {
				t.Fatal(err)
			}
		}
		return comparisons(h.read()) > 0
	}, func() any { return h.read() })
	lines := h.waitFor("four comparisons", func(l []line) bool { return comparisons(l) >= len(candidates) })
	judge(t, lines, claim, known)
}

func TestWindowTakesWhatItCanAndTellsOfTheRest(t *testing.T) {
	claim, candidates, known := sampleFiles(t)
	folder := t.TempDir()
	var named []string
	for _, name := range []string{
		"plain copy.jpg", "natt & tåke, 100 % æøå.jpg", "снимок #1.jpg", "صورة 2.jpg", "a+b=c; 'quoted' \"twice\".jpg",
	} {
		named = append(named, filepath.Join(folder, name))
	}
	inside := filepath.Join(folder, "en mappe med blåbær", "dypere", "кадр.jpg")
	text := filepath.Join(folder, "notes.jpg") // by its name a picture
	for i, path := range append(named[:len(named):len(named)], inside) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		// Each a picture of its own: the very same file twice would be told as a duplicate.
		scene := synth.Draw(uint64(100+i), synth.Road, geom.Size{Width: 320, Height: 180})
		if err := os.WriteFile(path, synth.EncodeJPEG(scene.Image, 80), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(text, []byte("Only words.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(folder, "gone away.jpg")

	h := openWindow(t, append([]string{claim}, candidates...)...)
	h.waitFor("the files of the start", func(l []line) bool { return comparisons(l) >= len(candidates) })
	h.drop(onNeither, append(named, filepath.Dir(filepath.Dir(inside)), text, missing)...)
	h.offer(onNeither, xdnd.Addresses("https://example.org/picture%20of%20it.jpg"))

	all := append(named, inside)
	lines := h.waitFor("every picture and three problems", func(l []line) bool {
		return comparisons(l) >= len(candidates)+len(all)+1 && problem(l, "example.org") != nil && problem(l, missing) != nil
	})
	compared := map[string]string{}
	for _, l := range lines {
		if l.comparison() {
			compared[l.Candidate] = l.Verdict
		}
	}
	for _, path := range all {
		if compared[path] != "no-match" {
			t.Errorf("%q came out as %q", path, compared[path])
		}
	}
	if compared[text] != "error" {
		t.Errorf("a file of words came out as %q", compared[text])
	}
	for _, of := range []string{missing, text, "example.org"} {
		p := problem(lines, of)
		if p == nil {
			t.Errorf("there is no word on %s", of)
		} else if !strings.HasSuffix(p.Sentence, ".") || p.Next == "" {
			t.Errorf("%s: %q, and then %q", of, p.Sentence, p.Next)
		}
	}
	for path, f := range known {
		if f.Truth.Source && compared[path] != "match" {
			t.Errorf("the source came out as %q", compared[path])
		}
	}
	h.keep("window-problems.png", h.still())
}

// problem returns the problem whose path contains the text.
func problem(lines []line, path string) *line {
	for i, l := range lines {
		if l.Schema == "motbilde.problem/1" && strings.Contains(l.Path, path) {
			return &lines[i]
		}
	}
	return nil
}

// TestWindowOpensTheSampleCase also prints how long the window takes: from the
// start of the program until the window can be seen, until its list shows all
// pictures, and until they are compared.
func TestWindowOpensTheSampleCase(t *testing.T) {
	known := map[string]synth.File{}
	for _, f := range sample().Files() {
		known[f.Name] = f
	}
	h := openWindow(t, "--sample")
	h.waitFor("four comparisons", func(l []line) bool { return comparisons(l) >= 4 })
	compared := time.Since(h.started)
	seeTheSourceFirst(h, known)
	h.keep("window-opened.png", h.still())
	t.Logf("window up after %d ms, sample case compared after %d ms", h.up.Milliseconds(), compared.Milliseconds())
}

func TestWindowClosedInTheMiddleOfWorkEndsTheProgram(t *testing.T) {
	h := openWindow(t, "--sample")
	h.waitFor("the first comparison", func(l []line) bool { return comparisons(l) > 0 })
	if err := h.screen.Shut(h.window); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-h.ended:
		if err != nil {
			t.Errorf("the program ended with %v and said %q", err, h.told)
		}
	case <-h.ctx.Done():
		t.Error("the program goes on without its window")
	}
	if lines := h.read(); comparisons(lines) == 0 { // whole lines only: read fails at half a one
		t.Error("the trace is empty")
	}
}
