package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/recipe"
)

// AllowedPx is how far a corner may lie from where it was, in candidate pixels,
// when the comparison is run again on any machine.
const AllowedPx = 0.01

// mostNamed is the number of candidates up to which the command names each.
const mostNamed = 6

// reproduce gives the command lines that run the comparison again, and what
// must come out.
func (e *edition) reproduce() section {
	s, methods := e.s, e.methods()
	placed := e.placedBy()
	if search := methods["find"]; search != "" && !strings.Contains(placed, search) { // a frame was found, though a picture is the best
		placed = search + ", " + placed
	}
	rows := [][]cell{
		{bold(e.l.Say("report.reproduce.program")), text("Motbilde " + e.in.Version)},
		{bold(e.l.Say("report.reproduce.methods")), text(placed + ", " + compare.Version + ", " + recipe.Version)},
	}
	if decoder := methods["decoder"]; decoder != "" {
		rows = append(rows, []cell{bold(e.l.Say("report.reproduce.decoder")), text(decoder)})
	}
	for _, p := range e.pairs {
		rows = append(rows, e.of(p).expected()...)
	}
	return section{
		key: "reproduce", head: e.l.Say("report.reproduce"),
		notes: []string{e.l.Say("report.reproduce.note")},
		body: []flow{
			s.text(textWidth, 3, span(e.l.Say("report.reproduce.text"), textStyle)),
			e.commands(),
			s.table(0, []column{
				{head: e.l.Say("report.column.what"), width: 46},
				{head: e.l.Say("report.column.value")},
			}, rows),
		},
	}
}

// expected is what must come out for a pair.
func (e *edition) expected() (rows [][]cell) {
	if e.best == nil {
		return nil
	}
	add := func(key string, value cell, fields ...string) {
		says := e.l.Say(key, fields...)
		if e.several() {
			says = e.claim.letter + ": " + says
		}
		rows = append(rows, []cell{bold(says), value})
	}
	a := e.best.comparison.Alignment
	add("report.reproduce.verdict", hash(e.best.comparison.Program().Verdict.String()))
	if a.Placed() && a.CandidateFromClaimed.Valid() {
		add("report.reproduce.matrix", hash(matrix(a.CandidateFromClaimed)))
		add("report.reproduce.deviation", text(e.l.Say("report.reproduce.deviation.text", "px", e.l.Px(AllowedPx, 2))))
	}
	if e.best.comparison.Hand != nil {
		add("hand.finding", text(e.l.Say("hand.report.made")))
	}
	if e.facts.difference {
		add("report.reproduce.difference", text(e.l.Say("report.reproduce.difference.text",
			"from", e.l.Number(figure.DifferenceFrom, 0), "to", e.l.Number(figure.DifferenceTo, 0))), "figure", strconv.Itoa(e.number(numberDifference)))
	}
	return rows
}

// commands draws the command lines on their wash.
func (e *edition) commands() block {
	const inset = 2.5
	var lines []string
	for _, p := range e.pairs {
		lines = append(lines, e.of(p).commandLines()...)
	}
	lines = append(lines, "motbilde-cli verify report.pdf --recompute"+e.pictures())
	p := e.s.t.Paragraph(bodyWidth-2*inset, span(strings.Join(lines, "\n"), commandStyle))
	d := figure.Drawing{Width: bodyWidth, Height: p.Height() + 2*inset}
	d.Add(figure.Filled(geom.Rect{MaxX: bodyWidth, MaxY: d.Height}, figure.Wash))
	p.Draw(&d, inset, inset, bodyWidth-2*inset, figure.Left)
	return block{drawing: d, after: 4.5}
}

// commandLines are those of a pair.
func (e *edition) commandLines() (lines []string) {
	claim := shellName(e.claim)
	if e.best != nil {
		pair := claim + " " + shellName(*e.best)
		lines = append(lines, "motbilde-cli compare "+pair+" --json")
		if e.facts.placed && e.best.comparison.Hand == nil { // the program makes those of its own alignment
			lines = append(lines,
				"motbilde-cli compare "+pair+" --difference difference.png",
				"motbilde-cli compare "+pair+" --aligned aligned.png")
		}
	}
	if e.several() {
		return lines // a report on one claim alone would be another
	}
	all := []string{claim}
	if e.looked <= mostNamed {
		for _, it := range e.candidates() {
			all = append(all, shellName(it))
		}
	} else {
		all = append(all, e.l.Say("report.reproduce.folder"))
	}
	return append(lines, "motbilde-cli compare "+strings.Join(all, " ")+" --report report.pdf")
}

// pictures is the option that gives the pictures to verify, where they are not attached.
func (e *edition) pictures() string {
	if len(e.attachedLetters()) > 0 {
		return ""
	}
	return " --originals " + e.l.Say("report.reproduce.originals")
}

// matrix writes the nine numbers by rows, in the form of the JSON line.
func matrix(m geom.Map) string {
	m = m.Normalised()
	const width = 12 // characters a column
	var rows []string
	for r := range 3 {
		row := ""
		for c := range 3 {
			row += fmt.Sprintf("%-*s ", width, trimmed(m[3*r+c], r))
		}
		rows = append(rows, strings.TrimSpace(row))
	}
	return strings.Join(rows, "\n")
}

// trimmed writes a number with as many decimals as its row deserves, without
// zeros at its end. The last row works on whole coordinates and needs more.
func trimmed(v float64, row int) string {
	format := "%.6f"
	if row == 2 {
		format = "%.9f"
	}
	text := strings.TrimRight(strings.TrimRight(fmt.Sprintf(format, v), "0"), ".")
	if text == "" || text == "-0" {
		return "0"
	}
	return text
}

// shellName returns a file's name as it can be typed in a shell: quoted where
// it holds anything but plain letters, digits and signs, and never beginning
// like an option.
func shellName(it item) string {
	name := strings.ReplaceAll(figure.Clean(it.evidence.Name), "\n", " ")
	if name == "" || it.withheld {
		return "ITEM-" + it.letter
	}
	plain := strings.IndexFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-+@,", r)
	}) < 0
	if strings.HasPrefix(name, "-") {
		name = "./" + name
	}
	if plain {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
