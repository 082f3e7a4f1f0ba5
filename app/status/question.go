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
	OnAll     func() // each of them is a claim
	OnDismiss func() // none of them: all are candidates

	language   words.Language
	choices    []Choice
	head, rest *look.Text
	options    []*option
	cards      *look.Cards
	all, none  *look.Button
	frame      *look.Panel
}

// Lengths of the question, pixels at a text size of 100 %.
const (
	questionWidth = 736
	optionWidth   = 160
	pictureHeight = 120
)

// NewQuestion returns the question.
func NewQuestion(l words.Language) *Question {
	q := &Question{
		head: look.NewText("", look.Well, look.InText),
		rest: look.NewText("", look.Body, look.InSecond),
	}
	size := look.CardSize{Width: optionWidth, Height: pictureHeight + look.Gap8 + look.Body.Line, Gap: look.Gap16}
	q.cards = look.NewCards(size, func(i int) {
		q.Close()
		if q.OnAnswer != nil {
			q.OnAnswer(q.choices[i].ID)
		}
	})
	q.all = look.NewButton("", func() {
		q.Close()
		if q.OnAll != nil {
			q.OnAll()
		}
	}, look.ButtonOptions{})
	q.none = look.NewButton("", q.dismiss, look.ButtonOptions{})
	q.frame = look.NewPanel(look.Panel{
		Inset:  look.Gap24,
		Widest: q.widest,
		Above:  look.NewColumn(0, look.Item{Object: q.head}, look.Item{Object: q.rest, Above: look.Gap4}),
		Body:   q.cards.Inside(),
		Left:   q.none,
		Right:  q.all,
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
	q.all.SetWords(l.Say("window.which.all"))
	q.none.SetWords(l.Say("window.which.none"))
	q.frame.Pane.Refresh()
}

// Show fills in the pictures; thumbnails may come later by another Show.
func (q *Question) Show(choices []Choice) {
	if slices.Equal(choices, q.choices) {
		return
	}
	q.choices = choices
	cards := make([]look.Card, len(choices))
	for i, c := range choices {
		if i == len(q.options) {
			q.options = append(q.options, newOption())
		}
		q.options[i].thumb.SetPicture(c.Thumbnail)
		q.options[i].name.Set(c.Name)
		cards[i] = look.Card{Object: q.options[i].pane, Says: c.Name}
	}
	q.cards.Set(cards)
	q.frame.Sheet.Refresh()
}

// Open asks over a window.
func (q *Question) Open(c fyne.Canvas) { q.frame.Sheet.Open(c, q.cards) }

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
	if len(q.choices) == 0 {
		return px(questionWidth)
	}
	return min(px(questionWidth), max(q.cards.Width(), px(400))+2*px(look.Gap24))
}

// option is what stands on the card of a picture: itself, with its name.
type option struct {
	pane  *look.Pane
	thumb *look.Thumbnail
	name  *look.Text
}

func newOption() *option {
	o := &option{thumb: look.NewThumbnail(), name: look.NewLine("", look.Body, look.InText, look.CutsMiddle).Centred()}
	o.pane = look.NewPane([]fyne.CanvasObject{o.thumb, o.name}, func(size fyne.Size) {
		px := look.Px
		look.Put(o.thumb, 0, 0, size.Width, px(pictureHeight))
		look.Put(o.name, 0, px(pictureHeight+look.Gap8), size.Width, px(look.Body.Line))
	}, nil)
	return o
}
