package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// apart are letters that no normal form takes apart, as people type them who
// don't have them on their keyboard.
var apart = strings.NewReplacer("æ", "ae", "ø", "o", "ß", "ss", "đ", "d", "ł", "l", "œ", "oe", "ı", "i")

// Fold brings a text to the form in which it is looked for: small letters
// without their marks, so that "forskjell" is found by "Forskjell" and "apne"
// finds "Åpne".
func Fold(text string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteRune(unicode.ToLower(r))
		}
	}
	return apart.Replace(out.String())
}
