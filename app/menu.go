package app

import (
	"runtime"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// systemMenus says that the menu bar is drawn by the system.
const systemMenus = runtime.GOOS == "darwin"

// menus builds the menu bar. A command that can't be done now stands dimmed, and
// do is told of it all the same: the toolkit takes keys of dimmed items, too.
func menus(commands []command, l words.Language, do func(command)) *fyne.MainMenu {
	bar := fyne.NewMainMenu()
	byName := map[string]*fyne.Menu{}
	for _, c := range commands {
		if c.menu == "" {
			continue
		}
		menu := byName[c.menu]
		if menu == nil {
			menu = fyne.NewMenu(l.Say("desk.menu-" + c.menu))
			byName[c.menu] = menu
			bar.Items = append(bar.Items, menu)
		}
		divided := c.divided
		divide := func() {
			if divided && len(menu.Items) > 0 {
				menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
			}
			divided = false
		}
		for _, name := range []string{c.within, c.group} {
			if name == "" {
				continue
			}
			sub := byName[name]
			if sub == nil {
				divide()
				sub = fyne.NewMenu("")
				byName[name] = sub
				parent := fyne.NewMenuItem(l.Say("desk.menu-"+name), nil)
				parent.ChildMenu = sub
				menu.Items = append(menu.Items, parent)
			}
			menu = sub
		}
		divide()
		menu.Items = append(menu.Items, c.item(l, do))
	}
	if !systemMenus {
		for _, m := range bar.Items {
			writeKeys(m.Items, l)
		}
	}
	return bar
}

func (c command) item(l words.Language, do func(command)) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.title(l), func() { do(c) })
	item.Disabled = !c.able()
	item.Checked = c.chosen != nil && c.chosen()
	item.IsQuit = c.name == "quit"
	if c.under != nil {
		item.ChildMenu = fyne.NewMenu("")
		for _, o := range c.under() {
			item.ChildMenu.Items = append(item.ChildMenu.Items, fyne.NewMenuItem(words.Visual(o.title), o.do))
		}
	}
	if s := c.shown(); s != nil {
		item.Shortcut = s
	}
	return item
}

// shown returns the key for the menu to show. A key without Ctrl is shown
// only: it must not work while text is typed, so the window handles it.
func (c command) shown() fyne.Shortcut {
	switch {
	case c.chord != nil:
		return c.chord
	case c.rune == '-':
		return chord(fyne.KeyMinus, 0)
	case unicode.IsUpper(c.rune):
		return chord(fyne.KeyName(c.rune), fyne.KeyModifierShift)
	case c.rune != 0:
		return chord(fyne.KeyName(unicode.ToUpper(c.rune)), 0)
	case c.key != "":
		return chord(c.key, 0)
	}
	return nil
}

// writeKeys writes the keys of a menu's entries, and of those of its submenus,
// into their words, flush right:
// the toolkit draws the keys of what can be done at a fifth of its ink, which
// nobody can read (widget/menu_item.go, shortcutColor).
func writeKeys(items []*fyne.MenuItem, l words.Language) {
	width := func(s string) float32 {
		return fyne.MeasureText(s, look.Now().Size(theme.SizeNameText), fyne.TextStyle{}).Width
	}
	wide, narrow := width(" "), width("\u200a")
	keys, whole := make([]string, len(items)), float32(0)
	for i, item := range items {
		if item.ChildMenu != nil {
			writeKeys(item.ChildMenu.Items, l)
		}
		s, ok := item.Shortcut.(fyne.KeyboardShortcut)
		if !ok {
			continue
		}
		keys[i], item.Shortcut = chordLabel(s, l), nil
		whole = max(whole, width(item.Label)+look.Px(look.Gap24)+width(keys[i]))
	}
	for i, item := range items {
		if keys[i] == "" {
			continue
		}
		room := whole - width(item.Label) - width(keys[i])
		n := int(room / wide)
		item.Label += strings.Repeat(" ", n) + strings.Repeat("\u200a", int((room-float32(n)*wide)/narrow+0.5)) + keys[i]
	}
}
