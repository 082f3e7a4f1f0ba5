package archive

import (
	"bytes"
	"math"
	"reflect"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// exampleByHand is the example with an alignment by hand beside the program's.
func exampleByHand(t testing.TB) Document {
	t.Helper()
	d := example(t)
	d.Case.ByHand = []casefile.HandAlignment{{
		Claimed: "claim", Candidate: "candidate-1", Method: "by-hand/1", CandidateFromClaimed: geom.Translation(60, 40.25),
		Points: byhand.Points{Model: align.Similarity, Pairs: []byhand.Point{
			{Claimed: geom.Point{X: 10, Y: 10}, Candidate: geom.Point{X: 70, Y: 50.5}, Name: "Mast"},
			{Claimed: geom.Point{X: 150, Y: 100}, Candidate: geom.Point{X: 210, Y: 140}},
		}},
	}}
	return d
}

func TestAnAlignmentByHandComesBackAndCanBeTakenAway(t *testing.T) {
	d := exampleByHand(t)
	text, log, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Decode(text, log)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(opened.Case.ByHand, d.Case.ByHand) {
		t.Fatalf("came back as %+v", opened.Case.ByHand)
	}
	text, _, err = opened.Encode()
	if err != nil || !bytes.Contains(text, []byte(`"Mast"`)) {
		t.Fatalf("written again without it (%v)", err)
	}
	opened.Case = opened.Case.WithoutByHand("claim", "candidate-1")
	text, _, err = opened.Encode()
	if err != nil || bytes.Contains(text, []byte(`"Mast"`)) || !bytes.Contains(text, []byte(`"byHand":[]`)) {
		t.Errorf("what was taken away is written again (%v): %s", err, text)
	}
}

func TestAnAlignmentByHandIsShownInPlaceOfTheProgramsAndIsNoMatch(t *testing.T) {
	d := exampleByHand(t)
	k := d.Case.Shown(d.Comparisons[0])
	a := k.Alignment
	if a.Status != align.ByHand || a.Verdict.Accepted() || a.HasNFA || a.CandidateFromClaimed != geom.Translation(60, 40.25) {
		t.Errorf("shown as %+v", a)
	}
	if math.Abs(a.ResidualPx-0.25) > 1e-9 {
		t.Errorf("a residual of %v px", a.ResidualPx)
	}
	if !reflect.DeepEqual(k.Program(), d.Comparisons[0].Alignment) {
		t.Error("the program's own is not what it was")
	}
	if again := d.Case.Shown(k); !reflect.DeepEqual(again, k) {
		t.Error("showing it twice makes another of it")
	}
	if gone := d.Case.Without("candidate-1"); len(gone.ByHand) != 0 {
		t.Error("it stays where its candidate is gone")
	}
}
