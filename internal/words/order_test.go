package words

import (
	"strings"
	"testing"
)

func TestRunsStandInTheOrderInWhichTheyAreRead(t *testing.T) {
	for line, want := range map[string]string{
		"photo 2014.jpg":              "photo 2014.jpg",
		"bilde på 1 000 px":           "bilde på 1 000 px",
		"שלום.jpg":                    "שלום|.jpg",
		"photo שלום.jpg":              "photo |שלום|.jpg",
		"שלום עולם 2014.jpg":          "2014| שלום עולם|.jpg",
		"صورة 2014 من الشارع.jpg":     "من الشارع| |2014| |صورة|.jpg",
		"of שלום 12,5 and 3":          "of |12,5| שלום| and 3",
		"abc שלום def עולם 7 x":       "abc |שלום| def |7| עולם| x",
		"Kandidat שלום.jpg · 640×400": "Kandidat |שלום|.jpg · 640×400",
	} {
		got := Visual(line)
		if bare := strings.ReplaceAll(got, mark, ""); bare != strings.ReplaceAll(want, "|", "") {
			t.Errorf("%q is drawn as %q, want %q", line, bare, want)
		}
	}
}

func TestOrderLosesNoLetter(t *testing.T) {
	count := func(s string) map[rune]int {
		all := map[rune]int{}
		for _, r := range strings.ReplaceAll(s, mark, "") {
			all[r]++
		}
		return all
	}
	for _, line := range []string{" שלום ", "  12 שלום 13  ", "١٢٣ صورة", "א1ב2ג3", "a א b ב c", "%5 שלום 5%", "שלום\u00a0"} {
		got, want := count(Visual(line)), count(line)
		for r, n := range want {
			if got[r] != n {
				t.Errorf("%q becomes %q", line, Visual(line))
			}
		}
		if len(got) != len(want) {
			t.Errorf("%q becomes %q", line, Visual(line))
		}
	}
}
