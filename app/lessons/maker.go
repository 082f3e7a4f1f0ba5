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

// Making is an exercise that is being made.
type Making struct {
	Step    int
	Entries []Entry     // the form of the step
	Placing Placing     // the picture on which a place is set, or the source; without a picture there is none
	Says    string      // what it shows, and how the place is set
	Preview image.Image // the claim; nil: none is shown
	Line    string      // what the preview shows
	Problem string
	CanUndo bool
	CanRedo bool
}

// Maker is where a trainer makes exercises. It is opened over everything but
// the status line.
type Maker struct {
	OnStep   func(i int)
	OnPlace  func(b Box, done bool) // of the place that is set; done once the hand has left it
	OnWrite  func(key, text string)
	OnSlide  func(key string, share float64)
	OnTick   func(key string, on bool)
	OnChoose func(key string, i int)
	OnPress  func(key string)
	OnUndo   func()
	OnRedo   func()
	OnClose  func()
	OnHint   func(hint string)

	worn
	language words.Language
	value    Making
	opened   bool

	sign                *look.Icon
	name                *look.Text
	back, undo, redo    *look.Button
	under, beside, amid *look.Box
	ground              *look.Box
	steps               *look.Segment
	form                *form
	placing             *placing
	says                *look.Text
	picture             *canvas.Image
	line                *look.Text
	onwards             *look.Button
	pane                *look.Pane
}

// NewMaker returns the place, closed.
func NewMaker(l words.Language) *Maker {
	m := &Maker{
		sign: look.NewIcon(look.Sign, look.InText), name: look.NewLine("", look.Title, look.InText, look.CutsEnd), under: look.Hairline(), beside: look.Hairline(), amid: look.Hairline(), ground: look.NewBox(look.InStage),
		steps: look.NewSegment(make([]string, Steps)), picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		placing: newPlacing(), says: look.NewText("", look.Quiet, look.InSecond), line: look.NewText("", look.Quiet, look.InSecond),
	}
	m.form = newForm()
	m.form.onWrite = func(key, text string) { m.OnWrite(key, text) }
	m.form.onSlide = func(key string, v float64) { m.OnSlide(key, v) }
	m.form.onTick = func(key string, on bool) { m.OnTick(key, on) }
	m.form.onChoose = func(key string, i int) { m.OnChoose(key, i) }
	m.form.onPress = func(key string) { m.OnPress(key) }
	m.form.onHint = func(hint string) { m.OnHint(hint) }
	m.placing.onPlace = func(b Box, done bool) { m.OnPlace(b, done) }
	m.back = look.NewButton("", func() { m.OnClose() }, look.ButtonOptions{})
	m.undo = look.NewButton("", func() { m.OnUndo() }, look.ButtonOptions{Kind: look.Bare})
	m.redo = look.NewButton("", func() { m.OnRedo() }, look.ButtonOptions{Kind: look.Bare})
	m.onwards = look.NewButton("", func() { m.OnStep(min(Steps-1, m.value.Step+1)) }, look.ButtonOptions{})
	m.onwards.OnFocus = func() { m.form.scroll.Reveal(m.onwards) }
	for _, b := range []*look.Button{m.undo, m.redo} {
		b.OnHint = func(hint string) { m.OnHint(hint) }
	}
	m.steps.OnChoose = func(i int) { m.OnStep(i) }
	m.pane = look.NewPane([]fyne.CanvasObject{m.sign, m.name, m.undo, m.redo, m.back, m.under, m.ground, m.placing, m.says, m.amid, m.picture, m.line, m.form.scroll, m.beside}, m.place, nil)
	m.theme = look.Now()
	m.SetLanguage(l)
	return m
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
	all := []fyne.Focusable{m.back, m.steps.Button(m.value.Step)}
	if m.placing.sets() {
		all = append(all, m.placing)
	}
	return all
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
	m.name.Set(l.Say("maker.name"))
	m.back.SetWords(l.Say("lessons.close"))
	m.undo.SetWords(l.Say("maker.undo"))
	m.redo.SetWords(l.Say("maker.redo"))
	m.onwards.SetWords(l.Say("maker.next"))
	var names []string
	for _, k := range stepKeys {
		names = append(names, l.Say("maker.step."+k))
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
	if !another {
		return
	}
	m.form.scroll.ToTop()
	if c := fyne.CurrentApp().Driver().CanvasForObject(m.steps); c != nil {
		for i := range Steps { // the keyboard goes along with the step
			if c.Focused() == fyne.Focusable(m.steps.Button(i)) && i != v.Step {
				c.Focus(m.steps.Button(v.Step))
				break
			}
		}
	}
}

func (m *Maker) write() {
	if !m.opened {
		return
	}
	v, l := m.value, m.language
	m.steps.SetChosen(v.Step)
	m.placing.show(v.Placing)
	m.says.Set(v.Says)
	if m.picture.Image != v.Preview {
		m.picture.Image = v.Preview
		m.picture.Refresh()
	}
	m.line.Set(v.Line)
	m.undo.SetDimmed(!v.CanUndo, l.Say("maker.why.undo"))
	m.redo.SetDimmed(!v.CanRedo, l.Say("maker.why.redo"))
	items := []look.Item{{Object: m.steps, Above: look.Gap24}, {Object: look.NewText(l.Say("maker.says."+stepKeys[v.Step]), look.Body, look.InSecond), Above: look.Gap16}}
	if v.Problem != "" {
		items = append(items, noted(look.Warning, v.Problem, look.Gap16))
	}
	items = append(items, m.form.items(v.Entries)...)
	if v.Step < Steps-1 {
		items = append(items, look.Item{Object: m.onwards, Above: look.Gap24, Hugs: true})
	}
	m.form.column.SetItems(append(items, look.Item{Object: look.NewBox(look.Clear), Above: look.Gap24, Height: 1})...)
	m.pane.Refresh()
	m.form.scroll.Refresh()
	m.wear()
}

func (m *Maker) place(size fyne.Size) {
	px := look.Px
	head := px(placeHead)
	sign := px(20)
	look.Put(m.sign, px(14), (head-1-sign)/2, sign, sign)
	right := size.Width - px(look.Gap16)
	for _, b := range []*look.Button{m.back, m.redo, m.undo} {
		least := b.MinSize()
		fits := b == m.back || right-least.Width-px(look.Gap8) >= px(44)+m.name.Width()
		if look.Show(b, fits); !fits { // the chords do it too
			continue
		}
		right -= least.Width
		look.Put(b, right, (head-1-least.Height)/2, least.Width, least.Height)
		right -= px(look.Gap8)
	}
	look.Put(m.name, px(44), (head-1-px(look.Title.Line))/2, max(0, right-px(44)), px(look.Title.Line))
	look.Put(m.under, 0, head-1, size.Width, 1)
	room := box{head, size.Height - head}
	form := px(560)
	if size.Width < form+px(280) { // the pictures stand over the form
		picture := min(room.height*0.45, px(300))
		m.placePictures(0, room.top, size.Width, picture, true)
		look.Put(m.beside, 0, room.top+picture, size.Width, 1)
		look.Put(m.form.scroll, 0, room.top+picture+1, size.Width, max(0, room.height-picture-1))
		return
	}
	look.Put(m.form.scroll, 0, room.top, form-1, room.height)
	look.Put(m.beside, form-1, room.top, 1, room.height)
	m.placePictures(form, room.top, size.Width-form, room.height, false)
}

// box is how far something reaches down.
type box struct{ top, height float32 }

// placePictures lays out the picture that a place is set on, and the claim.
func (m *Maker) placePictures(x, y, width, height float32, across bool) {
	look.Put(m.ground, x, y, width, height)
	placed, made := m.value.Placing.Picture != nil, m.value.Preview != nil
	both := placed && made
	look.Show(m.placing, placed)
	look.Show(m.says, placed)
	look.Show(m.picture, made)
	look.Show(m.line, made || !placed)
	look.Show(m.amid, both)
	switch {
	case both && across:
		half := float32(int(width / 2))
		lay(m.placing, m.says, x, y, half, height)
		look.Put(m.amid, x+half, y, 1, height)
		lay(m.picture, m.line, x+half+1, y, width-half-1, height)
	case both:
		half := float32(int(height / 2))
		lay(m.placing, m.says, x, y, width, half)
		look.Put(m.amid, x, y+half, width, 1)
		lay(m.picture, m.line, x, y+half+1, width, height-half-1)
	case placed:
		lay(m.placing, m.says, x, y, width, height)
	default:
		lay(m.picture, m.line, x, y, width, height)
	}
}

// lay lays out a picture with its line below.
func lay(picture fyne.CanvasObject, line *look.Text, x, y, width, height float32) {
	air := look.Px(look.Gap16)
	inner := max(0, width-2*air)
	high := line.HeightAt(inner)
	look.Put(picture, x+air, y+air, inner, max(0, height-2*air-high-look.Px(look.Gap8)))
	look.Put(line, x+air, y+height-air-high, inner, high)
}
