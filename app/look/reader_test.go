package look

import (
	"slices"
	"strings"
	"testing"
)

func TestLongLinesAreBrokenBetweenWords(t *testing.T) {
	got := broken("  a licence\n\nTHE SOFTWARE IS PROVIDED AS IS\n"+strings.Repeat("x", 25)+"\n* mod   MIT AND OFL", 12)
	want := []string{"  a licence", "", "THE SOFTWARE", "IS PROVIDED", "AS IS", "xxxxxxxxxxxx", "xxxxxxxxxxxx", "x", "* mod   MIT", "        AND", "        OFL"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
