package app

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/head"
	"github.com/motbilde/motbilde/app/tour"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/synth"
)

// touring is how far the guided tour has come. It goes by what happened in the
// window, and changes nothing that a person has not done but where they look.
type touring struct {
	on      bool
	drawing bool   // the sample case is being drawn for it
	of      string // the case that it goes over
	at      int    // the step; as many as there are is the end
	told    bool   // the step before was done, and says what it showed
	ready   bool   // the sample has been compared
	began   tour.Seen
	counts  tour.Seen // of what happens, as far as it is counted
	chosen  casefile.ID
	tries   int  // how often what the card speaks of was looked for in vain
	asked   bool // it is to look soon whether the step has been done
	within  bool // it is looking now
	stands  standing
}

var tourSteps = tour.Steps()

// joinTour makes the card tell what a person wants.
func (w *Window) joinTour() {
	w.tour.OnBack = func() { w.goToStep(w.touring.at-1, false) }
	w.tour.OnSkip = func() {
		if w.touring.at == len(tourSteps) {
			w.endTour("")
			return
		}
		w.goToStep(w.touring.at+1, false)
	}
	w.tour.OnLeave = w.leaveTour
	w.tour.OnBring = func() {
		if _, bring := w.missing(); bring != nil {
			w.tour.Unfocus() // the button goes
			bring()
			w.followTour()
		}
	}
	w.tour.OnHint = w.status.SetHint
	w.inspector.OnFold = func() { w.toured(func(s *tour.Seen) { s.Folded++ }) }
	w.inspector.OnScroll = w.retie
	w.tray.OnScroll = w.retie
	w.stage.OnMoved = func() {
		w.retie()
		w.followTourSoon()
	}
	w.stage.OnPart = func(i int) {
		if i >= 0 {
			w.toured(func(s *tour.Seen) { s.Parts++ })
		}
	}
	w.hand.OnChange = w.followTour
}

// tourCommands are those of the tour.
func (w *Window) tourCommands() []command {
	return []command{
		{name: "tour", menu: "help", do: func() { w.StartTour("") }, can: func() bool { return !w.touring.drawing }, why: "tour.why.drawing", divided: true},
		{
			name: "tour-on", menu: "help", do: func() { w.StartTour(w.settings.tour) }, why: "tour.why.none",
			can: func() bool { return w.settings.tour != "" && !w.touring.on && !w.touring.drawing },
		},
	}
}

// StartTour draws the sample case and begins the tour over it, at a step or at
// the first. What is open is left as by a new case: what is not saved is kept.
// Of the sample nothing is kept, unless a person saves it.
func (w *Window) StartTour(step string) {
	if w.touring.drawing {
		return
	}
	w.touring.drawing = true
	w.see(w.seen)
	w.beside(func() (take func(), err error) {
		defer w.post(func() {
			w.touring.drawing = false
			w.see(w.seen)
		})
		folder, err := sampleFolder()
		if err != nil {
			return nil, err
		}
		claim, candidates, err := synth.WriteSample(folder)
		return func() { w.beginTour(step, append([]string{claim}, candidates...)) }, err
	})
}

func (w *Window) beginTour(step string, paths []string) {
	if !w.desk.NewThrowaway() {
		w.post(func() { w.beginTour(step, paths) }) // it is being saved, which ends
		return
	}
	w.sampling.then = nil
	w.desk.SetTitle(w.settings.language.Say("desk.sample-title"))
	w.desk.Open(paths)
	w.wish.pictureOnly = false
	at := max(0, slices.IndexFunc(tourSteps, func(s tour.Step) bool { return s.Name == step }))
	w.touring = touring{on: true, of: w.desk.Case().UUID, at: at, counts: w.touring.counts}
	w.goToStep(at, false)
}

// goToStep goes to a step, or to the end, and brings the window to where it is done.
func (w *Window) goToStep(at int, told bool) {
	t := &w.touring
	if !t.on {
		return
	}
	t.within = true
	t.tries = 0
	t.at, t.told = max(0, min(at, len(tourSteps))), told
	w.settings.tour = ""
	if t.at < len(tourSteps) {
		w.settings.tour = tourSteps[t.at].Name
		w.prepare(tourSteps[t.at], told)
	}
	w.settings.keep(w.fyneApp.Preferences())
	t.began = w.tourSeen()
	t.within = false
	w.tour.Unfocus()
	w.status.SetHint("")
	w.frame.Refresh()
	w.followTour()
	w.showKeys()
	w.refreshMenus()
}

// prepare brings the window to where a step is done. Who came by doing the one
// before may be writing still: nothing is closed over that.
func (w *Window) prepare(s tour.Step, told bool) {
	if s.Where != tour.InBook && !told {
		w.closeBook()
	}
	if s.Where != tour.InPublish && !told {
		w.closePublish()
	}
	if s.Where != tour.ByHand {
		w.endAligning()
	}
	w.endMarking()
	if s.Name != "facts" && w.wish.factsDrawer || s.Name != "list" && w.wish.listDrawer {
		w.wish.factsDrawer, w.wish.listDrawer = false, false // they lie over the picture
		w.window.Canvas().Unfocus()
	}
	w.stage.SetInspecting(false)
	w.stage.SelectMark("") // else the arrows would move it
	w.stage.SelectDetail("")
	w.inspector.ToTop()
	if m := w.tourMatch(); s.Match && m != "" && m != w.seen.Selected {
		w.desk.Select(m)
	}
	if i := slices.IndexFunc(modes, func(m compare.Mode) bool { return wordOf(m) == s.Mode }); i >= 0 && w.stage.Mode() != modes[i] {
		w.setMode(modes[i])
	}
	switch {
	case !s.Opened:
	case s.Where == tour.ByHand:
		w.alignByHand()
	case s.Where == tour.InBook && !w.book.Opened():
		w.openBook("")
	}
}

func wordOf(m compare.Mode) string { return head.Mode(slices.Index(modes, m)).Word() }

// tourMatch is the candidate that the sample's claim comes from.
func (w *Window) tourMatch() casefile.ID {
	for i := range w.seen.Candidates {
		if c := &w.seen.Candidates[i]; c.State == desk.Compared && c.Comparison.Program().Verdict.Accepted() {
			return c.Evidence.ID
		}
	}
	return ""
}

// tourSeen is how the window stands, as far as a step can wait for it.
func (w *Window) tourSeen() tour.Seen {
	s, t := w.seen, w.touring.counts
	t.Match = s.Selected != "" && s.Selected == w.tourMatch()
	t.Mode = wordOf(w.stage.Mode())
	v := w.stage.View()
	t.Scale, t.SwipeAt, t.Lines = v.Scale, v.SwipeAt, v.Lines
	for _, from := range v.ShowFrom {
		t.From += from
	}
	t.Aligning, t.Points = w.isAligning(), w.hand.Points()
	t.Inspecting, t.Locked = w.stage.Inspecting(), w.pixelLocked()
	t.Book, t.Publishing, t.Making = w.book.Opened(), w.publish.Opened(), w.making.kind
	t.Details = keptDetails(s)
	for _, m := range s.Marks {
		if m.Kind != casefile.DetailMark && m.Text != "" {
			t.Worded++
		}
	}
	for _, e := range s.Case.Evidence {
		t.Told += len(e.Description)
		for _, text := range []string{e.Source.Address, e.Source.Publisher, e.Source.Account, e.Source.Text, e.Source.Credit, e.Source.Note, e.Source.Acquisition, string(e.Source.Date)} {
			t.Told += len(text)
		}
	}
	for _, f := range s.Case.Findings {
		t.Concluded += len(f.Wording)
	}
	return t
}

// toured counts something that happened.
func (w *Window) toured(count func(*tour.Seen)) {
	count(&w.touring.counts)
	w.followTour()
}

// followTourSoon does so when what goes on now is over: things move while they are laid out, too.
func (w *Window) followTourSoon() {
	if !w.touring.on || w.touring.asked {
		return
	}
	w.touring.asked = true
	w.post(func() {
		w.touring.asked = false
		w.followTour()
	})
}

// followTour looks whether the step has been done, and brings the card to how
// the window stands.
func (w *Window) followTour() {
	t := &w.touring
	if !t.on || t.within {
		return
	}
	if w.desk.Case().UUID != t.of { // another case is open
		w.endTour(w.settings.tour)
		return
	}
	if w.seen.Selected != t.chosen && w.seen.Selected != "" {
		t.chosen = w.seen.Selected
		t.counts.Chosen++
	}
	now := w.tourSeen()
	if !t.ready {
		if w.seen.Progress.Stage != desk.Idle || w.seen.Compared == 0 {
			w.showTour(now)
			return
		}
		t.ready = true
		w.goToStep(t.at, false)
		return
	}
	if t.at < len(tourSteps) && tourSteps[t.at].Done(t.began, now) {
		w.goToStep(t.at+1, true)
		return
	}
	w.showTour(now)
}

// showTour brings the card to how the window stands.
func (w *Window) showTour(now tour.Seen) {
	l, t := w.settings.language, &w.touring
	v := tour.Value{Step: t.at + 1, Of: len(tourSteps)}
	if t.told && t.at > 0 {
		v.Told = w.tourWords(tourSteps[t.at-1], "told")
	}
	if t.at == len(tourSteps) {
		v.Title = l.Say("tour.end.title")
		v.Says = l.Say("tour.end.says", "new", keyCap(w.commandNamed("new").keyName(l)))
	} else {
		step := tourSteps[t.at]
		v.Title, v.Says, v.Waits = w.tourWords(step, "title"), w.tourWords(step, "says"), w.tourWords(step, "waits")
		if !t.ready {
			v.Waits = l.Say("tour.comparing")
		} else if says, bring := w.missing(); bring != nil {
			v.Missing, v.Bring = says, l.Say("tour.bring")
		}
	}
	anew := !w.tour.Opened() || v != w.tour.Value()
	w.tour.Show(v)
	if anew {
		w.frame.Refresh()
		return
	}
	w.retie()
}

// tourWords are words of a step, with the keys that they name.
func (w *Window) tourWords(s tour.Step, which string) string {
	l := w.settings.language
	var fields []string
	for field, name := range s.Keys {
		fields = append(fields, field, keyCap(w.commandNamed(name).keyName(l)))
	}
	return l.Say("tour."+s.Name+"."+which, fields...)
}

// keyCap marks a key in words that are shown with caps.
func keyCap(key string) string { return "`" + key + "`" }

// thing is what the card speaks of now, and where that is.
func (w *Window) thing() (tour.Thing, region) {
	if w.touring.at >= len(tourSteps) {
		return tour.Whole, noRegion
	}
	t := tourSteps[w.touring.at].At(w.tourSeen())
	if _, mode := t.ModeOf(); mode {
		return t, inHead
	}
	return t, map[tour.Thing]region{
		tour.Row: inList, tour.Section: inFacts, tour.Reading: inFacts, tour.Picture: inStage, tour.Handle: inStage, tour.Panes: inStage,
		tour.Strip: inStrip, tour.Propose: inStrip, tour.Align: inHead, tour.Save: inHead, tour.Pages: inBook, tour.Page: inBook, tour.Making: inPublish,
	}[t]
}

// missing says why what the card speaks of can't be seen, and what brings it into sight.
func (w *Window) missing() (says string, bring func()) {
	l := w.settings.language
	say := func(key, command string) string {
		return l.Say("tour.missing."+key, "key", keyCap(w.commandNamed(command).keyName(l)))
	}
	_, in := w.thing()
	r := w.frame.now()
	over := in != noRegion && w.touring.at < len(tourSteps) && tourSteps[w.touring.at].Where < tour.InBook
	switch {
	case w.touring.at >= len(tourSteps):
	case over && w.book.Opened() && in != inList:
		return l.Say("tour.missing.book"), w.closeBook
	case over && w.publish.Opened():
		return l.Say("tour.missing.publish"), w.closePublish
	case tourSteps[w.touring.at].Where == tour.OnPicture && w.isAligning():
		return l.Say("tour.missing.by-hand"), w.endAligning
	case w.wish.pictureOnly && (in == inHead || in == inList || in == inFacts):
		return say("picture-only", "picture-only"), w.togglePictureOnly
	case in == inList && r.list.empty():
		return say("list", "list"), w.toggleList
	case in == inFacts && r.facts.empty():
		return say("facts", "facts"), w.toggleFacts
	}
	return "", nil
}

// leaveTour leaves the tour where it is: it can be gone on with.
func (w *Window) leaveTour() {
	w.endTour(w.settings.tour)
	if w.settings.tour != "" {
		w.status.SetHint(w.settings.language.Say("tour.left"))
	}
}

// endTour takes the card away; step is where to go on another time.
func (w *Window) endTour(step string) {
	if !w.touring.on {
		return
	}
	w.touring.on = false
	w.tour.Close()
	w.settings.tour = step
	w.settings.keep(w.fyneApp.Preferences())
	w.frame.Refresh()
	w.showKeys()
	w.refreshMenus()
}

// tourTarget is what takes the keyboard on the card; nil while there is none.
func (w *Window) tourTarget() fyne.Focusable {
	if !w.touring.on {
		return nil
	}
	return w.tour.FocusTarget()
}
