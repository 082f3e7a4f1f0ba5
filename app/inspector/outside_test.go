package inspector

import (
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/words"
)

func TestWhatLiesOutsideIsToldOfACertainAlignmentAlone(t *testing.T) {
	v := pair(Compared)
	v.Claim.Pixels, v.Candidate.Pixels = geom.Size{Width: 500, Height: 400}, geom.Size{Width: 1000, Height: 500}
	v.Alignment.CandidateFromClaimed = geom.Translation(300, 100)
	panel, _ := open(t, words.English, 296, 698, v)
	has(t, panel.outside, "Outside the claim", "60 %", "of the candidate is outside the claim.",
		"Left", "300 px · 30 %", "Top", "100 px · 20 %", "Right", "200 px · 20 %", "Looking …")
	v.Residue = &outside.Found{}
	panel.Show(v)
	has(t, panel.outside, "Cut by the claim’s edge", "No lettering or graphics found. Small or faint ones may go unnoticed.")
	v.Residue = &outside.Found{Residues: []outside.Residue{{Edge: outside.Right}, {Kind: outside.Graphic, Edge: outside.Bottom}}}
	panel.Show(v)
	has(t, panel.outside, "1", "Part of a lettering is visible at the claim’s right edge; on the candidate it continues outside the outline.",
		"2", "Part of a graphic is visible at the claim’s bottom edge; on the candidate it continues outside the outline.")
	if panel.sections[0].Object != panel.support {
		t.Error("the section stands first in another mode")
	}
	v.OutsideFirst = true
	panel.Show(v)
	if panel.sections[0].Object != panel.outside {
		t.Error("the section of the mode in use does not stand first")
	}
	v.Alignment.Verdict = align.Partial
	panel.Show(v)
	has(t, panel.outside, "The alignment is not certain, so nothing is said of what lies outside the claim.")
	for _, text := range texts(panel.outside) {
		if text == "60 %" || text == "1" {
			t.Errorf("%q is told of a pair that shares a part", text)
		}
	}
	v.Alignment = align.Alignment{Verdict: align.NoMatch}
	panel.Show(v)
	panel.SetLanguage(words.Norwegian)
	has(t, panel.outside, "Utenfor påstandsbildet", "Uten justering kan det ikke sies hva som ligger utenfor påstandsbildet.")
}
