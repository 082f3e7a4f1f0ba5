package lab

import (
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

func TestEditsAreMeasuredOnceForAPair(t *testing.T) {
	l := New()
	claimed, candidate := open(t, l, "a.png", 3), open(t, l, "b.png", 5)
	a := align.Alignment{Verdict: align.Match, Status: align.Aligned, CandidateFromClaimed: geom.Identity(), CornerErrorPx: 0.2}
	saved := provenance.Encoding{Format: provenance.FormatPNG, Lossless: true}
	first, err := l.Edits(t.Context(), claimed, candidate, a, saved)
	if err != nil {
		t.Fatal(err)
	}
	second, err := l.Edits(t.Context(), claimed, candidate, a, saved)
	if err != nil || first.Recipe != second.Recipe {
		t.Errorf("measured twice: %v", err)
	}
	if first.Recipe.Saved != saved || first.Remains.Share != 1 {
		t.Errorf("saved %+v, remains %+v", first.Recipe.Saved, first.Remains)
	}
	replay, err := l.Replay(t.Context(), claimed, candidate, a, first.Recipe)
	if err != nil || replay.Size() != (geom.Size{Width: 80, Height: 60}) {
		t.Errorf("the replay is %v, %v", replay, err)
	}
}
