// Package align owns the placing of a candidate on the claimed picture: the
// Alignment with its transformation, its verdict and the figures that support
// it. It promises that the same two pictures give the same Alignment on any
// number of cores, and that not aligning is a finding, never an error.
package align

import "github.com/motbilde/motbilde/internal/geom"

// Version names the method and its parameters in reports, in JSON and in cache
// keys. It changes whenever the same two pictures could give another result.
const Version = "align/4"

// Verdict is the one type that badge, exit status and JSON map from.
type Verdict int

// The verdicts, in the words of the command-line contract.
const (
	// VerdictUnset is no verdict yet.
	VerdictUnset Verdict = iota
	// Identical: the same upright decoded pixels, with enough detail to mean something.
	Identical
	// Match: the content agrees, all over the overlap.
	Match
	// Partial: agreement only in a part (a logo, a caption, a frame, a pasted piece); the rest gives no support.
	Partial
	// Uncertain: some support, or too little detail to judge; a person must look.
	Uncertain
	// NoMatch: no match found by this method; no statement that the pictures differ in origin.
	NoMatch
	// Unreadable: the candidate could not be compared at all.
	Unreadable
)

var verdictWords = [...]string{"", "identical", "match", "partial", "uncertain", "no-match", "error"}

// String returns the stable word of the command-line contract.
func (v Verdict) String() string {
	if v < 0 || int(v) >= len(verdictWords) {
		return ""
	}
	return verdictWords[v]
}

// Accepted reports whether the verdict counts as found (exit status 0).
func (v Verdict) Accepted() bool { return v == Identical || v == Match }

// Note is a stable word that qualifies a verdict.
type Note string

// The notes of the command-line contract.
const (
	// TooLittleDetail: flat, tiny or textless pictures, on which nothing can be told.
	TooLittleDetail Note = "too-little-detail"
	// OtherMomentPossible: the view agrees, but content differs that neither overlay nor noise explains.
	OtherMomentPossible Note = "other-moment-possible"
	// CoveredPart: only a part of a file could be read.
	CoveredPart Note = "covered-part"
)

// Status says what kind of placement an Alignment holds.
type Status int

// The kinds of placement.
const (
	// NoOverlap: no placement was found; CandidateFromClaimed is not valid.
	NoOverlap Status = iota
	// Aligned: placed, and refined or supported all over.
	Aligned
	// Approximate: placed, but support is weak or partial.
	Approximate
	// ByHand: placed by a person's control points; it has no strength figure.
	ByHand
)

// Model is the family of the transformation.
type Model int

// The families, by degrees of freedom. No elastic warp: it can make anything match.
const (
	// ModelUnset is no model.
	ModelUnset Model = iota
	// Similarity: shift, turn and one scale, 4 degrees of freedom.
	Similarity
	// Affine: 6 degrees of freedom.
	Affine
	// Homography: 8 degrees of freedom.
	Homography
)

var modelWords = [...]string{"", "similarity", "affine", "homography"}

// String returns the stable word of the command-line contract.
func (m Model) String() string {
	if m < 0 || int(m) >= len(modelWords) {
		return ""
	}
	return modelWords[m]
}

// DegreesOfFreedom returns 4, 6 or 8; 0 for ModelUnset.
func (m Model) DegreesOfFreedom() int {
	if m == ModelUnset {
		return 0
	}
	return 2 + 2*int(m)
}

// Inlier is one pair of keypoints that agrees with the transformation.
type Inlier struct {
	Claimed, Candidate geom.Point // each in the full-resolution pixels of its picture
	ResidualPx         float64    // distance between the carried claimed point and the candidate point, candidate pixels
}

// Cell is one square of the claim that was looked at away from the inliers.
type Cell struct {
	Box  geom.Rect // claim pixels
	ZNCC float64   // zero-mean normalised cross-correlation of the high-passed pictures, −1 to 1 (sign turned where tone is inverted)
}

// Agrees reports whether the pictures agree in the cell.
func (c Cell) Agrees() bool { return c.ZNCC > agreeing }

// Alignment places a candidate on the claimed picture and says how well that is supported.
type Alignment struct {
	Verdict Verdict
	Notes   []Note
	Status  Status
	Model   Model

	// CandidateFromClaimed carries claim pixels to candidate pixels, both
	// upright and in full resolution; valid unless Status is NoOverlap.
	CandidateFromClaimed geom.Map
	Mirrored             bool
	ToneInverted         bool

	Matches int      // tentative one-to-one matches of the winning variant
	Inliers []Inlier // those that the number of false alarms counts; guided ones are not in it

	ResidualPx    float64 // root mean square over the inliers, candidate pixels
	CornerErrorPx float64 // 95 % worst-corner error, candidate pixels; 0 means not estimated
	HasNFA        bool    // false where nothing was estimated
	Log10NFA      float64 // of this pair, without the number of candidates compared

	ClaimCovered     float64 // share of the claim's area that lies within the candidate, 0 to 1
	CandidateCovered float64 // share of the candidate's area that the claim shows, 0 to 1

	Support       []Cell  // cells away from the inliers, agreeing or not
	SupportAgrees float64 // share of Support that agrees, 0 to 1

	// Moved is what the claim and the candidate show differently although the
	// view agrees, graphics on either of them left out; the clearest first. It
	// is looked for in a Match alone, and goes with OtherMomentPossible.
	Moved []Region
}

// Has reports whether the alignment carries the note.
func (a Alignment) Has(n Note) bool {
	for _, m := range a.Notes {
		if m == n {
			return true
		}
	}
	return false
}

// Placed reports whether CandidateFromClaimed may be used to show one picture over the other.
func (a Alignment) Placed() bool { return a.Status != NoOverlap }
