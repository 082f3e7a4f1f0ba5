package app

// say brings every view into the language in force.
func (w *Window) say() {
	l := w.settings.language
	w.welcome.SetLanguage(l)
	w.head.SetLanguage(l)
	w.tray.SetLanguage(l)
	w.stage.SetLanguage(l)
	w.part.SetLanguage(l)
	w.hand.SetLanguage(l)
	w.timeline.SetLanguage(l)
	w.inspector.SetLanguage(l)
	w.book.SetLanguage(l)
	w.status.SetLanguage(l)
	w.palette.SetLanguage(l)
	w.prefs.SetLanguage(l)
	w.hint.SetLanguage(l)
	w.tour.SetLanguage(l)
	w.timer.SetLanguage(l)
	w.problems.SetLanguage(l)
	w.question.SetLanguage(l)
	w.asking.SetLanguage(l)
	w.tags.SetLanguage(l)
	w.publish.SetLanguage(l)
	w.styleSheet.SetLanguage(l)
	w.sayStyle()
	w.check.SetLanguage(l)
	w.time.SetLanguage(l)
	w.room.SetLanguage(l)
	w.results.SetLanguage(l)
	w.workshop.SetLanguage(l)
	w.lesson.SetLanguage(l)
	w.showKeys()
	w.menus = ""
	w.refreshMenus()
}
