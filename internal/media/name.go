package media

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is how many characters of a file name are shown; the middle of a
// longer one is left out, so that its ending stays in sight.
const longestName = 120

// DisplayName returns a path's last element as it may be shown to people: no
// control characters, none that turn the direction of writing (a name could
// then show a false ending), none that are invisible; broken UTF-8 becomes
// "�". Letters of every script stay. The result is never empty.
func DisplayName(path string) string {
	name := filepath.Base(path)
	if path == "" {
		name = ""
	}
	name = CleanText(name)
	if n := utf8.RuneCountInString(name); n > longestName {
		r := []rune(name)
		name = string(r[:longestName/2]) + "…" + string(r[n-longestName/2+1:])
	}
	if name == "" {
		return "�"
	}
	return name
}

// CleanText returns one line of untrusted text without what DisplayName
// removes; a line break or tab becomes a space.
func CleanText(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "�") {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), invisible(r):
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// invisible reports characters that take no place: joiners between letters
// stay, since Persian and Indic names need them.
func invisible(r rune) bool {
	const joiner, nonJoiner = '\u200d', '\u200c'
	return r != joiner && r != nonJoiner && (unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cs, r))
}
