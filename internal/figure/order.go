package figure

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/shaping"
)

// The order of a line by the Unicode Bidirectional Algorithm (UAX #9). The shaper
// tells of a run only its direction; where each lies is told by its level. In a
// paragraph from left to right a number after an Arabic word belongs to the word
// (level 2) and stands on its left, the rest of the line (level 0) on its right.

// byLevel cuts what follows a run from right to left where the number ends that
// it begins with, and returns where such numbers begin, in text. A number that
// belongs to what stands behind it has no share in the run, nor have the signs
// before it: sentences of the program put a name before a date or after a comma,
// and nothing sets the name apart.
func byLevel(runs []shaping.Input) (out []shaping.Input, numbers map[int]bool) {
	numbers = map[int]bool{}
	for i, in := range runs {
		if i > 0 && in.Direction != di.DirectionRTL && runs[i-1].Direction == di.DirectionRTL {
			end := numberEnd(in.Text, in.RunStart, in.RunEnd)
			word := in.RunStart // where the last word ends
			for word > 0 && !unicode.In(in.Text[word-1], unicode.Letter, unicode.Mark, unicode.Number) {
				word--
			}
			switch {
			case end == in.RunStart:
			case strings.Contains(string(in.Text[word:in.RunStart]), ", ") || latin(in.Text[end:]):
				detach(&out, word)
			default:
				numbers[in.RunStart] = true
				if end < in.RunEnd {
					number := in
					number.RunEnd, in.RunStart = end, end
					out = append(out, number)
				}
			}
		}
		out = append(out, in)
	}
	return out, numbers
}

// Apart returns a sentence of the program with a mark of direction behind every
// name from right to left that a date or a comma with a number follows, so that a
// browser orders them as a paragraph here.
func Apart(text string) string { return joins.ReplaceAllString(text, "$1$2\u200e$3") }

var joins = regexp.MustCompile(`([\p{Arabic}\p{Hebrew}])([^\p{L}\p{N}]{0,3}?)(, *[0-9]|[ \x{a0}][0-9]+\.?[ \x{a0}]\p{Latin})`)

// detach turns the end of the last runs, from a place in the text on, into one
// from left to right.
func detach(runs *[]shaping.Input, from int) {
	for i := len(*runs) - 1; i >= 0 && (*runs)[i].RunEnd > from; i-- {
		run := &(*runs)[i]
		if run.RunStart >= from {
			run.Direction = di.DirectionLTR
			continue
		}
		rest := *run
		run.RunEnd, rest.RunStart, rest.Direction = from, from, di.DirectionLTR
		*runs = slices.Insert(*runs, i+1, rest)
	}
}

// latin reports whether a word from left to right follows, after a full stop at
// most: "14. mai", "2 Mar".
func latin(text []rune) bool {
	rest := strings.TrimLeft(strings.TrimPrefix(string(text), "."), " \u00a0")
	first, _ := utf8.DecodeRuneInString(rest)
	return len(rest) < len(string(text)) && unicode.IsLetter(first) && !isRightToLeft(first)
}

// numberEnd is where a number ends that begins at start: digits, a single
// separator between two of them, and a sign of percent behind.
func numberEnd(text []rune, start, end int) int {
	i := start
	for i < end {
		switch {
		case unicode.IsDigit(text[i]):
			i++
		case i > start && i+1 < end && slices.Contains([]rune(".,:/"), text[i]) && unicode.IsDigit(text[i+1]):
			i++
		case i > start && text[i] == '%':
			return i + 1
		default:
			return i
		}
	}
	return i
}

// ordered returns the runs of a line from left to right (rule L2), the blank at
// its end without a width: it would lie within the line (rule L1).
func ordered(line []shaping.Output, text []rune, paragraph di.Direction, numbers map[int]bool) []shaping.Output {
	line = slices.Clone(line)
	slices.SortStableFunc(line, func(a, b shaping.Output) int { return a.Runes.Offset - b.Runes.Offset })
	if len(line) == 0 {
		return line
	}
	if last := &line[len(line)-1]; last.Direction == di.DirectionRTL && paragraph != di.DirectionRTL {
		at := last.Runes.Offset + last.Runes.Count - 1
		last.Glyphs = slices.Clone(last.Glyphs)
		for i, g := range last.Glyphs {
			if g.TextIndex() == at && text[at] == ' ' {
				last.Glyphs[i].Advance = 0
			}
		}
	}
	level := func(o shaping.Output) int {
		switch {
		case o.Direction == di.DirectionRTL:
			return 1
		case paragraph == di.DirectionRTL, numbers[o.Runes.Offset]:
			return 2
		}
		return 0
	}
	for least := 2; least > 0; least-- {
		for i := 0; i < len(line); i++ {
			end := i
			for end < len(line) && level(line[end]) >= least {
				end++
			}
			slices.Reverse(line[i:end])
			i = max(i, end)
		}
	}
	return line
}
