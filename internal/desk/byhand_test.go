package desk

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

func TestAnAlignmentByHandIsOneEditThatIsShownAndKept(t *testing.T) {
	o := newOwner(t)
	captured, found, _ := capturedPost(t)
	o.desk.Open([]string{captured, found})
	s := o.finished()
	id := s.Candidates[0].Evidence.ID
	program := s.Candidates[0].Comparison.Alignment
	if !o.desk.CanAlignByHand(id) {
		t.Fatal("the pair can't be aligned by hand")
	}
	o.desk.AlignByHand(id, byhand.Points{Pairs: []byhand.Point{{}, {}}}, false)
	points := byhand.Points{Pairs: []byhand.Point{
		{Claimed: geom.Point{X: 50, Y: 60}, Candidate: geom.Point{X: 70, Y: 90}, Name: "Lamp"},
		{Claimed: geom.Point{X: 300, Y: 90}, Candidate: geom.Point{X: 330, Y: 110}},
	}}
	o.desk.AlignByHand(id, points, false)
	o.until("it is aligned", func(s Snapshot) bool { return len(s.Case.ByHand) == 1 })
	s = o.finished()
	c := s.Candidates[0].Comparison
	if c.Hand == nil || c.Alignment.Status != align.ByHand || c.Alignment.HasNFA || c.Alignment.Verdict.Accepted() || c.Program().Verdict != program.Verdict {
		t.Fatalf("shown as %+v", c.Alignment)
	}
	if s.Undo.Key != "hand.edit.align" {
		t.Errorf("undo would take %q", s.Undo.Key)
	}
	lines := o.desk.log.Lines()
	last := lines[len(lines)-1]
	if last.Event != casefile.Edited || !strings.Contains(last.Parameters["byHand"], "2 points, similarity") {
		t.Errorf("the log says %v", last.Parameters)
	}
	if v := o.desk.value(); len(v.Case.ByHand) != 1 || v.Comparisons[0].Alignment.Status == align.ByHand {
		t.Error("the case would be saved with the person's alignment for the program's")
	}

	path := filepath.Join(t.TempDir(), "a.motbilde")
	o.desk.SaveAs(path)
	o.until("it is saved", func(s Snapshot) bool { return s.Document.Path == path })
	other := newOwner(t)
	other.desk.OpenCase(path)
	s = other.finished()
	if h := s.Candidates[0].Comparison.Hand; h == nil || h.Points.Pairs[0].Name != "Lamp" {
		t.Error("it is gone in the case that was saved")
	}

	o.desk.Undo()
	if s = o.finished(); s.Candidates[0].Comparison.Hand != nil || s.Candidates[0].Comparison.Alignment.Verdict != program.Verdict {
		t.Error("undone, it is shown still")
	}
	o.desk.Redo()
	o.desk.ForgetByHand(id)
	if s = o.finished(); s.Candidates[0].Comparison.Hand != nil || len(s.Case.ByHand) != 0 {
		t.Error("forgotten, it is shown still")
	}
}
