package app

import (
	"cmp"
	"slices"

	"github.com/motbilde/motbilde/app/style"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/words"
)

// chooseFont takes a typeface by its place in the menu: the neutral style's, those
// of the program, or a file that a person chooses.
func (w *Window) chooseFont(i int) {
	s, families := &w.style, graphic.Families()
	switch {
	case i == 0:
		s.kit.Font, s.font = nil, nil
	case i <= len(families):
		s.kit.Font, s.font = &graphic.Font{Family: families[i-1], Headlines: s.typed.Headlines}, nil
	default:
		w.chooseFileFor("style.font.choose", w.useFont)
		return
	}
	s.typed.Licence = ""
	w.restyleGraphics()
}

// useFont takes a file as the typeface; one that can't be used leaves what held before.
func (w *Window) useFont(path string) {
	w.beside(func() (func(), error) {
		face, err := desk.ReadTypeface(path)
		return func() {
			if w.style.font = err; err == nil {
				w.style.kit.Font = &graphic.Font{Own: face, Headlines: w.style.typed.Headlines}
				w.style.typed.Licence = ""
			}
			w.restyleGraphics()
		}, nil
	})
}

// fontOf makes the typeface of what was typed of the one in force.
func fontOf(t style.Typed, now *graphic.Font, l words.Language) (font *graphic.Font, wrong string) {
	if now == nil {
		return nil, ""
	}
	next := *now
	next.Headlines, next.Licence = t.Headlines, t.Licence
	if next.Own == nil {
		next.Licence = ""
	}
	return &next, refused(graphic.Kit{Font: &graphic.Font{Family: graphic.Families()[0], Licence: next.Licence}}, l)
}

// shownFont is the typeface as the sheet shows it.
func shownFont(f *graphic.Font, l words.Language) style.Font {
	shown := style.Font{Choices: []string{l.Say("style.font.neutral")}}
	for _, family := range graphic.Families() {
		shown.Choices = append(shown.Choices, l.Say("style.font."+family))
	}
	shown.Choices = append(shown.Choices, l.Say("style.font.file"))
	if f != nil {
		shown.Chosen = 1 + slices.Index(graphic.Families(), f.Family)
		if f.Own != nil {
			shown.Chosen = len(shown.Choices) - 1
		}
	}
	shown.Name = shown.Choices[shown.Chosen]
	if f != nil && f.Own != nil {
		shown.Name = cmp.Or(f.Own.Name(), l.Say("style.font.unnamed"))
	}
	return shown
}
