package casework

import (
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
)

func TestAFileOnOneOfSeveralClaimsHasItsName(t *testing.T) {
	claim := func(id casefile.ID, name, label string) casefile.Evidence {
		return casefile.Evidence{ID: id, Name: name, Label: label, Role: casefile.Claimed}
	}
	several := casefile.Case{Evidence: []casefile.Evidence{
		claim("a", "claim.jpg", ""), claim("b", "IMG_1.jpg", "The strike:  50%"), claim("c", "claim.png", ""),
		{ID: "d", Name: "found.jpg", Role: casefile.Candidate},
		claim("e", "x.jpg", "A name of a claim that is longer than anybody wants to read"), claim("f", "lone.v2.jpg", ""),
	}}
	for id, want := range map[casefile.ID]string{
		"a": "case-claim-1", "b": "case-The strike_ 50_", "c": "case-claim-3", "e": "case-A name of a claim that is longer than an", "f": "case-lone.v2", "": "case-claim-1",
	} {
		if got := ofClaim(several, id, "case"); got != want {
			t.Errorf("of %q: %q, want %q", id, got, want)
		}
	}
	if got := ofClaim(casefile.Case{Evidence: several.Evidence[:1]}, "a", "case"); got != "case" {
		t.Errorf("of the only claim: %q", got)
	}
}
