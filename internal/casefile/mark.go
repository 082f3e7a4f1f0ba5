package casefile

import (
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// MarkKind is what a mark looks like.
type MarkKind string

// The kinds, with the points that they have on a picture.
const (
	DetailMark    MarkKind = "detail"    // one point: a detail that both pictures show, told by an enlarged pair
	NumberMark    MarkKind = "number"    // one point
	CircleMark    MarkKind = "circle"    // the centre, and a point on the line
	BoxMark       MarkKind = "box"       // four corners in order; carried to the other picture it need not be upright
	ArrowMark     MarkKind = "arrow"     // its tail, then its tip
	FreeMark      MarkKind = "freehand"  // a line of two points or more
	LabelMark     MarkKind = "text"      // one point; the words are Text
	RedactionMark MarkKind = "redaction" // four corners in order; what lies within must not be seen in anything that leaves
)

// MarkKinds are those that there are.
var MarkKinds = []MarkKind{DetailMark, NumberMark, CircleMark, BoxMark, ArrowMark, FreeMark, LabelMark, RedactionMark}

// MostMarkPoints is how many points a line may have on one picture.
const MostMarkPoints = 4096

// FarthestPx bounds where a mark or a control point may lie, and how large their
// figures are: beyond any picture, and far from what arithmetic can't hold.
const FarthestPx = 1 << 20

// Takes reports whether a mark of that kind may have so many points on a picture.
func (k MarkKind) Takes(points int) bool {
	switch k {
	case DetailMark, NumberMark, LabelMark:
		return points == 1
	case CircleMark, ArrowMark:
		return points == 2
	case BoxMark, RedactionMark:
		return points == 4
	case FreeMark:
		return points >= 2 && points <= MostMarkPoints
	}
	return false
}

// Numbered reports whether a mark of that kind has a number: those that point
// at something have, words and redactions haven't.
func (k MarkKind) Numbered() bool { return k != LabelMark && k != RedactionMark }

// Side is one picture of a pair.
type Side string

// The sides.
const (
	OnClaimed   Side = "claimed"
	OnCandidate Side = "candidate"
)

// Sides are those that there are.
var Sides = []Side{OnClaimed, OnCandidate}

// Other returns the other picture of the pair.
func (s Side) Other() Side {
	if s == OnClaimed {
		return OnCandidate
	}
	return OnClaimed
}

// Twin says how the points on the side where a mark was not set were placed.
type Twin string

// The ways of placing a twin. One that the alignment placed is no further
// evidence for the alignment.
const (
	NoTwin      Twin = ""          // the mark is on one picture alone
	ByAlignment Twin = "alignment" // carried by the pair's transformation
	ByMeasure   Twin = "measured"  // where the spot of the other picture was found in its neighbourhood, without the transformation
	ByHand      Twin = "hand"      // set by a person
)

// Twins are those that can be told.
var Twins = []Twin{ByAlignment, ByMeasure, ByHand}

// MarkColour is one of Okabe and Ito's, or empty for the usual one.
type MarkColour string

// MarkColours are those that can be chosen.
var MarkColours = []MarkColour{"orange", "sky-blue", "bluish-green", "yellow", "blue", "vermillion", "reddish-purple", "black", "white"}

// MostMarkWidth is the widest line, in points.
const MostMarkWidth = 32

// Mark is something that a person, or the program's proposal that a person can
// change, points out on a pair of pictures. Points are in the pixels of the
// upright picture that they are on.
type Mark struct {
	ID        ID
	Claimed   ID // the pair
	Candidate ID
	Frame     *FrameMoment // of a video: which frame the points on the candidate are of; nil of a picture
	Kind      MarkKind
	Text      string // a detail's name or a label's words, as a person typed them
	Note      string
	Proposed  bool // by the program, and not moved since

	Set           Side // the picture that it was set on
	OnClaimed     []geom.Point
	OnCandidate   []geom.Point
	Twin          Twin
	UncertaintyPx float64         // 95 % of the error of a twin that the alignment placed, candidate pixels; 0 where it isn't known
	Measured      *MarkRemeasured // of a detail that was looked for again; nil where that wasn't done

	Colour MarkColour
	Width  float64 // of its lines, in points of the window, in print in proportion; 0 is the usual, 2
	SidePx float64 // of a detail: the side of the scene around it that is shown enlarged, claim pixels; 0 is the usual
	Blur   bool    // a redaction that blurs, which can be undone by others; else it is solid
	Hidden bool
}

// MarkRemeasured is what came of looking for a detail of the claim on the candidate
// in a neighbourhood, and not only where the alignment says.
type MarkRemeasured struct {
	Method     string     // with its version, as "detail/1"
	Found      bool       // one place agrees clearly better than all others
	At         geom.Point // where, on the candidate
	ResidualPx float64    // from there to where the alignment carries it, candidate pixels
	Agreement  float64    // correlation there, −1 to 1; the sign turned where the tone is inverted
	RadiusPx   float64    // how far around was looked, candidate pixels
}

// On returns the mark's points on one of the pictures; none where it isn't on it.
func (m Mark) On(s Side) []geom.Point {
	if s == OnCandidate {
		return m.OnCandidate
	}
	return m.OnClaimed
}

// With returns the mark with those points on one of the pictures.
func (m Mark) With(s Side, points []geom.Point) Mark {
	if s == OnCandidate {
		m.OnCandidate = points
	} else {
		m.OnClaimed = points
	}
	return m
}

// OfFrame reports whether the mark is of the pair with that frame of the
// candidate; f is nil of a picture.
func (m Mark) OfFrame(f *Frame) bool {
	if m.Frame == nil || f == nil {
		return m.Frame == nil && f == nil
	}
	return m.Frame.Index == f.Index
}

// MarksOf returns the marks of a pair in their order, those of all frames of a video.
func (c Case) MarksOf(claimed, candidate ID) []Mark {
	var out []Mark
	for _, m := range c.Marks {
		if m.Claimed == claimed && m.Candidate == candidate {
			out = append(out, m)
		}
	}
	return out
}

// NumberOf returns the number that stands at a mark: its place, from 1, among
// those of its pair and frame that have one. It is 0 for a mark without.
func (c Case) NumberOf(id ID) int {
	mark, ok := c.Mark(id)
	if !ok || !mark.Kind.Numbered() {
		return 0
	}
	n := 0
	for _, m := range c.MarksOf(mark.Claimed, mark.Candidate) {
		if m.Kind.Numbered() && sameMoment(m.Frame, mark.Frame) {
			n++
		}
		if m.ID == id {
			break
		}
	}
	return n
}

func sameMoment(a, b *FrameMoment) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Index == b.Index
}

// Mark returns the mark of that ID.
func (c Case) Mark(id ID) (Mark, bool) {
	i := slices.IndexFunc(c.Marks, func(m Mark) bool { return m.ID == id })
	if i < 0 {
		return Mark{}, false
	}
	return c.Marks[i], true
}

// WithMark returns the case with the mark added behind the others, or replaced
// where its ID is known.
func (c Case) WithMark(m Mark) Case {
	c.Marks = slices.Clone(c.Marks)
	if i := slices.IndexFunc(c.Marks, func(o Mark) bool { return o.ID == m.ID }); i >= 0 {
		c.Marks[i] = m
	} else {
		c.Marks = append(c.Marks, m)
	}
	return c
}

// WithoutMarks returns the case without those marks.
func (c Case) WithoutMarks(ids ...ID) Case {
	c.Marks = slices.DeleteFunc(slices.Clone(c.Marks), func(m Mark) bool { return slices.Contains(ids, m.ID) })
	return c
}

// WithMarkAt returns the case with a mark at another place, from 0, among the
// marks of its pair; beyond the ends is at the end.
func (c Case) WithMarkAt(id ID, place int) Case {
	mark, ok := c.Mark(id)
	if !ok {
		return c
	}
	var own []int // where the marks of the pair stand
	for i, m := range c.Marks {
		if m.Claimed == mark.Claimed && m.Candidate == mark.Candidate {
			own = append(own, i)
		}
	}
	order := slices.DeleteFunc(c.MarksOf(mark.Claimed, mark.Candidate), func(m Mark) bool { return m.ID == id })
	order = slices.Insert(order, max(0, min(len(order), place)), mark)
	c.Marks = slices.Clone(c.Marks)
	for n, i := range own {
		c.Marks[i] = order[n]
	}
	return c
}

// withoutMarksOf returns the marks that are about none of the items that are gone.
func (c Case) withoutMarksOf(gone func(ID) bool) []Mark {
	return slices.DeleteFunc(slices.Clone(c.Marks), func(m Mark) bool { return gone(m.Claimed) || gone(m.Candidate) })
}
