package sample

import (
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

func TestProposedDetailsOfTheClaimHaveNames(t *testing.T) {
	folder := t.TempDir()
	files := synth.Sample().Files()
	if _, err := synth.WriteFiles(folder, files); err != nil {
		t.Fatal(err)
	}
	l := lab.New()
	var c casefile.Case
	for _, f := range files {
		if !f.Claim && !f.Truth.Source {
			continue
		}
		e := casework.Import(t.Context(), l, filepath.Join(folder, f.Name), casefile.Candidate)
		if e.ID = "e8"; f.Claim {
			e.ID, e.Role = "e1", casefile.Claimed
		}
		c.Evidence = append(c.Evidence, e)
	}
	compared, err := compareAll(t.Context(), l, c, nil)
	if err != nil {
		t.Fatal(err)
	}
	marks, err := teller{words.Norwegian}.details(t.Context(), l, c, compared)
	if err != nil || len(marks) != len(places) {
		t.Fatalf("%d of %d places are marked: %v", len(marks), len(places), err)
	}
	named := map[string]bool{}
	for _, m := range marks {
		if m.Measured == nil || !m.Measured.Found || m.Measured.ResidualPx > 0.5 || named[m.Text] {
			t.Errorf("%s: %+v", m.Text, m.Measured)
		}
		named[m.Text] = true
	}
}
