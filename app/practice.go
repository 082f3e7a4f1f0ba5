package app

import (
	"context"
	"image"
	"math/rand/v2"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/results"
	"github.com/motbilde/motbilde/internal/training/sheet"
	"github.com/motbilde/motbilde/internal/words"
)

// The practice room: exercises are ordinary cases on the same desk. What is
// asked, what is there of it and what it came to stands in the place of the
// facts, which are one press away.

// practice is what goes on in the room.
type practice struct {
	course             course
	drawing            bool        // an exercise is being drawn …
	pictures           int         // … of which there are so many
	draws              image.Image // its claim, once there is one
	drawnID            string
	keeping, keepAgain bool // results are being written, and are to be once more
	chosen             string
	results            results.Results // of this learner
	answer             training.Answer // of the exercise that is open, once it is given …
	marks              training.Marks  // … and what it came to …
	of                 uint64          // … of the case that was opened so many-th
	waits              bool            // it can't be marked before the trainer reveals the key
	ticking            func()          // ends the timer; nil where none runs
	since              time.Time       // when the timer ran last
	paused             bool            // it stands still
}

// trainingCommands are those of the practice room.
func (w *Window) trainingCommands() []command {
	solving := func() bool { return w.seen.Solving() }
	return []command{
		{name: "practise", menu: "training", do: w.openRoom, beside: true},
		{name: "lesson-panel", why: "palette.why.lesson", menu: "training", key: fyne.KeyF3, do: w.turnPanel, can: func() bool { return w.seen.Lesson != nil }, divided: true},
		{name: "lesson-hint", why: "palette.why.lesson-hint", menu: "training", do: w.takeHint, can: w.nextHint},
		{name: "lesson-answer", why: "palette.why.lesson-answer", menu: "training", do: w.giveAnswer, can: func() bool { return w.seen.Solving() && w.whyNoAnswer() == "" }},
		{name: "lesson-end", why: "palette.why.lesson", menu: "training", do: w.endLesson, can: solving},
		{name: "new-learner", menu: "training", do: w.newLearner, divided: true},
		{name: "lesson-results", menu: "training", do: w.openResults, beside: true},
		{name: "make-lesson", menu: "training", do: w.openMaker, divided: true, beside: true},
		{name: "open-pack", menu: "training", do: w.choosePack, beside: true},
		{name: "print-a4", menu: "training", group: "print", do: func() { w.choosePrint(sheet.A4) }, can: func() bool { return len(w.practice.course.exercises) > 0 }, why: "palette.why.room", beside: true},
		{name: "print-letter", menu: "training", group: "print", do: func() { w.choosePrint(sheet.Letter) }, can: func() bool { return len(w.practice.course.exercises) > 0 }, why: "palette.why.room", beside: true},
		{name: "pack-word", why: "palette.why.word", menu: "training", do: w.askWord, can: func() bool { return w.practice.course.needsWord() }, beside: true},
	}
}

// joinTraining makes the views of the practice room tell what a person wants.
func (w *Window) joinTraining() {
	w.welcome.OnPractise = w.openRoom
	p := w.room
	p.OnChoose = func(id string) { w.practice.chosen = id; w.showRoom(); w.drawAhead() }
	p.OnStart = w.beginLesson
	p.OnNew = w.newLearner
	p.OnName = w.askLearner
	p.OnClose = w.closeRoom
	p.OnHint = w.status.SetHint
	w.joinSession()

	l := w.lesson
	l.OnChoose = w.chooseAnswer
	l.OnName = func() { w.nameCandidate(w.seen.Selected) }
	l.OnUnname = func(id string) {
		w.desk.EditLesson(func(l *casefile.Lesson) {
			l.Candidates = slices.DeleteFunc(slices.Clone(l.Candidates), func(o casefile.ID) bool { return string(o) == id })
		})
	}
	l.OnSure = func(percent int) { w.desk.EditLesson(func(l *casefile.Lesson) { l.Confidence = percent }) }
	l.OnWording = w.writeConclusion
	l.OnHelp = w.takeHint
	l.OnAnswer = w.giveAnswer
	l.OnRate = w.rateConclusion
	l.OnShow = w.showSolution
	l.OnNext = w.nextLesson
	l.OnList = w.openRoom
	l.OnTab = func(bool) { w.frame.Refresh() }
	l.OnHint = w.status.SetHint
}

// openRoom opens the place where an exercise is chosen.
func (w *Window) openRoom() {
	if w.wish.pictureOnly {
		w.togglePictureOnly()
	}
	w.endMarking()
	w.endAligning()
	w.closeBook()
	w.closePublish()
	w.closeMaker()
	w.wish.listDrawer, w.wish.factsDrawer = false, false
	w.needBundled()
	w.room.Open()
	w.chooseFirst()
	w.showRoom()
	w.drawAhead()
	w.bookTurned()
	w.window.Canvas().Focus(w.room.List())
}

// needBundled shows the exercises that come with the program, where no pack is
// open, and has the one drawn that is open.
func (w *Window) needBundled() {
	pr := &w.practice
	if pr.course.id == "" {
		w.takeCourse(bundledCourse(w.settings.ffmpeg))
	}
	if l := w.seen.Lesson; l != nil && l.Pack == pr.course.id && !pr.course.drawn(l.Exercise) {
		w.drawLesson(l.Exercise, func() { w.see(w.seen) })
	}
}

// drawLesson has an exercise drawn, off the window's goroutine, and goes on.
func (w *Window) drawLesson(id string, then func()) {
	pr := &w.practice
	c := pr.course
	if c.drawn(id) {
		then()
		return
	}
	if pr.drawing {
		return
	}
	pr.drawing, pr.pictures, pr.draws, pr.drawnID = true, 0, nil, id
	w.showRoom()
	if w.waitsForAhead(id, func() {
		pr.drawing = false
		w.drawLesson(id, then)
	}) {
		return
	}
	w.beside(func() (take func(), err error) {
		lesson, failed := c.draw(context.Background(), id, w.drawn) // ends by itself
		return func() {
			pr.drawing = false
			if failed != nil {
				w.desk.Report(failed)
			} else if pr.course.id == c.id {
				pr.course = pr.course.withDrawn(lesson)
				then()
			}
			w.showRoom()
			w.drawAhead()
		}, nil
	})
}

// drawn shows how far the drawing of an exercise has come, from a worker.
func (w *Window) drawn(pictures int, claim *image.RGBA) {
	w.post(func() {
		w.practice.pictures = pictures
		if claim != nil {
			w.practice.draws = claim
		}
		w.showRoom()
	})
}

// takeCourse shows other exercises. Results go with them.
func (w *Window) takeCourse(c course) {
	pr := &w.practice
	if pr.course.file != nil {
		_ = pr.course.file.Close() // it was read only
	}
	pr.course, pr.chosen = c, ""
	pr.results = results.Results{Pack: c.id, PackDigest: c.digest, Learners: pr.results.Learners}
	w.readAttempts()
	w.chooseFirst()
}

// chooseFirst chooses the exercise that is open, or else the first.
func (w *Window) chooseFirst() {
	all := w.practice.course.exercises
	if _, ok := w.practice.course.exercise(w.practice.chosen); !ok && len(all) > 0 {
		w.practice.chosen = all[0].ID
	}
	if l := w.seen.Lesson; l != nil && l.Pack == w.practice.course.id {
		w.practice.chosen = l.Exercise
	}
}

func (w *Window) closeRoom() {
	if w.room.Opened() {
		w.room.Close()
		w.drawAhead() // or stop
		w.bookTurned()
		w.window.Canvas().Unfocus()
	}
}

// lastOf returns the last attempt at an exercise.
func (w *Window) lastOf(id string) (training.Attempt, bool) {
	for _, a := range slices.Backward(w.practice.results.Attempts) {
		if a.Exercise == id {
			return a, true
		}
	}
	return training.Attempt{}, false
}

// showRoom brings the place to what is known.
func (w *Window) showRoom() {
	if !w.room.Opened() {
		return
	}
	l, pr := w.settings.language, &w.practice
	v := lessons.Room{Pack: pr.course.title.In(l), Chosen: pr.chosen, Learner: l.List(pr.results.Learners), Word: pr.course.needsWord(), Own: pr.course.id == bundledID}
	if v.Pack == "" {
		v.Pack = l.Say("lessons.bundled")
	}
	open := w.seen.Lesson
	for _, e := range pr.course.exercises {
		row := lessons.Row{ID: e.ID, Title: e.Title.In(l), Line: exerciseLine(l, e)}
		if a, ok := w.lastOf(e.ID); ok {
			row.Done = l.Say("lessons.done", "points", strconv.Itoa(a.Marks.Total))
		} else if w.seen.Solving() && open.Pack == pr.course.id && open.Exercise == e.ID {
			row.Line += " · " + l.Say("lessons.begun")
		}
		v.Rows = append(v.Rows, row)
	}
	if e, ok := pr.course.exercise(pr.chosen); ok {
		v.Line, v.Task, v.Start = exerciseLine(l, e), e.Task.In(l), l.Say("lessons.start")
		for _, part := range asksOf(e) {
			v.Asked = append(v.Asked, l.Say("lessons.ask."+string(part)))
		}
		if e.EyesFirst {
			v.Notes = append(v.Notes, l.Say("lessons.note.eyes-first"))
		}
		if n := len(e.Hints); n > 0 {
			v.Notes = append(v.Notes, l.Plural("lessons.note.hints", n))
		}
		if e.Claim.Credit != "" {
			v.Notes = append(v.Notes, l.Say("lessons.note.credit", "credit", e.Claim.Credit))
		}
		if a, ok := w.lastOf(e.ID); ok {
			v.Last, v.Start = l.Say("lessons.last", "points", strconv.Itoa(a.Marks.Total)), l.Say("lessons.again")
		}
		if w.seen.Solving() && open.Pack == pr.course.id && open.Exercise == e.ID {
			v.Start = l.Say("lessons.go-on")
		}
		if !pr.course.drawn(e.ID) {
			v.Notes = append(v.Notes, l.Say("lessons.undrawn"))
		}
		if pr.drawing {
			v.WhyNot = l.Say("lessons.drawing")
			v.Drawing = v.WhyNot
			if pr.pictures > 0 && pr.drawnID == pr.chosen {
				v.Drawing, v.Picture = l.Plural("lessons.drawing", pr.pictures), pr.draws
			}
		}
	}
	if says := training.Calibrate(pr.results.Attempts).Say(l); says != "" {
		v.Session = append(v.Session, says)
	}
	w.room.Show(v)
}

func exerciseLine(l words.Language, e training.Exercise) string {
	return l.Say("lessons.level", "n", strconv.Itoa(e.Level)) + " · " + l.Plural("lessons.minutes", e.Minutes)
}

// asksOf returns the parts that an exercise asks for, in their order; the choice always.
func asksOf(e training.Exercise) (parts []training.Asked) {
	for _, part := range []training.Asked{training.AskChoice, training.AskOutline, training.AskPairs, training.AskDifferences, training.AskFrame, training.AskWording} {
		if part == training.AskChoice || e.Asks(part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// beginLesson opens the chosen exercise, or goes on with it where it is open.
func (w *Window) beginLesson() {
	id := w.practice.chosen
	if _, ok := w.practice.course.exercise(id); ok {
		waits := w.room.Opened()
		w.drawLesson(id, func() {
			if w.room.Opened() || !waits { // else who waited for it has left
				w.openLesson(id)
			}
		})
	}
}

func (w *Window) openLesson(id string) {
	c := w.practice.course
	e, ok := c.exercise(id)
	if !ok {
		return
	}
	w.closeRoom()
	if l := w.seen.Lesson; w.seen.Solving() && l.Pack == c.id && l.Exercise == e.ID {
		return
	}
	l := w.settings.language
	n := desk.NewLesson{
		Lesson: casefile.Lesson{Pack: c.id, Exercise: e.ID, EyesFirst: e.EyesFirst},
		Title:  e.Title.In(l), Claim: lessonFile(c, e.ID, e.Claim, l.Say("lessons.claim")),
	}
	for _, item := range e.Shuffled(e.Candidates, rand.Uint64()) { // another order each time
		if c.stepOpen(item.Step) {
			for _, item := range w.playable(e, item) {
				n.Candidates = append(n.Candidates, lessonFile(c, e.ID, item, l.Say("lessons.candidate", "n", strconv.Itoa(len(n.Candidates)+1))))
			}
		}
	}
	w.lesson.SetFacts(false)
	if w.frame.now().form < NarrowList {
		w.wish.factsDrawer = true // what is asked comes first
	}
	w.desk.OpenLesson(n)
}

// playable returns a candidate, or where it is a video that this machine can't
// read, the stills that stand for it, as they follow each other.
func (w *Window) playable(e training.Exercise, item training.Item) (items []training.Item) {
	if item.Video && !desk.HasFFmpeg(w.settings.ffmpeg) {
		for _, still := range e.Stills {
			if still.FrameOf == item.ID {
				items = append(items, still)
			}
		}
	}
	if len(items) == 0 {
		items = append(items, item)
	}
	return items
}

// lessonFile is a file of an exercise under a name that tells nothing.
func lessonFile(c course, exercise string, item training.Item, name string) desk.LessonFile {
	return desk.LessonFile{Item: item.ID, Name: name + path.Ext(item.Name), Bytes: func(ctx context.Context) ([]byte, error) {
		return c.bytes(ctx, exercise, item)
	}}
}

// lessonOpened prepares the window for an exercise that has just been opened.
func (w *Window) lessonOpened() {
	w.practice.answer, w.practice.marks = training.Answer{}, training.Marks{}
	if w.seen.Lesson == nil {
		w.stopTimer()
		return
	}
	w.status.SetHint("") // of the exercise before
	w.stage.SetMode(compare.SideBySide)
	w.stage.SetWhole(false)
	w.needBundled()
	w.startTimer()
	w.frame.Refresh()
}

// turnPanel shows the facts in the place of the exercise, or the exercise.
func (w *Window) turnPanel() {
	w.lesson.SetFacts(!w.lesson.Facts())
	if !w.factsShown() {
		w.toggleFacts()
	}
	w.frame.Refresh()
	w.window.Canvas().Focus(w.lesson.FocusTarget())
}

// placeLesson lays the exercise over the facts' place and returns what it leaves
// for the facts themselves.
func (f *frame) placeLesson(facts room) room {
	w := f.window
	on := w.seen.Lesson != nil && !facts.empty()
	look.Show(f.lessonBar, on)
	look.Show(f.lesson, on && !w.lesson.Facts())
	if !on {
		return facts
	}
	bar := look.Px(lessons.BarHeight)
	look.Put(f.lessonBar, facts.x, facts.y, facts.width, bar)
	facts.y, facts.height = facts.y+bar, max(0, facts.height-bar)
	if w.lesson.Facts() {
		return facts
	}
	look.Put(f.lesson, facts.x, facts.y, facts.width, facts.height)
	return room{}
}

// placeOver lays a place over everything but the status line while it is open.
func (f *frame) placeOver(place fyne.CanvasObject, open bool, size fyne.Size, r *regions) {
	look.Show(place, open)
	if open {
		look.Put(place, 0, 0, size.Width, r.status.y)
		*r = regions{form: r.form, status: r.status}
	}
}

// roomKey does what a key asks while the practice room is open, and reports whether it is.
func (w *Window) roomKey(key fyne.KeyName) bool {
	return w.room.Opened() && w.keyOver(key, w.room.Key, w.closeRoom)
}

// keyOver does what a key asks while a place is open that lies over the window: the
// place's own thing, or a command, which closes it. It reports whether the key is used up.
func (w *Window) keyOver(key fyne.KeyName, own func(fyne.KeyName) bool, closes func()) bool {
	if key == fyne.KeyEscape || key == fyne.KeyF6 {
		return false
	}
	if own(key) {
		return true
	}
	if c, ok := byKey(w.commands, key); ok && c.beside {
		closes()
		w.do(c)
	}
	return true
}

// roomKeys are the keys that count in the practice room.
func (w *Window) roomKeys() []status.Key {
	l := w.settings.language
	return []status.Key{{Cap: "↑"}, {Cap: "↓", Does: l.Say("lessons.keys.exercises")}, {Cap: "Enter", Does: l.Say("lessons.keys.begin")}, {Cap: "Esc", Does: l.Say("lessons.keys.back")}}
}

// askLearner asks who learns: one, or two who work together.
func (w *Window) askLearner() {
	l := w.settings.language
	w.asking.Open(w.window.Canvas(), l.Say("lessons.learner.ask"), l.Say("lessons.learner.rest"), strings.Join(w.practice.results.Learners, ", "), func(text string) {
		w.practice.results.Learners = nil
		for _, name := range strings.Split(text, ",") {
			if name = strings.TrimSpace(name); name != "" {
				w.practice.results.Learners = append(w.practice.results.Learners, name)
			}
		}
		w.showRoom()
		w.showLesson()
	})
}

// newLearner clears what the last one did.
func (w *Window) newLearner() {
	w.practice.results = results.Results{Pack: w.practice.course.id, PackDigest: w.practice.course.digest}
	w.keepAttempts()
	if w.seen.Lesson != nil {
		w.desk.NewCase()
	}
	w.openRoom()
}

// endLesson ends the exercise without an answer.
func (w *Window) endLesson() {
	w.desk.NewCase()
	w.openRoom()
}
