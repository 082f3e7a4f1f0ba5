package app

import (
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/words"
)

// The maker's form, step by step.

// showMaker brings the place to what is known.
func (w *Window) showMaker() {
	if !w.workshop.Opened() {
		return
	}
	l, m := w.settings.language, &w.maker
	v := lessons.Making{Step: m.step, Preview: m.preview, Problem: m.problem, CanUndo: len(m.past) > 0, CanRedo: len(m.future) > 0, Line: l.Say("maker.preview")}
	if m.preview != nil {
		v.Line = l.Say("maker.preview.of", "claim", l.Pixels(m.claim.Width, m.claim.Height), "source", l.Pixels(m.loaded.Size().Width, m.loaded.Size().Height))
	}
	v.Placing.Chosen = -1
	switch m.step {
	case 0:
		v.Entries = m.sourceForm(l)
		v.Placing.Picture, v.Preview = m.seen[m.source.path].image, nil
		v.Says = l.Say("maker.preview.source")
	case 1:
		v.Entries = m.editForm(l)
		m.placeEdit(l, &v)
	case 2:
		v.Entries = m.decoyForm(l)
		m.placeSpots(l, &v)
	case 3:
		v.Entries = m.taskForm(l)
	case 4:
		v.Entries = m.tryForm(l)
	}
	w.workshop.Show(v)
}

// placeEdit shows where the edit that is set does what it does.
func (m *maker) placeEdit(l words.Language, v *lessons.Making) {
	if m.edit < 0 || m.edit >= len(m.edits) || !howTo[m.edits[m.edit].kind].place {
		return
	}
	e := m.edits[m.edit]
	v.Placing = lessons.Placing{Picture: m.seen[m.source.path].image, Boxes: []lessons.Box{e.place}}
	v.Says = l.Say("maker.place")
	if e.kind != draft.Paste {
		return
	}
	switch of := m.seen[e.file.path].image; {
	case m.where:
		v.Placing.Fixed, v.Placing.Boxes = true, []lessons.Box{e.to}
		v.Says = l.Say("maker.place.where")
	case e.file.path == "": // both places lie on one picture
		v.Placing.Boxes = append(v.Placing.Boxes, e.to)
	case of != nil:
		v.Placing.Picture = of
	}
}

// placeSpots shows what moved.
func (m *maker) placeSpots(l words.Language, v *lessons.Making) {
	switch like := m.seen[m.like.path].image; {
	case !m.hasLike() || m.like.path == "" || like == nil:
	case m.choice == training.AnotherMoment:
		v.Placing = lessons.Placing{Picture: like, Boxes: m.moved, Chosen: m.spot}
		v.Says = l.Say("maker.place.moved")
	default:
		v.Placing = lessons.Placing{Picture: like, Chosen: -1}
		v.Says = media.DisplayName(m.like.path)
	}
}

// rights are the lines on who made a picture, and with which word it comes.
func rights(l words.Language, name string, d material, comes bool) (out []lessons.Entry) {
	out = []lessons.Entry{
		{Kind: lessons.Write, Key: "credit:" + name, Words: l.Say("maker.credit"), Value: d.credit, Inset: name != "source"},
		{Kind: lessons.Write, Key: "licence:" + name, Words: l.Say("maker.licence"), Value: d.licence, Inset: name != "source"},
	}
	if comes {
		out = append(out, lessons.Entry{Kind: lessons.Write, Key: "word:" + name, Words: l.Say("maker.comes"), Value: d.word, Inset: name != "source"})
	}
	return out
}

func (m *maker) sourceForm(l words.Language) (out []lessons.Entry) {
	if m.source.path != "" {
		out = append(out, lessons.Entry{Kind: lessons.Heading, Words: media.DisplayName(m.source.path)})
	}
	out = append(out, lessons.Entry{Kind: lessons.Buttons, Buttons: []lessons.Press{{Key: "choose:source", Words: l.Say("maker.choose")}}})
	if length := m.loaded.Length(); m.source.path != "" && isFilm(m.source.path) {
		if length > 0 {
			out = append(
				out,
				lessons.Entry{Kind: lessons.Slide, Key: "film", Words: l.Say("maker.film", "at", l.Clock(m.source.at, 3), "length", l.Clock(length, 1)), Share: m.source.at.Seconds() / length.Seconds()},
				lessons.Entry{Kind: lessons.Buttons, Buttons: []lessons.Press{
					{Key: "second:-1", Words: l.Say("maker.film.second-back")},
					{Key: "frame:-1", Words: l.Say("maker.film.frame-back")},
					{Key: "frame:1", Words: l.Say("maker.film.frame-on")},
					{Key: "second:1", Words: l.Say("maker.film.second-on")},
				}},
			)
		}
		out = append(out, lessons.Entry{Kind: lessons.Write, Key: "moment", Words: l.Say("maker.moment"), Value: l.Clock(m.source.at, 3)}, lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.film.stills")})
	}
	return append(out, rights(l, "source", m.source, false)...)
}

func (m *maker) editForm(l words.Language) (out []lessons.Entry) {
	var adds []lessons.Press
	for _, k := range draft.EditKinds() {
		adds = append(adds, lessons.Press{Key: "add:" + string(k), Words: l.Say("maker.do." + string(k))})
	}
	out = append(out, lessons.Entry{Kind: lessons.Buttons, Buttons: adds})
	if len(m.edits) > 0 {
		out = append(out, lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.edits")})
	}
	for i, e := range m.edits {
		n := strconv.Itoa(i)
		row := []lessons.Press{{Key: "edit:" + n, Words: strconv.Itoa(i+1) + " " + l.Say("maker.do."+string(e.kind)), Chosen: i == m.edit}}
		if i == m.edit && i > 0 {
			row = append(row, lessons.Press{Key: "earlier:" + n, Words: l.Say("maker.earlier")})
		}
		out = append(out, lessons.Entry{Kind: lessons.Buttons, Buttons: append(row, lessons.Press{Key: "drop-edit:" + n, Words: l.Say("maker.away"), Off: true})})
		if i == m.edit {
			out = append(out, m.editControls(l, n, e)...)
		}
	}
	return out
}

// editControls set the edit that is chosen.
func (m *maker) editControls(l words.Language, n string, e madeEdit) (out []lessons.Entry) {
	w := howTo[e.kind]
	if w.file > 0 {
		choose := lessons.Press{Key: "choose:edit-" + n, Words: l.Say("maker.choose.picture")}
		row := []lessons.Press{choose}
		if e.file.path != "" {
			row = append(row, lessons.Press{Key: "drop-file:edit-" + n, Words: media.DisplayName(e.file.path), Off: true})
		}
		says := "maker.file.of." + string(e.kind)
		out = append(out, lessons.Entry{Kind: lessons.Quietly, Words: l.Say(says), Inset: true}, lessons.Entry{Kind: lessons.Buttons, Buttons: row, Inset: true})
	}
	if e.kind == draft.Paste {
		chosen := 0
		if m.where {
			chosen = 1
		}
		out = append(out, lessons.Entry{Kind: lessons.Choose, Key: "where", Options: []string{l.Say("maker.paste.what"), l.Say("maker.paste.where")}, Chosen: chosen, Inset: true})
	}
	if w.text {
		out = append(out, lessons.Entry{Kind: lessons.Write, Key: "says:" + n, Words: l.Say("maker.text." + string(e.kind)), Value: e.text, Inset: true})
	}
	if w.most > 0 {
		amount := l.Percent(e.in(), 0)
		if e.kind == draft.Compress {
			amount = l.Count(int64(e.in()))
		}
		out = append(out, lessons.Entry{Kind: lessons.Slide, Key: "amount:" + n, Words: l.Say("maker.amount."+string(e.kind), "amount", amount), Share: e.amount, Inset: true})
	}
	if w.file > 0 && e.file.path != "" {
		out = append(out, rights(l, "edit-"+n, e.file, false)...)
	}
	return out
}

// material is a candidate with what is known of it, once that is opened.
func (m *maker) material(l words.Language, name string, d material, row ...lessons.Press) (out []lessons.Entry) {
	words := media.DisplayName(d.path)
	if d.word != "" {
		words = l.Say("maker.named-with-word", "name", words, "word", strings.TrimSpace(d.word))
	}
	row = append([]lessons.Press{{Key: "open:" + name, Words: words, Chosen: m.opened == name}}, row...)
	out = append(out, lessons.Entry{Kind: lessons.Buttons, Buttons: row})
	if m.opened == name {
		out = append(out, rights(l, name, d, true)...)
	}
	return out
}

func (m *maker) decoyForm(l words.Language) (out []lessons.Entry) {
	var options []string
	for _, c := range makerChoices {
		options = append(options, l.Say("maker.choice."+string(c)))
	}
	out = append(
		out,
		lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.choice")},
		lessons.Entry{Kind: lessons.Choose, Key: "choice", Options: options, Chosen: slices.Index(makerChoices[:], m.choice)},
	)
	switch {
	case m.hasLike():
		out = append(out, lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.like." + string(m.choice))})
		choose := lessons.Press{Key: "choose:like", Words: l.Say("maker.choose.picture")}
		if m.like.path == "" {
			out = append(out, lessons.Entry{Kind: lessons.Buttons, Buttons: []lessons.Press{choose}})
		} else {
			out = append(out, m.material(l, "like", m.like, choose)...)
		}
	case m.source.path != "" && m.choice != training.None:
		out = append(out, lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.preview.source")})
		out = append(out, m.material(l, "source", m.source)...)
	}
	if m.choice == training.AnotherMoment {
		out = append(out, lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.moved")})
		var row []lessons.Press
		for i := range m.moved {
			row = append(row, lessons.Press{Key: "spot:" + strconv.Itoa(i), Words: l.Say("maker.spot", "n", strconv.Itoa(i+1)), Chosen: i == m.spot})
		}
		row = append(row, lessons.Press{Key: "add-spot", Words: l.Say("maker.spot.add")})
		if m.spot >= 0 {
			row = append(row, lessons.Press{Key: "drop-spot:" + strconv.Itoa(m.spot), Words: l.Say("maker.away"), Off: true})
		}
		out = append(out, lessons.Entry{Kind: lessons.Buttons, Buttons: row})
	}
	out = append(out, lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.decoys")})
	for i, d := range m.decoys {
		n := strconv.Itoa(i)
		out = append(out, m.material(l, "decoy-"+n, d, lessons.Press{Key: "drop-decoy:" + n, Words: l.Say("maker.away"), Off: true})...)
	}
	return append(out, lessons.Entry{Kind: lessons.Buttons, Buttons: []lessons.Press{{Key: "decoy", Words: l.Say("maker.add")}}}, lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.comes.rest")})
}

// tongues are the languages that texts are written in, each in its own words.
func (m *maker) tongues(l words.Language) lessons.Entry {
	return lessons.Entry{Kind: lessons.Choose, Key: "language", Options: []string{l.Say("outgo.language.en"), l.Say("outgo.language.nb")}, Chosen: m.language}
}

func (m *maker) taskForm(l words.Language) (out []lessons.Entry) {
	write := func(t written, lines int) {
		out = append(out, lessons.Entry{Kind: lessons.Write, Key: "text:" + writtenKeys[t] + "-" + strconv.Itoa(m.language), Words: l.Say("maker.write." + writtenKeys[t]), Value: m.texts[m.language][t], Lines: lines})
	}
	out = append(out, m.tongues(l), lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.language.rest")})
	write(titleText, 1)
	write(taskText, 2)
	out = append(
		out,
		lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.level")},
		lessons.Entry{Kind: lessons.Choose, Key: "level", Options: []string{"1", "2", "3", "4", "5"}, Chosen: m.level - 1},
		lessons.Entry{Kind: lessons.Tick, Key: "eyes", Words: l.Say("maker.eyes"), On: m.eyes},
		lessons.Entry{Kind: lessons.Heading, Words: l.Say("lessons.asked")},
	)
	for i, part := range askable {
		out = append(out, lessons.Entry{Kind: lessons.Tick, Key: "ask:" + string(part), Words: l.Say("lessons.ask." + string(part)), On: m.asked[i]})
	}
	out = append(out, lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.hints")})
	write(hintText, 2)
	write(secondHintText, 2)
	out = append(out, lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.afterwards")})
	write(explanationText, 2)
	write(carefulText, 2)
	write(weakText, 2)
	write(teacherText, 2)
	return out
}

func (m *maker) tryForm(l words.Language) (out []lessons.Entry) {
	why := ""
	if key := m.whyNot(); key != "" {
		why = l.Say("maker.why." + key)
	}
	if m.working {
		why = l.Say("maker.working")
	}
	saves := why
	if m.source.path == "" && len(m.pack) > 0 {
		saves = ""
	}
	if why != "" {
		out = append(out, lessons.Entry{Kind: lessons.Says, Words: why})
	}
	out = append(
		out,
		lessons.Entry{Kind: lessons.Buttons, Buttons: []lessons.Press{{Key: "try", Words: l.Say("maker.try"), Main: true, WhyNot: why}}},
		lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.try.rest")},
		lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.words")},
		lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.words.rest")},
		lessons.Entry{Kind: lessons.Write, Key: "freeze", Words: l.Say("maker.freeze"), Value: m.freeze},
		lessons.Entry{Kind: lessons.Write, Key: "reveal", Words: l.Say("maker.reveal"), Value: m.reveal},
		lessons.Entry{Kind: lessons.Heading, Words: l.Say("maker.pack")},
	)
	for i, k := range m.pack {
		out = append(out, lessons.Entry{Kind: lessons.Ticked, Words: k.lesson.Exercise.Title.In(l)}, lessons.Entry{Kind: lessons.Buttons, Inset: true, Buttons: []lessons.Press{{Key: "drop-kept:" + strconv.Itoa(i), Words: l.Say("maker.away"), Off: true}}})
	}
	n := strconv.Itoa(m.language)
	return append(
		out, m.tongues(l),
		lessons.Entry{Kind: lessons.Write, Key: "pack-title:" + n, Words: l.Say("maker.pack.title"), Value: m.about.title[m.language]},
		lessons.Entry{Kind: lessons.Write, Key: "pack-notes:" + n, Words: l.Say("maker.pack.notes"), Value: m.about.notes[m.language], Lines: 2},
		lessons.Entry{Kind: lessons.Write, Key: "pack-authors", Words: l.Say("maker.pack.authors"), Value: m.about.authors},
		lessons.Entry{Kind: lessons.Write, Key: "pack-word", Words: l.Say("maker.word"), Value: m.about.word},
		lessons.Entry{Kind: lessons.Quietly, Words: l.Say("maker.word.rest")},
		lessons.Entry{Kind: lessons.Buttons, Buttons: []lessons.Press{{Key: "keep", Words: l.Say("maker.keep"), WhyNot: why}, {Key: "save", Words: l.Say("maker.save"), WhyNot: saves}}},
	)
}

// byLanguage returns a text by the languages in which there is one.
func byLanguage(text [2]string) training.Text {
	out := training.Text{}
	for i, l := range []words.Language{words.English, words.Norwegian} {
		if s := strings.TrimSpace(text[i]); s != "" {
			out[l] = s
		}
	}
	return out
}
