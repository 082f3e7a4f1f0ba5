// Package status owns the line at the foot of the window: what runs and how to
// stop it, how many problems there were, and what the pointer or the keys say.
// With it come the list of problems and the one question that a drop can raise.
// Its main type is View. It promises that nothing here takes the keyboard from
// a person's work without having been asked to.
package status

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Key is a key that counts now, with what it does.
type Key struct{ Cap, Does string }

// Value is what the left side shows.
type Value struct {
	Job       string // what runs, "" for nothing
	CanStop   bool
	CanResume bool   // work was stopped and can go on
	Notice    string // said when nothing runs; "" says that nothing is sent
	Problems  int
}

// Height of the line, pixels at a text size of 100 %.
const Height = 26

// View is the status line.
type View struct {
	OnStop     func()
	OnResume   func()
	OnProblems func()

	language words.Language
	value    Value
	hint     string
	text     string // what stands at the left, where there is room
	short    string // the same in few words; empty where there is none
	pointer  string
	keys     []Key

	over         *look.Box
	arc          *look.Arc
	lock         *look.Icon
	left, right  *look.Text
	stop, resume *look.Button
	problems     *look.Button
	caps         *look.Row
	pane         *look.Pane
}

// New returns the line.
func New(l words.Language) *View {
	v := &View{
		over: look.Hairline(),
		arc:  look.NewArc(), lock: look.NewIcon(look.Lock, look.InSecond),
		left:  look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd),
		right: look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd).Trailing(),
		caps:  look.NewRow(look.Gap4),
	}
	tell := func(what *func()) func() {
		return func() {
			if *what != nil {
				(*what)()
			}
		}
	}
	low := look.ButtonOptions{Height: look.Low}
	v.stop = look.NewButton("", tell(&v.OnStop), low)
	v.resume = look.NewButton("", tell(&v.OnResume), low)
	v.problems = look.NewButton("", tell(&v.OnProblems), look.ButtonOptions{Kind: look.Bare, Height: look.Low, Icon: look.Warning})
	v.pane = look.NewPane(
		[]fyne.CanvasObject{v.over, v.arc, v.lock, v.left, v.stop, v.resume, v.problems, v.right, v.caps},
		v.place, func() fyne.Size { return fyne.NewSize(0, look.Px(Height)) },
	)
	v.SetLanguage(l)
	return v
}

// Object is the line as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.stop.SetWords(l.Say("window.stop"))
	v.resume.SetWords(l.Say("window.resume"))
	v.write()
}

// Show brings the left side to that state.
func (v *View) Show(value Value) {
	if value != v.value {
		v.value = value
		v.write()
	}
}

func (v *View) write() {
	value := v.value
	v.problems.SetWords(v.language.Plural("window.problems", value.Problems))
	v.arc.SetTurning(value.Job != "")
	v.said()
}

// SetHint says a sentence in the place of everything else at the left, while a
// pointer is over something that needs it; "" takes it back.
func (v *View) SetHint(hint string) {
	v.hint = hint
	v.said()
}

// SetPointer says at the right what lies under the pointer; "" leaves the
// place to the keys.
func (v *View) SetPointer(text string) {
	if text != v.pointer {
		v.pointer = text
		v.pane.Refresh()
	}
}

// SetKeys says at the right which keys count now.
func (v *View) SetKeys(keys []Key) {
	if slices.Equal(keys, v.keys) {
		return
	}
	v.keys = keys
	var objects []fyne.CanvasObject
	for _, k := range keys {
		objects = append(objects, look.NewKeyCap(k.Cap))
		if k.Does != "" {
			objects = append(objects, look.NewLine(k.Does+" ", look.Quiet, look.InSecond, look.Whole))
		}
	}
	v.caps.SetObjects(objects...)
	v.pane.Refresh()
}

// FocusTarget is what takes the keyboard when it moves to this region; nil
// where nothing can be pressed.
func (v *View) FocusTarget() fyne.Focusable {
	for _, b := range []*look.Button{v.stop, v.resume, v.problems} {
		if b.Visible() {
			return b
		}
	}
	return nil
}

func (v *View) said() {
	v.text = v.value.Job
	v.short = ""
	switch {
	case v.hint != "":
		v.text = v.hint
	case v.text == "" && v.value.Notice != "":
		v.text = v.value.Notice
	case v.text == "":
		v.text, v.short = v.language.Say("window.private"), v.language.Say("window.private.short")
	}
	v.pane.Refresh()
}

// fitting returns what stands at the left in that much room: all of it, else
// fewer of its phrases, so that no word is cut as long as one phrase fits.
func (v *View) fitting(room float32) string {
	fits := func(text string) bool { return look.Quiet.Width(text)+1 <= room }
	if !fits(v.text) && v.short != "" {
		return v.short
	}
	text := v.text
	for _, sign := range []string{" · ", ", "} {
		for !fits(text) {
			i := strings.LastIndex(text, sign)
			if i < 0 {
				break
			}
			text = text[:i]
		}
	}
	return text
}

// Said returns what stands at the left, for tests and for reading aloud.
func (v *View) Said() string { return v.text }

func (v *View) place(size fyne.Size) {
	px := look.Px
	v.over.Resize(fyne.NewSize(size.Width, 1))
	running := v.value.Job != ""
	private := !running && v.value.Notice == ""
	look.Show(v.arc, running)
	look.Show(v.lock, private)
	look.Show(v.stop, running && v.value.CanStop)
	look.Show(v.resume, !running && v.value.CanResume)
	look.Show(v.problems, v.value.Problems > 0)

	centred := func(o fyne.CanvasObject, x, width, height float32) {
		look.Put(o, x, 1+(size.Height-1-height)/2, width, height)
	}
	x, side := px(look.Gap12), px(14)
	centred(v.arc, x, side, side)
	centred(v.lock, x-px(1), px(14), px(14))
	switch {
	case running:
		x += px(25)
	case private:
		x += px(20)
	}

	// The right side gives way first: it is a help, and the left is news.
	right := size.Width - px(look.Gap12)
	buttons := float32(0)
	for _, b := range []*look.Button{v.stop, v.resume, v.problems} {
		if b.Visible() {
			buttons += b.MinSize().Width + px(look.Gap12)
		}
	}
	line := px(look.Quiet.Line)
	v.left.Set(v.fitting(right - x - buttons))
	left := min(v.left.Width()+1, right-x-buttons)
	centred(v.left, x, left, line)
	x += left + px(look.Gap12)
	for _, b := range []*look.Button{v.stop, v.resume, v.problems} {
		if b.Visible() {
			least := b.MinSize()
			centred(b, x, least.Width, least.Height)
			x += least.Width + px(look.Gap12)
		}
	}
	room := right - x
	caps := v.caps.MinSize()
	look.Show(v.right, v.pointer != "" && room > px(40))
	look.Show(v.caps, v.pointer == "" && len(v.keys) > 0 && caps.Width <= room)
	v.right.Set(v.pointer)
	centred(v.right, x, room, line)
	centred(v.caps, right-caps.Width, caps.Width, caps.Height)
}

// Job says what runs, how far it has come and how long it will take. Name and
// total may be empty; a time that is nothing is not said.
func Job(l words.Language, stage, name string, done, total int, left time.Duration) string {
	var position, rest []string
	if total > 1 {
		position = []string{"done", l.Count(int64(done)), "total", l.Count(int64(total))}
	}
	if left > 0 {
		rest = []string{"left", l.TimeLeft(left)}
	}
	fields := append(append([]string{"name", name}, position...), rest...)
	switch stage {
	case "walking":
		return l.Say("window.job.walking")
	case "reading":
		return l.Say("window.job.reading", fields...)
	case "opening", "saving":
		return l.Say("document." + stage)
	}
	return l.Say("window.job.comparing", fields...)
}
