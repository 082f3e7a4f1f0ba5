package graphic

import (
	"context"

	"github.com/motbilde/motbilde/internal/figure/systemface"
	"github.com/motbilde/motbilde/internal/report"
)

// ContentOf returns what a case gives for graphics, as its report would say it;
// letters that no bundled face has are taken from a face of the machine.
// The errors are those of report.BriefOf.
func ContentOf(ctx context.Context, in report.Input) (Content, error) {
	b, err := report.BriefOf(ctx, in)
	if err != nil {
		return Content{}, err
	}
	return Content{Brief: b, Fallback: systemface.Find}, nil
}
