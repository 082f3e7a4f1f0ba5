// Package app owns the window: it places the views, joins them to the desk and
// knows menus, keys, drops and dialogs. Its main type is Window. It promises
// that the desk is called on the window's goroutine alone, that nothing there
// takes long or touches a disk, and that every command can be reached by
// keyboard.
package app

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/motbilde/motbilde/app/book"
	"github.com/motbilde/motbilde/app/hand"
	"github.com/motbilde/motbilde/app/head"
	"github.com/motbilde/motbilde/app/hint"
	"github.com/motbilde/motbilde/app/inspector"
	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/outgo"
	"github.com/motbilde/motbilde/app/palette"
	"github.com/motbilde/motbilde/app/part"
	"github.com/motbilde/motbilde/app/preferences"
	"github.com/motbilde/motbilde/app/publish"
	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/app/style"
	"github.com/motbilde/motbilde/app/timeline"
	"github.com/motbilde/motbilde/app/tour"
	"github.com/motbilde/motbilde/app/tray"
	"github.com/motbilde/motbilde/app/welcome"
	"github.com/motbilde/motbilde/assets"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
)

// Options say how the window starts; the zero value is an ordinary start.
type Options struct {
	Size   fyne.Size         // 0 is 1280×800
	Locale string            // the system's, as "nb_NO"; counts until a person has chosen
	Trace  func(line []byte) // see desk.Options
	Data   string            // where unsaved work and recent cases are kept, as DataFolder; empty keeps neither
	Preset Preset            // how it begins for who has chosen nothing yet
	Self   string            // the program's own file, to be asked for OpenGL beside the window; empty asks nobody
	Post   func(func())      // how workers reach the window's goroutine; nil is the toolkit's way

	// Ahead draws a practice case as DrawPractice does, but out of everybody's way;
	// nil draws none before it is begun.
	Ahead func(ctx context.Context, id, ffmpeg string) error

	// Another opens a case or a pack in a window of its own; nil can't.
	Another func(path string) error
}

// Window is the program's one window.
type Window struct {
	fyneApp fyne.App
	window  fyne.Window
	desk    *desk.Desk
	post    func(func())

	settings   settings
	projecting projecting
	wish       wish
	commands   []command
	menus      string // what the menus show, to rebuild them only when that changes
	seen       desk.Snapshot
	sampling   sampling
	touring    touring

	frame      *frame
	welcome    *welcome.View
	head       *head.View
	tray       *tray.View
	stage      *stage.Stage
	part       *part.View
	hand       *hand.View
	inspector  *inspector.View
	timeline   *timeline.View
	book       *book.View
	status     *status.View
	palette    *palette.View
	prefs      *preferences.View
	hint       *hint.View
	tour       *tour.View
	pressed    *lessons.Pressed
	timer      *lessons.Timer
	problems   *status.Problems
	question   *status.Question
	asking     *status.Ask
	tags       *inspector.Tags
	publish    *publish.View
	check      *outgo.Check
	time       *outgo.Time
	room       *lessons.Place
	lesson     *lessons.Panel
	results    *lessons.Results
	workshop   *lessons.Maker
	styleSheet *style.View

	support    supportCache
	details    detailCache
	marks      markCache
	copiedMark copiedMark
	pointed    pointed
	tones      bool // histogram and tone curve are shown
	marking    marking
	aligning   byHand
	waiting    waiting
	leaving    leaving
	making     making
	practice   practice
	ahead      ahead
	session    session
	maker      maker
	data       string                  // where unsaved work is kept; empty: nowhere
	another    func(path string) error // see Options
	self       string
	preset     Preset
	getenv     func(name string) string
	style      styling
	clipboard  clipboard
	pasting    bool               // the clipboard is being read
	fileDialog *dialog.FileDialog // the last one
	lastFolder string             // where it ended
}

// New makes the window, empty, and doesn't show it yet.
func New(a fyne.App, o Options) *Window {
	w := &Window{
		fyneApp: a, post: o.Post, data: o.Data, another: o.Another, self: o.Self, preset: o.Preset, getenv: os.Getenv,
		settings: readSettings(o.Preset.Under(a.Preferences()), o.Locale), ahead: ahead{draw: o.Ahead},
	}
	if w.post == nil {
		w.post = post
	}
	w.waiting = waiting{now: time.Now, send: (&notifier{app: a}).send}
	w.wish = wish{scale: w.settings.scale, list: w.settings.list, facts: w.settings.facts}
	a.Settings().SetTheme(w.theme())
	w.lastFolder = w.settings.opened
	w.window = a.NewWindow("Motbilde")
	w.window.SetIcon(fyne.NewStaticResource("motbilde.png", assets.AppIcon))
	w.window.SetPadded(false)
	w.desk = desk.New(w.post, desk.Options{Trace: o.Trace, Folder: o.Data})
	w.desk.SetActor(w.settings.actor)
	w.desk.UseFFmpeg(w.settings.ffmpeg)

	l := w.settings.language
	w.welcome = welcome.New(l)
	w.head = head.New(l)
	w.tray = tray.New(l)
	w.stage = stage.New(func(d time.Duration, f func()) func() { return after(w.post, d, f) })
	w.setMotion()
	w.part = part.New(l)
	w.hand = hand.New(l)
	w.inspector = inspector.New(l)
	w.timeline = timeline.New()
	w.book = book.New(l)
	w.status = status.New(l)
	w.palette = palette.New(l)
	w.prefs = preferences.New(l)
	w.hint = hint.New(l)
	w.tour = tour.New(l)
	w.pressed = lessons.NewPressed(func(d time.Duration, f func()) func() { return after(w.post, d, f) })
	w.timer = lessons.NewTimer(l)
	w.head.SetAside(w.timer.Object())
	w.timer.OnSize = w.head.Refresh
	w.timer.OnHint, w.timer.OnPause = w.status.SetHint, w.pauseTimer
	w.problems = status.NewProblems(l)
	w.question = status.NewQuestion(l)
	w.asking = status.NewAsk(l)
	w.tags = inspector.NewTags(l)
	w.publish = publish.New(l)
	w.styleSheet = style.New(l)
	w.check = outgo.NewCheck(l)
	w.time = outgo.NewTime(l)
	w.room = lessons.NewPlace(l)
	w.results = lessons.NewResults(l)
	w.workshop = lessons.NewMaker(l)
	w.lesson = lessons.NewPanel(l, len(training.Choices()))
	w.frame = newFrame(w)
	w.commands = w.newCommands()
	w.join()
	w.window.SetContent(w.frame)
	w.say()
	w.desk.Watch(w.see)
	w.readStyle()
	if err := keepFilesWhole(); err != nil {
		w.desk.Report(err)
	}

	if o.Size.IsZero() {
		o.Size = fyne.NewSize(1280, 800)
	}
	w.window.Resize(o.Size)
	w.window.SetOnDropped(w.dropped)
	w.window.SetCloseIntercept(w.Close)
	w.listen()
	return w
}

// Run serves the window and returns when it has been closed and what it held is
// on the disk.
func (w *Window) Run() {
	w.fyneApp.Run()
	w.endAhead()
	w.clipboard.close()
	w.desk.Close()
}

// Close takes the window away. Nothing is asked: what is not saved is kept, and
// offered at the next start.
func (w *Window) Close() { w.window.Close() }

// join makes every view tell the desk what a person wants.
func (w *Window) join() {
	w.welcome.OnChooseClaim = w.chooseClaim
	w.welcome.OnChooseCandidates = w.chooseCandidates
	w.welcome.OnOpenSample = w.OpenSample
	w.welcome.OnTour = func() { w.StartTour("") }
	w.welcome.OnTourOn = func() { w.StartTour(w.settings.tour) }
	w.welcome.OnRestore = w.desk.Restore
	w.welcome.OnDiscard = w.desk.Discard
	w.welcome.OnOpenCase = w.desk.OpenCase
	w.welcome.OnForget = w.desk.ForgetRecent

	w.head.OnMode = func(m head.Mode) { w.setMode(modes[m]) }
	w.head.OnExport = func() { w.openPublish("") }
	w.head.OnHint = w.status.SetHint

	w.joinTray()

	w.stage.OnNeed = func(r stage.Request) {
		w.desk.Frame(desk.Purpose(r.Purpose), r.View, r.Size, r.Replayed, func(f compare.Frame, err error) {
			if err == nil { // else a newer request is on its way, or the file's problem is in the list
				w.stage.Put(r, f)
			}
		})
	}
	w.stage.OnPointer = w.pointer
	w.stage.OnLook = w.desk.Look
	w.stage.OnReplay = w.replayToggled
	w.stage.OnRegion = func(i int) {
		w.showFacts()
		w.inspector.SelectRegion(i)
		w.refreshMenus()
	}
	w.stage.OnKind = w.refreshMenus
	w.stage.OnInspect = w.inspected

	w.joinPart()
	w.joinHand()
	w.joinOutgo()
	w.joinPublish()
	w.joinTraining()
	w.joinTimeline()
	w.joinDetails()
	w.joinMarks()
	w.joinTour()

	w.inspector.OnSource = w.desk.SetSource
	w.inspector.OnCopy = w.copyText
	w.inspector.OnRegion = w.showRegion
	w.inspector.OnHint = w.status.SetHint
	w.inspector.OnAllFields = w.openBook

	w.book.OnEdit = func(key string, do func(casefile.Case) casefile.Case) { w.desk.Edit(desk.Named{Key: key}, do) }
	w.book.OnClose = w.closeBook
	w.book.OnCopy = w.copyText
	w.book.OnHint = w.status.SetHint
	w.inspector.OnAllTags = w.showTags

	w.palette.OnDo = w.doFromPalette
	w.joinPreferences()
	w.hint.OnStep = w.hintStepped

	w.status.OnStop = w.desk.Cancel
	w.status.OnResume = w.desk.Resume
	w.status.OnProblems = w.showProblems
	w.problems.OnClear = w.desk.ForgetProblems
	w.question.OnAnswer = w.desk.AnswerClaim
	w.question.OnAll = w.desk.AnswerAllClaims
	w.question.OnDismiss = w.desk.DismissQuestion
}

// see shows a new state of the desk.
func (w *Window) see(s desk.Snapshot) {
	defer look.Watched("see")()
	if w.settings.safe && len(s.Case.Evidence) > len(w.seen.Case.Evidence) && !w.stage.Safe() {
		w.setSafe(true) // before the first of them is shown
	}
	s = neutral(s, w.settings.language)
	w.follow(s)
	wasEmpty := w.seen.Empty()
	if s.Covered != w.seen.Covered && w.pointed.inside {
		w.pointer(geom.Point{}, false) // what was read may be covered now
	}
	another := s.Opened != w.seen.Opened
	if another {
		w.stage.Forget()
	}
	w.seen = s
	if another {
		w.lessonOpened()
	}
	l := w.settings.language
	w.showDocument()
	if w.isMarking() && !w.canMark(w.marking.capture) {
		w.endMarking() // it was taken out of the case
	}
	w.showHand()
	w.tray.Show(trayValue(s, l))
	w.stage.Show(stageScene(s, l, w.support.supportOf, w.details.of, w.marks.of))
	w.showTimeline()
	w.needs()
	w.head.Show(headValue(s, w.stage.Mode(), l))
	w.showFacts()
	w.book.Show(w.bookValue(s))
	w.fillTags()
	w.showPublish()
	w.showLesson()
	w.showRoom()
	w.drawAhead()
	w.readLocked()
	w.sampleWaits()
	value := statusValue(s, l)
	if w.projecting.on { // counts are for who works
		value.Notice = ""
	}
	w.status.Show(w.withSampling(value))
	if wasEmpty != s.Empty() {
		if s.Empty() {
			w.closeBook()
			w.closePublish()
		}
		w.showKeys()
		w.frame.Refresh()
	}
	w.ask()
	w.refreshMenus()
	w.followTour()
}

// showKeys says at the foot which keys count now.
func (w *Window) showKeys() {
	l := w.settings.language
	if w.isMarking() || w.isAligning() || w.away() {
		w.pointer(geom.Point{}, false) // the stage that the pointer was over is covered
	}
	switch {
	case w.room.Opened():
		w.status.SetKeys(w.roomKeys())
		return
	case w.workshop.Opened():
		w.status.SetKeys(w.makerKeys())
		return
	case w.seen.Empty():
		w.status.SetKeys(nil)
		return
	case w.isMarking():
		w.status.SetKeys(w.markingKeys())
		return
	case w.isAligning():
		w.status.SetKeys(w.handKeys())
		return
	}
	if w.publish.Opened() {
		w.status.SetKeys(w.publishKeys())
		return
	}
	if w.book.Opened() {
		w.status.SetKeys([]status.Key{{Cap: "↑"}, {Cap: "↓", Does: l.Say("desk.keys-pages")}, {Cap: l.Say("desk.key-page-up")}, {Cap: l.Say("desk.key-page-down"), Does: l.Say("desk.keys-scroll")}, {Cap: "Esc", Does: l.Say("desk.keys-picture")}})
		return
	}
	keys := []status.Key{
		{Cap: "↑"},
		{Cap: "↓", Does: l.Say("desk.keys-candidates")},
		{Cap: "1–9", Does: l.Say("desk.keys-modes")},
	}
	if w.hasMark() {
		keys = w.drawnKeys()
	} else if w.detailsShown() {
		keys = append(keys[2:], w.detailKeys()...)
	} else if w.hasFilm() {
		keys = append(keys,
			status.Key{Cap: ","}, status.Key{Cap: ".", Does: l.Say("case-video.keys.frame")},
			status.Key{Cap: l.Say("desk.key-shift"), Does: l.Say("case-video.keys.second")})
	} else if w.stage.CanStepRegion() {
		keys = append(keys, status.Key{Cap: "J"}, status.Key{Cap: "K", Does: l.Say("desk.keys-changes")})
	} else {
		keys = append(keys, status.Key{Cap: l.Say("desk.key-space"), Does: l.Say("desk.keys-other")})
	}
	if w.touring.on {
		keys = append(keys, status.Key{Cap: "Esc", Does: l.Say("tour.keys-leave")})
	}
	w.status.SetKeys(keys)
}

// ask puts the question of a drop on screen as long as the desk wants it
// answered, and fills in thumbnails as they come.
func (w *Window) ask() {
	q := w.seen.Question
	switch {
	case q == nil:
		w.question.Close()
	case !w.question.Opened() && !w.covered():
		w.question.Show(choices(q))
		w.question.Open(w.window.Canvas())
	default:
		w.question.Show(choices(q))
	}
}

func (w *Window) showProblems() {
	w.problems.Show(problemList(w.seen, w.settings.language))
	w.problems.Open(w.window.Canvas())
}

// copyText puts a text on the clipboard and says so.
func (w *Window) copyText(text string) {
	w.fyneApp.Clipboard().SetContent(text)
	w.status.SetHint(w.settings.language.Say("window.facts.copied"))
}

func (w *Window) keepWidths() {
	w.settings.list, w.settings.facts = w.wish.list, w.wish.facts
	w.settings.keep(w.fyneApp.Preferences())
}

// refreshMenus rebuilds the menu bar where what it shows has changed.
func (w *Window) refreshMenus() {
	if w.wish.pictureOnly {
		w.menus = "none"
		w.window.SetMainMenu(nil)
		return
	}
	var now strings.Builder
	for _, c := range w.commands {
		fmt.Fprint(&now, c.able(), c.chosen != nil && c.chosen(), " ")
		if c.named != nil {
			now.WriteString(c.title(w.settings.language))
		}
		if c.under != nil {
			for _, o := range c.under() {
				now.WriteString(o.title)
			}
		}
	}
	if now.String() != w.menus {
		w.menus = now.String()
		w.window.SetMainMenu(menus(w.commands, w.settings.language, w.do))
	}
}
