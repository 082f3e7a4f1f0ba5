// Package web owns the writing of a report as one HTML file. Its main type is
// Document. It promises that the same document gives the same bytes, that
// everything is in the file, so that nothing is fetched and no script runs, that
// what a person typed is text and nothing else, and that heads, lists, tables
// and figures are what they are called, for whoever reads by ear or by keys.
//
//	Document ─▶ blocks as elements, figures as SVG over pictures stored once ─▶ one file
package web

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"io"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
)

//go:embed web.css
var style string

// Document is what a file holds.
type Document struct {
	Language, Title string
	Contents        string // the name of the list of sections
	Blocks          []Block
	Foot            []figure.Span
	Attached        string // head of the files that are attached
	Files           []File
}

// File is attached: a reader can save it from the page.
type File struct {
	Name, MediaType, Says string
	Data                  []byte
}

// Block is one of Head, Group, Anchor, Text, Point, Pairs, Table and Figure.
type Block interface{ write(p *page) }

// Head begins a section.
type Head struct {
	ID     string
	Number int // 0 for one that belongs under the section before
	Text   string
	Notes  []string // beside the section
}

// Group begins a group of sections with a summary of its own, as of one claim of several.
type Group struct{ ID, Text string }

// Anchor is a place that links lead to.
type Anchor string

// Kind says what a Text is.
type Kind string

// The kinds of Text.
const (
	Title      Kind = "title"
	Subtitle   Kind = "subtitle" // of a group
	Lead       Kind = "lead"
	Plain      Kind = "plain"
	Subhead    Kind = "subhead"
	Small      Kind = "small" // notes and captions
	Kicker     Kind = "kicker"
	Commands   Kind = "commands"
	Monospaced Kind = "mono"
)

// Text is a paragraph.
type Text struct {
	Kind  Kind
	Spans []figure.Span
}

// Point is one of a list; those that follow each other make one.
type Point struct{ Spans []figure.Span }

// Pairs are names with their values.
type Pairs [][2]string

// Table is a table whose first column names its rows.
type Table struct {
	Heads  []string
	Widths []float64 // of the columns, in any unit
	Right  []bool    // by column: numbers, at the right
	Rows   [][]Cell
}

// Cell is a field of a table: text, a small drawing, or both.
type Cell struct {
	Spans   []figure.Span
	Drawing *figure.Drawing
	Alt     string // of a picture in it
}

// Figure is a drawing with its caption.
type Figure struct {
	ID      string
	Drawing figure.Drawing
	Caption []figure.Span
	Alt     string // empty: the caption stands for it, or what is written in it
	Card    bool   // small, its number at its foot; those that follow each other stand beside each other
}

// Write writes the document. The errors are those of w.
func Write(w io.Writer, d Document) error {
	p := &page{ids: map[string]bool{}, stored: map[string]int{}}
	p.blocks(d.Blocks)
	body := p.out.String()
	p.out.Reset()

	sheet := "\n" + style
	sum := sha256.Sum256([]byte(sheet))
	policy := "default-src 'none'; img-src data:; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	p.raw("<!doctype html>\n<html", ` lang="`, escape(d.Language), `" dir="ltr">`, "\n<head>\n", `<meta charset="utf-8">`, "\n",
		`<meta http-equiv="Content-Security-Policy" content="`, policy, `">`, "\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n", `<meta name="referrer" content="no-referrer">`, "\n",
		"<title>", escape(d.Title), "</title>\n<style>", sheet, "</style>\n</head>\n<body>\n")
	p.store()
	p.raw("<main>\n")
	summary, rest, _ := strings.Cut(body, sectionsBegin)
	p.raw(`<section class="summary">`, "\n", summary, "</section>\n")
	p.contents(d.Contents)
	p.raw(rest)
	p.attach(d)
	p.raw("</main>\n<footer>")
	p.spans(d.Foot)
	p.raw("</footer>\n</body>\n</html>\n")
	_, err := io.WriteString(w, p.out.String())
	return err
}

// sectionsBegin stands where the first section begins; no text can hold it.
const sectionsBegin = "\x00"

// page is the file while it is being written.
type page struct {
	out      strings.Builder
	heads    []entry
	ids      map[string]bool
	stored   map[string]int // pictures, by their digest
	pictures []figure.Encoded
}

func (p *page) raw(parts ...string) {
	for _, part := range parts {
		p.out.WriteString(part)
	}
}

// entry is a line of the contents.
type entry struct {
	id, number, text string
	group            bool
}

// blocks writes them, those of a section within it.
func (p *page) blocks(all []Block) {
	open, list := false, false
	begin := func(e entry) {
		if len(p.heads) == 0 {
			p.raw(sectionsBegin)
		}
		if open {
			p.raw("</div>\n</section>\n")
		}
		p.heads = append(p.heads, e)
	}
	for i, b := range all {
		if _, point := b.(Point); point != list {
			list = point
			p.raw(map[bool]string{true: "<ul>\n", false: "</ul>\n"}[list])
			if !list {
				p.raw(columnEnds(all, i))
			}
		}
		if isCard(b) && !isCard(at(all, i-1)) {
			p.raw(`<div class="cards">`, "\n")
		}
		p.raw(columnBegins(all, i))
		switch b := b.(type) {
		case Head:
			number := ""
			if b.Number > 0 {
				number = strconv.Itoa(b.Number)
			}
			begin(entry{id: b.ID, number: number, text: b.Text})
			open = true
		case Group:
			begin(entry{id: b.ID, text: b.Text, group: true})
			open = false
		}
		b.write(p)
		if isCard(b) && !isCard(at(all, i+1)) {
			p.raw("</div>\n")
		}
	}
	if list {
		p.raw("</ul>\n", columnEnds(all, len(all)))
	}
	if open {
		p.raw("</div>\n</section>\n")
	}
}

// at returns the block at an index; nil outside of them.
func at(all []Block, i int) Block {
	if i < 0 || i >= len(all) {
		return nil
	}
	return all[i]
}

func isCard(b Block) bool {
	f, ok := b.(Figure)
	return ok && f.Card
}

// heads reports whether the block is a head over a list: such lists stand beside
// each other where there is room.
func heads(all []Block, i int) bool {
	t, text := at(all, i).(Text)
	_, point := at(all, i+1).(Point)
	return text && t.Kind == Subhead && point
}

// columnBegins opens the column of a head over a list, and before the first of
// several what holds them.
func columnBegins(all []Block, i int) string {
	if !heads(all, i) {
		return ""
	}
	if headOf(all, i) >= 0 {
		return "<div>\n"
	}
	return "<div class=\"columns\">\n<div>\n"
}

// columnEnds closes it behind its list, which ended before that block.
func columnEnds(all []Block, end int) string {
	switch {
	case headOf(all, end) < 0:
		return ""
	case heads(all, end):
		return "</div>\n"
	}
	return "</div>\n</div>\n"
}

// headOf returns where the head of the list stands that ends before a block;
// less than 0 where there is no list, or none with a head.
func headOf(all []Block, end int) int {
	from := end - 1
	for _, point := at(all, from).(Point); point; _, point = at(all, from).(Point) {
		from--
	}
	if from == end-1 || !heads(all, from) {
		return -1
	}
	return from
}

// id returns an attribute by which links lead here; nothing where the name is taken.
func (p *page) id(name string) string {
	if name == "" || p.ids[name] {
		return ""
	}
	p.ids[name] = true
	return ` id="` + escape(name) + `"`
}

func (h Head) write(p *page) {
	level, class := "h2", ""
	if h.Number == 0 {
		level, class = "h3", ` class="under"`
	}
	p.raw("<section", p.id(h.ID), class, ` aria-labelledby="`, escape(h.ID), `-head">`, "\n", `<div class="rail">`, "\n<", level, p.id(h.ID+"-head"), ">")
	if h.Number > 0 {
		p.raw(`<span class="number">`, strconv.Itoa(h.Number), "</span> ")
	}
	p.raw(escape(h.Text), "</", level, ">\n")
	for _, note := range h.Notes {
		if note != "" {
			p.raw(`<p class="small" dir="auto">`, escape(note), "</p>\n")
		}
	}
	p.raw("</div>\n", `<div class="body">`, "\n")
}

func (g Group) write(p *page) {
	p.raw(`<h2 class="group"`, p.id(g.ID), ` dir="auto">`, escape(g.Text), "</h2>\n")
}

func (a Anchor) write(p *page) {
	if id := p.id(string(a)); id != "" {
		p.raw("<span", id, "></span>\n")
	}
}

func (t Text) write(p *page) {
	tag, class := "p", ` class="`+string(t.Kind)+`"`
	switch t.Kind {
	case Title:
		tag = "h1"
	case Subhead, Subtitle:
		if tag = "h3"; len(p.heads) == 0 {
			tag = "h2" // of the summary, under the title
		}
	case Commands, Monospaced:
		tag = "pre"
	case Plain:
		class = ""
	}
	p.raw("<", tag, class, ` dir="auto">`)
	p.spans(t.Spans)
	p.raw("</", tag, ">\n")
}

func (t Point) write(p *page) {
	p.raw(`<li dir="auto">`)
	p.spans(t.Spans)
	p.raw("</li>\n")
}

func (all Pairs) write(p *page) {
	p.raw("<dl>\n")
	for _, pair := range all {
		p.raw("<div><dt>", escape(pair[0]), `</dt><dd dir="auto">`, escape(pair[1]), "</dd></div>\n")
	}
	p.raw("</dl>\n")
}

// A table stands in a frame that moves sideways by itself on a narrow screen,
// by keys too. On the screen of a phone the rows of a wide one are stacked; roles
// keep it a table for whoever hears it.
func (t Table) write(p *page) {
	name, wide := "", ""
	if n := len(p.heads); n > 0 && !p.heads[n-1].group {
		name = ` role="region" aria-labelledby="` + escape(p.heads[n-1].id) + `-head"`
	}
	if len(t.Heads) > 3 {
		wide = ` class="wide"`
	}
	p.raw(`<div class="frame" tabindex="0"`, name, `><table role="table"`, wide, ">\n<colgroup>")
	all := 0.0
	for _, w := range t.Widths {
		all += w
	}
	for _, w := range t.Widths {
		p.raw(`<col width="`, strconv.Itoa(int(100*w/all+0.5)), `%">`)
	}
	p.raw("</colgroup>\n", `<thead role="rowgroup"><tr role="row">`)
	for i, head := range t.Heads {
		tag := `th role="columnheader" scope="col"`
		if head == "" {
			tag = `td role="cell"`
		}
		p.raw("<", tag, t.class(i), ">", escape(head), "</", tag[:2], ">")
	}
	p.raw("</tr></thead>\n", `<tbody role="rowgroup">`, "\n")
	for _, row := range t.Rows {
		p.raw(`<tr role="row">`)
		for i, head := range t.Heads {
			tag := `td role="cell"`
			if i == 0 && len(row) > 0 && len(row[0].Spans) > 0 {
				tag = `th role="rowheader" scope="row"`
			} else if head != "" && i < len(row) && len(row[i].Spans) > 0 {
				tag += ` data-head="` + escape(head) + `"` // it stands before the field where rows are stacked
			}
			p.raw("<", tag, t.class(i), ` dir="auto">`)
			if i < len(row) {
				p.cell(row[i])
			}
			p.raw("</", tag[:2], ">")
		}
		p.raw("</tr>\n")
	}
	p.raw("</tbody>\n</table></div>\n")
}

func (t Table) class(i int) string {
	if i < len(t.Right) && t.Right[i] {
		return ` class="right"`
	}
	return ""
}

func (p *page) cell(c Cell) {
	if c.Drawing != nil {
		p.small(*c.Drawing, c.Alt)
	}
	p.spans(c.Spans)
}

func (f Figure) write(p *page) {
	p.raw("<figure", p.id(f.ID), ">\n")
	alt := f.Alt
	if alt == "" {
		alt = plain(f.Caption)
	}
	if alt == "" {
		alt = written(f.Drawing)
	}
	p.svg(f.Drawing, alt)
	if len(f.Caption) > 0 {
		p.raw(`<figcaption dir="auto">`)
		p.spans(f.Caption)
		p.raw("</figcaption>\n")
	}
	p.raw("</figure>\n")
}

// attach puts the files into the page, so that a reader can save them.
func (p *page) attach(d Document) {
	if len(d.Files) == 0 {
		return
	}
	p.raw("<section", p.id("attached"), `><div class="rail"><h2>`, escape(d.Attached), `</h2></div><div class="body"><ul>`, "\n")
	for _, f := range d.Files {
		p.raw(`<li><a download="`, escape(f.Name), `" href="data:`, escape(f.MediaType), ";base64,", base64.StdEncoding.EncodeToString(f.Data), `">`, escape(f.Name), "</a> ", escape(f.Says), "</li>\n")
	}
	p.raw("</ul></div></section>\n")
}

// contents lists the sections.
func (p *page) contents(name string) {
	if len(p.heads) == 0 {
		return
	}
	p.raw(`<nav aria-label="`, escape(name), `"><h2>`, escape(name), "</h2>\n<ul>\n")
	for _, h := range p.heads {
		class, number := "", `<span class="number">`+h.number+"</span> "
		if h.group {
			class, number = ` class="group"`, ""
		}
		p.raw("<li", class, `><a href="#`, escape(h.id), `">`, number, escape(h.text), "</a></li>\n")
	}
	p.raw("</ul></nav>\n")
}
