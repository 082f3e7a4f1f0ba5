package app

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/words"
)

// sketch is an exercise as a trainer has described it so far. It is a value: what
// it holds is replaced and never written into, so that undo needs only the last.
type sketch struct {
	source material
	like   material // what lies in the source's place
	choice training.Choice
	moved  []lessons.Box // of the source
	decoys []material
	edits  []madeEdit
	asked  [len(askable)]bool
	level  int
	eyes   bool
	texts  [2][writtenTexts]string // by language
	freeze string
	reveal string
}

// material is a picture or a video that an exercise is made of.
type material struct {
	path            string
	at              time.Duration
	credit, licence string
	word            string // with which it comes to the table; empty: it lies there
}

// madeEdit is an edit with its places as shares of the picture.
type madeEdit struct {
	kind   draft.EditKind
	amount float64 // 0 to 1, along the slider
	place  lessons.Box
	to     lessons.Box // of Paste: where it goes
	text   string
	file   material // of Overlay, and of Paste where it is of another picture
	size   geom.Size
}

// written is a text of an exercise, in one language.
type written int

const (
	titleText written = iota
	taskText
	hintText
	secondHintText
	explanationText
	carefulText
	weakText
	teacherText
	writtenTexts
)

var writtenKeys = [writtenTexts]string{"title", "task", "hint", "second-hint", "explanation", "careful", "weak", "teacher"}

// askable are the parts that an exercise may ask for beside the choice.
var askable = [...]training.Asked{training.AskOutline, training.AskPairs, training.AskDifferences, training.AskFrame, training.AskWording}

// makerChoices are what can be right, in the order in which they are offered.
var makerChoices = [...]training.Choice{training.ThisOne, training.None, training.AnotherMoment, training.GraphicsOnly, training.CantTell}

// way is how an edit is set.
type way struct {
	place, text bool
	file        int     // 1: it needs a picture, 2: it may have one
	least, most float64 // of the amount; both 0: it has none
	usual       float64
}

var howTo = map[draft.EditKind]way{
	draft.Crop: {place: true}, draft.Mirror: {}, draft.Grey: {}, draft.Invert: {}, draft.Remove: {place: true},
	draft.Paste: {place: true, file: 2}, draft.Overlay: {place: true, file: 1},
	draft.Caption: {text: true, least: 0.05, most: 0.4, usual: 0.12}, draft.Strew: {text: true, least: 0.05, most: 0.9, usual: 0.3},
	draft.Player: {text: true, most: 1, usual: 0.6}, draft.Scale: {least: 0.1, most: 1, usual: 0.5}, draft.Compress: {least: 5, most: 95, usual: 40},
}

// newEdit returns an edit as it is offered.
func newEdit(k draft.EditKind) madeEdit {
	e := madeEdit{kind: k, place: lessons.Box{0.2, 0.2, 0.7, 0.7}}
	switch k {
	case draft.Remove, draft.Paste:
		e.place, e.to = lessons.Box{0.4, 0.4, 0.52, 0.52}, lessons.Box{0.6, 0.6, 0.72, 0.72}
	case draft.Overlay:
		e.place = lessons.Box{0.05, 0.7, 0.5, 0.95}
	}
	if w := howTo[k]; w.most > 0 {
		e.amount = (w.usual - w.least) / (w.most - w.least)
	}
	return e
}

// in returns the amount in its own unit. The least is never nought, which a draft
// takes as the usual one.
func (e madeEdit) in() float64 {
	w := howTo[e.kind]
	return max(0.001, w.least+e.amount*(w.most-w.least))
}

// newSketch returns what a trainer begins with.
func newSketch() sketch {
	return sketch{choice: training.ThisOne, level: 2, eyes: true, asked: [len(askable)]bool{true, true}}
}

// replaced returns the list with one that is other.
func replaced[T any](all []T, i int, change func(*T)) []T {
	all = slices.Clone(all)
	change(&all[i])
	return all
}

func without[T any](all []T, i int) []T { return slices.Delete(slices.Clone(all), i, i+1) }

// text returns a text in the languages in which it was written.
func (m sketch) text(w written) training.Text {
	out := training.Text{}
	for i, l := range []words.Language{words.English, words.Norwegian} {
		if s := strings.TrimSpace(m.texts[i][w]); s != "" {
			out[l] = s
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// hintCosts are what the hints of an own exercise cost.
var hintCosts = [2]int{5, 10}

// cues are the words of the exercise; each word that brings candidates is one step.
func (m sketch) cues() pack.Cues {
	c := pack.Cues{Freeze: strings.TrimSpace(m.freeze), Reveal: strings.TrimSpace(m.reveal)}
	for _, d := range append([]material{m.source, m.like}, m.decoys...) {
		if word := strings.TrimSpace(d.word); word != "" && !slices.Contains(c.Items, word) {
			c.Items = append(c.Items, word)
		}
	}
	return c
}

// draft returns the exercise as what makes it takes it. Places are told in the
// pixels of a source of that size.
func (m sketch) draft(number int, size geom.Size) draft.Draft {
	items := m.cues().Items
	of := func(d material) draft.Material {
		return draft.Material{Path: d.path, At: d.at, Credit: d.credit, Licence: d.licence, Step: 1 + slices.Index(items, strings.TrimSpace(d.word))}
	}
	d := draft.Draft{
		ID: fmt.Sprintf("exercise-%d", number), Title: m.text(titleText), Task: m.text(taskText), Level: m.level, EyesFirst: m.eyes,
		Source: of(m.source), Choice: m.choice, Explanation: m.text(explanationText), Careful: m.text(carefulText), Weak: m.text(weakText), Teacher: m.text(teacherText),
		Asked: []training.Asked{training.AskChoice},
	}
	for i, part := range askable {
		if m.asked[i] {
			d.Asked = append(d.Asked, part)
		}
	}
	if m.hasLike() {
		d.Like = of(m.like)
	}
	if m.choice == training.AnotherMoment {
		for _, b := range m.moved {
			d.Moved = append(d.Moved, inPixels(b, size))
		}
	}
	for _, dec := range m.decoys {
		d.Decoys = append(d.Decoys, of(dec))
	}
	for i, w := range []written{hintText, secondHintText} {
		if t := m.text(w); t != nil {
			d.Hints = append(d.Hints, training.Hint{Text: t, Cost: hintCosts[i]})
		}
	}
	for _, e := range m.edits {
		edit := draft.Edit{Kind: e.kind, Text: e.text, File: e.file.path, Credit: e.file.credit, Licence: e.file.licence}
		if howTo[e.kind].most > 0 {
			edit.Amount = e.in()
		}
		if howTo[e.kind].place {
			edit.Region = inPixels(e.place, size)
		}
		if e.kind == draft.Paste {
			if e.file.path != "" {
				edit.Region = inPixels(e.place, e.size)
			}
			to := inPixels(e.to, size)
			edit.To = geom.Point{X: to.MinX, Y: to.MinY}
		}
		d.Edits = append(d.Edits, edit)
	}
	return d
}

// hasLike reports whether another picture lies in the source's place.
func (m sketch) hasLike() bool {
	return m.choice == training.AnotherMoment || m.choice == training.GraphicsOnly
}

func inPixels(b lessons.Box, size geom.Size) geom.Rect {
	w, h := float64(size.Width), float64(size.Height)
	return geom.Rect{MinX: b[0] * w, MinY: b[1] * h, MaxX: b[2] * w, MaxY: b[3] * h}
}

// whyNot says why the exercise can't be made yet, as a key; empty where it can.
func (m sketch) whyNot() string {
	switch {
	case m.source.path == "":
		return "source"
	case m.hasLike() && m.like.path == "":
		return "like"
	case len(m.decoys) == 0:
		return "decoys"
	}
	for _, e := range m.edits {
		if howTo[e.kind].file == 1 && e.file.path == "" {
			return "file"
		}
	}
	return ""
}

// shaped gives where a pasted part goes the part's own size, as shares of the source.
func (e madeEdit) shaped(source geom.Size) madeEdit {
	of := source
	if e.file.path != "" {
		of = e.size
	}
	if e.kind != draft.Paste || source.Empty() || of.Empty() {
		return e
	}
	w := (e.place[2] - e.place[0]) * float64(of.Width) / float64(source.Width)
	h := (e.place[3] - e.place[1]) * float64(of.Height) / float64(source.Height)
	w, h = min(w, 1), min(h, 1)
	x, y := min(e.to[0], 1-w), min(e.to[1], 1-h)
	e.to = lessons.Box{x, y, x + w, y + h}
	return e
}
