package words

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// mark is the left-to-right mark: nothing is seen of it, and what stands beside
// it is not taken for a part of a text that runs the other way.
const mark = "\u200e"

// Visual brings a line of text into the order in which it is to be drawn by a
// toolkit that shapes each run by its own direction, but lays the runs out from
// left to right as they come. Within a run nothing changes. The line as a whole
// runs from left to right, as every sentence of the program does. The order is
// that of the Unicode Bidirectional Algorithm (UAX #9, L2) for the levels that
// such a line can have: 0, 1 for what runs from right to left, and 2 for the
// figures within.
func Visual(line string) string {
	if !strings.ContainsFunc(line, rightToLeft) {
		return line
	}
	runs, err := runsOf(line)
	if err != nil {
		return line // the library takes whatever is one paragraph, and a line is
	}
	var out []run
	for i := 0; i < len(runs); {
		to := i
		for to < len(runs) && runs[to].level > 0 {
			to++
		}
		for j := to - 1; j >= i; j-- { // as a whole it runs from right to left
			out = append(out, runs[j])
		}
		if to == i {
			out = append(out, runs[i])
			to++
		}
		i = to
	}
	var text strings.Builder
	for i, r := range out {
		if i > 0 {
			text.WriteString(mark)
		}
		if r.level != 1 {
			text.WriteString(r.text)
			continue
		}
		// The spaces at its ends change sides, and belong to no run.
		core := strings.TrimSpace(r.text)
		before, after := spaces(r.text)
		text.WriteString(after + mark + core + mark + before)
	}
	return text.String()
}

// run is a piece of a line with one level.
type run struct {
	text  string
	level int
}

func rightToLeft(r rune) bool {
	if r < 0x590 {
		return false
	}
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL, bidi.AN:
		return true
	}
	return false
}

// runsOf cuts a line into runs, as they are read.
func runsOf(line string) ([]run, error) {
	var p bidi.Paragraph
	// With the mark before it, the line runs from left to right whatever it begins
	// with; the library's default direction holds only where nothing tells.
	if _, err := p.SetString(mark + line); err != nil {
		return nil, err
	}
	order, err := p.Order()
	if err != nil {
		return nil, err
	}
	var all []run
	for i := range order.NumRuns() {
		r := order.Run(i)
		if r.Direction() == bidi.RightToLeft {
			all = append(all, run{r.String(), 1})
			continue
		}
		text := r.String()
		if i == 0 {
			text = strings.TrimPrefix(text, mark)
		}
		// Figures behind such a text belong to it.
		if n := figures(text); n > 0 && len(all) > 0 {
			all = append(all, run{text[:n], 2})
			text = text[n:]
		}
		if text != "" {
			all = append(all, run{text, 0})
		}
	}
	return all, nil
}

// figures returns the length of the number that a text begins with: digits, and
// the signs between them and at them that the algorithm counts to a number.
func figures(text string) int {
	end, pending := 0, false
	for i, r := range text {
		p, size := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.EN, bidi.AN, bidi.NSM:
			end, pending = i+size, false
		case bidi.ET: // beside a digit on either side
			if end == i {
				end = i + size
			}
		case bidi.ES, bidi.CS:
			if pending || i == 0 {
				return end
			}
			pending = true
		default:
			return end
		}
	}
	return end
}

func spaces(text string) (before, after string) {
	rest := strings.TrimLeft(text, " \u00a0")
	before = text[:len(text)-len(rest)]
	return before, rest[len(strings.TrimRight(rest, " \u00a0")):]
}
