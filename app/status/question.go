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
	pane       *look.Pane
	sheet      *look.Sheet
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
	q.pane = look.NewPane([]fyne.CanvasObject{q.head, q.rest, q.grid, q.none}, q.place, nil)
	q.sheet = look.NewSheet(q.pane, q.size)
	q.sheet.OnLeave = q.dismiss
	q.SetLanguage(l)
	return q
}

// SetLanguage changes the language.
func (q *Question) SetLanguage(l words.Language) {
	q.language = l
	q.head.Set(l.Say("window.which"))
	q.rest.Set(l.Say("window.which.rest"))
	q.none.SetWords(l.Say("window.which.none"))
	q.pane.Refresh()
}

// Show fills in the pictures; thumbnails may come later by another Show.
func (q *Question) Show(choices []Choice) {
	if !slices.Equal(choices, q.grid.choices) {
		q.grid.show(choices)
		q.sheet.Refresh()
	}
}

// Open asks over a window.
func (q *Question) Open(c fyne.Canvas) { q.sheet.Open(c, q.grid) }

// Close takes the question away unanswered.
func (q *Question) Close() { q.sheet.Close() }

// Opened reports whether the question lies over a window.
func (q *Question) Opened() bool { return q.sheet.Opened() }

func (q *Question) dismiss() {
	q.Close()
	if q.OnDismiss != nil {
		q.OnDismiss()
	}
}

// above is the height of the words over the pictures.
func (q *Question) above(width float32) float32 {
	px := look.Px
	return px(look.Gap24) + q.head.HeightAt(width) + px(look.Gap4) + q.rest.HeightAt(width) + px(look.Gap16)
}

func (q *Question) below() float32 { return look.Px(look.Gap24 + look.Tall + look.Gap24) }

func (q *Question) size(window fyne.Size) fyne.Size {
	px := look.Px
	width := min(px(questionWidth), window.Width-2*px(look.Gap16))
	inner := width - 2*px(look.Gap24)
	// Few pictures make a narrower sheet, but the words keep their room.
	if n := float32(len(q.grid.choices)); n > 0 {
		width = min(width, max(n*px(cardWidth+look.Gap16)-px(look.Gap16), px(400))+2*px(look.Gap24))
		inner = width - 2*px(look.Gap24)
	}
	height := q.above(inner) + q.grid.HeightAt(inner) + q.below()
	return fyne.NewSize(width, min(height, window.Height-2*px(look.Gap16)))
}

func (q *Question) place(size fyne.Size) {
	px := look.Px
	left := px(look.Gap24)
	width := size.Width - 2*left
	y := px(look.Gap24)
	head := q.head.HeightAt(width)
	look.Put(q.head, left, y, width, head)
	y += head + px(look.Gap4)
	rest := q.rest.HeightAt(width)
	look.Put(q.rest, left, y, width, rest)
	y += rest + px(look.Gap16)
	// The grid has room for the frames round its cards.
	out := px(gridRim)
	look.Put(q.grid, left-out, y-out, width+2*out, size.Height-y-q.below()+2*out)
	none := q.none.MinSize()
	look.Put(q.none, left, size.Height-px(look.Gap24)-none.Height, min(none.Width, width), none.Height)
}
