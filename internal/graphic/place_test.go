package graphic

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// marked composes a pair and returns the sheet, which knows where its marks lie.
func marked(t *testing.T, b report.Brief, s Settings) *sheet {
	t.Helper()
	preset, ok := desk.Preset(s.Preset)
	if !ok {
		t.Fatal(s.Preset)
	}
	sheet := newSheet(Content{Brief: b}, desk.Draft(Content{Brief: b}, s), desk, preset)
	if err := sheet.compose(t.Context()); err != nil {
		t.Fatal(err)
	}
	return sheet
}

// at returns a brief whose details lie at those shares of the claim.
func at(b report.Brief, places ...geom.Point) report.Brief {
	b.Details = nil
	size := b.Pair.Claimed.Size()
	for i, p := range places {
		q := geom.Point{X: p.X * float64(size.Width), Y: p.Y * float64(size.Height)}
		b.Details = append(b.Details, report.Detail{Number: i + 1, Mark: casefile.Mark{
			Kind: casefile.DetailMark, OnClaimed: []geom.Point{q}, OnCandidate: []geom.Point{b.Pair.CandidateFromClaimed.Apply(q)},
		}})
	}
	return b
}

func TestMarksStandInOneDirectionAndMeetNothing(t *testing.T) {
	for shape, b := range shapes {
		for _, p := range []string{"x", "portrait"} {
			sheet := marked(t, b, chosen(PairKind, p, words.English))
			boxes := [2]geom.Rect{sheet.claimBox, sheet.foundBox}
			if shape == "usual" && len(sheet.marked) != len(b.Details) {
				t.Errorf("%s: %d of %d marks were placed", p, len(sheet.marked), len(b.Details))
			}
			for i, m := range sheet.marked {
				way := [2]geom.Point{}
				for side := range 2 {
					v := m.badge[side].Sub(m.centre[side])
					way[side] = v.Times(1 / v.Length())
					around := geom.Rect{MinX: m.badge[side].X, MinY: m.badge[side].Y, MaxX: m.badge[side].X, MaxY: m.badge[side].Y}.Grown(m.extent())
					if !holds(boxes[side], around) {
						t.Errorf("%s %s: badge %d leaves picture %d", shape, p, m.number, side)
					}
					for k, other := range sheet.marked {
						if k == i {
							continue
						}
						if d := m.badge[side].Distance(other.badge[side]); d < m.r+other.r {
							t.Errorf("%s %s: badges %d and %d meet", shape, p, m.number, other.number)
						}
						if d := other.centre[side].DistanceToSegment(m.centre[side], m.badge[side]); d < other.radius[side] {
							t.Errorf("%s %s: mark %d covers detail %d", shape, p, m.number, other.number)
						}
					}
				}
				if way[0].Distance(way[1]) > 1e-9 {
					t.Errorf("%s %s: mark %d lies otherwise on the found picture", shape, p, m.number)
				}
			}
		}
	}
}

func TestMarksWithoutRoomAreDroppedWeakestFirstAndTold(t *testing.T) {
	b := at(shapes["usual"], geom.Point{X: 0.5, Y: 0.5}, geom.Point{X: 0.51, Y: 0.5}, geom.Point{X: 0.5, Y: 0.51}, geom.Point{X: 0.51, Y: 0.51})
	for i := range b.Details {
		b.Details[i].Mark.Measured = &casefile.MarkRemeasured{Found: true, Agreement: 0.5 + 0.1*float64(i%3)}
	}
	sheet := marked(t, b, chosen(PairKind, "x", words.English))
	if len(sheet.marked) == 0 || len(sheet.marked) == len(b.Details) {
		t.Fatalf("%d of %d marks were placed", len(sheet.marked), len(b.Details))
	}
	if sheet.marked[0].number != 3 {
		t.Errorf("mark %d stays: 3 agrees best", sheet.marked[0].number)
	}
	i := slices.IndexFunc(sheet.notes, func(n Note) bool { return n.Key == "graphic.note.dropped" })
	if i < 0 || !strings.Contains(sheet.notes[i].Say(words.English), "3") {
		t.Errorf("told: %v", sheet.notes)
	}
}

func TestUnnamedDetailsAreMarkedAndStandInNoLegend(t *testing.T) {
	s := chosen(PairKind, "square", words.English)
	c := composed(t, shapes["usual"], s)
	find(t, c.Drawing, "The same in both")
	for _, text := range texts(c.Drawing) {
		if strings.Contains(strings.ToLower(text.String), "detail") {
			t.Errorf("the legend says %q", text.String)
		}
	}
	digits := 0
	for _, text := range texts(c.Drawing) {
		if text.String == "3" { // which nobody named
			digits++
		}
	}
	if digits != 2 {
		t.Errorf("the unnamed detail's number stands %d times, want on both pictures", digits)
	}
	s.Numbers = false
	for _, text := range texts(composed(t, shapes["usual"], s).Drawing) {
		if text.String == "3" || text.String == "The same in both" {
			t.Errorf("without marks it says %q", text.String)
		}
	}
}

func TestOtherMarksOfAPersonAreDrawnOnBothPictures(t *testing.T) {
	b := at(shapes["usual"])
	m := casefile.Mark{Kind: casefile.CircleMark, OnClaimed: []geom.Point{{X: 60, Y: 60}, {X: 60, Y: 80}}, Colour: "reddish-purple"}
	for _, p := range m.OnClaimed {
		m.OnCandidate = append(m.OnCandidate, b.Pair.CandidateFromClaimed.Apply(p))
	}
	b.Marks = []figure.Mark{{Mark: m, Number: 1, First: m.OnClaimed, Second: m.OnCandidate}}
	c := composed(t, b, chosen(PairKind, "x", words.English))
	purple := figure.Colour{R: 0xCC, G: 0x79, B: 0xA7}
	on := [2]int{}
	for _, item := range c.Drawing.Items {
		s, ok := item.(figure.Shape)
		if !ok || s.Stroke == nil || *s.Stroke != purple || len(s.Paths[0].Points) < 20 {
			continue
		}
		for i, box := range []geom.Rect{c.Claim, c.Found} {
			if box.Contains(s.Bounds().Centre()) {
				on[i]++
			}
		}
	}
	if on[0] == 0 || on[1] == 0 {
		t.Errorf("the circle is drawn %v times on claim and found picture", on)
	}
}

func stamped(t *testing.T, b report.Brief, text string, x, y float64) (red []figure.Shape, c Composition) {
	t.Helper()
	s := chosen(PairKind, "x", words.English)
	s.Stamp = &Stamp{Text: text, At: geom.Point{X: x, Y: y}}
	c = composed(t, b, s)
	for _, item := range c.Drawing.Items {
		if s, ok := item.(figure.Shape); ok && (s.Stroke != nil && *s.Stroke == stampRed || s.Fill != nil && *s.Fill == stampRed) {
			red = append(red, s)
		}
	}
	return red, c
}

func TestTheStampLiesWhereAPersonPutItAndCoversNoMark(t *testing.T) {
	b := at(shapes["usual"], geom.Point{X: 0.2, Y: 0.2})
	red, c := stamped(t, b, "OUT OF CONTEXT", 0.5, 0.8)
	if len(red) != 2 {
		t.Fatalf("%d red shapes: %v", len(red), notesOf(c))
	}
	if r := red[0].Bounds(); r.Width() > 0.7*c.Claim.Width()+8 || !holds(c.Claim.Grown(3), r) {
		t.Errorf("the stamp lies at %v on %v", r, c.Claim)
	}
	if at := red[0].Bounds().Centre(); math.Abs((at.Y-c.Claim.MinY)/c.Claim.Height()-0.8) > 0.02 {
		t.Errorf("its middle lies at %v", at)
	}
	covered := b
	covered.Claim.Covered = []geom.Rect{{MinX: 110, MinY: 150, MaxX: 130, MaxY: 170}}
	boxed := b
	q := geom.Rect{MinX: 110, MinY: 150, MaxX: 130, MaxY: 170}.Quad()
	boxed.Marks = []figure.Mark{{Mark: casefile.Mark{Kind: casefile.BoxMark}, First: q[:]}}
	for name, try := range map[string]struct {
		b    report.Brief
		x, y float64
		text string
		note string
	}{
		"over a mark":      {b, 0.25, 0.2, "FALSE", "graphic.note.stamp.covers"},
		"over a redaction": {covered, 0.5, 0.8, "FALSE", "graphic.note.stamp.covers"},
		"over a box":       {boxed, 0.5, 0.8, "FALSE", "graphic.note.stamp.covers"},
		"too long":         {b, 0.5, 0.8, strings.Repeat("OUT OF CONTEXT ", 8), "graphic.note.stamp.long"},
	} {
		red, c := stamped(t, try.b, try.text, try.x, try.y)
		if len(red) != 0 || !slices.Contains(notesOf(c), try.note) {
			t.Errorf("%s: %d red shapes, told %v", name, len(red), notesOf(c))
		}
	}
}
