package marks

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func TestWhatTheAlignmentCarriesIsNoEvidence(t *testing.T) {
	m := casefile.Mark{Kind: casefile.DetailMark, Set: casefile.OnClaimed, Twin: casefile.ByAlignment, UncertaintyPx: 0.042}
	if got := How(words.English, m); !strings.Contains(got, "no further evidence") || !strings.Contains(got, "within 0.04 px") {
		t.Errorf("%q", got)
	}
	if got := Position(words.Norwegian, m); got != "± 0,04 px" {
		t.Errorf("%q", got)
	}
	if got := Again(words.English, m); !strings.Contains(got, "Too near to the edge") {
		t.Errorf("%q", got)
	}
	m.Measured = &casefile.MarkRemeasured{RadiusPx: 24}
	if got := Again(words.English, m); strings.Contains(got, "found") {
		t.Errorf("nothing was found: %q", got)
	}
	m.Measured.Found, m.Measured.ResidualPx, m.Measured.Agreement, m.Measured.At = true, 0.214, 0.976, geom.Point{X: 1}
	if got := Again(words.English, m); !strings.Contains(got, "found 0.21 px from there, correlation 0.98") {
		t.Errorf("%q", got)
	}
	m.Twin, m.UncertaintyPx = casefile.ByHand, 0
	if Again(words.English, m) != "" || How(words.English, m) != "Set by hand on both pictures." || Position(words.English, m) != "by hand" {
		t.Errorf("%q %q %q", Again(words.English, m), How(words.English, m), Position(words.English, m))
	}
	if Name(words.English, m, 3) != "Detail 3" {
		t.Error(Name(words.English, m, 3))
	}
	if m.Text = "The mast"; Name(words.Norwegian, m, 3) != "The mast" {
		t.Error(Name(words.Norwegian, m, 3))
	}
}
