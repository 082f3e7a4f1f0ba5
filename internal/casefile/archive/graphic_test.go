package archive

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// exampleOfGraphics is the example with two graphics as a person wants them.
func exampleOfGraphics(t testing.TB) Document {
	t.Helper()
	d := example(t)
	pair := d.Case.Graphic(casefile.PairGraphic, "claim", "candidate-1", "en")
	pair.Preset, pair.Arrangement, pair.Headline = "square", casefile.Above, "The same harbour"
	pair.Claim, pair.Found = casefile.GraphicBar{Title: "The harbour in March", Detail: "@boats"}, casefile.GraphicBar{Title: "Five years earlier"}
	pair.Alt, pair.Unnumbered = "Two pictures of a harbour, one above the other.", true
	pair.Stamp = casefile.GraphicStamp{Text: "Old picture", At: geom.Point{X: 0.25, Y: 0.75}}
	dates := d.Case.Graphic(casefile.TimelineGraphic, "claim", "", "nb")
	dates.Credits, dates.Verdict, dates.Caption, dates.Unlabelled, dates.ClaimsPart = "Foto: Kari", "Gammelt bilde", "Datoene", true, true
	d.Case = d.Case.WithGraphic(pair).WithGraphic(dates)
	return d
}

func TestGraphicsComeBackAndCanBeTakenAway(t *testing.T) {
	d := exampleOfGraphics(t)
	text, log, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Decode(text, log)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(opened.Case.Graphics, d.Case.Graphics) || len(opened.Case.Graphics) != 2 {
		t.Fatalf("came back as %+v", opened.Case.Graphics)
	}
	for _, g := range opened.Case.Graphics { // nothing said is no graphic
		opened.Case = opened.Case.WithGraphic(casefile.Graphic{ID: g.ID, Kind: g.Kind, Claimed: g.Claimed, Candidate: g.Candidate, Language: g.Language})
	}
	again, _, err := opened.Encode()
	if err != nil || !bytes.Contains(again, []byte(`"graphics":[]`)) || bytes.Contains(again, []byte("The same harbour")) {
		t.Errorf("what was taken away is written again (%v)", err)
	}
	if without, _, err := example(t).Encode(); err != nil || bytes.Contains(without, []byte(`"graphics"`)) {
		t.Errorf("a case without graphics has the field (%v)", err)
	}
}

func TestTheAddressOfTheCheckIsKept(t *testing.T) {
	d := example(t)
	if without, _, err := d.Encode(); err != nil || bytes.Contains(without, []byte(`"checkAddress"`)) {
		t.Errorf("a case without an address has the field (%v)", err)
	}
	d.Case.Address = "https://desk.example/checks/17"
	text, log, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Decode(text, log)
	if err != nil || opened.Case.Address != d.Case.Address {
		t.Fatalf("it came back as %q (%v)", opened.Case.Address, err)
	}
	opened.Case.Address = ""
	if again, _, err := opened.Encode(); err != nil || !bytes.Contains(again, []byte(`"checkAddress":""`)) {
		t.Errorf("what was taken away is written again (%v)", err)
	}
}

func TestAGraphicGoesWithWhatItIsOf(t *testing.T) {
	d := exampleOfGraphics(t)
	if all := d.Case.Without("candidate-1").Graphics; len(all) != 1 || all[0].Kind != casefile.TimelineGraphic {
		t.Errorf("without the candidate there are %+v", all)
	}
	if len(d.Case.Graphics) != 2 {
		t.Error("the case before has changed")
	}
}
