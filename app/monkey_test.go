package app

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"go.uber.org/goleak"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// monkey does at random what a hand can do to the window, the same each time
// for a seed. It tells what it does last, so that what goes wrong can be found.
type monkey struct {
	*hall
	random *rand.Rand
	at     fyne.Position // of the pointer
	files  []string
	path   string // of the case
	did    []string
}

// leftOut are commands that a monkey must not use: they end the program, or
// draw into the folders of whoever runs the test.
var leftOut = []string{"quit", "sample", "sample-whole", "tour", "tour-on"}

// TestMonkeyLeavesTheWindowWhole gives the window some hundred random inputs,
// or as many as MOTBILDE_MONKEY says: nothing may panic, run on, or leak.
func TestMonkeyLeavesTheWindowWhole(t *testing.T) {
	t.Setenv("DISPLAY", "") // else it pastes what whoever runs the test copied
	t.Setenv("HOME", t.TempDir())
	events := 300
	if testing.Short() {
		events = 50
	}
	if more, err := strconv.Atoi(os.Getenv("MOTBILDE_MONKEY")); err == nil {
		events = more
	}
	m := &monkey{hall: newHall(t, Options{Data: t.TempDir()}), random: rand.New(rand.NewPCG(7, 2026)), path: filepath.Join(t.TempDir(), "monkey.motbilde")}
	m.waiting.send = func(*fyne.Notification) {}
	m.window.Resize(fyne.NewSize(1280, 800))
	folder := t.TempDir()
	for _, f := range synth.Sample().Files() {
		if !f.Claim && !f.Truth.Source && f.Truth.Kind != synth.Harbour {
			continue // two candidates
		}
		path := filepath.Join(folder, filepath.Base(f.Name))
		if err := os.WriteFile(path, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		m.files = append(m.files, path)
	}
	m.begin()
	m.desk.SaveAs(m.path)
	m.until("the case is saved", func(s desk.Snapshot) bool { return s.Document.Path == m.path && !s.Document.Saving })
	before := goleak.IgnoreCurrent()

	defer func() {
		if gone := recover(); gone != nil {
			t.Errorf("it did last: %q", m.did[max(0, len(m.did)-30):])
			panic(gone)
		}
	}()
	began := time.Now()
	for n := range events {
		m.act()
		m.catchUp()
		if m.fileDialog != nil { // it is the toolkit's, and writes where it likes
			m.fileDialog.Hide()
			m.fileDialog = nil
		}
		if m.seen.Empty() && m.seen.Progress.Stage == desk.Idle && !m.covered() {
			m.begin()
		}
		if n%100 == 99 {
			m.window.Canvas().Capture()
			time.Sleep(5 * time.Millisecond) // workers get on
		}
	}
	t.Logf("%d inputs in %v", events, time.Since(began).Round(time.Millisecond))

	// What it left must come to rest, and be of use.
	m.leaveAll()
	m.endMarking()
	m.endAligning()
	m.window.Canvas().Unfocus()
	m.until("what runs has ended", func(s desk.Snapshot) bool {
		return s.Progress.Stage == desk.Idle && !s.Document.Saving && !s.Proposing && !m.covered()
	})
	m.desk.NewCase()
	m.begin()
	m.setMode(modes[1])
	m.window.Canvas().Capture()
	var verdicts []string // the order is the one that was chosen last
	for _, c := range m.seen.Candidates {
		verdicts = append(verdicts, c.Comparison.Alignment.Verdict.String())
	}
	if slices.Sort(verdicts); !slices.Equal(verdicts, []string{"match", "no-match"}) {
		t.Errorf("afterwards the candidates come out as %q", verdicts)
	}
	// What the new pair is still asked for may take its time on a busy machine; what never ends is left.
	err := goleak.Find(before)
	for end := time.Now().Add(30 * time.Second); err != nil && time.Now().Before(end); {
		err = goleak.Find(before)
	}
	if err != nil {
		t.Errorf("goroutines are left: %v", err)
	}
}

// begin opens the sample's claim with two candidates.
func (m *monkey) begin() {
	m.t.Helper()
	m.Open(m.files)
	m.until("both are compared", func(s desk.Snapshot) bool { return s.Compared >= 2 && idle(s) })
}

// catchUp runs what workers have posted by now.
func (m *monkey) catchUp() {
	for {
		select {
		case f := <-m.posted:
			f()
		default:
			return
		}
	}
}

func (m *monkey) say(format string, a ...any) { m.did = append(m.did, fmt.Sprintf(format, a...)) }

// act does one thing.
func (m *monkey) act() {
	size := m.window.Canvas().Size()
	if m.random.IntN(3) > 0 { // else it stays where it is
		m.at = fyne.NewPos(m.random.Float32()*size.Width, m.random.Float32()*size.Height)
	}
	switch what := m.random.IntN(100); {
	case what < 34:
		m.command()
	case what < 38:
		m.letter()
	case what < 58:
		m.click()
	case what < 62:
		m.clickOther()
	case what < 75:
		m.drag()
	case what < 88:
		by := float32(m.random.IntN(81) - 40)
		m.say("wheel %v at %v", by, m.at)
		test.Scroll(m.window.Canvas(), m.at, 0, by)
	case what < 93:
		m.say("pointer to %v", m.at)
		test.MoveMouse(m.window.Canvas(), m.at)
	case what < 96:
		to := fyne.NewSize(640+m.random.Float32()*1280, 480+m.random.Float32()*600)
		m.say("size %v", to)
		m.window.Resize(to)
	default:
		m.dress()
	}
}

// command uses a key, a chord or a menu, as the driver hands it on: to what has
// the keyboard, else to the window.
func (m *monkey) command() {
	c := m.commands[m.random.IntN(len(m.commands))]
	if slices.Contains(leftOut, c.name) || c.name == "new" && m.random.IntN(10) > 0 {
		return
	}
	m.say("%s", c.name)
	focus := m.window.Canvas().Focused()
	switch {
	case c.chord != nil:
		if s, ok := focus.(fyne.Shortcutable); ok {
			s.TypedShortcut(c.chord)
			return
		}
		m.do(c)
	case c.rune != 0:
		m.rune(c.rune)
	case c.key != "":
		if focus != nil {
			focus.TypedKey(&fyne.KeyEvent{Name: c.key})
			return
		}
		m.typedKey(c.key)
	case c.do != nil:
		m.do(c)
	}
}

func (m *monkey) rune(r rune) {
	if focus := m.window.Canvas().Focused(); focus != nil {
		focus.TypedRune(r)
		return
	}
	m.typedRune(r)
}

// letter uses keys that are no command of the table: those of views and fields.
func (m *monkey) letter() {
	keys := []fyne.KeyName{fyne.KeyTab, fyne.KeyReturn, fyne.KeyEscape, fyne.KeyLeft, fyne.KeyRight, fyne.KeyF6, fyne.KeyBackspace, fyne.KeyN, fyne.KeyR, fyne.KeySpace}
	key := keys[m.random.IntN(len(keys))]
	m.say("key %s", key)
	switch focus := m.window.Canvas().Focused(); {
	case key == fyne.KeyTab:
		m.window.Canvas().FocusNext()
	case key == fyne.KeySpace && focus == nil:
		m.stage.SetOther(m.random.IntN(2) == 0)
	case focus != nil:
		focus.TypedKey(&fyne.KeyEvent{Name: key})
	default:
		m.typedKey(key)
	}
	if m.random.IntN(2) == 0 {
		m.rune([]rune("aå1 ?ب界")[m.random.IntN(7)])
	}
}

// under returns the topmost of what lies under the pointer and can what is
// asked, and the pointer's place on it.
func (m *monkey) under(can func(fyne.CanvasObject) bool) (top fyne.CanvasObject, at fyne.Position) {
	w := &walker{each: func(o fyne.CanvasObject, place, clip box) {
		p := place.cut(clip)
		if m.at.X >= p.x && m.at.X < p.right && m.at.Y >= p.y && m.at.Y < p.bottom && can(o) {
			top, at = o, m.at.Subtract(fyne.NewPos(place.x, place.y))
		}
	}}
	m.walkTop(w)
	return top, at
}

func mouse(o fyne.CanvasObject) bool { _, ok := o.(desktop.Mouseable); return ok }

// mouseDown presses the button on what hears of it, and returns what lets go.
func (m *monkey) mouseDown(button desktop.MouseButton) (up func()) {
	o, at := m.under(mouse)
	if o == nil {
		return func() {}
	}
	e := &desktop.MouseEvent{Button: button}
	e.Position, e.AbsolutePosition = at, m.at
	o.(desktop.Mouseable).MouseDown(e)
	return func() { o.(desktop.Mouseable).MouseUp(e) }
}

func (m *monkey) click() {
	m.say("click at %v", m.at)
	m.mouseDown(desktop.MouseButtonPrimary)()
	test.TapCanvas(m.window.Canvas(), m.at)
}

// clickOther clicks twice, or with the other button.
func (m *monkey) clickOther() {
	e := &fyne.PointEvent{AbsolutePosition: m.at}
	if m.random.IntN(2) == 0 {
		o, at := m.under(func(o fyne.CanvasObject) bool { _, ok := o.(fyne.DoubleTappable); return ok })
		if o != nil {
			m.say("double click at %v", m.at)
			e.Position = at
			o.(fyne.DoubleTappable).DoubleTapped(e)
		}
		return
	}
	o, at := m.under(func(o fyne.CanvasObject) bool { _, ok := o.(fyne.SecondaryTappable); return ok })
	if o != nil {
		m.say("right click at %v", m.at)
		e.Position = at
		o.(fyne.SecondaryTappable).TappedSecondary(e)
	}
}

func (m *monkey) drag() {
	dx, dy := float32(m.random.IntN(301)-150), float32(m.random.IntN(301)-150)
	m.say("drag from %v by %v, %v", m.at, dx, dy)
	up := m.mouseDown(desktop.MouseButtonPrimary)
	test.Drag(m.window.Canvas(), m.at, dx, dy)
	up()
}

// dress changes theme, language or text size.
func (m *monkey) dress() {
	switch m.random.IntN(3) {
	case 0:
		theme := []look.Name{look.Dark, look.Light, look.HighContrast}[m.random.IntN(3)]
		m.say("theme %v", theme)
		m.setTheme(theme)
	case 1:
		l := []words.Language{words.English, words.Norwegian}[m.random.IntN(2)]
		m.say("language %v", l.Code())
		m.setLanguage(l)
	default:
		scale := []float32{1, 1.25, 1.5, 2}[m.random.IntN(4)]
		m.say("text %v", scale)
		m.setScale(scale)
	}
}
