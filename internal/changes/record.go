package changes

import "github.com/motbilde/motbilde/internal/compare"

// Record is a region as other programs read it: an entry of `changes` in the
// command line's JSON and in the report's manifest.
type Record struct {
	X        int     `json:"x"` // claim pixels
	Y        int     `json:"y"`
	Width    int     `json:"width"`
	Height   int     `json:"height"`
	Area     float64 `json:"area"`             // share of the claim
	Strength float64 `json:"strength"`         // mean z
	Log10NFA float64 `json:"log10Nfa"`         // of this region
	DeltaL   float64 `json:"deltaL"`           // CIE L* of the claim less that of the candidate after tone
	DeltaE   float64 `json:"deltaE,omitempty"` // CIEDE2000, where both pictures have colour
	Side     string  `json:"side"`             // "claimed", "candidate" or "differs"
}

// Records returns the regions in their order; empty and not nil for none.
func Records(regions []compare.Region) []Record {
	records := make([]Record, len(regions))
	for i, r := range regions {
		records[i] = Record{
			X: r.Box.Min.X, Y: r.Box.Min.Y, Width: r.Box.Dx(), Height: r.Box.Dy(),
			Area: r.Share, Strength: r.Strength, Log10NFA: r.Log10NFA, DeltaL: r.DeltaL, DeltaE: r.DeltaE, Side: r.Side.String(),
		}
	}
	return records
}
