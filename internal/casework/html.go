package casework

import (
	"context"
	"io"

	"github.com/motbilde/motbilde/internal/report"
)

// WriteHTML writes the report as one HTML file, whole or not at all: the content
// of the PDF that WriteReport writes, and of the same manifest. The errors are
// those of WriteReport.
func (o *Outgoing) WriteHTML(ctx context.Context, path string) error {
	o.ask.Tell(Step{Part: Paging})
	in, err := o.asReport(o.ask.Originals).input(ctx, o.lab)
	if err != nil {
		return err
	}
	return WriteFile(path, func(w io.Writer) error {
		_, err := report.WriteHTML(ctx, w, in)
		return err
	})
}
