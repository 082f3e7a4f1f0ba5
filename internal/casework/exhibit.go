package casework

import (
	"context"
	"io"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/exhibit"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/report"
)

// WriteExhibit writes the pair of the claim as one HTML file, whole or not at
// all. It names the report that was written before it, else the newest of the
// case. The errors are those of report.BriefOf and the system's.
func (o *Outgoing) WriteExhibit(ctx context.Context, path string) error {
	issued := exhibit.Issued{Number: o.issued.Number, Name: o.report, SHA256: o.issued.SHA256}
	if all := o.Document.Case.Issues; o.report == "" && len(all) > 0 {
		issued = exhibit.Issued{Number: all[len(all)-1].Number, SHA256: all[len(all)-1].SHA256}
	}
	return o.writeExhibit(ctx, path, issued)
}

// writeExhibit writes it with the report that a reader can hold it against.
func (o *Outgoing) writeExhibit(ctx context.Context, path string, issued exhibit.Issued) error {
	o.ask.Tell(Step{Part: Showing})
	in, err := o.ask.exhibit(ctx, o.lab, o.asReport(false), o.covers, filepath.Base(path), issued)
	if err != nil {
		return err
	}
	o.embed = exhibit.Embed(filepath.Base(path), in.Brief.Title)
	return WriteFile(path, func(w io.Writer) error { return exhibit.Write(ctx, w, in) })
}

// exhibit returns what an exhibit on the claim that is asked about is made of.
func (a Ask) exhibit(ctx context.Context, l *lab.Lab, r Report, covers bool, file string, issued exhibit.Issued) (exhibit.Input, error) {
	r.About = a.About
	in, err := r.input(ctx, l)
	if err != nil {
		return exhibit.Input{}, err
	}
	brief, err := report.BriefOf(ctx, in)
	if err != nil {
		return exhibit.Input{}, err
	}
	return exhibit.Input{
		Brief: brief, Language: a.Language, Desk: a.Kit.Desk, Covered: covers,
		File: file, Version: Version, Report: issued,
	}, nil
}

// WriteEmbed writes the line by which a page shows the exhibit that was written
// last, as text to be copied.
func (o *Outgoing) WriteEmbed(path string) error {
	return WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, o.embed+"\n")
		return err
	})
}
