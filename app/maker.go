package app

import (
	"context"
	"image"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/training/pack"
)

// A trainer makes exercises of own pictures: a source, edits, decoys, a task, and
// a try. The truth is recorded by what makes the claim, and never typed.

// maker is the exercise that is being made, and the pack that it is made for.
type maker struct {
	sketch
	begun    bool
	step     int
	edit     int    // the edit that is set; −1: none
	where    bool   // of a paste it is where it goes that is set, not what
	spot     int    // what moved that is set; −1: none
	opened   string // whose credit and word are shown: "source", "like", "decoy-2"
	language int    // of the texts that are shown
	past     []sketch
	future   []sketch
	last     string                 // what was changed last: a slide is undone as a whole
	loaded   draft.Loaded           // the source, once it was read
	seen     map[string]seenPicture // by path
	preview  image.Image
	claim    geom.Size
	problem  string
	run      int // counts what was asked for: an answer to an older state is dropped
	working  bool
	waiting  func() // ends the wait before the preview is made anew
	pack     []keptLesson
	number   int // of the exercise, which no other of the pack has had
	about    about
}

// seenPicture is a picture as it is shown.
type seenPicture struct {
	image image.Image
	size  geom.Size
}

// keptLesson is an exercise of the pack that is made.
type keptLesson struct {
	lesson training.Lesson
	cues   pack.Cues
}

// about is what is said of the pack.
type about struct {
	title, notes  [2]string // by language
	authors, word string
}

func newMaker() maker {
	return maker{sketch: newSketch(), begun: true, number: 1, edit: -1, spot: -1, seen: map[string]seenPicture{}}
}

// joinMaker makes the place tell what a trainer wants.
func (w *Window) joinMaker() {
	m := w.workshop
	m.OnStep = func(i int) {
		w.maker.step, w.maker.last = i, ""
		w.showMaker()
		w.showKeys()
	}
	m.OnPlace = w.placeSketch
	m.OnWrite = w.writeSketch
	m.OnSlide = w.slideSketch
	m.OnTick = w.tickSketch
	m.OnChoose = w.chooseSketch
	m.OnPress = w.pressSketch
	m.OnUndo = func() { w.undoSketch(&w.maker.past, &w.maker.future) }
	m.OnRedo = func() { w.undoSketch(&w.maker.future, &w.maker.past) }
	m.OnClose = w.closeMaker
	m.OnHint = w.status.SetHint
}

// change changes the exercise. What is changed under one key in one go is undone
// in one go; an empty key is always a step of its own.
func (w *Window) change(key string, do func(m *sketch)) {
	m := &w.maker
	if key == "" || key != m.last || len(m.past) == 0 {
		const most = 200
		m.past = append(m.past[max(0, len(m.past)-most):], m.sketch)
	}
	m.future, m.last = nil, key
	do(&m.sketch)
	w.previewSoon()
	w.showMaker()
}

// undoSketch goes back by what was changed last, or forth.
func (w *Window) undoSketch(from, to *[]sketch) {
	m := &w.maker
	n := len(*from)
	if n == 0 {
		return
	}
	*to = append(*to, m.sketch)
	m.sketch, *from, m.last = (*from)[n-1], (*from)[:n-1], ""
	m.edit, m.spot = min(m.edit, len(m.edits)-1), min(m.spot, len(m.moved)-1)
	w.previewSoon()
	w.showMaker()
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
	if !w.maker.begun {
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
// is the source, where there is none, then what an edit or the choice waits for;
// the others are decoys.
func (w *Window) makerTakes(paths []string) {
	for _, path := range paths {
		m := &w.maker
		switch {
		case m.source.path == "":
			w.takeSketch("source", path)
		case m.step == 1 && m.edit >= 0 && howTo[m.edits[m.edit].kind].file > 0 && m.edits[m.edit].file.path == "":
			w.takeSketch("edit-"+strconv.Itoa(m.edit), path)
		case m.step == 2 && m.hasLike() && m.like.path == "":
			w.takeSketch("like", path)
		case path != m.source.path && !slices.ContainsFunc(m.decoys, func(d material) bool { return d.path == path }):
			w.change("", func(m *sketch) {
				m.decoys = append(slices.Clone(m.decoys), material{path: path, credit: m.source.credit, licence: m.source.licence})
			})
		}
	}
}

// takeSketch takes a picture in the place that it is chosen for.
func (w *Window) takeSketch(as, path string) {
	w.change("", func(m *sketch) {
		m.of(as, func(d *material) { d.path, d.at = path, 0 })
		if as == "source" && isFilm(path) {
			m.asked[slices.Index(askable[:], training.AskFrame)] = true
		}
	})
	if as != "source" {
		w.seePicture(path)
		return
	}
	w.showKeys()
}

// of changes what is known of a picture: "source", "like", "decoy-2", "edit-0".
func (m *sketch) of(name string, change func(*material)) {
	kind, number, _ := strings.Cut(name, "-")
	i, _ := strconv.Atoi(number) // without one it is 0, and isn't used
	switch {
	case kind == "source":
		change(&m.source)
	case kind == "like":
		change(&m.like)
	case kind == "decoy" && i < len(m.decoys):
		m.decoys = replaced(m.decoys, i, change)
	case kind == "edit" && i < len(m.edits):
		m.edits = replaced(m.edits, i, func(e *madeEdit) { change(&e.file) })
	}
}

// seePicture reads a picture to show it.
func (w *Window) seePicture(path string) {
	if _, ok := w.maker.seen[path]; ok || path == "" {
		return
	}
	o, seen := w.makerOptions(), w.maker.seen
	l := w.settings.language
	w.beside(func() (take func(), err error) {
		loaded, failed := draft.Load(context.Background(), o, draft.Material{Path: path}) // ends by itself
		var shown seenPicture
		if failed == nil {
			shown = seenPicture{small(loaded.Image()), loaded.Size()}
		}
		return func() {
			if failed != nil {
				w.maker.problem = desk.Problem{Path: path, Err: failed}.Sentence(l)
			} else {
				seen[path] = shown
				w.previewSoon()
			}
			w.showMaker()
		}, nil
	})
}

// small returns a picture as large as it is shown at most.
func small(img *image.RGBA) image.Image {
	const side = 1200
	return draft.Small(img, side)
}

// isFilm reports whether a file is named as a video is.
func isFilm(path string) bool {
	return slices.Contains([]string{".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg", ".ts", ".mts", ".wmv", ".flv", ".ogv", ".3gp"}, strings.ToLower(filepath.Ext(path)))
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

// sized returns the exercise with what is known of the sizes of its edits' pictures.
func (m *maker) sized() sketch {
	out := m.sketch
	out.edits = slices.Clone(out.edits)
	for i, e := range out.edits {
		e.size = m.seen[e.file.path].size
		out.edits[i] = e.shaped(m.loaded.Size())
	}
	return out
}

// isLoaded reports whether the source was read as it is described.
func (m *maker) isLoaded() bool {
	return m.loaded.Path == m.source.path && (m.loaded.At == m.source.at || m.loaded.Length() == 0)
}

// source reads the source, where it wasn't, off the window's goroutine.
func sourceOf(ctx context.Context, o draft.Options, m sketch, loaded draft.Loaded, has bool) (draft.Loaded, error) {
	if has {
		return loaded, nil
	}
	return draft.Load(ctx, o, draft.Material{Path: m.source.path, At: m.source.at})
}

func (w *Window) makePreview() {
	m := &w.maker
	if m.source.path == "" {
		m.preview, m.loaded = nil, draft.Loaded{}
		w.showMaker()
		return
	}
	m.run++
	run, o, l := m.run, w.makerOptions(), w.settings.language
	as, has, had := m.sized(), m.isLoaded(), m.loaded
	w.beside(func() (take func(), err error) {
		ctx := context.Background() // ends by itself
		loaded, failed := sourceOf(ctx, o, as, had, has)
		if failed != nil {
			return func() {
				if run == m.run {
					m.problem = desk.Problem{Path: as.source.path, Err: failed}.Sentence(l)
					w.showMaker()
				}
			}, nil
		}
		d := as.draft(1, loaded.Size())
		claim, failed := d.Claim(ctx, loaded)
		source := seenPicture{small(loaded.Image()), loaded.Size()}
		var shown image.Image
		if failed == nil {
			shown = small(claim.Image)
		}
		return func() {
			if run != m.run {
				return
			}
			first := m.loaded.Path != as.source.path
			m.loaded, m.seen[as.source.path], m.problem = loaded, source, ""
			if failed != nil {
				m.problem = desk.Problem{Err: failed}.Sentence(l)
			} else {
				m.preview, m.claim = shown, geom.Size{Width: claim.Image.Rect.Dx(), Height: claim.Image.Rect.Dy()}
			}
			if first && slices.ContainsFunc(m.edits, func(e madeEdit) bool { return e.kind == draft.Paste }) {
				w.previewSoon() // now the size of what is pasted is known
			}
			w.showMaker()
		}, nil
	})
}

func (w *Window) makerOptions() draft.Options { return draft.Options{FFmpeg: w.settings.ffmpeg} }

// withMade makes the exercise in a worker and hands it on.
func (w *Window) withMade(do func(keptLesson)) {
	m := &w.maker
	if m.whyNot() != "" || m.working {
		return
	}
	m.working = true
	w.showMaker()
	number, o, l := m.number, w.makerOptions(), w.settings.language
	as, has, had := m.sized(), m.isLoaded(), m.loaded
	w.beside(func() (take func(), err error) {
		ctx := context.Background() // ends by itself
		var lesson training.Lesson
		loaded, failed := sourceOf(ctx, o, as, had, has)
		if failed == nil {
			d := as.draft(number, loaded.Size())
			loaded.Material = d.Source
			lesson, failed = d.MakeOf(ctx, o, loaded)
		}
		return func() {
			m.working, m.problem = false, ""
			if failed != nil {
				m.problem = desk.Problem{Err: failed}.Sentence(l)
			} else {
				do(keptLesson{lesson, as.cues()})
			}
			w.showMaker()
		}, nil
	})
}

// triedID is that of the course that an exercise is tried in.
const triedID = "tried"

// tryMade opens the exercise as a learner would, with every candidate.
func (w *Window) tryMade() {
	w.withMade(func(k keptLesson) {
		all, _ := pack.Session([]training.Lesson{k.lesson}, nil)
		c := courseOf(all)
		c.id = triedID
		w.takeCourse(c)
		w.closeMaker()
		w.beginLesson()
	})
}

// keepMade puts the exercise into the pack and begins the next one.
func (w *Window) keepMade() {
	w.withMade(func(k keptLesson) {
		old := w.maker
		w.maker = newMaker()
		w.maker.pack, w.maker.about, w.maker.language, w.maker.number = append(old.pack, k), old.about, old.language, old.number+1
		w.maker.source.credit, w.maker.source.licence = old.source.credit, old.source.licence
	})
}

// savePack writes the exercises that were made as one pack.
func (w *Window) savePack() {
	if w.maker.source.path == "" && len(w.maker.pack) > 0 {
		w.writePack(w.maker.pack)
		return
	}
	w.withMade(func(k keptLesson) { w.writePack(append(slices.Clip(w.maker.pack), k)) })
}

func (w *Window) writePack(all []keptLesson) {
	var lessons []training.Lesson
	var cues []pack.Cues
	about := w.maker.about
	p := pack.Pack{Word: strings.TrimSpace(about.word)}
	for _, k := range all {
		lessons, cues = append(lessons, k.lesson), append(cues, k.cues)
		p.About.Minutes += k.lesson.Exercise.Minutes
	}
	p.Lessons, p.Steps = pack.Session(lessons, cues)
	p.Notes = byLanguage(about.notes)
	p.About.Title, p.About.Made, p.About.Program, p.About.Licence = byLanguage(about.title), time.Now().UTC(), desk.Version, w.maker.source.licence
	if p.About.Title.Empty() {
		p.About.Title = lessons[0].Exercise.Title
	}
	for _, name := range strings.Split(about.authors, ",") {
		if name = strings.TrimSpace(name); name != "" {
			p.About.Authors = append(p.About.Authors, name)
		}
	}
	w.saveTraining("maker.file", pack.Ending, func(out io.Writer) error { return pack.Write(context.Background(), out, p) })
}

// makerKey does what a key asks while the place is open, and reports whether it is.
func (w *Window) makerKey(key fyne.KeyName) bool {
	return w.workshop.Opened() && w.keyOver(key, w.workshop.Key, w.closeMaker)
}

// makerRune steps through the source, where that is a video, and reports whether
// the place had a use for the character.
func (w *Window) makerRune(r rune) bool {
	if !w.workshop.Opened() || w.maker.step != 0 || w.maker.loaded.Length() == 0 || r != ',' && r != '.' {
		return false
	}
	w.pressSketch(map[rune]string{',': "frame:-1", '.': "frame:1"}[r])
	return true
}

// undoHere undoes, or does again, what was done where the hands are.
func (w *Window) undoHere(name string) {
	switch {
	case !w.workshop.Opened():
		w.doNamed(name)
	case w.covered():
	case name == "undo":
		w.workshop.OnUndo()
	default:
		w.workshop.OnRedo()
	}
}

// makerKeys are the keys that count in the place.
func (w *Window) makerKeys() []status.Key {
	l := w.settings.language
	keys := []status.Key{{Cap: l.Say("desk.key-page-up")}, {Cap: l.Say("desk.key-page-down"), Does: l.Say("lessons.keys.steps")}}
	if w.maker.step == 0 && isFilm(w.maker.source.path) {
		keys = append(keys, status.Key{Cap: ","}, status.Key{Cap: ".", Does: l.Say("maker.keys.frames")})
	}
	return append(keys, status.Key{Cap: "Esc", Does: l.Say("lessons.keys.back")})
}
