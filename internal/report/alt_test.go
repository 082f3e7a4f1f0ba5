package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// holdAlts tests that every figure of a report's manifest has an alt text that
// can be heard to its end, and returns them by name.
func holdAlts(t *testing.T, name string, d pdf.Document) map[string]string {
	t.Helper()
	m, err := ReadManifest(d.Attachments[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range m.Figures {
		all[f.Name] = f.Alt
		if f.Figure < 1 {
			t.Errorf("%s: %s stands in no figure", name, f.Name)
		}
	}
	for _, f := range m.Drawings {
		all[f.Name] = f.Alt
	}
	for figure, alt := range all {
		if n := utf8.RuneCountInString(alt); n < 125 || n > longestAlt || strings.ContainsAny(alt, "{}[]\n") {
			t.Errorf("%s: the alt text of %s has %d characters: %q", name, figure, n, alt)
		}
	}
	return all
}

func TestAltTextsSayWhatStandsWhereAndWhatAPersonDescribed(t *testing.T) {
	for l, want := range map[words.Language][2]string{
		words.English: {
			"Two pictures side by side. Left, the claim (item A, 200 × 160 px): A quay with three cranes, posted on 9 Nov 2017 by @varda_mod. " +
				"Right, the found picture (item B, 360 × 240 px), published in 2015 by Sjøfartsbladet. Details: 3 marked in both: The bright ring and Set by eye. The claim shows 53 % of the found picture.",
			"The bright ring, enlarged from both pictures",
		},
		words.Norwegian: {
			"To bilder ved siden av hverandre. Til venstre påstandsbildet (bilde A, 200 × 160 px): A quay with three cranes, lagt ut 9. nov. 2017 av @varda_mod. " +
				"Til høyre det funne bildet (bilde B, 360 × 240 px), publisert i 2015 av Sjøfartsbladet. Detaljer: 3 merket i begge: The bright ring og Set by eye. Påstandsbildet viser 53 % av det funne bildet.",
			"The bright ring, forstørret fra begge bildene",
		},
	} {
		trial := detailed(matched())
		trial.Language = l
		trial.Case.Evidence[0].Description = " A quay with\nthree cranes. "
		all := holdAlts(t, "described", composed(t, trial.Input))
		if got := strings.ReplaceAll(all["figures/claim.jpg"], "\u00a0", " "); got != want[0] || all["figures/found.jpg"] != all["figures/claim.jpg"] {
			t.Errorf("%q, want %q", got, want[0])
		}
		if got := all["figures/detail-1.jpg"]; !strings.HasPrefix(got, want[1]) || !strings.HasSuffix(got, "the ring’s width agrees.") {
			t.Errorf("of a detail: %q", got)
		}
	}
}

func TestALongDescriptionIsCutAtAWord(t *testing.T) {
	trial := matched()
	for i := range trial.Case.Evidence {
		trial.Case.Evidence[i].Description = strings.Repeat("Kraner på en kai, ", 60)
	}
	for _, alt := range holdAlts(t, "long", composed(t, trial.Input)) {
		if strings.Contains(alt, "…") && !strings.Contains(alt, "Kraner på en kai…") && !strings.Contains(alt, "Kraner på en…") && !strings.Contains(alt, "Kraner på…") && !strings.Contains(alt, "Kraner…") {
			t.Errorf("cut within a word: %q", alt)
		}
	}
}
