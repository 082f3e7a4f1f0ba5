package figure

import (
	"strings"
	"unicode"

	"github.com/motbilde/motbilde/internal/words"
)

// What a blank holds together: a day and its month, a month and its year, a number
// and its unit, sign or noun in short, an initial and what follows. The program's
// own sentences have no-break spaces there; what persons type has not.

// units are those after a number, of both languages.
var units = wordSet("px MP kB MB GB kb mm cm m km mil s ms min h t fps Hz kHz dpi p pt em × % ‰ ° °C € $ kr NOK EUR USD km/h m/s am pm a.m. p.m.")

// shorts are words in short that a number follows, of both languages.
var shorts = wordSet("p. pp. s. no. nr. fig. kl. ca. c. kap. art. § × € $ kr NOK EUR USD kl side page")

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(text) {
		set[word] = true
	}
	return set
}

// glued reports whether a line should not end at the blank in that place.
func glued(cells []cell, at int) bool {
	before, after := wordAt(cells, at, -1), wordAt(cells, at, 1)
	if before == "" || after == "" {
		return false
	}
	short := strings.ToLower(strings.TrimLeft(before, "(“«\"'"))
	plain := strings.TrimRight(after, ".,;:!?)”»\"'…")
	number := isNumber(after)
	switch {
	case isNumber(before):
		return words.IsMonth(strings.TrimRight(plain, ".")) || units[plain] || units[after] || isThousands(before, plain)
	case number && words.IsMonth(short):
		return true
	case number && (shorts[short] || shorts[strings.TrimLeft(before, "(")]):
		return true
	}
	return isInitial(before) && unicode.IsUpper([]rune(after)[0])
}

// wordAt is the word that ends before a blank, or the one that begins after it.
func wordAt(cells []cell, at, step int) string {
	var letters []rune
	for i := at + step; i >= 0 && i < len(cells) && !unicode.IsSpace(cells[i].r); i += step {
		if step > 0 {
			letters = append(letters, cells[i].r)
		} else {
			letters = append([]rune{cells[i].r}, letters...)
		}
		if len(letters) > 16 { // no month and no unit is as long
			return ""
		}
	}
	return string(letters)
}

// isNumber reports whether a word is digits with what stands between and around
// them: "12", "12.", "1,5", "16–18", "(3", "+2".
func isNumber(word string) bool {
	digits := false
	for _, r := range word {
		if unicode.IsDigit(r) {
			digits = true
		} else if !strings.ContainsRune(".,:–-+−~<>≤≥(½/)’\u2009", r) {
			return false
		}
	}
	return digits
}

// isThousands reports whether two words are one number in groups of three digits.
func isThousands(before, after string) bool {
	last := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsDigit(r) })+1:]
	return len(last) > 0 && len(last) <= 3 && len(after) == 3 && isNumber(after) && strings.Trim(after, "0123456789") == ""
}

// isInitial reports whether a word is the initial of a name: "J.", "J.-P.", "(A.".
func isInitial(word string) bool {
	letters := []rune(strings.TrimLeft(word, "(“«"))
	if len(letters) < 2 || letters[len(letters)-1] != '.' || len(letters) > 5 {
		return false
	}
	for i, r := range letters {
		if r != '.' && r != '-' && (!unicode.IsUpper(r) || i+1 < len(letters) && letters[i+1] != '.') {
			return false
		}
	}
	return true
}
