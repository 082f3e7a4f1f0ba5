package report

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

func TestEditsAreSaidAndReplayed(t *testing.T) {
	for l, want := range map[words.Language][]string{
		words.English: {
			"The edits in words",
			"A picture like the claim can be made from the found one in 3 steps: cropping to 53 %, turning it grey and scaling to 83 %; the copy received was last saved as JPEG of quality about 40.",
			"This does not show that it was made so, or which came first. A picture extended or restored from the claim would align the same way.",
			"1 Crop to 53 %, 240 × 192 px at (60, 20) Left out, in pixels of the found picture: left 60, top 20, right 60, bottom 28 measured",
			"Compression JPEG, quality about 40 That of the copy received; colour 4:2:0 read in the file",
			"Figure 6. The claim, the found picture with the steps done to it, saved as JPEG of quality 40,", "(colours: figure 8)", "not that it was. Demonstrative.",
			"JPEG, quality about 40, 200 × 160 px, 14 163 bytes",
			"FOUND, STEPS DONE", "Figure 7. The found picture laid over the claim", "Difference, figure 8",
		},
		words.Norwegian: {
			"Redigeringen i ord",
			"Et slikt bilde kan lages fra det funne bildet i 3 trinn: beskjæring til 53 %, omgjøring til gråtoner og skalering til 83 %; kopien vi mottok, er sist lagret som JPEG med kvalitet rundt 40.",
			"Det viser ikke at det ble gjort slik, eller hvilket bilde som kom først. Et bilde som er utvidet eller restaurert fra påstandsbildet, ville gi samme samsvar.",
			"Figur 6.", "lest i filen", "FUNNET, MED TRINNENE",
		},
	} {
		in := matched()
		in.Language = l
		in.Case.Evidence[0].Encoding = provenance.Encoding{Format: provenance.FormatJPEG, Quality: 40, Standard: true, Tables: true, Subsampling: "4:2:0"}
		mustSay(t, said(composed(t, in.Input).Pages...), want...)
	}
}

func TestIdenticalPixelsHaveNoStep(t *testing.T) {
	text := said(composed(t, cases()["identical"].Input).Pages...)
	mustSay(t, text, "No step was measured: every pixel is the same.")
	if strings.Contains(text, "FOUND, STEPS DONE") {
		t.Error("a replay of nothing is shown")
	}
}

func TestWithoutAnAcceptedAlignmentNoEditIsSaid(t *testing.T) {
	for _, v := range []align.Verdict{align.Partial, align.Uncertain, align.NoMatch} {
		in := matched()
		in.Comparisons[0].Alignment.Verdict = v
		if text := said(composed(t, in.Input).Pages...); strings.Contains(text, "can be made from") {
			t.Errorf("%v: a recipe is given", v)
		}
	}
}
