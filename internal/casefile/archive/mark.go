package archive

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// markForm is a mark of a pair.
type markForm struct {
	ID            casefile.ID         `json:"id"`
	Claimed       casefile.ID         `json:"claimed"`
	Candidate     casefile.ID         `json:"candidate"`
	Frame         *momentForm         `json:"frame"` // of a video; null of a picture
	Kind          casefile.MarkKind   `json:"kind"`
	Text          string              `json:"text"`
	Note          string              `json:"note"`
	Proposed      bool                `json:"proposed"`
	Set           casefile.Side       `json:"set"`
	OnClaimed     [][]figure          `json:"onClaimed"`   // rows of two: x, y
	OnCandidate   [][]figure          `json:"onCandidate"` // the same
	Twin          casefile.Twin       `json:"twin"`
	UncertaintyPx figure              `json:"uncertaintyPx"`
	Measured      *measuredForm       `json:"measured"`
	Colour        casefile.MarkColour `json:"colour"`
	Width         figure              `json:"width"`
	SidePx        figure              `json:"sidePx"`
	Blur          bool                `json:"blur"`
	Hidden        bool                `json:"hidden"`
}

// measuredForm is what came of looking for a detail again.
type measuredForm struct {
	Method     string   `json:"method"`
	Found      bool     `json:"found"`
	At         []figure `json:"at"` // x, y on the candidate
	ResidualPx figure   `json:"residualPx"`
	Agreement  figure   `json:"agreement"`
	RadiusPx   figure   `json:"radiusPx"`
}

func markFormOf(m casefile.Mark) markForm {
	f := markForm{
		ID: m.ID, Claimed: m.Claimed, Candidate: m.Candidate, Kind: m.Kind, Text: m.Text, Note: m.Note, Proposed: m.Proposed,
		Set: m.Set, OnClaimed: pointsForm(m.OnClaimed), OnCandidate: pointsForm(m.OnCandidate), Twin: m.Twin,
		UncertaintyPx: figure(m.UncertaintyPx), Colour: m.Colour, Width: figure(m.Width), SidePx: figure(m.SidePx), Blur: m.Blur, Hidden: m.Hidden,
	}
	if m.Frame != nil {
		f.Frame = &momentForm{m.Frame.Index, figure(m.Frame.Time.Seconds())}
	}
	if r := m.Measured; r != nil {
		f.Measured = &measuredForm{
			Method: r.Method, Found: r.Found, At: []figure{figure(r.At.X), figure(r.At.Y)},
			ResidualPx: figure(r.ResidualPx), Agreement: figure(r.Agreement), RadiusPx: figure(r.RadiusPx),
		}
	}
	return f
}

func pointsForm(points []geom.Point) [][]figure {
	out := make([][]figure, len(points))
	for i, p := range points {
		out[i] = []figure{figure(p.X), figure(p.Y)}
	}
	return out
}

// mark returns what the form says. Each of its figures is finite and of a size
// that a picture can have: whoever draws it need not ask.
func (f markForm) mark(c casefile.Case) (m casefile.Mark, err error) {
	if f.ID == "" {
		return m, errors.New("no ID")
	}
	if _, twice := c.Mark(f.ID); twice {
		return m, fmt.Errorf("the ID %q is there twice", f.ID)
	}
	for _, id := range []casefile.ID{f.Claimed, f.Candidate} {
		if _, known := c.Find(id); !known {
			return m, fmt.Errorf("no evidence %q", id)
		}
	}
	switch {
	case !slices.Contains(casefile.MarkKinds, f.Kind):
		return m, fmt.Errorf("the kind %q", f.Kind)
	case !slices.Contains(casefile.Sides, f.Set):
		return m, fmt.Errorf("set on %q", f.Set)
	case !among(f.Twin, casefile.Twins):
		return m, fmt.Errorf("a twin placed by %q", f.Twin)
	case !among(f.Colour, casefile.MarkColours):
		return m, fmt.Errorf("the colour %q", f.Colour)
	case !within(f.UncertaintyPx, 0, casefile.FarthestPx) || !within(f.Width, 0, casefile.MostMarkWidth) || !within(f.SidePx, 0, casefile.FarthestPx):
		return m, errors.New("a size that no picture has")
	}
	m = casefile.Mark{
		ID: f.ID, Claimed: f.Claimed, Candidate: f.Candidate, Kind: f.Kind, Text: f.Text, Note: f.Note, Proposed: f.Proposed,
		Set: f.Set, Twin: f.Twin, UncertaintyPx: float64(f.UncertaintyPx),
		Colour: f.Colour, Width: float64(f.Width), SidePx: float64(f.SidePx), Blur: f.Blur, Hidden: f.Hidden,
	}
	if m.OnClaimed, err = pointsOf(f.OnClaimed); err == nil {
		m.OnCandidate, err = pointsOf(f.OnCandidate)
	}
	if err != nil {
		return m, err
	}
	twins := len(m.On(f.Set.Other()))
	switch {
	case !f.Kind.Takes(len(m.On(f.Set))) || twins != 0 && !f.Kind.Takes(twins):
		return m, fmt.Errorf("a %s of %d and %d points", f.Kind, len(m.OnClaimed), len(m.OnCandidate))
	case (twins != 0) != (f.Twin != casefile.NoTwin):
		return m, fmt.Errorf("a twin placed by %q with %d points", f.Twin, twins)
	}
	if f.Frame != nil {
		if s := float64(f.Frame.Seconds); f.Frame.Index < 0 || !(math.Abs(s) < mostSeconds) {
			return m, fmt.Errorf("frame %d at %v s", f.Frame.Index, s)
		}
		m.Frame = &casefile.FrameMoment{Index: f.Frame.Index, Time: f.Frame.time()}
	}
	m.Measured, err = f.Measured.measured(f.Kind)
	return m, err
}

func (f *measuredForm) measured(kind casefile.MarkKind) (*casefile.MarkRemeasured, error) {
	if f == nil {
		return nil, nil
	}
	at, err := pointsOf([][]figure{f.At})
	switch {
	case err != nil:
		return nil, err
	case kind != casefile.DetailMark:
		return nil, fmt.Errorf("a %s that was measured", kind)
	case !within(f.ResidualPx, 0, casefile.FarthestPx) || !within(f.Agreement, -1, 1) || !within(f.RadiusPx, 0, casefile.FarthestPx):
		return nil, errors.New("a measurement that nothing gives")
	}
	return &casefile.MarkRemeasured{
		Method: f.Method, Found: f.Found, At: at[0], ResidualPx: float64(f.ResidualPx), Agreement: float64(f.Agreement), RadiusPx: float64(f.RadiusPx),
	}, nil
}

// within reports whether a figure lies between two; what is no number does not.
func within(v figure, least, most float64) bool {
	return float64(v) >= least && float64(v) <= most
}

func pointsOf(rows [][]figure) (points []geom.Point, err error) {
	if !wide(rows, 2) || len(rows) > casefile.MostMarkPoints {
		return nil, fmt.Errorf("%d points, or one with too few or too many numbers", len(rows))
	}
	for _, v := range rows {
		if !within(v[0], -casefile.FarthestPx, casefile.FarthestPx) || !within(v[1], -casefile.FarthestPx, casefile.FarthestPx) {
			return nil, fmt.Errorf("a point at %v, %v", v[0], v[1])
		}
		points = append(points, point(v[0], v[1]))
	}
	return points, nil
}
