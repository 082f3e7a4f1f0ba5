package web

import (
	"html"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
)

// escape makes text of what a person typed; the mark of the sections can't be in it.
func escape(s string) string {
	return html.EscapeString(strings.ReplaceAll(s, sectionsBegin, ""))
}

// spans writes runs of text; what is set apart on paper is set apart here.
func (p *page) spans(all []figure.Span) {
	for _, s := range all {
		text := strings.ReplaceAll(escape(figure.Apart(figure.Clean(s.Text))), "\n", "<br>")
		if text == "" {
			continue
		}
		before, after := "", ""
		wrap := func(open, tag string) { before, after = before+"<"+open+">", "</"+tag+">"+after }
		switch {
		case s.Address != "":
			wrap(`a href="`+escape(s.Address)+`" rel="noopener noreferrer nofollow"`, "a")
		case s.Anchor != "":
			wrap(`a href="#`+escape(s.Anchor)+`"`, "a")
		}
		switch s.Style.Face {
		case figure.SansSemiBold, figure.SerifSemiBold:
			wrap("b", "b")
		case figure.SansItalic, figure.SerifItalic:
			wrap("i", "i")
		case figure.Mono:
			wrap("code", "code")
		}
		if s.Style.Colour == figure.Grey {
			wrap(`span class="grey"`, "span")
		}
		p.raw(before, text, after)
	}
}

// written is what stands in a drawing.
func written(d figure.Drawing) string {
	var all []string
	for _, item := range d.Items {
		if t, ok := item.(figure.Text); ok && !t.Hidden {
			all = append(all, t.String)
		}
	}
	return strings.Join(all, " ")
}

// plain is the text of spans alone.
func plain(all []figure.Span) string {
	var out strings.Builder
	for _, s := range all {
		out.WriteString(figure.Clean(s.Text))
	}
	return strings.Join(strings.Fields(out.String()), " ")
}
