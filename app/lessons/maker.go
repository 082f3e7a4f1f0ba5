package lessons

import (
	"image"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Steps is how many steps lead to an exercise.
const Steps = 5

// EditRow is one edit that a trainer can choose.
type EditRow struct {
	Kind, Name  string
	On          bool
	Says        string     // the amount, in words; empty where it has none
	Amount      float64    // 0 to 1, along its slider
	Place       [4]float64 // left, top, right and bottom of the source, 0 to 1
	HasPlace    bool
	HasText     bool
	Text        string
	PlaceLabels [4]string
}

// Field is a text of an exercise that is made.
type Field int

// The texts.
const (
	TitleField Field = iota
	TaskField
	HintField
	SecondHintField
	ExplanationField
	CarefulField
	WeakField
	CreditField
	LicenceField
	MomentField
	WordField
	fields
)

// Making is an exercise that is being made.
type Making struct {
	Step      int
	Source    string // its name; empty: none yet
	Video     bool
	Edits     []EditRow
	Decoys    []string
	Hidden    bool // the source is not among the candidates
	Texts     [fields]string
	Level     int // 1 to 5
	EyesFirst bool
	Preview   image.Image
	Line      string // what the preview shows
	Working   bool
	Problem   string
	WhyNot    string   // why it can't be tried yet; empty where it can
	Pack      []string // exercises that are made already
}

// Maker is where a trainer makes exercises. It is opened over everything but
// the status line.
type Maker struct {
	OnStep    func(i int)
	OnSource  func()
	OnDecoys  func()
	OnDecoy   func(i int) // is taken away
	OnEdit    func(i int, on bool)
	OnAmount  func(i int, v float64)
	OnPlace   func(i, side int, v float64)
	OnCaption func(i int, text string)
	OnHidden  func(hidden bool)
	OnText    func(f Field, text string)
	OnLevel   func(level int)
	OnEyes    func(on bool)
	OnTry     func()
	OnKeep    func() // it goes into the pack, and the next one is begun
	OnSave    func()
	OnClose   func()
	OnHint    func(hint string)

	worn
	language words.Language
	value    Making
	opened   bool

	sign                     *look.Icon
	name                     *look.Text
	back                     *look.Button
	under, beside            *look.Box
	ground                   *look.Box
	steps                    *look.Segment
	column                   *look.Column
	scroll                   *look.Scroll
	picture                  *canvas.Image
	line                     *look.Text
	source, decoys           *look.Button
	among                    *look.Segment
	level                    *look.Segment
	eyes                     *look.Check
	try, keep, save, onwards *look.Button
	texts                    [fields]*look.Field
	checks                   []*look.Check
	amounts                  []*look.Slider
	places                   [][4]*look.Slider
	captions                 []*look.Field
	gone                     []*look.Button
	pane                     *look.Pane
}

// NewMaker returns the place, closed, for that many edits.
func NewMaker(l words.Language, edits int) *Maker {
	m := &Maker{
		sign: look.NewIcon(look.Sign, look.InText), name: look.NewLine("", look.Title, look.InText, look.CutsEnd), under: look.Hairline(), beside: look.Hairline(), ground: look.NewBox(look.InStage),
		steps: look.NewSegment(make([]string, Steps)), column: look.NewColumn(look.Gap24), picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		line: look.NewText("", look.Quiet, look.InSecond), among: look.NewSegment(make([]string, 2)), level: look.NewSegment([]string{"1", "2", "3", "4", "5"}), eyes: look.NewCheck("", ""),
	}
	m.scroll = look.NewScroll(m.column)
	short := look.ButtonOptions{Height: look.Short}
	m.back = look.NewButton("", func() { m.OnClose() }, look.ButtonOptions{})
	m.source = look.NewButton("", func() { m.OnSource() }, short)
	m.decoys = look.NewButton("", func() { m.OnDecoys() }, short)
	m.try = look.NewButton("", func() { m.OnTry() }, look.ButtonOptions{Kind: look.Main})
	m.keep = look.NewButton("", func() { m.OnKeep() }, look.ButtonOptions{})
	m.save = look.NewButton("", func() { m.OnSave() }, look.ButtonOptions{})
	m.onwards = look.NewButton("", func() { m.OnStep(min(Steps-1, m.value.Step+1)) }, look.ButtonOptions{})
	for _, b := range []*look.Button{m.source, m.decoys, m.try, m.keep, m.save, m.onwards} {
		b.OnHint = func(hint string) { m.OnHint(hint) }
		b.OnFocus = func() { m.scroll.Reveal(b) }
	}
	m.steps.OnChoose = func(i int) { m.OnStep(i) }
	m.among.OnChoose = func(i int) { m.OnHidden(i == 1) }
	m.level.OnChoose = func(i int) { m.OnLevel(i + 1) }
	m.eyes.OnChange = func(on bool) { m.OnEyes(on) }
	for f := range m.texts {
		lines := 1
		if Field(f) == TaskField || Field(f) >= HintField && Field(f) <= WeakField {
			lines = 2
		}
		field := look.NewField(lines)
		field.OnChange = func(text string) { m.OnText(Field(f), text) }
		field.OnFocus = func() { m.scroll.Reveal(field) }
		field.LeaveWheel(m.scroll.Wheel)
		m.texts[f] = field
	}
	for i := range edits {
		c := look.NewCheck("", "")
		c.OnChange = func(on bool) { m.OnEdit(i, on) }
		c.OnFocus = func() { m.scroll.Reveal(c) }
		m.checks = append(m.checks, c)
		m.amounts = append(m.amounts, m.slider(func(v float64) { m.OnAmount(i, v) }))
		var sides [4]*look.Slider
		for s := range sides {
			sides[s] = m.slider(func(v float64) { m.OnPlace(i, s, v) })
		}
		m.places = append(m.places, sides)
		caption := look.NewField(1)
		caption.OnChange = func(text string) { m.OnCaption(i, text) }
		m.captions = append(m.captions, caption)
	}
	m.pane = look.NewPane([]fyne.CanvasObject{m.sign, m.name, m.back, m.under, m.ground, m.picture, m.line, m.scroll, m.beside}, m.place, nil)
	m.theme = look.Now()
	m.SetLanguage(l)
	return m
}

func (m *Maker) slider(on func(float64)) *look.Slider {
	s := look.NewSlider(0, 1, 0.01)
	s.OnChange = on
	s.OnFocus = func() { m.scroll.Reveal(s) }
	return s
}

// Object is the place as it stands in the window.
func (m *Maker) Object() fyne.CanvasObject { return m.pane }

// Opened reports whether the place is open.
func (m *Maker) Opened() bool { return m.opened }

// Open opens the place.
func (m *Maker) Open() {
	m.opened = true
	m.write()
}

// Close closes it.
func (m *Maker) Close() { m.opened = false }

// FocusTargets are what takes the keyboard in each part of the place.
func (m *Maker) FocusTargets() []fyne.Focusable {
	return []fyne.Focusable{m.back, m.steps.Button(m.value.Step)}
}

// Key does what the keyboard asks of the place as a whole, and reports whether it did.
func (m *Maker) Key(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyPageDown:
		m.OnStep(min(Steps-1, m.value.Step+1))
	case fyne.KeyPageUp:
		m.OnStep(max(0, m.value.Step-1))
	default:
		return false
	}
	return true
}

var stepKeys = [Steps]string{"source", "edits", "decoys", "task", "try"}

// SetLanguage changes the language.
func (m *Maker) SetLanguage(l words.Language) {
	m.language = l
	m.name.Set(l.Say("lessons.make"))
	m.back.SetWords(l.Say("lessons.close"))
	m.source.SetWords(l.Say("lessons.make.choose"))
	m.decoys.SetWords(l.Say("lessons.make.add"))
	m.try.SetWords(l.Say("lessons.make.try"))
	m.keep.SetWords(l.Say("lessons.make.keep"))
	m.save.SetWords(l.Say("lessons.make.save"))
	m.onwards.SetWords(l.Say("lessons.make.next"))
	m.among.SetWords([]string{l.Say("lessons.make.among"), l.Say("lessons.make.hidden")})
	var names []string
	for _, k := range stepKeys {
		names = append(names, l.Say("lessons.make.step."+k))
	}
	m.steps.SetWords(names)
	m.write()
}

// Show brings the place to that state.
func (m *Maker) Show(v Making) {
	if reflect.DeepEqual(v, m.value) {
		return
	}
	another := v.Step != m.value.Step
	m.value = v
	m.write()
	if another {
		m.scroll.ToTop()
	}
}

func (m *Maker) write() {
	if !m.opened {
		return
	}
	v, l := m.value, m.language
	m.steps.SetChosen(v.Step)
	m.picture.Image = v.Preview
	m.picture.Refresh()
	m.line.Set(v.Line)
	items := []look.Item{{Object: m.steps, Above: look.Gap24}, {Object: look.NewText(l.Say("lessons.make.says."+stepKeys[v.Step]), look.Body, look.InSecond), Above: look.Gap16}}
	switch v.Step {
	case 0:
		items = append(items, m.sourceItems()...)
	case 1:
		items = append(items, m.editItems()...)
	case 2:
		items = append(items, m.decoyItems()...)
	case 3:
		items = append(items, m.taskItems()...)
	case 4:
		items = append(items, m.tryItems()...)
	}
	if v.Problem != "" {
		items = append(items, noted(look.Warning, v.Problem, look.Gap16))
	}
	if v.Step < Steps-1 {
		items = append(items, look.Item{Object: m.onwards, Above: look.Gap24, Hugs: true})
	}
	m.column.SetItems(append(items, look.Item{Object: look.NewBox(look.Clear), Above: look.Gap24, Height: 1})...)
	m.pane.Refresh()
	m.scroll.Refresh()
	m.wear()
}

// field is a text with its name over it.
func (m *Maker) field(f Field, key string) []look.Item {
	if !m.texts[f].Focused() {
		m.texts[f].SetText(m.value.Texts[f])
	}
	return []look.Item{heading(m.language.Say("lessons.make."+key), look.Gap16), {Object: m.texts[f], Above: look.Gap4}}
}

func (m *Maker) sourceItems() []look.Item {
	items := []look.Item{heading(m.value.Source, look.Gap16), {Object: m.source, Above: look.Gap8, Hugs: true}}
	if m.value.Video {
		items = append(items, m.field(MomentField, "moment")...)
	}
	items = append(items, m.field(CreditField, "credit")...)
	return append(items, m.field(LicenceField, "licence")...)
}

func (m *Maker) editItems() (items []look.Item) {
	for i, e := range m.value.Edits {
		m.checks[i].SetWords(e.Name)
		m.checks[i].Set(e.On)
		items = append(items, look.Item{Object: m.checks[i], Above: look.Gap12})
		if !e.On {
			continue
		}
		if e.Says != "" {
			m.amounts[i].SetValue(e.Amount)
			items = append(items, look.Item{Object: look.NewText(e.Says, look.Quiet, look.InSecond), Above: look.Gap4, Inset: look.Gap24}, look.Item{Object: m.amounts[i], Inset: look.Gap24})
		}
		if e.HasPlace {
			for s, slider := range m.places[i] {
				slider.SetValue(e.Place[s])
				items = append(items, look.Item{Object: look.NewText(e.PlaceLabels[s], look.Quiet, look.InSecond), Above: look.Gap4, Inset: look.Gap24}, look.Item{Object: slider, Inset: look.Gap24})
			}
		}
		if e.HasText {
			if !m.captions[i].Focused() {
				m.captions[i].SetText(e.Text)
			}
			items = append(items, look.Item{Object: m.captions[i], Above: look.Gap4, Inset: look.Gap24})
		}
	}
	return items
}

func (m *Maker) decoyItems() []look.Item {
	l := m.language
	m.among.SetChosen(map[bool]int{false: 0, true: 1}[m.value.Hidden])
	items := []look.Item{heading(l.Say("lessons.make.is"), look.Gap16), {Object: m.among, Above: look.Gap8}, heading(l.Say("lessons.make.decoys"), look.Gap16)}
	for len(m.gone) < len(m.value.Decoys) {
		i := len(m.gone)
		b := look.NewButton("", func() { m.OnDecoy(i) }, look.ButtonOptions{Height: look.Short, After: look.Close})
		b.OnFocus = func() { m.scroll.Reveal(b) }
		m.gone = append(m.gone, b)
	}
	var all []fyne.CanvasObject
	for i, name := range m.value.Decoys {
		m.gone[i].SetWords(name)
		all = append(all, m.gone[i])
	}
	return append(items, look.Item{Object: look.NewFlow(append(all, m.decoys)...), Above: look.Gap8})
}

func (m *Maker) taskItems() []look.Item {
	l := m.language
	items := append(m.field(TitleField, "title"), m.field(TaskField, "task")...)
	m.level.SetChosen(m.value.Level - 1)
	m.eyes.SetWords(l.Say("lessons.make.eyes"))
	m.eyes.Set(m.value.EyesFirst)
	items = append(items, heading(l.Say("lessons.make.level"), look.Gap16), look.Item{Object: m.level, Above: look.Gap4, Hugs: true}, look.Item{Object: m.eyes, Above: look.Gap16})
	for _, f := range []struct {
		field Field
		key   string
	}{{HintField, "hint"}, {SecondHintField, "second-hint"}, {ExplanationField, "explanation"}, {CarefulField, "careful"}, {WeakField, "weak"}} {
		items = append(items, m.field(f.field, f.key)...)
	}
	return items
}

func (m *Maker) tryItems() []look.Item {
	v, l := m.value, m.language
	m.try.SetDimmed(v.WhyNot != "" || v.Working, v.WhyNot)
	m.keep.SetDimmed(v.WhyNot != "" || v.Working, v.WhyNot)
	m.save.SetDimmed(len(v.Pack) == 0 && v.WhyNot != "" || v.Working, v.WhyNot)
	var items []look.Item
	if v.WhyNot != "" {
		items = append(items, text(v.WhyNot, look.InText, look.Gap16))
	}
	items = append(items, look.Item{Object: m.try, Above: look.Gap16, Hugs: true}, quiet(l.Say("lessons.make.try.rest"), look.Gap4))
	if len(v.Pack) > 0 {
		items = append(items, heading(l.Say("lessons.make.pack"), look.Gap24))
		for _, title := range v.Pack {
			items = append(items, noted(look.Tick, title, look.Gap4))
		}
	}
	items = append(items, m.field(WordField, "word")...)
	return append(items, quiet(l.Say("lessons.make.word.rest"), look.Gap4), look.Item{Object: look.NewFlow(m.keep, m.save), Above: look.Gap16})
}

func (m *Maker) place(size fyne.Size) {
	px := look.Px
	head := px(placeHead)
	sign := px(20)
	look.Put(m.sign, px(14), (head-1-sign)/2, sign, sign)
	back := m.back.MinSize()
	look.Put(m.back, size.Width-px(look.Gap16)-back.Width, (head-1-back.Height)/2, back.Width, back.Height)
	look.Put(m.name, px(44), (head-1-px(look.Title.Line))/2, max(0, size.Width-px(60)-back.Width-px(look.Gap16)), px(look.Title.Line))
	look.Put(m.under, 0, head-1, size.Width, 1)
	room := box{head, size.Height - head}
	form := px(560)
	if size.Width < form+px(280) { // the picture stands over the form
		picture := min(room.height*0.4, px(240))
		m.placePicture(0, room.top, size.Width, picture)
		look.Put(m.beside, 0, room.top+picture, size.Width, 1)
		look.Put(m.scroll, 0, room.top+picture+1, size.Width, max(0, room.height-picture-1))
		return
	}
	look.Put(m.scroll, 0, room.top, form-1, room.height)
	look.Put(m.beside, form-1, room.top, 1, room.height)
	m.placePicture(form, room.top, size.Width-form, room.height)
}

// box is how far something reaches down.
type box struct{ top, height float32 }

func (m *Maker) placePicture(x, y, width, height float32) {
	px := look.Px
	look.Put(m.ground, x, y, width, height)
	air := px(look.Gap16)
	inner := max(0, width-2*air)
	line := m.line.HeightAt(inner)
	look.Put(m.picture, x+air, y+air, inner, max(0, height-2*air-line-px(look.Gap8)))
	look.Put(m.line, x+air, y+height-air-line, inner, line)
}
