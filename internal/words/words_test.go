package words

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// plain turns no-break spaces into spaces, so that tables can be read.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestNumbersFollowTheLanguage(t *testing.T) {
	for _, c := range []struct {
		value    float64
		decimals int
		en, nb   string
	}{
		{0, 0, "0", "0"},
		{-0.04, 1, "0.0", "0,0"},
		{-118.4, 1, "−118.4", "−118,4"},
		{14163.26, 1, "14 163.3", "14 163,3"},
		{999.96, 1, "1 000.0", "1 000,0"},
		{math.NaN(), 2, "–", "–"},
		{math.Inf(-1), 2, "–", "–"},
	} {
		if got := plain(English.Number(c.value, c.decimals)); got != c.en {
			t.Errorf("English %v is %q, want %q", c.value, got, c.en)
		}
		if got := plain(Norwegian.Number(c.value, c.decimals)); got != c.nb {
			t.Errorf("bokmål %v is %q, want %q", c.value, got, c.nb)
		}
	}
	for got, want := range map[string]string{
		English.Count(-1204551):       "−1 204 551",
		English.Count(100):            "100",
		English.Bytes(1):              "1 byte",
		English.Bytes(14163):          "14 163 bytes",
		Norwegian.Bytes(14163):        "14 163 byte",
		English.FileSize(999):         "999 bytes",
		English.FileSize(14163):       "14 kB",
		Norwegian.FileSize(2_449_000): "2,4 MB",
		English.FileSize(999_600_000): "1.0 GB",
		English.Pixels(2048, 1360):    "2048 × 1360",
		Norwegian.Px(0.384, 2):        "0,38 px",
		English.Degrees(-3.24, 1):     "−3.2°",
		Power(30):                     "10³⁰",
		Superscript(-1204567989):      "⁻¹²⁰⁴⁵⁶⁷⁹⁸⁹",
	} {
		if plain(got) != want {
			t.Errorf("got %q, want %q", plain(got), want)
		}
	}
	if !strings.Contains(English.Count(14163), "\u00a0") {
		t.Error("the thousands are apart by a space that may break")
	}
}

func TestPercentNeverRoundsToAllOrNothing(t *testing.T) {
	for _, c := range []struct {
		share    float64
		decimals int
		want     string
	}{
		{0, 0, "0 %"},
		{0.004, 0, "under 1 %"},
		{0.004, 1, "0,4 %"},
		{0.0004, 1, "under 0,1 %"},
		{0.499, 0, "50 %"},
		{0.996, 0, "over 99 %"},
		{0.994, 0, "99 %"},
		{0.9999, 1, "over 99,9 %"},
		{1, 0, "100 %"},
	} {
		if got := plain(Norwegian.Percent(c.share, c.decimals)); got != c.want {
			t.Errorf("%v is written %q, want %q", c.share, got, c.want)
		}
	}
}

func TestDatesFollowTheLanguage(t *testing.T) {
	moment := time.Date(2026, 11, 22, 19, 55, 0, 0, time.FixedZone("", 3600))
	if got, want := plain(English.DateTime(moment)), "22 Nov 2026, 18:55 UTC"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := plain(Norwegian.DateTime(moment)), "22. nov. 2026, 18.55 UTC"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTypedDatesKeepTheirPrecision(t *testing.T) {
	for _, c := range []struct{ typed, en, nb string }{
		{"", "", ""},
		{"2017-11-09", "on 9 Nov 2017", "9. nov. 2017"},
		{"2017-19-09", "(2017-19-09)", "(2017-19-09)"},
		{"9 November 2017", "on 9 November 2017", "9 November 2017"},
		{" 2015 ", "in 2015", "i 2015"},
		{"juni 2016", "in juni 2016", "i juni 2016"},
		{"spring 2015", "(spring 2015)", "(spring 2015)"},
		{"before the war", "(before the war)", "(before the war)"},
	} {
		if got := plain(English.When(c.typed)); got != c.en {
			t.Errorf("%q in English: got %q, want %q", c.typed, got, c.en)
		}
		if got := plain(Norwegian.When(c.typed)); got != c.nb {
			t.Errorf("%q in bokmål: got %q, want %q", c.typed, got, c.nb)
		}
	}
}

func TestAMissingValueDropsItsPhrase(t *testing.T) {
	const sentence = "Posted[ by {account}][ {when}] [sic]."
	for _, c := range []struct {
		fields []string
		want   string
	}{
		{[]string{"account", "@a", "when", "in 2015"}, "Posted by @a in 2015 [sic]."},
		{[]string{"account", "", "when", "in 2015"}, "Posted in 2015 [sic]."},
		{nil, "Posted [sic]."},
		{[]string{"account", "{when} [x", "when", "in 2015"}, "Posted by {when} [x in 2015 [sic]."},
	} {
		if got := fill(sentence, c.fields); got != c.want {
			t.Errorf("%q gives %q, want %q", c.fields, got, c.want)
		}
	}
}

func TestStrengthFollowsTheBands(t *testing.T) {
	for _, c := range []struct {
		log10NFA   float64
		candidates int
		band       int
		times      string
	}{
		{-5.99, 1, 0, ""},
		{-6, 1, 6, "a million"},
		{-6, 2, 0, ""}, // two candidates searched: 0.3 is lost
		{-8.4, 7, 7, "10 million"},
		{-8.99, 1, 8, "100 million"},
		{-9, 1, 9, "10⁹"},
		{-29.99, 1, 29, "10²⁹"},
		{-30, 1, 30, "10³⁰"},
		{-31.5, 60, 29, "10²⁹"},
		{-412, 100, 30, "10³⁰"},
		{math.NaN(), 1, 0, ""},
		{math.Inf(-1), 1, 30, "10³⁰"},
	} {
		m := Measured{Finding: "match", HasNFA: true, Log10NFA: c.log10NFA, Candidates: c.candidates}
		if got := m.Band(); got != c.band {
			t.Errorf("log₁₀ NFA %v of %d candidates: band %d, want %d", c.log10NFA, c.candidates, got, c.band)
		}
		said := plain(strings.Join(English.Strength(m), " "))
		if c.band == 0 {
			if strings.Contains(said, "chance") {
				t.Errorf("log₁₀ NFA %v of %d candidates: a number is said: %s", c.log10NFA, c.candidates, said)
			}
			continue
		}
		if !strings.Contains(said, "once in "+c.times+" searches") {
			t.Errorf("log₁₀ NFA %v: %q is not in %q", c.log10NFA, c.times, said)
		}
		if beyond := strings.Contains(said, "Beyond 10³⁰"); beyond != (c.band == 30) {
			t.Errorf("log₁₀ NFA %v: the note on 10³⁰ is there: %v", c.log10NFA, beyond)
		}
	}
}

func TestStrengthSaysOnlyWhatWasMeasured(t *testing.T) {
	match := Measured{Finding: "match", HasNFA: true, Log10NFA: -50, Candidates: 1}
	if said := strings.Join(English.Strength(match), " "); strings.Contains(said, "tested") {
		t.Errorf("no calibration is known, yet it is said: %s", said)
	}
	match.CalibrationPairs = 200_000
	want := "The model was tested on 200 000 unrelated pairs: 0 false matches."
	if said := plain(strings.Join(English.Strength(match), " ")); !strings.Contains(said, want) {
		t.Errorf("%q is not in %q", want, said)
	}
	match.CalibrationFalse = 1
	want = "Modellen er prøvd på 200 000 bildepar uten sammenheng: 1 falskt treff."
	if said := plain(strings.Join(Norwegian.Strength(match), " ")); !strings.Contains(said, want) {
		t.Errorf("%q is not in %q", want, said)
	}
	for _, finding := range []string{"partial", "uncertain", "no-match", "by-hand"} {
		m := Measured{Finding: finding, HasNFA: true, Log10NFA: -50}
		if said := strings.Join(English.Strength(m), " "); strings.Contains(said, "10") {
			t.Errorf("%s has a number: %s", finding, said)
		}
	}
	for _, finding := range []string{"identical", "match", "partial", "uncertain", "by-hand"} {
		m := Measured{Finding: finding, HasNFA: true, Log10NFA: -50}
		if said := English.Strength(m); !slices.Contains(said, "It does not say which came first.") {
			t.Errorf("%s does not say that it gives no order: %q", finding, said)
		}
	}
}

func TestThirdLineSaysOneFact(t *testing.T) {
	for _, c := range []struct {
		m    Measured
		want string
	}{
		{Measured{Finding: "match", CandidateCovered: 0.5}, "The claim shows 50 % of it"},
		{Measured{Finding: "match", CandidateCovered: 0.998}, "The claim shows all of it"},
		{Measured{Finding: "match"}, ""},
		{Measured{Finding: "match", CandidateCovered: 0.5, OtherMomentPossible: true}, "Same view, parts differ: another moment possible"},
		{Measured{Finding: "uncertain", TooLittleDetail: true}, "Too little detail to judge"},
		{Measured{Finding: "partial", CandidateCovered: 0.5}, "The rest gives no support"},
		{Measured{Finding: "no-match"}, "By this method"},
		{Measured{Finding: "error"}, ""},
	} {
		if got := plain(English.ThirdLine(c.m)); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.m, got, c.want)
		}
	}
}

func TestSmallWords(t *testing.T) {
	for got, want := range map[string]string{
		English.List([]string{"a", "b", "c"}): "a, b and c",
		Norwegian.List([]string{"a", "b"}):    "a og b",
		English.List(nil):                     "",
		Norwegian.Quote("æ"):                  "«æ»",
		Digest("b28485ac35bc615c80"):          "b28485ac 35bc615c 80",
		Capital("øst"):                        "Øst",
		Capital(""):                           "",
		Code('😀'):                             "U+1F600",
		English.NFA(-143.2):                   "below −30",
		Norwegian.NFA(-12.34):                 "−12,3",
		FromCode("nn_NO.UTF-8").Code():        "nb",
		FromCode("de").Code():                 "en",
		English.Say("nowhere"):                "[nowhere]",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
