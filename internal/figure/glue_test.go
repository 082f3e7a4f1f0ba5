package figure

import (
	"strings"
	"testing"
)

func TestNoLineEndsWithinADateANumberWithItsUnitOrAName(t *testing.T) {
	setter := NewTypesetter()
	style := Style{Face: SerifSemiBold, Pt: 12, Leading: 5}
	for _, text := range []string{
		"25 Mar 2016", "22. nov. 2026", "March 2016", "17. mai 2014", "9 Sept. 2017", "(14 April 2003)", "kl. 18.55", "No. 7", "16 × 16 px", "12 000 km", "3,5 m", "50 %", "24 fps", "kr 500", "J. R. Stein", "A.-M. Olsen", "p. 14", "May 1999,",
	} {
		sentence := "The picture was posted then: " + text + " and not before that day"
		joined := strings.ReplaceAll(text, " ", "\u00a0")
		for width := 20.0; width < 90; width += 0.7 {
			wide := setter.WidthOf(joined, style)
			if wide > width {
				continue
			}
			for _, line := range setter.Paragraph(width, Span{Text: sentence, Style: style}).Lines {
				said := ""
				for _, item := range line.Items {
					said += item.(Text).String
				}
				for i := 1; i < strings.Count(text, " ")+1; i++ {
					parts := strings.SplitAfterN(text, " ", i+1)
					if head := strings.TrimSpace(strings.Join(parts[:i], "")); strings.HasSuffix(said, " "+head) || said == head {
						t.Errorf("at %.1f mm a line ends %q, within %q", width, said, text)
					}
				}
			}
		}
	}
	for _, text := range []string{"in 1999 two pictures", "of 5 that were", "It is so. A man", "at 7 we saw", "the sea in May we"} {
		for i, c := range text {
			cells := setter.cells([]Span{{Text: text, Style: style}})
			if c == ' ' && glued(cells, i) {
				t.Errorf("a line can't end at %d in %q", i, text)
			}
		}
	}
	if got := len(setter.Paragraph(22, Span{Text: "25 December 2016", Style: style}).Lines); got != 3 {
		t.Errorf("where nothing else fits, a date takes %d lines", got)
	}
}
