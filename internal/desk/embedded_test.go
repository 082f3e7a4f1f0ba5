package desk

import (
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
