package report

import (
	"math"
	"os"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestItemsAreLettered(t *testing.T) {
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := letter(n); got != want {
			t.Errorf("item %d is %q, want %q", n, got, want)
		}
	}
}

func TestCommandLinesCanBePasted(t *testing.T) {
	for name, want := range map[string]string{
		"claim.jpg":         "claim.jpg",
		"источник.jpg":      "источник.jpg",
		"a b & c.jpg":       "'a b & c.jpg'",
		"it's.jpg":          `'it'\''s.jpg'`,
		"--report.jpg":      "./--report.jpg",
		"$(rm -rf x).jpg":   "'$(rm -rf x).jpg'",
		"line\nbreak.jpg":   "'line break.jpg'",
		"100 %.jpg":         "'100 %.jpg'",
		"-a b.jpg":          "'./-a b.jpg'",
		"name\u202Egpj.exe": "namegpj.exe",
	} {
		if got := shellName(item{evidence: casefile.Evidence{Name: name}}); got != want {
			t.Errorf("%q becomes %s, want %s", name, got, want)
		}
	}
}

func TestOnlyAddressesOfTheWebBecomeLinks(t *testing.T) {
	for typed, want := range map[string]string{
		"https://example.org/æ?x=1": "https://example.org/%C3%A6?x=1",
		" http://example.org ":      "http://example.org",
		"javascript:alert(1)":       "",
		"file:///etc/passwd":        "",
		"example.org/page":          "",
		"a newspaper, page 3":       "",
		"https://":                  "",
		"https://exa mple.org":      "",
	} {
		if got := webAddress(typed); got != want {
			t.Errorf("%q leads to %q, want %q", typed, got, want)
		}
	}
}

func TestTheMatrixIsWrittenByRows(t *testing.T) {
	got := matrix(geom.Map{2, 0, 238, 0, 2.014888, 72, 0, 0.0000001, 2})
	want := "1            0            119\n0            1.007444     36\n0            0.00000005   1"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestALowFigureShrinksToThePagesRestDownToItsScale(t *testing.T) {
	const tall = 45 // lower than the smallest height of the large figures
	draw := func(_, height float64) figure.Drawing { return figure.Drawing{Width: whole, Height: height} }
	for left, want := range map[float64]struct {
		page   int
		height float64
	}{
		80: {0, tall}, // room for all of it
		40: {0, 40},   // less than that
		30: {1, tall}, // too little even when it shrinks
	} {
		s := newSheet(words.English)
		s.newPage()
		p := s.plate("figure", false, tall, smallestPair, s.caption(1, "Sentence."), draw)
		under := p.drawing(bodyWidth, tall).Height - tall // with its caption
		s.y = s.bottom - left - under
		p.put(s)
		got := s.y - baseline - under
		if want.page == 0 {
			got -= s.bottom - left - under
		} else {
			got -= top
		}
		if page := len(s.pages) - 1; page != want.page || math.Abs(got-want.height) > 1e-6 {
			t.Errorf("with %v mm left it stands on page %d, %.2f mm high; want page %d and %v mm", left, page, got, want.page, want.height)
		}
	}
}

func TestItemsSayWhatTheFilesStateOfThemselves(t *testing.T) {
	for l, want := range map[words.Language][]string{
		words.English: {
			"Embedded thumbnail: shows something else", "Changed: 14 Jul 2009, 10:00:00, 2 days later", "Editing steps: saved, Paint 3",
			"Camera’s serial number: 2051234", "Content Credentials: present, not validated", "Absent metadata or credentials say nothing",
		},
		words.Norwegian: {"Innebygd miniatyrbilde: viser noe annet", "Content Credentials: til stede, ikke validert", "Ingen opplysning om dato, kamera eller programvare"},
	} {
		in := matched().Input
		in.Language = l
		in.Case.Evidence[0].Facts = provenance.Facts{
			Taken: "2009:07:12 14:03:22", Modified: "2009:07:14 10:00:00", History: "saved, Paint 3", BodySerial: "2051234", Credentials: true, ThumbnailDiffers: true,
		}
		in.Case.Evidence[1].Facts = provenance.Facts{Credentials: true} // which says nothing of the taking
		mustSay(t, said(composed(t, in).Pages...), want...)
	}
}
