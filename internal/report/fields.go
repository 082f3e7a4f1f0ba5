package report

import (
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
)

// fields are names and values, a line each, as they stand in a cell.
type fields struct {
	e     *edition
	spans []figure.Span
}

func (e *edition) fields() *fields { return &fields{e: e} }

func (f *fields) label(name string) {
	if len(f.spans) > 0 {
		name = "\n" + name
	}
	if name != "" {
		f.spans = append(f.spans, span(name, cellStyle.Coloured(figure.Grey)))
	}
}

// add puts a value on a line behind its name; nothing of an empty one.
func (f *fields) add(key, value string) {
	if value = f.e.plain(value); value != "" {
		f.label(f.e.l.Say(key) + " ")
		f.spans = append(f.spans, span(value, cellStyle))
	}
}

// link puts an address behind its name, or alone, that leads to the web where it can.
func (f *fields) link(key, value string) {
	plain := f.e.plain(value)
	if plain == "" {
		return
	}
	if key == "" {
		f.label("")
	} else {
		f.label(f.e.l.Say(key) + " ")
	}
	s := span(plain, cellStyle)
	if s.Address = webAddress(value); s.Address != "" {
		s.Style = s.Style.Coloured(figure.Source)
	}
	f.spans = append(f.spans, s)
}

// block puts what a person wrote below its name, with its paragraphs.
func (f *fields) block(name, value string) {
	value = written(value)
	if value == "" {
		return
	}
	if strings.Contains(value, "\n") || len([]rune(value)) > 40 {
		name += "\n"
	} else if name != "" {
		name += " "
	}
	f.label(name)
	f.spans = append(f.spans, span(value, cellStyle))
}

// attributed puts values that somebody gives, each with who says so.
func (f *fields) attributed(key string, all []casefile.Attributed) {
	for _, a := range all {
		counts := ""
		if a.Resolved {
			counts = f.e.l.Say("record.counts")
		}
		f.add(key, f.e.l.Say("record.attributed", "value", f.e.plain(a.Value), "by", f.e.plain(a.By), "counts", counts))
	}
}

// orNone returns the lines, or that nothing is recorded.
func (f *fields) orNone() []figure.Span {
	if len(f.spans) == 0 {
		return []figure.Span{span(f.e.l.Say("report.source.none"), cellStyle.Coloured(figure.Grey))}
	}
	return f.spans
}
