package training

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

// How an answer is marked. Each part gives a share of 0 to 1 of its weight. A
// part that the truth has no place for (an outline where no candidate is the
// one) drops out where it was left empty, so that asking for it gives nothing
// away, and gives nothing where it was filled in. The rules are the same for
// every exercise, and no answer of any origin, however strange its numbers,
// gets more than 100 or less than 0.

// weights of the parts; what is asked shares 100 points in this proportion. The
// choice counts double: the rest shows what it rests on.
var weights = map[Asked]int{AskChoice: 40, AskOutline: 20, AskPairs: 20, AskDifferences: 20, AskFrame: 20, AskWording: 20}

// Least and most confidence that can be given: who is less sure of a choice
// than 50 % would choose otherwise.
const (
	LeastConfidence = 50
	MostConfidence  = 100
)

// verdict is how one part was answered.
type verdict struct {
	share   float64
	applies bool
	remarks []Remark
}

// Mark marks an answer by the key.
func Mark(e Exercise, k Key, a Answer) Marks {
	a = e.ofVideos(a)
	choice := markChoice(e, k, a)
	m := Marks{Right: choice.share >= 1, HintCost: e.HintCost(a.HintsTaken)}
	asked := partsAsked(e)
	var shares []float64
	for _, part := range asked {
		v := choice
		switch part {
		case AskOutline:
			v = markOutlines(e, k, a)
		case AskPairs:
			v = markPairs(e, k, a)
		case AskDifferences:
			v = markDifferences(e, k, a)
		case AskFrame:
			v = markFrame(e, k, a)
		case AskWording:
			v = markWording(k, a)
		}
		m.Remarks = append(m.Remarks, v.remarks...)
		if v.applies {
			m.Parts = append(m.Parts, PartMarks{Asked: part, Share: v.share})
			shares = append(shares, float64(weights[part]))
		}
	}
	for i, of := range portions(shares) {
		p := &m.Parts[i]
		p.Of, p.Points = of, int(math.Round(p.Share*float64(of)))
		m.Total += p.Points
	}
	m.Total = max(0, m.Total-m.HintCost)
	if m.HintCost > 0 {
		m.Remarks = append(m.Remarks, Remark{Kind: HintsCost, Count: m.HintCost})
	}
	return m.WithConfidence(a.Confidence)
}

// partsAsked are the parts that an exercise asks for, each once and in their
// order; one that names none asks for the choice.
func partsAsked(e Exercise) (parts []Asked) {
	for _, part := range []Asked{AskChoice, AskOutline, AskPairs, AskDifferences, AskFrame, AskWording} {
		if e.Asks(part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return []Asked{AskChoice}
	}
	return parts
}

// portions shares 100 points out by weight, in whole points that add up to it
// (largest remainders; of equal ones the first).
func portions(weights []float64) []int {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	out, order, left := make([]int, len(weights)), make([]int, len(weights)), 100
	rest := func(i int) float64 { return 100*weights[i]/total - float64(out[i]) }
	for i, w := range weights {
		out[i], order[i] = int(100*w/total), i
		left -= out[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(rest(j), rest(i)) })
	for _, i := range order[:min(left, len(order))] {
		out[i]++
	}
	return out
}

// WithConfidence returns the marks with the score of a confidence (Brier 1950, of
// one event); as they are where the number is none.
func (m Marks) WithConfidence(percent int) Marks {
	if percent < LeastConfidence || percent > MostConfidence {
		return m
	}
	m.Confident = percent
	p, right := float64(percent)/100, 0.0
	if m.Right {
		right = 1
	}
	m.Brier = (p - right) * (p - right)
	switch {
	case !m.Right && percent >= sure:
		m.Remarks = append([]Remark{{Kind: SureAndWrong, Share: p}}, m.Remarks...)
	case m.Right && percent <= unsure:
		m.Remarks = append(slices.Clip(m.Remarks), Remark{Kind: UnsureAndRight, Share: p})
	}
	return m
}

// careful is what a choice gets that is not right, and yet says nothing wrong:
// "cannot tell" where enough was to be seen, or no more than a part of the truth.
const careful = 0.25

// noMatchOnGraphics is what "no candidate" gets where only graphics are shared:
// right in what matters, blind to the trap.
const noMatchOnGraphics = 0.5

// slip is a wrong choice.
type slip struct{ truth, said Choice }

// slips say what each wrong choice is called, and what it is still worth.
// Whatever claims more than there is gets nothing.
var slips = map[slip]struct {
	kind  RemarkKind
	share float64
}{
	{ThisOne, AnotherMoment}: {SameAsAnother, careful},
	{ThisOne, GraphicsOnly}:  {SameAsGraphics, 0},
	{ThisOne, None}:          {Missed, 0},
	{ThisOne, CantTell}:      {TooCareful, careful},

	{AnotherMoment, ThisOne}:      {AnotherAsSame, 0},
	{AnotherMoment, GraphicsOnly}: {PlaceUnseen, 0},
	{AnotherMoment, None}:         {PlaceUnseen, careful},
	{AnotherMoment, CantTell}:     {TooCareful, careful},

	{GraphicsOnly, ThisOne}:       {GraphicsAsMatch, 0},
	{GraphicsOnly, AnotherMoment}: {GraphicsAsPlace, 0},
	{GraphicsOnly, None}:          {GraphicsUnseen, noMatchOnGraphics},
	{GraphicsOnly, CantTell}:      {TooCareful, careful},

	{None, ThisOne}:       {FalseMatch, 0},
	{None, AnotherMoment}: {FalsePlace, 0},
	{None, GraphicsOnly}:  {FalseGraphics, 0},
	{None, CantTell}:      {TooCareful, careful},

	{CantTell, ThisOne}:       {OverClaimed, 0},
	{CantTell, AnotherMoment}: {OverClaimed, 0},
	{CantTell, GraphicsOnly}:  {OverClaimed, 0},
	{CantTell, None}:          {RuledOut, 0},
}

// markChoice marks the choice and the candidates that it names.
func markChoice(e Exercise, k Key, a Answer) verdict {
	if a.Choice != k.Choice {
		s, known := slips[slip{k.Choice, a.Choice}]
		switch {
		case !known:
			s.kind = NoAnswer
		case k.Choice.NamesCandidates() && elsewhere(e, k, a): // the trap was not seen at all
			s.kind, s.share = WrongCandidate, 0
		}
		return verdict{s.share, true, []Remark{{Kind: s.kind}}}
	}
	if !k.Choice.NamesCandidates() || len(k.Placements) == 0 {
		return verdict{1, true, []Remark{{Kind: ChoiceRight}}}
	}
	wanted, right, wrong := 1, 0, 0
	if k.Every {
		wanted = len(k.Placements)
	}
	seen := map[string]bool{}
	for _, id := range a.Candidates {
		if _, known := e.Candidate(id); !known || seen[id] {
			continue
		}
		seen[id] = true
		if _, is := k.On(id); is {
			right++
		} else {
			wrong++
		}
	}
	share := float64(max(0, min(right, wanted)-wrong)) / float64(wanted)
	switch {
	case right == 0 && wrong == 0:
		return verdict{share, true, []Remark{{Kind: NoneNamed}}}
	case right == 0:
		return verdict{share, true, []Remark{{Kind: WrongCandidate}}}
	case wrong > 0:
		return verdict{share, true, []Remark{{Kind: TooManyNamed, Count: wrong}}}
	case right < wanted:
		return verdict{share, true, []Remark{{Kind: PartUnnamed, Count: right, Of: wanted}}}
	}
	return verdict{1, true, []Remark{{Kind: ChoiceRight}}}
}

// elsewhere reports whether candidates are named, and none of them is one that
// the truth speaks of.
func elsewhere(e Exercise, k Key, a Answer) bool {
	named := 0
	for _, id := range a.Candidates {
		if _, known := e.Candidate(id); !known {
			continue
		}
		if _, is := k.On(id); is {
			return false
		}
		named++
	}
	return named > 0 && len(k.Placements) > 0
}

// needless is the verdict on a part that the truth has no place for.
func needless(given bool, kind RemarkKind) verdict {
	if !given {
		return verdict{}
	}
	return verdict{0, true, []Remark{{Kind: kind}}}
}

// How far off a moment may be, and what it is worth then. A tenth of a second
// is a few frames, as far as the eye tells; two seconds are the same shot, mostly.
var moments = []struct {
	within time.Duration
	share  float64
}{
	{0, 1}, {100 * time.Millisecond, 0.9}, {500 * time.Millisecond, 0.6}, {2 * time.Second, 0.3},
}

// markFrame marks the moment of a video by its distance from the frames that can't be told apart.
func markFrame(e Exercise, k Key, a Answer) verdict {
	moving := slices.ContainsFunc(k.Placements, func(p Placement) bool {
		c, _ := e.Candidate(p.Candidate)
		return c.Video
	})
	switch {
	case !moving:
		return needless(a.HasFrame, FrameNeedless)
	case !a.HasFrame:
		return verdict{0, true, []Remark{{Kind: FrameMissing}}}
	}
	off := time.Duration(0)
	if a.Frame < k.From {
		off = k.From - a.Frame
	} else if a.Frame > k.To {
		off = a.Frame - k.To
	}
	if off < 0 { // the difference of two hostile times runs over
		off = math.MaxInt64
	}
	for i, m := range moments {
		if off <= m.within {
			kind := FrameOff
			if i == 0 {
				kind = FrameRight
			}
			return verdict{m.share, true, []Remark{{Kind: kind, Off: off}}}
		}
	}
	return verdict{0, true, []Remark{{Kind: FrameOff, Off: off}}}
}

// usable reports whether a point can be reckoned with: finite, and no further
// away than any picture is large.
func usable(points ...geom.Point) bool {
	const furthest = 1e7
	for _, p := range points {
		if !(math.Abs(p.X) <= furthest && math.Abs(p.Y) <= furthest) { // NaN fails too
			return false
		}
	}
	return true
}
