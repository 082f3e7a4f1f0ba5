package casework

import (
	"context"
	"io"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/exhibit"
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
	shown := o.asReport(false)
	shown.About = o.ask.About
	in, err := shown.input(ctx, o.lab)
	if err != nil {
		return err
	}
	brief, err := report.BriefOf(ctx, in)
	if err != nil {
		return err
	}
	o.embed = exhibit.Embed(filepath.Base(path), brief.Title)
	return WriteFile(path, func(w io.Writer) error {
		return exhibit.Write(ctx, w, exhibit.Input{
			Brief: brief, Language: o.ask.Language, Desk: o.ask.Kit.Desk, Covered: o.covers,
			File: filepath.Base(path), Version: Version, Report: issued,
		})
	})
}

// WriteEmbed writes the line by which a page shows the exhibit that was written
// last, as text to be copied.
func (o *Outgoing) WriteEmbed(path string) error {
	return WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, o.embed+"\n")
		return err
	})
}
