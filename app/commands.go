package app

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/head"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// textStep is how much one press makes the text larger or smaller.
const textStep = 0.125

// modes are the ways of showing a pair, in the order of their keys and of the head.
var modes = []compare.Mode{compare.SideBySide, compare.Overlay, compare.Swipe, compare.Blink, compare.DifferenceMode, compare.MatchLines, compare.DetailsMode, compare.OutsideMode, compare.Single}

// newCommands lists what can be done, in the order of the menus. What doesn't
// exist yet is not in it.
func (w *Window) newCommands() []command {
	some := func() bool { return !w.seen.Empty() }
	pair := func() bool { _, ok := w.seen.Current(); return ok && w.seen.HasClaim() }
	candidate := func() bool { _, ok := w.seen.Current(); return ok }
	list := []command{
		{name: "new", menu: "file", chord: chord(fyne.KeyN, ctrl), do: w.newCase, can: func() bool { return !w.seen.Empty() || w.seen.Document.Path != "" }},
		{name: "open", menu: "file", chord: chord(fyne.KeyO, ctrl), do: w.chooseAny},
		{name: "recent", why: "palette.why.recent", menu: "file", under: w.recentCases, can: func() bool { return len(w.seen.Recent) > 0 }},
		{name: "save", menu: "file", chord: chord(fyne.KeyS, ctrl), do: w.save, can: func() bool { return !w.seen.Empty() }, divided: true},
		{name: "save-as", menu: "file", chord: chord(fyne.KeyS, ctrlShift), do: w.saveAs, can: func() bool { return !w.seen.Empty() }},
		{name: "choose-claim", menu: "file", divided: true, chord: chord(fyne.KeyL, ctrl), do: w.chooseClaim},
		{name: "other-claim", menu: "file", do: w.chooseOtherClaim, can: w.seenClaim},
		{name: "add-candidates", menu: "file", chord: chord(fyne.KeyO, ctrlShift), do: w.chooseCandidates},
		{name: "add-folder", menu: "file", do: w.chooseFolder},
		{name: "check", menu: "file", do: w.chooseCheck, divided: true},
		{name: "quit", menu: "file", chord: chord(fyne.KeyQ, ctrl), do: w.Close, divided: true},

		{name: "undo", why: "palette.why.undo", menu: "edit", chord: chord(fyne.KeyZ, ctrl), do: w.undo, can: func() bool { return w.isAligning() || !w.seen.Undo.None() }, named: func() desk.Named { return w.seen.Undo }},
		{name: "redo", why: "palette.why.redo", menu: "edit", chord: chord(fyne.KeyZ, ctrlShift), do: w.redo, can: func() bool { return w.isAligning() || !w.seen.Redo.None() }, named: func() desk.Named { return w.seen.Redo }},
	}
	list = append(list, w.publishCommands()...)
	list = append(list, w.trainingCommands()...)
	list = append(list, w.listCommands()...)
	list = append(list,
		command{name: "swap", menu: "edit", chord: chord(fyne.KeyX, ctrlShift), do: w.desk.Swap, can: pair},
		command{name: "preferences", menu: "edit", chord: chord(fyne.KeyComma, ctrl), do: w.openPreferences, divided: true, beside: true},
		command{name: "case-book", menu: "case", key: fyne.KeyE, do: w.toggleBook, can: some, chosen: func() bool { return w.book.Opened() }, beside: true},
	)
	for _, s := range casefile.Statuses {
		list = append(list, command{
			name: "case-status-" + string(s), menu: "case", group: "case-status",
			do: func() { w.setStatus(s) }, can: some, chosen: func() bool { return w.seen.Case.Status == s },
		})
	}
	list = append(list,
		command{name: "title", menu: "case", do: w.askTitle, can: some},
		command{name: "actor", menu: "case", do: w.askActor},
		command{name: "stop", why: "palette.why.running", menu: "case", key: fyne.KeyEscape, do: w.desk.Cancel, can: func() bool { return w.seen.Progress.Stage != desk.Idle }, divided: true},
		command{name: "resume", why: "palette.why.stopped", menu: "case", do: w.desk.Resume, can: func() bool { return w.seen.Stopped }},
		command{name: "compare-again", why: "palette.why.earlier", menu: "case", do: w.desk.CompareAgain, can: func() bool { return w.seen.Earlier > 0 }},
	)
	for i, mode := range modes {
		list = append(list, command{
			name: "mode-" + head.Mode(i).Word(), menu: "view", key: fyne.KeyName(modeKeys[i : i+1]),
			do: func() { w.setMode(mode) }, can: pair, beside: true, chosen: func() bool { return w.stage.Mode() == mode },
		})
	}
	list = append(list, w.detailCommands()...)
	list = append(list, w.markCommands()...)
	for _, k := range []compare.Kind{compare.Significance, compare.Proportional, compare.Plain} {
		list = append(list, command{
			name: "kind-" + k.Name(), why: "palette.why.difference", menu: "view", within: "in-mode", group: "kind", divided: k == compare.Significance,
			do: func() { w.stage.SetKind(k) }, chosen: func() bool { return w.stage.Kind() == k },
			can: func() bool { return w.stage.Mode() == compare.DifferenceMode },
		})
	}
	list = append(list, w.modeCommands()...)
	list = append(list,
		command{name: "fit", menu: "view", within: "zoom", key: fyne.Key0, do: w.stage.Fit, can: some},
		command{name: "actual", menu: "view", within: "zoom", key: fyne.KeyZ, do: w.stage.ActualPixels, can: some},
		command{name: "zoom-in", menu: "view", within: "zoom", rune: '+', do: func() { w.stage.Key(fyne.KeyPlus, false) }, can: some},
		command{name: "zoom-out", menu: "view", within: "zoom", rune: '-', do: func() { w.stage.Key(fyne.KeyMinus, false) }, can: some},
	)
	list = append(list, w.viewCommands()...)
	list = append(list,
		command{name: "list", menu: "view", within: "window", key: fyne.KeyL, do: w.toggleList, can: some, chosen: w.listShown},
	)
	list = append(list, w.orderCommands()...)
	list = append(list,
		command{name: "facts", menu: "view", within: "window", key: fyne.KeyI, do: w.toggleFacts, can: some, chosen: w.factsShown},
		command{name: "picture-only", menu: "view", within: "window", key: fyne.KeyF, do: w.togglePictureOnly, can: some, chosen: func() bool { return w.wish.pictureOnly }},
		command{name: "full-screen", menu: "view", within: "window", key: fyne.KeyF11, do: w.toggleFullScreen, beside: true},
		command{name: "projector", menu: "view", within: "window", chord: chord(fyne.KeyP, ctrlShift), do: w.toggleProjector, chosen: func() bool { return w.projecting.on }, beside: true},
		command{name: "next-theme", chord: chord(fyne.KeyT, ctrl), do: w.nextTheme},
	)
	for _, t := range []struct {
		name  string
		theme look.Name
	}{{"dark", look.Dark}, {"light", look.Light}, {"high-contrast", look.HighContrast}} {
		list = append(list, command{
			name: "theme-" + t.name, menu: "view", within: "window", group: "theme", divided: t.theme == look.Dark,
			do: func() { w.setTheme(t.theme) }, chosen: func() bool { return !w.settings.asSystem && w.settings.theme == t.theme },
		})
	}
	list = append(list, command{name: "theme-system", menu: "view", within: "window", group: "theme", do: w.followSystem, chosen: func() bool { return w.settings.asSystem }})
	for _, l := range []words.Language{words.English, words.Norwegian} {
		list = append(list, command{
			name: "language-" + l.Code(), menu: "view", within: "window", group: "language",
			do: func() { w.setLanguage(l) }, chosen: func() bool { return w.settings.language == l },
		})
	}
	list = append(list,
		command{name: "text-larger", menu: "view", within: "window", chord: chord(fyne.KeyPlus, ctrl), do: func() { w.stepScale(textStep) }},
		command{name: "text-larger", chord: chord(fyne.KeyEqual, ctrlShift), do: func() { w.stepScale(textStep) }},
		command{name: "text-larger", chord: chord(fyne.KeyEqual, ctrl), do: func() { w.stepScale(textStep) }},
		command{name: "text-smaller", menu: "view", within: "window", chord: chord(fyne.KeyMinus, ctrl), do: func() { w.stepScale(-textStep) }},

		command{name: "previous", menu: "picture", within: "go", key: fyne.KeyUp, do: func() { w.stepList(-1) }, can: candidate},
		command{name: "next", menu: "picture", within: "go", key: fyne.KeyDown, do: func() { w.stepList(1) }, can: candidate},
		command{name: "previous-claim", why: "palette.why.claims", menu: "picture", within: "go", key: fyne.KeyPageUp, do: func() { w.desk.StepClaim(-1) }, can: w.severalClaims},
		command{name: "next-claim", why: "palette.why.claims", menu: "picture", within: "go", key: fyne.KeyPageDown, do: func() { w.desk.StepClaim(1) }, can: w.severalClaims},
		command{name: "next-change", why: "palette.why.changes", menu: "picture", within: "go", key: fyne.KeyJ, do: func() { w.stepShown(1) }, can: w.canStepShown, divided: true},
		command{name: "previous-change", why: "palette.why.changes", menu: "picture", within: "go", key: fyne.KeyK, do: func() { w.stepShown(-1) }, can: w.canStepShown},
		command{
			name: "inspector", menu: "picture", key: fyne.KeyP, can: some, chosen: w.stage.Inspecting, divided: true,
			do: w.toggleInspector,
		},
		command{name: "lock-pixel", why: "palette.why.inspector", menu: "picture", key: fyne.KeyReturn, do: w.lockPixel, can: w.stage.Inspecting, chosen: w.pixelLocked},
	)
	list = append(list, w.loupeCommands()...)
	list = append(list,
		command{name: "all-tags", menu: "picture", key: fyne.KeyU, do: w.showTags, can: func() bool { return w.seen.HasClaim() }, divided: true},
		command{
			name: "mark-picture", why: "palette.why.capture", menu: "picture", key: fyne.KeyQ, do: w.markClaim, divided: true,
			can: func() bool { return !w.isMarking() && w.seen.HasClaim() && w.canMark(w.seen.Claim.Evidence.ID) },
		},
		command{name: "align-by-hand", menu: "picture", key: fyne.KeyA, do: w.alignByHand, can: func() bool { return !w.isAligning() && w.canAlign() }},
		command{name: "forget-by-hand", menu: "picture", do: w.forgetByHand, can: w.hasByHand},
		command{name: "previous-frame", why: "palette.why.film", menu: "picture", within: "video", rune: ',', do: func() { w.desk.StepFrames(-1) }, can: w.hasFilm, divided: true},
		command{name: "next-frame", why: "palette.why.film", menu: "picture", within: "video", rune: '.', do: func() { w.desk.StepFrames(1) }, can: w.hasFilm},
		command{name: "previous-second", why: "palette.why.film", menu: "picture", within: "video", rune: '<', do: func() { w.desk.StepSeconds(-1) }, can: w.hasFilm},
		command{name: "next-second", why: "palette.why.film", menu: "picture", within: "video", rune: '>', do: func() { w.desk.StepSeconds(1) }, can: w.hasFilm},
		command{name: "best-frame", why: "palette.why.film", menu: "picture", within: "video", key: fyne.KeyHome, do: w.bestFrame, can: func() bool { return w.hasFilm() && w.seen.Film.Found != nil }},
		command{name: "scenes", why: "palette.why.film", menu: "picture", within: "video", key: fyne.KeyS, do: w.showScenes, can: w.hasFilm},
		command{name: "use-frame", why: "palette.why.film", menu: "picture", within: "video", key: fyne.KeyY, do: w.desk.UseFrame, can: w.hasFilm},

		command{name: "palette", menu: "help", chord: chord(fyne.KeyK, ctrl), do: w.openPalette, beside: true},
		command{name: "keyboard", menu: "help", key: fyne.KeyF1, do: w.showKeyboard, beside: true},
		command{name: "problems", why: "palette.why.problems", menu: "help", do: w.showProblems, can: func() bool { return len(w.seen.Problems) > 0 }},
	)
	list = append(list, w.tourCommands()...)
	list = append(list,
		command{name: "sample", menu: "help", do: w.OpenSample},
		command{name: "sample-whole", menu: "help", do: w.OpenWholeSample},
	)
	return arranged(append(list, w.aboutCommands()...))
}

func (w *Window) seenClaim() bool     { return w.seen.HasClaim() }
func (w *Window) severalClaims() bool { return len(w.seen.Claims) > 1 }

// modeKeys are the modes' keys.
const modeKeys = "123456789"

func (w *Window) setMode(mode compare.Mode) {
	if (mode == compare.DifferenceMode || mode == compare.MatchLines) && w.closedByEyes() {
		return
	}
	w.closeBook() // who chooses a mode wants to see the picture
	w.closePublish()
	w.endAligning()
	w.stage.SetMode(mode)
	w.replayToggled()
	w.head.Show(headValue(w.seen, w.stage.Mode(), w.settings.language))
	w.showFacts()
	w.inspector.SelectRegion(w.stage.Region())
	w.refreshMenus()
	w.followTour()
}

// showFacts shows what is known of the pair; what the mode is about stands first.
func (w *Window) showFacts() {
	v := inspectorValue(w.seen, w.settings.language, w.support.supportOf)
	mode := w.stage.Mode()
	v.Tones = w.tones
	v.OutsideFirst = mode == compare.OutsideMode
	v.DetailsFirst, v.Detail = mode == compare.DetailsMode, casefile.ID(w.stage.Detail())
	v.Mark = w.stage.Chosen()
	v.DifferenceFirst = mode == compare.DifferenceMode || mode == compare.SideBySide && w.stage.Region() >= 0
	w.inspector.Show(v)
	w.showKeys()
}

// replayToggled lets go of a replay that nobody looks at, or has one made.
func (w *Window) replayToggled() {
	if !w.stage.WantsReplay() {
		w.desk.ForgetReplay()
	}
	w.needs()
}

// needs has the difference made when it is looked at, what the claim's edges cut
// looked for once a match is shown, the edits measured when nothing else is to
// be done, and their replay made when it is wished for.
func (w *Window) needs() {
	w.desk.NeedFilm()
	if c, ok := w.seen.Current(); ok && c.State == desk.Compared && showsOutside(shownAlignment(w.seen, c)) {
		w.desk.NeedResidue()
	}
	switch {
	case w.stage.WantsReplay():
		w.desk.NeedReplay()
	case w.seen.Progress.Stage == desk.Idle:
		w.desk.NeedEdits()
	}
	if w.thumbnailDiffers() {
		w.desk.NeedEmbedded()
	}
	if w.tones {
		w.desk.NeedHistograms()
	}
	if w.stage.Mode() == compare.DifferenceMode || w.tones {
		w.desk.NeedDifference()
	}
}

// thumbnailDiffers reports whether the facts have an embedded thumbnail to show.
func (w *Window) thumbnailDiffers() bool {
	c, _ := w.seen.Current()
	return w.seen.Claim.Evidence.Facts.ThumbnailDiffers || c.Evidence.Facts.ThumbnailDiffers
}

func (w *Window) togglePictureOnly() {
	w.wish.pictureOnly = !w.wish.pictureOnly
	w.refreshMenus()
	w.frame.Refresh()
	w.followTour()
}

func (w *Window) listShown() bool  { return !w.frame.now().list.empty() }
func (w *Window) factsShown() bool { return !w.frame.now().facts.empty() }

func (w *Window) toggleList() {
	if w.frame.now().form == Drawers {
		w.wish.listDrawer = !w.wish.listDrawer
		w.wish.factsDrawer = false // one drawer at a time: the picture stays in sight
	} else {
		w.wish.hideList = !w.wish.hideList
	}
	w.refreshMenus()
	w.frame.Refresh()
	w.followTour()
}

func (w *Window) toggleFacts() {
	if w.frame.now().form < NarrowList {
		w.wish.factsDrawer = !w.wish.factsDrawer
		w.wish.listDrawer = false
	} else {
		w.wish.hideFacts = !w.wish.hideFacts
	}
	w.refreshMenus()
	w.frame.Refresh()
	w.followTour()
}

func (w *Window) toggleFullScreen() { w.window.SetFullScreen(!w.window.FullScreen()) }
