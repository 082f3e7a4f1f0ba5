package graphic

import (
	"math"
	"strings"
	"unicode"

	"github.com/motbilde/motbilde/internal/figure"
)

// step is how much smaller the next size is that is tried, pixels.
const step = 0.5

// longestText is how many characters of a text are looked at: what is longer
// fits nowhere.
const longestText = 500

// style returns a style of the neutral faces whose size is told in pixels, its leading as a share of
// it. A drawing's unit is a pixel here, and points are told of millimetres.
func style(f figure.Face, c figure.Colour, px, leading float64) figure.Style {
	return figure.Style{Face: f, Pt: px / figure.MillimetresPerPoint, Leading: px * leading, Colour: c}
}

// oneLine returns a text without breaks of lines and doubled blanks; no-break
// spaces stay.
func oneLine(text string) string {
	breaks := func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }
	letters := []rune(strings.Trim(strings.Join(strings.FieldsFunc(figure.Clean(text), breaks), " "), "\u00a0\u202f"))
	return string(letters[:min(len(letters), longestText)])
}

// fit sets a text in so many lines at the largest size that fits, from most down
// to lowest, both in p; fits is false where not even that does. The lines of
// a headline are made nearly equally long.
func (b *sheet) fit(text string, f figure.Face, c figure.Colour, most, lowest, leading, width float64, lines int) (p figure.Paragraph, fits bool) {
	return b.fitIn(b.style, text, f, c, most, lowest, leading, width, lines)
}

// fitIn is fit in the styles of a function.
func (b *sheet) fitIn(
	in func(f figure.Face, c figure.Colour, px, leading float64) figure.Style,
	text string, f figure.Face, c figure.Colour, most, lowest, leading, width float64, lines int,
) (p figure.Paragraph, fits bool) {
	text = oneLine(text)
	for px := most * b.p; ; px = max(px-step, lowest*b.p) {
		span := figure.Span{Text: text, Style: in(f, c, px, leading)}
		p = b.t.Paragraph(width, span)
		if len(p.Lines) <= lines && p.Width() <= width+step {
			if len(p.Lines) > 1 && f == figure.SerifSemiBold && !rightToLeft(text) {
				p = b.t.Balanced(width, span)
			}
			return p, true
		}
		if px <= lowest*b.p {
			return p, false
		}
	}
}

// cut sets a text in so many lines at one size, cut at a word with an ellipsis.
func (b *sheet) cut(text string, f figure.Face, c figure.Colour, size, leading, width float64, lines int) figure.Paragraph {
	text = oneLine(text)
	st := b.style(f, c, size*b.p, leading)
	set := func(text string) (figure.Paragraph, bool) {
		p := b.t.Paragraph(width, figure.Span{Text: text, Style: st})
		return p, len(p.Lines) <= lines && p.Width() <= width+step
	}
	if p, ok := set(text); ok {
		return p
	}
	letters := []rune(text)
	// The longest beginning that fits, by halving; then back to the end of its word.
	low, high := 0, len(letters)
	for low+1 < high {
		middle := (low + high) / 2
		if _, ok := set(string(letters[:middle]) + "…"); ok {
			low = middle
		} else {
			high = middle
		}
	}
	end := low
	for end > 0 && end < len(letters) && !unicode.IsSpace(letters[end]) {
		end--
	}
	if end == 0 {
		end = low // one long word
	}
	p, _ := set(strings.TrimRight(string(letters[:end]), " ,;:–-") + "…")
	return p
}

// widthOf is the width of a text on one line, in pixels.
func (b *sheet) widthOf(text string, st figure.Style) float64 {
	return b.t.Paragraph(math.Inf(1), figure.Span{Text: text, Style: st}).Width()
}

// rightToLeft reports whether a text is read from right to left: its first
// letter is.
func rightToLeft(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew)
		}
	}
	return false
}
