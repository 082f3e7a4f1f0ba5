package stage

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// newAlign returns the way out of a pair without an alignment: a person aligns it.
func newAlign(s *Stage) *look.Button {
	b := look.NewButton("", func() {
		if s.OnAlign != nil {
			s.OnAlign()
		}
	}, look.ButtonOptions{})
	b.Hide()
	return b
}

// layAlign places it under the sentence.
func (s *Stage) layAlign(size fyne.Size, under float32) {
	least := s.align.MinSize()
	look.Put(s.align, (size.Width-least.Width)/2, under, least.Width, least.Height)
}

func (s *Stage) sayAlign() {
	s.align.SetWords(s.language.Say("hand.align"))
	look.Show(s.align, s.shows() == showSentence && s.OnAlign != nil)
}
