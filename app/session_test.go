package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/results"
	"github.com/motbilde/motbilde/internal/training/sheet"
	"github.com/motbilde/motbilde/internal/words"
)

// packOf writes a pack whose second candidate comes by a word, whose answers end
// by one, and whose key opens by a third.
func packOf(t *testing.T, lesson training.Lesson) string {
	t.Helper()
	lesson.Exercise.Candidates[1].Step = 1
	var out bytes.Buffer
	err := pack.Write(context.Background(), &out, pack.Pack{
		About:   pack.About{Title: training.Both("Evening class", "Kveldskurs"), Licence: "CC0"},
		Lessons: []training.Lesson{lesson}, Word: "lighthouse keeper",
		Steps: []pack.Step{
			{Step: training.Step{Number: 1, Kind: training.StepItems, Exercise: lesson.Exercise.ID}, Word: "lantern"},
			{Step: training.Step{Number: 2, Kind: training.StepFreeze, Exercise: lesson.Exercise.ID}, Word: "anchor"},
			{Step: training.Step{Number: 3, Kind: training.StepReveal, Exercise: lesson.Exercise.ID}, Word: "harbour"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "class"+pack.Ending)
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// settle runs what is posted until it is as wanted.
func (h *hall) settle(what string, wanted func() bool) {
	h.t.Helper()
	h.until(what, func(desk.Snapshot) bool { return wanted() })
}

func TestASessionGoesByTheTrainersWordsAndItsResultsComeBackByCode(t *testing.T) {
	h, _ := lessonHall(t, Options{})
	path := packOf(t, h.practice.course.lessons[0])
	h.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	h.settle("the pack is open", func() bool { return h.practice.course.file != nil })
	if !h.room.Opened() || !h.can("pack-word") {
		t.Error("a pack that is dropped does not open the room")
	}
	h.practice.results.Learners = []string{"Kari", "Ola"}
	h.beginLesson()
	h.until("one candidate is on the table", func(s desk.Snapshot) bool {
		return s.Lesson != nil && len(s.Candidates) == 1 && s.Candidates[0].State == desk.Unjudged
	})
	h.giveWord("lampoon")
	h.settle("the word opens nothing", func() bool {
		return strings.Contains(h.status.Said(), "opens nothing")
	})
	if len(h.seen.Problems) > 0 {
		t.Error("a misheard word is a problem of the case")
	}
	h.giveWord("Lantern ")
	h.until("the second is", func(s desk.Snapshot) bool { return len(s.Candidates) == 2 && s.Candidates[1].State == desk.Unjudged })
	if h.seen.Candidates[1].Evidence.Name != "Candidate 2" || h.seen.Compared != 0 {
		t.Errorf("the second candidate is called %q", h.seen.Candidates[1].Evidence.Name)
	}
	h.desk.Select(h.seen.Lesson.EvidenceOf("source"))
	h.lesson.OnChoose(0)
	h.lesson.OnSure(70)
	h.giveAnswer()
	if !h.practice.waits || h.seen.Lesson.Points != 0 || len(h.practice.results.Attempts) != 0 {
		t.Error("it was marked without its key")
	}
	h.giveWord("harbour")
	h.settle("it is marked", func() bool { return !h.practice.waits })
	if len(h.practice.results.Attempts) != 1 || !h.practice.marks.Right || h.seen.Lesson.Points == 0 {
		t.Errorf("marked as %+v", h.practice.marks)
	}
	if says := h.lessonSays(); !strings.Contains(says, words.English.Say("lessons.explanation")) {
		t.Errorf("the panel says:\n%s", says)
	}

	h.openResults()
	code := h.practice.results.Code(h.practice.course.exercises)
	h.addCode("Anna: " + strings.ToLower(code))
	h.addCode("nonsense")
	if says := strings.Join(h.texts(), "\n"); !strings.Contains(says, code) || !strings.Contains(says, "Anna") || h.session.problem == "" {
		t.Errorf("the sheet says:\n%s", says)
	}
	folder := t.TempDir()
	if names, err := writeSheets(context.Background(), h.practice.course, words.Norwegian, sheet.Letter, h.certificates(), folder); err != nil || strings.Join(names, " ") != "oppgaver.pdf merkeark.pdf kursbevis.pdf" {
		t.Errorf("without the trainer’s word %q are printed (%v)", names, err)
	}
	if err := h.practice.course.file.Unlock("lighthouse keeper"); err != nil {
		t.Fatal(err)
	}
	if names, err := writeSheets(context.Background(), h.practice.course, words.English, sheet.A4, nil, folder); err != nil || strings.Join(names, " ") != "tasks.pdf mark-up.pdf answers.pdf" {
		t.Errorf("with it %q are (%v)", names, err)
	}
	var file bytes.Buffer
	if err := h.practice.results.Write(&file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "a"+results.Ending), file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	h.addResults(folder)
	h.settle("the file is there", func() bool { return len(h.session.briefs) == 2 })
	if s := h.summary(); len(s.Rows) != 2 || s.Rows[0].Points != s.Rows[1].Points || s.Rows[1].Name(words.English, 2) != "Kari and Ola" {
		t.Errorf("summed up as %+v", s.Rows)
	}
}

func TestAnswersThatTheTrainerHasClosedStayAsTheyAre(t *testing.T) {
	h, _ := lessonHall(t, Options{})
	h.openPack(packOf(t, h.practice.course.lessons[0]))
	h.settle("the pack is open", func() bool { return h.practice.course.file != nil })
	h.beginLesson()
	h.until("it is open", func(s desk.Snapshot) bool { return s.Lesson != nil && len(s.Candidates) == 1 && idle(s) })
	h.desk.EditLesson(func(l *casefile.Lesson) { l.Choice, l.Confidence = string(training.None), 60 })
	if !h.can("lesson-answer") {
		t.Fatal("it can't be answered")
	}
	h.giveWord("anchor")
	h.until("it is taken as it stands", func(s desk.Snapshot) bool { return s.Lesson.Answered })
	if h.can("lesson-answer") || !h.practice.waits || h.practice.answer.Confidence != 60 {
		t.Errorf("taken as %+v", h.practice.answer)
	}

	// Whoever begins later can't answer, and sees what it was when the others do.
	h.beginLesson()
	h.until("it is open again", func(s desk.Snapshot) bool { return s.Solving() && len(s.Candidates) == 1 && idle(s) })
	h.desk.EditLesson(func(l *casefile.Lesson) { l.Choice, l.Confidence = string(training.None), 60 })
	if h.giveAnswer(); h.can("lesson-answer") || h.seen.Lesson.Answered || h.whyNoAnswer() != words.English.Say("lessons.frozen") {
		t.Error("answered after the end")
	}
	h.giveWord("harbour")
	h.until("the marks are there", func(s desk.Snapshot) bool { return s.Lesson.Answered && len(h.practice.results.Attempts) == 1 })
}

// lessonSays returns what stands on the panel.
func (h *hall) lessonSays() string {
	var all []string
	everyText(h.lesson.Object(), &all)
	return strings.Join(all, "\n")
}

func TestWhatASessionLeavesIsWrittenWholeOrNotAtAll(t *testing.T) {
	h, _ := lessonHall(t, Options{Data: t.TempDir()})
	path := filepath.Join(t.TempDir(), "evening.csv")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.writeTraining(path, func(io.Writer) error { return errors.New("no room left") })
	h.settle("it is told", func() bool { return len(h.seen.Problems) == 1 })
	if there, err := os.ReadFile(path); string(there) != "before" {
		t.Errorf("%q (%v) is left of what was there", there, err)
	}
	h.writeTraining(path, func(out io.Writer) error { return h.summary().CSV(words.English, out) })
	h.settle("it is written", func() bool {
		there, err := os.ReadFile(path)
		return err == nil && len(there) > 0 && string(there) != "before"
	})
}
