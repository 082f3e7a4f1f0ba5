// Package pdf owns the printing of drawings as pages of a PDF file. Its main
// type is Document; File is one that is read back. It promises that the same
// document gives the same bytes, that its text can be searched and copied, and
// that a change of any byte of a file is noticed.
package pdf

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/jung-kurt/gofpdf"

	"github.com/motbilde/motbilde/internal/figure"
)

// Document is what a file holds.
type Document struct {
	Title, Subject string
	Producer       string    // the program with its version
	Made           time.Time // stands in the file as its date
	Pages          []figure.Drawing
	Bookmarks      []Bookmark
	Anchors        map[string]Place // where links within the document lead
	Attachments    []Attachment
}

// Place is a page, counted from 0, and a height on it in millimetres.
type Place struct {
	Page int
	Y    float64
}

// Bookmark is an entry of the outline beside the pages.
type Bookmark struct {
	Title string
	Place Place
	Level int // 0, or 1 below the last of 0
}

// Write prints the document. All its pages have the size of the first.
func Write(w io.Writer, d Document) error {
	if len(d.Pages) == 0 {
		return fmt.Errorf("writing a PDF: it has no pages")
	}
	first := d.Pages[0]
	f := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "mm", Size: gofpdf.SizeType{Wd: first.Width, Ht: first.Height},
	})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCompression(true)
	f.SetCatalogSort(true) // else fonts and pictures come in the order of a map
	f.SetCreationDate(d.Made.UTC())
	f.SetModificationDate(d.Made.UTC())
	f.SetTitle(plane(d.Title), true)
	f.SetSubject(plane(d.Subject), true)
	f.SetCreator(plane(d.Producer), true)
	f.SetProducer(plane(d.Producer), true)
	f.SetDisplayMode("fullpage", "single")

	p := &printer{f: f, links: map[string]int{}, fonts: map[figure.Face]bool{}, anchors: d.Anchors}
	for i := range d.Pages {
		f.AddPage()
		p.font(figure.Serif, 10) // bookmarks are written in the current font's encoding
		for _, b := range d.Bookmarks {
			if b.Place.Page == i {
				f.Bookmark(plane(b.Title), b.Level, b.Place.Y)
			}
		}
		d.Pages[i].Render(p)
	}
	if err := f.Error(); err != nil {
		return fmt.Errorf("composing a PDF of %d pages: %w", len(d.Pages), err)
	}
	var body bytes.Buffer
	if err := f.Output(&body); err != nil {
		return fmt.Errorf("writing a PDF of %d pages: %w", len(d.Pages), err)
	}
	if err := finish(w, body.Bytes(), d.Attachments); err != nil {
		return fmt.Errorf("writing a PDF of %d pages: %w", len(d.Pages), err)
	}
	return nil
}

// plane drops characters beyond the basic plane, which gofpdf can't write.
func plane(s string) string {
	out := []rune(figure.Clean(s))
	for i, r := range out {
		if r > 0xFFFF {
			out[i] = '\uFFFD'
		}
	}
	return string(out)
}

// printer hands drawings to gofpdf.
type printer struct {
	f       *gofpdf.Fpdf
	fonts   map[figure.Face]bool
	links   map[string]int
	anchors map[string]Place

	pictures int // stored so far
}

// font makes a face current; it is read and embedded when it is first needed.
func (p *printer) font(face figure.Face, pt float64) {
	if !p.fonts[face] {
		p.f.AddUTF8FontFromBytes(face.Name(), "", face.Outlines())
		p.fonts[face] = true
	}
	p.f.SetFont(face.Name(), "", pt)
}

// Text implements figure.Renderer.
func (p *printer) Text(t figure.Text) {
	if t.String == "" {
		return
	}
	p.font(t.Face, t.Pt)
	p.f.SetTextColor(int(t.Colour.R), int(t.Colour.G), int(t.Colour.B))
	if t.Hidden {
		p.f.SetTextRenderingMode(3) // neither filled nor stroked
		defer p.f.SetTextRenderingMode(0)
	}
	p.f.Text(t.X, t.Y, plane(t.String))
}

// Shape implements figure.Renderer.
func (p *printer) Shape(s figure.Shape) {
	style := ""
	if s.Fill != nil {
		style = "f"
		p.f.SetFillColor(int(s.Fill.R), int(s.Fill.G), int(s.Fill.B))
	}
	if s.Stroke != nil {
		style += "D"
		p.f.SetDrawColor(int(s.Stroke.R), int(s.Stroke.G), int(s.Stroke.B))
		p.f.SetLineWidth(s.Line)
		p.f.SetLineJoinStyle("miter")
	}
	if style == "" || len(s.Paths) == 0 {
		return
	}
	if len(s.Dash) > 0 {
		p.f.SetDashPattern(s.Dash, 0)
		defer p.f.SetDashPattern(nil, 0)
	}
	if s.Alpha > 0 && s.Alpha < 1 {
		p.f.SetAlpha(s.Alpha, "Normal")
		defer p.f.SetAlpha(1, "Normal")
	}
	for _, path := range s.Paths {
		p.path(path)
	}
	p.f.DrawPath(map[string]string{"f": "F", "D": "D", "fD": "DF"}[style])
}

// path adds one path to those that DrawPath paints together, so that the
// counters of letters stay open.
func (p *printer) path(path figure.Path) {
	points := path.Points
	for i := 0; i < len(points); i++ {
		at := points[i]
		switch {
		case i == 0:
			p.f.MoveTo(at.X, at.Y)
		case i < len(path.Curved) && path.Curved[i] && i+2 < len(points):
			p.f.CurveBezierCubicTo(at.X, at.Y, points[i+1].X, points[i+1].Y, points[i+2].X, points[i+2].Y)
			i += 2
		default:
			p.f.LineTo(at.X, at.Y)
		}
	}
	if path.Closed {
		p.f.ClosePath()
	}
}

// pixelQuality is the JPEG quality of pictures that come as pixels.
const pixelQuality = 88

// Picture implements figure.Renderer. A picture that stands in several places
// is stored once.
func (p *printer) Picture(pic figure.Picture) {
	stored, err := pic.Stored(pixelQuality)
	if err != nil {
		p.f.SetErrorf("storing picture %d: %v", p.pictures+1, err)
		return
	}
	name := stored.SHA256()
	options := gofpdf.ImageOptions{ImageType: stored.Format}
	if p.f.GetImageInfo(name) == nil && p.f.Ok() {
		info := p.f.RegisterImageOptionsReader(name, options, bytes.NewReader(stored.Data))
		p.pictures++
		if err := orderBy(info, p.pictures); err != nil {
			p.f.SetErrorf("ordering picture %d: %v", p.pictures, err)
			return
		}
	}
	b := pic.Box
	p.f.ImageOptions(name, b.MinX, b.MinY, b.Width(), b.Height(), false, options, 0, "")
}

// Link implements figure.Renderer. A link to an anchor that nobody set is left out.
func (p *printer) Link(l figure.Link) {
	b := l.Box
	if l.Address != "" {
		p.f.LinkString(b.MinX, b.MinY, b.Width(), b.Height(), plane(l.Address))
		return
	}
	place, ok := p.anchors[l.Anchor]
	if !ok {
		return
	}
	if _, ok := p.links[l.Anchor]; !ok {
		p.links[l.Anchor] = p.f.AddLink()
		p.f.SetLink(p.links[l.Anchor], place.Y, place.Page+1)
	}
	p.f.Link(b.MinX, b.MinY, b.Width(), b.Height(), p.links[l.Anchor])
}
