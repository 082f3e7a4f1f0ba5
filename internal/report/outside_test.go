package report

import (
	"bytes"
	"image/jpeg"
	"strings"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

var sample = sync.OnceValue(synth.Sample)

// sampled is the sample case's claim with the frame that it was cut from.
func sampled(t *testing.T) *trial {
	t.Helper()
	out := newTrial()
	var claim, candidate casefile.ID
	for _, f := range sample().Files() {
		if !f.Claim && !f.Truth.Source {
			continue
		}
		img, err := jpeg.Decode(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatal(err)
		}
		p := picture.NewPyramid(picture.FromImage(f.Name, img))
		if f.Claim {
			claim = out.file(casefile.Claimed, f.Name, p)
			continue
		}
		candidate = out.file(casefile.Candidate, f.Name, p)
		a := crop(out.pictures[claim].Size(), p.Size(), 1, 0, 0)
		a.CandidateFromClaimed = f.Truth.CandidateFromClaimed
		out.compared(claim, candidate, a)
	}
	return out
}

func TestWhatLiesOutsideIsShownAndSaid(t *testing.T) {
	for _, c := range []struct {
		name     string
		input    *trial
		language words.Language
		want     []string
	}{
		{"match", matched(), words.English, []string{
			"5 What lies outside the claim", "The claim shows 53 % of the found picture. Outside it lie 60 px at the left",
			"No lettering or graphics were found that the claim’s edge cuts; small or faint ones may go unnoticed.",
			"The claim shows this part", "53 % of the found picture",
			"Figure 5. The whole found picture. Lit: what lies outside the claim.", "Figure 7. The found picture laid over the claim",
		}},
		{"turned", cases()["turned"], words.English, []string{"% of the found picture; its outline is turned against it."}},
		{"sample", sampled(t), words.English, []string{
			"Outside it lie 660 px at the left, 114 at the top, 340 at the right and 276 at the bottom",
			"Part of a lettering is visible at the claim’s top edge; on the found picture it continues outside the outline.",
			"1 Cut lettering: claim, found picture",
		}},
		{"sample", sampled(t), words.Norwegian, []string{
			"5 Det som ligger utenfor påstandsbildet", "Figur 4. Hele det funne bildet. Lyst: det som ligger utenfor påstandsbildet.",
			"Ved påstandsbildets øvre kant vises bare en del av en tekst; i det funne bildet fortsetter den utenfor omrisset.",
		}},
	} {
		in := c.input.Input
		in.Language = c.language
		mustSay(t, said(composed(t, in).Pages...), c.want...)
	}
}

func TestNothingIsSaidOfOutsideWithoutAnAcceptedAlignment(t *testing.T) {
	all := cases()
	for _, name := range []string{"partial", "uncertain", "no match", "horizon", "found gone", "panorama"} {
		if text := said(composed(t, all[name].Input).Pages...); strings.Contains(text, "What lies outside") {
			t.Errorf("%s: what lies outside is told", name)
		}
	}
}
