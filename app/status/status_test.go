package status

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

func line(t *testing.T, width float32) *View {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 1))
	v := New(words.English)
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, Height))
	return v
}

func TestIdleLineSaysThatNothingIsSent(t *testing.T) {
	v := line(t, 1280)
	v.Show(Value{})
	if got := v.Said(); got != "Motbilde sends nothing and never connects to the network." {
		t.Errorf("the line says %q", got)
	}
	if !v.lock.Visible() || v.arc.Visible() || v.stop.Visible() {
		t.Error("the idle line shows no lock, or an arc, or Stop")
	}
}

func TestRunningJobCanBeStopped(t *testing.T) {
	v := line(t, 1280)
	stopped := 0
	v.OnStop = func() { stopped++ }
	v.Show(Value{Job: "Comparing a.jpg, 5 of 12", CanStop: true})
	if !v.arc.Turning() {
		t.Error("the arc stands still while something runs")
	}
	test.Tap(v.stop)
	v.Show(Value{Notice: "12 of 12 candidates compared"})
	if v.arc.Turning() || v.stop.Visible() || stopped != 1 {
		t.Errorf("after the work: arc turns %v, Stop shows %v, stopped %d times", v.arc.Turning(), v.stop.Visible(), stopped)
	}
	if v.Said() != "12 of 12 candidates compared" {
		t.Errorf("the line says %q", v.Said())
	}
}

func TestHintStandsBeforeEverythingElseAndGoesAgain(t *testing.T) {
	v := line(t, 1280)
	v.Show(Value{Job: "Comparing"})
	v.SetHint("No alignment. Side by side still works.")
	if v.Said() != "No alignment. Side by side still works." {
		t.Errorf("the line says %q", v.Said())
	}
	v.SetHint("")
	if v.Said() != "Comparing" {
		t.Errorf("after the hint the line says %q", v.Said())
	}
}

func TestNothingOverlapsInANarrowLine(t *testing.T) {
	for _, width := range []float32{640, 800, 1280} {
		v := line(t, width)
		v.Show(Value{Job: Job(words.Norwegian, "comparing", "et-nokså-langt-filnavn-fra-2019.jpg", 5, 12, 3*time.Minute), CanStop: true, Problems: 12})
		v.SetPointer("x 212, y 155   claim 182   candidate 64")
		at := float32(0)
		for _, o := range []fyne.CanvasObject{v.left, v.stop, v.problems} {
			if o.Position().X < at {
				t.Errorf("at %v px something begins at %v, before %v", width, o.Position().X, at)
			}
			at = o.Position().X + o.Size().Width
		}
		if at > width {
			t.Errorf("at %v px the line ends at %v", width, at)
		}
	}
}

func TestJobDropsWhatIsNotKnown(t *testing.T) {
	for want, got := range map[string]string{
		"Comparing a.jpg, 5 of 12, about 2 min left": Job(words.English, "comparing", "a.jpg", 5, 12, 100*time.Second),
		"Comparing a.jpg": Job(words.English, "comparing", "a.jpg", 0, 1, 0),
		"Sammenligner":    Job(words.Norwegian, "comparing", "", 0, 0, 0),
		"Leser a.jpg, 1 av 3, noen sekunder igjen": Job(words.Norwegian, "reading", "a.jpg", 1, 3, 3*time.Second),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func window(t *testing.T, width, height float32) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 1))
	w := test.NewTempWindow(t, container.NewWithoutLayout())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

func choices(n int) (all []Choice) {
	for i := range n {
		all = append(all, Choice{ID: casefile.ID(fmt.Sprint(i)), Name: fmt.Sprintf("%d.jpg", i)})
	}
	return all
}

func TestQuestionIsAnsweredByKeys(t *testing.T) {
	w := window(t, 1280, 746)
	q := NewQuestion(words.English)
	q.Show(choices(9))
	q.Open(w.Canvas())
	var answer casefile.ID
	q.OnAnswer = func(id casefile.ID) { answer = id }
	if w.Canvas().Focused() != q.cards {
		t.Fatal("the question has not taken the keyboard")
	}
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeyReturn} {
		q.cards.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if answer != "5" {
		t.Errorf("→ ↓ → ← Enter answered %q, want 5: four stand in a row", answer)
	}
	if q.Opened() || w.Canvas().Overlays().Top() != nil {
		t.Error("the question stays after its answer")
	}
}

func TestEscapeMakesAllOfThemCandidates(t *testing.T) {
	w := window(t, 1280, 746)
	q := NewQuestion(words.English)
	q.Show(choices(2))
	q.Open(w.Canvas())
	dismissed, heard := 0, fyne.KeyName("")
	q.OnDismiss = func() { dismissed++ }
	w.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { heard = key.Name })
	q.cards.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if dismissed != 1 || q.Opened() {
		t.Errorf("Escape dismissed %d times", dismissed)
	}
	if heard != "" {
		t.Error("Escape went through to the window below")
	}
}

func TestQuestionAboutManyPicturesLeavesItsButtonRoomInASmallWindow(t *testing.T) {
	w := window(t, 640, 426)
	q := NewQuestion(words.Norwegian)
	q.Show(choices(40))
	q.Open(w.Canvas())
	if bottom := q.none.Position().Y + q.none.Size().Height; bottom > q.frame.Pane.Size().Height {
		t.Errorf("the last button ends at %v of %v", bottom, q.frame.Pane.Size().Height)
	}
}

func TestListOfProblemsGivesTheKeyboardBack(t *testing.T) {
	w := window(t, 1280, 746)
	field := look.NewField(1)
	w.SetContent(field)
	w.Canvas().Focus(field.Focusable())
	before := w.Canvas().Focused()
	p := NewProblems(words.English)
	p.Show([]Problem{{Sentence: "“notes.txt” is no picture.", Next: "Choose a picture."}})
	p.Open(w.Canvas())
	if w.Canvas().Focused() != p.close {
		t.Error("the list has not taken the keyboard")
	}
	p.close.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.Opened() {
		t.Error("Escape does not close the list")
	}
	if before == nil || w.Canvas().Focused() != before {
		t.Error("the keyboard is not where it was")
	}
}

func TestLongListOfProblemsStaysWithinTheWindow(t *testing.T) {
	w := window(t, 640, 426)
	p := NewProblems(words.English)
	var list []Problem
	for i := range 60 {
		list = append(list, Problem{Sentence: fmt.Sprintf("“%d.heic” can’t be read: the file ends too early.", i), Next: "Ask for the file again."})
	}
	p.Show(list)
	p.Open(w.Canvas())
	if h := p.frame.Pane.Size().Height; h > 426 {
		t.Errorf("the list is %v high in a window of 426", h)
	}
	if bottom := p.close.Position().Y + p.close.Size().Height; bottom > p.frame.Pane.Size().Height {
		t.Errorf("Close ends at %v of %v", bottom, p.frame.Pane.Size().Height)
	}
}
