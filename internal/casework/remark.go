package casework

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/detail"
	"github.com/motbilde/motbilde/internal/lab"
)

// What a detail that is carried and measured again may differ by: the alignment
// may lie sameCornersPx elsewhere, and the parabola's top with it.
const (
	sameTwinPx      = 2 * sameCornersPx
	sameAgreement   = 0.01
	sameMeasurement = 0.05 // candidate pixels
)

// otherMarks returns the numbers of the details of a pair that the alignment
// placed and that lie elsewhere now, or whose measurement gives something else.
// A measurement by another version of the method is left as it is.
func otherMarks(ctx context.Context, l *lab.Lab, c casefile.Case, claim, candidate casefile.Evidence, now casefile.Comparison) (other []int, err error) {
	for _, m := range c.MarksOf(claim.ID, candidate.ID) {
		if m.Kind != casefile.DetailMark || m.Twin != casefile.ByAlignment || !now.Alignment.Placed() || m.Frame != nil && (now.Frame == nil || now.Frame.Index != m.Frame.Index) {
			continue
		}
		differs := !(now.Alignment.CandidateFromClaimed.Apply(m.OnClaimed[0]).Distance(m.OnCandidate[0]) <= sameTwinPx)
		if r := m.Measured; r != nil && r.Method == detail.Version && !differs {
			again, err := l.MeasureDetail(ctx, FileOf(claim), FileIn(candidate, now), now.Alignment, m.OnClaimed[0])
			if err != nil {
				return other, err
			}
			differs = !again.Tried || again.Found != r.Found || !(again.At.Distance(r.At) <= sameMeasurement) || !(math.Abs(again.Agreement-r.Agreement) <= sameAgreement)
		}
		if differs {
			other = append(other, c.NumberOf(m.ID))
		}
	}
	return other, nil
}

// Remeasured is a measurement as the case keeps it; nil where nothing was tried.
func Remeasured(m detail.Measured) *casefile.MarkRemeasured {
	if !m.Tried {
		return nil
	}
	return &casefile.MarkRemeasured{Method: detail.Version, Found: m.Found, At: m.At, ResidualPx: m.ResidualPx, Agreement: max(-1, min(1, m.Agreement)), RadiusPx: m.RadiusPx}
}
