package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// openLesson opens an exercise with the eyes first: of the candidates, the second
// is the source, and the third a copy that looks like it.
func openLesson(t *testing.T, o *owner) Snapshot {
	t.Helper()
	captured, found, _ := capturedPost(t)
	other := pictures(t, "b.png")[0]
	bytes := func(path string) func(context.Context) ([]byte, error) {
		return func(context.Context) ([]byte, error) { return os.ReadFile(path) }
	}
	o.desk.OpenLesson(NewLesson{
		Lesson: casefile.Lesson{Pack: "pack", Exercise: "one", EyesFirst: true},
		Title:  "The lamp",
		Claim:  LessonFile{Item: "claim", Name: "Claim.png", Bytes: bytes(captured)},
		Candidates: []LessonFile{
			{Item: "x", Name: "Candidate 1.png", Bytes: bytes(other)},
			{Item: "source", Name: "Candidate 2.png", Bytes: bytes(found)},
		},
	})
	return o.until("the exercise is open", func(s Snapshot) bool {
		return s.Lesson != nil && idle(s) && len(s.Candidates) == 2 && s.Candidates[1].State == Unjudged && s.Candidates[0].State == Unjudged
	})
}

func TestNothingIsFoundBeforeTheAnswerWithTheEyesFirst(t *testing.T) {
	o := newOwner(t)
	s := openLesson(t, o)
	if !slices.Equal(names(s.Candidates), []string{"Candidate 1.png", "Candidate 2.png"}) || s.Candidates[0].Thumbnail == nil {
		t.Fatalf("listed as %q", names(s.Candidates))
	}
	source := s.Candidates[1].Evidence.ID
	o.desk.Select(source)
	for _, need := range []func(){o.desk.NeedDifference, o.desk.NeedEdits, o.desk.NeedReplay, o.desk.NeedResidue, o.desk.NeedHistograms, o.desk.NeedEmbedded, o.desk.ProposeDetails, o.desk.CompareAgain} {
		need()
	}
	o.desk.NeedPreview(edition.Publication, words.English)
	o.desk.Export(Export{What: Report, Path: filepath.Join(t.TempDir(), "r.pdf")})
	o.desk.SetSort(ByName)
	s = o.finished()
	c := s.Candidates[1]
	switch {
	case c.State != Unjudged || c.Comparison.Alignment.Verdict != align.VerdictUnset || c.Comparison.Alignment.Placed() || c.Region != nil:
		t.Errorf("the source is told: %+v", c.Comparison)
	case s.Difference != nil || s.Edits != nil || s.Residue != nil || s.Histograms != nil || s.ClaimEmbedded != nil || s.CandidateEmbedded != nil || s.Earlier != 0 || s.Compared != 0:
		t.Error("something was measured")
	case s.Leaving != nil || s.Exported != nil || s.Preview.Known || s.CanReport():
		t.Error("something can leave")
	case len(o.lines) > 0:
		t.Errorf("the trace tells %q", o.lines)
	case len(o.desk.value().Comparisons) > 0:
		t.Error("a comparison would be saved")
	}
	for _, line := range o.desk.log.Lines() {
		if line.Event == casefile.Compared {
			t.Error("the log tells of a comparison")
		}
	}
	for _, do := range []func(){o.desk.Swap, func() { o.desk.SetClaim(source) }, func() { o.desk.Remove(source) }, func() { o.desk.Add(pictures(t, "ccc.png"), CandidatesWell) }} {
		if do(); o.finished().Claim.Evidence.Name != "Claim.png" || len(o.finished().Candidates) != 2 {
			t.Error("the pictures of the exercise were changed")
		}
	}

	points := byhand.Points{Pairs: []byhand.Point{
		{Claimed: geom.Point{X: 50, Y: 60}, Candidate: geom.Point{X: 70, Y: 90}},
		{Claimed: geom.Point{X: 300, Y: 90}, Candidate: geom.Point{X: 330, Y: 110}},
	}}
	o.desk.AlignByHand(source, points, false)
	s = o.until("it is aligned", func(s Snapshot) bool { return s.Candidates[1].State == Compared })
	if a := s.Candidates[1].Comparison; a.Alignment.Status != align.ByHand || a.Alignment.ToneInverted || a.Program().Verdict != align.VerdictUnset || s.CanReport() {
		t.Errorf("aligned by hand it is told as %+v", a.Alignment)
	}
	id := o.desk.AddMark(casefile.Mark{Kind: casefile.BoxMark, Set: casefile.OnClaimed, OnClaimed: []geom.Point{{X: 10, Y: 20}, {X: 40, Y: 20}, {X: 40, Y: 50}, {X: 10, Y: 50}}}, false)
	o.desk.NeedDifference()
	s = o.finished()
	if m, _ := o.desk.file.Mark(id); s.Difference != nil || len(m.OnCandidate) != 4 {
		t.Error("the mark is not carried, or a difference was made")
	}
	o.desk.EditLesson(func(l *casefile.Lesson) {
		l.Confidence, l.Choice, l.Candidates = 80, string(training.ThisOne), []casefile.ID{source}
	})
	a := o.desk.Answer()
	if a.Confidence != 80 || !slices.Equal(a.Candidates, []string{"source"}) || len(a.Outlines) != 1 || len(a.Pairs) != 2 || a.Pairs[0].On != "source" ||
		!slices.Equal(a.Differences, []geom.Rect{{MinX: 10, MinY: 20, MaxX: 40, MaxY: 50}}) || a.Outlines[0].Quad == (geom.Quad{}) {
		t.Errorf("the answer taken from the case is %+v", a)
	}

	// Saved and opened, it hides as before; answered, everything is as in any case.
	path := filepath.Join(t.TempDir(), "a.motbilde")
	o.desk.SaveAs(path)
	o.until("it is saved", func(s Snapshot) bool { return s.Document.Path == path && !s.Document.Saving })
	other := newOwner(t)
	other.desk.OpenCase(path)
	s = other.until("it is open", func(s Snapshot) bool { return len(s.Candidates) == 2 && idle(s) })
	if !s.Hides() || len(other.lines) > 0 || s.Lesson.Confidence != 80 || s.Compared != 1 {
		t.Errorf("opened again it is %+v", s.Lesson)
	}
	other.desk.EditLesson(func(l *casefile.Lesson) { l.Answered = true })
	s = other.finished()
	if s.Compared != 2 || !s.CanReport() || len(other.lines) != 2 || !strings.Contains(strings.Join(other.lines, ""), `"verdict":"`) {
		t.Errorf("answered, %d of 2 are compared", s.Compared)
	}
	other.desk.ShowSolution(Solution{
		Candidate: source, CandidateFromClaimed: geom.Translation(5, 6), Missed: []geom.Rect{{MinX: 1, MinY: 2, MaxX: 30, MaxY: 40}},
		Outline: []geom.Point{{X: 1, Y: 1}, {X: 90, Y: 1}, {X: 90, Y: 70}},
	})
	if s = other.finished(); len(s.Marks) != 3 || s.Selected != source {
		t.Errorf("the solution is drawn by %d marks", len(s.Marks))
	}
	other.desk.Undo()
	if s = other.finished(); len(s.Marks) != 1 {
		t.Error("the solution can't be taken back")
	}
}

func TestALessonThatIsLeftIsKeptAndHidesStill(t *testing.T) {
	folder := t.TempDir()
	o := newOwnerWith(t, Options{Folder: folder, KeepAfter: time.Millisecond})
	openLesson(t, o)
	o.desk.EditLesson(func(l *casefile.Lesson) { l.Hints = 1 })
	o.desk.NewCase()
	s := o.until("it is offered", func(s Snapshot) bool { return len(s.Unfinished) == 1 })
	o.desk.Restore(s.Unfinished[0].ID)
	s = o.until("it is open again", func(s Snapshot) bool { return s.Lesson != nil && len(s.Candidates) == 2 && idle(s) })
	if !s.Hides() || s.Lesson.Hints != 1 || s.Candidates[0].State != Unjudged || len(o.lines) > 0 {
		t.Errorf("it came back as %+v, %d candidates compared", s.Lesson, s.Compared)
	}
}
