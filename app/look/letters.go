package look

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Face is a size of letters with the height of its line, in pixels at a text
// size of 100 %.
type Face struct {
	Size, Line float32
	Semibold   bool
	Mono       bool
}

// The faces of the design: Inter in regular and semibold, no others.
var (
	Quiet     = Face{Size: 12, Line: 16}
	QuietBold = Face{Size: 12, Line: 16, Semibold: true}
	Body      = Face{Size: 13, Line: 18}
	BodyBold  = Face{Size: 13, Line: 18, Semibold: true}
	Title     = Face{Size: 15, Line: 20, Semibold: true}
	Finding   = Face{Size: 17, Line: 22, Semibold: true}
	Well      = Face{Size: 20, Line: 26, Semibold: true}
	Question  = Face{Size: 22, Line: 28, Semibold: true}
	Lead      = Face{Size: 14, Line: 20}
	Big       = Face{Size: 28, Line: 34, Semibold: true}
	Hash      = Face{Size: 11, Line: 16, Mono: true}
)

func (f Face) style() fyne.TextStyle {
	return fyne.TextStyle{Bold: f.Semibold, Monospace: f.Mono}
}

// Width returns the width of a line of text at the text size in force.
func (f Face) Width(text string) float32 {
	if text == "" {
		return 0
	}
	return fyne.MeasureText(text, Px(f.Size), f.style()).Width
}

// ellipsis stands for what was left out.
const ellipsis = "…"

// CutEnd shortens text at its end until it fits the width.
func (f Face) CutEnd(text string, width float32) string {
	return f.cut(text, width, func(runes []rune, keep int) string {
		return strings.TrimRight(string(runes[:keep]), " ") + ellipsis
	})
}

// CutMiddle shortens text in its middle until it fits the width: the end of a
// file's name tells as much as its beginning.
func (f Face) CutMiddle(text string, width float32) string {
	return f.cut(text, width, func(runes []rune, keep int) string {
		tail := keep / 2
		return string(runes[:keep-tail]) + ellipsis + string(runes[len(runes)-tail:])
	})
}

// cut keeps as many runes as fit, by halving.
func (f Face) cut(text string, width float32, short func(runes []rune, keep int) string) string {
	if f.Width(text) <= width {
		return text
	}
	runes := []rune(text)
	fits, tooLong := 0, len(runes)
	for tooLong-fits > 1 {
		if keep := (fits + tooLong) / 2; f.Width(short(runes, keep)) <= width {
			fits = keep
		} else {
			tooLong = keep
		}
	}
	return short(runes, fits)
}

// Wrap breaks text into lines of at most that width: at spaces, after hyphens,
// slashes and underscores, and inside a word only where it is wider than the
// line. A line break in the text stays one. With most above 0, what does not
// fit into that many lines is cut off.
func (f Face) Wrap(text string, width float32, most int) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, f.wrapParagraph(paragraph, width)...)
	}
	if most > 0 && len(lines) > most {
		rest := strings.Join(lines[most-1:], " ")
		lines = append(lines[:most-1:most-1], f.CutEnd(rest, width))
	}
	for i := range lines[:len(lines)-1] {
		// The dot that parts phrases has nothing to part at the end of a line.
		lines[i] = strings.TrimRight(strings.TrimSuffix(lines[i], "·"), " \u00a0")
	}
	return lines
}

func (f Face) wrapParagraph(text string, width float32) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(text) {
		if line == "" || f.Width(strings.TrimRight(line+piece, " ")) <= width {
			line += piece
		} else {
			lines = append(lines, strings.TrimRight(line, " "))
			line = piece
		}
		for f.Width(strings.TrimRight(line, " ")) > width {
			head := f.head(line, width)
			if head == line {
				break
			}
			lines = append(lines, head)
			line = line[len(head):]
		}
	}
	return append(lines, strings.TrimRight(line, " "))
}

// head returns the longest beginning of a word that fits, at least one rune.
func (f Face) head(word string, width float32) string {
	runes := []rune(word)
	fits, tooLong := 1, len(runes)
	for tooLong-fits > 1 {
		if keep := (fits + tooLong) / 2; f.Width(string(runes[:keep])) <= width {
			fits = keep
		} else {
			tooLong = keep
		}
	}
	return string(runes[:fits])
}

// pieces cuts text after each place where a line may end.
func pieces(text string) []string {
	var out []string
	from := 0
	for i, r := range text {
		switch r {
		case ' ', '-', '/', '_', '\\':
			next := i + len(string(r))
			if next < len(text) && text[next] == ' ' {
				continue // spaces hang on the piece before them
			}
			out = append(out, text[from:next])
			from = next
		}
	}
	if from < len(text) {
		out = append(out, text[from:])
	}
	return out
}
