package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

func TestMenusFitTheScreenAndTheirKeysCanBeRead(t *testing.T) {
	if systemMenus {
		t.Skip("the system draws the menus")
	}
	h := newHall(t, Options{})
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, scale := range []float32{1, 1.5} {
			h.setScale(scale)
			h.setLanguage(l)
			keys := 0
			var walk func(name string, items []*fyne.MenuItem)
			walk = func(name string, items []*fyne.MenuItem) {
				menu := widget.NewMenu(fyne.NewMenu("", items...))
				if got, room := menu.MinSize().Height, float32(800)-look.Px(menuHeight); got > room {
					t.Errorf("%v at %v: the menu %q is %.0f high, and a screen of 800 has room for %.0f", l, scale, name, got, room)
				}
				end := float32(0)
				for _, item := range items {
					if strings.HasPrefix(item.Label, "[") {
						t.Errorf("%q has no words", item.Label)
					}
					if item.Shortcut != nil {
						t.Errorf("%q leaves its key to the toolkit, which draws it too dim to read", item.Label)
					}
					if item.ChildMenu != nil {
						walk(item.Label, item.ChildMenu.Items)
					}
					if !strings.Contains(item.Label, "  ") && !strings.Contains(item.Label, "\u200a") {
						continue
					}
					keys++
					at := fyne.MeasureText(item.Label, look.Now().Size(theme.SizeNameText), fyne.TextStyle{}).Width
					if end != 0 && max(at-end, end-at) > 2 {
						t.Errorf("the key of %q ends at %.1f, others of its menu at %.1f", item.Label, at, end)
					}
					end = at
				}
			}
			for _, m := range h.window.MainMenu().Items {
				walk(m.Label, m.Items)
			}
			mark := h.menuOfMark("")
			more := fyne.NewMenuItem("more", nil)
			more.ChildMenu = fyne.NewMenu("", mark...)
			writeKeys([]*fyne.MenuItem{more}, l)
			walk("marks", mark)
			if keys < 50 {
				t.Errorf("%d keys are told in the menus", keys)
			}
		}
	}
}
