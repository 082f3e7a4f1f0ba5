package app

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/words"
)

func TestATrainerMakesAnExerciseOfOwnPicturesAndTriesIt(t *testing.T) {
	h := newHall(t, Options{})
	_, whole, other := smallScenes(t)
	h.openMaker()
	h.makerTakes([]string{whole, other})
	h.settle("the claim is shown", func() bool { return h.maker.preview != nil })
	h.workshop.OnStep(1)
	h.workshop.OnPress("add:crop")
	h.workshop.OnPlace(lessons.Box{0.25, 0.2, 0.7, 0.7}, false)
	h.workshop.OnPlace(lessons.Box{0.3, 0.2, 0.7, 0.7}, false) // one drag, which is undone at once …
	h.workshop.OnPlace(lessons.Box{0.25, 0.2, 0.7, 0.7}, true)
	h.workshop.OnPress("add:mirror")
	h.settle("the edits are done to it", func() bool { return h.maker.claim.Width == 288 })
	h.undoHere("undo")
	h.undoHere("undo")
	if len(h.maker.edits) != 1 || h.maker.edits[0].place != newEdit(draft.Crop).place {
		t.Errorf("undone twice, the edits are %+v", h.maker.edits)
	}
	h.undoHere("redo") // … and done again
	h.undoHere("redo")
	h.settle("they are done again", func() bool { return h.maker.claim.Width == 288 && len(h.maker.edits) == 2 })
	h.workshop.OnWrite("text:title-0", "The bend")
	h.workshop.OnWrite("text:hint-0", "Look at the road.")
	h.workshop.OnChoose("language", 1)
	h.workshop.OnWrite("text:title-1", "Svingen")
	h.workshop.OnWrite("text:teacher-1", "De fleste ser veien.")
	h.workshop.OnPress("open:decoy-0")
	h.workshop.OnWrite("credit:decoy-0", "Ida Myhre")
	h.workshop.OnWrite("word:decoy-0", "anchor")
	h.workshop.OnPress("add:paste")
	h.workshop.OnPress("edit:2")
	h.workshop.OnPress("add:player")
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
	h.workshop.OnPress("drop-edit:3")
	h.workshop.OnPress("drop-edit:2")
	h.workshop.OnPress("try")
	h.until("it is tried", func(s desk.Snapshot) bool {
		return s.Lesson != nil && len(s.Candidates) == 2 && s.Candidates[1].State == desk.Unjudged
	})
	e, k, ok := h.openKey()
	if !ok || len(k.Placements) != 1 || !k.Placements[0].Mirrored(e.Claim.Size) || e.Hints[0] != 5 || !e.EyesFirst || e.Title.In(words.English) != "The bend" || e.Title.In(words.Norwegian) != "Svingen" || k.Teacher.Empty() {
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
	h.workshop.OnPress("keep")
	h.settle("it is in the pack", func() bool { return len(h.maker.pack) == 1 })
	if h.maker.source.path != "" || h.maker.decoys != nil || h.maker.pack[0].cues.Items[0] != "anchor" {
		t.Error("the next exercise begins with what the last one was made of")
	}
	h.takeSketch("source", "/nowhere/gone.jpg")
	h.settle("that it can’t be read is said", func() bool { return h.maker.problem != "" })
}

// Another picture is pasted from, and lies in the source's place under its graphics.
func TestEditsOfOtherPicturesAndSharedGraphics(t *testing.T) {
	h := newHall(t, Options{})
	claim, whole, other := smallScenes(t)
	h.openMaker()
	h.makerTakes([]string{whole})
	h.settle("the claim is shown", func() bool { return h.maker.preview != nil })
	h.workshop.OnStep(1)
	h.workshop.OnPress("add:overlay")
	h.settle("that it has no picture is said", func() bool { return h.maker.problem != "" })
	h.makerTakes([]string{claim}) // which the edit waits for
	h.workshop.OnPress("add:paste")
	h.workshop.OnPress("choose:edit-1")
	h.window.Canvas().Overlays().Top().Hide()
	h.takeSketch("edit-1", other)
	h.settle("both are done", func() bool { return h.maker.problem == "" && h.maker.seen[other].size.Width == 480 })
	h.workshop.OnPlace(lessons.Box{0, 0, 0.25, 0.5}, true)
	if to := h.maker.edits[1].to; math.Abs((to[2]-to[0])*640-120) > 0.01 || math.Abs((to[3]-to[1])*400-160) > 0.01 {
		t.Errorf("120 × 160 pixels of the other picture lie at %v", to)
	}
	h.workshop.OnStep(2)
	h.workshop.OnChoose("choice", 3)
	if h.maker.whyNot() != "like" {
		t.Error("nothing lies in the source’s place, and it can be made")
	}
	h.makerTakes([]string{other, claim}) // of another size: it has the same graphics laid over it
	h.workshop.OnPress("try")
	h.until("it is tried", func(s desk.Snapshot) bool { return s.Lesson != nil && len(s.Candidates) == 2 })
	if _, k, ok := h.openKey(); !ok || k.Choice != training.GraphicsOnly || k.Placements[0].Within == (geom.Quad{}) {
		t.Errorf("the key is %+v", k)
	}
}

func stepName(i int) string { return string(rune('1' + i)) }

func TestMomentsAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]time.Duration{"12.5": 12500 * time.Millisecond, "1:02,5": 62500 * time.Millisecond, "1:00:02": time.Hour + 2*time.Second, "": 0, "soon": 0, "-3": 0} {
		if got := moment(text); got != want {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
