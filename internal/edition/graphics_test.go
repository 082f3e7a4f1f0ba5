package edition

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
)

func TestGraphicsOfAPublicationNameNothingThatWasWithheld(t *testing.T) {
	d := document(t)
	open := d.Case.Graphic(casefile.PairGraphic, "claim", "e3", "en")
	open.Headline, open.Alt, open.Caption = "Not Anna Berg's", "A quay. Photo: ANNA BERG.", "I stood there when it burned."
	open.Claim.Detail, open.Found.Title, open.Credits, open.Verdict = "Leser 17", "Harstad quay", "Anna Berg", "by Anna Berg"
	open.Stamp = casefile.GraphicStamp{Text: "Anna Berg"}
	d.Case = d.Case.WithGraphic(open)
	hidden := d.Case.Graphic(casefile.PairGraphic, "claim", "e2", "en")
	hidden.Headline = "of the withheld one"
	part := d.Case.Graphic(casefile.PairGraphic, "claim", "e2a", "en")
	part.Headline = "of a part of it"
	d.Case = d.Case.WithGraphic(hidden).WithGraphic(part)

	out := published(t, d)
	if len(out.Case.Graphics) != 1 || out.Case.Graphics[0].Candidate != "e3" {
		t.Fatalf("it has %+v", out.Case.Graphics)
	}
	text, _, err := archive.Document{Case: out.Case, Program: d.Program, Log: out.Log}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	lower := strings.ReplaceAll(strings.ToLower(string(text)), "anna bergersen", "") // another person
	for _, secret := range secrets {
		if strings.Contains(lower, strings.ToLower(secret)) {
			t.Errorf("it holds %q", secret)
		}
	}
	if s := d.Case.Graphics[0].Stamp; s.Text != "Anna Berg" {
		t.Errorf("the case before has changed: %q", s.Text)
	}
	if s := out.Case.Graphics[0].Stamp; s.Text == "" || strings.Contains(s.Text, "Anna") {
		t.Errorf("the stamp is %+v", s)
	}
}
