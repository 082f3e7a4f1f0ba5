package figure

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
)

var plainStyle = Style{Face: Serif, Pt: 10, Leading: 5, Colour: Ink}

func lines(p Paragraph) []string {
	var out []string
	for _, line := range p.Lines {
		var text string
		for _, item := range line.Items {
			if t, ok := item.(Text); ok {
				text += t.String
			}
		}
		out = append(out, text)
	}
	return out
}

func TestLinesBreakBetweenWordsAndKeepToTheWidth(t *testing.T) {
	const text = "Bildet som ble lagt ut, er forenlig med et utsnitt av en gammel spillreklame."
	for _, width := range []float64{25, 30, 60, 200} {
		p := NewTypesetter().Paragraph(width, Span{Text: text, Style: plainStyle})
		if got := strings.Join(lines(p), " "); got != text {
			t.Errorf("at %v mm the words are %q", width, got)
		}
		if p.Width() > width+1e-6 {
			t.Errorf("at %v mm a line is %v mm wide", width, p.Width())
		}
	}
}

func TestUnbreakableNamesAreCutSomewhere(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("x", 300),
		"https://example.org/" + strings.Repeat("path/", 40),
		"Donaudampfschifffahrtsgesellschaftskapitän",
	} {
		p := NewTypesetter().Paragraph(20, Span{Text: text, Style: plainStyle})
		if p.Width() > 20+1e-6 {
			t.Errorf("%.20q… is %v mm wide in a column of 20", text, p.Width())
		}
		if got := strings.Join(lines(p), ""); got != text {
			t.Errorf("%.20q… lost characters: %q", text, got)
		}
	}
}

func TestOptionsOfACommandStayWhole(t *testing.T) {
	p := NewTypesetter().Paragraph(46, Span{Text: "motbilde-cli compare a.jpg b.jpg --difference d.png", Style: Style{Face: Mono, Pt: 7, Leading: 4}})
	for _, line := range lines(p) {
		if strings.HasSuffix(line, "-") {
			t.Errorf("a line ends within an option: %q", lines(p))
		}
	}
}

func TestBalancedLinesAreNearlyEqual(t *testing.T) {
	const text = "Picture of a “strike in Varda” and a farm photograph"
	style := Style{Face: SerifSemiBold, Pt: 24, Leading: 10}
	greedy, balanced := NewTypesetter().Paragraph(160, Span{Text: text, Style: style}), NewTypesetter().Balanced(160, Span{Text: text, Style: style})
	if len(balanced.Lines) != len(greedy.Lines) {
		t.Fatalf("balancing changed the number of lines from %d to %d", len(greedy.Lines), len(balanced.Lines))
	}
	if balanced.Width() >= greedy.Width() {
		t.Errorf("the widest line is %v mm, greedy it was %v", balanced.Width(), greedy.Width())
	}
}

func TestEveryCharacterFindsAFaceOrIsNamed(t *testing.T) {
	setter := NewTypesetter()
	p := setter.Paragraph(300, Span{Text: "≥ 10³⁰, −3, Ærlig Жук Ωμέγα → 漢 😀", Style: plainStyle})
	got := strings.Join(lines(p), "")
	if want := "≥ 10³⁰, −3, Ærlig Жук Ωμέγα → [U+6F22] [U+1F600]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !slices.Equal(setter.Missing, []rune{'漢', '😀'}) {
		t.Errorf("missing are %q", setter.Missing)
	}
	for _, item := range p.Lines[0].Items {
		run := item.(Text)
		for _, r := range run.String {
			if _, ok := setter.advance(run.Face, r); !ok {
				t.Errorf("%s is asked to print %q, which it lacks", run.Face.Name(), r)
			}
		}
	}
}

func TestArabicAndHebrewAreDrawnAndFound(t *testing.T) {
	for text, hidden := range map[string]string{
		"ضربة 2025": "ةبرض", // readers expect visual order, from left to right
		"שלום":      "םולש",
	} {
		p := NewTypesetter().Paragraph(100, Span{Text: text, Style: plainStyle})
		if len(p.Lines) != 1 {
			t.Fatalf("%q takes %d lines", text, len(p.Lines))
		}
		var found strings.Builder
		curves := 0
		for _, item := range p.Lines[0].Items {
			switch it := item.(type) {
			case Text:
				if !it.Hidden {
					t.Errorf("%q: %q is painted without shaping", text, it.String)
				}
				found.WriteString(it.String)
			case Shape:
				for _, path := range it.Paths {
					curves += len(path.Points)
				}
			}
		}
		if !strings.Contains(found.String(), hidden) {
			t.Errorf("%q is found as %q, want %q in it", text, found.String(), hidden)
		}
		if curves < 50 {
			t.Errorf("%q is drawn with %d points", text, curves)
		}
		if strings.Contains(text, "2025") && !strings.Contains(found.String(), "2025") {
			t.Errorf("the year is turned round: %q", found.String())
		}
		if w := p.Lines[0].Width; math.Abs(w-100) > 0.01 {
			t.Errorf("%q does not hang from the right edge: its line is %v mm wide", text, w)
		}
	}
}

// The order in which readers see it, from left to right, by UAX #9; checked by hand.
func TestNumbersAndQuotesStandByTheirWordsFromRightToLeft(t *testing.T) {
	for text, want := range map[string]string{
		"Sign «هنا» 24":               "Sign «24 »انه",
		"by قناة 24 on 2 Mar":         "by ةانق 24 on 2 Mar",
		"by قناة 24.5% (x)":           "by 24.5% ةانق (x)",
		"by قناة الساحل, 2018":        "by لحاسلا ةانق, 2018",
		"av أرشيف الصور 14. mai 2018": "av روصلا فيشرأ 14. mai 2018",
		"by أرشيف, 14 May 2018":       "by فيشرأ, 14 May 2018",
		"قناة 24 on air":              "on air 24 ةانق", // such a paragraph reads from the right
		"posted by קול ישראל in 2015": "posted by לארשי לוק in 2015",
	} {
		p := NewTypesetter().Paragraph(200, Span{Text: text, Style: plainStyle})
		runs := map[float64]string{}
		for _, item := range p.Lines[0].Items {
			if run, ok := item.(Text); ok {
				runs[run.X] += run.String
			}
		}
		var got strings.Builder
		for _, x := range slices.Sorted(maps.Keys(runs)) {
			got.WriteString(runs[x])
		}
		if strings.Join(strings.Fields(got.String()), " ") != want {
			t.Errorf("%q stands as %q, want %q", text, got.String(), want)
		}
	}
}

func TestABrowserIsToldWhereANameEnds(t *testing.T) {
	for text, want := range map[string]string{
		"أرشيف الصور, 14 May 2018":     "أرشيف الصور\u200e, 14 May 2018",
		"av «أرشيف» 14. mai 2018, se":  "av «أرشيف»\u200e 14. mai 2018, se",
		"قناة 24 هنا":                  "قناة 24 هنا",
		"Sjøfartsbladet, 14 May 2018.": "Sjøfartsbladet, 14 May 2018.",
	} {
		if got := Apart(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}

func TestTextIsCleanedOfWhatIsNotSeen(t *testing.T) {
	if got, want := Clean("a\u202Eb\u200Bc\x00d e\u0301\tf\n"), "abcd é f\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Clean("\xff"); got != "\uFFFD" {
		t.Errorf("a broken byte became %q", got)
	}
}

func TestFitKeepsTheEndOfANameAndTheWordsOfASentence(t *testing.T) {
	setter := NewTypesetter()
	const name = "IMG_20171109_a_very_long_name_of_a_file_from_a_telephone.jpeg"
	if got := setter.Fit(name, plainStyle, 40, true); !strings.HasSuffix(got, "ne.jpeg") || !strings.Contains(got, "…") || setter.WidthOf(got, plainStyle) > 40 {
		t.Errorf("the name became %q, %v mm", got, setter.WidthOf(got, plainStyle))
	}
	if got, want := setter.Fit("one two three four", plainStyle, 20, false), "one two…"; got != want {
		t.Errorf("the sentence became %q, want %q", got, want)
	}
	if got := setter.Fit("short", plainStyle, 40, true); got != "short" {
		t.Errorf("a text that fits became %q", got)
	}
}

// Arabic is measured as it is drawn: no letter is taken for one that no face
// has, and a name is not cut to nothing where it has room.
func TestArabicIsMeasuredAsItIsDrawn(t *testing.T) {
	s := Style{Face: Sans, Pt: 9, Leading: 4}
	const name = "استوديو هولو لانترن (2015)"
	ts := NewTypesetter()
	drawn := ts.Paragraph(1000, Span{Text: "x " + name, Style: s}).Lines[0].Width
	if got := ts.WidthOf("x "+name, s); math.Abs(got-drawn) > 1e-6 {
		t.Errorf("measured %.3f mm, drawn %.3f", got, drawn)
	}
	if got := ts.Fit(name, s, drawn, false); got != name {
		t.Errorf("with room it is cut to %q", got)
	}
	if got := ts.Fit(name, s, drawn/2, false); got != "استوديو…" && got != "استوديو هولو…" {
		t.Errorf("cut at a word it is %q", got)
	}
	if len(ts.Missing) > 0 {
		t.Errorf("missing are %U", ts.Missing)
	}
}
