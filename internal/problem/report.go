package problem

import (
	"errors"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// ofReport returns what is wrong with a report; ok is false of other errors.
func ofReport(err error) (p Problem, ok bool) {
	key := ""
	var read *pdf.Error
	var large *casework.AttachmentsError
	fields := fixed()
	switch {
	case errors.Is(err, report.ErrNoClaim):
		key = "no-claim"
	case errors.Is(err, report.ErrWithheld):
		key = "withheld"
	case errors.Is(err, report.ErrNoPair):
		key = "no-pair"
	case errors.Is(err, casework.ErrNothingConcluded):
		key = "nothing-concluded"
	case errors.Is(err, report.ErrNewer):
		key = "newer"
	case errors.As(err, &read) && read.Kind == pdf.NotOurs:
		key = "not-ours"
	case errors.As(err, &read) && read.Kind == pdf.TooLarge:
		key = "too-large"
	case errors.As(err, &read):
		key = "damaged"
	case errors.As(err, &large):
		key = "attachments"
		fields = func(l words.Language) []string {
			return []string{"size", l.FileSize(large.Bytes), "limit", l.FileSize(casework.MostAttached)}
		}
	default:
		return p, false
	}
	return Problem{key: "report." + key, next: "report." + key, detail: err.Error(), fields: fields}, true
}
