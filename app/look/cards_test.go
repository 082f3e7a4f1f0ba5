package look

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// cardsIn lays so many cards of 100 × 50 out in a window.
func cardsIn(t *testing.T, n int, width, height float32) (*Cards, *int) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(New(Dark, 1))
	chosen := -1
	g := NewCards(CardSize{Width: 100, Height: 50, Gap: 10}, func(i int) { chosen = i })
	all := make([]Card, n)
	for i := range all {
		all[i] = Card{Object: NewText("", Body, InText), Says: fmt.Sprint(i)}
	}
	g.Set(all)
	w := test.NewTempWindow(t, g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return g, &chosen
}

func TestCardIsChosenByPointerAndByKeys(t *testing.T) {
	g, chosen := cardsIn(t, 9, 450, 400) // four in a row
	test.Tap(g.cards[7])
	if *chosen != 7 {
		t.Errorf("a press on the eighth chose %d", *chosen)
	}
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyDown, fyne.KeyRight, fyne.KeyUp, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn} {
		g.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if *chosen != 5 {
		t.Errorf("← ↓ → ↑ ↑ ↓ Enter chose %d, want 5: what leads nowhere stays", *chosen)
	}
	g.Set(nil)
	*chosen = -1
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if *chosen != -1 {
		t.Errorf("%d was chosen of none", *chosen)
	}
}

func TestCardAtHandIsScrolledIntoSight(t *testing.T) {
	g, _ := cardsIn(t, 120, 450, 200)
	for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome} {
		g.TypedKey(&fyne.KeyEvent{Name: key})
		c := g.cards[g.at]
		if top := c.Position().Y - g.scroll.Offset.Y; top < 0 || top+c.Size().Height > g.scroll.Size().Height {
			t.Errorf("%s: the card lies at %v of %v", key, top, g.scroll.Size().Height)
		}
	}
}
