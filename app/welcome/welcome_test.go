package welcome

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

func open(t *testing.T, l words.Language, scale, width, height float32) *View {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, scale))
	v := New(l)
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return v
}

func TestBothWellsStayInSightAtEverySize(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 640, Height: 426}, {Width: 719, Height: 500}, {Width: 720, Height: 500}, {Width: 1280, Height: 746}, {Width: 1920, Height: 1026}} {
		for _, l := range []words.Language{words.English, words.Norwegian} {
			v := open(t, l, 1, size.Width, size.Height)
			claimAt, claim := v.ClaimWell()
			candidatesAt, candidates := v.CandidatesWell()
			for name, corner := range map[string]fyne.Position{
				"claim": claimAt.AddXY(claim.Width, claim.Height), "candidates": candidatesAt.AddXY(candidates.Width, candidates.Height),
			} {
				if corner.X > size.Width || corner.Y > size.Height {
					t.Errorf("%v %s: the %s well ends at %v", size, l.Code(), name, corner)
				}
			}
			if claimAt.X < 0 || claimAt.Y < 0 {
				t.Errorf("%v %s: the claim's well begins at %v", size, l.Code(), claimAt)
			}
			apart := claimAt.X+claim.Width <= candidatesAt.X || claimAt.Y+claim.Height <= candidatesAt.Y
			if !apart {
				t.Errorf("%v %s: the wells overlap", size, l.Code())
			}
		}
	}
}

func TestWellsStandOneOverTheOtherInANarrowWindow(t *testing.T) {
	v := open(t, words.English, 1, 700, 600)
	claim, _ := v.ClaimWell()
	candidates, _ := v.CandidatesWell()
	if claim.X != candidates.X || candidates.Y <= claim.Y {
		t.Errorf("at 700 px: claim at %v, candidates at %v", claim, candidates)
	}
	v = open(t, words.English, 2, 1280, 746) // usable width 640
	claim, _ = v.ClaimWell()
	candidates, _ = v.CandidatesWell()
	if claim.X != candidates.X {
		t.Errorf("1280 px at 200 %%: claim at %v, candidates at %v", claim, candidates)
	}
	v = open(t, words.English, 1, 1280, 746)
	claim, size := v.ClaimWell()
	if claim.X != 188 || size.Width != 440 || size.Height != wellHeight {
		t.Errorf("at 1280 px the claim's well is %v at %v, drawn are 440×348 at 188", size, claim)
	}
}

func TestButtonsReportWhatIsWanted(t *testing.T) {
	v := open(t, words.English, 1, 1280, 746)
	var got []string
	v.OnChooseClaim = func() { got = append(got, "claim") }
	v.OnChooseCandidates = func() { got = append(got, "candidates") }
	v.OnOpenSample = func() { got = append(got, "sample") }
	test.Tap(v.claim.choose)
	test.Tap(v.candidates.choose)
	test.Tap(v.sample)
	if len(got) != 3 || got[0] != "claim" || got[1] != "candidates" || got[2] != "sample" {
		t.Errorf("heard %v", got)
	}
}

func TestLanguageChangesWhileTheWindowIsOpen(t *testing.T) {
	v := open(t, words.English, 1, 1280, 746)
	v.SetLanguage(words.Norwegian)
	if got := v.claim.name.Words(); got != "Påstandsbildet" {
		t.Errorf("the claim's well says %q", got)
	}
	if got := v.sample.Words(); got != "Åpne eksempelsaken" {
		t.Errorf("the sample says %q", got)
	}
}
