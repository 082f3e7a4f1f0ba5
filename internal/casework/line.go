package casework

import (
	"encoding/json"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/changes"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// Schema names the form of a Line. Other programs read it: fields are added,
// never changed or taken away, under the same name.
const Schema = "motbilde.compare/1"

// Line is the contract's JSON object for one candidate: what `compare --json`
// prints and what the window appends to its trace.
type Line struct {
	Schema    string         `json:"schema"`
	Claim     string         `json:"claim"`
	Candidate string         `json:"candidate"`
	Verdict   string         `json:"verdict"`
	Notes     []align.Note   `json:"notes"`
	Log10NFA  *float64       `json:"log10Nfa,omitempty"` // absent where nothing was estimated, and for a partial match
	Alignment *LineAlignment `json:"alignment,omitempty"`
	// What the files state, where a reduced copy was worked on: matrix and figures
	// are in pixels of the copies. Absent where not.
	ClaimStored     *LineSize `json:"claimStored,omitempty"`
	CandidateStored *LineSize `json:"candidateStored,omitempty"`
	// The parts of the named files that were compared, where not all of them:
	// matrix, changes and figures are in pixels of the parts. Absent where all was.
	ClaimPart     *LinePart         `json:"claimPart,omitempty"`
	CandidatePart *LinePart         `json:"candidatePart,omitempty"`
	Changes       *[]changes.Record `json:"changes,omitempty"` // absent where they were not measured
	Frame         *LineFrame        `json:"frame,omitempty"`   // of a video in which a frame was found
	ByHand        *LineByHand       `json:"byHand,omitempty"`  // an alignment that a person made; no verdict, no strength. Absent where there is none
	AlignMs       float64           `json:"alignMs"`
	ElapsedMs     float64           `json:"elapsedMs"`
	Error         string            `json:"error"`
}

// LineAlignment is the placement within a Line; absent where none was found.
type LineAlignment struct {
	Model            string   `json:"model"`
	Matrix           geom.Map `json:"matrix"` // claim pixel to candidate pixel, row-major, last element 1
	Mirrored         bool     `json:"mirrored"`
	ToneInverted     bool     `json:"toneInverted"`
	Inliers          int      `json:"inliers"`
	ResidualPx       float64  `json:"residualPx"`
	CornerErrorPx    float64  `json:"cornerErrorPx"`
	ClaimCovered     float64  `json:"claimCovered"`
	CandidateCovered float64  `json:"candidateCovered"`
}

// LineByHand is an alignment by hand within a Line.
type LineByHand struct {
	Model      string      `json:"model"`
	Matrix     geom.Map    `json:"matrix"` // claim pixel to candidate pixel, row-major, last element 1
	Mirrored   bool        `json:"mirrored"`
	Refined    bool        `json:"refined"` // the pictures moved it from where the points lay it
	Points     []LinePoint `json:"points"`
	ResidualPx float64     `json:"residualPx"` // root mean square over the points, candidate pixels; nought by construction where exact
	Exact      bool        `json:"exact"`
}

// LinePoint is a pair of control points within a Line.
type LinePoint struct {
	Claimed    [2]float64 `json:"claimed"`
	Candidate  [2]float64 `json:"candidate"`
	ResidualPx float64    `json:"residualPx"`
}

func lineByHand(h casefile.HandAlignment) *LineByHand {
	p := h.Placement()
	out := &LineByHand{Model: p.Model.String(), Matrix: h.CandidateFromClaimed.Normalised(), Refined: h.Refined, ResidualPx: p.ResidualPx, Exact: p.Exact}
	for i, q := range h.Points.Pairs {
		out.Mirrored = out.Mirrored || h.CandidateFromClaimed.Mirrored(q.Claimed)
		out.Points = append(out.Points, LinePoint{[2]float64{q.Claimed.X, q.Claimed.Y}, [2]float64{q.Candidate.X, q.Candidate.Y}, p.Residuals[i]})
	}
	return out
}

// LineSize is a picture's size within a Line.
type LineSize struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// LinePart is a rectangle of a file's upright picture within a Line, in its pixels.
type LinePart struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// linePart returns where an item lies on its parent; nil for a whole file.
func linePart(e casefile.Evidence) *LinePart {
	if !e.Derived() || e.Frame != nil {
		return nil
	}
	return &LinePart{int(e.Part.MinX), int(e.Part.MinY), e.Pixels.Width, e.Pixels.Height}
}

// LineFrame is the frame of a video within a Line. The frames from first to
// last can't be told from it by the claim.
type LineFrame struct {
	Index    int        `json:"index"`   // from 0 in the order of presentation
	Seconds  float64    `json:"seconds"` // of presentation, from the file's first time stamp
	Timecode string     `json:"timecode"`
	First    LineMoment `json:"first"`
	Last     LineMoment `json:"last"`
	Codec    string     `json:"codec"`
	Stream   int        `json:"stream"`
	Decoder  string     `json:"decoder"`
	SHA256   string     `json:"sha256"` // of the upright pixels, R G B A by rows
	Tried    int        `json:"tried"`  // frames held against the claim; log10Nfa counts them
	Evened   bool       `json:"evened"` // found on pictures with their contrast made even
}

// LineMoment is a frame by its number and its time.
type LineMoment struct {
	Index   int     `json:"index"`
	Seconds float64 `json:"seconds"`
}

func lineFrame(f *casefile.Frame) *LineFrame {
	return &LineFrame{
		Index: f.Index, Seconds: f.Time.Seconds(), Timecode: f.Timecode,
		First: LineMoment{f.First.Index, f.First.Time.Seconds()}, Last: LineMoment{f.Last.Index, f.Last.Time.Seconds()},
		Codec: f.Codec, Stream: f.Stream, Decoder: f.Decoder, SHA256: f.SHA256, Tried: f.Tried, Evened: f.Evened,
	}
}

// NewLine says what came out for one candidate. A candidate that could not be
// read gives the verdict "error" and its problem as the error's text. Regions
// are those of Changes; nil where they were not measured.
func NewLine(claim, candidate casefile.Evidence, c casefile.Comparison, regions []compare.Region) Line {
	a := c.Program() // what a person aligned stands by itself
	line := Line{
		Schema: Schema, Claim: claim.Path, Candidate: candidate.Path,
		Verdict: a.Verdict.String(), Notes: a.Notes,
		ClaimPart: linePart(claim), CandidatePart: linePart(candidate),
		AlignMs: milliseconds(c.AlignTime), ElapsedMs: milliseconds(c.Elapsed),
	}
	if claim.Reduced() {
		line.ClaimStored = &LineSize{claim.Stored.Width, claim.Stored.Height}
	}
	if candidate.Reduced() {
		line.CandidateStored = &LineSize{candidate.Stored.Width, candidate.Stored.Height}
	}
	if line.Notes == nil {
		line.Notes = []align.Note{}
	}
	if candidate.Problem != nil {
		line.Verdict = align.Unreadable.String()
		line.Error = candidate.Problem.Error()
		return line
	}
	if a.HasNFA && a.Verdict != align.Partial {
		figure := a.Log10NFA
		line.Log10NFA = &figure
	}
	if a.Placed() {
		line.Alignment = &LineAlignment{
			Model: a.Model.String(), Matrix: a.CandidateFromClaimed.Normalised(),
			Mirrored: a.Mirrored, ToneInverted: a.ToneInverted,
			Inliers: len(a.Inliers), ResidualPx: a.ResidualPx, CornerErrorPx: a.CornerErrorPx,
			ClaimCovered: a.ClaimCovered, CandidateCovered: a.CandidateCovered,
		}
	}
	if c.Hand != nil {
		line.ByHand = lineByHand(*c.Hand)
	}
	if c.Frame != nil {
		line.Frame = lineFrame(c.Frame)
	}
	if regions != nil {
		records := changes.Records(regions)
		line.Changes = &records
	}
	return line
}

// Encode returns the line as JSON without a line break. A figure that JSON
// can't hold (an infinite residual) is an error of this program.
func (l Line) Encode() ([]byte, error) { return json.Marshal(l) }

// ErrorLine says that a candidate could not even be read as a file.
func ErrorLine(claim, path string, err error) Line {
	return Line{
		Schema: Schema, Claim: claim, Candidate: path, Verdict: align.Unreadable.String(),
		Notes: []align.Note{}, Error: err.Error(),
	}
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}
