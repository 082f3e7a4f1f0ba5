package words

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// space is the no-break space: between the thousands of a number, and between
// a number and its unit. The narrow one (U+202F) is missing in many faces.
const space = "\u00a0"

// minus is the minus sign; a hyphen is shorter and may end a line.
const minus = "\u2212"

// Count writes a whole number with its thousands apart: "14 163".
func (l Language) Count(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = minus, digits[1:]
	}
	return sign + thousands(digits)
}

// Number writes a number with that many decimals: "−118.4", in bokmål
// "−118,4". What rounds to nothing has no sign. A value that is no number
// is written as an en dash.
func (l Language) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	sign := ""
	if v < 0 && strings.ContainsAny(text, "123456789") {
		sign = minus
	}
	whole, fraction, _ := strings.Cut(text, ".")
	text = sign + thousands(whole)
	if fraction != "" {
		text += l.point() + fraction
	}
	return text
}

func (l Language) point() string {
	if l == Norwegian {
		return ","
	}
	return "."
}

// thousands sets groups of three digits apart.
func thousands(digits string) string {
	var out strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteString(space)
		}
		out.WriteRune(d)
	}
	return out.String()
}

// Percent writes a share of 0 to 1 as "50 %". What is not nothing and not all
// is never rounded to it: "under 1 %", "over 99 %", which read alike in both
// languages.
func (l Language) Percent(share float64, decimals int) string {
	unit := math.Pow(10, -float64(decimals))
	percent := 100 * share
	switch {
	case percent > 0 && percent < unit/2:
		return "under" + space + l.Number(unit, decimals) + space + "%"
	case percent < 100 && percent >= 100-unit/2:
		return "over" + space + l.Number(100-unit, decimals) + space + "%"
	}
	return l.Number(percent, decimals) + space + "%"
}

// Bytes writes a number of bytes exactly: "14 163 bytes".
func (l Language) Bytes(n int64) string {
	if n == 1 || l == Norwegian {
		return l.Count(n) + space + "byte"
	}
	return l.Count(n) + space + "bytes"
}

// FileSize writes a number of bytes as people say it, in decimal units:
// "14 kB", "2.4 MB".
func (l Language) FileSize(n int64) string {
	value, unit := float64(n), ""
	for _, unit = range []string{"byte", "kB", "MB", "GB"} {
		if value < 999.5 || unit == "GB" {
			break
		}
		value /= 1000
	}
	if unit == "byte" {
		return l.Bytes(n)
	}
	if value < 9.95 {
		return l.Number(value, 1) + space + unit
	}
	return l.Number(value, 0) + space + unit
}

// Pixels writes a size in pixels without its unit: "480 × 362". The sides are
// written without groups, as everybody writes them.
func (l Language) Pixels(width, height int) string {
	return strconv.Itoa(width) + space + "×" + space + strconv.Itoa(height)
}

// Px writes a length in pixels with its unit: "0.38 px".
func (l Language) Px(v float64, decimals int) string {
	return l.Number(v, decimals) + space + "px"
}

// Degrees writes an angle: "−3.2°".
func (l Language) Degrees(v float64, decimals int) string {
	return l.Number(v, decimals) + "°"
}

// Power writes a power of ten: "10³⁰".
func Power(n int) string { return "10" + Superscript(n) }

// Superscript writes a whole number in raised digits, as characters.
func Superscript(n int) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
		"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻").Replace(strconv.Itoa(n))
}

// List joins phrases: "a", "a and b", "a, b and c".
func (l Language) List(phrases []string) string {
	and := " and "
	if l == Norwegian {
		and = " og "
	}
	switch n := len(phrases); n {
	case 0:
		return ""
	case 1:
		return phrases[0]
	default:
		return strings.Join(phrases[:n-1], ", ") + and + phrases[n-1]
	}
}

// Quote sets a name in the language's quotation marks.
func (l Language) Quote(name string) string {
	if l == Norwegian {
		return "«" + name + "»"
	}
	return "“" + name + "”"
}

// Digest writes a SHA-256 in groups of eight digits.
func Digest(digits string) string {
	var groups []string
	for ; len(digits) > 8; digits = digits[8:] {
		groups = append(groups, digits[:8])
	}
	return strings.Join(append(groups, digits), " ")
}

// Capital returns the sentence with its first letter as a capital.
func Capital(sentence string) string {
	for i, r := range sentence {
		if i == 0 {
			return strings.ToUpper(string(r)) + sentence[len(string(r)):]
		}
	}
	return sentence
}

// Plural says key+".one" for 1 and key+".many" for any other number, whose
// field {n} it fills.
func (l Language) Plural(key string, n int) string {
	if n == 1 {
		return l.Say(key+".one", "n", l.Count(1))
	}
	return l.Say(key+".many", "n", l.Count(int64(n)))
}

// Code names a character that no face can show: "U+1F600".
func Code(r rune) string { return fmt.Sprintf("U+%04X", r) }
