package casework

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// errWithheld says why there is no picture of an item in a publication.
var errWithheld = errors.New("the item is withheld")

// Report is an evidence report on a case.
type Report struct {
	Case        casefile.Case
	Comparisons []casefile.Comparison // in any order
	Language    words.Language
	// Explain says in a sentence why a file can't be read; nil says only that it can't.
	Explain func(error) string
}

// Write writes the report as PDF, whole or not at all.
func (r Report) Write(ctx context.Context, l *lab.Lab, path string) error {
	in := report.Input{
		Case: r.Case, Comparisons: Rank(r.Comparisons), Language: r.Language, Explain: r.Explain,
		Made: time.Now().UTC(), Version: Version,
		Picture: func(id casefile.ID) (*picture.Pyramid, error) {
			e, ok := r.Case.Find(id)
			if !ok {
				return nil, fmt.Errorf("drawing the report: no evidence %q", id)
			}
			if e.Problem != nil {
				return nil, e.Problem
			}
			if e.SHA256 == "" { // withheld in this edition
				return nil, errWithheld
			}
			return l.Pyramid(ctx, FileOf(e))
		},
		Difference: func(claimed, candidate casefile.Evidence, a align.Alignment) (*compare.Map, error) {
			return l.Difference(ctx, FileOf(claimed), FileOf(candidate), a)
		},
	}
	return WriteFile(path, func(w io.Writer) error { return report.Write(ctx, w, in) })
}
