package web

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// svg writes a drawing whose words are read out, under a name for the whole.
func (p *page) svg(d figure.Drawing, name string) {
	b := covered(d)
	p.raw(`<svg role="group" aria-label="`, escape(name), `" viewBox="`, number(b.MinX), " ", number(b.MinY), " ", number(b.Width()), " ", number(b.Height()),
		`" class="w`, strconv.Itoa(widthClass(b.Width())), `">`)
	d.Render((*painter)(p))
	p.raw("</svg>\n")
}

// covered is the drawing's paper, and what stands out of it.
func covered(d figure.Drawing) geom.Rect {
	all := geom.Rect{MaxX: d.Width, MaxY: d.Height}
	for _, item := range d.Items {
		if b := item.Bounds(); !b.Empty() {
			all = geom.Rect{MinX: min(all.MinX, b.MinX), MinY: min(all.MinY, b.MinY), MaxX: max(all.MaxX, b.MaxX), MaxY: max(all.MaxY, b.MaxY)}
		}
	}
	return all
}

// widths are those that a figure may have, millimetres on paper; the style sheet
// gives each its width on a screen.
var widths = []float64{10, 20, 40, 60, 90, 120, 140}

func widthClass(mm float64) int {
	for i, w := range widths {
		if mm <= w {
			return i
		}
	}
	return len(widths)
}

// small writes a drawing that stands in a field of a table: a picture alone as
// one, else what is drawn and, as text, what is written.
func (p *page) small(d figure.Drawing, alt string) {
	if len(d.Items) == 1 {
		if pic, ok := d.Items[0].(figure.Picture); ok {
			size := pic.Encoded.Size
			p.raw(`<img src="`, source(pic.Encoded), `" width="`, strconv.Itoa(size.Width), `" height="`, strconv.Itoa(size.Height), `" alt="`, escape(alt), `">`)
			return
		}
	}
	shapes := figure.Drawing{}
	for _, item := range d.Items {
		if _, text := item.(figure.Text); !text {
			shapes.Items = append(shapes.Items, item)
		}
	}
	if b := covered(shapes); !b.Empty() {
		p.raw(`<svg aria-hidden="true" viewBox="`, number(b.MinX), " ", number(b.MinY), " ", number(b.Width()), " ", number(b.Height()), `" class="w`, strconv.Itoa(widthClass(b.Width())), `">`)
		shapes.Render((*painter)(p))
		p.raw("</svg> ")
	}
	for _, part := range d.Parts {
		p.spans(part.Spans)
	}
}

func source(e figure.Encoded) string {
	kind := "jpeg"
	if e.Format != "jpg" {
		kind = e.Format
	}
	return "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(e.Data)
}

// store writes the pictures of all figures: one that stands in several is in the
// file once.
func (p *page) store() {
	p.raw(`<svg class="store" width="0" height="0" aria-hidden="true"><defs>`, "\n")
	for i, e := range p.pictures {
		p.raw(`<image id="p`, strconv.Itoa(i), `" width="`, strconv.Itoa(e.Size.Width), `" height="`, strconv.Itoa(e.Size.Height), `" preserveAspectRatio="none" href="`, source(e), `"/>`, "\n")
	}
	p.raw("</defs></svg>\n")
}

// painter draws the items of a figure as elements of SVG; the space of a drawing
// is that of its viewBox.
type painter page

func (s *painter) raw(parts ...string) { (*page)(s).raw(parts...) }

// Shape implements figure.Renderer.
func (s *painter) Shape(shape figure.Shape) {
	if len(shape.Paths) == 0 || shape.Fill == nil && shape.Stroke == nil {
		return
	}
	s.raw(`<path d="`)
	for _, path := range shape.Paths {
		s.path(path)
	}
	s.raw(`"`)
	fill := "none"
	if shape.Fill != nil {
		fill = colour(*shape.Fill)
	}
	s.raw(` fill="`, fill, `" fill-rule="nonzero"`)
	if shape.Stroke != nil {
		s.raw(` stroke="`, colour(*shape.Stroke), `" stroke-width="`, number(shape.Line), `"`)
		if len(shape.Dash) > 0 {
			var all []string
			for _, v := range shape.Dash {
				all = append(all, number(v))
			}
			s.raw(` stroke-dasharray="`, strings.Join(all, " "), `"`)
		}
	}
	if shape.Alpha > 0 && shape.Alpha < 1 {
		s.raw(` opacity="`, number(shape.Alpha), `"`)
	}
	s.raw("/>")
}

func (s *painter) path(path figure.Path) {
	points := path.Points
	for i := 0; i < len(points); i++ {
		at := points[i]
		switch {
		case i == 0:
			s.raw("M", pair(at))
		case i < len(path.Curved) && path.Curved[i] && i+2 < len(points):
			s.raw("C", pair(at), " ", pair(points[i+1]), " ", pair(points[i+2]))
			i += 2
		default:
			s.raw("L", pair(at))
		}
	}
	if path.Closed {
		s.raw("Z")
	}
}

// Text implements figure.Renderer: in a face of the reader's machine, set to the
// width that was measured. What is drawn as outlines stands there unpainted.
func (s *painter) Text(t figure.Text) {
	if strings.TrimSpace(t.String) == "" {
		return
	}
	paint := ` fill="` + colour(t.Colour) + `"`
	if t.Hidden {
		paint, t.String = ` fill="none"`, inOrder(t.String)
	}
	stretch := ""
	if t.Width > 0 && len(t.String) > 1 {
		stretch = ` textLength="` + number(t.Width) + `" lengthAdjust="spacingAndGlyphs"`
	}
	s.raw(`<text x="`, number(t.X), `" y="`, number(t.Y), `" font-size="`, number(t.Pt*figure.MillimetresPerPoint), `" class="`, faceClass(t.Face), `"`, paint, stretch, `>`, escape(t.String), "</text>")
}

// inOrder turns a word of a script from right to left, which lies under its
// outlines as it is seen, into the order in which it is read.
func inOrder(s string) string {
	letters := []rune(s)
	if slices.ContainsFunc(letters, func(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) }) {
		slices.Reverse(letters)
	}
	return string(letters)
}

func faceClass(f figure.Face) string {
	switch f {
	case figure.Serif, figure.SerifItalic:
		return "serif"
	case figure.SerifSemiBold:
		return "serif bold"
	case figure.SansSemiBold:
		return "sans bold"
	case figure.Mono:
		return "mono"
	}
	return "sans"
}

// Picture implements figure.Renderer.
func (s *painter) Picture(pic figure.Picture) {
	if pic.Encoded.Size.Empty() {
		return
	}
	key := pic.Encoded.SHA256()
	n, ok := s.stored[key]
	if !ok {
		n = len(s.pictures)
		s.stored[key], s.pictures = n, append(s.pictures, pic.Encoded)
	}
	b, size := pic.Box, pic.Encoded.Size
	s.raw(`<use href="#p`, strconv.Itoa(n), `" aria-hidden="true" transform="translate(`, number(b.MinX), " ", number(b.MinY), ") scale(",
		strconv.FormatFloat(b.Width()/float64(size.Width), 'g', 7, 64), " ", strconv.FormatFloat(b.Height()/float64(size.Height), 'g', 7, 64), `)"/>`)
}

// Link implements figure.Renderer: what stands in a figure leads nowhere.
func (s *painter) Link(figure.Link) {}

func colour(c figure.Colour) string {
	const digits = "0123456789abcdef"
	out := []byte{'#'}
	for _, v := range []uint8{c.R, c.G, c.B} {
		out = append(out, digits[v>>4], digits[v&15])
	}
	return string(out)
}

func pair(p geom.Point) string { return number(p.X) + " " + number(p.Y) }

// number writes millimetres to a hundredth of a dot of print.
func number(v float64) string {
	text := strconv.FormatFloat(v, 'f', 3, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if slices.Contains([]string{"-0", ""}, text) {
		return "0"
	}
	return text
}
