package casework

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/detail"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
)

func TestDetailsAreCarriedAndMeasuredAgain(t *testing.T) {
	c, comparisons := cropped(t, t.TempDir())
	a := comparisons[0].Alignment
	claim, _ := c.Find("claim")
	found, _ := c.Find("found")
	l := lab.New()
	mark := func(id casefile.ID, x, y float64) casefile.Mark {
		p := geom.Point{X: x, Y: y}
		m, err := l.MeasureDetail(t.Context(), FileOf(claim), FileOf(found), a, p)
		if err != nil || !m.Tried {
			t.Fatal(m, err)
		}
		return casefile.Mark{
			ID: id, Claimed: "claim", Candidate: "found", Kind: casefile.DetailMark, Set: casefile.OnClaimed, Twin: casefile.ByAlignment,
			OnClaimed: []geom.Point{p}, OnCandidate: []geom.Point{a.CandidateFromClaimed.Apply(p)},
			Measured: &casefile.MarkRemeasured{Method: detail.Version, Found: m.Found, At: m.At, ResidualPx: m.ResidualPx, Agreement: m.Agreement, RadiusPx: m.RadiusPx},
		}
	}
	holds, moved, forged, older := mark("m1", 100, 80), mark("m2", 90, 70), mark("m3", 110, 90), mark("m4", 120, 85)
	moved.OnCandidate = []geom.Point{moved.OnCandidate[0].Add(geom.Point{X: 0.5})}
	forged.Measured.At = forged.Measured.At.Add(geom.Point{Y: 0.3})
	older.Measured.Method, older.Measured.At = "detail/0", geom.Point{X: 1}
	c.Marks = []casefile.Mark{holds, moved, forged, older}
	d, err := NewDocument(c, comparisons, time.Now())
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
	defer f.Close()
	all, err := Recompute(t.Context(), lab.New(), f.Document, CaseOriginals{f}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if got := all[0].OtherMarks; !all[0].Holds() || !slices.Equal(got, []int{2, 3}) {
		t.Errorf("details %v come out otherwise, want 2 and 3", got)
	}
}
