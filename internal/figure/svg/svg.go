// Package svg owns the writing of drawings as SVG files. Its main function is
// Write. It promises a file that stands alone: no script, no font, nothing that
// is fetched from elsewhere; text is outlines with its words beside them, and
// pictures lie in the file.
package svg

import (
	"bufio"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// pictureQuality is the JPEG quality of pictures that come as pixels: the graphics' own.
const pictureQuality = 86

// Write writes a drawing at a scale of pixels for each of its units (SVG 2, W3C
// 2018; what it uses stands in SVG 1.1 too, but for href without its prefix). The
// errors are those of the writer, and of a drawing without size.
func Write(w io.Writer, d figure.Drawing, pixelsPerUnit float64, about figure.About) error {
	width, height := math.Round(d.Width*pixelsPerUnit), math.Round(d.Height*pixelsPerUnit)
	if !(width >= 1 && height >= 1 && width*height < math.MaxInt32) {
		return fmt.Errorf("writing an SVG of %v × %v at %v pixels a unit: no such size", d.Width, d.Height, pixelsPerUnit)
	}
	buffered := bufio.NewWriter(w)
	p := &printer{w: buffered, scale: pixelsPerUnit, setter: figure.NewTypesetter()}
	p.open(width, height, about)
	d.Render(p)
	p.say("</svg>\n")
	if p.err != nil {
		return fmt.Errorf("writing an SVG of %v × %v pixels: %w", width, height, p.err)
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("writing an SVG of %v × %v pixels: %w", width, height, err)
	}
	return nil
}

// printer implements figure.Renderer; err is the first thing that went wrong.
type printer struct {
	w      *bufio.Writer
	scale  float64
	setter *figure.Typesetter
	err    error
}

func (p *printer) say(parts ...string) {
	for _, part := range parts {
		if _, err := p.w.WriteString(part); err != nil && p.err == nil {
			p.err = err
		}
	}
}

// open writes the root with what a reader who sees nothing is told.
func (p *printer) open(width, height float64, about figure.About) {
	size := number(width) + " " + number(height)
	p.say(`<svg xmlns="http://www.w3.org/2000/svg" width="`, number(width), `" height="`, number(height), `" viewBox="0 0 `, size, `" role="img"`)
	var labels []string
	if about.Title != "" {
		labels = append(labels, "title")
	}
	if about.Description != "" {
		labels = append(labels, "desc")
	}
	if len(labels) > 0 {
		p.say(` aria-labelledby="`, strings.Join(labels, " "), `"`)
	}
	if about.Language != "" {
		p.say(` xml:lang="`, escaped(about.Language), `" lang="`, escaped(about.Language), `"`)
	}
	p.say(">\n")
	if about.Title != "" {
		p.say(`<title id="title">`, escaped(about.Title), "</title>\n")
	}
	if about.Description != "" {
		p.say(`<desc id="desc">`, escaped(about.Description), "</desc>\n")
	}
	if about.Credit != "" {
		p.say(`<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">`,
			`<rdf:Description rdf:about=""><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">`, escaped(about.Credit),
			"</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></metadata>\n")
	}
}

// Link implements figure.Renderer: the file leads nowhere.
func (p *printer) Link(figure.Link) {}

// Text implements figure.Renderer.
func (p *printer) Text(t figure.Text) {
	if words := strings.TrimSpace(figure.Clean(t.String)); words != "" && !t.Hidden {
		p.shape(p.setter.Outline(t), ` aria-label="`+escaped(words)+`"`)
	}
}

// Shape implements figure.Renderer.
func (p *printer) Shape(s figure.Shape) { p.shape(s, "") }

func (p *printer) shape(s figure.Shape, more string) {
	if s.Fill == nil && s.Stroke == nil || len(s.Paths) == 0 {
		return
	}
	p.say("<path", more, ` fill="`, colour(s.Fill), `"`)
	if s.Stroke != nil {
		p.say(` stroke="`, colour(s.Stroke), `" stroke-width="`, p.length(s.Line), `" stroke-miterlimit="10"`)
		for i, d := range s.Dash {
			p.say([]string{` stroke-dasharray="`, " "}[min(i, 1)], p.length(d))
		}
		if len(s.Dash) > 0 {
			p.say(`"`)
		}
	}
	if s.Alpha > 0 && s.Alpha < 1 { // of fill and stroke apart, as in a PDF
		p.say(` fill-opacity="`, number(s.Alpha), `" stroke-opacity="`, number(s.Alpha), `"`)
	}
	p.say(` d="`)
	for _, path := range s.Paths {
		p.path(path)
	}
	p.say("\"/>\n")
}

func (p *printer) path(path figure.Path) {
	points := path.Points
	for i := 0; i < len(points); i++ {
		switch {
		case i == 0:
			p.say("M", p.at(points[0]))
		case i < len(path.Curved) && path.Curved[i] && i+2 < len(points):
			p.say("C", p.at(points[i]), " ", p.at(points[i+1]), " ", p.at(points[i+2]))
			i += 2
		default:
			p.say("L", p.at(points[i]))
		}
	}
	if path.Closed && len(points) > 0 {
		p.say("Z")
	}
}

// Picture implements figure.Renderer.
func (p *printer) Picture(pic figure.Picture) {
	stored, err := pic.Stored(pictureQuality)
	if err != nil && p.err == nil {
		p.err = err
	}
	kind := map[string]string{"jpg": "image/jpeg", "png": "image/png"}[stored.Format]
	if kind == "" {
		if p.err == nil {
			p.err = fmt.Errorf("no such format of a picture: %q", stored.Format)
		}
		return
	}
	b := pic.Box
	p.say(`<image x="`, p.length(b.MinX), `" y="`, p.length(b.MinY), `" width="`, p.length(b.Width()), `" height="`, p.length(b.Height()),
		`" preserveAspectRatio="none" href="data:`, kind, ";base64,", base64.StdEncoding.EncodeToString(stored.Data), "\"/>\n")
}

func (p *printer) at(q geom.Point) string { return p.length(q.X) + " " + p.length(q.Y) }

// length writes a length of the drawing in pixels.
func (p *printer) length(v float64) string {
	v *= p.scale
	if math.IsNaN(v) || math.IsInf(v, 0) {
		if p.err == nil {
			p.err = fmt.Errorf("an item leads to %v", v)
		}
		return "0"
	}
	return number(v)
}

// number writes a value to the hundredth: of a pixel, nobody sees less.
func number(v float64) string {
	s := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

func colour(c *figure.Colour) string {
	if c == nil {
		return "none"
	}
	return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
}

// escaped returns text for an element or an attribute in double quotes; what XML
// can't hold becomes the sign for that.
func escaped(s string) string {
	var out strings.Builder
	if err := xml.EscapeText(&out, []byte(s)); err != nil {
		panic("svg: " + err.Error()) // a strings.Builder takes everything
	}
	return out.String()
}
