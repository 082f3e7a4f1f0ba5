package desk

import (
	"os"
	"path/filepath"
	"testing"
)

func TestEmbeddedIsReadOfTheShownPairWhenSomebodyNeedsIt(t *testing.T) {
	o := related(t)
	if s := o.desk.Snapshot(); s.ClaimEmbedded != nil || s.CandidateEmbedded != nil {
		t.Fatal("tags are there that nobody asked for")
	}
	o.desk.NeedEmbedded()
	s := o.until("both are read", func(s Snapshot) bool { return s.ClaimEmbedded != nil && s.CandidateEmbedded != nil })
	if claim, candidate := s.ClaimEmbedded, s.CandidateEmbedded; len(claim.Tags) == 0 || len(candidate.Tags) == 0 || claim.Thumbnail != nil {
		t.Errorf("%+v, %+v", claim, candidate)
	}
	o.desk.NeedEmbedded()
	if o.desk.embedded[0].slot.Busy() || o.desk.Snapshot().ClaimEmbedded != s.ClaimEmbedded {
		t.Error("read a second time")
	}
	claim := s.ClaimEmbedded
	o.desk.Swap()
	if s := o.desk.Snapshot(); s.ClaimEmbedded == claim {
		t.Error("the claim that was stands under the one that is")
	}
}

func TestAFileThatCannotBeReadCarriesNothing(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png")
	empty := filepath.Join(t.TempDir(), "empty.jpg")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	o.desk.Open([]string{paths[0], empty})
	o.finished()
	o.desk.NeedEmbedded()
	s := o.until("both are known", func(s Snapshot) bool { return s.ClaimEmbedded != nil && s.CandidateEmbedded != nil })
	if len(s.CandidateEmbedded.Tags) != 0 || s.CandidateEmbedded.Thumbnail != nil {
		t.Errorf("%+v", s.CandidateEmbedded)
	}
}
