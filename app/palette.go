package app

import (
	"slices"

	"github.com/motbilde/motbilde/app/palette"
	"github.com/motbilde/motbilde/app/tour"
)

// mostRecent is how many commands the palette lists first.
const mostRecent = 6

// openPalette lays the list of all commands over the window.
func (w *Window) openPalette() {
	w.palette.Open(w.window.Canvas(), w.paletteEntries())
	w.toured(func(s *tour.Seen) { s.Palettes++ })
}

// paletteEntries are all commands, once each, in the order of the menus.
func (w *Window) paletteEntries() []palette.Entry {
	l := w.settings.language
	var all []palette.Entry
	for _, c := range w.commands {
		if c.name == "palette" || slices.ContainsFunc(all, func(e palette.Entry) bool { return e.Name == c.name }) {
			continue
		}
		if c.under != nil && c.able() {
			for _, o := range c.under() {
				all = append(all, palette.Entry{Name: underName(c, o), Title: o.title, Place: c.title(l)})
			}
			continue
		}
		e := palette.Entry{Name: c.name, Title: c.titleAlone(l), Key: c.keyName(l), Why: w.whyNot(c)}
		if c.menu != "" {
			e.Place = l.Say("desk.menu-" + c.menu)
		}
		e.Recent = 1 + slices.Index(w.settings.recent, c.name)
		all = append(all, e)
	}
	return all
}

// recentCases are the cases that were worked on lately.
func (w *Window) recentCases() []choice {
	var all []choice
	for _, r := range w.seen.Recent {
		all = append(all, choice{r.Path, recentName(r.Title, r.Path), func() { w.desk.OpenCase(r.Path) }})
	}
	return all
}

// underName is the name of one of what a command offers.
func underName(c command, o choice) string { return c.name + " " + o.key }

// doFromPalette does a command by its name and remembers it. What a command
// offers may have changed since the palette was opened.
func (w *Window) doFromPalette(name string) {
	for _, c := range w.commands {
		if c.under == nil {
			continue
		}
		for _, o := range c.under() {
			if underName(c, o) == name {
				o.do()
				return
			}
		}
	}
	if w.commandNamed(name).name == "" {
		return // of a case that is not among them any more
	}
	recent := slices.DeleteFunc(slices.Clone(w.settings.recent), func(s string) bool { return s == name })
	recent = append([]string{name}, recent...)
	w.settings.recent = recent[:min(len(recent), mostRecent)]
	w.settings.keep(w.fyneApp.Preferences())
	w.doNamed(name)
}

// whyNot says why a command can't be done now; empty when it can.
func (w *Window) whyNot(c command) string {
	key := "palette.why.else"
	_, candidate := w.seen.Current()
	switch {
	case c.able():
		return ""
	case c.why != "":
		key = c.why
	case w.seen.Empty():
		key = "palette.why.empty"
	case !w.seen.HasClaim():
		key = "palette.why.claim"
	case !candidate:
		key = "palette.why.candidate"
	}
	return w.settings.language.Say(key)
}
