package desk

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/words"
)

func TestEachClaimHasItsOwnFindings(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png")
	o.desk.Open(paths[:3])
	o.finished()
	o.desk.Add(paths[3:], OtherClaim)
	o.until("it is there", func(s Snapshot) bool { return len(s.Claims) == 2 })
	s := o.finished()
	if s.Claim.Evidence.Name != "dddd.png" || s.Compared != 2 || s.Undo.Key != "edit.add-other-claim" {
		t.Fatalf("claim %q, %d compared, undo %+v", s.Claim.Evidence.Name, s.Compared, s.Undo)
	}
	for _, c := range s.Candidates {
		if c.Comparison.Claimed != s.Claim.Evidence.ID {
			t.Errorf("%s shows the finding of another claim", c.Evidence.Name)
		}
	}
	lines, steps := len(o.lines), len(o.desk.history.past)
	o.desk.StepClaim(-1)
	if s = o.desk.Snapshot(); s.Claim.Evidence.Name != "a.png" || s.Compared != 2 || len(o.lines) != lines || len(o.desk.history.past) != steps {
		t.Errorf("claim %q, %d compared at once", s.Claim.Evidence.Name, s.Compared)
	}
	o.desk.StepClaim(-1) // stops at the end
	o.desk.Undo()        // the other claim
	if s = o.finished(); len(s.Claims) != 1 || s.Claim.Evidence.Name != "a.png" || s.Compared != 2 {
		t.Errorf("after undo: %q, %d compared", names(s.Claims), s.Compared)
	}
	o.desk.Redo()
	if s = o.finished(); len(s.Claims) != 2 || len(o.lines) != lines {
		t.Errorf("after redo: %q, %d lines more", names(s.Claims), len(o.lines)-lines)
	}
}

func TestSeveralOnTheClaimsWellAreFurtherClaimsEachWithItsBestFinding(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png")
	o.desk.Open(paths[:2])
	if s := o.finished(); s.Claims[0].Best != "" {
		t.Errorf("the only claim has a best finding of its own: %q", s.Claims[0].Best)
	}
	o.desk.Add(paths[2:], ClaimWell)
	o.until("they are there", func(s Snapshot) bool { return len(s.Claims) == 3 })
	if s := o.desk.Snapshot(); s.Claim.Evidence.Name != "ccc.png" || len(s.Candidates) != 1 {
		t.Errorf("claim %q, %d candidates", s.Claim.Evidence.Name, len(s.Candidates))
	}
	o.finished()
	s := o.until("all claims have theirs", func(s Snapshot) bool {
		return !slices.ContainsFunc(s.Claims, func(c Item) bool { return c.Best == "" })
	})
	for _, c := range s.Claims {
		o.desk.SelectClaim(c.Evidence.ID)
		if got := o.desk.Snapshot(); c.Best != FindingOf(got.Candidates[0].State, got.Candidates[0].Comparison.Alignment) {
			t.Errorf("%s: %q, its list begins with %v", c.Evidence.Name, c.Best, got.Candidates[0].Comparison.Alignment.Verdict)
		}
	}
	o.desk.Undo()
	if s = o.desk.Snapshot(); len(s.Claims) != 1 || len(s.Candidates) != 1 {
		t.Errorf("after undo %d claims, %d candidates", len(s.Claims), len(s.Candidates))
	}
}

func TestCandidateBecomesAnotherClaimAndBack(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png", "ccc.png"))
	s := o.finished()
	second := s.Candidates[0].Evidence
	o.desk.AddClaim(second.ID)
	s = o.finished()
	if !slices.Equal(names(s.Claims), []string{"a.png", second.Name}) || s.Claim.Evidence.ID != second.ID || len(s.Candidates) != 1 || s.Compared != 1 {
		t.Fatalf("claims %q, %d compared", names(s.Claims), s.Compared)
	}
	// The claim that is looked at gives way, the other stays.
	third := s.Candidates[0].Evidence
	o.desk.SetClaim(third.ID)
	if s = o.finished(); !slices.Equal(names(s.Claims), []string{"a.png", third.Name}) || s.Claim.Evidence.ID != third.ID || s.Compared != 1 {
		t.Fatalf("claims %q, %d compared", names(s.Claims), s.Compared)
	}
	o.desk.Unclaim(third.ID)
	if s = o.finished(); len(s.Claims) != 1 || s.Claim.Evidence.Name != "a.png" || s.Compared != 2 {
		t.Errorf("claims %q, %d compared", names(s.Claims), s.Compared)
	}
	o.desk.Unclaim(s.Claim.Evidence.ID)
	if len(o.desk.Snapshot().Claims) != 1 {
		t.Error("the only claim became a candidate")
	}
}

func TestCaseWithSeveralClaimsIsSavedWithAllItsFindings(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png"))
	s := o.finished()
	o.desk.AddClaim(s.Candidates[0].Evidence.ID)
	o.finished()
	path := filepath.Join(t.TempDir(), "c.motbilde")
	o.desk.SaveAs(path)
	o.saved()
	f, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if len(f.Comparisons) != 4 || len(f.Case.Claims()) != 2 {
		t.Errorf("%d findings of %d claims", len(f.Comparisons), len(f.Case.Claims()))
	}
	if about := o.desk.ask(edition.Archive, words.English).About; about != o.seen.Claim.Evidence.ID {
		t.Errorf("a report is about %q", about)
	}
}
