package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

func TestATrainerMakesAnExerciseOfOwnPicturesAndTriesIt(t *testing.T) {
	h := newHall(t, Options{})
	_, whole, other := smallScenes(t)
	h.openMaker()
	h.makerTakes([]string{whole, other})
	h.settle("the claim is shown", func() bool { return h.maker.preview != nil })
	h.workshop.OnEdit(0, true) // a part of it
	h.workshop.OnEdit(1, true) // mirrored
	h.workshop.OnPlace(0, 0, 0.25)
	h.settle("the edits are done to it", func() bool { return h.maker.claim.Width == 288 })
	h.workshop.OnText(lessons.TitleField, "The bend")
	h.workshop.OnText(lessons.HintField, "Look at the road.")
	for i, size := range sizes { // as designed, and as small as it can be
		h.setScale(float32(i + 1))
		h.setLanguage([]words.Language{words.English, words.Norwegian}[i])
		h.window.Resize(size)
		h.window.Canvas().Content().Resize(size)
		for step := range lessons.Steps {
			h.workshop.OnStep(step)
			h.checkLines("step " + stepName(step))
		}
	}
	h.setScale(1)
	h.setLanguage(words.English)
	h.key(fyne.KeyPageUp)
	if h.maker.step != lessons.Steps-2 {
		t.Errorf("PgUp goes to step %d", h.maker.step)
	}
	h.workshop.OnTry()
	h.until("it is tried", func(s desk.Snapshot) bool {
		return s.Lesson != nil && len(s.Candidates) == 2 && s.Candidates[1].State == desk.Unjudged
	})
	e, k, ok := h.openKey()
	if !ok || len(k.Placements) != 1 || !k.Placements[0].Mirrored(e.Claim.Size) || e.Hints[0] != 5 || !e.EyesFirst || e.Title.In(words.English) != "The bend" {
		t.Fatalf("the exercise is %+v, its key %+v", e, k)
	}
	h.desk.Select(h.seen.Lesson.EvidenceOf(k.Placements[0].Candidate))
	h.lesson.OnChoose(0)
	h.lesson.OnSure(100)
	h.giveAnswer()
	if !h.practice.marks.Right || k.Choice != training.ThisOne {
		t.Errorf("the right answer is marked as %+v", h.practice.marks)
	}

	h.openMaker()
	h.workshop.OnKeep()
	h.settle("it is in the pack", func() bool { return len(h.maker.pack) == 1 })
	if h.maker.source != "" || h.maker.decoys != nil {
		t.Error("the next exercise begins with what the last one was made of")
	}
	h.maker.source = "/nowhere/gone.jpg"
	h.makePreview()
	h.settle("that it can’t be read is said", func() bool { return h.maker.problem != "" })
}

func stepName(i int) string { return string(rune('1' + i)) }

func TestMomentsAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]time.Duration{"12.5": 12500 * time.Millisecond, "1:02,5": 62500 * time.Millisecond, "1:00:02": time.Hour + 2*time.Second, "": 0, "soon": 0, "-3": 0} {
		if got := moment(text); got != want {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
