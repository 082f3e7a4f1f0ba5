package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// command is one thing that a person can do: menus, keys and the keyboard help
// are all made from the one list of them.
type command struct {
	name    string // its key in words is "desk.do-" + name
	menu    string // its key in words is "desk.menu-" + menu; empty: by key alone
	chord   *desktop.CustomShortcut
	key     fyne.KeyName // counts when no text field has the focus
	rune    rune         // the same for keys that lie elsewhere on other keyboards
	do      func()
	can     func() bool       // nil: always
	chosen  func() bool       // nil: the command is no choice
	beside  bool              // its key counts beside the case book too
	divided bool              // a line stands above it in the menu
	named   func() desk.Named // the edit that it is about, told in the menu; nil: none
	group   string            // it lies in a submenu of this name; "desk.menu-" + group
}

const (
	ctrl      = fyne.KeyModifierShortcutDefault
	ctrlShift = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
)

func chord(key fyne.KeyName, with fyne.KeyModifier) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: with}
}

func (c command) able() bool { return c.can == nil || c.can() }

func (c command) title(l words.Language) string {
	if c.named != nil {
		if edit := c.named(); !edit.None() {
			return l.Say("edit."+c.name, "what", edit.Say(l))
		}
	}
	return l.Say("desk.do-" + c.name)
}

// keyName writes the key as it stands on the keyboard; empty where there is none.
func (c command) keyName(l words.Language) string {
	switch {
	case c.chord != nil:
		var parts []string
		if c.chord.Modifier&ctrl != 0 {
			parts = append(parts, l.Say("desk.key-ctrl"))
		}
		if c.chord.Modifier&fyne.KeyModifierShift != 0 {
			parts = append(parts, l.Say("desk.key-shift"))
		}
		return strings.Join(append(parts, keyLabel(c.chord.KeyName, l)), " ")
	case c.rune != 0:
		return strings.ReplaceAll(string(c.rune), "-", "−")
	}
	return keyLabel(c.key, l)
}

func keyLabel(k fyne.KeyName, l words.Language) string {
	switch k {
	case fyne.KeyUp:
		return "↑"
	case fyne.KeyDown:
		return "↓"
	case fyne.KeyLeft:
		return "←"
	case fyne.KeyRight:
		return "→"
	case fyne.KeySpace:
		return l.Say("desk.key-space")
	case fyne.KeyDelete:
		return l.Say("desk.key-delete")
	case fyne.KeyEscape:
		return "Esc"
	case fyne.KeyReturn:
		return "Enter"
	case fyne.KeyPageUp:
		return "PgUp"
	case fyne.KeyPageDown:
		return "PgDn"
	case fyne.KeyMinus:
		return "−"
	}
	return string(k)
}

// menus builds the menu bar. A command that can't be done now stands dimmed, and
// do is told of it all the same: the toolkit takes keys of dimmed items, too.
func menus(commands []command, l words.Language, do func(command)) *fyne.MainMenu {
	bar := fyne.NewMainMenu()
	groups := map[string]*fyne.Menu{}
	for _, c := range commands {
		if c.menu == "" {
			continue
		}
		menu := groups[c.menu]
		if menu == nil {
			menu = fyne.NewMenu(l.Say("desk.menu-" + c.menu))
			groups[c.menu] = menu
			bar.Items = append(bar.Items, menu)
		}
		if c.divided {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		if c.group != "" {
			sub := groups[c.group]
			if sub == nil {
				sub = fyne.NewMenu("")
				groups[c.group] = sub
				parent := fyne.NewMenuItem(l.Say("desk.menu-"+c.group), nil)
				parent.ChildMenu = sub
				menu.Items = append(menu.Items, parent)
			}
			menu = sub
		}
		menu.Items = append(menu.Items, c.item(l, do))
	}
	return bar
}

func (c command) item(l words.Language, do func(command)) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.title(l), func() { do(c) })
	item.Disabled = !c.able()
	item.Checked = c.chosen != nil && c.chosen()
	item.IsQuit = c.name == "quit"
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
	case c.rune != 0:
		return chord(fyne.KeyName(c.rune), 0)
	case c.key != "":
		return chord(c.key, 0)
	}
	return nil
}

// byKey finds the command of a key without Ctrl.
func byKey(commands []command, key fyne.KeyName) (command, bool) {
	return firstAble(commands, func(c command) bool { return c.key == key && key != "" })
}

// byRune finds the command of a typed character.
func byRune(commands []command, r rune) (command, bool) {
	switch r {
	case '−', '_':
		r = '-'
	case '=':
		r = '+' // the same key without Shift
	case ';': // Shift with the comma where there is no < on it
		r = '<'
	case ':':
		r = '>'
	}
	return firstAble(commands, func(c command) bool { return c.rune == r && r != 0 })
}

func firstAble(commands []command, is func(command) bool) (command, bool) {
	i := slices.IndexFunc(commands, func(c command) bool { return is(c) && c.able() })
	if i < 0 {
		return command{}, false
	}
	return commands[i], true
}
