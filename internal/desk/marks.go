package desk

import (
	"slices"
	"strconv"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// Mark is a mark of the shown pair with what stands at it.
type Mark struct {
	casefile.Mark
	Number int // from 1; 0 of a mark without
}

// named names an edit of a mark.
func (m Mark) named(edit string) Named {
	kind := "mark"
	switch m.Kind {
	case casefile.DetailMark, casefile.LabelMark, casefile.RedactionMark:
		kind = string(m.Kind)
	}
	fields := []string{"n", strconv.Itoa(m.Number), "text", m.Text}
	if m.Kind == casefile.RedactionMark {
		fields = nil
	}
	return Named{Key: "mark.edit." + edit + "." + kind, Fields: fields}
}

// shownMarks returns the marks of the shown pair, of the frame that is looked at.
func (d *Desk) shownMarks() (marks []Mark) {
	pair := d.pairing()
	candidate, _ := d.shown()
	n := 0
	for _, m := range d.file.MarksOf(pair.claim, pair.candidate) {
		if !m.OfFrame(candidate.Frame) && candidate.Parent == "" {
			continue // of another frame of the video
		}
		number := 0
		if m.Kind.Numbered() {
			n++
			number = n
		}
		marks = append(marks, Mark{m, number})
	}
	return marks
}

// marked returns a mark of the case with its number.
func (d *Desk) marked(id casefile.ID) (Mark, bool) {
	m, ok := d.file.Mark(id)
	return Mark{m, d.file.NumberOf(id)}, ok
}

// newMarkID returns an ID that no mark of the case has or had.
func (d *Desk) newMarkID() casefile.ID {
	for {
		d.lastMark++
		id := casefile.ID("m" + strconv.Itoa(d.lastMark))
		if _, there := d.file.Mark(id); !there {
			return id
		}
	}
}

// CanMark reports whether there is a pair to set marks on.
func (d *Desk) CanMark() bool {
	claim, ok := d.claim()
	candidate, _ := d.shown()
	return ok && d.entries[claim.ID].state == Ready && candidate.ID != ""
}

// AddMark sets a mark on the shown pair: its kind, where it was set, its points
// there, its words and its look are those given. Its twin is placed by the
// alignment, where there is one, unless alone says that the other picture gets
// none. It returns the new mark's ID, empty where nothing could be set.
func (d *Desk) AddMark(m casefile.Mark, alone bool) casefile.ID {
	if points := m.On(m.Set); !d.CanMark() || !m.Kind.Takes(len(points)) || !near(points) {
		return ""
	}
	pair := d.pairing()
	candidate, a := d.shown()
	m.ID, m.Claimed, m.Candidate = d.newMarkID(), pair.claim, pair.candidate
	if f := candidate.Frame; f != nil && candidate.Parent == "" {
		m.Frame = &casefile.FrameMoment{Index: f.Index, Time: f.Time}
	}
	m = m.With(m.Set.Other(), nil)
	m.Twin, m.UncertaintyPx = casefile.NoTwin, 0
	if !alone {
		m = d.twinned(m, a)
	}
	next := d.file.WithMark(m)
	added := Mark{m, next.NumberOf(m.ID)}
	d.Edit(added.named("add"), func(casefile.Case) casefile.Case { return next })
	return m.ID
}

// MoveMark puts a mark's points on one picture elsewhere. Its twin follows
// through the alignment; with alone it stays where it is, and both have then
// been set by a person.
func (d *Desk) MoveMark(id casefile.ID, side casefile.Side, points []geom.Point, alone bool) {
	d.changeMark(id, "move", func(m casefile.Mark) casefile.Mark {
		if !m.Kind.Takes(len(points)) || !near(points) {
			return m
		}
		m = m.With(side, slices.Clone(points))
		m.Proposed, m.Measured = false, nil
		switch {
		case alone && len(m.On(side.Other())) > 0:
			m.Twin, m.UncertaintyPx = casefile.ByHand, 0
		case m.Twin == casefile.NoTwin:
			m.Set = side
		default:
			_, a := d.shown()
			m.Set = side
			m = d.twinned(m, a)
		}
		return m
	})
}

// RestyleMark changes how a mark looks: its colour, its width, what side of the
// scene is shown enlarged, whether it blurs and whether it is hidden.
func (d *Desk) RestyleMark(id casefile.ID, look casefile.Mark) {
	d.changeMark(id, "restyle", func(m casefile.Mark) casefile.Mark {
		m.Colour, m.Width, m.SidePx, m.Blur, m.Hidden = look.Colour, look.Width, look.SidePx, look.Blur, look.Hidden
		return m
	})
}

// PairMark has a mark on both pictures, where there is an alignment to carry it,
// or on the one alone that it was set on.
func (d *Desk) PairMark(id casefile.ID, both bool) {
	d.changeMark(id, "pair", func(m casefile.Mark) casefile.Mark {
		if both {
			return d.twinned(m, d.alignmentOf(m))
		}
		m = m.With(m.Set.Other(), nil)
		m.Twin, m.UncertaintyPx, m.Measured = casefile.NoTwin, 0, nil
		return m
	})
}

// RenameMark gives a mark the words that a person typed.
func (d *Desk) RenameMark(id casefile.ID, text string) {
	d.changeMark(id, "rename", func(m casefile.Mark) casefile.Mark {
		m.Text = text
		return m
	})
}

// SetMarkNote keeps a person's note on a mark.
func (d *Desk) SetMarkNote(id casefile.ID, note string) {
	d.changeMark(id, "note", func(m casefile.Mark) casefile.Mark {
		m.Note = note
		return m
	})
}

// changeMark makes the edit that changes one mark.
func (d *Desk) changeMark(id casefile.ID, name string, change func(casefile.Mark) casefile.Mark) {
	m, ok := d.marked(id)
	if !ok {
		return
	}
	next := d.file.WithMark(change(m.Mark))
	d.Edit(m.named(name), func(casefile.Case) casefile.Case { return next })
}

// CopyMark sets a copy of a mark beside it, so many pixels of the picture that
// it was set on to the right and down, and returns its ID.
func (d *Desk) CopyMark(id casefile.ID, aside float64) casefile.ID {
	m, ok := d.marked(id)
	if !ok {
		return ""
	}
	points := slices.Clone(m.On(m.Set))
	for i, p := range points {
		points[i] = p.Add(geom.Point{X: aside, Y: aside})
	}
	again := m.Mark.With(m.Set, points)
	again.ID, again.Proposed, again.Measured = d.newMarkID(), false, nil
	if again.Twin != casefile.NoTwin {
		again = d.twinned(again, d.alignmentOf(again))
	}
	d.Edit(m.named("copy"), func(c casefile.Case) casefile.Case { return c.WithMark(again) })
	return again.ID
}

// RemoveMark takes a mark away.
func (d *Desk) RemoveMark(id casefile.ID) {
	if m, ok := d.marked(id); ok {
		d.Edit(m.named("remove"), func(c casefile.Case) casefile.Case { return c.WithoutMarks(id) })
	}
}

// OrderMark puts a mark at another place, from 0, among those of its pair: so
// its number becomes another.
func (d *Desk) OrderMark(id casefile.ID, place int) {
	if m, ok := d.marked(id); ok {
		d.Edit(m.named("order"), func(c casefile.Case) casefile.Case { return c.WithMarkAt(id, place) })
	}
}

// alignmentOf returns the alignment of a mark's own pair and frame; without a
// placement where none is known.
func (d *Desk) alignmentOf(m casefile.Mark) align.Alignment {
	if candidate, a := d.shown(); candidate.ID == m.Candidate && d.pairing().claim == m.Claimed && (m.OfFrame(candidate.Frame) || candidate.Parent != "") {
		return a
	}
	c := d.results[pairing{m.Claimed, m.Candidate}]
	if d.hides() {
		c = casefile.Comparison{Claimed: m.Claimed, Candidate: m.Candidate}
	}
	if m.Frame != nil && (c.Frame == nil || c.Frame.Index != m.Frame.Index) {
		return align.Alignment{}
	}
	return d.file.Shown(c).Alignment
}

// twinned returns the mark with its twin placed by an alignment, or without one
// where there is no placement, or the twin would lie beyond the horizon.
func (d *Desk) twinned(m casefile.Mark, a align.Alignment) casefile.Mark {
	claim, _ := d.file.Find(m.Claimed)
	candidate, _ := d.file.Find(m.Candidate)
	return Twinned(m, a, claim.Pixels, candidate.Pixels)
}

// Twinned returns a mark with its twin carried by an alignment, with the
// uncertainty of that. Without a placement it has none. Sizes are those of the pictures.
func Twinned(m casefile.Mark, a align.Alignment, claim, candidate geom.Size) casefile.Mark {
	other := m.Set.Other()
	m.Twin, m.UncertaintyPx = casefile.NoTwin, 0
	carry := a.CandidateFromClaimed
	if a.Placed() && m.Set == casefile.OnCandidate {
		carry, _ = carry.Inverse() // a placement can be inverted
	}
	if !a.Placed() || m.Set == casefile.OnClaimed && carry.CrossesHorizon(claim.Quad()) {
		return m.With(other, nil)
	}
	points := make([]geom.Point, len(m.On(m.Set)))
	for i, p := range m.On(m.Set) {
		points[i] = carry.Apply(p)
	}
	if !near(points) {
		return m.With(other, nil)
	}
	m = m.With(other, points)
	m.Twin = casefile.ByAlignment
	for _, p := range m.OnClaimed {
		m.UncertaintyPx = max(m.UncertaintyPx, a.UncertaintyPx(p, claim, candidate))
	}
	return m
}

// near reports whether points lie where a case file takes them.
func near(points []geom.Point) bool {
	return !slices.ContainsFunc(points, func(p geom.Point) bool { return !(p.Length() < casefile.FarthestPx) })
}

// twinsAnew returns a case whose twins lie where the alignments that are known
// now, or those by hand in that case, carry them.
func (d *Desk) twinsAnew(c casefile.Case) casefile.Case {
	c.Marks = slices.Clone(c.Marks)
	for i, m := range c.Marks {
		known, ok := d.results[pairing{m.Claimed, m.Candidate}]
		if d.hides() {
			known, ok = casefile.Comparison{Claimed: m.Claimed, Candidate: m.Candidate}, true
		}
		known = c.Shown(known)
		if m.Twin != casefile.ByAlignment || !ok || !known.Alignment.Placed() || m.Frame != nil && (known.Frame == nil || known.Frame.Index != m.Frame.Index) {
			continue
		}
		if again := d.twinned(m, known.Alignment); !slices.Equal(again.OnClaimed, m.OnClaimed) || !slices.Equal(again.OnCandidate, m.OnCandidate) || again.UncertaintyPx != m.UncertaintyPx {
			if !slices.Equal(again.OnClaimed, m.OnClaimed) || !slices.Equal(again.OnCandidate, m.OnCandidate) {
				again.Measured = nil // its residual is from where it lay before
			}
			c.Marks[i] = again
		}
	}
	return c
}

// marksInstead returns the marks with those of one item being of another, which
// is a part of the same file: their points on it move by the parts' distance.
func marksInstead(c casefile.Case, before, now casefile.ID) []casefile.Mark {
	was, _ := c.Find(before)
	is, _ := c.Find(now)
	shift := geom.Point{X: was.Part.MinX - is.Part.MinX, Y: was.Part.MinY - is.Part.MinY}
	moved := func(points []geom.Point) []geom.Point {
		points = slices.Clone(points)
		for i, p := range points {
			points[i] = p.Add(shift)
		}
		return points
	}
	marks := slices.Clone(c.Marks)
	for i, m := range marks {
		if m.Claimed == before {
			marks[i].Claimed, marks[i].OnClaimed = now, moved(m.OnClaimed)
		}
		if m.Candidate == before {
			marks[i].Candidate, marks[i].OnCandidate = now, moved(m.OnCandidate)
			if r := m.Measured; r != nil {
				again := *r
				again.At = r.At.Add(shift)
				marks[i].Measured = &again
			}
		}
	}
	return marks
}
