package changes

import (
	"image"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

var claimed = geom.Size{Width: 900, Height: 600}

// plain writes no-break spaces as spaces.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestARegionIsSaidBySignSizeAndPlace(t *testing.T) {
	for _, c := range []struct {
		region   compare.Region
		en, nb   string
		enS, nbS string
	}{
		{
			compare.Region{Box: image.Rect(700, 20, 800, 120), Share: 0.011, DeltaL: -12, Side: compare.OnClaim},
			"darker, 1.1 % of the claim, upper right", "mørkere, 1,1 % av påstandsbildet, øverst til høyre",
			"only on the claim", "bare i påstandsbildet",
		},
		{
			compare.Region{Box: image.Rect(400, 250, 500, 350), Share: 0.0004, DeltaL: 1.5, Side: compare.OnCandidate},
			"lighter, under 0.1 % of the claim, centre", "lysere, under 0,1 % av påstandsbildet, i midten",
			"only on the found picture", "bare i det funne bildet",
		},
		{
			compare.Region{Box: image.Rect(0, 560, 900, 600), Share: 0.07, DeltaL: 1.4, DeltaE: 3, HasColour: true},
			"other colour, 7.0 % of the claim, along the bottom", "annen farge, 7,0 % av påstandsbildet, langs underkanten",
			"differs", "avviker",
		},
		// Without colour on both a colour difference means nothing.
		{
			compare.Region{Box: image.Rect(0, 0, 10, 10), Share: 0.001, DeltaL: -1.4, DeltaE: 30},
			"other structure, 0.1 % of the claim, upper left", "annen struktur, 0,1 % av påstandsbildet, øverst til venstre",
			"differs", "avviker",
		},
	} {
		for l, want := range map[words.Language][2]string{words.English: {c.en, c.enS}, words.Norwegian: {c.nb, c.nbS}} {
			if got := plain(Words(l, c.region, claimed)); got != want[0] {
				t.Errorf("%q, want %q", got, want[0])
			}
			if got := Side(l, c.region); got != want[1] {
				t.Errorf("%q, want %q", got, want[1])
			}
		}
	}
}

func TestFoundSaysHowManyAndOnWhichPictureOnlyWhereAllAgree(t *testing.T) {
	on := func(sides ...compare.Side) *compare.Map {
		m := &compare.Map{Shares: compare.Shares{Changed: 0.162}}
		for _, s := range sides {
			m.Regions = append(m.Regions, compare.Region{Side: s})
		}
		return m
	}
	const two = "2 regions differ in ways that tone, noise and compression do not explain, 16.2 % of the claim."
	for _, c := range []struct {
		m    *compare.Map
		want string
	}{
		{on(), "No difference was found beyond tone, noise and compression."},
		{on(compare.OnClaim), "1 region differs in a way that tone, noise and compression do not explain, 16.2 % of the claim."},
		{on(compare.OnClaim, compare.OnClaim), two + " All are only on the claim."},
		{on(compare.OnCandidate, compare.OnCandidate), two + " All are only on the found picture."},
		{on(compare.OnClaim, compare.Differs), two},
		{on(compare.Differs, compare.Differs), two},
	} {
		if got := plain(Found(words.English, c.m)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestTheSmallestChangeIsSaidWithoutPromisingMoreThanWasMeasured(t *testing.T) {
	for _, c := range []struct {
		s    compare.Smallest
		want string
	}{
		{
			compare.Smallest{Side: 8, Levels: 9.2, BusySide: 32, BusyLevels: 15},
			"A change smaller than 8 × 8 px or 10 grey levels may have gone unnoticed. In busy places: smaller than 32 × 32 px or 15 grey levels.",
		},
		{compare.Smallest{Side: 8, Levels: 9.2, BusySide: 8, BusyLevels: 9.9}, "A change smaller than 8 × 8 px or 10 grey levels may have gone unnoticed."},
		{
			compare.Smallest{Side: 8, Levels: 9, BusyLevels: 40},
			"A change smaller than 8 × 8 px or 9 grey levels may have gone unnoticed. In busy places: by less than 40 grey levels, whatever its size.",
		},
		{
			compare.Smallest{Levels: 300, BusyLevels: 400},
			"A change may have gone unnoticed, whatever its size.",
		},
	} {
		if got := plain(Smallest(words.English, c.s)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestSharesNameWhatIsThere(t *testing.T) {
	if got, want := plain(Shares(words.English, compare.Shares{Same: 0.9, Changed: 0.1})), "Same 90.0 % · changed 10.0 %"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := plain(Shares(words.Norwegian, compare.Shares{Same: 0.7, Changed: 0.1, NotComparable: 0.15, BelowResolution: 0.05})),
		"Likt 70,0 % · endret 10,0 % · kan ikke sammenlignes 15,0 % · under oppløsningen 5,0 %"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLightIsSaidWhereItWasTakenOut(t *testing.T) {
	var light compare.Light
	if got := Light(words.English, light); got != "" {
		t.Errorf("%q of a light that was not used", got)
	}
	light.Used = true
	for i := range light.Gain {
		light.Gain[i] = 1
	}
	light.Gain[3], light.Bias[7] = 0.5, 64
	if got := Light(words.English, light); !strings.Contains(got, "× 0.50 to × 1.50") {
		t.Error(got)
	}
}

func TestFiguresLeaveOutColourWhereThereIsNone(t *testing.T) {
	r := compare.Region{Box: image.Rect(10, 20, 40, 30), DeltaL: -12.34, DeltaE: 5.06}
	if got := plain(Figures(words.English, r)); got != "ΔL* −12.3" {
		t.Error(got)
	}
	r.HasColour = true
	if got := plain(Figures(words.English, r)); got != "ΔL* −12.3 · ΔE₀₀ 5.1" {
		t.Error(got)
	}
	far := compare.Region{Box: image.Rect(1281, 2000, 2449, 3218)}
	if got := plain(Box(words.English, far)); got != "1168 × 1218 px at x 1281, y 2000" {
		t.Error(got)
	}
	if got := plain(Box(words.English, r)); got != "30 × 10 px at x 10, y 20" {
		t.Error(got)
	}
}
