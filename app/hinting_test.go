package app

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/hint"
	"github.com/motbilde/motbilde/internal/words"
)

func TestHintIsGoneForGoodByOneKey(t *testing.T) {
	h := pairHall(t, Options{})
	h.beginHint()
	if !h.hinting() || h.hint.Step() != 0 {
		t.Fatal("the first sentence is not said")
	}
	h.key(fyne.KeyEscape)
	if h.hinting() {
		t.Error("Esc leaves it")
	}
	h.beginHint()
	if h.hinting() || !readSettings(h.fyneApp.Preferences(), "").hinted {
		t.Error("it comes again")
	}
}

func TestHintGoesOnByItsButtonAndEndsAfterTheThird(t *testing.T) {
	h := pairHall(t, Options{})
	h.beginHint()
	for step := range hint.Steps {
		if h.hint.Step() != step {
			t.Fatalf("at %d, want %d", h.hint.Step(), step)
		}
		h.key(fyne.KeyF6)
		h.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		h.window.Canvas().Unfocus()
	}
	if h.hinting() || !h.settings.hinted {
		t.Error("it goes on after the third")
	}
}

// TestHintCoversNoPicture looks at the card in every dress: it lies within the
// window, and nowhere over the stage.
func TestHintCoversNoPicture(t *testing.T) {
	h := pairHall(t, Options{})
	for _, size := range append(sizes, fyne.NewSize(1000, 650), fyne.NewSize(1920, 1052)) {
		for _, scale := range []float32{1, 1.5, 2} {
			for _, l := range []words.Language{words.English, words.Norwegian} {
				h.setScale(scale)
				h.setLanguage(l)
				h.window.Resize(size)
				h.window.Canvas().Content().Resize(size)
				for step := range hint.Steps {
					h.settings.hinted = false
					h.hint.Show(step)
					where := fmt.Sprintf("%v at %g, %s, step %d", size, scale, l.Code(), step)
					var stage box
					card := box{}
					walk := &walker{each: func(o fyne.CanvasObject, at, _ box) {
						if o == h.frame.stage {
							stage = at
						}
						if fmt.Sprintf("%T", o) == "*hint.card" {
							card = at
						}
					}}
					h.walkTop(walk)
					if !h.hint.Object().Visible() && scale == 2 && size.Height < 500 {
						continue // it waits for a larger window
					}
					if card.empty() || card.x < 0 || card.y < 0 || card.right > size.Width || card.bottom > size.Height {
						t.Errorf("%s: the card lies at %v", where, card)
					}
					if !card.cut(stage).empty() {
						t.Errorf("%s: the card %v lies over the stage %v", where, card, stage)
					}
					if stage.bottom-stage.y < 60 {
						t.Errorf("%s: the stage is left %v", where, stage)
					}
				}
			}
		}
	}
}
