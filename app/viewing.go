package app

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/internal/compare"
)

// modeCommands lists what a mode can be set to.
func (w *Window) modeCommands() []command {
	swipes := func() bool { return w.stage.Mode() == compare.Swipe }
	turn := func(by float64) func() { return func() { w.stage.Turn(by) } }
	var list []command
	for _, style := range []compare.Style{compare.Mixed, compare.RedCyan, compare.Edges} {
		list = append(list, command{
			name: "overlay-" + []string{"plain", "red-cyan", "edges"}[style], menu: "view", within: "in-mode", group: "overlay", why: "palette.why.overlay",
			do: func() { w.stage.SetStyle(style) }, chosen: func() bool { return w.stage.Style() == style },
			can: func() bool { return w.stage.Mode() == compare.Overlay },
		})
	}
	return append(list,
		command{name: "turn-line-back", why: "palette.why.swipe", menu: "view", within: "in-mode", chord: chord(fyne.KeyLeft, fyne.KeyModifierAlt), do: turn(-1), can: swipes, divided: true},
		command{name: "turn-line", why: "palette.why.swipe", menu: "view", within: "in-mode", chord: chord(fyne.KeyRight, fyne.KeyModifierAlt), do: turn(1), can: swipes},
	)
}

// loupeCommands lists what the loupe can do.
func (w *Window) loupeCommands() []command {
	list := []command{{name: "loupe", menu: "picture", rune: 'o', do: w.toggleLoupe, can: w.hasPictures, chosen: w.loupeOn}}
	for _, times := range stage.LoupeTimes {
		list = append(list, command{
			name: "loupe-" + strconv.Itoa(times), why: "palette.why.loupe", menu: "picture", group: "loupe", do: func() { w.stage.SetLoupeTimes(times) }, can: w.loupeOn,
			chosen: func() bool { _, now, _ := w.stage.Loupe(); return now == times },
		})
	}
	squares := func() bool { _, _, pixels := w.stage.Loupe(); return pixels }
	return append(list,
		command{name: "loupe-pixels", why: "palette.why.loupe", menu: "picture", group: "loupe", do: func() { w.stage.SetLoupePixels(!squares()) }, can: w.loupeOn, chosen: squares},
		command{name: "loupe-more", why: "palette.why.loupe", menu: "picture", group: "loupe", rune: 'O', do: w.loupeMore, can: w.loupeOn},
	)
}

// viewCommands lists what lies over the pictures in every mode.
func (w *Window) viewCommands() []command {
	return []command{
		{name: "grid", menu: "view", within: "over", key: fyne.KeyG, do: func() { w.stage.SetGrid(!w.stage.Grid()) }, can: w.hasPictures, chosen: w.stage.Grid},
		{name: "histogram", menu: "view", within: "over", key: fyne.KeyH, do: w.toggleTones, can: w.hasPictures, chosen: func() bool { return w.tones }},
		{name: "marks", menu: "view", within: "over", rune: 'M', do: func() { w.stage.ShowMarks(!w.stage.MarksShown()) }, can: w.hasPictures, chosen: w.stage.MarksShown},
		{name: "safe", menu: "view", within: "over", key: fyne.KeyV, do: w.turnSafe, chosen: w.stage.Safe},
	}
}

func (w *Window) hasPictures() bool { return w.seen.HasClaim() }

func (w *Window) loupeOn() bool {
	on, _, _ := w.stage.Loupe()
	return on
}

func (w *Window) toggleLoupe() { w.stage.SetLoupe(!w.loupeOn()) }

// loupeMore enlarges by the next step, and after the largest by the least again.
func (w *Window) loupeMore() {
	_, now, _ := w.stage.Loupe()
	i := slices.Index(stage.LoupeTimes, now)
	w.stage.SetLoupeTimes(stage.LoupeTimes[(i+1)%len(stage.LoupeTimes)])
}

// toggleTones shows histogram and tone curve, with the facts that they stand in, or not.
func (w *Window) toggleTones() {
	w.tones = !w.tones
	if w.tones && !w.factsShown() && !w.wish.pictureOnly {
		w.toggleFacts()
	}
	w.needs()
	w.showFacts()
	w.refreshMenus()
}

// setSafe shows every picture of the window grey and dimmed, or as it is.
func (w *Window) setSafe(on bool) {
	w.stage.SetSafe(on)
	look.SetSafe(on)
	w.part.SetSafe(on)
	w.hand.SetSafe(on)
	w.showKeys()
	w.restyle() // every small picture is drawn anew
	w.showPublish()
}
