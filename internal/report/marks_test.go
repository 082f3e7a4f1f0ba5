package report

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
	"github.com/motbilde/motbilde/internal/words"
)

// drawnOn is a match with one mark of each kind.
func drawnOn(t *trial) *trial {
	claim, _ := t.Case.Claim()
	candidate := t.Case.Candidates()[0]
	lies := t.Comparisons[0].Alignment.CandidateFromClaimed
	w, h := float64(claim.Pixels.Width), float64(claim.Pixels.Height)
	for i, m := range []casefile.Mark{
		{Kind: casefile.NumberMark, Text: "The gate"},
		{Kind: casefile.CircleMark, Text: "Same crane", Colour: "orange"},
		{Kind: casefile.BoxMark, Colour: "sky-blue", Width: 3},
		{Kind: casefile.ArrowMark, Colour: "vermillion", Text: "سهم"},
		{Kind: casefile.FreeMark, Colour: "yellow"},
		{Kind: casefile.LabelMark, Text: "ضربة 2017"},
		{Kind: casefile.RedactionMark},
		{Kind: casefile.CircleMark, Text: "Hidden one", Hidden: true},
	} {
		at := geom.Point{X: w * (0.15 + 0.18*float64(i%5)), Y: h * (0.25 + 0.4*float64(i/5))}
		m.ID, m.Claimed, m.Candidate, m.Set = casefile.ID("d"+string(rune('0'+i))), claim.ID, candidate.ID, casefile.OnClaimed
		m.OnClaimed = markup.Usual(m.Kind, at, 0.06*w)
		if m.Kind != casefile.BoxMark { // that is on the claim alone
			m.Twin = casefile.ByAlignment
			for _, p := range m.OnClaimed {
				m.OnCandidate = append(m.OnCandidate, lies.Apply(p))
			}
		}
		t.Case = t.Case.WithMark(m)
	}
	return t
}

func TestDrawnMarksStandOnTheFiguresOfThePairWithTheirLegend(t *testing.T) {
	doc := composed(t, drawnOn(matched()).Input)
	text := said(doc.Pages...)
	mustSay(t, text, "Number 1", "The gate", "Circle 2", "Same crane", "Box 3", "(on the claim alone)", "Arrow 4", "Freehand line 5", "Marks drawn: 6",
		"carried to the other by the transformation", "1 place is redacted.")
	if strings.Contains(text, "Hidden one") {
		t.Error("a hidden mark is told")
	}
	// The same colour on both pictures of both figures.
	orange := 0
	for _, page := range doc.Pages {
		for _, item := range page.Items {
			if s, ok := item.(figure.Shape); ok && s.Stroke != nil && *s.Stroke == (figure.Colour{R: 0xE6, G: 0x9F, B: 0x00}) && s.Fill == nil {
				orange++
			}
		}
	}
	if orange != 4 {
		t.Errorf("the circle is drawn %d times, want on two pictures of two figures", orange)
	}
	norwegian := drawnOn(matched())
	norwegian.Language = words.Norwegian
	mustSay(t, said(composed(t, norwegian.Input).Pages...), "Sirkel 2", "(bare på påstandsbildet)", "1 sted er sladdet.")
	if without := said(composed(t, matched().Input).Pages...); strings.Contains(without, "Marks drawn") || strings.Contains(without, "redacted") {
		t.Error("a case without marks speaks of them")
	}
	if to := os.Getenv("MOTBILDE_LOOK"); to != "" {
		writeFile(t, to, pdfOf(t, drawnOn(sampled(t)).Input))
	}
}

func TestALabelFromRightToLeftIsDrawnInOrder(t *testing.T) {
	in := drawnOn(matched()).Input
	in.Case.Marks = slices.DeleteFunc(in.Case.Marks, func(m casefile.Mark) bool { return m.Kind != casefile.LabelMark })
	var shaped, hidden int
	for _, page := range composed(t, in).Pages[:1] {
		for _, item := range page.Items {
			switch s := item.(type) {
			case figure.Text:
				if strings.Contains(s.String, "ةبرض") && s.Hidden { // in the order in which it stands
					hidden++ // found by a search, and drawn as outlines
				}
			case figure.Shape:
				if s.Fill != nil && *s.Fill == figure.White && len(s.Paths) > 3 {
					shaped++
				}
			}
		}
	}
	if hidden < 2 || shaped < 2 {
		t.Errorf("the label is drawn %d times and can be found %d times, want both on two pictures", shaped, hidden)
	}
}
