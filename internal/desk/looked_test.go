package desk

import (
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

func TestAReopenedCaseShowsWhatWasLookedAt(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png"))
	s := o.finished()
	first, other := s.Claim.Evidence.ID, s.Candidates[0].Evidence.ID
	o.desk.AddClaim(other)
	s = o.finished()
	last := s.Candidates[len(s.Candidates)-1].Evidence.ID
	log, steps := o.desk.Log().Count(), len(o.desk.history.past)
	o.desk.Look(casefile.View{Claimed: first, Candidate: last, Mode: "overlay"})
	view := casefile.View{
		Claimed: other, Candidate: last, Mode: "swipe", Centre: geom.Point{X: 7, Y: 9}, Scale: 3, SwipeAt: 0.25,
		Style: "mixed", Kind: "plain", Inside: "claimed", Single: "claimed",
	}
	o.desk.Look(view)
	if o.desk.Log().Count() != log || len(o.desk.history.past) != steps {
		t.Error("looking is an edit")
	}
	path := filepath.Join(t.TempDir(), "c.motbilde")
	o.desk.SaveAs(path)
	if s = o.saved(); s.Document.Changed {
		t.Fatal("not saved")
	}
	o.desk.Look(casefile.View{Claimed: "nobody", Candidate: last})
	if o.desk.Snapshot().Document.Changed || len(o.desk.views) != 2 {
		t.Errorf("looking changes the case, or what is not there is looked at: %d", len(o.desk.views))
	}
	if len(o.desk.outgoing().Views) != 0 {
		t.Error("what leaves tells how a person looked at it")
	}
	o.desk.Close()

	again := newOwner(t)
	again.desk.OpenCase(path)
	s = again.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	if s.Claim.Evidence.ID != other || s.Selected != last || s.Looked == nil || *s.Looked != view || s.Document.Changed {
		t.Errorf("it shows %s against %s, looked at as %+v", s.Selected, s.Claim.Evidence.ID, s.Looked)
	}
}

func TestAClaimThatIsComeBackToShowsWhatWasChosenOfIt(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png"))
	s := o.finished()
	o.desk.AddClaim(s.Candidates[0].Evidence.ID)
	s = o.finished()
	chosen := s.Candidates[1].Evidence.ID
	o.desk.Select(chosen)
	o.desk.StepClaim(-1)
	if s = o.desk.Snapshot(); s.Selected != s.Candidates[0].Evidence.ID {
		t.Errorf("a claim without a choice shows %s", s.Selected)
	}
	o.desk.StepClaim(1)
	if s = o.desk.Snapshot(); s.Selected != chosen {
		t.Errorf("back at it, %s is shown", s.Selected)
	}
}
