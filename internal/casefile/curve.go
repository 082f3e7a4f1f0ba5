package casefile

import (
	"math"
	"time"
)

// Strength is how strongly a claim shows at one time of a video.
type Strength struct {
	Time  time.Duration // from the file's first time stamp
	Score float64       // 0 to 1, in steps of 1/10,000: the mean agreement of the claim's texture; 0 where keypoints showed nothing
}

// MostCurve is how many points of a curve a case keeps.
const MostCurve = 400

const scoreSteps = 10_000

// CurveOf returns a curve as a case keeps it: of as many stretches the strongest
// point each, in the order of time, and scores in steps that JSON has few digits for.
func CurveOf(all []Strength) []Strength {
	if len(all) == 0 {
		return nil
	}
	n := min(MostCurve, len(all))
	out := make([]Strength, 0, n)
	for i := range n {
		best := all[i*len(all)/n]
		for _, p := range all[i*len(all)/n : (i+1)*len(all)/n] {
			if p.Score > best.Score {
				best = p
			}
		}
		best.Score = math.Round(min(max(best.Score, 0), 1)*scoreSteps) / scoreSteps
		out = append(out, best)
	}
	return out
}
