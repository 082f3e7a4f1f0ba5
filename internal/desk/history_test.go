package desk

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

func events(l casefile.Log) (all []casefile.Event) {
	for _, line := range l.Lines() {
		all = append(all, line.Event)
	}
	return all
}

func TestUndoneRemovalShowsItsFindingAtOnce(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png", "ccc.png"))
	s := o.finished()
	gone := s.Candidates[0]
	o.desk.Select(gone.Evidence.ID)
	lines := len(o.lines)
	o.desk.Remove(gone.Evidence.ID)
	if got := o.seen.Undo.Say(words.English); got != "remove "+gone.Evidence.Name {
		t.Errorf("undo would %q", got)
	}
	o.desk.Undo()
	s = o.desk.Snapshot()
	i := slices.IndexFunc(s.Candidates, func(c Item) bool { return c.Evidence.ID == gone.Evidence.ID })
	if i < 0 || s.Candidates[i].State != Compared || s.Candidates[i].Thumbnail == nil || s.Selected != gone.Evidence.ID {
		t.Fatalf("candidates %q, selected %q", names(s.Candidates), s.Selected)
	}
	if s = o.finished(); len(o.lines) != lines || s.Redo.Key != "edit.remove" {
		t.Errorf("compared again: %d lines, were %d; redo %+v", len(o.lines), lines, s.Redo)
	}
	o.desk.Redo()
	if len(o.seen.Candidates) != 1 || !o.seen.Redo.None() {
		t.Errorf("after redo %q", names(o.seen.Candidates))
	}
	got := events(o.desk.log)
	if want := []casefile.Event{casefile.Edited, casefile.Undone, casefile.Redone}; !slices.Equal(got[len(got)-3:], want) {
		t.Errorf("the log ends with %q", got)
	}
}

func TestUndoWhileFilesAreReadEndsTheirWork(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png", "ccc.png"))
	o.until("the rows are there", func(s Snapshot) bool { return len(s.Candidates) == 2 })
	o.desk.Undo() // the candidates
	o.desk.Undo() // the claim
	if s := o.finished(); !s.Empty() || s.Redo.Key != "edit.add-claim" {
		t.Fatalf("left: %q, redo %+v", names(s.Candidates), s.Redo)
	}
	o.desk.Redo()
	o.desk.Redo()
	if s := o.finished(); s.Claim.Evidence.Name != "a.png" || s.Compared != 2 || s.Claim.Evidence.SHA256 == "" {
		t.Errorf("claim %+v, %d compared", s.Claim.Evidence, s.Compared)
	}
}

// What a worker finds out reaches the cases before it, too.
func TestUndoKeepsWhatWasReadMeanwhile(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	o.until("the rows are there", func(s Snapshot) bool { return len(s.Candidates) == 1 })
	o.desk.SetTitle("before anything was read")
	o.finished()
	o.desk.Undo()
	if s := o.finished(); s.Case.Title != "" || s.Claim.Evidence.SHA256 == "" || s.Compared != 1 {
		t.Errorf("%+v, %d compared", s.Case, s.Compared)
	}
}

func TestTypingInOneFieldIsOneEditAndOneLine(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	s := o.finished()
	id, lines := s.Claim.Evidence.ID, o.desk.log.Count()
	for _, text := range []string{"n", "na", "nat", "natt"} {
		o.desk.SetNote(id, text)
	}
	if o.desk.log.Count() != lines {
		t.Error("every letter is a line of the log")
	}
	source := o.desk.Case().Evidence[0].Source
	source.Publisher = "Arkivet"
	o.desk.SetSource(id, source)
	o.desk.Undo()
	if e, _ := o.desk.Case().Find(id); e.Source.Note != "natt" || e.Source.Publisher != "" {
		t.Errorf("after one undo: %+v", e.Source)
	}
	o.desk.Undo()
	if e, _ := o.desk.Case().Find(id); e.Source.Note != "" {
		t.Errorf("after two: %+v", e.Source)
	}
	all := o.desk.log.Lines()[lines:]
	if len(all) != 4 || all[0].Parameters["evidence["+string(id)+"].source.note"] != `"" → "natt"` || all[0].Object != s.Claim.Evidence.SHA256 {
		t.Errorf("the log says %+v", all)
	}
	// A pause, and the next letter is another edit.
	o.desk.SetNote(id, "x")
	o.desk.history.typed = time.Now().Add(-2 * typingPause)
	o.desk.SetNote(id, "xy")
	o.desk.Undo()
	if e, _ := o.desk.Case().Find(id); e.Source.Note != "x" {
		t.Errorf("after the pause: %q", e.Source.Note)
	}
}

func TestEditThatChangesNothingIsNone(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png"))
	o.finished()
	lines, steps := o.desk.log.Count(), len(o.desk.history.past)
	o.desk.SetTitle("")
	o.desk.SetClaim(o.seen.Claim.Evidence.ID)
	o.desk.SelectNext()
	if o.desk.log.Count() != lines || len(o.desk.history.past) != steps {
		t.Errorf("%d lines, %d steps", o.desk.log.Count()-lines, len(o.desk.history.past)-steps)
	}
}

func TestLogTellsAllThatWasDoneWithinItsLimits(t *testing.T) {
	o := newOwner(t)
	o.desk.SetActor("Kari")
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	o.finished()
	o.desk.SetTitle(strings.Repeat("æ", 10_000))
	o.desk.Swap()
	o.finished()
	counts := map[casefile.Event]int{}
	for _, line := range o.desk.log.Lines() {
		counts[line.Event]++
		if line.Actor != "Kari" {
			t.Errorf("done by %q: %+v", line.Actor, line)
		}
		for name, value := range line.Parameters {
			if len(value) > 2000 {
				t.Errorf("%s holds %d bytes", name, len(value))
			}
		}
	}
	if counts[casefile.Imported] != 2 || counts[casefile.Compared] != 2 || counts[casefile.Edited] != 4 {
		t.Errorf("the log tells %v", counts)
	}
	if _, err := casefile.ReadLog(o.desk.log.Text()); err != nil {
		t.Error(err)
	}
}
