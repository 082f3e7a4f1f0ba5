package desk

import (
	"encoding/json"
	"errors"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func TestSinglePictureOnAnEmptyWindowBecomesTheClaim(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "påstand & 100 %.png", "клип.png")
	o.desk.Add(paths[:1], AnyWell)
	s := o.finished()
	if s.Claim.Evidence.Name != "påstand & 100 %.png" || len(s.Candidates) != 0 || s.Question != nil {
		t.Fatalf("claim %q, candidates %q, question %v", s.Claim.Evidence.Name, names(s.Candidates), s.Question)
	}
	if s.Claim.Thumbnail == nil || s.Claim.Evidence.Pixels != (geom.Size{Width: 96, Height: 72}) {
		t.Errorf("the claim came without thumbnail or size: %v", s.Claim.Evidence.Pixels)
	}
	o.desk.Add(paths[1:], AnyWell)
	s = o.finished()
	if !slices.Equal(names(s.Candidates), []string{"клип.png"}) || s.Selected != s.Candidates[0].Evidence.ID {
		t.Errorf("candidates %q, selected %q", names(s.Candidates), s.Selected)
	}
	if s.Candidates[0].State != Compared || s.Compared != 1 {
		t.Errorf("the candidate was not compared: %v", s.Candidates[0].State)
	}
}

func TestWhichOneIsSpreadIsAskedOnceOverAllThatWereDropped(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png")
	o.desk.Add(paths[:3], AnyWell)
	s := o.until("the question is there with all three", func(s Snapshot) bool {
		return s.Question != nil && len(s.Question.Options) == 3 && idle(s)
	})
	for _, option := range s.Question.Options {
		if option.Thumbnail == nil {
			t.Errorf("%s is asked about without its picture", option.Evidence.Name)
		}
	}
	if s.HasClaim() || len(s.Candidates) != 3 {
		t.Errorf("before the answer: claim %v, %d candidates", s.HasClaim(), len(s.Candidates))
	}
	o.desk.AnswerClaim(s.Question.Options[1].Evidence.ID)
	o.desk.Add(paths[3:], AnyWell)
	s = o.finished()
	if s.Question != nil {
		t.Error("asked a second time")
	}
	if s.Claim.Evidence.Name != "bb.png" || len(s.Candidates) != 3 || s.Compared != 3 {
		t.Errorf("claim %q, candidates %q, %d compared", s.Claim.Evidence.Name, names(s.Candidates), s.Compared)
	}
}

func TestEachOfThePicturesThatWereDroppedMayBeAClaim(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png")
	o.desk.Add(paths[:3], ClaimWell)
	o.until("the question is there", func(s Snapshot) bool { return s.Question != nil && len(s.Question.Options) == 3 && idle(s) })
	o.desk.AnswerAllClaims()
	o.desk.Add(paths[3:], AnyWell)
	s := o.finished()
	if claims := s.Case.Claims(); s.Question != nil || len(claims) != 3 || s.Claim.Evidence.Name != "a.png" || !slices.Equal(names(s.Candidates), []string{"dddd.png"}) {
		t.Errorf("%d claims, %q is looked at, candidates %q, question %v", len(claims), s.Claim.Evidence.Name, names(s.Candidates), s.Question)
	}
	o.desk.Undo()
	o.desk.Undo()
	if s = o.finished(); s.HasClaim() || len(s.Candidates) != 3 {
		t.Errorf("undone there are %d candidates, and a claim: %v", len(s.Candidates), s.HasClaim())
	}
}

func TestQuestionClosedWithoutAnswerLeavesAllAsCandidates(t *testing.T) {
	o := newOwner(t)
	o.desk.Add(pictures(t, "a.png", "bb.png"), AnyWell)
	o.until("the question is there", func(s Snapshot) bool { return s.Question != nil })
	o.desk.DismissQuestion()
	if s := o.finished(); s.Question != nil || s.HasClaim() || len(s.Candidates) != 2 {
		t.Errorf("question %v, claim %v, %d candidates", s.Question, s.HasClaim(), len(s.Candidates))
	}
}

func TestOnlyReadablePictureOfADropIsTheClaimWithoutAQuestion(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png")
	text := filepath.Join(filepath.Dir(paths[0]), "notes.txt")
	if err := os.WriteFile(text, []byte("no picture at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.desk.Add([]string{text, paths[0], filepath.Join(t.TempDir(), "gone.png")}, AnyWell)
	s := o.finished()
	if s.Claim.Evidence.Name != "a.png" || s.Question != nil {
		t.Errorf("claim %q, question %v", s.Claim.Evidence.Name, s.Question)
	}
	if len(s.Problems) != 2 {
		t.Fatalf("%d problems, want those of the text file and the missing one: %v", len(s.Problems), s.Problems)
	}
	lines := strings.Join(o.lines, "\n")
	if strings.Count(lines, problemSchema) != 2 || strings.Count(lines, `"verdict":"error"`) != 1 || strings.Contains(lines, `"claim":""`) {
		t.Errorf("the trace should hold two problems and the unreadable candidate against its claim:\n%s", lines)
	}
	for _, p := range s.Problems {
		if p.Sentence(words.English) == "" || p.Sentence(words.Norwegian) == "" {
			t.Errorf("%v has no sentence", p.Err)
		}
	}
}

func TestPictureOnTheClaimsWellTakesTheClaimsPlace(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png")
	o.desk.Open(paths[:2])
	o.finished()
	o.desk.Add(paths[2:], ClaimWell)
	s := o.finished()
	if s.Claim.Evidence.Name != "ccc.png" || s.Compared != 2 {
		t.Errorf("claim %q, %d compared; candidates %q", s.Claim.Evidence.Name, s.Compared, names(s.Candidates))
	}
}

func TestTheSameFileIsSaidAndNotAddedTwice(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png")
	twin := filepath.Join(t.TempDir(), "twin.png")
	copyFile(t, paths[1], twin)
	o.desk.Open(paths)
	o.finished()
	o.desk.Add([]string{twin, paths[1], paths[0]}, AnyWell)
	s := o.finished()
	if s.Claim.Evidence.Name != "a.png" || !slices.Equal(names(s.Candidates), []string{"bb.png"}) {
		t.Errorf("claim %q, candidates %q", s.Claim.Evidence.Name, names(s.Candidates))
	}
	said := 0
	for _, p := range s.Problems {
		var twice *DuplicateError
		if errors.As(p.Err, &twice) {
			said++
		}
	}
	if said != 3 {
		t.Errorf("%d of 3 duplicates were said: %v", said, s.Problems)
	}
}

func TestByteIdenticalCopyFromElsewhereStandsAgainstTheClaim(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png")
	twin := filepath.Join(t.TempDir(), "found elsewhere.png")
	copyFile(t, paths[0], twin)
	o.desk.Open([]string{paths[0], twin})
	s := o.finished()
	if len(s.Candidates) != 1 || s.Candidates[0].State != Compared || len(s.Problems) != 0 {
		t.Errorf("candidates %q, problems %v", names(s.Candidates), s.Problems)
	}
}

func TestSwapInTheMiddleOfTheWorkLeavesNoResultOfTheOldPair(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png", "eeeee.png")
	o.desk.Open(paths)
	s := o.until("comparisons are under way", func(s Snapshot) bool {
		return slices.ContainsFunc(s.Candidates, func(c Item) bool { return c.State == Comparing })
	})
	old := s.Claim.Evidence
	chosen := s.Candidates[len(s.Candidates)-1].Evidence
	o.desk.Select(chosen.ID)
	before := len(o.lines)
	o.desk.Swap()
	s = o.finished()
	if s.Claim.Evidence.ID != chosen.ID || s.Selected != old.ID || s.Compared != 4 {
		t.Fatalf("claim %q, selected %q, %d compared", s.Claim.Evidence.Name, s.Selected, s.Compared)
	}
	for _, c := range s.Candidates {
		if c.Comparison.Claimed != chosen.ID || c.Comparison.Candidate != c.Evidence.ID {
			t.Errorf("%s holds the comparison of %s with %s", c.Evidence.Name, c.Comparison.Candidate, c.Comparison.Claimed)
		}
	}
	if len(o.lines)-before != 4 {
		t.Errorf("%d lines after the swap, want 4", len(o.lines)-before)
	}
	for _, line := range o.lines[before:] {
		var l struct{ Claim string }
		if err := json.Unmarshal([]byte(line), &l); err != nil || l.Claim != chosen.Path {
			t.Errorf("a line of the old pair: %s", line)
		}
	}
}

func TestCancelStopsAndLeavesTheCaseAndResumeFinishesIt(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png", "eeeee.png")
	o.desk.Open(paths)
	o.until("something is being compared", func(s Snapshot) bool { return s.Progress.Stage == ComparingFiles })
	o.desk.Cancel()
	s := o.desk.Snapshot()
	if s.Progress.Stage != Idle || !s.Stopped || len(s.Candidates) != 4 {
		t.Fatalf("after stopping: progress %+v, stopped %v, %d candidates", s.Progress, s.Stopped, len(s.Candidates))
	}
	done := s.Compared
	for o.desk.running > 0 {
		(<-o.posted)()
	}
	if s := o.desk.Snapshot(); s.Compared != done {
		t.Errorf("%d compared after stopping at %d", s.Compared, done)
	}
	o.desk.Resume()
	if s := o.finished(); s.Compared != 4 || s.Stopped {
		t.Errorf("after resuming: %d of 4 compared, stopped %v", s.Compared, s.Stopped)
	}
}

func TestRemovedCandidateNeverComesBack(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png")
	o.desk.Open(paths)
	s := o.until("both are listed", func(s Snapshot) bool { return len(s.Candidates) == 2 })
	gone, stays := s.Candidates[0].Evidence.ID, s.Candidates[1].Evidence.ID
	o.desk.Select(gone)
	o.desk.Remove(gone)
	s = o.finished()
	if len(s.Candidates) != 1 || s.Candidates[0].Evidence.ID != stays || s.Selected != stays {
		t.Errorf("candidates %q, selected %q", names(s.Candidates), s.Selected)
	}
}

func TestOrderStandsStillUnderTheHandAndSettlesAfterwards(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png", "dddd.png")
	o.desk.Open(paths)
	s := o.finished()
	found := func(id casefile.ID, v align.Verdict, figure float64) {
		pair := pairing{s.Claim.Evidence.ID, id}
		c := o.desk.results[pair]
		c.Alignment = align.Alignment{Verdict: v, HasNFA: true, Log10NFA: figure}
		o.desk.results[pair] = c
		o.desk.settle()
	}
	first, second, third := s.Candidates[0].Evidence.ID, s.Candidates[1].Evidence.ID, s.Candidates[2].Evidence.ID
	o.desk.Hold(true)
	found(third, align.Match, -40)
	found(second, align.Uncertain, -4)
	if got := o.desk.order; !slices.Equal(got, []casefile.ID{first, second, third}) {
		t.Errorf("the order moved under the hand: %v", got)
	}
	o.desk.Hold(false)
	if got := o.desk.order; !slices.Equal(got, []casefile.ID{third, second, first}) {
		t.Errorf("settled to %v", got)
	}
	if o.desk.selected != third {
		t.Errorf("the best is not selected but %v", o.desk.selected)
	}
	o.desk.SelectNext()
	found(second, align.Identical, 0)
	if o.desk.selected != second {
		t.Error("the person's choice was taken away")
	}
}

func TestFrameOfTheOldPairIsDroppedWhenTheSelectionMoves(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png", "ccc.png")
	o.desk.Open(paths)
	s := o.finished()
	size := geom.Size{Width: 40, Height: 30}
	o.desk.Select(s.Candidates[0].Evidence.ID)
	o.desk.Frame(0, compare.View{Mode: compare.SideBySide}, size, false, func(compare.Frame, error) { t.Error("delivered") })
	o.desk.Select(s.Candidates[1].Evidence.ID)
	delivered := false
	o.desk.Frame(0, compare.View{Mode: compare.SideBySide}, size, false, func(f compare.Frame, err error) {
		delivered = true
		if err != nil || f.Image.Rect.Dx() != 40 || f.Image.Rect.Dy() != 30 {
			t.Errorf("frame of %v, %v", f.Image.Rect, err)
		}
	})
	o.until("the frame is there", func(Snapshot) bool { return delivered })
}

func TestAPixelIsReadOfThePairThatIsShownAlone(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png", "ccc.png"))
	s := o.finished()
	o.desk.Select(s.Candidates[0].Evidence.ID)
	at := geom.Point{X: 5.4, Y: 7.8}
	o.desk.Inspect(0, at, func(compare.Reading) { t.Error("a reading of the old pair was delivered") })
	o.desk.Select(s.Candidates[1].Evidence.ID)
	var readings []compare.Reading
	o.desk.Inspect(2, geom.Point{X: -1, Y: 2}, func(compare.Reading) { t.Error("something was read beside the claim") })
	for purpose := range Purpose(3) { // the last waits for what was asked beside the claim
		o.desk.Inspect(purpose, at, func(r compare.Reading) { readings = append(readings, r) })
	}
	o.until("all purposes are read", func(Snapshot) bool { return len(readings) == 3 })
	for _, r := range readings {
		if r.At != image.Pt(5, 7) {
			t.Errorf("read %+v", r)
		}
	}
}

func TestSourceAndNoteStandInTheCase(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png"))
	s := o.finished()
	id := s.Claim.Evidence.ID
	o.desk.SetSource(id, casefile.Source{Publisher: "Arkivet"})
	o.desk.SetNote(id, "снято ночью")
	if got := o.seen.Claim.Evidence.Source; got.Publisher != "Arkivet" || got.Note != "снято ночью" || got.Filled() != 2 {
		t.Errorf("got %+v", got)
	}
}

func TestFileChangedOnDiskIsAProblemAndNoFinding(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png")
	o.desk.Open(paths)
	s := o.finished()
	o.desk.lab = newOwner(t).desk.lab // one that holds nothing
	draw(t, paths[1], 4711)
	o.desk.Swap()
	s = o.finished()
	if len(s.Problems) == 0 || !strings.Contains(s.Problems[0].Sentence(words.English), "changed") {
		t.Errorf("problems %v", s.Problems)
	}
}

func TestClosedDeskTellsNobody(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png"))
	o.desk.Close()
	told := o.told
	(<-o.posted)()
	if o.told != told {
		t.Error("a closed desk told its watchers")
	}
}
