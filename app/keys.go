package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/hint"
	"github.com/motbilde/motbilde/app/look"
)

// listen makes keys count. A control with the focus comes first; what it has no
// use for comes here, and so does everything when nothing has the focus.
func (w *Window) listen() {
	c := w.window.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.typedKey(e.Name) })
	c.SetOnTypedRune(w.typedRune)
	for _, cmd := range w.commands {
		if cmd.chord != nil {
			c.AddShortcut(cmd.chord, func(fyne.Shortcut) {
				w.showPressed(cmd.keyName(w.settings.language), cmd)
				w.do(cmd)
			})
		}
	}
	// The toolkit has names of its own for these keys.
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.undoHere("undo") })
	w.listenClipboard()
	c.AddShortcut(&fyne.ShortcutSelectAll{}, func(fyne.Shortcut) { w.doNamed("pick-all") })
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { w.undoHere("redo") })
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(e *fyne.KeyEvent) {
			if e.Name == fyne.KeySpace {
				w.pressedKey(e.Name)
			}
			switch free := !w.covered() && !w.away() && !w.isAligning(); {
			case e.Name == fyne.KeySpace && !w.covered() && w.isAligning():
				w.hand.SetRevealed(true)
			case e.Name == fyne.KeySpace && !w.covered() && w.isMarking():
				w.part.SetRevealed(true)
			case e.Name == fyne.KeySpace && free:
				w.stage.SetOther(true)
			case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && free:
				w.stage.SetRevealed(true)
			case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && !w.covered() && !w.writes():
				w.publish.SetRevealed(true)
			}
		})
		d.SetOnKeyUp(func(e *fyne.KeyEvent) {
			switch e.Name {
			case fyne.KeySpace:
				w.stage.SetOther(false)
				w.hand.SetRevealed(false)
				w.part.SetRevealed(false)
			case fyne.KeyReturn, fyne.KeyEnter:
				w.stage.SetRevealed(false)
				w.publish.SetRevealed(false)
			}
		})
	}
	w.fyneApp.Lifecycle().SetOnEnteredForeground(func() { w.setAway(false) })
	w.fyneApp.Lifecycle().SetOnExitedForeground(func() { w.setAway(true) })
}

// setAway hears whether another window has the keyboard.
func (w *Window) setAway(away bool) {
	w.waiting.away = away
	w.stage.SetActive(!away)
	if away {
		w.hand.SetRevealed(false)
		w.part.SetRevealed(false)
		w.publish.SetRevealed(false)
	}
}

// writes reports whether the keyboard writes in a field.
func (w *Window) writes() bool {
	_, is := w.window.Canvas().Focused().(interface{ SelectedText() string })
	return is
}

// covered reports whether a dialog lies over the window.
func (w *Window) covered() bool { return w.window.Canvas().Overlays().Top() != nil }

func (w *Window) do(c command) {
	defer look.Watched("do " + c.name)()
	if c.able() && !w.covered() {
		c.do()
	}
}

func (w *Window) doNamed(name string) {
	if c := w.commandNamed(name); c.name != "" {
		w.do(c)
	}
}

func (w *Window) typedKey(key fyne.KeyName) {
	defer look.Watched("key " + string(key))()
	w.pressedKey(key)
	if w.covered() {
		if key == fyne.KeyEscape {
			w.leave(w.window.Canvas().Overlays().Top())
		}
		return
	}
	if key == fyne.KeyEscape && w.tour.HasFocus() {
		w.leaveTour()
		return
	}
	if w.roomKey(key) || w.makerKey(key) || w.publishKey(key) {
		return
	}
	if w.book.Opened() && key != fyne.KeyEscape && key != fyne.KeyF6 {
		if w.book.Key(key) {
			return
		}
		if c, ok := byKey(w.commands, key); ok && c.beside {
			w.do(c)
		}
		return
	}
	if w.markingKey(key) || w.handKey(key) {
		return
	}
	switch key {
	case fyne.KeyEscape:
		w.escape()
		return
	case fyne.KeyF6:
		w.nextRegion(w.shift())
		return
	}
	if w.drawnKey(key) || w.detailKey(key) {
		return
	}
	if c, ok := byKey(w.commands, key); ok {
		w.do(c)
		return
	}
	if key != fyne.KeyPlus && key != fyne.KeyMinus && key != fyne.KeyEqual { // those come as characters too
		w.stage.Key(key, w.shift())
	}
}

func (w *Window) typedRune(r rune) {
	defer look.Watched("letter")()
	if w.covered() || w.away() || w.isMarking() || w.isAligning() {
		return
	}
	if w.makerRune(r) {
		return
	}
	if c, ok := byRune(w.commands, r); ok {
		w.pressedRune(r)
		w.do(c)
	}
}

// leave closes what lies over the window.
func (w *Window) leave(top fyne.CanvasObject) {
	if sheet, ok := top.(*look.Sheet); ok {
		if sheet.OnLeave != nil {
			sheet.OnLeave()
		}
	} else if w.fileDialog != nil {
		w.fileDialog.Hide() // closed without a choice
	}
	w.ask() // what had to wait for it
}

// escape leaves the innermost thing first: a drawer, a locked pixel, a selected
// region, the bare picture, full screen; then it stops what runs.
func (w *Window) escape() {
	switch {
	case w.hinting():
		w.hint.Show(hint.Steps)
	case w.wish.listDrawer || w.wish.factsDrawer:
		w.wish.listDrawer, w.wish.factsDrawer = false, false
		w.frame.Refresh()
	case w.room.Opened():
		w.closeRoom()
	case w.workshop.Opened():
		w.closeMaker()
	case w.book.Opened():
		w.closeBook()
	case w.publish.Opened():
		w.closePublish()
	case w.stage.Leave():
	case w.wish.pictureOnly:
		w.togglePictureOnly()
	case w.touring.on:
		w.leaveTour()
	case w.window.FullScreen():
		w.toggleFullScreen()
	default:
		w.desk.Cancel()
	}
	w.refreshMenus()
}

func (w *Window) shift() bool {
	return look.Modifiers()&fyne.KeyModifierShift != 0
}

// regionTargets lists what takes the keyboard in each region, in the order of
// the design: head, list, stage, timeline, facts, status.
func (w *Window) regionTargets() []fyne.Focusable {
	if w.room.Opened() || w.workshop.Opened() {
		all := w.room.FocusTargets()
		if w.workshop.Opened() {
			all = w.workshop.FocusTargets()
		}
		if f := w.status.FocusTarget(); f != nil {
			all = append(all, f)
		}
		return all
	}
	if w.seen.Empty() {
		return nil
	}
	var all []fyne.Focusable
	r := w.frame.now()
	add := func(at room, f fyne.Focusable) {
		if !at.empty() && f != nil {
			all = append(all, f)
		}
	}
	if f := w.tourTarget(); f != nil {
		all = append(all, f)
	}
	if w.publish.Opened() {
		all = append(all, w.publish.FocusTargets()...)
		if f := w.status.FocusTarget(); f != nil {
			add(r.status, f)
		}
		return all
	}
	if w.hinting() {
		add(r.stage, w.hint.FocusTarget())
	}
	add(r.head, w.head.FocusTarget())
	add(r.list, w.tray.FocusTarget())
	switch on := w.stage.Focusables(); {
	case w.book.Opened():
		add(r.stage, w.book.FocusTarget())
	case w.isMarking():
		add(r.stage, w.part.FocusTarget())
	case w.isAligning():
		add(r.stage, w.hand.FocusTarget())
	case len(on) > 0:
		add(r.stage, on[0])
	}
	if w.timelineShown() {
		add(r.stage, w.timeline.FocusTarget())
	}
	switch {
	case w.book.Opened():
	case w.seen.Lesson != nil && !w.isAligning():
		add(r.facts, w.lesson.FocusTarget())
	default:
		add(r.facts, w.inspector.FocusTarget())
	}
	if f := w.status.FocusTarget(); f != nil {
		add(r.status, f)
	}
	return all
}

// nextRegion moves the keyboard to the next region, or back.
func (w *Window) nextRegion(back bool) {
	targets := w.regionTargets()
	if len(targets) == 0 {
		return
	}
	to := 0
	if back {
		to = len(targets) - 1
	}
	for i, t := range targets {
		if t == w.window.Canvas().Focused() {
			to = (i + 1) % len(targets)
			if back {
				to = (i + len(targets) - 1) % len(targets)
			}
		}
	}
	w.window.Canvas().Focus(targets[to])
}
