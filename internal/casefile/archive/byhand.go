package archive

import (
	"bytes"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
)

// handForm is an alignment by hand in the file.
type handForm struct {
	Claimed              casefile.ID `json:"claimed"`
	Candidate            casefile.ID `json:"candidate"`
	Method               string      `json:"method"`
	Model                string      `json:"model"`    // empty: by the number of points
	Mirrored             bool        `json:"mirrored"` // of two points, which can't tell
	Points               [][]figure  `json:"points"`   // claimed x, y; candidate x, y
	Names                []string    `json:"names"`    // of the points, in their order
	Refined              bool        `json:"refined"`
	CandidateFromClaimed []figure    `json:"candidateFromClaimed"`
	CornerErrorPx        figure      `json:"cornerErrorPx"`
	ToneInverted         bool        `json:"toneInverted"`
}

// handForms writes the alignments by hand. Where there is none, nothing is
// written, unless the file that was read had the field: it was emptied then, and
// is not kept as one of another version.
func handForms(d Document) *list[handForm] {
	if len(d.Case.ByHand) == 0 && !bytes.Contains(d.before, []byte(`"byHand"`)) {
		return nil
	}
	out := list[handForm]{}
	for _, h := range d.Case.ByHand {
		f := handForm{
			Claimed: h.Claimed, Candidate: h.Candidate, Method: h.Method, Model: h.Points.Model.String(), Mirrored: h.Points.Mirrored,
			Points: [][]figure{}, Names: []string{}, Refined: h.Refined, CornerErrorPx: figure(h.CornerErrorPx), ToneInverted: h.ToneInverted,
		}
		for _, p := range h.Points.Pairs {
			f.Points = append(f.Points, []figure{figure(p.Claimed.X), figure(p.Claimed.Y), figure(p.Candidate.X), figure(p.Candidate.Y)})
			f.Names = append(f.Names, p.Name)
		}
		for _, v := range h.CandidateFromClaimed {
			f.CandidateFromClaimed = append(f.CandidateFromClaimed, figure(v))
		}
		out = append(out, f)
	}
	return &out
}

// readByHand reads them into the case. One of what is not there, two of a pair,
// too few points or too many, a place that is none or a matrix that can't be
// inverted is an error.
func (d *Document) readByHand(forms list[handForm]) error {
	for i, f := range forms {
		wrong := func(format string, values ...any) error {
			return malformed("alignment by hand %d: "+format, append([]any{i + 1}, values...)...)
		}
		model, known := named(f.Model, align.Homography)
		if !known {
			return wrong("the model %q", f.Model)
		}
		for _, id := range []casefile.ID{f.Claimed, f.Candidate} {
			if _, there := d.Case.Find(id); !there {
				return wrong("no evidence %q", id)
			}
		}
		if _, twice := d.Case.AlignedByHand(f.Claimed, f.Candidate); twice || f.Claimed == f.Candidate {
			return wrong("the pair %q and %q", f.Claimed, f.Candidate)
		}
		h := casefile.HandAlignment{
			Claimed: f.Claimed, Candidate: f.Candidate, Method: f.Method, Refined: f.Refined,
			CornerErrorPx: float64(f.CornerErrorPx), ToneInverted: f.ToneInverted, Points: byhand.Points{Model: model, Mirrored: f.Mirrored},
		}
		if !wide(f.Points, 4) || len(f.Names) != len(f.Points) || len(f.CandidateFromClaimed) != len(h.CandidateFromClaimed) {
			return wrong("a matrix or a point with too few or too many numbers, or a name without a point")
		}
		for j, v := range f.Points {
			if slices.ContainsFunc(v, func(n figure) bool { return !within(n, -casefile.FarthestPx, casefile.FarthestPx) }) {
				return wrong("point %d lies nowhere", j+1)
			}
			h.Points.Pairs = append(h.Points.Pairs, byhand.Point{Claimed: point(v[0], v[1]), Candidate: point(v[2], v[3]), Name: f.Names[j]})
		}
		if n, need := len(h.Points.Pairs), byhand.Need(h.Points.ModelFor()); need == 0 || n < need || n > byhand.Most {
			return wrong("%d points", n)
		}
		for j, v := range f.CandidateFromClaimed {
			h.CandidateFromClaimed[j] = float64(v)
		}
		if !h.CandidateFromClaimed.Valid() {
			return wrong("a matrix that can't be inverted")
		}
		d.Case.ByHand = append(d.Case.ByHand, h)
	}
	return nil
}
