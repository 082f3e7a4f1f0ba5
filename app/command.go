package app

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// command is one thing that a person can do: menus, keys, the palette and the
// keyboard help are all made from the one list of them.
//
// A feature brings its commands from a method of its own, in a file of its own,
// which newCommands names in one line. They stand in their menus after those
// that are named before; divided draws the line between. What can't be done at
// times says so by can, and the reason by why.
type command struct {
	name    string // its key in words is "desk.do-" + name
	menu    string // its key in words is "desk.menu-" + menu; empty: by key alone
	chord   *desktop.CustomShortcut
	key     fyne.KeyName // counts when no text field has the focus
	rune    rune         // the same for keys that lie elsewhere on other keyboards
	do      func()
	can     func() bool       // nil: always
	why     string            // key in words of why it can't be done; empty: whyNot finds it
	chosen  func() bool       // nil: the command is no choice
	beside  bool              // its key counts beside the case book too
	divided bool              // a line stands above it in the menu
	named   func() desk.Named // the edit that it is about, told in the menu; nil: none
	within  string            // it lies in a submenu of this name, which says where and no more; "desk.menu-" + within
	group   string            // it lies in a submenu of this name, which its own title needs; "desk.menu-" + group
	under   func() []choice   // it is a submenu of these, and does nothing itself; nil: it does
}

// choice is one of what a command offers: it comes and goes with the work, as
// recent cases do.
type choice struct {
	key   string // tells it from the others
	title string
	do    func()
}

// menuOrder is the order of the menus in the bar.
var menuOrder = []string{"file", "edit", "case", "view", "picture", "marks", "publish", "training", "help"}

// arranged brings commands into the order of the menu bar; within a menu they
// stay as they came. Those without a menu stand last.
func arranged(commands []command) []command {
	slices.SortStableFunc(commands, func(a, b command) int { return cmp.Compare(menuRank(a.menu), menuRank(b.menu)) })
	return commands
}

func menuRank(menu string) int {
	if i := slices.Index(menuOrder, menu); i >= 0 {
		return i
	}
	return len(menuOrder)
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

// titleAlone is the title where no menu stands round it: "Theme: Dark".
func (c command) titleAlone(l words.Language) string {
	if c.group == "" {
		return c.title(l)
	}
	return l.Say("palette.grouped", "group", l.Say("desk.menu-"+c.group), "title", c.title(l))
}

// keyName writes the key as it stands on the keyboard; empty where there is none.
func (c command) keyName(l words.Language) string {
	if c.rune != 0 {
		return runeLabel(c.rune, l)
	}
	if c.chord != nil {
		return chordLabel(c.chord, l)
	}
	return keyLabel(c.key, l)
}

func chordLabel(s fyne.KeyboardShortcut, l words.Language) string {
	var parts []string
	if s.Mod()&ctrl != 0 {
		parts = append(parts, l.Say("desk.key-ctrl"))
	}
	if s.Mod()&fyne.KeyModifierAlt != 0 {
		parts = append(parts, l.Say("desk.key-alt"))
	}
	if s.Mod()&fyne.KeyModifierShift != 0 {
		parts = append(parts, l.Say("desk.key-shift"))
	}
	return strings.Join(append(parts, keyLabel(s.Key(), l)), " ")
}

// runeLabel writes the key of a character: that of a capital is the letter's with Shift.
func runeLabel(r rune, l words.Language) string {
	switch {
	case unicode.IsUpper(r):
		return l.Say("desk.key-shift") + " " + string(r)
	case r == '-':
		return "−"
	}
	return string(unicode.ToUpper(r))
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
	case fyne.KeyPlus:
		return "+"
	case fyne.KeyComma:
		return ","
	}
	return string(k)
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
