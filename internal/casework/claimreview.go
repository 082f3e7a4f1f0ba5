package casework

import (
	"cmp"
	"errors"
	"io"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/claimreview"
)

// ErrNothingConcluded is returned where no finding of a person is there to be reviewed.
var ErrNothingConcluded = errors.New("nobody has concluded anything")

// WriteClaimReview writes what persons concluded as ClaimReview and MediaReview,
// whole or not at all, and returns what readers of that form need and nobody
// said. The errors are ErrNothingConcluded, a *claimreview.RatingError and the system's.
func (o *Outgoing) WriteClaimReview(path string) ([]claimreview.Gap, error) {
	o.ask.Tell(Step{Part: Reviewing})
	text, gaps, err := reviewOf(o.Document, o.ask)
	if err != nil {
		return gaps, err
	}
	if text == nil {
		return gaps, ErrNothingConcluded
	}
	return gaps, WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// Review is a ClaimReview of a case, with what its readers will miss.
type Review struct {
	Text string // as WriteClaimReview writes it; empty where there is none
	Gaps []claimreview.Gap
}

// ReviewOf returns what WriteClaimReview would write; nothing where nobody
// concluded anything. The errors are those of the edition and a *claimreview.RatingError.
func ReviewOf(d archive.Document, ask Ask) (Review, error) {
	out, _, err := ask.edited(d, time.Now().UTC())
	if err != nil {
		return Review{}, err
	}
	text, gaps, err := reviewOf(out, ask)
	return Review{Text: string(text), Gaps: gaps}, err
}

// reviewOf returns what persons concluded in the form of reviews, nothing where
// nobody did.
func reviewOf(d archive.Document, ask Ask) ([]byte, []claimreview.Gap, error) {
	in := claimreview.Input{Case: d.Case, Language: ask.Language, Address: cmp.Or(ask.Address, d.Case.Address), Found: map[casefile.ID]casefile.ID{}}
	for _, c := range Shown(d.Case, d.Comparisons) { // best first
		_, known := in.Found[c.Claimed]
		if !known && (c.Alignment.Verdict.Accepted() || c.Alignment.Status == align.ByHand) {
			in.Found[c.Claimed] = c.Candidate
		}
	}
	return claimreview.Of(in)
}
