package casefile

import (
	"time"

	"github.com/motbilde/motbilde/internal/align"
)

// Comparison is one candidate held against the claim, with what was measured.
type Comparison struct {
	Claimed, Candidate ID
	Method             string // of the alignment, with its version, as "align/2"; empty where nothing was aligned
	Alignment          align.Alignment
	AlignTime          time.Duration // decoding and alignment
	Elapsed            time.Duration // all of the candidate's work
}
