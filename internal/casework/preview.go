package casework

import (
	"bytes"
	"context"
	"image"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/exhibit"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/report"
)

// Printed is a report as it would leave now. It is built by PagesOf
// and never changes.
type Printed struct {
	PDF, HTML int64 // bytes of the files, without originals
	pages     []figure.Drawing
}

// PagesOf composes the report of a case as WriteReport would, and writes nothing:
// of what is printed later only the time, and with it the digest in the running
// head, is another. The errors are those of the edition and of report.Write.
func PagesOf(ctx context.Context, l *lab.Lab, d archive.Document, ask Ask) (*Printed, error) {
	now := time.Now().UTC()
	out, _, err := ask.edited(d, now)
	if err != nil {
		return nil, err
	}
	in, err := ask.report(out, now).input(ctx, l)
	if err != nil {
		return nil, err
	}
	p, err := report.PreviewOf(ctx, in)
	if err != nil {
		return nil, err
	}
	return &Printed{PDF: p.PDF, HTML: p.HTML, pages: p.Pages}, nil
}

// Exhibit is what an exhibit would show.
type Exhibit struct {
	Claim, Found string // as its pictures are called
	Details      int    // pairs of enlargements
	Bytes        int64  // of the file
	Covered      bool   // its pictures show only when a reader asks for them
	Name         string // that is proposed for its file, without an ending
}

// ExhibitOf makes the exhibit that WriteExhibit would write, on the claim that is
// asked about, and says what it shows. The errors are those of the edition and of
// report.BriefOf.
func ExhibitOf(ctx context.Context, l *lab.Lab, d archive.Document, ask Ask) (Exhibit, error) {
	now := time.Now().UTC()
	out, name, err := ask.edited(d, now)
	if err != nil {
		return Exhibit{}, err
	}
	if _, named := out.Case.Find(ask.About); !named {
		ask.About = ""
	}
	name = ofClaim(out.Case, ask.About, name)
	in, err := ask.exhibit(ctx, l, ask.report(out, now), covers(d.Case), name+".html", exhibit.Issued{})
	if err != nil {
		return Exhibit{}, err
	}
	var text bytes.Buffer
	if err := exhibit.Write(ctx, &text, in); err != nil {
		return Exhibit{}, err
	}
	b := in.Brief
	return Exhibit{Claim: b.Claim.Label, Found: b.Found.Label, Details: len(b.Details), Bytes: int64(text.Len()), Covered: in.Covered, Name: name}, nil
}

// report is a document that was edited as a report takes it.
func (a Ask) report(d archive.Document, made time.Time) Report {
	return Report{
		Case: d.Case, Comparisons: d.Comparisons, Log: d.Log, Edition: string(a.Edition), Language: a.Language,
		Paper: a.Paper, Fineness: a.Fineness, Replaces: a.Replaces,
		Made:    made, // so that all that is written together is of one manifest
		Explain: func(err error) string { return a.Explain(a.Language, err) },
	}
}

// Count returns how many pages there are.
func (p *Printed) Count() int { return len(p.pages) }

// Shape returns the height of a page over its width.
func (p *Printed) Shape() float64 { return p.pages[0].Height / p.pages[0].Width }

// Draw paints a page, counted from 0, on white paper, so many pixels wide. The
// errors are those of raster.Paint.
func (p *Printed) Draw(i, width int) (image.Image, error) {
	page := p.pages[i]
	paper := figure.Filled(geom.Rect{MaxX: page.Width, MaxY: page.Height}, figure.White)
	page.Items = slices.Insert(slices.Clone(page.Items), 0, figure.Item(paper))
	return raster.Paint(page, float64(width)/page.Width)
}
