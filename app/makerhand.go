package app

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/draft"
)

// What is done in the maker's form, by the keys of its controls: a name, and
// after a colon what it is about.

// placeSketch takes a place that is set on the picture.
func (w *Window) placeSketch(b lessons.Box, done bool) {
	now := &w.maker
	switch {
	case now.step == 1 && now.edit >= 0:
		i, where := now.edit, now.where
		w.change("place-"+strconv.Itoa(i), func(m *sketch) {
			m.edits = replaced(m.edits, i, func(e *madeEdit) {
				if where {
					e.to = b
				} else {
					e.place = b
				}
				e.size = now.seen[e.file.path].size
				*e = e.shaped(now.loaded.Size())
			})
		})
	case now.step == 2 && now.spot >= 0:
		i := now.spot
		w.change("spot-"+strconv.Itoa(i), func(m *sketch) { m.moved = replaced(m.moved, i, func(at *lessons.Box) { *at = b }) })
	}
	if done {
		now.last = ""
	}
}

func (w *Window) writeSketch(key, text string) {
	kind, of, _ := strings.Cut(key, ":")
	now := &w.maker
	n, _ := strconv.Atoi(of)
	switch kind {
	case "credit":
		w.change(key, func(m *sketch) { m.of(of, func(d *material) { d.credit = text }) })
	case "licence":
		w.change(key, func(m *sketch) { m.of(of, func(d *material) { d.licence = text }) })
	case "word":
		w.change(key, func(m *sketch) { m.of(of, func(d *material) { d.word = text }) })
	case "moment":
		w.change(key, func(m *sketch) { m.source.at = moment(text) })
	case "says":
		w.change(key, func(m *sketch) { m.edits = replaced(m.edits, n, func(e *madeEdit) { e.text = text }) })
	case "freeze":
		w.change(key, func(m *sketch) { m.freeze = text })
	case "reveal":
		w.change(key, func(m *sketch) { m.reveal = text })
	case "pack-title":
		now.about.title[now.language] = text
	case "pack-notes":
		now.about.notes[now.language] = text
	case "pack-authors":
		now.about.authors = text
	case "pack-word":
		now.about.word = text
	case "text":
		i, l := slices.Index(writtenKeys[:], of[:len(of)-2]), now.language
		w.change(key, func(m *sketch) { m.texts[l][i] = text })
	}
}

func (w *Window) slideSketch(key string, v float64) {
	kind, of, _ := strings.Cut(key, ":")
	n, _ := strconv.Atoi(of)
	if kind == "film" {
		length := w.maker.loaded.Length()
		w.change(key, func(m *sketch) { m.source.at = time.Duration(v * float64(length)).Round(time.Millisecond) })
		return
	}
	w.change(key, func(m *sketch) { m.edits = replaced(m.edits, n, func(e *madeEdit) { e.amount = v }) })
}

func (w *Window) tickSketch(key string, on bool) {
	_, of, _ := strings.Cut(key, ":")
	if key == "eyes" {
		w.change("", func(m *sketch) { m.eyes = on })
		return
	}
	i := slices.Index(askable[:], training.Asked(of))
	w.change("", func(m *sketch) { m.asked[i] = on })
}

func (w *Window) chooseSketch(key string, i int) {
	now := &w.maker
	switch key {
	case "choice":
		now.spot = -1
		w.change("", func(m *sketch) { m.choice = makerChoices[i] })
	case "level":
		w.change("", func(m *sketch) { m.level = i + 1 })
	case "language":
		now.language = i
		w.showMaker()
	case "where":
		now.where = i == 1
		w.showMaker()
	}
}

func (w *Window) pressSketch(key string) {
	kind, of, _ := strings.Cut(key, ":")
	now := &w.maker
	n, _ := strconv.Atoi(of)
	switch kind {
	case "choose": // a picture for that
		w.chooseFileFor("maker.choose", func(path string) { w.takeSketch(of, path) })
	case "decoy":
		w.chooseFileFor("maker.add", func(path string) { w.makerTakes([]string{path}) })
	case "frame":
		w.change("film", func(m *sketch) { m.source.at = now.loaded.Frame(m.source.at, n) })
	case "second":
		w.change("film", func(m *sketch) {
			m.source.at = max(0, min(m.source.at+time.Duration(n)*time.Second, now.loaded.Length()-time.Millisecond))
		})
	case "add":
		w.change("", func(m *sketch) {
			m.edits = append(slices.Clone(m.edits), newEdit(draft.EditKind(of)).shaped(now.loaded.Size()))
		})
		now.edit, now.where = len(now.edits)-1, false
		w.showMaker()
	case "edit":
		if now.edit == n {
			n = -1
		}
		now.edit, now.where = n, false
		w.showMaker()
	case "earlier":
		w.change("", func(m *sketch) {
			m.edits = slices.Clone(m.edits)
			m.edits[n-1], m.edits[n] = m.edits[n], m.edits[n-1]
		})
		now.edit = n - 1
		w.showMaker()
	case "drop-edit":
		now.edit = -1
		w.change("", func(m *sketch) { m.edits = without(m.edits, n) })
	case "drop-file":
		w.change("", func(m *sketch) { m.of(of, func(d *material) { *d = material{} }) })
	case "open": // what is known of a candidate
		if now.opened == of {
			of = ""
		}
		now.opened = of
		w.showMaker()
	case "drop-decoy":
		now.opened = ""
		w.change("", func(m *sketch) { m.decoys = without(m.decoys, n) })
	case "add-spot":
		w.change("", func(m *sketch) { m.moved = append(slices.Clone(m.moved), lessons.Box{0.4, 0.4, 0.55, 0.55}) })
		now.spot = len(now.moved) - 1
		w.showMaker()
	case "spot":
		now.spot = n
		w.showMaker()
	case "drop-spot":
		now.spot = -1
		w.change("", func(m *sketch) { m.moved = without(m.moved, n) })
	case "try":
		w.tryMade()
	case "keep":
		w.keepMade()
	case "save":
		w.savePack()
	case "drop-kept":
		now.pack = without(now.pack, n)
		w.showMaker()
	}
}
