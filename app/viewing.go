package app

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/compare"
)

// viewCommands lists what changes how the pictures are looked at, beside the modes.
func (w *Window) viewCommands() []command {
	swipes := func() bool { return w.stage.Mode() == compare.Swipe }
	turn := func(by float64) func() { return func() { w.stage.Turn(by) } }
	var list []command
	for _, style := range []compare.Style{compare.Mixed, compare.RedCyan, compare.Edges} {
		list = append(list, command{
			name: "overlay-" + []string{"plain", "red-cyan", "edges"}[style], menu: "view", group: "overlay", why: "palette.why.overlay",
			do: func() { w.stage.SetStyle(style) }, chosen: func() bool { return w.stage.Style() == style },
			can: func() bool { return w.stage.Mode() == compare.Overlay },
		})
	}
	return append(list,
		command{name: "turn-line-back", why: "palette.why.swipe", menu: "view", chord: chord(fyne.KeyLeft, fyne.KeyModifierAlt), do: turn(-1), can: swipes, divided: true},
		command{name: "turn-line", why: "palette.why.swipe", menu: "view", chord: chord(fyne.KeyRight, fyne.KeyModifierAlt), do: turn(1), can: swipes},
	)
}
