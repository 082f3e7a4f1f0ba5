package media

import (
	"path/filepath"
	"unicode/utf8"

	"github.com/motbilde/motbilde/internal/provenance"
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

// CleanText returns one line of untrusted text as it may be shown; see provenance.CleanText.
func CleanText(s string) string { return provenance.CleanText(s) }
