package app

import (
	"strconv"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/tray"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// claimTabs are the claimed pictures where there are several, each with the best
// that was found of it.
func claimTabs(s desk.Snapshot, l words.Language) []tray.Tab {
	if len(s.Claims) < 2 {
		return nil
	}
	out := make([]tray.Tab, len(s.Claims))
	for i, c := range s.Claims {
		t := tray.Tab{ID: c.Evidence.ID, Picture: c.Thumbnail}
		word := ""
		switch {
		case c.State == desk.Failed:
			t.Badge, word = look.BadgeError, l.Finding("error")
		case c.Best != "":
			t.Badge, word = look.BadgeNamed(c.Best), l.Finding(c.Best)
		case len(s.Candidates) > 0:
			t.Badge, word = look.BadgeWaiting, l.Say("tray.waiting")
		}
		t.Says = l.Say("tray.tab", "n", strconv.Itoa(i+1), "all", strconv.Itoa(len(s.Claims)), "name", shownAs(c.Evidence, l).Name)
		if word != "" {
			t.Says = l.Say("tray.tab-best", "tab", t.Says, "finding", word)
		}
		out[i] = t
	}
	return out
}
