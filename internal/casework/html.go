package casework

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/report"
)

// composed is a report without originals in the private folder, as PDF and as
// HTML: composing takes long, and report, page and package are of one.
type composed struct {
	paper, page string // their paths
	issue       casefile.Issue
}

// print composes the report where that wasn't done yet.
func (o *Outgoing) print(ctx context.Context, part Part) (composed, error) {
	if o.composed != nil {
		return *o.composed, nil
	}
	o.ask.Tell(Step{Part: part})
	p := composed{paper: filepath.Join(o.folder, packedReport), page: filepath.Join(o.folder, packedPage)}
	var err error
	if p.issue, err = o.asReport(false).writeBoth(ctx, o.lab, p.paper, p.page); err != nil {
		return p, err
	}
	o.composed = &p
	return p, nil
}

// WriteReport writes the report as PDF, whole or not at all, and returns what
// the case keeps of it.
func (o *Outgoing) WriteReport(ctx context.Context, path string) (issue casefile.Issue, err error) {
	if o.ask.Originals {
		o.ask.Tell(Step{Part: Printing})
		issue, err = o.asReport(true).Write(ctx, o.lab, path)
	} else {
		var p composed
		if p, err = o.print(ctx, Printing); err == nil {
			issue, err = p.issue, copied(p.paper, path)
		}
	}
	if err == nil {
		o.issued, o.report = issue, filepath.Base(path)
	}
	return issue, err
}

// WriteHTML writes the report as one HTML file, whole or not at all: the content
// of the PDF that WriteReport writes, and of the same manifest. The errors are
// those of WriteReport.
func (o *Outgoing) WriteHTML(ctx context.Context, path string) error {
	if o.ask.Originals { // its manifest names them
		o.ask.Tell(Step{Part: Paging})
		in, err := o.asReport(true).input(ctx, o.lab)
		if err != nil {
			return err
		}
		return WriteFile(path, func(w io.Writer) error {
			_, err := report.WriteHTML(ctx, w, in)
			return err
		})
	}
	p, err := o.print(ctx, Paging)
	if err != nil {
		return err
	}
	return copied(p.page, path)
}

// copied writes a file from another one.
func copied(from, to string) error {
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close() // it was only read
	return WriteFile(to, func(w io.Writer) error {
		_, err := io.Copy(w, file)
		return err
	})
}
