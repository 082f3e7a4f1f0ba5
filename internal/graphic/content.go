package graphic

import (
	"context"

	"github.com/motbilde/motbilde/internal/report"
)

// ContentOf returns what a case gives for graphics, as its report would say it.
// The errors are those of report.BriefOf.
func ContentOf(ctx context.Context, in report.Input) (Content, error) {
	b, err := report.BriefOf(ctx, in)
	if err != nil {
		return Content{}, err
	}
	return Content{Brief: b}, nil
}
