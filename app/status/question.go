package status

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// Choice is one of several pictures dropped at once.
type Choice struct {
	ID        casefile.ID
	Name      string
	Thumbnail image.Image // prepared at about 160×120; nil while it is being made
}

// Question asks once which of several pictures is the one being spread.
type Question struct {
	OnAnswer  func(id casefile.ID)
	OnDismiss func() // none of them: all are candidates

	language   words.Language
	head, rest *look.Text
	grid       *grid
	none       *look.Button
	frame      *look.Panel
}

const (
	questionWidth = 736 // pixels at a text size of 100 %
	cardWidth     = 160
	cardHeight    = 120 + look.Gap8 + 18
)

// NewQuestion returns the question.
func NewQuestion(l words.Language) *Question {
	q := &Question{
		head: look.NewText("", look.Well, look.InText),
		rest: look.NewText("", look.Body, look.InSecond),
	}
	q.grid = newGrid(func(id casefile.ID) {
		q.Close()
		if q.OnAnswer != nil {
			q.OnAnswer(id)
		}
	})
	q.none = look.NewButton("", q.dismiss, look.ButtonOptions{})
	q.frame = look.NewPanel(look.Panel{
		Inset:  look.Gap24,
		Widest: q.widest,
		Above:  look.NewColumn(0, look.Item{Object: q.head}, look.Item{Object: q.rest, Above: look.Gap4}),
		// The grid has room for the frames round its cards.
		Body: look.Inside{Object: q.grid, Height: q.grid.HeightAt, Out: fyne.NewSize(gridRim, gridRim)},
		Left: q.none,
	})
	q.frame.Sheet.OnLeave = q.dismiss
	q.SetLanguage(l)
	return q
}

// SetLanguage changes the language.
func (q *Question) SetLanguage(l words.Language) {
	q.language = l
	q.head.Set(l.Say("window.which"))
	q.rest.Set(l.Say("window.which.rest"))
	q.none.SetWords(l.Say("window.which.none"))
	q.frame.Pane.Refresh()
}

// Show fills in the pictures; thumbnails may come later by another Show.
func (q *Question) Show(choices []Choice) {
	if !slices.Equal(choices, q.grid.choices) {
		q.grid.show(choices)
		q.frame.Sheet.Refresh()
	}
}

// Open asks over a window.
func (q *Question) Open(c fyne.Canvas) { q.frame.Sheet.Open(c, q.grid) }

// Close takes the question away unanswered.
func (q *Question) Close() { q.frame.Sheet.Close() }

// Opened reports whether the question lies over a window.
func (q *Question) Opened() bool { return q.frame.Sheet.Opened() }

func (q *Question) dismiss() {
	q.Close()
	if q.OnDismiss != nil {
		q.OnDismiss()
	}
}

// widest is the sheet's greatest width: few pictures make a narrower one, but
// the words keep their room.
func (q *Question) widest() float32 {
	px := look.Px
	width := px(questionWidth)
	if n := float32(len(q.grid.choices)); n > 0 {
		width = min(width, max(n*px(cardWidth+look.Gap16)-px(look.Gap16), px(400))+2*px(look.Gap24))
	}
	return width
}
