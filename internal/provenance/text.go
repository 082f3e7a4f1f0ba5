package provenance

import (
	"strings"
	"unicode"
)

// CleanText returns untrusted text as one line that may be shown: without
// control characters, without those that turn the direction of writing (they
// can make a name end as another kind of file), and without invisible ones;
// broken UTF-8 becomes "�", and a line break or tab a space. Letters of every
// script stay.
func CleanText(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "�") {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsControl(r) || invisible(r):
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// invisible reports format, private and tag characters, all direction marks
// among them. The two joiners stay: Persian and Indic words need them.
func invisible(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return r != joiner && r != nonJoiner && unicode.In(r, unicode.Cf, unicode.Co, unicode.Bidi_Control)
}

// longestText is how many characters of a statement are kept.
const longestText = 400

func shorten(s string) string {
	n := 0
	for i := range s {
		if n == longestText {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
