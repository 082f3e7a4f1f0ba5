package casework

import (
	"errors"
	"io"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/claimreview"
)

// ErrNothingConcluded is returned where no finding of a person is there to be reviewed.
var ErrNothingConcluded = errors.New("nobody has concluded anything")

// WriteClaimReview writes what persons concluded as ClaimReview and MediaReview,
// whole or not at all, and returns what readers of that form need and nobody
// said. The errors are ErrNothingConcluded, a *claimreview.RatingError and the system's.
func (o *Outgoing) WriteClaimReview(path string) ([]claimreview.Gap, error) {
	o.ask.Tell(Step{Part: Reviewing})
	in := claimreview.Input{Case: o.Document.Case, Language: o.ask.Language, Address: o.ask.Address, Found: map[casefile.ID]casefile.ID{}}
	for _, c := range Shown(o.Document.Case, o.Document.Comparisons) { // best first
		_, known := in.Found[c.Claimed]
		if !known && (c.Alignment.Verdict.Accepted() || c.Alignment.Status == align.ByHand) {
			in.Found[c.Claimed] = c.Candidate
		}
	}
	text, gaps, err := claimreview.Of(in)
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
