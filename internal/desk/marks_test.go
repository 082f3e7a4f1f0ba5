package desk

import (
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// croppedPair writes a drawn picture and the claim that shows a part of it,
// whose left top corner lies at shift.
func croppedPair(t *testing.T) (paths []string, shift geom.Point) {
	t.Helper()
	whole := synth.Draw(3, synth.Convoy, geom.Size{Width: 640, Height: 420}).Image
	part := synth.Spread(whole, synth.Crop(image.Rect(90, 70, 450, 340)))
	folder := t.TempDir()
	paths = []string{filepath.Join(folder, "claim.jpg"), filepath.Join(folder, "whole.jpg")}
	for i, img := range []*image.RGBA{part.Image, whole} {
		if err := os.WriteFile(paths[i], synth.EncodeJPEG(img, 92), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths, geom.Point{X: 90, Y: 70}
}

// ownerOfAPair opens a pair that matches.
func ownerOfAPair(t *testing.T) (*owner, geom.Point) {
	t.Helper()
	o := newOwner(t)
	paths, shift := croppedPair(t)
	o.desk.Open(paths[:1])
	o.finished()
	o.desk.Add(paths[1:], CandidatesWell)
	s := o.finished()
	if item, _ := s.Current(); item.Comparison.Alignment.Verdict != align.Match {
		t.Fatalf("the pair is %v", item.Comparison.Alignment.Verdict)
	}
	return o, shift
}

func (o *owner) mark(kind casefile.MarkKind, points ...geom.Point) casefile.ID {
	o.t.Helper()
	id := o.desk.AddMark(casefile.Mark{Kind: kind, Set: casefile.OnClaimed, OnClaimed: points}, false)
	if id == "" {
		o.t.Fatalf("no %s was set", kind)
	}
	return id
}

func (o *owner) marked(id casefile.ID) casefile.Mark {
	m, _ := o.desk.Case().Mark(id)
	return m
}

func TestMarkIsCarriedToTheOtherPictureWithItsUncertainty(t *testing.T) {
	o, shift := ownerOfAPair(t)
	id := o.mark(casefile.DetailMark, geom.Point{X: 100, Y: 80})
	for _, nowhere := range []geom.Point{{X: math.NaN()}, {Y: math.Inf(1)}, {X: 2 * casefile.FarthestPx}} {
		if o.desk.AddMark(casefile.Mark{Kind: casefile.DetailMark, Set: casefile.OnClaimed, OnClaimed: []geom.Point{nowhere}}, true) != "" {
			t.Errorf("a mark is set at %v, and the case can't be opened again", nowhere)
		}
	}
	m := o.marked(id)
	if off := m.OnCandidate[0].Distance(m.OnClaimed[0].Add(shift)); off > 0.1 || m.Twin != casefile.ByAlignment || !(m.UncertaintyPx >= off && m.UncertaintyPx < 1) {
		t.Errorf("%+v, off by %.3f px", m, off)
	}
	// Moved on the candidate, the claim's follows.
	o.desk.MoveMark(id, casefile.OnCandidate, []geom.Point{{X: 200, Y: 200}}, false)
	m = o.marked(id)
	if off := m.OnClaimed[0].Add(shift).Distance(geom.Point{X: 200, Y: 200}); off > 0.1 || m.Set != casefile.OnCandidate || m.Twin != casefile.ByAlignment {
		t.Errorf("%+v, off by %.3f px", m, off)
	}
	// Moved alone, both were set by hand, and nothing is told of an uncertainty.
	o.desk.MoveMark(id, casefile.OnClaimed, []geom.Point{{X: 5, Y: 6}}, true)
	if m = o.marked(id); m.Twin != casefile.ByHand || m.UncertaintyPx != 0 || m.OnCandidate[0] != (geom.Point{X: 200, Y: 200}) || m.OnClaimed[0] != (geom.Point{X: 5, Y: 6}) {
		t.Errorf("%+v", m)
	}
	if got := o.seen.Undo.Say(words.English); got != "move detail 1" {
		t.Errorf("undo would %q", got)
	}
	o.desk.Undo()
	if m = o.marked(id); m.Twin != casefile.ByAlignment || m.OnCandidate[0] != (geom.Point{X: 200, Y: 200}) {
		t.Errorf("after undo %+v", m)
	}
	if alone := o.desk.AddMark(casefile.Mark{Kind: casefile.LabelMark, Set: casefile.OnCandidate, OnCandidate: []geom.Point{{X: 1, Y: 1}}, Text: "bow"}, true); o.marked(alone).OnClaimed != nil || o.marked(alone).Twin != casefile.NoTwin {
		t.Errorf("alone on the candidate: %+v", o.marked(alone))
	}
	if id := o.desk.AddMark(casefile.Mark{Kind: casefile.ArrowMark, Set: casefile.OnClaimed, OnClaimed: []geom.Point{{}}}, false); id != "" {
		t.Error("an arrow without a tip was set")
	}
}

func TestEachEditOfAMarkIsNamedUndoneAndTold(t *testing.T) {
	o, _ := ownerOfAPair(t)
	first := o.mark(casefile.DetailMark, geom.Point{X: 60, Y: 60})
	second := o.mark(casefile.CircleMark, geom.Point{X: 160, Y: 90}, geom.Point{X: 170, Y: 90})
	o.mark(casefile.RedactionMark, geom.Point{X: 1, Y: 1}, geom.Point{X: 9, Y: 1}, geom.Point{X: 9, Y: 9}, geom.Point{X: 1, Y: 9})
	numbers := func() (all []int) {
		for _, m := range o.seen.Marks {
			all = append(all, m.Number)
		}
		return all
	}
	if !slices.Equal(numbers(), []int{1, 2, 0}) {
		t.Errorf("numbers %v", numbers())
	}
	for _, edit := range []struct {
		name, key string
		do        func()
	}{
		{"name of detail 1", "mark.edit.rename.detail", func() { o.desk.RenameMark(first, "the mast") }},
		{"note on detail 1, the mast", "mark.edit.note.detail", func() { o.desk.SetMarkNote(first, "bent") }},
		{"look of mark 2", "mark.edit.restyle.mark", func() { o.desk.RestyleMark(second, casefile.Mark{Colour: "vermillion", Width: 2}) }},
		{"copy mark 2", "mark.edit.copy.mark", func() { o.desk.CopyMark(second, 8) }},
		{"order of mark 2", "mark.edit.order.mark", func() { o.desk.OrderMark(second, 0) }},
		{"remove mark 1", "mark.edit.remove.mark", func() { o.desk.RemoveMark(second) }},
	} {
		before := o.desk.Case().Marks
		edit.do()
		after := o.desk.Case().Marks
		if got := o.seen.Undo.Say(words.English); got != edit.name {
			t.Errorf("undo would %q, want %q", got, edit.name)
		}
		o.desk.Undo()
		if got := o.desk.Case().Marks; !equalMarks(got, before) {
			t.Errorf("%s: undone it is\n%+v\nwas\n%+v", edit.name, got, before)
		}
		o.desk.Redo()
		if !equalMarks(o.desk.Case().Marks, after) || equalMarks(before, after) {
			t.Errorf("%s: redone it is another", edit.name)
		}
		lines := o.desk.Log().Lines()
		if last := lines[len(lines)-1]; last.Event != casefile.Redone || last.Parameters["edit"] != edit.key || len(last.Parameters) < 2 {
			t.Errorf("%s: told as %+v", edit.name, last)
		}
	}
	lines := o.desk.Log().Lines()
	if !slices.ContainsFunc(lines, func(l casefile.LogLine) bool {
		return strings.HasPrefix(l.Parameters["marks.order"], `{"IDs":"m1 m2 m3 m4"} → {"IDs":"m2 m1`)
	}) {
		t.Errorf("the log does not tell the new order: %+v", lines[len(lines)-4:])
	}
	if got := o.seen.Marks; len(got) != 3 || got[0].ID != first || got[2].Kind != casefile.CircleMark || got[2].Number != 2 {
		t.Errorf("%+v", got)
	}
	// What follows in a case file is the same again.
	if text, logText, err := o.desk.value().Encode(); err != nil || !strings.Contains(string(text), `"text":"the mast"`) || len(logText) == 0 {
		t.Errorf("%v", err)
	}
}

func equalMarks(a, b []casefile.Mark) bool {
	return len(changesOf(casefile.Case{Marks: a}, casefile.Case{Marks: b})) == 0 && len(a) == len(b)
}

func TestTwinsFollowAnotherAlignmentAndUndoKeepsThemThere(t *testing.T) {
	o, shift := ownerOfAPair(t)
	id := o.mark(casefile.DetailMark, geom.Point{X: 100, Y: 80})
	o.desk.RenameMark(id, "a name")
	pair := o.desk.pairing()
	c := o.desk.results[pair]
	c.Alignment.CandidateFromClaimed = geom.Translation(7, 9)
	claim, _ := o.desk.Case().Find(pair.claim)
	o.desk.compareDone(claim, pair.candidate, c, nil)
	want := geom.Point{X: 107, Y: 89}
	if m := o.marked(id); m.OnCandidate[0] != want || m.OnClaimed[0] != (geom.Point{X: 100, Y: 80}) {
		t.Errorf("%+v", m)
	}
	o.desk.Undo()
	if m := o.marked(id); m.OnCandidate[0] != want || m.Text != "" {
		t.Errorf("after undo %+v (was at %v)", m, shift)
	}
}

func TestMarksMoveAlongWhenThePictureInAClaimIsMarked(t *testing.T) {
	o := newOwner(t)
	captured, found, at := capturedPost(t)
	o.desk.Open([]string{captured, found})
	s := o.finished()
	middle := geom.Point{X: float64(at.Min.X+at.Max.X) / 2, Y: float64(at.Min.Y+at.Max.Y) / 2}
	id := o.mark(casefile.DetailMark, middle)
	before := o.marked(id)
	o.desk.AddPart(s.Claim.Evidence.ID, at)
	s = o.finished()
	m := o.marked(id)
	if m.Claimed != s.Claim.Evidence.ID || m.OnClaimed[0] != middle.Sub(geom.Point{X: float64(at.Min.X), Y: float64(at.Min.Y)}) {
		t.Fatalf("%+v", m)
	}
	if off := m.OnCandidate[0].Distance(before.OnCandidate[0]); off > 1 || math.IsNaN(off) {
		t.Errorf("on the candidate it moved by %.2f px", off)
	}
	if len(s.Marks) != 1 {
		t.Errorf("%d marks are shown", len(s.Marks))
	}
}

func TestDetailsAreProposedAsOneEditAndMeasured(t *testing.T) {
	o, shift := ownerOfAPair(t)
	named := o.mark(casefile.DetailMark, geom.Point{X: 100, Y: 80})
	o.until("it was measured", func(Snapshot) bool { return o.marked(named).Measured != nil })
	o.desk.RenameMark(named, "the first vehicle")
	propose := func() []Mark {
		before := len(o.desk.history.past)
		o.desk.ProposeDetails()
		if !o.seen.Proposing {
			t.Error("nobody is told that details are being looked for")
		}
		return o.until("details are proposed", func(s Snapshot) bool { return len(o.desk.history.past) > before && !s.Proposing }).Marks
	}
	first := propose()
	if len(first) < 3 || first[0].ID != named {
		t.Fatalf("%+v", first)
	}
	for _, m := range first[1:] {
		if off := m.OnCandidate[0].Distance(m.OnClaimed[0].Add(shift)); off > 0.2 || !m.Proposed || m.Twin != casefile.ByAlignment || m.SidePx == 0 || m.Text != "" {
			t.Errorf("off by %.2f: %+v", off, m)
		}
		if r := m.Measured; r != nil && r.Found && r.ResidualPx > 1 {
			t.Errorf("%+v", r)
		}
	}
	o.desk.RenameMark(first[1].ID, "kept")
	again := propose()
	if again[0].ID != named || again[1].ID != first[1].ID {
		t.Errorf("what a person named did not stay: %+v", again[:2])
	}
	for _, m := range again[2:] {
		for _, was := range first[1:] {
			if m.OnClaimed[0] == was.OnClaimed[0] {
				t.Errorf("%v is proposed again", m.OnClaimed[0])
			}
		}
	}
	if got := o.seen.Undo.Say(words.English); got != "propose details" {
		t.Errorf("undo would %q", got)
	}
	o.desk.Undo()
	if got := o.desk.Snapshot().Marks; len(got) != len(first) || got[2].OnClaimed[0] != first[2].OnClaimed[0] {
		t.Errorf("after undo %+v", got)
	}
	// Moved by a person, it is no proposal any more, and is measured anew.
	o.desk.MoveMark(first[2].ID, casefile.OnClaimed, []geom.Point{{X: 180, Y: 135}}, false)
	if m := o.marked(first[2].ID); m.Proposed || m.Measured != nil {
		t.Errorf("%+v", m)
	}
	o.until("it was measured again", func(Snapshot) bool { return o.marked(first[2].ID).Measured != nil })
}

func TestADetailIsMeasuredHoweverItCameWhereItLies(t *testing.T) {
	o, _ := ownerOfAPair(t)
	measured := func(id casefile.ID, how string) {
		t.Helper()
		o.until(how+" it is measured", func(Snapshot) bool { return o.marked(id).Measured != nil })
	}
	id := o.mark(casefile.DetailMark, geom.Point{X: 100, Y: 80})
	measured(id, "set")
	measured(o.desk.CopyMark(id, 20), "copied")
	o.desk.PairMark(id, false)
	o.desk.PairMark(id, true)
	measured(id, "on both pictures again")

	// An edit made before the measurement is there, and undone, doesn't lose it.
	moved := o.mark(casefile.DetailMark, geom.Point{X: 120, Y: 90})
	o.desk.RenameMark(moved, "the crane")
	measured(moved, "named meanwhile")
	o.desk.Undo()
	if m := o.marked(moved); m.Text != "" || m.Measured == nil {
		t.Errorf("after undo %+v", m)
	}
}

func TestMarksOfAVideoAreThoseOfTheFrameThatIsLookedAt(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	claim, trailer := claimAndTrailer(t)
	o := newOwner(t)
	o.desk.Open([]string{claim, trailer})
	o.finished()
	s := o.film()
	found := s.Film.Found
	if found == nil {
		t.Fatal("no frame was found")
	}
	o.desk.ProposeDetails()
	n := len(o.until("details are proposed", func(s Snapshot) bool { return len(s.Marks) > 0 && !s.Proposing }).Marks)
	for _, m := range o.seen.Marks {
		if m.Frame == nil || m.Frame.Index != found.Index || m.Twin != casefile.ByAlignment {
			t.Errorf("%+v is not of frame %d", m, found.Index)
		}
	}
	o.desk.StepFrames(2)
	if got := o.desk.Snapshot().Marks; len(got) != 0 {
		t.Errorf("%d marks of another frame are shown", len(got))
	}
	id := o.mark(casefile.DetailMark, geom.Point{X: 60, Y: 60})
	if m := o.marked(id); m.Frame == nil || m.Frame.Index != found.Index+2 || o.desk.Snapshot().Marks[0].Number != 1 {
		t.Errorf("%+v, shown %+v", m, o.desk.Snapshot().Marks)
	}
	o.desk.BestFrame()
	if got := o.desk.Snapshot().Marks; len(got) != n {
		t.Errorf("%d marks of the found frame, want %d", len(got), n)
	}
}

func TestTwinFollowsAnAlignmentByHandAndTellsNoErrorOfIt(t *testing.T) {
	o, shift := ownerOfAPair(t)
	id := o.mark(casefile.DetailMark, geom.Point{X: 100, Y: 80})
	byProgram := o.marked(id)
	s := o.finished()
	aside := geom.Point{X: 7, Y: -4} // from where the pictures lie
	var points byhand.Points
	for _, p := range []geom.Point{{X: 20, Y: 30}, {X: 300, Y: 200}} {
		points.Pairs = append(points.Pairs, byhand.Point{Claimed: p, Candidate: p.Add(shift).Add(aside)})
	}
	o.desk.AlignByHand(s.Candidates[0].Evidence.ID, points, false)
	o.until("it is aligned", func(s Snapshot) bool { return len(s.Case.ByHand) == 1 })
	m := o.marked(id)
	if off := m.OnCandidate[0].Distance(m.OnClaimed[0].Add(shift).Add(aside)); off > 1e-6 || m.UncertaintyPx != 0 || m.Measured != nil {
		t.Errorf("aligned by hand: %+v, off by %.3f px", m, off)
	}
	path := filepath.Join(t.TempDir(), "hand.motbilde")
	o.desk.SaveAs(path)
	o.until("it is saved", func(s Snapshot) bool { return s.Document.Path == path })
	file, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	again, err := casework.Recompute(t.Context(), o.desk.lab, file.Document, casework.CaseOriginals{File: file}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range again {
		if len(r.OtherMarks) > 0 {
			t.Errorf("made again, the details %v lie elsewhere", r.OtherMarks)
		}
	}
	o.desk.Undo()
	if m := o.marked(id); m.OnCandidate[0].Distance(byProgram.OnCandidate[0]) > 1e-6 || m.UncertaintyPx != byProgram.UncertaintyPx {
		t.Errorf("undone: %+v, before it was %+v", m, byProgram)
	}
	o.desk.Redo()
	o.desk.ForgetByHand(s.Candidates[0].Evidence.ID)
	if m := o.marked(id); m.OnCandidate[0].Distance(byProgram.OnCandidate[0]) > 1e-6 {
		t.Errorf("forgotten: %+v", m)
	}
}
