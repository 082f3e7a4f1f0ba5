package lessons

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

func TestTimeIsWrittenSoThatTheLastSecondCounts(t *testing.T) {
	for _, c := range []struct {
		time Time
		want string
	}{
		{Time{Left: 18*time.Minute + 40*time.Second}, "18:40"},
		{Time{Left: 39*time.Second + time.Millisecond}, "0:40"},
		{Time{Left: 39*time.Second + time.Millisecond, Up: true}, "0:39"},
		{Time{}, "0:00"},
		{Time{Left: -5 * time.Second}, "+0:05"},
		{Time{Left: time.Hour + 2*time.Minute + 3*time.Second}, "1:02:03"},
	} {
		if got := c.time.Words(); got != c.want {
			t.Errorf("%+v is written %q, want %q", c.time, got, c.want)
		}
	}
}

func openTimer(t *testing.T, theme *look.Theme) (*Timer, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme)
	timer := NewTimer(words.English)
	w := test.NewTempWindow(t, timer.Object())
	w.SetPadded(false)
	return timer, w
}

func TestTimerIsPausedByHandAndByKeyAndStandsStillInItsRoom(t *testing.T) {
	timer, w := openTimer(t, look.New(look.Dark, 1))
	if timer.Object().Visible() || timer.FocusTarget() != nil {
		t.Fatal("it is there before a session is")
	}
	sizes := 0
	timer.OnSize = func() { sizes++ }
	timer.Show(Time{Left: 18 * time.Minute})
	width := timer.Object().MinSize().Width
	for s := range 60 {
		timer.Show(Time{Left: time.Duration(s) * time.Second})
		if got := timer.Object().MinSize().Width; got != width {
			t.Fatalf("with %d s left it is %g wide, not %g", s, got, width)
		}
	}
	if sizes != 1 {
		t.Errorf("it asks %d times for room", sizes)
	}
	var heard []bool
	timer.OnPause = func(paused bool) {
		heard = append(heard, paused)
		timer.Show(Time{Left: time.Minute, Paused: paused})
	}
	w.Canvas().Focus(timer.FocusTarget())
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if timer.paused.Words() == "" {
		t.Error("it does not say that it stands still")
	}
	test.Tap(timer.press)
	if fmt.Sprint(heard) != "[true false]" || timer.paused.Words() != "" {
		t.Errorf("heard %v", heard)
	}
	timer.Show(Time{Left: time.Minute, Fixed: true})
	if timer.press.Visible() || timer.FocusTarget() != nil {
		t.Error("a learner can stop the time")
	}
	timer.Show(Time{Left: -time.Second})
	if timer.paused.Words() != words.English.Say("lessons.timer.over") {
		t.Error("over time it says nothing")
	}
	timer.Hide()
	if timer.Object().Visible() {
		t.Error("it stays when the session is over")
	}
}

func TestTimerCanBeReadFromTheBackOfARoom(t *testing.T) {
	timer, _ := openTimer(t, look.New(look.Dark, look.ProjectorScale).ForAudience())
	timer.Show(Time{Left: 18 * time.Minute})
	if size := look.Px(look.Title.Size); size < 22 {
		t.Errorf("its figures are %g px high", size)
	}
	if press := timer.press.MinSize(); press.Width < 44 || press.Height < 44 {
		t.Errorf("what pauses it is %v large", press)
	}
}

func TestPressedKeyIsShownForASecondFromTheLastOne(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, look.ProjectorScale).ForAudience())
	var waits []func()
	stopped := 0
	p := NewPressed(func(d time.Duration, f func()) func() {
		if d != time.Second {
			t.Errorf("shown for %v", d)
		}
		waits = append(waits, f)
		return func() { stopped++ }
	})
	p.Show("3", "Swipe")
	narrow := p.Object().MinSize().Width
	p.Show("Ctrl Shift P", "Projector mode")
	if !p.Object().Visible() || p.Object().MinSize().Width <= narrow || stopped != 1 {
		t.Errorf("the first wait goes on: %d were stopped", stopped)
	}
	waits[1]()
	if p.Object().Visible() {
		t.Error("it stays")
	}
}
