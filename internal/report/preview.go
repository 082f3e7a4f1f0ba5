package report

import (
	"context"
	"fmt"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/report/pdf"
)

// Preview is a report that is looked at before it is written.
type Preview struct {
	Pages     []figure.Drawing // as they are printed, in millimetres
	PDF, HTML int64            // bytes of the files, without originals
}

// PreviewOf composes the report as Write does, and weighs it. Originals are left
// out. The errors are those of Write.
func PreviewOf(ctx context.Context, in Input) (Preview, error) {
	in.Original = nil
	document, err := compose(ctx, in)
	if err != nil {
		return Preview{}, fmt.Errorf("composing the report: %w", err)
	}
	var paper, page weight
	if err := pdf.Write(&paper, document); err != nil {
		return Preview{}, err
	}
	if err := writeStory(&page, in, document); err != nil {
		return Preview{}, err
	}
	return Preview{Pages: document.Pages, PDF: int64(paper), HTML: int64(page)}, nil
}

// weight counts the bytes that are written to it.
type weight int64

// Write implements io.Writer.
func (w *weight) Write(data []byte) (int, error) {
	*w += weight(len(data))
	return len(data), nil
}
