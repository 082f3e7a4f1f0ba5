package status

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Ask is a sheet that asks for one line of text.
type Ask struct {
	answer       func(text string)
	head, rest   *look.Text
	field        *look.Field
	cancel, done *look.Button
	frame        *look.Panel
}

const askWidth = 440 // pixels at a text size of 100 %

// NewAsk returns the sheet.
func NewAsk(l words.Language) *Ask {
	a := &Ask{
		head:  look.NewText("", look.Title, look.InText),
		rest:  look.NewText("", look.Body, look.InSecond),
		field: look.NewField(1),
	}
	a.cancel = look.NewButton("", a.Close, look.ButtonOptions{})
	a.done = look.NewButton("", a.Finish, look.ButtonOptions{Kind: look.Main})
	a.field.OnEnter = a.Finish
	a.frame = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: func() float32 { return look.Px(askWidth) },
		Above:  look.NewColumn(0, look.Item{Object: a.head}, look.Item{Object: a.rest, Above: look.Gap4}),
		Body:   look.Inside{Object: a.field, Height: a.field.HeightAt},
		Left:   a.cancel,
		Right:  a.done,
	})
	a.frame.Sheet.OnLeave = a.Close
	a.SetLanguage(l)
	return a
}

// SetLanguage changes the language of the buttons; the question comes with Open.
func (a *Ask) SetLanguage(l words.Language) {
	a.cancel.SetWords(l.Say("desk.dialog-cancel"))
	a.done.SetWords(l.Say("document.ask-done"))
	a.frame.Pane.Refresh()
}

// Open asks, with the text that is there so far; answer hears what it becomes.
func (a *Ask) Open(c fyne.Canvas, head, rest, text string, answer func(text string)) {
	a.head.Set(head)
	a.rest.Set(rest)
	a.SetText(text)
	a.answer = answer
	a.frame.Sheet.Refresh()
	a.frame.Sheet.Open(c, a.field.Focusable())
}

// Close takes the question away unanswered.
func (a *Ask) Close() { a.frame.Sheet.Close() }

// SetText fills in the field.
func (a *Ask) SetText(text string) { a.field.SetText(text) }

// Finish answers with what stands in the field.
func (a *Ask) Finish() {
	a.Close()
	a.answer(a.field.Text())
}
