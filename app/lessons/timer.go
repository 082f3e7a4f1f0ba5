package lessons

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Time is what the timer shows. Whoever runs the session counts, and shows a new
// value each second.
type Time struct {
	Left   time.Duration // below nothing is over time; where Up, what has passed
	Up     bool          // it counts up, with no end
	Paused bool
	Fixed  bool // it can't be paused: who learns is not who runs the session
}

// Timer is the session's clock, in the head. A press, or Space and Enter on it,
// pauses it and has it go on.
type Timer struct {
	OnPause func(paused bool)
	OnSize  func()            // it takes another room
	OnHint  func(hint string) // what a press does, while the pointer is over it; "" after

	language words.Language
	value    Time
	shown    bool
	size     fyne.Size

	clock  *look.Icon
	text   *look.Text
	paused *look.Text
	press  *look.Button
	pane   *look.Pane
}

// NewTimer returns a timer that shows nothing and takes no room.
func NewTimer(l words.Language) *Timer {
	t := &Timer{
		clock: look.NewIcon(look.Clock, look.InSecond),
		text:  look.NewLine("", look.Title, look.InText, look.Whole), paused: look.NewLine("", look.Quiet, look.InSecond, look.Whole),
	}
	t.press = look.NewButton("", t.toggle, look.ButtonOptions{Kind: look.Bare, Icon: look.Pause, Height: look.Short})
	t.press.OnHint = func(hint string) {
		if t.OnHint != nil {
			t.OnHint(hint)
		}
	}
	t.pane = look.NewPane([]fyne.CanvasObject{t.clock, t.text, t.paused, t.press}, t.place, t.least)
	t.pane.Hide()
	t.SetLanguage(l)
	return t
}

// Object is the timer as it stands in the head; its smallest size is its size.
func (t *Timer) Object() fyne.CanvasObject { return t.pane }

// FocusTarget is what takes the keyboard; nil where there is nothing to press.
func (t *Timer) FocusTarget() fyne.Focusable {
	if !t.shown || t.value.Fixed {
		return nil
	}
	return t.press
}

// SetLanguage changes the language.
func (t *Timer) SetLanguage(l words.Language) {
	t.language = l
	t.write()
}

// Show brings the timer to that time and into sight.
func (t *Timer) Show(v Time) {
	if t.shown && v == t.value {
		return
	}
	t.value, t.shown = v, true
	t.write()
}

// Hide takes the timer away: no session runs.
func (t *Timer) Hide() {
	t.shown, t.size = false, fyne.Size{}
	t.pane.Hide()
	t.resized()
}

// Shown reports whether the timer is in sight.
func (t *Timer) Shown() bool { return t.shown }

// Words returns the time as it is written: "18:40", "+0:05" over time.
func (v Time) Words() string {
	left, sign := v.Left, ""
	if left < 0 {
		left, sign = -left, "+"
	}
	whole := int(left / time.Second)
	if v.Left > 0 && !v.Up && left%time.Second > 0 {
		whole++ // the last second is one that is left
	}
	if hours := whole / 3600; hours > 0 {
		return fmt.Sprintf("%s%d:%02d:%02d", sign, hours, whole/60%60, whole%60)
	}
	return fmt.Sprintf("%s%d:%02d", sign, whole/60, whole%60)
}

func (t *Timer) toggle() {
	if t.OnPause != nil && !t.value.Fixed {
		t.OnPause(!t.value.Paused)
	}
}

func (t *Timer) write() {
	v := t.value
	t.text.Set(v.Words())
	word, hint, icon := "", "lessons.timer.pause", look.Pause
	switch {
	case v.Paused:
		word, hint, icon = t.language.Say("lessons.timer.paused"), "lessons.timer.go-on", look.Play
	case v.Left < 0 && !v.Up:
		word = t.language.Say("lessons.timer.over")
	}
	t.paused.Set(word)
	t.press.SetIcon(icon)
	t.press.SetHint(t.language.Say(hint))
	look.Show(t.press, !v.Fixed)
	look.Show(t.pane, t.shown)
	t.pane.Refresh()
	if now := t.least(); t.shown && now != t.size {
		t.size = now
		t.resized()
	}
}

func (t *Timer) resized() {
	if t.OnSize != nil {
		t.OnSize()
	}
}

// figures is the room of the time, so that nothing moves while it runs.
func (t *Timer) figures() float32 {
	widest := "88:88"
	if n := len([]rune(t.text.Words())); n > len(widest) {
		widest = "+88:88:88"[max(0, len("+88:88:88")-n):]
	}
	return max(look.Title.Width(widest), t.text.Width())
}

func (t *Timer) least() fyne.Size {
	px := look.Px
	width := px(16+look.Gap8) + t.figures()
	if w := t.paused.Width(); w > 0 {
		width += px(look.Gap8) + w
	}
	height := px(look.Title.Line)
	if t.press.Visible() {
		press := t.press.MinSize()
		width, height = width+px(look.Gap8)+press.Width, max(height, press.Height)
	}
	return fyne.NewSize(width, height)
}

func (t *Timer) place(size fyne.Size) {
	px := look.Px
	middle := func(o fyne.CanvasObject, x, width, height float32) {
		look.Put(o, x, (size.Height-height)/2, width, height)
	}
	x := float32(0)
	middle(t.clock, x, px(16), px(16))
	x += px(16 + look.Gap8)
	middle(t.text, x, t.figures(), px(look.Title.Line))
	x += t.figures()
	if w := t.paused.Width(); w > 0 {
		middle(t.paused, x+px(look.Gap8), w, px(look.Quiet.Line))
		x += px(look.Gap8) + w
	}
	if t.press.Visible() {
		press := t.press.MinSize()
		middle(t.press, x+px(look.Gap8), press.Width, press.Height)
	}
}
