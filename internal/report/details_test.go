package report

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// detailed is a match with details: one named and measured, one proposed, one
// set by hand, one hidden, and one on another frame.
func detailed(t *trial) *trial {
	claim, _ := t.Case.Claim()
	candidate := t.Case.Candidates()[0]
	a := t.Comparisons[0].Alignment
	add := func(x, y float64, change func(*casefile.Mark)) {
		p := geom.Point{X: x, Y: y}
		m := casefile.Mark{
			ID: casefile.ID(fmt.Sprint("m", len(t.Case.Marks))), Claimed: claim.ID, Candidate: candidate.ID, Kind: casefile.DetailMark,
			Set: casefile.OnClaimed, OnClaimed: []geom.Point{p}, OnCandidate: []geom.Point{a.CandidateFromClaimed.Apply(p)}, Twin: casefile.ByAlignment, UncertaintyPx: 0.3, SidePx: 40,
		}
		change(&m)
		t.Case = t.Case.WithMark(m)
	}
	w, h := float64(claim.Pixels.Width), float64(claim.Pixels.Height)
	add(0.25*w, 0.3*h, func(m *casefile.Mark) {
		m.Text, m.Note = "The bright ring", "Cut by the edge on the claim; the ring’s width agrees."
		m.Measured = &casefile.MarkRemeasured{Found: true, At: m.OnCandidate[0], ResidualPx: 0.21, Agreement: 0.97, RadiusPx: 24}
	})
	add(0.7*w, 0.25*h, func(m *casefile.Mark) { m.Proposed = true })
	add(0.5*w, 0.7*h, func(m *casefile.Mark) { m.Twin, m.UncertaintyPx, m.Text = casefile.ByHand, 0, "Set by eye" })
	add(0.8*w, 0.8*h, func(m *casefile.Mark) { m.Hidden, m.Text = true, "Hidden one" })
	add(0.1*w, 0.8*h, func(m *casefile.Mark) {
		m.Frame, m.Text = &casefile.FrameMoment{Index: 9}, "Of another frame"
	})
	return t
}

func TestDetailsAreShownEnlargedAndNoEvidenceIsMadeOfThem(t *testing.T) {
	doc := composed(t, detailed(matched()).Input)
	text := said(doc.Pages...)
	mustSay(t, text,
		"The bright ring", "Cut by the edge on the claim; the ring’s width agrees.", "Detail 2", "Set by eye",
		"Details marked: 3. Proposed by the program and not moved: 1.", "Marks with a ± were set on one picture and carried to the other by the transformation", "1 of 1 were found clearly.",
		"Figure 5. The marked details enlarged", "± 0.3 px", "by hand", "0.21", "Figure 6.")
	for _, no := range []string{"Hidden one", "Of another frame"} {
		if strings.Contains(text, no) {
			t.Errorf("the report shows %q", no)
		}
	}
	norwegian := detailed(matched())
	norwegian.Language = words.Norwegian
	mustSay(t, said(composed(t, norwegian.Input).Pages...), "Merkede detaljer: 3.", "er ikke noe nytt tegn på samsvar", "for hånd")
	if without := said(composed(t, matched().Input).Pages...); strings.Contains(without, "Details marked") || !strings.Contains(without, "Figure 5.") {
		t.Error("a case without details speaks of them, or leaves a figure's number out")
	}
	if to := os.Getenv("MOTBILDE_LOOK"); to != "" {
		writeFile(t, to, pdfOf(t, detailed(sampled(t)).Input))
	}
}

func pdfOf(t *testing.T, in Input) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := Write(t.Context(), &out, in); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
