package words

import "testing"

func TestFoldTakesMarksAndCaseAway(t *testing.T) {
	for text, want := range map[string]string{
		"Åpne":              "apne",
		"a\u030apne":        "apne", // the ring by itself, as some systems write it
		"Påstandsbilde ØST": "pastandsbilde ost",
		"Ærlig":             "aerlig",
		"Größe":             "grosse",
		"1\u00a0000 ﬁler":   "1 000 filer",
		"Кадр":              "кадр",
	} {
		if got := Fold(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}
