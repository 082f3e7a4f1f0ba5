// Package startup owns the time between the start of the window program and its
// window. Its main type is Guard. It promises that a program whose window never
// comes says why and what helps, on standard error and, where the desktop has a
// way without OpenGL, in a dialog: also when a graphics driver takes the whole
// process down with it, or never comes back.
//
//	Begin ──▶ Guard ──lines──▶ Watch, in a process of its own ──▶ tell
//	            └── Open(show) ── Up
//
// The window stays in the process that the desktop started; what is started
// beside it only listens, and ends when the window stands. So the window waits
// for nothing, and systems that know a program by its first process see one.
package startup

import (
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/words"
)

// Trouble is why there is no window.
type Trouble string

// The troubles.
const (
	NoDisplay  Trouble = "display"  // there is nothing to open a window on
	NoGraphics Trouble = "graphics" // a display, and no OpenGL that the window can be drawn with
	Ended      Trouble = "ended"    // the process is gone, and nobody knows why
	Waiting    Trouble = "waiting"  // it is there, and its window is not
)

// TroubleOf reads from what the window's library says which trouble it is.
func TroubleOf(said string) Trouble {
	for _, word := range []string{"PlatformUnavailable", "NotInitialized", "failed to initialise GLFW"} {
		if strings.Contains(said, word) {
			return NoDisplay
		}
	}
	return NoGraphics
}

// text says the trouble and what helps, in paragraphs; said is what the system
// gave as the reason, and may be empty.
func text(l words.Language, t Trouble, system, said string) []string {
	out := []string{l.Say("startup."+string(t), "seconds", strconv.Itoa(int(patience.Seconds())))}
	switch {
	case t == NoDisplay && system != "windows" && system != "darwin":
		out = append(out, l.Say("startup.helps.display"))
	case system == "windows", system == "darwin":
		out = append(out, l.Say("startup.helps."+system))
	default:
		out = append(out, l.Say("startup.helps.linux"))
	}
	out = append(out, l.Say("startup.cli"))
	if said = plain(said); said != "" {
		out = append(out, l.Say("startup.said", "detail", said))
	}
	return out
}

// plain is what a library said, in one line that a dialog takes: no control
// characters, and not longer than what a person would read.
func plain(said string) string {
	said = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(said, "?"))
	const longest = 300
	if letters := []rune(strings.TrimSpace(said)); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return strings.TrimSpace(said)
}
