package casework

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
)

// handPoints lie where the claim of cropped was cut from, a hand's width beside it.
func handPoints(off float64) byhand.Points {
	p := byhand.Points{Model: align.Similarity}
	for i, at := range []geom.Point{{X: 20, Y: 20}, {X: 180, Y: 30}, {X: 100, Y: 140}} {
		p.Pairs = append(p.Pairs, byhand.Point{Claimed: at, Candidate: at.Add(geom.Point{X: 60 + off*float64(i%2), Y: 40 - off*float64(i%3-1)})})
	}
	return p
}

func TestAnAlignmentByHandIsMadeAgainOfItsPoints(t *testing.T) {
	folder := t.TempDir()
	c, comparisons := cropped(t, folder)
	claim, _ := c.Claim()
	found, _ := c.Find("found")
	for _, refined := range []bool{false, true} {
		l := lab.New()
		h, err := AlignByHand(t.Context(), l, claim, found, handPoints(2.5), refined)
		if err != nil {
			t.Fatal(err)
		}
		if d := h.CandidateFromClaimed.Apply(geom.Point{}).Distance(geom.Point{X: 60, Y: 40}); refined && d > 0.2 || !refined && d < 0.5 {
			t.Errorf("refined %v: the corner lies %.3f px off", refined, d)
		}
		for _, change := range []struct {
			name  string
			do    func(*casefile.HandAlignment)
			holds bool
		}{
			{"as it is", func(*casefile.HandAlignment) {}, true},
			{"another matrix", func(h *casefile.HandAlignment) { h.CandidateFromClaimed[2] += 0.5 }, false},
			{"another point", func(h *casefile.HandAlignment) {
				h.Points.Pairs = slices.Clone(h.Points.Pairs)
				h.Points.Pairs[0].Candidate.X += 40
			}, false},
		} {
			kept := h
			change.do(&kept)
			d, err := NewDocument(c.WithByHand(kept), comparisons, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "a.motbilde")
			if err := WriteCase(d, path); err != nil {
				t.Fatal(err)
			}
			f, err := archive.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			all, err := Recompute(t.Context(), lab.New(), f.Document, CaseOriginals{f}, func() {})
			if err != nil || len(all) != len(comparisons)+1 {
				t.Fatalf("%d run again, %v", len(all), err)
			}
			last := all[len(all)-1]
			if last.Recorded.Hand == nil || last.Holds() != change.holds {
				t.Errorf("refined %v, %s: holds %v, %.3f px off", refined, change.name, last.Holds(), last.CornersPx)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := os.Stat(claim.Path); err != nil {
		t.Error(err)
	}
}

func TestALineTellsTheProgramsVerdictAndThePersonsAlignment(t *testing.T) {
	c, comparisons := cropped(t, t.TempDir())
	claim, _ := c.Claim()
	found, _ := c.Find("found")
	h, err := AlignByHand(t.Context(), lab.New(), claim, found, handPoints(3), false)
	if err != nil {
		t.Fatal(err)
	}
	c = c.WithByHand(h)
	shown := Shown(c, comparisons)
	i := slices.IndexFunc(shown, func(k casefile.Comparison) bool { return k.Candidate == "found" })
	if a := shown[i].Alignment; a.Status != align.ByHand || a.Verdict.Accepted() || a.HasNFA {
		t.Fatalf("shown as %v, %v", a.Status, a.Verdict)
	}
	text, err := NewLine(claim, found, shown[i], nil).Encode()
	if err != nil {
		t.Fatal(err)
	}
	var line Line
	if err := json.Unmarshal(text, &line); err != nil {
		t.Fatal(err)
	}
	b := line.ByHand
	if line.Verdict != "match" || line.Log10NFA == nil || b == nil || len(b.Points) != 3 || b.Model != "similarity" || b.Exact || !(b.ResidualPx > 0.1) {
		t.Fatalf("the line: %s", text)
	}
	if math.Abs(b.Matrix[2]-h.CandidateFromClaimed[2]) > 1e-9 || line.Alignment.Matrix == b.Matrix {
		t.Errorf("the matrices: %v, %v", line.Alignment.Matrix, b.Matrix)
	}
	if _, err := AlignByHand(t.Context(), lab.New(), claim, found, byhand.Points{}, false); err == nil {
		t.Error("no points place something")
	}
}
