package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

const preamble = `Motbilde is under the Apache License 2.0; see the file LICENSE. Its programs
contain the works of others that are listed here, each under its own licence.
What is marked with a star is in the window only, the rest in motbilde-cli too.

The decoder of HEIC pictures is under the GNU LGPL 3. Who wants another version
of it in the program builds the program with that: the whole source is free,
and CONTRIBUTING.md says how it is built.
`

const rule = "==============================================================================\n"

// writeText writes what the programs owe to others: the list, then every text
// once, under the works that it is of.
func writeText(out io.Writer, works []work) error {
	var b strings.Builder
	b.WriteString(preamble + "\n")
	widest := 0
	for _, w := range works {
		widest = max(widest, len([]rune(w.title())))
	}
	for _, w := range works {
		mark := " "
		if !w.cli {
			mark = "*"
		}
		fmt.Fprintf(&b, "%s %-*s  %s\n", mark, widest, w.title(), w.licence)
	}
	var groups []*group
	for _, w := range works {
		for _, text := range w.texts {
			notices, body := split(text)
			key := strings.ToLower(strings.Join(strings.Fields(body), " "))
			at := slices.IndexFunc(groups, func(g *group) bool { return g.key == key })
			if at < 0 {
				at = len(groups)
				groups = append(groups, &group{key: key, body: body})
			}
			groups[at].add(w.title(), notices)
		}
	}
	for _, g := range groups {
		b.WriteString("\n" + rule)
		for i, of := range g.of {
			b.WriteString(of + "\n")
			for _, notice := range g.notices[i] {
				b.WriteString("    " + notice + "\n")
			}
		}
		b.WriteString(rule + "\n" + g.body)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// title names a work, and where it is inside of another.
func (w work) title() string {
	if w.partOf == "" || strings.Contains(w.partOf, ", ") {
		return w.name
	}
	return w.name + " (in " + w.partOf + ")"
}

// group is a text with the works that it is of, and the copyright notices of each.
type group struct {
	key, body string
	of        []string
	notices   [][]string
}

func (g *group) add(title string, notices []string) {
	at := slices.Index(g.of, title)
	if at < 0 {
		at = len(g.of)
		g.of, g.notices = append(g.of, title), append(g.notices, nil)
	}
	for _, n := range notices {
		if !slices.Contains(g.notices[at], n) {
			g.notices[at] = append(g.notices[at], n)
		}
	}
}

// noticesWithin is how many lines at the top may be copyright notices: what
// stands further down belongs to a part of the text.
const noticesWithin = 8

// split parts the lines at the top that say whose work it is from the words
// that many works share.
func split(text string) (notices []string, body string) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	isNotice := func(i int) bool {
		after, ok := strings.CutPrefix(strings.TrimSpace(lines[i]), "Copyright ")
		return ok && (strings.ContainsAny(after, "©0123456789") || strings.HasPrefix(strings.ToLower(after), "(c)"))
	}
	var rest []string
	for i, line := range lines {
		// A line that goes on in the next is part of a sentence.
		alone := i+1 < len(lines) && (lines[i+1] == "" || isNotice(i+1) || strings.HasPrefix(lines[i+1], "All rights reserved"))
		switch {
		case i < noticesWithin && isNotice(i) && alone:
			notices = append(notices, strings.TrimSpace(line))
		case line == "" && len(rest) > 0 && rest[len(rest)-1] == "":
			// the gap that a notice leaves
		default:
			rest = append(rest, line)
		}
	}
	return notices, strings.Trim(strings.Join(rest, "\n"), "\n") + "\n"
}
