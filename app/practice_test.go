package app

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// lessonHall is a window in which an exercise with the eyes first is open: the
// claim is a part of one of two candidates, 60 pixels in from its edges.
func lessonHall(t *testing.T, o Options) (h *hall, source casefile.ID) {
	t.Helper()
	h = newHall(t, o)
	claim, whole, other := smallScenes(t)
	lesson := training.Lesson{
		Exercise: training.Exercise{
			ID: "lamp", Title: training.Both("The bend", "Svingen"), Task: training.Both("Where was it taken from?", "Hvor er det tatt fra?"), Level: 1, Minutes: 5,
			Claim: training.Item{ID: "claim", Name: filepath.Base(claim)}, EyesFirst: true, Hints: []int{5},
			Candidates: []training.Item{{ID: "source", Name: filepath.Base(whole), Size: geom.Size{Width: 640, Height: 400}}, {ID: "other", Name: filepath.Base(other), Size: geom.Size{Width: 480, Height: 320}}},
			Asked:      []training.Asked{training.AskChoice, training.AskOutline, training.AskPairs, training.AskDifferences, training.AskWording},
		},
		Key: training.Key{
			Choice: training.ThisOne, Family: training.Cropped, Placements: []training.Placement{{Candidate: "source", CandidateFromClaimed: geom.Translation(60, 60)}},
			Differences: []geom.Rect{{MinX: 100, MinY: 100, MaxX: 160, MaxY: 140}},
			Hints:       []training.Hint{{Text: training.Both("Look at the road.", "Se på veien."), Cost: 5}}, Checklist: training.DefaultChecklist(),
			Explanation: training.Both("It is a crop.", "Det er et utsnitt."), Careful: training.Both("It agrees.", "Det stemmer."), Weak: training.Both("It is fake.", "Det er falskt."),
		},
	}
	for _, path := range []string{claim, whole, other} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lesson.Files = append(lesson.Files, training.FileOf(filepath.Base(path), data))
	}
	lesson.Exercise.Claim.Size = geom.Size{Width: 520, Height: 280}
	h.takeCourse(course{ // drawn when it is begun, as those of the program are
		id: "test", exercises: []training.Exercise{{ID: "lamp", Title: lesson.Exercise.Title, Level: 1, Minutes: 5}},
		draw: func(context.Context, string, func(int, *image.RGBA)) (training.Lesson, error) { return lesson, nil },
	})
	h.openRoom()
	h.key(fyne.KeyReturn)
	h.until("the exercise is open", func(s desk.Snapshot) bool {
		return s.Lesson != nil && len(s.Candidates) == 2 && s.Candidates[0].State == desk.Unjudged && s.Candidates[1].State == desk.Unjudged
	})
	return h, h.seen.Lesson.EvidenceOf("source")
}

// everyText returns every text in a tree of widgets, hidden ones too.
func everyText(o fyne.CanvasObject, into *[]string) {
	if o == nil || reflect.ValueOf(o).IsNil() {
		return
	}
	switch o := o.(type) {
	case *canvas.Text:
		*into = append(*into, o.Text)
	case *fyne.Container:
		for _, child := range o.Objects {
			everyText(child, into)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			everyText(child, into)
		}
	}
}

func TestNoWordOfTheVerdictIsInTheWindowBeforeTheAnswer(t *testing.T) {
	h, source := lessonHall(t, Options{})
	h.desk.Select(source)
	h.desk.AlignByHand(source, byhand.Points{Pairs: []byhand.Point{
		{Claimed: geom.Point{X: 40, Y: 40}, Candidate: geom.Point{X: 100, Y: 100}},
		{Claimed: geom.Point{X: 400, Y: 200}, Candidate: geom.Point{X: 460, Y: 260}},
	}}, false)
	h.until("it is aligned", func(s desk.Snapshot) bool { return len(s.Case.ByHand) == 1 && idle(s) })
	views := []view{
		{"exercise", func(*hall) {}},
		{"facts", func(h *hall) { h.turnPanel() }},
		{"difference", func(h *hall) { h.setMode(compare.DifferenceMode) }},
		{"outside", func(h *hall) { h.setMode(compare.OutsideMode) }},
		{"details", func(h *hall) { h.setMode(compare.DetailsMode) }},
		{"by hand", func(h *hall) { h.alignByHand() }},
		{"case-book", func(h *hall) { h.do(h.named("case-book")) }},
		{"palette", func(h *hall) { h.do(h.named("palette")) }},
		{"keyboard", func(h *hall) { h.do(h.named("keyboard")) }},
		{"publish", func(h *hall) { h.openPublish("") }},
		{"tags", func(h *hall) { h.do(h.named("all-tags")) }},
		{"findings", func(h *hall) { h.findingMenu(fyne.Position{}) }},
		{"room", func(h *hall) { h.openRoom() }},
	}
	for _, l := range []words.Language{words.English, words.Norwegian} {
		h.setLanguage(l)
		var banned []string
		for _, v := range []align.Verdict{align.Identical, align.Match, align.Partial, align.Uncertain, align.NoMatch} {
			banned = append(banned, l.Finding(v.String()))
		}
		banned = append(banned, l.ThirdLine(words.Measured{Finding: "no-match"}), l.Say("tray.sort.best"), "кадр", "påstand & 100")
		for _, v := range views {
			v.open(h)
			texts := []string{h.window.Title(), h.status.Said()}
			everyText(h.window.Canvas().Content(), &texts)
			if top := h.window.Canvas().Overlays().Top(); top != nil && v.name != "palette" { // which names the orders of the list
				everyText(top, &texts)
			}
			all := strings.Join(texts, "\n")
			for _, word := range banned {
				if strings.Contains(all, word) {
					t.Errorf("%s, %s: %q stands in the window", l.Code(), v.name, word)
				}
			}
			if len(texts) < 60 {
				t.Fatalf("%s: only %d texts were found", v.name, len(texts))
			}
			h.endAligning()
			h.closeRoom()
			h.leaveAll()
		}
	}
	if h.publish.Opened() || h.stage.Mode() == compare.DifferenceMode || h.seen.Compared != 1 {
		t.Error("something that tells was opened")
	}
}

func TestAnExerciseIsSolvedMarkedAndShownOnThePictures(t *testing.T) {
	data := t.TempDir()
	h, source := lessonHall(t, Options{Data: data})
	h.desk.Select(source)
	if h.can("lesson-answer") || h.can("report") || h.can("propose-details") {
		t.Error("something can be done too early")
	}
	h.timeStandsStillWhilePaused(t)
	h.do(h.named("lesson-hint"))
	h.desk.AlignByHand(source, byhand.Points{Pairs: []byhand.Point{
		{Claimed: geom.Point{X: 40, Y: 40}, Candidate: geom.Point{X: 100, Y: 100}},
		{Claimed: geom.Point{X: 400, Y: 200}, Candidate: geom.Point{X: 460, Y: 260}},
	}}, false)
	h.until("it is aligned", func(s desk.Snapshot) bool { return len(s.Case.ByHand) == 1 })
	h.lesson.OnChoose(0)
	h.lesson.OnSure(90)
	h.lesson.OnWording("It agrees with a part of it.")
	h.do(h.named("lesson-answer"))
	h.until("the program’s findings are there", func(s desk.Snapshot) bool { return idle(s) && s.Compared == 2 })
	if h.timer.Shown() {
		t.Error("the time runs on after the answer")
	}
	m := h.practice.marks
	if !m.Right || m.Confident != 90 || m.HintCost != 5 || h.seen.Lesson.Points != m.Total || len(m.Parts) != 5 || m.Parts[1].Share < 0.99 {
		t.Errorf("marked as %+v", m)
	}
	if s := h.seen; s.Selected != source || len(s.Marks) != 2 || s.Hides() || s.Candidates[0].Comparison.Program().Verdict != align.Match {
		t.Errorf("after the answer: %d marks, selected %q", len(s.Marks), s.Selected)
	}
	if texts := strings.Join(h.texts(), "\n"); !strings.Contains(texts, m.Remarks[0].Say(words.English)) {
		t.Errorf("the panel does not say what was right:\n%s", texts)
	}
	before := m.Total
	for i, c := range training.DefaultChecklist() {
		h.lesson.OnRate(i, slices.Index([]bool{true, false}, c.Right))
	}
	if h.practice.marks.Total <= before || h.practice.results.Attempts[0].Marks.Total != h.practice.marks.Total {
		t.Errorf("rated, it is worth %d, before %d", h.practice.marks.Total, before)
	}
	h.openRoom()
	if texts := strings.Join(h.texts(), "\n"); !strings.Contains(texts, words.English.Say("lessons.again")) {
		t.Errorf("the room does not know that it was answered:\n%s", texts)
	}
	kept := h.attemptsPath("test")
	h.settle("the answers are kept", func() bool {
		r, err := readResults(kept)
		return err == nil && len(r.Attempts) == 1 && r.Attempts[0].Marks.Total == h.practice.marks.Total
	})
	h.takeCourse(h.practice.course) // as after another start
	h.settle("they are taken up again", func() bool { return len(h.practice.results.Attempts) == 1 })
	h.newLearner()
	h.settle("they are deleted", func() bool { _, err := os.Stat(kept); return err != nil })
	if len(h.practice.results.Attempts) != 0 || h.seen.Lesson != nil {
		t.Error("the last learner’s work is still there")
	}
}

// timeStandsStillWhilePaused lets three seconds pass while the timer is paused,
// and three more.
func (h *hall) timeStandsStillWhilePaused(t *testing.T) {
	t.Helper()
	if !h.timer.Shown() {
		t.Error("no time is counted in the head")
	}
	pass := func() time.Duration {
		before := h.desk.Lesson().Took
		h.practice.since = time.Now().Add(-3 * time.Second)
		h.tick()
		return h.desk.Lesson().Took - before
	}
	h.timer.OnPause(true)
	if d := pass(); d != 0 {
		t.Errorf("%v passed while it was paused", d)
	}
	h.timer.OnPause(false)
	if d := pass(); d < 3*time.Second {
		t.Errorf("%v of 3 s passed", d)
	}
}

func TestPracticeRoomAndPanelFitAtEveryTextSize(t *testing.T) {
	h, source := lessonHall(t, Options{})
	h.inEveryDress(func(at string) {
		for _, v := range []view{
			{"exercise", func(h *hall) { h.wish.factsDrawer = h.frame.now().form < NarrowList; h.frame.Refresh() }},
			{"room", func(h *hall) { h.openRoom() }},
			{"results", func(h *hall) { h.openResults() }},
		} {
			v.open(h)
			h.checkLines(at + ", " + v.name)
			h.closeRoom()
			h.leaveAll()
		}
	})
	h.desk.Select(source)
	h.lesson.OnChoose(0)
	h.lesson.OnSure(50)
	h.lesson.OnWording("It agrees.")
	h.giveAnswer()
	h.turnPanel()
	h.turnPanel()
	h.checkLines("result, " + h.settings.language.Code()) // as small as it can be, 200 %
}

func TestPracticeIsReachedByKeyboardAlone(t *testing.T) {
	h, _ := lessonHall(t, Options{})
	h.window.Resize(sizes[0])
	h.window.Canvas().Content().Resize(sizes[0])
	c := h.window.Canvas()
	for _, v := range []view{{"exercise", func(*hall) {}}, {"room", func(h *hall) { h.openRoom() }}} {
		v.open(h)
		all := h.focusables()
		var visited []fyne.Focusable
		for range 2*len(all) + 20 {
			c.FocusNext()
			if f := c.Focused(); f != nil && !slices.Contains(visited, f) {
				visited = append(visited, f)
			}
		}
		for _, f := range all {
			if !slices.Contains(visited, f) {
				t.Errorf("%s: Tab does not come to %s", v.name, controlName(f))
			}
		}
		h.checkRound(v.name)
		c.Unfocus()
		h.closeRoom()
	}
}

func TestWithoutFFmpegAllStillsLieInTheVideosPlace(t *testing.T) {
	h := newHall(t, Options{})
	h.settings.ffmpeg = "/nowhere/ffmpeg"
	film, other := training.Item{ID: "film", Video: true}, training.Item{ID: "other"}
	e := training.Exercise{Candidates: []training.Item{film, other}, Stills: []training.Item{{ID: "s1", FrameOf: "film"}, {ID: "x", FrameOf: "else"}, {ID: "s2", FrameOf: "film", At: time.Second}}}
	if items := h.playable(e, film); len(items) != 2 || items[0].ID != "s1" || items[1].ID != "s2" {
		t.Errorf("in the video’s place lie %+v", items)
	}
	if items := h.playable(e, other); len(items) != 1 || items[0].ID != "other" {
		t.Errorf("in a picture’s place lie %+v", items)
	}
}
