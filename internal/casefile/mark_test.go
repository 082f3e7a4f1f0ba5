package casefile

import (
	"reflect"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// marked is a case with five marks on three pairs.
func marked() Case {
	mark := func(id, candidate ID, kind MarkKind) Mark {
		return Mark{ID: id, Claimed: "claim", Candidate: candidate, Kind: kind, Set: OnClaimed, OnClaimed: []geom.Point{{X: 1, Y: 2}}}
	}
	film := mark("m5", "film", DetailMark)
	film.Frame = &FrameMoment{Index: 7}
	c := Case{Evidence: []Evidence{{ID: "claim", Role: Claimed}, {ID: "a"}, {ID: "b"}, {ID: "film"}}}
	for _, m := range []Mark{mark("m1", "a", DetailMark), mark("m2", "b", DetailMark), mark("m3", "a", LabelMark), mark("m4", "a", NumberMark), film} {
		c = c.WithMark(m)
	}
	return c
}

func ids(marks []Mark) (out []ID) {
	for _, m := range marks {
		out = append(out, m.ID)
	}
	return out
}

func TestMarksAreNumberedWithinTheirPair(t *testing.T) {
	c := marked()
	for id, want := range map[ID]int{"m1": 1, "m2": 1, "m3": 0, "m4": 2, "m5": 1, "m9": 0} {
		if got := c.NumberOf(id); got != want {
			t.Errorf("%s has the number %d, want %d", id, got, want)
		}
	}
	other := c.Marks[4]
	other.ID, other.Frame = "m6", &FrameMoment{Index: 8}
	if n := c.WithMark(other).NumberOf("m6"); n != 1 {
		t.Errorf("the first mark of another frame has the number %d", n)
	}
	if !other.OfFrame(&Frame{Index: 8}) || other.OfFrame(&Frame{Index: 7}) || other.OfFrame(nil) || !c.Marks[0].OfFrame(nil) {
		t.Error("a mark is of another frame than its own")
	}
}

func TestMarksMoveWithinTheirPairAlone(t *testing.T) {
	c := marked()
	before := ids(c.Marks)
	moved := c.WithMarkAt("m4", 0)
	if got := ids(moved.Marks); !reflect.DeepEqual(got, []ID{"m4", "m2", "m1", "m3", "m5"}) {
		t.Errorf("got %v", got)
	}
	if got := ids(c.WithMarkAt("m1", 99).MarksOf("claim", "a")); !reflect.DeepEqual(got, []ID{"m3", "m4", "m1"}) {
		t.Errorf("got %v", got)
	}
	if !reflect.DeepEqual(ids(c.Marks), before) {
		t.Error("the case that was given has changed")
	}
}

func TestMarksGoWithTheirPictures(t *testing.T) {
	c := marked()
	if got := ids(c.Without("a").Marks); !reflect.DeepEqual(got, []ID{"m2", "m5"}) {
		t.Errorf("without a candidate %v is left", got)
	}
	if got := c.Without("claim").Marks; len(got) != 0 {
		t.Errorf("without the claim %v is left", ids(got))
	}
	if got := ids(c.WithoutMarks("m1", "m5").Marks); !reflect.DeepEqual(got, []ID{"m2", "m3", "m4"}) || len(c.Marks) != 5 {
		t.Errorf("got %v of %d", got, len(c.Marks))
	}
}
