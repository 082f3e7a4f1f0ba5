package desk

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/synth"
)

// related is a case of a claim that is a grey crop of its candidate.
func related(t *testing.T) *owner {
	t.Helper()
	o := newOwner(t)
	scene := synth.Draw(7, synth.Harbour, geom.Size{Width: 600, Height: 400}).Image
	claim := synth.Spread(scene, synth.Crop(image.Rect(60, 40, 540, 360)), synth.Grey())
	folder := t.TempDir()
	paths := []string{filepath.Join(folder, "claim.jpg"), filepath.Join(folder, "found.jpg")}
	for i, data := range [][]byte{synth.EncodeJPEG(claim.Image, 60), synth.EncodeJPEG(scene, 92)} {
		if err := os.WriteFile(paths[i], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.desk.Open(paths)
	if s := o.finished(); len(s.Candidates) != 1 || !HasEdits(s.Candidates[0].Comparison.Alignment) {
		t.Fatalf("the crop was not found: %+v", s.Candidates)
	}
	return o
}

func TestEditsAreMeasuredWhenSomebodyNeedsThem(t *testing.T) {
	o := related(t)
	if s := o.desk.Snapshot(); s.Edits != nil || s.Replay {
		t.Fatal("edits are there that nobody asked for")
	}
	o.desk.NeedEdits()
	s := o.until("the edits are there", func(s Snapshot) bool { return s.Edits != nil })
	crop, cropped := recipe.Find[recipe.Crop](s.Edits.Recipe)
	_, grey := recipe.Find[recipe.Grey](s.Edits.Recipe)
	if !cropped || !grey || crop.Left < 59 || crop.Left > 61 || s.Edits.Recipe.Saved.Quality != 60 {
		t.Errorf("%+v, saved %+v", s.Edits.Recipe.Steps, s.Edits.Recipe.Saved)
	}
	if r := s.Edits.Remains; r.Share < 0.99 || r.After > 8 {
		t.Errorf("%+v", r)
	}
	o.desk.Swap()
	if s := o.desk.Snapshot(); s.Edits != nil {
		t.Error("the edits of the old pair stand under the new one")
	}
}

func TestReplayIsShownOnlyUnderItsOwnName(t *testing.T) {
	o := related(t)
	size := geom.Size{Width: 480, Height: 320}
	view := compare.View{Mode: compare.Candidate}
	var plain, replayed []byte
	o.desk.Frame(0, view, size, true, func(compare.Frame, error) { t.Error("a replay was delivered before there was one") })
	o.desk.Frame(0, view, size, false, func(f compare.Frame, _ error) { plain = f.Image.Pix })
	o.until("the candidate is drawn", func(Snapshot) bool { return plain != nil })

	o.desk.NeedReplay() // asks for the edits first
	o.until("the edits are there", func(s Snapshot) bool { return s.Edits != nil })
	o.desk.NeedReplay()
	o.until("the replay is there", func(s Snapshot) bool { return s.Replay })
	o.desk.Frame(0, view, size, true, func(f compare.Frame, _ error) { replayed = f.Image.Pix })
	o.until("the replay is drawn", func(Snapshot) bool { return replayed != nil })
	if bytes.Equal(plain, replayed) {
		t.Error("the replay is the candidate as it is")
	}
	for i := 0; i < len(replayed); i += 4 {
		if replayed[i] != replayed[i+1] || replayed[i] != replayed[i+2] {
			t.Fatal("the replay of a grey claim has colour")
		}
	}
	o.desk.ForgetReplay()
	if o.seen.Replay {
		t.Error("the replay that was let go is still told of")
	}
}

func TestWithoutAnAcceptedAlignmentThereAreNoEdits(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "a.png", "bb.png"))
	s := o.finished()
	pair := pairing{s.Claim.Evidence.ID, s.Selected}
	c := o.desk.results[pair]
	c.Alignment = align.Alignment{Verdict: align.Uncertain, Status: align.Approximate, CandidateFromClaimed: geom.Identity()}
	o.desk.results[pair] = c
	o.desk.NeedReplay()
	if o.desk.editing.slot.Busy() || o.desk.Snapshot().Edits != nil {
		t.Error("edits are measured of an uncertain alignment")
	}
	if HasEdits(align.Alignment{Verdict: align.NoMatch}) || !HasEdits(align.Alignment{Status: align.ByHand}) {
		t.Error("no match has edits, or an alignment by hand has none")
	}
}
