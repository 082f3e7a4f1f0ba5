package app

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/words"
)

// A trainer makes exercises of own pictures: a source, edits, decoys, a task, and
// a try. The truth is recorded by what makes the claim, and never typed.

// makerEdits are the edits that are offered, with the amount along their slider.
var makerEdits = []struct {
	kind        draft.EditKind
	place, text bool
	least, most float64 // of the amount; both 0: it has none
	usual       float64
}{
	{kind: draft.Crop, place: true},
	{kind: draft.Mirror},
	{kind: draft.Grey},
	{kind: draft.Invert},
	{kind: draft.Remove, place: true},
	{kind: draft.Caption, text: true, least: 0.05, most: 0.4, usual: 0.12},
	{kind: draft.Scale, least: 0.1, most: 1, usual: 0.5},
	{kind: draft.Compress, least: 5, most: 95, usual: 40},
}

// maker is the exercise that is being made, and the pack that it is made for.
type maker struct {
	step    int
	source  string // its path
	decoys  []string
	edits   []madeEdit
	hidden  bool
	level   int
	eyes    bool
	texts   [int(lessons.WordField) + 1]string
	size    geom.Size // of the source; empty until it has been read
	preview image.Image
	claim   geom.Size
	problem string
	run     int // counts what was asked for: an answer to an older state is dropped
	working bool
	waiting func() // ends the wait before the preview is made anew
	pack    []training.Lesson
}

type madeEdit struct {
	on     bool
	amount float64 // 0 to 1, along the slider
	place  [4]float64
	text   string
}

// newMaker returns what a trainer begins with.
func newMaker() maker {
	m := maker{level: 2, eyes: true}
	for _, e := range makerEdits {
		made := madeEdit{place: [4]float64{0.2, 0.2, 0.7, 0.7}}
		if e.kind == draft.Remove {
			made.place = [4]float64{0.45, 0.45, 0.55, 0.55}
		}
		if e.most > 0 {
			made.amount = (e.usual - e.least) / (e.most - e.least)
		}
		m.edits = append(m.edits, made)
	}
	return m
}

// joinMaker makes the place tell what a trainer wants.
func (w *Window) joinMaker() {
	m, now := w.workshop, &w.maker
	change := func(do func()) {
		do()
		w.previewSoon()
		w.showMaker()
	}
	m.OnStep = func(i int) { now.step = i; w.showMaker() }
	m.OnSource = func() {
		w.chooseFileFor("lessons.make.choose", func(path string) { now.source = ""; w.makerTakes([]string{path}) })
	}
	m.OnDecoys = func() { w.chooseFileFor("lessons.make.add", w.addDecoy) }
	m.OnDecoy = func(i int) { now.decoys = slices.Delete(slices.Clone(now.decoys), i, i+1); w.showMaker() }
	m.OnEdit = func(i int, on bool) { change(func() { now.edits[i].on = on }) }
	m.OnAmount = func(i int, v float64) { change(func() { now.edits[i].amount = v }) }
	m.OnPlace = func(i, side int, v float64) { change(func() { now.edits[i].place[side] = v }) }
	m.OnCaption = func(i int, text string) { change(func() { now.edits[i].text = text }) }
	m.OnHidden = func(hidden bool) { now.hidden = hidden; w.showMaker() }
	m.OnLevel = func(level int) { now.level = level }
	m.OnEyes = func(on bool) { now.eyes = on }
	m.OnText = func(f lessons.Field, text string) {
		if now.texts[f] = text; f == lessons.MomentField {
			w.previewSoon()
		}
	}
	m.OnTry = w.tryMade
	m.OnKeep = w.keepMade
	m.OnSave = w.savePack
	m.OnClose = w.closeMaker
	m.OnHint = w.status.SetHint
}

// openMaker opens the place where exercises are made.
func (w *Window) openMaker() {
	w.closeRoom()
	w.closeBook()
	w.closePublish()
	w.endMarking()
	w.endAligning()
	if w.wish.pictureOnly {
		w.togglePictureOnly()
	}
	if w.maker.edits == nil {
		w.maker = newMaker()
	}
	w.workshop.Open()
	w.showMaker()
	w.bookTurned()
	w.window.Canvas().Focus(w.workshop.FocusTargets()[1])
}

func (w *Window) closeMaker() {
	if w.workshop.Opened() {
		w.workshop.Close()
		w.bookTurned()
		w.window.Canvas().Unfocus()
	}
}

// makerTakes takes what was dropped or chosen while the place is open: the first
// is the source, where there is none, and the others are decoys.
func (w *Window) makerTakes(paths []string) {
	m := &w.maker
	for _, path := range paths {
		if m.source == "" {
			m.source, m.size, m.preview, m.problem = path, geom.Size{}, nil, ""
			w.previewSoon()
			continue
		}
		w.addDecoy(path)
	}
	w.showMaker()
}

func (w *Window) addDecoy(path string) {
	if path != w.maker.source && !slices.Contains(w.maker.decoys, path) {
		w.maker.decoys = append(w.maker.decoys, path)
	}
	w.showMaker()
}

// showMaker brings the place to what is known.
func (w *Window) showMaker() {
	if !w.workshop.Opened() {
		return
	}
	l, m := w.settings.language, &w.maker
	v := lessons.Making{
		Step: m.step, Hidden: m.hidden, Texts: m.texts, Level: m.level, EyesFirst: m.eyes, Preview: m.preview, Working: m.working, Problem: m.problem, Line: l.Say("lessons.make.preview"),
	}
	if m.source != "" {
		v.Source, v.Video = media.DisplayName(m.source), isFilm(m.source)
	}
	if m.claim != (geom.Size{}) {
		v.Line = l.Say("lessons.make.preview.of", "claim", l.Pixels(m.claim.Width, m.claim.Height), "source", l.Pixels(m.size.Width, m.size.Height))
	}
	for i, e := range makerEdits {
		made := m.edits[i]
		row := lessons.EditRow{Kind: string(e.kind), Name: capital(e.kind.Say(l)), On: made.on, Amount: made.amount, HasPlace: e.place, Place: made.place, HasText: e.text, Text: made.text}
		if e.most > 0 {
			amount := made.in(i)
			says := l.Percent(amount, 0)
			if e.kind == draft.Compress {
				says = l.Count(int64(amount))
			}
			row.Says = l.Say("lessons.make.amount."+string(e.kind), "amount", says)
		}
		for s, side := range []string{"left", "top", "right", "bottom"} {
			row.PlaceLabels[s] = l.Say("lessons.make.side."+side, "share", l.Percent(made.place[s], 0))
		}
		v.Edits = append(v.Edits, row)
	}
	for _, path := range m.decoys {
		v.Decoys = append(v.Decoys, media.DisplayName(path))
	}
	for _, lesson := range m.pack {
		v.Pack = append(v.Pack, lesson.Exercise.Title.In(l))
	}
	switch {
	case m.source == "":
		v.WhyNot = l.Say("lessons.make.why.source")
	case len(m.decoys) == 0:
		v.WhyNot = l.Say("lessons.make.why.decoys")
	}
	w.workshop.Show(v)
}

// in returns the amount of an edit in its own unit.
func (e madeEdit) in(i int) float64 {
	k := makerEdits[i]
	return k.least + e.amount*(k.most-k.least)
}

// capital begins with a capital letter.
func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// isFilm reports whether a file is named as a video is.
func isFilm(path string) bool {
	return slices.Contains([]string{".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg", ".ts", ".mts", ".wmv", ".flv", ".ogv", ".3gp"}, strings.ToLower(filepath.Ext(path)))
}

// draft returns the exercise as the trainer has described it so far.
func (m *maker) draft(l words.Language) draft.Draft {
	text := func(f lessons.Field) training.Text {
		if s := strings.TrimSpace(m.texts[f]); s != "" {
			return training.Text{l: s}
		}
		return nil
	}
	of := func(path string) draft.Material {
		return draft.Material{Path: path, Credit: m.texts[lessons.CreditField], Licence: m.texts[lessons.LicenceField]}
	}
	d := draft.Draft{
		ID: fmt.Sprintf("exercise-%d", len(m.pack)+1), Title: text(lessons.TitleField), Task: text(lessons.TaskField), Level: m.level, EyesFirst: m.eyes,
		Source: of(m.source), Explanation: text(lessons.ExplanationField), Careful: text(lessons.CarefulField), Weak: text(lessons.WeakField), Choice: training.ThisOne,
	}
	d.Source.At = moment(m.texts[lessons.MomentField])
	if m.hidden {
		d.Choice = training.None
	}
	for _, path := range m.decoys {
		d.Decoys = append(d.Decoys, of(path))
	}
	for i, f := range []lessons.Field{lessons.HintField, lessons.SecondHintField} {
		if t := text(f); t != nil {
			d.Hints = append(d.Hints, training.Hint{Text: t, Cost: hintCosts[i]})
		}
	}
	d.Edits = m.made()
	return d
}

// moment reads a time as people write it: "12.5", "1:02.5", "1:00:02"; nought where it is none.
func moment(text string) (at time.Duration) {
	for _, part := range strings.Split(strings.ReplaceAll(strings.TrimSpace(text), ",", "."), ":") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || n < 0 || n > 1e6 {
			return 0
		}
		at = at*60 + time.Duration(n*float64(time.Second))
	}
	return at
}

// hintCosts are what the hints of an own exercise cost.
var hintCosts = [2]int{5, 10}

// made returns the edits, in the pixels of the source as far as that was read.
func (m *maker) made() (edits []draft.Edit) {
	if m.size.Empty() {
		return nil
	}
	for i, e := range makerEdits {
		made := m.edits[i]
		if !made.on {
			continue
		}
		edit := draft.Edit{Kind: e.kind, Text: made.text}
		if e.most > 0 {
			edit.Amount = made.in(i)
		}
		if e.place {
			width, height, p := float64(m.size.Width), float64(m.size.Height), made.place
			edit.Region = geom.Rect{MinX: min(p[0], p[2]) * width, MinY: min(p[1], p[3]) * height, MaxX: max(p[0], p[2]) * width, MaxY: max(p[1], p[3]) * height}
		}
		edits = append(edits, edit)
	}
	return edits
}

// previewAfter is how long a hand has to rest before the claim is made anew.
const previewAfter = 200 * time.Millisecond

// previewSoon has the claim made anew as the edits stand.
func (w *Window) previewSoon() {
	m := &w.maker
	if m.waiting != nil {
		m.waiting()
	}
	m.waiting = after(w.post, previewAfter, w.makePreview)
}

func (w *Window) makePreview() {
	m := &w.maker
	if m.source == "" {
		return
	}
	first := m.size.Empty()
	d := m.draft(w.settings.language)
	d.Decoys, d.Choice = nil, training.ThisOne
	m.run++
	run, o, l := m.run, w.makerOptions(), w.settings.language
	w.beside(func() (take func(), err error) {
		lesson, failed := d.Make(context.Background(), o) // ends by itself
		var shown image.Image
		if failed == nil {
			shown, failed = claimOf(lesson)
		}
		return func() {
			if run != m.run {
				return
			}
			if failed != nil {
				m.problem = desk.Problem{Err: failed}.Sentence(l)
				w.showMaker()
				return
			}
			m.problem, m.preview, m.claim, m.size = "", shown, lesson.Exercise.Claim.Size, lesson.Exercise.Candidates[0].Size
			if first && len(m.made()) > 0 { // now its size is known
				w.makePreview()
			}
			w.showMaker()
		}, nil
	})
}

func (w *Window) makerOptions() draft.Options { return draft.Options{FFmpeg: w.settings.ffmpeg} }

// claimOf returns the picture that an exercise is about.
func claimOf(lesson training.Lesson) (image.Image, error) {
	for _, f := range lesson.Files {
		if f.Name != lesson.Exercise.Claim.Name {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		defer in.Close() //nolint:errcheck // it was read
		return jpeg.Decode(in)
	}
	return nil, fmt.Errorf("the exercise has no claim")
}

// withMade makes the exercise in a worker and hands it on.
func (w *Window) withMade(do func(training.Lesson)) {
	m := &w.maker
	if m.source == "" || len(m.decoys) == 0 || m.working {
		return
	}
	m.working = true
	w.showMaker()
	d, o, l := m.draft(w.settings.language), w.makerOptions(), w.settings.language
	w.beside(func() (take func(), err error) {
		lesson, failed := d.Make(context.Background(), o)
		return func() {
			m.working, m.problem = false, ""
			if failed != nil {
				m.problem = desk.Problem{Err: failed}.Sentence(l)
			} else {
				do(lesson)
			}
			w.showMaker()
		}, nil
	})
}

// triedID is that of the course that an exercise is tried in.
const triedID = "tried"

// tryMade opens the exercise as a learner would.
func (w *Window) tryMade() {
	w.withMade(func(lesson training.Lesson) {
		c := courseOf([]training.Lesson{lesson})
		c.id = triedID
		w.takeCourse(c)
		w.closeMaker()
		w.beginLesson()
	})
}

// keepMade puts the exercise into the pack and begins the next one.
func (w *Window) keepMade() {
	w.withMade(func(lesson training.Lesson) {
		all, word := append(w.maker.pack, lesson), w.maker.texts[lessons.WordField]
		w.maker = newMaker()
		w.maker.pack, w.maker.texts[lessons.WordField] = all, word
	})
}

// savePack writes the exercises that were made as one pack.
func (w *Window) savePack() {
	if w.maker.source == "" && len(w.maker.pack) > 0 {
		w.writePack()
		return
	}
	w.withMade(func(lesson training.Lesson) {
		w.maker.pack = append(w.maker.pack, lesson)
		w.writePack()
		w.maker.pack = w.maker.pack[:len(w.maker.pack)-1]
	})
}

func (w *Window) writePack() {
	p := pack.Pack{About: pack.About{Title: w.maker.pack[0].Exercise.Title, Made: time.Now().UTC(), Program: desk.Version, Licence: w.maker.texts[lessons.LicenceField]}, Lessons: slices.Clone(w.maker.pack), Word: strings.TrimSpace(w.maker.texts[lessons.WordField])}
	for _, lesson := range w.maker.pack {
		p.About.Minutes += lesson.Exercise.Minutes
	}
	w.saveTraining("lessons.make.file", pack.Ending, func(out io.Writer) error { return pack.Write(context.Background(), out, p) })
}

// makerKey does what a key asks while the place is open, and reports whether it is.
func (w *Window) makerKey(key fyne.KeyName) bool {
	return w.workshop.Opened() && w.keyOver(key, w.workshop.Key, w.closeMaker)
}

// makerKeys are the keys that count in the place.
func (w *Window) makerKeys() []status.Key {
	l := w.settings.language
	return []status.Key{{Cap: l.Say("desk.key-page-up")}, {Cap: l.Say("desk.key-page-down"), Does: l.Say("lessons.keys.steps")}, {Cap: "Esc", Does: l.Say("lessons.keys.back")}}
}
