package report

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/report/web"
	"github.com/motbilde/motbilde/internal/words"
)

// WriteHTML composes the report and writes it as one HTML file with the content
// of the PDF: it is made of the same pages, of what each piece that lies on them
// says. It returns the digest of the manifest, which is that of the PDF of the
// same input; originals are in the PDF alone. The errors are those of Write.
func WriteHTML(ctx context.Context, w io.Writer, in Input) (manifest string, err error) {
	document, err := compose(ctx, in)
	if err != nil {
		return "", fmt.Errorf("composing the report: %w", err)
	}
	return provenance.Digest(document.Attachments[0].Data), writeStory(w, in, document)
}

// WriteBoth composes the report once and writes it as PDF and as HTML. What it
// returns, and the errors, are those of Write.
func WriteBoth(ctx context.Context, paper, page io.Writer, in Input) (manifest string, err error) {
	document, err := compose(ctx, in)
	if err != nil {
		return "", fmt.Errorf("composing the report: %w", err)
	}
	if err := writeStory(page, in, document); err != nil {
		return "", err
	}
	return provenance.Digest(document.Attachments[0].Data), pdf.Write(paper, document)
}

// writeStory writes what a document's pages say as HTML.
func writeStory(w io.Writer, in Input, document pdf.Document) error {
	l, manifest := in.Language, provenance.Digest(document.Attachments[0].Data)
	alts, err := altsOf(l, document.Attachments[0].Data)
	if err != nil {
		return err
	}
	out := web.Document{
		Language: l.Code(), Title: document.Title, Contents: l.Say("webreport.contents"), Attached: l.Say("webreport.attached"),
		Blocks: story(l, document.Pages, alts),
		Foot: []figure.Span{
			span(l.Say("webreport.foot", "version", in.Version)+"\n", noteStyle), span(words.Digest(manifest), hashStyle),
		},
	}
	for _, a := range document.Attachments {
		if a.Open == nil { // the originals are large, and this file may be published
			out.Files = append(out.Files, web.File{Name: a.Name, MediaType: a.MediaType, Says: a.Description, Data: a.Data})
		}
	}
	return web.Write(w, out)
}

// story returns what pages say, in reading order.
func story(l words.Language, pages []figure.Drawing, alts alts) (blocks []web.Block) {
	for _, page := range pages {
		for _, part := range page.Parts {
			if part.Other == nil && part.Picture == nil && part.Spans == nil {
				if part.Anchor != "" {
					blocks = append(blocks, web.Anchor(part.Anchor))
				}
				continue
			}
			switch other := part.Other.(type) {
			case opens:
				n := other.number
				if other.under {
					n = 0
				}
				blocks = without(blocks, other.key)
				blocks = append(blocks, web.Head{ID: other.key, Number: n, Text: other.head, Notes: other.notes})
			case group:
				blocks = append(blocks, web.Group{ID: other.key, Text: other.name})
			case *table:
				blocks = append(blocks, other.told(l))
			case pairs:
				blocks = append(blocks, web.Pairs(other))
			default:
				if part.Picture != nil {
					blocks = without(blocks, part.Anchor)
					blocks = append(blocks, web.Figure{
						ID: part.Anchor, Drawing: *part.Picture, Caption: part.Caption, Alt: alts.of(part),
						Card: part.Anchor == "" && len(part.Caption) > 0 && part.Picture.Width <= cardWidth,
					})
					continue
				}
				if part.Point {
					blocks = append(blocks, web.Point{Spans: part.Spans})
					continue
				}
				if kind := kindOf(part.Spans); kind != "" {
					blocks = append(blocks, web.Text{Kind: kind, Spans: part.Spans})
				}
			}
		}
	}
	return blocks
}

// without leaves out the place that a head says itself.
func without(blocks []web.Block, name string) []web.Block {
	return slices.DeleteFunc(blocks, func(b web.Block) bool { return b == web.Block(web.Anchor(name)) })
}

// alts are the alt texts that a manifest has of the figures.
type alts struct {
	numbered map[string]string // by what the caption begins with
	pictures map[string]string // by digest
}

// altsOf reads the alt texts of a manifest, which is of this very version.
func altsOf(l words.Language, text []byte) (alts, error) {
	type told struct {
		SHA256 string `json:"sha256"`
		Figure int    `json:"figure"`
		Alt    string `json:"alt"`
	}
	var m struct{ Figures, Drawings []told }
	if err := json.Unmarshal(text, &m); err != nil {
		return alts{}, fmt.Errorf("reading alt texts: %w", err)
	}
	a := alts{map[string]string{}, map[string]string{}}
	for _, f := range append(m.Drawings, m.Figures...) {
		if n := l.Say("report.figure", "n", strconv.Itoa(f.Figure)); f.Figure > 0 && a.numbered[n] == "" {
			a.numbered[n] = f.Alt
		}
		if f.SHA256 != "" {
			a.pictures[f.SHA256] = f.Alt
		}
	}
	return a, nil
}

// of returns the alt text of a figure: that of its number, or of its one picture;
// empty where none was drafted.
func (a alts) of(part figure.Part) string {
	if len(part.Caption) > 0 {
		if alt := a.numbered[strings.TrimSpace(part.Caption[0].Text)]; alt != "" {
			return alt
		}
	}
	var all []figure.Picture
	for _, item := range part.Picture.Items {
		if p, ok := item.(figure.Picture); ok {
			all = append(all, p)
		}
	}
	if len(all) != 1 {
		return ""
	}
	return a.pictures[all[0].Encoded.SHA256()]
}

// kindOf says what a paragraph is by how it is set; empty for one without words.
func kindOf(spans []figure.Span) web.Kind {
	alike := true
	var all strings.Builder
	for _, s := range spans {
		alike = alike && s.Style == spans[0].Style
		all.WriteString(s.Text)
	}
	if strings.TrimSpace(all.String()) == "" {
		return ""
	}
	first := spans[0].Style
	switch {
	case first == titleStyle:
		return web.Title
	case first == groupStyle:
		return web.Subtitle
	case first.Face == leadStyle.Face && first.Pt > textStyle.Pt:
		return web.Lead
	case first == listHead && alike:
		return web.Subhead
	case first.Face == figure.Mono && first.Leading == commandStyle.Leading:
		return web.Commands
	case first.Face == figure.Mono:
		return web.Monospaced
	case first.Colour == figure.Source:
		return web.Kicker
	case first.Pt < cellStyle.Pt:
		return web.Small
	}
	return web.Plain
}

// told is the table with its rows as they were given, none of them cut.
func (t *table) told(l words.Language) web.Table {
	var out web.Table
	for _, c := range t.columns {
		out.Heads, out.Right = append(out.Heads, c.head), append(out.Right, c.align == figure.Right)
		out.Widths = append(out.Widths, c.width+between)
	}
	for _, row := range t.cells {
		cells := make([]web.Cell, len(row))
		for i, c := range row {
			cells[i] = web.Cell{Spans: c.spans, Drawing: c.drawing}
			if c.drawing != nil && len(row[0].spans) > 0 {
				name, _, _ := strings.Cut(row[0].spans[0].Text, "\n")
				cells[i].Alt = words.Capital(l.Say("report.item", "item", name))
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}
