package app

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/results"
)

// A session of a group without a network: a pack on each machine, words that the
// trainer speaks, and results that come back as a code or on a stick.

// session is what a trainer has gathered; nothing of it is kept.
type session struct {
	briefs  []results.Brief
	problem string
}

// joinSession makes the sheet on results tell what a person wants.
func (w *Window) joinSession() {
	w.joinMaker()
	w.room.OnOpen, w.room.OnWord, w.room.OnResults = w.choosePack, w.askWord, w.openResults
	w.room.OnOwn = func() { w.takeCourse(bundledCourse(w.settings.ffmpeg)); w.showRoom() }
	r := w.results
	r.OnCopy = w.copyText
	r.OnSave = func() {
		r := w.practice.results
		r.Attempts = slices.Clone(r.Attempts) // the window goes on while it is written
		w.saveTraining("lessons.results.file", results.Ending, func(out io.Writer) error { return r.Write(out) })
	}
	r.OnCode = w.addCode
	r.OnFiles = func() { w.chooseFolderFor("lessons.results.files", w.addResults) }
	r.OnCSV = func() {
		sum, l := w.summary(), w.settings.language
		w.saveTraining("lessons.results.table", ".csv", func(out io.Writer) error { return sum.CSV(l, out) })
	}
	r.OnClear = func() { w.session = session{}; w.showResults() }
}

// choosePack lets a person choose a pack of exercises.
func (w *Window) choosePack() { w.chooseFileFor("desk.do-open-pack", w.openPack) }

// isPack reports whether a path is named as a pack is.
func isPack(path string) bool { return strings.EqualFold(filepath.Ext(path), pack.Ending) }

// openPack opens a pack of exercises in the practice room.
func (w *Window) openPack(path string) {
	w.beside(func() (take func(), err error) {
		c, err := openCourse(path)
		if err != nil {
			return nil, err
		}
		return func() {
			w.takeCourse(c)
			w.openRoom()
			w.see(w.seen) // the exercise that is open may be of it
		}, nil
	})
}

// askWord asks for a word that opens something of the pack.
func (w *Window) askWord() {
	l := w.settings.language
	w.asking.Open(w.window.Canvas(), l.Say("lessons.word.ask"), l.Say("lessons.word.rest"), "", w.giveWord)
}

// giveWord opens what a word opens. It takes a while: words are slow to try.
func (w *Window) giveWord(word string) {
	c := w.practice.course
	if c.file == nil || strings.TrimSpace(word) == "" {
		return
	}
	w.beside(func() (take func(), err error) {
		step, err := c.file.OpenStep(word)
		says := "lessons.word." + string(step.Kind)
		wrong := new(pack.Error)
		if errors.As(err, &wrong) && wrong.Kind == pack.WrongWord {
			says, err = "lessons.word.all", c.file.Unlock(word)
		}
		if errors.As(err, &wrong) && wrong.Kind == pack.WrongWord { // misheard: said at once, and no problem of the case
			return func() { w.status.SetHint(desk.Problem{Err: wrong}.Sentence(w.settings.language)) }, nil
		}
		if err != nil {
			return nil, err
		}
		return func() { w.wordGiven(c, says) }, nil
	})
}

// wordGiven brings what a word has opened to the exercise that is open.
func (w *Window) wordGiven(c course, says string) {
	w.status.SetHint(w.settings.language.Say(says))
	if e, ok := w.openExercise(); ok && w.practice.course.id == c.id {
		var more []desk.LessonFile
		n := len(w.seen.Lesson.Items) // the claim counts too, so it is the next number
		for _, item := range e.Candidates {
			if item.Step == 0 || !c.stepOpen(item.Step) {
				continue
			}
			for _, shown := range w.playable(e, item) {
				if w.seen.Lesson.EvidenceOf(shown.ID) == "" {
					more = append(more, lessonFile(c, e.ID, shown, w.settings.language.Say("lessons.candidate", "n", strconv.Itoa(n))))
					n++
				}
			}
		}
		w.desk.AddToLesson(more)
		if w.seen.Solving() && c.frozen(e.ID) { // no later word could have it answered
			w.status.SetHint(w.settings.language.Say("lessons.word.taken"))
			w.takeAnswer()
		}
		w.markAnswer()
	}
	w.see(w.seen)
}

// openResults opens the sheet on results.
func (w *Window) openResults() {
	w.needBundled()
	w.showResults()
	w.results.Open(w.window.Canvas())
}

func (w *Window) summary() results.Summary {
	return results.Sum(w.practice.course.exercises, w.session.briefs)
}

// showResults brings the sheet to what is known.
func (w *Window) showResults() {
	l, pr := w.settings.language, &w.practice
	v := lessons.Table{Problem: w.session.problem}
	if len(pr.results.Attempts) > 0 {
		v.Code = pr.results.Code(pr.course.exercises)
	}
	s := w.summary()
	for i, r := range s.Rows {
		v.Rows = append(v.Rows, lessons.Part{Sign: look.NoDrawing, Name: r.Name(l, i+1), Points: l.Say("lessons.results.row",
			"right", strconv.Itoa(r.Right), "answered", strconv.Itoa(r.Answered), "points", strconv.Itoa(r.Points))})
	}
	for _, c := range s.MostWrong() {
		title, mistake := c.Title.In(l), ""
		if title == "" {
			title = c.Exercise
		}
		if len(c.Mistakes) > 0 {
			mistake = training.Remark{Kind: c.Mistakes[0].Kind}.Say(l)
		}
		v.Wrong = append(v.Wrong, l.Say("lessons.results.wrong-row", "title", title, "wrong", strconv.Itoa(c.Answered-c.Right), "answered", strconv.Itoa(c.Answered), "mistake", mistake))
	}
	if len(s.Rows) > 0 {
		v.Group = s.Calibration.SayGroup(l)
	}
	w.results.Show(v)
}

// addCode adds what a learner read out, with the name before it where there is one.
func (w *Window) addCode(text string) {
	pr := &w.practice
	name, code, named := strings.Cut(text, ":")
	if !named {
		name, code = "", text
	}
	b, err := results.ParseCode(code, pr.course.exercises, pr.course.digest)
	if err != nil {
		w.session.problem = desk.Problem{Err: err}.Sentence(w.settings.language)
		w.showResults()
		return
	}
	if name = strings.TrimSpace(media.CleanText(name)); name != "" {
		b.Learners = []string{name}
	}
	w.session.briefs, w.session.problem = append(w.session.briefs, b), ""
	w.showResults()
}

// addResults adds the results files of a folder, as of a stick.
func (w *Window) addResults(folder string) {
	l := w.settings.language
	w.beside(func() (take func(), err error) {
		found, err := filepath.Glob(filepath.Join(folder, "*"+results.Ending))
		if err != nil {
			return nil, err
		}
		slices.Sort(found)
		var briefs []results.Brief
		problem := ""
		for _, path := range found {
			r, err := readResults(path)
			if err != nil {
				problem = filepath.Base(path) + ": " + desk.Problem{Err: err}.Sentence(l)
				continue
			}
			briefs = append(briefs, r.Brief())
		}
		return func() {
			w.session.briefs, w.session.problem = append(w.session.briefs, briefs...), problem
			w.showResults()
		}, nil
	})
}

func readResults(path string) (results.Results, error) {
	in, err := os.Open(path)
	if err != nil {
		return results.Results{}, err
	}
	r, err := results.Read(in)
	return r, errors.Join(err, in.Close())
}

// writeTraining writes a file beside the window: the toolkit's dialog only names a place.
func (w *Window) writeTraining(path string, write func(io.Writer) error) {
	w.beside(func() (func(), error) {
		if err := desk.WriteFile(path, write); err != nil {
			return nil, err
		}
		return func() { w.status.SetHint(w.settings.language.Say("outgo.saved", "path", path)) }, nil
	})
}

// saveTraining asks for a place and writes a file there.
func (w *Window) saveTraining(name, ending string, write func(io.Writer) error) {
	w.results.Close() // the toolkit lays a dialog under what lies over the window
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			w.endedIn(filepath.Dir(file.URI().Path()))
			w.writeTraining(file.URI().Path(), write)
		}
	}, w.window)
	d.SetFileName(w.settings.language.Say(name) + ending)
	w.showFileDialog(d, w.settings.language.Say("outgo.choose"), "desk.dialog-save", w.savesIn())
}
