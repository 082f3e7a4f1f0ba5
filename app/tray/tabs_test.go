package tray

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
)

func claimed(n int) Value {
	v := many(5)
	v.Claims, v.Which, v.Claim.ID = n, 1, "c0"
	for i := range n {
		v.Tabs = append(v.Tabs, Tab{ID: casefile.ID(fmt.Sprint("c", i)), Badge: look.BadgeMatch, Says: fmt.Sprint("claim ", i)})
	}
	return v
}

func TestClaimsAreTabsThatArrowsGoAlong(t *testing.T) {
	value := claimed(20)
	v, w := open(t, 264, 698, value)
	var said []string
	v.OnHint = func(hint string) { said = append(said, hint) }
	v.OnClaim = func(id casefile.ID) {
		value.Claim.ID = id
		v.Show(value)
	}
	shown := func() bool {
		x, at := left(v.tabs.chosen), v.tabs.scroll.Offset.X
		return x >= at && x+look.Px(tabWidth) <= at+v.tabs.scroll.Size().Width
	}
	w.Canvas().Focus(v.tabs)
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyLeft, 0}, {fyne.KeyRight, 1}, {fyne.KeyEnd, 19}, {fyne.KeyRight, 19}, {fyne.KeyLeft, 18}, {fyne.KeyHome, 0}} {
		v.tabs.TypedKey(&fyne.KeyEvent{Name: step.key})
		if v.tabs.chosen != step.want || !shown() || said[len(said)-1] != fmt.Sprint("claim ", step.want) {
			t.Errorf("%s leads to %d at %v, and says %q", step.key, v.tabs.chosen, v.tabs.scroll.Offset.X, said[len(said)-1])
		}
	}
	test.Tap(v.tabs.cells[3])
	if value.Claim.ID != "c3" {
		t.Errorf("a click leads to %s", value.Claim.ID)
	}
	v.tabs.cells[7].MouseIn(nil)
	if said[len(said)-1] != "claim 7" {
		t.Errorf("under the pointer stands %q", said[len(said)-1])
	}
	w.Resize(fyne.NewSize(264, tabsFrom-20))
	if v.tabs.Visible() || v.list.Size().Height < 100 {
		t.Errorf("a low list has tabs, and %v for its candidates", v.list.Size().Height)
	}
	w.Resize(fyne.NewSize(264, 698))
	list := v.list.Position().Y
	v.Show(many(5))
	if v.tabs.Visible() || v.list.Position().Y == list {
		t.Error("a single claim has tabs")
	}
}
