package edition

import (
	"reflect"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

func TestMarksOfAWithheldItemAreLeftOutButForRedactions(t *testing.T) {
	d := document(t)
	square := []geom.Point{{X: 1, Y: 1}, {X: 9, Y: 1}, {X: 9, Y: 9}, {X: 1, Y: 9}}
	there := []geom.Point{{X: 21, Y: 1}, {X: 29, Y: 1}, {X: 29, Y: 9}, {X: 21, Y: 9}}
	mark := func(id, candidate casefile.ID, kind casefile.MarkKind) casefile.Mark {
		m := casefile.Mark{ID: id, Claimed: "claim", Candidate: candidate, Kind: kind, Set: casefile.OnCandidate, Twin: casefile.ByAlignment, UncertaintyPx: 0.375, Text: "Told by Anna Berg"}
		m.OnClaimed, m.OnCandidate = square[:1], there[:1]
		if kind == casefile.RedactionMark {
			m.OnClaimed, m.OnCandidate = square, there
		}
		return m
	}
	d.Case.Marks = []casefile.Mark{
		mark("m1", "e2", casefile.DetailMark), mark("m2", "e3", casefile.DetailMark),
		mark("m3", "e2", casefile.RedactionMark), mark("m4", "e4", casefile.LabelMark),
	}
	p := published(t, d)
	open := d.Case.Marks[1]
	open.Text = "Told by (withheld)"
	face := casefile.Mark{ID: "m3", Claimed: "claim", Candidate: p.Case.Evidence[1].ID, Kind: casefile.RedactionMark, Set: casefile.OnClaimed, OnClaimed: square}
	if want := []casefile.Mark{open, face}; !reflect.DeepEqual(p.Case.Marks, want) {
		t.Errorf("got  %+v\nwant %+v", p.Case.Marks, want)
	}
	file(t, p) // and it is a case that can be opened

	// Of a claim that is withheld, the candidate's redaction stays, and so does that
	// of the other candidate on which the claim lies; nothing else.
	d.Case.Evidence[1].Withheld, d.Case.Evidence[0].Withheld = casefile.Withheld{}, casefile.Withheld{}.Switched(true)
	p = published(t, d)
	other := casefile.Mark{
		ID: "m3x", Claimed: p.Case.Evidence[0].ID, Candidate: "e3", Kind: casefile.RedactionMark, Set: casefile.OnCandidate,
		OnCandidate: []geom.Point{{X: 3, Y: 4}, {X: 13, Y: 4}, {X: 13, Y: 14}, {X: 3, Y: 14}},
	}
	if len(p.Case.Marks) != 2 || !reflect.DeepEqual(p.Case.Marks[1], other) || p.Case.Marks[0].Set != casefile.OnCandidate || !reflect.DeepEqual(p.Case.Marks[0].OnCandidate, there) || p.Case.Marks[0].OnClaimed != nil {
		t.Errorf("%+v", p.Case.Marks)
	}
}

func TestWhatAWithheldPictureLeadsToStaysRedacted(t *testing.T) {
	d := document(t)
	there := []geom.Point{{X: 21, Y: 11}, {X: 29, Y: 11}, {X: 29, Y: 19}, {X: 21, Y: 19}}
	d.Case.Marks = []casefile.Mark{{ID: "m1", Claimed: "claim", Candidate: "e2", Kind: casefile.RedactionMark, Set: casefile.OnCandidate, OnCandidate: there, Colour: "white", Text: "Anna Berg"}}
	p := published(t, d) // the claim lies on e2 by (3, 4)
	box := []geom.Point{{X: 18, Y: 7}, {X: 26, Y: 7}, {X: 26, Y: 15}, {X: 18, Y: 15}}
	want := casefile.Mark{ID: "m1", Claimed: "claim", Candidate: p.Case.Evidence[1].ID, Kind: casefile.RedactionMark, Set: casefile.OnClaimed, OnClaimed: box, Colour: "white"}
	if len(p.Case.Marks) != 1 || !reflect.DeepEqual(p.Case.Marks[0], want) {
		t.Errorf("got  %+v\nwant %+v", p.Case.Marks, want)
	}
	file(t, p)

	// Nothing leads to the claim: nothing is covered on it.
	d.Comparisons[0].Alignment = align.Alignment{Verdict: align.NoMatch}
	if p = published(t, d); len(p.Case.Marks) != 0 {
		t.Errorf("%+v", p.Case.Marks)
	}
}

func TestAFileOnWhichSomethingIsRedactedIsNotPublished(t *testing.T) {
	d := document(t)
	square := []geom.Point{{X: 1, Y: 1}, {X: 9, Y: 1}, {X: 9, Y: 9}, {X: 1, Y: 9}}
	d.Case.Marks = []casefile.Mark{{
		ID: "m1", Claimed: "claim", Candidate: "e4", Kind: casefile.RedactionMark, Set: casefile.OnClaimed, OnClaimed: square, Hidden: true,
	}}
	p := published(t, d)
	for _, e := range p.Case.Evidence {
		if e.ID == "claim" && (e.HasOriginal() || e.SHA256 == "") {
			t.Errorf("the claim is held, or not named: %+v", e)
		}
	}
	d.Case.Marks = nil
	for _, e := range published(t, d).Case.Evidence {
		if e.Referenced {
			t.Errorf("%s is left out without a redaction", e.ID)
		}
	}
	if d.Case.Evidence[0].Referenced {
		t.Error("the case given was changed")
	}
}
